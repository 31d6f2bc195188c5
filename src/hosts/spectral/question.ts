import type { Rule } from '../../core/rule.ts'
import type { Settings } from '../../core/settings.ts'

/** What one of Spectral's rules stands for. */
export type Question = RuleQuestion | SuppressionQuestion

export interface RuleQuestion {
  readonly kind: 'rule'
  readonly rule: Rule
  /** The findings of the configured severity, or those that weigh one step less. */
  readonly part: 'main' | 'minor'
  readonly settings: Settings
}

/** What the engine itself says about suppressions. */
export interface SuppressionQuestion {
  readonly kind: 'suppression'
  readonly id: string
}

/** The questions behind the functions that Spectral holds: how our rules are told from others in a ruleset. */
export const questions = new WeakMap<object, Question>()
