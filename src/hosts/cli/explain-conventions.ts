import type { ChalkInstance } from 'chalk'

import { UsageError } from '../../core/errors.ts'
import { printable } from '../../core/printable.ts'
import { relativePath } from '../../reporters/reporter.ts'
import { explainConventions } from '../node/explain-conventions.ts'
import type { ExplainedConvention } from '../node/explain-conventions.ts'
import { valueOf } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import type { ExitCode } from './exit-code.ts'
import { colorLevel, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'
import { workingDirectory } from './working-directory.ts'

// How many deviations are shown. The JSON format has all of them.
const mostShown = 5

/** `setsquare explain conventions <contract>`: configured and inferred conventions, the evidence, and the deviations. */
export async function explainConventionsCommand(args: Arguments, paths: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [path, ...more] = paths
  if (path === undefined || more.length > 0) throw new UsageError('explain conventions takes one contract: setsquare explain conventions <contract>')
  const cwd = workingDirectory(valueOf(args, 'cwd'))
  const conventions = await explainConventions(cwd, path, valueOf(args, 'config'))
  const text = valueOf(args, 'format') === 'json' ? asJson(conventions, cwd) : await asText(conventions, cwd, args, terminal)
  await write(terminal.stdout, text)
  return 0
}

function asJson(conventions: readonly ExplainedConvention[], cwd: string): string {
  const list = conventions.map(({ value, deviating, ...rest }) => ({
    ...rest,
    value: value ?? null,
    deviating: deviating.map((one) => ({ ...one, file: relativePath(cwd, one.file) })),
  }))
  return `${JSON.stringify({ version: 1, conventions: list }, undefined, 2)}\n`
}

async function asText(conventions: readonly ExplainedConvention[], cwd: string, args: Arguments, terminal: Terminal): Promise<string> {
  const { Chalk } = await import('chalk')
  const wanted = args.flags.has('no-color') ? false : args.flags.has('color') || undefined
  const chalk = new Chalk({ level: colorLevel(terminal, wanted) })
  return `${conventions.flatMap((convention) => linesOf(convention, cwd, chalk)).join('\n')}\n`
}

function linesOf({ key, about, value, source, keeping, of, unit, deviating }: ExplainedConvention, cwd: string, chalk: ChalkInstance): string[] {
  const name = about === undefined ? chalk.bold(key) : `${chalk.bold(key)} ${about}`
  const grounds = of === 0 ? `there are no ${unit}` : value === undefined ? (of < 4 ? `too few ${unit}: ${of}` : `no majority among ${of} ${unit}`) : `${source}; ${keeping} of ${of} ${unit}`
  const rest = deviating.length - mostShown
  return [
    `${name}: ${value === undefined ? chalk.dim('none') : chalk.cyan(printable(value))} ${chalk.dim(`(${grounds})`)}`,
    ...deviating.slice(0, mostShown).map(({ file, line, column, what }) => `  ${printable(`${relativePath(cwd, file)}:${line}:${column}  ${what}`)}`),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ]
}
