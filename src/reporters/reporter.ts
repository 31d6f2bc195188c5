import type { Finding } from '../core/finding.ts'
import type { Report } from '../core/report.ts'
import type { ResolvedFix } from '../core/fix.ts'
import type { Rule } from '../core/rule.ts'
import type { Verdict } from '../core/verdict.ts'

/** What reports say about a rule: fields of the rule itself, and the address of its documentation. */
export interface RuleDescription extends Pick<Rule, 'id' | 'topic' | 'title' | 'why' | 'fix' | 'presets' | 'checklist' | 'references'> {
  readonly docs: string
}

/** What reporters know besides the report. */
export interface ReportContext {
  /** The working directory, to which people and programs see paths relative: absolute, forward slashes. */
  readonly cwd: string
  /** The top directory of the repository, to which services such as GitHub see paths relative: absolute, forward slashes. */
  readonly root: string
  /** The version of Setsquare. */
  readonly version: string
  readonly verdict: Verdict
  /** The text of a file that was checked, for code frames. */
  readonly textOf: (file: string) => string | undefined
  /** The fixes of a finding, resolved to text changes on demand. Left out if the files are not available. */
  readonly fixesOf?: (finding: Finding) => readonly ResolvedFix[]
  /** All rules by id, whether on or off. The engine's own findings, about suppressions, have no rule. */
  readonly rules: ReadonlyMap<string, RuleDescription>
  /** The web address of a file, or of a line in it; left out if the repository is on no known service. */
  readonly linkTo?: (file: string, line?: number) => string | undefined
  /** The level of colour support, as in chalk: 0 none, 1 sixteen colours, 2 256, 3 all. */
  readonly color: 0 | 1 | 2 | 3
  /** The width of the terminal in characters; left out if the output is not a terminal. */
  readonly width?: number
}

/** Renders a report. Pure: the same report and context give the same text. */
export type Reporter = (report: Report, context: ReportContext) => string

/** A path relative to a directory, with `../` if it is outside; absolute if both have nothing in common. */
export function relativePath(cwd: string, file: string): string {
  const from = cwd.split('/').filter(Boolean)
  const to = file.split('/').filter(Boolean)
  let shared = 0
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++
  if (shared === 0 && from.length > 0) return file
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/') || '.'
}
