import { colon, doubleQuote, hash, newline, quote, space, tab } from './characters.ts'
import { NotPlain } from './yaml-lines.ts'
import type { YamlLines } from './yaml-lines.ts'
import type { YamlScalars } from './yaml-scalars.ts'
import type { YamlTape } from './yaml-tape.ts'

/** Finds the keys of mappings, on one line each, and reads them. */
export class YamlKeys {
  readonly #lines: YamlLines
  readonly #tape: YamlTape
  readonly #scalars: YamlScalars
  /** The key found last: its text, without quotes, and where its colon is. */
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
   * Reads the key that was found, and goes behind its colon.
   * @param fields what the mapping holds so far: no key may stand twice
   * @returns its name: keys that are text, or whose value looks as they do
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

  /** Looks for a key of a block mapping where the reader stands. */
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
   * Looks for a key of a flow mapping where the reader stands.
   * @throws NotPlain where there is none
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

  /** True for a colon that stands between key and value. */
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
