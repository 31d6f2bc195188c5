import { isUtf8 } from 'node:buffer'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import type { FileContent, Files } from '../../../core/files.ts'
import { directoryOf, isWithin, joinPath } from '../../../core/paths.ts'
import { decode } from '../../files.ts'
import type { FilesOptions } from '../../files.ts'
import { submoduleMode } from '../git/entry.ts'
import type { Entry } from '../git/entry.ts'
import { Blobs } from './blobs.ts'
import { nodeFiles } from './files.ts'
import { runGit } from './git.ts'
import type { Place } from './git.ts'
import { exclusionBelow, kindOf } from './kinds.ts'
import type { Head, Listing, Tree } from './tree.ts'

/** Entries by absolute path, forward slashes. */
export type Entries = ReadonlyMap<string, Entry>

const linkMode = '120000'
// The same limit as in Linux.
const maxLinks = 40

/**
 * The files of a repository in a state that git has recorded. The work tree does not matter, except for ignored files: output of builds is
 * read from disk, as for everyone who checks that state out and builds it.
 */
export class Snapshot implements Tree {
  readonly #place: Place
  readonly #top: string
  readonly #entries: Entries
  readonly #blobs: Blobs
  readonly #submodules = new Map<string, Snapshot | undefined>()
  #directories: ReadonlySet<string> | undefined
  readonly #ignored = new Map<string, boolean>()

  /** @param top the top directory of the work tree: absolute, forward slashes */
  constructor(place: Place, top: string, entries: Entries, blobs = new Blobs(place)) {
    this.#place = place
    this.#top = top
    this.#entries = entries
    this.#blobs = blobs
  }

  /** Another state of the same repository, sharing the contents that were fetched. */
  withEntries(entries: Entries): Snapshot {
    return new Snapshot(this.#place, this.#top, entries, this.#blobs)
  }

  typeOf(path: string): 'file' | 'directory' | 'other' | undefined {
    const real = this.realPathOf(path)
    if (this.#entries.has(real)) return this.#entries.get(real)?.mode === submoduleMode ? 'directory' : 'file'
    if (real === this.#top || this.#allDirectories().has(real)) return 'directory'
    const within = this.#submoduleOf(real)
    return within === undefined ? undefined : within.typeOf(real)
  }

  realPathOf(path: string): string {
    let at = path
    for (let steps = 0; steps < maxLinks; steps++) {
      const next = this.#followLink(at)
      if (next === undefined) return at
      at = next
    }
    return path
  }

  namesIn(directory: string): readonly string[] {
    const names = new Set<string>()
    for (const path of this.#entries.keys()) if (isWithin(directory, path)) names.add(path.slice(directory.length + 1).split('/')[0] ?? '')
    return [...names]
  }

  list(directory: string, ignores: (path: string) => boolean): Listing {
    const isExcluded = exclusionBelow(directory)
    const isLeftOut = (path: string): boolean => isExcluded(path) || ignores(path)
    const files: string[] = []
    for (const [path, { mode }] of this.#entries) {
      if (!isWithin(directory, path)) continue
      if (mode === submoduleMode) {
        if (!isLeftOut(`${path}/`)) files.push(...(this.#openSubmodule(path)?.list(path, isLeftOut).files ?? []))
      } else if (kindOf(path) !== 'other' && !isLeftOut(path) && (mode !== linkMode || this.#leadsElsewhere(path, directory))) files.push(path)
    }
    return { files: files.sort(), notes: [], built: [] }
  }

  headOf(file: string, length: number): Head {
    const bytes = this.#bytesOf(file)
    if (bytes === undefined) throw new Error('it is not there')
    return { bytes: bytes.subarray(0, length), size: bytes.length }
  }

  files(options: FilesOptions): Files {
    const outside = nodeFiles(options)
    return {
      read: (file): FileContent => {
        const real = this.realPathOf(file)
        if (!isWithin(this.#top, real)) return outside.read(real)
        const bytes = this.#bytesOf(real)
        if (bytes !== undefined) return decode(bytes, { isUtf8 })
        if (this.typeOf(real) === 'directory') return { kind: 'refused', reason: 'it is a directory' }
        return this.#isIgnored(real) ? outside.read(real) : { kind: 'missing' }
      },
    }
  }

  /** Only for regular files: the target of a link has its own id. */
  idOf(file: string): string | undefined {
    const entry = this.#entries.get(file)
    return entry === undefined || entry.mode === linkMode || entry.mode === submoduleMode ? undefined : entry.id
  }

  expect(files: readonly string[]): void {
    this.#blobs.expect(files.flatMap((file) => this.#entries.get(file)?.id ?? []))
  }

  /** Fetches what is expected without blocking. */
  async prefetch(): Promise<void> {
    return this.#blobs.prefetch()
  }

  /** The text of a git object; nothing if it cannot be read. */
  textNamed(id: string): string | undefined {
    const bytes = this.#blobs.read(id)
    const content = bytes && decode(bytes, { isUtf8 })
    return content?.kind === 'text' ? content.text : undefined
  }

  #bytesOf(file: string): Buffer | undefined {
    const real = this.realPathOf(file)
    const entry = this.#entries.get(real)
    if (entry !== undefined) return entry.mode === submoduleMode ? undefined : this.#blobs.read(entry.id)
    const submodule = this.#submoduleOf(real)
    return submodule === undefined ? undefined : submodule.#bytesOf(real)
  }

  /** Follows one symbolic link: the topmost one among the path and its parent directories. */
  #followLink(path: string): string | undefined {
    if (!isWithin(this.#top, path) || !this.#hasLinks()) return undefined
    const parts = path.slice(this.#top.length).split('/')
    for (let length = 2; length <= parts.length; length++) {
      const at = this.#top + parts.slice(0, length).join('/')
      const entry = this.#entries.get(at)
      if (entry?.mode !== linkMode) continue
      const target = this.#blobs.read(entry.id)?.toString('utf8') ?? ''
      const rest = parts.slice(length).join('/')
      const led = target.startsWith('/') ? target : joinPath(directoryOf(at), target)
      return rest === '' ? led : joinPath(led, rest)
    }
    return undefined
  }

  #linksKnown: boolean | undefined
  #hasLinks(): boolean {
    this.#linksKnown ??= [...this.#entries.values()].some(({ mode }) => mode === linkMode)
    return this.#linksKnown
  }

  /** False for a link to a file below the same directory: that file is found under its own name, or is excluded on purpose. */
  #leadsElsewhere(link: string, directory: string): boolean {
    const target = this.realPathOf(link)
    return isWithin(this.#top, target) && !isWithin(directory, target) && this.typeOf(target) === 'file'
  }

  #allDirectories(): ReadonlySet<string> {
    if (this.#directories === undefined) {
      const found = new Set<string>()
      for (const path of this.#entries.keys()) {
        for (let at = directoryOf(path); !found.has(at) && at.length > this.#top.length; at = directoryOf(at)) found.add(at)
      }
      this.#directories = found
    }
    return this.#directories
  }

  #submoduleOf(path: string): Snapshot | undefined {
    for (let at = directoryOf(path); at.length > this.#top.length; at = directoryOf(at)) {
      if (this.#entries.get(at)?.mode === submoduleMode) return this.#openSubmodule(at)
    }
    return undefined
  }

  /** A submodule at its recorded commit; nothing if it is not checked out or lacks that commit. */
  #openSubmodule(path: string): Snapshot | undefined {
    if (!this.#submodules.has(path)) {
      const commit = this.#entries.get(path)?.id ?? ''
      const place = { cwd: path }
      const isThere = existsSync(join(path, '.git'))
      const answer = isThere ? runGit(place, ['ls-tree', '-r', '-z', '--full-tree', commit]) : undefined
      this.#submodules.set(path, answer?.status === 0 ? new Snapshot(place, path, entriesOfTree(answer.stdout, path)) : undefined)
    }
    return this.#submodules.get(path)
  }

  #isIgnored(path: string): boolean {
    if (!existsSync(path)) return false
    let ignored = this.#ignored.get(path)
    if (ignored === undefined) {
      ignored = runGit(this.#place, ['check-ignore', '-q', '--', path]).status === 0
      this.#ignored.set(path, ignored)
    }
    return ignored
  }
}

/** Parses `git ls-tree -r -z`: `<mode> <type> <id>\t<path>`. */
export function entriesOfTree(output: Buffer, top: string): Map<string, Entry> {
  return entriesIn(output, top, /^(\d{6}) \w+ ([0-9a-f]+)\t/)
}

/** Parses `git ls-files -s -z`: `<mode> <id> <stage>\t<path>`. Unmerged paths have other stages than 0 and are skipped. */
export function entriesOfIndex(output: Buffer, top: string): Map<string, Entry> {
  return entriesIn(output, top, /^(\d{6}) ([0-9a-f]+) 0\t/)
}

function entriesIn(output: Buffer, top: string, form: RegExp): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  const above = top.endsWith('/') ? top : `${top}/`
  for (const line of output.toString('utf8').split('\0')) {
    const [before, mode = '', id = ''] = form.exec(line) ?? []
    if (before !== undefined) entries.set(`${above}${line.slice(before.length)}`, { mode, id })
  }
  return entries
}
