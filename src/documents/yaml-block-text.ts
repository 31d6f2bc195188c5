import { CHOMPING_MODE, SCALAR_STYLE } from 'js-yaml'
import type { ScalarEvent } from 'js-yaml'

import { tab } from './characters.ts'

/** The value of a block scalar, collected line by line. js-yaml decides unless it {@link isSimple}. */
export class BlockText {
  /** False if a line counts as more indented, or consists of spaces that count as text. */
  isSimple = true
  readonly #isFolded: boolean
  #value = ''
  #hasText = false
  /** Blank lines since the last line with text. */
  #blanks = 0

  constructor(style: ScalarEvent['style']) {
    this.#isFolded = style === SCALAR_STYLE.FOLDED_BLOCK
  }

  addBlank(isText: boolean): void {
    this.isSimple &&= !isText
    this.#blanks++
  }

  /**
   * Adds a line with text.
   * @param start the offset after the indentation of the block
   * @param content the offset of the first character that is no space
   * @param end the offset of the line break
   */
  add(text: string, start: number, content: number, end: number): void {
    if (this.#isFolded && (content > start || text.charCodeAt(start) === tab)) this.isSimple = false
    if (!this.isSimple) return
    if (this.#isFolded && this.#hasText && this.#blanks === 0) this.#value += ' '
    else if (this.#hasText || this.#blanks > 0) this.#value += '\n'.repeat(this.#blanks + (this.#hasText && !this.#isFolded ? 1 : 0))
    this.#value += text.slice(start, end)
    this.#hasText = true
    this.#blanks = 0
  }

  ended(chomping: ScalarEvent['chomping']): string {
    if (chomping === CHOMPING_MODE.STRIP) return this.#value
    const hasLineBreak = this.#hasText ? 1 : 0
    return this.#value + '\n'.repeat(chomping === CHOMPING_MODE.KEEP ? hasLineBreak + this.#blanks : hasLineBreak)
  }
}
