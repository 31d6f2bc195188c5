import { hash64 } from '../../../core/hash.ts'
import type { CheckInput } from '../../check-input.ts'
import type { CodeOutcome, ContractOutcome, OutcomeStore } from '../../outcome-store.ts'
import { readCacheFile, writeCacheFile } from './cache-file.ts'
import type { CacheOptions } from './cache-file.ts'
import { settledState, trustedAt, unsettled } from './settled-state.ts'

const fileName = 'outcomes'

/** The form in which it is stored. */
interface CachedOutcomes {
  /** A hash of what outcomes depend on besides files. */
  readonly standards: string
  readonly contracts: { readonly [entry: string]: ContractOutcome }
  readonly code?: CachedCode
  /** The states of the files that outcomes depend on. */
  readonly states: { readonly [file: string]: string }
}

interface CachedCode {
  /** A hash of the lists of files that were checked. */
  readonly lists: string
  readonly consulted: readonly string[]
  readonly outcome: CodeOutcome
}

/**
 * Outcomes of checks of the files on disk. An outcome is valid while every file that was read or looked up for it is unchanged, including
 * those that did not exist. A file counts as unchanged if its size and times are the same, among them the one that no program can set. A
 * file written so recently that the next change might get the same time is not trusted: the next run checks it again.
 */
export class OutcomeCache implements OutcomeStore {
  readonly #options: CacheOptions
  readonly #standards: string
  readonly #lists: string
  readonly #kept: CachedOutcomes | undefined
  /** Files written after this time are not trusted: the content that was read may be older than the state that is recorded. */
  readonly #trusted: number
  readonly #states = new Map<string, string>()
  readonly #contracts = new Map<string, ContractOutcome>()
  #knownCode: CachedCode | undefined
  #isChanged = false

  /** @param standards what outcomes depend on besides files: configuration and flags, as plain data */
  constructor(options: CacheOptions, { sources, context, roots, bases }: Pick<CheckInput, 'sources' | 'context' | 'roots' | 'bases'>, standards: unknown) {
    this.#options = options
    this.#standards = hash64(JSON.stringify([standards, roots, bases]))
    this.#lists = hash64(JSON.stringify([sources, context]))
    this.#trusted = trustedAt(Date.now(), options)
    const text = readCacheFile(options, fileName)
    // Written by this very build and checked for damage, so it is well-formed.
    const kept = text === undefined ? undefined : (JSON.parse(text) as CachedOutcomes)
    this.#kept = kept?.standards === this.#standards ? kept : undefined
  }

  contract(entry: string): ContractOutcome | undefined {
    const { contracts = {} } = this.#kept ?? {}
    const outcome = Object.hasOwn(contracts, entry) ? contracts[entry] : undefined
    if (outcome === undefined || !outcome.consulted.every((file) => this.#isUnchanged(file))) return undefined
    this.#contracts.set(entry, outcome)
    return outcome
  }

  keepContract(outcome: ContractOutcome): void {
    if (!outcome.consulted.every((file) => this.#stateOf(file) !== unsettled)) return
    this.#contracts.set(outcome.entry, outcome)
    this.#isChanged = true
  }

  code(): CodeOutcome | undefined {
    const { code } = this.#kept ?? {}
    if (code?.lists !== this.#lists || !code.consulted.every((file) => this.#isUnchanged(file))) return undefined
    this.#knownCode = code
    return code.outcome
  }

  keepCode(outcome: CodeOutcome, consulted: Iterable<string>): void {
    const files = [...consulted]
    if (!files.every((file) => this.#stateOf(file) !== unsettled)) return
    this.#knownCode = { lists: this.#lists, consulted: files, outcome }
    this.#isChanged = true
  }

  /** Writes only what this run has used. */
  save(): void {
    if (!this.#isChanged) return
    const files = new Set([...[...this.#contracts.values()].flatMap(({ consulted }) => consulted), ...(this.#knownCode?.consulted ?? [])])
    const kept: CachedOutcomes = {
      standards: this.#standards,
      contracts: Object.fromEntries(this.#contracts),
      ...(this.#knownCode !== undefined && { code: this.#knownCode }),
      states: Object.fromEntries([...files].map((file) => [file, this.#stateOf(file)])),
    }
    writeCacheFile(this.#options, fileName, JSON.stringify(kept))
  }

  #isUnchanged(file: string): boolean {
    const state = this.#stateOf(file)
    return state !== unsettled && this.#kept?.states[file] === state
  }

  #stateOf(file: string): string {
    let state = this.#states.get(file)
    if (state === undefined) this.#states.set(file, (state = settledState(file, this.#trusted)))
    return state
  }
}
