import { defineAnalysis } from '../../core/analysis.ts'
import type { Contract } from '../../openapi/contract.ts'
import type { Cursor } from '../../openapi/cursor.ts'
import { nodesWithEnum } from '../../openapi/enums.ts'

/** A list of enum values, with all places that have exactly this list. */
export interface Enum {
  readonly values: readonly unknown[]
  /** The `enum` keywords, in the order of the walk. */
  readonly places: readonly [Cursor, ...Cursor[]]
}

/** The distinct enums of a contract. Generated contracts may repeat one in hundreds of places. */
export const enums = defineAnalysis('enums', (contract: Contract): readonly Enum[] => {
  const known = new Map<string, { values: readonly unknown[]; places: [Cursor, ...Cursor[]] }>()
  for (const { value, cursor } of nodesWithEnum(contract)) {
    const values = value['enum']
    if (!Array.isArray(values)) continue
    const key = JSON.stringify(values)
    const same = known.get(key)
    if (same === undefined) known.set(key, { values, places: [cursor.child('enum')] })
    else same.places.push(cursor.child('enum'))
  }
  return [...known.values()]
})
