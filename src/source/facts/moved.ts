import { isObject } from '../../core/json.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Shift } from '../../core/shift.ts'
import type { FileFacts } from './file-facts.ts'

/** What facts call offsets. A number of another name counts something, and is no place. */
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
  'leakyComparisons',
  'methods',
])
/** Some facts are listed by the offset of what they are about: `120`, `120.find`. */
const listed = /^(\d+)(\..*)?$/s

/**
 * True where what is known of a file, but for its SQL, is the same after a change of its text, in other places perhaps.
 * @param before with what was asked; the same is asked of the file as it is now
 */
export function saysTheSame(before: FileFacts, after: FileFacts, shift: Shift): boolean {
  if (!areMovedOnly(before.summary, after.summary, shift)) return false
  // Both answer the same questions, and where nothing was asked there is nothing to compare.
  const { known } = before.late
  return areMovedOnly(before.late.answerLike(known), after.late.answerLike(known), shift)
}

function areMovedOnly(before: unknown, after: unknown, shift: Shift, name = ''): boolean {
  if (typeof before === 'number' && typeof after === 'number') return places.has(name) ? shift.mayBe(before, after) : before === after
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((one, index) => areMovedOnly(one, after[index], shift, name))
  if (!isObject(before) || !isObject(after)) return before === after
  const keys = presentIn(before)
  const others = presentIn(after)
  return (
    keys.length === others.length &&
    keys.every((key, index) => {
      const other = others[index] ?? ''
      if (key === other && !listed.test(key)) return areMovedOnly(before[key], after[other], shift, key)
      return isSamePlace(key, other, shift) && areMovedOnly(before[key], after[other], shift, name)
    })
  )
}

/** A field that holds nothing is not there where facts were kept. */
function presentIn(object: JsonObject): string[] {
  return Object.keys(object).filter((key) => object[key] !== undefined)
}

function isSamePlace(before: string, after: string, shift: Shift): boolean {
  const [, at, rest] = listed.exec(before) ?? []
  const [, other, otherRest] = listed.exec(after) ?? []
  return at !== undefined && other !== undefined && rest === otherRest && (at === other || shift.mayBe(Number(at), Number(other)))
}
