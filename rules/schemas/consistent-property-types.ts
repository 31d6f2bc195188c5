import { propertyTypes } from '../../src/api/conventions/fields/property-types.ts'
import { defineRule } from '../../src/core/rule.ts'
import { openapi } from '../../src/openapi/subject.ts'

const schemas = (...types: string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n${types.map((type, index) => `    Order${index + 1}: { type: object, properties: { customerId: ${type} } }\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'A property has one type everywhere',
  why: 'A name that is a text in one answer and a number in another cannot be compared, and every client converts it by hand in the few places that differ.',
  fix: 'Give the property the type that it has in the other schemas, or another name where it is another thing.',
  presets: { strict: 'warn' },
  checklist: ['API-35'],
  references: ['Google AIP-140', 'Zalando RESTful API Guidelines 110'],
  silentOn: [
    'names of a single word (`id`, `value`, `status`), which mean something else in each schema',
    'lists and objects in the place of a text: an expanded view of the same thing',
    'flags among texts and numbers, which say whether the thing is there or wanted',
    '`integer` beside `number`, null beside any type, properties by reference',
    'names without a usual type: at least three schemas, and three quarters of them',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Properties that may have several types.' },
  },
  requires: { propertyTypes },
  messages: {
    other: "'{{name}}' is of type '{{type}}' here, and '{{usual}}' in {{count}} other schemas: make it '{{usual}}', or name it otherwise.",
  },
  examples: {
    bad: [{ code: schemas('{ type: string }', '{ type: string }', '{ type: string }', '{ type: integer }') }],
    good: [
      { code: schemas('{ type: string }', "{ type: [string, 'null'] }", '{ type: string }', '{ type: object }') },
      { title: 'no usual type', code: schemas('{ type: string }', '{ type: integer }') },
      { title: 'whole and other numbers', code: schemas('{ type: number }', '{ type: number }', '{ type: number }', '{ type: integer }') },
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
