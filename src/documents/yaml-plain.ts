import {
  closeBrace,
  closeBracket,
  comma,
  doubleQuote,
  greater,
  hash,
  newline,
  openBrace,
  openBracket,
  pipe,
  quote,
  space,
  tab,
} from './characters.ts'
import { maxDepth } from './document.ts'
import type { PositionTree } from './positions.ts'
import { YamlKeys } from './yaml-keys.ts'
import { NotPlain, YamlLines } from './yaml-lines.ts'
import { YamlScalars } from './yaml-scalars.ts'
import { YamlTape } from './yaml-tape.ts'

export interface PlainYaml {
  readonly value: unknown
  readonly positions: PositionTree
}

/**
 * Reads YAML as nearly all contracts are written: one document of mappings, sequences and scalars, without anchors, tags, merge
 * keys, explicit keys, tabs, carriage returns and whatever else is rare. In a third of the library's time, which is most of the
 * time that a check takes.
 * @returns the very value and positions that the library would give; nothing where the text is not of this kind or not YAML
 */
export function readPlainYaml(text: string): PlainYaml | undefined {
  if (unusual.test(text)) return undefined
  try {
    return new PlainReader(text).read()
  } catch (error) {
    if (error instanceof NotPlain) return undefined
    throw error
  }
}

/**
 * Characters that YAML refuses, that end lines, or that only some parsers take for nothing. Halves of characters beyond the first
 * 65,536 pass as pairs: looking at whole characters takes five times as long.
 */
const unusual = /[^\t\n\x20-\x7E\xA0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD](?<![\uD800-\uDBFF](?=[\uDC00-\uDFFF]))(?<![\uD800-\uDBFF][\uDC00-\uDFFF])/

/** Depth is counted a little differently by the library: what comes near its limit is left to it. */
const depthLimit = maxDepth - 10


class PlainReader {
  readonly #lines: YamlLines
  readonly #tape: YamlTape
  readonly #scalars: YamlScalars
  readonly #keys: YamlKeys
  #depth = 0

  constructor(text: string) {
    this.#lines = new YamlLines(text)
    this.#tape = new YamlTape(text)
    this.#scalars = new YamlScalars(this.#lines, this.#tape)
    this.#keys = new YamlKeys(this.#lines, this.#tape, this.#scalars)
  }

  read(): PlainYaml | undefined {
    const lines = this.#lines
    // A single scalar is no document that anybody would mean.
    const isCollection = lines.isAtItem() || this.#keys.find()
    const value = isCollection ? this.#block(-1) : undefined
    return value !== undefined && lines.indent < 0 ? { value, positions: this.#tape } : undefined
  }

  /** Reads what begins in this column, and goes to the line behind it. */
  #block(parent: number): unknown {
    if (this.#lines.isAtItem()) return this.#sequence()
    return this.#keys.find() ? this.#mapping() : this.#inline(parent)
  }

  #mapping(): unknown {
    const lines = this.#lines
    const tape = this.#tape
    const { indent } = lines
    const node = tape.openMapping(lines.at)
    const fields: Record<string, unknown> = {}
    this.#descend()
    do {
      const name = this.#keys.read(fields)
      fields[name] = this.#valueBelow(indent, true)
    } while (this.#isNext(indent))
    return this.#ascend(node, indent, fields)
  }

  /** True where the mapping of this column goes on: with a key, then. */
  #isNext(indent: number): boolean {
    if (this.#lines.indent !== indent) return false
    if (!this.#keys.find()) throw new NotPlain()
    return true
  }

  #sequence(): unknown {
    const lines = this.#lines
    const tape = this.#tape
    const { indent } = lines
    const node = tape.openSequence(lines.at)
    const items: unknown[] = []
    this.#descend()
    do {
      lines.at++
      items.push(this.#valueBelow(indent, false))
    } while (lines.indent === indent && lines.isAtItem())
    return this.#ascend(node, indent, items)
  }

  /** Reads what follows a colon or a dash: on the same line, or below and further in. */
  #valueBelow(indent: number, isField: boolean): unknown {
    const lines = this.#lines
    lines.skipSpaces()
    if (lines.isLineOver()) {
      lines.endLine()
      if (lines.indent > indent) return this.#block(indent)
      // Items may stand in the column of the key that they belong to.
      if (isField && lines.indent === indent && lines.isAtItem()) return this.#sequence()
      this.#tape.addScalar(-1, -1)
      return null
    }
    if (isField) return this.#inline(indent)
    lines.indent = lines.at - lines.lineStart
    return this.#block(indent)
  }

  /** Reads a scalar or a flow collection, and goes to the line behind it. */
  #inline(parent: number): unknown {
    const lines = this.#lines
    const scalars = this.#scalars
    switch (lines.code) {
      case pipe:
      case greater:
        return scalars.block(parent)
      case quote:
      case doubleQuote:
      case openBracket:
      case openBrace: {
        const value = this.#flow(parent)
        lines.endLine()
        return value
      }
      default:
        return scalars.plain(parent)
    }
  }

  #flow(parent: number): unknown {
    switch (this.#lines.code) {
      case quote:
      case doubleQuote:
        return this.#scalars.quoted(parent)
      case openBracket:
        return this.#flowSequence(parent)
      case openBrace:
        return this.#flowMapping(parent)
      default:
        return this.#scalars.plainInFlow()
    }
  }

  #flowSequence(parent: number): unknown {
    const lines = this.#lines
    const tape = this.#tape
    const node = tape.openSequence(lines.at)
    const items: unknown[] = []
    this.#descend()
    while (this.#nextInFlow(closeBracket, parent)) {
      items.push(this.#flow(parent))
      this.#endEntry(closeBracket, parent)
    }
    this.#depth--
    tape.close(node)
    return items
  }

  #flowMapping(parent: number): unknown {
    const lines = this.#lines
    const tape = this.#tape
    const node = tape.openMapping(lines.at)
    const fields: Record<string, unknown> = {}
    this.#descend()
    while (this.#nextInFlow(closeBrace, parent)) {
      this.#keys.findInFlow()
      const name = this.#keys.read(fields)
      this.#skipInFlow(parent)
      if (lines.code === comma || lines.code === closeBrace) throw new NotPlain()
      fields[name] = this.#flow(parent)
      this.#endEntry(closeBrace, parent)
    }
    this.#depth--
    tape.close(node)
    return fields
  }

  /** Goes from the bracket or comma to the next entry; false, behind the closing bracket, where there is none. */
  #nextInFlow(close: number, parent: number): boolean {
    const lines = this.#lines
    lines.at++
    this.#skipInFlow(parent)
    if (lines.code !== close) return true
    lines.at++
    return false
  }

  /** Behind an entry stands a comma, or the closing bracket: in front of which the reader then waits as in front of a comma. */
  #endEntry(close: number, parent: number): void {
    const lines = this.#lines
    this.#skipInFlow(parent)
    if (lines.code === comma) return
    if (lines.code !== close) throw new NotPlain()
    lines.at--
  }

  /** Goes over spaces and line breaks inside a flow collection: its lines are indented more than what it belongs to. */
  #skipInFlow(parent: number): void {
    const lines = this.#lines
    let isNewLine = false
    for (let { code } = lines; code === space || code === newline; { code } = lines) {
      lines.at++
      if (code !== newline) continue
      lines.lineStart = lines.at
      isNewLine = true
    }
    if (lines.code === tab || lines.code === hash || (isNewLine && lines.at - lines.lineStart <= parent)) throw new NotPlain()
  }

  #descend(): void {
    if (++this.#depth > depthLimit) throw new NotPlain()
  }

  #ascend(node: number, indent: number, value: unknown): unknown {
    if (this.#lines.indent > indent) throw new NotPlain()
    this.#depth--
    this.#tape.close(node)
    return value
  }
}
