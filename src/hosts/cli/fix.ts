import { UsageError } from '../../core/errors.ts'
import { printable } from '../../core/printable.ts'
import { unifiedDiff } from '../../reporters/diff.ts'
import { relativePath } from '../../reporters/reporter.ts'
import { counted } from '../../core/counted.ts'
import type { CheckOutcome } from '../node/check/check-outcome.ts'
import { disk } from '../node/disk/disk.ts'
import type { FixOutcome } from '../fix.ts'
import type { FixedCheck } from '../node/fix.ts'
import { writeFiles } from '../node/disk/write-files.ts'
import type { Arguments } from './arguments.ts'
import { colorLevel, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'

export { fix } from '../node/fix.ts'

/** Flags with which a run checks something else than the files on disk, or writes the baseline. */
const contradictory = ['staged', 'update-baseline', 'prune-baseline'] as const

/**
 * Whether to write fixes to files, or only to show them.
 * @throws UsageError for flags that contradict each other
 */
export function fixModeOf({ flags }: Arguments): 'write' | 'show' | undefined {
  const mode = flags.has('fix-dry-run') ? 'show' : flags.has('fix') ? 'write' : undefined
  const name = mode === 'show' ? 'fix-dry-run' : 'fix'
  if (mode === 'show' && flags.has('fix')) throw new UsageError('--fix and --fix-dry-run cannot be used together')
  const unwritten = (['format', 'output'] as const).find((flag) => flags.has(flag))
  if (mode === 'show' && unwritten !== undefined) throw new UsageError(`--fix-dry-run prints a diff instead of a report: remove --${unwritten}`)
  const other = contradictory.find((flag) => flags.has(flag))
  if (mode !== undefined && other === 'staged') throw new UsageError(`--${name} is about files on disk, and --staged about what will be committed: fix first, then stage the changes`)
  if (mode !== undefined && other !== undefined) throw new UsageError(`--${name} and --${other} cannot be used together: fix first`)
  return mode
}

/**
 * Performs `--fix`: writes the changed files, and reports them on stderr.
 * @returns the outcome of the check after the fixes
 */
export async function writeFixes(outcome: FixOutcome<FixedCheck>, cwd: string, terminal: Terminal): Promise<CheckOutcome> {
  const nameOf = nameIn(cwd)
  await writeFiles(outcome.changes, nameOf)
  await write(terminal.stderr, `${account(outcome, 'fixed', nameOf)}${refusals(outcome, nameOf)}`)
  const { report } = outcome.after.outcome
  return { ...outcome.after.outcome, report: { ...report, summary: { ...report.summary, fixed: total(outcome) } } }
}

/**
 * Performs `--fix-dry-run`: prints a diff of the changes.
 * @returns the outcome of the check without the fixes
 */
export async function showFixes(outcome: FixOutcome<FixedCheck>, cwd: string, args: Arguments, terminal: Terminal): Promise<CheckOutcome> {
  const nameOf = nameIn(cwd)
  const diffs = [...outcome.changes].map(([file, table]) => unifiedDiff(nameOf(file), table, markOf(file)))
  const wanted = args.flags.has('no-color') ? false : args.flags.has('color') || undefined
  const level = colorLevel(terminal, wanted)
  await write(terminal.stdout, level === 0 && !terminal.stdout.isTTY ? diffs.join('') : await colored(diffs.join(''), level))
  await write(terminal.stderr, `${account(outcome, 'would be fixed', nameOf)}${refusals(outcome, nameOf)}`)
  return outcome.before.outcome
}

/** The byte order mark of a file, or an empty text. */
function markOf(file: string): string {
  const mark = '\uFEFF'
  return disk.headOf(file, 3).bytes.toString('utf8') === mark ? mark : ''
}

/** Colours a diff for a terminal. Control characters in checked files are escaped, so that they cannot control the terminal. */
async function colored(diff: string, level: 0 | 1 | 2 | 3): Promise<string> {
  const { Chalk } = await import('chalk')
  const chalk = new Chalk({ level })
  const paint = { '-': chalk.red, '+': chalk.green, '@': chalk.cyan } as const
  const signs = ['-', '+', '@'] as const
  return diff
    .split('\n')
    .map((line) => {
      const sign = signs.find((one) => line.startsWith(one))
      return sign === undefined ? printable(line) : paint[sign](printable(line))
    })
    .join('\n')
}

function nameIn(cwd: string): (file: string) => string {
  return (file) => relativePath(cwd, file)
}

function total({ counts }: Pick<FixOutcome<FixedCheck>, 'counts'>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

function account(outcome: Pick<FixOutcome<FixedCheck>, 'counts'>, what: string, nameOf: (file: string) => string): string {
  const { counts } = outcome
  if (counts.size === 0) return `setsquare: nothing ${what}\n`
  const files = [...counts].map(([file, count]) => `${printable(nameOf(file))} (${count})`)
  const found = counted(total(outcome), 'finding')
  return `setsquare: ${what === 'fixed' ? `fixed ${found}` : `${found} ${what}`} in ${files.join(', ')}\n`
}

function refusals({ refused }: Pick<FixOutcome<FixedCheck>, 'refused'>, nameOf: (file: string) => string): string {
  return refused
    .map(({ finding: { file, line, column, rule }, reason }) => `setsquare: not fixed: ${printable(nameOf(file))}:${line}:${column} ${rule}: ${reason}\n`)
    .join('')
}
