import type { DocumentProblem } from './document.ts'
import type { Child, NodeId, PositionTree } from './positions.ts'

/** Offset behind the string that opens at `start`. */
export function endOfString(text: string, start: number): number {
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return text.length
    let backslashes = 0
    while (text.charCodeAt(quote - 1 - backslashes) === 92) backslashes++
    if (backslashes % 2 === 0) return quote + 1
    at = quote + 1
  }
}

/** A list of offsets that grows: a quarter of the memory that an array takes for as many. */
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

/** The places of everything in a text that `JSON.parse` accepted. Nodes are numbered in the order they begin. */
export class JsonPositions implements PositionTree {
  readonly root: NodeId = 0
  readonly #text: string
  readonly #starts = new Offsets()
  readonly #ends = new Offsets()
  /** The number after the last node inside this one. */
  readonly #next = new Offsets()
  /** Where the key of this node begins, -1 without. */
  readonly #keys = new Offsets()

  constructor(text: string) {
    this.#text = text
    const open: number[] = []
    let key = -1
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at)
      if (char <= 32 || char === 44 || char === 58) continue
      if (char === 125 || char === 93) {
        const node = open.pop() ?? 0
        this.#ends.set(node, at + 1)
        this.#next.set(node, this.#starts.length)
        continue
      }
      const end = this.#tokenEnd(at, char)
      if (char === 34 && key < 0 && this.#isObject(open.at(-1)) && this.#colonFollows(end)) {
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
      if (char === 123 || char === 91) open.push(node)
      at = end - 1
    }
  }

  children(node: NodeId): ReadonlyMap<string, Child> | undefined {
    const start = this.#text.charCodeAt(this.#starts.at(node))
    if (start !== 123 && start !== 91) return undefined
    const children = new Map<string, Child>()
    let index = 0
    for (let child = node + 1; child < this.#next.at(node); child = this.#next.at(child)) {
      if (start === 91) children.set(String(index++), { key: undefined, node: child })
      else children.set(this.#keyText(child), { key: this.#keyRange(child), node: child })
    }
    return children
  }

  range(node: NodeId): readonly [number, number] {
    return this.#unquoted(this.#starts.at(node), this.#ends.at(node))
  }

  /** From the first to behind the last character, quotes and brackets included. */
  extent(node: NodeId): readonly [number, number] {
    return [this.#starts.at(node), this.#ends.at(node)]
  }

  /** Keys that stand twice in one object, where the second stands. */
  duplicateKeys(): DocumentProblem[] {
    const problems: DocumentProblem[] = []
    for (let node = 0; node < this.#starts.length; node++) {
      if (!this.#isObject(node)) continue
      const seen = new Set<string>()
      for (let child = node + 1; child < this.#next.at(node); child = this.#next.at(child)) {
        const name = this.#keyText(child)
        if (seen.has(name))
          problems.push({
            message: `the key '${name}' stands twice in one object: the last one wins`,
            offset: this.#keys.at(child),
          })
        seen.add(name)
      }
    }
    return problems
  }

  #isObject(node: NodeId | undefined): boolean {
    return node !== undefined && this.#text.charCodeAt(this.#starts.at(node)) === 123
  }

  #colonFollows(end: number): boolean {
    let at = end
    while (this.#text.charCodeAt(at) <= 32) at++
    return this.#text.charCodeAt(at) === 58
  }

  #tokenEnd(start: number, char: number): number {
    if (char === 34) return endOfString(this.#text, start)
    if (char === 123 || char === 91) return start + 1
    let at = start + 1
    for (; at < this.#text.length; at++) {
      const next = this.#text.charCodeAt(at)
      if (next <= 32 || next === 44 || next === 93 || next === 125) break
    }
    return at
  }

  #keyRange(node: NodeId): readonly [number, number] {
    const start = this.#keys.at(node)
    return this.#unquoted(start, endOfString(this.#text, start))
  }

  /** Strings are marked without their quotes, as in YAML. */
  #unquoted(start: number, end: number): readonly [number, number] {
    return this.#text.charCodeAt(start) === 34 ? [start + 1, end - 1] : [start, end]
  }

  #keyText(node: NodeId): string {
    const [start, end] = this.#keyRange(node)
    const raw = this.#text.slice(start, end)
    return raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw
  }
}
