import type { TSESTree } from '@typescript-eslint/utils'
import type { Variable } from '../bindings.ts'
import { isFunction } from '../classes.ts'
import { addsToItself, writesTo } from './assignments.ts'
import type { Write } from './assignments.ts'

/** What a variable may hold where it is used. */
export interface Reaching {
  /** The assignments that may have run last, in the order of the text. */
  readonly assigned: readonly Write[]
  /** True where it may still hold what it was declared with: its first value, an argument. */
  readonly fromStart: boolean
}

const untouched: Reaching = { assigned: [], fromStart: true }

/** Assignments that other ones have replaced for certain, and those that come later, do not count. */
export function reachingWrites(variable: Variable, use: TSESTree.Node): Reaching {
  const assigned = writesTo(variable).filter(({ at }) => at.type === 'AssignmentExpression')
  if (assigned.length === 0) return untouched
  const since = replacedAt(variable, use)
  const counted = assigned.filter(({ at }) => at.range[0] >= since && !(at.range[0] <= use.range[0] && use.range[1] <= at.range[1]))
  return { assigned: counted.filter(({ at }) => at.range[0] < use.range[0] || mayRunBefore(at, use)), fromStart: since === 0 }
}

/** Where the last statement begins that gives the variable another value whichever way it goes; 0 where there is none. */
export function replacedAt(variable: Variable, use: TSESTree.Node): number {
  const [declared] = variable.identifiers
  for (let at = use; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    // Beyond the block of the declaration nothing is assigned.
    if (declared !== undefined && at !== use && !isFunction(at) && at.range[0] <= declared.range[0] && declared.range[1] <= at.range[1]) return 0
    const body = parent.type === 'BlockStatement' || parent.type === 'Program' ? parent.body : parent.type === 'SwitchCase' ? parent.consequent : undefined
    const before = body?.filter((statement) => statement.range[1] <= use.range[0]) ?? []
    const last = before.findLast((statement) => replaces(statement, variable))
    if (last !== undefined) return last.range[0]
  }
  return 0
}

/** True for a statement after which the variable holds what was assigned in it, or after which nothing runs. */
function replaces(statement: TSESTree.Node, variable: Variable): boolean {
  switch (statement.type) {
    case 'ExpressionStatement': {
      const { expression } = statement
      const isAssigned = expression.type === 'AssignmentExpression' && expression.operator === '='
      return isAssigned && isReference(variable, expression.left) && !addsToItself(expression.right, variable)
    }
    case 'BlockStatement':
      return statement.body.some((inner) => replaces(inner, variable))
    case 'IfStatement':
      return (
        statement.alternate !== null &&
        (replaces(statement.consequent, variable) || leaves(statement.consequent)) &&
        (replaces(statement.alternate, variable) || leaves(statement.alternate)) &&
        (replaces(statement.consequent, variable) || replaces(statement.alternate, variable))
      )
    case 'SwitchStatement': {
      const filled = statement.cases.filter(({ consequent }) => consequent.length > 0)
      const isComplete = statement.cases.some(({ test }) => test === null)
      return (
        isComplete &&
        filled.every(({ consequent }) => consequent.some((inner) => replaces(inner, variable) || leaves(inner))) &&
        filled.some(({ consequent }) => consequent.some((inner) => replaces(inner, variable)))
      )
    }
    default:
      return false
  }
}

function isReference(variable: Variable, node: TSESTree.Node): boolean {
  return node.type === 'Identifier' && variable.references.some(({ identifier }) => identifier === node)
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
