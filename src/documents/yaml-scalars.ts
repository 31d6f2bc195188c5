import { CHOMPING_MODE, CORE_SCHEMA, EVENT_ID, getScalarValue, mergeTag, SCALAR_STYLE } from 'js-yaml'
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
import { NotPlain } from './yaml-lines.ts'
import type { YamlLines } from './yaml-lines.ts'
import { yamlSchema } from './yaml-parser.ts'
import type { YamlTape } from './yaml-tape.ts'

const schema = yamlSchema({ CORE_SCHEMA, mergeTag })

/** Reads scalars, each on its own or over several lines. What they stand for is the library's to say. */
export class YamlScalars {
  readonly #lines: YamlLines
  readonly #tape: YamlTape

  constructor(lines: YamlLines, tape: YamlTape) {
    this.#lines = lines
    this.#tape = tape
  }

  /** What a plain scalar stands for. */
  resolve(text: string): unknown {
    return isWord(text) ? text : schema.resolveImplicitScalarTag(text).value
  }

  /** Reads a scalar that is in quotes, up to and with its closing one. Further lines are indented more than `parent`. */
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

  /** The offset of the quote that closes what was opened before `start`. */
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

  /** Reads a block scalar with its header, and goes to the line behind it. */
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
    while (at < text.length) {
      let content = at
      while (text.charCodeAt(content) === space) content++
      const column = content - at
      const isBlank = text.charCodeAt(content) === newline
      if (content === text.length) {
        if (column > Math.max(indent, 0)) end = content
        break
      }
      if (isBlank) leading = Math.max(leading, column)
      else if (indent < 0) {
        if (column <= parent) break
        // The first line says how far all are indented: blank ones before it may not be indented further.
        if (column < leading || text.charCodeAt(content) === tab) throw new NotPlain()
        indent = column
      } else if (column < indent) break
      if (column === 0 && lines.isDocumentMark(at, text.charCodeAt(at))) throw new NotPlain()
      end = at = Math.min(lines.lineEnd(content) + 1, text.length)
    }
    this.#tape.addScalar(start, end)
    lines.at = at >= text.length ? text.length : at - 1
    lines.nextLine()
    return this.#decode(start, end, style, chomping, indent)
  }

  /** Reads a plain scalar outside flow collections, and goes to the line behind it. */
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
   * Goes behind a plain scalar, or key, inside a flow collection, on one line.
   * @returns the offset of its end, spaces behind it left out
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

  /** True where a plain scalar may begin that is nothing else. */
  canStart(at: number, isInFlow: boolean): boolean {
    const { text } = this.#lines
    const code = text.charCodeAt(at)
    if (code === dash) {
      const next = text.charCodeAt(at + 1)
      return !isBlank(next) && !(isInFlow && isFlowIndicator(next))
    }
    return !isBlank(code) && !isFlowIndicator(code) && !starters.has(code)
  }

  /** Reads a plain scalar's part on this line, and goes to the next line. Returns the offset behind it. */
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

  /** Goes over a line break inside quotes: lines that hold something are indented more than `parent`. */
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

/** Indicators with which no plain scalar begins, or only where a look at what follows tells. */
const starters: ReadonlySet<number> = new Set(Array.from('&*!|>\'"%@`#?:', (char) => char.charCodeAt(0)))

/** `,`, brackets and braces. */
function isFlowIndicator(code: number): boolean {
  return code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace
}

/** A space, a tab, a line break, or the end of the text. */
function isBlank(code: number): boolean {
  return code === space || code === newline || code === tab || Number.isNaN(code)
}

/** True for a plain scalar that can only be text: it begins as no number, truth value, null or merge key does. */
function isWord(text: string): boolean {
  const code = text.charCodeAt(0)
  const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  if (!isLetter) return code === slash
  return text.length > longestLiteral || !literals.has(text)
}

/** What begins with a letter and is no text: the library may know of a case less, and is asked. */
const literals: ReadonlySet<string> = new Set(['null', 'true', 'false'].flatMap((word) => [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]))
const longestLiteral = 5

/** How many characters follow a backslash that belong to it. */
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
