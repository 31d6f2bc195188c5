import { defineAnalysis } from '../../core/analysis.ts'
import type { Contract } from '../../openapi/contract.ts'
import { hasLabels, propertyCase } from './property-case.ts'
import { isPrescribed } from './prescribed.ts'
import { propertyNames } from './property-names.ts'
import type { PropertyName } from './property-names.ts'

/** One name in several spellings, the most frequent as the usual one. */
export interface Spellings {
  readonly usual: PropertyName
  readonly others: readonly PropertyName[]
}

/** Names that differ only in capitals and separators. Names that deviate from the API's casing are left out, since another rule reports those. */
export const spellings = defineAnalysis('spellings', (contract: Contract, { use }): readonly Spellings[] => {
  const offCase = new Set([...use(propertyCase).strays.values()].flat().map(({ name }) => name))
  const byLetters = new Map<string, PropertyName[]>()
  for (const property of use(propertyNames).values()) {
    const { name, holders } = property
    if (holders.every(hasLabels) || !/^[A-Za-z][\w-]*$/.test(name) || offCase.has(name) || isPrescribed(name, contract)) continue
    const letters = name.toLowerCase().replace(/[-_]/g, '')
    // Digits with and without a separator are different numbers: `line_1_2` and `line_12`.
    const key = `${letters} ${(name.match(/\d+/g) ?? []).join('.')}`
    const others = byLetters.get(key)
    if (others === undefined) byLetters.set(key, [property])
    else others.push(property)
  }
  return [...byLetters.values()].flatMap((names): Spellings[] => {
    const [usual, ...others] = [...names].sort((a, b) => b.holders.length - a.holders.length)
    return usual === undefined || others.length === 0 ? [] : [{ usual, others }]
  })
})
