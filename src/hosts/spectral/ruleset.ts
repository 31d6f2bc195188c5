import type { Format, RuleDefinition } from '@stoplight/spectral-core'

import { contractRules } from '../../../rules/contracts.ts'
import { presetNames } from '../../config/configuration-file.ts'
import type { PresetName } from '../../config/configuration-file.ts'
import { exceptionMistakes } from '../../config/exception-mistakes.ts'
import { mistakesIn } from '../../config/mistakes.ts'
import { severityIn } from '../../config/preset.ts'
import { configurationSchema } from '../../config/schema.ts'
import type { Exception } from '../../core/configuration.ts'
import { oneLess } from '../../core/diagnostic.ts'
import { ConfigurationError } from '../../core/errors.ts'
import type { Rule } from '../../core/rule.ts'
import type { Conventions } from '../../core/settings.ts'
import { versionOf } from '../../openapi/contract.ts'
import { openApiVersions } from '../../openapi/grammar/version.ts'
import { docsOf, pageOf } from '../node/config/docs.ts'
import { today } from '../today.ts'
import { notChecked } from './answer.ts'
import { functionFor } from './function.ts'
import type { RuleFunction } from './function.ts'
import type { Question, RuleQuestion } from './question.ts'

export interface RulesetOptions {
  /** `recommended` where left out. */
  readonly preset?: PresetName
  /** What holds for all of the team's APIs; inferred from each API's majority where left out. */
  readonly conventions?: Conventions
  /** Rules that do not hold for some paths, and why. */
  readonly exceptions?: readonly Exception[]
}

/** A rule as Spectral has it. Options go to `then.functionOptions`. */
export interface SpectralRule extends RuleDefinition {
  then: { function: RuleFunction; functionOptions?: unknown }
}

/** A ruleset definition whose rules can be taken singly: `ruleset.rules['path-case']`. */
export interface SpectralRuleset {
  description: string
  formats: Format[]
  rules: Record<string, SpectralRule>
}

/**
 * A Spectral ruleset with every rule about contracts. Rules that the preset leaves out are in it, and off.
 * @throws ConfigurationError for an unknown preset or convention
 */
export function ruleset(options: RulesetOptions = {}): SpectralRuleset {
  refuseMistakes(options)
  const { preset = presetNames[0], conventions = {}, exceptions = [] } = options
  const stated = { settings: { conventions, architecture: {}, today: today() }, exceptions }
  return {
    description: 'Setsquare: OpenAPI contracts held against REST conventions.',
    formats: [openApi],
    rules: Object.fromEntries([...contractRules.flatMap((rule) => entriesOf(rule, preset, stated)), ...engineRules]),
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

/**
 * Spectral knows one severity a rule, so the lesser cases of a rule are a rule of their own: they weigh here what they weigh
 * everywhere else.
 */
function entriesOf(rule: Rule, preset: PresetName, stated: Pick<RuleQuestion, 'settings' | 'exceptions'>): Entry[] {
  const configured = severityIn(preset, rule)
  const severity = configured === 'off' ? rule.presets.strict : configured
  const shared = { recommended: configured !== 'off', documentationUrl: docsOf(rule.id) }
  const main = { ...shared, severity, description: rule.title }
  const minor = { ...shared, severity: oneLess(severity), description: `${rule.title}: lesser cases` }
  const entries = [entry(rule.id, main, { kind: 'rule', rule, part: 'main', ...stated })]
  if (rule.lesser.length > 0) entries.push(entry(`${rule.id}-minor`, minor, { kind: 'rule', rule, part: 'minor', ...stated }))
  return entries
}

/** What no rule of ours says is to Spectral some rules more. */
const engineRules: readonly Entry[] = [
  engineRule('unused-suppression', 'Suppressions suppress something', docsOf('unused-suppression')),
  engineRule('unexplained-suppression', 'Suppressions say why', docsOf('unexplained-suppression')),
  engineRule(notChecked, 'Contracts can be read', pageOf('hosts/spectral.md')),
]

function engineRule(id: string, description: string, documentationUrl: string): Entry {
  return entry(id, { description, documentationUrl, severity: 'warn', recommended: true }, { kind: 'engine', id })
}

/** Unresolved, because the engine follows references itself, and knows where a thing really stands. */
function entry(
  name: string,
  shown: Pick<RuleDefinition, 'description' | 'documentationUrl' | 'severity' | 'recommended'>,
  question: Question,
): Entry {
  return [name, { ...shown, message: '{{error}}', given: '$', resolved: false, then: { function: functionFor(name, question) } }]
}

const openApi: Format = (document) => {
  const version = versionOf({ value: document })
  return version !== undefined && 'version' in version
}
openApi.displayName = `OpenAPI ${openApiVersions.join(', ')}`
