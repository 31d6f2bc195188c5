import { groupBy } from '../../../core/group.ts'
import { isContractApi } from '../../contract.ts'
import type { ServerUrl } from '../../contract.ts'
import { unknown } from '../../model.ts'
import type { Api, Operation, Path } from '../../model.ts'
import type { ApiVersioning, VersionBearer } from './version.ts'
import { servesVersion } from './version-signs.ts'
import { isOutsideVersions, leadsToVersion, versionOf } from './versioned-path.ts'

/** An inconsistency in where an API has its version. */
export type VersionDeparture =
  /** All server URLs have a version, and paths have one too. */
  | { readonly kind: 'twice'; readonly server: ServerUrl; readonly paths: readonly [Path, ...Path[]] }
  /** Operations with a version in another place than the usual one. */
  | { readonly kind: 'elsewhere'; readonly place: VersionBearer; readonly operations: readonly [Operation, ...Operation[]] }
  /** Operations without a version, by the first path segment of their own. */
  | { readonly kind: 'nowhere'; readonly segment: string; readonly operations: readonly [Operation, ...Operation[]] }
  /** No place has a majority. */
  | { readonly kind: 'mixed'; readonly first: Path; readonly without: number }

/** With fewer paths than this there is no usual place. */
const leastPaths = 3

/** Finds inconsistencies in where an API has its version. */
export function versionDepartures(api: Api, { bearers, place }: ApiVersioning): VersionDeparture[] {
  const operations = api.operations.filter(({ path }) => !isOutsideVersions(path))
  const paths = [...new Set(operations.map(({ path }) => path))]
  if (place === 'none' || paths.length < leastPaths) return []
  if (bearers.has('server')) return twice(api, paths)
  if (place === unknown) return mixed(operations, bearers)
  const keeping = new Set(bearers.get(place) ?? [])
  // If nothing follows the configuration, another rule reports it once.
  if (keeping.size === 0 || place === 'server') return []
  const others = operations.filter((operation) => !keeping.has(operation))
  const placeOf = new Map([...bearers].flatMap(([bearer, carrying]) => carrying.map((operation) => [operation, bearer])))
  const elsewhere = groupBy(others, (operation) => placeOf.get(operation))
  return [...elsewhere].flatMap(([actual, [first, ...more]]): VersionDeparture[] => {
    if (first === undefined) return []
    if (actual !== undefined) return [{ kind: 'elsewhere', place: actual, operations: [first, ...more] }]
    // The version is missing in operations without a body, which have no media type.
    return place === 'media-type' ? [] : nowhere([first, ...more])
  })
}

/** A version in all server URLs, and another in paths. */
function twice(api: Api, paths: readonly Path[]): VersionDeparture[] {
  if (!isContractApi(api) || !api.servers.every(({ url }) => servesVersion(url))) return []
  const [server] = api.servers
  const [first, ...more] = paths.filter((path) => versionOf(path) !== undefined)
  return server === undefined || first === undefined ? [] : [{ kind: 'twice', server, paths: [first, ...more] }]
}

function mixed(operations: readonly Operation[], bearers: ApiVersioning['bearers']): VersionDeparture[] {
  const carrying = new Set([...bearers.values()].flat())
  const first = operations.find(({ path }) => versionOf(path) !== undefined)
  const without = operations.filter((operation) => !carrying.has(operation)).length
  return first === undefined || (without === 0 && bearers.size < 2) ? [] : [{ kind: 'mixed', first: first.path, without }]
}

function nowhere(operations: readonly Operation[]): VersionDeparture[] {
  return [...groupBy(operations, ({ path }) => ownSegment(path))].flatMap(([segment, [first, ...more]]): VersionDeparture[] => {
    return first === undefined ? [] : [{ kind: 'nowhere', segment, operations: [first, ...more] }]
  })
}

/** The first segment that the path does not share with versioned ones: `oembed` of `/api/oembed`, beside `/api/v1`. */
function ownSegment({ segments }: Path): string {
  return segments.find(({ isLiteral, resource }) => isLiteral && !leadsToVersion(resource))?.text ?? ''
}
