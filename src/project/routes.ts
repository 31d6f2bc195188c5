import type { SourceLocation } from '../core/location.ts'
import { usesRouters } from '../source/facts/gates.ts'
import { httpMethods } from '../source/models/routers.ts'
import { fieldOf, knownText, pathOf } from '../source/facts/value.ts'
import type { Value } from '../source/facts/value.ts'
import type { RegistrationFact } from '../source/facts/routes.ts'
import type { Graph, Module } from './graph.ts'
import { handlerModule } from './handlers.ts'
import { joinRoutes, Routers } from './routers.ts'
import type { PathText, Prefix, RouterNode } from './routers.ts'
import { follow, textOf } from './values.ts'
import type { Located } from './values.ts'

/** A route that code registers. */
export interface CodeRoute {
  /** The file that registers it: absolute, forward slashes. */
  readonly file: string
  /** `GET`, ..., or `ALL`. */
  readonly method: string
  /** With its mounts' prefixes, parameters as OpenAPI writes them: `/users/{id}`. Starts with a slash. */
  readonly path: string
  /** False where it is mounted by something that cannot be read: then `path` is only its end. */
  readonly prefixKnown: boolean
  /** The literal of its path, or the decorator where it has none. */
  readonly location: SourceLocation
  /** The function that answers, or the expression that names it. */
  readonly handler?: SourceLocation
  readonly framework: string
}

/** A route whose path only the running program knows. */
export interface UnknownRoute {
  readonly location: SourceLocation
  readonly framework: string
}

/** What the registrations of a program come to. */
export interface RouteTable {
  readonly routes: readonly CodeRoute[]
  readonly unknown: readonly UnknownRoute[]
  /** Modules that register routes on what is certainly a router. */
  readonly registrars: ReadonlySet<Module>
  /** Modules that mount routers or middleware on what is certainly a router. */
  readonly mounters: ReadonlySet<Module>
  /** What is registered as a handler, where it is a function or method of some module: by module. */
  readonly handlerModules: ReadonlySet<Module>
  /** Modules that seem to register routes on something of which nobody can tell what it is. */
  readonly unreadable: ReadonlySet<Module>
}

const catchAll = /^\/?(?:\*|\(\.\*\)|\{?\*\w+\}?)$/
const mountNames: ReadonlySet<string> = new Set(['use', 'register', 'mount', 'route'])
const notRouters =
  /^(?:axios|fetch|http|request|client|api[cC]lient|cache|map|params|query|headers|config|store|storage|session)$/

/** Finds the routes that are registered by calls on routers, and puts the prefixes of all mounts before their paths. */
export function registeredRoutes(graph: Graph): RouteTable & { readonly routers: Routers } {
  const routers = new Routers(graph)
  const found = [...graph.modules.values()].flatMap((module) => {
    for (const handOver of module.summary.routes.handOvers)
      linkParameters(graph, routers, module, handOver.callee, handOver.arguments)
    return module.summary.routes.registrations.map((fact) => ({ module, fact }))
  })
  const unreadable = new Set([...graph.modules.values()].filter(({ summary }) => summary.routes.hasUnreadable))
  const registrations = found.flatMap(({ module, fact }) => {
    const node = routers.nodeOf({ module, value: fact.receiver })
    if (node === undefined) {
      if (isUnreadable(module, fact)) unreadable.add(module)
      return []
    }
    readMounts(graph, routers, module, node, fact)
    return [{ module, fact, node }]
  })

  const routes: CodeRoute[] = []
  const unknown: UnknownRoute[] = []
  const registrars = new Set<Module>()
  const handlerModules = new Set<Module>()
  const mounters = new Set<Module>()
  for (const { module, fact, node } of registrations) {
    if (node.isCertain && mountNames.has(fact.name)) mounters.add(module)
    for (const route of routesOf(graph, module, fact, node)) {
      if (!node.isCertain && !looksLikeRoute(fact, route)) {
        if (route.path === undefined && isUnreadable(module, fact)) unreadable.add(module)
        continue
      }
      // `app.all('*', notFound)` and `app.options('*', cors())` answer whatever is left over: no resource of the API.
      if (route.path !== undefined && catchAll.test(route.path)) continue
      registrars.add(module)
      // What comes before the last is middleware.
      const handler = route.handlers.at(-1)
      const target = handler && handlerModule(graph, { module, value: handler })
      if (target !== undefined && target !== module) handlerModules.add(target)
      const framework = node.framework ?? 'unknown'
      const location = { file: module.file, range: route.range }
      if (route.path === undefined) unknown.push({ location, framework })
      else
        for (const prefix of routers.prefixesOf(node))
          routes.push({
            ...codeRoute(prefix, route.path),
            file: module.file,
            method: route.method,
            location,
            framework,
            ...handlerOf(module, route),
          })
    }
  }
  return { routes, unknown, registrars, mounters, handlerModules, unreadable, routers }
}

/** It looks like a route, in a file that deals with routers, and that is all one can tell. */
function isUnreadable({ summary }: Module, { name, arguments: args }: RegistrationFact): boolean {
  return args.at(-1)?.kind === 'function' && Object.hasOwn(httpMethods, name) && usesRouters(summary)
}

interface Registered {
  readonly method: string
  /** Nothing where it is not known. */
  readonly path: string | undefined
  readonly range: readonly [number, number]
  readonly handlers: readonly Value[]
  readonly handlerRange: readonly [number, number] | undefined
}

function routesOf(graph: Graph, module: Module, fact: RegistrationFact, node: RouterNode): Registered[] {
  const method = Object.hasOwn(httpMethods, fact.name) ? httpMethods[fact.name] : undefined
  if (method === undefined) return definedRoutes(graph, module, fact)
  // Koa's routes may be given a name first.
  const isNamed = node.framework === 'koa' && fact.arguments[0]?.kind === 'text' && fact.arguments[1]?.kind === 'text'
  const at = fact.path === undefined ? (isNamed ? 1 : 0) : -1
  const path = fact.path ?? fact.arguments[at]
  if (path === undefined) return []
  const rest = fact.arguments.slice(at + 1)
  const range = rangeOf(path) ?? fact.argumentRanges[Math.max(at, 0)] ?? fact.range
  const handlerRange = rest.length > 0 ? fact.argumentRanges.at(-1) : undefined
  return pathsOf(path).map((one) => ({
    method,
    path: wholeText(graph, { module, value: one }),
    range: rangeOf(one) ?? range,
    handlers: rest,
    handlerRange,
  }))
}

/** `fastify.route({ method, url, handler })`, hapi's and Hono's definitions: routes as objects. */
function definedRoutes(graph: Graph, module: Module, fact: RegistrationFact): Registered[] {
  if (fact.name !== 'route' && fact.name !== 'openapi') return []
  const [first] = fact.arguments
  const definitions = first?.kind === 'list' ? first.items : [first]
  return definitions.flatMap((definition): Registered[] => {
    // `app.openapi(createRoute({ method, path }), handler)`
    const made = definition && follow(graph, { module, value: definition }).value
    const object = made?.kind === 'call' ? made.arguments[0] : made
    const path = fieldOf(object, 'url') ?? fieldOf(object, 'path')
    const method = fieldOf(object, 'method')
    if (path === undefined || method === undefined) return []
    const handler = fieldOf(object, 'handler') ?? fact.arguments[1]
    const handlerRange = handler?.kind === 'function' ? handler.range : undefined
    return pathsOf(method).map((one) => ({
      method: (knownText(one) ?? 'ALL').toUpperCase().replace('*', 'ALL'),
      path: wholeText(graph, { module, value: path }),
      range: rangeOf(path) ?? fact.range,
      handlers: handler === undefined ? [] : [handler],
      handlerRange,
    }))
  })
}

/** What nobody has said to be a router: only what could hardly be anything else counts as a route on it. */
function looksLikeRoute(fact: RegistrationFact, route: Registered): boolean {
  const { receiver } = fact
  const name = receiver.kind === 'parameter' || receiver.kind === 'member' ? receiver.name : ''
  const last = fact.arguments.at(-1)
  const isHandler = last?.kind === 'function' || last?.kind === 'member' || last?.kind === 'import'
  return isHandler && route.path?.startsWith('/') === true && !notRouters.test(name) && receiver.kind !== 'this'
}

/** Mounts and prefixes: `use`, `register`, `route(path, app)`, `mount`, `prefix`. */
function readMounts(
  graph: Graph,
  routers: Routers,
  module: Module,
  node: RouterNode,
  { name, arguments: args }: RegistrationFact,
): void {
  const [first, second] = args
  if (name === 'prefix' && first !== undefined) node.prefix = textOf(graph, { module, value: first })
  if (name === 'register' && first !== undefined) {
    const prefix = fieldOf(second, 'prefix')
    const parts = prefix === undefined ? [] : textOf(graph, { module, value: prefix })
    const plugin = follow(graph, { module, value: first })
    if (plugin.value.kind === 'function')
      routers.mount(routers.parameter(plugin.module.file, plugin.value.at, 0, '', undefined), node, parts)
  }
  if (name !== 'use' && name !== 'mount' && !(name === 'route' && args.length > 1)) return
  const mounted = args
    .flatMap((argument) => (argument.kind === 'list' ? argument.items : [argument]))
    .map((value) => routers.nodeOf({ module, value }))
  const prefixes =
    first === undefined || args.length === 1 ? [[]] : pathsOf(first).map((one) => prefixIn(graph, { module, value: one }))
  for (const router of mounted) if (router !== undefined) for (const prefix of prefixes) routers.mount(router, node, prefix)
}

function linkParameters(graph: Graph, routers: Routers, module: Module, callee: Value, args: readonly Value[]): void {
  const target = follow(graph, { module, value: callee })
  if (target.value.kind !== 'function') return
  const { at } = target.value
  args.forEach((argument, index) => {
    const fields = argument.kind === 'object' ? Object.entries(argument.fields) : [['', argument] as const]
    for (const [name, value] of fields) {
      const node = routers.nodeOf({ module, value })
      if (node !== undefined)
        routers.mount(routers.parameter(target.module.file, at, index, name === '' ? '' : '.' + name, undefined), node)
    }
  })
}

function codeRoute(prefix: Prefix, path: string): Pick<CodeRoute, 'path' | 'prefixKnown'> {
  const full = joinRoutes(prefix.path, path)
  const slash = path.length > 1 && path.endsWith('/') ? '/' : ''
  return { path: templateOf(full === '' ? '/' : full + slash), prefixKnown: prefix.known }
}

/** `:id`, `:id(\\d+)` and `:id?` as OpenAPI writes them. */
export function templateOf(path: string): string {
  return path.replace(/:(\w+)(?:\([^()]*\))?[?*+]?/g, '{$1}')
}

function handlerOf(module: Module, route: Registered): Pick<CodeRoute, 'handler'> {
  return route.handlerRange === undefined ? {} : { handler: { file: module.file, range: route.handlerRange } }
}

/** The text where all of it is known, other files' constants included. */
function wholeText(graph: Graph, located: Located): string | undefined {
  const parts = textOf(graph, located)
  return parts.includes(null) ? undefined : parts.join('')
}

function pathsOf(value: Value): readonly Value[] {
  return value.kind === 'list' && value.items.length > 0 ? value.items : [value]
}

function rangeOf(value: Value): readonly [number, number] | undefined {
  return value.kind === 'text' ? value.range : undefined
}

/** The path that a mount begins with; empty where its first argument is a handler already, a gap where it cannot be read. */
function prefixIn(graph: Graph, located: Located): PathText {
  const { value } = follow(graph, located)
  if (value.kind === 'text') return textOf(graph, located)
  // `config.prefix`, `env.PREFIX`, a parameter: text, for all one can tell. What is imported from a package is middleware.
  const isReadLater = value.kind === 'member' && pathOf(value).root.kind !== 'this'
  return isReadLater || value.kind === 'parameter' || value.kind === 'unknown' ? [null] : []
}
