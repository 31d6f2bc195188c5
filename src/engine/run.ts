import type { Analysis, AnalysisContext } from '../core/analysis.ts'
import type { Configuration } from '../core/configuration.ts'
import { oneLess } from '../core/diagnostic.ts'
import type { CoverageNote, Diagnostic, Together } from '../core/diagnostic.ts'
import type { Fix } from '../core/fix.ts'
import { customTopic } from '../core/foreign.ts'
import { groupBy } from '../core/group.ts'
import { isDocumentLocation } from '../core/location.ts'
import type { Location } from '../core/location.ts'
import { formatMessage } from '../core/rule.ts'
import type { FixUse, Rule, TogetherUse } from '../core/rule.ts'
import type { AnySubject, Target } from './target.ts'

export interface RunOutcome {
  readonly diagnostics: readonly Diagnostic[]
  /** Rules that threw: their fault, named, with the findings of all others kept. */
  readonly failures: readonly RuleFailure[]
}

export interface RuleFailure extends CoverageNote {
  readonly rule: string
}

/**
 * Runs rules over units: one walk a unit for all rules of its subject, and only the analyses somebody asks for.
 * @param rules any rules; those that the configuration turns off everywhere are not planned
 */
export function run(rules: readonly Rule[], targets: readonly Target[], configuration: Configuration): RunOutcome {
  return new Plan(rules, configuration).run(targets)
}

/** Rules grouped by what they look at: made once for many runs over few units each. */
export class Plan {
  /** By their subject. */
  readonly #rules: ReadonlyMap<object, readonly Rule[]>
  /** Those that may go on for ever, likewise. */
  readonly #watched: ReadonlyMap<object, readonly Rule[]>
  readonly #configuration: Configuration
  readonly #results: Results = new WeakMap()

  constructor(rules: readonly Rule[], configuration: Configuration) {
    const used = rules.filter((rule) => configuration.isUsed(rule))
    this.#rules = groupBy(used.filter(({ watch }) => watch === undefined), (rule) => rule.subject)
    this.#watched = groupBy(used.filter(({ watch }) => watch !== undefined), (rule) => rule.subject)
    this.#configuration = configuration
  }

  /** True where some rule may have something to say about units of this subject. */
  has(subject: object): boolean {
    return this.#rules.has(subject) || this.#watched.has(subject)
  }

  run(targets: readonly Target[]): RunOutcome {
    const diagnostics: Diagnostic[] = []
    const failures: RuleFailure[] = []
    for (const { subject, unit } of targets) {
      const candidates = this.#rules.get(subject) ?? []
      const watched = this.#watched.get(subject) ?? []
      if (candidates.length + watched.length === 0) continue
      const unitRun = new UnitRun(subject, unit, this.#configuration, this.#results, diagnostics, failures)
      unitRun.run(candidates)
      unitRun.runWatched(watched)
    }
    return { diagnostics, failures }
  }
}

/** Of keys longer than people write, no more places than these are told. */
const longKey = 2_000
const mostInOneKey = 20

/** Rules that did not come to an end, with why: they are not asked again. */
const endless = new WeakMap<Rule, unknown>()

/** What analyses found, by unit: two subjects may share one. */
type Results = WeakMap<object, Map<object, unknown>>

function resultsOf(results: Results, unit: object): Map<object, unknown> {
  let found = results.get(unit)
  if (found === undefined) results.set(unit, (found = new Map<object, unknown>()))
  return found
}

/** A rule on one unit. */
interface RuleRun {
  readonly rule: Rule
  /** It threw, and is asked no more. */
  hasFailed: boolean
}

/** A visitor with the rule it belongs to, so that a fault can be laid at the right door. */
interface Handler {
  readonly run: RuleRun
  readonly handle: (node: unknown) => void
}

/** All rules on one unit. */
class UnitRun {
  readonly #subject: AnySubject
  readonly #unit: object
  readonly #configuration: Configuration
  readonly #diagnostics: Diagnostic[]
  readonly #failures: RuleFailure[]
  readonly #results: Results
  /** How often a rule has spoken of parts of a long key. */
  readonly #told = new Map<Rule, Map<string, number>>()
  /** Who runs just now. */
  #running: RuleRun | undefined

  constructor(
    subject: AnySubject,
    unit: object,
    configuration: Configuration,
    results: Results,
    diagnostics: Diagnostic[],
    failures: RuleFailure[],
  ) {
    this.#subject = subject
    this.#unit = unit
    this.#configuration = configuration
    this.#results = results
    this.#diagnostics = diagnostics
    this.#failures = failures
  }

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

  /** Rules that may go on for ever run apart from all others. Where one does, what was found on the walk is forgotten, and the rest walks again without it. */
  runWatched(rules: readonly Rule[]): void {
    const [watch] = rules.flatMap((rule) => rule.watch ?? [])
    if (watch === undefined) return
    const diagnostics = this.#diagnostics.length
    const failures = this.#failures.length
    for (const rule of rules) if (endless.has(rule)) this.#fail({ rule, hasFailed: false }, endless.get(rule))
    const asked = rules.filter((rule) => !endless.has(rule))
    try {
      watch(() => { this.run(asked) })
    } catch (error) {
      if (this.#running === undefined) throw error
      endless.set(this.#running.rule, error)
      this.#diagnostics.length = diagnostics
      this.#failures.length = failures
      this.runWatched(rules)
    }
  }

  #plan(ruleRun: RuleRun, handlers: Map<string, Handler[]>): void {
    const { rule } = ruleRun
    for (const [kind, handle] of Object.entries(rule.check(this.#contextFor(rule)))) {
      if (!isVisitor(handle)) continue
      const handler: Handler = { run: ruleRun, handle }
      const others = handlers.get(kind)
      if (others === undefined) handlers.set(kind, [handler])
      else others.push(handler)
    }
  }

  #contextFor(rule: Rule): Parameters<Rule['check']>[0] {
    const subject = this.#subject
    const unit = this.#unit
    const configuration = this.#configuration
    const use = {}
    for (const [name, analysis] of Object.entries(rule.requires)) {
      // Visitors ask for every node: the answer takes the place of the question.
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
        const location = this.#locate(place)
        const configured = configuration.severityOf(rule, location.file)
        if (configured === 'off' || this.#isToldEnough(rule, location)) return
        this.#diagnostics.push({
          rule: rule.id,
          topic: rule.topic,
          severity: lesser.has(id) ? oneLess(configured) : configured,
          message: formatMessage(rule.messages[id] ?? id, data),
          location,
          isLesser: lesser.has(id),
          related: related.map(({ place: at, message }) => ({ message, location: this.#locate(at) })),
          ...(fixes.length > 0 && { fixes: fixes.map((fix) => fixOf(rule, fix)) }),
          ...(together !== undefined && { together: togetherOf(rule, id, together) }),
        })
      },
    }
  }

  /** Each place within a key repeats its pointer, and often all of it: what is wrong with a path of ten thousand slashes has been told by the first ones. */
  #isToldEnough(rule: Rule, location: Location): boolean {
    if (!isDocumentLocation(location) || location.part === undefined) return false
    const text = String(location.pointer.at(-1) ?? '')
    if (text.length < longKey) return false
    let counts = this.#told.get(rule)
    if (counts === undefined) this.#told.set(rule, (counts = new Map<string, number>()))
    const count = (counts.get(text) ?? 0) + 1
    counts.set(text, count)
    return count > mostInOneKey
  }

  #locate(place: unknown): Location {
    // A place is what the rule's own subject accepts; `defineRule` has checked that, but in JavaScript nobody has.
    const location: unknown = isLocation(place) ? place : this.#subject.locate(this.#unit, place as never)
    if (isLocation(location)) return location
    throw new Error('it reports at something that has no place: give `report` the node that was visited, or a location')
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
    const reason = error instanceof Error ? error.message : String(error)
    this.#failures.push({
      kind: 'rule-failed',
      rule: rule.id,
      file: this.#subject.fileOf(this.#unit),
      message: `the rule '${rule.id}' failed here and is not finished (${reason}): ${rule.topic === customTopic ? 'correct it' : 'please report it'}`,
    })
  }
}

function fixOf(rule: Rule, { id, data = {}, edits }: FixUse<Rule['fixes']>): Fix {
  const safe = Object.hasOwn(rule.fixes, id)
  return { title: formatMessage((safe ? rule.fixes[id] : rule.suggestions[id]) ?? id, data), safe, edits }
}

/** Two places are looked at where they stand: each has its own advice, and its own mark in an editor. */
const fewest = 3

function togetherOf(rule: Rule, id: string, together: TogetherUse<Rule['messages']>): Together {
  if (together.as === undefined) return { data: {}, key: `${id} ${together.key}`, from: fewest }
  const { as, data = {}, name, key = '', isOmission = false } = together
  return { text: rule.messages[as] ?? as, data, name, key, from: isOmission ? 2 : fewest }
}

/** `Array.isArray` does not narrow lists that are read-only. */
function isList<Item, Other>(value: readonly Item[] | Other): value is readonly Item[] {
  return Array.isArray(value)
}

/** Which nodes a visitor takes, its kind says; `defineRule` has checked that. */
function isVisitor(value: unknown): value is (node: unknown) => void {
  return typeof value === 'function'
}

function isLocation(place: unknown): place is Location {
  if (typeof place !== 'object' || place === null || !('file' in place) || typeof place.file !== 'string') return false
  return isDocumentLocation(place as Location) || 'range' in place
}
