import type { SqlCase } from '../../fixtures/sql-accuracy/case.ts'
import { rules } from '../../rules/index.ts'
import { checkTexts } from './check.ts'

/** Precision and recall over labelled cases, from 0 to 1. */
export interface Accuracy {
  readonly cases: number
  readonly precision: number
  readonly recall: number
  readonly missed: readonly SqlCase[]
  readonly falseAlarms: readonly SqlCase[]
}

/** The cases in which something is found. */
export async function findIn(cases: readonly SqlCase[]): Promise<ReadonlySet<SqlCase>> {
  const used = rules.filter(({ id }) => id === 'no-sql-concatenation')
  const found = new Set<SqlCase>()
  for (const one of cases) {
    const { findings } = await checkTexts(typeof one.code === 'string' ? { 'src/app.ts': one.code } : one.code, used)
    if (findings.length > 0) found.add(one)
  }
  return found
}

/** Compares the cases in which something is found with their labels. */
export function accuracyOf(cases: readonly SqlCase[], found: ReadonlySet<SqlCase>): Accuracy {
  const missed = cases.filter((one) => one.unsafe && !found.has(one))
  const falseAlarms = cases.filter((one) => !one.unsafe && found.has(one))
  const right = cases.filter((one) => one.unsafe && found.has(one)).length
  return {
    cases: cases.length,
    precision: right / Math.max(1, right + falseAlarms.length),
    recall: right / Math.max(1, right + missed.length),
    missed,
    falseAlarms,
  }
}
