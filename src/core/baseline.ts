import type { Finding } from './finding.ts'

/** A finding that a team knows of and lives with for now. */
export interface BaselineEntry {
  /** Relative to the baseline's directory, forward slashes. */
  readonly path: string
  readonly rule: string
  /** See `contentHash` of {@link Finding}. */
  readonly contentHash: string
  /** What was found, for those who read the file. */
  readonly message: string
  /** Lines of comment above the entry, as they stand there. */
  readonly comments?: readonly string[]
}

/** The findings of a run compared with its baseline. Findings that are not in the baseline are those of the report itself. */
export interface BaselineReport {
  /** The baseline file: absolute, forward slashes. */
  readonly file: string
  /** Findings that are in the baseline: no count includes them. */
  readonly known: readonly Finding[]
  /** Entries whose finding has been fixed. */
  readonly stale: readonly BaselineEntry[]
  /** Entries that still apply, but whose file was renamed or which spoke for a whole contract: pruning updates them. */
  readonly outdated: readonly BaselineEntry[]
}
