import { defineRule } from '../../src/core/rule.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

const schema = (version: string, fields: string): string =>
  `openapi: ${version}\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n    Tags: { ${fields} }\n`

/** Keywords that may describe the items too, or replace the whole schema. */
const others = ['items', 'prefixItems', 'contains', 'unevaluatedItems', '$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'enum', 'const', 'maxItems']

export default defineRule({
  subject: openapi,
  title: 'Arrays define their items',
  why: 'OpenAPI 2.0 and 3.0 require `items` for every array, and generators fail without it. In later versions, an array without it may contain anything.',
  fix: 'Add `items` with the schema of one item, or `items: {}` if it can be anything.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.0.4, Schema Object', 'JSON Schema 2020-12, Core 10.3.1'],
  silentOn: ['arrays of OpenAPI 3.1 and later that use other keywords: `prefixItems`, `contains`, a reference, a composition, `maxItems: 0`'],
  messages: {
    required: "This array has no 'items', which OpenAPI {{version}} requires: add it.",
    anything: "This array has no 'items', so it may contain anything: add 'items'.",
  },
  lesser: ['anything'],
  examples: {
    bad: [
      { code: schema('3.0.3', 'type: array') },
      { title: 'OpenAPI 3.1', code: schema('3.1.0', "type: [array, 'null']") },
      {
        title: 'a parameter of OpenAPI 2.0',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: ids, in: query, type: array }]
      responses: { '200': { description: Orders } }
`,
      },
    ],
    good: [
      { code: schema('3.0.3', 'type: array, items: { type: string }') },
      { code: schema('3.1.0', 'type: array, prefixItems: [{ type: string }]') },
    ],
  },
  check: ({ unit, report }) => ({
    Document({ version }) {
      const isRequired = version === '2.0' || version === '3.0'
      for (const { value, cursor } of typed.flatMap((kind) => walked(unit).of(kind).filter(isArray))) {
        if (isRequired) {
          if (!Object.hasOwn(value, 'items')) report(cursor.atKey, 'required', { version }, { together: { key: '' } })
        } else if (!others.some((keyword) => Object.hasOwn(value, keyword))) report(cursor.atKey, 'anything', {}, { together: { key: '' } })
      }
    },
  }),
})

/** The OpenAPI objects with a `type`. */
const typed = ['Schema', 'Parameter', 'Items', 'Header'] as const

function isArray({ value: { type } }: OpenApiNode): boolean {
  return type === 'array' || (Array.isArray(type) && type.includes('array'))
}
