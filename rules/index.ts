import type { Rule } from '../src/core/rule.ts'
import { codeRules } from './code.ts'
import { contractRules } from './contracts.ts'

/** Every rule, sorted by topic and id. */
export const rules: readonly Rule[] = [...contractRules, ...codeRules].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))

function placeOf({ topic, id }: Rule): string {
  return `${topic}/${id}`
}
