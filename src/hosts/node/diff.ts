import { isAbsolute } from 'node:path'

import { UsageError } from '../../core/errors.ts'
import type { CheckOutcome } from './check/check-outcome.ts'
import type { DiffRequest } from './diff-request.ts'

/**
 * Compares contracts with earlier versions of them, as `setsquare diff` does.
 * @throws UsageError for files and revisions that do not exist, and for files that are no contracts
 * @throws ConfigurationError for an invalid configuration
 */
export async function diff(request: DiffRequest): Promise<CheckOutcome> {
  if (!isAbsolute(request.cwd)) throw new UsageError(`cwd is not an absolute path: '${request.cwd}'`)
  // Imported here because programs that only check need none of it.
  return (await import('./diff-contracts.ts')).diffContracts(request)
}
