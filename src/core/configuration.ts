import type { ConfiguredSeverity } from './diagnostic.ts'
import type { Rule } from './rule.ts'
import type { Settings } from './settings.ts'

/** Rules that do not apply to some paths or operations of contracts, with the reason. */
export interface Exception {
  /** Ids, topics (`pagination/*`) or `*`. */
  readonly rules: readonly string[]
  /** Path templates as the contract writes them: `*` is anything within a segment, `**` any number of segments. */
  readonly paths?: readonly string[]
  /** Operation ids, or `GET /path`; `*` as in paths. If `paths` is given too, an operation has to match both. */
  readonly operations?: readonly string[]
  readonly because: string
}

/** The configuration as the engine uses it: presets, overrides and options are already resolved. */
export interface Configuration {
  readonly settings: Settings
  /** Findings that these cover are suppressed. */
  readonly exceptions?: readonly Exception[]
  /** True if the rule is on for at least one file; other rules are never run. */
  isUsed(rule: Rule): boolean
  /** The severity for a finding in this file. */
  severityOf(rule: Rule, file: string): ConfiguredSeverity
  /** The validated options, with defaults filled in, for a unit whose main file this is. */
  optionsOf(rule: Rule, file: string): { readonly [name: string]: unknown }
}
