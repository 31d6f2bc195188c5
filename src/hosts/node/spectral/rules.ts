import type { Rule as SpectralRule } from '@stoplight/spectral-core'

import type { Severity } from '../../../core/diagnostic.ts'
import { foreignTopic } from '../../../core/foreign.ts'
import { defineRule } from '../../../core/rule.ts'
import type { Rule } from '../../../core/rule.ts'
import { openapi } from '../../../openapi/subject.ts'

/** A rule of the team's own that Spectral runs. */
export interface TheirRule {
  readonly name: string
  /** In the form of ours: known, weighed and described like one, and finding nothing by itself. */
  readonly rule: Rule
  /** What the ruleset makes it weigh. */
  readonly severity: Severity
  /** Where people read about it, where the ruleset says so. */
  readonly docs?: string
}

/** A rule of the team's Spectral ruleset as one of ours, for reports: it is run by Spectral. */
export function theirRule(name: string, spectral: SpectralRule): TheirRule {
  const severity = severityOf(spectral)
  const value = defineRule({
    subject: openapi,
    title: spectral.description ?? name,
    why: `The rule '${name}' of the project's own Spectral ruleset asks for it.`,
    fix: 'Do as the message says, or change the rule in the ruleset.',
    presets: { recommended: severity, strict: severity },
    checklist: [],
    messages: {},
    examples: { bad: [], good: [] },
    check: () => ({}),
  })
  const { documentationUrl } = spectral
  return { name, rule: { ...value, id: idOf(name), topic: foreignTopic }, severity, ...(documentationUrl !== null && { docs: documentationUrl }) }
}

/** The id of a rule of Spectral's here, without what suppressions, baselines and reports have no place for. */
function idOf(name: string): string {
  return `${foreignTopic}/${name.replace(/[^\w.:-]+/g, '-')}`
}

/** Severities as Spectral numbers them; it has one that we have not. */
const severities: readonly Severity[] = ['error', 'warn', 'info', 'info']

/** How much a rule or a result of Spectral's weighs here. */
export function severityOf({ severity }: Pick<SpectralRule, 'severity'>): Severity {
  return severities[severity] ?? 'warn'
}
