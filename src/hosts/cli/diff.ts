import { UsageError } from '../../core/errors.ts'
import { diff } from '../node/diff.ts'
import { valueOf } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import { conclude, maxWarnings, ruleFlags } from './check.ts'
import type { ExitCode } from './exit-code.ts'
import { outputsOf } from './outputs.ts'
import type { Terminal } from './terminal.ts'
import { workingDirectory } from './working-directory.ts'

/** `setsquare diff <base> [head]`: what breaks clients between two versions of contracts. */
export async function diffCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const [base, head, ...more] = args.operands
  if (base === undefined || more.length > 0) throw new UsageError('diff compares two states: setsquare diff <base> [head], such as `setsquare diff origin/main`')
  const cwd = workingDirectory(valueOf(args, 'cwd'))
  const outputs = outputsOf(args, cwd)
  const limits = { maxWarnings: maxWarnings(args), allowEmpty: true }
  const configFile = valueOf(args, 'config')
  const preset = valueOf(args, 'preset')
  const outcome = await diff({
    cwd,
    base,
    ...(head !== undefined && { head }),
    ...(configFile !== undefined && { configFile }),
    ...(preset !== undefined && { preset }),
    rules: ruleFlags(args.flags.get('rule') ?? []),
  })
  return conclude(outcome, { cwd, outputs, limits }, args, terminal)
}
