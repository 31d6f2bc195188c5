import { dirname, join } from 'node:path'

import type { ConfigurationFile } from '../../../config/configuration-file.ts'
import { ConfigurationError, UsageError } from '../../../core/errors.ts'
import type { ConfigurationProblem } from '../../../core/errors.ts'
import { asList, field } from '../../../core/json.ts'
import { splitLines } from '../../../core/lines.ts'
import type { Rule } from '../../../core/rule.ts'
import { dataNames, programNames } from './configuration-names.ts'
import type { CustomRule } from './custom-rules.ts'
import { disk } from '../disk/disk.ts'
import { absolutePath, projectRoot, withSlashes } from '../disk/paths.ts'
import type { Tree } from '../disk/tree.ts'

/** Names that look like ours but are not read. Ignoring such a file silently would suggest that it has an effect. */
const unreadNames = ['setsquare.config.ts', 'setsquare.config.mts', 'setsquare.config.cts', '.setsquare.yaml', '.setsquare.yml', '.setsquare.json', '.setsquarerc']

/** A configuration, and where it came from. */
export interface LoadedConfiguration {
  readonly configuration: ConfigurationFile
  /** The configuration file; left out if there is none. Absolute, forward slashes. */
  readonly file?: string
  /** The directory that its globs are relative to: that of the file or, without a file, the working directory. */
  readonly base: string
  /** The custom rules that it names. */
  readonly custom: readonly CustomRule[]
}

/** Where to look for a configuration. */
export interface ConfigurationRequest {
  /** Absolute, forward slashes. */
  readonly cwd: string
  /** The file to use, relative to `cwd`. Default: the nearest one in `cwd` or above, within the project. */
  readonly configFile?: string
  /**
   * The state of the project to look in; the disk by default. An explicit `configFile` may be outside of it.
   * @internal
   */
  readonly tree?: Tree
}

/**
 * Finds and reads the configuration for a directory. If it is a JavaScript file, its code is executed.
 * @throws UsageError if an explicit file does not exist
 * @throws ConfigurationError with every mistake in it
 */
export async function loadConfiguration(
  { cwd, configFile, tree = disk }: ConfigurationRequest,
  rules: readonly Rule[],
): Promise<LoadedConfiguration> {
  const file = configFile === undefined ? findConfiguration(cwd, projectRoot(cwd), tree) : absolutePath(cwd, configFile)
  if (file === undefined) return { configuration: {}, base: cwd, custom: [] }
  if (/\.[cm]?tsx?$/.test(file)) throw unreadable(file)
  const asked = configFile ?? file
  const where = tree.typeOf(file) === undefined ? disk : tree
  const content = where.files({ roots: [], allowOutsideRoot: true }).read(file)
  if (content.kind === 'missing') throw new UsageError(`no such configuration file: '${asked}'`)
  if (content.kind === 'refused') throw new ConfigurationError([{ file, message: `could not be read: ${content.reason}` }])
  const read = /\.[cm]?js$/.test(file) ? runProgram : readData
  return { ...(await read(file, content.text, rules)), file, base: withSlashes(dirname(file)) }
}

type Reading = Pick<LoadedConfiguration, 'configuration' | 'custom'>

/** The nearest configuration file in a directory or above, within its project. */
export function findConfiguration(cwd: string, root = projectRoot(cwd), tree: Tree = disk): string | undefined {
  for (let directory = cwd; ; directory = withSlashes(dirname(directory))) {
    const named = (names: readonly string[]): string[] =>
      names.map((name) => withSlashes(join(directory, name))).filter((path) => tree.typeOf(path) !== undefined)
    const found = named([...dataNames, ...programNames])
    if (found.length > 1) {
      const message = `there is also ${found.slice(1).map((path) => `'${path.slice(directory.length + 1)}'`).join(' and ')}: keep one configuration file`
      throw new ConfigurationError([{ file: found[0] ?? directory, message }])
    }
    if (found[0] !== undefined) return found[0]
    const [unread] = named(unreadNames)
    if (unread !== undefined) throw unreadable(unread)
    if (directory === root || directory === withSlashes(dirname(directory))) return undefined
  }
}

function unreadable(file: string): ConfigurationError {
  return new ConfigurationError([{ file, message: 'is not read under this name: rename it to setsquare.yaml, or to setsquare.config.mjs if it is JavaScript' }])
}

async function readData(file: string, text: string, rules: readonly Rule[]): Promise<Reading> {
  const { parseDocument } = await import('../../../documents/parse.ts')
  const { problemIn, readConfiguration } = await import('../../../config/read.ts')
  const document = parseDocument(file, text)
  const custom = await customRulesIn(document.value, file, (index, message) => problemIn(document, document.locate(['customRules', index])[0], message))
  return { configuration: readConfiguration(document, [...rules, ...custom.map(({ rule }) => rule)]), custom }
}

/** @param text the file's content in the state that is checked; Node can only run the one on disk */
async function runProgram(file: string, text: string, rules: readonly Rule[]): Promise<Reading> {
  const onDisk = disk.files({ roots: [], allowOutsideRoot: true }).read(file)
  if (onDisk.kind !== 'text' || splitLines(onDisk.text).join('\n') !== splitLines(text).join('\n')) {
    const message = 'is staged with other content than on disk, and a configuration in JavaScript can only be run from disk: stage all of its changes, or none'
    throw new ConfigurationError([{ file, message }])
  }
  const { acceptConfiguration } = await import('../../../config/read.ts')
  const { settledValue } = await import('./settled-value.ts')
  const { defaultExport } = await import('./default-export.ts')
  const value = settledValue(await defaultExport(file, 'export default { ... }'), file)
  const custom = await customRulesIn(value, file, (index, message) => ({ file, message: `customRules/${index}: ${message}` }))
  return { configuration: acceptConfiguration(value, file, [...rules, ...custom.map(({ rule }) => rule)]), custom }
}

/** Custom rules are loaded before the configuration is validated, because it may set their severities and options. */
async function customRulesIn(
  value: unknown,
  file: string,
  problemAt: (index: number, message: string) => ConfigurationProblem,
): Promise<readonly CustomRule[]> {
  const names = customRuleNames(value)
  if (names.length === 0) return []
  const { loadCustomRules } = await import('./custom-rules.ts')
  return loadCustomRules(names, withSlashes(dirname(file)), problemAt)
}

/** The files that a configuration names as rules. An invalid list is reported later, with all other mistakes. */
export function customRuleNames(value: unknown): readonly string[] {
  const names = asList(field(value, 'customRules'))
  return names.every((name) => typeof name === 'string') ? names : []
}
