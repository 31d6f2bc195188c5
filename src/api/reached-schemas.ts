import { defineAnalysis } from '../core/analysis.ts'
import { field, isObject } from '../core/json.ts'
import type { JsonObject } from '../core/json.ts'
import type { Contract } from '../openapi/contract.ts'
import type { Cursor } from '../openapi/cursor.ts'
import type { ContractApi } from './contract.ts'
import type { ContractOperation } from './contract-operation.ts'
import type { MediaContent } from './contract-parts.ts'

/** A schema that is part of a body. Each is listed once, with the first path that leads to it. */
export interface ReachedSchema {
  /** The schema itself, after resolving references. */
  readonly cursor: Cursor
  /** Its entry in the enclosing schema: the schema itself or a reference to it. */
  readonly entry: Cursor
  /** The name of the property, if it is the schema of one. */
  readonly property: string | undefined
  /** The enclosing schema; undefined for a whole body. */
  readonly holder: ReachedSchema | undefined
  readonly operation: ContractOperation
}

/** A predicate for properties. */
type IsWanted = (property: string, schema: unknown) => boolean

/** The schemas that request bodies consist of. Read-only properties are left out, together with what is only reachable through them. */
export const requestSchemas = defineAnalysis('request schemas', ({ contract, operations }: ContractApi): readonly ReachedSchema[] =>
  reach(contract, 'readOnly', operations, ({ body }) => body?.content ?? []),
)

/**
 * The schemas that successful responses of some operations consist of, without write-only properties.
 * @param isWanted a filter for properties with plain values, which are most of a response and rarely all of interest
 */
export function schemasAnswered(
  contract: Contract,
  operations: readonly ContractOperation[],
  isWanted: IsWanted,
): readonly ReachedSchema[] {
  return reach(contract, 'writeOnly', operations, ({ successes }) => successes.flatMap(({ content }) => content), isWanted)
}

function reach(
  contract: Contract,
  leftOut: 'readOnly' | 'writeOnly',
  operations: readonly ContractOperation[],
  contentOf: (operation: ContractOperation) => readonly MediaContent[],
  isWanted: IsWanted = () => true,
): readonly ReachedSchema[] {
  const found: ReachedSchema[] = []
  const seen = new Set<object>()
  const add = (entry: Cursor, property: string | undefined, holder: ReachedSchema | undefined, operation: ContractOperation): void => {
    if (!isObject(entry.value) || field(entry.value, leftOut) === true) return
    const cursor = contract.follow(entry)
    if (cursor === undefined || !isObject(cursor.value) || field(cursor.value, leftOut) === true || seen.has(cursor.value)) return
    seen.add(cursor.value)
    found.push({ cursor, entry, property, holder, operation })
  }
  let next = 0
  for (const operation of operations) {
    for (const { schema } of contentOf(operation)) if (schema !== undefined) add(schema.cursor, undefined, undefined, operation)
    for (let holder = found[next]; holder !== undefined; holder = found[++next]) {
      const within = holder
      eachPart(within.cursor, isWanted, (entry, property) => {
        add(entry, property, within, operation)
      })
    }
  }
  return found
}

/** The rank of a keyword in the order of the traversal, by the kind of value that it has. */
interface Holding {
  readonly one?: number
  readonly list?: number
  readonly mapping?: number
}

/** The keywords with a schema, a list of schemas or a mapping to schemas. Only `items` may be one of two kinds. */
const holding: ReadonlyMap<string, Holding> = new Map<string, Holding>([
  ...ranked('one', 0, 'additionalProperties', 'then', 'else', 'contains', 'unevaluatedProperties', 'unevaluatedItems'),
  ...ranked('list', 10, 'allOf', 'oneOf', 'anyOf', 'prefixItems'),
  ...ranked('mapping', 20, 'properties', 'patternProperties', 'dependentSchemas'),
  ['items', { one: -1, list: 19 }],
])

function ranked(kind: keyof Holding, from: number, ...keywords: readonly string[]): [string, Holding][] {
  return keywords.map((keyword, index) => [keyword, { [kind]: from + index }])
}

interface Stated {
  readonly keyword: string
  readonly rank: number
}

/** The keywords of a schema that contain other schemas, in the order of the traversal. Most schemas are plain values and have none. */
function statedIn(schema: JsonObject): readonly Stated[] {
  const stated: Stated[] = []
  for (const keyword of Object.keys(schema)) {
    const held = holding.get(keyword)
    if (held === undefined) continue
    const value = schema[keyword]
    const rank = Array.isArray(value) ? held.list : isObject(value) ? (held.one ?? held.mapping) : undefined
    if (rank !== undefined) stated.push({ keyword, rank })
  }
  return stated.length > 1 ? stated.sort((a, b) => a.rank - b.rank) : stated
}

/** True for a schema that contains or refers to others. */
function leadsOn(schema: unknown): boolean {
  if (!isObject(schema)) return false
  for (const keyword of Object.keys(schema)) if (keyword === '$ref' || holding.has(keyword)) return true
  return false
}

/** Visits the subschemas that apply to a value or its parts, which leaves out `not`. */
function eachPart(schema: Cursor, isWanted: IsWanted, visit: (entry: Cursor, property: string | undefined) => void): void {
  for (const { keyword } of statedIn(schema.object)) {
    const held = schema.child(keyword)
    const { value } = held
    if (Array.isArray(value)) for (const item of held.items()) visit(item, undefined)
    else if (!isObject(value) || holding.get(keyword)?.mapping === undefined) visit(held, undefined)
    else {
      const isProperty = keyword === 'properties'
      for (const name of Object.keys(value)) {
        const below = value[name]
        if (!isProperty) visit(held.below(name, below), undefined)
        else if (isWanted(name, below) || leadsOn(below)) visit(held.below(name, below), name)
      }
    }
  }
}
