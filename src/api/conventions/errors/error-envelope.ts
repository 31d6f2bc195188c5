import { defineAnalysis } from '../../../core/analysis.ts'
import { groupBy } from '../../../core/group.ts'
import type { EnvelopeSchema, EnvelopeShape } from '../../../core/settings.ts'
import type { ContractApi } from '../../contract.ts'
import { unknown } from '../../model.ts'
import type { Known } from '../../model.ts'
import { plainName } from './error-body.ts'
import type { ErrorBody, ErrorShape } from './error-body.ts'
import { errorResponses } from './error-responses.ts'

/** The common shape of an API's errors, either configured or inferred. */
export type ErrorEnvelope =
  | { readonly source: 'stated'; readonly shape: EnvelopeShape }
  | { readonly source: 'stated'; readonly shape: 'own'; readonly schema: EnvelopeSchema }
  | {
      readonly source: 'inferred'
      readonly shape: ErrorShape
      /** The most frequent body of that shape. */
      readonly typical: ErrorBody
      /** How many responses have the shape, of those whose body could be judged. */
      readonly count: number
      readonly of: number
    }

/** With fewer responses than this, a majority could be chance. */
const leastResponses = 3

/** The API's error envelope: the configured one, or that of most error responses. Unknown without a majority. */
export const errorEnvelope = defineAnalysis<ContractApi, Known<ErrorEnvelope>>('error envelope', (_api, { settings, use }) => {
  const stated = settings.conventions.errorEnvelope
  if (typeof stated === 'string') return { source: 'stated', shape: stated }
  if (stated !== undefined) return { source: 'stated', shape: 'own', schema: stated }
  const responses = use(errorResponses).flatMap(({ uses, body }) => (body.kind === 'described' ? uses.map(() => body.bodies) : []))
  let largest: readonly ErrorBody[] = []
  for (const family of familiesOf(responses.flat(), (body) => body)) if (family.length > largest.length) largest = family
  const typical = mostFrequent(largest)
  if (typical === undefined) return unknown
  const usual = new Set(largest)
  const count = responses.filter((bodies) => bodies.every((body) => usual.has(body))).length
  if (count < leastResponses || count * 2 <= responses.length) return unknown
  return { source: 'inferred', shape: typical.shape, typical, count, of: responses.length }
})

/** Groups bodies by shape. `own` ones belong together if they have the same properties, flat ones if they share at least one. */
export function familiesOf<Carrier>(carriers: readonly Carrier[], bodyOf: (carrier: Carrier) => ErrorBody): Carrier[][] {
  const flat: Set<string>[] = []
  const familyOf = ({ properties }: ErrorBody): Set<string> => {
    const names = properties.map(plainName)
    const family = flat.find((others) => names.some((name) => others.has(name))) ?? new Set<string>()
    if (family.size === 0) flat.push(family)
    for (const name of names) family.add(name)
    return family
  }
  const families = groupBy(carriers, (carrier) => {
    const body = bodyOf(carrier)
    return body.shape === 'own' ? contentOf(body) : body.shape === 'flat' ? familyOf(body) : body.shape
  })
  return [...families.values()]
}

/** The type and property names of a body, as a key for comparison. */
export function contentOf({ type, properties }: ErrorBody): string {
  return [type, ...[...properties].sort()].join(' ')
}

function mostFrequent(bodies: readonly ErrorBody[]): ErrorBody | undefined {
  let most: readonly ErrorBody[] = []
  for (const same of groupBy(bodies, ({ schema }) => schema).values()) if (same.length > most.length) most = same
  return most[0]
}
