import type { TSESTree } from '@typescript-eslint/utils'
import { bare, keyName, memberName } from '../names/bindings.ts'
import type { Variable } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'

/** Functions that are given a record and leave it as it is, if their result is not used. `removePassword(user)` does not. */
const harmless = /token|sign|mail|log|json|send|emit|publish|save|persist|flush|^remove$|push|assign|merge|notify|cookie|session|create|track|add|assert|done|next|resolve|callback|^cb$/i

/** The fields that are taken from a record (`-password`) or set (`+password`) after it was fetched. Undefined if something else may happen to it. */
export function changesBy({ references }: Variable): string[] | undefined {
  const found = references.map(({ identifier }) => changeBy(identifier))
  return found.includes(undefined) ? undefined : found.flatMap((names) => names ?? [])
}

/** The fields that are not in what is left of a record: `const { password, ...others } = user`. Undefined if they are not known. */
export function takenFrom({ declarations: [declaration] }: Variable): string[] | undefined {
  const rest = declaration?.name.parent
  const pattern = rest?.type === 'RestElement' ? rest.parent : undefined
  if (pattern?.type !== 'ObjectPattern') return []
  const names = pattern.properties.map((one) => (one.type === 'Property' ? keyName(one) : ''))
  return names.includes(undefined) ? undefined : names.map((name) => `-${name}`)
}

function changeBy(identifier: TSESTree.Node): string[] | undefined {
  const at = aroundBare(identifier)
  let { parent } = at
  if (parent?.type === 'ForOfStatement' && parent.right === at) return undefined
  if (parent?.type === 'CallExpression' && parent.callee !== at) return isUnused(parent) && !harmless.test(calledName(parent) ?? '') ? undefined : parent.arguments.flatMap(emptiedBy)
  if (parent?.type !== 'MemberExpression' || parent.object !== at) return []
  // `user.dataValues.password`
  while (parent.parent.type === 'MemberExpression' && parent.parent.object === parent) parent = parent.parent
  const name = memberName(parent)
  const whole = aroundBare(parent)
  const around = whole.parent
  const isDeleted = around?.type === 'UnaryExpression' && around.operator === 'delete'
  const isSet = around?.type === 'AssignmentExpression' && around.left === whole
  // `delete user[field]`
  if (isDeleted || isSet) return name === undefined ? undefined : [`${isDeleted || (isSet && isNothing(around.right)) ? '-' : '+'}${name}`]
  if (name === undefined || around?.type !== 'CallExpression' || around.callee !== whole) return []
  // `user.set('password', undefined)`
  const texts = around.arguments.flatMap((one) => (one.type === 'Literal' && typeof one.value === 'string' ? `-${one.value}` : []))
  return isUnused(around) && /^(?:forEach|map|every|some)$/.test(name) ? undefined : texts
}

function isUnused({ parent }: TSESTree.Node): boolean {
  return (parent?.type === 'AwaitExpression' ? parent.parent : parent)?.type === 'ExpressionStatement'
}

/** `Object.assign(user, { password: undefined })` */
function emptiedBy(node: TSESTree.Node): string[] {
  return node.type === 'ObjectExpression' ? node.properties.flatMap((one) => (one.type === 'Property' && isNothing(one.value) ? `-${keyName(one)}` : [])) : []
}

/** The opposite of `bare`: the expression with what only the compiler reads around it. */
function aroundBare(node: TSESTree.Node): TSESTree.Node {
  let at = node
  while (at.parent && bare(at.parent) !== at.parent) at = at.parent
  return at
}

function isNothing(written: TSESTree.Node): boolean {
  const node = bare(written)
  return node.type === 'Literal' || (node.type === 'TemplateLiteral' && node.expressions.length === 0) || (node.type === 'Identifier' && node.name === 'undefined') || (node.type === 'UnaryExpression' && node.operator === 'void')
}
