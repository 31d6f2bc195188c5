import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import type { Variable } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'

/** Functions that are given a record and leave it as it is, if their result is not used. */
const harmless = /token|sign|mail|log|json|send|emit|publish|save|persist|flush|remove|push|assign|merge|notify|cookie|session|create|track|add|assert|done|next|resolve|callback|^cb$/i

/** The fields that are taken from a record (`-password`) or set (`+password`) after it was fetched. Undefined if something else may happen to it. */
export function changesBy({ references }: Variable): string[] | undefined {
  const found = references.map(({ identifier }) => changeBy(identifier))
  return found.includes(undefined) ? undefined : found.flatMap((names) => names ?? [])
}

function changeBy(identifier: TSESTree.Node): string[] | undefined {
  let at = identifier
  while (at.parent?.type === 'TSAsExpression' || at.parent?.type === 'TSNonNullExpression') at = at.parent
  let { parent } = at
  if (parent?.type === 'ForOfStatement' && parent.right === at) return undefined
  if (parent?.type === 'CallExpression' && parent.callee !== at) return isUnused(parent) && !harmless.test(calledName(parent) ?? '') ? undefined : []
  if (parent?.type !== 'MemberExpression' || parent.object !== at) return []
  // `user.dataValues.password`
  while (parent.parent.type === 'MemberExpression' && parent.parent.object === parent) parent = parent.parent
  const name = memberName(parent) ?? ''
  const around: TSESTree.Node = parent.parent
  if (around.type === 'UnaryExpression' && around.operator === 'delete') return [`-${name}`]
  if (around.type === 'AssignmentExpression' && around.left === parent) return [`${isNothing(around.right) ? '-' : '+'}${name}`]
  if (around.type !== 'CallExpression' || around.callee !== parent) return []
  // `user.set('password', undefined)`
  const texts = around.arguments.flatMap((one) => (one.type === 'Literal' && typeof one.value === 'string' ? `-${one.value}` : []))
  return isUnused(around) && /^(?:forEach|map|every|some)$/.test(name) ? undefined : texts
}

function isUnused({ parent }: TSESTree.Node): boolean {
  return (parent?.type === 'AwaitExpression' ? parent.parent : parent)?.type === 'ExpressionStatement'
}

function isNothing(node: TSESTree.Expression): boolean {
  return node.type === 'Literal' || (node.type === 'Identifier' && node.name === 'undefined') || (node.type === 'UnaryExpression' && node.operator === 'void')
}
