import type { SourceFile } from '../syntax/file.ts'
import { LateFacts } from './late.ts'
import { summarise } from './summary.ts'
import type { Summary } from './summary.ts'

/** What the project knows about a source file: enough for the analysis of the whole project without keeping every tree. */
export interface FileFacts {
  readonly summary: Summary
  /** @internal Grows with every release. */
  readonly late: LateFacts
}

/** The facts of a parsed file. */
export function factsOf(source: SourceFile): FileFacts {
  return { summary: summarise(source), late: new LateFacts(() => source) }
}
