import { severities } from './diagnostic.ts'
import type { CoverageKind, Severity } from './diagnostic.ts'
import type { Report } from './report.ts'

/** The notes that make a run `incomplete`: a file or a rule could not be checked at all, so a pass would mean nothing. */
export const incompleteKinds: ReadonlySet<CoverageKind> = new Set<CoverageKind>(['unreadable', 'syntax-error', 'rule-failed'])

/** The result of a run. Reports and the exit code both derive from it. */
export interface Verdict {
  /** `incomplete`: something could not be checked, or there was nothing to check. */
  readonly result: 'passed' | 'failed' | 'incomplete'
  /** The severities whose findings make the run fail. */
  readonly failing: ReadonlySet<Severity>
}

/** What the caller of a run tolerates. */
export interface Limits {
  /** The least severity that makes a run fail. */
  readonly failOn: Severity | 'never'
  /** More warnings than this make a run fail whatever `failOn` says; `Infinity` for no limit. */
  readonly maxWarnings: number
  /** A run without any file to check may pass. */
  readonly allowEmpty: boolean
}

/** Judges a report by what the caller tolerates. */
export function verdictOn({ coverage, summary }: Report, { failOn, maxWarnings, allowEmpty }: Limits): Verdict {
  const counts = { error: summary.errors, warn: summary.warnings, info: summary.infos }
  const failing = new Set(severities.slice(0, severities.findIndex((severity) => severity === failOn) + 1))
  if (summary.warnings > maxWarnings) failing.add('warn')
  const isEmpty = summary.contracts + summary.sources === 0 && !allowEmpty
  if (isEmpty || coverage.some((note) => incompleteKinds.has(note.kind))) return { result: 'incomplete', failing }
  return { result: [...failing].some((severity) => counts[severity] > 0) ? 'failed' : 'passed', failing }
}
