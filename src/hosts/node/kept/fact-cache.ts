import { asObject, asString, field } from '../../../core/json.ts'
import type { FactStore, KeptFacts } from '../../../source/facts/store.ts'
import { readKept, writeKept } from './kept-file.ts'
import type { CacheOptions } from './kept-file.ts'
import type { Tree } from '../disk/tree.ts'

/** No key of a file. */
const besideKey = 'beside'

/**
 * Facts on the disk, by the path of a file and a name for its content, git's or another: so what is found there is never out of date.
 * Whatever cannot be read, was written by another build or is damaged counts as not there. Runs at the same time do not disturb each
 * other: each writes a file of its own and then puts it in place, and the last one stays.
 */
export class FactCache {
  readonly #options: CacheOptions
  readonly #name: string
  /** As they stand in the file: most are never looked at. */
  readonly #lines: ReadonlyMap<string, string>
  readonly #used = new Map<string, KeptFacts>()
  /** Of those used, the ones that are not as they stand in the file. */
  readonly #changed = new Set<string>()
  /** What is kept beside the facts of some files, and these. */
  #held: { readonly line: string; readonly keys: readonly string[] } | undefined

  /** @param name of the file */
  constructor(options: CacheOptions, name = 'facts') {
    this.#options = options
    this.#name = name
    this.#lines = readLines(options, name)
  }

  /** The facts of the files of one state. */
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

  /** True where a file was a source that could be parsed, with the content that has this name. */
  knows(file: string, id: string | undefined): boolean {
    const key = id === undefined ? undefined : keyFor(file, id)
    return key !== undefined && (this.#used.has(key) || this.#lines.has(key))
  }

  /** The facts of a file as it was when git had this name for its content. */
  factsAt(file: string, id: string): KeptFacts | undefined {
    return this.#at(keyFor(file, id))
  }

  keepAt(file: string, id: string, facts: KeptFacts): void {
    const key = keyFor(file, id)
    this.#used.set(key, facts)
    this.#changed.add(key)
  }

  /** What the last run has kept beside facts. */
  beside(): unknown {
    const line = this.#lines.get(besideKey)
    return line === undefined ? undefined : JSON.parse(line)
  }

  /**
   * Keeps something for as long as the facts that it was made from are kept.
   * @param value plain data
   * @param files by path, with the names of their content
   */
  keepBeside(value: unknown, files: ReadonlyMap<string, string>): void {
    this.#held = { line: JSON.stringify(value), keys: [...files].map(([file, id]) => keyFor(file, id)) }
  }

  /** Writes what this run has used, and nothing else: so the file is never larger than the states that were looked at. */
  save(): void {
    const held = this.#held
    if (this.#changed.size === 0 && (held === undefined || held.line === this.#lines.get(besideKey))) return
    const body = [...new Set([...this.#used.keys(), ...(held?.keys ?? [])])].map((key) => this.#lineOf(key))
    writeKept(this.#options, this.#name, [...body, held === undefined ? '' : `${besideKey}\t${held.line}\n`].join(''))
  }

  #lineOf(key: string): string {
    const facts = this.#changed.has(key) ? this.#used.get(key) : undefined
    const line = facts === undefined ? this.#lines.get(key) : JSON.stringify(facts)
    return line === undefined ? '' : `${key}\t${line}\n`
  }

  #at(key: string): KeptFacts | undefined {
    const kept = this.#used.get(key) ?? this.#parse(key)
    if (kept !== undefined) this.#used.set(key, kept)
    return kept
  }

  #parse(key: string): KeptFacts | undefined {
    const line = this.#lines.get(key)
    if (line === undefined) return undefined
    const kept: unknown = JSON.parse(line)
    return isKept(kept) ? kept : undefined
  }
}

/** The path and the content's name. As JSON, so that it has neither tabs nor line ends. */
function keyOf(tree: Pick<Tree, 'idOf'>, file: string): string | undefined {
  const id = tree.idOf(file)
  return id === undefined ? undefined : keyFor(file, id)
}

function keyFor(file: string, id: string): string {
  return JSON.stringify([file, id])
}

function readLines(options: CacheOptions, name: string): Map<string, string> {
  const lines = new Map<string, string>()
  // What this build wrote and nobody has damaged is well formed, so the rest need not be looked at.
  for (const line of readKept(options, name)?.split('\n') ?? []) {
    const tab = line.indexOf('\t')
    if (tab > 0) lines.set(line.slice(0, tab), line.slice(tab + 1))
  }
  return lines
}

function isKept(value: unknown): value is KeptFacts {
  const summary = field(value, 'summary')
  return asString(field(summary, 'file')) !== undefined && asObject(field(value, 'known')) !== undefined
}
