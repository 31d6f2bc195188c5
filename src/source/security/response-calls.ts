import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { isFunction } from '../names/classes.ts'
import { functionOf } from '../names/origin.ts'
import type { SourceFile } from '../syntax/file.ts'
import { nodesOf } from '../syntax/tree.ts'

/** Names of the response, or of what holds it. */
export const responses = /^_?(?:res|resp|response|reply|ctx|c|context|h|NextResponse|Response)$/

/**
 * The body in `res.status(200).json(body)`, `ctx.body = body`.
 * @param isHelper the response is `this`, too
 */
export function sentBy(node: TSESTree.Node, isHelper: boolean): TSESTree.Node | undefined {
  const target = node.type === 'AssignmentExpression' ? node.left : node.type === 'CallExpression' ? node.callee : undefined
  if (target === undefined || !/^(?:json|jsonp|send|body)$/.test(memberName(target) ?? '') || !(responses.test(rootOf(target)) || (isHelper && rootOf(target) === 'this'))) return undefined
  if (node.type === 'AssignmentExpression') return node.right
  // `response.send(res)` of a response of the program
  return node.type === 'CallExpression' && !givesResponse(node) ? node.arguments[0] : undefined
}

/** The name that a chain of calls and members begins with; empty if it begins with none. */
export function rootOf(node: TSESTree.Node): string {
  let at = node
  while (at.type === 'CallExpression' || at.type === 'MemberExpression') at = at.type === 'CallExpression' ? at.callee : at.object
  return at.type === 'Identifier' ? at.name : at.type === 'ThisExpression' ? 'this' : ''
}

/**
 * The functions of a file that are put on every response, by their names: `res.success = (data) => res.json({ data })`,
 * `app.context.ok = function (data) { this.body = data }`, `app.decorateReply('sendOk', sendOk)`.
 */
export function helpersIn(file: SourceFile): ReadonlyMap<FunctionNode, string> {
  const found = new Map<FunctionNode, string>()
  if (!helping.test(file.text)) return found
  for (const node of nodesOf(file.program)) {
    const [named, given] = node.type === 'CallExpression' && memberName(node.callee) === 'decorateReply' ? node.arguments : []
    const isHolder = node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && responses.test(memberName(node.left.object) ?? rootOf(node.left.object))
    const [value, name] = node.type === 'AssignmentExpression' ? [node.right, isHolder ? memberName(node.left) : undefined] : [given, named?.type === 'Literal' ? String(named.value) : undefined]
    const helper = isFunction(value) ? value : value && functionOf(bindingsOf(file).definitionOf(value))
    if (helper !== undefined && name !== undefined) found.set(helper, name)
  }
  return found
}

const helping = /decorateReply\(|\b(?:res|resp|response|reply|ctx|context)\.\w+ = /

/** True if a call is given the response: `ok(res, user)`, `ok({ res, user })`. */
export function givesResponse({ arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const isResponse = (node: TSESTree.Node): boolean => node.type === 'Identifier' && responses.test(node.name)
  return given.some((one) => isResponse(one) || (one.type === 'ObjectExpression' && one.properties.some((each) => each.type === 'Property' && isResponse(each.value))))
}
