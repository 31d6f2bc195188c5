import { propertyTypes } from '../../src/api/conventions/fields/property-types.ts'
import { defineRule } from '../../src/core/rule.ts'
import { openapi } from '../../src/openapi/subject.ts'

const schemas = (...types: string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n${types.map((type, index) => `    Order${index + 1}: { type: object, properties: { customerId: ${type} } }\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'A property has the same type everywhere',
  why: 'A property that is a string in one response and a number in another cannot be compared, and every client has to convert it where it differs.',
  fix: 'Use the type that the property has in the other schemas, or rename it if it means something else.',
  presets: { strict: 'warn' },
  checklist: ['API-35'],
  references: ['Google AIP-140', 'Zalando RESTful API Guidelines 110'],
  silentOn: [
    'names of a single word (`id`, `value`, `status`), which mean something else in each schema',
    'arrays and objects instead of a string: an expanded view of the same thing',
    'booleans among strings and numbers, which say whether the thing exists or is wanted',
    '`integer` next to `number`, null next to any type, properties by reference',
    'names without a usual type, used by at least three schemas and three quarters of all',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Properties that may have several types.' },
  },
  requires: { propertyTypes },
  messages: {
    other: "'{{name}}' has the type '{{type}}' here, but '{{usual}}' in {{count}} other schemas: use '{{usual}}', or rename it.",
  },
  examples: {
    bad: [{ code: schemas('{ type: string }', '{ type: string }', '{ type: string }', '{ type: integer }') }],
    good: [
      { code: schemas('{ type: string }', "{ type: [string, 'null'] }", '{ type: string }', '{ type: object }') },
      { title: 'no usual type', code: schemas('{ type: string }', '{ type: integer }') },
      { title: 'integers and other numbers', code: schemas('{ type: number }', '{ type: number }', '{ type: number }', '{ type: integer }') },
    ],
  },
  check: ({ options, use, report }) => ({
    Document() {
      for (const { name, usual, count, others } of use.propertyTypes) {
        if (options.allow.includes(name)) continue
        for (const { type, at } of others) report(at.atKey, 'other', { name, type, usual, count }, { together: { key: `${name} ${type}` } })
      }
    },
  }),
})
