import { rememberedOf } from '../../core/remember.ts'
import type { SourceLocation } from '../../core/location.ts'
import { asksDatabase } from '../data/data-access.ts'
import { describeValue } from '../graph/describe-value.ts'
import type { Graph } from '../graph/graph.ts'
import { handlerOf, isAt } from './handlers.ts'
import type { HandlerFunction } from './handlers.ts'
import type { CodeRoute } from './code-route.ts'

/** A query that fetches everything there is, and whose result a route answers with. */
export interface WholeList {
  /** For people: `this.users.find`. */
  readonly name: string
  readonly location: SourceLocation
  /** What bounds it, as the rest of a sentence, where the library is known. */
  readonly bound: string | undefined
  /** Nothing on the way puts it into an object. */
  readonly isBare: boolean
}

/** How far a handler is followed to the query. */
const maxDepth = 3
const paging = /pag(?:e|ing|inat)|(?<!rate[-_]?|body[-_]?|size[-_]?|time[-_]?|request[-_]?)limit(?!er|s?\b\(\))/i

/**
 * The query whose whole result a route answers with; nothing where it is not seen, or where anything on the way to it may cut
 * it into pages.
 */
export function wholeListOf(graph: Graph, route: CodeRoute): WholeList | undefined {
  const { answeredBy, middleware } = route
  const handler = answeredBy && handlerOf(graph, answeredBy)
  if (handler === undefined || middleware.some((one) => paging.test(describeValue(graph, one)))) return undefined
  const list = listOf(graph, handler, 0)
  // Interceptors of Nest may put whatever is returned into an object.
  return list?.isBare === true && route.framework === 'nest' && intercepts(graph) ? { ...list, isBare: false } : list
}

const intercepts = rememberedOf(({ modules }: Graph): boolean =>
  [...modules.values()].some(({ summary }) => summary.imports.some(({ names }) => names.some(({ imported }) => imported === 'NestInterceptor' || imported === 'APP_INTERCEPTOR'))),
)

function listOf(graph: Graph, handler: HandlerFunction, depth: number): WholeList | undefined {
  const fact = handler.module.late.given.find((one) => isAt(one, handler))
  if (fact === undefined || fact.mayPage) return undefined
  const { query } = fact
  const isQuery = query !== undefined && (query.callee === undefined || asksDatabase(graph, handler.module, query.callee))
  if (isQuery) return { name: query.name, location: { file: handler.module.file, range: query.range }, bound: query.bound, isBare: !fact.wraps }
  // `service.findAll()` is called as a model's would be.
  const [call, ...others] = query?.callee === undefined ? fact.calls : [query.callee, ...fact.calls]
  // Which of several makes the answer is not told.
  if (call === undefined || others.length > 0 || depth >= maxDepth) return undefined
  // Services are read for this alone: their summaries may hold nothing.
  const next = handlerOf(graph, { module: handler.module, value: call }, 0, true)
  const list = next && listOf(graph, next, depth + 1)
  return list && { ...list, isBare: list.isBare && !fact.wraps }
}
