import { asString, field } from '../core/json.ts'
import type { SourceLocation } from '../core/location.ts'
import type { Settings } from '../core/settings.ts'
import type { FileFacts } from '../source/facts/file-facts.ts'
import { answersOf, errorAnswersOf, errorHandlersOf } from './routing/answers.ts'
import type { RouteAnswers } from './routing/answers.ts'
import { findApplications } from './services/applications.ts'
import { ownDispatchers } from './services/own-dispatchers.ts'
import type { Application } from './services/applications.ts'
import { Architecture } from './layers/architecture.ts'
import { ControllerPrefixes } from './routing/controller-prefixes.ts'
import { declaredRoutes } from './routing/controllers.ts'
import type { Cycle } from './graph/cycles.ts'
import { dataAccesses } from './data/data-access.ts'
import type { DataAccess } from './data/data-access.ts'
import { fileRoutes } from './routing/file-routes.ts'
import type { FileRoutingPackage } from './routing/file-routes.ts'
import { Graph } from './graph/graph.ts'
import type { Module } from './graph/graph.ts'
import { Layering } from './layers/layering.ts'
import { isHealthFile, isHealthRoute } from './services/health-route.ts'
import { directoryOf, relativeTo } from './graph/paths.ts'
import type { Resolver } from './graph/resolve.ts'
import { areaOfPackage } from './layers/layer-packages.ts'
import { roleOf } from './layers/roles.ts'
import type { RoleEvidence } from './layers/roles.ts'
import { messageEvidence, messageHandlers } from './layers/message-handlers.ts'
import { queryEvidence, queryModules } from './layers/query-modules.ts'
import { registeredRoutes, withoutDeclared } from './routing/routes.ts'
import type { RouteTable } from './routing/routes.ts'
import { cloudRoutes } from './routing/cloud-functions.ts'
import { answeringModule } from './routing/code-route.ts'
import type { CodeRoute, UnknownRoute } from './routing/code-route.ts'
import type { Middleware } from './routing/router-nodes.ts'
import { RuntimeGraph } from './graph/runtime.ts'
import { describedRoutes } from './routing/described-routes.ts'
import { objectRoutes } from './routing/served-objects.ts'
import { servedRoutes } from './routing/served-apis.ts'
import { unreadRoutes } from './routing/unread-servers.ts'
import { ProjectSql } from './data/sql.ts'
import { wholeListOf } from './routing/whole-lists.ts'
import type { WholeList } from './routing/whole-lists.ts'

/** The input of {@link Project.build}. */
export interface ProjectInput {
  /** The root directory: absolute, forward slashes, no trailing slash. */
  readonly root: string
  readonly sources: readonly FileFacts[]
  /** Made for the same root and at least these sources. */
  readonly resolver: Resolver
  readonly settings: Settings
}

type Described = Pick<RouteTable, 'routes' | 'unknown'>

/** All code that is checked, as one program. Everything but the graph is computed when first used. */
export class Project {
  readonly root: string
  readonly graph: Graph
  readonly runtime: RuntimeGraph
  readonly #resolver: Resolver
  readonly #settings: Settings
  #registered: ReturnType<typeof registeredRoutes> | undefined
  #declared: ReturnType<typeof declaredRoutes> | undefined
  #described: Described | undefined
  #filed: readonly CodeRoute[] | undefined
  #served: ReturnType<typeof servedRoutes> | undefined
  #routes: readonly CodeRoute[] | undefined
  #applications: readonly Application[] | undefined
  #roles: ReadonlyMap<Module, RoleEvidence> | undefined
  #architecture: Architecture | undefined
  #layering: Layering | undefined
  #sql: ProjectSql | undefined

  private constructor({ root, sources, resolver, settings }: ProjectInput) {
    this.root = root
    this.#settings = settings
    this.#resolver = resolver
    this.graph = new Graph(sources, resolver, root)
    this.runtime = new RuntimeGraph(this.graph)
  }

  /** @internal */
  static build(input: ProjectInput): Project {
    return new Project(input)
  }

  /** All routes that the code registers or declares, with the prefixes of their mounts. */
  get routes(): readonly CodeRoute[] {
    if (this.#routes !== undefined) return this.#routes
    const { filed, routes } = this.#servedApis
    const described = describedRoutes(this.graph, (module) => this.#packageOf(module).dependencies)
    return (this.#routes = [...this.#registrations.routes, ...this.#declarations.routes, ...filed, ...routes, ...this.#describedRoutes.routes, ...described])
  }

  /** @internal The responses of a route's handler; undefined if the handler is not known. */
  answersOf(route: CodeRoute): RouteAnswers | undefined {
    return answersOf(this.graph, route)
  }

  /** @internal The query whose whole result a route responds with, if there is one. */
  wholeListOf(route: CodeRoute): WholeList | undefined {
    return wholeListOf(this.graph, route)
  }

  /** @internal The responses of a package's error handlers. */
  errorAnswers(area: string): RouteAnswers['answers'] {
    const handlers = [...this.middleware.flatMap(({ values }) => values), ...errorHandlersOf(this.graph)].filter(({ module }) => this.areaOf(module) === area)
    return handlers.flatMap((handler) => errorAnswersOf(this.graph, handler))
  }

  /** Routes whose path is known only at run time, and files with routes of a library that is not read. */
  get unknownRoutes(): readonly UnknownRoute[] {
    const read = new Set(this.routes.flatMap(({ file, location }) => [file, location.file]))
    const dynamic = [...withoutDeclared(this.#registrations, read, this.#declarations), ...this.#servedApis.unknown, ...this.#describedRoutes.unknown]
    const unread = [...dynamic, ...unreadRoutes(this.graph, read, this.routes)]
    return [...unread, ...ownDispatchers(this.graph, this.applications, this.middleware, new Set([...read, ...unread.map(({ location }) => location.file)]))]
  }

  /** @internal Modules that seem to register routes on something that could not be identified. */
  get unreadable(): ReadonlySet<Module> {
    return this.#registrations.unreadable
  }

  /** @internal What runs before routes, or instead of them. */
  get middleware(): readonly Middleware[] {
    return this.#registrations.routers.middleware()
  }

  /** @internal True if a module loads directories, and all of them could be read. */
  readsFolders(module: Module): boolean {
    const { loaded, foldersUnread } = this.#registrations.routers
    return !foldersUnread.has(module) && loaded.some(({ by }) => by === module)
  }

  get applications(): readonly Application[] {
    this.#applications ??= findApplications(this.graph, this.#registrations.routers, this.#resolver)
    return this.#applications
  }

  get architecture(): Architecture {
    this.#architecture ??= new Architecture(this.graph, this.root, this.#settings, (module) => this.areaOf(module), this.roles)
    return this.#architecture
  }

  get layering(): Layering {
    this.#layering ??= new Layering(this.graph, this.architecture, this.runtime, (module) => this.areaOf(module), this.roles)
    return this.#layering
  }

  get roles(): ReadonlyMap<Module, RoleEvidence> {
    this.#roles ??= this.#findRoles()
    return this.#roles
  }

  /** @internal */
  get sql(): ProjectSql {
    this.#sql ??= new ProjectSql(this.graph)
    return this.#sql
  }

  /** @internal True if findings depend on more than the facts of files. */
  get dependsOnMoreThanFacts(): boolean {
    return this.#sql?.dependsOnMoreThanFacts === true
  }

  /** The ways in which a module accesses a database directly. */
  dataAccesses(module: Module): readonly DataAccess[] {
    return dataAccesses(this.graph, module)
  }

  /**
   * Modules that import each other in cycles.
   * @param types also count imports of types
   * @param limit the most cycles to list for each group of modules that all depend on each other
   */
  cycles(types: boolean, limit: number): readonly Cycle[] {
    const isEntity = (module: Module): boolean => {
      const evidence = this.roles.get(module)
      // Mongoose's documents refer to each other by name.
      return evidence?.role === 'entity' && evidence.isStrong && !module.summary.imports.some(({ specifier }) => specifier === 'mongoose')
    }
    return this.runtime.cycles(types, isEntity, limit)
  }

  /** The directory of the package that contains a module, or the root; if packages are the layers of one program, the directory around them. */
  areaOf(module: Module): string {
    return areaOfPackage(this.packageOf(module.file), this.#resolver.packages)
  }

  /** True if the place is inside a function that is registered as a route's handler. */
  isInHandler(place: SourceLocation): boolean {
    return this.routes.some(({ handler }) => handler !== undefined && holds(handler, place))
  }

  /** True if the place belongs to a health check, by its route or by the name of its file. */
  isInHealthCheck(place: SourceLocation): boolean {
    if (isHealthFile(place.file)) return true
    // For a route by file, the whole file counts.
    const isIn = ({ file, handler }: CodeRoute): boolean => (handler === undefined ? file === place.file : holds(handler, place))
    return this.routes.some((route) => isHealthRoute(route) && isIn(route))
  }

  /** The name of the class that contains a place. */
  classNameAt({ file, range }: SourceLocation): string | undefined {
    return this.graph.modules.get(file)?.summary.structure.classes.find(({ at, end }) => at <= range[0] && range[1] <= end)?.name
  }

  /** True if the package of a file has commands and no application: no other request waits for its work. */
  isCommandLine(file: string): boolean {
    const home = this.#resolver.packages.nearest(directoryOf(file))
    return field(home?.manifest, 'bin') !== undefined && !this.applications.some(({ root }) => this.packageOf(root.file) === home?.directory)
  }

  /** The directory of the package that contains a file. */
  packageOf(file: string): string {
    return this.#resolver.packages.nearest(directoryOf(file))?.directory ?? this.root
  }

  /** The dependencies of a file's package, with those of the root package. */
  dependenciesOf(file: string): ReadonlySet<string> {
    const { packages } = this.#resolver
    return new Set([...(packages.nearest(directoryOf(file))?.dependencies ?? []), ...(packages.in(this.root)?.dependencies ?? [])])
  }

  /** The version range of a dependency in the package of a file; undefined if it is not a dependency. */
  versionOf(file: string, name: string): string | undefined {
    const { packages } = this.#resolver
    return [packages.nearest(directoryOf(file)), packages.in(this.root)]
      .map((home) => asString(field(field(home?.manifest, 'dependencies'), name)))
      .find((version) => version !== undefined)
  }

  /** The name of the package that contains a module, as others import it. */
  packageNameOf(module: Module): string | undefined {
    return this.#resolver.packages.nearest(directoryOf(module.file))?.name
  }

  /** A path in messages: relative to the root. */
  nameOf(file: string): string {
    return relativeTo(this.root, file)
  }

  get #registrations(): ReturnType<typeof registeredRoutes> {
    this.#registered ??= registeredRoutes(this.graph)
    return this.#registered
  }

  get #declarations(): ReturnType<typeof declaredRoutes> {
    this.#declared ??= declaredRoutes(this.graph, new ControllerPrefixes(this.graph, (module) => this.areaOf(module), this.#registrations))
    return this.#declared
  }

  get #servedApis(): ReturnType<typeof servedRoutes> {
    this.#served ??= servedRoutes(this.graph, this.#registrations.routers, this.#fileRoutes)
    return this.#served
  }

  get #fileRoutes(): readonly CodeRoute[] {
    this.#filed ??= fileRoutes(this.graph, (module) => this.#packageOf(module))
    return this.#filed
  }

  get #describedRoutes(): Described {
    if (this.#described !== undefined) return this.#described
    const { routes, unknown } = cloudRoutes(this.graph)
    return (this.#described = { routes: [...routes, ...objectRoutes(this.graph)], unknown })
  }

  #packageOf({ file }: Module): FileRoutingPackage {
    const home = this.#resolver.packages.nearest(directoryOf(file))
    return { directory: home?.directory ?? this.root, dependencies: home?.dependencies ?? new Set() }
  }

  #findRoles(): ReadonlyMap<Module, RoleEvidence> {
    const { routes, registrars, mounters, handlerModules: handlers } = this.#registrations
    const sources = {
      graph: this.graph,
      registrars,
      answering: new Set(routes.flatMap((route) => answeringModule(route) ?? [])),
      mounters,
      handlers,
      filed: new Set([...this.#fileRoutes, ...this.#describedRoutes.routes].flatMap(({ file }) => this.graph.modules.get(file) ?? [])),
      roots: new Set(this.applications.map(({ root }) => root)),
    }
    const roles = new Map<Module, RoleEvidence>()
    for (const module of this.graph.modules.values()) {
      const role = roleOf(module, sources)
      if (role !== undefined) roles.set(module, role)
    }
    for (const module of queryModules(this.graph, roles, (one) => this.areaOf(one))) roles.set(module, queryEvidence)
    for (const module of messageHandlers(this.graph, roles)) roles.set(module, messageEvidence)
    return roles
  }
}

/** True if one range of a file contains another. */
function holds({ file, range: [start, end] }: SourceLocation, { file: other, range: [from, to] }: SourceLocation): boolean {
  return file === other && start <= from && to <= end
}
