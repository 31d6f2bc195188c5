import { isObject } from '../core/json.ts'
import type { OpenApiNode } from './node.ts'

/** Keywords that replace a type, or whose subschemas may have one. */
const substitutes = ['type', '$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'enum', 'const'] as const

/** Keywords whose subschemas complete the schema around them, which may have the type. */
const parts: ReadonlySet<unknown> = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'])

/** True if nothing in the schema itself restricts the type of a value. */
export function isUntyped(schema: unknown): boolean {
  return isObject(schema) && !substitutes.some((keyword) => Object.hasOwn(schema, keyword))
}

/** True for a schema that is written inside another one as a part of it. */
export function isPart({ cursor }: OpenApiNode): boolean {
  const { parent } = cursor
  return parts.has(cursor.key) || parts.has(parent?.key) || parts.has(parent?.parent?.key)
}
