import { defineAnalysis } from '../../core/analysis.ts'
import type { DocumentLocation } from '../../core/location.ts'
import { walked } from '../../openapi/walked.ts'
import type { ContractApi } from '../contract.ts'
import { fits, shownCasing } from '../language/casing.ts'
import { casingHabit } from './casing-habit.ts'
import type { CasingHabit } from './casing-habit.ts'
import { isPrescribed } from './prescribed.ts'
import { isForm } from './property-names.ts'

/** The parameters of one name in one sort of place. */
export interface ParameterName {
  readonly name: string
  /** Where parameters of the name are declared: a shared one once. */
  readonly places: readonly DocumentLocation[]
}

/** Parameters that are written alike: those in a path are often written as the code has them, the others as the wire has them. */
export interface ParameterGroup extends CasingHabit {
  readonly kind: 'query' | 'path'
  readonly strays: readonly ParameterName[]
}

/** What so large a share of the operations takes, of at least so many, is the platform's and not the API's: `api-version`. */
const platformShare = 0.8
const platformCount = 2

/** How the API writes its parameters. Header names are case-insensitive and left out. */
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

/** Plain names, with brackets at most: `filter[status]`. No `$filter`, no `user.fields`, no header names, no acronyms. */
function isOwnName(name: string): boolean {
  return /^[A-Za-z][\w-]*(?:\[[^\]]*\])*$/.test(name) && !/^(?:[A-Z0-9]+s?|[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+)(?:\[|$)/.test(name)
}

const operators = /_(?:gt|gte|lt|lte|eq|ne|neq|in|nin|not|like|contains|before|after|min|max|from|to)$/

/** The name without what an API puts after every name alike: `createdAt_gte`, `filter[status]`. */
function bare(name: string): string {
  const [plain = name] = name.split('[')
  const stem = plain.replace(operators, '')
  return shownCasing(plain) === undefined && shownCasing(stem) !== undefined ? stem : plain
}

