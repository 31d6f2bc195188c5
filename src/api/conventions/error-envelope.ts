import { defineAnalysis } from '../../core/analysis.ts'
import { groupBy } from '../../core/group.ts'
import type { EnvelopeShape } from '../../core/settings.ts'
import type { ContractApi } from '../contract.ts'
import { unknown } from '../model.ts'
import type { Known } from '../model.ts'
import type { ErrorBody, ErrorShape } from './error-body.ts'
import { errorResponses } from './error-responses.ts'
import type { ErrorResponse } from './error-responses.ts'

/** The one shape that an API's errors have, and where that is known from. */
export type ErrorEnvelope =
  | { readonly source: 'stated'; readonly shape: EnvelopeShape }
  | {
      readonly source: 'inferred'
      readonly shape: ErrorShape
      /** The body that most of them have. */
      readonly typical: ErrorBody
      /** How many responses have the shape, of all whose body could be judged. */
      readonly count: number
      readonly of: number
    }

/** With fewer responses than this, a majority is chance. */
const leastResponses = 3

/** The API's error envelope: stated, or that of most of its error responses; `unknown` where there is no majority. */
export const errorEnvelope = defineAnalysis('error envelope', (_api: ContractApi, { settings, use }): Known<ErrorEnvelope> => {
  const stated = settings.conventions.errorEnvelope
  if (stated !== undefined) return { source: 'stated', shape: stated }
  const responses = use(errorResponses).flatMap(({ uses, body }) => (body.kind === 'described' ? uses.map(() => body.bodies) : []))
  const families = groupBy(responses.flat(), familyOf)
  let largest: ErrorBody[] = []
  for (const family of families.values()) if (family.length > largest.length) largest = family
  const typical = mostFrequent(largest)
  if (typical === undefined) return unknown
  const count = responses.filter((bodies) => bodies.some((body) => familyOf(body) === familyOf(typical))).length
  if (count < leastResponses || count * 2 <= responses.length) return unknown
  return { source: 'inferred', shape: typical.shape, typical, count, of: responses.length }
})

/** A body that is not of the envelope, with the responses that carry it: said once, however many they are. */
export interface Departure {
  readonly body: ErrorBody
  readonly responses: readonly [ErrorResponse, ...ErrorResponse[]]
}

/** Every way in which the responses depart from the envelope. */
export function departures(responses: readonly ErrorResponse[], envelope: ErrorEnvelope): Departure[] {
  const found = responses.flatMap((response) => {
    if (response.body.kind !== 'described' || followsOAuth(response)) return []
    return response.body.bodies.filter((body) => !isOfEnvelope(body, envelope)).map((body) => ({ body, response }))
  })
  // A schema with a name is one thing; those written in place are one where they have the same properties.
  const keyOf = ({ body }: (typeof found)[number]): unknown => (body.schema.name === undefined ? contentOf(body) : body.schema)
  return [...groupBy(found, keyOf).values()].flatMap(([first, ...others]) => {
    return first === undefined ? [] : [{ body: first.body, responses: [first.response, ...others.map(({ response }) => response)] }]
  })
}

/** RFC 6749 5.2 prescribes what its endpoints answer, whatever the rest of the API does. */
function followsOAuth({ uses, body }: ErrorResponse): boolean {
  const isOAuth = uses.every(({ operation }) => /oauth|token|authorize|introspect|revoke/i.test(operation.path.template))
  return isOAuth && body.kind === 'described' && body.bodies.every(({ properties }) => properties.includes('error'))
}

/** True where the body is of the envelope. Of an API's own shape is what shares half of its properties. */
function isOfEnvelope(body: ErrorBody, envelope: ErrorEnvelope): boolean {
  if (envelope.source === 'stated' || envelope.shape !== 'own' || body.shape !== 'own') return body.shape === envelope.shape
  const { type, properties: expected } = envelope.typical
  if (body.type !== type) return false
  return expected.filter((name) => body.properties.includes(name)).length * 2 >= expected.length
}

/** Bodies that count as one shape: an API's own are told apart by their properties. */
function familyOf(body: ErrorBody): string {
  return body.shape === 'own' ? contentOf(body) : body.shape
}

function contentOf({ type, properties }: ErrorBody): string {
  return [type, ...[...properties].sort()].join(' ')
}

function mostFrequent(bodies: readonly ErrorBody[]): ErrorBody | undefined {
  let most: readonly ErrorBody[] = []
  for (const same of groupBy(bodies, ({ schema }) => schema).values()) if (same.length > most.length) most = same
  return most[0]
}
