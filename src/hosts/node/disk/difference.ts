import { existsSync } from 'node:fs'

import { joinPath } from '../../../core/paths.ts'
import { submoduleMode } from '../git/entry.ts'
import type { Entry } from '../git/entry.ts'
import { runGit } from './git.ts'
import { entriesOfTree } from './snapshot.ts'

/** How git prints what differs. */
export const rawDiff = ['-c', 'diff.relative=false', 'diff', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff'] as const

/** A line of git's raw diff. */
export interface Difference {
  readonly path: string
  /** Left out for a new file. */
  readonly old: Entry | undefined
  /** All zeros for a deleted file, or if git has not stored the new content. */
  readonly id: string
  /** Left out for a deleted file. */
  readonly mode: string | undefined
  /** Set for an unmerged file. */
  readonly isInConflict: boolean
}

/**
 * The files that a difference stands for: a submodule stands for the files in it.
 * @param commit the commit of a submodule; default: its work tree
 */
export function filesOf({ path, old, id, mode }: Omit<Difference, 'isInConflict'>, commit?: string): string[] {
  // Only the mode has changed, such as when a file was made executable.
  if (old?.id === id) return []
  if (mode !== submoduleMode || !existsSync(joinPath(path, '.git'))) return [path]
  const place = { cwd: path }
  const compared = old?.mode === submoduleMode ? runGit(place, [...rawDiff, old.id, ...(commit === undefined ? [] : [commit]), '--']) : undefined
  if (compared?.status === 0) {
    const inside = differencesIn(compared.stdout, path)
    return [path, ...inside.flatMap((inner) => filesOf(inner, commit === undefined ? undefined : inner.id))]
  }
  // A new submodule, or a shallow clone that lacks the old commit.
  const { stdout } = runGit(place, ['ls-tree', '-r', '-z', '--full-tree', commit ?? 'HEAD'])
  return [path, ...entriesOfTree(stdout, path).keys()]
}

/** All files of a repository without commits: everything is new. */
export function filesOfAll(entries: ReadonlyMap<string, Entry>): string[] {
  return [...entries].flatMap(([path, { mode, id }]) => filesOf({ path, old: undefined, id, mode }, id))
}

/** Parses `--raw -z`: `:<old mode> <new mode> <old id> <new id> <status>`, followed by the path. */
export function differencesIn(output: Buffer, top: string): Difference[] {
  const parts = output.toString('utf8').split('\0')
  const found: Difference[] = []
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [, oldMode = '', mode = '', oldId = '', id = '', status] = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) (\w)/.exec(parts[index] ?? '') ?? []
    const old = oldMode === '000000' ? undefined : { mode: oldMode, id: oldId }
    found.push({ path: joinPath(top, parts[index + 1] ?? ''), old, id, mode: mode === '000000' ? undefined : mode, isInConflict: status === 'U' })
  }
  return found
}
