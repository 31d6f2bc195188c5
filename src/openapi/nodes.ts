import type { Contract } from './contract.ts'
import type { NodeKind } from './grammar/kinds.ts'
import type { OpenApiNode, ReferenceNode } from './node.ts'
import type { Problem } from './problem.ts'
import type { UnresolvedReference } from './unresolved.ts'

/** What rules on contracts can visit. Problems and unresolved references come last, each cause once with all of its places. */
export type OpenApiNodes = { readonly [Kind in NodeKind]: OpenApiNode } & {
  readonly Reference: ReferenceNode
  readonly Problem: Problem
  readonly UnresolvedReference: UnresolvedReference
  /** The contract, once everything in it has been visited: for rules that gather first and report at the end. */
  readonly End: Contract
}
