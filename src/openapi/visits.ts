import type { NodeKind } from './grammar/kinds.ts'

/** Which objects a walk has visited, and as what. Objects are told apart by identity: aliases and references share them. */
export class Visits {
  private readonly byKind = new Map<NodeKind, Set<object>>()

  /** True the first time an object is visited as this kind. */
  add(kind: NodeKind, value: object): boolean {
    let seen = this.byKind.get(kind)
    if (seen === undefined) this.byKind.set(kind, (seen = new Set()))
    const before = seen.size
    return seen.add(value).size > before
  }

  has(kind: NodeKind, value: object): boolean {
    return this.byKind.get(kind)?.has(value) === true
  }

  /** A kind that the object was visited as. */
  kindOf(value: object): NodeKind | undefined {
    for (const [kind, seen] of this.byKind) if (seen.has(value)) return kind
    return undefined
  }
}
