import { contractRules as complete } from '../../../rules/contracts.ts'
import type { Rule } from '../../core/rule.ts'
import { textsOf } from './rule-texts.ts'

/** The rules about contracts. */
export const contractRules: readonly Rule[] = complete.map((rule, index) => ({ ...rule, ...textsOf(index) }))
