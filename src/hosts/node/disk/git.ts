import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { UsageError } from '../../../core/errors.ts'
import { messageOf, reasonOf } from '../../reason.ts'
import { submoduleMode } from '../git/entry.ts'
import { absolutePath } from './paths.ts'

/** Loaded on first use, because it loads half of Node's network modules. */
const processes = (): typeof import('node:child_process') => process.getBuiltinModule('node:child_process')

/** The result of running git. */
export interface Answer {
  /** Null if it was ended by a signal. */
  readonly status: number | null
  readonly stdout: Buffer
  readonly stderr: string
}

/** Where to run git, and with which variables. */
export interface Place {
  readonly cwd: string
  /** Variables for this repository, such as the index that a commit is made from. */
  readonly variables?: { readonly [name: string]: string }
}

/**
 * Runs git and waits for it.
 * @throws UsageError if git cannot be started
 */
export function runGit(place: Place, args: readonly string[], input?: string): Answer {
  const { status, stdout, stderr, error } = processes().spawnSync('git', safely(args), {
    cwd: place.cwd,
    env: environment(place),
    maxBuffer: maxOutput,
    ...(input !== undefined && { input }),
  })
  if (error !== undefined) throw notStarted(error)
  return { status, stdout, stderr: stderr.toString('utf8') }
}

/** Runs git without blocking. */
export async function startGit(place: Place, args: readonly string[], input?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { cwd: place.cwd, env: environment(place), maxBuffer: maxOutput, encoding: 'buffer' } as const
    const { stdin } = processes().execFile('git', safely(args), options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code === 'string') reject(notStarted(error))
      else resolve({ status: error === null ? 0 : typeof error.code === 'number' ? error.code : null, stdout, stderr: stderr.toString('utf8') })
    })
    if (input === undefined) return
    // If git ends before it has read everything, its exit code tells why.
    stdin?.on('error', () => undefined)
    stdin?.end(input)
  })
}

const maxOutput = 1024 ** 3

/** Prevents git from running a command that the inspected repository configures as its file system monitor. */
function safely(args: readonly string[]): string[] {
  return ['-c', 'core.fsmonitor=false', ...args]
}

// Git sets these in hooks to the repository at hand, which would be wrong for every other directory.
const ofOneRepository: ReadonlySet<string> = new Set(
  `GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_COMMON_DIR GIT_DIR GIT_GRAFT_FILE GIT_IMPLICIT_WORK_TREE GIT_INDEX_FILE GIT_NO_REPLACE_OBJECTS
  GIT_OBJECT_DIRECTORY GIT_PREFIX GIT_REPLACE_REF_BASE GIT_SHALLOW_FILE GIT_WORK_TREE GIT_EXTERNAL_DIFF`.split(/\s+/),
)

function environment({ variables = {} }: Place): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !ofOneRepository.has(name))
  return { ...Object.fromEntries(others), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', ...variables }
}

function notStarted(error: Error): UsageError {
  const missing = 'code' in error && error.code === 'ENOENT'
  return new UsageError(missing ? 'git cannot be run: install it, or put it on the PATH' : `git cannot be run: ${reasonOf(error)}`)
}

/** The files of a repository, as git lists them. */
export interface GitListing {
  /** Absolute paths, forward slashes. */
  readonly files: readonly string[]
  /** The top directories of submodules and other nested repositories, whose files git does not list. */
  readonly repositories: readonly string[]
  /** Submodules that are not checked out: empty directories. */
  readonly absent: readonly string[]
  /** Directories that could not be read, with the system's reason. */
  readonly unreadable: readonly { readonly directory: string; readonly reason: string }[]
}

/**
 * The files of a repository below a directory: tracked ones, and new ones that are not ignored. Synchronous, because the ESLint host cannot
 * wait and the others have nothing else to do.
 * @returns nothing if there is no repository or no git, or if git refuses
 */
export function gitFiles(directory: string): GitListing | undefined {
  const listed = succeeding(directory, ['ls-files', '-z', '--cached', '--stage', '--others', '--exclude-standard'])
  if (listed === undefined) return undefined
  const files = new Set<string>()
  const nested = new Set<string>()
  // Git prints normalised paths, so joining is enough.
  const above = directory.endsWith('/') ? directory : `${directory}/`
  for (const entry of listed.stdout.toString('utf8').split('\0')) {
    if (entry === '') continue
    const [, mode, name = entry] = stagedEntry.exec(entry) ?? []
    if (mode === submoduleMode || name.endsWith('/')) nested.add(absolutePath(directory, name))
    else files.add(`${above}${name}`)
  }
  if (files.size === 0 && nested.size === 0 && isIgnored(directory)) return undefined
  const within = [...nested].filter((path) => path !== directory)
  const repositories = within.filter((path) => existsSync(join(path, '.git')))
  const absent = within.filter((path) => !repositories.includes(path))
  return { files: [...files], repositories, absent, unreadable: unreadableIn(directory, listed.stderr) }
}

// The format of `--stage` for a tracked file: `<mode> <object> <stage>\t<path>`. New files are printed as bare paths.
const stagedEntry = /^(\d{6}) [0-9a-f]{40,64} \d\t([^]*)$/

/**
 * True if git ignores a path. If that is a directory, git lists no files in it.
 * @param path relative to the directory
 */
export function isIgnored(directory: string, path = '.'): boolean {
  return succeeding(directory, ['check-ignore', '-q', '--', path]) !== undefined
}

/** Why git refuses to work in a directory, although it is in a repository; nothing if it does not. */
export function refusalIn(directory: string): string | undefined {
  try {
    const { status, stderr } = runGit({ cwd: directory }, ['rev-parse', '--is-inside-work-tree'])
    const [first = ''] = stderr.split('\n')
    return status === 0 ? undefined : `git failed: ${first.replace(/^fatal: /, '')}`
  } catch (error) {
    return messageOf(error)
  }
}

function unreadableIn(directory: string, messages: string): GitListing['unreadable'] {
  const found: { directory: string; reason: string }[] = []
  for (const match of messages.matchAll(/could not open directory '([^'\n]+)': ([^\n]+)/g)) {
    const [, name = '', reason = ''] = match
    found.push({ directory: absolutePath(directory, name), reason: reason.toLowerCase() })
  }
  return found
}

/** The result of git; nothing if it fails for whatever reason. */
function succeeding(cwd: string, args: readonly string[]): Answer | undefined {
  try {
    const answer = runGit({ cwd }, args)
    return answer.status === 0 ? answer : undefined
  } catch {
    return undefined
  }
}

/** False for a repository in which nothing has been committed yet. */
export function hasCommits(place: Place): boolean {
  return runGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).status === 0
}

/**
 * Git's own words: it knows best what to do about an owner it does not trust or an index it cannot read.
 * @param flag what asked for it
 */
export function refusal(flag: string, { stderr }: Answer): UsageError {
  const lines = stderr.trim().split('\n').map((line) => line.trim()).filter((line) => line !== '')
  return new UsageError(`${flag}: git failed: ${lines.join(' ').replace(/^fatal: /, '') || 'it gave no reason'}`)
}
