import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { rootName } from '../names/value-name.ts'
import { walk } from '../syntax/tree.ts'
import type { ResponseParameter } from './function-answers.ts'
import type { FunctionLike } from '../values/declarations.ts'

/**
 * True if a returned value must be the response, since it does not involve a response object: `async (request) => find(request.params.id)`, but not
 * `(event) => sendNoContent(event)` of h3.
 */
export function isReturnedResponse({ params, parent }: FunctionLike, response: ResponseParameter | undefined, value: TSESTree.Expression): boolean {
  const [, ...others] = params
  const names = new Set([response?.name, 'event', ...others.flatMap((other) => (other.type === 'Identifier' ? [other.name] : []))])
  let isSent = false
  walk(value, (node) => {
    if (node.type === 'Identifier' && names.has(node.name)) isSent = true
  })
  return !isSent && response?.isContext !== true && !(parent?.type === 'MethodDefinition' && parent.decorators.length > 0)
}

/** True for a name that a handler destructures from its only parameter: `({ set }) => { ... }`. */
export function isTakenOut({ params: [context, ...others] }: FunctionLike, node: TSESTree.Node, name: string): boolean {
  if (node.type !== 'Identifier' || node.name !== name || context?.type !== 'ObjectPattern' || others.length > 0) return false
  return context.properties.some((property) => property.type === 'Property' && property.value.type === 'Identifier' && property.value.name === name)
}

/** `({ set }) => { set.status = 404 }` of Elysia, `event.node.res.statusCode = 404` of h3 */
export function setsStatus(handler: FunctionLike, left: TSESTree.Node): boolean {
  return left.type === 'MemberExpression' && /^status(?:Code)?$/.test(memberName(left) ?? '') && (isTakenOut(handler, left.object, 'set') || rootName(left) === 'event')
}

/** `setResponseStatus(event, 201)` of h3, `this.setStatus(201)` of tsoa */
export function isStatusSetter(callee: TSESTree.Node): boolean {
  if (callee.type === 'Identifier') return callee.name === 'setResponseStatus'
  return callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression' && memberName(callee) === 'setStatus'
}

/** `next()` and `next('route')`. With an error, `next` calls the error handler instead. */
export function callsNext({ callee, arguments: [given] }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return callee.type === 'Identifier' && callee.name === 'next' && (given === undefined || given.type === 'Literal')
}
