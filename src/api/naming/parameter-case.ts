import { defineAnalysis } from '../../core/analysis.ts'
import type { DocumentLocation } from '../../core/location.ts'
import { walked } from '../../openapi/walked.ts'
import type { ContractApi } from '../contract.ts'
import { fits, shownCasing } from '../language/casing.ts'
import { casingHabit } from './casing-habit.ts'
import type { CasingHabit } from './casing-habit.ts'
import { isPrescribed } from './prescribed.ts'
import { isForm } from './property-names.ts'

/** All parameters with one name, in one kind of place. */
export interface ParameterName {
  readonly name: string
  /** Where they are declared; a shared one counts once. */
  readonly places: readonly DocumentLocation[]
}

/** Parameters of one kind of place. Path variables often follow the casing of the code, the others that of the JSON. */
export interface ParameterGroup extends CasingHabit {
  readonly kind: 'query' | 'path'
  readonly strays: readonly ParameterName[]
}

/** A parameter that this share of the operations takes, and at least this many, belongs to the platform and not to the API: `api-version`. */
const platformShare = 0.8
const platformCount = 2

/** The casing of an API's parameters. Header names are case-insensitive and left out. */
export const parameterCase = defineAnalysis('parameter case', (api: ContractApi, { settings }): readonly ParameterGroup[] => {
  return (['query', 'path'] as const).map((kind): ParameterGroup => {
    const names = [...namesOf(api, kind)].filter(([name]) => isOwnName(name) && !isPrescribed(name, api.contract))
    const habit = casingHabit(names.map(([name]) => bare(name)), settings.conventions.parameterCase)
    const { casing } = habit
    const strays = casing === undefined ? [] : names.filter(([name]) => !bare(name).split('__').every((part) => fits(part, casing)))
    return { ...habit, kind, strays: strays.map(([name, places]) => ({ name, places: [...places.values()] })) }
  })
})

const kinds: { readonly [place: string]: ParameterGroup['kind'] | undefined } = { query: 'query', cookie: 'query', formData: 'query', path: 'path' }

function namesOf(api: ContractApi, kind: ParameterGroup['kind']): Map<string, Map<unknown, DocumentLocation>> {
  const names = new Map<string, { places: Map<unknown, DocumentLocation>; operations: number }>()
  const add = (name: string, value: unknown, at: () => DocumentLocation): void => {
    let known = names.get(name)
    if (known === undefined) names.set(name, (known = { places: new Map(), operations: 0 }))
    known.operations++
    if (!known.places.has(value)) known.places.set(value, at())
  }
  for (const operation of api.operations) {
    for (const { name, in: place, cursor, at } of operation.parameters) if (kinds[place] === kind) add(name, cursor.value, () => at)
  }
  if (kind === 'query') {
    for (const schema of walked(api.contract).holding('Schema', 'properties')) {
      if (!isForm(schema)) continue
      for (const property of schema.cursor.child('properties').fields()) add(property.name ?? '', property.value, () => property.atKey)
    }
  }
  const many = Math.max(platformCount, api.operations.length * platformShare)
  return new Map([...names].flatMap(([name, { places, operations }]) => (operations < many || kind === 'path' ? [[name, places] as const] : [])))
}

/** True for plain names, possibly with brackets: `filter[status]`. Not for `$filter`, `user.fields`, header names and acronyms. */
function isOwnName(name: string): boolean {
  return /^[A-Za-z][\w-]*(?:\[[^\]]*\])*$/.test(name) && !/^(?:[A-Z0-9]+s?|[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+)(?:\[|$)/.test(name)
}

const operators = /_(?:gt|gte|lt|lte|eq|ne|neq|in|nin|not|like|contains|before|after|min|max|from|to)$/

/** The name without suffixes that are the same for all names: `createdAt_gte`, `filter[status]`. */
function bare(name: string): string {
  const [plain = name] = name.split('[')
  const stem = plain.replace(operators, '')
  return shownCasing(plain) === undefined && shownCasing(stem) !== undefined ? stem : plain
}

