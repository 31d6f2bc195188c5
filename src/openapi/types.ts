import { asList, isObject } from '../core/json.ts'
import type { JsonObject } from '../core/json.ts'
import type { OpenApiNode } from './node.ts'

/** The types of JSON, and `integer`. */
export type TypeName = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

const typeNames: ReadonlySet<string> = new Set<TypeName>(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'])

/** True for the name of a type, false for other texts found under `type`, such as `int`. */
export function isTypeName(name: string): boolean {
  return typeNames.has(name)
}

/** The type of a value: whole numbers are `integer`, which counts as `number` too. */
export function typeOf(value: unknown): TypeName {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'array'
  switch (typeof value) {
    case 'boolean':
      return 'boolean'
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number'
    case 'string':
      return 'string'
    default:
      return 'object'
  }
}

/** The types that an object declares, including null by `nullable` (3.0) or `x-nullable` (2.0); nothing if it declares none. */
export function declaredTypes({ value, version }: Pick<OpenApiNode, 'value' | 'version'>): readonly string[] | undefined {
  const type = value['type']
  const types = typeof type === 'string' ? [type] : Array.isArray(type) ? type.filter((one) => typeof one === 'string') : []
  if (types.length === 0) return undefined
  const isNullable = (version === '3.0' && value['nullable'] === true) || (version === '2.0' && value['x-nullable'] === true)
  return isNullable ? [...types, 'null'] : types
}

/** The schema of a nullable value when it is not null: of `anyOf: [{ type: number }, { type: 'null' }]` the number, with the keywords beside it. */
export function presentOf(schema: JsonObject): JsonObject {
  const { anyOf, oneOf, ...beside } = schema
  const offered = asList(anyOf ?? oneOf)
  const [one, ...more] = offered.length === 2 ? offered.filter((each) => isObject(each) && each['type'] !== 'null') : []
  return isObject(one) && more.length === 0 ? { ...one, ...beside } : schema
}

/** True if a value is of one of the types. */
export function isOfType(value: unknown, types: readonly string[]): boolean {
  const type = typeOf(value)
  return types.includes(type) || (type === 'integer' && types.includes('number'))
}
