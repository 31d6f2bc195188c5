import type { CheckInput } from './check-input.ts'
import type { SidesOutcome } from './compare-sides.ts'
import type { CodeOutcome, ContractOutcome } from './outcome-store.ts'
import { uncheckedOutcome } from './unit-checker.ts'
import type { Outcome, UnitChecker } from './unit-checker.ts'

/** Checks the contracts of a run, if it has some. */
export async function outcomesOfContracts(input: CheckInput, checker: UnitChecker): Promise<readonly ContractOutcome[]> {
  if (input.contracts.length === 0) return []
  const { checkContracts } = await import('./check-contracts.ts')
  return [...checkContracts(input, checker)]
}

/** What another linter finds in contracts that we have checked, if there is one. */
export async function outcomesOfCompanion(contracts: readonly ContractOutcome[], input: CheckInput, checker: UnitChecker): Promise<readonly Outcome[]> {
  const { companion } = input
  if (companion === undefined) return []
  const { runCompanion } = await import('./check-contracts.ts')
  return runCompanion(contracts, { ...input, companion }, checker)
}

/** Compares the contracts of a run with its code, if it has both. */
export async function outcomeOfComparison(
  contracts: readonly ContractOutcome[],
  code: CodeOutcome,
  input: CheckInput,
  checker: UnitChecker,
): Promise<SidesOutcome> {
  // What is not to be compared has been left out by now.
  if (!contracts.some(({ documented }) => documented !== undefined)) return { ...uncheckedOutcome([], []), isDone: false }
  const { compareSides } = await import('./compare-sides.ts')
  return compareSides(contracts, code, input, checker)
}
