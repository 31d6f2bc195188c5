import { httpMethods } from '../../source/models/routers.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import type { RouterCall } from '../../source/facts/router-calls.ts'
import { knownText, memberOf } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { textOf } from '../graph/texts.ts'
import { methodOf } from '../graph/values.ts'
import type { CodeRoute } from './code-route.ts'
import { mountedAt } from './mounted-places.ts'
import { rangeOf } from './route-calls.ts'
import { prepend, templateOf } from './route-paths.ts'
import type { RoutePlace } from './route-paths.ts'
import type { RouterNode } from './router-nodes.ts'

/** A registration in a loop over what a class has stored: `this.routes.forEach((route) => app[route.method](route.path, route.handler))`. */
export interface StoredRegistration {
  readonly module: Module
  readonly fact: RegistrationFact
  readonly node: RouterNode
}

/** The routes that are stored in the classes with such a registration, and the registrations that are known by them. */
export interface StoredRoutes {
  readonly routes: readonly CodeRoute[]
  readonly read: ReadonlySet<RegistrationFact>
}

/** `this.route('GET', '/users', list)` and `router.get('/users', list)`, where the method is one of such a class and only stores the route. */
export function storedRoutes(graph: Graph, registrations: readonly StoredRegistration[]): StoredRoutes {
  const read = new Set<RegistrationFact>()
  const routes = registrations.length === 0 ? [] : [...graph.modules.values()].flatMap((module) => {
    const { routerCalls, registrations: facts } = module.summary.routes
    const others: readonly RouterCall[] = facts.map(({ receiver, name, arguments: args }) => ({ callee: memberOf(receiver, name), arguments: args }))
    return [...routerCalls, ...others].flatMap((call) => {
      const stored = storedBy(call)
      const storing = stored && registrationOf(graph, module, call, registrations)
      if (stored === undefined || storing === undefined) return []
      read.add(storing.fact)
      return routesAt(graph, module, stored, storing)
    })
  })
  return { routes, read }
}

type Stored = Pick<RouterCall, 'arguments'> & { readonly method: string }

/** The method, and the path with the handlers behind it. */
function storedBy({ callee, arguments: args }: RouterCall): Stored | undefined {
  const verb = knownText(args[0])?.toLowerCase() ?? ''
  const isFirst = Object.hasOwn(httpMethods, verb)
  const name = isFirst ? verb : callee.kind === 'member' ? callee.name : ''
  const given = isFirst ? args.slice(1) : args
  const [path, ...handlers] = given
  const method = Object.hasOwn(httpMethods, name) ? httpMethods[name] : undefined
  const begin = path?.kind === 'text' ? path.parts[0] : undefined
  const isRoute = handlers.length > 0 && (typeof begin === 'object' || begin?.startsWith('/') === true)
  return isRoute && method !== undefined ? { method, arguments: given } : undefined
}

/** The registration in the class whose method is called, unless that method registers by itself. */
function registrationOf(graph: Graph, module: Module, { callee }: RouterCall, all: readonly StoredRegistration[]): StoredRegistration | undefined {
  if (callee.kind !== 'member') return undefined
  const { module: home, value: method } = methodOf(graph, { module, value: callee })
  if (method.kind !== 'function') return undefined
  const holds = ([start, end]: readonly [number, number], [from, to]: readonly [number, number]): boolean => start <= from && to <= end
  if (home.summary.routes.registrations.some(({ range }) => holds(method.range, range))) return undefined
  const owner = home.summary.structure.classes.find(({ at, end }) => holds([at, end], method.range))
  return owner && all.find((one) => one.module === home && holds([owner.at, owner.end], one.fact.range))
}

function routesAt(graph: Graph, module: Module, { method, arguments: args }: Stored, { module: home, fact, node }: StoredRegistration): CodeRoute[] {
  const [path, ...handlers] = args
  const handler = handlers.at(-1)
  if (path === undefined || handler === undefined) return []
  // Of `prefix + route.path`, what is before the path of the route.
  const parts = fact.arguments[0] === undefined ? [] : textOf(graph, { module: home, value: fact.arguments[0] })
  const key = `${home.file}#${fact.range[0]}`
  const inner: RoutePlace = { path: '', gap: undefined, middleware: handlers.slice(0, -1).map((value) => ({ module, value })) }
  const below = prepend(parts.slice(0, -1), prepend(textOf(graph, { module, value: path }), inner, key), key)
  return mountedAt(node, below, { file: home.file, at: fact.range[1], turns: undefined }).map(({ path: full, gap, application, middleware }) => ({
    file: module.file,
    method,
    path: templateOf(full === '' ? '/' : full),
    prefixKnown: gap === undefined,
    ...(gap !== undefined && { gap }),
    ...(application !== undefined && { application }),
    location: { file: module.file, range: rangeOf(path) ?? [0, 0] },
    ...(handler.kind === 'function' && { handler: { file: module.file, range: handler.range } }),
    answeredBy: { module, value: handler },
    middleware,
    framework: 'own',
  }))
}
