import { appendFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

import { UsageError } from '../../core/errors.ts'
import type { Report } from '../../core/report.ts'
import { formatNames, formats } from '../../reporters/formats.ts'
import type { FormatName } from '../../reporters/formats.ts'
import type { ReportContext } from '../../reporters/reporter.ts'
import { makeDirectory } from '../node/disk/make-directory.ts'
import { absolutePath } from '../node/disk/paths.ts'
import { reasonOf } from '../reason.ts'
import { valueOf } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import { colorLevel, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** A report in one format, and where it goes. */
export interface Output {
  readonly format: FormatName
  /** The path as given; left out for standard output. */
  readonly path?: string
}

/** What reporters get, except width and colours, which depend on where the report goes. */
export type ReportInputs = Omit<ReportContext, 'color' | 'rules' | 'width'> & {
  /** Only called by formats that show texts of rules: most runs have nothing to report, and the texts are slow to load. */
  readonly rules: () => ReportContext['rules']
}

/**
 * The reports that a command line asks for: one for each `--format`. One of them may have no file, and goes to `--output` or is printed.
 * @throws UsageError if two reports would go to the same place
 */
export function outputsOf(args: Arguments, cwd: string): readonly Output[] {
  const wanted = (args.flags.get('format') ?? ['pretty']).map(readOutput)
  const file = valueOf(args, 'output')
  const [printed, second] = wanted.filter(({ path }) => path === undefined)
  if (second !== undefined) {
    throw new UsageError(`--format ${second.format}: only one report can be printed: give the others a file, as in --format ${second.format}=report.txt`)
  }
  if (file !== undefined && printed === undefined) throw new UsageError('--output: every --format names its own file already')
  const outputs = wanted.map((output) => (output === printed && file !== undefined ? { ...output, path: file } : output))
  const taken = new Set<string>()
  for (const { path } of outputs) {
    if (path === undefined) continue
    const absolute = absolutePath(cwd, path)
    if (taken.has(absolute)) throw new UsageError(`--format: two reports cannot go to the same file: '${path}'`)
    taken.add(absolute)
  }
  return outputs
}

function readOutput(value: string): Output {
  const equals = value.indexOf('=')
  const name = equals < 0 ? value : value.slice(0, equals)
  const format = formatNames.find((known) => known === name)
  if (format === undefined) throw new UsageError(`--format must be ${formatNames.join(', ')}, not '${name}'`)
  if (equals < 0) return { format }
  const path = value.slice(equals + 1)
  if (path === '') throw new UsageError(`--format ${format}= needs a file: --format ${format}=<file>`)
  return { format, path }
}

/**
 * Writes every report, files first. If one cannot be written, the others still are.
 * @returns messages about reports that could not be written
 */
export async function writeReports(report: Report, outputs: readonly Output[], inputs: ReportInputs, args: Arguments, terminal: Terminal): Promise<string[]> {
  const wanted = args.flags.has('no-color') ? false : args.flags.has('color') || undefined
  const problems: string[] = []
  for (const { format, path } of [...outputs].sort((a, b) => Number(a.path === undefined) - Number(b.path === undefined))) {
    const render = await formats[format].load()
    const text = render(report, {
      ...inputs,
      get rules() {
        return inputs.rules()
      },
      color: colorLevel(terminal, path === undefined ? wanted : (wanted ?? false)),
      ...(path === undefined && terminal.stdout.isTTY && { width: terminal.stdout.columns }),
    })
    try {
      if (path === undefined) await write(terminal.stdout, text)
      else writeReport(absolutePath(inputs.cwd, path), text, terminal.env)
    } catch (error) {
      problems.push(error instanceof UsageError ? error.message : `cannot write '${path ?? ''}': ${reasonOf(error)}`)
    }
  }
  return problems
}

/** Creates missing directories, as test runners do: a CI job usually has no `reports/` yet. */
function writeReport(file: string, text: string, env: Terminal['env']): void {
  makeDirectory(dirname(file))
  // The job summary may contain output of other commands in the same step.
  const isSummary = env['GITHUB_STEP_SUMMARY'] !== undefined && absolutePath('/', env['GITHUB_STEP_SUMMARY']) === file
  if (isSummary) appendFileSync(file, text)
  else writeFileSync(file, text)
}
