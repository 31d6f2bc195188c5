import type { Exception } from '../../core/configuration.ts'
import type { Rule } from '../../core/rule.ts'
import type { Settings } from '../../core/settings.ts'

/** What one of Spectral's rules stands for. */
export type Question = RuleQuestion | EngineQuestion

export interface RuleQuestion {
  readonly kind: 'rule'
  readonly rule: Rule
  /** The findings of the configured severity, or those that weigh one step less. */
  readonly part: 'main' | 'minor'
  readonly settings: Settings
  readonly exceptions: readonly Exception[]
}

/** What is said by no rule: about suppressions, and about a document that cannot be checked. */
export interface EngineQuestion {
  readonly kind: 'engine'
  readonly id: string
}

/** The questions behind the functions that Spectral holds: how our rules are told from others in a ruleset. */
export const questions = new WeakMap<object, Question>()
