import { rules } from '../../../../rules/index.ts'
import type { Rule } from '../../../core/rule.ts'
import { loadConfiguration } from './configuration.ts'
import { docsWith } from './custom-docs.ts'
import { withSlashes } from '../disk/paths.ts'

/** The rules that a run in some directory would have. */
export interface KnownRules {
  readonly rules: readonly Rule[]
  /** Where people read about a rule. */
  readonly docsOf: (rule: string) => string
}

/**
 * Every rule that `setsquare check` knows in a directory: ours, and those that its configuration names.
 * @param directory absolute
 * @throws ConfigurationError for a configuration that cannot be followed
 */
export async function knownRules(directory: string): Promise<KnownRules> {
  const { custom } = await loadConfiguration({ cwd: withSlashes(directory) }, rules)
  return { rules: [...rules, ...custom.map(({ rule }) => rule)], docsOf: docsWith(custom) }
}
