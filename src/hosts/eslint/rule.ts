import type { Position, RuleContext, RuleDefinition, RuleFixer, SourceLocation } from '@eslint/core'

import type { ResolvedFix } from '../../core/fix.ts'
import { customTopic } from '../../core/foreign.ts'
import type { Rule } from '../../core/rule.ts'
import { docsOf, pageOf } from '../node/config/docs.ts'
import type { Answer } from './answer.ts'
import { openapiLanguageName } from './language.ts'
import { optionsSchema } from './options-schema.ts'
import type { EngineRuleId, Question } from './question.ts'
import { isCustom, sessionFor } from './session.ts'
import { documentEvent } from './source-code.ts'

export const namespace = 'setsquare'
const languages = { code: 'js/js', contract: `${namespace}/${openapiLanguageName}` } as const

type Meta = NonNullable<RuleDefinition['meta']>

/** The ESLint rules that a rule of ours becomes: one for its findings, and one for its lesser cases where it has any. */
export function eslintRulesOf(rule: Rule): [name: string, rule: RuleDefinition][] {
  const shared = {
    type: 'problem',
    languages: rule.subject.speaksAbout.map((about) => languages[about]),
    ...(Object.keys(rule.fixes).length > 0 && { fixable: 'code' }),
    ...(Object.keys(rule.suggestions).length > 0 && { hasSuggestions: true }),
  } satisfies Meta
  const docs = { description: rule.title, url: docsOf(rule.id), recommended: rule.presets.recommended !== undefined }
  const main = eslintRule({ kind: 'rule', rule, part: 'main' }, { ...shared, docs, schema: optionsSchema(rule.options) })
  if (rule.lesser.length === 0) return [[rule.id, main]]
  const minor = { ...shared, docs: { ...docs, description: `${rule.title}: lesser cases, where \`${rule.id}\` is on` }, schema: [] }
  return [
    [rule.id, main],
    [`${rule.id}-minor`, eslintRule({ kind: 'rule', rule, part: 'minor' }, minor)],
  ]
}

const engineRules: { readonly [Id in EngineRuleId]: { readonly description: string; readonly url: string } } = {
  'unused-suppression': { description: 'Suppressions suppress something', url: docsOf('unused-suppression') },
  'unexplained-suppression': { description: 'Suppressions say why', url: docsOf('unexplained-suppression') },
  'not-checked': { description: 'Files can be checked', url: pageOf('hosts/eslint.md') },
}

/** What the engine says without any rule of ours. */
export function eslintEngineRule(id: EngineRuleId): RuleDefinition {
  const docs = { ...engineRules[id], recommended: true }
  return eslintRule({ kind: 'engine', id }, { type: 'problem', docs, schema: [], languages: Object.values(languages) })
}

/**
 * The user's own rules, all behind one name: ESLint wants to know the names of rules before it can be known which repository it is
 * in. As their severities are those of `setsquare.yaml`, the lighter ones are a rule of their own.
 */
export function eslintCustomRules(): [name: string, rule: RuleDefinition][] {
  const shared = { type: 'problem', schema: [], languages: Object.values(languages), fixable: 'code', hasSuggestions: true } satisfies Meta
  const url = pageOf('custom-rules.md')
  const entry = (part: 'main' | 'minor', description: string): RuleDefinition =>
    eslintRule({ kind: 'custom', part }, { ...shared, docs: { description, url, recommended: true } })
  return [
    [customTopic, entry('main', 'Rules of your own that weigh as errors')],
    [`${customTopic}-minor`, entry('minor', 'Rules of your own that weigh less')],
  ]
}

function eslintRule(question: Question, meta: Meta): RuleDefinition {
  return {
    meta,
    create(context) {
      const session = sessionFor(context)
      if (session === undefined) return {}
      if (!session.take({ question, context })) return {}
      const report = (): void => {
        for (const { answer, asker } of session.answers()) reportAnswer(asker.context, isCustom(answer) ? withName(answer) : answer)
      }
      return session.isCode ? { 'Program:exit': report } : { [documentEvent]: report }
    },
  }
}

/** ESLint shows one name for all of the user's own rules. */
function withName(answer: Answer): Answer {
  return { ...answer, message: `${answer.id}: ${answer.message}` }
}

function reportAnswer(context: RuleContext, { message, range, fixes }: Answer): void {
  const safe = fixes.find((fix) => fix.safe)
  context.report({
    message,
    loc: locationIn(context, range),
    ...(safe !== undefined && { fix: fixerOf(safe) }),
    ...(fixes.length > 0 && { suggest: fixes.filter((fix) => fix !== safe).map((fix) => ({ desc: fix.title, fix: fixerOf(fix) })) }),
  })
}

function fixerOf({ edits }: ResolvedFix): RuleFixer {
  return (fixer) => edits.map(({ range: [start, end], text }) => fixer.replaceTextRange([start, end], text))
}

/** In ESLint's own lines, which in JavaScript also end where ours do not. */
function locationIn({ sourceCode }: RuleContext, [start, end]: Answer['range']): SourceLocation {
  if (!knowsPlaces(sourceCode)) return { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } }
  return { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) }
}

/** JavaScript's source code and ours both do; ESLint's types promise it of none. */
function knowsPlaces(sourceCode: object): sourceCode is { getLocFromIndex(offset: number): Position } {
  return 'getLocFromIndex' in sourceCode
}
