import { isAbsolute, resolve } from 'node:path'
import { existsSync } from 'node:fs'

import { UsageError } from '../../../core/errors.ts'
import { joinPath } from '../../../core/paths.ts'
import { workTreeOf } from '../../files.ts'
import { compareIndex } from '../git/compare-index.ts'
import { submoduleMode } from '../git/entry.ts'
import type { Entry } from '../git/entry.ts'
import { readIndex } from '../git/index-file.ts'
import { Repository } from '../git/repository.ts'
import { Blobs } from './blobs.ts'
import { disk } from './disk.ts'
import { runGit, startGit } from './git.ts'
import type { Answer, Place } from './git.ts'
import { withSlashes } from './paths.ts'
import { entriesOfIndex, entriesOfTree, Snapshot } from './snapshot.ts'
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

/** An index and how it differs from the last commit; no differences if there is none. */
interface Staged {
  readonly entries: ReadonlyMap<string, Entry>
  readonly differences: readonly Difference[] | undefined
}

/** Reads what is staged; nothing if git has to be asked. */
function readStaged(repository: Repository, top: string, { variables }: Place): Staged | undefined {
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

async function askForStaged(place: Place, top: string): Promise<Staged> {
  const [listed, compared] = await Promise.all([
    startGit(place, ['ls-files', '-s', '-z']),
    startGit(place, ['diff-index', '--cached', '--raw', '-z', '--no-renames', '--no-abbrev', '--ignore-submodules=none', 'HEAD', '--']),
  ])
  if (listed.status !== 0) throw refusal('--staged', listed)
  if (compared.status !== 0 && hasCommits(place)) throw refusal('--staged', compared)
  return { entries: entriesOfIndex(listed.stdout, top), differences: compared.status === 0 ? differencesIn(compared.stdout, top) : undefined }
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

const rawDiff = ['-c', 'diff.relative=false', 'diff', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff'] as const

/** A line of git's raw diff. */
interface Difference {
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
function filesOf({ path, old, id, mode }: Omit<Difference, 'isInConflict'>, commit?: string): string[] {
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
function filesOfAll(entries: ReadonlyMap<string, Entry>): string[] {
  return [...entries].flatMap(([path, { mode, id }]) => filesOf({ path, old: undefined, id, mode }, id))
}

/** Parses `--raw -z`: `:<old mode> <new mode> <old id> <new id> <status>`, followed by the path. */
function differencesIn(output: Buffer, top: string): Difference[] {
  const parts = output.toString('utf8').split('\0')
  const found: Difference[] = []
  for (let index = 0; index + 1 < parts.length; index += 2) {
    const [, oldMode = '', mode = '', oldId = '', id = '', status] = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) (\w)/.exec(parts[index] ?? '') ?? []
    const old = oldMode === '000000' ? undefined : { mode: oldMode, id: oldId }
    found.push({ path: joinPath(top, parts[index + 1] ?? ''), old, id, mode: mode === '000000' ? undefined : mode, isInConflict: status === 'U' })
  }
  return found
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

function hasCommits(place: Place): boolean {
  return runGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).status === 0
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

/** Git's own words: it knows best what to do about an owner it does not trust or an index it cannot read. */
function refusal(flag: string, { stderr }: Answer): UsageError {
  const lines = stderr.trim().split('\n').map((line) => line.trim()).filter((line) => line !== '')
  return new UsageError(`${flag}: git failed: ${lines.join(' ').replace(/^fatal: /, '') || 'it gave no reason'}`)
}
