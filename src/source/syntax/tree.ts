import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { visitorKeys } from './visitor-keys.ts'

const noKeys: readonly string[] = []

/** The fields of a node that contain nodes. */
export function childKeys(node: TSESTree.Node): readonly string[] {
  return visitorKeys[node.type] ?? noKeys
}

/**
 * Walks a tree depth first without recursion, so that a chain of ten thousand `+` does not overflow the stack.
 * @param enter returns `false` to skip the children of the node
 */
export function walk(
  root: TSESTree.Node,
  enter: (node: TSESTree.Node) => unknown,
  leave?: (node: TSESTree.Node) => void,
): void {
  if (leave !== undefined) return walkBothWays(root, enter, leave)
  if (root.type === 'BlockStatement' || root.type === 'ClassBody') {
    const nodes = listAround(root)
    const at = nodes && blocksIn(nodes).get(root)
    if (nodes !== undefined && at !== undefined) return walkListed(nodes, at, enter)
  }
  const stack: TSESTree.Node[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) if (enter(node) !== false) pushChildren(node, stack)
}

function walkBothWays(root: TSESTree.Node, enter: (node: TSESTree.Node) => unknown, leave: (node: TSESTree.Node) => void): void {
  const stack: TSESTree.Node[] = [root]
  /** Nodes that have been entered and are still on the stack, below their children. */
  const open: TSESTree.Node[] = []
  for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
    if (node === open.at(-1)) {
      open.pop()
      stack.pop()
      leave(node)
      continue
    }
    open.push(node)
    if (enter(node) !== false) pushChildren(node, stack)
  }
}

const lists = new WeakMap<TSESTree.Program, readonly TSESTree.Node[]>()

/** All nodes of a tree in the order of {@link walk}. Iterating over this list takes a tenth of the time of walking. */
export function nodesOf(program: TSESTree.Program): readonly TSESTree.Node[] {
  let nodes = lists.get(program)
  if (nodes === undefined) {
    const found: TSESTree.Node[] = []
    walk(program, (node) => {
      found.push(node)
    })
    lists.set(program, (nodes = found))
  }
  return nodes
}

/** The list of all nodes of the tree that contains a node, if it has been made. */
function listAround(node: TSESTree.Node): readonly TSESTree.Node[] | undefined {
  let at: TSESTree.Node | undefined = node
  while (at !== undefined && at.type !== 'Program') at = at.parent
  return at && lists.get(at)
}

/** The indexes of blocks and class bodies in the list of nodes. */
const blocksIn = memoize((nodes: readonly TSESTree.Node[]): ReadonlyMap<TSESTree.Node, number> => {
  const blocks = new Map<TSESTree.Node, number>()
  nodes.forEach((node, at) => { if (node.type === 'BlockStatement' || node.type === 'ClassBody') blocks.set(node, at) })
  return blocks
})

/** Walks the subtree that begins at an index: descendants follow their node in the list. */
function walkListed(nodes: readonly TSESTree.Node[], from: number, enter: (node: TSESTree.Node) => unknown): void {
  const root = nodes[from]
  if (root === undefined || enter(root) === false) return
  let skipped: TSESTree.Node | undefined
  for (let at = from + 1; ; at++) {
    const node = nodes[at]
    if (node === undefined || !isBelow(node, root)) return
    if (skipped !== undefined && isBelow(node, skipped)) continue
    skipped = enter(node) === false ? node : undefined
  }
}

/** True if a node that comes after another one in the list is its descendant. */
function isBelow(node: TSESTree.Node, other: TSESTree.Node): boolean {
  // Called for every node, and destructuring would make lists each time.
  const start = node.range[0]
  const end = node.range[1]
  const from = other.range[0]
  const to = other.range[1]
  if (start !== from || end !== to) return from <= start && end <= to
  // The key and the value of `{ a }` have the same range.
  let at: TSESTree.Node | undefined = node.parent
  while (at !== undefined && at !== other && at.range[0] === from && at.range[1] === to) at = at.parent
  return at === other
}

/** Puts the children of a node on a stack, the first one on top. */
function pushChildren(node: TSESTree.Node, stack: TSESTree.Node[]): void {
  const keys = childKeys(node)
  for (let at = keys.length - 1; at >= 0; at--) {
    const value = fieldOf(node, keys[at] ?? '')
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index--) {
        const item: unknown = value[index]
        if (isNode(item)) stack.push(item)
      }
    } else if (isNode(value)) stack.push(value)
  }
}

/** Fields that oxc sets to `null` if they are empty, but that must be `undefined` by the types of the tree. */
const optionalFields: ReadonlySet<string> = new Set([
  'typeAnnotation',
  'typeArguments',
  'typeParameters',
  'returnType',
  'superTypeArguments',
  'accessibility',
  'directive',
  'constraint',
  'default',
  'initializer',
  'readonly',
])

/**
 * Turns oxc's tree into that of ESLint's TypeScript parser: sets `parent` and `range` on every node, and makes empty fields `undefined`
 * where the types require it. It iterates over the actual fields instead of the table of keys, which is twice as fast on freshly parsed trees;
 * their fields are in the order of the table, so the nodes come in the order of {@link walk}.
 */
export function finishTree(root: TSESTree.Program): void {
  const nodes: TSESTree.Node[] = []
  const stack: TSESTree.Node[] = [root]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    nodes.push(node)
    const children = stack.length
    for (const key in node) {
      const value = fieldOf(node, key)
      if (typeof value !== 'object' || key === 'parent') continue
      if (value === null) {
        if (optionalFields.has(key)) (node as unknown as Record<string, unknown>)[key] = undefined
        continue
      }
      // A hashbang is not a node in ESLint's tree.
      if (key === 'hashbang') continue
      if (Array.isArray(value)) for (const item of value) adopt(item, node, stack)
      else adopt(value, node, stack)
    }
    setRange(node)
    shareKind(node)
    // The first child is to be visited next.
    for (let low = children, high = stack.length - 1; low < high; low++, high--) {
      const first = stack[low]
      const last = stack[high]
      if (first === undefined || last === undefined) break
      stack[low] = last
      stack[high] = first
    }
  }
  lists.set(root, nodes)
}

/** Sets the range. oxc could include ranges, but the tree is transferred as text, and parsing them takes three times as long. */
function setRange(node: TSESTree.Node): void {
  // oxc's nodes have `start` and `end`, which are not in the types.
  const { start, end } = node as unknown as { readonly start: number; readonly end: number }
  node.range = [start, end]
}

const kinds = new Map<string, string>(Object.keys(visitorKeys).map((kind) => [kind, kind]))

/**
 * Replaces the name of the node's kind, of which the parsed text has a copy in every node: comparing copies with the names in code means comparing
 * their characters, which every pass over the tree does for every node.
 */
function shareKind(node: TSESTree.Node): void {
  // `type` is read-only in the types; it stays the same text.
  ;(node as { type: string }).type = kinds.get(node.type) ?? node.type
}

function adopt(value: unknown, parent: TSESTree.Node, stack: TSESTree.Node[]): void {
  if (!isNode(value)) return
  // `parent` is read-only in the types; this is where it is set.
  ;(value as { parent: TSESTree.Node }).parent = parent
  stack.push(value)
}

function fieldOf(node: TSESTree.Node, key: string): unknown {
  // Safe: the key is in the table for this kind of node.
  return (node as unknown as Readonly<Record<string, unknown>>)[key]
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value
}
