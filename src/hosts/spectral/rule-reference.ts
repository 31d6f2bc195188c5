import type { Exception } from '../../core/configuration.ts'
import type { Rule } from '../../core/rule.ts'
import type { Settings } from '../../core/settings.ts'

/** What one Spectral rule of ours stands for. */
export type RuleReference = BuiltInReference | EngineReference

/** The findings of a rule. */
export interface BuiltInReference {
  readonly kind: 'rule'
  readonly rule: Rule
  /** The rule's main findings, or its lesser cases. Spectral knows one severity per rule, so each part is a Spectral rule. */
  readonly part: 'main' | 'minor'
  readonly settings: Settings
  readonly exceptions: readonly Exception[]
}

/** What the engine itself reports: about suppressions, and about documents that cannot be checked. */
export interface EngineReference {
  readonly kind: 'engine'
  readonly id: string
}

/** The rules by Spectral function. Functions that are not in it belong to other rules. */
export const ruleReferences = new WeakMap<object, RuleReference>()
