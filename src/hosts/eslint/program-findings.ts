import { compare } from '../../api/drift/compare.ts'
import { pairsOf } from '../../api/drift/pairs.ts'
import { servedApis } from '../../api/drift/served.ts'
import type { ServedApi } from '../../api/drift/sides.ts'
import { drift } from '../../api/drift/subject.ts'
import { customTopic } from '../../core/foreign.ts'
import { groupBy } from '../../core/group.ts'
import type { Rule } from '../../core/rule.ts'
import type { Texts } from '../../engine/collect.ts'
import { target } from '../../engine/target.ts'
import type { Target } from '../../engine/target.ts'
import type { Project } from '../../project/project.ts'
import { UnitChecker, uncheckedOutcome } from '../unit-checker.ts'
import type { Outcome, CheckContext } from '../unit-checker.ts'
import { projectTargets } from '../project-targets.ts'
import type { Plan } from './plan.ts'
import type { FindingBasis, Program, RuleFindings } from './program.ts'

/**
 * The findings of program rules in one file. They run once per program, however many of its files are linted, and again if ESLint's
 * configuration has other options for some files.
 */
export function programFindings(program: Program, file: string, plan: Plan, standards: CheckContext, texts: Texts): Outcome {
  const rules = new Map([...plan.keys()].filter(isAboutProgram).map((rule) => [rule, keyOf(rule, plan)]))
  const missing = [...rules].flatMap(([rule, key]) => (program.findings.has(key) ? [] : [rule]))
  if (missing.length > 0) program.add(new Map(run(program, missing, standards, texts).map(([rule, found]) => [keyOf(rule, plan), found])))
  const outcomes = [...rules.values()].flatMap((key) => program.findings.get(key) ?? [])
  return {
    ...uncheckedOutcome([], []),
    found: outcomes.flatMap(({ found }) => (Object.hasOwn(found, file) ? (found[file] ?? []) : [])),
    failures: outcomes.flatMap(({ failures }) => failures),
  }
}

function run(program: Program, rules: readonly Rule[], standards: CheckContext, texts: Texts): [Rule, RuleFindings][] {
  const checker = new UnitChecker({ ...standards, rules })
  const compared = checker.concerns(drift) ? comparisonIn(program) : []
  const outcome = checker.units([...projectTargets(program.project, checker), ...compared], [], texts)
  const byRule = groupBy(outcome.found, ({ rule }) => rule)
  return rules.map((rule) => [
    rule,
    {
      found: Object.fromEntries(groupBy(byRule.get(rule.id) ?? [], (one) => one.file)),
      failures: outcome.failures.filter((failure) => failure.rule === rule.id),
      dependOn: basisOf(rule),
    },
  ])
}

// What is served is the same whatever somebody types in a contract.
const servedBy = new WeakMap<Project, readonly ServedApi[]>()

function comparisonIn({ project, contracts }: Program): Target[] {
  if (contracts.length === 0) return []
  const served = servedBy.get(project) ?? servedApis(project)
  servedBy.set(project, served)
  const comparison = compare(pairsOf(contracts, served), served)
  return comparison === undefined ? [] : [target(drift, comparison)]
}

function basisOf({ topic, followsValues }: Rule): FindingBasis {
  return topic === customTopic ? 'anything' : followsValues === true ? 'values' : 'facts'
}

/** True for rules that need more than one file: about the code as a whole, or about the API that its routes form. */
export function isAboutProgram({ subject }: Rule): boolean {
  return subject.speaksAbout.includes('code') && subject.name !== 'source'
}

function keyOf(rule: Rule, plan: Plan): string {
  return `${rule.id} ${JSON.stringify(plan.get(rule) ?? null)}`
}
