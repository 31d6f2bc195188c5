import type { Exception } from '../../core/configuration.ts'
import type { Rule } from '../../core/rule.ts'
import type { Settings } from '../../core/settings.ts'

/** What one Spectral rule of ours stands for. */
export type Question = RuleQuestion | EngineQuestion

/** The findings of a rule. */
export interface RuleQuestion {
  readonly kind: 'rule'
  readonly rule: Rule
  /** The rule's main findings, or its lesser cases. Spectral knows one severity per rule, so each part is a Spectral rule. */
  readonly part: 'main' | 'minor'
  readonly settings: Settings
  readonly exceptions: readonly Exception[]
}

/** What the engine itself reports: about suppressions, and about documents that cannot be checked. */
export interface EngineQuestion {
  readonly kind: 'engine'
  readonly id: string
}

/** The questions by Spectral function. Functions that are not in it belong to other rules. */
export const questions = new WeakMap<object, Question>()
