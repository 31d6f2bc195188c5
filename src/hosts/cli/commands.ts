import { formatNames } from '../../reporters/formats.ts'

/** A flag of the command line. */
export interface Flag {
  readonly name: string
  /** The name of its value in the help; left out for a switch. */
  readonly value?: string
  /** The value may be left out if another flag or nothing follows. */
  readonly isOptional?: boolean
  /** The allowed values, if they are few. */
  readonly choices?: readonly string[]
  /** A choice may be followed by `=` and a file path. */
  readonly takesPath?: boolean
  /** May be given several times. */
  readonly repeatable?: boolean
  readonly description: string
}

/** A command, as the help describes it. */
export interface Command {
  readonly name: string
  /** The operands after the name, for the help. */
  readonly operands: string
  readonly description: string
  readonly flags: readonly Flag[]
  readonly examples: readonly string[]
}

const colors: readonly Flag[] = [
  { name: 'color', description: 'Use colours even where the output is no terminal' },
  { name: 'no-color', description: 'Use no colours (also: the variable NO_COLOR)' },
]

const config: Flag = { name: 'config', value: 'file', description: 'The configuration to use (the nearest setsquare.yaml or setsquare.config.js upward)' }
const cwd: Flag = { name: 'cwd', value: 'directory', description: 'The directory to work in' }
const help: Flag = { name: 'help', description: 'Show this help' }

/** Flags of commands that read a project without checking it. */
const readingFlags: readonly Flag[] = [config, cwd, ...colors, help]

/** The definition of the command line, from which parsing, suggestions and help are derived. */
export const commands: readonly Command[] = [
  {
    name: 'check',
    operands: '[paths...]',
    description: 'Check contracts and code: files, directories or globs; the current directory by default',
    flags: [
      {
        name: 'format',
        value: 'name[=file]',
        choices: formatNames,
        takesPath: true,
        repeatable: true,
        description: 'How to report the findings (pretty), and into which file instead of printing them; several times for several reports',
      },
      { name: 'output', value: 'file', description: 'Write the findings to a file instead of printing them' },
      config,
      { name: 'preset', value: 'name', description: 'The rules to start from: recommended, strict or all' },
      { name: 'rule', value: 'id:severity', repeatable: true, description: "Weigh a rule: error, warn, info or off; 'topic/*' and '*' for several" },
      { name: 'fail-on', value: 'severity', choices: ['error', 'warn', 'info', 'never'], description: 'The least severity that makes the exit code 1 (error)' },
      { name: 'max-warnings', value: 'n', description: 'Make the exit code 1 when there are more warnings than this' },
      { name: 'baseline', value: 'file', isOptional: true, description: 'Report only what this file of known findings has not (setsquare-baseline.txt)' },
      { name: 'no-baseline', description: 'Report known findings too, whatever the configuration says' },
      { name: 'update-baseline', description: 'Make the baseline hold what is found now' },
      { name: 'prune-baseline', description: 'Take out of the baseline what is fixed, and add nothing' },
      { name: 'fix', description: 'Put right what has one right answer, and report what is left' },
      { name: 'fix-dry-run', description: 'Print what --fix would change as a diff, and change nothing' },
      { name: 'no-types', description: 'Never ask for types: quicker where much is open, and finds the same or less' },
      { name: 'stats', description: 'Also say, on stderr, how often types were asked for and how long that took' },
      { name: 'report-suppressed', description: 'Also list, on stderr, the findings that are suppressed, and why' },
      { name: 'no-spectral', description: "Leave the project's own Spectral ruleset out" },
      { name: 'quiet', description: 'Report errors only' },
      { name: 'staged', description: 'Check what a commit made now would contain, and what it causes elsewhere' },
      { name: 'named-too', description: 'With --staged: check the paths that are named whether they are staged or not, instead of only these' },
      { name: 'since', value: 'ref', description: 'Check what has changed since the branch left another, and what that causes elsewhere' },
      { name: 'no-cache', description: 'Keep nothing between runs' },
      { name: 'cache-location', value: 'directory', description: 'Where to keep what is known of unchanged files (node_modules/.cache/setsquare)' },
      cwd,
      { name: 'allow-empty', description: 'Be content when there is nothing to check' },
      { name: 'allow-outside-root', description: 'Follow references to files outside the project' },
      ...colors,
      help,
    ],
    examples: ['setsquare check', 'setsquare check api/openapi.yaml src --preset strict', "setsquare check --rule plural-collections:error --rule 'caching/*:off'", 'setsquare check --format pretty --format sarif=report.sarif'],
  },
  {
    name: 'init',
    operands: '',
    description: 'Set up the configuration, a baseline, the hook and CI of a repository, after asking',
    flags: [
      { name: 'yes', description: 'Write what is proposed without asking' },
      { name: 'dry-run', description: 'Show what would be written, and write nothing' },
      { name: 'cwd', value: 'directory', description: 'A directory of the repository' },
      ...colors,
      help,
    ],
    examples: ['setsquare init', 'setsquare init --dry-run', 'setsquare init --yes'],
  },
  {
    name: 'routes',
    operands: '[paths...]',
    description: 'List the routes that code answers: with handlers, middleware, and what could not be read',
    flags: [
      { name: 'format', value: 'name', choices: ['table', 'json'], description: 'How to print them (table)' },
      ...readingFlags,
    ],
    examples: ['setsquare routes', 'setsquare routes src --format json'],
  },
  {
    name: 'rules',
    operands: '',
    description: 'List the rules',
    flags: [{ name: 'format', value: 'name', choices: ['pretty', 'json'], description: 'How to print them (pretty)' }, ...colors, help],
    examples: ['setsquare rules', 'setsquare rules --format json'],
  },
  {
    name: 'explain',
    operands: '<rule> | architecture [path] | conventions <contract>',
    description: 'Say what a rule looks for, why, and what to do, with examples; or which architecture is seen in the code, and which conventions in a contract',
    flags: [
      { name: 'format', value: 'name', choices: ['pretty', 'json'], description: 'How to print the architecture or the conventions (pretty)' },
      ...readingFlags,
    ],
    examples: ['setsquare explain plural-collections', 'setsquare explain architecture', 'setsquare explain architecture services/orders --format json', 'setsquare explain conventions openapi.yaml'],
  },
]

/** Flags without a command. */
export const globalFlags: readonly Flag[] = [{ name: 'version', description: 'Show the version' }, help]
