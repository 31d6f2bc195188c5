import type { Configuration } from '../core/configuration.ts'
import type { Diagnostic } from '../core/diagnostic.ts'
import { groupBy } from '../core/group.ts'
import type { Rule } from '../core/rule.ts'
import type { Texts } from './collect.ts'
import type { Target } from './target.ts'
import { UnitRun } from './unit-run.ts'
import type { Results, RuleFailure, RunState } from './unit-run.ts'

/** What running rules comes to. */
export interface RunOutcome {
  readonly diagnostics: readonly Diagnostic[]
  /** One for each rule that threw on a unit. Other rules are not affected. */
  readonly failures: readonly RuleFailure[]
}

/**
 * Runs rules on units. Each unit is traversed once for all rules of its subject, and only the analyses that a rule asks for are computed.
 * @param rules rules of any subject; those that the configuration turns off everywhere are skipped
 */
export function run(rules: readonly Rule[], targets: readonly Target[], configuration: Configuration): RunOutcome {
  return new Plan(rules, configuration).run(targets)
}

/** The rules in use, grouped by subject: made once for many runs on few units each. */
export class Plan {
  readonly #rulesBySubject: ReadonlyMap<object, readonly Rule[]>
  /** Rules that may never end (custom ones), which run under a time limit. */
  readonly #watchedBySubject: ReadonlyMap<object, readonly Rule[]>
  readonly #configuration: Configuration
  readonly #results: Results = new WeakMap()

  constructor(rules: readonly Rule[], configuration: Configuration) {
    const used = rules.filter((rule) => configuration.isUsed(rule))
    this.#rulesBySubject = groupBy(used.filter(({ watch }) => watch === undefined), (rule) => rule.subject)
    this.#watchedBySubject = groupBy(used.filter(({ watch }) => watch !== undefined), (rule) => rule.subject)
    this.#configuration = configuration
  }

  /** True if there is a rule in use for this subject. */
  has(subject: object): boolean {
    return this.#rulesBySubject.has(subject) || this.#watchedBySubject.has(subject)
  }

  /**
   * Runs the rules on the units. Results of analyses are kept by unit, so that a unit may be run on again, under another subject too.
   * @param texts the files that rules may report in: custom rules are held to it
   */
  run(targets: readonly Target[], texts?: Texts): RunOutcome {
    const state: RunState = { configuration: this.#configuration, results: this.#results, diagnostics: [], failures: [], ...(texts !== undefined && { texts }) }
    for (const target of targets) {
      const rules = this.#rulesBySubject.get(target.subject) ?? []
      const watched = this.#watchedBySubject.get(target.subject) ?? []
      if (rules.length + watched.length === 0) continue
      const unitRun = new UnitRun(target, state)
      unitRun.run(rules)
      unitRun.runWatched(watched)
    }
    return { diagnostics: state.diagnostics, failures: state.failures }
  }
}
