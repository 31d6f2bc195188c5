import type { Settings } from './settings.ts'

/** Work on one unit that rules share: computed when the first rule asks, and once per unit however many ask. */
export interface Analysis<Unit extends object, Result> {
  readonly name: string
  readonly compute: (unit: Unit, context: AnalysisContext<Unit>) => Result
}

export interface AnalysisContext<Unit extends object> {
  readonly settings: Settings
  /** Another analysis of the same unit. */
  readonly use: <Result>(analysis: Analysis<Unit, Result>) => Result
  /** An analysis of another unit, or of this one under a narrower type. */
  readonly useOn: <Other extends object, Result>(unit: Other, analysis: Analysis<Other, Result>) => Result
}

/**
 * Declares an analysis.
 * @param name names the analysis in messages, should it fail
 * @param compute makes the result; must not change the unit
 */
export function defineAnalysis<Unit extends object, Result>(
  name: string,
  compute: (unit: Unit, context: AnalysisContext<Unit>) => Result,
): Analysis<Unit, Result> {
  return { name, compute }
}

/**
 * Analyses of one unit outside a run of rules: each is computed when first asked for, and kept.
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
