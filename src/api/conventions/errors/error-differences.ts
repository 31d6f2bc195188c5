import { groupBy } from '../../../core/group.ts'
import type { Schema } from '../../schema.ts'
import { isOfEnvelope } from './error-departures.ts'
import { contentsOf, plainName } from './error-body.ts'
import { familiesOf } from './error-envelope.ts'
import type { ErrorEnvelope } from './error-envelope.ts'
import { typesIn } from './error-bodies.ts'
import type { CarriedBody } from './error-bodies.ts'

/** How an error body of the usual shape still differs from the usual body. */
export type ErrorDifference = { readonly carried: CarriedBody } & (
  /** A property that both have, with different types. */
  | { readonly kind: 'type'; readonly name: string; readonly usual: string; readonly actual: string }
  /** Each has properties that the other lacks. */
  | { readonly kind: 'names'; readonly missing: readonly string[]; readonly instead: readonly string[] }
)

/** The usual error body of an API, and those that differ from it. */
export interface ErrorDifferences {
  /** The body that most errors carry. */
  readonly usual: CarriedBody
  readonly differences: readonly ErrorDifference[]
}

/**
 * The bodies that have the shape of the envelope, and that code for the usual body still cannot read. A body that only adds properties, or
 * leaves some out, can be read.
 */
export function errorDifferences(bodies: readonly CarriedBody[], envelope: ErrorEnvelope): ErrorDifferences | undefined {
  const own = bodies.filter(({ body }) => body.type === 'object' && isOfEnvelope(body, envelope))
  // Several schemas with the same content count as one.
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
  const said = [...actual.keys()].some((name) => expected.has(name) && isExplaining(name))
  return missing.some(isExplaining) && instead.length > 0 && !said ? { carried, kind: 'names', missing, instead } : undefined
}

/** True for the properties that tell what went wrong: if these agree, clients can read both bodies. */
function isExplaining(name: string): boolean {
  return /code|message|^error|^msg|title|detail|reason|desc|^type$|text/.test(plainName(name))
}

function haveNoTypeInCommon(one: Schema, other: Schema): boolean {
  const [types, others] = [one, other].map((schema) => new Set(schema.types.map((type) => (type === 'integer' ? 'number' : type)).filter((type) => type !== 'null')))
  if (types === undefined || others === undefined || types.size === 0 || others.size === 0) return false
  return ![...types].some((type) => others.has(type))
}

/** True if the body is the only one of a response, in JSON. Alternatives and plain text are for other clients. */
function isAllThatIsOffered({ responses }: CarriedBody): boolean {
  return responses.some(({ body, uses }) => {
    const isOnly = body.kind === 'described' && body.bodies.length === 1
    return isOnly && uses.some(({ content }) => content.every(({ type }) => !/^text\/plain\b/i.test(type)))
  })
}

/** The shapes of an API's errors when none has a majority, the most frequent first. */
export function shapesOf(bodies: readonly CarriedBody[]): readonly CarriedBody[] {
  const families = familiesOf(bodies.filter(isAllThatIsOffered), ({ body }) => body)
  const counted = families.flatMap(([first, ...others]) => {
    return first === undefined ? [] : [{ ...first, uses: others.reduce((sum, { uses }) => sum + uses, first.uses) }]
  })
  return counted.sort((one, other) => other.uses - one.uses)
}
