import { asString, field } from '../../core/json.ts'
import { serverBuilder } from '../../source/models/servers.ts'
import { fieldOf, knownText, unknownValue } from '../../source/values/value.ts'
import type { ClassFact } from '../../source/values/classes.ts'
import type { Value } from '../../source/values/value.ts'
import type { PassedValues } from '../graph/passed-values.ts'
import type { Controller } from './controller.ts'
import type { Routers } from './routers.ts'
import type { RouteTable } from './routes.ts'
import { appliedDecorators } from '../graph/decorators.ts'
import type { AppliedDecorator } from '../graph/decorators.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { parseJsonc } from '../graph/jsonc.ts'
import { mountedControllers } from './mounted-controllers.ts'
import { nearest, nearestUser } from '../graph/nearest.ts'
import { isWithin } from '../graph/paths.ts'
import { pathsOf } from './route-calls.ts'
import type { MetadataRegistrar } from './metadata-registrars.ts'
import { joinRoutes, prepend } from './route-paths.ts'
import type { PathText, RoutePlace } from './route-paths.ts'
import { restBase } from './set-ups.ts'
import type { SetUp } from './set-ups.ts'
import { textOf } from '../graph/texts.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** Calls that set up the paths of an application of Nest. */
const setUpNames: ReadonlySet<string> = new Set(['setGlobalPrefix', 'enableVersioning'])

/** The prefixes of controllers' paths: global prefixes, versions, and the paths of modules. */
export class ControllerPrefixes {
  readonly #graph: Graph
  readonly #areaOf: (module: Module) => string
  readonly #registrars: readonly MetadataRegistrar[]
  readonly #passed: PassedValues
  readonly #calls = new Map<string, SetUp[]>()
  readonly #modulePaths: ReadonlyMap<string, PathText>
  readonly #mounted: ReadonlyMap<string, readonly PathText[]>

  /**
   * @param areaOf the package of a module: a prefix applies to the controllers of its own package
   * @param registered what is registered by calls, with the places that register controllers of the project's own decorators
   */
  constructor(graph: Graph, areaOf: (module: Module) => string, registered: Pick<RouteTable, 'metadataRegistrars'> & { readonly routers: Routers }) {
    this.#graph = graph
    this.#areaOf = areaOf
    this.#registrars = registered.metadataRegistrars
    this.#passed = registered.routers.passed
    for (const module of graph.modules.values()) {
      for (const { callee, arguments: args } of module.summary.structure.calls) {
        const name = callee.kind === 'member' || callee.kind === 'import' ? callee.name : ''
        const area = areaOf(module)
        const calls = this.#calls.get(area) ?? []
        calls.push({ module, name, callee, arguments: args.map((value) => ({ module, value })) })
        this.#calls.set(area, calls)
      }
    }
    this.#shareSetUps()
    this.#modulePaths = pathsOfModules(graph)
    this.#mounted = mountedControllers(graph)
  }

  /** `setUp(app)` of another package of the workspace, called where an application starts: found through the barrels of that package. */
  #shareSetUps(): void {
    for (const [area, calls] of this.#calls) {
      if (calls.some(({ name }) => setUpNames.has(name))) continue
      const near = new Set(calls.flatMap(({ name, module }) => (name === 'listen' ? module.links.flatMap(({ target }) => target ?? []) : [])))
      // Grows while it is gone through.
      for (const { links, file } of near) if (!isWithin(area, file)) for (const { target } of links) if (target !== undefined) near.add(target)
      const shared = [...this.#calls.values()].flat().filter(({ module, name }) => near.has(module) && this.#areaOf(module) !== area && setUpNames.has(name))
      calls.push(...shared)
    }
  }

  /** The full paths of a controller's method, from its path within the controller: one for each version. */
  before(controller: Controller, method: readonly AppliedDecorator[], verb: string, inner: RoutePlace): readonly RoutePlace[] {
    const area = this.#areaOf(controller.module)
    if (controller.library.name === 'routing-controllers') return [this.#routePrefix(area, inner)]
    if (controller.library.name === 'tsoa') return [this.#basePath(controller, inner)]
    if (controller.library.name === 'inversify-express') return this.#rootPath(area, inner)
    if (controller.library.isBare === true) return [this.#below(area, this.#called(area, 'basePath')?.arguments[0] ?? restBase(this.#graph, this.#calls.get(area) ?? []), inner)]
    const own = controller.library.name === 'own' ? this.#ownBase(area) : undefined
    if (own !== undefined) return [prepend([own], inner, '')]
    const mounts = this.#mounted.get(keyOf(controller.module, controller.fact.at))
    if (mounts !== undefined) return mounts.map((mount) => prepend(mount, inner, `${area}#mount`))
    if (controller.library.name !== 'nest') return [{ ...inner, gap: inner.gap ?? area }]
    const ofModule = this.#modulePaths.get(keyOf(controller.module, controller.fact.at)) ?? []
    const below = prepend(ofModule, inner, `${area}#modules`)
    const excluded = this.#isExcluded(area, controller, below, verb)
    const [started, ...others] = this.#setUpsFor(controller, area, 'listen')
    const application = started === undefined || others.length > 0 ? {} : { application: started.module.file }
    return this.#versions(area, controller, method).map((version) => {
      const versioned = prepend(version, { ...below, ...application }, `${area}#versions`)
      return excluded ? versioned : prepend(this.#globalPrefix(area, controller), versioned, `${area}#prefix`)
    })
  }

  /** What comes before the prefixes of the project's own decorators, if all places that register them agree. */
  #ownBase(area: string): string | undefined {
    const [first, ...others] = this.#registrars.filter(({ module }) => this.#areaOf(module) === area)
    return others.every(({ base }) => base === first?.base) ? first?.base : undefined
  }

  #called(area: string, ...names: readonly string[]): SetUp | undefined {
    return this.#calls.get(area)?.find(({ name }) => names.includes(name))
  }

  /** The calls that configure the application of a controller. If several applications do, those whose directory contains it: `apps/gateway/src/main.ts`. */
  #setUpsFor({ module }: Controller, area: string, name: string): readonly SetUp[] {
    const calls = this.#calls.get(area) ?? []
    const starts = calls.filter((call) => call.name === 'listen')
    const started = nearestUser(starts, module)
    const isOfOther = (call: SetUp): boolean => starts.length > 1 && !nearestUser(starts, call.module).some((one) => started.includes(one))
    return nearest(calls.filter((call) => call.name === name && !isOfOther(call)), module.file)
  }

  #routePrefix(area: string, inner: RoutePlace): RoutePlace {
    const server = this.#called(area, 'createExpressServer', 'useExpressServer', 'createKoaServer', 'useKoaServer')
    if (server === undefined) return { ...inner, gap: inner.gap ?? area }
    const prefix = fieldOf(server.arguments.at(-1)?.value, 'routePrefix')
    return this.#below(area, prefix && { module: server.module, value: prefix }, inner)
  }

  #below(area: string, prefix: Located | undefined, inner: RoutePlace): RoutePlace {
    return prefix === undefined ? inner : prepend(textOf(this.#graph, prefix), inner, `${area}#prefix`)
  }

  /** `new InversifyExpressServer(container, null, { rootPath: '/api' }).build()` */
  #rootPath(area: string, inner: RoutePlace): RoutePlace[] {
    const builders = this.#calls.get(area)?.filter(({ name }) => name === serverBuilder.method) ?? []
    if (builders.length === 0) return [{ ...inner, gap: inner.gap ?? area }]
    return builders.map(({ module, callee }) => {
      const made = callee.kind === 'member' && callee.of.kind === 'new' ? callee.of.arguments[serverBuilder.options] : undefined
      const prefix = made && fieldOf(follow(this.#graph, { module, value: made }, 0, true).value, serverBuilder.prefix)
      return this.#below(area, prefix && { module, value: prefix }, inner)
    })
  }

  /** The base path in `tsoa.json`, from which the routes are generated. */
  #basePath({ module }: Controller, inner: RoutePlace): RoutePlace {
    const [settings] = this.#graph.textsBeside(module.file, ['tsoa.json'])
    const routes = settings && parseJsonc(settings.text)
    if (routes === undefined) return { ...inner, gap: inner.gap ?? this.#areaOf(module) }
    return prepend([asString(field(field(routes, 'routes'), 'basePath')) ?? ''], inner, '')
  }

  #globalPrefix(area: string, controller: Controller): PathText {
    const [first, ...others] = this.#setUpsFor(controller, area, 'setGlobalPrefix').map(({ arguments: [text] }) => (text === undefined ? [null] : this.#textOf(area, text, controller)))
    if (first === undefined) return []
    // Two applications in one directory: it is not known which of them has the controller.
    return others.every((other) => other.join('\n') === first.join('\n')) ? first : [null]
  }

  /** A string, or the default of a setting in Nest's configuration: `config.get('app.prefix')`. */
  #textOf(area: string, located: Located, controller: Controller): PathText {
    // `setUp(app, 'api')`, where `setUp` is called once, or once for each application
    const value = this.#passed.inOnlyCall(located.module, located.value, controller.module.file)
    const text = textOf(this.#graph, { module: located.module, value })
    if (!text.includes(null) || value.kind !== 'call' || value.of.kind !== 'member' || !value.of.name.startsWith('get')) return text
    // `config.get('API_PREFIX', 'api')`
    const [asked, otherwise] = value.arguments
    if (otherwise?.kind === 'text' || otherwise?.kind === 'import') return textOf(this.#graph, { module: located.module, value: otherwise })
    const [name, key, ...deeper] = knownText(asked)?.split('.') ?? []
    if (name === undefined || key === undefined || deeper.length > 0) return text
    for (const { module, name: called, arguments: args } of this.#calls.get(area) ?? []) {
      const [namespace, factory] = args
      if (called !== 'registerAs' || knownText(namespace?.value) !== name || factory?.value.kind !== 'function') continue
      const [returned] = module.summary.structure.returns[factory.value.at] ?? []
      const setting = fieldOf(returned, key)
      if (setting !== undefined) return textOf(this.#graph, { module, value: setting })
    }
    return text
  }

  /** `setGlobalPrefix('api', { exclude: ['health', { path: 'metrics', method: RequestMethod.GET }] })` */
  #isExcluded(area: string, controller: Controller, { path }: RoutePlace, verb: string): boolean {
    const options = this.#setUpsFor(controller, area, 'setGlobalPrefix')[0]?.arguments[1]
    if (options === undefined) return false
    const { module, value } = follow(this.#graph, options, 0, true)
    const list = fieldOf(value, 'exclude')
    if (list === undefined) return false
    return pathsOf(this.#graph, { module, value: list }).some((one) => {
      const entry = follow(this.#graph, one, 0, true)
      const method = fieldOf(entry.value, 'method')
      const named = method?.kind === 'member' ? method.name : 'ALL'
      const parts = textOf(this.#graph, { module: entry.module, value: fieldOf(entry.value, 'path') ?? entry.value })
      return !parts.includes(null) && (named === 'ALL' || named === verb) && matches(parts.join(''), path)
    })
  }

  /** The versions of a method as path prefixes; one empty prefix if it has none. */
  #versions(area: string, controller: Controller, method: readonly AppliedDecorator[]): readonly PathText[] {
    const [versioning] = this.#setUpsFor(controller, area, 'enableVersioning')
    if (versioning === undefined) return [[]]
    const { module: home, value: options } = follow(this.#graph, versioning.arguments[0] ?? { module: versioning.module, value: unknownValue }, 0, true)
    // Versioning by path is the default. Other kinds do not change the path, and are chosen by a type.
    const type = fieldOf(options, 'type')
    if (type?.kind === 'member' && type.name !== 'URI') return [[]]
    const stated = [...controller.decorators, ...method].findLast(({ external: { specifier, name } }) => specifier === '@nestjs/common' && name === 'Version')
    const own = stated?.arguments[0] ?? this.#ofController(controller)
    const fallback = fieldOf(options, 'defaultVersion')
    const version = own ?? (fallback && { module: home, value: fallback })
    if (version === undefined) return [[]]
    const prefix = fieldOf(options, 'prefix')
    const mark = prefix === undefined ? ['v'] : prefix.kind === 'global' ? [] : textOf(this.#graph, { module: home, value: prefix })
    return pathsOf(this.#graph, version).map((one) => {
      const { value } = follow(this.#graph, one, 0, true)
      if (value.kind === 'import' && value.name === 'VERSION_NEUTRAL') return []
      return ['/', ...mark, ...textOf(this.#graph, one)]
    })
  }

  /** `@Controller({ path: 'users', version: '1' })` */
  #ofController({ decorator: { arguments: [first] } }: Controller): Located | undefined {
    if (first === undefined) return undefined
    const { module, value } = follow(this.#graph, first, 0, true)
    const version = fieldOf(value, 'version')
    return version && { module, value: version }
  }
}

/** True if a pattern of `exclude` matches a path. It may contain parameters, `(.*)`, `*` and `*rest`. */
function matches(pattern: string, path: string): boolean {
  const wanted = joinRoutes('', pattern).split('/')
  const given = path.split('/')
  for (const [index, segment] of wanted.entries()) {
    if (/^(?:\(\.\*\)|\*\w*|\{\*\w+\})$/.test(segment)) return true
    if (segment.startsWith(':') ? given[index] === undefined : segment !== (given[index] ?? '')) return false
  }
  return wanted.length === given.length
}

function keyOf(module: Module, at: number): string {
  return `${module.file}#${at}`
}

/** The paths for the controllers of modules, by class: `RouterModule.register([{ path, module, children }])` of Nest. */
function pathsOfModules(graph: Graph): ReadonlyMap<string, PathText> {
  const paths = new Map<string, PathText>()
  for (const { module, options } of nestModules(graph)) {
    for (const imported of itemsIn(graph, module, fieldOf(options, 'imports'))) {
      const { value } = imported
      const [routes] = value.kind === 'call' ? value.arguments : []
      if (value.kind !== 'call' || routes === undefined || value.of.kind !== 'member' || value.of.of.kind !== 'import') continue
      if (value.of.of.name === 'RouterModule') addTree(graph, { module: imported.module, value: routes }, [], paths)
    }
  }
  return paths
}

function addTree(graph: Graph, routes: Located, outer: PathText, paths: Map<string, PathText>, depth = 0): void {
  if (depth > 6) return
  for (const entry of pathsOf(graph, routes)) {
    const { module, value } = follow(graph, entry, 0, true)
    const path = fieldOf(value, 'path')
    const full = path === undefined ? outer : [...outer, '/', ...withoutSlash(textOf(graph, { module, value: path }))]
    const named = fieldOf(value, 'module') ?? (value.kind === 'class' ? value : undefined)
    if (named !== undefined)
      for (const controller of controllersOf(graph, { module, value: named })) paths.set(controller, full)
    const children = fieldOf(value, 'children')
    if (children !== undefined) addTree(graph, { module, value: children }, full, paths, depth + 1)
  }
}

/** Without the leading slash of a nested path: `/catalog`. */
function withoutSlash([head, ...others]: PathText): PathText {
  return head === undefined ? others : [head?.replace(/^\//, '') ?? null, ...others]
}

/** The controllers of a Nest module, as keys of their classes. */
function controllersOf(graph: Graph, located: Located): string[] {
  const { module, value } = follow(graph, located)
  if (value.kind !== 'class') return []
  const fact = module.summary.structure.classes.find(({ at }) => at === value.at)
  const options = fact === undefined ? [] : optionsOf(graph, module, fact)
  return options.flatMap((one) => itemsIn(graph, module, fieldOf(one, 'controllers'))).flatMap((item) => {
    const controller = follow(graph, item)
    return controller.value.kind === 'class' ? [keyOf(controller.module, controller.value.at)] : []
  })
}

function nestModules(graph: Graph): { readonly module: Module; readonly options: Value }[] {
  return [...graph.modules.values()].flatMap((module) => {
    // Decorators are slow to resolve, so the imports are looked at first.
    if (!module.summary.imports.some(({ names }) => names.some(({ imported }) => imported === 'RouterModule'))) return []
    return module.summary.structure.classes.flatMap((fact) => optionsOf(graph, module, fact).map((options) => ({ module, options })))
  })
}

/** What `@Module()` is given, and what methods of a dynamic module return: `static register() { return { module: GuestsModule, controllers } }`. */
function optionsOf(graph: Graph, module: Module, { at, end, decorators }: ClassFact): readonly Value[] {
  const applied = appliedDecorators(graph, module, decorators).find(({ external: { name, specifier } }) => name === 'Module' && specifier === '@nestjs/common')
  if (applied === undefined) return []
  const returned = Object.entries(module.summary.structure.returns).flatMap(([of, values]) => (at < Number(of) && Number(of) < end ? values : []))
  return [...applied.arguments.map(({ value }) => follow(graph, { module, value }).value), ...returned]
}

function itemsIn(graph: Graph, module: Module, list: Value | undefined): readonly Located[] {
  return list === undefined ? [] : pathsOf(graph, { module, value: list })
}
