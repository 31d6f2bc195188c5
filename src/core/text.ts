import type { Pointer } from './location.ts'

/** The text of a checked file and, for a document, its value and positions. */
export interface Text {
  readonly text: string
  /** For documents: the parsed value. */
  readonly value?: unknown
  /** For documents: the range of the value or key at a pointer. Offsets count UTF-16 units from 0, end exclusive. */
  locate?(pointer: Pointer, on?: 'key'): readonly [start: number, end: number]
}
