import { memoize } from '../../core/memoize.ts'
import type { Value } from '../../source/values/value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { stemOf } from '../graph/paths.ts'
import { externalOf, follow } from '../graph/values.ts'
import type { Located } from '../graph/values.ts'
import { isClientMaker } from '../data/data-access.ts'
import { knownText, pathOf } from '../../source/values/value.ts'
import type { HandlerFunction } from './handlers.ts'

interface Named {
  readonly handler: HandlerFunction
  /** The class or file that it belongs to. */
  readonly owner: string
}

/** Names that several classes of a project may have for methods of their own. */
const general = /^(?:[a-z]+|(?:get|find|list|fetch|load)(?:All|Many|One|List|Items|ById|Data))$/
const suffixes = /(?:repository|repo|service|store|dao|model|queries|impl|plugin)s?$/

/** The only function that queries a database and is called by this name: `db.bids.open` of a class `BidsRepository`, however it got there. */
export function functionNamed(graph: Graph, module: Module, called: Value): HandlerFunction | undefined {
  if (called.kind !== 'member') return undefined
  const named = functionsByName(graph).get(called.name)?.filter(({ handler }) => handler.module !== module) ?? []
  if (named.length === 0 || isOfPackage(graph, { module, value: pathOf(called).root })) return undefined
  const holder = subjectOf(holderName(called.of))
  const hinted = named.filter(({ owner }) => isAbout(subjectOf(owner), holder))
  const [found, ...others] = hinted.length > 0 || general.test(called.name) ? hinted : named
  if (found === undefined || others.length > 0) return undefined
  // The same file may have another one that asks no database.
  const methods = Object.keys(found.handler.module.late.protection('methods'))
  return methods.filter((method) => method.endsWith(`.${called.name}`)).length > 1 ? undefined : found.handler
}

/** `stripe` of `const stripe = new Stripe(key)`. What is asked of a container by its name is of the project. */
function isOfPackage(graph: Graph, located: Located): boolean {
  const { module, value } = follow(graph, located, 0, true)
  if (value.kind === 'import' && graph.linkOf(module, value.specifier)?.target !== undefined) return false
  if (value.kind !== 'new' && value.kind !== 'call') return externalOf(graph, { module, value }) !== undefined
  const maker = externalOf(graph, { module, value: value.of })
  return maker !== undefined && !isClientMaker(maker) && (value.kind === 'new' || value.arguments.length === 0)
}

const functionsByName = memoize((graph: Graph): ReadonlyMap<string, readonly Named[]> => {
  const found = new Map<string, Named[]>()
  for (const module of graph.modules.values()) {
    if (module.summary.purpose !== 'code' || !module.late.mayQueryDatabase) continue
    for (const { at, method, name, owner = stemOf(module.file) } of module.late.results) {
      const handler = { module, ...(method === undefined ? { at } : { at: method.of, method: method.name }) }
      found.set(name, [...(found.get(name) ?? []), { handler, owner }])
    }
  }
  return found
})

/** The name of what holds a method: `bids` for `db.bids`, `orderService` for `container.resolve('orderService')`. */
function holderName(value: Value): string {
  if (value.kind === 'member' || value.kind === 'parameter') return value.name
  if (value.kind === 'import') return value.name === 'default' || value.name === '*' ? stemOf(value.specifier) : value.name
  const [asked] = value.kind === 'call' ? value.arguments : []
  if (asked?.kind === 'text') return knownText(asked) ?? ''
  return asked === undefined ? '' : holderName(asked)
}

/** `bid` for `bids`, `BidsRepository` and `bids.repository`. */
function subjectOf(name: string): string {
  return name.replace(/\W|_/g, '').toLowerCase().replace(suffixes, '').replace(/s$/, '')
}

function isAbout(owner: string, holder: string): boolean {
  return holder.length > 2 && owner.length > 2 && (owner.endsWith(holder) || holder.endsWith(owner))
}
