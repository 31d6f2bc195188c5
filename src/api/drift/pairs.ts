import { groupBy } from '../../core/group.ts'
import { isWithin } from '../../core/paths.ts'
import { Alignment, segmentsOf } from './alignment.ts'
import type { DocumentedApi, DocumentedOperation, ServedApi, ServedOperation } from './sides.ts'

/** An operation and the route that serves it. */
export interface MatchedOperation {
  readonly operation: DocumentedOperation
  readonly route: ServedOperation
}

/** A contract and an API in code, which it may describe. */
export interface Pair {
  readonly contract: DocumentedApi
  readonly api: ServedApi
  readonly alignment: Alignment
  readonly matched: readonly MatchedOperation[]
  /** The operations that are served. */
  readonly served: ReadonlySet<DocumentedOperation>
  /** The routes that are documented. */
  readonly documented: ReadonlySet<ServedOperation>
}

// Fewer matches may be a coincidence: many services have a `GET /users`.
const fewestMatches = 2
/** The share of a contract's operations, or of an API's routes, from which the one describes the other. */
const describing = 0.5
/** The share of the best match of a contract that others need: APIs of different packages may resemble each other. */
const asGood = 0.9

/** The contracts and the APIs in code that clearly belong together: half of the operations are served, or half of the routes documented. */
export function pairsOf(contracts: readonly DocumentedApi[], apis: readonly ServedApi[]): Pair[] {
  return withoutCopies(contracts).flatMap((contract) => chosen(contract, apis.map((api) => match(contract, api)).filter(belongsTogether)))
}

/**
 * Contracts of a package whose routes have something in common with them, but too little to compare them.
 * @param pairs what belongs together
 */
export function unpaired(contracts: readonly DocumentedApi[], apis: readonly ServedApi[], pairs: readonly Pair[]): Pair[] {
  const paired = new Set(pairs.map(({ contract }) => contract))
  return withoutCopies(contracts).flatMap((contract) => {
    const own = paired.has(contract) ? [] : apis.filter(({ area }) => isWithin(area, contract.file))
    const [nearest] = own.sort((left, right) => right.area.length - left.area.length)
    const pair = nearest && match(contract, nearest)
    return pair === undefined || pair.served.size === 0 ? [] : [pair]
  })
}

/** A contract is often committed twice, as YAML and as the JSON that is made from it. */
function withoutCopies(contracts: readonly DocumentedApi[]): DocumentedApi[] {
  const groups = groupBy(contracts, ({ operations, servers }) => [...servers, ...operations.map(({ method, path }) => `${method} ${path}`)].sort().join('\n'))
  return [...groups.values()].flatMap((copies) => copies.find(({ file }) => /\.ya?ml$/i.test(file)) ?? copies.slice(0, 1))
}

function match(contract: DocumentedApi, api: ServedApi): Pair {
  const alignment = new Alignment(contract, api.operations)
  const routes = groupBy(api.operations, ({ path }) => segmentsOf(path).join('/'))
  const matched = contract.operations.flatMap((operation): MatchedOperation[] => {
    const candidates = alignment.pathsOf(operation).flatMap((path) => routes.get(path.join('/')) ?? [])
    return candidates.filter(({ method }) => method === operation.method || method === 'ALL').map((route) => ({ operation, route }))
  })
  const served = new Set(matched.map(({ operation }) => operation))
  const documented = new Set(matched.map(({ route }) => route))
  return { contract, api, alignment, matched, served, documented }
}

function belongsTogether({ contract, api, served, documented }: Pair): boolean {
  const isEnough = served.size >= describing * contract.operations.length || documented.size >= describing * api.operations.length
  return served.size >= fewestMatches && isEnough
}

/** The APIs that a contract describes: of the package that it lies in, or else those that match it best. */
function chosen(contract: DocumentedApi, pairs: readonly Pair[]): Pair[] {
  const own = pairs.filter(({ api }) => isWithin(api.area, contract.file))
  const home = Math.max(...own.map(({ api }) => api.area.length))
  const most = Math.max(...pairs.map(({ served }) => served.size))
  return own.length > 0 ? own.filter(({ api }) => api.area.length === home) : pairs.filter(({ served }) => served.size >= asGood * most)
}
