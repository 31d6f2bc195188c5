import type { FactStore, StoredFacts } from '../../source/facts/store.ts'
import { FactCache } from '../node/cache/fact-cache.ts'
import type { CacheOptions } from '../node/cache/cache-file.ts'
import { settledState, trustedAt, unsettled } from '../node/cache/settled-state.ts'

/**
 * Facts about files on disk, kept for the next process, which then has to read only files that have changed. Saved once per process, after
 * rules have run: an editor's server would write more often than it could ever gain.
 */
export class DiskFactStore implements FactStore {
  readonly #options: CacheOptions
  readonly #cache: FactCache
  readonly #store: FactStore
  readonly #states = new Map<string, string>()
  #moment: number
  #isSaved = false

  /**
   * @param name of the file to keep them in
   * @param moment a time before anything was read
   */
  constructor(options: CacheOptions, name: string, moment: number) {
    this.#options = options
    this.#moment = moment
    this.#cache = new FactCache(options, name)
    this.#store = this.#cache.of({ idOf: (file) => this.#stateOf(file) })
  }

  get(file: string, path: string): StoredFacts | undefined {
    return this.#store.get(file, path)
  }

  set(file: string, facts: StoredFacts): void {
    if (!this.#isSaved) this.#store.set(file, facts)
  }

  /** Checks files again from now on. */
  refresh(moment: number): void {
    this.#moment = moment
    this.#states.clear()
  }

  save(): void {
    if (!this.#isSaved) this.#cache.save()
    this.#isSaved = true
  }

  /** Nothing for a file that may still be changing. */
  #stateOf(file: string): string | undefined {
    let state = this.#states.get(file)
    if (state === undefined) this.#states.set(file, (state = settledState(file, trustedAt(this.#moment, this.#options))))
    return state === unsettled ? undefined : state
  }
}
