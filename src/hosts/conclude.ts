import { apiOfContract } from '../api/contract.ts'
import { api, contract as contractSubject } from '../api/subject.ts'
import type { Configuration } from '../core/configuration.ts'
import type { CoverageNote } from '../core/diagnostic.ts'
import type { Finding } from '../core/finding.ts'
import { foreignNames } from '../core/foreign.ts'
import { groupBy } from '../core/group.ts'
import type { Rule } from '../core/rule.ts'
import { collect, merge } from '../engine/collect.ts'
import type { Found, Texts } from '../engine/collect.ts'
import { fingerprinted } from '../engine/fingerprint.ts'
import { Plan } from '../engine/run.ts'
import type { RunOutcome } from '../engine/run.ts'
import type { RuleFailure } from '../engine/unit-run.ts'
import { suppress } from '../engine/suppress.ts'
import type { Decision, ExceptedPlace, ExceptionUse, Suppression, SuppressionContext } from '../engine/suppress.ts'
import { suppressionsIn } from '../engine/suppressions-in.ts'
import { target } from '../engine/target.ts'
import type { Target } from '../engine/target.ts'
import type { Contract } from '../openapi/contract.ts'
import { exceptedIn } from './exceptions.ts'
import { openapi } from '../openapi/subject.ts'

/** What to hold against what was read. */
export interface Standards {
  /** The directories that belong to the project: fingerprints tell paths from there. */
  readonly roots: readonly string[]
  /** Files in which nothing is reported. */
  readonly context: Pick<ReadonlySet<string>, 'has'>
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  readonly docsOf: (rule: string) => string
}

/** A finding that somebody decided to live with. */
export interface SuppressedFinding {
  readonly finding: Finding
  readonly suppression: Decision
}

export interface Conclusion {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly SuppressedFinding[]
  readonly exceptions: ExceptionUse
  readonly failures: readonly RuleFailure[]
  /** What could not be checked, rules that failed included. */
  readonly coverage: readonly CoverageNote[]
  /** The files that rules ran on. */
  readonly files: readonly string[]
  /** Files that were read, and that no rule could run on. */
  readonly unjudged: readonly string[]
}

/** What came of judging some units. Plain data that needs no text any more, and so can be kept. */
export interface Outcome {
  /** Before suppressions. */
  readonly found: readonly Found[]
  readonly failures: readonly RuleFailure[]
  /** What could not be checked, beside failures. */
  readonly coverage: readonly CoverageNote[]
  /** The files that rules ran on. */
  readonly files: readonly string[]
  /** Files that were read, and that no rule could run on. */
  readonly unjudged: readonly string[]
  /** Of the files that rules ran on. */
  readonly suppressions: readonly Suppression[]
  /** The places in them that the configuration makes exceptions for. */
  readonly excepted: readonly ExceptedPlace[]
}

/**
 * From what was read to findings: the part of a check that is the same for every host, whoever read the files. Units are judged
 * one after the other, each giving an outcome that is small; what they come to together is concluded at the end.
 */
export class Judgement {
  readonly #standards: Standards
  readonly #plan: Plan

  constructor(standards: Standards) {
    this.#standards = standards
    this.#plan = new Plan(standards.rules, standards.configuration)
  }

  /** True where some rule may have something to say about units of this subject. */
  concerns(subject: object): boolean {
    return this.#plan.has(subject)
  }

  /** Judges a contract, with all the documents that it refers to. */
  contract(contract: Contract): Outcome {
    const model = apiOfContract(contract)
    const targets = [target(openapi, contract), target(contractSubject, model), target(api, model)]
    const { diagnostics, failures } = this.#plan.run(targets)
    // The documents that a contract refers to are known when it has been walked.
    const documents = new Map(contract.loaded.map((document) => [document.file, document]))
    const outcome = this.#outcome({ diagnostics, failures }, contract.coverage, [...documents.keys()], (file) => documents.get(file))
    return { ...outcome, excepted: exceptedIn(contract, this.#standards.configuration.exceptions ?? []) }
  }

  /**
   * Judges units of other subjects.
   * @param files the files to count as looked at
   * @param texts of those, and of any other file that a finding may point at
   */
  units(targets: readonly Target[], files: readonly string[], texts: Texts): Outcome {
    return this.#outcome(this.#plan.run(targets), [], files, texts)
  }

  /** What another linter has reported, in files that are looked at anyway. */
  reported(found: RunOutcome, texts: Texts): Outcome {
    return this.#outcome(found, [], [], texts)
  }

  #outcome(
    { diagnostics, failures }: RunOutcome,
    coverage: readonly CoverageNote[],
    files: readonly string[],
    texts: Texts,
  ): Outcome {
    return {
      found: diagnostics.length === 0 ? [] : collect(diagnostics, texts, this.#standards.docsOf),
      failures,
      coverage,
      files,
      unjudged: [],
      excepted: [],
      suppressions: files.flatMap((file) => {
        const text = texts(file)
        return text === undefined ? [] : suppressionsIn(file, text)
      }),
    }
  }

  /** What outcomes come to together. */
  conclude(outcomes: readonly Outcome[]): Conclusion {
    const { rules, configuration, docsOf, context, roots } = this.#standards
    const reported = (files: readonly string[]): string[] => [...new Set(files)].filter((file) => !context.has(file))
    const found = merge(outcomes.flatMap((outcome) => outcome.found.filter(({ file }) => !context.has(file))))
    // A document that several contracts refer to tells its suppressions to each.
    const suppressions = new Map<string, readonly Suppression[]>()
    for (const { suppressions: written } of outcomes) for (const [file, ofFile] of groupBy(written, (one) => one.file)) suppressions.set(file, ofFile)
    const effective = [...suppressions].flatMap(([file, ofFile]) => (context.has(file) ? [] : ofFile))
    const excepted = outcomes.flatMap((outcome) => outcome.excepted)
    const { findings: kept, suppressed, exceptions } = suppress(found, effective, { ...knowledge(rules, configuration), docsOf }, excepted)
    const findings = fingerprinted([...kept, ...suppressed.map(({ finding }) => finding)], roots)
    return {
      findings: kept.flatMap((one) => findings.get(one) ?? []),
      suppressed: suppressed.flatMap(({ finding: one, suppression }) => {
        const finding = findings.get(one)
        return finding === undefined ? [] : [{ finding, suppression }]
      }),
      exceptions,
      failures: outcomes.flatMap(({ failures }) => failures),
      coverage: distinct(outcomes.flatMap(({ coverage, failures }) => [...coverage, ...failures])).filter(({ file }) => !context.has(file)),
      files: reported(outcomes.flatMap(({ files }) => files)),
      unjudged: reported(outcomes.flatMap(({ unjudged }) => unjudged)),
    }
  }
}

/** Which rules there are, and which of them ran on a file. */
function knowledge(
  rules: readonly Rule[],
  configuration: Configuration,
): Omit<SuppressionContext, 'docsOf'> {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  const isForeign = foreignNames(rules)
  return {
    knows: (id) => byId.has(id) || isForeign(id),
    names: [...byId.keys()],
    ran(id, file) {
      const rule = byId.get(id)
      return rule !== undefined && configuration.severityOf(rule, file) !== 'off'
    },
  }
}

function distinct(notes: readonly CoverageNote[]): CoverageNote[] {
  const seen = new Map(notes.map((note) => [`${note.kind}\n${note.file}\n${note.message}`, note]))
  return [...seen.values()]
}

/**
 * What comes of a file that cannot be judged.
 * @param unjudged the file, where it could at least be read
 */
export function notJudged(notes: readonly CoverageNote[], unjudged: readonly string[]): Outcome {
  return { found: [], failures: [], coverage: notes, files: [], unjudged, suppressions: [], excepted: [] }
}
