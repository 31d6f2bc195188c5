import { api, contract } from '../../../api/subject.ts'
import { severities } from '../../../core/diagnostic.ts'
import { ConfigurationError } from '../../../core/errors.ts'
import { isObject } from '../../../core/json.ts'
import { suggestion } from '../../../core/nearest.ts'
import type { RuleValue } from '../../../core/rule.ts'
import { openapi } from '../../../openapi/subject.ts'
import { project } from '../../../project/subject.ts'
import { source } from '../../../source/subject.ts'
import { guardedCheck } from './guarded-check.ts'

/** What the file of a custom rule must contain, for messages. */
export const customRuleAdvice = 'export default defineRule({ ... })'

const subjects = [api, contract, openapi, source, project]

/**
 * Validates the default export of a custom rule's file. Needed for JavaScript, where no compiler checks its types.
 * @param value the default export
 * @throws ConfigurationError if it is not a rule
 */
export function acceptRule(value: unknown, file: string): RuleValue {
  const refuse = (message: string): ConfigurationError => new ConfigurationError([{ file, message }])
  if (!isMade(value)) throw refuse(`does not export a rule: write \`${customRuleAdvice}\` with \`defineRule\` from setsquare`)
  const mistakes = mistakesIn(value)
  if (mistakes.length > 0) throw refuse(`the rule ${mistakes.join('; it ')}`)
  // The rule may come from another installed copy of Setsquare, whose subjects are equal to ours but not identical.
  const subject = subjects.find(({ name, speaksAbout }) => name === value.subject.name && speaksAbout.join() === value.subject.speaksAbout.join())
  if (subject === undefined) throw refuse('has no valid subject: use api, contract, openapi, source or project, which setsquare exports')
  // Its visitors were checked against the type of the subject with this name.
  return { ...value, subject, check: guardedCheck(value, subject) } as RuleValue
}

/** True for the result of `defineRule`, judged by the properties that a run relies on. */
function isMade(value: unknown): value is RuleValue {
  if (!isObject(value)) return false
  const { subject, options, requires, lesser } = value
  return [subject, options, requires].every(isObject) && Array.isArray(lesser) && isObject(subject) && Array.isArray(subject['speaksAbout'])
}

/** What is missing or wrong in a rule, contrary to its type. */
function mistakesIn(rule: Readonly<Partial<Record<keyof RuleValue, unknown>>>): string[] {
  const { messages, presets, check } = rule
  const weights = isObject(presets) ? Object.entries(presets) : []
  return [
    ...(['title', 'why', 'fix'] as const).filter((name) => typeof rule[name] !== 'string').map((name) => `needs a string '${name}'`),
    ...(isObject(messages) && Object.values(messages).every((text) => typeof text === 'string') ? [] : ["needs 'messages', an object of strings"]),
    ...(isObject(presets) ? [] : ["needs 'presets' with its severities: { recommended: 'warn', strict: 'error' }"]),
    ...weights.flatMap(([name, severity]) => {
      if (name !== 'recommended' && name !== 'strict') return [`has 'presets.${name}', but the presets of a rule are recommended and strict`]
      return severities.some((one) => one === severity) ? [] : [`has 'presets.${name}: ${String(severity)}', which must be ${severities.join(', ')}${suggestion(String(severity), severities)}`]
    }),
    ...(typeof check === 'function' ? [] : ["needs a function 'check'"]),
  ]
}
