import type { CacheOptions } from '../node/kept/kept-file.ts'
import { readKept, writeKept } from '../node/kept/kept-file.ts'
import { settledState, trustedAt, unsettled } from '../node/kept/settled-state.ts'
import type { ProgramFindings, RuleFindings } from './program.ts'

/** A program as it was found on the disk. */
export interface KeptProgram {
  readonly sources: readonly string[]
  /** Those that cannot be parsed. */
  readonly broken: readonly string[]
  /** What was looked at beside the sources, whether it was there or not. */
  readonly surroundings: readonly string[]
  readonly findings: ProgramFindings
}

/** As it stands in the file. */
interface Kept extends Omit<KeptProgram, 'findings'> {
  readonly standards: string
  /** The states of all files, in the order of the sources and what surrounds them. */
  readonly states: readonly string[]
  readonly findings: { readonly [key: string]: RuleFindings }
}

/**
 * What rules about the program have found, between ESLint's processes: good for as long as there are the same files, each as it was.
 * Most processes lint what has not changed since the last one, and would read and judge the whole program for it.
 */
export class KeptFindings {
  readonly #options: CacheOptions
  readonly #name: string
  readonly #standards: string

  /**
   * @param name of the file, one for each workspace of the project
   * @param standards what findings hang on beside files: the configuration
   */
  constructor(options: CacheOptions, name: string, standards: string) {
    this.#options = options
    this.#name = name
    this.#standards = standards
  }

  /**
   * What was kept, if nothing has changed since.
   * @param sources as they are found now
   * @param moment when that was begun
   */
  read(sources: readonly string[], moment: number): KeptProgram | undefined {
    const text = readKept(this.#options, this.#name)
    if (text === undefined) return undefined
    // What this build wrote and nobody has damaged is well formed.
    const kept = JSON.parse(text) as Kept
    if (kept.standards !== this.#standards || !isSame(kept.sources, sources)) return undefined
    const states = this.#statesOf(kept, moment)
    return states !== undefined && isSame(kept.states, states) ? { ...kept, findings: new Map(Object.entries(kept.findings)) } : undefined
  }

  /** @param moment before anything of the program was read */
  write(program: KeptProgram, moment: number): void {
    const states = this.#statesOf(program, moment)
    if (states === undefined) return
    const { sources, broken, surroundings, findings } = program
    const kept: Kept = { standards: this.#standards, sources, broken, surroundings, states, findings: Object.fromEntries(findings) }
    writeKept(this.#options, this.#name, JSON.stringify(kept))
  }

  /** Nothing where a file may be changing just now. */
  #statesOf({ sources, surroundings }: Pick<KeptProgram, 'sources' | 'surroundings'>, moment: number): string[] | undefined {
    const trusted = trustedAt(moment, this.#options)
    const states: string[] = []
    for (const file of [...sources, ...surroundings]) {
      const state = settledState(file, trusted)
      if (state === unsettled) return undefined
      states.push(state)
    }
    return states
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one, at) => one === others[at])
}
