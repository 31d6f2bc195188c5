import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { failureThresholds } from '../../config/configuration-file.ts'
import type { FailureThreshold } from '../../config/configuration-file.ts'
import { severities } from '../../core/diagnostic.ts'
import type { ConfiguredSeverity } from '../../core/diagnostic.ts'
import { UsageError } from '../../core/errors.ts'
import type { Finding } from '../../core/finding.ts'
import type { Report } from '../../core/report.ts'
import { suggestion } from '../../core/nearest.ts'
import { printable } from '../../core/printable.ts'
import { incompleteKinds, verdictOn } from '../../core/verdict.ts'
import type { Limits, Verdict } from '../../core/verdict.ts'
import type { FixResolver } from '../../documents/editing/fixes.ts'
import { relativePath } from '../../reporters/reporter.ts'
import { cacheOptions } from '../node/cache/cache-options.ts'
import { check } from '../node/check.ts'
import type { CheckOutcome } from '../node/check/check-outcome.ts'
import type { CheckRequest } from '../node/check/check-request.ts'
import { TypeUse } from '../type-use.ts'
import { outputDirectories } from '../node/disk/kinds.ts'
import { absolutePath, projectRoot, withSlashes } from '../node/disk/paths.ts'
import { valueOf } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import { baselineRequest, changeText } from './baseline.ts'
import { outputsOf, writeReports } from './outputs.ts'
import type { Output, ReportInputs } from './outputs.ts'
import { linkWithin, repositoryRoot } from './repository.ts'
import type { ExitCode } from './exit-code.ts'
import { Progress, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'
import { workingDirectory } from './working-directory.ts'

/** `setsquare check`: reports go to stdout or to files, everything else to stderr. */
export async function checkCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const cwd = workingDirectory(valueOf(args, 'cwd'))
  const outputs = outputsOf(args, cwd)
  const limits = { maxWarnings: maxWarnings(args), allowEmpty: args.flags.has('allow-empty') || changeOf(args) !== undefined }
  const progress = new Progress(terminal, cwd)
  const typeUse = new TypeUse()
  const outcome = await checkIn(cwd, args, progress, terminal, typeUse).finally(() => {
    progress.end()
  })
  const { report } = outcome
  // Files that were found but could not be checked are in the report already.
  const isEmpty = report.summary.contracts + report.summary.sources === 0 && !report.coverage.some((note) => incompleteKinds.has(note.kind))
  const problems = outcome.nothing === undefined && isEmpty && !limits.allowEmpty ? [`nothing to check: no OpenAPI document and no TypeScript or JavaScript in ${places(args)}${leftOut(args, cwd)}; --allow-empty accepts that`] : []
  return conclude(outcome, { cwd, outputs, limits, problems, typeUse }, args, terminal)
}

/** What a command knows about its run besides the outcome. */
interface RunContext {
  readonly cwd: string
  readonly outputs: readonly Output[]
  readonly limits: Omit<Limits, 'failOn'>
  /** Reasons why the run is not complete. */
  readonly problems?: readonly string[]
  readonly typeUse?: TypeUse
}

/** Writes the reports on a run, and returns its exit code. */
export async function conclude(outcome: CheckOutcome, run: RunContext, args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const { cwd, outputs, limits, typeUse } = run
  const { report } = outcome
  const verdict = verdictOn(report, { failOn: failOn(args) ?? outcome.failOn ?? 'error', ...limits })
  const shown = args.flags.has('quiet') ? errorsOnly(report) : report
  // With --fix-dry-run, the diff has been printed instead.
  const problems = args.flags.has('fix-dry-run') ? [] : await writeReports(shown, outputs, await reportInputs(outcome, verdict, cwd, terminal), args, terminal)
  if (outcome.baselineChange !== undefined) await write(terminal.stderr, changeText(outcome.baselineChange, cwd))
  if (args.flags.has('report-suppressed')) await write(terminal.stderr, suppressedText(outcome, cwd))
  if (args.flags.has('stats') && typeUse !== undefined) await write(terminal.stderr, statsText(typeUse))
  if (outcome.nothing !== undefined) await write(terminal.stderr, `setsquare: nothing to check: ${printable(outcome.nothing)}\n`)
  problems.push(...(run.problems ?? []))
  for (const problem of problems) await write(terminal.stderr, `setsquare: ${printable(problem)}\n`)
  return problems.length > 0 ? 2 : exitCodes[verdict.result]
}

const exitCodes: { readonly [Result in Verdict['result']]: ExitCode } = { passed: 0, failed: 1, incomplete: 2 }

/** One line per accepted finding, for reviewers. */
function suppressedText({ suppressed }: CheckOutcome, cwd: string): string {
  const lines = suppressed.map(({ finding: { file, line, column, rule, message }, suppression: { reason } }) => {
    const place = `${relativePath(cwd, file)}:${line}:${column}`
    return `setsquare: suppressed: ${printable(`${place} ${rule}: ${message} -- ${reason ?? 'no reason given'}`)}\n`
  })
  return lines.length === 0 ? 'setsquare: nothing is suppressed\n' : lines.join('')
}

function statsText({ asked, milliseconds }: TypeUse): string {
  const took = asked === 0 ? '' : `, which took ${Math.round(milliseconds)} ms`
  return `setsquare: types: needed for ${asked} ${asked === 1 ? 'node' : 'nodes'}${took}\n`
}

/** What reporters may use besides the report. */
async function reportInputs(outcome: CheckOutcome, verdict: Verdict, cwd: string, { env }: Terminal): Promise<ReportInputs> {
  const root = repositoryRoot(cwd, env)
  const linkTo = linkWithin(root, env)
  const fixes = await fixResolver(outcome)
  let rules: ReturnType<ReportInputs['rules']> | undefined
  return {
    cwd,
    root,
    version,
    verdict,
    rules: () => (rules ??= new Map(outcome.rules.map((rule) => [rule.id, rule]))),
    textOf: (file) => outcome.textOf(file),
    ...(fixes !== undefined && { fixesOf: (finding) => fixes.of(finding) }),
    ...(linkTo !== undefined && { linkTo }),
  }
}

/** Only loaded if a finding can be fixed, which is rare. */
async function fixResolver(outcome: CheckOutcome): Promise<FixResolver | undefined> {
  if (!outcome.report.findings.some(({ fixes }) => fixes !== undefined)) return undefined
  const { FixResolver } = await import('../../documents/editing/fixes.ts')
  return new FixResolver((file) => outcome.textOf(file))
}

async function checkIn(cwd: string, args: Arguments, progress: Progress, terminal: Terminal, typeUse: TypeUse): Promise<CheckOutcome> {
  const configFile = valueOf(args, 'config')
  const preset = valueOf(args, 'preset')
  const only = changeOf(args)
  const request: CheckRequest = {
    cwd,
    paths: args.operands,
    ...(configFile !== undefined && { configFile }),
    ...(preset !== undefined && { preset }),
    ...(only !== undefined && { only }),
    ...cacheOf(args, cwd),
    rules: ruleFlags(args.flags.get('rule') ?? []),
    ...baselineRequest(args),
    ...(args.flags.has('no-spectral') && { spectral: false }),
    types: args.flags.has('no-types') ? false : typeUse,
    allowOutsideRoot: args.flags.has('allow-outside-root'),
    onProgress: progress.update,
  }
  if (!args.flags.has('fix') && !args.flags.has('fix-dry-run')) return check(request)
  const { fix, fixModeOf, showFixes, writeFixes } = await import('./fix.ts')
  const mode = fixModeOf(args)
  // Only reported findings are fixed.
  const outcome = await fix(request, ({ severity }) => severity === 'error' || !args.flags.has('quiet'))
  progress.end()
  return mode === 'show' ? showFixes(outcome, cwd, args, terminal) : writeFixes(outcome, cwd, terminal)
}

function cacheOf(args: Arguments, cwd: string): Pick<CheckRequest, 'cache'> {
  const location = valueOf(args, 'cache-location')
  if (args.flags.has('no-cache') && location !== undefined) throw new UsageError('--no-cache and --cache-location cannot be used together')
  if (args.flags.has('no-cache')) return { cache: false }
  const cache = cacheOptions(projectRoot(cwd), location === undefined ? undefined : absolutePath(cwd, location))
  return cache === undefined ? {} : { cache }
}

/** The change to restrict the check to, if there is one. */
function changeOf(args: Arguments): CheckRequest['only'] {
  const since = valueOf(args, 'since')
  const isStaged = args.flags.has('staged')
  const namedToo = args.flags.has('named-too')
  if (namedToo && !isStaged) throw new UsageError('--named-too can only be used with --staged')
  if (isStaged && since !== undefined) throw new UsageError('--staged and --since cannot be used together')
  if (since !== undefined) return { since }
  return isStaged ? { staged: namedToo ? 'and named' : 'only' } : undefined
}

function errorsOnly(report: Report): Report {
  const isError = ({ severity }: Finding): boolean => severity === 'error'
  const { baseline } = report
  return {
    ...report,
    ...(baseline !== undefined && { baseline: { ...baseline, known: baseline.known.filter(isError) } }),
    findings: report.findings.filter(isError),
    summary: { ...report.summary, warnings: 0, infos: 0 },
  }
}

/** Parses `id:severity`, the syntax of ESLint's `--rule`. */
export function ruleFlags(values: readonly string[]): Record<string, ConfiguredSeverity> {
  const known = [...severities, 'off'] as const
  return Object.fromEntries(
    values.map((value) => {
      const colon = value.lastIndexOf(':')
      const name = value.slice(colon + 1)
      const severity = known.find((one) => one === name)
      if (colon <= 0) throw new UsageError(`--rule needs a rule and a severity: --rule ${value.replace(/[=:].*/, '') || 'plural-collections'}:error`)
      if (severity === undefined) throw new UsageError(`--rule: '${name}' in '${value}' must be ${known.join(', ')}${suggestion(name, known)}`)
      return [value.slice(0, colon), severity]
    }),
  )
}

function failOn(args: Arguments): FailureThreshold | undefined {
  return failureThresholds.find((threshold) => threshold === valueOf(args, 'fail-on'))
}

/** The most warnings that a run may have. */
export function maxWarnings(args: Arguments): number {
  const value = valueOf(args, 'max-warnings')
  if (value === undefined) return Infinity
  if (!/^\d+$/.test(value)) throw new UsageError(`--max-warnings must be a whole number, not '${value}'`)
  return Number(value)
}

/** Directories in which there may be something to check, but which have to be named. */
function leftOut({ operands }: Arguments, cwd: string): string {
  const found = (operands.length === 0 ? ['.'] : operands).flatMap((place) => [...outputDirectories].map((name) => withSlashes(join(place, name))).filter((path) => existsSync(resolve(cwd, path))))
  return found.length === 0 ? '' : ` (output of builds is left out unless it is named: ${found.join(', ')})`
}

function places(args: Arguments): string {
  return args.operands.length === 0 ? withSlashes(valueOf(args, 'cwd') ?? 'this directory') : args.operands.join(', ')
}
