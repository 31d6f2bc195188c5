import type { Position, RuleContext, RuleDefinition, RuleFixer, SourceCode, SourceLocation } from '@eslint/core'

import type { ResolvedFix } from '../../core/fix.ts'
import { customTopic } from '../../core/foreign.ts'
import { asObject } from '../../core/json.ts'
import { printableLine } from '../../core/printable.ts'
import type { Rule } from '../../core/rule.ts'
import { docsOf, pageOf } from '../node/config/docs.ts'
import { titleOf } from '../node/config/rule-prose.ts'
import type { LintResult } from './lint-result.ts'
import { optionsSchema } from './options-schema.ts'
import type { EngineRuleId, RuleReference } from './rule-reference.ts'
import { isCustom, sessionFor } from './session.ts'
import type { Session } from './session.ts'
import { ContractSourceCode, documentEvent } from './source-code.ts'

/** The prefix of our rules in ESLint's configurations. */
export const namespace = 'setsquare'
/** Contracts are checked in whatever language another plugin for YAML or JSON reads them. */
const languages = { code: 'js/js', contract: '*' } as const

type Meta = NonNullable<RuleDefinition['meta']>

/** The ESLint rules for one rule of ours: one for its main findings, and another if it has lesser cases. */
export function eslintRulesOf(rule: Rule): [name: string, rule: RuleDefinition][] {
  const shared = {
    type: 'problem',
    languages: rule.subject.speaksAbout.map((about) => languages[about]),
    ...(Object.keys(rule.fixes).length > 0 && { fixable: 'code' }),
    ...(Object.keys(rule.suggestions).length > 0 && { hasSuggestions: true }),
  } satisfies Meta
  const docsWith = (suffix: string): Meta['docs'] => ({
    // Read by whoever shows rules, not for linting.
    get description() {
      return `${titleOf(rule)}${suffix}`
    },
    url: docsOf(rule.id),
    recommended: rule.presets.recommended !== undefined,
  })
  const main = eslintRule({ kind: 'rule', rule, part: 'main' }, { ...shared, docs: docsWith(''), schema: optionsSchema(rule.options) })
  if (rule.lesser.length === 0) return [[rule.id, main]]
  const minor = { ...shared, docs: docsWith(`: lesser cases, if \`${rule.id}\` is on`), schema: [] }
  return [
    [rule.id, main],
    [`${rule.id}-minor`, eslintRule({ kind: 'rule', rule, part: 'minor' }, minor)],
  ]
}

const engineRules: { readonly [Id in EngineRuleId]: { readonly description: string; readonly url: string } } = {
  'unused-suppression': { description: 'Suppressions have an effect', url: docsOf('unused-suppression') },
  'unexplained-suppression': { description: 'Suppressions give a reason', url: docsOf('unexplained-suppression') },
  'not-checked': { description: 'Files can be checked', url: pageOf('hosts/eslint.md') },
}

/** The ESLint rule for what the engine itself reports. */
export function eslintEngineRule(id: EngineRuleId): RuleDefinition {
  const docs = { ...engineRules[id], recommended: true }
  return eslintRule({ kind: 'engine', id }, { type: 'problem', docs, schema: [], languages: Object.values(languages) })
}

/**
 * The ESLint rules for custom rules. ESLint needs the names of rules before we know in which repository it runs, so all custom rules share
 * two names: one for those with severity `error` in `setsquare.yaml`, one for the others.
 */
export function eslintCustomRules(): [name: string, rule: RuleDefinition][] {
  const shared = { type: 'problem', schema: [], languages: Object.values(languages), fixable: 'code', hasSuggestions: true } satisfies Meta
  const url = pageOf('custom-rules.md')
  const entry = (part: 'main' | 'minor', description: string): RuleDefinition =>
    eslintRule({ kind: 'custom', part }, { ...shared, docs: { description, url, recommended: true } })
  return [
    [customTopic, entry('main', 'Rules of your own whose findings are errors')],
    [`${customTopic}-minor`, entry('minor', 'Rules of your own whose findings are not errors')],
  ]
}

function eslintRule(reference: RuleReference, meta: Meta): RuleDefinition {
  return {
    meta,
    create(context) {
      const session = sessionFor(context)
      if (session === undefined) return {}
      if (!session.take({ reference, context })) return {}
      const report = (): void => {
        for (const { result, rule } of session.results()) reportResult(rule.context, isCustom(result) ? withName(result) : result)
      }
      return { [eventFor(context.sourceCode, session)]: report }
    },
  }
}

/** The event on which to report: once for a text. */
function eventFor(sourceCode: SourceCode, { isCode }: Session): string {
  if (sourceCode instanceof ContractSourceCode) return documentEvent
  // Each language names the root of its tree itself.
  const { type = 'Program' } = (isCode ? undefined : asObject(sourceCode.ast)) ?? {}
  return `${String(type)}:exit`
}

/** All custom rules share one ESLint rule, so the message has to name the rule. */
function withName(result: LintResult): LintResult {
  return { ...result, message: `${result.id}: ${result.message}` }
}

function reportResult(context: RuleContext, { message, range, fixes }: LintResult): void {
  const safe = fixes.find((fix) => fix.safe)
  context.report({
    message: printableLine(message),
    loc: locationIn(context, range),
    ...(safe !== undefined && { fix: fixerOf(safe) }),
    ...(fixes.length > 0 && { suggest: fixes.filter((fix) => fix !== safe).map((fix) => ({ desc: fix.title, fix: fixerOf(fix) })) }),
  })
}

function fixerOf({ edits }: ResolvedFix): RuleFixer {
  return (fixer) => edits.map(({ range: [start, end], text }) => fixer.replaceTextRange([start, end], text))
}

/** By ESLint's own line index: in JavaScript it also breaks lines at U+2028 and U+2029, and ours does not. */
function locationIn({ sourceCode }: RuleContext, [start, end]: LintResult['range']): SourceLocation {
  if (!knowsPlaces(sourceCode)) return { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } }
  return { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) }
}

/** Source code of JavaScript and of our own language has these methods, but ESLint's types do not say so. */
function knowsPlaces(sourceCode: object): sourceCode is { getLocFromIndex(offset: number): Position } {
  return 'getLocFromIndex' in sourceCode
}
