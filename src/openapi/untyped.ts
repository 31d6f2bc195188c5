import { isObject } from '../core/json.ts'
import type { OpenApiNode } from './node.ts'

/** Keywords that take the place of a type, or in which one may stand. */
const substitutes = ['type', '$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'enum', 'const'] as const

/** Parts of a composition, which complete a schema that has its type elsewhere. */
const parts: ReadonlySet<unknown> = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'])

/** True where nothing of the schema itself says of which type a value is. */
export function isUntyped(schema: unknown): boolean {
  return isObject(schema) && !substitutes.some((keyword) => Object.hasOwn(schema, keyword))
}

/** True for a schema that is written as a part of another one. */
export function isPart({ cursor }: OpenApiNode): boolean {
  const { parent } = cursor
  return parts.has(cursor.key) || parts.has(parent?.key) || parts.has(parent?.parent?.key)
}
