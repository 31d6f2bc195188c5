import type { IFunctionResult, RulesetFunctionContext } from '@stoplight/spectral-core'

import type { Configuration, Exception } from '../../core/configuration.ts'
import type { CoverageNote } from '../../core/diagnostic.ts'
import type { Finding } from '../../core/finding.ts'
import { asList, asObject, field } from '../../core/json.ts'
import { defaultsOf } from '../../core/options.ts'
import type { Rule } from '../../core/rule.ts'
import { noSettings } from '../../core/settings.ts'
import type { Settings } from '../../core/settings.ts'
import { DocumentStore } from '../../documents/store.ts'
import { groupFindings } from '../../engine/grouping.ts'
import { Contract } from '../../openapi/contract.ts'
import { outcomeOf } from '../contract-outcome.ts'
import { UnitChecker } from '../unit-checker.ts'
import { openContract } from '../load-contracts.ts'
import { docsOf } from '../node/config/docs.ts'
import { openEntry } from './entry.ts'
import { ruleReferences } from './rule-reference.ts'
import { contractRules } from './rules.ts'
import type { RuleReference } from './rule-reference.ts'
import { escapeMessage, Results } from './results.ts'

/** The rules of one run of the engine, each with its `functionOptions`. */
interface Plan {
  readonly rules: ReadonlyMap<Rule, unknown>
  readonly settings: Settings
  readonly exceptions: readonly Exception[]
}

/** A run of the engine on one document. */
interface Run extends Plan {
  /** The results of the rule with this id, or of the engine itself; see {@link RuleReference} for the parts. */
  resultsOf(id: string, part: 'main' | 'minor' | 'all'): IFunctionResult[]
}

/** Runs by document inventory, which Spectral creates anew for each check of a document. */
const runs = new WeakMap<object, Run[]>()

/**
 * The results of one of our rules for a document. The first rule that Spectral calls runs the engine for all enabled rules of the ruleset,
 * and the others get their share of the results.
 */
export function resultsFor(reference: RuleReference, options: unknown, context: RulesetFunctionContext): IFunctionResult[] {
  const siblings = siblingsOf(context.rule)
  if (reference.kind === 'rule' && reference.part === 'minor' && isMainOff(reference.rule, siblings)) return []
  const known = runs.get(context.documentInventory) ?? []
  let run = known.find((one) => covers(one, reference, options))
  if (run === undefined) {
    run = start(planFor(reference, options, siblings), context)
    runs.set(context.documentInventory, [...known, run])
  }
  return reference.kind === 'rule' ? run.resultsOf(reference.rule.id, reference.part) : run.resultsOf(reference.id, 'all')
}

function covers({ rules, settings }: Plan, reference: RuleReference, options: unknown): boolean {
  if (reference.kind === 'engine') return true
  const { rule, part } = reference
  return settings === reference.settings && rules.has(rule) && (part === 'minor' || rules.get(rule) === options)
}

/** One of our rules in the same ruleset. */
interface Sibling {
  readonly reference: RuleReference
  readonly isOn: boolean
  readonly options: unknown
}

/**
 * Our rules in the ruleset that a rule belongs to, as the user has configured them.
 * @param rule Spectral's rule; if it does not know its ruleset, each of our rules runs by itself
 */
function siblingsOf(rule: unknown): Sibling[] {
  const all = asObject(field(field(rule, 'owner'), 'rules')) ?? {}
  return Object.values(all).flatMap((other) => {
    // Getters of the class, which destructuring finds and `Object.entries` would not.
    const { enabled, then } = asObject(other) ?? {}
    return asList(then).flatMap((step): Sibling[] => {
      const check = field(step, 'function')
      const reference = typeof check === 'function' ? ruleReferences.get(check) : undefined
      return reference === undefined ? [] : [{ reference, isOn: enabled !== false, options: field(step, 'functionOptions') ?? null }]
    })
  })
}

function isMainOff(rule: Rule, siblings: readonly Sibling[]): boolean {
  return siblings.some(({ reference, isOn }) => reference.kind === 'rule' && reference.rule === rule && reference.part === 'main' && !isOn)
}

/** What to run to have the results for all of our rules in the ruleset. */
function planFor(reference: RuleReference, options: unknown, siblings: readonly Sibling[]): Plan {
  // The calling rule comes first: if another entry has the same rule with other options, it gets a run of its own.
  const asked = [{ reference, isOn: true, options }, ...siblings].flatMap(({ reference: one, isOn, options: its }) =>
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
  // All rules, not only those that run: a suppression may name one that is off.
  const rules = [...new Set([...contractRules, ...plan.rules.keys()])]
  const checker = new UnitChecker({ rules, configuration: configurationOf(plan), roots: [], context: new Set(), docsOf })
  const { findings: found, failures } = checker.conclude([outcomeOf(contract, checker)])
  const findings = groupFindings(found)
  const results = new Results(contract)
  return {
    ...plan,
    resultsOf(id, part) {
      const own = findings.filter((finding) => finding.rule === id && (part === 'all' || partOf(finding) === part))
      // A failed rule must not look like a clean document, and Spectral has no other place to report it.
      const failed = part === 'main' ? failures.filter(({ rule }) => rule === id) : []
      return [...own.map((finding) => results.of(finding)), ...failed.map(({ message }) => ({ message: escapeMessage(message), path: [] }))]
    },
  }
}

/** The id under which a document is reported that could not be checked. */
export const notChecked = 'not-checked'

/** A document that Spectral can read and we cannot is reported. One that is not a contract is ignored, as by Spectral. */
function resultOfNote({ kind, message }: CoverageNote): IFunctionResult[] {
  return kind === 'skipped' ? [] : [{ message: escapeMessage(`This document was not checked: ${message}.`), path: [] }]
}

/** Every rule gets `error`, so that a lesser severity marks a lesser case. */
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
