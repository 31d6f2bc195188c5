import type { FileFacts } from '../source/facts/file-facts.ts'
import type { Outcome } from './unit-checker.ts'

/** Outcomes kept from an earlier run: for sources by themselves, and for whole projects. */
export interface ProjectStore {
  /** The outcome for a source by itself, if its content is the same now. */
  outcomeOf(source: string): Outcome | undefined
  /** Keeps the outcome for a source by itself. It must depend on nothing but its content. */
  keepOutcome(source: string, outcome: Outcome): void
  /**
   * The outcomes for the projects, if they are known to be the same now.
   * @param facts gives the facts of all files that are checked, without context files; only called if some have changed
   */
  outcomes(facts: () => Promise<readonly FileFacts[]>): Promise<readonly Outcome[] | undefined>
  /**
   * Keeps the outcomes for the projects.
   * @param consulted every file that was read or looked up, including those that do not exist
   */
  keep(outcomes: readonly Outcome[], consulted: ReadonlySet<string>): void
}
