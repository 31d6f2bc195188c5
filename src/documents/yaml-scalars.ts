import { boolCoreTag, CHOMPING_MODE, EVENT_ID, floatCoreTag, getScalarValue, intCoreTag, NOT_RESOLVED, nullCoreTag, SCALAR_STYLE } from 'js-yaml'
import type { ScalarEvent } from 'js-yaml'

import {
  backslash,
  closeBrace,
  closeBracket,
  colon,
  comma,
  dash,
  doubleQuote,
  hash,
  newline,
  openBrace,
  openBracket,
  pipe,
  quote,
  slash,
  space,
  tab,
} from './characters.ts'
import { BlockText } from './yaml-block-text.ts'
import { NotPlain } from './yaml-lines.ts'
import type { YamlLines } from './yaml-lines.ts'
import type { YamlTape } from './yaml-tape.ts'

/** Of the core schema, all that a plain scalar can be but a string. Merge keys have their own text as value. */
const tags = [intCoreTag, floatCoreTag, boolCoreTag, nullCoreTag]

/** Finds the ends of scalars of every style. js-yaml computes their values, except in the simple cases. */
export class YamlScalars {
  readonly #lines: YamlLines
  readonly #tape: YamlTape

  constructor(lines: YamlLines, tape: YamlTape) {
    this.#lines = lines
    this.#tape = tape
  }

  /** The value of a plain scalar. */
  resolve(text: string): unknown {
    if (isWord(text)) return text
    for (const tag of tags) {
      const value = tag.resolve(text, false, tag.tagName)
      if (value !== NOT_RESOLVED) return value
    }
    return text
  }

  /** Reads a quoted scalar, including its closing quote. Its further lines have to be indented more than `parent`. */
  quoted(parent: number): string {
    const lines = this.#lines
    const mark = lines.code
    const start = lines.at + 1
    const { end, isSimple } = this.closing(start, mark, parent)
    this.#tape.addScalar(start, end)
    lines.at = end + 1
    if (isSimple) return lines.text.slice(start, end)
    return this.#decode(start, end, mark === quote ? SCALAR_STYLE.SINGLE_QUOTED : SCALAR_STYLE.DOUBLE_QUOTED)
  }

  /**
   * The offset of the closing quote.
   * @param start the offset after the opening quote
   * @param mark the code of the quote
   * @returns `isSimple` if the value is the text between the quotes: no escapes, no line breaks
   */
  closing(start: number, mark: number, parent: number): { readonly end: number; readonly isSimple: boolean } {
    const { text } = this.#lines
    let isSimple = true
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === mark) {
        if (mark === doubleQuote || text.charCodeAt(at + 1) !== quote) return { end: at, isSimple }
        isSimple = false
        at++
      } else if (code === backslash && mark === doubleQuote) {
        isSimple = false
        at += escapeLength(text, at + 1)
        if (text.charCodeAt(at) === newline) at = this.#continued(at, parent)
      } else if (code === newline) {
        isSimple = false
        at = this.#continued(at, parent)
      } else if (code === tab) throw new NotPlain()
    }
    throw new NotPlain()
  }

  /** Reads a block scalar with its header, and moves on to the line after it. */
  block(parent: number): string {
    const lines = this.#lines
    const { text } = lines
    const style = lines.code === pipe ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK
    const header = /^[|>](?:([+-])?([1-9])?|([1-9])([+-]))(?: +(?:#.*)?)?$/.exec(text.slice(lines.at, lines.lineEnd(lines.at)))
    if (header === null) throw new NotPlain()
    const mark = header[1] ?? header[4]
    const width = header[2] ?? header[3]
    const chomping = mark === '+' ? CHOMPING_MODE.KEEP : mark === '-' ? CHOMPING_MODE.STRIP : CHOMPING_MODE.CLIP
    let indent = width === undefined ? -1 : parent + Number(width)
    let leading = 0
    let at = lines.lineEnd(lines.at) + 1
    const start = Math.min(at, text.length)
    let end = start
    const value = new BlockText(style)
    while (at < text.length) {
      let content = at
      while (text.charCodeAt(content) === space) content++
      const column = content - at
      const isBlank = text.charCodeAt(content) === newline
      if (content === text.length) {
        if (column > Math.max(indent, 0)) {
          end = content
          value.isSimple = false
        }
        break
      }
      if (isBlank) {
        leading = Math.max(leading, column)
        value.addBlank(indent >= 0 && column > indent)
      } else if (indent < 0) {
        if (column <= parent) break
        // The first line that is not blank sets the indentation; blank ones before it must not be indented more.
        if (column < leading || text.charCodeAt(content) === tab) throw new NotPlain()
        indent = column
      } else if (column < indent) break
      if (column === 0 && lines.isDocumentMark(at, text.charCodeAt(at))) throw new NotPlain()
      const lineEnd = lines.lineEnd(content)
      if (!isBlank) value.add(text, at + indent, content, lineEnd)
      end = at = Math.min(lineEnd + 1, text.length)
    }
    this.#tape.addScalar(start, end)
    lines.at = at >= text.length ? text.length : at - 1
    lines.nextLine()
    return value.isSimple ? value.ended(chomping) : this.#decode(start, end, style, chomping, indent)
  }

  /** Reads a plain scalar outside flow collections, and moves on to the line after it. */
  plain(parent: number): unknown {
    const lines = this.#lines
    const start = lines.at
    if (!this.canStart(start, false)) throw new NotPlain()
    let end = this.#plainLine()
    const first = end
    while (lines.indent > parent) {
      if (lines.passedComment) throw new NotPlain()
      end = this.#plainLine()
    }
    this.#tape.addScalar(start, end)
    return this.resolve(end === first ? lines.text.slice(start, end) : this.#decode(start, end, SCALAR_STYLE.PLAIN))
  }

  /** Reads a plain scalar inside a flow collection. */
  plainInFlow(): unknown {
    const start = this.#lines.at
    const end = this.scanInFlow()
    this.#tape.addScalar(start, end)
    return this.resolve(this.#lines.text.slice(start, end))
  }

  /**
   * Moves on to after a plain scalar, or key, inside a flow collection, on one line.
   * @returns the offset of its end, without trailing spaces
   */
  scanInFlow(): number {
    const lines = this.#lines
    const { text } = lines
    if (!this.canStart(lines.at, true)) throw new NotPlain()
    let at = lines.at
    let end = at
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === newline || isFlowIndicator(code)) break
      if (code === colon) {
        const next = text.charCodeAt(at + 1)
        if (isBlank(next) || isFlowIndicator(next)) break
      }
      if (code === tab || (code === hash && text.charCodeAt(at - 1) === space)) throw new NotPlain()
      if (code !== space) end = at + 1
    }
    lines.at = at
    return end
  }

  /** True if a plain scalar begins here, and nothing else can. */
  canStart(at: number, isInFlow: boolean): boolean {
    const { text } = this.#lines
    const code = text.charCodeAt(at)
    if (code === dash) {
      const next = text.charCodeAt(at + 1)
      return !isBlank(next) && !(isInFlow && isFlowIndicator(next))
    }
    return !isBlank(code) && !isFlowIndicator(code) && !starters.has(code)
  }

  /** Reads the part of a plain scalar on this line, and moves on to the next line. Returns the offset after the part. */
  #plainLine(): number {
    const lines = this.#lines
    const { text } = lines
    let end = lines.at
    let at = lines.at
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === newline) break
      if (code === space) continue
      if (code === tab || (code === colon && isBlank(text.charCodeAt(at + 1)))) throw new NotPlain()
      if (code === hash && text.charCodeAt(at - 1) === space) {
        lines.at = lines.lineEnd(at)
        lines.nextLine()
        lines.passedComment = true
        return end
      }
      end = at + 1
    }
    lines.at = at
    lines.nextLine()
    return end
  }

  /** Skips a line break inside quotes, with the indentation after it. Lines that are not blank have to be indented more than `parent`. */
  #continued(lineBreak: number, parent: number): number {
    const { text } = this.#lines
    let lineStart = lineBreak + 1
    for (let at = lineStart; ; at++) {
      const code = text.charCodeAt(at)
      if (code === newline) lineStart = at + 1
      else if (code !== space) {
        if (at - lineStart <= parent || code === tab) throw new NotPlain()
        this.#lines.lineStart = lineStart
        return at - 1
      }
    }
  }

  #decode(
    valueStart: number,
    valueEnd: number,
    style: ScalarEvent['style'],
    chomping: ScalarEvent['chomping'] = CHOMPING_MODE.CLIP,
    indent = -1,
  ): string {
    const properties = { anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 }
    return getScalarValue(this.#lines.text, { type: EVENT_ID.SCALAR, valueStart, valueEnd, ...properties, style, chomping, indent, fast: false })
  }
}

/** Indicators with which no plain scalar begins, or only depending on what follows. */
const starters: ReadonlySet<number> = new Set(Array.from('&*!|>\'"%@`#?:', (char) => char.charCodeAt(0)))

/** `,`, brackets and braces. */
function isFlowIndicator(code: number): boolean {
  return code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace
}

/** A space, a tab, a line break, or the end of the text. */
function isBlank(code: number): boolean {
  return code === space || code === newline || code === tab || Number.isNaN(code)
}

/** True for a plain scalar that can only be a string: it begins unlike a number, boolean, null or merge key. */
function isWord(text: string): boolean {
  const code = text.charCodeAt(0)
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  if (!isLetter) return code === slash
  return text.length > longestLiteral || !literals.has(text)
}

/** Plain scalars that begin with a letter and may not be strings; js-yaml decides. */
const literals: ReadonlySet<string> = new Set(['null', 'true', 'false'].flatMap((word) => [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]))
const longestLiteral = 5

/** The length of an escape sequence after its backslash. */
function escapeLength(text: string, at: number): number {
  const char = text.charAt(at)
  if (char === 'x' || char === 'u') {
    const length = char === 'x' ? 2 : 4
    if (!/^[0-9a-f]+$/i.test(text.slice(at + 1, at + 1 + length)) || at + length >= text.length) throw new NotPlain()
    return 1 + length
  }
  if (char !== '\n' && !'0abtnvfre"/\\N_LP '.includes(char)) throw new NotPlain()
  return 1
}
