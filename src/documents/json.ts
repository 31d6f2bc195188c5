import { maxDepth } from './document.ts'
import type { DocumentProblem, ParsedDocument } from './document.ts'
import { locator } from './positions.ts'
import type { Child, NodeId, PositionTree } from './positions.ts'

/**
 * Parses a JSON text (RFC 8259). `JSON.parse` gives the value, at a tenth of the cost of any parser that keeps positions;
 * the scan beside it finds what `JSON.parse` hides (keys given twice) and, when something is reported, where it stands.
 */
export function parseJson(file: string, text: string): ParsedDocument {
  const nothing = { file, text, format: 'json', value: undefined, locate: (): readonly [number, number] => [0, 0] } as const
  if (!/\S/.test(text)) return { ...nothing, problems: [] }
  const { colons, tooDeepAt } = measure(text)
  if (tooDeepAt !== undefined) {
    return { ...nothing, problems: [{ message: `nested more than ${maxDepth} levels deep`, offset: tooDeepAt }] }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { ...nothing, problems: [syntaxProblem(error, text)] }
  }
  let scan: JsonScan | undefined
  const scanned = (): JsonScan => (scan ??= new JsonScan(text))
  let locate: ParsedDocument['locate'] | undefined
  const problems = countKeys(value) === colons ? [] : scanned().duplicateKeys()
  return { ...nothing, value, problems, locate: (pointer, on) => (locate ??= locator(scanned()))(pointer, on) }
}

function syntaxProblem(error: unknown, text: string): DocumentProblem {
  if (!(error instanceof SyntaxError)) throw error
  const what = error.message.replace(/ in JSON at position [\s\S]*$/, '').replace(/, [\s\S]* is not valid JSON$/, '')
  return { message: `not valid JSON: ${what}`, offset: positionIn(error, text) ?? firstBadOffset(text) }
}

/** V8 names an offset in some of its messages, and says in others that the text ended too soon. */
function positionIn(error: SyntaxError, text: string): number | undefined {
  if (error.message.includes('end of JSON')) return text.length
  const position = /at position (\d+)/.exec(error.message)?.[1]
  return position === undefined ? undefined : Number(position)
}

/**
 * Where V8 names no offset: the text up to the first bad character fails only because it ends too soon, and every
 * longer part fails for that character, so the place is found by halving.
 */
function firstBadOffset(text: string): number {
  let good = 0
  let bad = text.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (endsTooSoon(text.slice(0, middle))) good = middle
    else bad = middle
  }
  return good
}

function endsTooSoon(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    return error instanceof SyntaxError && (positionIn(error, text) ?? -1) >= text.length
  }
}

/** Offset behind the string that opens at `start`. */
function endOfString(text: string, start: number): number {
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

/** One pass over the text for what `JSON.parse` does not tell: the colons between keys and values, and the depth. */
function measure(text: string): { colons: number; tooDeepAt: number | undefined } {
  let depth = 0
  let colons = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === 34) at = endOfString(text, at) - 1
    else if (char === 58) colons++
    else if (char === 123 || char === 91) {
      if (++depth > maxDepth) return { colons, tooDeepAt: at }
    } else if (char === 125 || char === 93) depth--
  }
  return { colons, tooDeepAt: undefined }
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) count += countKeys(item)
    return count
  }
  for (const item of Object.values(value)) count += 1 + countKeys(item)
  return count
}

/** The places of everything in a text that `JSON.parse` accepted. Nodes are numbered in the order they begin. */
class JsonScan implements PositionTree {
  readonly root: NodeId = 0
  private readonly text: string
  private readonly starts: number[] = []
  private readonly ends: number[] = []
  /** The number after the last node inside this one. */
  private readonly next: number[] = []
  /** Where the key of this node begins, -1 without. */
  private readonly keys: number[] = []

  constructor(text: string) {
    this.text = text
    const open: number[] = []
    let key = -1
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at)
      if (char <= 32 || char === 44 || char === 58) continue
      if (char === 125 || char === 93) {
        const node = open.pop() ?? 0
        this.ends[node] = at + 1
        this.next[node] = this.starts.length
        continue
      }
      const end = this.tokenEnd(at, char)
      if (char === 34 && key < 0 && this.isObject(open.at(-1)) && this.colonFollows(end)) {
        key = at
        at = end - 1
        continue
      }
      const node = this.starts.push(at) - 1
      this.keys.push(key)
      this.ends.push(end)
      this.next.push(node + 1)
      key = -1
      if (char === 123 || char === 91) open.push(node)
      at = end - 1
    }
  }

  children(node: NodeId): ReadonlyMap<string, Child> | undefined {
    const start = this.text.charCodeAt(this.starts[node] ?? 0)
    if (start !== 123 && start !== 91) return undefined
    const children = new Map<string, Child>()
    let index = 0
    for (let child = node + 1; child < (this.next[node] ?? 0); child = this.next[child] ?? Infinity) {
      if (start === 91) children.set(String(index++), { key: undefined, node: child })
      else children.set(this.keyText(child), { key: this.keyRange(child), node: child })
    }
    return children
  }

  range(node: NodeId): readonly [number, number] {
    const start = this.starts[node] ?? 0
    return this.unquoted(start, this.ends[node] ?? start)
  }

  /** Keys that stand twice in one object, where the second stands. */
  duplicateKeys(): DocumentProblem[] {
    const problems: DocumentProblem[] = []
    for (let node = 0; node < this.starts.length; node++) {
      if (!this.isObject(node)) continue
      const seen = new Set<string>()
      for (let child = node + 1; child < (this.next[node] ?? 0); child = this.next[child] ?? Infinity) {
        const name = this.keyText(child)
        if (seen.has(name)) problems.push({ message: `duplicated mapping key "${name}"`, offset: this.keys[child] ?? 0 })
        seen.add(name)
      }
    }
    return problems
  }

  private isObject(node: NodeId | undefined): boolean {
    return node !== undefined && this.text.charCodeAt(this.starts[node] ?? 0) === 123
  }

  private colonFollows(end: number): boolean {
    let at = end
    while (this.text.charCodeAt(at) <= 32) at++
    return this.text.charCodeAt(at) === 58
  }

  private tokenEnd(start: number, char: number): number {
    if (char === 34) return endOfString(this.text, start)
    if (char === 123 || char === 91) return start + 1
    let at = start + 1
    for (; at < this.text.length; at++) {
      const next = this.text.charCodeAt(at)
      if (next <= 32 || next === 44 || next === 93 || next === 125) break
    }
    return at
  }

  private keyRange(node: NodeId): readonly [number, number] {
    const start = this.keys[node] ?? 0
    return this.unquoted(start, endOfString(this.text, start))
  }

  /** Strings are marked without their quotes, as in YAML. */
  private unquoted(start: number, end: number): readonly [number, number] {
    return this.text.charCodeAt(start) === 34 ? [start + 1, end - 1] : [start, end]
  }

  private keyText(node: NodeId): string {
    const [start, end] = this.keyRange(node)
    const raw = this.text.slice(start, end)
    return raw.includes('\\') ? String(JSON.parse(`"${raw}"`)) : raw
  }
}
