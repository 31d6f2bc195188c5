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

/** A body that error responses carry, once, however many they are. */
export interface CarriedBody {
  readonly body: ErrorBody
  readonly responses: readonly [ErrorResponse, ...ErrorResponse[]]
  /** How many responses of operations these are. */
  readonly uses: number
}

/** The bodies of an API's errors, those that most responses carry first; left out are those that RFC 6749 and SCIM prescribe. */
export const errorBodies = defineAnalysis('error bodies', (_api: ContractApi, { use }): readonly CarriedBody[] => {
  const found = use(errorResponses).flatMap((response) => {
    if (response.body.kind !== 'described' || isPrescribed(response)) return []
    return response.body.bodies.map((body) => ({ body, response }))
  })
  // A schema with a name is one thing; those written in place are one where they have the same properties of the same types.
  const groups = groupBy(found, ({ body }): unknown => (body.schema.name === undefined ? `${contentOf(body)} ${typesIn(body)}` : body.schema))
  return [...groups.values()]
    .flatMap(([first, ...others]): CarriedBody[] => {
      if (first === undefined) return []
      const responses: CarriedBody['responses'] = [first.response, ...others.map(({ response }) => response)]
      return [{ body: first.body, responses, uses: responses.reduce((sum, { uses }) => sum + uses.length, 0) }]
    })
    .sort((one, other) => other.uses - one.uses)
})

/** The properties of a body with their types, for comparing. */
export function typesIn({ schema }: ErrorBody): string {
  return [...contentsOf(schema)].map(([name, { types }]) => `${name}:${types.join('|')}`).sort().join()
}

/** RFC 6749 5.2 and RFC 7644 3.12 prescribe what their endpoints answer, whatever the rest of the API does. */
function isPrescribed({ uses, body }: ErrorResponse): boolean {
  const isProvisioning = uses.every(({ operation, content }) => content.some(({ type }) => /\bscim\+json\b/i.test(type)) || operation.path.segments.some(({ text }) => /^scim$/i.test(text)))
  if (isProvisioning) return true
  const isOAuth = uses.every(({ operation }) => /oauth|token|authorize|introspect|revoke/i.test(operation.path.template))
  return isOAuth && body.kind === 'described' && body.bodies.every(({ properties }) => properties.includes('error'))
}

/** `The error schema 'Problem'`, `The body of 404 of GET /orders/{id}`: for the beginning of a message. */
export function bodyText({ body, responses: [first] }: CarriedBody): string {
  return body.schema.name === undefined ? `The body of ${lowerFirst(responseText(first))}` : `The error schema '${body.schema.name}'`
}

/** For the middle of a message what is written for its beginning. */
export function lowerFirst(text: string): string {
  return text.replace(/^The /, 'the ')
}

/** Where a finding about the body as a whole belongs: its schema where that has a name, or else the response. */
export function placeOfBody({ body: { schema }, responses: [{ uses: [first] }] }: CarriedBody): DocumentLocation {
  return schema.name === undefined ? first.cursor.atKey : schema.cursor.atKey
}

/** A property of an error body, or of an object or list in it. */
export interface ErrorMember {
  /** As clients reach it: `error.details.field`. */
  readonly path: string
  /** Its own name in letters only and lower case. */
  readonly plain: string
  readonly schema: Schema
  /** How many objects and lists it stands in. */
  readonly depth: number
}

/** So deep errors are looked into: `errors`, one of them, its `source`, and what stands there. */
const deepest = 3

/** Every property of a body, those of its objects and lists included, the outer ones first. */
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
