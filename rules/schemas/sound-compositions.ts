import { quotedSome } from '../../src/api/naming/casing-habit.ts'
import { ownerName } from '../../src/api/naming/place.ts'
import { Schema } from '../../src/api/schema.ts'
import { isObject } from '../../src/core/json.ts'
import type { JsonObject } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Contract } from '../../src/openapi/contract.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

const schemas = (order: string, version = '3.0.3'): string =>
  `openapi: ${version}\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n    Order: { ${order} }\n    Base: { type: object, properties: { id: { type: string } }, additionalProperties: false }\n`

export default defineRule({
  subject: openapi,
  title: 'The parts of a composition fit together',
  why: 'Every part of an `allOf` has to hold for the whole value, and exactly one of a `oneOf`. If parts exclude each other, the documentation looks right, but validators reject what it shows.',
  fix: 'Close a composition once, around all parts: `unevaluatedProperties: false` (OpenAPI 3.1). List each alternative once.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-22'],
  references: ['JSON Schema 2020-12, Core 10.2.1, 10.3.2.3 and 11.3'],
  silentOn: ['parts that cannot be resolved', 'closed parts that declare what the others declare, and those with `patternProperties`'],
  messages: {
    closed: '{{part}} allows no properties but its own, so {{names}} from the other parts of this `allOf` are rejected: drop `additionalProperties: false` there{{advice}}.',
    severalClosed: '{{count}} compositions reject properties of their own parts, because one part has `additionalProperties: false` ({{names}}): drop it there{{advice}}.',
    twice: '{{part}} is listed twice in this `oneOf`, so whatever matches it matches twice and is rejected: keep one.',
  },
  examples: {
    bad: [
      { title: 'a closed part', code: schemas("allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { total: { type: integer } } }]") },
      { title: 'closed around the parts', code: schemas("allOf: [{ $ref: '#/components/schemas/Base' }], additionalProperties: false") },
      { title: 'an alternative twice', code: schemas("oneOf: [{ $ref: '#/components/schemas/Base' }, { type: string }, { $ref: '#/components/schemas/Base' }]") },
    ],
    good: [
      { code: schemas("allOf: [{ $ref: '#/components/schemas/Base' }, { description: An order }]") },
      { title: 'closed as a whole', code: schemas('allOf: [{ type: object, properties: { id: {} } }, { properties: { total: {} } }], unevaluatedProperties: false', '3.1.0') },
      { code: schemas("oneOf: [{ $ref: '#/components/schemas/Base' }, { type: string }]") },
    ],
  },
  check: ({ unit: contract, report }) => ({
    Document() {
      for (const { cursor, value, version } of walked(contract).holding('Schema', 'allOf')) {
        const parts = partsOf(contract, cursor.child('allOf'))
        const advice = version === '2.0' || version === '3.0' ? '' : ', and close the whole by `unevaluatedProperties: false`'
        const [first] = refusals(contract, [{ entry: cursor, value, names: Object.keys(cursor.child('properties').object) }, ...parts])
        if (first !== undefined) {
          const { at, part, names } = first
          report(at, 'closed', { part, names: quotedSome(names), advice }, { together: { as: 'severalClosed', name: ownerName(cursor.pointer) ?? part, data: { advice } } })
        }
      }
      for (const { cursor } of walked(contract).holding('Schema', 'oneOf')) {
        const seen = new Set<unknown>()
        for (const { entry, value } of partsOf(contract, cursor.child('oneOf'))) {
          const key = entry.child('$ref').exists ? value : JSON.stringify(value)
          const part = nameOf(contract, entry)
          if (seen.has(key)) report(entry, 'twice', { part }, { together: { key: part } })
          seen.add(key)
        }
      }
    },
  }),
})

interface Part {
  /** Where it stands: the schema itself, or an entry of its list. */
  readonly entry: Cursor
  /** The part after resolving references. */
  readonly value: JsonObject
  /** The properties that it declares, its own parts included. */
  readonly names: readonly string[]
}

function partsOf(contract: Contract, list: Cursor): Part[] {
  return list.items().flatMap((entry) => {
    const value = contract.follow(entry)?.value
    return isObject(value) ? [{ entry, value, names: [...(Schema.at(contract, entry)?.properties.keys() ?? [])] }] : []
  })
}

/** The closed parts that refuse what other parts declare. */
function refusals(contract: Contract, parts: readonly Part[]): { readonly at: Cursor | Cursor['atKey']; readonly part: string; readonly names: string[] }[] {
  return parts.flatMap(({ entry, value }, index) => {
    if (value['additionalProperties'] !== false || Object.hasOwn(value, 'patternProperties')) return []
    const own = isObject(value['properties']) ? value['properties'] : {}
    const names = parts.flatMap((other, at) => (at === index ? [] : other.names)).filter((name) => !Object.hasOwn(own, name))
    const closing = entry.child('additionalProperties')
    return names.length === 0 ? [] : [{ at: closing.exists ? closing.atKey : entry, part: index === 0 ? 'This schema' : nameOf(contract, entry), names: [...new Set(names)] }]
  })
}

function nameOf(contract: Contract, entry: Cursor): string {
  const name = Schema.at(contract, entry)?.name
  return name === undefined ? 'A part' : `'${name}'`
}
