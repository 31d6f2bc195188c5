import type { NodeKind } from './grammar/kinds.ts'

/** Which objects a walk has visited, and as what. Objects are told apart by identity: aliases and references share them. */
export class Visits {
  readonly #byKind = new Map<NodeKind, Set<object>>()
  /** Objects of one kind come in runs: what the last one was visited as, and those that were. */
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

  has(kind: NodeKind, value: object): boolean {
    return this.#byKind.get(kind)?.has(value) === true
  }

  /** A kind that the object was visited as. */
  kindOf(value: object): NodeKind | undefined {
    for (const [kind, seen] of this.#byKind) if (seen.has(value)) return kind
    return undefined
  }
}
