import type { Files } from '../core/files.ts'
import type { CodeOutcome, ContractOutcome } from './judge.ts'

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
