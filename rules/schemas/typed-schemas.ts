import { habitOf } from '../../src/api/habit.ts'
import { add } from '../../src/core/fix.ts'
import { defineRule } from '../../src/core/rule.ts'
import { isObject } from '../../src/core/json.ts'
import { adviceFor, misplacedKeywords } from '../../src/openapi/misplaced-keywords.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { isPart, isUntyped } from '../../src/openapi/untyped.ts'
import { walked } from '../../src/openapi/walked.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\n'
const schemas = (...lines: string[]): string => `${start}components:\n  schemas:\n${lines.map((line) => `    ${line}\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'Schemas declare a type, and only use keywords of that type',
  why: 'A keyword of another type (`maxLength` on a number) silently has no effect, so what looks validated is not. Without a type, `properties` allows a string or an array instead.',
  fix: 'Use the keyword of the declared type, or correct `type`. Add `type: object` to schemas with `properties`, and a type to parameters.',
  presets: { strict: 'error' },
  checklist: ['API-22', 'API-23'],
  references: ['JSON Schema 2020-12, Core 7.6.1', 'OpenAPI 3.0.4, Schema Object'],
  silentOn: [
    'schemas whose type comes from elsewhere: references, compositions, `enum`, `const`, and the parts of a composition',
    'keywords that limit nothing (`uniqueItems: false`)',
    'properties and items of any type: `{}` is a schema for anything',
  ],
  requires: { misplacedKeywords },
  messages: {
    ineffective: "'{{keyword}}' has no effect on the type {{types}}: {{advice}}.",
    untyped: "This schema has properties but no type, so a string or an array is valid too: add 'type: object'.",
    parameters: "The schemas of {{count}} parameters ({{names}}) have no 'type', so clients have to guess: add one.",
    parameter: "The schema of the parameter '{{name}}' has no 'type', so clients have to guess: add one.",
  },
  lesser: ['untyped', 'parameter'],
  fixes: { object: "Add 'type: object'" },
  examples: {
    bad: [
      { title: 'a keyword of another type', code: schemas('Age: { type: integer, maxLength: 3 }', 'Tags: { type: array, properties: { name: {} }, items: {} }') },
      {
        title: 'properties without a type',
        code: schemas('Order: { properties: { id: { type: string } } }', 'Customer: { type: object, properties: { id: { type: string } } }'),
        fixed: schemas('Order: { properties: { id: { type: string } }, type: object }', 'Customer: { type: object, properties: { id: { type: string } } }'),
      },
      {
        title: 'a parameter of any type',
        code: `${start}paths:
  /orders:
    get:
      parameters: [{ name: limit, in: query, schema: { minimum: 1 } }]
      responses: { '200': { description: Orders } }
`,
      },
    ],
    good: [
      { code: schemas("Age: { type: [integer, 'null'], maximum: 150 }", 'Order: { type: object, properties: { extra: {} } }', 'Note: { type: string, uniqueItems: false }') },
      {
        title: 'typed elsewhere',
        code: schemas(
          'Base: { type: object, properties: { id: { type: string } } }',
          "Order: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { total: { type: string } } }], properties: { note: { type: string } } }",
          'Status: { enum: [open, paid] }',
        ),
      },
    ],
  },
  check: ({ unit: contract, use, report }) => ({
    Document() {
      for (const misplaced of use.misplacedKeywords) {
        const { keyword } = misplaced
        const types = misplaced.types.map((type) => `'${type}'`).join(' or ')
        const data = { keyword, types, advice: adviceFor(misplaced) }
        for (const place of misplaced.places) report(place.atKey, 'ineffective', data, { together: { key: `${keyword} ${types}` } })
      }
      const objects = walked(contract).holding('Schema', 'properties').filter((node) => isObject(node.value['properties']) && !isPart(node))
      const typed = habitOf(objects, ({ value }) => !isUntyped(value))
      for (const { cursor } of typed.breaking) {
        report(cursor.atKey, 'untyped', {}, { fixes: [{ id: 'object', edits: [add(cursor.at, 'type', 'object')] }], together: { key: '' } })
      }
      const parameters = walked(contract).of('Parameter').filter(({ value, version }) => version !== '2.0' && isUntyped(value['schema']))
      for (const { cursor } of parameters) {
        const name = cursor.child('name').string ?? ''
        report(cursor.child('schema').atKey, 'parameter', { name }, { together: { as: 'parameters', name: `'${name}'` } })
      }
    },
  }),
})
