import type { Contract } from './contract.ts'
import type { NodeKind } from './grammar/kinds.ts'
import type { OpenApiNode, ReferenceNode } from './node.ts'
import type { Problem } from './problem.ts'
import type { UnresolvedReference } from './unresolved.ts'
import { walk } from './walk.ts'

/** What a walk of a contract met, in its order. */
export interface Walked {
  readonly nodes: readonly OpenApiNode[]
  readonly references: readonly ReferenceNode[]
  readonly problems: readonly Problem[]
  readonly unresolved: readonly UnresolvedReference[]
  /** The nodes of one kind. */
  of(kind: NodeKind): readonly OpenApiNode[]
}

const walks = new WeakMap<Contract, Walked>()

/**
 * Walks a contract, once: rules are shown what was met, and analyses that judge a contract as a whole (its habits, its names)
 * look through the same nodes.
 */
export function walked(contract: Contract): Walked {
  let known = walks.get(contract)
  if (known === undefined) walks.set(contract, (known = record(contract)))
  return known
}

function record(contract: Contract): Walked {
  const nodes: OpenApiNode[] = []
  const references: ReferenceNode[] = []
  const problems: Problem[] = []
  const unresolved: UnresolvedReference[] = []
  const byKind = new Map<NodeKind, OpenApiNode[]>()
  walk(contract, {
    node(node) {
      nodes.push(node)
      const others = byKind.get(node.kind)
      if (others === undefined) byKind.set(node.kind, [node])
      else others.push(node)
    },
    reference: (reference) => void references.push(reference),
    problem: (problem) => void problems.push(problem),
    unresolved: (reference) => void unresolved.push(reference),
  })
  return { nodes, references, problems, unresolved, of: (kind) => byKind.get(kind) ?? [] }
}
