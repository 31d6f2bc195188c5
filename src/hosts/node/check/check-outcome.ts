import type { FailureThreshold } from '../../../config/configuration-file.ts'
import type { Finding } from '../../../core/finding.ts'
import type { Report } from '../../../core/report.ts'
import type { Rule } from '../../../core/rule.ts'
import type { Checked } from '../../check-files.ts'
import type { SuppressedFinding } from '../../unit-checker.ts'
import type { BaselineChange, OpenBaseline } from './apply-baseline.ts'
import type { BaselineRun } from './baseline.ts'

/** The result of a check, for hosts. */
export interface CheckOutcome {
  readonly report: Report
  /** The findings before those with the same message are combined: each place by itself, which is how a baseline identifies them. */
  readonly places: readonly Finding[]
  /** The text of a checked file, for code frames. */
  textOf(file: string): string | undefined
  /** Accepted findings, in the order of the report, of which they are not part. */
  readonly suppressed: readonly SuppressedFinding[]
  /** The directories of the project: absolute, forward slashes. */
  readonly roots: readonly string[]
  /** The failure threshold in the configuration. */
  readonly failOn: FailureThreshold | undefined
  /** Every rule of the run, including custom ones, with its documentation address; empty if nothing was checked. */
  readonly rules: readonly (Rule & { readonly docs: string })[]
  /** The changes to the baseline file, if it was to be updated or pruned. */
  readonly baselineChange?: BaselineChange
  /** The reason why a change contained nothing to check, if so. */
  readonly nothing?: string
}

/** The result of a check before it is compared with the baseline. */
export interface CheckedState extends Checked, Pick<CheckOutcome, 'roots' | 'failOn' | 'nothing' | 'rules'> {
  readonly baseline: OpenBaseline | undefined
  /** Left out if nothing was checked. */
  readonly run?: BaselineRun
}
