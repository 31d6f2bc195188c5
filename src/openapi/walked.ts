import { memoize } from '../core/memoize.ts'
import type { Contract } from './contract.ts'
import type { NodeKind } from './grammar/kinds.ts'
import type { OpenApiNode, ReferenceNode } from './node.ts'
import type { Problem } from './problem.ts'
import type { UnresolvedReference } from './unresolved.ts'
import { walk } from './walk.ts'

/** The record of a walk, in its order. */
export interface Walked {
  readonly nodes: readonly OpenApiNode[]
  readonly references: readonly ReferenceNode[]
  readonly problems: readonly Problem[]
  readonly unresolved: readonly UnresolvedReference[]
  /** The nodes of one kind. */
  of(kind: NodeKind): readonly OpenApiNode[]
  /** The nodes of one kind that have any of these fields, from an index. */
  holding(kind: NodeKind, ...fields: readonly string[]): readonly OpenApiNode[]
}

/** The record of the walk of a contract, which is made once. Rules are shown it, and analyses of the whole contract read it too. */
export const walked: (contract: Contract) => Walked = memoize(record)

function record(contract: Contract): Walked {
  const nodes: OpenApiNode[] = []
  const byKind = new Map<NodeKind, OpenApiNode[]>()
  const references: ReferenceNode[] = []
  const problems: Problem[] = []
  const unresolved: UnresolvedReference[] = []
  walk(contract, {
    node: (node) => {
      nodes.push(node)
      const others = byKind.get(node.kind)
      if (others === undefined) byKind.set(node.kind, [node])
      else others.push(node)
    },
    reference: (reference) => void references.push(reference),
    problem: (problem) => void problems.push(problem),
    unresolved: (reference) => void unresolved.push(reference),
  })
  const of = (kind: NodeKind): readonly OpenApiNode[] => byKind.get(kind) ?? []
  const indexes = new Map<NodeKind, FieldIndex>()
  const holding: Walked['holding'] = (kind, ...fields) => {
    let index = indexes.get(kind)
    if (index === undefined) indexes.set(kind, (index = indexOf(of(kind))))
    return select(of(kind), index, fields)
  }
  return { nodes, references, problems, unresolved, of, holding }
}

/** For each field, the indexes of the nodes that have it. */
type FieldIndex = ReadonlyMap<string, readonly number[]>

function indexOf(nodes: readonly OpenApiNode[]): FieldIndex {
  const index = new Map<string, number[]>()
  nodes.forEach(({ value }, at) => {
    Object.keys(value).forEach((field) => {
      const holders = index.get(field)
      if (holders === undefined) index.set(field, [at])
      else holders.push(at)
    })
  })
  return index
}

/** The nodes with any of the fields, each once, in their order. */
function select(nodes: readonly OpenApiNode[], index: FieldIndex, fields: readonly string[]): OpenApiNode[] {
  const lists = fields.flatMap((field) => [index.get(field) ?? []]).filter(({ length }) => length > 0)
  const [only = []] = lists
  const places = lists.length > 1 ? [...new Set(lists.flat())].sort((one, other) => one - other) : only
  const selected: OpenApiNode[] = []
  for (const at of places) {
    const node = nodes[at]
    if (node !== undefined) selected.push(node)
  }
  return selected
}
