import { inflateSync, strFromU8 } from 'fflate'

import { packed } from './packed-texts.ts'
import type { RuleTexts } from './rule-texts.ts'

/** What the build packs, in the order in which it refers to it. */
export interface PackedTexts {
  /** Of the rules about contracts. */
  readonly rules: readonly RuleTexts[]
  /** Long lists of words in the code, each separated by spaces. */
  readonly words: readonly string[]
}

export const digitCount = 91
export const firstDigit = '#'.charCodeAt(0)
export const backslash = '\\'.charCodeAt(0)

let texts: PackedTexts | undefined

/** Deflated JSON as printable characters. */
export function unpackedTexts(): PackedTexts {
  texts ??= JSON.parse(strFromU8(inflateSync(bytesOf(packed)))) as PackedTexts
  return texts
}

/**
 * Thirteen bits in each pair of characters, which are those from `#` to `~` without the backslash: a twelfth shorter than base64, and no character
 * has to be escaped in a string in double quotes.
 */
function bytesOf(characters: string): Uint8Array {
  const digits = Array.from(characters, (character) => character.charCodeAt(0)).map((code) => code - (code > backslash ? firstDigit + 1 : firstDigit))
  const bytes: number[] = []
  let waiting = 0
  let count = 0
  for (let at = 0; at < digits.length; at += 2) {
    waiting = (waiting << 13) | ((digits[at] ?? 0) * digitCount + (digits[at + 1] ?? 0))
    for (count += 13; count >= 8; ) bytes.push((waiting >> (count -= 8)) & 0xff)
    waiting &= (1 << count) - 1
  }
  return Uint8Array.from(bytes)
}
