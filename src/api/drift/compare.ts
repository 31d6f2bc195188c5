import { groupBy } from '../../core/group.ts'
import { contains, covers, isSame, segmentsOf, startsWith } from './alignment.ts'
import type { Segments } from './alignment.ts'
import type { MatchedOperation, Pair } from './pairs.ts'
import type { DocumentedApi, DocumentedOperation, ServedApi, ServedOperation } from './sides.ts'

/** A route that no contract of its API documents. */
export interface UndocumentedRoute {
  readonly route: ServedOperation
  /** The contract that documents most of the API. */
  readonly contract: DocumentedApi
  /** How many of the API's routes are documented. */
  readonly documented: number
  readonly total: number
}

/** A documented operation that no code serves. */
export interface UnimplementedOperation {
  readonly operation: DocumentedOperation
  /** How many of the contract's operations are served. */
  readonly served: number
  readonly total: number
  /** A route of the same API, to show where it is served. */
  readonly sibling: ServedOperation
}

/** The differences between the contracts of a project and its code. */
export interface Comparison {
  /** The first contract that describes code. */
  readonly file: string
  readonly undocumented: readonly UndocumentedRoute[]
  readonly unimplemented: readonly UnimplementedOperation[]
  readonly matched: readonly MatchedOperation[]
}

/** The share from which whatever is missing on one side is a gap, and not the part that is documented or implemented elsewhere. */
const nearlyAll = 2 / 3

/** Segments of what serves operators, browsers and other systems. Contracts often leave them out. */
const asideSegment = new RegExp(
  `^(?:${[
    'api-?docs?|docs?|documentation|swagger.*|redoc|scalar|openapi|graphi?ql|playground|t?rpc|sockets?|ws|sse|events?',
    '.*\\.(?:json|ya?ml|html|xml|txt|ico|png|svg|js|css)|static|assets|public|uploads|\\.well-known',
    'debug|internal|private|admin|cron|jobs?|tasks?|_.*|tests?|dev|ping|csrf.*|web-?hooks?|hooks?|callbacks?|oauth2?|sso|saml',
  ].join('|')})$`,
)

/**
 * Compares contracts with the code that they describe. Nothing if there are no such pairs.
 * @param apis all APIs in code: what is missing in one may be served by another
 */
export function compare(pairs: readonly Pair[], apis: readonly ServedApi[]): Comparison | undefined {
  const [first] = pairs
  if (first === undefined) return undefined
  return {
    file: first.contract.file,
    undocumented: [...groupBy(pairs, ({ api }) => api).values()].flatMap(undocumentedIn),
    unimplemented: [...groupBy(pairs, ({ contract }) => contract).values()].flatMap((ofContract) => unimplementedIn(ofContract, apis)),
    matched: pairs.flatMap(({ matched }) => matched),
  }
}

/** @param pairs all contracts of one API */
function undocumentedIn(pairs: readonly Pair[]): UndocumentedRoute[] {
  const [best] = [...pairs].sort((left, right) => right.documented.size - left.documented.size)
  if (best === undefined) return []
  const documented = new Set(pairs.flatMap((pair) => [...pair.documented]))
  const paths = pairs.flatMap(({ contract, alignment, served }) =>
    contract.operations.flatMap((operation) => alignment.pathsOf(operation).map((segments) => ({ operation, segments, isServed: served.has(operation) }))),
  )
  const known = new Set(paths.flatMap(({ segments }) => segments))
  const isAside = (segments: Segments): boolean => segments.some((segment) => asideSegment.test(segment) && !known.has(segment))
  const isBeside = (segments: Segments, bases: readonly Segments[]): boolean => bases.length > 0 && !bases.some((base) => startsWith(segments, base))
  const isOutside = (segments: Segments): boolean => pairs.every(({ alignment }) => isBeside(segments, alignment.bases))
  const relevant = best.api.operations
    .map((route) => ({ route, segments: servedBy(route) }))
    .filter(({ route, segments }) => documented.has(route) || !(route.isAside || isAside(segments) || isOutside(segments)))
  const isNearlyAll = documented.size >= nearlyAll * relevant.length
  return relevant.flatMap(({ route, segments }) => {
    if (documented.has(route)) return []
    const others = paths.filter(({ operation, isServed }) => operation.method === route.method && !isServed)
    // `/reports/{kind}` on one side may be `/reports/daily` and `/reports/weekly` on the other, unless both sides have each of them.
    if (others.some((other) => covers(segments, other.segments) || covers(other.segments, segments))) return []
    const hasOtherMethod = paths.some((other) => isSame(other.segments, segments))
    return isNearlyAll || hasOtherMethod ? [{ route, contract: best.contract, documented: documented.size, total: relevant.length }] : []
  })
}

/** @param pairs all APIs that one contract describes */
function unimplementedIn(pairs: readonly Pair[], apis: readonly ServedApi[]): UnimplementedOperation[] {
  const [first] = pairs
  const sibling = first?.matched[0]?.route
  if (first === undefined || sibling === undefined || pairs.some(({ api }) => !api.isWhole)) return []
  const { operations } = first.contract
  const served = new Set(pairs.flatMap((pair) => [...pair.served]))
  const documented: ReadonlySet<object> = new Set(pairs.flatMap((pair) => [...pair.documented]))
  const routes = apis.flatMap(({ operations: own, others }) =>
    [...own, ...others].map((route) => ({ method: route.method, segments: servedBy(route), isDocumented: documented.has(route) })),
  )
  const unseen = pairs.flatMap(({ api }) => unseenIn(api))
  return operations.flatMap((operation) => {
    if (served.has(operation)) return []
    const paths = pairs.flatMap(({ alignment }) => alignment.pathsOf(operation))
    const candidates = routes.filter(({ method }) => serves(method, operation.method))
    const mayServe = (path: Segments): boolean =>
      candidates.some(({ segments, isDocumented }) => covers(segments, path) || (!isDocumented && covers(path, segments))) ||
      unseen.some((part) => contains(path, part))
    if (paths.length === 0 || paths.some(mayServe)) return []
    const hasOtherMethod = paths.some((path) => routes.some(({ segments }) => isSame(segments, path)))
    return served.size >= nearlyAll * operations.length || hasOtherMethod ? [{ operation, served: served.size, total: operations.length, sibling }] : []
  })
}

/** The path of a route, with a wildcard for a variable that stands for the rest. */
function servedBy({ path, takesRest }: ServedApi['others'][number]): Segments {
  const segments = segmentsOf(path)
  return takesRest === true ? [...segments.slice(0, -1), '*'] : segments
}

/** True if a route for one method responds to another. Servers respond to OPTIONS, and to HEAD where there is a GET, without a route for it. */
function serves(method: string, requested: string): boolean {
  return method === requested || method === 'ALL' || requested === 'OPTIONS' || (requested === 'HEAD' && method === 'GET')
}

/** The paths below which something unknown may respond. */
function unseenIn({ operations, others, unseen }: ServedApi): Segments[] {
  const routes = [...operations, ...others].map(({ path }) => segmentsOf(path))
  const parts = unseen.map((path) => segmentsOf(path).filter((segment) => !segment.includes('*')))
  return parts.filter((part) => part.length > 0 && !routes.some((segments) => contains(segments, part)))
}
