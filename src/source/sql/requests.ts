import type { TSESTree } from '@typescript-eslint/utils'
import { keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode, ParameterDefinition, Path } from '../names/bindings.ts'
import { isPackage } from '../models/sql-names.ts'
import { fieldsOfRequests, loaders, partsOfEvents, requestDecorators, requestReaders, requestShapes, routeHandlers, safePipes } from '../models/requests.ts'
import type { RequestShape } from '../models/requests.ts'
import { isFunction, returnedBy, shapeOf } from '../names/classes.ts'
import { exportedName } from '../names/exported-name.ts'
import { annotationOf, modulesOf } from '../names/origin.ts'
import { declaredAt, isUnionOfTexts } from './declared.ts'
import { isClass, resolveNode } from './resolve.ts'
import { calledBackOrigin } from './called-back.ts'
import { describedBy, registeredAbove, registeredBefore } from './middleware.ts'
import { attachedBefore } from './request-attachments.ts'
import { isCheckedAtRegistration, validatorsAllow } from './registration.ts'
import { keptIn } from './stored.ts'
import { safe, unknown } from './text.ts'
import type { Tracker } from './tracker.ts'
import type { DeclaredAs, Origin, RequestOrigin } from './text.ts'
import { parameterName } from '../names/function-names.ts'

/**
 * The request data that a handler's parameter holds at a path; nothing for parameters that are no requests.
 * @param name how messages show the value
 */
export function requestOrigin(tracker: Tracker, parameter: ParameterDefinition, path: Path, name: string): Origin | undefined {
  const { goal } = tracker.all
  const origin = originInRequest(tracker, parameter, path, name)
  if (goal === undefined || origin?.kind !== 'request') return origin
  const { decorators: [first], range } = parameter.node
  const written = tracker.file.text.slice((first?.range ?? range)[0], range[1])
  const counts = goal.parts.test(/^@(?!Req)/.test(written) ? written : path.join('.')) || (goal.kind === 'url' && calledBackOrigin(tracker, parameter, path, name) !== undefined)
  return counts && !isCheckedSomehow(tracker, goal.checks, parameter.function) ? origin : unknown
}

/** True if what stands beside a handler, or runs before it, shows that its input is checked: a schema, a pipe, a middleware. */
export function isCheckedSomehow(tracker: Tracker, checks: RegExp, handler: FunctionNode): boolean {
  const { text } = tracker.file
  const { range: [from, to] } = handler.parent.type === 'Property' ? handler.parent.parent : handler.parent
  if (checks.test(text.slice(from, handler.range[0]) + text.slice(handler.range[1], to))) return true
  const before = [...registeredBefore(tracker, handler).flat(), ...registeredAbove(tracker), ...describedBy(tracker, handler)]
  return before.some(({ by, node }) => !isFunction(node) && checks.test(by.file.text.slice(...node.range)))
}

function originInRequest(tracker: Tracker, parameter: ParameterDefinition, path: Path, name: string): Origin | undefined {
  const { node } = parameter
  const decorated = node.decorators
    .map(({ expression }) => expression)
    .find((expression) => requestDecorators.has(calledName(expression) ?? ''))
  if (decorated !== undefined) return decoratedOrigin(tracker, decorated, node, path, name)
  if (isRouteParameters(parameter, path)) return sent(name)
  const called = calledBackOrigin(tracker, parameter, path, name)
  if (called !== undefined) return called
  // `({ query }) => query.get('name')`: the handler of a home-made router.
  if (parameter.index === 0 && fieldsOfRequests.has(String(path[0])) && /^get(?:All)?\(\)$/.test(String(path[1]))) return sent(name)
  const declared = typeName(node)
  const implied = impliedName(parameter)
  const shape = requestShapes.find(({ names, types }) =>
    declared === undefined || (declared === '' && (implied !== '' || /^(?:_?req|event)$/.test(parameterName(node) ?? '')))
      ? names.includes(parameterName(node) ?? implied)
      : types.some((type) => declared === type || (declared.endsWith(type) && !/Dto$/.test(declared))),
  )
  if (shape === undefined || path.length === 0) return undefined
  if (path[0] === 'req' && path[1] === 'valid()') {
    const through = validatorsAllow(tracker, parameter.function, path.slice(2))
    return through === 'text' ? sent(name) : through === 'safe' ? safe : unknown
  }
  // `ctx.get('x-tenant')` of Koa reads a header; `c.get('user')` of Hono, what middleware has set.
  const isHeader = path[0] === 'get()' && String(path[1]).includes('-')
  if (!isHeader && !isAmong(shape.paths, path)) {
    const isKept = shape.kept !== undefined && isAmong(shape.kept, path)
    const attached = isKept || shape.paths.length > 0 ? attachedBefore(tracker, parameter, path) : undefined
    if (attached?.kind === 'request' || attached?.kind === 'safe') return attached
    if (isKept) return keptIn('session', path)
    if (shape.messages !== undefined && isAmong(shape.messages, path)) return { ...sent(name), by: 'message' }
    if (isEntry(tracker, shape, parameter) && shape.shared?.members.has(String(path[0])) === false) return { ...sent(name), by: 'message' }
    if (shape.paths.length === 0) return undefined
    if (attached !== undefined) return attached
    // What the server attaches to a request (a transaction, a logger) does not come from the client. Other objects may just be named like a
    // request.
    return declared === undefined && isSomethingElse(shape, parameter, path) ? undefined : unknown
  }
  return isCheckedAtRegistration(tracker, parameter, path) || isCounted.test(path.join('.')) ? safe : sent(name)
}

/** What the server counts of an upload. */
const isCounted = /^files?\..*\bsize$/

/** What a field holds that no code of the class assigns, by its name: `this.ctx` in controllers of Egg, which inherit or inject it. */
export function inheritedRequest([field, ...path]: Path): Origin {
  const shape = requestShapes.find(({ names, entries }) => entries === undefined && names.includes(String(field)))
  return shape !== undefined && isAmong(shape.paths, path) ? sent(`this.${[field, ...path].join('.')}`) : unknown
}

/** The request data that a call reads: `getQuery(event)`, `cookies()`. Nothing for other calls. */
export function readFromRequest(tracker: Tracker, { callee, arguments: [first] }: TSESTree.CallExpression, path: Path): Origin | undefined {
  // `const [fields, files] = await form.parse(req)`
  if (callee.type === 'MemberExpression' && memberName(callee) === 'parse' && callee.object.type === 'Identifier')
    return formParsers.test(callee.object.name) && first?.type === 'Identifier' && requestNames.has(first.name) ? sent(`${callee.object.name}.parse()`) : undefined
  if (callee.type !== 'Identifier') return undefined
  const reader = requestReaders.find(({ names }) => names.has(callee.name))
  if (reader === undefined) return undefined
  const { packages, takes } = reader
  const definition = tracker.bindings.definitionOf(callee)
  if (tracker.all.goal?.parts.test(callee.name) === false) return unknown
  const isReader =
    definition === undefined
      ? takes !== undefined && first?.type === 'Identifier' && takes.test(first.name)
      : definition.kind === 'import' && isPackage(packages, definition.specifier)
  if (!isReader) return undefined
  const read = reader.isChecked === true && first !== undefined ? tracker.origin(first, ['body', ...path], undefined) : undefined
  return read === undefined || read.kind === 'request' ? sent(`${callee.name}()`) : read
}

const formParsers = /form|busboy/i
const requestNames: ReadonlySet<string> = new Set(requestShapes[0]?.names)

function sent(name: string, type: DeclaredAs = 'none'): RequestOrigin {
  return { kind: 'request', name, type, via: [] }
}

/** The event of a function that is invoked directly: `exports.handler = (event) => …`. */
function isEntry(tracker: Tracker, { entries }: RequestShape, { function: handler, index, node }: ParameterDefinition): boolean {
  const isEvent = entries !== undefined && index === 0 && node.type === 'Identifier' && typeName(node) === undefined
  return isEvent && entries.test(exportedName(tracker.file, handler) ?? '')
}

/** `createTicket(request)` with `request.title`: the function has no other handler parameters, and requests have no such member. */
function isSomethingElse({ shared }: RequestShape, { function: { params }, index, node }: ParameterDefinition, [first]: Path): boolean {
  const name = parameterName(node)
  if (index !== 0 || name === undefined || shared?.names.has(name) !== true || shared.members.has(String(first))) return false
  return !params.some((parameter) => besideRequests.test(parameterName(parameter) ?? ''))
}

const besideRequests = /^_?(?:res|response|reply|rep|next|h|done|cb|callback)$/

function isAmong(ways: readonly (readonly string[])[], path: Path): boolean {
  return ways.some((way) => way.every((step, index) => path[index] === step))
}

function decoratedOrigin(
  tracker: Tracker,
  decorator: TSESTree.Expression,
  node: TSESTree.Parameter,
  path: Path,
  name: string,
): Origin | undefined {
  if (requestDecorators.get(calledName(decorator) ?? '') === 'request') {
    return requestShapes[0] !== undefined && isAmong(requestShapes[0].paths, path) ? sent(name) : unknown
  }
  const piped =
    decorator.type === 'CallExpression' && decorator.arguments.some((argument) => safePipes.has(calledName(argument) ?? '') || isSafePipe(tracker, argument, path))
  if (piped) return safe
  const annotation = annotationOf(node)
  if (annotation === undefined) return sent(name)
  const type = declaredAt(tracker, annotation, path)
  return type === 'safe' && !isUncheckedUnion(tracker, decorator, annotation) ? safe : sent(name, type === 'safe' ? 'none' : type)
}

/** A pipe of the project whose `transform` returns nothing harmful: `@Query('sort', SortPipe)`. */
function isSafePipe(tracker: Tracker, pipe: TSESTree.Node, path: Path): boolean {
  const made = /^(?:Identifier|New)/.test(pipe.type) ? resolveNode(tracker, pipe) : undefined
  const transform = made !== undefined && isClass(made.node) ? shapeOf(made.node).methods.get('transform') : undefined
  const results = transform === undefined ? [] : returnedBy(transform)
  return results.length > 0 && results.every((result) => made?.tracker.origin(result, path, undefined).kind === 'safe')
}

/** `@Query('order') order: 'asc' | 'desc'` in Nest: the type does not exist at run time, so no pipe checks it. */
function isUncheckedUnion(tracker: Tracker, decorator: TSESTree.Expression, type: TSESTree.TypeNode): boolean {
  if (decorator.type !== 'CallExpression' || decorator.arguments.length !== 1 || !isUnionOfTexts(tracker, type)) return false
  return modulesOf(tracker.file, decorator.callee).some(({ specifier }) => specifier === '@nestjs/common')
}

/** Route handlers and pages of Next: `export async function GET(request, { params })`, `export default function Page({ searchParams })`. */
function isRouteParameters({ function: handler, index }: ParameterDefinition, path: Path): boolean {
  if (index === 0 && path[0] === 'searchParams') return handler.parent.type === 'ExportDefaultDeclaration'
  return (
    index === 1 &&
    path[0] === 'params' &&
    handler.type === 'FunctionDeclaration' &&
    handler.id !== null &&
    routeHandlers.has(handler.id.name)
  )
}

/**
 * The name of a destructured first parameter, which has none itself: `({ body, params }, res) => …` is a request because of its neighbour,
 * `app.get('/users', ({ query }) => …)` because of its registration.
 */
function impliedName({ function: handler, index }: ParameterDefinition): string {
  const second = handler.params[1]
  const { parent } = handler
  const first = parent.type === 'CallExpression' ? parent.arguments[0] : undefined
  if (index === 0 && first?.type === 'Literal' && String(first.value).startsWith('/')) return 'req'
  if (index === 0 && second?.type === 'Identifier' && /^_?(?:res|response|reply|h)$/.test(second.name)) return 'req'
  const parts = index === 0 ? partsTaken(handler) : []
  if (parts.some((part) => partsOfEvents.has(part))) return 'event'
  return index === 0 && isTakenApart(handler, parts) ? 'ctx' : ''
}

function partsTaken({ params: [first] }: FunctionNode): string[] {
  return first?.type === 'ObjectPattern' ? first.properties.flatMap((property) => (property.type === 'Property' ? (keyName(property) ?? []) : [])) : []
}

/** Destructured contexts: `export const load = ({ url }) => …`, and Adonis controllers, `({ request, response }) => …`. */
function isTakenApart(handler: FunctionNode, parts: readonly string[]): boolean {
  if (parts.length === 0) return false
  const { parent } = handler
  const holder = parent.type === 'Property' ? parent.parent.parent : parent
  const own = handler.id?.name ?? (holder.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? holder.id.name : '')
  return loaders.has(own) || parts.includes('request')
}

/** The name of the declared type, without qualifier. Undefined if there is no useful annotation, the empty string for types without a name. */
function typeName(parameter: TSESTree.Node): string | undefined {
  const annotation = annotationOf(parameter)
  if (annotation === undefined || annotation.type === 'TSAnyKeyword' || annotation.type === 'TSUnknownKeyword') return undefined
  if (annotation.type !== 'TSTypeReference') return ''
  const name = annotation.typeName
  return name.type === 'Identifier' ? name.name : name.type === 'TSQualifiedName' ? name.right.name : ''
}

/** `Body` in `Body` and in `Body('id')`, `ParseIntPipe` also in `new ParseIntPipe()`, `param` in `param.query.string('id')`. */
function calledName(expression: TSESTree.Node): string | undefined {
  if (expression.type === 'MemberExpression') return calledName(expression.object)
  if (expression.type === 'CallExpression' || expression.type === 'NewExpression') return calledName(expression.callee)
  return expression.type === 'Identifier' ? expression.name : undefined
}
