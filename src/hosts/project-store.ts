import type { FileFacts } from '../source/facts/file-facts.ts'
import type { Outcome } from './conclude.ts'

/** What came of whole projects in an earlier run. */
export interface ProjectStore {
  /**
   * What would come of the projects now; nothing where that is not known.
   * @param facts of the files that are checked and not only context
   */
  outcomes(facts: readonly FileFacts[]): readonly Outcome[] | undefined
  /**
   * Keeps what came of the projects.
   * @param consulted every file that was asked for, those included that are not there
   */
  keep(outcomes: readonly Outcome[], consulted: ReadonlySet<string>): void
}
