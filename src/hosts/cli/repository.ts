import { existsSync } from 'node:fs'

import { isWithin } from '../../core/paths.ts'
import { wellFormed } from '../../core/printable.ts'
import { relativePath } from '../../reporters/reporter.ts'
import type { ReportContext } from '../../reporters/reporter.ts'
import { workTreeOf } from '../files.ts'
import { absolutePath } from '../node/disk/paths.ts'
import type { Terminal } from './terminal.ts'

type Environment = Terminal['env']

/** Variables in which CI services pass the directory of the repository. */
const workspaces = ['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'BITBUCKET_CLONE_DIR', 'BUILD_SOURCESDIRECTORY', 'WORKSPACE']

/**
 * The top directory of the repository, which services resolve the paths in a report against. Without a work tree, as in an archive, it is
 * the directory given by the CI service, or else `cwd` itself.
 * @param cwd absolute, forward slashes
 */
export function repositoryRoot(cwd: string, env: Environment): string {
  const named = workspaces.flatMap((name) => {
    const path = env[name] ?? ''
    return path === '' ? [] : [absolutePath('/', path)]
  })
  return workTreeOf(cwd, existsSync) ?? named.find((path) => isWithin(path, cwd)) ?? cwd
}

/** Returns a function that gives the web address of a file or line on the service that runs the check; nothing outside of GitHub and GitLab. */
export function linkWithin(root: string, env: Environment): ReportContext['linkTo'] {
  const base = github(env) ?? gitlab(env)
  if (base === undefined) return undefined
  return (file, line) => {
    if (!isWithin(root, file)) return undefined
    const path = wellFormed(relativePath(root, file))
    return `${base}/${path.split('/').map(encodeURIComponent).join('/')}${line === undefined ? '' : `#L${line}`}`
  }
}

function github(env: Environment): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = env
  return isAddress(server) && repository && commit ? `${server}/${repository}/blob/${commit}` : undefined
}

function gitlab(env: Environment): string | undefined {
  const { CI_PROJECT_URL: project, CI_COMMIT_SHA: commit } = env
  return isAddress(project) && commit ? `${project}/-/blob/${commit}` : undefined
}

function isAddress(text: string | undefined): text is string {
  return text !== undefined && /^https?:\/\/\S+$/.test(text)
}
