import { asObject, asString, field } from '../../../core/json.ts'
import type { FactStore, StoredFacts } from '../../../source/facts/store.ts'
import { readCacheBytes, writeCacheFile } from './cache-file.ts'
import type { CacheOptions } from './cache-file.ts'
import type { Tree } from '../disk/tree.ts'

/** Never the key of a file: those are JSON arrays. */
const besideKey = 'beside'

/**
 * Facts on disk, by path and an id of the file's content, such as git's. Entries therefore never go stale. A cache that cannot be read, was
 * written by another build or is damaged counts as empty. Parallel runs do not disturb each other: each writes a temporary file and renames
 * it, and the last one wins.
 */
export class FactCache {
  readonly #options: CacheOptions
  readonly #name: string
  /** As in the file, and only decoded and parsed on use: most never are. */
  readonly #lines: ReadonlyMap<string, Buffer>
  readonly #used = new Map<string, StoredFacts>()
  /** The used facts that differ from the line in the file. */
  readonly #changed = new Set<string>()
  /** What {@link keepBeside} was given. */
  #held: { readonly value: unknown; readonly files: ReadonlyMap<string, string> } | undefined
  #beside: unknown

  /** @param name of the file in the cache directory */
  constructor(options: CacheOptions, name = 'facts') {
    this.#options = options
    this.#name = name
    this.#lines = readLines(options, name)
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
    return key !== undefined && (this.#used.has(key) || this.#lines.has(key))
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
    const line = this.#lines.get(besideKey)
    return (this.#beside ??= line && parsed(line))
  }

  /**
   * Keeps a value, along with the facts that it was derived from.
   * @param value plain data
   * @param files the ids of their contents, by path
   */
  keepBeside(value: unknown, files: ReadonlyMap<string, string>): void {
    this.#held = { value, files }
  }

  /** Writes only what this run has used, so that the file does not grow with every state that was ever checked. */
  save(): void {
    const { value, files } = this.#held ?? { value: this.#beside, files: [] }
    if (this.#changed.size === 0 && value === this.#beside) return
    const line = this.#held && Buffer.from(JSON.stringify(value))
    if (this.#changed.size === 0 && line !== undefined && this.#lines.get(besideKey)?.equals(line) === true) return
    const keys = new Set([...this.#used.keys(), ...[...files].map(([file, id]) => keyFor(file, id))])
    writeCacheFile(this.#options, this.#name, Buffer.concat([...[...keys].flatMap((key) => this.#lineOf(key)), ...lineFor(besideKey, line)]))
  }

  #lineOf(key: string): Buffer[] {
    const facts = this.#changed.has(key) ? this.#used.get(key) : undefined
    return lineFor(key, facts === undefined ? this.#lines.get(key) : Buffer.from(JSON.stringify(facts)))
  }

  #at(key: string): StoredFacts | undefined {
    const kept = this.#used.get(key) ?? this.#parse(key)
    if (kept !== undefined) this.#used.set(key, kept)
    return kept
  }

  #parse(key: string): StoredFacts | undefined {
    const line = this.#lines.get(key)
    if (line === undefined) return undefined
    const kept = parsed(line)
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

function readLines(options: CacheOptions, name: string): Map<string, Buffer> {
  const lines = new Map<string, Buffer>()
  const bytes = readCacheBytes(options, name) ?? Buffer.alloc(0)
  // Written by this very build and checked for damage, so each line is well-formed and need not be parsed yet.
  for (let at = 0, tab = bytes.indexOf(9); tab >= 0; tab = bytes.indexOf(9, at)) {
    const end = bytes.indexOf(10, tab)
    lines.set(bytes.toString('utf8', at, tab), bytes.subarray(tab + 1, end))
    at = end + 1
  }
  return lines
}

function parsed(line: Buffer): unknown {
  return JSON.parse(line.toString('utf8'))
}

function lineFor(key: string, value: Buffer | undefined): Buffer[] {
  return value === undefined ? [] : [Buffer.from(`${key}\t`), value, Buffer.from('\n')]
}

function isKept(value: unknown): value is StoredFacts {
  const summary = field(value, 'summary')
  return asString(field(summary, 'file')) !== undefined && asObject(field(value, 'known')) !== undefined
}
