import type { NodeKind } from './grammar/kinds.ts'

/** The objects that a walk has visited, by kind. Objects are compared by identity, since aliases and references share them. */
export class Visits {
  readonly #byKind = new Map<NodeKind, Set<object>>()
  /** The last kind and its objects: a cache, because objects of one kind come in runs. */
  #latest: { readonly kind: NodeKind; readonly seen: Set<object> } | undefined

  /** True the first time an object is visited as this kind. */
  add(kind: NodeKind, value: object): boolean {
    const seen = this.#latest?.kind === kind ? this.#latest.seen : this.#seenAs(kind)
    const before = seen.size
    return seen.add(value).size > before
  }

  #seenAs(kind: NodeKind): Set<object> {
    let seen = this.#byKind.get(kind)
    if (seen === undefined) this.#byKind.set(kind, (seen = new Set()))
    this.#latest = { kind, seen }
    return seen
  }

  /** True if the object has been visited as this kind. */
  has(kind: NodeKind, value: object): boolean {
    return this.#byKind.get(kind)?.has(value) === true
  }

  /** A kind that the object has been visited as, if any. */
  kindOf(value: object): NodeKind | undefined {
    for (const [kind, seen] of this.#byKind) if (seen.has(value)) return kind
    return undefined
  }
}
