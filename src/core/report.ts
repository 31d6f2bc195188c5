import type { BaselineReport } from './baseline.ts'
import type { CoverageNote } from './diagnostic.ts'
import type { Finding } from './finding.ts'

/** The outcome of a run: what every reporter renders. */
export interface Report {
  /** Sorted by file, position, rule. */
  readonly findings: readonly Finding[]
  readonly coverage: readonly CoverageNote[]
  readonly summary: Summary
  /** Present if the run used a baseline. Findings known to it appear here and nowhere else. */
  readonly baseline?: BaselineReport
}

export interface Summary {
  /** Files that were read: contracts, the documents they refer to, and sources. */
  readonly files: number
  readonly contracts: number
  readonly sources: number
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  /** Findings that this run has fixed (`--fix`): they are not among the findings any more. */
  readonly fixed?: number
  /** Wall time in milliseconds. */
  readonly durationMs: number
}
