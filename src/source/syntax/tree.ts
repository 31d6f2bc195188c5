import type { TSESTree } from '@typescript-eslint/utils'
import { rememberedOf } from '../../core/remember.ts'
import { visitorKeys } from './visitor-keys.ts'

const noKeys: readonly string[] = []

/** The fields of a node that hold nodes. */
export function childKeys(node: TSESTree.Node): readonly string[] {
  return visitorKeys[node.type] ?? noKeys
}

/**
 * Walks a tree depth first without recursion, so that a chain of ten thousand `+` does not end the process.
 * @param enter returning `false` leaves the children of the node out
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
  /** Nodes that were entered and are still on the stack below their children. */
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

/** All nodes of a tree, in the order in which `walk` enters them: going through a list takes a tenth of the time of walking. */
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

/** The list of the tree that a node is in, where there is one already. */
function listAround(node: TSESTree.Node): readonly TSESTree.Node[] | undefined {
  let at: TSESTree.Node | undefined = node
  while (at !== undefined && at.type !== 'Program') at = at.parent
  return at && lists.get(at)
}

/** Where blocks and the bodies of classes stand in the list of the nodes of a tree. */
const blocksIn = rememberedOf((nodes: readonly TSESTree.Node[]): ReadonlyMap<TSESTree.Node, number> => {
  const blocks = new Map<TSESTree.Node, number>()
  for (const [at, node] of nodes.entries()) if (node.type === 'BlockStatement' || node.type === 'ClassBody') blocks.set(node, at)
  return blocks
})

/** What is below a node follows it in the list. */
function walkListed(nodes: readonly TSESTree.Node[], from: number, enter: (node: TSESTree.Node) => unknown): void {
  const root = nodes[from]
  if (root === undefined || enter(root) === false) return
  let leftOut: TSESTree.Node | undefined
  for (let at = from + 1; ; at++) {
    const node = nodes[at]
    if (node === undefined || !isBelow(node, root)) return
    if (leftOut !== undefined && isBelow(node, leftOut)) continue
    leftOut = enter(node) === false ? node : undefined
  }
}

/** True for a node that comes after another one in a walk and belongs to it. */
function isBelow(node: TSESTree.Node, other: TSESTree.Node): boolean {
  const [[start, end], [from, to]] = [node.range, other.range]
  if (start !== from || end !== to) return from <= start && end <= to
  // The name and the value of `{ a }` stand at the same place.
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

/** Fields that the types say are left out where they are empty, and that oxc fills with `null`. */
const leftOut: ReadonlySet<string> = new Set([
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
 * Makes oxc's tree what ESLint's TypeScript parser would have made: every node has its `parent` and `range`, what is empty is
 * `undefined` where the types say so. Looks at every field and not at the table of keys: on freshly parsed trees that is twice as fast,
 * and their fields stand in the table's order, so that the nodes come in the order of a walk.
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
        if (leftOut.has(key)) (node as unknown as Record<string, unknown>)[key] = undefined
        continue
      }
      // The first line of a script is no node to those who walk.
      if (key === 'hashbang') continue
      if (Array.isArray(value)) for (const item of value) adopt(item, node, stack)
      else adopt(value, node, stack)
    }
    setRange(node)
    // The first child is the next one.
    for (let low = children, high = stack.length - 1; low < high; low++, high--) {
      const [first, last] = [stack[low], stack[high]]
      if (first !== undefined && last !== undefined) [stack[low], stack[high]] = [last, first]
    }
  }
  lists.set(root, nodes)
}

/** Ranges could come with the tree, which is handed over as text: reading them from it takes three times as long as making them here. */
function setRange(node: TSESTree.Node): void {
  // oxc's nodes say where they are in two fields of their own.
  const { start, end } = node as unknown as { readonly start: number; readonly end: number }
  node.range = [start, end]
}

function adopt(value: unknown, parent: TSESTree.Node, stack: TSESTree.Node[]): void {
  if (!isNode(value)) return
  // `parent` is read-only to those who read trees; this is where the tree is made.
  ;(value as { parent: TSESTree.Node }).parent = parent
  stack.push(value)
}

function fieldOf(node: TSESTree.Node, key: string): unknown {
  // The keys come from the table for this kind of node.
  return (node as unknown as Readonly<Record<string, unknown>>)[key]
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value
}
