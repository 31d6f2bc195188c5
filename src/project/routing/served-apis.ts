import { fieldOf } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { CallFact } from '../../source/facts/structure.ts'
import { apiPlugins, apiServers } from '../../source/models/typed-apis.ts'
import type { ApiServer } from '../../source/models/typed-apis.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { mountedAt } from './mounted-places.ts'
import { prepend, templateOf } from './route-paths.ts'
import type { RoutePlace } from './route-paths.ts'
import type { Routers } from './routers.ts'
import type { CodeRoute, UnknownRoute } from './code-route.ts'
import { contractRoutes, proceduresOf } from './typed-apis.ts'
import type { TypedRoute } from './typed-apis.ts'
import { textOf } from '../graph/texts.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { External, Located } from '../graph/values.ts'

/** An API given as a value, and where it is served. */
interface Served {
  readonly serves: ApiServer['serves']
  readonly given: Located
  /** The handlers of a contract's entries, by name. */
  readonly implementation?: Located
  readonly placesOf: (route: RoutePlace) => readonly RoutePlace[]
}

/**
 * The routes of contracts and of procedure routers that the program serves.
 * @param filed file-based routes. Those that only forward to such an API are returned as `served`
 */
export function servedRoutes(
  graph: Graph,
  routers: Routers,
  filed: readonly CodeRoute[],
): { readonly routes: readonly CodeRoute[]; readonly unknown: readonly UnknownRoute[]; readonly filed: readonly CodeRoute[] } {
  const routes = new Map<string, CodeRoute>()
  const unknown: UnknownRoute[] = []
  const servers = new Set<string>()
  for (const module of graph.modules.values()) {
    const served = [
      ...module.summary.structure.calls.flatMap((call) => servedBy(graph, routers, filed, module, call) ?? []),
      ...pluginsIn(graph, routers, module),
    ]
    if (served.length > 0) servers.add(module.file)
    for (const { serves, given, implementation, placesOf } of served) {
      for (const { method, path, file, range, base, input, ...known } of entriesOf(graph, serves, given, implementation)) {
        const location = { file, range }
        const framework = serves === 'contract' ? 'ts-rest' : 'trpc'
        if (path === undefined) unknown.push({ location, framework })
        else
          for (const place of placesOf({ path, gap: undefined, middleware: [] })) {
            const route: CodeRoute = {
              file,
              method,
              path: templateOf(place.path === '' ? '/' : place.path),
              prefixKnown: place.gap === undefined,
              ...(place.gap !== undefined && { gap: place.gap }),
              location,
              middleware: base === undefined ? place.middleware : [...place.middleware, base],
              ...known,
              framework,
              ...(input === 'checked' && { isValidated: true as const }),
              ...(input === 'open' && { takesAnything: true as const }),
              ...(serves === 'procedures' && { beside: 'procedure' as const }),
            }
            routes.set(`${route.method} ${route.path} ${route.gap ?? ''} ${file} ${range[0]}`, route)
          }
      }
    }
  }
  return { routes: [...routes.values()], unknown, filed: filed.map((route) => (servers.has(route.file) ? { ...route, beside: 'served' } : route)) }
}

function entriesOf(graph: Graph, serves: ApiServer['serves'], given: Located, implementation: Located | undefined): readonly TypedRoute[] {
  if (serves === 'contract') return contractRoutes(graph, given, implementation)
  const procedures = proceduresOf(graph, given)
  return serves === 'procedures' ? procedures : procedures.flatMap(({ openapi }) => openapi ?? [])
}

/** The API that a call serves, if it serves contracts or procedures. */
function servedBy(graph: Graph, routers: Routers, filed: readonly CodeRoute[], module: Module, call: CallFact): Served | undefined {
  const { callee, arguments: args, at } = call
  const server = serverOf(graph, { module, value: callee })
  const [first] = args
  const options = first && follow(graph, { module, value: first })
  const given = server?.given === 'first' ? options : options && fieldIn(options, server?.given ?? 'router')
  if (server === undefined || options === undefined || given === undefined) return undefined
  const on = server.on === undefined ? undefined : args[server.on]
  const node = on === undefined ? routers.made(module.file, at) : routers.nodeOf({ module, value: on })
  const gap = `${module.file}#${at}`
  const start = serverPrefix(graph, server, options, args, module)
  const placesOf = (route: RoutePlace): readonly RoutePlace[] => {
    if (node !== undefined && (on !== undefined || node.mounts.length > 0)) return mountedAt(node, route, undefined)
    if (start !== undefined) return [prepend(start, route, gap)]
    // `pages/api/trpc/[trpc].ts`: the path of the file is the prefix.
    const place = filed.find(({ file }) => file === module.file)
    return [prepend(place === undefined ? (server.isServer === true ? [] : [null]) : [place.path.replace(/\/\{[^/]+\}$/, '')], route, gap)]
  }
  const second = args[1]
  const implementation = server.given === 'first' ? second && { module, value: second } : fieldIn(options, 'router')
  return { serves: server.serves, given, ...(implementation && { implementation }), placesOf }
}

/** The prefix in the options. */
function serverPrefix(graph: Graph, { serves }: ApiServer, options: Located, args: readonly Value[], module: Module): readonly (string | null)[] | undefined {
  if (serves !== 'contract') {
    const endpoint = fieldIn(options, 'endpoint') ?? fieldIn(options, 'basePath')
    return endpoint && textOf(graph, endpoint)
  }
  const inner = fieldIn(options, 'options') ?? options
  const base = fieldIn(inner, 'basePath') ?? args.slice(1).flatMap((value) => fieldIn({ module, value }, 'basePath') ?? [])[0]
  return base && textOf(graph, base)
}

function fieldIn({ module, value }: Located, name: string): Located | undefined {
  const field = fieldOf(value, name)
  return field && { module, value: field }
}

/** A function that serves APIs: a library's, or one of the project with the same name in a file that uses the library. */
function serverOf(graph: Graph, callee: Located): ApiServer | undefined {
  const external = externalOf(graph, callee)
  if (external !== undefined) return apiServerOf(external)
  const { module, value } = follow(graph, callee)
  if (value.kind !== 'function' || module === callee.module) return undefined
  const name = value.name ?? (callee.value.kind === 'import' ? callee.value.name : '')
  return apiServers.find(
    ({ packages, names }) => names.includes(name) && module.summary.imports.some(({ specifier }) => packages.includes(specifier)),
  )
}

/** The API server that an export of a package is. */
function apiServerOf({ specifier, name }: External): ApiServer | undefined {
  return apiServers.find(({ packages, names }) => packages.includes(specifier) && names.includes(name))
}

/** `register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router } })` */
function pluginsIn(graph: Graph, routers: Routers, module: Module): Served[] {
  return module.summary.routes.registrations.flatMap(({ name, arguments: args, receiver }): Served[] => {
    const [plugin, given] = args
    if (name !== 'register' || plugin === undefined || given === undefined) return []
    const external = externalOf(graph, { module, value: plugin })
    const serves = external && apiPlugins[external.specifier]?.[external.name]
    const options = follow(graph, { module, value: given })
    const router = fieldIn(fieldIn(options, 'trpcOptions') ?? options, 'router')
    const node = routers.nodeOf({ module, value: receiver })
    if (serves === undefined || router === undefined || node === undefined) return []
    const prefix = fieldIn(options, 'prefix') ?? fieldIn(options, 'basePath')
    const text = prefix === undefined ? [] : textOf(graph, prefix)
    return [{ serves, given: router, placesOf: (route) => mountedAt(node, prepend(text, route, node.key), undefined) }]
  })
}
