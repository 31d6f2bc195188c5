import { defineAnalysis } from '../../../core/analysis.ts'
import { asList, field } from '../../../core/json.ts'
import type { VersionPlace } from '../../../core/settings.ts'
import { securitySchemesOf } from '../../../openapi/security.ts'
import { isCodeApi } from '../../code.ts'
import { isContractApi } from '../../contract.ts'
import type { ContractApi } from '../../contract.ts'
import type { ContractOperation } from '../../contract-operation.ts'
import type { Parameter } from '../../contract-parts.ts'
import { unknown } from '../../model.ts'
import type { Api, Known, Operation } from '../../model.ts'
import { isOutsideVersions, isVersionedPath } from './versioned-path.ts'
import { isVersionHeader, isVersionedMediaType, servesVersion, versionInQuery } from './version-signs.ts'

/** A place that contains a version. */
export type VersionBearer = Exclude<VersionPlace, 'none'>

/** Where an API has its version. */
export interface ApiVersioning {
  /** The operations whose requests contain a version, by place; places without one have no entry. */
  readonly bearers: ReadonlyMap<VersionBearer, readonly Operation[]>
  /** True if configured by `conventions.versioning`. */
  readonly isStated: boolean
  /**
   * The configured place, or the one in which most operations have a version. `none` if no place of a contract has one; unknown without a
   * majority, and for code without versions, since its servers and gateways are not known.
   */
  readonly place: Known<VersionPlace>
}

/** Determines where an API has its version. */
export const apiVersioning = defineAnalysis('API versioning', (api: Api, { settings }): ApiVersioning => {
  const bearers = new Map<VersionBearer, readonly Operation[]>()
  const add = (place: VersionBearer, operations: readonly Operation[]): void => {
    if (operations.length > 0) bearers.set(place, operations)
  }
  add('path', api.paths.filter(isVersionedPath).flatMap(({ operations }) => operations))
  if (isContractApi(api)) addStated(api, add)
  // The unknown prefix of the paths may contain the version.
  if (isCodeApi(api) && !api.isRooted && bearers.size === 0) return { bearers, isStated: false, place: unknown }
  const stated = settings.conventions.versioning
  return { bearers, isStated: stated !== undefined, place: stated ?? placeOf(api, bearers) }
})

/** Adds the places that only a contract has: parameters, media types and servers. */
function addStated(api: ContractApi, add: (place: VersionBearer, operations: readonly Operation[]) => void): void {
  const { operations } = api
  const taking = (takes: (parameter: Parameter) => boolean): readonly Operation[] => {
    return operations.filter(({ parameters }) => parameters.some(takes))
  }
  const schemes = securitySchemesOf(api.contract).filter(({ type, cursor }) => type === 'apiKey' && cursor.child('in').value === 'header' && isVersionHeader(cursor.child('name').string ?? ''))
  const inHeader = new Set(taking((parameter) => parameter.in === 'header' && isVersionHeader(parameter.name)))
  // Some contracts declare the header as a security scheme. Operations without credentials then have no place for it.
  const isRequired = ({ security }: ContractOperation): boolean => {
    return security?.some((requirement) => schemes.some(({ name }) => field(requirement, name) !== undefined)) === true
  }
  const areRequired = operations.some(isRequired)
  add('header', operations.filter((one) => inHeader.has(one) || isRequired(one) || (areRequired && !one.isSecured)))
  const certain = taking((parameter) => parameter.in === 'query' && versionInQuery(parameter.name) === 'certain')
  const possible = taking((parameter) => parameter.in === 'query' && versionInQuery(parameter.name) !== undefined)
  // A `version` in only some operations is that of a resource.
  add('query', possible.length * 2 > operations.length ? possible : certain)
  add('media-type', operations.filter(hasVersionedMediaType))
  if (api.servers.some(({ url }) => servesVersion(url))) add('server', operations)
}

function hasVersionedMediaType({ body, responses, parameters }: ContractOperation): boolean {
  if (body?.content.some(hasVersionedType) === true || responses.some(({ content }) => content.some(hasVersionedType))) return true
  return parameters.some(acceptsVersionedMediaType)
}

function hasVersionedType({ type }: { readonly type: string }): boolean {
  return isVersionedMediaType(type)
}

function acceptsVersionedMediaType({ name, in: place, schema }: Parameter): boolean {
  if (place !== 'header' || !/^(?:accept|content-type)$/i.test(name)) return false
  const values = [schema?.keyword('default'), ...asList(schema?.keyword('enum'))]
  return values.some((value) => typeof value === 'string' && isVersionedMediaType(value))
}

function placeOf(api: Api, bearers: ApiVersioning['bearers']): Known<VersionPlace> {
  if (bearers.size === 0) return isContractApi(api) ? 'none' : unknown
  const [most] = [...bearers].sort(([, one], [, other]) => other.length - one.length)
  const belonging = api.operations.filter(({ path }) => isVersionedPath(path) || !isOutsideVersions(path))
  return most !== undefined && most[1].length * 2 > belonging.length ? most[0] : unknown
}
