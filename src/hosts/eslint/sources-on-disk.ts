import { existsSync } from 'node:fs'

import type { Files } from '../../core/files.ts'
import { directoryOf, isWithin, joinPath } from '../../core/paths.ts'
import { LateFacts } from '../../source/facts/late.ts'
import { summarise } from '../../source/facts/summary.ts'
import type { FileFacts } from '../../source/facts/file-facts.ts'
import { pathBelow } from '../../source/syntax/file.ts'
import { parseSourceSync } from '../../source/syntax/parsed-file.ts'
import type { SourceFile, SourceHost } from '../../source/syntax/file.ts'
import { sourcesBelow } from '../node/disk/discover.ts'
import { FileStates, stateOf } from './file-states.ts'
import type { FactsOnDisk } from './kept-facts.ts'

export interface SourcesOptions {
  /** The directory that is searched: absolute, forward slashes. */
  readonly base: string
  readonly files: Files
  readonly ignores: (path: string) => boolean
  /** What earlier processes have found out about files. */
  readonly facts?: FactsOnDisk | undefined
}

/** A file of the program as it was last read. */
export interface KnownSource {
  readonly text: string
  /** Nothing for one that cannot be parsed. */
  readonly facts: FileFacts | undefined
}

/** The sources below a directory as a search would find and read them, looked at again when asked. Each is read when it is asked for. */
export class SourcesOnDisk {
  readonly #options: SourcesOptions
  readonly #host: SourceHost
  readonly #fileStates = new FileStates()
  #directoryStates = new FileStates()
  /** Directories without a source that were looked through for one, with what they looked like then. */
  readonly #searched = new Map<string, string>()
  #listed: ReadonlySet<string> = new Set()
  /** What has been read; nothing for what cannot be. */
  readonly #read = new Map<string, KnownSource | undefined>()
  /** What was parsed for its facts is at hand for a while: trees of all files are far too much to keep. */
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

  /** The file with this text, if that is what was read. */
  sourceOf(file: string, text: string): SourceFile | undefined {
    const known = this.#read.get(file)
    return known === undefined || known.text !== text ? undefined : this.#parsed.get(known)?.deref()
  }

  /** The text of one of the files; nothing for others and where it cannot be read. */
  textOf(file: string): string | undefined {
    if (!this.#listed.has(file)) return undefined
    return this.#read.has(file) ? this.#read.get(file)?.text : this.#textOnDisk(file)
  }

  /** All files that can be read. */
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
   * Looks what has changed since the last look: files by their time and size, new ones and removed ones by the directories they
   * are in.
   * @returns false where everything is as it was
   */
  refresh(): boolean {
    const changed = this.#fileStates.changed()
    for (const file of changed) this.#read.delete(file)
    const isMoved = this.#directoryStates.changed().length > 0 && this.#list()
    return isMoved || changed.length > 0
  }

  /**
   * Looks for a file that nobody has told of: the first source in a directory shows in none of those that are watched. Whose directory was
   * looked through already, and has not changed, is left out on purpose.
   * @returns false where everything is as it was
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
    const files = new Set(sourcesBelow(base, ignores))
    const gone = [...this.#listed].filter((file) => !files.has(file))
    const added = [...files].filter((file) => !this.#listed.has(file))
    if (gone.length > 0 || added.length > 0) this.#listed = files
    for (const file of gone) {
      this.#read.delete(file)
      this.#fileStates.forget(file)
    }
    for (const file of added) this.#fileStates.remember(file)
    this.#directoryStates = new FileStates()
    for (const directory of directoriesOf(files, base)) {
      this.#directoryStates.remember(directory)
      // One that comes or goes shows in its directory, and one that is edited only in itself.
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
    // The one who asks first often does so while it is still there.
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

/** Every directory from the base to a file. */
function directoriesOf(files: Iterable<string>, base: string): Set<string> {
  const directories = new Set([base])
  for (const file of files) {
    for (let directory = directoryOf(file); !directories.has(directory); directory = directoryOf(directory)) directories.add(directory)
  }
  return directories
}
