import type { Configuration } from '../core/configuration.ts'
import type { Diagnostic } from '../core/diagnostic.ts'
import type { Files } from '../core/files.ts'
import type { DocumentStore } from '../documents/store.ts'
import type { RuleFailure } from '../engine/unit-run.ts'

/** Another linter for contracts, whose findings go into the same report. */
export interface Companion {
  /** @param entry the entry document of a contract */
  lint(entry: string, context: CompanionContext): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly failures: readonly RuleFailure[] }>
}

/** What a companion gets besides the file. Through the store, documents that we have read need not be read again. */
export interface CompanionContext {
  readonly store: DocumentStore
  readonly files: Files
  readonly configuration: Configuration
}
