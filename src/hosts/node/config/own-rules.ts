import { rules as complete } from '../../../../rules/index.ts'
import type { Rule } from '../../../core/rule.ts'
import { messagesOf } from './rule-prose.ts'

/** The built-in rules, whose messages the built program loads when it needs them. */
export const rules: readonly Rule[] = complete.map((rule) => {
  let messages: Rule['messages'] | undefined
  // Called for every finding.
  return { ...rule, loadMessages: () => (messages ??= messagesOf(rule)) }
})
