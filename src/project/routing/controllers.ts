import type { SourceLocation } from '../../core/location.ts'
import { lists } from '../../source/models/lookup.ts'
import { controllerLibraries, crudDecorator, decoratorComposer } from '../../source/models/controllers.ts'
import type { ControllerLibrary } from '../../source/models/controllers.ts'
import { contractDecorators } from '../../source/models/typed-apis.ts'
import { fieldOf, spreadMark, unknownValue } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { ClassFact, MethodFact } from '../../source/values/classes.ts'
import type { Controller } from './controller.ts'
import type { ControllerPrefixes } from './controller-prefixes.ts'
import { appliedDecorators } from '../graph/decorators.ts'
import type { AppliedDecorator } from '../graph/decorators.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { decoratorsOfMade } from './made-controllers.ts'
import { pathsOf } from './route-calls.ts'
import { prepend, templateOf } from './route-paths.ts'
import type { PathText } from './route-paths.ts'
import type { CodeRoute, UnknownRoute } from './code-route.ts'
import { contractRoutes } from './typed-apis.ts'
import { textOf, wholeText } from '../graph/texts.ts'
import { itemsOf } from '../graph/items.ts'
import { follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'

/** The routes of controller classes. */
export interface ControllerTable {
  readonly routes: readonly CodeRoute[]
  readonly unknown: readonly UnknownRoute[]
}

/** Finds the routes that are declared by decorators. */
export function declaredRoutes(graph: Graph, prefixes: ControllerPrefixes): ControllerTable {
  const routes: CodeRoute[] = []
  const unknown: UnknownRoute[] = []
  for (const module of graph.modules.values()) {
    for (const fact of module.summary.structure.classes) {
      // What an abstract class declares are routes of those that extend it.
      if (fact.isAbstract === true) continue
      const decorators = appliedDecorators(graph, module, fact.decorators)
      for (const { decorator, library } of [...controllerDecorators(decorators), ...bareControllers(module, fact, decorators)]) {
        for (const made of decoratorsOfMade(graph, module, fact, decorator))
          addMethods(graph, prefixes, { module, fact, library, decorator: made, decorators }, routes, unknown)
      }
    }
  }
  return { routes, unknown }
}

/**
 * For libraries in which the class itself needs no decorator: those whose decorators are on its methods, each with the decorator for the base
 * path or an empty one.
 */
function bareControllers(
  module: Module,
  { methods, range }: ClassFact,
  applied: readonly AppliedDecorator[],
): { readonly decorator: AppliedDecorator; readonly library: ControllerLibrary }[] {
  const names = methods.flatMap(({ decorators }) => decorators.map(({ value }) => (value.kind === 'import' ? value.specifier : '')))
  return controllerLibraries.flatMap((library) => {
    const specifier = library.isBare === true ? library.packages.find((name) => names.includes(name)) : undefined
    // `@api({ basePath: '/users' })`
    const base = applied.find(({ external }) => external.name === 'api' && library.packages.includes(external.specifier))
    return specifier === undefined ? [] : [{ library, decorator: base ?? { external: { specifier, name: '' }, arguments: [], range, module } }]
  })
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
  prefixes: ControllerPrefixes,
  controller: Controller,
  routes: CodeRoute[],
  unknown: UnknownRoute[],
): void {
  const { library, decorator: of, decorators } = controller
  const shared: Located[] = library.isGuarded === true ? [{ module: controller.module, value: unknownValue }] : middlewareIn(graph, library, decorators)
  const add = (module: Module, answered: Answered, ofMethod: readonly AppliedDecorator[], own: Pick<CodeRoute, 'handler' | 'answeredBy'>): void => {
    const { method, path, location } = answered
    if (path.includes(null)) {
      unknown.push({ location, framework: library.name })
      return
    }
    const middleware = [...shared, ...middlewareIn(graph, library, ofMethod)]
    for (const base of pathsIn(graph, of)) {
      const inner = prepend(base, prepend(path, { path: '', gap: undefined, middleware }, ''), `${controller.module.file}#${controller.fact.at}`)
      for (const place of prefixes.before(controller, ofMethod, method, inner)) {
        routes.push({
          file: module.file,
          method,
          path: templateOf(place.path === '' ? '/' : place.path),
          ...(place.path.includes('(') && { hasPattern: true as const }),
          prefixKnown: place.gap === undefined,
          ...(place.gap === undefined ? {} : { gap: place.gap }),
          ...(place.application !== undefined && { application: place.application }),
          location,
          ...own,
          middleware: place.middleware,
          framework: library.name,
        })
      }
    }
  }
  for (const { module, fact, method: written } of methodsOf(graph, controller)) {
    const { range, name } = written
    const owner: Value = { kind: 'class', at: fact.at, name: fact.name }
    const ofMethod = appliedDecorators(graph, module, written.decorators)
    const own = { handler: { file: module.file, range }, answeredBy: { module, value: { kind: 'member' as const, of: owner, name } } }
    const answered = ofMethod.flatMap((decorator) => answeredBy(graph, library, module, decorator))
    for (const one of answered) add(module, one, ofMethod, own)
    // `applyDecorators(verb === 'get' ? Get(path) : Post(path))`
    const unread = answered.length > 0 ? undefined : ofMethod.find(({ external }) => external.name === decoratorComposer)
    if (unread !== undefined) unknown.push({ location: { file: module.file, range: unread.range }, framework: library.name })
  }
  for (const decorator of decorators) for (const one of crudOf(graph, decorator)) add(controller.module, one, [], {})
}

/** The routes that `@Crud({ routes: { only: ['getManyBase'] } })` adds to a controller. */
function crudOf(graph: Graph, { external, arguments: [given], module, range }: AppliedDecorator): Answered[] {
  if (external.name !== crudDecorator.name || !crudDecorator.packages.some((name) => name === external.specifier)) return []
  const options = given && follow(graph, given, 0, true)
  const told = fieldOf(options?.value, 'routes')
  const named = (field: string): readonly string[] | undefined => {
    const list = fieldOf(told, field)
    return list && options ? itemsOf(graph, { module: options.module, value: list }).flatMap((one) => wholeText(graph, one) ?? []) : undefined
  }
  const [only, exclude] = [named('only'), named('exclude')]
  return Object.entries(crudDecorator.routes)
    .filter(([name]) => only?.includes(name) ?? exclude?.includes(name) !== true)
    .map(([, [method, path]]) => ({ method, path: [path], location: { file: module.file, range } }))
}

/** A decorated method, with its class. */
interface OwnedMethod {
  readonly module: Module
  readonly fact: ClassFact
  readonly method: MethodFact
}

const maxBases = 4

/** The decorated methods of a controller: its own, then those it inherits and does not override. */
function methodsOf(graph: Graph, { module, fact, given }: Pick<Controller, 'module' | 'fact'> & Pick<BaseClass, 'given'>, depth = 0): OwnedMethod[] {
  const own = fact.methods.map((method) => ({ module, fact, method }))
  // In `Tagged(Base)`, the class that the function returns extends what it is given.
  const written = fact.extends?.kind === 'parameter' ? given?.[fact.extends.index] : fact.extends && { module, value: fact.extends }
  const base = written && depth < maxBases ? baseOf(graph, written) : undefined
  if (base === undefined) return own
  const names = new Set(own.map(({ method: { name } }) => name))
  return [...own, ...methodsOf(graph, base, depth + 1).filter(({ method: { name } }) => !names.has(name))]
}

/** A base class; of one that a function returns, `given` is what the function is called with. */
interface BaseClass {
  readonly module: Module
  readonly fact: ClassFact
  readonly given?: readonly Located[] | undefined
}

/** A base class, also one that a function returns: `extends ReadController(Dto)`. */
function baseOf(graph: Graph, located: Located): BaseClass | undefined {
  const { module, value } = follow(graph, located)
  const { module: home, value: made } = value.kind === 'call' ? follow(graph, { module, value: value.of }) : { module, value }
  const returned = made.kind === 'function' ? home.summary.structure.returns[made.at]?.find(({ kind }) => kind === 'class') : made
  const fact = home.summary.structure.classes.find(({ at }) => returned?.kind === 'class' && returned.at === at)
  return fact && { module: home, fact, given: value.kind === 'call' ? value.arguments.map((one) => ({ module, value: one })) : undefined }
}

/** A route as declared by a decorator. */
interface Answered {
  readonly method: string
  readonly path: PathText
  readonly location: SourceLocation
}

/** The routes of a decorated method: by `@Get(':id')`, or the entries of a contract by `@TsRestHandler(contract)`. */
function answeredBy(
  graph: Graph,
  library: ControllerLibrary,
  module: Module,
  decorator: AppliedDecorator,
): Answered[] {
  const { external, arguments: args, range } = decorator
  const { specifier, name } = external
  const [first] = args
  if (lists(contractDecorators, specifier, name) && first !== undefined)
    return contractRoutes(graph, first, undefined).map(({ method, path }) => ({ method, path: [path ?? null], location: { file: module.file, range } }))
  if (!library.packages.includes(specifier)) return []
  if (name === library.named && first !== undefined) {
    const told = { ...decorator, arguments: args.slice(1) }
    const method = wholeText(graph, first)?.toUpperCase() ?? 'ALL'
    return pathsIn(graph, told).map((path) => ({ method, path, location: locationOf(module, told) }))
  }
  const options = name === library.mapped && first !== undefined ? follow(graph, first, 0, true) : undefined
  // `{ path, ...options }` may have one too.
  const stated = fieldOf(options?.value, 'method') ?? (options?.value.kind === 'object' ? Object.entries(options.value.fields).find(([key]) => key.startsWith(spreadMark))?.[1] : undefined)
  const mapping = options && stated && follow(graph, { module: options.module, value: stated }, 0, true).value
  // `RequestMapping({ method, path })` of a decorator of the project's own, with a method that is not known
  if (mapping !== undefined && mapping.kind !== 'member') return [{ method: 'ALL', path: [null], location: locationOf(module, decorator) }]
  const method = mapping?.name ?? (name === library.mapped ? 'GET' : undefined) ?? (Object.hasOwn(library.methods, name) ? library.methods[name] : undefined)
  if (method === undefined) return []
  const location = locationOf(module, decorator)
  return pathsIn(graph, decorator).map((path) => ({ method, path, location }))
}

/**
 * The middleware of `@UseGuards(AuthGuard)` and the like, the decorator itself if it has no arguments; and what the decorators of routes and
 * controllers are given besides the path.
 */
function middlewareIn(graph: Graph, library: ControllerLibrary, decorators: readonly AppliedDecorator[]): Located[] {
  return decorators.flatMap(({ external, arguments: args, module }) => {
    if (!library.packages.includes(external.specifier)) return []
    const isForIt = library.middleware?.includes(external.name) === true
    if (isForIt && args.length === 0) return [{ module, value: { kind: 'import', ...external } }]
    const given = isForIt ? args : library.takesMiddleware === true ? args.slice(external.name === library.named ? 2 : 1) : []
    return given.flatMap((one): readonly Located[] => {
      const { value } = one
      const listed = value.kind === 'object' ? fieldOf(value, 'middleware') : value
      return listed?.kind === 'list' ? itemsOf(graph, { ...one, value: listed }) : value.kind === 'object' ? [] : [one]
    })
  })
}

/** The paths in a decorator's argument: `'x'`, `['x', 'y']`, `{ path: 'x' }`, or none. */
function pathsIn(graph: Graph, { arguments: args }: AppliedDecorator): PathText[] {
  const [first] = args
  if (first === undefined) return [['']]
  const { module, value } = follow(graph, first, 0, true)
  const inner = value.kind === 'object' ? (fieldOf(value, 'path') ?? fieldOf(value, 'basePath')) : value
  if (inner === undefined) return [['']]
  return pathsOf(graph, { module, value: inner }).map((one) => textOf(graph, one))
}

function locationOf(module: Module, { arguments: args, range }: AppliedDecorator): SourceLocation {
  const [first] = args
  const isHere = first?.module === module && first.value.kind === 'text'
  return { file: module.file, range: isHere && first.value.kind === 'text' ? first.value.range : range }
}
