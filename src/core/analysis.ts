import type { Settings } from './settings.ts'

/** Shared work on one unit: computed when a rule first asks, once a unit, however many rules ask. */
export interface Analysis<Unit extends object, Result> {
  readonly name: string
  readonly compute: (unit: Unit, context: AnalysisContext<Unit>) => Result
}

export interface AnalysisContext<Unit extends object> {
  readonly settings: Settings
  /** Another analysis of the same unit. */
  readonly use: <Result>(analysis: Analysis<Unit, Result>) => Result
  /** An analysis of a unit that is known more narrowly than this one's type says. */
  readonly useOn: <Other extends object, Result>(unit: Other, analysis: Analysis<Other, Result>) => Result
}

/**
 * Declares an analysis.
 * @param name what a message calls it should it fail
 * @param compute from the unit to the result; must not change the unit
 */
export function defineAnalysis<Unit extends object, Result>(
  name: string,
  compute: (unit: Unit, context: AnalysisContext<Unit>) => Result,
): Analysis<Unit, Result> {
  return { name, compute }
}
