import type { TSESTree } from '@typescript-eslint/utils'
import { rememberedOf } from '../../core/remember.ts'
import { memberName } from '../names/bindings.ts'
import type { Variable } from '../names/bindings.ts'

export interface Write {
  readonly operator: string
  readonly value: TSESTree.Expression
  /** The declarator, or the assignment. */
  readonly at: TSESTree.Node
}

interface Assignments {
  readonly writes: readonly Write[]
  /** The assignments by which what the variable held is gone. */
  readonly replacing: ReadonlySet<TSESTree.Node>
}

/** What is written to a variable, declarations with a value included, in the order of the text. */
export function writesTo(variable: Variable): readonly Write[] {
  return assignmentsOf(variable).writes
}

/** The assignments to a variable that keep nothing of what it held: not `sql = sql + x`. */
export function replacingAssignments(variable: Variable): ReadonlySet<TSESTree.Node> {
  return assignmentsOf(variable).replacing
}

const assignmentsOf = rememberedOf((variable: Variable): Assignments => {
  const writes = readWrites(variable)
  const replacing = writes.filter(({ at, operator, value }) => at.type === 'AssignmentExpression' && operator === '=' && !addsToItself(value, variable))
  return { writes, replacing: new Set(replacing.map(({ at }) => at)) }
})

function readWrites(variable: Variable): Write[] {
  const writes: Write[] = []
  for (const reference of variable.references) {
    if (!reference.isWrite) continue
    const { parent } = reference.identifier
    if (parent.type === 'VariableDeclarator' && parent.init !== null) {
      writes.push({ operator: '=', value: parent.init, at: parent })
    } else if (parent.type === 'AssignmentExpression' && parent.left === reference.identifier) {
      writes.push({ operator: parent.operator, value: parent.right, at: parent })
    }
  }
  return writes.sort((a, b) => a.at.range[0] - b.at.range[0])
}

/** True for `sql + …`, `` `${sql} …` ``, `[...list, …]` and `sql.concat(…)`: what the variable of that name held is still there. */
export function addsToItself(value: TSESTree.Expression, { name }: Variable): boolean {
  const isSame = (node: TSESTree.Node | undefined): boolean => node?.type === 'Identifier' && node.name === name
  let left: TSESTree.Node = value
  while (left.type === 'BinaryExpression' && left.operator === '+') left = left.left
  if (left.type === 'CallExpression' && left.callee.type === 'MemberExpression')
    return memberName(left.callee) === 'concat' && isSame(left.callee.object)
  if (left.type === 'ArrayExpression') return left.elements.some((element) => element?.type === 'SpreadElement' && isSame(element.argument))
  return isSame(left) || (left.type === 'TemplateLiteral' && left.expressions.some(isSame))
}
