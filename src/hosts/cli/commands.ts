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
  { name: 'color', description: 'Use colours even if the output is not a terminal' },
  { name: 'no-color', description: 'Use no colours (as with the environment variable NO_COLOR)' },
]

const config: Flag = { name: 'config', value: 'file', description: 'Configuration file (default: the nearest setsquare.yaml or setsquare.config.js, in this directory or above)' }
const cwd: Flag = { name: 'cwd', value: 'directory', description: 'Run as if started in this directory' }
const help: Flag = { name: 'help', description: 'Show this help' }

/** Flags of commands that report findings. */
const format: Flag = {
  name: 'format',
  value: 'name[=file]',
  choices: formatNames,
  takesPath: true,
  repeatable: true,
  description: 'Report format (default: pretty); `=file` writes the report to a file; can be repeated',
}
const output: Flag = { name: 'output', value: 'file', description: 'Write the report to a file instead of printing it' }
const rule: Flag = { name: 'rule', value: 'id:severity', repeatable: true, description: "Set a rule's severity: error, warn, info or off; 'topic/*' and '*' set several" }
const preset: Flag = { name: 'preset', value: 'name', description: 'The rules to start from: recommended (the default), strict or all' }
const failOn: Flag = { name: 'fail-on', value: 'severity', choices: ['error', 'warn', 'info', 'never'], description: 'Exit with code 1 if there are findings of this severity or above (default: error)' }
const maxWarnings: Flag = { name: 'max-warnings', value: 'n', description: 'Exit with code 1 if there are more warnings than this' }
const reportSuppressed: Flag = { name: 'report-suppressed', description: 'Also list suppressed findings on stderr, with the reasons' }
const quiet: Flag = { name: 'quiet', description: 'Report errors only' }

/** Flags of commands that read a project without checking it. */
const readingFlags: readonly Flag[] = [config, cwd, ...colors, help]

/** The definition of the command line, from which parsing, suggestions and help are derived. */
export const commands: readonly Command[] = [
  {
    name: 'check',
    operands: '[paths...]',
    description: 'Check contracts and code: files, directories or globs; the current directory by default',
    flags: [
      format,
      output,
      config,
      preset,
      rule,
      failOn,
      maxWarnings,
      { name: 'baseline', value: 'file', isOptional: true, description: 'Report only findings that are not in this baseline (default: setsquare-baseline.txt)' },
      { name: 'no-baseline', description: 'Also report known findings, even if the configuration names a baseline' },
      { name: 'update-baseline', description: 'Write the current findings to the baseline' },
      { name: 'prune-baseline', description: 'Remove fixed findings from the baseline; add none' },
      { name: 'fix', description: 'Fix what has exactly one right answer, and report the rest' },
      { name: 'fix-dry-run', description: 'Print what --fix would change as a diff; change nothing' },
      { name: 'no-types', description: 'Do not compute TypeScript types: may be faster, and finds the same or less' },
      { name: 'stats', description: 'Also print on stderr how often types were needed, and how long that took' },
      reportSuppressed,
      { name: 'no-spectral', description: "Do not run the project's own Spectral ruleset" },
      quiet,
      { name: 'staged', description: 'Check the staged files as they are staged, and what they break elsewhere' },
      { name: 'named-too', description: 'With --staged: check the given paths too, staged or not, instead of only the staged files among them' },
      { name: 'since', value: 'ref', description: 'Check the files changed since this branch left <ref>, and what they break elsewhere' },
      { name: 'no-cache', description: 'Neither use nor write the cache' },
      { name: 'cache-location', value: 'directory', description: 'The directory of the cache (default: node_modules/.cache/setsquare)' },
      cwd,
      { name: 'allow-empty', description: 'Do not fail if there is nothing to check' },
      { name: 'allow-outside-root', description: 'Follow references to files outside the project' },
      ...colors,
      help,
    ],
    examples: ['setsquare check', 'setsquare check api/openapi.yaml src --preset strict', "setsquare check --rule plural-collections:error --rule 'caching/*:off'", 'setsquare check --format pretty --format sarif=report.sarif'],
  },
  {
    name: 'diff',
    operands: '<base> [head]',
    description: 'Report what breaks clients between two versions of contracts: files, git revisions or `revision:file`; the head is the working tree by default',
    flags: [format, output, config, preset, rule, failOn, maxWarnings, reportSuppressed, quiet, cwd, ...colors, help],
    examples: ['setsquare diff origin/main', 'setsquare diff main openapi.yaml', 'setsquare diff v1.2.0:openapi.yaml openapi.yaml', 'setsquare diff old.yaml new.yaml --format json'],
  },
  {
    name: 'init',
    operands: '',
    description: 'Set up configuration, baseline, git hook and CI of a repository; asks before it writes',
    flags: [
      { name: 'yes', description: 'Write everything that is proposed, without asking' },
      { name: 'dry-run', description: 'Show what would be written; write nothing' },
      { name: 'cwd', value: 'directory', description: 'A directory of the repository' },
      ...colors,
      help,
    ],
    examples: ['setsquare init', 'setsquare init --dry-run', 'setsquare init --yes'],
  },
  {
    name: 'routes',
    operands: '[paths...]',
    description: 'List the routes found in code, with handlers and middleware, and what could not be read',
    flags: [
      { name: 'format', value: 'name', choices: ['table', 'json'], description: 'Output format (default: table)' },
      ...readingFlags,
    ],
    examples: ['setsquare routes', 'setsquare routes src --format json'],
  },
  {
    name: 'rules',
    operands: '',
    description: 'List all rules',
    flags: [{ name: 'format', value: 'name', choices: ['pretty', 'json'], description: 'Output format (default: pretty)' }, ...colors, help],
    examples: ['setsquare rules', 'setsquare rules --format json'],
  },
  {
    name: 'explain',
    operands: '<rule> | architecture [path] | conventions <contract>',
    description: 'Explain a rule, with examples; or show the architecture of the code, or the conventions of a contract',
    flags: [
      { name: 'format', value: 'name', choices: ['pretty', 'json'], description: 'Output format for the architecture or the conventions (default: pretty)' },
      ...readingFlags,
    ],
    examples: ['setsquare explain plural-collections', 'setsquare explain architecture', 'setsquare explain architecture services/orders --format json', 'setsquare explain conventions openapi.yaml'],
  },
]

/** Flags without a command. */
export const globalFlags: readonly Flag[] = [{ name: 'version', description: 'Show the version' }, help]
