import { apiOfContract } from '../api/contract.ts'
import { documentedApi } from '../api/drift/documented.ts'
import { drift } from '../api/drift/subject.ts'
import { isUnreadable, DocumentStore } from '../documents/store.ts'
import { Contract } from '../openapi/contract.ts'
import type { CheckInput } from './check-input.ts'
import type { Companion } from './companion.ts'
import { copyNote, originalOf, sourcesAmong } from './copies.ts'
import { outcomeOf } from './contract-outcome.ts'
import { openContract } from './load-contracts.ts'
import type { ContractOutcome } from './outcome-store.ts'
import { uncheckedOutcome } from './unit-checker.ts'
import type { UnitChecker, Outcome } from './unit-checker.ts'

/** Checks contracts one by one. Each entry document is released before the next one is read; documents that contracts share are kept. */
export function* checkContracts(
  { contracts, files, outcomes, onProgress, sources }: Pick<CheckInput, 'contracts' | 'files' | 'outcomes' | 'onProgress' | 'sources'>,
  checker: UnitChecker,
): Generator<ContractOutcome, void> {
  const store = new DocumentStore(files)
  const isCompared = sources.length > 0 && checker.concerns(drift)
  const sourcesOf = sourcesAmong(contracts)
  const done = new Set<string>()
  for (const entry of contracts) {
    onProgress?.(entry)
    const origins = sourcesOf(entry)
    done.add(entry)
    const kept = outcomes?.contract(entry)
    if (kept !== undefined && (kept.documented !== undefined || !isCompared || !kept.isContract) && origins.join('\n') === (kept.sources ?? []).join('\n')) {
      yield kept
      continue
    }
    const outcome = checkContract(entry, origins, store, checker, isCompared)
    outcomes?.keepContract(outcome)
    yield outcome
    if (outcome.isContract || outcome.sources !== undefined) store.release(entry)
    // Read again for this one.
    for (const source of origins) if (done.has(source)) store.release(source)
  }
}

/** @param sources the contracts that it may be a copy of */
function checkContract(entry: string, sources: readonly string[], store: DocumentStore, checker: UnitChecker, isCompared: boolean): ContractOutcome {
  const contract = openContract(entry, store)
  const compared = { entry, ...(sources.length > 0 && { sources }) }
  if (!(contract instanceof Contract)) {
    return { ...uncheckedOutcome(contract.notes, contract.isReadable ? [entry] : []), ...compared, isContract: false, consulted: [entry] }
  }
  const original = originalOf(contract, sources, store)
  if (original !== undefined) {
    return { ...uncheckedOutcome([copyNote(entry, original)], [entry]), ...compared, isContract: false, consulted: [entry, ...sources] }
  }
  const documented = isCompared && { documented: documentedApi(apiOfContract(contract)) }
  return { ...outcomeOf(contract, checker), ...documented, ...compared, isContract: true, consulted: [...contract.consulted, ...sources] }
}

/** The findings of a companion in contracts that we have checked. */
export async function runCompanion(
  contracts: readonly ContractOutcome[],
  { companion, files, configuration }: Pick<CheckInput, 'files' | 'configuration'> & { readonly companion: Companion },
  checker: UnitChecker,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const store = new DocumentStore(files)
  for (const { entry, isContract } of contracts) {
    if (!isContract) continue
    outcomes.push(
      checker.reported(await companion.lint(entry, { store, files, configuration }), (file) => {
        const document = store.load(file)
        return isUnreadable(document) ? undefined : document
      }),
    )
    store.release(entry)
  }
  return outcomes
}
