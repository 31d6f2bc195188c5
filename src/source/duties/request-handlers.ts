import type { TSESTree } from '@typescript-eslint/utils'
import { propertyIn } from '../names/links.ts'
import { keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { decoratorName, isFunction } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { handlerClasses, handlerMethods, messageDecorators, procedureMethods, requestShapes, resolverRoots, routeHandlers } from '../models/requests.ts'
import { platformFunctions, platformTypes } from '../models/cloud-functions.ts'
import { controllerLibraries } from '../models/controllers.ts'
import { httpMethods } from '../models/routers.ts'
import { calledMethod } from '../names/named-package.ts'
import { annotationOf } from '../names/origin.ts'

const requestNames: ReadonlySet<string> = new Set(requestShapes.slice(0, 2).flatMap(({ names }) => names))
const requestTypes: ReadonlySet<string> = new Set(requestShapes.slice(0, 2).flatMap(({ types }) => types))
const answerNames = /^_{0,2}(?:res|response|reply|next|h|done|respuesta|resposta|reponse|antwort)$/
const handlerDecorators: ReadonlySet<string> = new Set([...controllerLibraries.flatMap(({ methods }) => Object.keys(methods)), ...messageDecorators])

const signs = new RegExp(
  [
    String.raw`,\s*_{0,2}(?:res|response|reply|next|h|done|respuesta|resposta|reponse|antwort)\b`,
    String.raw`:\s*(?:${[...requestTypes].join('|')})\b`,
    String.raw`\b(?:${platformTypes.begin})\w*\b|\b(?:${[...platformFunctions].join('|')})\s*=\s*async`,
    String.raw`\bcontext\.res\s*=`,
    String.raw`\.use\(\s*(?:async\s*)?\(?(?:ctx|context)\b`,
    String.raw`@(?:${[...handlerDecorators, ...handlerClasses].join('|')})\b`,
    String.raw`\bfunction\s*\*?\s*(?:${[...routeHandlers].join('|')})\b`,
    String.raw`\bresolve:\s|\bresolve\((?:_|root|parent|source|obj)\w*,|\b(?:Query|Mutation|Subscription)['"]?\s*[:=]\s*\{|(?:[rR]esolvers?|[mM]utations|[qQ]ueries|export const (?:query|mutation))\b[^=\n]{0,60}=\s*\{`,
  ].join('|'),
)
const procedures = new RegExp(String.raw`\.(?:${[...procedureMethods].join('|')})\(`)
const registers = calledMethod(Object.keys(httpMethods))

/** False if the file certainly has no request handler, so that its tree need not be built. */
export function mayHandleRequests({ text }: Pick<SourceFile, 'text'>): boolean {
  // `.query()` alone does not mean tRPC: databases have it too.
  return signs.test(text) || (/['"]\//.test(text) && (registers.test(text) || /\bhandler\s*[:(]/.test(text))) || (/procedure/i.test(text) && procedures.test(text))
}

/** True for a function that runs for each request (a handler or middleware), by its parameters or by where it is registered. */
export function isRequestHandler(node: FunctionNode): boolean {
  if (takesRequest(node) || isRegistered(node) || isOfRoute(node) || isDecorated(node) || isUsed(node) || isCalledByPlatform(node)) return true
  return isRouteExport(node) || isProcedure(node) || isResolver(node) || executesMessages(node)
}

/** The request handler that contains a node, also from within nested callbacks. */
export function handlerAround(node: TSESTree.Node): FunctionNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent) if (isFunction(at) && isRequestHandler(at)) return at
  return undefined
}

/** `protectedProcedure.input(schema).mutation(async ({ input }) => …)` of tRPC. */
export function isProcedure({ parent }: FunctionNode): boolean {
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression' || !procedureMethods.has(memberName(parent.callee) ?? '')) return false
  let at: TSESTree.Node = parent.callee.object
  for (;;) {
    if (at.type === 'CallExpression') at = at.callee
    else if (at.type !== 'MemberExpression') return at.type === 'Identifier' && /procedure/i.test(at.name)
    else if (/procedure/i.test(memberName(at) ?? '')) return true
    else at = at.object
  }
}

/** `{ Mutation: { addUser: (parent, args) => … } }`: resolvers of a GraphQL server. */
function isResolver({ parent, params }: FunctionNode): boolean {
  if (parent.type !== 'Property' || parent.parent.type !== 'ObjectExpression') return false
  const holder = parent.parent.parent
  // `{ type: [Book], resolve: () => … }`
  if (keyName(parent) === 'resolve') return propertyIn(parent.parent, 'type') !== undefined
  // `{ Query: { users: () => … } }`
  if (params.length < 2 && holder.type === 'Property') return /^(?:Query|Mutation|Subscription)$/.test(keyName(holder) ?? '')
  if (params.length < 2 && !parent.parent.properties.some((one) => one.type === 'Property' && isFunction(one.value) && takesParent(one.value))) return false
  if (holder.type === 'Property') return resolverRoots.test(keyName(holder) ?? '')
  // `exports.queries = { users: (parent, args) => … }`
  const named = holder.type === 'VariableDeclarator' ? holder.id : holder.type === 'AssignmentExpression' ? holder.left : undefined
  return named !== undefined && resolverRoots.test((named.type === 'MemberExpression' ? memberName(named) : named.type === 'Identifier' ? named.name : undefined) ?? '')
}

function takesParent({ params: [first, second] }: FunctionNode): boolean {
  return second !== undefined && first?.type === 'Identifier' && /^_|^(?:parent|root|source)$/.test(first.name)
}

/** `execute` of a command handler: a class to which a bus dispatches messages. */
function executesMessages({ parent }: FunctionNode): boolean {
  if (parent.type !== 'MethodDefinition' || !handlerMethods.has(keyName(parent) ?? '')) return false
  const { decorators } = parent.parent.parent
  return decorators.some(({ expression }) => handlerClasses.has(decoratorName(expression)))
}

/** `(req, res)`, `(request: FastifyRequest)`, `(_, response, next)`. */
function takesRequest({ params: [first, second] }: FunctionNode): boolean {
  if (first === undefined) return false
  const annotation = annotationOf(first)
  if (annotation?.type === 'TSTypeReference' && annotation.typeName.type === 'Identifier' && requestTypes.has(annotation.typeName.name))
    return second !== undefined || annotation.typeName.name !== 'Context'
  // With `req: AuthRequest`, or an annotation that says nothing, the names decide.
  if (annotation !== undefined && annotation.type !== 'TSAnyKeyword' && !isNamedRequest(annotation)) return false
  // `(context, req) => …` of Azure Functions
  if (second !== undefined && nameOf(second, requestNames) && nameOf(first, contextNames)) return true
  // `(c, next) => …` of Hono
  if (second?.type === 'Identifier' && second.name === 'next' && (nameOf(first, contextNames) || nameOf(first, new Set(['c'])))) return true
  return second?.type === 'Identifier' && answerNames.test(second.name) && (first.type === 'ObjectPattern' || nameOf(first, requestNames) || nameOf(first, new Set(['_', '__', '_req'])))
}

function isNamedRequest(annotation: TSESTree.TypeNode): boolean {
  return annotation.type === 'TSTypeReference' && annotation.typeName.type === 'Identifier' && /Req(?:uest)?$/.test(annotation.typeName.name)
}

function nameOf(parameter: TSESTree.Node, names: ReadonlySet<string>): boolean {
  return parameter.type === 'Identifier' && names.has(parameter.name)
}

/** `app.get('/path', …, handler)`. */
export function isRegistered(node: FunctionNode): boolean {
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

/** `{ method: 'GET', path: '/orders', handler: () => … }` of hapi and Fastify. */
function isOfRoute({ parent }: FunctionNode): boolean {
  if (parent.type !== 'Property' || keyName(parent) !== 'handler' || parent.parent.type !== 'ObjectExpression') return false
  const names = parent.parent.properties.map((property) => (property.type === 'Property' ? keyName(property) : undefined))
  return names.includes('method') && (names.includes('path') || names.includes('url'))
}

/** `app.use(async (ctx) => …)` of Koa. */
function isUsed({ parent, params: [first] }: FunctionNode): boolean {
  if (parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression' || memberName(parent.callee) !== 'use') return false
  return first !== undefined && nameOf(first, contextNames)
}
const contextNames: ReadonlySet<string> = new Set(['ctx', 'context'])

/** `export const handler = async (event) => …`, and functions with the type of a handler behind an API gateway. */
export function isCalledByPlatform({ parent, params: [event] }: FunctionNode): boolean {
  if (event !== undefined && isOfPlatform(annotationOf(event))) return true
  if (parent.type === 'AssignmentExpression') return platformFunctions.has(memberName(parent.left) ?? '') && isEvent(event)
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false
  if (isOfPlatform(parent.id.typeAnnotation?.typeAnnotation)) return true
  return parent.parent.parent.type === 'ExportNamedDeclaration' && platformFunctions.has(parent.id.name) && isEvent(event)
}

/** Untyped and named `event`: handlers of queues and timers have a type, or other names. */
function isEvent(parameter: TSESTree.Parameter | undefined): boolean {
  return parameter !== undefined && nameOf(parameter, eventNames) && annotationOf(parameter) === undefined
}
const eventNames: ReadonlySet<string> = new Set(['event', 'evt'])

function isOfPlatform(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false
  if (isPlatformType.test(type.typeName.name)) return true
  return type.typeName.name === 'Handler' && isOfPlatform(type.typeArguments?.params[0])
}
const isPlatformType = new RegExp(`^(?:${platformTypes.begin})`)

function isDecorated({ parent }: FunctionNode): boolean {
  return (
    parent.type === 'MethodDefinition' &&
    parent.decorators.some(({ expression }) => handlerDecorators.has(decoratorName(expression)))
  )
}

/** `export async function GET(request)` of Next's App Router. */
function isRouteExport(node: FunctionNode): boolean {
  return node.type === 'FunctionDeclaration' && node.parent.type === 'ExportNamedDeclaration' && routeHandlers.has(node.id?.name ?? '')
}
