import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'

import { severities } from '../../core/diagnostic.ts'
import type { ConfiguredSeverity, CoverageKind } from '../../core/diagnostic.ts'
import { UsageError } from '../../core/errors.ts'
import type { Report } from '../../core/finding.ts'
import { suggestion } from '../../core/nearest.ts'
import type { FixResolver } from '../../documents/fixes.ts'
import { formatNames, formats } from '../../reporters/formats.ts'
import type { Reporter } from '../../reporters/reporter.ts'
import { check } from '../node/check.ts'
import type { CheckOutcome } from '../node/check.ts'
import { absolutePath, withSlashes } from '../node/paths.ts'
import { reasonOf } from '../reason.ts'
import { valueOf } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import type { ExitCode } from './run.ts'
import { Progress, colorLevel, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** `setsquare check`: findings to stdout (or a file), everything else to stderr. */
export async function checkCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const cwd = workingDirectory(valueOf(args, 'cwd'))
  const limits = { failOn: valueOf(args, 'fail-on'), maxWarnings: maxWarnings(valueOf(args, 'max-warnings')) }
  const progress = new Progress(terminal.stderr, cwd)
  const outcome = await checkIn(cwd, args, progress).finally(() => {
    progress.end()
  })
  const { summary } = outcome.report
  const isEmpty = summary.contracts + summary.sources === 0
  await print(outcome, cwd, args, terminal)
  if (isEmpty && !args.flags.has('allow-empty')) {
    // What was found and could not be checked is in the report already.
    if (outcome.report.coverage.some((note) => unfinished.has(note.kind))) return 2
    await write(terminal.stderr, `setsquare: nothing to check: no OpenAPI document and no TypeScript or JavaScript in ${places(args)}\n`)
    return 2
  }
  return exitCode(outcome, limits)
}

function workingDirectory(wanted: string | undefined): string {
  const cwd = absolutePath(process.cwd(), wanted ?? '.')
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() === true) return cwd
  throw new UsageError(`--cwd: no such directory: '${wanted ?? cwd}'`)
}

async function checkIn(cwd: string, args: Arguments, progress: Progress): Promise<CheckOutcome> {
  const configFile = valueOf(args, 'config')
  const preset = valueOf(args, 'preset')
  return check({
    cwd,
    paths: args.operands,
    ...(configFile !== undefined && { configFile }),
    ...(preset !== undefined && { preset }),
    rules: ruleFlags(args.flags.get('rule') ?? []),
    allowOutsideRoot: args.flags.has('allow-outside-root'),
    onProgress: progress.update,
  })
}

async function print(outcome: CheckOutcome, cwd: string, args: Arguments, terminal: Terminal): Promise<void> {
  const output = valueOf(args, 'output')
  const wanted = args.flags.has('no-color') ? false : args.flags.has('color') || undefined
  const format = formatNames.find((name) => name === valueOf(args, 'format')) ?? 'pretty'
  const render: Reporter = await formats[format].load()
  const { rules } = await import('../../../rules/index.ts')
  const fixes = await fixResolver(outcome)
  const shown = args.flags.has('quiet') ? errorsOnly(outcome.report) : outcome.report
  const text = render(shown, {
    cwd,
    textOf: (file) => outcome.textOf(file),
    ...(fixes !== undefined && { fixesOf: (finding) => fixes.of(finding) }),
    prose: new Map(rules.map((rule) => [rule.id, rule])),
    color: output === undefined ? colorLevel(terminal, wanted) : colorLevel(terminal, wanted ?? false),
    ...(output === undefined && terminal.stdout.isTTY && { width: terminal.stdout.columns }),
  })
  if (output === undefined) return write(terminal.stdout, text)
  try {
    await writeFile(absolutePath(cwd, output), text)
  } catch (error) {
    throw new UsageError(`cannot write '${output}': ${reasonOf(error)}`)
  }
}

/** Loaded only where a finding can be fixed: most runs have no use for it. */
async function fixResolver(outcome: CheckOutcome): Promise<FixResolver | undefined> {
  if (!outcome.report.findings.some(({ fixes }) => fixes !== undefined)) return undefined
  const { FixResolver } = await import('../../documents/fixes.ts')
  return new FixResolver((file) => outcome.textOf(file))
}

function errorsOnly(report: Report): Report {
  return {
    ...report,
    findings: report.findings.filter((finding) => finding.severity === 'error'),
    summary: { ...report.summary, warnings: 0, infos: 0 },
  }
}

/** `id:severity`, as ESLint's users write it. */
function ruleFlags(values: readonly string[]): Record<string, ConfiguredSeverity> {
  const known = [...severities, 'off'] as const
  return Object.fromEntries(
    values.map((value) => {
      const colon = value.lastIndexOf(':')
      const name = value.slice(colon + 1)
      const severity = known.find((one) => one === name)
      if (colon <= 0) throw new UsageError(`--rule needs a rule and a severity: --rule ${value}:error`)
      if (severity === undefined) throw new UsageError(`--rule: '${name}' in '${value}' must be ${known.join(', ')}${suggestion(name, known)}`)
      return [value.slice(0, colon), severity]
    }),
  )
}

function maxWarnings(value: string | undefined): number {
  if (value === undefined) return Infinity
  if (!/^\d+$/.test(value)) throw new UsageError(`--max-warnings must be a whole number, not '${value}'`)
  return Number(value)
}

/** What kept a file or a rule from being checked at all: then nobody can say that all is well. */
const unfinished: ReadonlySet<CoverageKind> = new Set(['unreadable', 'syntax-error', 'rule-failed'])

function exitCode({ report, failOn: configured }: CheckOutcome, limits: { failOn: string | undefined; maxWarnings: number }): ExitCode {
  const { coverage, summary } = report
  if (coverage.some((note) => unfinished.has(note.kind))) return 2
  const threshold = limits.failOn ?? configured ?? 'error'
  const counts = { error: summary.errors, warn: summary.warnings, info: summary.infos }
  const fails = severities.slice(0, severities.findIndex((severity) => severity === threshold) + 1).some((severity) => counts[severity] > 0)
  return fails || summary.warnings > limits.maxWarnings ? 1 : 0
}

function places(args: Arguments): string {
  return args.operands.length === 0 ? withSlashes(valueOf(args, 'cwd') ?? 'this directory') : args.operands.join(', ')
}
