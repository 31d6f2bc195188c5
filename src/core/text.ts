import type { Pointer } from './location.ts'

/** The text of a file that was checked, with what its format knows about places in it. */
export interface Text {
  readonly text: string
  /** For documents: the parsed value. */
  readonly value?: unknown
  /** For documents: the range of the value or key at a pointer. Offsets count UTF-16 units from 0, end exclusive. */
  locate?(pointer: Pointer, on?: 'key'): readonly [start: number, end: number]
}

/** Turns offsets into lines and columns. Lines end with LF or CRLF. */
export class LineTable {
  private readonly starts: number[] = [0]

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1)
  }

  /** Line and column from 1, columns in UTF-16 units. */
  position(offset: number): { readonly line: number; readonly column: number } {
    let low = 0
    let high = this.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 }
  }
}
