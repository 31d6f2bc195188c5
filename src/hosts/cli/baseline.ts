import { UsageError } from '../../core/errors.ts'
import { printable } from '../../core/printable.ts'
import { relativePath } from '../../reporters/reporter.ts'
import type { BaselineChange } from '../node/check/apply-baseline.ts'
import type { CheckRequest } from '../node/check/check-request.ts'
import { valueOf } from './arguments.ts'
import type { Arguments } from './arguments.ts'

/** What the flags say about the baseline; empty without such flags, so that the configuration decides. */
export function baselineRequest(args: Arguments): Pick<CheckRequest, 'baseline'> {
  const file = valueOf(args, 'baseline')
  const wanted = ['baseline', 'no-baseline', 'update-baseline', 'prune-baseline'].filter((name) => args.flags.has(name))
  const [first, second] = wanted.filter((name) => name !== 'baseline' || wanted.includes('no-baseline'))
  if (first !== undefined && second !== undefined) throw new UsageError(`--${first} and --${second} cannot be used together`)
  if (wanted.length === 0) return {}
  if (first === 'no-baseline') return { baseline: false }
  const action = first === 'update-baseline' ? 'update' : first === 'prune-baseline' ? 'prune' : 'use'
  return { baseline: { action, ...(file !== undefined && file !== '' && { file }) } }
}

/** A message about what was changed in the baseline file. */
export function changeText({ file, entries, added, removed, isWritten, isConfigured }: BaselineChange, cwd: string): string {
  const what = isWritten ? `${added} added, ${removed} removed` : 'unchanged'
  const name = printable(relativePath(cwd, file))
  const hint = isConfigured ? '' : `; add \`baseline: ${name}\` to setsquare.yaml to use it in every run`
  return `setsquare: ${name}: ${entries} known ${entries === 1 ? 'finding' : 'findings'} (${what})${hint}\n`
}
