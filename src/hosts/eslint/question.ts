import type { Rule } from '../../core/rule.ts'

/** What one of our ESLint rules asks the engine. */
export type Question = RuleQuestion | CustomQuestion | EngineQuestion

export interface RuleQuestion {
  readonly kind: 'rule'
  readonly rule: Rule
  /** The findings of the rule's full weight, or its lesser cases: ESLint knows one severity a rule. */
  readonly part: 'main' | 'minor'
}

/**
 * What the user's own rules say, which ESLint cannot know by name when it reads its configuration: those that `setsquare.yaml`
 * weighs as errors are the main part.
 */
export interface CustomQuestion {
  readonly kind: 'custom'
  readonly part: 'main' | 'minor'
}

/** What no rule says: about suppressions, and about what could not be checked. */
export interface EngineQuestion {
  readonly kind: 'engine'
  readonly id: EngineRuleId
}

/** What the engine says itself, each under a rule that ESLint can turn on and off. */
export const engineRuleIds = ['unused-suppression', 'unexplained-suppression', 'not-checked'] as const
export type EngineRuleId = (typeof engineRuleIds)[number]
