import { defineAnalysis } from '../../core/analysis.ts'
import { isObject } from '../../core/json.ts'
import type { Contract } from '../../openapi/contract.ts'
import type { Cursor } from '../../openapi/cursor.ts'
import { declaredTypes } from '../../openapi/types.ts'
import { wordsOf } from '../../core/name-words.ts'
import { propertyNames, propertyOf } from '../naming/property-names.ts'

/** A property that has one type nearly everywhere, and another in a few schemas. */
export interface TypeDeparture {
  readonly name: string
  readonly usual: string
  /** In how many schemas it has the usual type. */
  readonly count: number
  /** The schemas where it has another one. */
  readonly others: readonly { readonly type: string; readonly at: Cursor }[]
}

/** So many schemas, and so large a share of them, make a type the usual one. */
const usualCount = 3
const usualShare = 0.75

/** Names of one word say what a value is for, and not what it is: `value`, `id`, `status`. */
const leastWords = 2

/** Names that are the same in every schema and mean another thing in each. */
const generic: ReadonlySet<string> = new Set('value values data default min max minimum maximum type content result results key code options old new from to'.split(' '))

/**
 * Properties whose type differs from schema to schema, among text, number and boolean: lists and objects in the place of a name
 * are often another view of the same thing. `integer` counts as `number`, and references are left out.
 */
export const propertyTypes = defineAnalysis('property types', (_: Contract, { use }): readonly TypeDeparture[] => {
  const found: TypeDeparture[] = []
  for (const { name, holders } of use(propertyNames).values()) {
    if (holders.length <= usualCount || !isTelling(name)) continue
    const places = holders.flatMap((holder) => {
      const properties = holder.value['properties']
      const property = isObject(properties) ? properties[name] : undefined
      const type = isObject(property) ? scalarType(declaredTypes({ value: property, version: holder.version })) : undefined
      return type === undefined ? [] : [{ type, holder }]
    })
    const counts = new Map<string, number>()
    for (const { type } of places) counts.set(type, (counts.get(type) ?? 0) + 1)
    if (counts.size < 2) continue
    const [usual, count] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best))
    if (count < usualCount || count / places.length < usualShare) continue
    const others = places.filter(({ type }) => type !== usual).map(({ type, holder }) => ({ type, at: propertyOf(holder, name) }))
    found.push({ name, usual, count, others })
  }
  return found
})

function isTelling(name: string): boolean {
  const words = wordsOf(name)
  return words.length >= leastWords && !words.every((word) => generic.has(word))
}

function scalarType(types: readonly string[] | undefined): string | undefined {
  const [type, ...others] = types?.filter((one) => one !== 'null') ?? []
  if (others.length > 0) return undefined
  if (type === 'integer' || type === 'number') return 'number'
  return type === 'string' || type === 'boolean' ? type : undefined
}
