import { comparesSides } from '../../core/rule.ts'
import { DocumentStore } from '../../documents/store.ts'
import { groupFindings } from '../../engine/grouping.ts'
import { Contract, versionOf } from '../../openapi/contract.ts'
import { outcomeOf } from '../contract-outcome.ts'
import { textsIn } from '../texts-in.ts'
import { UnitChecker } from '../unit-checker.ts'
import type { Outcome } from '../unit-checker.ts'
import { EntryPlaces } from '../entry-places.ts'
import { resultForFile, resultOfFailure, lintResultsIn, partOf } from './lint-result.ts'
import type { LintResult } from './lint-result.ts'
import type { LintedContract } from './linted.ts'
import { configurationOf } from './plan.ts'
import type { Plan } from './plan.ts'
import { programFindings } from './program-findings.ts'
import { unknownIn } from './workspace.ts'
import type { Workspace } from './workspace.ts'

/** What the engine finds in a contract. ESLint lints the entry document, so findings in other files are reported at the reference that leads there. */
export function lintContract({ file, text, document }: LintedContract, plan: Plan, workspace: Workspace): LintResult[] {
  const version = versionOf(document)
  const problems = document.problems.map(({ message, offset }): LintResult => ({ id: 'not-checked', part: 'main', message, range: [offset, offset], fixes: [] }))
  if (document.value === undefined) return problems
  if (version === undefined || 'unsupported' in version) return [resultForFile('not-checked', refusal(version?.unsupported))]
  const files = {
    read: (path: string) => (path === file ? ({ kind: 'text', text } as const) : workspace.files.read(path)),
  }
  const contract = new Contract(document, version.version, new DocumentStore(files))
  const standards = {
    // All rules, not only those that run: a suppression may name one that is off.
    rules: workspace.rules,
    configuration: configurationOf(plan, workspace.configuration),
    roots: [workspace.root],
    context: new Set(),
    docsOf: workspace.docsOf,
  }
  const checker = new UnitChecker(standards)
  const outcomes: Outcome[] = [outcomeOf(contract, checker)]
  const comparing = new Map([...plan].filter(([rule]) => comparesSides(rule)))
  if (comparing.size > 0) {
    const others = textsIn(workspace.files)
    outcomes.push(programFindings(workspace.code.programBeside(contract), file, comparing, standards, (path) => (path === file ? document : others(path))))
  }
  const { findings, failures } = checker.conclude(outcomes)
  const places = new EntryPlaces(contract)
  const answerTo = lintResultsIn(file, text)
  return [
    ...problems,
    ...groupFindings(unknownIn(workspace, findings)).map((finding): LintResult => {
      const elsewhere = places.elsewhere(finding)
      if (elsewhere === undefined) return answerTo(finding)
      const { message, pointer } = elsewhere
      return { id: finding.rule, part: partOf(finding), message, range: document.locate(pointer), fixes: [] }
    }),
    ...failures.map(resultOfFailure),
  ]
}

function refusal(unsupported: string | undefined): string {
  return unsupported === undefined
    ? 'This document was not checked: it has no `openapi` field with its version'
    : `This document was not checked: OpenAPI ${unsupported} is not supported; 2.0, 3.0, 3.1 and 3.2 are`
}
