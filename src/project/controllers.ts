import type { SourceLocation } from '../core/location.ts'
import { controllerLibraries } from '../source/models/routers.ts'
import type { ControllerLibrary } from '../source/models/routers.ts'
import { fieldOf } from '../source/facts/value.ts'
import type { ClassFact } from '../source/facts/classes.ts'
import { appliedDecorators } from './decorators.ts'
import type { AppliedDecorator } from './decorators.ts'
import type { Graph, Module } from './graph.ts'
import { extend, joinRoutes } from './routers.ts'
import type { PathText, Prefix } from './routers.ts'
import { templateOf } from './routes.ts'
import type { CodeRoute, UnknownRoute } from './routes.ts'
import { follow, textOf } from './values.ts'
import type { Located } from './values.ts'

/** Routes of classes with decorated methods, and the modules that hold such classes. */
export interface ControllerTable {
  readonly routes: readonly CodeRoute[]
  readonly unknown: readonly UnknownRoute[]
  readonly controllers: ReadonlySet<Module>
}

/** Finds the routes that are declared by decorators. */
export function declaredRoutes(graph: Graph, prefixes: GlobalPrefixes): ControllerTable {
  const routes: CodeRoute[] = []
  const unknown: UnknownRoute[] = []
  const controllers = new Set<Module>()
  for (const module of graph.modules.values()) {
    for (const fact of module.summary.structure.classes) {
      const applied = appliedDecorators(graph, module, fact.decorators)
      for (const { decorator, library } of controllerDecorators(applied)) {
        controllers.add(module)
        const outer = prefixes.of(graph, module, library, decorator)
        for (const base of pathsIn(graph, decorator)) addMethods(graph, module, fact, library, outer, base, routes, unknown)
      }
    }
  }
  return { routes, unknown, controllers }
}

/** The decorators among these that make a class a controller. */
export function controllerDecorators(
  applied: readonly AppliedDecorator[],
): { readonly decorator: AppliedDecorator; readonly library: ControllerLibrary }[] {
  return applied.flatMap((decorator) => {
    const { specifier, name } = decorator.external
    const library = controllerLibraries.find(
      ({ packages, controllers }) => packages.includes(specifier) && controllers.includes(name),
    )
    return library === undefined ? [] : [{ decorator, library }]
  })
}

function addMethods(
  graph: Graph,
  module: Module,
  fact: ClassFact,
  library: ControllerLibrary,
  outer: Prefix,
  base: PathText,
  routes: CodeRoute[],
  unknown: UnknownRoute[],
): void {
  for (const { decorators, range } of fact.methods) {
    for (const decorator of appliedDecorators(graph, module, decorators)) {
      const { specifier, name } = decorator.external
      if (!library.packages.includes(specifier) || !Object.hasOwn(library.methods, name)) continue
      const handler: SourceLocation = { file: module.file, range }
      for (const path of pathsIn(graph, decorator)) {
        const location = locationOf(module, decorator)
        if (path.includes(null)) unknown.push({ location, framework: library.name })
        else {
          const full = extend(outer, base)
          const whole = joinRoutes(full.path, path.join(''))
          const method = library.methods[name] ?? 'ALL'
          routes.push({
            file: module.file,
            method,
            path: templateOf(whole === '' ? '/' : whole),
            prefixKnown: full.known,
            location,
            handler,
            framework: library.name,
          })
        }
      }
    }
  }
}

/** `'x'`, `['x', 'y']`, `{ path: 'x' }`, or nothing. */
function pathsIn(graph: Graph, { arguments: args }: AppliedDecorator): PathText[] {
  const [first] = args
  if (first === undefined) return [['']]
  const { module, value } = follow(graph, first)
  const inner = value.kind === 'object' ? fieldOf(value, 'path') : value
  if (inner === undefined) return [['']]
  const items = inner.kind === 'list' ? inner.items : [inner]
  return items.map((item) => textOf(graph, { module, value: item }))
}

function locationOf(module: Module, { arguments: args, range }: AppliedDecorator): SourceLocation {
  const [first] = args
  const isHere = first?.module === module && first.value.kind === 'text'
  return { file: module.file, range: isHere && first.value.kind === 'text' ? first.value.range : range }
}

/** What an application puts before the paths of all its controllers. */
export class GlobalPrefixes {
  readonly #areaOf: (module: Module) => string
  readonly #calls = new Map<
    string,
    { readonly module: Module; readonly name: string; readonly arguments: readonly Located[] }[]
  >()
  readonly #hasRouterModule = new Set<string>()

  /** @param areaOf the package a module belongs to: a prefix holds for the controllers of its own package */
  constructor(graph: Graph, areaOf: (module: Module) => string) {
    this.#areaOf = areaOf
    for (const module of graph.modules.values()) {
      const area = areaOf(module)
      if (module.summary.imports.some(({ names }) => names.some(({ imported }) => imported === 'RouterModule')))
        this.#hasRouterModule.add(area)
      for (const { callee, arguments: args } of module.summary.structure.calls) {
        const name = callee.kind === 'member' || callee.kind === 'import' ? callee.name : ''
        const calls = this.#calls.get(area) ?? []
        calls.push({ module, name, arguments: args.map((value) => ({ module, value })) })
        this.#calls.set(area, calls)
      }
    }
  }

  of(graph: Graph, module: Module, library: ControllerLibrary, decorator: AppliedDecorator): Prefix {
    const area = this.#areaOf(module)
    const calls = this.#calls.get(area) ?? []
    const called = (...names: readonly string[]) => calls.find(({ name }) => names.includes(name))
    if (library.name === 'routing-controllers') {
      const server = called('createExpressServer', 'useExpressServer', 'createKoaServer', 'useKoaServer')
      const options = server?.arguments.at(-1)
      const prefix = options && fieldOf(options.value, 'routePrefix')
      if (server === undefined) return { path: '', known: false }
      return prefix === undefined
        ? { path: '', known: true }
        : extend({ path: '', known: true }, textOf(graph, { module: server.module, value: prefix }))
    }
    if (library.name !== 'nest') return { path: '', known: false }
    const global = called('setGlobalPrefix')
    const [text] = global?.arguments ?? []
    let prefix: Prefix = { path: '', known: !this.#hasRouterModule.has(area) }
    if (text !== undefined) prefix = extend(prefix, textOf(graph, text))
    const options = decorator.arguments[0]
    const version = options && fieldOf(follow(graph, options).value, 'version')
    const versioning = called('enableVersioning')
    if (versioning === undefined) return prefix
    const isDefault = fieldOf(versioning.arguments[0]?.value, 'defaultVersion') !== undefined
    if (version === undefined) return isDefault ? { path: '', known: false } : prefix
    // URI versioning is the default; the other kinds leave the path alone, and say so by a type of their own.
    const type = fieldOf(versioning.arguments[0]?.value, 'type')
    const kind = type?.kind === 'member' ? type.name : 'URI'
    if (kind !== 'URI') return prefix
    const number = textOf(graph, { module: options?.module ?? module, value: version })
    return number.includes(null) ? { path: '', known: false } : extend(prefix, ['/v' + number.join('')])
  }
}
