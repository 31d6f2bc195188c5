import { apiOfContract } from '../api/contract.ts'
import { api, contract as contractSubject } from '../api/subject.ts'
import type { Configuration } from '../core/configuration.ts'
import type { Finding } from '../core/finding.ts'
import type { Rule } from '../core/rule.ts'
import type { Text } from '../core/text.ts'
import { collect } from '../engine/collect.ts'
import { run } from '../engine/run.ts'
import type { RuleFailure } from '../engine/run.ts'
import { suppress } from '../engine/suppress.ts'
import type { SuppressionOutcome } from '../engine/suppress.ts'
import { target } from '../engine/target.ts'
import type { Target } from '../engine/target.ts'
import type { Contract } from '../openapi/contract.ts'
import { openapi } from '../openapi/subject.ts'

/** What has been read, and what to hold it against. */
export interface Evidence {
  readonly contracts: readonly Contract[]
  /** Units of other subjects. */
  readonly targets: readonly Target[]
  /** The texts that were read, by path; those that contracts refer to need not be among them. */
  readonly texts: Map<string, Text>
  /** Files in which nothing is reported. */
  readonly context: ReadonlySet<string>
  readonly rules: readonly Rule[]
  readonly configuration: Configuration
  readonly docsOf: (rule: string) => string
}

export interface Conclusion {
  readonly findings: readonly Finding[]
  readonly suppressed: SuppressionOutcome['suppressed']
  readonly failures: readonly RuleFailure[]
  /** The files that were looked at. */
  readonly files: readonly string[]
}

/**
 * From what was read to findings: the part of a check that is the same for every host, whoever read the files. Adds the
 * documents that contracts refer to to the texts.
 */
export function conclude({ contracts, targets, texts, context, rules, configuration, docsOf }: Evidence): Conclusion {
  const { diagnostics, failures } = run(rules, [...contracts.flatMap(contractTargets), ...targets], configuration)
  for (const contract of contracts) for (const document of contract.loaded) texts.set(document.file, document)
  const textOf = (file: string): Text | undefined => texts.get(file)
  const files = [...texts.keys()].filter((file) => !context.has(file))
  const found = collect(diagnostics.filter(({ location }) => !context.has(location.file)), textOf, docsOf)
  const { findings, suppressed } = suppress(found, { ...knowledge(rules, configuration), files, texts: textOf, docsOf })
  return { findings, suppressed, failures, files }
}

function contractTargets(contract: Contract): Target[] {
  const model = apiOfContract(contract)
  return [target(openapi, contract), target(contractSubject, model), target(api, model)]
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
