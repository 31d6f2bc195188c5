import type { ConfiguredSeverity } from './diagnostic.ts'
import type { Rule } from './rule.ts'
import type { Settings } from './settings.ts'

/** What the engine asks of a configuration: presets, overrides by path and options are already folded in. */
export interface Configuration {
  readonly settings: Settings
  /** True where the rule is on for at least one file: what is off everywhere is never planned. */
  isUsed(rule: Rule): boolean
  /** The severity for a finding in this file. */
  severityOf(rule: Rule, file: string): ConfiguredSeverity
  /** The options for a unit whose main file this is, defaults filled in, validated. */
  optionsOf(rule: Rule, file: string): { readonly [name: string]: unknown }
}
