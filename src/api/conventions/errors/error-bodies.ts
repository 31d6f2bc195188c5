import { defineAnalysis } from '../../../core/analysis.ts'
import { groupBy } from '../../../core/group.ts'
import type { DocumentLocation } from '../../../core/location.ts'
import type { ContractApi } from '../../contract.ts'
import type { Schema } from '../../schema.ts'
import { responseText } from '../answers/distinct-responses.ts'
import { contentsOf, plainName } from './error-body.ts'
import type { ErrorBody } from './error-body.ts'
import { contentOf } from './error-envelope.ts'
import { errorResponses } from './error-responses.ts'
import type { ErrorResponse } from './error-responses.ts'

/** A body of error responses, with all the responses that carry it. */
export interface CarriedBody {
  readonly body: ErrorBody
  readonly responses: readonly [ErrorResponse, ...ErrorResponse[]]
  /** The number of responses of operations: a shared response counts for each of them. */
  readonly uses: number
}

/** The error bodies of an API, the most used first, without those that RFC 6749 and SCIM prescribe. */
export const errorBodies = defineAnalysis('error bodies', (_api: ContractApi, { use }): readonly CarriedBody[] => {
  const found = use(errorResponses).flatMap((response) => {
    if (response.body.kind !== 'described' || isPrescribed(response)) return []
    return response.body.bodies.map((body) => ({ body, response }))
  })
  // Named schemas are compared by identity, inline ones by the names and types of their properties.
  const groups = groupBy(found, ({ body }): unknown => (body.schema.name === undefined ? `${contentOf(body)} ${typesIn(body)}` : body.schema))
  return [...groups.values()]
    .flatMap(([first, ...others]): CarriedBody[] => {
      if (first === undefined) return []
      const responses: CarriedBody['responses'] = [first.response, ...others.map(({ response }) => response)]
      return [{ body: first.body, responses, uses: responses.reduce((sum, { uses }) => sum + uses.length, 0) }]
    })
    .sort((one, other) => other.uses - one.uses)
})

/** The names and types of a body's properties, as a key for comparison. */
export function typesIn({ schema }: ErrorBody): string {
  return [...contentsOf(schema)].map(([name, { types }]) => `${name}:${types.join('|')}`).sort().join()
}

/** True for OAuth (RFC 6749 5.2) and SCIM (RFC 7644 3.12) endpoints, whose errors are prescribed. */
function isPrescribed({ uses, body }: ErrorResponse): boolean {
  const isProvisioning = uses.every(({ operation, content }) => content.some(({ type }) => /\bscim\+json\b/i.test(type)) || operation.path.segments.some(({ text }) => /^scim$/i.test(text)))
  if (isProvisioning) return true
  const isOAuth = uses.every(({ operation }) => /oauth|token|authorize|introspect|revoke/i.test(operation.path.template))
  return isOAuth && body.kind === 'described' && body.bodies.every(({ properties }) => properties.includes('error'))
}

/** For the beginning of a message: `The error schema 'Problem'`, `The body of 404 of GET /orders/{id}`. */
export function bodyText({ body, responses: [first] }: CarriedBody): string {
  return body.schema.name === undefined ? `The body of ${lowerFirst(responseText(first))}` : `The error schema '${body.schema.name}'`
}

/** Turns a text for the beginning of a message into one for its middle. */
export function lowerFirst(text: string): string {
  return text.replace(/^The /, 'the ')
}

/** Where to report findings about the body as a whole: at its schema if that has a name, or else at the response. */
export function placeOfBody({ body: { schema }, responses: [{ uses: [first] }] }: CarriedBody): DocumentLocation {
  return schema.name === undefined ? first.cursor.atKey : schema.cursor.atKey
}

/** A property of an error body, or of an object or list in it. */
export interface ErrorMember {
  /** The path by which clients access it: `error.details.field`. */
  readonly path: string
  /** Its own name, see {@link plainName}. */
  readonly plain: string
  readonly schema: Schema
  /** How many objects and lists it is nested in. */
  readonly depth: number
}

/** How deep errors are searched: `errors`, one of its items, its `source`, and the properties of that. */
const deepest = 3

/** All properties of a body, including those of nested objects and lists, in order of depth. */
export function membersOf(body: Schema): readonly ErrorMember[] {
  const found: ErrorMember[] = []
  const seen = new Set<Schema>([body])
  const level: { readonly schema: Schema; readonly path: string; readonly depth: number }[] = [{ schema: body, path: '', depth: 0 }]
  for (const { schema, path, depth } of level) {
    for (const [name, property] of propertiesIn(schema)) {
      const member = { path: `${path}${name}`, plain: plainName(name), schema: property, depth }
      found.push(member)
      const inner = property.items ?? property
      if (depth >= deepest || seen.has(inner)) continue
      seen.add(inner)
      level.push({ schema: inner, path: `${member.path}.`, depth: depth + 1 })
    }
  }
  return found
}

function propertiesIn(schema: Schema): readonly (readonly [string, Schema])[] {
  return [...schema.properties, ...schema.alternatives.flatMap(({ properties }) => [...properties])]
}
