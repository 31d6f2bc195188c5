import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from './bindings.ts'
import type { FunctionNode } from './bindings.ts'
import { isFunction } from './classes.ts'
import type { SourceFile } from './file.ts'
import { requestShapes, routeHandlers } from './models/requests.ts'
import { controllerLibraries, httpMethods } from './models/routers.ts'
import { calledMethod } from './named-package.ts'
import { annotationOf } from './origin.ts'

const requestNames: ReadonlySet<string> = new Set(requestShapes.slice(0, 2).flatMap(({ names }) => names))
const requestTypes: ReadonlySet<string> = new Set(requestShapes.slice(0, 2).flatMap(({ types }) => types))
const answerNames = /^_{0,2}(?:res|response|reply|next|h|done)$/
const routeDecorators: ReadonlySet<string> = new Set([
  ...controllerLibraries.flatMap(({ methods }) => Object.keys(methods)),
  'Query',
  'Mutation',
  'Subscription',
  'ResolveField',
])

const signs = new RegExp(
  [
    String.raw`,\s*_{0,2}(?:res|response|reply|next|h|done)\b`,
    String.raw`:\s*(?:${[...requestTypes].join('|')})\b`,
    String.raw`@(?:${[...routeDecorators].join('|')})\b`,
    String.raw`\bfunction\s*\*?\s*(?:${[...routeHandlers].join('|')})\b`,
  ].join('|'),
)
const registers = calledMethod(Object.keys(httpMethods))

/** True where a file's text can hold a function that answers requests: of all others the tree need not be built. */
export function mayHandleRequests({ text }: Pick<SourceFile, 'text'>): boolean {
  return signs.test(text) || (/['"]\//.test(text) && registers.test(text))
}

/** True for a function that runs for each request: a route's handler or a middleware, by what it takes or where it stands. */
export function isRequestHandler(node: FunctionNode): boolean {
  return takesRequest(node) || isRegistered(node) || isDecorated(node) || isRouteExport(node)
}

/** The handler that a node is part of, callbacks within it included. */
export function handlerAround(node: TSESTree.Node): FunctionNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) if (isFunction(at) && isRequestHandler(at)) return at
  return undefined
}

/** `(req, res)`, `(request: FastifyRequest)`, `(_, response, next)`. */
function takesRequest({ params: [first, second] }: FunctionNode): boolean {
  if (first === undefined) return false
  const annotation = annotationOf(first)
  if (annotation?.type === 'TSTypeReference' && annotation.typeName.type === 'Identifier' && requestTypes.has(annotation.typeName.name))
    return second !== undefined || annotation.typeName.name !== 'Context'
  if (annotation !== undefined) return false
  return second?.type === 'Identifier' && answerNames.test(second.name) && (first.type === 'ObjectPattern' || nameOf(first, requestNames) || nameOf(first, new Set(['_', '__', '_req'])))
}

function nameOf(parameter: TSESTree.Node, names: ReadonlySet<string>): boolean {
  return parameter.type === 'Identifier' && names.has(parameter.name)
}

/** `app.get('/path', …, handler)`. */
function isRegistered(node: FunctionNode): boolean {
  const { parent } = node
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return false
  const [path] = parent.arguments
  return (
    path !== node &&
    path?.type === 'Literal' &&
    typeof path.value === 'string' &&
    path.value.startsWith('/') &&
    Object.hasOwn(httpMethods, memberName(parent.callee) ?? '')
  )
}

function isDecorated({ parent }: FunctionNode): boolean {
  return (
    parent.type === 'MethodDefinition' &&
    parent.decorators.some(({ expression }) => {
      const name = expression.type === 'CallExpression' ? expression.callee : expression
      return name.type === 'Identifier' && routeDecorators.has(name.name)
    })
  )
}

/** `export async function GET(request)`, as Next's app router calls it. */
function isRouteExport(node: FunctionNode): boolean {
  return node.type === 'FunctionDeclaration' && node.parent.type === 'ExportNamedDeclaration' && routeHandlers.has(node.id?.name ?? '')
}
