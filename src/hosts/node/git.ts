import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { absolutePath } from './paths.ts'

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
  const listed = git(directory, ['ls-files', '-z', '--cached', '--stage', '--others', '--exclude-standard'])
  if (listed === undefined) return undefined
  const files = new Set<string>()
  const nested = new Set<string>()
  for (const entry of listed.stdout.split('\0')) {
    if (entry === '') continue
    const [, mode, name = entry] = stagedEntry.exec(entry) ?? []
    const isDirectory = mode === submoduleMode || name.endsWith('/')
    ;(isDirectory ? nested : files).add(absolutePath(directory, name))
  }
  if (files.size === 0 && nested.size === 0 && isIgnored(directory)) return undefined
  // A submodule that was never checked out is an empty directory of this repository.
  const repositories = [...nested].filter((path) => path !== directory && existsSync(join(path, '.git')))
  return { files: [...files], repositories, unreadable: unreadableIn(directory, listed.stderr) }
}

/** How `--stage` shows a tracked file: `<mode> <object> <stage>\t<path>`. New ones come as bare paths. */
const stagedEntry = /^(\d{6}) [0-9a-f]{40,64} \d\t([^]*)$/
const submoduleMode = '160000'

/** A directory that is ignored as a whole, but asked for: git would list nothing in it. */
function isIgnored(directory: string): boolean {
  return git(directory, ['check-ignore', '-q', '.']) !== undefined
}

function unreadableIn(directory: string, messages: string): GitListing['unreadable'] {
  const found: { directory: string; reason: string }[] = []
  for (const match of messages.matchAll(/could not open directory '([^'\n]+)': ([^\n]+)/g)) {
    const [, name = '', reason = ''] = match
    found.push({ directory: absolutePath(directory, name), reason: reason.toLowerCase() })
  }
  return found
}

/** Runs git; nothing where it fails for whatever reason. */
function git(cwd: string, args: readonly string[]): { stdout: string; stderr: string } | undefined {
  // A repository under inspection must not get its own commands run, hence no file system monitor.
  const safely = ['-c', 'core.fsmonitor=false', ...args]
  const { status, stdout, stderr } = spawnSync('git', safely, { cwd, env: environment(), maxBuffer: 1024 ** 3, encoding: 'utf8' })
  return status === 0 ? { stdout, stderr } : undefined
}

/** In a hook, git names the repository and index at hand, which would be wrong for any other directory. */
function environment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  return { ...Object.fromEntries(others), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' }
}
