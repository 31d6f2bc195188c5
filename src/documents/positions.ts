import type { Pointer } from '../core/location.ts'
import { carriageReturn, newline } from './characters.ts'

/** The number of a collection or scalar in a text. Each format's scanner numbers them its own way. */
export type NodeId = number

/** The nodes of a text with their ranges: what each format provides to {@link locator}. */
export interface PositionTree {
  readonly root: NodeId
  /** The children by key or index; nothing for scalars. {@link locator} calls it once for each collection. */
  children(node: NodeId): ReadonlyMap<string, Child> | undefined
  /** Offsets in UTF-16 units from 0, end exclusive; strings without their quotes. */
  range(node: NodeId): readonly [start: number, end: number]
}

/** A node with the range of its key, if it is a field of a mapping. */
export interface Child {
  readonly key: readonly [start: number, end: number] | undefined
  readonly node: NodeId
}

/**
 * Makes the `locate` of a `ParsedDocument`. Children are indexed when a pointer first leads below their parent: a document with few
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

/** The first line of a range: used in place of a key for list items and whole documents. */
function firstLine([start, end]: readonly [number, number], text: string): readonly [number, number] {
  for (let at = start; at < end; at++) {
    const char = text.charCodeAt(at)
    if (char === newline || char === carriageReturn) return [start, at]
  }
  return [start, end]
}
