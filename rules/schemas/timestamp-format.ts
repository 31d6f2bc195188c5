import { timestamps } from '../../src/api/conventions/fields/timestamps.ts'
import { defineRule } from '../../src/core/rule.ts'
import { openapi } from '../../src/openapi/subject.ts'

const order = (...properties: string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n    Order:\n      type: object\n      properties:\n${properties.map((property) => `        ${property}\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'Dates and times state their format',
  why: 'A date that is only `type: string` can have any format: clients guess, and some get the time zone or the order of day and month wrong. A bare number may be seconds or milliseconds.',
  fix: 'Write timestamps as RFC 3339 with `format: date-time`, or `format: date` for days. For a number, state its unit in the description: seconds or milliseconds since 1970.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-26'],
  references: ['RFC 3339', 'Zalando RESTful API Guidelines 169', 'Google AIP-142'],
  silentOn: [
    'properties with a `format` other than a misspelt `date-time`, a `pattern`, an `enum` or a reference',
    'those whose description states the format (`MM/YY`, `ISO 8601`, `Unix seconds`), or whose example shows another one',
    'names that may be something else: `startTime` (a time of day), `responseTime` (a duration), `validUntil`',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Properties to ignore.' },
  },
  requires: { timestamps },
  messages: {
    text: "'{{name}}' is a date or time without a `format`, so clients have to guess: add 'format: date-time', or 'date' for a day.",
    texts: "{{count}} dates and times have no `format` ({{names}}), so clients have to guess: add 'format: date-time', or 'date' for days.",
    misspelt: "'{{name}}' has 'format: {{format}}', which tools do not know: use 'format: date-time'.",
    severalMisspelt: "{{count}} dates and times have 'format: {{format}}', which tools do not know ({{names}}): use 'format: date-time'.",
    number: "'{{name}}' is a date or time as a number without a unit: state the unit in the description, or use a string with 'format: date-time'.",
    numbers: "{{count}} dates and times are numbers without a unit ({{names}}): state the unit in the descriptions, or use strings with 'format: date-time'.",
  },
  examples: {
    bad: [
      { title: 'a string', code: order('createdAt: { type: string, format: date-time }', 'paidAt: { type: string }') },
      { title: 'a number', code: order('created_at: { type: integer, format: int64 }') },
      { title: 'a format that tools do not know', code: order('createdAt: { type: string, format: datetime }') },
      { title: 'everywhere', code: order('createdAt: { type: string }', 'orderDate: { type: string }', 'updatedAt: { type: string }') },
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
