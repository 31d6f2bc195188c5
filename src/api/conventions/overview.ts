import { analysesOf } from '../../core/analysis.ts'
import type { Location } from '../../core/location.ts'
import type { Conventions, Settings } from '../../core/settings.ts'
import type { ContractApi } from '../contract.ts'
import { fits, shownCasing } from '../language/casing.ts'
import { unknown } from '../model.ts'
import { casingHabit } from '../naming/casing-habit.ts'
import type { CasingHabit } from '../naming/casing-habit.ts'
import { enums } from '../naming/enums.ts'
import { operationIds } from '../naming/operation-ids.ts'
import { parameterCase } from '../naming/parameter-case.ts'
import { propertyCase } from '../naming/property-case.ts'
import { propertyOf } from '../naming/property-names.ts'
import { schemaCase } from '../naming/schema-case.ts'
import { pathCase } from '../path-case.ts'
import { propertiesText } from '../describe.ts'
import { bodyText, errorBodies, placeOfBody } from './errors/error-bodies.ts'
import { isOfEnvelope } from './errors/error-departures.ts'
import { errorEnvelope } from './errors/error-envelope.ts'
import { pagination } from './paging/pagination.ts'
import { apiVersioning } from './versions/version.ts'
import { isOutsideVersions } from './versions/versioned-path.ts'

/** A convention of an API: its value, its source, and what deviates from it. */
export interface ConventionSeen {
  /** The key under `conventions` by which a team configures it. */
  readonly key: keyof Conventions
  /** The part of the API it is about, if that is narrower than the key. */
  readonly about?: string
  /** Nothing if no value has a majority, or nothing shows one. */
  readonly value: string | undefined
  readonly source: 'stated' | 'inferred' | 'none'
  /** How many follow it, out of how many, and of what. */
  readonly keeping: number
  readonly of: number
  readonly unit: string
  readonly deviating: readonly { readonly at: Location; readonly what: string }[]
}

/** The configured or inferred conventions of an API, in the order of the configuration's keys. */
export function conventionsOf(api: ContractApi, settings: Settings): readonly ConventionSeen[] {
  return [envelopeOf(api, settings), paginationOf(api, settings), versioningOf(api, settings), ...casingsOf(api, settings)]
}

function envelopeOf(api: ContractApi, settings: Settings): ConventionSeen {
  const use = analysesOf(api, settings)
  const envelope = use(errorEnvelope)
  const bodies = use(errorBodies)
  const all = bodies.reduce((sum, { uses }) => sum + uses, 0)
  const base = { key: 'errorEnvelope', unit: 'error responses', of: all } as const
  if (envelope === unknown) return { ...base, value: undefined, source: 'none', keeping: 0, deviating: [] }
  const others = bodies.filter(({ body }) => !isOfEnvelope(body, envelope))
  const stated = envelope.source === 'stated' && envelope.shape === 'own' ? Object.keys(envelope.schema.properties ?? {}) : undefined
  const properties = envelope.source === 'inferred' ? envelope.typical.properties : stated
  const shape = properties === undefined ? '' : ` ${propertiesText(properties)}`
  return {
    ...base,
    value: `${envelope.shape}${shape}`,
    source: envelope.source,
    keeping: all - others.reduce((sum, { uses }) => sum + uses, 0),
    deviating: others.map((carried) => ({ at: placeOfBody(carried), what: `${bodyText(carried)}, ${carried.body.properties.length > 0 ? propertiesText(carried.body.properties) : `a bare ${carried.body.type}`}` })),
  }
}

function paginationOf(api: ContractApi, settings: Settings): ConventionSeen {
  const { paged, style, styles, isStated } = analysesOf(api, settings)(pagination)
  const positioned = [...new Set([...styles.values()].flat())]
  const keeping = new Set(style === unknown ? [] : (styles.get(style) ?? []))
  return {
    key: 'pagination',
    value: style === unknown ? undefined : style,
    source: sourceOf(isStated, style === unknown ? undefined : style),
    keeping: keeping.size,
    of: positioned.length,
    unit: paged.length === 0 ? 'paginated lists' : 'paginated lists with a position parameter',
    deviating: style === unknown ? [] : positioned.filter((one) => !keeping.has(one)).map(({ operation }) => ({ at: operation.at, what: operation.name })),
  }
}

function versioningOf(api: ContractApi, settings: Settings): ConventionSeen {
  const { bearers, place, isStated } = analysesOf(api, settings)(apiVersioning)
  const operations = api.operations.filter(({ path }) => !isOutsideVersions(path))
  const bearing = new Set(place === unknown || place === 'none' ? [] : (bearers.get(place) ?? []))
  const keeping = operations.filter((operation) => (place === 'none' ? bearers.size === 0 : bearing.has(operation)))
  return {
    key: 'versioning',
    value: place === unknown ? undefined : place,
    source: sourceOf(isStated, place === unknown ? undefined : place),
    keeping: keeping.length,
    of: operations.length,
    unit: 'operations',
    deviating: place === unknown ? [] : operations.filter((operation) => !keeping.includes(operation)).map(({ at, name }) => ({ at, what: name })),
  }
}

function casingsOf(api: ContractApi, settings: Settings): ConventionSeen[] {
  const use = analysesOf(api, settings)
  const inContract = analysesOf(api.contract, settings)
  const { names, ...habit } = use(pathCase)
  const paths = [...names].filter(([name]) => habit.casing !== undefined && !fits(name, habit.casing))
  const properties = inContract(propertyCase)
  const schemas = inContract(schemaCase)
  const ids = use(operationIds)
  const values = inContract(enums).flatMap((one) => one.values.filter((value) => typeof value === 'string'))
  return [
    inCasing('pathCase', habit, 'names in paths', paths.flatMap(([name, [first]]) => (first === undefined ? [] : [{ at: first.at, what: name }]))),
    inCasing('propertyCase', properties, 'property names', [...properties.strays].flatMap(([holder, strays]) => strays.map(({ name }) => ({ at: propertyOf(holder, name).atKey, what: name })))),
    ...use(parameterCase).map((group) => ({
      ...inCasing('parameterCase', group, 'parameter names', group.strays.flatMap(({ name, places: [at] }) => (at === undefined ? [] : [{ at, what: name }]))),
      about: group.kind === 'path' ? 'in paths' : 'in query, cookies and forms',
    })),
    inCasing('enumCase', casingHabit(values, settings.conventions.enumCase, shownCasing), 'values of enums', []),
    inCasing('schemaCase', schemas, 'names of schemas', schemas.strays.map(({ atKey, name = '' }) => ({ at: atKey, what: name }))),
    inCasing('operationIdCase', ids, 'operation ids', ids.strays.map(({ cursor, value }) => ({ at: cursor.child('operationId').at, what: String(value['operationId']) }))),
  ]
}

function inCasing(key: ConventionSeen['key'], { casing, isStated, shown }: CasingHabit, unit: string, deviating: ConventionSeen['deviating']): ConventionSeen {
  const keeping = shown.find((one) => one.casing === casing)?.names.length ?? 0
  // Some names deviate without a casing of their own: `get_orderById`.
  const all = Math.max(keeping + new Set(deviating.map(({ what }) => what)).size, shown.reduce((sum, { names }) => sum + names.length, 0))
  return {
    key,
    value: casing,
    source: sourceOf(isStated, casing),
    keeping,
    of: all,
    unit: `${unit} of several words`,
    deviating,
  }
}

function sourceOf(isStated: boolean, value: unknown): ConventionSeen['source'] {
  return isStated ? 'stated' : value === undefined ? 'none' : 'inferred'
}
