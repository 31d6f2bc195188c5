import type { EnvelopeSchema } from '../../../core/settings.ts'
import { habitOf } from '../../habit.ts'
import { unknown } from '../../model.ts'
import type { Schema } from '../../schema.ts'
import { plainName } from './error-body.ts'
import type { ErrorBody } from './error-body.ts'
import type { ErrorEnvelope } from './error-envelope.ts'
import type { ErrorResponse } from './error-responses.ts'

/** The error responses of an API without a described body. */
export interface MissingBodies {
  /** The number of responses of operations that describe a body. */
  readonly described: number
  /** The number of responses whose body could be judged at all. */
  readonly count: number
  readonly missing: readonly ErrorResponse[]
}

/** Finds the error responses without a body schema. */
export function missingBodies(responses: readonly ErrorResponse[]): MissingBodies {
  const { keeping, breaking } = habitOf(responses, ({ body }) => (body.kind === 'unknown' ? unknown : body.kind === 'described'))
  const described = usesOf(keeping)
  return { described, count: described + usesOf(breaking), missing: breaking }
}

/** The number of responses of operations. */
function usesOf(responses: readonly ErrorResponse[]): number {
  return responses.reduce((sum, { uses }) => sum + uses.length, 0)
}

/**
 * True if the body has the shape of the envelope. A body of an `own` envelope has to share half of its properties; a flat one needs at
 * least one in common with the typical body, since almost every object is flat.
 */
export function isOfEnvelope(body: ErrorBody, envelope: ErrorEnvelope): boolean {
  if (envelope.source === 'stated' && envelope.shape === 'own') return conforms(body.schema, envelope.schema)
  if (body.shape !== envelope.shape) return false
  if (envelope.source === 'stated') return true
  if (envelope.shape === 'flat') {
    const usual = new Set(envelope.typical.properties.map(plainName))
    return body.properties.some((name) => usual.has(plainName(name)))
  }
  if (envelope.shape !== 'own') return true
  const { type, properties: expected } = envelope.typical
  if (body.type !== type) return false
  return expected.filter((name) => body.properties.includes(name)).length * 2 >= expected.length
}

/** True if a schema has all required properties, with the expected types. */
function conforms(schema: Schema, { type, properties = {}, required = Object.keys(properties) }: EnvelopeSchema): boolean {
  if (type !== undefined && schema.types.length > 0 && !schema.allows(type) && !(type === 'number' && schema.allows('integer'))) return false
  if (required.some((name) => !schema.properties.has(name))) return false
  return Object.entries(properties).every(([name, wanted]) => {
    const property = schema.properties.get(name)
    return property === undefined || conforms(property, wanted)
  })
}
