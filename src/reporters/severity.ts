import type { RuleDescription } from './reporter.ts'

const securityTopics: ReadonlySet<string> = new Set(['security', 'sql'])

/** True for topics whose findings a security team wants to see. */
export function isAboutSecurity(topic: string): boolean {
  return securityTopics.has(topic)
}

/**
 * How bad what a rule finds can become, on the scale of CVSS: what GitHub calls high begins at 7.0, medium at 4.0. SQL put together
 * from strings weighs what CodeQL gives its query for the same (8.8); other rules go by their weight in the strict preset.
 */
export function securitySeverity({ topic, presets }: Pick<RuleDescription, 'topic' | 'presets'>): string {
  if (topic === 'sql') return '8.8'
  return { error: '7.5', warn: '5.0', info: '3.0' }[presets.strict]
}
