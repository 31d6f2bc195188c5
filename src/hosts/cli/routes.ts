import { UsageError } from '../../core/errors.ts'
import { printable } from '../../core/printable.ts'
import { incompleteKinds } from '../../core/verdict.ts'
import { relativePath } from '../../reporters/reporter.ts'
import { inventory } from '../node/inventory.ts'
import { valueOf } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import { routesJson, routesTable } from './routes-text.ts'
import type { ExitCode } from './exit-code.ts'
import { colorLevel, Progress, write } from './terminal.ts'
import type { Terminal } from './terminal.ts'
import { workingDirectory } from './working-directory.ts'

/** `setsquare routes`: the routes of the code on stdout; files that could not be read on stderr. */
export async function routesCommand(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  const cwd = workingDirectory(valueOf(args, 'cwd'))
  const configFile = valueOf(args, 'config')
  const progress = new Progress(terminal, cwd)
  const request = { cwd, paths: args.operands, ...(configFile !== undefined && { configFile }), onProgress: progress.update }
  const found = await inventory(request).finally(() => {
    progress.end()
  })
  const unread = found.coverage.filter(({ kind }) => incompleteKinds.has(kind))
  if (found.sources === 0 && unread.length === 0) throw new UsageError(`nothing to read: no TypeScript or JavaScript in ${args.operands.join(', ') || cwd}`)
  if (valueOf(args, 'format') === 'json') await write(terminal.stdout, routesJson(found, cwd))
  else {
    const { Chalk } = await import('chalk')
    const wanted = args.flags.has('no-color') ? false : args.flags.has('color') || undefined
    await write(terminal.stdout, routesTable(found, cwd, new Chalk({ level: colorLevel(terminal, wanted) })))
  }
  for (const { file, message } of unread) await write(terminal.stderr, `setsquare: not read: ${printable(`${relativePath(cwd, file)}: ${message}`)}\n`)
  return unread.length > 0 ? 2 : 0
}
