import type { CoverageKind, CoverageNote, Severity } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import { incompleteKinds } from '../core/verdict.ts'
import { howMany } from './coverage.ts'
import type { RuleDescription } from './reporter.ts'
import { isAboutSecurity, securitySeverity } from './severity.ts'
import { capitalised } from '../core/name-words.ts'

/** The address of the project, for SARIF's `informationUri`. */
export const home = 'https://github.com/setsquare/setsquare'

/** SARIF's levels for our severities. */
export const levels: { readonly [Weight in Severity]: string } = { error: 'error', warn: 'warning', info: 'note' }

/** GitHub's limit of tags for a rule. */
const maxTags = 10

/** SARIF's `reportingDescriptor`, for a rule or for a kind of notification. */
export interface Descriptor {
  readonly id: string
  readonly name: string
  readonly shortDescription: { readonly text: string }
  readonly fullDescription: { readonly text: string }
  readonly help: { readonly text: string; readonly markdown: string }
  readonly helpUri?: string
  readonly defaultConfiguration: { readonly enabled?: boolean; readonly level: string }
  readonly properties?: { readonly tags: readonly string[]; readonly 'security-severity'?: string }
}

/** Descriptors of all rules, so that a report without findings shows what was checked, and of the engine's own findings. */
export function ruleDescriptors(findings: readonly Finding[], rules: ReadonlyMap<string, RuleDescription>): Descriptor[] {
  const others = new Map(findings.filter(({ rule }) => !rules.has(rule)).map((finding) => [finding.rule, finding]))
  return [...[...rules.values()].map(descriptorOf), ...[...others.values()].map(plainDescriptor)].sort((a, b) => (a.id < b.id ? -1 : 1))
}

function descriptorOf(rule: RuleDescription): Descriptor {
  const { id, topic, title, why, fix, presets, checklist, docs } = rule
  return {
    id,
    name: friendlyName(id, topic),
    shortDescription: { text: `${title}.` },
    fullDescription: { text: why },
    help: { text: `${why}\n\n${fix}\n\n${docs}`, markdown: helpOf(rule) },
    helpUri: docs,
    // As in the recommended preset; other rules have to be turned on.
    defaultConfiguration: { enabled: presets.recommended !== undefined, level: levels[presets.recommended ?? presets.strict] },
    properties: {
      tags: [...(isAboutSecurity(topic) ? ['security'] : []), ...(topic === 'security' ? [] : [topic]), ...checklist].slice(0, maxTags),
      ...(isAboutSecurity(topic) && { 'security-severity': securitySeverity(rule) }),
    },
  }
}

/** The descriptor of a finding of the engine itself, about suppressions. */
function plainDescriptor({ rule, topic, severity, docs }: Finding): Descriptor {
  const words = `${rule.charAt(0).toUpperCase()}${rule.slice(1).replaceAll('-', ' ')}.`
  return {
    id: rule,
    name: friendlyName(rule, topic),
    shortDescription: { text: words },
    fullDescription: { text: words },
    help: { text: `${words}\n\n${docs}`, markdown: `${words}\n\n[${rule}](${docs})` },
    helpUri: docs,
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [topic] },
  }
}

/** The help that GitHub shows with an alert. It includes the link, since GitHub does not show `helpUri`. */
function helpOf({ id, why, fix, references = [], docs }: RuleDescription): string {
  return [
    why,
    `**What to do:** ${fix}`,
    ...(references.length === 0 ? [] : [`References: ${references.join(', ')}.`]),
    `[Documentation of ${id}](${docs})`,
  ].join('\n\n')
}

/** Descriptors of the kinds of lost coverage in a report. */
export function notificationDescriptors(coverage: readonly CoverageNote[]): Descriptor[] {
  const kinds = [...new Set(coverage.map(({ kind }) => kind))].sort()
  return kinds.map((kind) => {
    const text = `${capitalised(howMany(kind, 1).slice(2))}.`
    return {
      id: notificationId(kind),
      name: pascalCase(notificationId(kind)),
      shortDescription: { text },
      fullDescription: { text },
      help: { text, markdown: text },
      defaultConfiguration: { level: notificationLevel(kind) },
    }
  })
}

/** The id of a notification about lost coverage. */
export function notificationId(kind: CoverageKind): string {
  return `not-checked-${kind}`
}

/** The level of a notification: `error` if it makes the run `incomplete`. */
export function notificationLevel(kind: CoverageKind): string {
  return incompleteKinds.has(kind) ? 'error' : 'warning'
}

/** A name in PascalCase. SARIF requires it to differ from the id, so an id of one word is prefixed with its topic. */
function friendlyName(id: string, topic: string): string {
  const name = pascalCase(id)
  return name.toLowerCase() === id ? pascalCase(topic) + name : name
}

function pascalCase(id: string): string {
  return id.split(/[-/]/).map(capitalised).join('')
}
