import { readdirSync } from 'node:fs'

import { asObject, asString, field } from '../../core/json.ts'
import { joinPath } from '../../core/paths.ts'
import { parseDocument } from '../../documents/parse.ts'
import { disk } from '../node/disk/disk.ts'
import { gitFiles, runGit } from '../node/disk/git.ts'
import { knownLibraries, linterFiles, otherServices } from './known.ts'
import type { KnownLibrary } from './known.ts'
import { packageManagerOf } from './package-manager.ts'
import type { PackageManager } from './package-manager.ts'

/** The tools that a repository uses, as far as its files show. All paths are relative to its top, with forward slashes. */
export interface Repository {
  /** Its top directory: absolute, forward slashes. */
  readonly root: string
  readonly isGit: boolean
  readonly manager: PackageManager | undefined
  /** True if Setsquare is among the project's dependencies. */
  readonly hasSetsquare: boolean
  /** The number of packages. */
  readonly packages: number
  readonly libraries: readonly KnownLibrary[]
  readonly linters: readonly { readonly name: keyof typeof linterFiles; readonly file: string }[]
  readonly hook: HookTool | undefined
  readonly ci: readonly CiService[]
  /** The text of a file, without byte order mark; nothing if it does not exist or cannot be read. */
  readonly textOf: (path: string) => string | undefined
}

/** A tool that runs commands before a commit, and its configuration file. */
export interface HookTool {
  readonly name: 'husky' | 'lefthook' | 'pre-commit' | 'lint-staged' | 'simple-git-hooks'
  readonly file: string
}

/** A CI service that the repository uses. */
export interface CiService {
  readonly name: string
  /** The evidence: a file or directory, or the remote. */
  readonly because: string
}

/**
 * Inspects a repository, without running anything in it.
 * @param root its top directory: absolute, forward slashes
 */
export function lookAround(root: string): Repository {
  const names = new Set(readdirSync(root))
  const files = disk.files({ roots: [root] })
  const textOf = (path: string): string | undefined => {
    const content = files.read(joinPath(root, path))
    return content.kind === 'text' ? content.text : undefined
  }
  const manifests = manifestsIn(root, names, textOf)
  const [top] = manifests.filter(({ path }) => path === 'package.json')
  const dependencies = new Set(manifests.flatMap(({ value }) => dependenciesOf(value)))
  const remote = gitAnswer(root, 'config', '--get', 'remote.origin.url') ?? ''
  return {
    root,
    isGit: disk.typeOf(joinPath(root, '.git')) !== undefined,
    manager: packageManagerOf(names, top?.value),
    hasSetsquare: dependencies.has('setsquare') || asString(field(top?.value, 'name')) === 'setsquare',
    packages: manifests.length,
    libraries: knownLibraries.filter(({ packages }) => packages.some((name) => dependencies.has(name))),
    linters: (['Spectral', 'ESLint'] as const).flatMap((name) => {
      const file = [...names].find((one) => linterFiles[name].test(one))
      return file === undefined ? [] : [{ name, file }]
    }),
    hook: hookToolOf(root, names, top?.value),
    ci: servicesOf(root, names, remote),
    textOf,
  }
}

interface Manifest {
  readonly path: string
  readonly value: unknown
}

/** The package.json files of the repository, without those of installed packages. */
function manifestsIn(root: string, names: ReadonlySet<string>, textOf: Repository['textOf']): Manifest[] {
  const listed = gitFiles(root)?.files ?? disk.list(root, () => false).files
  const paths = listed.filter((file) => file.endsWith('/package.json')).map((file) => file.slice(root.length + 1))
  const all = new Set(names.has('package.json') ? ['package.json', ...paths] : paths)
  return [...all].flatMap((path) => {
    const text = path.includes('node_modules/') ? undefined : textOf(path)
    return text === undefined ? [] : [{ path, value: parseDocument(path, text).value ?? {} }]
  })
}

function dependenciesOf(manifest: unknown): string[] {
  return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((kind) => Object.keys(asObject(field(manifest, kind)) ?? {}))
}

/** The first hook tool that is set up. */
function hookToolOf(root: string, names: ReadonlySet<string>, manifest: unknown): HookTool | undefined {
  const named = (pattern: RegExp): string | undefined => [...names].sort().find((name) => pattern.test(name))
  const dependencies = dependenciesOf(manifest)
  if (disk.typeOf(joinPath(root, '.husky')) === 'directory' || dependencies.includes('husky')) return { name: 'husky', file: '.husky/pre-commit' }
  const lefthook = named(/^\.?lefthook\.(?:ya?ml|json|toml)$/)
  if (lefthook !== undefined) return { name: 'lefthook', file: lefthook }
  if (names.has('.pre-commit-config.yaml')) return { name: 'pre-commit', file: '.pre-commit-config.yaml' }
  if (field(manifest, 'lint-staged') !== undefined) return { name: 'lint-staged', file: 'package.json' }
  const staged = named(/^(?:\.lintstagedrc(?:\.(?:ya?ml|json|[cm]?[jt]s))?|lint-staged\.config\.[cm]?[jt]s)$/)
  if (staged !== undefined) return { name: 'lint-staged', file: staged }
  return field(manifest, 'simple-git-hooks') === undefined ? undefined : { name: 'simple-git-hooks', file: 'package.json' }
}

function servicesOf(root: string, names: ReadonlySet<string>, remote: string): CiService[] {
  const has = (path: string): boolean => names.has(path) || disk.typeOf(joinPath(root, path)) !== undefined
  const services: CiService[] = []
  if (has('.github')) services.push({ name: 'GitHub Actions', because: has('.github/workflows') ? '.github/workflows' : '.github' })
  else if (/(?:^|[@/.])github\.com[:/]/.test(remote)) services.push({ name: 'GitHub Actions', because: 'the remote is at github.com' })
  if (has('.gitlab-ci.yml')) services.push({ name: 'GitLab CI', because: '.gitlab-ci.yml' })
  else if (/(?:^|[@/.])gitlab\.[\w.-]{1,200}[:/]/.test(remote)) services.push({ name: 'GitLab CI', because: 'the remote is a GitLab' })
  for (const [name, path] of otherServices) if (has(path)) services.push({ name, because: path })
  return services
}

function gitAnswer(cwd: string, ...args: readonly string[]): string | undefined {
  try {
    const { status, stdout } = runGit({ cwd }, args)
    const text = stdout.toString('utf8').trim()
    return status === 0 && text !== '' ? text : undefined
  } catch {
    // Everything else can be found out without git.
    return undefined
  }
}
