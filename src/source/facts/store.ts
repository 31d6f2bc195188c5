import type { KnownFacts } from './known-facts.ts'
import type { LateFacts } from './late.ts'
import type { Summary } from './summary.ts'

/** The facts of a file as they are stored. Serialisable. */
export interface StoredFacts {
  readonly summary: Summary
  /** Mutable: grows while the facts are in use. */
  readonly known: KnownFacts
}

/**
 * True if findings may depend on more of the text than the other facts show, because values were followed in the file, into it or out of it.
 * Then an edit that leaves the other facts unchanged may still change findings.
 */
export function dependsOnText(late: LateFacts): boolean {
  const { content, sql, traced } = late.known
  return late.mayHoldSql || content !== undefined || sql !== undefined || traced !== undefined
}

/** The facts of earlier runs, by the content of files. */
export interface FactStore {
  /**
   * The facts of a file; nothing if there are none for its content.
   * @param path the path relative to the project folder, which affects the role of the file
   */
  get(file: string, path: string): StoredFacts | undefined
  set(file: string, facts: StoredFacts): void
}
