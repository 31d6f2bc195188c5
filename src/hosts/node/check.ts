import { elapsed } from '../clock.ts'
import { UsageError } from '../../core/errors.ts'
import { groupFindings } from '../../engine/grouping.ts'
import { countsOf } from '../../reporters/wording.ts'
import { applyBaseline } from './check/apply-baseline.ts'
import type { CheckedState, CheckOutcome } from './check/check-outcome.ts'
import type { CheckRequest } from './check/check-request.ts'
import { withSlashes } from './disk/paths.ts'
import { withProse } from './config/rule-prose.ts'
import { verifyRequest } from './verify-request.ts'

const fields: { readonly [Name in keyof CheckRequest]-?: true } = {
  cwd: true,
  paths: true,
  configFile: true,
  preset: true,
  rules: true,
  only: true,
  cache: true,
  spectral: true,
  types: true,
  allowOutsideRoot: true,
  baseline: true,
  texts: true,
  onProgress: true,
}

/**
 * Checks contracts and code as `setsquare check` does.
 * @throws UsageError for mistakes in the request, and for paths that do not exist
 * @throws ConfigurationError for an invalid configuration
 */
export async function check(request: CheckRequest): Promise<CheckOutcome> {
  verifyRequest(request, fields)
  const started = elapsed()
  const checked = await checkState(request)
  const { baseline, run } = checked
  const action = (request.baseline || undefined)?.action ?? 'use'
  const applied = baseline && run && applyBaseline(baseline, action, checked.findings, run)
  const places = applied?.findings ?? checked.findings
  const findings = groupFindings(places)
  let rules: CheckOutcome['rules'] | undefined
  return {
    report: {
      findings,
      ...(applied !== undefined && { baseline: applied.report }),
      coverage: checked.coverage,
      summary: {
        ...checked.counts,
        ...countsOf(findings),
        durationMs: Math.round(elapsed() - started),
      },
    },
    places,
    textOf: (file) => checked.textOf(file),
    suppressed: checked.suppressed,
    roots: checked.roots,
    failOn: checked.failOn,
    // Lazy: most runs have nothing to report, or use a format that shows no more than the findings.
    get rules() {
      return (rules ??= withProse(checked.rules, 'reports'))
    },
    ...(applied?.change !== undefined && { baselineChange: applied.change }),
    ...(checked.nothing !== undefined && { nothing: checked.nothing }),
  }
}

async function checkState(request: CheckRequest): Promise<CheckedState> {
  const { only } = request
  if (only === undefined) return (await import('./check/check-whole.ts')).checkWhole(request)
  const { action = 'use' } = request.baseline || {}
  if (action !== 'use') throw new UsageError(`the baseline can only be updated by a check of the whole project: leave out --staged and --since`)
  const { openChange } = await import('./disk/change.ts')
  // Git runs while the code for checking is loaded.
  const [change, { checkOnly }] = await Promise.all([openChange(withSlashes(request.cwd), only), import('./check/check-change.ts')])
  return checkOnly(request, change)
}
