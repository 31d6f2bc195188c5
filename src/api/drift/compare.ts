import { groupBy } from '../../core/group.ts'
import { isWithin } from '../../core/paths.ts'
import { Alignment, contains, covers, segmentsOf } from './alignment.ts'
import type { Segments } from './alignment.ts'
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

/** An operation and the route that serves it. */
export interface MatchedOperation {
  readonly operation: DocumentedOperation
  readonly route: ServedOperation
}

/** The differences between the contracts of a project and its code. */
export interface Comparison {
  /** The first contract that describes code. */
  readonly file: string
  readonly undocumented: readonly UndocumentedRoute[]
  readonly unimplemented: readonly UnimplementedOperation[]
  readonly matched: readonly MatchedOperation[]
}

// Fewer matches may be a coincidence: many services have a `GET /users`.
const fewestMatches = 2
/** The share of a contract's operations, or of an API's routes, from which the one describes the other. */
const describing = 0.5
/** The share from which whatever is missing on one side is a gap, and not the part that is documented or implemented elsewhere. */
const nearlyAll = 0.7
/** The share of the best match of a contract that others need: APIs of different packages may resemble each other. */
const asGood = 0.9

/** Segments of what serves operators, browsers and other systems. Contracts often leave them out. */
const asideSegment =
  /^(?:api-?docs?|docs?|documentation|swagger.*|redoc|scalar|openapi|.*\.(?:json|ya?ml|html|xml|txt|ico|png|svg|js|css)|graphi?ql|playground|debug|internal|private|admin|cron|jobs?|tasks?|web-?hooks?|hooks?|callbacks?|static|assets|public|uploads|\.well-known|_.*|tests?|dev|ping|csrf.*|t?rpc|sockets?|ws|events?|sse|oauth2?|sso|saml)$/

/** A contract and the code that serves it. */
interface Pair {
  readonly contract: DocumentedApi
  readonly api: ServedApi
  readonly alignment: Alignment
  readonly matched: readonly MatchedOperation[]
}

/**
 * Compares contracts with code. Only what clearly belongs together is compared: a contract describes a package if half of its operations are
 * served there, or half of the routes there are documented in it.
 */
export function compare(contracts: readonly DocumentedApi[], apis: readonly ServedApi[]): Comparison | undefined {
  const pairs = withoutCopies(contracts).flatMap((contract) => chosen(contract, apis.flatMap((api) => pairOf(contract, api) ?? [])))
  const [first] = pairs
  if (first === undefined) return undefined
  return {
    file: first.contract.file,
    undocumented: [...groupBy(pairs, ({ api }) => api).values()].flatMap(undocumentedIn),
    unimplemented: [...groupBy(pairs, ({ contract }) => contract).values()].flatMap((ofContract) => unimplementedIn(ofContract, apis)),
    matched: pairs.flatMap(({ matched }) => matched),
  }
}

/** A contract is often committed twice, as YAML and as the JSON that is made from it. */
function withoutCopies(contracts: readonly DocumentedApi[]): DocumentedApi[] {
  const groups = groupBy(contracts, ({ operations, bases }) => [...bases, ...operations.map(({ method, path }) => `${method} ${path}`)].sort().join('\n'))
  return [...groups.values()].flatMap((copies) => copies.find(({ file }) => /\.ya?ml$/i.test(file)) ?? copies.slice(0, 1))
}

function pairOf(contract: DocumentedApi, api: ServedApi): Pair | undefined {
  const alignment = new Alignment(contract, api.operations)
  const routes = groupBy(api.operations, ({ path }) => segmentsOf(path).join('/'))
  const matched = contract.operations.flatMap((operation): MatchedOperation[] => {
    const candidates = alignment.pathsOf(operation).flatMap((path) => routes.get(path.join('/')) ?? [])
    return candidates.filter(({ method }) => method === operation.method || method === 'ALL').map((route) => ({ operation, route }))
  })
  const pair = { contract, api, alignment, matched }
  const served = operationsIn(pair).size
  const isEnough = served >= describing * contract.operations.length || routesIn(pair).size >= describing * api.operations.length
  return served >= fewestMatches && isEnough ? pair : undefined
}

/** The APIs that a contract describes: of the package that it lies in, or else those that match it best. */
function chosen(contract: DocumentedApi, pairs: readonly Pair[]): Pair[] {
  const own = pairs.filter(({ api }) => isWithin(api.area, contract.file))
  const home = Math.max(...own.map(({ api }) => api.area.length))
  const most = Math.max(...pairs.map((pair) => operationsIn(pair).size))
  return own.length > 0 ? own.filter(({ api }) => api.area.length === home) : pairs.filter((pair) => operationsIn(pair).size >= asGood * most)
}

function operationsIn({ matched }: Pick<Pair, 'matched'>): Set<DocumentedOperation> {
  return new Set(matched.map(({ operation }) => operation))
}

function routesIn({ matched }: Pick<Pair, 'matched'>): Set<ServedOperation> {
  return new Set(matched.map(({ route }) => route))
}

/** @param pairs all contracts of one API */
function undocumentedIn(pairs: readonly Pair[]): UndocumentedRoute[] {
  const [best] = [...pairs].sort((left, right) => right.matched.length - left.matched.length)
  if (best === undefined) return []
  const documented = new Set(pairs.flatMap((pair) => [...routesIn(pair)]))
  const served = new Set(pairs.flatMap((pair) => [...operationsIn(pair)]))
  const paths = pairs.flatMap(({ contract, alignment }) =>
    contract.operations.flatMap((operation) => alignment.pathsOf(operation).map((segments) => ({ operation, segments }))),
  )
  const known = new Set(paths.flatMap(({ segments }) => segments))
  const isAside = (segments: Segments): boolean => segments.some((segment) => asideSegment.test(segment) && !known.has(segment))
  const relevant = best.api.operations.map((route) => ({ route, segments: segmentsOf(route.path) })).filter(({ route, segments }) => documented.has(route) || !(route.isAside || isAside(segments)))
  const isNearlyAll = documented.size >= nearlyAll * relevant.length
  return relevant.flatMap(({ route, segments }) => {
    if (documented.has(route)) return []
    // `/reports/{kind}` on one side may be `/reports/daily` and `/reports/weekly` on the other, unless both sides have each of them.
    const mayBeMeant = paths.some(({ operation, segments: path }) => operation.method === route.method && !served.has(operation) && (covers(segments, path) || covers(path, segments)))
    if (mayBeMeant) return []
    const hasOtherMethod = paths.some(({ segments: path }) => path.join('/') === segments.join('/'))
    return isNearlyAll || hasOtherMethod ? [{ route, contract: best.contract, documented: documented.size, total: relevant.length }] : []
  })
}

/** @param pairs all APIs that one contract describes */
function unimplementedIn(pairs: readonly Pair[], apis: readonly ServedApi[]): UnimplementedOperation[] {
  const [first] = pairs
  const sibling = first?.matched[0]?.route
  if (first === undefined || sibling === undefined || pairs.some(({ api }) => !api.isWhole)) return []
  const { operations } = first.contract
  const served = new Set(pairs.flatMap((pair) => [...operationsIn(pair)]))
  const documented: ReadonlySet<object> = new Set(pairs.flatMap((pair) => [...routesIn(pair)]))
  const routes = apis.flatMap(({ operations: own, others }) => [...own, ...others]).map((route) => ({ route, segments: segmentsOf(route.path) }))
  const unseen = pairs.flatMap(({ api }) => unseenIn(api))
  return operations.flatMap((operation) => {
    if (served.has(operation)) return []
    const paths = pairs.flatMap(({ alignment }) => alignment.pathsOf(operation))
    const isServed = paths.some(
      (path) =>
        routes.some(({ route, segments }) => serves(route.method, operation.method) && (covers(segments, path) || (!documented.has(route) && covers(path, segments)))) ||
        unseen.some((part) => contains(path, part)),
    )
    if (paths.length === 0 || isServed) return []
    const hasOtherMethod = paths.some((path) => routes.some(({ segments }) => segments.join('/') === path.join('/')))
    return served.size >= nearlyAll * operations.length || hasOtherMethod ? [{ operation, served: served.size, total: operations.length, sibling }] : []
  })
}

/** True if a route for one method responds to requests with another. Servers respond to OPTIONS, and to HEAD where there is a GET, without a route for it. */
function serves(method: string, requested: string): boolean {
  return method === requested || method === 'ALL' || requested === 'OPTIONS' || (requested === 'HEAD' && method === 'GET')
}

/** The paths below which something unknown may respond. */
function unseenIn({ operations, others, unseen }: ServedApi): Segments[] {
  const routes = [...operations, ...others].map(({ path }) => segmentsOf(path))
  return unseen.map((path) => segmentsOf(path).filter((segment) => !segment.includes('*'))).filter((part) => part.length > 0 && !routes.some((segments) => contains(segments, part)))
}
