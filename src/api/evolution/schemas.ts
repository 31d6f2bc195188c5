import { asList, field, isObject } from '../../core/json.ts'
import { memoize } from '../../core/memoize.ts'
import type { DocumentLocation } from '../../core/location.ts'
import type { Cursor } from '../../openapi/cursor.ts'
import { Schema } from '../schema.ts'
import { contentFor, contentPairs, responseFor } from './contents.ts'
import type { OperationPair } from './operations.ts'
import type { ParameterPair } from './parameters.ts'
import type { WebhookPair } from './webhooks.ts'

/** What a schema is for: clients send what requests contain, and receive responses. The requests of webhooks count as responses. */
export type Direction = 'request' | 'response'

/** A schema in both versions of a contract. There is one for each two schemas, however many operations lead to them. */
export class SchemaPair {
  readonly base: Schema
  readonly head: Schema
  /** The names of operations, or the schemas around this one, by direction. */
  readonly uses: { readonly [Way in Direction]: Set<SchemaPair | string> } = { request: new Set(), response: new Set() }
  /** True for a parameter as a whole: it is sent as text. */
  readonly isText: boolean
  /** True if either only wraps another schema: then those are compared, and only null is a matter of this one. */
  readonly isWrapper: boolean
  /** True if it occurs by itself, and not only in wrappers, which decide about null. */
  isDirect = false

  constructor(base: Schema, head: Schema, isText: boolean) {
    this.base = base
    this.head = head
    this.isText = isText
    this.isWrapper = unwrapped(base) !== base || unwrapped(head) !== head
  }

  get at(): DocumentLocation {
    return this.head.cursor.atKey
  }

  /** The alternatives that are only in one version. Empty unless that is certain. */
  get choices(): Choices {
    return choicesOf(this.base, this.head)
  }

  /** True if every value that one version allows is of a type that the other one allows. */
  admits(direction: Direction): boolean {
    const [wide, narrow] = direction === 'request' ? [this.head, this.base] : [this.base, this.head]
    const [all, some] = [typesOf(wide), typesOf(narrow)]
    const isAllowed = (type: string): boolean => all.includes(type) || (type === 'integer' && all.includes('number')) || (this.isText && (all.includes('string') || all.includes('array')))
    return all.length === 0 || some.every(isAllowed)
  }

  /** True if the pair occurs in this direction, and the types say that the rest can be compared. */
  isIn(direction: Direction): boolean {
    return this.uses[direction].size > 0 && !this.isWrapper && this.admits(direction)
  }

  /** True if null is allowed by one of the two and not by the other, where they are used. */
  differsInNull(narrow: Schema, wide: Schema, direction: Direction): boolean {
    return this.isDirect && !this.isText && this.admits(direction) && !isNullable(narrow) && isNullable(wide)
  }

  /** The operations that use it. */
  operations(direction: Direction): string[] {
    const names = new Set<string>()
    const seen = new Set<SchemaPair | string>([this])
    for (const use of seen) {
      if (typeof use === 'string') names.add(use)
      else for (const other of use.uses[direction]) seen.add(other)
    }
    return [...names]
  }
}

/** A property of an object. */
export interface Field {
  /** Before references are resolved. */
  readonly cursor: Cursor
  /** Left out if its reference cannot be resolved. */
  readonly schema: Schema | undefined
  readonly isRequired: boolean
}

/** The properties of an object, including those of `allOf`. */
export const fieldsOf: (schema: Schema) => ReadonlyMap<string, Field> = memoize((schema) => {
  const fields = new Map<string, Field>()
  const { required } = schema
  for (const cursor of schema.propertyCursors) {
    const { name = '' } = cursor
    if (!fields.has(name)) fields.set(name, { cursor, schema: Schema.at(schema.contract, cursor), isRequired: required.has(name) })
  }
  return fields
})

/** True if a field is never part of a request, or of a response. */
export function isAbsent({ cursor, schema }: Field, direction: Direction): boolean {
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly'
  return field(cursor.value, keyword) === true || schema?.keyword(keyword) === true
}

/** True if the fields of an object are all known: every part of `allOf` can be resolved, and there are no alternatives. */
export function isWhole(schema: Schema, seen = new Set<unknown>()): boolean {
  if (seen.has(schema.cursor.value)) return true
  seen.add(schema.cursor.value)
  if (['oneOf', 'anyOf', 'if', '$dynamicRef', '$ref'].some((name) => schema.cursor.child(name).exists)) return false
  return schema.cursor.child('allOf').items().every((item) => {
    const part = Schema.at(schema.contract, item)
    return part !== undefined && isWhole(part, seen)
  })
}

/** The types of a schema except null. Empty if there is no restriction. */
export function typesOf(schema: Schema): readonly string[] {
  return schema.types.flatMap((type) => (type === 'null' ? [] : type === 'file' ? ['string'] : [type]))
}

/** True if a value may be null. */
function isNullable(schema: Schema): boolean {
  const only = unwrapped(schema)
  return allowsNull(schema) || (only !== schema && allowsNull(only))
}

function allowsNull(schema: Schema): boolean {
  if (schema.types.includes('null') || schema.keyword('nullable') === true || schema.keyword('x-nullable') === true) return true
  return [schema.cursor.child('oneOf'), schema.cursor.child('anyOf')].some((list) => list.items().some((item) => Schema.at(schema.contract, item)?.types.includes('null')))
}

const annotation = /^(?:allOf|oneOf|anyOf|type|nullable|description|title|examples?|default|deprecated|readOnly|writeOnly|x-.*)$/

/** The schema that another one only wraps, to describe it or to allow null; otherwise the schema itself. */
export function unwrapped(schema: Schema): Schema {
  const { cursor, contract, alternatives } = schema
  if (!Object.keys(cursor.object).every((key) => annotation.test(key))) return schema
  const parts = cursor.child('allOf').items()
  if (parts.length + alternatives.length !== 1) return schema
  const only = alternatives[0] ?? Schema.at(contract, parts[0] ?? cursor)
  return only === undefined || only.is(schema) ? schema : only
}

/** Alternatives of `oneOf` or `anyOf` that only one version has. */
interface Choices {
  readonly removed: readonly Schema[]
  readonly added: readonly Schema[]
  readonly kept: readonly (readonly [Schema, Schema])[]
}

const choicesOf = (base: Schema, head: Schema): Choices => {
  const [old, present] = [base, head].map((schema) => (schema.alternatives.length === 0 ? [schema] : schema.alternatives))
  if (old === undefined || present === undefined || (old[0] === base && present[0] === head)) return { removed: [], added: [], kept: [] }
  const kept = old.flatMap((one) => {
    const same = present.find((other) => nameOf(other) === nameOf(one))
    return same === undefined ? [] : [[one, same] as const]
  })
  const removed = old.filter((one) => kept.every(([other]) => other !== one))
  const added = present.filter((one) => kept.every(([, other]) => other !== one))
  const [first] = removed
  const [other] = added
  const isOne = first !== undefined && other !== undefined && removed.length + added.length === 2 && resemble(first, other)
  if (isOne) return { removed: [], added: [], kept: [...kept, [first, other]] }
  // Schemas without a name cannot be told from changed ones.
  const isClear = removed.length * added.length === 0 || [...removed, ...added].every(({ name }) => name !== undefined)
  return isClear && kept.length > 0 ? { removed, added, kept } : { removed: [], added: [], kept }
}

function nameOf({ name, cursor: { value } }: Schema): string {
  return name ?? JSON.stringify(value)
}

function resemble(base: Schema, head: Schema): boolean {
  const [old, present] = [fieldsOf(base), fieldsOf(head)]
  const common = [...old.keys()].filter((name) => present.has(name)).length
  return typesOf(base).join() === typesOf(head).join() && common * 2 >= old.size
}

/** Pairs the schemas of two versions: from parameters, bodies, responses and webhooks through all that they contain. */
export function compareSchemas(operations: readonly OperationPair[], parameters: readonly ParameterPair[], webhooks: readonly WebhookPair[]): SchemaPair[] {
  const walk = new Walk()
  for (const { base, head, pairs } of parameters) for (const pair of pairs) walk.add(base?.schema, head?.schema, pair.head.name, 'request', true)
  for (const pair of operations) {
    const { base, head } = pair
    for (const [old, present] of contentPairs(pair, base.body?.content ?? [], head.body?.content ?? [])) walk.add(old.schema, present.schema, head.name, 'request')
    for (const response of base.responses) {
      const same = responseFor(response, head)
      for (const [old, present] of contentPairs(pair, response.content, same?.content ?? [])) walk.add(old.schema, present.schema, head.name, 'response')
    }
  }
  for (const { name, base, head } of webhooks) {
    for (const content of base) walk.add(content.schema, contentFor(content.type, head)?.schema, name, 'response')
  }
  return walk.finish()
}

class Walk {
  readonly #known = new Map<Schema, Map<Schema, SchemaPair>>()
  readonly #found: SchemaPair[] = []
  readonly #waiting: (readonly [SchemaPair, Direction])[] = []

  add(base: Schema | undefined, head: Schema | undefined, use: SchemaPair | string, direction: Direction, isText = false): void {
    if (base === undefined || head === undefined) return
    let others = this.#known.get(base)
    if (others === undefined) this.#known.set(base, (others = new Map<Schema, SchemaPair>()))
    let pair = others.get(head)
    if (pair === undefined) {
      others.set(head, (pair = new SchemaPair(base, head, isText)))
      this.#found.push(pair)
    }
    if (pair.uses[direction].size === 0) this.#waiting.push([pair, direction])
    pair.uses[direction].add(use)
    if (typeof use === 'string' || !use.isWrapper) pair.isDirect = true
  }

  /** With a list instead of recursion, since schemas may be nested deeply. */
  finish(): SchemaPair[] {
    for (const [pair, direction] of this.#waiting) if (pair.admits(direction)) this.#enter(pair, direction)
    return this.#found
  }

  #enter(pair: SchemaPair, direction: Direction): void {
    const { base, head, isText } = pair
    if (pair.isWrapper) return this.add(unwrapped(base), unwrapped(head), pair, direction, isText)
    for (const [one, other] of pair.choices.kept) this.add(one, other, pair, direction, isText)
    const fields = fieldsOf(head)
    for (const [name, before] of fieldsOf(base)) {
      const after = fields.get(name)
      if (after !== undefined && !isAbsent(before, direction) && !isAbsent(after, direction)) this.add(before.schema, after.schema, pair, direction)
    }
    this.add(base.items, head.items, pair, direction, isText)
    const rest = [base, head].map((schema) => (isObject(schema.keyword('additionalProperties')) ? Schema.at(schema.contract, schema.cursor.child('additionalProperties')) : undefined))
    this.add(rest[0], rest[1], pair, direction)
  }
}

/** The values that a schema lists, as JSON. Empty if it does not. */
export function valuesOf(schema: Schema): readonly string[] {
  const constant = schema.keyword('const')
  return (constant === undefined ? asList(schema.keyword('enum')) : [constant]).map((value) => JSON.stringify(value))
}
