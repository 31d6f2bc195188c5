import type { Rule } from '../../core/rule.ts'

/** The texts of a rule that Spectral shows. */
export type RuleTexts = Pick<Rule, 'title' | 'messages'>

/**
 * The texts of the rule at this place among those about contracts. Nothing here, where rules are complete: the build takes the texts out of them, and
 * puts `rule-texts-packed` in the place of this file.
 */
export const textsOf: (index: number) => Partial<RuleTexts> = () => ({})
