import { rules as complete } from '../../../../rules/index.ts'
import type { Rule } from '../../../core/rule.ts'
import { checkOf } from './own-checks.ts'
import { messagesOf } from './rule-prose.ts'

/** The built-in rules, whose messages and checks the built program loads when it needs them. */
export const rules: readonly Rule[] = complete.map((rule) => {
  let messages: Rule['messages'] | undefined
  // Called for every finding.
  return { ...rule, loadMessages: () => (messages ??= messagesOf(rule)), loadCheck: () => checkOf(rule) }
})
