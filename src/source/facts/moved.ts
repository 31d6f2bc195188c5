import { isObject } from '../../core/json.ts'
import type { JsonObject } from '../../core/json.ts'
import type { OffsetMap } from '../../core/shift.ts'
import type { FileFacts } from './file-facts.ts'

/** Fields of facts that are offsets. Numbers in other fields are not positions. */
const places = new Set([
  'range',
  'specifierRange',
  'argumentRanges',
  'readsBody',
  'body',
  'shapelessBody',
  'at',
  'end',
  'of',
  'deferred',
  'unguardedHandlers',
  'constantFunctions',
  'ofFunctions',
  'methods',
])
/** Keys of facts that start with an offset: `120`, `120.find`. */
const listed = /^(\d+)(\..*)?$/s

/**
 * True if a change of a file's text leaves its facts (except SQL) the same but for their positions.
 * @param before its facts that are computed already; the same ones are computed for the file as it is now
 */
export function differOnlyInOffsets(before: FileFacts, after: FileFacts, shift: OffsetMap): boolean {
  if (!areSameMoved(before.summary, after.summary, shift)) return false
  // Both compute the same facts; what was never computed need not be compared.
  const { known } = before.late
  return areSameMoved(before.late.answerLike(known), after.late.answerLike(known), shift)
}

function areSameMoved(before: unknown, after: unknown, shift: OffsetMap, name = ''): boolean {
  if (typeof before === 'number' && typeof after === 'number') return places.has(name) ? shift.mayMap(before, after) : before === after
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((one, index) => areSameMoved(one, after[index], shift, name))
  if (!isObject(before) || !isObject(after)) return before === after
  const keys = presentIn(before)
  const others = presentIn(after)
  return (
    keys.length === others.length &&
    keys.every((key, index) => {
      const other = others[index] ?? ''
      if (key === other && !listed.test(key)) return areSameMoved(before[key], after[other], shift, key)
      return isSamePlace(key, other, shift) && areSameMoved(before[key], after[other], shift, name)
    })
  )
}

/** Fields that are undefined are missing after facts have been stored. */
function presentIn(object: JsonObject): string[] {
  return Object.keys(object).filter((key) => object[key] !== undefined)
}

function isSamePlace(before: string, after: string, shift: OffsetMap): boolean {
  const [, at, rest] = listed.exec(before) ?? []
  const [, other, otherRest] = listed.exec(after) ?? []
  return at !== undefined && other !== undefined && rest === otherRest && (at === other || shift.mayMap(Number(at), Number(other)))
}
