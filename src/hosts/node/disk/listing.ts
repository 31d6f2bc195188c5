import { existsSync, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs'
import type { Dirent, Stats } from 'node:fs'

import type { CoverageNote } from '../../../core/diagnostic.ts'
import { isWithin } from '../../../core/paths.ts'
import { reasonOf } from '../../reason.ts'
import { gitFiles, refusalIn } from './git.ts'
import { exclusionBelow, isNamedLikeContract, isVendored, kindOf } from './kinds.ts'
import { projectRoot, withSlashes } from './paths.ts'
import type { Listing } from './tree.ts'

/** The files below a directory on disk: see {@link Tree.list}. */
export function listFiles(directory: string, ignores: (path: string) => boolean): Listing {
  const listing = new Lister(directory, ignores)
  listing.list(directory)
  return listing.result()
}

class Lister {
  readonly #realRoot: string
  readonly #realProject: string
  readonly #ignores: (path: string) => boolean
  readonly #isExcluded: (path: string) => boolean
  readonly #files = new Set<string>()
  readonly #notes: CoverageNote[] = []
  readonly #built: string[] = []

  constructor(root: string, ignores: (path: string) => boolean) {
    this.#realRoot = withSlashes(realpathSync(root))
    this.#realProject = projectRoot(this.#realRoot)
    this.#ignores = ignores
    this.#isExcluded = exclusionBelow(root)
  }

  result(): Listing {
    return { files: [...this.#files].sort(), notes: this.#notes, built: this.#built.sort() }
  }

  list(directory: string): void {
    const repository = gitFiles(directory)
    if (repository === undefined) {
      this.#tellWhatCounts(directory)
      this.#walk(directory)
      return
    }
    for (const { directory: path, reason } of repository.unreadable) this.#unreadable(path, reason)
    for (const path of repository.absent) {
      if (!this.#isLeftOut(`${path}/`)) this.#note('skipped', path, 'not checked: this submodule is not checked out; `git submodule update --init` does that')
    }
    for (const file of repository.files) {
      if (kindOf(file) === 'other' || this.#ignores(file)) continue
      if (!this.#isExcluded(file)) this.#consider(file)
      else if (isNamedLikeContract(file) && !isVendored(file)) this.#built.push(file)
    }
    for (const path of repository.repositories) {
      if (!this.#isLeftOut(`${path}/`)) this.list(path)
    }
  }

  /** If git refuses to work, ignored files are checked too. A note says so, or nobody would know why. */
  #tellWhatCounts(directory: string): void {
    const rules = `${this.#realProject}/.gitignore`
    const reason = existsSync(rules) && existsSync(`${this.#realProject}/.git`) ? refusalIn(directory) : undefined
    if (reason !== undefined) this.#note('skipped', rules, `not applied, so the files that it ignores are checked too: ${reason}`)
  }

  /** Without git nothing tells which files are ignored, so hidden directories are skipped too. */
  #walk(top: string): void {
    const waiting = [top]
    for (let directory = waiting.pop(); directory !== undefined; directory = waiting.pop()) {
      for (const entry of this.#entriesOf(directory)) {
        const path = `${directory === '/' ? '' : directory}/${entry.name}`
        if (entry.isDirectory()) {
          if (!entry.name.startsWith('.') && !this.#isLeftOut(`${path}/`)) waiting.push(path)
        } else if (kindOf(path) !== 'other' && !this.#isLeftOut(path)) this.#consider(path)
      }
    }
  }

  #entriesOf(directory: string): readonly Dirent[] {
    try {
      return readdirSync(directory, { withFileTypes: true })
    } catch (error) {
      this.#unreadable(directory, reasonOf(error))
      return []
    }
  }

  #isLeftOut(path: string): boolean {
    return this.#isExcluded(path) || this.#ignores(path)
  }

  #consider(file: string): void {
    const stats = this.#statsOf(file)
    if (stats === undefined) {
      // A tracked file may have been deleted. But a name that is not valid UTF-8 was garbled, and the file does exist.
      if (file.includes('\uFFFD')) this.#unreadable(file, 'its name is not valid UTF-8')
    } else if (stats.isFile()) this.#files.add(file)
    else if (stats.isSymbolicLink()) this.#considerLink(file)
  }

  /** Skips a link to a file below the same directory: that file is found under its own name, or is excluded on purpose. */
  #considerLink(link: string): void {
    try {
      const target = withSlashes(realpathSync(link))
      if (!statSync(target).isFile()) return
      if (!isWithin(this.#realProject, target)) this.#note('skipped', link, 'not checked: it is a symbolic link to a file outside the project')
      else if (!isWithin(this.#realRoot, target)) this.#files.add(link)
    } catch (error) {
      this.#unreadable(link, `${reasonOf(error)}, behind a symbolic link`)
    }
  }

  #statsOf(path: string): Stats | undefined {
    try {
      return lstatSync(path, { throwIfNoEntry: false })
    } catch (error) {
      this.#unreadable(path, reasonOf(error))
      return undefined
    }
  }

  #unreadable(path: string, reason: string): void {
    if (!this.#ignores(path)) this.#note('unreadable', path, `could not be read: ${reason}`)
  }

  #note(kind: CoverageNote['kind'], file: string, message: string): void {
    this.#notes.push({ kind, file, message })
  }
}
