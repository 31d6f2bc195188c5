import type { Rule, RuleValue } from '../../../core/rule.ts'

/**
 * The check of a built-in rule, and the analyses that it requires. The build puts another function in this one's place: there checks are in
 * files of their own, one for each kind, loaded when the first rule of the kind runs.
 */
export function checkOf(rule: Rule): Pick<RuleValue, 'check' | 'requires'> {
  return rule
}
