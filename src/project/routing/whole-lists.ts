import { memoize } from '../../core/memoize.ts'
import type { SourceLocation } from '../../core/location.ts'
import type { ResultQuery } from '../../source/facts/results.ts'
import { isClientType, queriesDatabase } from '../data/data-access.ts'
import { describeValue } from '../graph/describe-value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { handlerOf, isAt, libraryBaseOf } from './handlers.ts'
import type { HandlerFunction } from './handlers.ts'
import type { CodeRoute } from './code-route.ts'
import type { Located } from '../graph/values.ts'

/** A query that fetches all rows and whose result is the response of a route. */
export interface WholeList {
  /** As written in messages: `this.users.find`. */
  readonly name: string
  readonly location: SourceLocation
  /** How to limit it, as the rest of a sentence, if the library is known. */
  readonly bound: string | undefined
  /** True if the result is sent as it is, and not as a property of an object. */
  readonly isBare: boolean
}

/** How many calls are followed from the handler to the query. */
const maxDepth = 3
/** Names of middleware that may bound pages. */
export const paging = /pag(?:e|ing|inat)|(?<!rate[-_]?|body[-_]?|size[-_]?|time[-_]?|request[-_]?)limit(?!er|s?\b\(\))/i

/** The query whose whole result is a route's response; undefined if none is found, or if something between them may paginate. */
export function wholeListOf(graph: Graph, route: CodeRoute): WholeList | undefined {
  const { answeredBy, middleware } = route
  const handler = answeredBy && handlerOf(graph, answeredBy)
  if (handler === undefined || middleware.some((one) => paging.test(describeValue(graph, one)))) return undefined
  const list = listOf(graph, handler, 0)
  // Nest's interceptors may wrap results in an object.
  return list?.isBare === true && route.framework === 'nest' && intercepts(graph) ? { ...list, isBare: false } : list
}

const intercepts = memoize(({ modules }: Graph): boolean =>
  [...modules.values()].some(({ summary }) => summary.imports.some(({ names }) => names.some(({ imported }) => imported === 'NestInterceptor' || imported === 'APP_INTERCEPTOR'))),
)

function listOf(graph: Graph, handler: HandlerFunction, depth: number): WholeList | undefined {
  const { module } = handler
  const fact = module.late.results.find((one) => isAt(one, handler))
  if (fact === undefined || fact.mayPage) return undefined
  const { query, wraps } = fact
  if (query !== undefined && isQuery(graph, module, query))
    return { name: query.name, location: { file: module.file, range: query.range }, bound: query.bound, isBare: !wraps }
  // `service.findAll()` may look like a call of a model.
  const [call, ...others] = query?.callee === undefined ? fact.calls : [query.callee, ...fact.calls]
  // If there are several, it is not known which one makes the response.
  if (call === undefined || others.length > 0 || depth >= maxDepth) return undefined
  // The trees of services may not have been needed so far.
  const next = handlerOf(graph, { module, value: call }, 0, true)
  const list = next && listOf(graph, next, depth + 1)
  return list && { ...list, isBare: list.isBare && !wraps }
}

function isQuery(graph: Graph, module: Module, { callee, passedTo }: ResultQuery): boolean {
  if (passedTo !== undefined && returnsRows(graph, { module, value: passedTo }, 0)) return true
  if (callee === undefined) return passedTo === undefined
  if (queriesDatabase(graph, module, callee)) return true
  const called = handlerOf(graph, { module, value: callee }, 0, true)
  const base = called && libraryBaseOf(graph, called)
  return base !== undefined && isClientType(base)
}

/** True for a function of the project that passes its first argument to a database, and returns all rows. */
function returnsRows(graph: Graph, called: Located, depth: number): boolean {
  const handler = depth < maxDepth ? handlerOf(graph, called, 0, true) : undefined
  const passed = handler?.module.late.results.find((one) => isAt(one, handler))?.passesSqlTo
  if (handler === undefined || passed === undefined) return false
  return queriesDatabase(graph, handler.module, passed) || returnsRows(graph, { module: handler.module, value: passed }, depth + 1)
}
