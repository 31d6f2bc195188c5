import type { Files } from '../core/files.ts'
import type { Outcome } from './conclude.ts'

/** What came of judging a contract. */
export interface ContractOutcome extends Outcome {
  /** The file that was taken for one. */
  readonly entry: string
  readonly isContract: boolean
  /** The files that the outcome hangs on, those included that are not there. */
  readonly consulted: readonly string[]
}

/** What came of judging all code. */
export interface CodeOutcome {
  /** Of each source that is not only context. */
  readonly files: readonly Outcome[]
  /** Of the project of each root, and of the APIs that its packages serve. */
  readonly projects: readonly Outcome[]
  /** How many sources could be checked. */
  readonly sources: number
}

/** Outcomes of earlier runs that would come out the same again, because nothing that they hang on has changed. */
export interface OutcomeStore {
  contract(entry: string): ContractOutcome | undefined
  keepContract(outcome: ContractOutcome): void
  code(): CodeOutcome | undefined
  /** @param consulted every file that was asked for, those included that are not there */
  keepCode(outcome: CodeOutcome, consulted: Iterable<string>): void
}

/** The same files, with account kept of those that are asked for. */
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
