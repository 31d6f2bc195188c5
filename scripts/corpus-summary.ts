import type { CorpusRecord, CorpusStatus } from './corpus-record.ts'
import { renderTable } from './text-table.ts'

/** The limit of findings per operation of `recommended` on the median contract. */
const mostNoise = 1 / 3

/** The findings of a rule over the corpus, in figures. */
export interface RuleTally {
  findings: number
  /** Inputs with at least one. */
  inputs: number
  /** Findings per operation, one number a contract with any. */
  readonly perOperation: number[]
}

/** Accumulates records, so that a whole corpus need not be in memory. */
export class CorpusSummary {
  readonly #statuses = new Map<CorpusStatus, number>()
  readonly #troubles: Pick<CorpusRecord, 'name' | 'status' | 'error'>[] = []
  readonly #ruleFailures = new Map<string, number>()
  readonly #coverage = new Map<string, number>()
  readonly #rules = new Map<string, RuleTally>()
  readonly #ratios: number[] = []
  #slowest: Pick<CorpusRecord, 'name' | 'durationMs' | 'operations'>[] = []
  #contracts = 0
  #operations = 0

  add(record: CorpusRecord): void {
    this.#statuses.set(record.status, (this.#statuses.get(record.status) ?? 0) + 1)
    const { name, status, error, durationMs, operations } = record
    if (status !== 'checked') this.#troubles.push({ name, status, ...(error === undefined ? {} : { error }) })
    this.#slowest.push({ name, durationMs, ...(operations === undefined ? {} : { operations }) })
    if (this.#slowest.length > 100) this.#slowest = this.tenSlowest()
    for (const note of record.coverage) {
      this.#coverage.set(note.kind, (this.#coverage.get(note.kind) ?? 0) + 1)
      if (note.kind === 'rule-failed') this.#ruleFailures.set(note.message, (this.#ruleFailures.get(note.message) ?? 0) + 1)
    }
    this.#addFindings(record)
  }

  #addFindings({ kind, status, operations = 0, findings }: CorpusRecord): void {
    const counts = new Map<string, number>()
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1)
    for (const [rule, count] of counts) {
      const tally = this.#rules.get(rule) ?? { findings: 0, inputs: 0, perOperation: [] }
      tally.findings += count
      tally.inputs++
      if (operations > 0) tally.perOperation.push(count / operations)
      this.#rules.set(rule, tally)
    }
    if (kind !== 'contract') return
    this.#contracts++
    this.#operations += operations
    if (status === 'checked' && operations > 0) this.#ratios.push(findings.length / operations)
  }

  /** Findings per operation on the median of contracts that have operations; nothing if there is none. */
  get medianFindingsPerOperation(): number | undefined {
    return quantile(this.#ratios, 0.5)
  }

  /** The number of inputs that crashed or hung, and of rules that failed. */
  get crashes(): number {
    return (this.#statuses.get('crashed') ?? 0) + (this.#statuses.get('timeout') ?? 0) + this.#ruleFailures.size
  }

  /** The figures of each rule, those with most findings first. */
  get tallies(): [rule: string, tally: Readonly<RuleTally>][] {
    return [...this.#rules].sort(([, left], [, right]) => right.findings - left.findings)
  }

  tenSlowest(): Pick<CorpusRecord, 'name' | 'durationMs' | 'operations'>[] {
    return [...this.#slowest].sort((left, right) => right.durationMs - left.durationMs).slice(0, 10)
  }

  /** The summary as plain text. */
  render(preset: string): string {
    const checked = [...this.#statuses].map(([status, count]) => `${count} ${status}`).join(', ')
    return [
      `Inputs: ${checked || 'none'}; ${this.#contracts} contracts, ${this.#operations} operations`,
      list(
        'Crashes, timeouts and refusals',
        this.#troubles.map(({ name, status, error }) => `${status} ${name}: ${firstLine(error)}`),
      ),
      list(
        'Rules that failed',
        [...this.#ruleFailures].map(([message, count]) => `${count} x ${firstLine(message)}`),
      ),
      list(
        'Coverage notes',
        [...this.#coverage].map(([kind, count]) => `${count} ${kind}`),
      ),
      this.#renderRules(),
      this.#renderNoise(preset),
      list(
        'Slowest',
        this.tenSlowest().map(
          ({ name, durationMs, operations }) =>
            `${(durationMs / 1000).toFixed(2)} s ${name}${operations === undefined ? '' : ` (${operations} operations)`}`,
        ),
      ),
      '',
    ].join('\n\n')
  }

  #renderRules(): string {
    const lines = this.tallies.map(([rule, { findings, inputs, perOperation }]) => [
      rule,
      String(findings),
      String(inputs),
      perOperation.length === 0 ? '-' : (quantile(perOperation, 0.5) ?? 0).toFixed(2),
    ])
    if (lines.length === 0) return 'Findings: none'
    const header = ['rule', 'findings', 'inputs', 'per operation*']
    return `Findings by rule (* median of the contracts with any)\n${renderTable(header, lines)}`
  }

  #renderNoise(preset: string): string {
    const median = this.medianFindingsPerOperation
    if (median === undefined) return 'Noise: no contract with operations was checked'
    const few = this.#ratios.filter((ratio) => ratio <= mostNoise).length
    const high = quantile(this.#ratios, 0.9) ?? 0
    const figures =
      `${median.toFixed(3)} findings per operation on the median contract, ${high.toFixed(3)} at the 90th percentile; ` +
      `at most one for three operations on ${few} of ${this.#ratios.length}`
    const verdict =
      preset === 'recommended'
        ? ` (the median may be ${mostNoise.toFixed(3)}: ${median <= mostNoise ? 'it is within that' : 'IT IS ABOVE THAT'})`
        : ` (of preset ${preset}; the bound is for recommended)`
    return `Noise: ${figures}${verdict}`
  }
}

/** A quantile with linear interpolation; nothing for an empty list. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((left, right) => left - right)
  const place = (sorted.length - 1) * share
  const [lower, upper] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]]
  return lower === undefined || upper === undefined ? undefined : lower + (upper - lower) * (place - Math.floor(place))
}

function list(title: string, items: readonly string[]): string {
  return items.length === 0 ? `${title}: none` : `${title} (${items.length})\n${items.map((item) => `  ${item}`).join('\n')}`
}

function firstLine(text = ''): string {
  return (text.trim().split('\n')[0] ?? '').slice(0, 300)
}
