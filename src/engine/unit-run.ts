import type { Analysis, AnalysisContext } from '../core/analysis.ts'
import type { Configuration } from '../core/configuration.ts'
import { lowerSeverity } from '../core/diagnostic.ts'
import type { CoverageNote, Diagnostic, Together } from '../core/diagnostic.ts'
import type { Fix } from '../core/fix.ts'
import { customTopic } from '../core/foreign.ts'
import { isDocumentLocation } from '../core/location.ts'
import type { Location } from '../core/location.ts'
import { formatMessage } from '../core/rule.ts'
import type { FixUse, Rule, TogetherUse } from '../core/rule.ts'
import type { Texts } from './collect.ts'
import type { AnySubject, Target } from './target.ts'

/** A note that a rule threw on a unit, so that its findings there are incomplete. */
export interface RuleFailure extends CoverageNote {
  readonly rule: string
}

/** What the units of a run share. */
export interface RunState {
  readonly configuration: Configuration
  readonly results: Results
  readonly diagnostics: Diagnostic[]
  readonly failures: RuleFailure[]
  /** The files that custom rules may report in; all if left out. */
  readonly texts?: Texts
}

/** From this length (in characters) on, a key counts as hostile, and only so many findings within it are reported. */
const longKey = 2_000
const mostInOneKey = 20

/** Custom rules that exceeded their time limit, with the reason: they are not run again. */
const timedOut = new WeakMap<Rule, unknown>()

/** The results of analyses, by unit and analysis. Two subjects may share a unit. */
export type Results = WeakMap<object, Map<object, unknown>>

function resultsOf(results: Results, unit: object): Map<object, unknown> {
  let found = results.get(unit)
  if (found === undefined) results.set(unit, (found = new Map<object, unknown>()))
  return found
}

/** A rule on one unit. */
interface RuleRun {
  readonly rule: Rule
  /** It threw, and is not called again. */
  hasFailed: boolean
}

/** A visitor with the rule it belongs to, so that an exception can be attributed to the rule. */
interface Handler {
  readonly run: RuleRun
  readonly handle: (node: unknown) => void
}

/** Runs the rules of one subject on one unit. */
export class UnitRun {
  readonly #subject: AnySubject
  readonly #unit: object
  readonly #configuration: Configuration
  readonly #diagnostics: Diagnostic[]
  readonly #failures: RuleFailure[]
  readonly #results: Results
  readonly #texts: Texts | undefined
  /** The number of findings within each long key, by rule. */
  readonly #countsInLongKeys = new Map<Rule, Map<string, number>>()
  /** The rule whose code is being run. */
  #running: RuleRun | undefined

  constructor({ subject, unit }: Target, { configuration, results, diagnostics, failures, texts }: RunState) {
    this.#subject = subject
    this.#unit = unit
    this.#configuration = configuration
    this.#results = results
    this.#diagnostics = diagnostics
    this.#failures = failures
    this.#texts = texts
  }

  /** Runs rules in one traversal. A rule that throws becomes a failure and does not disturb the others. */
  run(rules: readonly Rule[]): void {
    const handlers = new Map<string, Handler[]>()
    for (const rule of rules) {
      if (rule.mentions !== undefined && !this.#subject.mentions(this.#unit, rule.mentions)) continue
      const ruleRun: RuleRun = { rule, hasFailed: false }
      this.#running = ruleRun
      try {
        this.#plan(ruleRun, handlers)
      } catch (error) {
        this.#fail(ruleRun, error)
      }
    }
    if (handlers.size === 0) return
    const visit = (kind: string, node: unknown): void => {
      const interested = handlers.get(kind)
      if (interested === undefined) return
      for (const handler of interested) {
        if (handler.run.hasFailed) continue
        this.#running = handler.run
        try {
          handler.handle(node)
        } catch (error) {
          this.#fail(handler.run, error)
        }
      }
    }
    this.#subject.traverse(this.#unit, visit, new Set(handlers.keys()))
  }

  /**
   * Runs custom rules in a traversal of their own, under a time limit. If one exceeds it, the findings of this traversal are discarded, and
   * the others run again without it.
   */
  runWatched(rules: readonly Rule[]): void {
    const [watch] = rules.flatMap((rule) => rule.watch ?? [])
    if (watch === undefined) return
    const diagnostics = this.#diagnostics.length
    const failures = this.#failures.length
    for (const rule of rules) if (timedOut.has(rule)) this.#fail({ rule, hasFailed: false }, timedOut.get(rule))
    const asked = rules.filter((rule) => !timedOut.has(rule))
    try {
      watch(() => { this.run(asked) })
    } catch (error) {
      if (this.#running === undefined) throw error
      timedOut.set(this.#running.rule, error)
      this.#diagnostics.length = diagnostics
      this.#failures.length = failures
      this.runWatched(rules)
    }
  }

  #plan(ruleRun: RuleRun, handlers: Map<string, Handler[]>): void {
    const { rule } = ruleRun
    const { check, requires } = rule.loadCheck?.() ?? rule
    for (const [kind, handle] of Object.entries(check(this.#contextFor(rule, requires)))) {
      if (!isVisitor(handle)) continue
      const handler: Handler = { run: ruleRun, handle }
      const others = handlers.get(kind)
      if (others === undefined) handlers.set(kind, [handler])
      else others.push(handler)
    }
  }

  #contextFor(rule: Rule, requires: Rule['requires']): Parameters<Rule['check']>[0] {
    const subject = this.#subject
    const unit = this.#unit
    const configuration = this.#configuration
    const use = {}
    for (const [name, analysis] of Object.entries(requires)) {
      // Visitors read it for every node, so the getter replaces itself by the value.
      const get = (): unknown => {
        const value = this.#analyse(unit, analysis)
        Object.defineProperty(use, name, { enumerable: true, value })
        return value
      }
      Object.defineProperty(use, name, { enumerable: true, configurable: true, get })
    }
    const lesser = new Set(rule.lesser)
    return {
      unit,
      use,
      options: configuration.optionsOf(rule, subject.fileOf(unit)),
      settings: configuration.settings,
      report: (place, id, data, more = {}) => {
        const { related = [], fixes = [], together } = isList(more) ? { related: more } : more
        const location = this.#locate(rule, place)
        const configured = configuration.severityOf(rule, location.file)
        if (configured === 'off' || this.#exceedsKeyLimit(rule, location)) return
        this.#diagnostics.push({
          rule: rule.id,
          topic: rule.topic,
          severity: lesser.has(id) ? lowerSeverity(configured) : configured,
          message: formatMessage(textOf(rule, id), data),
          location,
          isLesser: lesser.has(id),
          related: related.map(({ place: at, message }) => ({ message, location: this.#locate(rule, at) })),
          ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixOf(rule, fix)) }),
          ...(together !== undefined && { together: groupingOf(rule, id, together) }),
        })
      },
    }
  }

  /**
   * True for a finding within a long key after the first few. Each such finding holds the key in its pointer and often in its message, so
   * the output for a path of ten thousand slashes would be quadratic.
   */
  #exceedsKeyLimit(rule: Rule, location: Location): boolean {
    if (!isDocumentLocation(location) || location.part === undefined) return false
    const text = String(location.pointer.at(-1) ?? '')
    if (text.length < longKey) return false
    let counts = this.#countsInLongKeys.get(rule)
    if (counts === undefined) this.#countsInLongKeys.set(rule, (counts = new Map<string, number>()))
    const count = (counts.get(text) ?? 0) + 1
    counts.set(text, count)
    return count > mostInOneKey
  }

  #locate({ watch }: Rule, place: unknown): Location {
    // `defineRule` types the place as the rule's subject accepts it; a rule written in JavaScript may pass anything.
    const location: unknown = isLocation(place) ? place : this.#subject.locate(this.#unit, place as never)
    if (!isLocation(location)) throw new Error('it reports something that has no position: pass `report` the node that was visited (its `cursor` if the subject is openapi), or a location')
    if (watch !== undefined && this.#texts !== undefined && this.#texts(location.file) === undefined) {
      throw new Error(`it reports in '${location.file}', which is not a file that this check reads`)
    }
    return location
  }

  #analyse<Unit extends object, Result>(unit: Unit, analysis: Analysis<Unit, Result>): Result {
    const results = resultsOf(this.#results, unit)
    if (!results.has(analysis)) {
      const context: AnalysisContext<Unit> = {
        settings: this.#configuration.settings,
        use: (other) => this.#analyse(unit, other),
        useOn: (narrower, other) => this.#analyse(narrower, other),
      }
      results.set(analysis, analysis.compute(unit, context))
    }
    return results.get(analysis) as Result
  }

  #fail(ruleRun: RuleRun, error: unknown): void {
    ruleRun.hasFailed = true
    const { rule } = ruleRun
    const file = this.#subject.fileOf(this.#unit)
    // Whoever turns a rule off for a file does not miss its findings there.
    if (this.#configuration.severityOf(rule, file) === 'off') return
    const reason = error instanceof Error ? error.message : String(error)
    this.#failures.push({
      kind: 'rule-failed',
      rule: rule.id,
      file,
      message: `the rule '${rule.id}' failed here, so its findings are incomplete (${reason}): ${rule.topic === customTopic ? 'correct it' : 'please report it'}`,
    })
  }
}

function textOf({ messages, loadMessages }: Rule, id: string): string {
  return (loadMessages?.() ?? messages)[id] ?? id
}

function fixOf(rule: Rule, { id, data = {}, edits }: FixUse<Rule['fixes']>): Fix {
  const safe = Object.hasOwn(rule.fixes, id)
  return { title: formatMessage((safe ? rule.fixes[id] : rule.suggestions[id]) ?? id, data), safe, edits }
}

/** The least number of findings that are grouped: two are more useful each at its place, with its own advice. */
const leastInGroup = 3

function groupingOf(rule: Rule, id: string, together: TogetherUse<Rule['messages']>): Together {
  if (together.as === undefined) return { data: {}, key: `${id} ${together.key}`, from: leastInGroup }
  const { as, data = {}, name, key = '', isOmission = false } = together
  return { text: textOf(rule, as), data, name, key, from: isOmission ? 2 : leastInGroup }
}

/** `Array.isArray` does not narrow a `readonly` array out of a union. */
function isList<Item, Other>(value: readonly Item[] | Other): value is readonly Item[] {
  return Array.isArray(value)
}

/** The parameter's type cannot be checked here: `defineRule` ties it to the kind of node. */
function isVisitor(value: unknown): value is (node: unknown) => void {
  return typeof value === 'function'
}

function isLocation(place: unknown): place is Location {
  if (typeof place !== 'object' || place === null || !('file' in place) || typeof place.file !== 'string') return false
  if (isDocumentLocation(place as Location)) return 'pointer' in place && Array.isArray(place.pointer)
  return 'range' in place && Array.isArray(place.range) && place.range.length === 2 && place.range.every((offset) => Number.isInteger(offset) && offset >= 0)
}
