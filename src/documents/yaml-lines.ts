import { dash, dot, hash, newline, space, tab } from './characters.ts'

/** Thrown where a text is not of the plain kind: the library then reads it, and says what is wrong where something is. */
export class NotPlain extends Error {}

/** Where a reader stands in a YAML text, line by line: blank lines and comments passed over. */
export class YamlLines {
  readonly text: string
  /** Offset of what is to be read next. */
  at = -1
  /** The column, from 0, in which what was found at the beginning of a line stands; -1 at the end of the text. */
  indent = -1
  /** Where the line begins. */
  lineStart = 0
  /** True where comments were passed over on the way to this line. */
  passedComment = false

  constructor(text: string) {
    this.text = text
    // The mark that a document begins may stand on the first line, and nowhere else.
    if (text.startsWith('---\n')) this.at = 3
    this.nextLine()
  }

  get isAtEnd(): boolean {
    return this.indent < 0
  }

  /** The character to be read next; NaN at the end of the text. */
  get code(): number {
    return this.text.charCodeAt(this.at)
  }

  /** Goes from the end of a line to the next one that holds something. */
  nextLine(): void {
    const { text } = this
    this.passedComment = false
    let at = this.at
    while (at < text.length) {
      const lineStart = ++at
      let code = text.charCodeAt(at)
      while (code === space) code = text.charCodeAt(++at)
      if (code === hash) {
        this.passedComment = true
        at = this.lineEnd(at)
      } else if (code !== newline && at < text.length) {
        this.at = at
        this.lineStart = lineStart
        this.indent = at - lineStart
        if (code === tab || (this.indent === 0 && this.isDocumentMark(at, code))) throw new NotPlain()
        return
      }
    }
    this.at = text.length
    this.indent = -1
  }

  /** Goes to the next line: nothing but a comment may stand in the rest of this one. */
  endLine(): void {
    this.skipSpaces()
    if (!this.isLineOver()) throw new NotPlain()
    this.at = this.lineEnd(this.at)
    this.nextLine()
  }

  skipSpaces(): void {
    while (this.code === space) this.at++
  }

  /** True where the line holds nothing more, or a comment. */
  isLineOver(): boolean {
    const { code } = this
    return code === newline || this.at >= this.text.length || (code === hash && this.text.charCodeAt(this.at - 1) === space)
  }

  /** True at the dash of a sequence's item. */
  isAtItem(): boolean {
    if (this.code !== dash) return false
    const next = this.text.charCodeAt(this.at + 1)
    return next === space || next === newline || this.at + 1 === this.text.length
  }

  /** The offset of the line break that ends the line of an offset, or of the text's end. */
  lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset)
    return end < 0 ? this.text.length : end
  }

  /** `---` and `...` at the beginning of a line. */
  isDocumentMark(at: number, code: number): boolean {
    return (code === dash || code === dot) && this.text.charCodeAt(at + 1) === code && this.text.charCodeAt(at + 2) === code
  }
}
