import { basename, extname } from 'node:path'

import { api, contract } from '../../api/subject.ts'
import { ConfigurationError } from '../../core/errors.ts'
import type { ConfigurationProblem } from '../../core/errors.ts'
import { isObject } from '../../core/json.ts'
import { isWithin } from '../../core/paths.ts'
import type { Rule, RuleValue } from '../../core/rule.ts'
import { openapi } from '../../openapi/subject.ts'
import { project } from '../../project/subject.ts'
import { source } from '../../source/subject.ts'
import { defaultExport } from './default-export.ts'
import { absolutePath, projectRoot } from './paths.ts'

/** The topic of a team's own rules: their ids begin with it, so that no rule of ours ever takes the name of one. */
export const customTopic = 'custom'

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

/** What a file of a rule is to hold. */
export const customRuleAdvice = 'export default defineRule({ ... })'

/**
 * The files that a configuration names as rules. None is opened.
 * @throws ConfigurationError for files outside the project, and for two that would be one rule
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
  return { file, rule: { ...accept(exported, file), id, topic: customTopic } }
}

const subjects = [api, contract, openapi, source, project]

function accept(value: unknown, file: string): RuleValue {
  const refuse = (message: string): ConfigurationError => new ConfigurationError([{ file, message }])
  if (!isRule(value)) throw refuse(`exports no rule: write \`${customRuleAdvice}\`, with \`defineRule\` of setsquare`)
  // The rule may have been made with another copy of Setsquare, whose subjects are the same but not ours.
  const subject = subjects.find(({ name, speaksAbout }) => name === value.subject.name && speaksAbout.join() === value.subject.speaksAbout.join())
  if (subject === undefined) throw refuse('has no subject: it is one of api, contract, openapi, source and project, all of them exported by setsquare')
  // Its visitors were checked against the type of the subject with this name.
  return { ...value, subject } as RuleValue
}

/** True for what `defineRule` makes, as far as a run depends on it. */
function isRule(value: unknown): value is RuleValue {
  if (!isObject(value)) return false
  const { subject, check, title, why, fix, messages, presets, options, requires, lesser } = value
  const isText = [title, why, fix].every((text) => typeof text === 'string')
  const isMade = [subject, messages, presets, options, requires].every(isObject) && Array.isArray(lesser)
  return isText && isMade && typeof check === 'function' && isObject(subject) && Array.isArray(subject['speaksAbout'])
}
