import { backslash, closeBrace, closeBracket, colon, comma, doubleQuote, openBrace, openBracket, space } from './characters.ts'
import type { DocumentProblem } from './document.ts'
import type { Child, NodeId, PositionTree } from './positions.ts'

/** The offset after the closing quote of the string that opens at `start`; the end of the text if it is not closed. */
export function endOfString(text: string, start: number): number {
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return text.length
    let backslashes = 0
    while (text.charCodeAt(quote - 1 - backslashes) === backslash) backslashes++
    if (backslashes % 2 === 0) return quote + 1
    at = quote + 1
  }
}

/** A growable list of 32-bit offsets, which takes a quarter of the memory of an array. */
class Offsets {
  length = 0
  #items = new Int32Array(1024)

  push(offset: number): void {
    if (this.length === this.#items.length) {
      const larger = new Int32Array(this.length * 2)
      larger.set(this.#items)
      this.#items = larger
    }
    this.#items[this.length++] = offset
  }

  at(index: number): number {
    return this.#items[index] ?? 0
  }

  set(index: number, offset: number): void {
    this.#items[index] = offset
  }
}

/** The positions of all values and keys in a text that `JSON.parse` accepts. Nodes are numbered in the order in which they begin. */
export class JsonPositions implements PositionTree {
  readonly root: NodeId = 0
  readonly #text: string
  readonly #starts = new Offsets()
  readonly #ends = new Offsets()
  /** For each node, the number after that of its last descendant. */
  readonly #next = new Offsets()
  /** The offset of each node's key; -1 if it has none. */
  readonly #keys = new Offsets()

  constructor(text: string) {
    this.#text = text
    const open: number[] = []
    let key = -1
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at)
      if (char <= space || char === comma || char === colon) continue
      if (char === closeBrace || char === closeBracket) {
        const node = open.pop() ?? 0
        this.#ends.set(node, at + 1)
        this.#next.set(node, this.#starts.length)
        continue
      }
      const end = this.#tokenEnd(at, char)
      if (char === doubleQuote && key < 0 && this.#isObject(open.at(-1)) && this.#colonFollows(end)) {
        key = at
        at = end - 1
        continue
      }
      const node = this.#starts.length
      this.#starts.push(at)
      this.#keys.push(key)
      this.#ends.push(end)
      this.#next.push(node + 1)
      key = -1
      if (char === openBrace || char === openBracket) open.push(node)
      at = end - 1
    }
  }

  children(node: NodeId): ReadonlyMap<string, Child> | undefined {
    const start = this.#text.charCodeAt(this.#starts.at(node))
    if (start !== openBrace && start !== openBracket) return undefined
    const children = new Map<string, Child>()
    let index = 0
    for (let child = node + 1; child < this.#next.at(node); child = this.#next.at(child)) {
      if (start === openBracket) children.set(String(index++), { key: undefined, node: child })
      else children.set(this.#keyText(child), { key: this.#keyRange(child), node: child })
    }
    return children
  }

  range(node: NodeId): readonly [number, number] {
    return this.#unquoted(this.#starts.at(node), this.#ends.at(node))
  }

  /** The range of a node including quotes and brackets. */
  extent(node: NodeId): readonly [number, number] {
    return [this.#starts.at(node), this.#ends.at(node)]
  }

  /** A problem for each repetition of a key within an object, at the repetition. */
  duplicateKeys(): DocumentProblem[] {
    const problems: DocumentProblem[] = []
    for (let node = 0; node < this.#starts.length; node++) {
      if (!this.#isObject(node)) continue
      const seen = new Set<string>()
      for (let child = node + 1; child < this.#next.at(node); child = this.#next.at(child)) {
        const name = this.#keyText(child)
        if (seen.has(name)) {
          problems.push({ message: `the key '${name}' occurs twice in one object, and the last one wins`, offset: this.#keys.at(child) })
        }
        seen.add(name)
      }
    }
    return problems
  }

  #isObject(node: NodeId | undefined): boolean {
    return node !== undefined && this.#text.charCodeAt(this.#starts.at(node)) === openBrace
  }

  #colonFollows(end: number): boolean {
    let at = end
    while (this.#text.charCodeAt(at) <= space) at++
    return this.#text.charCodeAt(at) === colon
  }

  #tokenEnd(start: number, char: number): number {
    if (char === doubleQuote) return endOfString(this.#text, start)
    if (char === openBrace || char === openBracket) return start + 1
    let at = start + 1
    for (; at < this.#text.length; at++) {
      const next = this.#text.charCodeAt(at)
      if (next <= space || next === comma || next === closeBracket || next === closeBrace) break
    }
    return at
  }

  #keyRange(node: NodeId): readonly [number, number] {
    const start = this.#keys.at(node)
    return this.#unquoted(start, endOfString(this.#text, start))
  }

  /** The range without quotes, if it is a string. */
  #unquoted(start: number, end: number): readonly [number, number] {
    return this.#text.charCodeAt(start) === doubleQuote ? [start + 1, end - 1] : [start, end]
  }

  #keyText(node: NodeId): string {
    const [start, end] = this.#keyRange(node)
    const raw = this.#text.slice(start, end)
    return raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw
  }
}
