import type { TSESTree } from '@typescript-eslint/utils'
import { memoize } from '../../core/memoize.ts'
import { keyName, memberName, requiredBy, textOfLiteral } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import type { Call } from '../names/calls.ts'
import { functionAround, isFunction, returnedBy } from '../names/classes.ts'
import { nameInOthers } from '../names/exported-name.ts'
import { composers, hooksBefore } from '../models/requests.ts'
import { walk } from '../syntax/tree.ts'
import { argumentOf } from './arguments.ts'
import { propertyOf } from './follow.ts'
import { resolveNode } from './resolve.ts'
import type { Frame, Tracker, Trackers } from './tracker.ts'

/** A node registered along with a route's handler (mostly a middleware), with the tracker of the registering file. */
export interface Registered {
  readonly by: Tracker
  readonly node: TSESTree.Node
  /** The path parameter that the middleware is limited to: `id` for `router.param('id', check)`. */
  readonly parameter?: string
}

/** A function that runs before a handler. */
export interface Middleware {
  readonly tracker: Tracker
  readonly function: FunctionNode
  /** The call that created it, if a factory did: `allow('sort', ['title', 'year'])`. */
  readonly frame: Frame | undefined
  readonly parameter?: string | undefined
}

/** Limits: a handler is registered in few files, and its registration is nested in few calls and arrays. */
const maxUsers = 10
const maxNesting = 5

/** Cache for {@link registeredBefore}. */
const registrationsKnownTo = memoize<Trackers, Map<FunctionNode, readonly (readonly Registered[])[]>>(() => new Map())

/**
 * What is registered before a handler, one list for each place that registers it: `router.get('/', loadFilter, list)`,
 * `compose([loadFilter, list])`.
 */
export function registeredBefore(tracker: Tracker, handler: FunctionNode): readonly (readonly Registered[])[] {
  const registrations = registrationsKnownTo(tracker.all)
  let found = registrations.get(handler)
  if (found === undefined) registrations.set(handler, (found = findRegistrations(tracker, handler)))
  return found
}

function findRegistrations(tracker: Tracker, handler: FunctionNode): readonly (readonly Registered[])[] {
  if (isArgument(handler)) return [before(tracker, handler)]
  const { name, users } = usersOf(tracker, handler)
  return users.flatMap((by) =>
    by.calls.calls.flatMap((call) => {
      const own = call.arguments.flatMap((argument) => (argument.type === 'ArrayExpression' ? argument.elements : [argument])).findLast((one) => nameOf(one) === name)
      const around = nameOf(call.callee) === name ? functionAround(call) : undefined
      if (own !== undefined && own !== null) return [before(by, own)]
      // The handler is called by another one: `router.get('/', check, (req, res) => books.list(req, res))`.
      return around !== undefined && around !== handler && isArgument(around) ? [before(by, around)] : []
    }),
  )
}

/** The name of a handler, and the files that may register it by this name. */
function usersOf(tracker: Tracker, handler: FunctionNode): { readonly name: string | undefined; readonly users: readonly Tracker[] } {
  const name = nameInOthers(tracker.file, handler)?.split('.').at(-1) ?? ownName(handler)
  if (name === undefined || name === 'default') return { name, users: [] }
  const users = tracker.all.links.importersOf(tracker.file, name) ?? []
  return { name, users: [tracker, ...users.slice(0, maxUsers).map((file) => tracker.all.of(file))] }
}

/**
 * What makes a handler of another file one of a route, with the route's options: `app.post('/login', { schema }, users.login)` of Fastify,
 * `{ method: 'POST', options: { validate: { payload }, handler: users.login } }` of hapi.
 */
export function describedBy(tracker: Tracker, handler: FunctionNode): Registered[] {
  const { name, users } = usersOf(tracker, handler)
  return users.flatMap((by) => {
    const found: Registered[] = by.calls.calls.flatMap((call) => (call.arguments.some((one) => nameOf(one) === name) ? { by, node: call } : []))
    walk(by.file.program, (node) => {
      if (node.type === 'Property' && keyName(node) === 'handler' && nameOf(node.value) === name) found.push({ by, node: node.parent })
    })
    return found
  })
}

/** Router-level middleware from the files that mount this file's router: `app.use('/books', loadFilter, books)`. */
export function registeredAbove(tracker: Tracker): Registered[] {
  const users = tracker.all.links.importersOf(tracker.file, '.use(') ?? []
  return users.slice(0, maxUsers).flatMap((file) => {
    const by = tracker.all.of(file)
    return registeredForAll(by, (call) => prefixOf(call) === undefined || call.arguments.some((one) => leadsTo(by, one, tracker)))
  })
}

function registeredForAll(by: Tracker, isMeant: (call: Call) => boolean): Registered[] {
  return ['use', 'addHook'].flatMap((name) => by.calls.named(name)).flatMap((call) => {
    const { callee, arguments: given } = call
    return callee.type === 'MemberExpression' && isMeant(call) ? given.flatMap((node) => (node.type === 'Literal' ? [] : { by, node })) : []
  })
}

/** The first argument if it is a string: the path of a route, or the prefix that a middleware is mounted at. */
function pathOf({ arguments: [first] }: Call): string | undefined {
  return textOfLiteral(first)
}

/** The prefix that a middleware is limited to; nothing if it runs for all paths. */
function prefixOf(call: Call): string | undefined {
  const path = pathOf(call)
  return path?.startsWith('/') === true && !/^\/\*?$/.test(path) ? path : undefined
}

/** True if an import or `require` in `by` resolves to the file of `to`. */
function leadsTo(by: Tracker, node: TSESTree.Node, to: Tracker): boolean {
  const taken = (specifier: string, name: string): boolean => by.all.links.resolveImport(by.file, specifier, name)?.file === to.file
  const required = requiredBy(node)
  if (required !== undefined) return taken(required, 'default') || taken(required, '*')
  if (node.type === 'CallExpression') return leadsTo(by, node.callee, to)
  if (node.type === 'MemberExpression') return leadsTo(by, node.object, to)
  if (node.type !== 'Identifier') return false
  return by.file.imports.some(({ specifier, names }) => names.some(({ local, imported }) => local === node.name && taken(specifier, imported)))
}

/** What runs before `own`: its predecessors in the calls and arrays around it, and global middleware (`app.use(middleware)`). */
function before(by: Tracker, own: TSESTree.Node): Registered[] {
  const call = own.parent?.type === 'CallExpression' ? own.parent : undefined
  const route = call && pathOf(call)
  const found = registeredForAll(by, (one) => route === undefined || `${route}/`.startsWith(`${prefixOf(one) ?? ''}/`))
  if (call !== undefined) found.push(...forParameters(by, rootOf(call)))
  let at = own
  for (let steps = 0; steps < maxNesting && isArgument(at); steps++) {
    const { parent } = at
    const beside = parent.type === 'CallExpression' ? parent.arguments : parent.type === 'ArrayExpression' ? parent.elements : []
    const earlier = beside.slice(0, beside.findIndex((one) => one === at))
    found.push(...earlier.flatMap((node) => (node === null ? [] : listed(by, node))))
    at = parent
  }
  return found
}

/** Middleware for path parameters of this router: `router.param('id', check)`. */
function forParameters(by: Tracker, router: string | undefined): Registered[] {
  return by.calls.named('param').flatMap((call) => {
    const parameter = pathOf(call)
    const node = call.arguments[1]
    return parameter === undefined || node === undefined || router === undefined || rootOf(call) !== router ? [] : { by, node, parameter }
  })
}

/** The variable at the root of a call chain: `router` for `router.get(…)` and `router.route(…).get(…)`. */
function rootOf({ callee }: Call): string | undefined {
  let at: TSESTree.Node = callee
  while (at.type === 'MemberExpression' || at.type === 'CallExpression') at = at.type === 'CallExpression' ? at.callee : at.object
  return at.type === 'Identifier' && at !== callee ? at.name : undefined
}

function isArgument(node: TSESTree.Node): node is TSESTree.Node & { readonly parent: TSESTree.CallExpression | TSESTree.ArrayExpression } {
  const { parent } = node
  return (parent?.type === 'CallExpression' && parent.callee !== node) || parent?.type === 'ArrayExpression'
}

/** Flattens handlers given as an array (literal or in a variable), as arguments of a composing function or as hooks in a route's options. */
function listed(by: Tracker, node: TSESTree.Node, steps = 0): Registered[] {
  const of = (inner: TSESTree.Node | null, at = by): Registered[] => (inner === null ? [] : listed(at, inner, steps + 1))
  if (steps > maxNesting || node.type === 'Literal') return []
  if (node.type === 'ArrayExpression') return node.elements.flatMap((element) => of(element))
  if (node.type === 'SpreadElement') return of(node.argument)
  if (node.type === 'ObjectExpression')
    return node.properties.flatMap((property) => (property.type === 'Property' && hooksBefore.has(keyName(property) ?? '') ? of(property.value) : []))
  if (node.type === 'CallExpression') return composers.has(calledName(node) ?? '') ? node.arguments.flatMap((argument) => of(argument)) : [{ by, node }]
  const held = node.type === 'Identifier' || node.type === 'MemberExpression' ? propertyOf(by, node, [], undefined) : undefined
  return held?.value.type === 'ArrayExpression' ? of(held.value, held.tracker) : [{ by, node }]
}

/** The functions that a registered expression resolves to. One that a factory returns gets the frame of that call, to see its arguments. */
export function middlewareOf({ by, node, parameter }: Registered): Middleware[] {
  if (node.type === 'CallExpression' && requiredBy(node) === undefined) {
    const target = by.target(node)
    // `createMiddleware(async (c, next) => …)` of Hono.
    if (target === undefined) return node.arguments.flatMap((given) => functionAt(by, given, undefined))
    const frame = by.enter(target.function, argumentOf(by, node, undefined), undefined)
    return returnedBy(target.function).flatMap((returned) => functionAt(target.tracker, returned, frame))
  }
  return functionAt(by, node, undefined).map((middleware) => ({ ...middleware, parameter }))
}

function functionAt(by: Tracker, node: TSESTree.Node, frame: Frame | undefined): Middleware[] {
  const resolved = resolveNode(by, node)
  return resolved !== undefined && isFunction(resolved.node) ? [{ tracker: resolved.tracker, function: resolved.node, frame }] : []
}

function ownName({ id, parent }: FunctionNode): string | undefined {
  return id?.name ?? (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : undefined)
}

/** `list` for `list`, `books.list` and `books.list.bind(books)`. */
function nameOf(node: TSESTree.Node | null): string | undefined {
  if (node?.type === 'CallExpression')
    return node.callee.type === 'MemberExpression' && memberName(node.callee) === 'bind' ? nameOf(node.callee.object) : undefined
  return node?.type === 'Identifier' ? node.name : memberName(node)
}
