import { existsSync, readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

import { directoryOf, isWithin, joinPath } from '../../../core/paths.ts'
import { runGit } from './git.ts'

/** A work tree, the file that lists what is checked out in it, and the directories of its submodules. */
interface Place {
  readonly top: string
  readonly rules: string
  readonly submodules: readonly string[]
}

/** By directory, because files are looked for in every directory above a source. */
const places = new Map<string, Place | undefined>()
/** By that file, with its state at the time. */
const known = new Map<string, { readonly state: number; readonly files: ReadonlySet<string> }>()

/**
 * Why a file is not on disk although it has not been deleted: because a sparse checkout leaves it out, or because its submodule is not
 * checked out. Nothing for any other file.
 * @param file that does not exist on disk: absolute, forward slashes
 */
export function leftOutBecause(file: string): string | undefined {
  const directory = directoryOf(file)
  if (leftOutAround(directory).has(file)) return 'it is left out of this checkout: `git sparse-checkout add` its directory'
  const submodule = placeAround(directory)?.submodules.find((path) => isWithin(path, file))
  return submodule === undefined || existsSync(joinPath(submodule, '.git')) ? undefined : 'its submodule is not checked out: `git submodule update --init`'
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
  return { top, rules: `${own}/info/sparse-checkout`, submodules: submodulesOf(top) }
}

function submodulesOf(top: string): string[] {
  const list = joinPath(top, '.gitmodules')
  const text = existsSync(list) ? readFileSync(list, 'utf8') : ''
  return [...text.matchAll(/^[ \t]*path[ \t]*=[ \t]*(\S.*)$/gm)].map(([, path = '']) => joinPath(top, path.trim()))
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
