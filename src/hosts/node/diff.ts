import type { CheckOutcome } from './check/check-outcome.ts'
import type { DiffRequest } from './diff-request.ts'
import { verifyRequest } from './verify-request.ts'

const fields: { readonly [Name in keyof DiffRequest]-?: true } = { cwd: true, base: true, head: true, configFile: true, preset: true, rules: true }

/**
 * Compares contracts with earlier versions of them, as `setsquare diff` does.
 * @throws UsageError for files and revisions that do not exist, and for files that are no contracts
 * @throws ConfigurationError for an invalid configuration
 */
export async function diff(request: DiffRequest): Promise<CheckOutcome> {
  verifyRequest(request, fields)
  // Imported here because programs that only check need none of it.
  return (await import('./diff-contracts.ts')).diffContracts(request)
}
