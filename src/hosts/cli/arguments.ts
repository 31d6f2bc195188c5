import { parseArgs } from 'node:util'

import { UsageError } from '../../core/errors.ts'
import { nearest, suggestion } from '../../core/nearest.ts'
import { commands, globalFlags } from './commands.ts'
import type { Command, Flag } from './commands.ts'

/** A parsed command line. */
export interface Arguments {
  /** Left out for `setsquare --version` and `setsquare --help`. */
  readonly command: Command | undefined
  readonly operands: readonly string[]
  /** The values of every given flag, by name; empty for switches. */
  readonly flags: ReadonlyMap<string, readonly string[]>
}

const aliases: ReadonlyMap<string, string> = new Map([
  ['h', 'help'],
  ['v', 'version'],
  ['c', 'config'],
  ['f', 'format'],
  ['o', 'output'],
  ['q', 'quiet'],
])

/**
 * Parses a command line. The default command is `check`.
 * @param args what follows the program's name
 * @throws UsageError for unknown commands and flags, with the most similar known one
 */
export function readArguments(args: readonly string[]): Arguments {
  const everyFlag = [...globalFlags, ...commands.flatMap((command) => command.flags)]
  const position = tokensOf(args, everyFlag).find((token) => token.kind === 'positional' || isUnknown(token, everyFlag))
  // What follows an unknown flag may be its value, and is not taken for a command.
  if (position?.kind !== 'positional') return withoutCommand(args)
  const others = args.filter((_, index) => index !== position.index)
  if (position.value === 'help') return helpOn(others[0])
  const command = commandNamed(position.value)
  if (command === undefined) throw unknownCommand(position.value)
  return { command, ...readFlags(others, command.flags) }
}

/** `setsquare help`, `setsquare help check` */
function helpOn(name: string | undefined): Arguments {
  const command = commandNamed(name)
  if (name !== undefined && command === undefined) throw unknownCommand(name)
  return { command, operands: [], flags: new Map([['help', []]]) }
}

function withoutCommand(args: readonly string[]): Arguments {
  const check = commandNamed('check')
  const read = readFlags(args, [...globalFlags, ...(check?.flags ?? [])])
  const isGlobal = globalFlags.some((flag) => read.flags.has(flag.name))
  return { command: isGlobal ? undefined : check, ...read }
}

/** The value of a flag; the last one if it was given several times. */
export function valueOf({ flags }: Arguments, name: string): string | undefined {
  return flags.get(name)?.at(-1)
}

function commandNamed(name: string | undefined): Command | undefined {
  return commands.find((command) => command.name === name)
}

function unknownCommand(name: string): UsageError {
  const meant = nearest(name, commands.map((command) => command.name))
  const looksLikePath = meant === undefined && /[./\\*]/.test(name)
  if (looksLikePath) return new UsageError(`unknown command '${name}': to check it, write \`setsquare check ${name}\``)
  const flag = globalFlags.find((one) => one.name === name)
  if (flag !== undefined) return new UsageError(`unknown command '${name}': did you mean '--${name}'?`)
  const known = `the commands are ${commands.map((command) => command.name).join(', ')}`
  return new UsageError(`unknown command '${name}': ${meant === undefined ? known : `did you mean '${meant}'?`}`)
}

type Token = NonNullable<ReturnType<typeof parseArgs>['tokens']>[number]

// Most command lines are words and switches in full, with nothing to parse: loading what parses took a twentieth of `check --staged`.
function tokensOf(args: readonly string[], known: readonly Flag[]): readonly Token[] {
  const isSwitch = (arg: string): boolean => known.some(({ name, value }) => value === undefined && arg === `--${name}`)
  if (args.every((arg) => !arg.startsWith('-') || isSwitch(arg)))
    return args.map((arg, index) =>
      arg.startsWith('-')
        ? { kind: 'option', index, name: arg.slice(2), rawName: arg, value: undefined, inlineValue: undefined }
        : { kind: 'positional', index, value: arg },
    )
  const shortOf = new Map([...aliases].map(([short, name]) => [name, short]))
  const options = known.map(({ name, value }) => {
    const short = shortOf.get(name)
    return [name, { type: value === undefined ? 'boolean' : 'string', ...(short !== undefined && { short }) }] as const
  })
  const complete = args.map((arg, index) => withOptionalValue(arg, args[index + 1], known))
  return parseArgs({ args: complete, options: Object.fromEntries(options), strict: false, allowPositionals: true, tokens: true }).tokens
}

/** Gives an empty value to a flag whose value is optional and left out, so that `parseArgs` does not take the next flag for it. */
function withOptionalValue(arg: string, next: string | undefined, known: readonly Flag[]): string {
  const isAlone = next === undefined || next.startsWith('-')
  return isAlone && known.some((flag) => flag.isOptional === true && arg === `--${flag.name}`) ? `${arg}=` : arg
}

function isUnknown(token: Token, known: readonly Flag[]): boolean {
  return token.kind === 'option' && !known.some(({ name }) => name === token.name)
}

function readFlags(args: readonly string[], known: readonly Flag[]): Pick<Arguments, 'operands' | 'flags'> {
  const operands: string[] = []
  const flags = new Map<string, string[]>()
  for (const token of tokensOf(args, known)) {
    if (token.kind === 'positional') operands.push(token.value)
    if (token.kind !== 'option') continue
    const flag = known.find(({ name }) => name === token.name)
    if (flag === undefined) throw unknownFlag(token.rawName, known)
    const values = flags.get(flag.name) ?? []
    if (values.length > 0 && flag.repeatable !== true) throw new UsageError(`--${flag.name} is given twice`)
    flags.set(flag.name, flag.value === undefined ? refuseValue(flag, token.value) : [...values, acceptValue(flag, token)])
  }
  return { operands, flags }
}

function unknownFlag(raw: string, known: readonly Flag[]): UsageError {
  const name = raw.replace(/^-+/, '')
  const owner = commands.find((command) => command.flags.some((flag) => flag.name === name))
  if (owner !== undefined) return new UsageError(`'${raw}' is a flag of \`setsquare ${owner.name}\``)
  const meant = nearest(name, known.map((flag) => flag.name))
  return new UsageError(`unknown flag '${raw}'${meant === undefined ? ': --help lists them' : `: did you mean '--${meant}'?`}`)
}

function refuseValue(flag: Flag, value: string | undefined): string[] {
  if (value !== undefined) throw new UsageError(`--${flag.name} takes no value`)
  return []
}

function acceptValue(flag: Flag, token: { readonly value: string | undefined; readonly inlineValue: boolean | undefined }): string {
  const { value } = token
  if (flag.isOptional === true && value === '') return ''
  const isNextFlag = token.inlineValue !== true && value?.startsWith('--') === true
  if (value === undefined || value === '' || isNextFlag) throw new UsageError(`--${flag.name} needs a value: --${flag.name} <${flag.value ?? ''}>`)
  const choice = flag.takesPath === true ? value.replace(/=[^]*/, '') : value
  if (flag.choices !== undefined && !flag.choices.includes(choice)) {
    throw new UsageError(`--${flag.name} must be ${flag.choices.join(', ')}, not '${choice}'${suggestion(choice, flag.choices)}`)
  }
  return value
}
