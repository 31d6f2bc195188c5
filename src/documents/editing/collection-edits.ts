import type { Addition, EditNode } from './edit-tree.ts'
import type { SyntaxEntry, SyntaxNode } from './syntax.ts'

/** A collection that is to change, with what it consists of. */
export interface EditedCollection {
  readonly node: SyntaxNode
  readonly entries: readonly SyntaxEntry[]
  readonly removed: ReadonlySet<SyntaxEntry>
  readonly additions: readonly Addition[]
  /** What introduces the collection: where its key's colon or its dash ends; nothing for a document's root. */
  readonly head: number | undefined
}

/** What changes among a collection's own fields or items. */
export function editedCollection(node: SyntaxNode, entries: readonly SyntaxEntry[], edits: EditNode, head: number | undefined): EditedCollection {
  const removed = new Set(entries.filter(({ name }) => edits.children.get(name)?.removed === true))
  return { node, entries, removed, additions: edits.additions, head }
}

/** The additions by the entry that they come behind: one that stays. */
export function additionsByEntry({ entries, removed, additions }: EditedCollection): Map<SyntaxEntry, Addition[]> {
  const staying = entries.filter((entry) => !removed.has(entry))
  const places = new Map<SyntaxEntry, Addition[]>()
  for (const addition of additions) {
    const place = staying.find(({ name }) => name === addition.after) ?? staying.at(-1)
    if (place === undefined) continue
    places.set(place, [...(places.get(place) ?? []), addition])
  }
  return places
}

/** Entries that go, in stretches without one that stays: as indices, the end exclusive. */
export function stretches({ entries, removed }: EditedCollection): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = []
  for (const [index, entry] of entries.entries()) {
    const last = found.at(-1)
    if (!removed.has(entry)) continue
    if (last?.to === index) last.to = index + 1
    else found.push({ from: index, to: index + 1 })
  }
  return found
}
