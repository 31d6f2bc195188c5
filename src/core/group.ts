/** Items by key, in order of first appearance. `Map.groupBy` needs Node 21. */
export function groupBy<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/** One item that is reported on behalf of several. */
export interface Representative<Item> {
  readonly item: Item
  readonly others: readonly Item[]
}

/** Each item by itself if there are at most `mostApart` of them; otherwise the first one on behalf of all, since nobody reads the same message so often. */
export function groupAbove<Item>(items: readonly Item[], mostApart: number): Representative<Item>[] {
  if (items.length <= mostApart) return items.map((item) => ({ item, others: [] }))
  return items.slice(0, 1).map((item) => ({ item, others: items.slice(1) }))
}
