import { memoize } from '../../core/memoize.ts'
import { containerMethods } from '../../source/models/loaders.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { stemOf } from '../graph/paths.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { isClientMaker } from '../data/data-access.ts'
import { knownText, pathOf } from '../../source/values/value.ts'
import type { HandlerFunction } from './handlers.ts'

/** Names that several classes of a project may have for methods of their own. */
const general = /^(?:[a-z]+|(?:get|find|list|fetch|load)(?:All|Many|One|List|Items|ById|Data))$/
const suffixes = /(?:repository|repo|service|store|dao|model|queries|impl|plugin|api|query|handler|data_?source)s?$/

/**
 * The only function that queries a database and is called by this name: `db.bids.open` of a class `BidsRepository`, however it got there. If what
 * holds it says nothing (`repository.openBids`), the name has to say enough.
 * @param saysEnough false for names that anything may have: then what holds it has to be a repository or the like at least
 */
export function functionNamed(graph: Graph, module: Module, called: Value, saysEnough = true): HandlerFunction | undefined {
  // `Customer.all = (done) => …` of a module that exports the function `Customer`
  const target = called.kind === 'import' ? graph.linkOf(module, called.specifier)?.target : undefined
  if (called.kind === 'import' && target !== undefined) {
    const own = functionsIn(target, module, called.name, '')
    return own.length === 1 ? own[0] : undefined
  }
  if (called.kind !== 'member') return undefined
  const holder = holderName(called.of)
  // `service.list()` in `sensors.js`
  const subject = subjectOf(holder) || (suffixes.test(holder) ? subjectOfFile(module.file) : '')
  const isHinted = subject.length > 2
  const { root } = pathOf(called)
  if (holder === '' || root.kind === 'global' || (!isHinted && (general.test(called.name) || !(saysEnough || subject === '')))) return undefined
  if (isOfPackage(graph, { module, value: root })) return undefined
  const candidates = isHinted ? modulesAbout(graph, subject) : graph.modules.values()
  let found: HandlerFunction | undefined
  for (const other of candidates) {
    const functions = functionsIn(other, module, called.name, subject)
    // Facts of large files take long, and a second function is enough to know that it may be either.
    if (functions.length > (found === undefined ? 1 : 0)) return undefined
    found ??= functions[0]
  }
  if (found === undefined) return undefined
  // The same file may have another one that asks no database.
  const methods = Object.keys(found.module.late.protection('methods'))
  return methods.filter((method) => method.endsWith(`.${called.name}`)).length > 1 ? undefined : found
}

/** The modules that are named after a subject, or a class of theirs is. */
function modulesAbout(graph: Graph, subject: string): Module[] {
  return subjects(graph).flatMap(([module, names]) => (names.some((name) => isAbout(name, subject)) ? [module] : []))
}

const subjects = memoize(({ modules }: Graph): (readonly [Module, readonly string[]])[] =>
  [...modules.values()].map((module) => [module, [subjectOfFile(module.file), ...module.summary.structure.classes.map(({ name }) => subjectOf(name))]]),
)

/** The functions of a module with this name that query a database, of a class or file with this subject if it is long enough to say something. */
function functionsIn(module: Module, caller: Module, name: string, subject: string): HandlerFunction[] {
  const { summary, late } = module
  if (module === caller || summary.purpose !== 'code' || !late.mayQueryDatabase || (subject.length > 2 && !late.mentions(name))) return []
  const found = late.results.flatMap(({ at, method, name: own, owner }) => {
    const about = owner === undefined ? subjectOfFile(module.file) : subjectOf(owner)
    if (own !== name || (subject.length > 2 && !isAbout(about, subject))) return []
    return { module, at: method?.of ?? at, method: method?.name }
  })
  // Those that return nothing.
  if (found.length > 0 || subject.length <= 2) return found
  return Object.entries(late.protection('methods')).flatMap(([key, at]) => (key.endsWith(`.${name}`) ? { module, at } : []))
}

/** `stripe` of `const stripe = new Stripe(key)`. What is asked of a container by its name is of the project. */
function isOfPackage(graph: Graph, located: Located): boolean {
  const { module, value } = follow(graph, located, 0, true)
  if (value.kind === 'import' && graph.linkOf(module, value.specifier)?.target !== undefined) return false
  if (value.kind !== 'new' && value.kind !== 'call') return externalOf(graph, { module, value }) !== undefined
  const maker = externalOf(graph, { module, value: value.of })
  return maker !== undefined && !isClientMaker(maker) && (value.kind === 'new' || value.arguments.length === 0)
}

/** The name of what holds a method: `bids` for `db.bids`, `orderService` for `container.resolve('orderService')`. */
function holderName(value: Value): string {
  if (value.kind === 'member' || value.kind === 'parameter') return value.name
  if (value.kind === 'import') return value.name === 'default' || value.name === '*' ? stemOf(value.specifier) : value.name
  // `const book = await Book.findById(id)`
  if (value.kind === 'call' && (value.of.kind === 'member' || value.of.kind === 'import') && /^find/.test(value.of.name)) return value.of.kind === 'member' ? holderName(value.of.of) : stemOf(value.of.specifier)
  const [given] = value.kind === 'call' ? value.arguments : []
  // `getCustomRepository(OrderRepository)` is as good as a container.
  const isAsked = given?.kind === 'import' || (value.kind === 'call' && value.of.kind === 'member' && containerMethods.has(value.of.name))
  const asked = isAsked ? given : undefined
  if (asked?.kind === 'text') return knownText(asked) ?? ''
  return asked === undefined ? '' : holderName(asked)
}

/** That of its name, or of its folder: `bids/repository.js`. */
function subjectOfFile(file: string): string {
  return subjectOf(stemOf(file)) || subjectOf(file.split('/').at(-2) ?? '')
}

/** `bid` for `bids`, `BidsRepository` and `bids.repository`. */
function subjectOf(name: string): string {
  return name.replace(/\W|_/g, '').toLowerCase().replace(suffixes, '').replace(/s$/, '')
}

function isAbout(owner: string, holder: string): boolean {
  return holder.length > 2 && owner.length > 2 && (owner.endsWith(holder) || holder.endsWith(owner))
}
