import type { TSESTree } from '@typescript-eslint/utils'
import type { Bindings, Variable } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { assignmentsTo, replacingAssignments } from './assignments.ts'
import type { Write } from './assignments.ts'
import { branchTaken, isDead, statementsTaken } from './dead-code.ts'

/** The values that a variable may have at a place where it is used. */
export interface Reaching {
  /** The assignments that may have run last, in source order. */
  readonly assigned: readonly Write[]
  /** True if it may still have its initial value: that of the declaration, or the argument. */
  readonly fromStart: boolean
}

/** Code that assigns a variable more often than this is generated. */
const maxAssignments = 20

const untouched: Reaching = { assigned: [], fromStart: true }

/** The writes that reach a use. Assignments that are certainly overwritten, and those that run later, do not count. */
export function reachingWrites(bindings: Bindings, variable: Variable, use: TSESTree.Node): Reaching {
  const assigned = assignmentsTo(variable)
  if (assigned.length === 0) return untouched
  if (assigned.length > maxAssignments) return { assigned: assigned.slice(0, maxAssignments), fromStart: true }
  const since = replacedAt(bindings, variable, use)
  const counted = assigned.filter(({ at }) => at.range[0] >= since && !(at.range[0] <= use.range[0] && use.range[1] <= at.range[1]))
  return { assigned: counted.filter(({ at }) => (at.range[0] < use.range[0] || mayRunBefore(at, use)) && !isDead(bindings, at)), fromStart: since === 0 }
}

/** The start of the last statement that overwrites the variable on every path; 0 if there is none. */
export function replacedAt(bindings: Bindings, variable: Variable, use: TSESTree.Node): number {
  const assignments = replacingAssignments(variable)
  if (assignments.size === 0 || assignments.size > 3 * maxAssignments) return 0
  const declared = variable.declarations[0]?.name
  for (let at = use; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    // Nothing can assign the variable outside the block that declares it.
    if (declared !== undefined && at !== use && !isFunction(at) && at.range[0] <= declared.range[0] && declared.range[1] <= at.range[1]) return 0
    const body = parent.type === 'BlockStatement' || parent.type === 'Program' ? parent.body : parent.type === 'SwitchCase' ? parent.consequent : undefined
    const before = body?.filter((statement) => statement.range[1] <= use.range[0]) ?? []
    const last = before.findLast((statement) => replaces(bindings, statement, assignments))
    if (last !== undefined) return last.range[0]
  }
  return 0
}

/** True if the statement assigns the variable on every path that continues after it. */
function replaces(bindings: Bindings, statement: TSESTree.Node, assignments: ReadonlySet<TSESTree.Node>): boolean {
  switch (statement.type) {
    case 'ExpressionStatement':
      return assignments.has(statement.expression)
    case 'BlockStatement':
      return statement.body.some((inner) => replaces(bindings, inner, assignments))
    case 'DoWhileStatement':
      return replaces(bindings, statement.body, assignments)
    case 'IfStatement':
      return branchesReplace(bindings, statement, assignments)
    case 'SwitchStatement': {
      const taken = statementsTaken(bindings, statement)
      if (taken !== undefined) return taken.some((inner) => replaces(bindings, inner, assignments))
      const branches = statement.cases.map(({ consequent }) => consequent).filter(({ length }) => length > 0)
      return statement.cases.some(({ test }) => test === null) && allReplace(bindings, branches, assignments)
    }
    case 'TryStatement': {
      const { block, handler, finalizer } = statement
      const isTried = handler === null ? replaces(bindings, block, assignments) : allReplace(bindings, [[block], [handler.body]], assignments)
      return isTried || (finalizer !== null && replaces(bindings, finalizer, assignments))
    }
    default:
      return false
  }
}

function branchesReplace(bindings: Bindings, statement: TSESTree.IfStatement, assignments: ReadonlySet<TSESTree.Node>): boolean {
  const taken = branchTaken(bindings, statement)
  if (taken !== undefined) return taken !== null && replaces(bindings, taken, assignments)
  return statement.alternate !== null && allReplace(bindings, [[statement.consequent], [statement.alternate]], assignments)
}

/** True if each branch either assigns or leaves, and at least one assigns. Linear in the size of the statements, however deeply they are nested. */
function allReplace(bindings: Bindings, branches: readonly (readonly TSESTree.Statement[])[], assignments: ReadonlySet<TSESTree.Node>): boolean {
  const replacing = branches.map((branch) => branch.some((inner) => replaces(bindings, inner, assignments)))
  return replacing.includes(true) && branches.every((branch, index) => replacing[index] === true || branch.some(leaves))
}

function leaves(statement: TSESTree.Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement
  return last !== undefined && /^(?:Throw|Return|Continue)Statement$/.test(last.type)
}

/** A write later in the source may run first: in a common loop, or if the use is in a function that runs later. */
function mayRunBefore(write: TSESTree.Node, use: TSESTree.Node): boolean {
  for (let at = use.parent; at !== undefined; at = at.parent) {
    const holdsWrite = at.range[0] <= write.range[0] && write.range[1] <= at.range[1]
    if (isFunction(at) && !holdsWrite) return true
    if (holdsWrite && /^(?:For|While|DoWhile)/.test(at.type)) return true
    if (holdsWrite && isFunction(at)) return false
  }
  return false
}
