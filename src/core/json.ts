import type { Pointer } from './location.ts'

/** A JSON or YAML mapping whose fields have not been checked yet. */
export interface JsonObject {
  readonly [key: string]: unknown
}

/** True for mappings: not null, not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value as a mapping, or nothing. */
export function asObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined
}

/** The value as a list; anything else counts as an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** The value as a string, or nothing. */
export function asString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A mapping's own field, or nothing: asking for `constructor` or `__proto__` must not find the prototype's. */
export function field(object: unknown, name: string): unknown {
  if (!isObject(object)) return undefined
  const value = object[name]
  // Most fields asked for are missing, and then `hasOwn` need not be called.
  return value !== undefined && Object.hasOwn(object, name) ? value : undefined
}

/** The value at a pointer, or nothing. */
export function valueAt(root: unknown, pointer: Pointer): unknown {
  return pointer.reduce((value: unknown, part) => (Array.isArray(value) ? asList(value)[Number(part)] : field(value, String(part))), root)
}

/** True for values that are the same as JSON, whatever the order of fields. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, index) => isSameJson(item, other[index]))
  if (!isObject(one) || !isObject(other)) return false
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every((name) => Object.hasOwn(other, name) && isSameJson(one[name], other[name]))
}
