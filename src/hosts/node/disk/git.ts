import { existsSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'

import { UsageError } from '../../../core/errors.ts'
import { messageOf, reasonOf } from '../../reason.ts'
import { absolutePath } from './paths.ts'

/** Loaded when git is first asked: it brings half of Node's network with it. */
const processes = (): typeof import('node:child_process') => process.getBuiltinModule('node:child_process')

/** What a run of git came to. */
export interface Answer {
  /** Nothing where it did not come to an end by itself. */
  readonly status: number | null
  readonly stdout: Buffer
  readonly stderr: string
}

/** Where git is run, and with which variables. */
export interface Place {
  readonly cwd: string
  /** Variables of the repository at hand, such as the index that a commit is made from. */
  readonly variables?: { readonly [name: string]: string }
}

/**
 * Runs git and waits for it.
 * @throws UsageError where git cannot be started
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

/** The same while other work goes on. */
export async function startGit(place: Place, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { cwd: place.cwd, env: environment(place), maxBuffer: maxOutput, encoding: 'buffer' } as const
    processes().execFile('git', safely(args), options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code === 'string') reject(notStarted(error))
      else resolve({ status: error === null ? 0 : typeof error.code === 'number' ? error.code : null, stdout, stderr: stderr.toString('utf8') })
    })
  })
}

const maxOutput = 1024 ** 3

/** A repository under inspection must not get its own commands run, hence no file system monitor. */
function safely(args: readonly string[]): string[] {
  return ['-c', 'core.fsmonitor=false', ...args]
}

/** In a hook git names the repository and index at hand, which would be wrong for any other directory. */
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

export interface GitListing {
  /** Absolute paths, forward slashes. */
  readonly files: readonly string[]
  /** The top directories of submodules and of other repositories inside this one: git lists nothing in them. */
  readonly repositories: readonly string[]
  /** Directories that could not be looked into, with the system's reason. */
  readonly unreadable: readonly { readonly directory: string; readonly reason: string }[]
}

/**
 * The files of a repository below a directory: tracked, or new and not ignored. Waits for git, which the callers have nothing better to do
 * than: hosts that lint file by file cannot do anything else.
 * @returns nothing where there is no repository, no git, or git refuses
 */
export function gitFiles(directory: string): GitListing | undefined {
  const listed = succeeding(directory, ['ls-files', '-z', '--cached', '--stage', '--others', '--exclude-standard'])
  if (listed === undefined) return undefined
  const files = new Set<string>()
  const nested = new Set<string>()
  // Git names files without detours.
  const above = directory.endsWith('/') ? directory : `${directory}/`
  for (const entry of listed.stdout.toString('utf8').split('\0')) {
    if (entry === '') continue
    const [, mode, name = entry] = stagedEntry.exec(entry) ?? []
    if (mode === submoduleMode || name.endsWith('/')) nested.add(absolutePath(directory, name))
    else files.add(`${above}${name}`)
  }
  if (files.size === 0 && nested.size === 0 && isIgnored(directory)) return undefined
  // A submodule that was never checked out is an empty directory of this repository.
  const repositories = [...nested].filter((path) => path !== directory && existsSync(join(path, '.git')))
  return { files: [...files], repositories, unreadable: unreadableIn(directory, listed.stderr) }
}

/** How `--stage` shows a tracked file: `<mode> <object> <stage>\t<path>`. New ones come as bare paths. */
const stagedEntry = /^(\d{6}) [0-9a-f]{40,64} \d\t([^]*)$/
/** What git gives for the mode of a submodule (gitlink): a commit of another repository, and no file. */
export const submoduleMode = '160000'

/**
 * True where git ignores a path, or a directory as a whole: it lists nothing there.
 * @param path relative to the directory
 */
export function isIgnored(directory: string, path = '.'): boolean {
  return succeeding(directory, ['check-ignore', '-q', '--', path]) !== undefined
}

/** Why git tells nothing of a directory that is in a repository; nothing where it would. */
export function refusalIn(directory: string): string | undefined {
  try {
    const { status, stderr } = runGit({ cwd: directory }, ['rev-parse', '--is-inside-work-tree'])
    const [first = ''] = stderr.split('\n')
    return status === 0 ? undefined : `git refuses: ${first.replace(/^fatal: /, '')}`
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

/** Nothing where git fails for whatever reason. */
function succeeding(cwd: string, args: readonly string[]): Answer | undefined {
  try {
    const answer = runGit({ cwd }, args)
    return answer.status === 0 ? answer : undefined
  } catch {
    return undefined
  }
}
