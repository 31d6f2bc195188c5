import type { TSESTree } from '@typescript-eslint/utils'
import type { Variable } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { replacingAssignments, writesTo } from './assignments.ts'
import type { Write } from './assignments.ts'

/** What a variable may hold where it is used. */
export interface Reaching {
  /** The assignments that may have run last, in the order of the text. */
  readonly assigned: readonly Write[]
  /** True where it may still hold what it was declared with: its first value, an argument. */
  readonly fromStart: boolean
}

/** A variable that is assigned more often than this is generated code. */
const maxAssignments = 20

const untouched: Reaching = { assigned: [], fromStart: true }

/** Assignments that other ones have replaced for certain, and those that come later, do not count. */
export function reachingWrites(variable: Variable, use: TSESTree.Node): Reaching {
  const assigned = writesTo(variable).filter(({ at }) => at.type === 'AssignmentExpression')
  if (assigned.length === 0) return untouched
  if (assigned.length > maxAssignments) return { assigned: assigned.slice(0, maxAssignments), fromStart: true }
  const since = replacedAt(variable, use)
  const counted = assigned.filter(({ at }) => at.range[0] >= since && !(at.range[0] <= use.range[0] && use.range[1] <= at.range[1]))
  return { assigned: counted.filter(({ at }) => at.range[0] < use.range[0] || mayRunBefore(at, use)), fromStart: since === 0 }
}

/** Where the last statement begins that gives the variable another value whichever way it goes; 0 where there is none. */
export function replacedAt(variable: Variable, use: TSESTree.Node): number {
  const assignments = replacingAssignments(variable)
  if (assignments.size === 0 || assignments.size > 3 * maxAssignments) return 0
  const declared = variable.declarations[0]?.name
  for (let at = use; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    // Beyond the block of the declaration nothing is assigned.
    if (declared !== undefined && at !== use && !isFunction(at) && at.range[0] <= declared.range[0] && declared.range[1] <= at.range[1]) return 0
    const body = parent.type === 'BlockStatement' || parent.type === 'Program' ? parent.body : parent.type === 'SwitchCase' ? parent.consequent : undefined
    const before = body?.filter((statement) => statement.range[1] <= use.range[0]) ?? []
    const last = before.findLast((statement) => replaces(statement, assignments))
    if (last !== undefined) return last.range[0]
  }
  return 0
}

/** True for a statement after which the variable holds what was assigned in it, or after which nothing runs. */
function replaces(statement: TSESTree.Node, assignments: ReadonlySet<TSESTree.Node>): boolean {
  switch (statement.type) {
    case 'ExpressionStatement':
      return assignments.has(statement.expression)
    case 'BlockStatement':
      return statement.body.some((inner) => replaces(inner, assignments))
    case 'IfStatement':
      return statement.alternate !== null && allReplace([[statement.consequent], [statement.alternate]], assignments)
    case 'SwitchStatement': {
      const branches = statement.cases.map(({ consequent }) => consequent).filter(({ length }) => length > 0)
      return statement.cases.some(({ test }) => test === null) && allReplace(branches, assignments)
    }
    default:
      return false
  }
}

/** True where each branch assigns or goes elsewhere, and one assigns. Each is looked at once, however deep they are nested. */
function allReplace(branches: readonly (readonly TSESTree.Statement[])[], assignments: ReadonlySet<TSESTree.Node>): boolean {
  const replacing = branches.map((branch) => branch.some((inner) => replaces(inner, assignments)))
  return replacing.includes(true) && branches.every((branch, index) => replacing[index] === true || branch.some(leaves))
}

function leaves(statement: TSESTree.Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement
  return last !== undefined && /^(?:Throw|Return|Continue)Statement$/.test(last.type)
}

/** A write that comes later in the text: in a loop around both, or where the use is in a function that runs later. */
function mayRunBefore(write: TSESTree.Node, use: TSESTree.Node): boolean {
  for (let at = use.parent; at !== undefined; at = at.parent) {
    const holdsWrite = at.range[0] <= write.range[0] && write.range[1] <= at.range[1]
    if (isFunction(at) && !holdsWrite) return true
    if (holdsWrite && /^(?:For|While|DoWhile)/.test(at.type)) return true
    if (holdsWrite && isFunction(at)) return false
  }
  return false
}
