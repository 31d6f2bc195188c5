import { existsSync } from 'node:fs'

import type { Files } from '../../core/files.ts'
import { directoryOf, isWithin, joinPath } from '../../core/paths.ts'
import { LateFacts } from '../../source/facts/late.ts'
import { summarise } from '../../source/facts/summary.ts'
import type { FileFacts } from '../../source/facts/file-facts.ts'
import { pathBelow } from '../../source/syntax/file.ts'
import { parseSourceSync } from '../../source/syntax/parsed-file.ts'
import type { SourceFile, SourceHost } from '../../source/syntax/file.ts'
import { filesBelow } from '../node/disk/discover.ts'
import { FileStates, stateOf } from './file-states.ts'
import type { DiskFactStore } from './disk-fact-store.ts'

/** Where to search for sources. */
export interface SourcesOptions {
  /** The directory that is searched: absolute, forward slashes. */
  readonly base: string
  readonly files: Files
  readonly ignores: (path: string) => boolean
  /** Facts kept by earlier processes. */
  readonly facts?: DiskFactStore | undefined
}

/** The names of files in a directory. */
export interface Listed {
  readonly sources: readonly string[]
  /** Left out as long as nothing depends on them. */
  readonly documents?: readonly string[]
}

/** A file of the program, as last read. */
export interface KnownSource {
  readonly text: string
  /** Nothing if the file cannot be parsed. */
  readonly facts: FileFacts | undefined
}

/** The sources below a directory, as a search would find them. Files are read on first use, and checked for changes on request. */
export class SourcesOnDisk {
  readonly #options: SourcesOptions
  readonly #host: SourceHost
  readonly #fileStates = new FileStates()
  #directoryStates = new FileStates()
  /** Directories that were searched and contain no source, with their state at that time. */
  readonly #searched = new Map<string, string>()
  #listed: ReadonlySet<string> = new Set()
  #documents: readonly string[] = []
  #watchesDocuments = false
  /** Files that have been read; undefined for those that cannot be. */
  readonly #read = new Map<string, KnownSource | undefined>()
  // Recently parsed files, held weakly: the trees of all files take far too much memory.
  readonly #parsed = new WeakMap<KnownSource, WeakRef<SourceFile>>()

  constructor(options: SourcesOptions, host: SourceHost) {
    this.#options = options
    this.#host = host
    this.#list()
  }

  /** Absolute paths, sorted. */
  get files(): ReadonlySet<string> {
    return this.#listed
  }

  /** What there is, as far as it is watched. */
  get listed(): Listed {
    return { sources: [...this.#listed], ...(this.#watchesDocuments && { documents: this.#documents }) }
  }

  /** The YAML and JSON files among them, sorted. From the first request on, a change of one of them is a change too. */
  get documents(): readonly string[] {
    if (!this.#watchesDocuments) {
      this.#watchesDocuments = true
      this.#list()
    }
    return this.#documents
  }

  /** The parsed file, if it was last read with this text and its tree is still in memory. */
  sourceOf(file: string, text: string): SourceFile | undefined {
    const known = this.#read.get(file)
    return known === undefined || known.text !== text ? undefined : this.#parsed.get(known)?.deref()
  }

  /** The text of one of the files; nothing for other files, or if it cannot be read. */
  textOf(file: string): string | undefined {
    if (!this.#listed.has(file)) return undefined
    return this.#read.has(file) ? this.#read.get(file)?.text : this.#textOnDisk(file)
  }

  /** All files that can be read, each read now if it has not been. */
  get known(): Map<string, KnownSource> {
    const known = new Map<string, KnownSource>()
    for (const file of this.#listed) {
      if (!this.#read.has(file)) this.#read.set(file, this.#parse(file))
      const source = this.#read.get(file)
      if (source !== undefined) known.set(file, source)
    }
    return known
  }

  /**
   * Checks for changes since the last time: changed files by time and size, added and removed ones by the state of their directories.
   * @returns false if nothing has changed
   */
  refresh(): boolean {
    const changed = this.#fileStates.changed()
    for (const file of changed) this.#read.delete(file)
    const isMoved = this.#directoryStates.changed().length > 0 && this.#list()
    return isMoved || changed.length > 0
  }

  /**
   * Looks for a new file that the watched directories do not reveal: the first source in a directory. If its directory was searched before
   * and has not changed, the file is excluded on purpose.
   * @returns false if nothing has changed
   */
  finds(file: string): boolean {
    const directory = directoryOf(file)
    if (this.#listed.has(file) || !isWithin(this.#options.base, directory) || this.#directoryStates.has(directory)) return false
    const state = stateOf(directory)
    if (this.#searched.get(directory) === state) return false
    this.#searched.set(directory, state)
    return this.#list()
  }

  #list(): boolean {
    const { base, ignores } = this.#options
    const { sources, documents } = filesBelow(base, ignores)
    const files = new Set(sources)
    const isChanged = files.size !== this.#listed.size || sources.some((file) => !this.#listed.has(file))
    const watched = this.#watchesDocuments ? [...sources, ...documents] : sources
    const present = new Set(watched)
    const gone = [...this.#fileStates.paths].filter((file) => !present.has(file))
    const added = watched.filter((file) => !this.#fileStates.has(file))
    if (isChanged) this.#listed = files
    this.#documents = documents
    for (const file of gone) {
      this.#read.delete(file)
      this.#fileStates.forget(file)
    }
    for (const file of added) this.#fileStates.remember(file)
    this.#directoryStates = new FileStates()
    for (const directory of directoriesOf(watched, base)) {
      this.#directoryStates.remember(directory)
      // An added or removed `.gitignore` changes the state of its directory; an edited one only its own.
      const rules = joinPath(directory, '.gitignore')
      if (existsSync(rules)) this.#directoryStates.remember(rules)
    }
    return gone.length > 0 || added.length > 0
  }

  #parse(file: string): KnownSource | undefined {
    const text = this.#textOnDisk(file)
    if (text === undefined) return undefined
    const open = (): SourceFile => parseSourceSync(file, text, this.#host)
    const { facts } = this.#options
    const kept = facts?.get(file, pathBelow(this.#host.root, file))
    if (kept !== undefined) return { text, facts: { summary: kept.summary, late: new LateFacts(open, kept.known, () => facts?.set(file, kept)) } }
    const source = open()
    if (source.syntaxErrors.length > 0) return { text, facts: undefined }
    const parsed = new WeakRef(source)
    // The first request for late facts often comes while the tree is still in memory.
    const late = new LateFacts(() => parsed.deref() ?? open())
    const known = { text, facts: { summary: summarise(source), late } }
    facts?.set(file, { summary: known.facts.summary, known: late.known })
    this.#parsed.set(known, parsed)
    return known
  }

  #textOnDisk(file: string): string | undefined {
    const content = this.#options.files.read(file)
    return content.kind === 'text' ? content.text : undefined
  }
}

/** Every directory from the base down to a file. */
function directoriesOf(files: Iterable<string>, base: string): Set<string> {
  const directories = new Set([base])
  for (const file of files) {
    for (let directory = directoryOf(file); !directories.has(directory); directory = directoryOf(directory)) directories.add(directory)
  }
  return directories
}
