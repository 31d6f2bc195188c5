import { pathMatcher } from '../config/path-patterns.ts'
import type { Exception } from '../core/configuration.ts'
import { formatPointer } from '../core/location.ts'
import type { ExceptedPlace } from '../engine/suppress.ts'
import type { Contract } from '../openapi/contract.ts'
import type { Cursor } from '../openapi/cursor.ts'
import { operationsOf, partsOf } from '../openapi/path-item.ts'

/** A place that an exception covers, as plain data: the exception is its index in the configuration. */
export interface CoveredPlace extends Omit<ExceptedPlace, 'exception'> {
  readonly exception: number
}

/**
 * The places of a contract that exceptions cover: path items and operations, with the objects in other files that they refer to. What
 * several paths share, such as a schema, belongs to none of them.
 */
export function exceptedIn(contract: Contract, exceptions: readonly Exception[]): CoveredPlace[] {
  if (exceptions.length === 0) return []
  const items = [...contract.root.child('paths').fields()]
  return exceptions.flatMap(({ paths = ['**'], operations }, exception) => {
    const isMeant = pathMatcher(paths)
    const meant = items.filter((item) => isMeant(item.name ?? ''))
    const holders = meant.flatMap((item) => (operations === undefined ? partsOf(contract, item) : operationsAmong(contract, item, operations)))
    return holders.map(({ document: { file }, pointer }) => ({ exception, file, below: formatPointer(pointer) }))
  })
}

function operationsAmong(contract: Contract, item: Cursor, names: readonly string[]): Cursor[] {
  const isMeant = pathMatcher(names)
  return operationsOf(contract, item).flatMap((entry) => {
    const operation = contract.follow(entry) ?? entry
    const id = operation.child('operationId').string
    const ownNames = [`${(entry.name ?? '').toUpperCase()} ${item.name ?? ''}`, ...(id === undefined ? [] : [id])]
    return ownNames.some(isMeant) ? [entry, ...(operation === entry ? [] : [operation])] : []
  })
}
