import type { Finding } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import type { ResolvedFix } from '../core/fix.ts'
import type { Rule } from '../core/rule.ts'
import type { Verdict } from '../core/verdict.ts'

/** What reports say of a rule: all of it from the rule's own value, but for the address of its documentation. */
export interface RuleDescription extends Pick<Rule, 'id' | 'topic' | 'title' | 'why' | 'fix' | 'presets' | 'checklist' | 'references'> {
  readonly docs: string
}

/** What reporters may know beside the report. */
export interface ReportContext {
  /** The directory that people work in and see paths relative to: absolute, forward slashes. */
  readonly cwd: string
  /** The top directory of the repository, against which services that show the whole of it resolve paths: absolute, forward slashes. */
  readonly root: string
  /** Of Setsquare. */
  readonly version: string
  readonly verdict: Verdict
  /** The text of a file that was checked, for code frames. */
  readonly textOf: (file: string) => string | undefined
  /** The ways to put a finding right, as changes to texts: worked out when asked for. Left out where a report is made without files. */
  readonly fixesOf?: (finding: Finding) => readonly ResolvedFix[]
  /** All rules by their id, whether they were on or not. The findings of the engine itself, about suppressions, have none. */
  readonly rules: ReadonlyMap<string, RuleDescription>
  /** The address at which a file, or a line of it, can be looked at; left out where no service shows the repository. */
  readonly linkTo?: (file: string, line?: number) => string | undefined
  /** How many colours may be used: 0 none, 1 sixteen, 2 and 3 more. */
  readonly color: 0 | 1 | 2 | 3
  /** Columns of the terminal; left out where the text does not go to one. */
  readonly width?: number
}

/** Renders a report: the same report and context give the same text. */
export type Reporter = (report: Report, context: ReportContext) => string

/** A path as people see it: relative to the working directory, forward slashes; `../` leads out of it. */
export function relativePath(cwd: string, file: string): string {
  const from = cwd.split('/').filter(Boolean)
  const to = file.split('/').filter(Boolean)
  let shared = 0
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++
  if (shared === 0 && from.length > 0) return file
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.'
}
