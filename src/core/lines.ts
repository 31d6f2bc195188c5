/** Where the lines of a text begin: YAML, JSON and editors agree on LF, CR LF and a lone CR as line breaks. */
export class LineIndex {
  readonly #text: string
  /** The first `count` of them. */
  #starts: Int32Array
  #count = 1
  /** Where the next line feed and the next carriage return stand; -1 where there is none left. */
  #feed: number
  #carriageReturn: number

  constructor(text: string) {
    this.#text = text
    // Lines hold 32 characters or more in most texts; those with shorter ones make it grow.
    this.#starts = new Int32Array(Math.max(64, text.length >> 5))
    // Looking for line feeds is a search of the runtime's own, ten times faster than looking at each character.
    this.#feed = text.indexOf('\n')
    this.#carriageReturn = text.indexOf('\r')
  }

  /** Line and column, both from 1, of an offset in UTF-16 units; offsets outside the text count as its ends. */
  positionAt(offset: number): { readonly line: number; readonly column: number } {
    const wanted = Math.min(Math.max(offset, 0), this.#text.length)
    while ((this.#starts[this.#count - 1] ?? 0) <= wanted) if (!this.#readLine()) break
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

  /** Lines are looked for as far as somebody asks: what is found often stands at the top. */
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

/** The lines of a text, broken where {@link LineIndex} breaks them, without their ends. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/)
}

/** Tells a line, counted from 1; nothing where there is none. */
export type LineReader = (line: number) => string | undefined

/** Tells single lines of a text, each looked for from the last one: quick for who asks for a few, in their order. */
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
