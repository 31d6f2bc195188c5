import { colon, doubleQuote, hash, newline, quote, space, tab } from './characters.ts'
import { NotPlain } from './yaml-lines.ts'
import type { YamlLines } from './yaml-lines.ts'
import type { YamlScalars } from './yaml-scalars.ts'
import type { YamlTape } from './yaml-tape.ts'

/** Finds and reads the keys of mappings. A key and its colon are on one line. */
export class YamlKeys {
  readonly #lines: YamlLines
  readonly #tape: YamlTape
  readonly #scalars: YamlScalars
  /** The range of the key found last, without quotes, and the offset of its colon. */
  #start = 0
  #end = 0
  #colon = 0
  #isQuoted = false

  constructor(lines: YamlLines, tape: YamlTape, scalars: YamlScalars) {
    this.#lines = lines
    this.#tape = tape
    this.#scalars = scalars
  }

  /**
   * Reads the key that was found last, and moves on to after its colon.
   * @param fields the fields of the mapping so far, to detect duplicate keys
   * @returns the key's text
   * @throws NotPlain for duplicate and merge keys, and for keys whose value is written differently as a string (`0x10`)
   */
  read(fields: object): string {
    const lines = this.#lines
    const start = this.#start
    const end = this.#end
    const text = lines.text.slice(start, end)
    if (!this.#isQuoted && String(this.#scalars.resolve(text)) !== text) throw new NotPlain()
    if (text === '<<' || text === '__proto__' || Object.hasOwn(fields, text)) throw new NotPlain()
    this.#tape.addScalar(start, end)
    lines.at = this.#colon + 1
    return text
  }

  /** Looks for a key of a block mapping at the current offset. */
  find(): boolean {
    const lines = this.#lines
    const { text, code, at: start } = lines
    if (code === quote || code === doubleQuote) return this.#findQuoted(start + 1, code)
    if (!this.#scalars.canStart(start, false)) return false
    let end = start
    for (let at = start; at < text.length; at++) {
      const char = text.charCodeAt(at)
      if (char === colon && this.#endsKey(at)) return this.#found(start, end, at, false)
      if (char === newline || char === tab || (char === hash && text.charCodeAt(at - 1) === space)) return false
      if (char !== space) end = at + 1
    }
    return false
  }

  /**
   * Looks for a key of a flow mapping at the current offset.
   * @throws NotPlain if there is none
   */
  findInFlow(): void {
    const lines = this.#lines
    const { code, at: start } = lines
    if (code === quote || code === doubleQuote) {
      if (!this.#findQuoted(start + 1, code)) throw new NotPlain()
      return
    }
    const end = this.#scalars.scanInFlow()
    if (lines.code !== colon || !this.#endsKey(lines.at)) throw new NotPlain()
    this.#found(start, end, lines.at, false)
  }

  #findQuoted(start: number, mark: number): boolean {
    const { text } = this.#lines
    const { end, isSimple } = this.#scalars.closing(start, mark, -1)
    let at = end + 1
    while (text.charCodeAt(at) === space) at++
    if (text.charCodeAt(at) !== colon) return false
    if (!isSimple || !this.#endsKey(at)) throw new NotPlain()
    return this.#found(start, end, at, true)
  }

  /** True for a colon that separates key and value: a space or a line break follows. */
  #endsKey(at: number): boolean {
    const next = this.#lines.text.charCodeAt(at + 1)
    return next === space || next === newline || Number.isNaN(next)
  }

  #found(start: number, end: number, at: number, isQuoted: boolean): true {
    this.#start = start
    this.#end = end
    this.#colon = at
    this.#isQuoted = isQuoted
    return true
  }
}
