import { commands, globalFlags } from './commands.ts'
import type { Command, Flag } from './commands.ts'

/** The help for the program, or for one command. */
export function helpText(command: Command | undefined, version: string): string {
  return command === undefined ? programHelp(version) : commandHelp(command)
}

function programHelp(version: string): string {
  return [
    `setsquare ${version}: one linter for the API contract and the code behind it`,
    '',
    'Usage: setsquare <command> [flags]',
    '       setsquare               the same as: setsquare check .',
    '',
    'Commands:',
    ...columns(commands.map((command) => [`${command.name} ${command.operands}`.trim(), command.description])),
    '',
    'Flags:',
    ...columns(globalFlags.map(flagRow)),
    '',
    'For the flags of a command: setsquare <command> --help',
    'Exit codes: 0 no findings that fail the run, 1 such findings, 2 the check could not be completed.',
    '',
  ].join('\n')
}

function commandHelp(command: Command): string {
  return [
    `${command.description}.`,
    '',
    `Usage: setsquare ${`${command.name} ${command.operands}`.trim()} [flags]`,
    '',
    'Flags:',
    ...columns(command.flags.map(flagRow)),
    '',
    'Examples:',
    ...command.examples.map((example) => `  ${example}`),
    '',
  ].join('\n')
}

/** The maximal width of choices beside a flag; longer lists go into the description. */
const maxChoices = 40

function flagRow({ name, value, isOptional, choices = [], description }: Flag): [string, string] {
  if (value === undefined) return [`--${name}`, description]
  if (isOptional === true) return [`--${name} [${value}]`, description]
  const together = choices.join('|')
  if (together === '' || together.length > maxChoices) return [`--${name} <${value}>`, [description, ...(together === '' ? [] : [choices.join(', ')])].join('. One of ')]
  return [`--${name} <${together}>`, description]
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
