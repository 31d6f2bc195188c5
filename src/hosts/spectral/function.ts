import type { IFunctionResult, RulesetFunctionContext } from '@stoplight/spectral-core'

import { mistakesIn } from '../../config/mistakes.ts'
import { configurationSchema } from '../../config/schema.ts'
import { resultsFor } from './rule-results.ts'
import { mark } from './mark.ts'
import { ruleReferences } from './rule-reference.ts'
import type { RuleReference } from './rule-reference.ts'

/** The function of a Spectral rule, with the validator that Spectral calls for `functionOptions` when it loads a ruleset. */
export interface RuleFunction {
  (input: unknown, options: unknown, context: RulesetFunctionContext): IFunctionResult[]
  /** @throws Error with all mistakes in the options */
  readonly validator: (options: unknown) => void
}

/** @param name the name of the rule in Spectral's own messages */
export function functionFor(name: string, reference: RuleReference): RuleFunction {
  const run = (_: unknown, options: unknown, context: RulesetFunctionContext): IFunctionResult[] => resultsFor(reference, options, context)
  Object.defineProperty(run, 'name', { value: name })
  const made = Object.assign(run, { validator: (options: unknown) => refuseMistakes(options, name, reference) })
  ruleReferences.set(made, reference)
  return mark(made, reference.kind === 'rule' ? { rule: reference.rule.id, part: reference.part } : { rule: reference.id, part: 'engine' })
}

function refuseMistakes(options: unknown, name: string, reference: RuleReference): void {
  if (options === null || options === undefined) return
  if (reference.kind === 'engine') throw new Error(`${name} takes no options`)
  const { rule, part } = reference
  if (part === 'minor') throw new Error(`${name} takes no options: those of ${rule.id} apply to both`)
  const mistakes = mistakesIn({ rules: { [rule.id]: ['error', options] } }, configurationSchema([rule]))
  // The mistakes are phrased for a configuration file, where the options are at another place.
  const messages = mistakes.map(({ message }) => message.replaceAll(`rules.${rule.id}[1]`, 'functionOptions'))
  if (messages.length > 0) throw new Error(messages.join('; '))
}
