import { timestamps } from '../../src/api/conventions/timestamps.ts'
import type { Timestamp } from '../../src/api/conventions/timestamps.ts'
import { alsoIn, shownPlaces } from '../../src/api/gathered.ts'
import { habitOf } from '../../src/api/habit.ts'
import { quotedSome } from '../../src/api/naming/casing-habit.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { openapi } from '../../src/openapi/subject.ts'

/** More names than this are one decision, and not one each. */
const mostNames = 10

const order = (...properties: string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n    Order:\n      type: object\n      properties:\n${properties.map((property) => `        ${property}\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'Points in time say how they are written',
  why: 'A date that is only `type: string` may be written in any way: every client guesses, and some guess wrong about the zone or the order of day and month. A bare number may count seconds or milliseconds.',
  fix: 'Write timestamps as RFC 3339 and say `format: date-time`, or `format: date` for days. Of a number say in its description what it counts.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-26'],
  references: ['RFC 3339', 'Zalando RESTful API Guidelines 169', 'Google AIP-142'],
  silentOn: [
    'properties with any `format`, a `pattern`, an `enum` or a reference',
    'those that say in words or by an example that they are written another way (`MM/YY`, `Unix seconds`)',
    'names that may be something else: `startTime` (a time of day), `responseTime` (a length), `validUntil`',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Properties that stay as they are.' },
  },
  requires: { timestamps },
  messages: {
    text: "'{{name}}' is a point in time, and nothing says how it is written{{places}}: add 'format: date-time', or 'date' for a day.",
    never: "None of the {{count}} dates and times of this API has a format ({{names}}), so clients guess how they are written: add 'format: date-time', or 'date' for days.",
    number: "'{{name}}' is a point in time as a number, and nothing says what it counts{{places}}: say seconds or milliseconds since 1970 in the description, or write it as RFC 3339 with 'format: date-time'.",
    numbers: "{{count}} points in time are numbers, and nothing says what they count ({{names}}): say seconds or milliseconds since 1970 in the descriptions, or write them as RFC 3339 with 'format: date-time'.",
  },
  examples: {
    bad: [
      { title: 'a text', code: order('createdAt: { type: string, format: date-time }', 'paidAt: { type: string }') },
      { title: 'a number', code: order('created_at: { type: integer, format: int64 }') },
      { title: 'throughout', code: order('createdAt: { type: string }', 'orderDate: { type: string }', 'updatedAt: { type: string }') },
    ],
    good: [
      {
        code: order(
          'createdAt: { type: string, format: date-time }',
          'dueDate: { type: string, format: date }',
          'paidAt: { type: integer, description: Unix time in seconds }',
          "expiryDate: { type: string, description: 'As on the card, MM/YY' }",
          'startTime: { type: string }',
          'shipped_on: { type: string, pattern: "^\\\\d{4}-\\\\d{2}-\\\\d{2}$" }',
        ),
      },
    ],
  },
  check: ({ options, use, report }) => ({
    Document({ cursor }) {
      const found = use.timestamps.filter(({ name }) => !options.allow.includes(name))
      const texts = habitOf(found.filter(({ form }) => form !== 'number'), ({ form }) => form === 'stated')
      const reportEach = (bare: readonly Timestamp[], message: 'text' | 'number'): void => {
        for (const [name, [first, ...others]] of groupBy(bare, (timestamp) => timestamp.name)) {
          if (first === undefined) continue
          report(first.at.atKey, message, { name, places: alsoIn(others, 'schema') }, shownPlaces(others.map(({ at }) => at)))
        }
      }
      if (texts.verdict === 'never') {
        const names = [...new Set(texts.breaking.map(({ name }) => name))]
        const title = cursor.child('info').child('title')
        report(title, 'never', { count: texts.breaking.length, names: quotedSome(names) }, shownPlaces(texts.breaking.map(({ at }) => at)))
      } else reportEach(texts.breaking, 'text')
      const numbers = found.filter(({ form }) => form === 'number')
      const names = [...new Set(numbers.map(({ name }) => name))]
      const [first, ...others] = numbers
      if (first !== undefined && names.length > mostNames) {
        report(first.at.atKey, 'numbers', { count: numbers.length, names: quotedSome(names) }, shownPlaces(others.map(({ at }) => at)))
      } else reportEach(numbers, 'number')
    },
  }),
})
