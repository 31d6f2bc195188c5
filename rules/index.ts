import type { Rule } from '../src/core/rule.ts'
import { codeRules } from './code.ts'
import { contractRules } from './contracts.ts'

/** Every rule, sorted by topic and id. */
export const rules: readonly Rule[] = [...contractRules, ...codeRules].sort(byPlace)

function byPlace(one: Rule, other: Rule): number {
  const isFirst = one.topic === other.topic ? one.id < other.id : one.topic < other.topic
  return isFirst ? -1 : 1
}
