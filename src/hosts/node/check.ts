import { isAbsolute } from 'node:path'

import type { FailureThreshold } from '../../config/configuration-file.ts'
import type { ConfiguredSeverity } from '../../core/diagnostic.ts'
import { UsageError } from '../../core/errors.ts'
import type { Finding, Report } from '../../core/finding.ts'
import type { Rule } from '../../core/rule.ts'
import { saidTogether } from '../../engine/together.ts'
import type { Checked } from '../check-files.ts'
import type { SuppressedFinding } from '../conclude.ts'
import type { TypeUse } from '../type-use.ts'
import { applyBaseline } from './apply-baseline.ts'
import type { BaselineChange, BaselineRequest, OpenBaseline } from './apply-baseline.ts'
import type { BaselineRun } from './baseline.ts'
import type { CacheOptions } from './kept-file.ts'
import { withSlashes } from './paths.ts'
import { withProse } from './rule-prose.ts'

/** What a caller wants checked, and how. */
export interface CheckRequest {
  /** Absolute. */
  readonly cwd: string
  /** Files, directories and globs, relative to `cwd`; none means `cwd` itself. */
  readonly paths: readonly string[]
  /** The configuration file, relative to `cwd`; the nearest one upward where left out. */
  readonly configFile?: string
  readonly preset?: string
  /** Severities by rule id, topic (`pagination/*`) or `*`: they win over the configuration file. */
  readonly rules?: { readonly [id: string]: ConfiguredSeverity }
  /**
   * Check only what a commit made now would contain, or what has changed since the branch left another, and what either causes
   * elsewhere. `paths` narrow it down further; with `and named` they are checked whether they are staged or not, which is what
   * runners of hooks need to check everything by naming it.
   */
  readonly only?: { readonly staged: 'only' | 'and named' } | { readonly since: string }
  /**
   * Where to keep what is known of unchanged files between runs, false for nowhere. Where left out, runs over changes keep it in the
   * usual place, and others nowhere.
   */
  readonly cache?: CacheOptions | false
  /** False to leave the team's own Spectral ruleset out, whatever the configuration says. */
  readonly spectral?: false
  /** Counts how much types are asked for; false for never: what only types can settle is then not reported. */
  readonly types?: TypeUse | false
  /** Follow references out of the project. */
  readonly allowOutsideRoot?: boolean
  /** The file of known findings and what to do with it; what the configuration says where left out, false for none. */
  readonly baseline?: BaselineRequest | false
  /** Texts to check in the place of what is in these files, by absolute path with forward slashes. */
  readonly texts?: ReadonlyMap<string, string>
  readonly onProgress?: (done: number, total: number, file: string) => void
}

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

/**
 * Checks contracts and code as `setsquare check` does.
 * @throws UsageError for paths that do not exist
 * @throws ConfigurationError for a configuration that cannot be followed
 */
export async function check(request: CheckRequest): Promise<CheckOutcome> {
  if (!isAbsolute(request.cwd)) throw new UsageError(`cwd is not an absolute path: '${request.cwd}'`)
  const started = performance.now()
  const checked = await checkState(request)
  const { baseline, run } = checked
  const action = (request.baseline || undefined)?.action ?? 'use'
  const applied = baseline && run && applyBaseline(baseline, action, checked.findings, run)
  const places = applied?.findings ?? checked.findings
  const findings = saidTogether(places)
  let rules: CheckOutcome['rules'] | undefined
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length
  return {
    report: {
      findings,
      ...(applied !== undefined && { baseline: applied.report }),
      coverage: checked.coverage,
      summary: {
        ...checked.counts,
        errors: count('error'),
        warnings: count('warn'),
        infos: count('info'),
        durationMs: Math.round(performance.now() - started),
      },
    },
    places,
    textOf: (file) => checked.textOf(file),
    suppressed: checked.suppressed,
    roots: checked.roots,
    failOn: checked.failOn,
    // Most runs have nothing to report, or do so in a format that says no more than what was found.
    get rules() {
      return (rules ??= withProse(checked.rules, 'reports'))
    },
    ...(applied?.change !== undefined && { baselineChange: applied.change }),
    ...(checked.nothing !== undefined && { nothing: checked.nothing }),
  }
}

async function checkState(request: CheckRequest): Promise<CheckedState> {
  const { only } = request
  if (only === undefined) return (await import('./check-whole.ts')).checkWhole(request)
  const { action = 'use' } = request.baseline || {}
  if (action !== 'use') throw new UsageError(`the baseline can only be brought up to date by a check of the whole project`)
  const { openChange } = await import('./change.ts')
  // Git looks while what checks is loaded.
  const [change, { checkOnly }] = await Promise.all([openChange(withSlashes(request.cwd), only), import('./check-change.ts')])
  return checkOnly(request, change)
}
