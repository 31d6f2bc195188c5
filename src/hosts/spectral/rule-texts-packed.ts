import { inflateSync, strFromU8 } from 'fflate'

import { packed } from './packed-texts.ts'
import type { RuleTexts } from './rule-texts.ts'

let texts: readonly RuleTexts[] | undefined

/** The texts of the rule at this place among those about contracts, of which the build has packed the list. */
export function textsOf(index: number): Partial<RuleTexts> {
  return (texts ??= unpacked(packed))[index] ?? {}
}

/** Base64 of deflated JSON. */
function unpacked(text: string): readonly RuleTexts[] {
  return JSON.parse(strFromU8(inflateSync(Uint8Array.from(atob(text), (character) => character.charCodeAt(0))))) as readonly RuleTexts[]
}
