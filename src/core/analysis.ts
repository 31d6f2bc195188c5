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

/**
 * Analyses of one unit outside of a run of rules: each is computed when first asked for, and kept.
 * @param settings what analyses may know of the configuration
 */
export function analysesOf<Unit extends object>(unit: Unit, settings: Settings): AnalysisContext<Unit>['use'] {
  const results = new Map<unknown, unknown>()
  const useOn: AnalysisContext<Unit>['useOn'] = (other, analysis) => analysesOf(other, settings)(analysis)
  const use: AnalysisContext<Unit>['use'] = (analysis) => {
    if (!results.has(analysis)) results.set(analysis, analysis.compute(unit, { settings, use, useOn }))
    // The map gives back what this analysis has put into it.
    return results.get(analysis) as ReturnType<typeof analysis.compute>
  }
  return use
}
