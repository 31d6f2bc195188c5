import type { Addition, EditNode } from './edit-tree.ts'
import type { SyntaxEntry, SyntaxNode } from './syntax.ts'

/** A collection whose own entries are to change. */
export interface EditedCollection {
  readonly node: SyntaxNode
  readonly entries: readonly SyntaxEntry[]
  readonly removed: ReadonlySet<SyntaxEntry>
  readonly additions: readonly Addition[]
  /** The offset after the colon or dash that introduces the collection; nothing for a document's root. */
  readonly head: number | undefined
}

/** Picks the edits of a collection's own fields or items out of those of its descendants. */
export function editedCollection(node: SyntaxNode, entries: readonly SyntaxEntry[], edits: EditNode, head: number | undefined): EditedCollection {
  const removed = new Set(entries.filter(({ name }) => edits.children.get(name)?.removed === true))
  return { node, entries, removed, additions: edits.additions, head }
}

/** The additions by the entry, one that is not removed, after which they are inserted. */
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

/** The runs of adjacent removed entries, as indices, the end exclusive. */
export function removedRuns({ entries, removed }: EditedCollection): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = []
  for (const [index, entry] of entries.entries()) {
    const last = found.at(-1)
    if (!removed.has(entry)) continue
    if (last?.to === index) last.to = index + 1
    else found.push({ from: index, to: index + 1 })
  }
  return found
}
