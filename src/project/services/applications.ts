import { groupBy } from '../../core/group.ts'
import type { SourceLocation } from '../../core/location.ts'
import type { Range } from '../../source/syntax/file.ts'
import type { CallFact } from '../../source/facts/structure.ts'
import type { Value } from '../../source/values/value.ts'
import { lists } from '../../source/models/lookup.ts'
import { listenMethods, platformAdapters, servedExports, serverFactories, serverTypes, servingCalls } from '../../source/models/servers.ts'
import { asObject, field } from '../../core/json.ts'
import { externalOf, follow, originOfType } from '../graph/values.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { directoryOf, joinPath } from '../graph/paths.ts'
import type { Resolver } from '../graph/resolve.ts'
import type { Routers } from '../routing/routers.ts'
import { startedPlugin } from '../routing/started-plugins.ts'
import { isOffered, startsThroughHelper } from './starts.ts'
import type { Located } from '../graph/values.ts'

/** A program that listens for HTTP requests. */
export interface Application {
  /** The module in which it starts to listen. */
  readonly root: Module
  readonly location: SourceLocation
  /** The modules that run in its process: all that are imported or loaded from its start. */
  readonly modules: ReadonlySet<Module>
  /** Those of which something is used: a module that another package merely loads does nothing for the application. */
  readonly used: ReadonlySet<Module>
  /** Set if it uses packages of its own team that are not in the project: they may contain anything. */
  readonly isPartlyElsewhere: boolean
  /** Set if it is a plugin that the command of Fastify starts, and closes on signals. */
  readonly isPlugin?: boolean
}

/** Directories of programs that are run by hand or by a build. `bin/www` starts a server. */
const toolFolder = /\/(?:scripts?|tools?|bin(?!\/(?:www|server|start)(?:\.[cm]?[jt]s)?$)|cli|bench|benchmarks?|examples?|samples?|demos?|playground|templates?|docs?)\//
/** Functions that a platform starts and stops, though they call `Deno.serve`. */
const functionFolder = /\/supabase\/functions\//
/** Configuration of build tools, and templates. */
const toolFile =
  /\/(?:gulpfile|gruntfile|webpack|vite|rollup|rspack|next|nuxt|astro|karma|cypress|playwright|jest|vitest)[\w.-]*\.[cm]?[jt]s$|\.template\.[cm]?[jt]s$/

/** Finds the applications of a project: services, as opposed to lambdas, workers, command lines, tests and examples. */
export function findApplications(graph: Graph, routers: Routers, resolver: Resolver): Application[] {
  const importers = importersOf(graph, routers)
  const loadedBy = groupBy(routers.loaded, ({ by }) => by)
  const runs = (module: Module): Module[] => [...importedBy(module), ...(loadedBy.get(module) ?? []).map(({ target }) => target)]
  const found: Application[] = []
  const home = (module: Module): string | undefined => homeOf(resolver, module)
  for (const module of graph.modules.values()) {
    if (!mayStart(module)) continue
    const plugin = startedPlugin(graph, module)
    const listening = module.summary.structure.calls.find((call) => startsServer(graph, routers, module, call))
    const range =
      listening?.range ??
      servedExport(module) ??
      (plugin === undefined ? undefined : ([plugin, plugin] as const))
    if (range === undefined) continue
    const start = { module, range }
    const offered = isOffered(graph, start, listening?.arguments[0], importers, mayStart)
    const through = startsThroughHelper(graph, start, importers, home, mayStart)
    for (const { module: root, range: place } of through.length > 0 ? through : [start]) {
      const modules = reach([...reach([root], (one) => importers.get(one) ?? [])], runs)
      if ([...modules].some(usesPlatform) || isCommandLine(graph, resolver, root) || isOfLibrary(resolver, root, offered)) continue
      const own = [...modules].filter((one) => home(one) === home(root))
      const mayBeSetUp = own.filter((one) => one === root || one.summary.routes.registrations.length > 0)
      const isPartlyElsewhere = mayBeSetUp.some((one) => usesOwnPackages(resolver, one)) || isOfForeignModule(graph, root)
      const used = reach(own, (one) => definingModules(graph, one))
      found.push({ root, location: { file: root.file, range: place }, modules, used, isPartlyElsewhere, isPlugin: plugin !== undefined })
    }
  }
  return oncePerProcess(found)
}

/** True for the path of an example, or of a program that people or builds run. */
export function isRunByHand(path: string): boolean {
  return toolFolder.test(path)
}

function mayStart({ summary: { purpose, path } }: Module): boolean {
  return purpose !== 'test' && !isRunByHand('/' + path) && ![functionFolder, toolFile].some((pattern) => pattern.test('/' + path))
}

function startsServer(graph: Graph, routers: Routers, module: Module, { callee, arguments: args }: CallFact): boolean {
  const external = externalOf(graph, { module, value: callee })
  if (external !== undefined && lists(servingCalls, external.specifier, external.name)) return true
  // `require('./app').listen()` may be a function of that module too: the definition decides.
  const called = follow(graph, { module, value: callee })
  if (called.value.kind !== 'member' || !listenMethods.has(called.value.name)) return false
  const receiver = { module: called.module, value: called.value.of }
  const node = routers.nodeOf(receiver)
  if (called.value.name === 'start') return node?.framework === 'hapi' || node?.framework === 'polka'
  // With port 0 the system picks one: that is a test, or a command line waiting for its browser.
  if (isZero(args[0])) return false
  return node?.isCertain === true || isServer(graph, receiver, 0)
}

/** `export default { port: 3000, fetch: app.fetch }`, which Bun serves. */
function servedExport({ summary }: Module): Range | undefined {
  const { exports } = summary.structure
  const served = exports['default']
  const names = served?.kind === 'object' ? Object.keys(served.fields) : []
  if (!names.includes('fetch') || !names.some((name) => servedExports.has(name))) return undefined
  return summary.exports.find(({ name }) => name === 'default')?.range
}

function isServer(graph: Graph, located: Located, steps: number): boolean {
  const { module, value } = follow(graph, located)
  if (steps > 6) return false
  const typed = value.kind === 'parameter' || value.kind === 'member' ? originOfType(graph, module, value.type) : undefined
  if (typed !== undefined) return lists(serverTypes, typed.specifier, typed.name)
  if (value.kind !== 'call' && value.kind !== 'new') return false
  const external = externalOf(graph, { module, value: value.of })
  if (external !== undefined && lists(serverFactories, external.specifier, external.name)) return true
  // `stoppable(createServer(app), 10_000)` returns the server that it is given.
  const [given] = value.arguments
  if (external !== undefined && given !== undefined && isServer(graph, { module, value: given }, steps + 1)) return true
  if (value.of.kind === 'member') {
    const factory = externalOf(graph, { module, value: value.of.of })
    // `NestFactory.createMicroservice` and `createApplicationContext` serve no HTTP.
    if (factory?.name === 'NestFactory') return value.of.name === 'create'
    return isServer(graph, { module, value: value.of.of }, steps + 1)
  }
  const target = follow(graph, { module, value: value.of })
  if (target.value.kind !== 'function') return false
  return (target.module.summary.structure.returns[target.value.at] ?? []).some((returned) =>
    isServer(graph, { module: target.module, value: returned }, steps + 1),
  )
}

function isZero(value: Value | undefined): boolean {
  return value?.kind === 'object' ? isZero(value.fields['port']) : value?.kind === 'text' && value.parts[0] === '0'
}

/** True if a command of the package imports the module, directly or indirectly, or may do so. */
function isCommandLine(graph: Graph, resolver: Resolver, module: Module): boolean {
  const home = resolver.packages.nearest(directoryOf(module.file))
  const bin = home && field(home.manifest, 'bin')
  if (home === undefined || bin === undefined) return false
  const commands = typeof bin === 'string' ? [bin] : Object.values(asObject(bin) ?? {})
  return commands.some((command) => {
    const resolution = resolver.resolve(`./${String(command).replace(/^\.\//, '')}`, joinPath(home.directory, 'package.json'))
    const start = resolution.kind === 'module' ? graph.modules.get(resolution.file) : undefined
    return start === undefined || reach([start], importedBy).has(module)
  })
}

/**
 * True in a package that is published for other programs, and that nothing starts: they decide what is served. Its list of files shows that, or
 * its main module if it offers a function that listens.
 */
function isOfLibrary(resolver: Resolver, { file }: Module, offered: boolean): boolean {
  const manifest = resolver.packages.nearest(directoryOf(file))?.manifest
  const signs = ['files', 'publishConfig', ...(offered ? ['main', 'exports'] : [])]
  const isPublished = manifest !== undefined && field(manifest, 'private') !== true && signs.some((name) => field(manifest, name) !== undefined)
  return isPublished && !Object.keys(asObject(field(manifest, 'scripts')) ?? {}).some((name) => /^(?:start|serve)/.test(name))
}

/** Names of packages of a team that contain no part of an application. */
const noApplicationPart = /(?:^|[-/])(?:types?|typings|utils?|helpers|errors?|constants?|schemas?|dtos?|models?|entities|protos?|clients?|sdk|api|db|database|prisma|config|i18n|ui|icons|contracts?|events?|logger|common)$/

/** `import { service } from '@acme/platform'`, where the application is `@acme/orders`. Asked of modules that register routes or start the server. */
function usesOwnPackages(resolver: Resolver, { file, links }: Module): boolean {
  const scope = /^@[^/]+\//.exec(resolver.packages.nearest(directoryOf(file))?.name ?? '')?.[0]
  return links.some(({ record: { specifier, typeOnly }, resolution: { kind } }) => {
    const isOfTeam = kind === 'outside' ? !/^[./]/.test(specifier) : kind === 'external' && scope !== undefined && specifier.startsWith(scope)
    return isOfTeam && !typeOnly && !noApplicationPart.test(specifier)
  })
}

/** `NestFactory.create(AppModule)` with a module from a package outside the project. */
function isOfForeignModule(graph: Graph, root: Module): boolean {
  return root.summary.structure.calls.some(({ callee }) => {
    const { module, value } = follow(graph, { module: root, value: callee.kind === 'member' ? callee.of : callee })
    if (value.kind !== 'call' || value.of.kind !== 'member' || externalOf(graph, { module, value: value.of.of })?.name !== 'NestFactory') return false
    const [made] = value.arguments
    return made !== undefined && follow(graph, { module, value: made }).value.kind === 'import'
  })
}

function usesPlatform(module: Module): boolean {
  return module.summary.imports.some(({ specifier, typeOnly }) => !typeOnly && platformAdapters.includes(specifier))
}

function importersOf(graph: Graph, { loaded }: Routers): ReadonlyMap<Module, readonly Module[]> {
  const importers = new Map<Module, Module[]>()
  const add = (target: Module, importer: Module): void => {
    const known = importers.get(target)
    if (known === undefined) importers.set(target, [importer])
    else known.push(importer)
  }
  for (const module of graph.modules.values()) {
    if (module.summary.purpose === 'test') continue
    for (const { target, record } of module.links) {
      if (target !== undefined && !record.typeOnly) add(target, module)
    }
  }
  for (const { by, target } of loaded) add(target, by)
  return importers
}

/** The modules that a module imports, type-only imports excluded. */
export function importedBy(module: Module): Module[] {
  return module.links.flatMap(({ target, record }) => (target === undefined || record.typeOnly ? [] : [target]))
}

function homeOf(resolver: Resolver, { file }: Module): string | undefined {
  return resolver.packages.nearest(directoryOf(file))?.directory
}

/** The modules that define what a module imports, without the barrels between. */
function definingModules(graph: Graph, module: Module): Module[] {
  return graph.dependenciesOf(module).flatMap(({ to, erased }) => (erased ? [] : [to]))
}

/** The given modules, and all that are reachable from them. */
export function reach(start: readonly Module[], next: (module: Module) => readonly Module[]): Set<Module> {
  const seen = new Set(start)
  const waiting = [...start]
  for (let module = waiting.pop(); module !== undefined; module = waiting.pop()) {
    for (const other of next(module)) {
      if (seen.has(other)) continue
      seen.add(other)
      waiting.push(other)
    }
  }
  return seen
}

/** A process that listens on a second port, for metrics say, is one application. */
function oncePerProcess(applications: readonly Application[]): Application[] {
  const kept: Application[] = []
  for (const application of applications) {
    if (!kept.some((other) => other.modules.has(application.root) || application.modules.has(other.root))) kept.push(application)
  }
  return kept
}
