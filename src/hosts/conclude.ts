import { apiOfContract } from '../api/contract.ts'
import { api, contract as contractSubject } from '../api/subject.ts'
import type { Configuration } from '../core/configuration.ts'
import type { Finding } from '../core/finding.ts'
import type { Rule } from '../core/rule.ts'
import type { Text } from '../core/text.ts'
import { collect, merge } from '../engine/collect.ts'
import type { Found } from '../engine/collect.ts'
import { fingerprinted } from '../engine/fingerprint.ts'
import { run } from '../engine/run.ts'
import type { RuleFailure } from '../engine/run.ts'
import { maySuppress, suppress } from '../engine/suppress.ts'
import type { Suppression } from '../engine/suppress.ts'
import { target } from '../engine/target.ts'
import type { Target } from '../engine/target.ts'
import type { Contract } from '../openapi/contract.ts'
import { openapi } from '../openapi/subject.ts'

/** What to hold against what was read. */
export interface Standards {
  /** The directories that belong to the project: fingerprints tell paths from there. */
  readonly roots: readonly string[]
  /** Files in which nothing is reported. */
  readonly context: ReadonlySet<string>
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  readonly docsOf: (rule: string) => string
}

/** A finding that somebody decided to live with. */
export interface SuppressedFinding {
  readonly finding: Finding
  readonly suppression: Suppression
}

export interface Conclusion {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly SuppressedFinding[]
  readonly failures: readonly RuleFailure[]
  /** The files that were looked at. */
  readonly files: readonly string[]
}

/**
 * From what was read to findings: the part of a check that is the same for every host, whoever read the files. Takes things
 * one after the other and keeps of each only its findings, so that a thousand contracts need the memory of the largest.
 */
export class Judgement {
  private readonly standards: Standards
  private readonly found: Found[] = []
  private readonly failures: RuleFailure[] = []
  private readonly files = new Set<string>()
  /** Texts that may hold suppressions: whether one is of use is known only at the end. */
  private readonly marked = new Map<string, Text>()

  constructor(standards: Standards) {
    this.standards = standards
  }

  /** Judges a contract, with all the documents that it refers to. */
  contract(contract: Contract): void {
    const model = apiOfContract(contract)
    const targets = [target(openapi, contract), target(contractSubject, model), target(api, model)]
    // The documents that a contract refers to are known when it has been walked.
    this.run(targets, () => new Map(contract.loaded.map((document) => [document.file, document])))
  }

  /** Judges units of other subjects, whose files have these texts. */
  units(targets: readonly Target[], texts: ReadonlyMap<string, Text>): void {
    this.run(targets, () => texts)
  }

  conclude(): Conclusion {
    const { rules, configuration, docsOf, roots } = this.standards
    const found = merge(this.found)
    const context = { ...knowledge(rules, configuration), files: [...this.marked.keys()], texts: (file: string) => this.marked.get(file), docsOf }
    const { findings: kept, suppressed } = suppress(found, context)
    const findings = fingerprinted([...kept, ...suppressed.map(({ finding }) => finding)], roots)
    return {
      findings: kept.flatMap((one) => findings.get(one) ?? []),
      suppressed: suppressed.flatMap(({ finding: one, suppression }) => {
        const finding = findings.get(one)
        return finding === undefined ? [] : [{ finding, suppression }]
      }),
      failures: this.failures,
      files: [...this.files],
    }
  }

  private run(targets: readonly Target[], textsAfter: () => ReadonlyMap<string, Text>): void {
    const { rules, configuration, docsOf, context } = this.standards
    const { diagnostics, failures } = run(rules, targets, configuration)
    const texts = textsAfter()
    this.failures.push(...failures)
    this.found.push(...collect(diagnostics.filter(({ location }) => !context.has(location.file)), (file) => texts.get(file), docsOf))
    for (const [file, text] of texts) {
      if (context.has(file)) continue
      this.files.add(file)
      if (maySuppress(text.text)) this.marked.set(file, text)
    }
  }
}

/** Which rules there are, and which of them ran on a file. */
function knowledge(
  rules: readonly Rule[],
  configuration: Configuration,
): { knows: (id: string) => boolean; ran: (id: string, file: string) => boolean } {
  const byId = new Map(rules.map((rule) => [rule.id, rule]))
  return {
    knows: (id) => byId.has(id),
    ran(id, file) {
      const rule = byId.get(id)
      return rule !== undefined && configuration.severityOf(rule, file) !== 'off'
    },
  }
}
