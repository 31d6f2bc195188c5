import { fileRouters, mayBeFileRoute } from '../../source/models/file-routers.ts'
import type { FileRouter } from '../../source/models/file-routers.ts'
import { httpMethods } from '../../source/models/routers.ts'
import { routeHandlers } from '../../source/models/requests.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import { knownText, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import { verbsOf } from './answers.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { directoryOf, relativeTo } from '../graph/paths.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { joinRoutes } from './route-paths.ts'
import type { CodeRoute } from './code-route.ts'
import { wrappersOf } from './handlers.ts'

/** The directory and dependencies of a package, which decide how its files are routed. */
export interface FileRoutingPackage {
  readonly directory: string
  readonly dependencies: ReadonlySet<string>
}

/**
 * Finds file-based routes: `app/users/[id]/route.ts`, `pages/api/users.ts`.
 * @param packageOf the package of a module
 */
export function fileRoutes(graph: Graph, packageOf: (module: Module) => FileRoutingPackage): CodeRoute[] {
  return [...graph.modules.values()].flatMap((module) => {
    if (!mayBeFileRoute.test(module.file) || module.summary.purpose === 'test') return []
    const { directory, dependencies } = packageOf(module)
    const router = fileRouters.filter(({ packages, without = '' }) => packages.some((name) => dependencies.has(name)) && !dependencies.has(without))
    return router.length === 0 ? [] : routesOf(graph, module, directory, router)
  })
}

function routesOf(graph: Graph, module: Module, directory: string, routers: readonly FileRouter[]): CodeRoute[] {
  const place = relativeTo(directory, module.file)
  for (const { name, place: pattern, exports, prefix, isFlat, isGuarded, verbInName, settings } of routers) {
    const match = pattern.exec(place)
    if (match === null) continue
    const path = isFlat === true ? flatPath(match[1] ?? '') : pathOf(match[1] ?? '')
    if (path === undefined) return []
    const takesRest = match[1]?.includes('[...') === true
    const verb = verbInName === true ? match[2]?.toUpperCase() : undefined
    const configured = settings && graph.textsBeside(module.file, settings.files).find(({ file }) => directoryOf(file) === directory)
    const base = (configured && settings?.prefix.exec(configured.text)?.[1]) ?? ''
    return handlersOf(graph, module, exports, verb).map(({ method, name: exported, range, answering, before = [] }) => {
      const answeredBy = { module, value: answering ?? module.summary.structure.exports[exported] ?? { kind: 'import', specifier: '.', name: exported } }
      return {
        file: module.file,
        method,
        path: joinRoutes(base, prefix + path) || '/',
        prefixKnown: true,
        location: { file: module.file, range },
        middleware: [...[...(isGuarded === true ? [unknownValue] : []), ...before].map((value) => ({ module, value })), ...ownWrappers(graph, answeredBy)],
        answeredBy,
        framework: name,
        // In these frameworks redirects and the like are among the pages; and `[...all]` is a catch-all.
        ...((takesRest || (exports === 'loaders' && !/^\/api(?:\/|$)/.test(path))) && { beside: 'page' as const }),
        ...(takesRest && { takesRest }),
      }
    })
  }
  return []
}

/** The project's own functions around a handler. Those of the framework only define it: `defineEventHandler(handler)`. */
function ownWrappers(graph: Graph, answeredBy: Located): readonly Located[] {
  return wrappersOf(graph, answeredBy).filter(({ module, value }) => follow(graph, { module, value: value.kind === 'call' ? value.of : value }, 0, true).value.kind === 'function')
}

/** An exported handler. */
interface Handler {
  readonly method: string
  /** The name of the export. */
  readonly name: string
  readonly range: readonly [number, number]
  /** The value that handles requests, if it is not the export itself, and what runs before it. */
  readonly answering?: Value
  readonly before?: readonly Value[]
}

/** @param verb the HTTP method in the file name */
function handlersOf(graph: Graph, module: Module, exports: FileRouter['exports'], verb: string | undefined): Handler[] {
  const { summary } = module
  const records = summary.exports.filter(({ typeOnly }) => !typeOnly)
  if (exports === 'loaders') {
    // With a component as default export, it is a page and its loader.
    if (records.some(({ name }) => name === 'default')) return []
    return records.flatMap(({ name, range }) => {
      const asked = name === 'action' ? verbsOf(graph, { module, value: summary.structure.exports[name] ?? unknownValue }) : []
      return asked.length > 0 ? asked.map((method) => ({ method, name, range })) : Object.hasOwn(loaders, name) ? [{ method: loaders[name] ?? 'ALL', name, range }] : []
    })
  }
  if (exports === 'methods')
    return records.flatMap(({ name, range }) =>
      routeHandlers.has(name) ? [{ method: name, name, range }] : anyMethod.has(name) ? [{ method: 'ALL', name, range }] : [],
    )
  const record = records.find(({ name }) => name === 'default')
  const value = summary.structure.exports['default'] ?? summary.structure.exports['*']
  if (record === undefined && value === undefined) return []
  const range = record?.range ?? (value?.kind === 'function' ? value.range : ([0, 0] as const))
  const name = record === undefined ? '*' : 'default'
  const connected = value === undefined ? [] : connectedTo(module, value)
  const used = connected.filter((one) => one.name === 'use')
  if (used.length < connected.length)
    return connected.flatMap(({ name: verbOf, arguments: args, range: at }) => {
      const method = httpMethods[verbOf]
      const before = [...used.filter((one) => one.range[1] < at[1]).flatMap((one) => one.arguments), ...args.slice(0, -1)].filter(({ kind }) => kind !== 'text')
      return method === undefined ? [] : [{ method, name, range: at, answering: args.at(-1) ?? unknownValue, before }]
    })
  const mapped = value === undefined ? [] : verbsIn(module, value)
  const verbs = verb !== undefined ? [verb] : value === undefined || mapped.length > 0 ? mapped : verbsOf(graph, { module, value })
  return (verbs.length === 0 ? ['ALL'] : verbs).map((method) => ({ method, name, range }))
}

/** The HTTP methods in `withMiddleware()(byMethod({ GET: list, POST: create }))` and `only(['POST'], create)`, and in what functions return. */
function verbsIn(module: Module, value: Value, steps = 0): string[] {
  if (value.kind === 'list' || value.kind === 'text') {
    const named = value.kind === 'list' ? value.items.map((one) => knownText(one) ?? '') : [knownText(value) ?? '']
    return named.every((verb) => routeHandlers.has(verb)) ? named : []
  }
  if (value.kind === 'object') {
    const verbs = Object.keys(value.fields).map((key) => key.toUpperCase())
    return verbs.every((verb) => routeHandlers.has(verb)) ? verbs : []
  }
  const parts = value.kind === 'call' ? [value.of, ...value.arguments] : value.kind === 'function' ? (module.summary.structure.returns[value.at] ?? []) : []
  return steps > maxSteps ? [] : parts.flatMap((part) => verbsIn(module, part, steps + 1))
}
const maxSteps = 6

/** The routes and middleware of an exported router: `export default router.handler()` and `export default nc().get(find).put(change)` of next-connect. */
function connectedTo({ summary }: Module, exported: Value): readonly RegistrationFact[] {
  let made = exported
  while (made.kind === 'call' && made.of.kind === 'member') made = made.of.of
  const { at } = made.kind === 'call' ? made : {}
  return summary.routes.registrations.filter(({ receiver, name }) => receiver.kind === 'call' && receiver.at === at && (name === 'use' || Object.hasOwn(httpMethods, name)))
}

/** Exports of SvelteKit and Astro for all methods that have no handler of their own. */
const anyMethod: ReadonlySet<string> = new Set(['fallback', 'ALL'])

/** Exports of Remix, with the methods they handle. */
const loaders: { readonly [name: string]: string } = { loader: 'GET', action: 'POST' }

/** Stands for a dot that separates nothing. */
const escapedDot = '\0'

/** The path for `api+/users.$id`, `api.users.$id` and `feed[.]xml`; undefined if a segment is optional. */
function flatPath(place: string): string | undefined {
  if (/[()]/.test(place)) return undefined
  return place
    .replace(/\[([^[\]]*)\]/g, (_, escaped: string) => escaped.replaceAll('.', escapedDot))
    .replace(/\/(?:route|index)$/, '')
    .split(/\+?[/.]/)
    .filter((segment) => segment !== 'index' && !segment.startsWith('_'))
    .map((segment) => '/' + segment.replace(/[_+]$/, '').replace(/^\$(.+)$/, '{$1}').replace(/^\$$/, '{rest}'))
    .join('')
    .replaceAll(escapedDot, '.')
}

/** The path for `users/[id]`; undefined in private folders of Next. */
function pathOf(place: string): string | undefined {
  const segments = place
    .replace(/(?:^|\/)index$/, '')
    .split('/')
    .filter((segment) => segment !== '')
  if (segments.some((segment) => segment.startsWith('_'))) return undefined
  return segments
    .filter((segment) => !/^(?:\(.*\)|@.*)$/.test(segment))
    .map((segment) => '/' + segment.replace('[...]', '[...rest]').replace(/\[{1,2}(?:\.\.\.)?([^[\].=]+)(?:=\w+)?\]{1,2}/g, '{$1}'))
    .join('')
}
