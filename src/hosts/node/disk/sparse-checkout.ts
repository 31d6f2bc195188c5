import { existsSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

import { directoryOf, joinPath } from '../../../core/paths.ts'
import { runGit } from './git.ts'

/** A work tree, and the file that lists what is checked out in it. */
interface Place {
  readonly top: string
  readonly rules: string
}

/** By directory, because files are looked for in every directory above a source. */
const places = new Map<string, Place | undefined>()
/** By that file, with its state at the time. */
const known = new Map<string, { readonly state: number; readonly files: ReadonlySet<string> }>()

/**
 * True for a file that git tracks but a sparse checkout leaves out: it is not on disk, and yet has not been deleted.
 * @param file that does not exist on disk: absolute, forward slashes
 */
export function isLeftOutOfCheckout(file: string): boolean {
  return leftOutAround(directoryOf(file)).has(file)
}

/** The files that a sparse checkout leaves out, in the repository of a directory. */
export function leftOutAround(directory: string): ReadonlySet<string> {
  try {
    const place = placeAround(directory)
    return place === undefined ? none : leftOut(place.top, place.rules)
  } catch {
    // Without git, or if it refuses, missing files count as deleted.
    return none
  }
}

const none: ReadonlySet<string> = new Set()

function placeAround(directory: string): Place | undefined {
  if (!places.has(directory)) {
    const entry = joinPath(directory, '.git')
    const above = directoryOf(directory)
    places.set(directory, existsSync(entry) ? placeAt(directory, entry) : above === directory ? undefined : placeAround(above))
  }
  return places.get(directory)
}

function placeAt(top: string, entry: string): Place {
  // In linked work trees and submodules, `.git` is a file that contains the path of the directory.
  const own = statSync(entry).isFile() ? resolve(top, readFileSync(entry, 'utf8').replace('gitdir:', '').trim()) : entry
  return { top, rules: `${own}/info/sparse-checkout` }
}

function leftOut(top: string, rules: string): ReadonlySet<string> {
  const state = statSync(rules, { throwIfNoEntry: false })?.mtimeMs ?? 0
  const last = known.get(rules)
  if (last?.state === state) return last.files
  const listed = state === 0 ? '' : runGit({ cwd: top }, ['ls-files', '-t', '-z']).stdout.toString('utf8')
  const files = new Set(listed.split('\0').flatMap((entry) => (entry.startsWith('S ') ? [joinPath(top, entry.slice(2))] : [])))
  known.set(rules, { state, files })
  return files
}
