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

/** Everything that the same keyword of the same schema rejects: usually one mistake, copied. */
export type RejectedValues = readonly [RejectedValue, ...RejectedValue[]]

/** The examples and defaults of a contract that their own schemas reject, by what rejects them. */
export const rejectedValues = defineAnalysis('rejected examples', (contract: Contract): readonly RejectedValues[] => {
  const acceptance = new Acceptance(contract)
  const judge = new ValueJudge(contract)
  const seen = new Map<unknown, Set<unknown>>()
  const rejected: RejectedValue[] = []
  for (const stated of statedValues(contract)) {
    // Shared examples are judged once a schema, and equal small values by each of theirs.
    if (typeof stated.value === 'object' && stated.value !== null && wasSeen(seen, stated)) continue
    // Most examples are right, and that is quickly said.
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
  // JSON that is written as a text is shown as JSON by every tool.
  const inner = embedded(value)
  return inner === undefined ? verdict : judge.judge(schema, inner)
}

const identities = new WeakMap<object, number>()
let identity = 0

/** The same for what one keyword of one schema says about properties of one name. Of another type, or without its format, is the same everywhere. */
function groupKey({ kind, rejection: { schema: { value: schema }, keyword, path, text } }: RejectedValue): string {
  if (keyword === 'type') return `${kind} ${text}`
  if (keyword === 'format') return `${kind} ${String(field(schema, 'format'))}`
  if (!isObject(schema)) return path.join('/')
  let known = identities.get(schema)
  if (known === undefined) identities.set(schema, (known = ++identity))
  return `${known} ${keyword} ${keyword === 'required' || keyword === 'additionalProperties' ? String(path.at(-1)) : ''}`
}
