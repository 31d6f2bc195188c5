import { comparesSides, comparesVersions } from '../../../core/rule.ts'
import type { RuleValue } from '../../../core/rule.ts'

/** The kinds of checks: for contracts alone, for all APIs, for single sources, for projects of them, for versions of contracts. */
export const checkKinds = ['contract', 'api', 'code', 'project', 'versions'] as const

/** A kind of checks. */
export type CheckKind = (typeof checkKinds)[number]

/** The kind of a rule's check, by which the built program loads it. */
export function checkKindOf(rule: Pick<RuleValue, 'subject'>): CheckKind {
  const { name, speaksAbout } = rule.subject
  if (comparesVersions(rule)) return 'versions'
  if (comparesSides(rule) || speaksAbout.length > 1) return 'api'
  if (!speaksAbout.includes('code')) return 'contract'
  return name === 'project' ? 'project' : 'code'
}
