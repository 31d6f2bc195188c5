import { ConfigurationError, UsageError } from '../../core/errors.ts'
import { printable } from '../../core/printable.ts'
import { readArguments } from './arguments.ts'
import type { Arguments } from './arguments.ts'
import type { ExitCode } from './exit-code.ts'
import { write } from './terminal.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'

/**
 * Runs a command line. The code of a command is only loaded if it is called.
 * @param args what follows the program's name
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  try {
    return await carryOut(readArguments(args), terminal)
  } catch (error) {
    await write(terminal.stderr, complaint(error))
    return 2
  }
}

async function carryOut(args: Arguments, terminal: Terminal): Promise<ExitCode> {
  if (args.flags.has('help')) {
    const { helpText } = await import('./help.ts')
    await write(terminal.stdout, helpText(args.command, version))
    return 0
  }
  switch (args.command?.name) {
    case 'check':
      return (await import('./check.ts')).checkCommand(args, terminal)
    case 'diff':
      return (await import('./diff.ts')).diffCommand(args, terminal)
    case 'init':
      return (await import('./init.ts')).initCommand(args, terminal)
    case 'routes':
      return (await import('./routes.ts')).routesCommand(args, terminal)
    case 'rules':
      return (await import('./rules.ts')).rulesCommand(args, terminal)
    case 'explain':
      return (await import('./explain.ts')).explainCommand(args, terminal)
    default:
      await write(terminal.stdout, `${version}\n`)
      return 0
  }
}

/** The message for an error. Only a defect of our own gets a stack trace. */
function complaint(error: unknown): string {
  if (error instanceof UsageError) return `setsquare: ${printable(error.message)}\n`
  if (error instanceof ConfigurationError) return error.message.split('\n').map((line) => `setsquare: ${printable(line)}\n`).join('')
  if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') return 'setsquare: the working directory does not exist any more\n'
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return `setsquare crashed. This is a bug in Setsquare, not in your project. Please report it with this trace:\n${trace}\n`
}
