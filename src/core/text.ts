import type { Pointer } from './location.ts'

/** The text of a file that was checked, with what its format knows about places in it. */
export interface Text {
  readonly text: string
  /** For documents: the parsed value. */
  readonly value?: unknown
  /** For documents: the range of the value or key at a pointer. Offsets count UTF-16 units from 0, end exclusive. */
  locate?(pointer: Pointer, on?: 'key'): readonly [start: number, end: number]
}
