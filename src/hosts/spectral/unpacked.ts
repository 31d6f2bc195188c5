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

let texts: PackedTexts | undefined

/** Base64 of deflated JSON. */
export function unpackedTexts(): PackedTexts {
  texts ??= JSON.parse(strFromU8(inflateSync(Uint8Array.from(atob(packed), (character) => character.charCodeAt(0))))) as PackedTexts
  return texts
}
