import { splitLines } from '../core/lines.ts'

/** Converts columns to UTF-8 bytes. Caches the last line, since a contract in JSON may be one line of megabytes. */
export class ByteColumns {
  readonly #textOf: (file: string) => string | undefined
  #file = ''
  #lines: readonly string[] = []
  #line = 0
  /** The number of bytes before each UTF-16 unit of the line; nothing if the line is ASCII. */
  #offsets: Uint32Array | undefined

  constructor(textOf: (file: string) => string | undefined) {
    this.#textOf = textOf
  }

  /**
   * The column in bytes, from 1, for a column in UTF-16 units, from 1. If the text is not available, it is returned unchanged.
   * @param line from 1
   */
  of(file: string, line: number, column: number): number {
    if (file !== this.#file) {
      this.#lines = splitLines(this.#textOf(file) ?? '')
      this.#file = file
      this.#line = 0
    }
    if (line !== this.#line) {
      this.#offsets = offsetsIn(this.#lines[line - 1] ?? '')
      this.#line = line
    }
    if (this.#offsets === undefined) return column
    return (this.#offsets[Math.min(column - 1, this.#offsets.length - 1)] ?? 0) + 1
  }
}

function offsetsIn(line: string): Uint32Array | undefined {
  if (/^[\u0000-\u007F]*$/.test(line)) return undefined
  const offsets = new Uint32Array(line.length + 1)
  let bytes = 0
  for (let at = 0; at < line.length; ) {
    const codePoint = line.codePointAt(at) ?? 0
    const units = codePoint > 0xffff ? 2 : 1
    for (let unit = 0; unit < units; unit++) offsets[at + unit] = bytes
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
    at += units
  }
  offsets[line.length] = bytes
  return offsets
}
