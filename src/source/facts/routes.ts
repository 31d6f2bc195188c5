import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import { httpMethods, routerMethods } from '../models/routers.ts'
import type { Range } from '../syntax/records.ts'
import type { FileIndex, FunctionLike } from '../values/declarations.ts'
import { holdsOperations, routerCallOf, isNamedRouter } from './router-calls.ts'
import type { Each, Iterations, RouterCall } from './router-calls.ts'
import { impliedPath } from './implied-paths.ts'
import { isNamed, isPathless, mayBeRouter, receiverOf, routeInVariable } from './receivers.ts'
import { actionsOf, groupAround, prefixBehind } from './route-groups.ts'
import { itemOfLoop, iterationOf } from '../values/iterations.ts'
import type { ValueReader } from '../values/reader.ts'
import { joined, textParts } from '../values/texts.ts'
import { fieldOf, substituted, trimmed, unknownValue } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A call on what may be a router: `router.get('/users', list)`, `app.use('/api', router)`. */
export interface RegistrationFact {
  readonly receiver: Value
  /** The method that is called: `get`, `use`, `route`, ...; empty if it is computed. */
  readonly name: string
  /** The computed method: `router[route.method](route.path, route.handler)`. */
  readonly method?: Value
  /** The path of `.route('/users')` before the call. */
  readonly path?: Value
  readonly arguments: readonly Value[]
  readonly argumentRanges: readonly Range[]
  readonly range: Range
  /** The function of the enclosing `group(() => ...)`, and that of the group to which this call adds something: `group(() => ...).prefix('/api')`. */
  readonly within?: number
  readonly group?: number
  /** The actions of `resource('users', controller)`, if chained calls exclude some. */
  readonly actions?: readonly string[]
  /** Set if the path is implied by the call before, which only Hono does: `app.get('/users', list).post(create)`. */
  readonly isImplied?: true
  /** Set if it runs for each item of a list that is not a literal here: `routes.forEach((route) => app.use(route.router))`. */
  readonly each?: Each
  /** The items of lists that it was expanded for. Registrations for different items of a list are unrelated. */
  readonly turns?: Iterations
}

/** What a file contributes to routes, before it is known which values are routers. Serialisable, so that it can be cached. */
export interface RouteFacts {
  readonly registrations: readonly RegistrationFact[]
  readonly routerCalls: readonly RouterCall[]
  /** A module is loaded by a computed name: `require(file)`. */
  readonly loadsDynamically: boolean
  /** A receiver that cannot be resolved is used like a router: `settings.get('app').get(path, handler)`. */
  readonly hasUnreadable: boolean
  /** It takes the URL of a request apart: `new URL(request.url)`. */
  readonly parsesUrl: boolean
}

/** The facts of a file without routes. */
export const noRoutes: RouteFacts = { registrations: [], routerCalls: [], loadsDynamically: false, hasUnreadable: false, parsesUrl: false }

/**
 * @param usesRouters the file imports a library that creates routers
 * @param mayPassRouter the file may pass a router to other functions
 * @param loadsModels what the file loads by a computed name are models
 */
export function routeFacts(index: FileIndex, reader: ValueReader, usesRouters: boolean, mayPassRouter: boolean, loadsModels: boolean): RouteFacts {
  const registrations: RegistrationFact[] = []
  const others: (TSESTree.CallExpression | TSESTree.NewExpression)[] = []
  let loadsDynamically = index.loadsByName && !loadsModels
  let hasUnreadable = false
  for (const call of index.calls) {
    const name = call.type === 'CallExpression' ? calledName(call) : undefined
    if (name === 'require' && call.callee.type === 'Identifier' && call.arguments[0]?.type !== 'Literal' && !loadsModels && !isData(call.arguments[0])) loadsDynamically = true
    const registration =
      call.type !== 'CallExpression' ? undefined : name === undefined || name === 'call' ? computedRegistration(call, reader, usesRouters) : registrationOf(call, name, index, reader, usesRouters)
    if (registration !== undefined) registrations.push(...oncePerItem(registration, call, reader))
    else {
      others.push(call)
      if (usesRouters && call.type === 'CallExpression' && isUnreadable(call, name)) hasUnreadable = true
    }
  }
  // A file that neither creates nor uses nor receives a router cannot pass one on.
  const mayHold = usesRouters || mayPassRouter || registrations.length > 0
  const routerCalls = others.flatMap((call) => (mayHold || isNamedRouter(call) || holdsOperations(call, reader) ? (routerCallOf(call, reader) ?? []) : []))
  return { registrations, routerCalls, loadsDynamically, hasUnreadable, parsesUrl: others.some(isUrlOfRequest) }
}

/** `require(__dirname + '/../config/config.json')` */
function isData(name: TSESTree.Node | undefined): boolean {
  const last = name?.type === 'CallExpression' ? name.arguments.at(-1) : name?.type === 'BinaryExpression' ? name.right : name
  const text = last?.type === 'TemplateLiteral' ? last.quasis.at(-1)?.value.raw : last?.type === 'Literal' ? last.value : undefined
  return typeof text === 'string' && text.endsWith('.json')
}

function isUrlOfRequest({ type, callee, arguments: [first] }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return type === 'NewExpression' && isNamed(callee, 'URL') && memberName(first) === 'url'
}

/** `x.get(path, handler)` on a receiver that cannot be resolved, in a file with routers. */
function isUnreadable(call: TSESTree.CallExpression, name: string | undefined): boolean {
  const last = call.arguments.at(-1)
  if (name === undefined || !Object.hasOwn(httpMethods, name) || isStatement(call.arguments[0])) return false
  return mayBeRoute(call.arguments) && last !== undefined && isFunction(last)
}

function registrationOf(
  call: TSESTree.CallExpression,
  name: string,
  index: FileIndex,
  reader: ValueReader,
  usesRouters: boolean,
): RegistrationFact | undefined {
  if (call.callee.type !== 'MemberExpression' || !(Object.hasOwn(httpMethods, name) || routerMethods.has(name))) return undefined
  const args = call.arguments
  if (Object.hasOwn(httpMethods, name) ? isStatement(args[0]) : (name === 'add' && args.length < 3) || (name.startsWith('doc') && args.length < 2)) return undefined
  // `router.redirect('/old', '/new')` of Koa, and not `res.redirect(301, '/new')`.
  const isPair = args.length > 1 && args.slice(0, 2).every((one) => one.type === 'Literal' && typeof one.value === 'string')
  if (name === 'redirect' && !isPair) return undefined
  const { receiver, path: before, group } = receiverOf(call.callee.object)
  // `app.route(list).get('/users', all)`: the argument of `route()` is a route object and no path.
  const path = before === undefined || (args.length > 1 && args[0] !== undefined && reader.read(args[0]).kind === 'text') ? undefined : before
  const isShort = Object.hasOwn(httpMethods, name) && path === undefined && !mayBeRoute(args)
  if (isShort && args.length > 0 && (receiver.type === 'Identifier' || receiver.type === 'CallExpression')) {
    const made = reader.read(receiver)
    if (isPathless(made)) return { ...givenIn(call, reader), receiver: trimmed(made), name, path: { kind: 'text', parts: [''], range: [0, 0] } }
  }
  const implied = (): RegistrationFact | undefined => {
    const isHandler = isFunction(args[0]) || (args[0]?.type === 'Identifier' && call.callee.type === 'MemberExpression' && receiver !== call.callee.object)
    const path = isHandler ? impliedPath(call, index, reader, usesRouters && isFunction(args[0])) : undefined
    const value = path && call.callee.type === 'MemberExpression' ? trimmed(reader.read(call.callee.object)) : unknownValue
    return path && mayBeRouter(value) ? { ...givenIn(call, reader), receiver: value, name, path, isImplied: true } : undefined
  }
  const isOfVariable = args.length === 1 && args[0] !== undefined && args[0].type !== 'Literal' && receiver.type === 'Identifier'
  if (isShort && !isOfVariable) return implied()
  const read = reader.read(receiver)
  const kept = routeInVariable(read)
  if (isShort && kept === undefined) return implied()
  const value = kept?.receiver ?? read
  if (!mayBeRouter(value)) return undefined
  // `route('/users').all(authenticate).get(list)`: `all` only adds a middleware for the methods after it.
  if (name === 'all' && path !== undefined && isContinued(call)) {
    const given = [path, ...args]
    return {
      receiver: trimmed(value),
      name: 'use',
      arguments: given.map((argument) => trimmed(reader.read(argument), 2)),
      argumentRanges: given.map(({ range }) => range),
      range: call.range,
    }
  }
  const unstatedPath = (): { readonly path?: Value } | undefined => pathInOptions(args, name, reader) ?? pathWithPrefix(call, name, value, reader)
  return {
    receiver: trimmed(value),
    name,
    ...(value.kind === 'import' && { ...groupAround(call), ...(group !== undefined && { group }), ...(name.endsWith('esource') && { actions: actionsOf(call) }) }),
    ...(path === undefined ? (kept === undefined ? unstatedPath() : { path: kept.path }) : { path: reader.read(path) }),
    // Route objects are kept with their nested options.
    ...givenIn(call, reader, name === 'route' || name === 'openapi' ? 5 : name === 'register' || name === 'resource' ? 4 : 2),
  }
}

/** `db.all('SELECT name FROM users', done)`: a text that begins with a word and a space is no path. */
function isStatement(node: TSESTree.Node | undefined): boolean {
  if (node?.type === 'BinaryExpression') return isStatement(node.left)
  const text = node?.type === 'TemplateLiteral' ? node.quasis[0]?.value.raw : node?.type === 'Literal' ? node.value : undefined
  return typeof text === 'string' && /^\s*[a-z]+\s/i.test(text)
}

/** The arguments, with all that `...handlers` passes. */
function givenIn({ arguments: args, range }: TSESTree.CallExpression, reader: ValueReader, depth = 2): Pick<RegistrationFact, 'arguments' | 'argumentRanges' | 'range'> {
  const read = args.flatMap((argument) => reader.readArgument(argument).map((value) => ({ value: trimmed(value, depth), range: argument.range })))
  return { arguments: read.map(({ value }) => value), argumentRanges: read.map((one) => one.range), range }
}

/** The path of a route that is given in an options object. */
function pathInOptions([first]: TSESTree.CallExpression['arguments'], name: string, reader: ValueReader): { readonly path: Value } | undefined {
  const path = first?.type === 'ObjectExpression' && Object.hasOwn(httpMethods, name) ? fieldOf(reader.read(first), 'path') : undefined
  return path && { path }
}

/** The path of an Adonis route, with the prefix that is chained to it. */
function pathWithPrefix(call: TSESTree.CallExpression, name: string, receiver: Value, reader: ValueReader): { readonly path?: Value } {
  const prefix = receiver.kind === 'import' && Object.hasOwn(httpMethods, name) ? prefixBehind(call) : undefined
  const [path] = call.arguments
  if (prefix === undefined || path === undefined) return {}
  const [first = '', ...others] = textParts(reader.read(path))
  const parts = [...textParts(reader.read(prefix)), typeof first === 'string' ? `/${first.replace(/^\//, '')}` : first, ...others]
  return { path: { kind: 'text', parts: joined(parts), range: path.range } }
}

/** True if methods that register handlers are chained to the call. */
function isContinued({ parent }: TSESTree.CallExpression): boolean {
  return parent.type === 'MemberExpression' && Object.hasOwn(httpMethods, memberName(parent) ?? '')
}

/** Typical names of routers that are passed in. */
export const routerNames = /^(?:app|application|router|server|fastify)$/i

/** `router[method](path, handler)`, `router[method].call(router, path, handler)` */
function computedRegistration(written: TSESTree.CallExpression, reader: ValueReader, usesRouters: boolean): RegistrationFact | undefined {
  const { callee: called, arguments: args } = written
  const isByCall = called.type === 'MemberExpression' && memberName(called) === 'call'
  const [callee, call] = isByCall ? [called.object, { ...written, arguments: args.slice(1) }] : [called, written]
  if (callee.type !== 'MemberExpression' || !callee.computed || !mayBeRoute(call.arguments)) return undefined
  const [receiver, method] = [reader.read(callee.object), trimmed(reader.read(callee.property))]
  // In a file without routers, what is called has been passed in, whatever its name. `target[0](…)` and `actions[name](…)` of constants are none.
  const isPassed = callee.object.type === 'Identifier' && (receiver.kind === 'parameter' || routerNames.test(callee.object.name)) && method.kind !== 'unknown'
  if (!mayBeRouter(receiver) || (!usesRouters && !isPassed)) return undefined
  return { ...givenIn(call, reader), receiver: trimmed(receiver), name: '', method }
}

/** Expands registrations in a loop: one for each item if the list is a literal. */
function oncePerItem(written: RegistrationFact, call: TSESTree.Node, reader: ValueReader): RegistrationFact[] {
  const owner = functionAround(call)
  const outer = owner && outerItems(owner, reader)
  const registration = outer === undefined ? written : converted(written, outer)
  const iteration = owner && iterationOf(owner, (node) => reader.read(node))
  if (owner === undefined || iteration === undefined) return [registration]
  const { index, initial } = iteration
  const list = outer === undefined ? iteration.list : outer(iteration.list)
  const isAt = (value: Value, at: number): boolean => value.kind === 'parameter' && value.of === owner.range[0] && value.index === at
  const receiver = (start: Value): Value => substituted(registration.receiver, (value) => isAt(value, 0), trimmed(start))
  const once = initial === undefined ? registration : { ...registration, receiver: receiver(initial) }
  const isItem = (value: Value): boolean => isAt(value, index)
  // `Object.keys(routes).forEach((path) => app.use(path, routes[path]))`
  const key = itemOfLoop(list)
  if (key.kind === 'member') return [converted(once, (value) => substituted(value, isItem, key))]
  // `[...users, health].forEach((route) => ...)`: how many there are is known when files are joined.
  if (list.kind !== 'list' || list.items.some((item) => item.kind === 'item')) return [{ ...once, each: { of: owner.range[0], index, list: trimmed(list) } }]
  const { items } = list
  if (items.length === 0) return [once]
  return items.map((item, turn) => ({
    ...once,
    turns: { [owner.range[0]]: turn },
    receiver: substituted(once.receiver, isItem, item),
    ...(registration.method !== undefined && { method: substituted(registration.method, isItem, item) }),
    arguments: registration.arguments.map((argument) => trimmed(substituted(argument, isItem, item), 2)),
  }))
}

/** `groups.forEach((group) => group.routes.forEach((route) => ...))`: replaces parameters of outer callbacks by the items of their lists. */
function outerItems(callback: FunctionLike, reader: ValueReader): ((value: Value) => Value) | undefined {
  let convert: ((value: Value) => Value) | undefined
  for (let owner = functionAround(callback); owner !== undefined; owner = functionAround(owner)) {
    const iteration = iterationOf(owner, (node) => reader.read(node))
    if (iteration === undefined || iteration.initial !== undefined) continue
    const { range } = owner
    const [inner, item] = [convert, itemOfLoop(iteration.list)]
    const isItem = (value: Value): boolean => value.kind === 'parameter' && value.of === range[0] && value.index === iteration.index
    convert = (value) => substituted(inner === undefined ? value : inner(value), isItem, item)
  }
  return convert
}

function converted(fact: RegistrationFact, convert: (value: Value) => Value): RegistrationFact {
  const { receiver, method, path, arguments: args } = fact
  return {
    ...fact,
    receiver: trimmed(convert(receiver)),
    ...(method !== undefined && { method: trimmed(convert(method)) }),
    ...(path !== undefined && { path: trimmed(convert(path)) }),
    arguments: args.map((argument) => trimmed(convert(argument), 2)),
  }
}

/** True for a path and at least one handler. `map.get(key)` and `app.get('setting')` only have one argument. */
function mayBeRoute(args: readonly TSESTree.CallExpressionArgument[]): boolean {
  const [first, second] = args
  if (first === undefined || second === undefined) return false
  return first.type === 'ObjectExpression' ? hasPathOption(first) : !isFunction(first)
}

/** Restify's form, `server.get({ path: '/users', version: '1.0.0' }, list)`. */
function hasPathOption({ properties }: TSESTree.ObjectExpression): boolean {
  return properties.some((property) => property.type === 'Property' && property.key.type === 'Identifier' && property.key.name === 'path')
}
