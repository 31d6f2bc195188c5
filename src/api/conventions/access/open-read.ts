import { defineAnalysis } from '../../../core/analysis.ts'
import { memoizeByText } from '../../../core/memoize.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import { habitOf } from '../../habit.ts'
import type { Habit } from '../../habit.ts'
import { unknown } from '../../model.ts'
import { wordsOf } from '../../../core/name-words.ts'
import { carriesCredentials, comesBeforeCredentials, isWrite, namesOf } from './open-write.ts'

/** Words of paths and operation ids of reads that everybody may call: probes, the description itself, and whatever is called public. */
const openToAll: ReadonlySet<string> = new Set(
  `
    version versions openapi swagger docs doc documentation public publicly robots favicon sitemap time timestamp clock about info
    heartbeat ready live liveness readiness healthy alive up availability test terms privacy manifest discovery spec help pub
  `.trim().split(/\s+/),
)

/** True for reads that are public by their nature. */
export function isOpenRead(operation: ContractOperation): boolean {
  if (comesBeforeCredentials(operation)) return true
  const names = namesOf(operation)
  return names.includes('.well-known') || names.some(isOpenToAll)
}

/** Names recur from path to path, so the result is memoised. */
const isOpenToAll = memoizeByText((name) => wordsOf(name).some((word) => openToAll.has(word)))

/**
 * How many of the reads declare security. Excluded are reads that carry credentials of their own, OPTIONS (which browsers send without
 * credentials) and writes, for which there is `writeHabit`. A POST that may be either is no evidence of what reads want.
 */
export const readHabit = defineAnalysis('reads and their security', ({ operations }: ContractApi): Habit<ContractOperation> => {
  const reads = operations.filter((operation) => operation.method !== 'options' && !isWrite(operation) && !carriesCredentials(operation))
  return habitOf(reads, ({ method, security }) => (security === undefined ? false : method !== 'post' || unknown))
})
