import type { ResolvedConfiguration } from '../../config/resolve.ts'
import type { Configuration } from '../../core/configuration.ts'
import { customTopic } from '../../core/foreign.ts'
import { asObject } from '../../core/json.ts'
import type { Rule } from '../../core/rule.ts'

/**
 * The rules that ESLint has enabled for a text, each with its options from ESLint's configuration. Includes custom rules if ESLint has
 * enabled those.
 */
export type Plan = ReadonlyMap<Rule, unknown>

/**
 * The configuration for the engine. ESLint's configuration decides which rules run, and their options; everything else, including options
 * it does not set, comes from `setsquare.yaml`. Severities are ESLint's business, so every rule gets `error`, and a lesser severity marks a
 * lesser case. Only custom rules keep the severity of `setsquare.yaml`, since ESLint does not know them one by one.
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
