import type { ConfiguredSeverity } from './diagnostic.ts'
import type { Rule } from './rule.ts'
import type { Settings } from './settings.ts'

/** Rules that do not hold for some paths or operations of contracts, with the reason. */
export interface Exception {
  /** Ids, topics (`pagination/*`) or `*`. */
  readonly rules: readonly string[]
  /** Path templates as the contract writes them: `*` is anything within a segment, `**` any number of segments. */
  readonly paths?: readonly string[]
  /** Operation ids, or `GET /path`; `*` as in paths. Together with paths, operations at these. */
  readonly operations?: readonly string[]
  readonly because: string
}

/** What the engine asks of a configuration: presets, overrides by path and options are already folded in. */
export interface Configuration {
  readonly settings: Settings
  /** What is found at these places is suppressed. */
  readonly exceptions?: readonly Exception[]
  /** True where the rule is on for at least one file: what is off everywhere is never planned. */
  isUsed(rule: Rule): boolean
  /** The severity for a finding in this file. */
  severityOf(rule: Rule, file: string): ConfiguredSeverity
  /** The options for a unit whose main file this is, defaults filled in, validated. */
  optionsOf(rule: Rule, file: string): { readonly [name: string]: unknown }
}
