import type { RuleTexts } from './rule-texts.ts'
import { unpackedTexts } from './unpacked.ts'

/** The texts of the rule at this place among those about contracts, of which the build has packed the list. */
export function textsOf(index: number): Partial<RuleTexts> {
  return unpackedTexts().rules[index] ?? {}
}
