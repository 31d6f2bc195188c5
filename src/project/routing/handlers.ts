import { memoize, memoizeByText } from '../../core/memoize.ts'
import type { ResultFact } from '../../source/facts/results.ts'
import { containerMethods } from '../../source/models/loaders.ts'
import type { RegistrationFact } from '../../source/facts/routes.ts'
import type { Range } from '../../source/syntax/file.ts'
import { knownText } from '../../source/values/value.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import type { CodeRoute } from './code-route.ts'
import { stemOf } from '../graph/paths.ts'
import { classOfInstance, externalOf, follow, memberValue } from '../graph/values.ts'
import type { External, Located } from '../graph/values.ts'

/** The function that handles a route, if it is certain. */
export interface AnsweringFunction {
  readonly module: Module
  /** The offset of the function, or of the decorated method. */
  readonly at: number
  readonly range: Range
}

/** Registrations by the range of their last argument, the handler. Of several, the first one counts. */
const byLastArgument = memoize((registrations: readonly RegistrationFact[]): ReadonlyMap<string, RegistrationFact> => {
  return new Map(registrations.toReversed().map((one) => [one.argumentRanges.at(-1)?.join(' ') ?? '', one]))
})

/** The function that is registered for a route itself. A wrapped function does not count, because the wrapper may do more. */
export function answeringFunction(graph: Graph, { file, handler, answeredBy }: CodeRoute): AnsweringFunction | undefined {
  const module = graph.modules.get(file)
  if (module === undefined) return undefined
  const range = handler?.range ?? [-1, -1]
  const isMethod = module.summary.structure.classes.some(({ methods }) => methods.some((method) => method.range[0] === range[0]))
  if (isMethod) return { module, at: range[0], range }
  const registration = byLastArgument(module.summary.routes.registrations).get(range.join(' '))
  const argument = registration?.arguments.at(-1)
  // In a route defined by an object, the handler is a property.
  const answering = argument === undefined ? answeredBy && follow(graph, answeredBy) : follow(graph, { module, value: argument })
  if (answering?.value.kind !== 'function') return undefined
  return { module: answering.module, at: answering.value.at, range: answering.value.range }
}

/** The handler of a route: a function, or a method of a class. */
export interface HandlerFunction {
  readonly module: Module
  /** The offset of the function or, for methods, of the class. */
  readonly at: number
  readonly method?: string | undefined
}

/** True if a fact is about this handler. */
export function isAt({ at, method }: Pick<ResultFact, 'at' | 'method'>, handler: HandlerFunction): boolean {
  return handler.method === undefined ? at === handler.at : method?.of === handler.at && method.name === handler.method
}

const maxSteps = 6

/** The module with the function or method that handles a route. */
export function handlerModule(graph: Graph, located: Located): Module | undefined {
  const handler = handlerOf(graph, located)
  if (handler !== undefined) return handler.module
  // An export of unknown value still belongs to a module.
  const { module, value } = follow(graph, located)
  if (value.kind === 'member') return handlerModule(graph, { module, value: value.of })
  const target = value.kind === 'import' ? graph.linkOf(module, value.specifier)?.target : undefined
  return target && value.kind === 'import' ? graph.originOf(target, value.name).module : undefined
}

/**
 * The function or method that handles a route, with wrappers removed: `wrap(controller.list)`, `controller.list.bind(controller)`.
 * @param deep also look into modules whose trees have not been needed so far
 */
export function handlerOf(graph: Graph, located: Located, steps = 0, deep = false): HandlerFunction | undefined {
  const { module, value } = follow(graph, located, 0, deep)
  if (steps > maxSteps) return undefined
  switch (value.kind) {
    case 'function':
      return { module, at: value.at }
    case 'member': {
      if (value.name === 'bind') return handlerOf(graph, { module, value: value.of }, steps + 1, deep)
      const owner = classOfInstance(graph, follow(graph, { module, value: value.of }, 0, deep), 0, deep)
      // Abstract methods are none.
      const isOwn = owner === undefined ? false : !deep || owner.module.late.protection('methods')[`${owner.at}.${value.name}`] !== undefined
      const made = (): HandlerFunction | undefined => (deep ? methodMade(graph, { module, value: value.of }, value.name) : undefined)
      return (isOwn ? undefined : (injectedMethod(graph, value.of, value.name) ?? made())) ?? (owner && methodIn(graph, owner, value.name, deep))
    }
    case 'call':
      return handlerOfCall(graph, { module, value }, value, steps, deep)
    default:
      return undefined
  }
}

/** The method of what a function returns: `makeItems(db).all` */
function methodMade(graph: Graph, located: Located, method: string): HandlerFunction | undefined {
  const { module, value } = follow(graph, located, 0, true)
  const maker = value.kind === 'call' ? follow(graph, { module, value: value.of }, 0, true) : undefined
  const at = maker?.value.kind === 'function' ? maker.module.late.protection('methods')[`${maker.value.at}.${method}`] : undefined
  return maker === undefined || at === undefined ? undefined : { module: maker.module, at }
}

/**
 * The method of what is injected: of the only class that implements the interface, or by its name: `items.all` of `({ items }) => …`, if only one
 * function `makeItems` or class `Items` is exported, from a file that is named after it.
 */
export function injectedMethod(graph: Graph, holder: Value, method: string): HandlerFunction | undefined {
  // `container.resolve('items')`, `container.get(TYPES.Items)`
  const [asked] = holder.kind === 'call' && holder.of.kind === 'member' && containerMethods.has(holder.of.name) ? holder.arguments : []
  const token = asked?.kind === 'member' ? asked.name : knownText(asked)
  const given = holder.kind === 'parameter' || holder.kind === 'member' ? holder : undefined
  const type = given?.type
  const name = given !== undefined && type === undefined && (given.kind === 'parameter' || given.of.kind === 'parameter') ? given.name : token
  const makers = name !== undefined ? makersOf(graph)(name) : type !== undefined && 'name' in type ? implementersOf(graph)(type.name ?? '') : []
  const [found, ...others] = makers.flatMap(({ module, at }) => {
    const start = module.late.protection('methods')[`${at}.${method}`]
    if (start !== undefined) return { module, at: start }
    const inherited = baseWithout(graph, { module, at, method }, true)
    return inherited?.value.kind === 'class' ? methodIn(graph, { module: inherited.module, at: inherited.value.at }, method, true) : []
  })
  return others.length > 0 ? undefined : found
}

const implementersOf = memoize((graph: Graph) =>
  memoizeByText((name): readonly Owner[] =>
    [...graph.modules.values()].flatMap((module) => {
      const { imports, purpose } = module.summary
      const isAsked = purpose === 'code' && imports.some(({ names }) => names.some(({ imported }) => imported === name))
      return isAsked ? module.late.protection('implementers').flatMap(({ at, bases }) => (bases.includes(name) ? { module, at } : [])) : []
    }),
  ),
)

const makersOf = memoize((graph: Graph) => {
  const named = [...graph.modules.values()].flatMap((module) => {
    const { purpose, exports } = module.summary
    const stem = plainName(stemOf(module.file))
    const place = plainName(module.file.split('/').at(-2) ?? '') + stem
    const exported = new Set(exports.map((one) => plainName(one.name)))
    // Other names of exports are known: only the file tells what its default export is called, and what it exports by assignment.
    return purpose === 'code' ? [{ module, stem, place, exported, isNamed: exported.size > 0 && !exported.has('default') }] : []
  })
  return memoizeByText((name): readonly Owner[] => {
    const wanted = name.toLowerCase()
    // Letters and the like say nothing, and much is called by them.
    if (wanted.length < 3) return []
    const singular = wanted.replace(/s$/, '')
    return named.flatMap(({ module, stem, place, exported, isNamed }) => {
      // Exports are only read where the file is named after what is wanted, as `itemRepo.js` or `item/repo.js`, or where one is.
      const isAbout = isNamed ? stem === wanted : stem.includes(singular) || place === wanted || place === singular
      if (!isAbout && !exported.has(wanted)) return []
      const makers = Object.entries(module.late.exports).flatMap(([key, value]) => {
        if (value.kind !== 'class' && value.kind !== 'function') return []
        return stem === wanted || [key, value.name ?? ''].some((one) => plainName(one) === wanted) ? value.at : []
      })
      return [...new Set(makers)].map((at) => ({ module, at }))
    })
  })
})

/** `itemService` of `makeItemService` and of `item-service`, in lower case. */
function plainName(name: string): string {
  return name.replace(/^(?:make|create|build)(?=[A-Z])|\W/g, '').toLowerCase()
}

/** A method of a class, which may be inherited. */
function methodIn(graph: Graph, { module, at }: Owner, method: string, deep: boolean, steps = 0): HandlerFunction {
  const held = memberValue(graph, { module, value: { kind: 'class', at, name: '' } }, method)
  const made = held?.isInherited === true && held.value.kind === 'function' ? held.value.at : undefined
  const home = made === undefined ? undefined : held?.module.summary.structure.classes.find((one) => one.at <= made && made < one.end)
  if (held !== undefined && home !== undefined) return { module: held.module, at: home.at, method }
  const base = held === undefined && steps < maxSteps ? baseWithout(graph, { module, at, method }, deep) : undefined
  return base?.value.kind === 'class' ? methodIn(graph, { module: base.module, at: base.value.at }, method, deep, steps + 1) : { module, at, method }
}

/** The base of a class that does not contain the method itself. */
function baseWithout(graph: Graph, { module, at, method = '' }: HandlerFunction, deep: boolean): Located | undefined {
  const heirs = module.summary.structure.classes.length > 0 || deep ? module.late.heirs : []
  const own = heirs.find((one) => one.at === at)
  return own === undefined || own.members.includes(method) ? undefined : follow(graph, { module, value: own.extends }, 0, deep)
}

/** The class of a library from which a method is inherited. */
export function libraryBaseOf(graph: Graph, method: HandlerFunction): External | undefined {
  const base = method.method === undefined ? undefined : baseWithout(graph, method, true)
  return base && externalOf(graph, base)
}

/** `controller.list.bind(controller)`, `wrap(controller.list)`, and `list()` if it returns the handler. */
function handlerOfCall(
  graph: Graph,
  { module }: Located,
  value: Extract<Value, { kind: 'call' | 'new' }>,
  steps: number,
  deep: boolean,
): HandlerFunction | undefined {
  const callee = follow(graph, { module, value: value.of }, 0, deep)
  if (callee.value.kind === 'member' && callee.value.name === 'bind')
    return handlerOf(graph, { module: callee.module, value: callee.value.of }, steps + 1)
  for (const argument of value.arguments) {
    const wrapped = handlerOf(graph, { module, value: argument }, steps + 1, deep)
    if (wrapped !== undefined) return wrapped
  }
  if (callee.value.kind !== 'function') return undefined
  // `const list = (store) => async () => store.all()`
  const { at: start, range } = callee.value
  const inner = deep ? callee.module.late.results.find(({ at, name }) => name === '' && start < at && at < range[1]) : undefined
  if (inner !== undefined) return { module: callee.module, at: inner.at }
  // `const moved = (state) => wrap(async (req, res) => …)`
  const returned = callee.module.summary.structure.returns[callee.value.at] ?? []
  const made = returned.find(({ kind }) => kind === 'function') ?? (returned.length === 1 && returned[0]?.kind === 'call' ? returned[0] : undefined)
  return made && handlerOf(graph, { module: callee.module, value: made }, steps + 1)
}

interface Owner {
  readonly module: Module
  readonly at: number
}

/** The functions of `withLog(withUser(handler))` that wrap the handler, outermost first. */
export function wrappersOf(graph: Graph, located: Located): readonly Located[] {
  const { module, value } = follow(graph, located)
  if (value.kind !== 'call' || (value.of.kind === 'member' && value.of.name === 'bind')) return []
  const inner = value.arguments.find((argument) => argument.kind === 'function' || handlerOf(graph, { module, value: argument }) !== undefined)
  return inner === undefined ? [] : [{ module, value: value.of }, ...wrappersOf(graph, { module, value: inner })]
}
