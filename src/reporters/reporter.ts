import type { Finding, Report } from '../core/finding.ts'
import type { ResolvedFix } from '../core/fix.ts'

/** What reporters may know beside the report. */
export interface ReportContext {
  /** The directory that paths are shown relative to: absolute, forward slashes. */
  readonly cwd: string
  /** The text of a file that was checked, for code frames. */
  readonly textOf: (file: string) => string | undefined
  /** The ways to put a finding right, as changes to texts: worked out when asked for. Left out where a report is made without files. */
  readonly fixesOf?: (finding: Finding) => readonly ResolvedFix[]
  /** Why a rule exists and what to do, by its id. */
  readonly prose: ReadonlyMap<string, { readonly why: string; readonly fix: string }>
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
