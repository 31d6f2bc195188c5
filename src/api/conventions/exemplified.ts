import { field } from '../../core/json.ts'
import type { ContractApi } from '../contract.ts'
import type { ContractOperation, MediaContent } from '../contract-operation.ts'
import type { Schema } from '../schema.ts'

/** A JSON body that a person would want to see an example of. */
export interface ShownBody {
  readonly operation: ContractOperation
  readonly media: MediaContent
  readonly isRequest: boolean
  readonly isExemplified: boolean
}

/** Every JSON body of requests and successes that has a schema, once where it really stands. */
export function shownBodies({ operations }: ContractApi): ShownBody[] {
  const seen = new Map<Schema, ShownBody>()
  const known = new Map<Schema, boolean>()
  for (const operation of operations) {
    const requests = operation.body?.content ?? []
    for (const media of [...requests, ...operation.successes.flatMap(({ content }) => content)]) {
      const { schema, type } = media
      if (schema === undefined || !/\bjson\b/i.test(type) || !hasParts(schema)) continue
      const isExemplified = media.hasExample || isShown(schema, known, 0)
      const other = seen.get(schema)
      if (other?.isExemplified === true || (other !== undefined && !isExemplified)) continue
      seen.set(schema, { operation, media, isRequest: requests.includes(media), isExemplified })
    }
  }
  return [...seen.values()]
}

/** A text, a number or an object that may be anything shows itself. */
function hasParts(schema: Schema): boolean {
  return schema.properties.size > 0 || (schema.items?.properties.size ?? 0) > 0 || schema.alternatives.length > 0
}

/** So deep objects are looked into. */
const deepest = 3

/** True where a schema has an example, or most of what it is made of has. */
function isShown(schema: Schema, known: Map<Schema, boolean>, depth: number): boolean {
  const before = known.get(schema)
  if (before !== undefined) return before
  known.set(schema, false)
  const shown = showsItself(schema) || showsParts(schema, known, depth)
  known.set(schema, shown)
  return shown
}

function showsItself({ cursor: { value }, types }: Schema): boolean {
  return ['example', 'examples', 'enum', 'const', 'default', 'x-example'].some((name) => field(value, name) !== undefined) || types.includes('boolean')
}

function showsParts(schema: Schema, known: Map<Schema, boolean>, depth: number): boolean {
  if (depth >= deepest) return true
  const { items, properties, alternatives } = schema
  if (items !== undefined) return isShown(items, known, depth + 1)
  if (properties.size > 0) return [...properties.values()].filter((property) => isShown(property, known, depth + 1)).length * 2 >= properties.size
  return alternatives.some((alternative) => isShown(alternative, known, depth + 1))
}
