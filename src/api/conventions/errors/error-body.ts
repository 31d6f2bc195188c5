import type { EnvelopeShape } from '../../../core/settings.ts'
import type { Response } from '../../contract-operation.ts'
import type { Schema } from '../../schema.ts'

/** The shape of an error body: one of the three common ones, or `own` for all others. */
export type ErrorShape = EnvelopeShape | 'own'

/** One schema of an error response's body. */
export interface ErrorBody {
  readonly shape: ErrorShape
  readonly schema: Schema
  /** Its JSON type. */
  readonly type: string
  /** Names of its properties as written; none if it is not an object. */
  readonly properties: readonly string[]
}

/**
 * The body that a response describes: none, a media type without a schema, something that cannot be judged (an unresolved reference, an
 * object without named properties), or bodies that can be judged.
 */
export type DescribedBody =
  | { readonly kind: 'none' }
  | { readonly kind: 'no-schema' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'described'; readonly bodies: readonly ErrorBody[] }

/** The body that a response describes. JSON is preferred if there are several media types. */
export function describedBody(response: Response): DescribedBody {
  if (!response.isKnown) return { kind: 'unknown' }
  const { content } = response
  if (content.length === 0) return { kind: 'none' }
  if (content.every(({ hasSchema }) => !hasSchema)) return { kind: 'no-schema' }
  const json = content.filter(({ type, schema }) => schema !== undefined && /\bjson\b/i.test(type))
  const bodies = (json.length > 0 ? json : content).flatMap(({ type, schema }) => {
    const isProblem = /\bproblem\+json\b/i.test(type)
    return (schema === undefined ? [] : variants(schema)).flatMap((variant) => errorBody(variant, isProblem) ?? [])
  })
  return bodies.length === 0 ? { kind: 'unknown' } : { kind: 'described', bodies }
}

/** The schema, or its `oneOf` and `anyOf` alternatives. */
function variants(schema: Schema, depth = 0): readonly Schema[] {
  if (schema.properties.size > 0 || schema.alternatives.length === 0 || depth > 3) return [schema]
  return schema.alternatives.flatMap((alternative) => variants(alternative, depth + 1))
}

function errorBody(schema: Schema, isProblem: boolean): ErrorBody | undefined {
  const { properties, types } = schema
  if (properties.size > 0) {
    return { shape: isProblem ? 'problem' : shapeOf(properties), schema, type: 'object', properties: [...properties.keys()] }
  }
  const plain = types.find((type) => type !== 'object' && type !== 'null' && type !== 'file')
  return plain === undefined ? undefined : { shape: 'own', schema, type: plain, properties: [] }
}

/** A name in lower case and letters only, so that `error_message` and `errorMessage` compare equal. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '')

/** The properties of an envelope: for `{ error: { ... } }` those of the inner object. */
export function contentsOf(schema: Schema): ReadonlyMap<string, Schema> {
  const { properties } = schema
  const inner = [...properties].find(([name]) => plainName(name) === 'error')?.[1]
  return inner !== undefined && inner.properties.size > 0 ? inner.properties : properties
}

/** Names of properties by which flat envelopes say what went wrong. */
const flatNames: ReadonlySet<string> = new Set(
  `message msg error errormessage errormsg errordescription errorcode errortype errorinfo errortext reason
  developermessage usermessage faultstring statusmessage responsemessage`.split(/\s+/),
)

/** The members of RFC 9457, section 3.1. */
const problemNames: readonly string[] = ['type', 'title', 'status', 'detail', 'instance']

function shapeOf(properties: ReadonlyMap<string, Schema>): ErrorShape {
  const named = new Map([...properties].map(([name, schema]) => [plainName(name), schema]))
  const isObject = (name: string): boolean => {
    const schema = named.get(name)
    return schema !== undefined && isObjectLike(schema)
  }
  return shapeOfNames(new Set(named.keys()), isObject, (name) => named.get(name)?.allows('array') === true)
}

/**
 * The shape of an error body, by the names of its properties.
 * @param names see {@link plainName}
 */
export function shapeOfNames(
  names: ReadonlySet<string>,
  isObject: (name: string) => boolean,
  isList: (name: string) => boolean,
): ErrorShape {
  if (names.has('error') && isObject('error')) return 'nested'
  const members = problemNames.filter((name) => names.has(name))
  const isProblem = members.length >= 2 && (names.has('title') || names.has('detail'))
  if (isProblem && !names.has('message')) return 'problem'
  return [...names].some((name) => flatNames.has(name) && !isList(name)) ? 'flat' : 'own'
}

function isObjectLike(schema: Schema): boolean {
  return schema.allows('object') || schema.alternatives.some((alternative) => alternative.allows('object'))
}
