import { asString, field } from '../core/json.ts'
import type { DocumentLocation } from '../core/location.ts'
import type { Contract } from '../openapi/contract.ts'
import type { Cursor } from '../openapi/cursor.ts'
import { Schema } from './schema.ts'

/** A parameter of an operation or its path item. */
export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly schema: Schema | undefined
  /** The parameter itself, after resolving references. */
  readonly cursor: Cursor
  /** Where to report findings about it: its name. */
  readonly at: DocumentLocation
}

/** A body in one media type. */
export interface MediaContent {
  /** The media type; for OpenAPI 2.0 the first of `produces` or `consumes`. */
  readonly type: string
  readonly schema: Schema | undefined
  /** True if there is a schema, even if it is an unresolvable reference and `schema` is therefore undefined. */
  readonly hasSchema: boolean
  /** True if there is an example beside the schema. */
  readonly hasExample: boolean
  readonly at: DocumentLocation
}

/** The request body of an operation. */
export interface RequestBody {
  readonly content: readonly MediaContent[]
  readonly at: DocumentLocation
}

/** A response of an operation, under one status. */
export interface ResponseOf<Operation> {
  /** As written: `200`, `4XX`, `default`. */
  readonly status: string
  readonly operation: Operation
  /** False for a reference that cannot be resolved: nothing else is known of it then. */
  readonly isKnown: boolean
  readonly content: readonly MediaContent[]
  /** Header names, lower case. */
  readonly headers: readonly string[]
  /** The status key in the operation. */
  readonly at: DocumentLocation
  /** The response itself, after resolving references. */
  readonly cursor: Cursor
}

/** Referenced components are read once, however many operations share them. References of one contract resolve to the same cursors. */
const parameters = new WeakMap<Cursor, Parameter | 'none'>()
const bodies = new WeakMap<Cursor, readonly MediaContent[]>()
const headers = new WeakMap<Cursor, readonly string[]>()

/** The parameter of an entry, after resolving references. Nothing if that fails, or if `name` or `in` is missing. */
export function parameterAt(contract: Contract, entry: Cursor): Parameter | undefined {
  const cursor = contract.follow(entry)
  if (cursor === undefined) return undefined
  const parameter = once(parameters, cursor, entry, () => readParameter(contract, cursor) ?? 'none')
  return parameter === 'none' ? undefined : parameter
}

/** The response of an entry of `responses`. */
export function responseAt<Operation extends { readonly contract: Contract }>(
  operation: Operation,
  entry: Cursor,
  contentOf: (response: Cursor) => readonly MediaContent[],
): ResponseOf<Operation> {
  const { contract } = operation
  const cursor = contract.follow(entry)
  if (cursor === undefined) return new DescribedResponse(operation, entry, undefined, [], [])
  // In OpenAPI 2.0 the media type depends on the operation's `produces`, so the content of a shared response cannot be shared.
  const content = contract.version === '2.0' ? contentOf(cursor) : once(bodies, cursor, entry, () => contentOf(cursor))
  const names = once(headers, cursor, entry, () => Object.keys(cursor.child('headers').object).map((name) => name.toLowerCase()))
  return new DescribedResponse(operation, entry, cursor, content, names)
}

/** The bodies in a `content` object, by media type. */
export function contentAt(contract: Contract, content: Cursor): readonly MediaContent[] {
  return content.fields().map((entry) => new DescribedContent(contract, entry))
}

function once<Part extends object | string>(known: WeakMap<Cursor, Part>, cursor: Cursor, entry: Cursor, read: () => Part): Part {
  // Without a reference, nothing is shared.
  if (cursor === entry) return read()
  let part = known.get(cursor)
  if (part === undefined) known.set(cursor, (part = read()))
  return part
}

function readParameter(contract: Contract, cursor: Cursor): Parameter | undefined {
  const name = asString(field(cursor.value, 'name'))
  const place = asString(field(cursor.value, 'in'))
  return name === undefined || place === undefined ? undefined : new DeclaredParameter(contract, cursor, name, place)
}

// Classes with getters: there are thousands of these, and most of their locations are never asked for.

class DeclaredParameter implements Parameter {
  readonly name: string
  readonly in: string
  readonly required: boolean
  readonly schema: Schema | undefined
  readonly cursor: Cursor

  constructor(contract: Contract, cursor: Cursor, name: string, place: string) {
    this.name = name
    this.in = place
    this.required = field(cursor.value, 'required') === true
    this.schema = Schema.at(contract, contract.version === '2.0' && place !== 'body' ? cursor : cursor.child('schema'))
    this.cursor = cursor
  }

  get at(): DocumentLocation {
    return this.cursor.child('name').at
  }
}

class DescribedContent implements MediaContent {
  readonly type: string
  readonly schema: Schema | undefined
  readonly hasSchema: boolean
  readonly hasExample: boolean
  readonly #entry: Cursor

  constructor(contract: Contract, entry: Cursor) {
    const media = contract.follow(entry) ?? entry
    const schema = media.child('schema')
    this.type = entry.name ?? ''
    this.schema = Schema.at(contract, schema)
    this.hasSchema = schema.exists
    this.hasExample = field(media.value, 'example') !== undefined || field(media.value, 'examples') !== undefined
    this.#entry = entry
  }

  get at(): DocumentLocation {
    return this.#entry.atKey
  }
}

class DescribedResponse<Operation> implements ResponseOf<Operation> {
  readonly status: string
  readonly operation: Operation
  readonly isKnown: boolean
  readonly content: readonly MediaContent[]
  readonly headers: readonly string[]
  readonly cursor: Cursor
  readonly #entry: Cursor

  constructor(operation: Operation, entry: Cursor, cursor: Cursor | undefined, content: readonly MediaContent[], names: readonly string[]) {
    this.status = entry.name ?? ''
    this.operation = operation
    this.isKnown = cursor !== undefined
    this.content = content
    this.headers = names
    this.cursor = cursor ?? entry
    this.#entry = entry
  }

  get at(): DocumentLocation {
    return this.#entry.atKey
  }
}
