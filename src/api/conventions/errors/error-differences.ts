import { groupBy } from '../../../core/group.ts'
import type { Schema } from '../../schema.ts'
import { isOfEnvelope } from './error-departures.ts'
import { contentsOf, plainName } from './error-body.ts'
import { familiesOf } from './error-envelope.ts'
import type { ErrorEnvelope } from './error-envelope.ts'
import { typesIn } from './error-bodies.ts'
import type { CarriedBody } from './error-bodies.ts'

/** How an error body of the API's shape differs from the one that most errors carry. */
export type ErrorDifference = { readonly carried: CarriedBody } & (
  /** A property that both have, of another type. */
  | { readonly kind: 'type'; readonly name: string; readonly usual: string; readonly actual: string }
  /** Each has properties that the other has not. */
  | { readonly kind: 'names'; readonly missing: readonly string[]; readonly instead: readonly string[] }
)

export interface ErrorDifferences {
  /** The body that most errors carry. */
  readonly usual: CarriedBody
  readonly differences: readonly ErrorDifference[]
}

/**
 * The bodies that are of the envelope and still cannot be read by the same code as the one that most errors carry. What only adds to
 * it, or leaves something out, can.
 */
export function errorDifferences(bodies: readonly CarriedBody[], envelope: ErrorEnvelope): ErrorDifferences | undefined {
  const own = bodies.filter(({ body }) => body.type === 'object' && isOfEnvelope(body, envelope))
  // Schemas that say the same under several names are one.
  const alike = [...groupBy(own, ({ body }) => typesIn(body)).values()].sort((one, other) => usesOf(other) - usesOf(one))
  const usual = alike[0]?.[0]
  if (usual === undefined) return undefined
  return { usual, differences: own.flatMap((carried) => (carried === usual ? [] : (differenceOf(usual, carried) ?? []))) }
}

function usesOf(bodies: readonly CarriedBody[]): number {
  return bodies.reduce((sum, { uses }) => sum + uses, 0)
}

function differenceOf(usual: CarriedBody, carried: CarriedBody): ErrorDifference | undefined {
  const [expected, actual] = [contentsOf(usual.body.schema), contentsOf(carried.body.schema)]
  for (const [name, schema] of actual) {
    const other = expected.get(name)
    if (other !== undefined && haveNoTypeInCommon(schema, other)) return { carried, kind: 'type', name, usual: other.types.join(' or '), actual: schema.types.join(' or ') }
  }
  const missing = [...expected.keys()].filter((name) => !actual.has(name))
  const instead = [...actual.keys()].filter((name) => !expected.has(name))
  const said = [...actual.keys()].some((name) => expected.has(name) && saysWhat(name))
  return missing.some(saysWhat) && instead.length > 0 && !said ? { carried, kind: 'names', missing, instead } : undefined
}

/** The properties by which code and people find out what went wrong: where these are the same, the rest is an addition. */
function saysWhat(name: string): boolean {
  return /code|message|^error|^msg|title|detail|reason|desc|^type$|text/.test(plainName(name))
}

function haveNoTypeInCommon(one: Schema, other: Schema): boolean {
  const [types, others] = [one, other].map((schema) => new Set(schema.types.map((type) => (type === 'integer' ? 'number' : type)).filter((type) => type !== 'null')))
  if (types === undefined || others === undefined || types.size === 0 || others.size === 0) return false
  return ![...types].some((type) => others.has(type))
}

/** True for the one body of a response, in JSON: what is offered beside another, or as plain text, is for other clients. */
function isAllThatIsOffered({ responses }: CarriedBody): boolean {
  return responses.some(({ body, uses }) => {
    const isOnly = body.kind === 'described' && body.bodies.length === 1
    return isOnly && uses.some(({ content }) => content.every(({ type }) => !/^text\/plain\b/i.test(type)))
  })
}

/** The shapes that an API's errors have, where none of them has a majority: the most frequent first. */
export function shapesOf(bodies: readonly CarriedBody[]): readonly CarriedBody[] {
  const families = familiesOf(bodies.filter(isAllThatIsOffered), ({ body }) => body)
  const counted = families.flatMap(([first, ...others]) => {
    return first === undefined ? [] : [{ ...first, uses: others.reduce((sum, { uses }) => sum + uses, first.uses) }]
  })
  return counted.sort((one, other) => other.uses - one.uses)
}
