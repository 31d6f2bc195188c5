import type { IFunctionResult, RulesetFunctionContext } from '@stoplight/spectral-core'

import { contractRules } from '../../../rules/contracts.ts'
import type { Configuration, Exception } from '../../core/configuration.ts'
import type { CoverageNote } from '../../core/diagnostic.ts'
import type { Finding } from '../../core/finding.ts'
import { asList, asObject, field } from '../../core/json.ts'
import { defaultsOf } from '../../core/options.ts'
import type { Rule } from '../../core/rule.ts'
import { noSettings } from '../../core/settings.ts'
import type { Settings } from '../../core/settings.ts'
import { DocumentStore } from '../../documents/store.ts'
import { saidTogether } from '../../engine/together.ts'
import { Contract } from '../../openapi/contract.ts'
import { Judgement } from '../conclude.ts'
import { openContract } from '../load-contracts.ts'
import { docsOf } from '../node/config/docs.ts'
import { openEntry } from './entry.ts'
import { questions } from './question.ts'
import type { Question } from './question.ts'
import { escapeMessage, Results } from './results.ts'

/** The rules of one engine run, with the `functionOptions` of each. */
interface Plan {
  readonly rules: ReadonlyMap<Rule, unknown>
  readonly settings: Settings
  readonly exceptions: readonly Exception[]
}

interface Run extends Plan {
  /** What the rule with this id found, or the engine under this id; see {@link Question} for the parts. */
  resultsOf(id: string, part: 'main' | 'minor' | 'all'): IFunctionResult[]
}

/** Runs by inventory, of which Spectral makes one each time it checks a document. */
const runs = new WeakMap<object, Run[]>()

/**
 * What one of our rules says about a document. The first of them to be asked runs the engine for all that the ruleset has on;
 * the others get their part of what came out.
 */
export function answer(question: Question, options: unknown, context: RulesetFunctionContext): IFunctionResult[] {
  const siblings = siblingsOf(context.rule)
  if (question.kind === 'rule' && question.part === 'minor' && isMainOff(question.rule, siblings)) return []
  const known = runs.get(context.documentInventory) ?? []
  let run = known.find((one) => covers(one, question, options))
  if (run === undefined) {
    run = start(planFor(question, options, siblings), context)
    runs.set(context.documentInventory, [...known, run])
  }
  return question.kind === 'rule' ? run.resultsOf(question.rule.id, question.part) : run.resultsOf(question.id, 'all')
}

function covers({ rules, settings }: Plan, question: Question, options: unknown): boolean {
  if (question.kind === 'engine') return true
  const { rule, part } = question
  return settings === question.settings && rules.has(rule) && (part === 'minor' || rules.get(rule) === options)
}

/** One of our rules in the same ruleset. */
interface Sibling {
  readonly question: Question
  readonly isOn: boolean
  readonly options: unknown
}

/**
 * Our rules in the ruleset that a rule comes from, with what users made of them.
 * @param rule Spectral's own; where it does not tell its ruleset, each of ours runs alone
 */
function siblingsOf(rule: unknown): Sibling[] {
  const all = asObject(field(field(rule, 'owner'), 'rules')) ?? {}
  return Object.values(all).flatMap((other) => {
    // Getters of a class, so not the object's own.
    const { enabled, then } = asObject(other) ?? {}
    return asList(then).flatMap((step): Sibling[] => {
      const check = field(step, 'function')
      const question = typeof check === 'function' ? questions.get(check) : undefined
      return question === undefined ? [] : [{ question, isOn: enabled !== false, options: field(step, 'functionOptions') ?? null }]
    })
  })
}

function isMainOff(rule: Rule, siblings: readonly Sibling[]): boolean {
  return siblings.some(({ question, isOn }) => question.kind === 'rule' && question.rule === rule && question.part === 'main' && !isOn)
}

/** What to run so that all of our rules in the ruleset have their answer. */
function planFor(question: Question, options: unknown, siblings: readonly Sibling[]): Plan {
  // The one that asks comes first: of two with the same rule and other options, the second makes a run of its own.
  const asked = [{ question, isOn: true, options }, ...siblings].flatMap(({ question: one, isOn, options: its }) =>
    one.kind === 'rule' && isOn ? [{ ...one, options: its }] : [],
  )
  const { settings, exceptions } = asked[0] ?? { settings: noSettings, exceptions: [] }
  const agreeing = asked.filter((one) => one.settings === settings)
  const mains = agreeing.filter(({ part }) => part === 'main')
  const minors = agreeing.filter(({ rule, part }) => part === 'minor' && !isMainOff(rule, siblings))
  const rules = new Map<Rule, unknown>()
  for (const { rule, options: its } of [...mains, ...minors]) if (!rules.has(rule)) rules.set(rule, its)
  return { rules, settings, exceptions }
}

function start(plan: Plan, context: RulesetFunctionContext): Run {
  const { file, files } = openEntry(context)
  const contract = openContract(file, new DocumentStore(files))
  if (!(contract instanceof Contract)) return { ...plan, resultsOf: (id) => (id === notChecked ? contract.notes.flatMap(resultOfNote) : []) }
  // Those that do not run count too: a suppression may name one.
  const rules = [...new Set([...contractRules, ...plan.rules.keys()])]
  const judgement = new Judgement({ rules, configuration: configurationOf(plan), roots: [], context: new Set(), docsOf })
  const { findings: found, failures } = judgement.conclude([judgement.contract(contract)])
  const findings = saidTogether(found)
  const results = new Results(contract)
  return {
    ...plan,
    resultsOf(id, part) {
      const own = findings.filter((finding) => finding.rule === id && (part === 'all' || partOf(finding) === part))
      // Silence must not look like health: Spectral has no other place for a rule that could not finish.
      const failed = part === 'main' ? failures.filter(({ rule }) => rule === id) : []
      return [...own.map((finding) => results.of(finding)), ...failed.map(({ message }) => ({ message: escapeMessage(message), path: [] }))]
    },
  }
}

/** The id under which it is said that a document is not checked. */
export const notChecked = 'not-checked'

/** What Spectral reads and we do not must not pass for sound. What is no contract to either is not our business. */
function resultOfNote({ kind, message }: CoverageNote): IFunctionResult[] {
  return kind === 'skipped' ? [] : [{ message: escapeMessage(`Nothing in this document was checked: ${message}.`), path: [] }]
}

/** Everything weighs as an error here, so that what weighs one step less can be told by that. */
function configurationOf({ rules, settings, exceptions }: Plan): Configuration {
  return {
    settings,
    exceptions,
    isUsed: (rule) => rules.has(rule),
    severityOf: (rule) => (rules.has(rule) ? 'error' : 'off'),
    optionsOf: (rule) => ({ ...defaultsOf(rule.options), ...asObject(rules.get(rule)) }),
  }
}

function partOf({ severity }: Finding): 'main' | 'minor' {
  return severity === 'error' ? 'main' : 'minor'
}
