import type { ContractOperation } from './contract-operation.ts'
import { isUnregistered } from './status-registry.ts'
import { unknown } from './model.ts'
import type { Known } from './model.ts'

/**
 * True where an operation documents one of the statuses, or the range it belongs to (`4XX`). Unknown where it documents
 * nothing at all: that is another rule's finding.
 */
export function documents(operation: ContractOperation, statuses: readonly string[]): Known<boolean> {
  const { responses } = operation
  if (responses.length === 0) return unknown
  return responses.some(({ status }) => statuses.includes(status) || (/^\dXX$/i.test(status) && statuses.some((one) => one[0] === status[0])))
}

/**
 * The same for errors, which `default` covers too. Unknown where errors of the client are documented under codes that HTTP does not
 * have: the one may be among them, and `known-status-codes` speaks of them.
 */
export function documentsError(operation: ContractOperation, statuses: readonly string[]): Known<boolean> {
  if (operation.response('default') !== undefined) return true
  const answer = documents(operation, statuses)
  return answer === false && operation.responses.some(({ status }) => status.startsWith('4') && isUnregistered(status)) ? unknown : answer
}
