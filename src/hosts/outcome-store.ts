import type { Files } from '../core/files.ts'
import type { DocumentedApi, ServedApi } from '../api/drift/sides.ts'
import type { Outcome } from './unit-checker.ts'

/** The outcome for a contract. */
export interface ContractOutcome extends Outcome {
  /** The presumed entry document. */
  readonly entry: string
  /** False as well for the copy of another contract, which is not checked itself. */
  readonly isContract: boolean
  /** The contracts of the run that it may be a copy of. Left out if there are none. */
  readonly sources?: readonly string[]
  /** The files that the outcome depends on, including those that do not exist. */
  readonly consulted: readonly string[]
  /** Left out if it is not to be compared with code. */
  readonly documented?: DocumentedApi
}

/** The outcome for all code. */
export interface CodeOutcome {
  /** For each source that is not context only. */
  readonly files: readonly Outcome[]
  /** For the project of each root, and for the APIs that its packages serve. */
  readonly projects: readonly Outcome[]
  /** How many sources could be checked. */
  readonly sources: number
  /** Left out if it is not to be compared with contracts. */
  readonly served?: readonly ServedApi[]
}

/** Outcomes of earlier runs that are still valid, because nothing that they depend on has changed. */
export interface OutcomeStore {
  contract(entry: string): ContractOutcome | undefined
  keepContract(outcome: ContractOutcome): void
  code(): CodeOutcome | undefined
  /** @param consulted every file that was read or looked up, including those that do not exist */
  keepCode(outcome: CodeOutcome, consulted: Iterable<string>): void
}

/** The same files, recording every path that is read. */
export function consulting(files: Files): { readonly files: Files; readonly consulted: ReadonlySet<string> } {
  const consulted = new Set<string>()
  return {
    consulted,
    files: {
      read(file) {
        consulted.add(file)
        return files.read(file)
      },
    },
  }
}
