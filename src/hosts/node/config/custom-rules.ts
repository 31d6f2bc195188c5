import { statSync } from 'node:fs'
import { basename, extname } from 'node:path'

import { ConfigurationError } from '../../../core/errors.ts'
import type { ConfigurationProblem } from '../../../core/errors.ts'
import { customTopic } from '../../../core/foreign.ts'
import { isWithin } from '../../../core/paths.ts'
import type { Rule } from '../../../core/rule.ts'
import { acceptRule, customRuleAdvice } from './custom-rule.ts'
import { defaultExport } from './default-export.ts'
import { absolutePath, projectRoot } from '../disk/paths.ts'
import { withinTime } from './time-limit.ts'

/** A rule of the user's own, and the file it is in. */
export interface CustomRule {
  readonly rule: Rule
  /** Absolute, forward slashes. */
  readonly file: string
}

/** Where one of the user's own rules is, and the id that it goes by. */
export interface CustomRuleFile {
  readonly id: string
  /** Absolute, forward slashes. */
  readonly file: string
}

/**
 * Loads the rules that a configuration names. They are programs of the user's own, and are run.
 * @param names files, relative to the configuration's directory: `rules/no-widgets.js` holds `custom/no-widgets`
 * @param problemAt says where in the configuration the name with this index stands
 * @throws ConfigurationError for files that are not there, lie outside the project, cannot be run or export no rule
 */
export async function loadCustomRules(
  names: readonly string[],
  base: string,
  problemAt: (index: number, message: string) => ConfigurationProblem,
): Promise<CustomRule[]> {
  const loaded: CustomRule[] = []
  for (const named of customRuleFiles(names, base, problemAt)) {
    loaded.push(customRule(named, await defaultExport(named.file, customRuleAdvice)))
  }
  return loaded
}

/**
 * The files that a configuration names as rules. None is opened.
 * @throws ConfigurationError for files that are not there or outside the project, and for two that would be one rule
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
    else if (!isWithin(root, file)) problems.push(problemAt(index, `'${name}' is outside the project: rules are run, so they must be part of it`))
    else if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) problems.push(problemAt(index, `there is no file '${name}'`))
    else found.set(id, { file, id })
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
  return [...found.values()]
}

/**
 * The rule that a file exports.
 * @param exported its default export
 * @throws ConfigurationError where that is no rule
 */
export function customRule({ id, file }: CustomRuleFile, exported: unknown): CustomRule {
  return { file, rule: { ...acceptRule(exported, file), id, topic: customTopic, watch: withinTime } }
}
