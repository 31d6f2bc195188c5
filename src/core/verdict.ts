import { severities } from './diagnostic.ts'
import type { CoverageKind, Severity } from './diagnostic.ts'
import type { Report } from './report.ts'

/** What kept a file or a rule from being checked at all: then nobody can say that all is well. */
export const unfinishedKinds: ReadonlySet<CoverageKind> = new Set<CoverageKind>(['unreadable', 'syntax-error', 'rule-failed'])

/** What a run comes to: reports say the same as the exit code. */
export interface Verdict {
  /** `incomplete`: the job could not be done, or there was nothing to do. */
  readonly result: 'passed' | 'failed' | 'incomplete'
  /** The severities whose findings make the run fail. */
  readonly failing: ReadonlySet<Severity>
}

export interface Limits {
  /** The least severity that makes a run fail. */
  readonly failOn: Severity | 'never'
  /** More warnings than this make a run fail whatever `failOn` says. */
  readonly maxWarnings: number
  /** Nothing to check is no mistake. */
  readonly allowEmpty: boolean
}

/** Judges a report by what the caller tolerates. */
export function verdictOn({ coverage, summary }: Report, { failOn, maxWarnings, allowEmpty }: Limits): Verdict {
  const counts = { error: summary.errors, warn: summary.warnings, info: summary.infos }
  const failing = new Set(severities.slice(0, severities.findIndex((severity) => severity === failOn) + 1))
  if (summary.warnings > maxWarnings) failing.add('warn')
  const isEmpty = summary.contracts + summary.sources === 0 && !allowEmpty
  if (isEmpty || coverage.some((note) => unfinishedKinds.has(note.kind))) return { result: 'incomplete', failing }
  return { result: [...failing].some((severity) => counts[severity] > 0) ? 'failed' : 'passed', failing }
}
