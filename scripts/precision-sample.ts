import { hashText } from './random.ts'
import type { CorpusFinding, CorpusRecord } from './corpus-record.ts'

/** A finding with its input. */
export interface SampledFinding {
  readonly input: Pick<CorpusRecord, 'kind' | 'name' | 'root'>
  readonly finding: CorpusFinding
}

/** The number of findings in a sample; all of a rule's if there are fewer. */
export const sampleSize = 30

/** A sample of a rule's findings. */
export interface Sample {
  readonly population: number
  readonly findings: readonly SampledFinding[]
  /** A hash of the findings, eight hexadecimal digits: shows whether a sample is the one that was read. */
  readonly fingerprint: string
}

/** A finding with its rank in the draw. */
interface Ranked {
  readonly order: number
  readonly key: string
  readonly sampled: SampledFinding
}

/**
 * Draws a random sample of one rule's findings: the first ones by a hash of the seed and the finding's place. So the sample does not depend on
 * the order in which findings are added; it stays the same when messages are reworded, and if a rule loses some findings, so does the rest of it.
 */
export class Sampler {
  #population = 0
  #kept: Ranked[] = []
  readonly #rule: string
  readonly #seed: number
  readonly #size: number

  constructor(rule: string, seed: number, size: number) {
    this.#rule = rule
    this.#seed = seed
    this.#size = size
  }

  add({ kind, name, root, findings }: CorpusRecord): void {
    for (const finding of findings) {
      if (finding.rule !== this.#rule) continue
      this.#population++
      const key = [name, finding.file, finding.pointer ?? '', finding.line, finding.column].join('\n')
      this.#kept.push({ order: hashText(`${this.#seed}\n${key}`), key, sampled: { input: { kind, name, root }, finding } })
      if (this.#kept.length > 2 * this.#size + 1000) this.#kept = this.#first()
    }
  }

  sample(): Sample {
    const first = this.#first()
    const fingerprint = hashText(first.map(({ key }) => key).join('\n\n')).toString(16).padStart(8, '0')
    return { population: this.#population, findings: first.map(({ sampled }) => sampled), fingerprint }
  }

  #first(): Ranked[] {
    return [...this.#kept].sort((left, right) => left.order - right.order || (left.key < right.key ? -1 : 1)).slice(0, this.#size)
  }
}
