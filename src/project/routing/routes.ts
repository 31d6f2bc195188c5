import { usesRouters } from '../../source/facts/prefilter.ts'
import { dependencyPackages } from '../../source/models/health.ts'
import { httpMethods } from '../../source/models/routers.ts'
import type { RouterCall } from '../../source/facts/router-calls.ts'
import { routerNames } from '../../source/facts/routes.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import { givenToBaseName } from '../../source/values/classes.ts'
import { memberOf, pathOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import type { CodeRoute, UnknownRoute } from './code-route.ts'
import { handlerModule } from './handlers.ts'
import { readMounts } from './mounts.ts'
import { linkParameters } from './passed-routers.ts'
import { groupingFramework, readGroup } from './route-groups.ts'
import { routesOf } from './route-calls.ts'
import type { RegisteredRoute } from './registered-route.ts'
import { recordInjectedRouters } from './injected-routers.ts'
import { composeServers } from './composed-servers.ts'
import { metadataRegistrars } from './metadata-registrars.ts'
import type { MetadataRegistrar } from './metadata-registrars.ts'
import { mountedAt } from './mounted-places.ts'
import { joinRoutes, templateOf } from './route-paths.ts'
import { heirsWithout } from './replaced-methods.ts'
import { libraryOf } from './router-libraries.ts'
import { Routers } from './routers.ts'
import { storedRoutes } from './stored-routes.ts'
import type { RouterNode } from './router-nodes.ts'
import { markStartedPlugins } from './started-plugins.ts'
import { classOfInstance, externalOf, follow, memberValue, methodOf, originOfType } from '../graph/values.ts'

/** The registered routes of a program. */
export interface RouteTable {
  readonly routes: readonly CodeRoute[]
  readonly unknown: readonly UnknownRoute[]
  /** Modules that register routes on what is certainly a router. */
  readonly registrars: ReadonlySet<Module>
  /** Modules that mount routers or middleware on what is certainly a router. */
  readonly mounters: ReadonlySet<Module>
  /** The modules of the functions and methods that are registered as handlers. */
  readonly handlerModules: ReadonlySet<Module>
  /** Modules that seem to register routes on something that could not be identified. */
  readonly unreadable: ReadonlySet<Module>
  readonly metadataRegistrars: readonly MetadataRegistrar[]
}

/** A registration, with the router it is made on. */
interface Placed {
  readonly module: Module
  readonly fact: RegistrationFact
  readonly node: RouterNode
}

const catchAll = /^\/?(?:\*|\(\.\*\)|\{?\*\w+\}?|\{\w+\*\})$/
const mountNames: ReadonlySet<string> = new Set(['use', 'register', 'mount', 'route'])
const notRouters =
  /^(?:axios|fetch|http|request|client|api[cC]lient|cache|map|params|query|headers|config|store|storage|session)$/

/** Finds the routes that are registered by calls on routers, with the prefixes of all mounts. */
export function registeredRoutes(graph: Graph): RouteTable & { readonly routers: Routers } {
  const routers = new Routers(graph)
  markStartedPlugins(graph, routers)
  recordInjectedRouters(graph, routers)
  for (const module of graph.modules.values()) {
    for (const call of module.summary.routes.routerCalls) {
      routers.passed.recordStored(module, call)
      if (!isRepeated(call)) linkParameters(graph, routers, module, call)
    }
    // `this.mount(routes)` is a method of the class itself, which registers on its argument.
    for (const fact of module.summary.routes.registrations)
      if (fact.receiver.kind === 'this' || isOwnMethod(graph, module, fact)) linkParameters(graph, routers, module, routerCallFrom(fact))
  }
  for (const module of graph.modules.values()) recordHeirs(graph, routers, module)
  // The contents of lists are known only once all calls that pass them have been read.
  for (const module of graph.modules.values())
    for (const call of module.summary.routes.routerCalls)
      if (isRepeated(call)) for (const one of routers.passed.eachRouterCall(module, call)) linkParameters(graph, routers, module, one)
  for (const module of graph.modules.values()) linkPassed(graph, routers, module)
  composeServers(graph, routers)
  const unreadable = new Set([...graph.modules.values()].filter(({ summary }) => summary.routes.hasUnreadable))
  const unknown: UnknownRoute[] = []
  const registrations = [...graph.modules.values()].flatMap((module) => {
    for (const fact of module.summary.routes.registrations)
      if (isOnOwnRouter(graph, module, fact)) unknown.push({ location: { file: module.file, range: fact.range }, framework: 'own' })
    const facts = module.summary.routes.registrations.filter((one) => !isOwnMethod(graph, module, one))
    return facts.flatMap((one) => routers.passed.eachOf(module, one)).flatMap((fact) => {
      const placed = placedOn(graph, routers, module, fact)
      if (placed.length > 0) return placed
      // `users.register(app)` may be a function of the project that takes a router.
      if (fact.receiver.kind !== 'this') linkParameters(graph, routers, module, routerCallFrom(fact))
      if (isUnreadable(graph, module, fact)) {
        unreadable.add(module)
        unknown.push({ location: { file: module.file, range: fact.argumentRanges[0] ?? fact.range }, framework: 'unknown' })
      }
      return placed
    })
  })
  routers.settle()

  const routes: CodeRoute[] = []
  const registrars = new Set<Module>()
  const handlerModules = new Set<Module>()
  const mounters = new Set<Module>()
  const byMetadata: MetadataRegistrar[] = []
  const computed: Placed[] = []
  const unsure: Placed[] = []
  for (const { module, fact, node } of registrations) {
    byMetadata.push(...metadataRegistrars(graph, module, fact, node))
    if (node.isCertain && mountNames.has(fact.name)) mounters.add(module)
    for (const route of routesOf(graph, module, fact, node)) {
      if (!node.isCertain && !looksLikeRoute(fact, route)) {
        if (route.path === undefined && isUnreadable(graph, module, fact)) unreadable.add(module)
        if (route.path === undefined && isCalledRouter(fact.receiver) && isHandler(fact.arguments.at(-1))) unsure.push({ module, fact, node })
        continue
      }
      // `app.all('*', notFound)` and `app.options('*', cors())` are catch-alls, not resources of the API.
      const isRest = route.path !== undefined && catchAll.test(route.path)
      const isPage = isRest || fact.name === 'redirect'
      if (isRest && !(node.isApplication && restMethods.has(route.method) && isAlone(node, registrations))) continue
      registrars.add(module)
      // A file that describes a route registers it too.
      const described = route.file === undefined ? undefined : graph.modules.get(route.file)
      if (described !== undefined) registrars.add(described)
      const target = route.handler && handlerModule(graph, { module, value: route.handler })
      if (target !== undefined && target !== module) handlerModules.add(target)
      if (route.path === undefined && fact.method !== undefined) computed.push({ module, fact, node })
      else if (route.path === undefined)
        unknown.push({ location: { file: module.file, range: route.range }, framework: node.framework ?? 'unknown' })
      else routes.push(...placesOf(graph, { module, fact, node }, route, route.path).map((one) => (isPage ? { ...one, beside: 'page' as const } : one)))
    }
  }
  const stored = storedRoutes(graph, computed)
  for (const route of stored.routes) {
    routes.push(route)
    const module = graph.modules.get(route.file)
    if (module !== undefined) registrars.add(module)
  }
  // `this.router.get(this.path, list)` beside routes that were read, on a router that could not be traced
  for (const { module, fact } of unsure)
    if (registrars.has(module)) unknown.push({ location: { file: module.file, range: fact.range }, framework: 'unknown' })
  for (const { module, fact, node } of computed)
    if (!stored.read.has(fact)) unknown.push({ location: { file: module.file, range: fact.range }, framework: node.framework ?? 'unknown' })
  return { routes, unknown, registrars, mounters, handlerModules, unreadable, metadataRegistrars: byMetadata, routers }
}

/** `server.register('get', '/users', list)`, where the method is that of what is passed for a parameter. */
function linkPassed(graph: Graph, routers: Routers, module: Module): void {
  const { routerCalls, registrations } = module.summary.routes
  for (const call of [...routerCalls, ...registrations.map(routerCallFrom)]) {
    const { callee } = call
    if (callee.kind !== 'member' || callee.of.kind !== 'parameter' || methodOf(graph, { module, value: callee }).value.kind === 'function') continue
    const given = routers.passed.inOnlyCall(module, callee.of)
    if (given !== callee.of) linkParameters(graph, routers, module, { ...call, callee: { ...callee, of: given } })
  }
}

/**
 * The unknown routes without those of registrars by metadata, if the decorators of what they register could be read, and without calls of the
 * project's own routers in files with routes that were read.
 */
export function withoutDeclared({ unknown, metadataRegistrars: all }: RouteTable, read: ReadonlySet<string>, declared: Pick<RouteTable, 'routes' | 'unknown'>): readonly UnknownRoute[] {
  const isRead = declared.routes.some(({ framework, prefixKnown }) => framework === 'own' && prefixKnown)
  const left = unknown.filter(({ framework, location: { file } }) => (framework !== 'own' || !read.has(file)) && !(isRead && all.some(({ module }) => module.file === file)))
  return [...left, ...declared.unknown]
}

/** `super('/users')` of classes whose base class is the project's own. */
function recordHeirs(graph: Graph, routers: Routers, module: Module): void {
  for (const { members, extends: base, at } of module.summary.structure.classes) {
    const given = members?.[givenToBaseName]
    const made = base && given?.kind === 'list' && given.items.length > 0 ? memberValue(graph, follow(graph, { module, value: base }), 'constructor') : undefined
    if (made?.value.kind === 'function' && given?.kind === 'list')
      routers.passed.recordHeir(made.module.file, made.value.at, { module, receiver: { kind: 'this', of: at }, arguments: given.items, made: undefined })
  }
}

/** The methods of a gateway's catch-all route. One for reading only serves the page of a front end. */
const restMethods: ReadonlySet<string> = new Set(['ALL', 'POST'])

/** True for a gateway: an application with no other routes or routers, which forwards all requests. */
function isAlone(node: RouterNode, registrations: readonly Placed[]): boolean {
  const others = registrations.filter((one) => one.node === node && Object.hasOwn(httpMethods, one.fact.name))
  return others.length === 1 && registrations.every((one) => one.node === node || one.node.mounts.every(({ on }) => on !== node))
}

function isRepeated({ callee, arguments: args, each }: RouterCall): boolean {
  return each !== undefined || [callee, ...args].some((one) => pathOf(one).root.kind === 'item')
}

/** True for `this.users.register(router)`, if that is a method of a class in the project. */
function isOwnMethod(graph: Graph, module: Module, { receiver, name }: RegistrationFact): boolean {
  if (receiver.kind === 'this' || name === '') return false
  const { module: home, value: method } = methodOf(graph, { module, value: { kind: 'member', of: receiver, name } })
  if (method.kind !== 'function') return false
  // A class that extends a library's router has that router's methods.
  const base = home.summary.structure.classes.find(({ at, end }) => at <= method.at && method.at < end)?.extends
  return libraryOf(originOfType(graph, home, base), ['applications', 'routers']) === undefined
}

/** The registration as a call of a function in the project. */
function routerCallFrom(fact: RegistrationFact): RouterCall {
  return { callee: memberOf(fact.receiver, fact.name), arguments: fact.arguments }
}

/** The router that a registration is made on. Reads its mounts, prefixes and groups. */
function placedOn(graph: Graph, routers: Routers, module: Module, fact: RegistrationFact): Placed[] {
  const called = routers.nodeOf({ module, value: fact.receiver })
  if (called === undefined) return []
  if (called.framework === groupingFramework) return [{ module, fact, node: readGroup(graph, routers, module, called, fact) }]
  const node = called
  readMounts(graph, routers, module, node, fact)
  return [{ module, fact, node }]
}

function placesOf(graph: Graph, { module, fact, node }: Placed, route: RegisteredRoute, path: string): CodeRoute[] {
  const own = { path: joinRoutes('', path), gap: route.isWhole ? undefined : `${module.file}#${fact.range[0]}`, middleware: route.middleware.map((value) => ({ module, value })) }
  const moment = { file: module.file, at: fact.range[1], turns: fact.turns }
  // Joining paths drops a trailing slash, which is part of what is registered.
  const slash = path.length > 1 && path.endsWith('/') ? '/' : ''
  return mountedAt(node, own, moment, heirsWithout(graph, module, fact)).map(({ path: full, gap, application, middleware }) => ({
    file: module.file,
    method: route.method,
    path: templateOf(full === '' ? '/' : full + slash),
    ...(/[(]|:\w+\{/.test(full) && { hasPattern: true as const }),
    ...(full.includes('*') && { takesRest: true as const }),
    prefixKnown: gap === undefined,
    ...(gap === undefined ? {} : { gap }),
    ...(application !== undefined && { application }),
    location: { file: route.file ?? module.file, range: route.range },
    ...(route.isValidated === true && { isValidated: true as const }),
    ...(route.isHidden === true && { isHidden: true as const }),
    ...(route.isOpen === true && { isOpen: true as const }),
    ...(route.query !== undefined && { query: { module, value: route.query } }),
    ...(route.body !== undefined && { body: { module, value: route.body } }),
    framework: route.framework ?? node.framework ?? 'unknown',
    middleware,
    ...(route.handler === undefined ? {} : { answeredBy: { module, value: route.handler } }),
    ...(route.handlerRange === undefined ? {} : { handler: { file: route.handlerFile ?? module.file, range: route.handlerRange } }),
  }))
}

/** True for what looks like a route on an unknown receiver: in a file that uses routers, or by the receiver's name. */
function isUnreadable(graph: Graph, module: Module, { name, receiver, arguments: args, isImplied }: RegistrationFact): boolean {
  if (isImplied === true || !isHandler(args.at(-1)) || !Object.hasOwn(httpMethods, name)) return false
  // `controller.app.get('/users', this.list.bind(this))` needs no import of a framework.
  if (!usesRouters(module.summary) && !(receiver.kind === 'member' && isCalledRouter(receiver) && startsWithSlash(args[0]))) return false
  // `this.get('/users', list)`, where `get` is a method of the class.
  if (receiver.kind === 'this' && methodOf(graph, { module, value: { kind: 'member', of: receiver, name } }).value.kind === 'function') return false
  // `request.post('https://…', done)`: what a package exports is a client here, not a router.
  if (receiver.kind === 'import') return externalOf(graph, { module, value: receiver }) === undefined
  // `client.get('key', done)` with `const client = redis.createClient()`
  const made = follow(graph, { module, value: receiver })
  const maker = made.value.kind === 'call' || made.value.kind === 'new' ? externalOf(graph, { module: made.module, value: made.value.of }) : undefined
  return maker === undefined || !dependencyPackages.includes(maker.specifier)
}

function isCalledRouter(receiver: Value): boolean {
  return (receiver.kind === 'member' || receiver.kind === 'parameter') && /^(?:app|router)$/.test(receiver.name)
}

/** A function, or `this.list.bind(this)`. */
function isHandler(value: Value | undefined): boolean {
  return value?.kind === 'function' || (value?.kind === 'call' && value.of.kind === 'member' && value.of.name === 'bind')
}

function startsWithSlash(value: Value | undefined): boolean {
  const [first] = value?.kind === 'text' ? value.parts : []
  return typeof first === 'string' && first.startsWith('/')
}

/** `router.get('items/:id', (path, context) => ...)` on a class of the project that is a router by its name. */
function isOnOwnRouter(graph: Graph, module: Module, { receiver, name, arguments: args }: RegistrationFact): boolean {
  if (args.at(-1)?.kind !== 'function' || !Object.hasOwn(httpMethods, name)) return false
  const home = classOfInstance(graph, follow(graph, { module, value: receiver }, 0, true), 0, true)
  return home?.module.summary.structure.classes.some((one) => one.at === home.at && /(?:Router|Server|App)$/.test(one.name)) === true
}

/** On a receiver that may not be a router, only what can hardly be anything else counts as a route. */
function looksLikeRoute(fact: RegistrationFact, route: RegisteredRoute): boolean {
  const { receiver } = fact
  const name = receiver.kind === 'parameter' || receiver.kind === 'member' ? receiver.name : ''
  const last = fact.arguments.at(-1)
  // `app.post('/users', admin(users.save))` or `app.get('/users', [admin, users.list])`, on a parameter with the name of a router.
  const isGiven = last?.kind === 'call' || (last?.kind === 'list' && last.items.some(({ kind }) => kind !== 'text' && kind !== 'unknown'))
  const isWrapped = isGiven && receiver.kind === 'parameter' && routerNames.test(name)
  // `server.route({ method, path, handler })` in a plugin that nobody registers
  const isDefined = fact.name === 'route' && route.handler !== undefined
  const isHandler = last?.kind === 'function' || last?.kind === 'member' || last?.kind === 'import' || isWrapped || isDefined
  return isHandler && route.path?.startsWith('/') === true && !notRouters.test(name) && receiver.kind !== 'this'
}
