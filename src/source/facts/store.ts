import type { KnownFacts, LateFacts } from './late.ts'
import type { Summary } from './summary.ts'

/** The facts of a file as they are stored. Serialisable. */
export interface KeptFacts {
  readonly summary: Summary
  /** Mutable: grows while the facts are in use. */
  readonly known: KnownFacts
}

/**
 * True if findings may depend on more of the text than the other facts show, because values were followed in the file, into it or out of it.
 * Then an edit that leaves the other facts unchanged may still change findings.
 */
export function hangsOnItsText(late: LateFacts): boolean {
  const { content, sql, asked } = late.known
  return late.mayHoldSql || content !== undefined || sql !== undefined || asked !== undefined
}

/** The facts of earlier runs, by the content of files. */
export interface FactStore {
  /**
   * The facts of a file; nothing if there are none for its content.
   * @param path the path relative to the project folder, which affects the role of the file
   */
  get(file: string, path: string): KeptFacts | undefined
  set(file: string, facts: KeptFacts): void
}
