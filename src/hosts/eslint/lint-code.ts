import type { Texts } from '../../engine/collect.ts'
import { target } from '../../engine/target.ts'
import type { Target } from '../../engine/target.ts'
import { groupFindings } from '../../engine/grouping.ts'
import type { SourceFile } from '../../source/syntax/file.ts'
import { source as sourceSubject } from '../../source/subject.ts'
import { textsIn } from '../texts-in.ts'
import { UnitChecker } from '../unit-checker.ts'
import type { Outcome } from '../unit-checker.ts'
import { resultOfFailure, lintResultsIn } from './lint-result.ts'
import type { LintResult } from './lint-result.ts'
import { readWith } from './eslint-source.ts'
import type { LintedCode } from './linted.ts'
import { configurationOf } from './plan.ts'
import type { Plan } from './plan.ts'
import { isAboutProgram, programFindings } from './program-findings.ts'
import { unknownIn } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/** What the engine finds in a source file, both by itself and as part of its program. */
export function lintCode({ file, text, tree }: LintedCode, plan: Plan, workspace: Workspace): LintResult[] {
  const { root, configuration, rules, docsOf, files, code } = workspace
  const needsProgram = [...plan.keys()].some(isAboutProgram)
  // The engine makes the same test for each rule. Without a tree from ESLint it is made here first, because it can save parsing the file.
  const needsSource = tree !== undefined || mentionsAnything(text, plan)
  const program = needsProgram ? code.programWith(file, text) : undefined
  const open = (): SourceFile => code.sourceOf(file, text)
  // Most files mention nothing that rules on single files look for, and a file that is part of a program has been parsed without errors.
  const error = program === undefined && (needsProgram || mentionsAnything(text, plan)) ? open().syntaxErrors[0] : undefined
  if (error !== undefined) {
    const message = `Setsquare cannot parse this file and did not check it: ${error.message}`
    return [{ id: 'not-checked', part: 'main', message, range: error.range, fixes: [] }]
  }
  const standards = {
    // All rules, not only those that run: a suppression may name one that is off.
    rules,
    configuration: configurationOf(plan, configuration),
    roots: [root],
    // Findings in other files are reported when ESLint lints those.
    context: { has: (other: string) => other !== file },
    docsOf,
  }
  const others = textsIn(files)
  const texts: Texts = (path) => (path === file ? { text } : others(path))
  const checker = new UnitChecker(standards)
  const check = (targets: readonly Target[]): Outcome => checker.units(targets, [file], texts)
  const outcomes = [needsSource ? readWith(tree, { file, text, host: code.host, open }, (source) => check([target(sourceSubject, source)])) : check([])]
  if (program !== undefined) outcomes.push(programFindings(program, file, plan, standards, texts))
  const { findings, failures } = checker.conclude(outcomes)
  return [...groupFindings(unknownIn(workspace, findings)).map(lintResultsIn(file, text)), ...failures.map(resultOfFailure)]
}

/** True if a rule on single files may find something in the text. */
function mentionsAnything(text: string, plan: Plan): boolean {
  return [...plan.keys()].some(({ subject, mentions }) => {
    return subject === sourceSubject && (mentions === undefined || mentions.some((word) => text.includes(word)))
  })
}
