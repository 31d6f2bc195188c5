import { asObject, asString, field } from '../../core/json.ts'
import type { FactStore, KeptFacts } from '../../source/facts/store.ts'
import { readKept, writeKept } from './kept-file.ts'
import type { CacheOptions } from './kept-file.ts'
import type { Tree } from './tree.ts'

const fileName = 'facts'

/**
 * Facts on the disk, by the path of a file and the name that git has for its content: so what is found there is never out of date.
 * Whatever cannot be read, was written by another build or is damaged counts as not there. Runs at the same time do not disturb each
 * other: each writes a file of its own and then puts it in place, and the last one stays.
 */
export class FactCache {
  private readonly options: CacheOptions
  /** As they stand in the file: most are never looked at. */
  private readonly lines: ReadonlyMap<string, string>
  private readonly used = new Map<string, KeptFacts>()
  private isChanged = false

  constructor(options: CacheOptions) {
    this.options = options
    this.lines = readLines(options)
  }

  /** The facts of the files of one state. */
  of(tree: Tree): FactStore {
    return {
      get: (file, path) => {
        const key = keyOf(tree, file)
        const kept = key === undefined ? undefined : (this.used.get(key) ?? this.parse(key))
        if (key === undefined || kept?.summary.file !== file || kept.summary.path !== path) return undefined
        this.used.set(key, kept)
        return kept
      },
      set: (file, facts) => {
        const key = keyOf(tree, file)
        if (key === undefined) return
        this.used.set(key, facts)
        this.isChanged = true
      },
    }
  }

  /** Writes what this run has used, and nothing else: so the file is never larger than the states that were looked at. */
  save(): void {
    if (!this.isChanged) return
    const body = [...this.used].map(([key, facts]) => `${key}\t${JSON.stringify(facts)}\n`).join('')
    writeKept(this.options, fileName, body)
  }

  private parse(key: string): KeptFacts | undefined {
    const line = this.lines.get(key)
    if (line === undefined) return undefined
    const kept: unknown = JSON.parse(line)
    return isKept(kept) ? kept : undefined
  }
}

/** The path and the content's name. As JSON, so that it has neither tabs nor line ends. */
function keyOf(tree: Tree, file: string): string | undefined {
  const id = tree.idOf(file)
  return id === undefined ? undefined : JSON.stringify([file, id])
}

function readLines(options: CacheOptions): Map<string, string> {
  const lines = new Map<string, string>()
  // What this build wrote and nobody has damaged is well formed, so the rest need not be looked at.
  for (const line of readKept(options, fileName)?.split('\n') ?? []) {
    const tab = line.indexOf('\t')
    if (tab > 0) lines.set(line.slice(0, tab), line.slice(tab + 1))
  }
  return lines
}

function isKept(value: unknown): value is KeptFacts {
  const summary = field(value, 'summary')
  return asString(field(summary, 'file')) !== undefined && asObject(field(value, 'known')) !== undefined
}
