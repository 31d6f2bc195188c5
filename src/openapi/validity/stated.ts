import { field, isObject } from '../../core/json.ts'
import { memoizeByText } from '../../core/memoize.ts'
import type { Contract } from '../contract.ts'
import type { Cursor } from '../cursor.ts'
import type { OpenApiNode } from '../node.ts'
import { walked } from '../walked.ts'

/** An example or default in a contract, with its schema. */
export interface StatedValue {
  readonly kind: 'example' | 'default'
  readonly value: unknown
  readonly at: Cursor
  readonly schema: Cursor
}

/** Every example and default in a contract. Examples in files, and of media types other than JSON, are left out. */
export function* statedValues(contract: Contract): Generator<StatedValue> {
  const nodes = walked(contract)
  for (const { cursor, value } of nodes.holding('Schema', ...stating)) yield* inSchema(cursor, value)
  for (const node of nodes.holding('MediaType', ...stating)) if (isJson(node.key)) yield* inHolder(contract, node, false)
  for (const kind of ['Parameter', 'Header'] as const) {
    for (const node of nodes.holding(kind, ...stating)) yield* contract.version === '2.0' ? inSchema2(node) : inHolder(contract, node, true)
  }
  for (const items of nodes.holding('Items', ...stating)) yield* inSchema2(items)
  if (contract.version === '2.0') for (const response of nodes.of('Response')) yield* inResponse2(response)
}

const stating = ['example', 'examples', 'default'] as const

function* inSchema(schema: Cursor, keywords: object): Generator<StatedValue> {
  if (Object.hasOwn(keywords, 'example')) yield example(schema.child('example'), schema)
  if (Object.hasOwn(keywords, 'examples')) for (const at of schema.child('examples').items()) yield example(at, schema)
  if (Object.hasOwn(keywords, 'default')) yield* defaultOf(schema)
}

/** In OpenAPI 2.0, parameters, headers and items are schemas themselves; a body parameter has one. */
function* inSchema2({ cursor, value }: OpenApiNode): Generator<StatedValue> {
  if (value['in'] !== 'body' && value['type'] !== 'file') yield* defaultOf(cursor)
}

/** A null default means that there is none. */
function* defaultOf(schema: Cursor): Generator<StatedValue> {
  const at = schema.child('default')
  if (at.exists && at.value !== null) yield { kind: 'default', value: at.value, at, schema }
}

/**
 * @param isSerialised the values are part of a path, a query or a header, where a string may be a serialised list or object
 */
function* inHolder(contract: Contract, { cursor }: OpenApiNode, isSerialised: boolean): Generator<StatedValue> {
  const schema = cursor.child('schema')
  if (!schema.exists) return
  const named = cursor.child('examples').fields().flatMap((one) => contract.follow(one)?.child('value') ?? [])
  for (const at of [cursor.child('example'), ...named]) {
    if (!at.exists) continue
    if (!isSerialised) yield example(at, schema)
    else if (!isWrittenOut(contract, schema, at.value)) yield { ...example(at, schema), value: asRead(contract, schema, at.value) }
  }
}

function* inResponse2({ cursor }: OpenApiNode): Generator<StatedValue> {
  const schema = cursor.child('schema')
  if (!schema.exists) return
  for (const at of cursor.child('examples').fields()) if (isJson(at.name)) yield example(at, schema)
}

function example(at: Cursor, schema: Cursor): StatedValue {
  return { kind: 'example', value: at.value, at, schema }
}

function isJson(mediaType: unknown): boolean {
  return typeof mediaType === 'string' && isJsonType(mediaType)
}

const isJsonType = memoizeByText((mediaType) => /\bjson\b/i.test(mediaType))

const scalars: ReadonlySet<unknown> = new Set(['string', 'integer', 'number', 'boolean'])

/** True for a string or number that may be a serialised list or object (`a,b`), and for an object with such a property. */
function isWrittenOut(contract: Contract, schema: Cursor, value: unknown): boolean {
  const isOne = (at: Cursor, one: unknown): boolean => /string|number/.test(typeof one) && !scalars.has(field(contract.follow(at)?.value, 'type'))
  if (!isObject(value)) return isOne(schema, value)
  return contract.follow(schema)?.child('properties').fields().some((property) => isOne(property, value[property.name ?? ''])) === true
}

/** The value converted to its type, because in a URL `5` and `"5"` are the same. */
function asRead(contract: Contract, schema: Cursor, value: unknown): unknown {
  const type = field(contract.follow(schema)?.value, 'type')
  if (type === 'string') return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  if (typeof value !== 'string' || !scalars.has(type)) return value
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value.trim() === '' || Number.isNaN(Number(value)) ? value : Number(value)
}

/** The mapping or list that a string contains as JSON, if it does. */
export function embedded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined
  try {
    const parsed: unknown = JSON.parse(value)
    return isObject(parsed) || Array.isArray(parsed) ? parsed : undefined
  } catch {
    // Not JSON after all.
    return undefined
  }
}
