import { memoize } from '../../core/memoize.ts'
import type { SourceLocation } from '../../core/location.ts'
import type { ResultQuery } from '../../source/facts/results.ts'
import { isClientType, queriesDatabase } from '../data/data-access.ts'
import { describeValue } from '../graph/describe-value.ts'
import type { Graph, Module } from '../graph/graph.ts'
import { handlerOf, isAt, libraryBaseOf } from './handlers.ts'
import type { HandlerFunction } from './handlers.ts'
import type { CodeRoute } from './code-route.ts'
import { functionNamed } from './named-functions.ts'
import { textOf } from '../graph/texts.ts'
import { tableIn } from '../../source/duties/listed.ts'
import { isUnlimitedSql } from '../../source/duties/unbounded.ts'
import type { Value } from '../../source/values/value.ts'
import type { Located } from '../graph/values.ts'

/** A query that fetches all rows and whose result is the response of a route. */
export interface WholeList {
  /** As written in messages: `this.users.find`. */
  readonly name: string
  readonly location: SourceLocation
  /** How to limit it, as the rest of a sentence, if the library is known. */
  readonly bound: string | undefined
  /** What is listed: the table, entity or collection, if it is named. */
  readonly list: string | undefined
  /** True if the result is sent as it is, and not as a property of an object. */
  readonly isBare: boolean
  /** True if the query of the request is passed on, so that the result may be paged although the database is asked for all rows. */
  readonly mayBePaged: boolean
}

/** How many calls are followed from the handler to the query. */
const maxDepth = 3
/** Names of middleware that may bound pages. */
export const paging = /pag(?:e|ing|inat)|(?<!rate[-_]?|body[-_]?|size[-_]?|time[-_]?|request[-_]?)limit(?!er|s?\b\(\))/i

/** The query whose whole result is a route's response; undefined if none is found, or if something between them may paginate. */
export function wholeListOf(graph: Graph, route: CodeRoute): WholeList | undefined {
  return wholeListsOf(graph, route)[0]
}

/** All of them, where a handler chooses between several. */
export function wholeListsOf(graph: Graph, route: CodeRoute): readonly WholeList[] {
  const { answeredBy, middleware } = route
  // `handle(listBooks)`, of a file that nothing else has asked for so far
  const handler = answeredBy && handlerOf(graph, answeredBy, 0, answeredBy.value.kind === 'call' && answeredBy.value.arguments.some(({ kind }) => kind === 'import'))
  if (handler === undefined || middleware.some((one) => paging.test(describeValue(graph, one)))) return []
  const lists = listsOf(graph, handler, 0)
  // Nest's interceptors may wrap results in an object.
  return route.framework === 'nest' && intercepts(graph) ? lists.map((list) => ({ ...list, isBare: false })) : lists
}

const intercepts = memoize(({ modules }: Graph): boolean =>
  [...modules.values()].some(({ summary }) => summary.imports.some(({ names }) => names.some(({ imported }) => imported === 'NestInterceptor' || imported === 'APP_INTERCEPTOR'))),
)

/** @param isBare it is called without arguments, so that nothing that they could say limits it */
function listsOf(graph: Graph, handler: HandlerFunction, depth: number, isBare = false): readonly WholeList[] {
  const { module } = handler
  const fact = module.late.results.find((one) => isAt(one, handler))
  if (fact === undefined || fact.mayPage) return []
  const { queries, calls, wraps } = fact
  const mayBePaged = fact.passesQuery && !isBare
  const found = queries.flatMap((query): WholeList[] => {
    const { name, range, bound, list, text, ifBare } = query
    const sql = text && textOf(graph, { module, value: text }).map((part) => part ?? '?').join('')
    const isMeant = (ifBare !== true || isBare) && (sql === undefined || isUnlimitedSql(sql)) && isQuery(graph, module, query)
    return isMeant ? [{ name, location: { file: module.file, range }, bound, list: list ?? tableIn(sql ?? ''), isBare: !wraps, mayBePaged }] : []
  })
  if (found.length > 0) return found
  if (depth >= maxDepth) return []
  return calls.flatMap((call, index) => {
    const isPlain = fact.bare.includes(index)
    // The trees of services may not have been needed so far.
    const next = handlerOf(graph, { module, value: call }, 0, true)
    const found = next === undefined ? [] : listsOf(graph, next, depth + 1, isPlain)
    const named = found.length > 0 ? undefined : functionNamed(graph, module, call)
    // If there are several, it is not known which one makes the response.
    return (named === undefined ? found : listsOf(graph, named, depth + 1, isPlain)).map((list) => ({
      ...list,
      isBare: list.isBare && !wraps && calls.length === 1,
      mayBePaged: mayBePaged || list.mayBePaged,
    }))
  })
}

/** The queries whose whole result handlers respond with that are no routes, such as resolvers of GraphQL and handlers of messages. */
export function otherWholeLists(graph: Graph, routes: readonly CodeRoute[]): WholeList[] {
  // Those of routes have been looked at, together with their middleware.
  const seen = new Set(routes.flatMap(({ answeredBy }) => keyOf(answeredBy && handlerOf(graph, answeredBy)) ?? []))
  return [...graph.modules.values()].flatMap((module) => {
    if (module.summary.purpose !== 'code' || !module.late.mayHandleRequests) return []
    return module.late.results.flatMap(({ at, method, handles }) => {
      const handler = handles ? { module, at: method?.of ?? at, method: method?.name } : undefined
      return handler === undefined || seen.has(keyOf(handler) ?? '') ? [] : listsOf(graph, handler, 0)
    })
  })
}

function keyOf(handler: HandlerFunction | undefined): string | undefined {
  return handler && `${handler.module.file} ${handler.at} ${handler.method ?? ''}`
}

function isQuery(graph: Graph, module: Module, { callee, passedTo }: ResultQuery): boolean {
  if (passedTo !== undefined && (returnsRows(graph, { module, value: passedTo }, 0) || isHandleOf(graph, module, passedTo))) return true
  if (callee === undefined) return passedTo === undefined
  if (queriesDatabase(graph, module, callee)) return true
  const called = handlerOf(graph, { module, value: callee }, 0, true)
  const base = called && libraryBaseOf(graph, called)
  return base !== undefined && isClientType(base)
}

/** `db.run` of a parameter `db` that cannot be followed. */
export function isHandleOf(graph: Graph, module: Module, called: Value): boolean {
  const isNamed = called.kind === 'member' && called.of.kind === 'parameter' && /^(?:db|database|pool|conn|connection|knex)$/i.test(called.of.name)
  return isNamed && handlerOf(graph, { module, value: called }, 0, true) === undefined
}

/** True for a function of the project that passes its first argument to a database, and returns all rows. */
function returnsRows(graph: Graph, called: Located, depth: number): boolean {
  const handler = depth < maxDepth ? handlerOf(graph, called, 0, true) : undefined
  const passed = handler?.module.late.results.find((one) => isAt(one, handler))?.passesSqlTo
  if (handler === undefined || passed === undefined) return false
  const { module } = handler
  return queriesDatabase(graph, module, passed) || isHandleOf(graph, module, passed) || returnsRows(graph, { module, value: passed }, depth + 1)
}
