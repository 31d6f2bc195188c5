import { apiOfContract } from '../api/contract.ts'
import { compareApis } from '../api/evolution/compare.ts'
import { evolution } from '../api/evolution/subject.ts'
import type { Evolution } from '../api/evolution/subject.ts'
import { isNewMajor } from '../api/evolution/version.ts'
import { lowerSeverity } from '../core/diagnostic.ts'
import type { Found, Texts } from '../engine/collect.ts'
import { groupFindings } from '../engine/grouping.ts'
import { target } from '../engine/target.ts'
import type { Contract } from '../openapi/contract.ts'
import { exceptedIn } from './exceptions.ts'
import { uncheckedOutcome, UnitChecker } from './unit-checker.ts'
import type { CheckContext, Conclusion, Outcome } from './unit-checker.ts'

/** Two versions of a contract. */
export interface Versions {
  readonly base: Contract
  /** Left out if there is none any more. */
  readonly head?: Contract
  /** Where the later version is, or would be. */
  readonly file: string
}

/** Reports what breaks clients between two versions of contracts. */
export function compareVersions(all: Iterable<Versions>, context: CheckContext): Conclusion {
  const checker = new UnitChecker(context)
  return checker.conclude([...all].flatMap((versions) => outcomesOf(versions, checker, context)))
}

function outcomesOf({ base, head, file }: Versions, checker: UnitChecker, { configuration }: CheckContext): Outcome[] {
  const api = apiOfContract(base)
  const later = head && compareApis(api, apiOfContract(head))
  const isMajor = later !== undefined && isNewMajor(api, later.head) === true
  const texts: Texts = (path) => [base, head].flatMap((contract) => contract?.loaded ?? []).find((document) => document.file === path)
  const run = (unit: Evolution): Outcome => checker.units([target(evolution, unit)], [], texts)
  const { found, ...rest } = run({ base: api, file, ...(later !== undefined && { later }) })
  const changes = { ...rest, found: isMajor ? found.map(lowered) : found }
  const versions = head === undefined ? [base] : [head, base]
  const read: Outcome = {
    ...checker.units([], versions[0]?.loaded.map((document) => document.file) ?? [], texts),
    // What is wrong with an earlier version cannot be mended any more.
    coverage: head?.coverage ?? [],
    excepted: versions.flatMap((contract) => exceptedIn(contract, configuration.exceptions ?? [])),
  }
  const breaking = groupFindings(checker.conclude([changes, read]).findings).filter(({ severity }) => severity === 'error').length
  return [changes, read, breaking === 0 || later === undefined ? uncheckedOutcome([], []) : run({ base: api, file, later: { ...later, breaking } })]
}

/** A new major version may break clients. */
function lowered(found: Found): Found {
  return { ...found, severity: lowerSeverity(found.severity) }
}
