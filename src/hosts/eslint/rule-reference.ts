import type { Rule } from '../../core/rule.ts'

/** What one ESLint rule of ours stands for. */
export type RuleReference = BuiltInReference | CustomReference | EngineReference

/** The findings of a rule. */
export interface BuiltInReference {
  readonly kind: 'rule'
  readonly rule: Rule
  /** The rule's main findings, or its lesser cases. ESLint knows one severity per rule, so each part is an ESLint rule. */
  readonly part: 'main' | 'minor'
}

/**
 * The findings of custom rules. ESLint needs the names of rules before it reads `setsquare.yaml`, so all of them share one name: `main` for
 * those with severity `error`, `minor` for the others.
 */
export interface CustomReference {
  readonly kind: 'custom'
  readonly part: 'main' | 'minor'
}

/** What the engine itself reports: about suppressions, and about what could not be checked. */
export interface EngineReference {
  readonly kind: 'engine'
  readonly id: EngineRuleId
}

/** The ids of the engine's own reports, each of them an ESLint rule that can be turned on and off. */
export const engineRuleIds = ['unused-suppression', 'unexplained-suppression', 'not-checked'] as const
export type EngineRuleId = (typeof engineRuleIds)[number]
