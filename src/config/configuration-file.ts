import type { Exception } from '../core/configuration.ts'
import type { ConfiguredSeverity, Severity } from '../core/diagnostic.ts'
import type { Architecture, Conventions } from '../core/settings.ts'

/** The presets, from the fewest rules to all. */
export const presetNames = ['recommended', 'strict', 'all'] as const

/**
 * A set of rules to start from: `recommended` is what almost everybody would fix, `strict` the whole checklist, `all` every
 * rule as an error.
 */
export type PresetName = (typeof presetNames)[number]

/** The values of `failOn`. */
export const failureThresholds = ['error', 'warn', 'info', 'never'] as const

/** The least severity that makes a run fail. */
export type FailureThreshold = Severity | 'never'

/** Options of a rule, by name. */
export type RuleOptions = { readonly [name: string]: unknown }

/** What a configuration says about a rule. */
export type RuleEntry = ConfiguredSeverity | readonly [severity: ConfiguredSeverity, options?: RuleOptions]

/** Entries by rule id, by topic (`pagination/*`) or for all rules (`*`): the most specific one counts. */
export type RuleEntries = { readonly [idOrPattern: string]: RuleEntry }

/** Other rules for some files. Where several apply, the last one wins. */
export interface Override {
  /** Globs, relative to the configuration file. */
  readonly files: readonly string[]
  readonly rules: RuleEntries
  /** The reason, for those who read the configuration later. */
  readonly because?: string
}

/** A `setsquare.yaml`, or the default export of a `setsquare.config.js`. */
export interface ConfigurationFile {
  readonly $schema?: string
  /** The preset to start from; `recommended` where left out. */
  readonly preset?: PresetName
  readonly rules?: RuleEntries
  /** What holds for all of the team's APIs; inferred from each API's majority where left out. */
  readonly conventions?: Conventions
  /** How the code is layered; inferred where left out. */
  readonly architecture?: Architecture
  /** Rules of the team's own: files relative to the configuration file, each with a `defineRule` as default export. This code is executed. */
  readonly customRules?: readonly string[]
  /** Rules that do not apply to some paths or operations of contracts, and why. */
  readonly exceptions?: readonly Exception[]
  /**
   * The team's own Spectral ruleset: a file relative to the configuration file, or false for none. By default, the one beside the
   * configuration file is used. It may contain code, which is executed.
   */
  readonly spectral?: boolean | string
  readonly overrides?: readonly Override[]
  /** Globs of files that are not checked, relative to the configuration file, as in a `.gitignore`. */
  readonly ignore?: readonly string[]
  /** The file of known findings, relative to the configuration file: they are not reported again. */
  readonly baseline?: string
  /** `error` where left out. */
  readonly failOn?: FailureThreshold
}

/** Returns its argument. For `setsquare.config.js`, where it lets the editor complete and check the configuration. */
export function defineConfig(configuration: ConfigurationFile): ConfigurationFile {
  return configuration
}
