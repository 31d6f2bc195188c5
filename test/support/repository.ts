import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Report } from '../../src/core/report.ts'
import { check as checkPaths } from '../../src/hosts/node/check.ts'
import type { CheckRequest } from '../../src/hosts/node/check/check-request.ts'
import { relativePath } from '../../src/reporters/reporter.ts'
import { directoryWith } from './program.ts'

/** A real git repository. */
export interface Repository {
  readonly cwd: string
  readonly git: (...args: string[]) => string
  /** Writes files, or removes those that are `null`, and leaves the index alone. */
  readonly write: (files: Readonly<Record<string, string | null>>) => void
  /** Writes files and stages exactly these. */
  readonly stage: (files: Readonly<Record<string, string | null>>) => void
}

/** An environment for git: an author, and none of the machine's own configuration. */
export const identity = {
  GIT_AUTHOR_NAME: 'T',
  GIT_AUTHOR_EMAIL: 't@example.com',
  GIT_COMMITTER_NAME: 'T',
  GIT_COMMITTER_EMAIL: 't@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}

/** The repository in an existing directory. */
export function repositoryAt(cwd: string): Repository {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd, env: { ...process.env, ...identity }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  const write = (files: Readonly<Record<string, string | null>>): void => {
    for (const [name, content] of Object.entries(files)) {
      if (content === null) execFileSync('rm', [join(cwd, name)])
      else {
        mkdirSync(dirname(join(cwd, name)), { recursive: true })
        writeFileSync(join(cwd, name), content)
      }
    }
  }
  return {
    cwd,
    git,
    write,
    stage(files) {
      write(files)
      git('add', '--all', '--', ...Object.keys(files).map((name) => `:(top,literal)${name}`))
    },
  }
}

/** A repository in a temporary directory, with these files committed; without files it has no commit. */
export function repositoryWith(files: Readonly<Record<string, string>>): Repository {
  const repository = repositoryAt(directoryWith(files))
  repository.git('init', '-q', '-b', 'main')
  if (Object.keys(files).length > 0) {
    repository.git('add', '--all')
    repository.git('commit', '-qm', 'first')
  }
  return repository
}

/** The result of a check in a form that tests can compare. */
export interface Checked {
  /** `file rule` of each finding, with files relative to the working directory. */
  readonly found: readonly string[]
  /** `kind file` of each note. */
  readonly notes: readonly string[]
  readonly report: Report
  readonly summary: Report['summary']
  /** Why there was nothing to check. */
  readonly nothing: string | undefined
}

/** Checks as the command line would, in this process. */
export async function check(request: CheckRequest): Promise<Checked> {
  const { report, nothing } = await checkPaths(request)
  const name = (file: string): string => relativePath(request.cwd, file)
  return {
    found: report.findings.map(({ file, rule }) => `${name(file)} ${rule}`),
    notes: report.coverage.map(({ file, kind }) => `${kind} ${name(file)}`),
    report,
    summary: report.summary,
    nothing,
  }
}
