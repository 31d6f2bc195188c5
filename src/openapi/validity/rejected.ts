import { defineAnalysis } from '../../core/analysis.ts'
import { groupBy } from '../../core/group.ts'
import { field, isObject } from '../../core/json.ts'
import type { Contract } from '../contract.ts'
import { Acceptance } from './acceptance.ts'
import { isRejection, ValueJudge } from './judge.ts'
import type { Rejection, Verdict } from './judge.ts'
import { embedded, statedValues } from './stated.ts'
import type { StatedValue } from './stated.ts'

/** An example or default that its own schema rejects. */
export interface RejectedValue extends StatedValue {
  readonly rejection: Rejection
}

/** The values that the same keyword of the same schema rejects: usually one mistake, copied. */
export type RejectedValues = readonly [RejectedValue, ...RejectedValue[]]

/** The examples and defaults of a contract that their own schemas reject, grouped by cause. */
export const rejectedValues = defineAnalysis('rejected examples', (contract: Contract): readonly RejectedValues[] => {
  const acceptance = new Acceptance(contract)
  const judge = new ValueJudge(contract)
  const seen = new Map<unknown, Set<unknown>>()
  const rejected: RejectedValue[] = []
  for (const stated of statedValues(contract)) {
    // A shared example is judged once for each schema.
    if (typeof stated.value === 'object' && stated.value !== null && wasSeen(seen, stated)) continue
    // The fast path: most examples are valid.
    if (acceptance.accepts(stated.schema, stated.value)) continue
    const verdict = verdictOn(judge, stated)
    if (isRejection(verdict)) rejected.push({ ...stated, rejection: verdict })
  }
  const groups = groupBy(rejected, groupKey)
  return [...groups.values()].flatMap(([first, ...others]): RejectedValues[] => (first === undefined ? [] : [[first, ...others]]))
})

function wasSeen(seen: Map<unknown, Set<unknown>>, { value, schema }: StatedValue): boolean {
  const schemas = seen.get(value) ?? new Set()
  seen.set(value, schemas)
  return schemas.has(schema.value) || schemas.add(schema.value).size === 0
}

function verdictOn(judge: ValueJudge, { schema, value }: StatedValue): Verdict {
  const verdict = judge.judge(schema, value)
  if (!isRejection(verdict) || verdict.keyword !== 'type' || verdict.path.length > 0) return verdict
  // An example may be JSON in a string, which tools show as JSON.
  const inner = embedded(value)
  return inner === undefined ? verdict : judge.judge(schema, inner)
}

const identities = new WeakMap<object, number>()
let identity = 0

/**
 * The cause of a rejection: the keyword of a schema and, for `required` and `additionalProperties`, the property. A wrong type or format counts
 * as one cause throughout the contract.
 */
function groupKey({ kind, rejection: { schema: { value: schema }, keyword, path, text } }: RejectedValue): string {
  if (keyword === 'type') return `${kind} ${text}`
  if (keyword === 'format') return `${kind} ${String(field(schema, 'format'))}`
  if (!isObject(schema)) return path.join('/')
  let known = identities.get(schema)
  if (known === undefined) identities.set(schema, (known = ++identity))
  return `${known} ${keyword} ${keyword === 'required' || keyword === 'additionalProperties' ? String(path.at(-1)) : ''}`
}
