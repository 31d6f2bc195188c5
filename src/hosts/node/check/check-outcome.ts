import type { FailureThreshold } from '../../../config/configuration-file.ts'
import type { Finding } from '../../../core/finding.ts'
import type { Report } from '../../../core/report.ts'
import type { Rule } from '../../../core/rule.ts'
import type { Checked } from '../../check-files.ts'
import type { SuppressedFinding } from '../../conclude.ts'
import type { BaselineChange, OpenBaseline } from './apply-baseline.ts'
import type { BaselineRun } from './baseline.ts'

/** What a check comes to, for hosts. */
export interface CheckOutcome {
  readonly report: Report
  /** The findings of the report, each place by itself: what a baseline knows them by. */
  readonly places: readonly Finding[]
  /** The text of a checked file, for code frames. */
  textOf(file: string): string | undefined
  /** Findings that somebody decided to live with, in the order of the report: not part of it. */
  readonly suppressed: readonly SuppressedFinding[]
  /** The directories that belong to the project: absolute, forward slashes. */
  readonly roots: readonly string[]
  /** What the configuration says should make a run fail. */
  readonly failOn: FailureThreshold | undefined
  /** Every rule that there was, the user's own included, with the address of its documentation; none where nothing was run. */
  readonly rules: readonly (Rule & { readonly docs: string })[]
  /** What became of the baseline file, where it was to be updated or pruned. */
  readonly baselineChange?: BaselineChange
  /** Why there was nothing to check in a change, where that is so. */
  readonly nothing?: string
}

/** The outcome of a check before it is held against the baseline. */
export interface CheckedState extends Checked, Pick<CheckOutcome, 'roots' | 'failOn' | 'nothing' | 'rules'> {
  readonly baseline: OpenBaseline | undefined
  /** Left out where nothing was run. */
  readonly run?: BaselineRun
}
