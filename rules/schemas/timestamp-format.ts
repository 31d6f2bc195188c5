import { timestamps } from '../../src/api/conventions/fields/timestamps.ts'
import { defineRule } from '../../src/core/rule.ts'
import { openapi } from '../../src/openapi/subject.ts'

const order = (...properties: string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n    Order:\n      type: object\n      properties:\n${properties.map((property) => `        ${property}\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'Points in time say how they are written',
  why: 'A date that is only `type: string` may be written in any way: every client guesses, and some guess wrong about the zone or the order of day and month. A bare number may count seconds or milliseconds.',
  fix: 'Write timestamps as RFC 3339 and say `format: date-time`, or `format: date` for days. For a number, say in its description what it counts.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-26'],
  references: ['RFC 3339', 'Zalando RESTful API Guidelines 169', 'Google AIP-142'],
  silentOn: [
    'properties with any `format` that is not `date-time` misspelt, a `pattern`, an `enum` or a reference',
    'those that say in words how they are written (`MM/YY`, `ISO 8601`, `Unix seconds`), or show another way by an example',
    'names that may be something else: `startTime` (a time of day), `responseTime` (a length), `validUntil`',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Properties that stay as they are.' },
  },
  requires: { timestamps },
  messages: {
    text: "'{{name}}' is a point in time, and no `format` says how it is written, so clients guess: add 'format: date-time', or 'date' for a day.",
    texts: "{{count}} points in time have no `format` that says how they are written ({{names}}), so clients guess: add 'format: date-time', or 'date' for days.",
    misspelt: "'{{name}}' has 'format: {{format}}', which no tool knows: write 'format: date-time'.",
    severalMisspelt: "{{count}} points in time have 'format: {{format}}', which no tool knows ({{names}}): write 'format: date-time'.",
    number: "'{{name}}' is a point in time as a number, and nothing says what it counts: say seconds or milliseconds since 1970 in the description, or write it as RFC 3339 with 'format: date-time'.",
    numbers: "{{count}} points in time are numbers, and nothing says what they count ({{names}}): say seconds or milliseconds since 1970 in the descriptions, or write them as RFC 3339 with 'format: date-time'.",
  },
  examples: {
    bad: [
      { title: 'a text', code: order('createdAt: { type: string, format: date-time }', 'paidAt: { type: string }') },
      { title: 'a number', code: order('created_at: { type: integer, format: int64 }') },
      { title: 'a format that tools do not know', code: order('createdAt: { type: string, format: datetime }') },
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
          'poweredOn: { type: string, description: Whether it is on }',
          'harvest_month: { type: integer }',
          'harvest_date: { type: integer }',
          'billingDate: { type: integer, description: Day of the month }',
          'shipped_on: { type: string, pattern: "^\\\\d{4}-\\\\d{2}-\\\\d{2}$" }',
        ),
      },
    ],
  },
  check: ({ options, use, report }) => ({
    End() {
      for (const { name, form, at } of use.timestamps) {
        if (form === 'stated' || options.allow.includes(name)) continue
        if (form === 'misspelt') {
          const format = at.child('format').string ?? ''
          report(at.child('format'), 'misspelt', { name, format }, { together: { as: 'severalMisspelt', name: `'${name}'`, key: format, data: { format } } })
          continue
        }
        const as = form === 'number' ? 'numbers' : 'texts'
        report(at.atKey, form === 'number' ? 'number' : 'text', { name }, { together: { as, name: `'${name}'`, isOmission: true } })
      }
    },
  }),
})
