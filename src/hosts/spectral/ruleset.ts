import type { Format, RuleDefinition } from '@stoplight/spectral-core'

import { presetNames } from '../../config/configuration-file.ts'
import type { PresetName } from '../../config/configuration-file.ts'
import { exceptionMistakes } from '../../config/exception-mistakes.ts'
import { mistakesIn } from '../../config/mistakes.ts'
import { severityIn } from '../../config/preset.ts'
import { configurationSchema } from '../../config/schema.ts'
import type { Exception } from '../../core/configuration.ts'
import { lowerSeverity } from '../../core/diagnostic.ts'
import { ConfigurationError } from '../../core/errors.ts'
import { comparesSides } from '../../core/rule.ts'
import type { Rule } from '../../core/rule.ts'
import type { Conventions } from '../../core/settings.ts'
import { versionOf } from '../../openapi/contract.ts'
import { openApiVersions } from '../../openapi/grammar/version.ts'
import { docsOf, pageOf } from '../node/config/docs.ts'
import { today } from '../today.ts'
import { notChecked } from './rule-results.ts'
import { functionFor } from './function.ts'
import type { RuleFunction } from './function.ts'
import { contractRules } from './rules.ts'
import type { RuleReference, BuiltInReference } from './rule-reference.ts'

/** The arguments of {@link ruleset}. */
export interface RulesetOptions {
  /** Default: `recommended`. */
  readonly preset?: PresetName
  /** The conventions of the team's APIs. By default they are inferred from the majority in each API. */
  readonly conventions?: Conventions
  /** Rules that do not apply to some paths, and why. */
  readonly exceptions?: readonly Exception[]
}

/** A rule in Spectral's form. Its options are in `then.functionOptions`. */
export interface SpectralRule extends RuleDefinition {
  then: { function: RuleFunction; functionOptions?: unknown }
}

/** A ruleset definition whose rules can be used one by one: `ruleset.rules['path-case']`. */
export interface SpectralRuleset {
  description: string
  formats: Format[]
  rules: Record<string, SpectralRule>
}

/**
 * A Spectral ruleset with every rule about contracts alone. It includes the rules that the preset does not enable, turned off.
 * @throws ConfigurationError for an unknown preset or convention
 */
export function ruleset(options: RulesetOptions = {}): SpectralRuleset {
  refuseMistakes(options)
  const { preset = presetNames[0], conventions = {}, exceptions = [] } = options
  const stated = { settings: { conventions, architecture: {}, today: today() }, exceptions }
  return {
    description: 'Setsquare: checks OpenAPI contracts against REST conventions.',
    formats: [openApi],
    rules: Object.fromEntries([...contractRules.filter((rule) => !comparesSides(rule)).flatMap((rule) => entriesOf(rule, preset, stated)), ...engineRules]),
  }
}

function refuseMistakes(options: RulesetOptions): void {
  const schema = configurationSchema(contractRules)
  const properties = Object.entries(schema.properties).filter(([name]) => ['preset', 'conventions', 'exceptions'].includes(name))
  const mistakes = mistakesIn(options, { ...schema, properties: Object.fromEntries(properties) })
  if (mistakes.length === 0) mistakes.push(...exceptionMistakes(options.exceptions, contractRules))
  if (mistakes.length > 0) throw new ConfigurationError(mistakes.map(({ message }) => ({ message: `ruleset(): ${message}` })))
}

type Entry = [name: string, rule: SpectralRule]

/** The Spectral rules for one rule of ours. Spectral knows one severity per rule, so lesser cases are a rule of their own. */
function entriesOf(rule: Rule, preset: PresetName, stated: Pick<BuiltInReference, 'settings' | 'exceptions'>): Entry[] {
  const configured = severityIn(preset, rule)
  const severity = configured === 'off' ? rule.presets.strict : configured
  const shared = { recommended: configured !== 'off', documentationUrl: docsOf(rule.id) }
  const main = { ...shared, severity, description: rule.title }
  const minor = { ...shared, severity: lowerSeverity(severity), description: `${rule.title}: lesser cases` }
  const entries = [entry(rule.id, main, { kind: 'rule', rule, part: 'main', ...stated })]
  if (rule.lesser.length > 0) entries.push(entry(`${rule.id}-minor`, minor, { kind: 'rule', rule, part: 'minor', ...stated }))
  return entries
}

/** Reports by the engine itself are Spectral rules, too. */
const engineRules: readonly Entry[] = [
  engineRule('unused-suppression', 'Suppressions have an effect', docsOf('unused-suppression')),
  engineRule('unexplained-suppression', 'Suppressions give a reason', docsOf('unexplained-suppression')),
  engineRule(notChecked, 'Contracts can be read', pageOf('hosts/spectral.md')),
]

function engineRule(id: string, description: string, documentationUrl: string): Entry {
  return entry(id, { description, documentationUrl, severity: 'warn', recommended: true }, { kind: 'engine', id })
}

/** `resolved: false` because the engine follows references itself, and reports findings where they really are. */
function entry(
  name: string,
  shown: Pick<RuleDefinition, 'description' | 'documentationUrl' | 'severity' | 'recommended'>,
  reference: RuleReference,
): Entry {
  return [name, { ...shown, message: '{{error}}', given: '$', resolved: false, then: { function: functionFor(name, reference) } }]
}

const openApi: Format = (document) => {
  const version = versionOf({ value: document })
  return version !== undefined && 'version' in version
}
openApi.displayName = `OpenAPI ${openApiVersions.join(', ')}`
