import { groupBy } from '../../core/group.ts'
import type { Rule } from '../../core/rule.ts'
import type { Found, Texts } from '../../engine/collect.ts'
import type { RuleFailure } from '../../engine/run.ts'
import type { Project } from '../../project/project.ts'
import { Judgement, notJudged } from '../conclude.ts'
import type { Outcome, Standards } from '../conclude.ts'
import { projectTargets } from '../project-targets.ts'
import type { Plan } from './plan.ts'

/** What one rule found in a program, by file. */
interface Kept {
  readonly found: ReadonlyMap<string, readonly Found[]>
  readonly failures: readonly RuleFailure[]
}

const kept = new WeakMap<Project, Map<string, Kept>>()

/**
 * What rules about the program have found in one of its files. They run once for a program, however many of its files are linted;
 * again where ESLint's configuration gives a file other options.
 */
export function programFindings(project: Project, file: string, plan: Plan, standards: Standards, texts: Texts): Outcome {
  const known = kept.get(project) ?? new Map<string, Kept>()
  kept.set(project, known)
  const rules = [...plan.keys()].filter(isAboutProgram)
  const missing = rules.filter((rule) => !known.has(keyOf(rule, plan)))
  if (missing.length > 0) {
    const outcome = new Judgement({ ...standards, rules: missing }).units(projectTargets(project), [], texts)
    const byRule = groupBy(outcome.found, ({ rule }) => rule)
    for (const rule of missing) {
      const found = groupBy(byRule.get(rule.id) ?? [], (one) => one.file)
      known.set(keyOf(rule, plan), { found, failures: outcome.failures.filter((failure) => failure.rule === rule.id) })
    }
  }
  const outcomes = rules.flatMap((rule) => known.get(keyOf(rule, plan)) ?? [])
  return {
    ...notJudged([], []),
    found: outcomes.flatMap(({ found }) => found.get(file) ?? []),
    failures: outcomes.flatMap(({ failures }) => failures),
  }
}

/** True for rules that one file is not enough for: about the code as a whole, and about the API that its routes make. */
export function isAboutProgram({ subject }: Rule): boolean {
  return subject.speaksAbout.includes('code') && subject.name !== 'source'
}

function keyOf(rule: Rule, plan: Plan): string {
  return `${rule.id} ${JSON.stringify(plan.get(rule) ?? null)}`
}
