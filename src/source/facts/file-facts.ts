import type { SourceFile } from '../syntax/file.ts'
import { LateFacts } from './late.ts'
import { summarise } from './summary.ts'
import type { Summary } from './summary.ts'

/** What the project knows of a source file: enough to judge the whole without the text of each. */
export interface FileFacts {
  readonly summary: Summary
  /** @internal Grows with every release. */
  readonly late: LateFacts
}

/** The facts of a file that has been parsed. */
export function factsOf(source: SourceFile): FileFacts {
  return { summary: summarise(source), late: new LateFacts(() => source) }
}
