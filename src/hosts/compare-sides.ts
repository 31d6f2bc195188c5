import { compare } from '../api/drift/compare.ts'
import { pairsOf, unpaired } from '../api/drift/pairs.ts'
import type { Pair } from '../api/drift/pairs.ts'
import { drift } from '../api/drift/subject.ts'
import type { CoverageNote } from '../core/diagnostic.ts'
import { target } from '../engine/target.ts'
import type { CheckInput } from './check-input.ts'
import { textsIn } from './texts-in.ts'
import type { CodeOutcome, ContractOutcome } from './outcome-store.ts'
import { uncheckedOutcome } from './unit-checker.ts'
import type { Outcome, UnitChecker } from './unit-checker.ts'

/** The outcome of a comparison of contracts with code. */
export interface SidesOutcome extends Outcome {
  /** True if there was something to compare and all of it was compared. */
  readonly isDone: boolean
}

/** Compares the contracts of a run with the routes of its code: the findings are in files that are counted already. */
export function compareSides(contracts: readonly ContractOutcome[], { served = [] }: CodeOutcome, { files }: Pick<CheckInput, 'files'>, checker: UnitChecker): SidesOutcome {
  const documented = contracts.flatMap((contract) => contract.documented ?? [])
  const pairs = pairsOf(documented, served)
  const coverage = unpaired(documented, served, pairs).map(noteOf)
  const comparison = compare(pairs, served)
  if (comparison === undefined) return { ...uncheckedOutcome(coverage, []), isDone: false }
  // Contracts have been released by now. Few are read again: those with a finding.
  return { ...checker.units([target(drift, comparison)], [], textsIn(files)), coverage, isDone: coverage.length === 0 }
}

function noteOf({ contract, served }: Pair): CoverageNote {
  const message = `The code of this package serves ${served.size} of the ${contract.operations.length} operations of this contract: too few to compare both`
  return { kind: 'uncompared-contract', file: contract.file, message }
}
