import type { FileFacts } from '../source/facts/file-facts.ts'
import type { Outcome } from './unit-checker.ts'

/** Outcomes for whole projects, kept from an earlier run. */
export interface ProjectStore {
  /**
   * The outcomes for the projects, if they are known to be the same now.
   * @param facts the facts of all files that are checked, without context files
   */
  outcomes(facts: readonly FileFacts[]): readonly Outcome[] | undefined
  /**
   * Keeps the outcomes for the projects.
   * @param consulted every file that was read or looked up, including those that do not exist
   */
  keep(outcomes: readonly Outcome[], consulted: ReadonlySet<string>): void
}
