import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { bare, keyName, memberName } from '../names/bindings.ts'
import type { Variable } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { givesResponse, responses, rootOf } from './response-calls.ts'

/** Functions that are given a record and leave it as it is, if their result is not used. `removePassword(user)` does not. */
const harmless = /token|sign|mail|log|json|send|emit|publish|save|persist|flush|^remove$|push|assign|merge|notify|cookie|session|create|track|add|assert|done|next|resolve|callback|^cb$/i

/** Methods of a record, its query or a list that may take fields away. */
const taking = /^(?:forEach|map|every|some|select|project\w*)$|hide|strip|sanit|clean|clear|omit|exclu|redact|mask|secur|remove[A-Z]/i

/** The fields that are taken from a record (`-password`) or set (`+password`) after it was fetched. Undefined if something else may happen to it. */
export const changesBy = memoize(({ references }: Variable): readonly string[] | undefined => {
  const found = new Set<string>()
  for (const { identifier } of references) {
    const names = changeBy(identifier)
    if (names === undefined) return undefined
    for (const name of names) found.add(name)
  }
  return [...found]
})

/** Where a variable gets its values. */
export const writesTo = memoize(({ references }: Variable) => references.flatMap(({ isWrite, identifier }) => (isWrite ? identifier : [])))

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
  // Other values, or a second name, by which it may be changed: `user.dataValues = others`, `const copy = user`, `[user].forEach(hide)`
  const isReplaced = at.type === 'MemberExpression' && parent?.type === 'AssignmentExpression' && parent.left === at
  if (isReplaced || isLoopedOver(at) || (parent?.type === 'ArrayExpression' && (isLoopedOver(parent) || parent.parent.type === 'MemberExpression')) || isNamed(at)) return undefined
  if (parent?.type === 'CallExpression' && parent.callee !== at) return isUnused(parent) && !isHarmless(parent) ? undefined : parent.arguments.flatMap(emptiedBy)
  if (parent?.type !== 'MemberExpression' || parent.object !== at) return []
  // `user.dataValues.password`
  while (parent.parent.type === 'MemberExpression' && parent.parent.object === parent) parent = parent.parent
  const name = memberName(parent)
  if ((parent.computed || name === 'dataValues') && isNamed(parent)) return undefined
  const whole = aroundBare(parent)
  const around = whole.parent
  const isDeleted = around?.type === 'UnaryExpression' && around.operator === 'delete'
  const isSet = around?.type === 'AssignmentExpression' && around.left === whole
  // `delete user[field]`
  if (isDeleted || isSet) return name === undefined ? undefined : [`${isDeleted || (isSet && isNothing(around.right)) ? '-' : '+'}${name}`]
  if (name === undefined || around?.type !== 'CallExpression' || around.callee !== whole) return []
  // `user.set('password', undefined)`, `user.set({ password: undefined })`
  const texts = around.arguments.flatMap((one) => (one.type === 'Literal' && typeof one.value === 'string' ? `-${one.value}` : []))
  // `users.filter(Boolean).forEach((user) => { delete user.password })`
  let call: TSESTree.CallExpression = around
  while (call.parent.type === 'MemberExpression' && call.parent.parent.type === 'CallExpression' && call.parent.parent.callee === call.parent) call = call.parent.parent
  return isUnused(call) && taking.test(calledName(call) ?? '') ? undefined : [...texts, ...around.arguments.flatMap(emptiedBy)]
}

/** True for a function that leaves a record as it is, or sends it: `ok(res, user)`, `res.ok(user)`. */
function isHarmless(call: TSESTree.CallExpression): boolean {
  const name = calledName(call) ?? ''
  return call.callee.type === 'Super' || harmless.test(name) || ((givesResponse(call) || responses.test(rootOf(call.callee))) && !taking.test(name))
}

function isLoopedOver(node: TSESTree.Node): boolean {
  return node.parent?.type === 'ForOfStatement' && node.parent.right === node
}

function isNamed(node: TSESTree.Node): boolean {
  const { parent } = node
  return parent?.type === 'VariableDeclarator' && parent.init === node && parent.id.type === 'Identifier'
}

function isUnused({ parent }: TSESTree.Node): boolean {
  // `await Promise.all(users.map(hide))`
  if (parent?.type === 'CallExpression' && calledName(parent) === 'all') return isUnused(parent)
  return (parent?.type === 'AwaitExpression' ? parent.parent : parent)?.type === 'ExpressionStatement'
}

/** `Object.assign(user, { password: undefined })` */
function emptiedBy(node: TSESTree.Node): string[] {
  return node.type === 'ObjectExpression' ? node.properties.flatMap((one) => (one.type === 'Property' && isNothing(one.value) ? `-${keyName(one)}` : [])) : []
}

/** The opposite of `bare`: the expression with what only the compiler reads around it, and `user._doc` for `user`. */
function aroundBare(node: TSESTree.Node): TSESTree.Node {
  let at = node
  while (at.parent && (bare(at.parent) !== at.parent || (at.parent.type === 'MemberExpression' && /^(?:_doc|dataValues)$/.test(memberName(at.parent) ?? '')))) at = at.parent
  return at
}

function isNothing(written: TSESTree.Node): boolean {
  const node = bare(written)
  return node.type === 'Literal' || (node.type === 'TemplateLiteral' && node.expressions.length === 0) || (node.type === 'Identifier' && node.name === 'undefined') || (node.type === 'UnaryExpression' && node.operator === 'void')
}
