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

/** A text that could be read, with its positions. */
export interface PlainYaml {
  readonly value: unknown
  readonly positions: PositionTree
}

/**
 * Reads the subset of YAML that nearly all contracts are written in: one document of mappings, sequences and scalars, without anchors,
 * tags, merge keys, explicit keys, tabs and carriage returns. It takes a third of js-yaml's time, which would be most of the time of a check.
 * @returns exactly the value and positions that js-yaml would give; nothing if the text is outside the subset or not valid
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
 * Characters that YAML forbids, that end lines besides LF, or that parsers treat differently. Surrogates pass in pairs, for which the
 * lookarounds are; the `u` flag would do the same and take five times as long.
 */
const unusual = /[^\t\n\x20-\x7E\xA0-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD](?<![\uD800-\uDBFF](?=[\uDC00-\uDFFF]))(?<![\uD800-\uDBFF][\uDC00-\uDFFF])/

/** js-yaml counts depth slightly differently, so it decides on documents near the limit. */
const depthLimit = maxDepth - 10

/** A recursive descent parser. Every method throws {@link NotPlain} outside the subset. */
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
    // A document that is a single scalar is left to js-yaml.
    const isCollection = lines.isAtItem() || this.#keys.find()
    const value = isCollection ? this.#block(-1) : undefined
    return value !== undefined && lines.indent < 0 ? { value, positions: this.#tape } : undefined
  }

  /**
   * Reads the node at the current offset, and moves on to the line after it.
   * @param parent the column of the collection that it belongs to, which scalars have to be indented more than
   */
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

  /** True if the next line continues the mapping in this column, which then has to be with a key. */
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

  /** Reads what follows a colon or a dash: on the same line, or below and indented more. */
  #valueBelow(indent: number, isField: boolean): unknown {
    const lines = this.#lines
    lines.skipSpaces()
    if (lines.isLineOver()) {
      lines.endLine()
      if (lines.indent > indent) return this.#block(indent)
      // The items of a sequence may be in the same column as its key.
      if (isField && lines.indent === indent && lines.isAtItem()) return this.#sequence()
      this.#tape.addScalar(-1, -1)
      return null
    }
    if (isField) return this.#inline(indent)
    lines.indent = lines.at - lines.lineStart
    return this.#block(indent)
  }

  /** Reads a scalar or a flow collection, and moves on to the line after it. */
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

  /** Moves on from the opening bracket or a comma to the next entry. False if there is none: then it is after the closing bracket. */
  #nextInFlow(close: number, parent: number): boolean {
    const lines = this.#lines
    lines.at++
    this.#skipInFlow(parent)
    if (lines.code !== close) return true
    lines.at++
    return false
  }

  /** Moves on from an entry to its comma, or to just before the closing bracket, so that {@link #nextInFlow} goes on from either. */
  #endEntry(close: number, parent: number): void {
    const lines = this.#lines
    this.#skipInFlow(parent)
    if (lines.code === comma) return
    if (lines.code !== close) throw new NotPlain()
    lines.at--
  }

  /** Skips spaces and line breaks inside a flow collection, whose lines have to be indented more than `parent`. */
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
