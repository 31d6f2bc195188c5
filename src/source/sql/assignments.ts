import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { memberName, pathTo } from '../names/bindings.ts'
import type { Path, Variable } from '../names/bindings.ts'

/** A write to a variable: an assignment, or a declaration with an initializer. */
export interface Write {
  readonly operator: string
  readonly value: TSESTree.Expression
  /** The path from that value to what the variable gets: `['sort']` for `({ sort } = query)`. */
  readonly path: Path
  /** The declarator or the assignment. */
  readonly at: TSESTree.Node
}

interface Assignments {
  readonly writes: readonly Write[]
  /** Those that are no declarations. */
  readonly assigned: readonly Write[]
  /** The assignments that discard the variable's previous value. */
  readonly replacing: ReadonlySet<TSESTree.Node>
}

/** All writes to a variable, declarations with an initializer included, in source order. */
export function writesTo(variable: Variable): readonly Write[] {
  return assignmentsOf(variable).writes
}

/** The same without declarations. */
export function assignmentsTo(variable: Variable): readonly Write[] {
  return assignmentsOf(variable).assigned
}

/** The assignments that discard the variable's previous value, so not `sql = sql + x`. */
export function replacingAssignments(variable: Variable): ReadonlySet<TSESTree.Node> {
  return assignmentsOf(variable).replacing
}

const assignmentsOf = memoize((variable: Variable): Assignments => {
  const writes = readWrites(variable)
  const assigned = writes.filter(({ at }) => at.type === 'AssignmentExpression')
  const replacing = assigned.filter(({ operator, value }) => operator === '=' && !addsToItself(value, variable))
  return { writes, assigned, replacing: new Set(replacing.map(({ at }) => at)) }
})

function readWrites(variable: Variable): Write[] {
  const writes: Write[] = []
  for (const reference of variable.references) {
    if (!reference.isWrite) continue
    const { parent } = reference.identifier
    if (parent.type === 'VariableDeclarator' && parent.init !== null) {
      writes.push({ operator: '=', value: parent.init, path: [], at: parent })
    } else if (parent.type === 'AssignmentExpression' && parent.left === reference.identifier) {
      writes.push({ operator: parent.operator, value: parent.right, path: [], at: parent })
    } else {
      const at = assignmentAround(parent)
      const way = at && pathTo(at.left, reference.identifier)
      if (at !== undefined && way !== undefined) writes.push({ operator: '=', value: at.right, path: way.path, at })
    }
  }
  return writes.sort((a, b) => a.at.range[0] - b.at.range[0])
}

/** The assignment that a part of a pattern belongs to: `[a, b] = pair`, `({ sort } = query)`. */
function assignmentAround(part: TSESTree.Node): TSESTree.AssignmentExpression | undefined {
  let at: TSESTree.Node | undefined = part
  while (at !== undefined && /^(?:(?:Array|Object|Assignment)Pattern|Property|RestElement)$/.test(at.type)) at = at.parent
  return at?.type === 'AssignmentExpression' ? at : undefined
}

/** True if something is appended to the variable's text, or put into it: `sql += x`, `sql = sql.replace(name, x)`. */
export function isExtended(variable: Variable): boolean {
  return writesTo(variable).some(({ operator, value }) => operator === '+=' || addsToItself(value, variable) || putInto(value, variable) !== undefined)
}

/** What is put into the variable's text: `x` for `sql.replace(name, x)`. */
export function putInto(value: TSESTree.Expression, { name }: Variable): TSESTree.Node | undefined {
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression' || !/^replace(?:All)?$/.test(memberName(value.callee) ?? '')) return undefined
  return value.callee.object.type === 'Identifier' && value.callee.object.name === name ? value.arguments[1] : undefined
}

/** True for `sql + …`, `` `${sql} …` ``, `[...list, …]` and `sql.concat(…)`, where the new value contains the variable's previous one. */
export function addsToItself(value: TSESTree.Expression, { name }: Variable): boolean {
  const isSame = (node: TSESTree.Node | undefined): boolean => node?.type === 'Identifier' && node.name === name
  let left: TSESTree.Node = value
  while (left.type === 'BinaryExpression' && left.operator === '+') left = left.left
  if (left.type === 'CallExpression' && left.callee.type === 'MemberExpression')
    return memberName(left.callee) === 'concat' && isSame(left.callee.object)
  if (left.type === 'ArrayExpression') return left.elements.some((element) => element?.type === 'SpreadElement' && isSame(element.argument))
  return isSame(left) || (left.type === 'TemplateLiteral' && left.expressions.some(isSame))
}
