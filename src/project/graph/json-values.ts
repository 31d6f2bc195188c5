import { isObject } from '../../core/json.ts'
import { unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { parseJsonc } from './jsonc.ts'

/** Longer files are data, not wiring. */
const longest = 50_000

/** What `import routes from './routes.json'` brings in, if that can be read and is not too long. Its texts have no place in a source file. */
export function jsonValue(text: string): Value | undefined {
  const parsed = text.length > longest ? undefined : parseJsonc(text)
  return parsed === undefined ? undefined : valueOf(parsed)
}

function valueOf(json: unknown): Value {
  if (typeof json === 'string' || typeof json === 'number') return { kind: 'text', parts: [String(json)], range: [0, 0] }
  if (typeof json === 'boolean') return { kind: 'global', name: String(json) }
  if (Array.isArray(json)) return { kind: 'list', items: json.map(valueOf) }
  return isObject(json) ? { kind: 'object', fields: Object.fromEntries(Object.entries(json).map(([name, field]) => [name, valueOf(field)])) } : unknownValue
}
