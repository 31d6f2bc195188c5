import { defineAnalysis } from '../../core/analysis.ts'
import { asObject } from '../../core/json.ts'
import { memoize } from '../../core/memoize.ts'
import type { Contract } from '../../openapi/contract.ts'
import type { OpenApiNode } from '../../openapi/node.ts'
import { fits } from '../language/casing.ts'
import { casingHabit } from './casing-habit.ts'
import type { CasingHabit } from './casing-habit.ts'
import { isPrescribed } from './prescribed.ts'
import { propertyNames } from './property-names.ts'
import type { PropertyName } from './property-names.ts'

/** The casing of an API's properties, with the names that deviate. */
export interface PropertyCase extends CasingHabit {
  /** Deviating names, by the first schema with such a property. */
  readonly strays: ReadonlyMap<OpenApiNode, readonly PropertyName[]>
}

/** The casing of an API's properties. */
export const propertyCase = defineAnalysis('property case', (contract: Contract, { settings, use }): PropertyCase => {
  const all = use(propertyNames)
  const types = typeNames(contract)
  const names = [...all.values()].filter(
    ({ name, holders }) => isOwnName(name) && !types.has(name) && !isPrescribed(name, contract) && !holders.every(hasLabels),
  )
  const habit = casingHabit(names.map(({ name }) => name), settings.conventions.propertyCase)
  const strays = new Map<OpenApiNode, PropertyName[]>()
  if (habit.casing === undefined) return { ...habit, strays }
  for (const property of names) {
    if (fits(property.name, habit.casing)) continue
    const [holder] = property.holders
    const others = strays.get(holder)
    if (others === undefined) strays.set(holder, [property])
    else others.push(property)
  }
  return { ...habit, strays }
})

/** Names of schemas. They are also property names where a polymorphic value is wrapped in its type's name: `{ "Invoice": { ... } }`. */
function typeNames(contract: Contract): ReadonlySet<string> {
  const { root } = contract
  const schemas = contract.version === '2.0' ? root.child('definitions') : root.child('components').child('schemas')
  return new Set(Object.keys(schemas.object).filter((name) => /^[A-Z]/.test(name)))
}

/** True for a map whose keys are labels of things (`Axie Infinity`), since a name with a space is no identifier, and for HTTP headers. */
export const hasLabels = memoize(({ value, cursor }: OpenApiNode) =>
  cursor.key === 'headers' || Object.keys(asObject(value['properties']) ?? {}).some((name) => name.includes(' ')),
)

/**
 * True for plain names: letters, digits, hyphens and underscores. Not for `@type`, `_links`, `urn:...`, acronyms (`SKU`, `IDs`), headers
 * (`Content-Type`) language tags (`en-US`), and versions (`alerts_v2`).
 */
function isOwnName(name: string): boolean {
  return /^[A-Za-z][\w-]*$/.test(name) && !/^(?:[A-Z0-9]+(?:_[A-Z0-9]+)*s?|[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*)+|[a-z]{2}[-_][A-Z]{2}|\w+_v\d+)$/.test(name)
}
