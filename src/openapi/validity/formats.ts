import type { JsonObject } from '../../core/json.ts'
import type { Violation } from './violation.ts'

/** String formats, with patterns that tolerate common variations. Other formats are not checked. */
const texts: ReadonlyMap<unknown, { readonly pattern: RegExp; readonly like: string }> = new Map([
  ['date-time', { pattern: /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/, like: '2026-06-30T12:00:00Z' }],
  ['date', { pattern: /^\d{4}-\d\d-\d\d$/, like: '2026-06-30' }],
  ['uuid', { pattern: /^\{?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\}?$/i, like: '3f2b8c1e-9d47-4a6b-8f15-2c7e0a9d4b31' }],
  ['email', { pattern: /^[^\s@]+@[^\s@]+$/, like: 'somebody@example.com' }],
  ['ipv4', { pattern: /^\d{1,3}(?:\.\d{1,3}){3}$/, like: '192.0.2.1' }],
])

/** A placeholder for a value: `{{date}}`, `<uuid>`, `string`. */
const placeholder = /^(?:string|\{\{?.*\}?\}|<.*>|\$.*|%.*%)$/s

/** The violation of a schema's `format` to a string or number of the right type, if any. */
export function formatViolation({ format }: JsonObject, value: string | number): Violation | undefined {
  if (typeof value === 'number') {
    const isTooLarge = format === 'int32' && Math.abs(value) > 2 ** 31
    return isTooLarge ? { keyword: 'format', text: `is ${value} and does not fit into an int32: use int64` } : undefined
  }
  const known = texts.get(format)
  if (known === undefined || known.pattern.test(value) || placeholder.test(value) || value === '') return undefined
  return { keyword: 'format', text: `is ${JSON.stringify(value.slice(0, 40))} and not a valid ${String(format)} such as '${known.like}'` }
}
