import type { RuleDescription } from './reporter.ts'

const securityTopics: ReadonlySet<string> = new Set(['security', 'sql'])

/** True for topics that are about security. */
export function isAboutSecurity(topic: string): boolean {
  return securityTopics.has(topic)
}

/**
 * GitHub's `security-severity` of a rule, on the scale of CVSS: high from 7.0, medium from 4.0. SQL injection has the value of CodeQL's query
 * for it (8.8); other rules go by their severity in the strict preset.
 */
export function securitySeverity({ topic, presets }: Pick<RuleDescription, 'topic' | 'presets'>): string {
  if (topic === 'sql') return '8.8'
  return { error: '7.5', warn: '5.0', info: '3.0' }[presets.strict]
}
