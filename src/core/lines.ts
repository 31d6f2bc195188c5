/**
 * Converts between offsets and lines of a text. Lines end with LF, CR LF or a lone CR, on which YAML, JSON and editors agree. They are
 * searched only as far as somebody asks, since many findings are near the top.
 */
export class LineIndex {
  readonly #text: string
  /** Offsets of the first `#count` lines; the rest of the array is spare room. */
  #starts: Int32Array
  #count = 1
  /** The offset of the next line feed and of the next carriage return; -1 if there is none left. */
  #feed: number
  #carriageReturn: number

  constructor(text: string) {
    this.#text = text
    // Room for lines of 32 characters on average; texts with shorter lines make it grow.
    this.#starts = new Int32Array(Math.max(64, text.length >> 5))
    // `indexOf` is native: ten times faster than a loop over the characters.
    this.#feed = text.indexOf('\n')
    this.#carriageReturn = text.indexOf('\r')
  }

  /** Line and column, both from 1, of an offset in UTF-16 units; offsets outside the text count as its ends. */
  positionAt(offset: number): { readonly line: number; readonly column: number } {
    const wanted = Math.min(Math.max(offset, 0), this.#text.length)
    if (this.#carriageReturn < 0) this.#readLinesTo(wanted)
    else while ((this.#starts[this.#count - 1] ?? 0) <= wanted) if (!this.#readLine()) break
    let low = 0
    let high = this.#count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#starts[middle] ?? 0) <= wanted) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: wanted - (this.#starts[low] ?? 0) + 1 }
  }

  /** The offset of a line and column, both from 1. */
  offsetAt(line: number, column: number): number {
    while (this.#count < line) if (!this.#readLine()) break
    const start = line <= this.#count ? this.#starts[line - 1] : undefined
    return Math.min((start ?? this.#text.length) + column - 1, this.#text.length)
  }

  /** Finds the starts of all lines up to an offset, and of one more, where all lines end with LF: nearly every text, and most of the time of this class. */
  #readLinesTo(offset: number): void {
    const text = this.#text
    let feed = this.#feed
    for (let start = this.#starts[this.#count - 1] ?? 0; start <= offset && feed >= 0; feed = text.indexOf('\n', start)) {
      start = feed + 1
      this.#add(start)
    }
    this.#feed = feed
  }

  /** Finds the start of one more line; false at the end of the text. */
  #readLine(): boolean {
    const text = this.#text
    const feed = this.#feed
    const carriageReturn = this.#carriageReturn
    if (feed < 0 && carriageReturn < 0) return false
    const isReturn = carriageReturn >= 0 && (feed < 0 || carriageReturn < feed)
    const end = isReturn ? carriageReturn : feed
    if (!isReturn || end + 1 !== feed) this.#add(end + 1)
    if (isReturn) this.#carriageReturn = text.indexOf('\r', end + 1)
    else this.#feed = text.indexOf('\n', end + 1)
    return true
  }

  #add(start: number): void {
    if (this.#count === this.#starts.length) {
      const starts = this.#starts
      this.#starts = new Int32Array(starts.length * 2)
      this.#starts.set(starts)
    }
    this.#starts[this.#count++] = start
  }
}

/** The lines of a text, broken where {@link LineIndex} breaks them, without their line breaks. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/)
}

/** Gives a line by its number, counted from 1; nothing if there is no such line. */
export type LineReader = (line: number) => string | undefined

/** Reads single lines of a text without splitting all of it. Each is searched from the last one read, so ask in ascending order. */
export function lineReader(text: string): LineReader {
  if (text.includes('\r')) {
    const lines = splitLines(text)
    return (line) => lines[line - 1]
  }
  let at = 1
  let start = 0
  return (line) => {
    if (line < at) {
      at = 1
      start = 0
    }
    for (; at < line; at++) {
      const feed = text.indexOf('\n', start)
      if (feed < 0) return undefined
      start = feed + 1
    }
    const end = text.indexOf('\n', start)
    return text.slice(start, end < 0 ? text.length : end)
  }
}
