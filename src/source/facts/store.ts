import type { KnownFacts } from './late.ts'
import type { Summary } from './summary.ts'

/** The facts of a file as they can be kept: plain data. */
export interface KeptFacts {
  readonly summary: Summary
  /** Grows while the facts are in use. */
  readonly known: KnownFacts
}

/**
 * True where more than the other facts of a file may count: values were followed in it, into it or out of it, as SQL takes. Then an edit
 * that leaves the other facts as they were may still change what is found.
 */
export function hangsOnItsText({ summary, known: { content, sql, asked } }: KeptFacts): boolean {
  return summary.mayHoldSql || content !== undefined || sql !== undefined || asked !== undefined
}

/** Facts of earlier runs, for exactly the content that a file has in the state that is checked. */
export interface FactStore {
  /**
   * The facts of a file; nothing where they are not known for its content.
   * @param path the path below the folder that was asked for: what a file is for depends on it
   */
  get(file: string, path: string): KeptFacts | undefined
  set(file: string, facts: KeptFacts): void
}
