import { rules } from './own-rules.ts'
import type { Rule } from '../../../core/rule.ts'
import { loadConfiguration } from './configuration.ts'
import { docsWith } from './custom-docs.ts'
import { withSlashes } from '../disk/paths.ts'

/** The rules of a run in some directory. */
export interface KnownRules {
  readonly rules: readonly Rule[]
  /** The documentation address of a rule. */
  readonly docsOf: (rule: string) => string
}

/**
 * Every rule that `setsquare check` knows in a directory: built-in and custom ones.
 * @param directory absolute
 * @throws ConfigurationError for an invalid configuration
 */
export async function knownRules(directory: string): Promise<KnownRules> {
  const { custom } = await loadConfiguration({ cwd: withSlashes(directory) }, rules)
  return { rules: [...rules, ...custom.map(({ rule }) => rule)], docsOf: docsWith(custom) }
}
