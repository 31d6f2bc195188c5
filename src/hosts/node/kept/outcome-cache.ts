import { hash64 } from '../../../core/hash.ts'
import type { CheckInput } from '../../check-input.ts'
import type { CodeOutcome, ContractOutcome, OutcomeStore } from '../../outcome-store.ts'
import { readKept, writeKept } from './kept-file.ts'
import type { CacheOptions } from './kept-file.ts'
import { settledState, trustedAt, unsettled } from './settled-state.ts'

const fileName = 'outcomes'

/** As it stands in the file. */
interface Kept {
  /** What outcomes hang on beside files. */
  readonly standards: string
  readonly contracts: { readonly [entry: string]: ContractOutcome }
  readonly code?: KeptCode
  /** The states of the files that outcomes hang on. */
  readonly states: { readonly [file: string]: string }
}

interface KeptCode {
  /** Which files were checked. */
  readonly lists: string
  readonly consulted: readonly string[]
  readonly outcome: CodeOutcome
}

/**
 * Outcomes of checks of what is on the disk. Each is good for as long as every file that was asked for meanwhile is what it was, those
 * included that were not there. A file is what it was where size and times say so, the time included that no program can set; one that
 * has been written to so lately that the next change might have the same time is not trusted, and looked at again by the next run.
 */
export class OutcomeCache implements OutcomeStore {
  readonly #options: CacheOptions
  readonly #standards: string
  readonly #lists: string
  readonly #kept: Kept | undefined
  /** Files that have changed since are told by it: what was read may be older than what is there when its state is asked for. */
  readonly #trusted: number
  readonly #states = new Map<string, string>()
  readonly #contracts = new Map<string, ContractOutcome>()
  #knownCode: KeptCode | undefined
  #isChanged = false

  /**
   * @param standards what outcomes hang on beside files: configuration and flags, as plain data
   */
  constructor(options: CacheOptions, { sources, context, roots, bases }: Pick<CheckInput, 'sources' | 'context' | 'roots' | 'bases'>, standards: unknown) {
    this.#options = options
    this.#standards = hash64(JSON.stringify([standards, roots, bases]))
    this.#lists = hash64(JSON.stringify([sources, context]))
    this.#trusted = trustedAt(Date.now(), options)
    const text = readKept(options, fileName)
    // What this build wrote and nobody has damaged is well formed.
    const kept = text === undefined ? undefined : (JSON.parse(text) as Kept)
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

  /** Writes what this run has used, and nothing else. */
  save(): void {
    if (!this.#isChanged) return
    const files = new Set([...[...this.#contracts.values()].flatMap(({ consulted }) => consulted), ...(this.#knownCode?.consulted ?? [])])
    const kept: Kept = {
      standards: this.#standards,
      contracts: Object.fromEntries(this.#contracts),
      ...(this.#knownCode !== undefined && { code: this.#knownCode }),
      states: Object.fromEntries([...files].map((file) => [file, this.#stateOf(file)])),
    }
    writeKept(this.#options, fileName, JSON.stringify(kept))
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
