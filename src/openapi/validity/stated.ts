import { field, isObject } from '../../core/json.ts'
import { remember } from '../../core/remember.ts'
import type { Contract } from '../contract.ts'
import type { Cursor } from '../cursor.ts'
import type { OpenApiNode } from '../node.ts'
import { walked } from '../walked.ts'

/** A value that a contract gives as an example or default, and the schema it is one of. */
export interface StatedValue {
  readonly kind: 'example' | 'default'
  readonly value: unknown
  readonly at: Cursor
  readonly schema: Cursor
}

/** Every example and default whose schema is known, where it stands. Examples that are files or texts of another syntax are left out. */
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

/** Parameters, headers and items of OpenAPI 2.0 are schemas themselves; bodies have one of their own. */
function* inSchema2({ cursor, value }: OpenApiNode): Generator<StatedValue> {
  if (value['in'] !== 'body' && value['type'] !== 'file') yield* defaultOf(cursor)
}

/** That a default is null says that there is none. */
function* defaultOf(schema: Cursor): Generator<StatedValue> {
  const at = schema.child('default')
  if (at.exists && at.value !== null) yield { kind: 'default', value: at.value, at, schema }
}

/**
 * @param isSerialised the values travel in a path, a query or a header: what is a text there may stand for a list or an object
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

const isJsonType = remember((mediaType) => /\bjson\b/i.test(mediaType))

const scalars: ReadonlySet<unknown> = new Set(['string', 'integer', 'number', 'boolean'])

/** A text that is a list or an object as it stands in an address: `a,b`. */
function isWrittenOut(contract: Contract, schema: Cursor, value: unknown): boolean {
  return typeof value === 'string' && !scalars.has(field(contract.follow(schema)?.value, 'type'))
}

/** In an address `5` and `"5"` are the same: the value as who reads it by its type has it. */
function asRead(contract: Contract, schema: Cursor, value: unknown): unknown {
  const type = field(contract.follow(schema)?.value, 'type')
  if (type === 'string') return typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  if (typeof value !== 'string' || !scalars.has(type)) return value
  if (type === 'boolean') return value === 'true' ? true : value === 'false' ? false : value
  return value.trim() === '' || Number.isNaN(Number(value)) ? value : Number(value)
}

/** The value that a text holds as JSON, where it is a mapping or a list. */
export function embedded(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined
  try {
    const parsed: unknown = JSON.parse(value)
    return isObject(parsed) || Array.isArray(parsed) ? parsed : undefined
  } catch {
    // It only begins like JSON.
    return undefined
  }
}
