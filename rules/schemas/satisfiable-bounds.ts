import type { JsonObject } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import { enumHolders } from '../../src/openapi/enums.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

const order = (fields: string, version = '3.1.0'): string =>
  `openapi: ${version}\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n    Order: { type: object, properties: { value: { ${fields} } } }\n`

/** The pairs of keywords that set a lower and an upper bound, and what they limit. */
const pairs = [
  ['minimum', 'maximum', 'number'],
  ['minLength', 'maxLength', 'string'],
  ['minItems', 'maxItems', 'array'],
  ['minProperties', 'maxProperties', 'object'],
] as const

export default defineRule({
  subject: openapi,
  title: 'Bounds allow at least one value',
  why: 'If the lower bound is above the upper bound, no value is valid: validators reject every request. Most likely the two were swapped.',
  fix: 'Swap the two, or correct the wrong one.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-23'],
  references: ['JSON Schema 2020-12, Validation 6.2 to 6.5'],
  silentOn: ['equal bounds, which allow one value', 'bounds in different schemas, as in `allOf`'],
  messages: {
    inverted: "'{{lower}}' {{from}} and '{{upper}}' {{to}} exclude each other, so no {{what}} is ever valid here: swap them, or correct the wrong one.",
  },
  examples: {
    bad: [
      { title: 'numbers', code: order('type: integer, minimum: 100, maximum: 1') },
      { title: 'lengths', code: order('type: string, minLength: 80, maxLength: 8') },
      { title: 'no value between', code: order('type: number, exclusiveMinimum: 1, maximum: 1') },
      { title: 'no value between, before OpenAPI 3.1', code: order('type: number, minimum: 1, maximum: 1, exclusiveMaximum: true', '3.0.3') },
      {
        title: 'OpenAPI 2.0, where parameters have bounds themselves',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: ids, in: query, type: array, items: { type: string }, minItems: 9, maxItems: 1 }]
      responses: { '200': { description: Orders } }
`,
      },
    ],
    good: [
      { code: order('type: string, minLength: 8, maxLength: 8') },
      { code: order('type: integer, minimum: 0') },
      { code: order('type: number, exclusiveMinimum: 0, maximum: 1') },
      { code: order('allOf: [{ minimum: 5 }, { maximum: 3 }]') },
    ],
  },
  check: ({ unit, report }) => ({
    Document() {
      for (const [lower, upper, what] of pairs) {
        const isNumber = what === 'number'
        for (const { cursor, value } of enumHolders.flatMap((kind) => walked(unit).holding(kind, lower, 'exclusiveMinimum'))) {
          const least = boundOf(value, lower, isNumber ? 'exclusiveMinimum' : undefined, Math.max)
          const most = boundOf(value, upper, isNumber ? 'exclusiveMaximum' : undefined, Math.min)
          if (least === undefined || most === undefined || least.at < most.at || (least.at === most.at && !least.isExcluded && !most.isExcluded)) continue
          report(cursor.child(most.name), 'inverted', { lower: least.name, upper: most.name, from: String(least.at), to: String(most.at), what })
        }
      }
    },
  }),
})

interface Bound {
  /** The keyword that sets it. */
  readonly name: string
  readonly at: number
  readonly isExcluded: boolean
}

/** The bound set by either keyword, or the narrower of two. Before OpenAPI 3.1, the exclusive keyword is a boolean that modifies the other. */
function boundOf(schema: JsonObject, name: string, exclusive: string | undefined, narrower: (one: number, other: number) => number): Bound | undefined {
  const [own, excluding] = [schema[name], exclusive === undefined ? undefined : schema[exclusive]]
  if (exclusive !== undefined && typeof excluding === 'number' && (typeof own !== 'number' || narrower(own, excluding) === excluding)) return { name: exclusive, at: excluding, isExcluded: true }
  return typeof own === 'number' ? { name, at: own, isExcluded: excluding === true } : undefined
}
