import type { ContractOperation } from './contract-operation.ts'
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

/** The same for errors, which `default` covers too. */
export function documentsError(operation: ContractOperation, statuses: readonly string[]): Known<boolean> {
  return operation.response('default') === undefined ? documents(operation, statuses) : true
}
