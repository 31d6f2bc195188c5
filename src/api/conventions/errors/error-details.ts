import type { ContractOperation, Response } from '../../contract-operation.ts'
import type { Schema } from '../../schema.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import { membersOf } from './error-bodies.ts'
import type { CarriedBody } from './error-bodies.ts'

/** The statuses for invalid input, the most specific first. */
const inputStatuses: readonly string[] = ['422', '400', '4XX', 'default']

interface InputErrors {
  readonly status: string
  readonly bodies: readonly CarriedBody[]
}

/**
 * The bodies by which an API reports invalid input, with their status. Nothing if a body of another of these statuses may name the invalid
 * field.
 */
export function inputErrorBodies(bodies: readonly CarriedBody[]): InputErrors | undefined {
  const [told, ...others] = inputStatuses.flatMap((status): InputErrors[] => {
    const tells = (use: Response): boolean => use.status.toUpperCase() === status.toUpperCase() && hasSeveralInputs(use.operation)
    const telling = bodies.flatMap((carried) => withMatchFirst(carried, tells) ?? [])
    return telling.length > 0 ? [{ status, bodies: telling }] : []
  })
  return others.some((other) => other.bodies.some(({ body }) => canNameField(body) !== false)) ? undefined : told
}

/** True if the request body has more than one property that could be invalid. */
function hasSeveralInputs({ body }: ContractOperation): boolean {
  return body !== undefined && body.content.every(({ schema }) => schema?.properties.size !== 1)
}

/** The same body, with the matching use and its response moved to the front. Nothing if none matches. */
function withMatchFirst(carried: CarriedBody, tells: (use: Response) => boolean): CarriedBody | undefined {
  const response = carried.responses.find(({ uses }) => uses.some(tells))
  const use = response?.uses.find(tells)
  if (response === undefined || use === undefined) return undefined
  const first = { ...response, uses: [use, ...response.uses.filter((one) => one !== use)] as const }
  return { ...carried, responses: [first, ...carried.responses.filter((one) => one !== response)] }
}

/** Names of properties that say which field is invalid, see {@link plainName}. */
const fieldName =
  /^(?:errors?|invalid|bad|issue)?(?:field|path|pointer|param|params|parameter|property|target|location|loc|source|attribute|key|input|argument|element|member|item|column|feld|champ|campo|veld)(?:s|name|path|id|key|pointer|errors|violations)?$|^(?:data|json|instance|field|property|schema)(?:pointer|path)s?$|^(?:invalid|constraint)?(?:params|violations|fields|properties)$/

/** Whether a body can name the invalid field. Unknown if part of it is not described. */
export function canNameField({ schema, type }: CarriedBody['body']): Known<boolean> {
  if (type === 'array' && schema.items === undefined) return unknown
  const body = type === 'array' ? (schema.items ?? schema) : schema
  if (isMap(body)) return unknown
  const members = membersOf(body)
  if (members.some(({ plain }) => fieldName.test(plain)) || members.some((member) => isMap(member.schema))) return true
  return members.some(({ schema: one }) => isUndescribed(one)) ? unknown : false
}

/** True for `{ email: ["is taken"] }`, whose keys are the names of the fields. */
function isMap(schema: Schema): boolean {
  const additional = schema.keyword('additionalProperties')
  return typeof additional === 'object' && additional !== null
}

/** True for a value without description, which may contain anything. */
export function isUndescribed(schema: Schema): boolean {
  if (schema.alternatives.length > 0) return schema.alternatives.some((one) => one.alternatives.length === 0 && isUndescribed(one))
  const { types, items, properties } = schema
  if (types.length === 0) return true
  if (schema.allows('array')) return items === undefined || isUndescribed(items)
  return schema.allows('object') && (properties.size === 0 || schema.keyword('additionalProperties') === true)
}
