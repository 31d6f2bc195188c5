import { comparesSides, comparesVersions } from '../../../core/rule.ts'
import type { RuleValue } from '../../../core/rule.ts'

/** The kinds of checks: for contracts alone, for all APIs, for code alone, for versions of contracts. */
export const checkKinds = ['contract', 'api', 'code', 'versions'] as const

/** A kind of checks. */
export type CheckKind = (typeof checkKinds)[number]

/** The kind of a rule's check, by which the built program loads it. */
export function checkKindOf(rule: Pick<RuleValue, 'subject'>): CheckKind {
  const { speaksAbout } = rule.subject
  if (comparesVersions(rule)) return 'versions'
  if (comparesSides(rule) || speaksAbout.length > 1) return 'api'
  return speaksAbout.includes('code') ? 'code' : 'contract'
}
