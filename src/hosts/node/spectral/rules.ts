import type { Rule as SpectralRule } from '@stoplight/spectral-core'

import type { Severity } from '../../../core/diagnostic.ts'
import { foreignTopic } from '../../../core/foreign.ts'
import { defineRule } from '../../../core/rule.ts'
import type { Rule } from '../../../core/rule.ts'
import { openapi } from '../../../openapi/subject.ts'

/** A rule of the team's own, run by Spectral. */
export interface TheirRule {
  readonly name: string
  /** In the form of our own, so that it can be configured and documented. Its `check` finds nothing. */
  readonly rule: Rule
  /** Its severity in the ruleset. */
  readonly severity: Severity
  /** Its documentation address, if the ruleset gives one. */
  readonly docs?: string
}

/** Describes a rule of the team's Spectral ruleset in the form of our own, for configuration and reports. */
export function theirRule(name: string, spectral: SpectralRule): TheirRule {
  const severity = severityOf(spectral)
  const value = defineRule({
    subject: openapi,
    title: spectral.description ?? name,
    why: `The rule '${name}' of the project's own Spectral ruleset requires it.`,
    fix: 'Follow the message, or change the rule in the ruleset.',
    presets: { recommended: severity, strict: severity },
    checklist: [],
    messages: {},
    examples: { bad: [], good: [] },
    check: () => ({}),
  })
  const { documentationUrl } = spectral
  return { name, rule: { ...value, id: idOf(name), topic: foreignTopic }, severity, ...(documentationUrl !== null && { docs: documentationUrl }) }
}

/** The id of a Spectral rule, without characters that suppressions, baselines and reports could not hold. */
function idOf(name: string): string {
  return `${foreignTopic}/${name.replace(/[^\w.:-]+/g, '-')}`
}

/** By Spectral's number: it has four severities, and its last two become `info`. */
const severities: readonly Severity[] = ['error', 'warn', 'info', 'info']

/** The severity of a rule or result of Spectral. */
export function severityOf({ severity }: Pick<SpectralRule, 'severity'>): Severity {
  return severities[severity] ?? 'warn'
}
