import { defineAnalysis } from '../../../core/analysis.ts'
import { isObject } from '../../../core/json.ts'
import type { Contract } from '../../../openapi/contract.ts'
import type { Cursor } from '../../../openapi/cursor.ts'
import type { OpenApiNode } from '../../../openapi/node.ts'
import { declaredTypes } from '../../../openapi/types.ts'
import { wordsOf } from '../../../core/name-words.ts'
import { propertyNames, propertyOf } from '../../naming/property-names.ts'

/** A property that has one type in nearly all schemas and another in a few. */
export interface TypeDeparture {
  readonly name: string
  readonly usual: string
  /** In how many schemas it has the usual type. */
  readonly count: number
  /** The schemas in which it has another one. */
  readonly others: readonly { readonly type: string; readonly at: Cursor }[]
}

/** The number and share of schemas that make a type the usual one. */
const usualCount = 3
const usualShare = 0.75

/** Names of one word are too generic to compare: `value`, `id`, `status`. */
const leastWords = 2

/** Words with another meaning in each schema. A name of such words alone is not compared. */
const generic: ReadonlySet<string> = new Set('value values data default min max minimum maximum type content result results key code options old new from to'.split(' '))

/**
 * Properties whose type differs from schema to schema, among string, number and boolean. Lists and objects under the same name are often
 * another view of the same thing. `integer` counts as `number`, and references are left out.
 */
export const propertyTypes = defineAnalysis('property types', (_: Contract, { use }): readonly TypeDeparture[] => {
  const found: TypeDeparture[] = []
  for (const { name, holders } of use(propertyNames).values()) {
    if (holders.length <= usualCount || !isTelling(name)) continue
    const byType = new Map<string, OpenApiNode[]>()
    for (const holder of holders) {
      const type = typeIn(holder, name)
      const alike = type === undefined ? undefined : byType.get(type)
      if (alike !== undefined) alike.push(holder)
      else if (type !== undefined) byType.set(type, [holder])
    }
    if (byType.size < 2) continue
    const [usual, { length: count }] = [...byType].reduce((best, one) => (one[1].length > best[1].length ? one : best))
    const all = [...byType.values()].flat().length
    if (count < usualCount || count / all < usualShare) continue
    const others = holders.flatMap((holder) => {
      const type = typeIn(holder, name)
      // A boolean with the name of a thing says whether it exists or is wanted.
      return type === undefined || type === usual || type === 'boolean' ? [] : [{ type, at: propertyOf(holder, name) }]
    })
    if (others.length > 0) found.push({ name, usual, count, others })
  }
  return found
})

function isTelling(name: string): boolean {
  const words = wordsOf(name)
  return words.length >= leastWords && !words.every((word) => generic.has(word))
}

/** The scalar type of a property in one of its schemas. */
function typeIn({ value, version }: OpenApiNode, name: string): string | undefined {
  const { properties } = value
  const property = isObject(properties) ? properties[name] : undefined
  if (!isObject(property)) return undefined
  const { type, format } = property
  // Protobuf's JSON mapping writes 64-bit numbers as strings, since JavaScript would lose digits: the same value.
  if (typeof format === 'string' && /^u?int64$|^decimal$/.test(format)) return undefined
  return typeof type === 'string' ? scalarNamed(type) : scalarType(declaredTypes({ value: property, version }))
}

function scalarType(types: readonly string[] | undefined): string | undefined {
  const [type, ...others] = types?.filter((one) => one !== 'null') ?? []
  return others.length > 0 || type === undefined ? undefined : scalarNamed(type)
}

function scalarNamed(type: string): string | undefined {
  if (type === 'integer' || type === 'number') return 'number'
  return type === 'string' || type === 'boolean' ? type : undefined
}
