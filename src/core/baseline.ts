import type { Finding } from './finding.ts'

/** A finding that a team knows of and lives with for now. */
export interface BaselineEntry {
  /** Relative to the baseline's directory, forward slashes. */
  readonly path: string
  readonly rule: string
  /** What stands there, with the rule: see `contentHash` of a finding. */
  readonly contentHash: string
  /** What was found, for those who read the file. */
  readonly message: string
  /** Lines of comment above the entry, as they stand there. */
  readonly comments?: readonly string[]
}

/** How the findings of a run stand to its baseline. The findings of the report are those that the baseline has not. */
export interface BaselineReport {
  /** The baseline file: absolute, forward slashes. */
  readonly file: string
  /** Findings that the baseline has: they count nowhere. */
  readonly known: readonly Finding[]
  /** Entries of which nothing is found any more. */
  readonly stale: readonly BaselineEntry[]
  /** Entries that still apply, but not as they stand: pruning brings them up to date. */
  readonly outdated: readonly BaselineEntry[]
}
