import type { Child, NodeId, PositionTree } from './positions.ts'

const scalar = 0
const sequence = 1
const mapping = 2
type Kind = typeof scalar | typeof sequence | typeof mapping

/**
 * The positions of all nodes of a YAML text, in the order of the text, each key before its value. Three numbers for each node in typed
 * arrays: objects would take ten times the memory, and time for garbage collection.
 */
export class YamlTape implements PositionTree {
  readonly root: NodeId = 0
  readonly #text: string
  #kinds: Uint8Array
  #starts: Int32Array
  /** For scalars the end of their text; for collections the node after their last descendant. */
  #ends: Int32Array
  #length = 0

  constructor(text: string) {
    this.#text = text
    // Room for nodes of 16 characters on average; documents with shorter ones make it grow.
    const capacity = Math.max(64, text.length >> 4)
    this.#kinds = new Uint8Array(capacity)
    this.#starts = new Int32Array(capacity)
    this.#ends = new Int32Array(capacity)
  }

  /** Adds a scalar: its range without quotes, or -1 twice if it has no text. */
  addScalar(start: number, end: number): void {
    this.#add(scalar, start, end)
  }

  /** Adds a sequence, to be closed once its items are added. */
  openSequence(start: number): NodeId {
    return this.#add(sequence, start, 0)
  }

  /** Adds a mapping, to be closed once its keys and values are added. */
  openMapping(start: number): NodeId {
    return this.#add(mapping, start, 0)
  }

  /** Ends a collection: the nodes added since it was opened are its descendants. */
  close(collection: NodeId): void {
    this.#ends[collection] = this.#length
  }

  children(node: NodeId): ReadonlyMap<string, Child> | undefined {
    const kind = this.#kinds[node]
    if (kind === scalar) return undefined
    const children = new Map<string, Child>()
    const end = this.#end(node)
    for (let at = node + 1; at < end; at = this.#after(at)) {
      if (kind === sequence) {
        children.set(String(children.size), { key: undefined, node: at })
      } else {
        // A key is always a scalar with a text.
        const [from, to] = [this.#start(at), this.#end(at)]
        children.set(this.#text.slice(from, to), { key: [from, to], node: ++at })
      }
    }
    return children
  }

  range(node: NodeId): readonly [number, number] {
    const start = this.#start(node)
    if (this.#kinds[node] === scalar) {
      if (start >= 0) return [start, Math.max(start, this.#end(node))]
      // A scalar without text gets the empty range right after what precedes it.
      const offset = this.#lastOffset(node - 1)
      return [offset, offset]
    }
    const last = this.#end(node) - 1
    const end = last > node ? this.#lastOffset(last) : start + 2
    return [start, Math.min(Math.max(start, end), this.#text.length)]
  }

  #add(kind: Kind, start: number, end: number): NodeId {
    const node = this.#length++
    if (node === this.#kinds.length) this.#grow()
    this.#kinds[node] = kind
    this.#starts[node] = start
    this.#ends[node] = end
    return node
  }

  #grow(): void {
    const capacity = this.#kinds.length * 2
    const kinds = this.#kinds
    const starts = this.#starts
    const ends = this.#ends
    this.#kinds = new Uint8Array(capacity)
    this.#kinds.set(kinds)
    this.#starts = new Int32Array(capacity)
    this.#starts.set(starts)
    this.#ends = new Int32Array(capacity)
    this.#ends.set(ends)
  }

  /** The end of the last text at or before a node. */
  #lastOffset(node: NodeId): number {
    for (let at = node; at >= 0; at--) {
      if (this.#kinds[at] !== scalar) return this.#start(at) + 1
      if (this.#start(at) >= 0) return this.#end(at)
    }
    return 0
  }

  #after(node: NodeId): NodeId {
    return this.#kinds[node] === scalar ? node + 1 : this.#end(node)
  }

  #start(node: NodeId): number {
    return this.#starts[node] ?? 0
  }

  #end(node: NodeId): number {
    return this.#ends[node] ?? 0
  }
}
