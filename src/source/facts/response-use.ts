import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { ownCallbacks } from '../models/callbacks.ts'
import { errorHandlerMethods } from '../models/routers.ts'
import { nameOfValue } from '../names/value-name.ts'
import { walk } from '../syntax/tree.ts'
import type { ResponseParameter } from './function-answers.ts'
import type { FunctionLike } from '../values/declarations.ts'

/** A call on the response, or on the result of such a call. */
export interface Link {
  readonly name: string
  readonly arguments: readonly TSESTree.Node[]
}

/** An assignment to Koa's context: `ctx.status` and `ctx.body` belong together if they are in the same block. */
export interface Assigned {
  readonly block: TSESTree.Node
  readonly value: TSESTree.Node
  readonly range: readonly [number, number]
}

/** The chained calls on a value, the end of that chain, and the properties before the first call. */
export function chainOf(id: TSESTree.Node): { readonly links: readonly Link[]; readonly end: TSESTree.Node; readonly path: readonly string[] } {
  const links: Link[] = []
  const path: string[] = []
  let end = id
  for (let { parent } = end; parent !== undefined; { parent } = end) {
    if (parent.type === 'MemberExpression' && parent.object === end) {
      const name = memberName(parent) ?? ''
      if (links.length === 0) path.push(name)
      if (parent.parent.type === 'CallExpression' && parent.parent.callee === parent) links.push({ name, arguments: parent.parent.arguments })
      else if (links.length > 0) break
    } else if (!(parent.type === 'CallExpression' && parent.callee === end) && !isTransparent(parent)) break
    end = parent
  }
  return { links, end, path }
}

function isTransparent({ type }: TSESTree.Node): boolean {
  return type === 'TSAsExpression' || type === 'TSNonNullExpression' || type === 'ChainExpression'
}

/** True for a reference to a variable, false for the name of a property or field. */
export function isReference(node: TSESTree.Identifier): boolean {
  const { parent } = node
  if (parent.type === 'MemberExpression') return parent.object === node || parent.computed
  return parent.type !== 'Property' || parent.parent.type === 'ObjectExpression'
}

function isWritten(node: TSESTree.MemberExpression): boolean {
  return node.parent.type === 'AssignmentExpression' && node.parent.left === node
}

/** The innermost block, case or branch without braces around a node: the statements in it run together. */
export function blockAround(node: TSESTree.Node): TSESTree.Node {
  let around: TSESTree.Node = node
  while (around.parent !== undefined && around.type !== 'BlockStatement' && around.type !== 'SwitchCase' && !isBranch(around)) around = around.parent
  return around
}

/** `if (x) res.status(404)`: a block without braces. */
function isBranch({ parent, range }: TSESTree.Node): boolean {
  return parent?.type === 'IfStatement' && parent.test.range[0] !== range[0]
}

/** The value of a field in an object literal; nothing for computed names and spreads. */
export function fieldIn(object: TSESTree.ObjectExpression, name: string): TSESTree.Node | undefined {
  const property = object.properties.find(
    (one) => one.type === 'Property' && !one.computed && one.key.type === 'Identifier' && one.key.name === name,
  )
  return property?.type === 'Property' ? property.value : undefined
}

/** True for a parameter with a typical name of errors. */
export function isError(parameter: TSESTree.Node | undefined): parameter is TSESTree.Identifier {
  return parameter?.type === 'Identifier' && /^_?e(?:rr(?:or)?|x(?:ception)?)?$/.test(parameter.name)
}

/** `(error, req, res, next)` of Express, `(error, request, reply)` of Fastify, `(err, c)` of Hono. */
export function takesErrorFirst({ params }: FunctionLike): boolean {
  return params.length === 4 || (params.length > 1 && isError(params[0]))
}

/**
 * True for `onError(({ error }) => …)` of Elysia, `setErrorHandler((error) => …)` of Fastify and `ext('onPreResponse', (request, h) => …)` of
 * hapi, which send what is returned.
 */
export function isErrorHandler({ parent }: FunctionLike): boolean {
  if (parent.type !== 'CallExpression') return false
  const [first] = parent.arguments
  return errorHandlerMethods.has(memberName(parent.callee) ?? '') && (first?.type !== 'Literal' || first.value === 'onPreResponse')
}

/** Names of errors in a function: caught ones, and the first parameter of an error handler. */
export function errorNamesIn(node: FunctionLike): ReadonlySet<string> {
  const { params, body } = node
  const names = new Set<string>()
  const [first] = params
  if ((takesErrorFirst(node) || (isError(first) && isErrorHandler(node))) && first?.type === 'Identifier') names.add(first.name)
  if (first?.type === 'ObjectPattern' && isErrorHandler(node)) names.add('error')
  const handles = isErrorHandler(node)
  if (body !== null && body !== undefined)
    walk(body, (node) => {
      // `const response = request.response`, `const { response } = request`
      if (handles && node.type === 'VariableDeclarator') {
        const taken = node.id.type === 'ObjectPattern' ? 'response' : memberName(node.init)
        if (taken === 'response') names.add(node.id.type === 'Identifier' ? node.id.name : taken)
      }
      if (node.type === 'CatchClause' && node.param?.type === 'Identifier') names.add(node.param.name)
      // `request.post(options, (err, response) => ...)`, `user.save((err) => ...)`, but not `errors.map((err) => ...)`
      const [given, second] = node.type === 'ArrowFunctionExpression' || node.type === 'FunctionExpression' ? node.params : []
      const call = isError(given) && node.parent?.type === 'CallExpression' ? node.parent : undefined
      if (call !== undefined && isError(given) && (second !== undefined || !ownCallbacks.has(nameOfValue(call.callee) ?? ''))) names.add(given.name)
      const isRejected = node.type === 'CallExpression' && memberName(node.callee) === 'catch'
      const [handler] = isRejected ? node.arguments : []
      if (handler?.type !== 'ArrowFunctionExpression' && handler?.type !== 'FunctionExpression') return
      const [caught] = handler.params
      if (caught?.type === 'Identifier') names.add(caught.name)
    })
  return names
}

/** True for a value that is only logged, `console.log(request.body)`, and so does not affect the response. */
export function isLogged({ parent }: TSESTree.Node): boolean {
  if (parent?.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false
  const { object } = parent.callee
  const name = object.type === 'MemberExpression' ? memberName(object) : object.type === 'Identifier' ? object.name : undefined
  return name !== undefined && /^(?:console|log|logger)$/.test(name)
}

/** `req.body`, `ctx.request.body`, `c.req.json()` */
export function readsBodyOf({ params }: FunctionLike, { isContext }: ResponseParameter, node: TSESTree.MemberExpression): boolean {
  const [request] = params
  if (request?.type !== 'Identifier' || isLogged(node)) return false
  const name = memberName(node)
  const { object, parent } = node
  if (!isContext) return name === 'body' && object.type === 'Identifier' && object.name === request.name && !isWritten(node)
  if (object.type !== 'MemberExpression' || object.object.type !== 'Identifier' || object.object.name !== request.name) return false
  const part = memberName(object)
  const isCalled = parent.type === 'CallExpression' && parent.callee === node
  return (part === 'request' && name === 'body' && !isWritten(node)) || (part === 'req' && isCalled && (name === 'json' || name === 'parseBody' || name === 'formData'))
}

/** True for a variable or member, `rows[0]` or `user`, as opposed to what a call, say, renders from a template. */
export function isHeld(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'MemberExpression' || node?.type === 'Identifier'
}
