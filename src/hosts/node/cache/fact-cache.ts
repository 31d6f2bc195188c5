import { asObject, asString, field } from '../../../core/json.ts'
import type { FactStore, StoredFacts } from '../../../source/facts/store.ts'
import type { CacheOptions } from './cache-file.ts'
import { CachePieces, writePieces } from './cache-pieces.ts'
import type { Tree } from '../disk/tree.ts'

// Never the keys of files: those are JSON arrays.
const besideKey = 'beside'
const beforeKey = 'before'

/** So many facts are kept apart from the others, or an eighth of all. */
const fewest = 50
const share = 8

/**
 * Facts on disk, by path and an id of the file's content, such as git's. Entries therefore never go stale. A cache that cannot be read, was
 * written by another build or is damaged counts as empty. Parallel runs do not disturb each other: each writes temporary files and renames
 * them, and the last one wins. A run that has found few new facts writes these alone, to a second file: a large project has thousands.
 */
export class FactCache {
  readonly #options: CacheOptions
  readonly #name: string
  /** As in the files, and only read and parsed on use: most never are. */
  readonly #all: CachePieces
  readonly #recent: CachePieces
  readonly #used = new Map<string, StoredFacts>()
  /** The used facts that differ from those in the file. */
  readonly #changed = new Set<string>()
  /** What {@link keepBeside} was given. */
  #held: { readonly value: unknown; readonly files: ReadonlyMap<string, string> } | undefined
  #beside: unknown
  #keepsBefore = false

  /** @param name of the file in the cache directory */
  constructor(options: CacheOptions, name = 'facts') {
    this.#options = options
    this.#name = name
    this.#all = new CachePieces(options, name)
    this.#recent = new CachePieces(options, recentName(name))
  }

  /** A store for the files of one state of the project. */
  of(tree: Pick<Tree, 'idOf'>): FactStore {
    return {
      get: (file, path) => {
        const key = keyOf(tree, file)
        const kept = key === undefined ? undefined : this.#at(key)
        return kept?.summary.file === file && kept.summary.path === path ? kept : undefined
      },
      set: (file, facts) => {
        const id = tree.idOf(file)
        if (id !== undefined) this.keepAt(file, id, facts)
      },
    }
  }

  /** True if the file with this content was a source that could be parsed. */
  knows(file: string, id: string | undefined): boolean {
    const key = id === undefined ? undefined : keyFor(file, id)
    return key !== undefined && (this.#used.has(key) || this.#recent.has(key) || this.#all.has(key))
  }

  /** The facts of a file at the time when its content had this id. */
  factsAt(file: string, id: string): StoredFacts | undefined {
    return this.#at(keyFor(file, id))
  }

  keepAt(file: string, id: string, facts: StoredFacts): void {
    const key = keyFor(file, id)
    this.#used.set(key, facts)
    this.#changed.add(key)
  }

  /** What the last run kept with {@link keepBeside}. */
  beside(): unknown {
    return (this.#beside ??= parsed(this.#piece(besideKey)))
  }

  /** What was kept before that, if {@link keepBefore} said so. */
  before(): unknown {
    return parsed(this.#piece(beforeKey))
  }

  /**
   * Keeps a value, along with the facts that it was derived from.
   * @param value plain data
   * @param files the ids of their contents, by path
   */
  keepBeside(value: unknown, files: ReadonlyMap<string, string>): void {
    this.#held = { value, files }
  }

  /** Keeps what {@link beside} returns under {@link before}. */
  keepBefore(): void {
    this.#keepsBefore = true
  }

  /** Writes only what this run has used, so that the files do not grow with every state that was ever checked. */
  save(): void {
    const { value, files } = this.#held ?? { value: this.#beside, files: [] }
    if (this.#changed.size === 0 && value === this.#beside) return
    const beside = this.#held && Buffer.from(JSON.stringify(value))
    const known = this.#piece(besideKey)
    if (this.#changed.size === 0 && beside !== undefined && known?.equals(beside) === true) return
    const kept = { [besideKey]: beside, [beforeKey]: this.#keepsBefore ? known : this.#piece(beforeKey) }
    const recent = new Map(Object.entries(kept).flatMap(([key, bytes]) => (bytes === undefined ? [] : [[key, bytes] as const])))
    const wanted = new Set([...this.#used.keys(), ...[...files].map(([file, id]) => keyFor(file, id))])
    const isNew = (key: string): boolean => this.#changed.has(key) || !this.#all.has(key)
    const few = [...wanted].filter(isNew)
    const isSmall = few.length <= Math.max(fewest, this.#all.size / share) && 2 * (wanted.size - few.length) >= this.#all.size
    if (isSmall && this.#all.size > 0) return writePieces(this.#options, recentName(this.#name), this.#added(recent, few))
    writePieces(this.#options, this.#name, this.#added(new Map<string, Buffer>(), wanted))
    writePieces(this.#options, recentName(this.#name), recent)
  }

  #added(pieces: Map<string, Buffer>, keys: Iterable<string>): ReadonlyMap<string, Buffer> {
    for (const key of keys) {
      const facts = this.#changed.has(key) ? this.#used.get(key) : undefined
      const bytes = facts === undefined ? this.#piece(key) : Buffer.from(JSON.stringify(facts))
      if (bytes !== undefined) pieces.set(key, bytes)
    }
    return pieces
  }

  #piece(key: string): Buffer | undefined {
    return this.#recent.at(key) ?? this.#all.at(key)
  }

  #at(key: string): StoredFacts | undefined {
    const kept = this.#used.get(key) ?? this.#parse(key)
    if (kept !== undefined) this.#used.set(key, kept)
    return kept
  }

  #parse(key: string): StoredFacts | undefined {
    const kept = parsed(this.#piece(key))
    return isKept(kept) ? kept : undefined
  }
}

/** Path and content id. As JSON, so that the key contains neither tabs nor line breaks. */
function keyOf(tree: Pick<Tree, 'idOf'>, file: string): string | undefined {
  const id = tree.idOf(file)
  return id === undefined ? undefined : keyFor(file, id)
}

function keyFor(file: string, id: string): string {
  return JSON.stringify([file, id])
}

function recentName(name: string): string {
  return `${name}-recent`
}

function parsed(bytes: Buffer | undefined): unknown {
  return bytes && JSON.parse(bytes.toString('utf8'))
}

function isKept(value: unknown): value is StoredFacts {
  const summary = field(value, 'summary')
  return asString(field(summary, 'file')) !== undefined && asObject(field(value, 'known')) !== undefined
}
