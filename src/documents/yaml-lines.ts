import { dash, dot, hash, newline, space, tab } from './characters.ts'

/** Thrown if a text is not plain YAML. js-yaml then reads it, and reports what is wrong, if anything is. */
export class NotPlain extends Error {}

/** The position of a reader in a YAML text. Blank lines and comments are skipped. */
export class YamlLines {
  readonly text: string
  /** The offset of the next character to read. */
  at = -1
  /** The column, from 0, of the first character of the line that is no space; -1 at the end of the text. */
  indent = -1
  /** The offset of the line's beginning. */
  lineStart = 0
  /** True if comments were skipped on the way to this line. */
  passedComment = false

  constructor(text: string) {
    this.text = text
    // A document marker is plain on the first line and nowhere else.
    if (text.startsWith('---\n')) this.at = 3
    this.nextLine()
  }

  /** The code of the next character; NaN at the end of the text. */
  get code(): number {
    return this.text.charCodeAt(this.at)
  }

  /** Moves on from the end of a line to the next one that is neither blank nor a comment. */
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

  /**
   * Moves on to the next line.
   * @throws NotPlain if the rest of this one has more than a comment
   */
  endLine(): void {
    this.skipSpaces()
    if (!this.isLineOver()) throw new NotPlain()
    this.at = this.lineEnd(this.at)
    this.nextLine()
  }

  /** Moves on to the next character that is no space. */
  skipSpaces(): void {
    while (this.code === space) this.at++
  }

  /** True if nothing or a comment is left of the line. */
  isLineOver(): boolean {
    const { code } = this
    return code === newline || this.at >= this.text.length || (code === hash && this.text.charCodeAt(this.at - 1) === space)
  }

  /** True at the dash of an item in a block sequence. */
  isAtItem(): boolean {
    if (this.code !== dash) return false
    const next = this.text.charCodeAt(this.at + 1)
    return next === space || next === newline || this.at + 1 === this.text.length
  }

  /** The offset of the next line break, or the end of the text. */
  lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset)
    return end < 0 ? this.text.length : end
  }

  /** True for `---` and `...`, if `at` is the beginning of a line. */
  isDocumentMark(at: number, code: number): boolean {
    return (code === dash || code === dot) && this.text.charCodeAt(at + 1) === code && this.text.charCodeAt(at + 2) === code
  }
}
