import { isAbsolute, resolve } from 'node:path'
import { existsSync } from 'node:fs'

import { UsageError } from '../../../core/errors.ts'
import { joinPath } from '../../../core/paths.ts'
import { workTreeOf } from '../../files.ts'
import { Repository } from '../git/repository.ts'
import { Blobs } from './blobs.ts'
import { disk } from './disk.ts'
import { differencesIn, filesOf, filesOfAll, rawDiff } from './difference.ts'
import { hasCommits, refusal, runGit, startGit } from './git.ts'
import type { Answer, Place } from './git.ts'
import { withSlashes } from './paths.ts'
import { entriesOfTree, Snapshot } from './snapshot.ts'
import { askForStaged, readStaged } from './staged.ts'
import type { Tree } from './tree.ts'

/** Two states of a repository, and the files that differ. */
export interface Change {
  /** The state to check. */
  readonly now: Tree
  /** The state that it is compared with. */
  readonly before: Tree
  /** Files with different contents, including deleted ones. Absolute, forward slashes. */
  readonly touched: ReadonlySet<string>
  /** A name for the touched files in messages: `staged files`. */
  readonly what: string
  /** The text of a git object; nothing if it cannot be read. Left out if contents have no ids. */
  readonly textNamed?: (id: string) => string | undefined
}

// For up to so many files the previous contents are fetched along with the rest: most commits are small, and git is then started only once.
const few = 50

/** Files that nearly every check reads: to resolve imports, and the configuration with its baseline. */
const always = /\/(?:(?:package|[jt]sconfig[\w.-]*)\.json|setsquare[\w.-]*)$/

/**
 * Opens the change that a check is restricted to.
 * @throws UsageError with advice if it cannot be determined
 */
export async function openChange(cwd: string, only: { readonly staged: unknown } | { readonly since: string }): Promise<Change> {
  return 'since' in only ? openSince(cwd, only.since) : openStaged(cwd)
}

/**
 * What a commit made now would contain, and what it would be based on.
 * @throws UsageError if there is no repository or no git
 */
async function openStaged(cwd: string): Promise<Change> {
  const { top, place } = repositoryAt(cwd, '--staged')
  // Objects that a partial clone left out are not part of this commit, and a check must not download anything.
  const local: Place = { ...place, variables: { ...place.variables, GIT_NO_LAZY_FETCH: '1' } }
  const repository = Repository.at(top)
  const { entries, differences } = (repository && readStaged(repository, top, place)) ?? (await askForStaged(local, top))
  const now = new Snapshot(local, top, entries, new Blobs(local, repository))
  if (differences === undefined) return { now, before: now.withEntries(new Map()), touched: new Set(filesOfAll(entries)), what: 'staged files' }
  const before = new Map(entries)
  const touched = new Set<string>()
  for (const difference of differences) {
    const { path, old, id, isInConflict } = difference
    if (isInConflict) throw new UsageError(`--staged: '${path.slice(top.length + 1)}' has merge conflicts: resolve them, and \`git add\` it`)
    if (old === undefined) before.delete(path)
    else before.set(path, old)
    for (const file of filesOf(difference, id)) touched.add(file)
  }
  now.expect([...touched, ...[...entries.keys()].filter((path) => always.test(path))])
  const earlier = now.withEntries(before)
  if (touched.size <= few) earlier.expect([...touched])
  // The code for checking is loaded meanwhile.
  await now.prefetch()
  return { now, before: earlier, touched, what: 'staged files', textNamed: (id) => now.textNamed(id) }
}

/**
 * What has changed since this branch left another, including uncommitted and new files.
 * @param reference a branch, tag or commit
 * @throws UsageError if there is no repository, no git, no such reference, or no common ancestor in this clone
 */
async function openSince(cwd: string, reference: string): Promise<Change> {
  const flag = '--since'
  const { top, place } = repositoryAt(cwd, flag)
  const base = commonAncestor(place, reference, await commitNamed(place, reference, flag), flag)
  const [before, compared, added] = await Promise.all([
    snapshotOf(place, top, base, flag),
    startGit(place, [...rawDiff, base, '--']),
    startGit(place, ['ls-files', '-z', '--others', '--exclude-standard']),
  ])
  for (const answer of [compared, added]) if (answer.status !== 0) throw refusal(flag, answer)
  const touched = new Set(differencesIn(compared.stdout, top).flatMap((difference) => filesOf(difference)))
  for (const name of added.stdout.toString('utf8').split('\0')) if (name !== '') touched.add(joinPath(top, name))
  return { now: disk, before, touched, what: `files changed since ${reference}` }
}

/**
 * The files of a repository at a commit.
 * @param reference a branch, tag or commit
 * @param isExact false for the commit at which the present branch left it
 * @param flag what asks for it, for messages
 * @throws UsageError as {@link openChange}
 */
export async function openRevision(cwd: string, reference: string, isExact: boolean, flag: string): Promise<{ readonly top: string; readonly tree: Tree }> {
  const { top, place } = repositoryAt(cwd, flag)
  const commit = await commitNamed(place, reference, flag)
  return { top, tree: await snapshotOf(place, top, isExact ? commit : commonAncestor(place, reference, commit, flag), flag) }
}

async function commitNamed(place: Place, reference: string, flag: string): Promise<string> {
  const named = await startGit(place, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${reference}^{commit}`])
  if (named.status !== 0) throw unknownReference(place, reference, named, flag)
  return named.stdout.toString('latin1').trim()
}

async function snapshotOf(place: Place, top: string, commit: string, flag: string): Promise<Snapshot> {
  const answer = await startGit(place, ['ls-tree', '-r', '-z', '--full-tree', commit])
  if (answer.status !== 0) throw refusal(flag, answer)
  return new Snapshot(place, top, entriesOfTree(answer.stdout, top))
}

interface RepositoryPlace {
  /** The top directory of the work tree. */
  readonly top: string
  readonly place: Place
}

function repositoryAt(cwd: string, flag: string): RepositoryPlace {
  const top = workTreeOf(cwd, existsSync)
  if (top === undefined) throw new UsageError(`${flag} needs a git repository, and '${cwd}' is not in one`)
  return { top, place: { cwd: top, variables: indexVariable(top) } }
}

/** `git commit -a` and `--only` use a temporary index, and pass its path to hooks. */
function indexVariable(top: string): { readonly [name: string]: string } {
  const { GIT_INDEX_FILE: index } = process.env
  const isOurs = index !== undefined && workTreeOf(withSlashes(process.cwd()), existsSync) === top
  return isOurs ? { GIT_INDEX_FILE: isAbsolute(index) ? index : resolve(top, index) } : {}
}

function commonAncestor(place: Place, reference: string, commit: string, flag: string): string {
  const { status, stdout } = runGit(place, ['merge-base', commit, 'HEAD'])
  if (status === 0) return stdout.toString('latin1').trim()
  if (!hasCommits(place)) throw new UsageError(`${flag}: there are no commits yet`)
  if (isShallow(place)) {
    throw new UsageError(
      `${flag}: where this branch left '${reference}' is not in this shallow clone: ` +
        'run `git fetch --unshallow`, or check out the whole history (`fetch-depth: 0` for actions/checkout)',
    )
  }
  throw new UsageError(`${flag}: '${reference}' and this branch have no commit in common`)
}

function unknownReference(place: Place, reference: string, answer: Answer, flag: string): UsageError {
  if (answer.status === 128 && answer.stderr.includes('dubious ownership')) return refusal(flag, answer)
  return new UsageError(`${flag}: there is no branch, tag or commit '${reference}' here${fetching(place, reference)}`)
}

/** How to fetch a reference that may exist in a remote: a plain `git fetch` only gets the branches that the clone was configured for. */
function fetching(place: Place, reference: string): string {
  if (!hasCommits(place)) return ', and there are no commits yet'
  const [remote = '', ...branch] = reference.split('/')
  const name = branch.join('/')
  const remotes = runGit(place, ['remote']).stdout.toString('utf8').split('\n')
  if (name !== '' && remotes.includes(remote)) return `: fetch it first, \`git fetch ${remote} ${name}:refs/remotes/${reference}\``
  if (!isShallow(place)) return ''
  const isBranch = /^[\w./-]+$/.test(reference) && !/^(?:HEAD|[0-9a-f]{7,64})$/i.test(reference)
  return `: fetch it first, \`git fetch ${isBranch ? `${remotes[0] ?? 'origin'} ${reference}:${reference}` : '--unshallow'}\``
}

function isShallow(place: Place): boolean {
  return runGit(place, ['rev-parse', '--is-shallow-repository']).stdout.toString('latin1').trim() === 'true'
}
