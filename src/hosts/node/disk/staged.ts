import { compareIndex } from '../git/compare-index.ts'
import type { Entry } from '../git/entry.ts'
import { readIndex } from '../git/index-file.ts'
import type { Repository } from '../git/repository.ts'
import { differencesIn } from './difference.ts'
import type { Difference } from './difference.ts'
import { hasCommits, refusal, startGit } from './git.ts'
import type { Place } from './git.ts'
import { entriesOfIndex } from './snapshot.ts'

/** An index and how it differs from the last commit; no differences if there is none. */
export interface Staged {
  readonly entries: ReadonlyMap<string, Entry>
  readonly differences: readonly Difference[] | undefined
}

/** Reads what is staged from git's files; nothing if git has to be asked. */
export function readStaged(repository: Repository, top: string, { variables }: Place): Staged | undefined {
  const bytes = repository.indexBytes(variables?.['GIT_INDEX_FILE'])
  const index = bytes && readIndex(bytes)
  const tree = repository.headTree()
  const found = index && tree !== undefined ? compareIndex(index, tree, repository) : undefined
  if (index === undefined || found === undefined) return undefined
  // The paths are normalised, so joining is enough.
  const above = top.endsWith('/') ? top : `${top}/`
  return {
    entries: new Map([...index.entries].map(([path, entry]) => [`${above}${path}`, entry])),
    differences: found.map(({ path, old, staged }) => ({ path: `${above}${path}`, old, id: staged?.id ?? '', mode: staged?.mode, isInConflict: false })),
  }
}

/**
 * Asks git what is staged.
 * @throws UsageError if git refuses
 */
export async function askForStaged(place: Place, top: string): Promise<Staged> {
  const [listed, compared] = await Promise.all([
    startGit(place, ['ls-files', '-s', '-z']),
    startGit(place, ['diff-index', '--cached', '--raw', '-z', '--no-renames', '--no-abbrev', '--ignore-submodules=none', 'HEAD', '--']),
  ])
  if (listed.status !== 0) throw refusal('--staged', listed)
  if (compared.status !== 0 && hasCommits(place)) throw refusal('--staged', compared)
  return { entries: entriesOfIndex(listed.stdout, top), differences: compared.status === 0 ? differencesIn(compared.stdout, top) : undefined }
}
