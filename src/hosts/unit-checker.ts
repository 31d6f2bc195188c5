import type { Configuration, Exception } from '../core/configuration.ts'
import type { CoverageNote } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import { foreignNames } from '../core/foreign.ts'
import { groupBy } from '../core/group.ts'
import { memoize } from '../core/memoize.ts'
import { comparesSides } from '../core/rule.ts'
import type { Rule } from '../core/rule.ts'
import { collect, merge } from '../engine/collect.ts'
import type { Found, Texts } from '../engine/collect.ts'
import { fingerprinted } from '../engine/fingerprint.ts'
import { Plan } from '../engine/run.ts'
import type { RunOutcome } from '../engine/run.ts'
import type { RuleFailure } from '../engine/unit-run.ts'
import { suppress } from '../engine/suppress.ts'
import type { Decision, ExceptionUse, Suppression, SuppressionContext } from '../engine/suppress.ts'
import { suppressionsIn } from '../engine/suppressions-in.ts'
import type { Target } from '../engine/target.ts'
import type { CoveredPlace } from './exceptions.ts'

/** What units are checked against, and how findings are reported. */
export interface CheckContext {
  /** The directories of the project: paths in fingerprints are relative to them. */
  readonly roots: readonly string[]
  /** Files in which nothing is reported. */
  readonly context: Pick<ReadonlySet<string>, 'has'>
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  readonly docsOf: (rule: string) => string
}

/** A finding that somebody chose to accept. */
export interface SuppressedFinding {
  readonly finding: Finding
  readonly suppression: Decision
}

/** The result of a whole check. */
export interface Conclusion {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly SuppressedFinding[]
  readonly exceptions: ExceptionUse
  readonly failures: readonly RuleFailure[]
  /** What could not be checked, including rules that failed. */
  readonly coverage: readonly CoverageNote[]
  /** The files that rules ran on. */
  readonly files: readonly string[]
  /** Files that were read but could not be checked by rules. */
  readonly unchecked: readonly string[]
}

/** The outcome for some units. Plain data without references to texts, so that it can be cached. */
export interface Outcome {
  /** Before suppressions are applied. */
  readonly found: readonly Found[]
  readonly failures: readonly RuleFailure[]
  /** What could not be checked, apart from failed rules. */
  readonly coverage: readonly CoverageNote[]
  /** The files that rules ran on. */
  readonly files: readonly string[]
  /** Files that were read but could not be checked by rules. */
  readonly unchecked: readonly string[]
  /** The suppressions in the files that rules ran on. */
  readonly suppressions: readonly Suppression[]
  /** The places in them that exceptions of the configuration cover. */
  readonly excepted: readonly CoveredPlace[]
}

/**
 * The part of a check that is the same for every host, from units that have been read to findings. Units are checked one by one, each
 * giving a small outcome, so that they need not all be in memory. `conclude` combines the outcomes.
 */
export class UnitChecker {
  readonly #context: CheckContext
  readonly #plan: Plan

  constructor(context: CheckContext) {
    this.#context = context
    this.#plan = new Plan(context.rules, context.configuration)
  }

  /** The exceptions of the configuration. */
  get exceptions(): readonly Exception[] {
    return this.#context.configuration.exceptions ?? []
  }

  /** True if some rule may report something for units of this subject. */
  concerns(subject: object): boolean {
    return this.#plan.has(subject)
  }

  /**
   * Checks units.
   * @param files the files to count as checked, or a function for those that are only known afterwards
   * @param texts the texts of those, and of all other files that a finding may point at
   */
  units(targets: readonly Target[], files: readonly string[] | (() => readonly string[]), texts: Texts): Outcome {
    const found = this.#plan.run(targets, texts)
    return this.#outcome(found, typeof files === 'function' ? files() : files, texts)
  }

  /** The findings of another linter, in files that are counted already. */
  reported(found: RunOutcome, texts: Texts): Outcome {
    return this.#outcome(found, [], texts)
  }

  #outcome(
    { diagnostics, failures }: RunOutcome,
    files: readonly string[],
    texts: Texts,
  ): Outcome {
    return {
      found: diagnostics.length === 0 ? [] : collect(diagnostics, texts, this.#context.docsOf),
      failures,
      coverage: [],
      files,
      unchecked: [],
      excepted: [],
      suppressions: files.flatMap((file) => {
        const text = texts(file)
        return text === undefined ? [] : suppressionsIn(file, text)
      }),
    }
  }

  /**
   * Combines outcomes, applying suppressions and exceptions.
   * @param isCompared true if all of the code was compared with all contracts: otherwise suppressions of what differs cannot be judged
   */
  conclude(outcomes: readonly Outcome[], isCompared = false): Conclusion {
    const { rules, configuration, docsOf, context, roots } = this.#context
    const reported = (files: readonly string[]): string[] => [...new Set(files)].filter((file) => !context.has(file))
    const found = merge(outcomes.flatMap((outcome) => outcome.found.filter(({ file }) => !context.has(file))))
    // A document shared by several contracts has its suppressions in the outcome of each.
    const suppressions = new Map<string, readonly Suppression[]>()
    for (const { suppressions: written } of outcomes) for (const [file, ofFile] of groupBy(written, (one) => one.file)) suppressions.set(file, ofFile)
    const effective = [...suppressions].flatMap(([file, ofFile]) => (context.has(file) ? [] : ofFile))
    const excepted = outcomes.flatMap((outcome) => outcome.excepted).flatMap(({ exception: index, ...place }) => {
      const exception = configuration.exceptions?.[index]
      return exception === undefined ? [] : [{ ...place, exception }]
    })
    const failures = outcomes.flatMap((outcome) => outcome.failures)
    const failed = new Set(failures.map(({ rule }) => rule))
    const isJudged = (rule: Rule): boolean => !failed.has(rule.id) && (isCompared || !comparesSides(rule))
    const { findings: kept, suppressed, exceptions } = suppress(found, effective, { ...knowledge(rules, configuration, isJudged), docsOf }, excepted)
    const findings = fingerprinted([...kept, ...suppressed.map(({ finding }) => finding)], roots)
    return {
      findings: kept.flatMap((one) => findings.get(one) ?? []),
      suppressed: suppressed.flatMap(({ finding: one, suppression }) => {
        const finding = findings.get(one)
        return finding === undefined ? [] : [{ finding, suppression }]
      }),
      exceptions,
      failures,
      coverage: distinct([...outcomes.flatMap(({ coverage }) => coverage), ...failures]).filter(({ file }) => !context.has(file)),
      files: reported(outcomes.flatMap(({ files }) => files)),
      unchecked: reported(outcomes.flatMap(({ unchecked }) => unchecked)),
    }
  }
}

/** Which rules exist, and which of them ran on a file. */
function knowledge(
  rules: readonly Rule[],
  configuration: Configuration,
  isJudged: (rule: Rule) => boolean,
): Omit<SuppressionContext, 'docsOf'> {
  const { byId, names, isForeign } = namesOf(rules)
  return {
    knows: (id) => byId.has(id) || isForeign(id),
    names,
    ran(id, file) {
      const rule = byId.get(id)
      return rule !== undefined && isJudged(rule) && configuration.severityOf(rule, file) !== 'off'
    },
  }
}

/** Once for a list of rules: an ESLint run checks thousands of files one by one with the same. */
const namesOf = memoize((rules: readonly Rule[]) => {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  return { byId, names: [...byId.keys()], isForeign: foreignNames(rules) }
})

function distinct(notes: readonly CoverageNote[]): CoverageNote[] {
  const seen = new Map(notes.map((note) => [`${note.kind}\n${note.file}\n${note.message}`, note]))
  return [...seen.values()]
}

/**
 * The outcome for a file that cannot be checked.
 * @param unchecked the file, if it could at least be read
 */
export function uncheckedOutcome(notes: readonly CoverageNote[], unchecked: readonly string[]): Outcome {
  return { found: [], failures: [], coverage: notes, files: [], unchecked, suppressions: [], excepted: [] }
}
