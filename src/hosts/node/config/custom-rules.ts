import { statSync } from 'node:fs'
import { basename, extname } from 'node:path'

import { ConfigurationError } from '../../../core/errors.ts'
import type { ConfigurationProblem } from '../../../core/errors.ts'
import { customTopic } from '../../../core/foreign.ts'
import { isWithin } from '../../../core/paths.ts'
import type { Rule } from '../../../core/rule.ts'
import { acceptRule, customRuleAdvice } from './custom-rule.ts'
import { defaultExport } from './default-export.ts'
import { thrownText } from './exported-value.ts'
import { absolutePath, projectRoot } from '../disk/paths.ts'
import { withinTime } from './time-limit.ts'

/** A custom rule, and the file that defines it. */
export interface CustomRule {
  readonly rule: Rule
  /** Absolute, forward slashes. */
  readonly file: string
}

/** The file of a custom rule, and the rule's id. */
export interface CustomRuleFile {
  readonly id: string
  /** Absolute, forward slashes. */
  readonly file: string
}

/**
 * Loads the custom rules that a configuration names. Their code is executed.
 * @param names files, relative to the configuration's directory: `rules/no-widgets.js` defines `custom/no-widgets`
 * @param problemAt makes a problem at the position of the name with this index
 * @throws ConfigurationError for files that do not exist, are outside the project, cannot be run or do not export a rule
 */
export async function loadCustomRules(
  names: readonly string[],
  base: string,
  problemAt: (index: number, message: string) => ConfigurationProblem,
): Promise<CustomRule[]> {
  const loaded: CustomRule[] = []
  for (const named of customRuleFiles(names, base, problemAt)) loaded.push(customRule(named, await defaultExport(named.file, customRuleAdvice)))
  return loaded
}

/**
 * Resolves the files that a configuration names as rules, without opening them.
 * @throws ConfigurationError for files that do not exist or are outside the project, and for two files with the same rule id
 */
export function customRuleFiles(
  names: readonly string[],
  base: string,
  problemAt: (index: number, message: string) => ConfigurationProblem,
): CustomRuleFile[] {
  const root = projectRoot(base)
  const problems: ConfigurationProblem[] = []
  const found = new Map<string, CustomRuleFile>()
  for (const [index, name] of names.entries()) {
    const file = absolutePath(base, name)
    const id = `${customTopic}/${basename(file, extname(file))}`
    const other = found.get(id)
    if (other !== undefined) problems.push(problemAt(index, `'${name}' and '${other.file}' would both be the rule '${id}': rename one`))
    else if (!isWithin(root, file)) problems.push(problemAt(index, `'${name}' is outside the project: custom rules are executed, so they must be inside`))
    else if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) problems.push(problemAt(index, `there is no file '${name}'`))
    else found.set(id, { file, id })
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
  return [...found.values()]
}

/**
 * The rule that a file exports.
 * @param exported its default export
 * @throws ConfigurationError if that is not a rule
 */
export function customRule({ id, file }: CustomRuleFile, exported: unknown): CustomRule {
  try {
    return { file, rule: { ...acceptRule(exported, file), id, topic: customTopic, watch: withinTime } }
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    // Its properties may be getters.
    throw new ConfigurationError([{ file, message: `could not be read: ${thrownText(error)}` }])
  }
}
