import type { Pointer } from '../core/location.ts'

/** A collection or scalar in a text, as the formats' own scanners number them. */
export type NodeId = number

/** What a format must tell for pointers to be found in its text. */
export interface PositionTree {
  readonly root: NodeId
  /** The children by key or index; nothing for scalars. Called once a collection. */
  children(node: NodeId): ReadonlyMap<string, Child> | undefined
  range(node: NodeId): readonly [start: number, end: number]
}

export interface Child {
  readonly key: readonly [start: number, end: number] | undefined
  readonly node: NodeId
}

/**
 * Finds pointers in a text. Children are indexed the first time somebody looks below a node, so a document with few
 * findings pays for few nodes, and one with thousands does not search the same siblings again.
 */
export function locator(tree: PositionTree, text: string): (pointer: Pointer, on?: 'key') => readonly [number, number] {
  const indexed = new Map<NodeId, ReadonlyMap<string, Child>>()
  const childrenOf = (node: NodeId): ReadonlyMap<string, Child> | undefined => {
    const known = indexed.get(node)
    if (known !== undefined) return known
    const children = tree.children(node)
    if (children !== undefined) indexed.set(node, children)
    return children
  }
  return (pointer, on) => {
    let node = tree.root
    let key: readonly [number, number] | undefined
    for (const part of pointer) {
      const child = childrenOf(node)?.get(String(part))
      if (child === undefined) return key ?? firstLine(tree.range(node), text)
      node = child.node
      key = child.key
    }
    const range = tree.range(node)
    return on === 'key' ? (key ?? firstLine(range, text)) : range
  }
}

/** What stands in for a key where there is none: list items and whole documents are marked as far as their first line goes. */
function firstLine([start, end]: readonly [number, number], text: string): readonly [number, number] {
  for (let at = start; at < end; at++) {
    const char = text.charCodeAt(at)
    if (char === 10 || char === 13) return [start, at]
  }
  return [start, end]
}
