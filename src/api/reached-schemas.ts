import { defineAnalysis } from '../core/analysis.ts'
import { field, isObject } from '../core/json.ts'
import type { JsonObject } from '../core/json.ts'
import type { Contract } from '../openapi/contract.ts'
import type { Cursor } from '../openapi/cursor.ts'
import type { ContractApi } from './contract.ts'
import type { ContractOperation, MediaContent } from './contract-operation.ts'

/** A schema that bodies are made of, once, with the way by which it was first reached. */
export interface ReachedSchema {
  /** The schema itself, behind any references. */
  readonly cursor: Cursor
  /** Where it stands in what holds it: the same place, or that of the reference. */
  readonly entry: Cursor
  /** The property, where it is one's. */
  readonly property: string | undefined
  /** The schema it is a part of; nothing for a whole body. */
  readonly holder: ReachedSchema | undefined
  readonly operation: ContractOperation
}

/** What request bodies are made of. Properties that are only read are left out, with what only they lead to. */
export const requestSchemas = defineAnalysis('request schemas', ({ contract, operations }: ContractApi): readonly ReachedSchema[] =>
  reach(contract, 'readOnly', operations, ({ body }) => body?.content ?? []),
)

/** What the successful responses of some operations are made of. Properties that are only written are left out in the same way. */
export function schemasAnswered(contract: Contract, operations: readonly ContractOperation[]): readonly ReachedSchema[] {
  return reach(contract, 'writeOnly', operations, ({ successes }) => successes.flatMap(({ content }) => content))
}

function reach(
  contract: Contract,
  leftOut: 'readOnly' | 'writeOnly',
  operations: readonly ContractOperation[],
  contentOf: (operation: ContractOperation) => readonly MediaContent[],
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
      eachPart(within.cursor, (entry, property) => add(entry, property, within, operation))
    }
  }
  return found
}

const one = ['items', 'additionalProperties', 'then', 'else', 'contains', 'unevaluatedProperties', 'unevaluatedItems'] as const
const many = ['allOf', 'oneOf', 'anyOf', 'prefixItems', 'items'] as const
const named = ['properties', 'patternProperties', 'dependentSchemas'] as const

const partial: ReadonlySet<string> = new Set([...one, ...many, ...named])

/** Most schemas are plain values, and have no parts. */
function hasParts(schema: JsonObject): boolean {
  for (const keyword of Object.keys(schema)) if (partial.has(keyword)) return true
  return false
}

/** The schemas that a value of this one, or a part of it, follows as well; what it must not be is none of them. */
function eachPart(schema: Cursor, visit: (entry: Cursor, property: string | undefined) => void): void {
  const { object } = schema
  if (!hasParts(object)) return
  for (const keyword of one) if (isObject(object[keyword])) visit(schema.child(keyword), undefined)
  for (const keyword of many) {
    if (Array.isArray(object[keyword])) for (const item of schema.child(keyword).items()) visit(item, undefined)
  }
  for (const keyword of named) {
    if (!isObject(object[keyword])) continue
    for (const entry of schema.child(keyword).fields()) visit(entry, keyword === 'properties' ? entry.name : undefined)
  }
}
