import { listed } from '../../core/listed.ts'
import type { OpenApiVersion } from './version.ts'
import { objectNames } from './kinds.ts'
import type { NodeKind } from './kinds.ts'
import type { Shape } from './shape.ts'

/** A shape in words: "an array", "true or false", "a Schema Object". */
export function expectedBy(shape: Shape): string {
  switch (shape.is) {
    case 'any':
      return 'any value'
    case 'boolean':
      return 'true or false'
    case 'number':
      return 'a number'
    case 'count':
      return 'a non-negative integer'
    case 'string':
      return shape.format?.name ?? 'a string'
    case 'address':
      return 'a string'
    case 'choice':
      return shape.values.length === 1 ? `'${shape.values[0]}'` : `one of ${quoted(shape.values)}`
    case 'list':
      return 'an array'
    case 'map':
      return 'an object'
    case 'node':
      return withArticle(objectNames[shape.kind])
    case 'either':
      return shape.options.map(expectedBy).join(' or ')
  }
}

/** The kind of a value in words: "an array", "a number", "null". */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array'
  switch (typeof value) {
    case 'object':
      return 'an object'
    case 'string':
      return value === '' ? 'an empty string' : 'a string'
    case 'boolean':
      return String(value)
    default:
      return 'a number'
  }
}

/** The name of a kind of object in the specification of a version. */
export function nameOf(kind: NodeKind, version: OpenApiVersion): string {
  return kind === 'Document' && version === '2.0' ? 'Swagger Object' : objectNames[kind]
}

/** `an Operation`, `a Schema`. */
export function withArticle(name: string): string {
  return /^(?:[AEIOaeio]|XML)/.test(name) ? `an ${name}` : `a ${name}`
}

/** `'a', 'b' and 'c'`. */
export function quoted(names: readonly (string | boolean)[], last = ' or '): string {
  return listed(names.map((name) => (typeof name === 'boolean' ? String(name) : `'${name}'`)), last)
}
