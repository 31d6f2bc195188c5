import { isObject } from '../core/json.ts'
import type { JsonObject } from '../core/json.ts'
import { listed } from '../core/listed.ts'
import type { Pointer } from '../core/location.ts'
import { nearest } from '../core/nearest.ts'
import type { ConfigurationSchema, ObjectSchema, RootSchema } from './schema.ts'

/** Something in a configuration that is not allowed. */
export interface Mistake {
  readonly pointer: Pointer
  /** Set if the key is wrong and not its value. */
  readonly on?: 'key'
  readonly message: string
}

/**
 * Validates a value against the schema. Our own validator, because each message is to say what was found and what is allowed; general
 * validators report every failed branch of every alternative.
 */
export function mistakesIn(value: unknown, schema: RootSchema): Mistake[] {
  return [...check(value, schema, [], schema)]
}

function* check(value: unknown, schema: ConfigurationSchema, pointer: Pointer, root: RootSchema): Generator<Mistake> {
  if ('$ref' in schema) yield* check(value, root.$defs.rules, pointer, root)
  else if ('anyOf' in schema) yield* checkAlternatives(value, schema.anyOf, pointer, root)
  else if (schema.type === 'object' && isMapping(value)) yield* checkObject(value, schema, pointer, root)
  else if (schema.type === 'array' && Array.isArray(value)) yield* checkList(value, schema, pointer, root)
  else if (!allows(schema, value)) yield mistake(pointer, `must be ${describe(schema)}, not ${show(value)}${meantValue(schema, value)}`)
}

/** True for plain objects. A configuration that is a program may export a `Map`, say, which would pass for an empty configuration. */
export function isMapping(value: unknown): value is JsonObject {
  return isObject(value) && ['Object', 'Module'].includes(kindOf(value))
}

function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}

/** Alternatives differ in type, so that only the one of the value's type has to be checked. */
function* checkAlternatives(
  value: unknown,
  alternatives: readonly ConfigurationSchema[],
  pointer: Pointer,
  root: RootSchema,
): Generator<Mistake> {
  const meant = alternatives.find((schema) => 'type' in schema && schema.type === typeOf(value))
  if (meant !== undefined) yield* check(value, meant, pointer, root)
  else yield mistake(pointer, `must be ${alternatives.map(describe).join(', or ')}, not ${show(value)}`)
}

function* checkObject(
  value: { readonly [key: string]: unknown },
  schema: ObjectSchema,
  pointer: Pointer,
  root: RootSchema,
): Generator<Mistake> {
  for (const [key, item] of Object.entries(value)) {
    const expected = Object.hasOwn(schema.properties, key) ? schema.properties[key] : patternFor(key, schema)
    if (expected === undefined) yield { pointer: [...pointer, key], on: 'key', message: unknownKey(key, pointer, Object.keys(schema.properties)) }
    else yield* check(item, expected, [...pointer, key], root)
  }
  for (const key of schema.required ?? []) {
    if (!Object.hasOwn(value, key)) yield mistake(pointer, `needs '${key}'`)
  }
}

function patternFor(key: string, { patternProperties = {} }: ObjectSchema): ConfigurationSchema | undefined {
  return Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern).test(key))?.[1]
}

function* checkList(
  value: readonly unknown[],
  schema: Extract<ConfigurationSchema, { readonly type: 'array' }>,
  pointer: Pointer,
  root: RootSchema,
): Generator<Mistake> {
  if (value.length < (schema.minItems ?? 0)) yield mistake(pointer, 'must not be empty')
  const positions = 'prefixItems' in schema ? schema.prefixItems : undefined
  for (const [index, item] of value.entries()) {
    const expected = schema.items === false ? positions?.[index] : schema.items
    if (expected === undefined) yield mistake([...pointer, index], `is one entry too many: write ${describe(schema)}`)
    else yield* check(item, expected, [...pointer, index], root)
  }
}

function allows(schema: ConfigurationSchema, value: unknown): boolean {
  if (!('type' in schema)) return false
  switch (schema.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return Number.isInteger(value) && Number(value) >= (schema.minimum ?? -Infinity) && Number(value) <= (schema.maximum ?? Infinity)
    case 'string':
      return typeof value === 'string' && value.length >= (schema.minLength ?? 0) && (schema.enum?.includes(value) ?? true)
    default:
      return false
  }
}

function mistake(pointer: Pointer, what: string): Mistake {
  return { pointer, message: `${nameOf(pointer)} ${what}` }
}

/** A pointer as users write it: `'rules.plural-collections'`, or `the configuration` for the root. */
function nameOf(pointer: Pointer): string {
  const path = pointer.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('')
  return path === '' ? 'the configuration' : `'${path.slice(1)}'`
}

function describe(schema: ConfigurationSchema): string {
  if (!('type' in schema)) return 'a mapping'
  switch (schema.type) {
    case 'boolean':
      return 'true or false'
    case 'integer':
      return `a whole number${bounds(schema)}`
    case 'string':
      return schema.enum === undefined ? 'a string' : listed(schema.enum, ' or ')
    case 'array':
      return 'prefixItems' in schema ? '[severity, options]' : 'a list'
    case 'object':
      return 'a mapping'
  }
}

function bounds({ minimum, maximum }: { readonly minimum?: number; readonly maximum?: number }): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`
  if (minimum !== undefined) return ` of at least ${minimum}`
  return maximum === undefined ? '' : ` of at most ${maximum}`
}

function show(value: unknown): string {
  switch (typeOf(value)) {
    case 'object':
      return isMapping(value) ? 'a mapping' : `a ${kindOf(value)}`
    case 'function':
      return 'a function'
    case 'array':
      return 'a list'
    case 'null':
      return 'null'
    case 'string':
      return value === '' ? 'an empty string' : `'${String(value).slice(0, 60)}'`
    default:
      return String(value)
  }
}

function typeOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function meantValue(schema: ConfigurationSchema, value: unknown): string {
  const allowed = 'enum' in schema ? schema.enum : undefined
  const meant = typeof value === 'string' ? nearest(value, allowed ?? []) : undefined
  return meant === undefined ? '' : `: did you mean '${meant}'?`
}

function unknownKey(key: string, pointer: Pointer, known: readonly string[]): string {
  const { noun, owner } = kindOfKey(pointer)
  // Users of other linters qualify the names of rules: `pagination/bounded-page-size`, `setsquare/bounded-page-size`.
  const meant = nearest(key, known) ?? nearest(key.slice(key.lastIndexOf('/') + 1), known) ?? namesElsewhere.get(key)
  if (meant !== undefined && known.includes(meant)) return `unknown ${noun} '${key}'${owner}: did you mean '${meant}'?`
  if (known.length === 0) return `unknown ${noun} '${key}'${owner}, which takes none`
  return noun === 'rule' ? `unknown rule '${key}': \`setsquare rules\` lists them` : `unknown ${noun} '${key}'${owner}: ${known.length === 1 ? `the only ${noun} is` : `the ${noun}s are`} ${listed(known)}`
}

/** Keys of other linters' configurations, with ours for the same thing. */
const namesElsewhere: ReadonlyMap<string, string> = new Map([
  ['extends', 'preset'],
  ['exclude', 'ignore'],
  ['excludedFiles', 'ignore'],
  ['ignorePatterns', 'ignore'],
  ['ignores', 'ignore'],
])

function kindOfKey(pointer: Pointer): { noun: string; owner: string } {
  if (pointer.at(-1) === 'rules') return { noun: 'rule', owner: '' }
  if (pointer.at(-3) === 'rules') return { noun: 'option', owner: ` of ${String(pointer.at(-2))}` }
  return { noun: 'key', owner: pointer.length === 0 ? '' : ` in ${nameOf(pointer)}` }
}
