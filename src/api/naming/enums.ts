import { defineAnalysis } from '../../core/analysis.ts'
import type { Contract } from '../../openapi/contract.ts'
import type { Cursor } from '../../openapi/cursor.ts'
import { nodesWithEnum } from '../../openapi/enums.ts'

/** A list of values, with every place where exactly this list stands. */
export interface Enum {
  readonly values: readonly unknown[]
  /** The lists, in the order of the walk. */
  readonly places: readonly [Cursor, ...Cursor[]]
}

/** Every distinct enum of a contract: generated contracts write the same one in hundreds of places. */
export const enums = defineAnalysis('enums', (contract: Contract): readonly Enum[] => {
  const known = new Map<string, { values: readonly unknown[]; places: [Cursor, ...Cursor[]] }>()
  for (const { value, cursor } of nodesWithEnum(contract)) {
    const values = value['enum']
    if (!Array.isArray(values)) continue
    const key = values.map(String).join('\n')
    const same = known.get(key)
    if (same === undefined) known.set(key, { values, places: [cursor.child('enum')] })
    else same.places.push(cursor.child('enum'))
  }
  return [...known.values()]
})
