import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'

/** Names of the response, or of what holds it. */
export const responses = /^_?(?:res|resp|response|reply|ctx|c|context|h|NextResponse|Response)$/

/** The body in `res.status(200).json(body)`, `ctx.body = body`. */
export function sentBy(node: TSESTree.Node): TSESTree.Node | undefined {
  const target = node.type === 'AssignmentExpression' ? node.left : node.type === 'CallExpression' ? node.callee : undefined
  if (target === undefined || !/^(?:json|jsonp|send|body)$/.test(memberName(target) ?? '') || !responses.test(rootOf(target))) return undefined
  return node.type === 'AssignmentExpression' ? node.right : node.type === 'CallExpression' ? node.arguments[0] : undefined
}

/** The name that a chain of calls and members begins with; empty if it begins with none. */
export function rootOf(node: TSESTree.Node): string {
  let at = node
  while (at.type === 'CallExpression' || at.type === 'MemberExpression') at = at.type === 'CallExpression' ? at.callee : at.object
  return at.type === 'Identifier' ? at.name : ''
}

/** True if a call is given the response: `ok(res, user)`, `ok({ res, user })`. */
export function givesResponse({ arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const isResponse = (node: TSESTree.Node): boolean => node.type === 'Identifier' && responses.test(node.name)
  return given.some((one) => isResponse(one) || (one.type === 'ObjectExpression' && one.properties.some((each) => each.type === 'Property' && isResponse(each.value))))
}
