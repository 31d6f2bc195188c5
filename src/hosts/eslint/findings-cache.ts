import type { CacheOptions } from '../node/cache/cache-file.ts'
import { readCacheFile, writeCacheFile } from '../node/cache/cache-file.ts'
import { settledState, trustedAt, unsettled } from '../node/cache/settled-state.ts'
import type { ProgramFindings, RuleFindings } from './program.ts'
import type { Listed, SourcesOnDisk } from './sources-on-disk.ts'

/** The state of a program on disk, with the findings in it. */
export interface CachedProgram extends Listed {
  /** Sources that cannot be parsed. */
  readonly broken: readonly string[]
  /** Other files that were looked up, existing or not. */
  readonly surroundings: readonly string[]
  readonly findings: ProgramFindings
}

/** The form in which it is stored. */
interface CachedFindings extends Omit<CachedProgram, 'findings'> {
  readonly standards: string
  /** The states of the sources, then of the documents, then of the surroundings, in their order. */
  readonly states: readonly string[]
  readonly findings: { readonly [key: string]: RuleFindings }
}

/**
 * Keeps the findings of rules on the program between processes of ESLint: valid while the set of files and each file are unchanged. Most
 * processes lint a program that has not changed since the last one, and would otherwise read and check all of it again.
 */
export class FindingsCache {
  readonly #options: CacheOptions
  readonly #name: string
  readonly #standards: string

  /**
   * @param name of the file to keep them in, one for each workspace of the project
   * @param standards the configuration, on which findings depend besides files
   */
  constructor(options: CacheOptions, name: string, standards: string) {
    this.#options = options
    this.#name = name
    this.#standards = standards
  }

  /**
   * What was kept, if nothing has changed since.
   * @param disk what is found now
   * @param moment when looking for it began
   */
  read(disk: Pick<SourcesOnDisk, 'listed' | 'documents'>, moment: number): CachedProgram | undefined {
    const text = readCacheFile(this.#options, this.#name)
    if (text === undefined) return undefined
    // Written by this very version and checked for damage, so it is well-formed.
    const kept = JSON.parse(text) as CachedFindings
    if (kept.standards !== this.#standards || !isSame(kept.sources, disk.listed.sources)) return undefined
    if (kept.documents !== undefined && !isSame(kept.documents, disk.documents)) return undefined
    const states = this.#statesOf(kept, moment)
    return states !== undefined && isSame(kept.states, states) ? { ...kept, findings: new Map(Object.entries(kept.findings)) } : undefined
  }

  /** @param moment a time before the program was read */
  write(program: CachedProgram, moment: number): void {
    const states = this.#statesOf(program, moment)
    if (states === undefined) return
    const kept: CachedFindings = { ...program, standards: this.#standards, states, findings: Object.fromEntries(program.findings) }
    writeCacheFile(this.#options, this.#name, JSON.stringify(kept))
  }

  /** Nothing if a file may still be changing. */
  #statesOf({ sources, documents = [], surroundings }: Pick<CachedProgram, 'sources' | 'documents' | 'surroundings'>, moment: number): string[] | undefined {
    const trusted = trustedAt(moment, this.#options)
    const states: string[] = []
    for (const file of [...sources, ...documents, ...surroundings]) {
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
