import { memoize } from '../../core/memoize.ts'
import type { SourceLocation } from '../../core/location.ts'
import { queriesDatabase } from '../data/data-access.ts'
import { describeValue } from '../graph/describe-value.ts'
import type { Graph } from '../graph/graph.ts'
import { handlerOf, isAt } from './handlers.ts'
import type { HandlerFunction } from './handlers.ts'
import type { CodeRoute } from './code-route.ts'

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
const paging = /pag(?:e|ing|inat)|(?<!rate[-_]?|body[-_]?|size[-_]?|time[-_]?|request[-_]?)limit(?!er|s?\b\(\))/i

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
  const fact = handler.module.late.results.find((one) => isAt(one, handler))
  if (fact === undefined || fact.mayPage) return undefined
  const { query } = fact
  const isQuery = query !== undefined && (query.callee === undefined || queriesDatabase(graph, handler.module, query.callee))
  if (isQuery) return { name: query.name, location: { file: handler.module.file, range: query.range }, bound: query.bound, isBare: !fact.wraps }
  // `service.findAll()` may look like a call of a model.
  const [call, ...others] = query?.callee === undefined ? fact.calls : [query.callee, ...fact.calls]
  // If there are several, it is not known which one makes the response.
  if (call === undefined || others.length > 0 || depth >= maxDepth) return undefined
  // The trees of services may not have been needed so far.
  const next = handlerOf(graph, { module: handler.module, value: call }, 0, true)
  const list = next && listOf(graph, next, depth + 1)
  return list && { ...list, isBare: list.isBare && !fact.wraps }
}
