import type { ResolvedConfiguration } from '../../config/resolve.ts'
import type { Configuration } from '../../core/configuration.ts'
import { customTopic } from '../../core/foreign.ts'
import { asObject } from '../../core/json.ts'
import type { Rule } from '../../core/rule.ts'

/**
 * The rules that ESLint has on for a text, each with the options that ESLint's configuration gives it; the user's own rules among
 * them, where ESLint has those on.
 */
export type Plan = ReadonlyMap<Rule, unknown>

/**
 * What the engine is to go by: ESLint's configuration says which rules are on and what their options are; for the rest, and for
 * options that it leaves out, the repository's own configuration counts. Everything weighs as an error, so that what weighs one
 * step less can be told by that: severities are ESLint's business. Only of the user's own rules does ESLint know none.
 */
export function configurationOf(plan: Plan, own: ResolvedConfiguration): Configuration {
  return {
    settings: own.settings,
    ...(own.exceptions !== undefined && { exceptions: own.exceptions }),
    isUsed: (rule) => plan.has(rule),
    severityOf: (rule, file) => {
      if (!plan.has(rule) || own.ignores(file)) return 'off'
      return rule.topic === customTopic ? own.severityOf(rule, file) : 'error'
    },
    optionsOf: (rule, file) => ({ ...own.optionsOf(rule, file), ...asObject(plan.get(rule)) }),
  }
}
