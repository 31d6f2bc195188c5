import { Sampler, sampleSize } from './precision-sample.ts'
import type { Sample } from './precision-sample.ts'
import type { Judgement, PrecisionRecord, PrecisionRule } from './precision-table.ts'
import type { CorpusRecord } from './corpus-record.ts'

/** The samples of all rules, each drawn with the seed of its row in the table. */
export async function samplesOf(
  records: AsyncIterable<CorpusRecord>,
  rules: readonly PrecisionRule[],
  seedOf: (id: string) => number,
): Promise<ReadonlyMap<string, Sample>> {
  const samplers = rules.map(({ id }) => [id, new Sampler(id, seedOf(id), sampleSize)] as const)
  for await (const record of records) for (const [, sampler] of samplers) sampler.add(record)
  return new Map(samplers.map(([id, sampler]) => [id, sampler.sample()]))
}

/** A row that is out of date. */
export interface StaleRow {
  readonly id: string
  readonly found: number
  /** The number of findings in the table, if it has the rule. */
  readonly stated: number | undefined
  /** True if the sample still has the findings that were read. */
  readonly isRead: boolean
}

/** The rows that are out of date: another number of findings, or another sample than the one that was read. */
export function staleRows(record: PrecisionRecord, samples: ReadonlyMap<string, Sample>): StaleRow[] {
  return [...samples].flatMap(([id, { population, fingerprint }]): StaleRow[] => {
    const row = record.rules[id]
    const isRead = row?.sample === fingerprint
    return row?.found === population && isRead ? [] : [{ id, found: population, stated: row?.found, isRead }]
  })
}

/** The record with a judgement on a sample. */
export function withJudgement(record: PrecisionRecord, id: string, { population, findings, fingerprint }: Sample, judged: Pick<Judgement, 'seed' | 'wrong' | 'notes'>): PrecisionRecord {
  const { seed, wrong, notes } = judged
  const rules = { ...record.rules, [id]: { seed, found: population, sampled: findings.length, sample: fingerprint, wrong, notes } }
  return { ...record, rules: Object.fromEntries(Object.entries(rules).sort(([left], [right]) => (left < right ? -1 : 1))) }
}

/** The record with current numbers of findings, for rules whose sample is still the one that was read. */
export function withCounts(record: PrecisionRecord, samples: ReadonlyMap<string, Sample>): PrecisionRecord {
  return staleRows(record, samples).reduce((current, { id, isRead }) => {
    const [row, sample] = [current.rules[id], samples.get(id)]
    return isRead && row !== undefined && sample !== undefined ? withJudgement(current, id, sample, row) : current
  }, record)
}
