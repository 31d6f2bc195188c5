import { asString, field } from '../core/json.ts'
import type { ContractOperation, Response } from './contract-operation.ts'
import { isUnregistered } from './status-registry.ts'
import { unknown } from './model.ts'
import type { Known } from './model.ts'

/** True if an operation documents one of the statuses, or their range (`4XX`). Unknown without responses, which another rule reports. */
export function documents(operation: ContractOperation, statuses: readonly string[]): Known<boolean> {
  const { responses } = operation
  if (responses.length === 0) return unknown
  return responses.some(({ status }) => statuses.includes(status) || (/^\dXX$/i.test(status) && statuses.some((one) => one[0] === status[0])))
}

/**
 * The same for errors, which `default` covers too. Unknown if there are client errors with unregistered codes: one of them may be meant,
 * and `known-status-codes` reports them.
 */
export function documentsError(operation: ContractOperation, statuses: readonly string[]): Known<boolean> {
  if (operation.response('default') !== undefined) return true
  const answer = documents(operation, statuses)
  return answer === false && operation.responses.some(({ status }) => status.startsWith('4') && isUnregistered(status)) ? unknown : answer
}

/** True if the description of a response matches. */
export function isDescribedAs({ cursor }: Response, words: RegExp): boolean {
  return words.test(asString(field(cursor.value, 'description')) ?? '')
}
