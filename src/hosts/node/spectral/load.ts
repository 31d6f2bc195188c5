import fs from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { compileFunction } from 'node:vm'
import type { Ruleset } from '@stoplight/spectral-core'

import { ConfigurationError } from '../../../core/errors.ts'
import { directoryOf, isWithin, joinPath } from '../../../core/paths.ts'
import { realPathOf } from '../../files.ts'
import { withinTime } from '../config/time-limit.ts'
import { withSlashes } from '../disk/paths.ts'
import { circleFrom } from './circle.ts'
import type { SpectralPackages } from './packages.ts'
import { problemsOf } from './problems.ts'

/**
 * Loads a ruleset as Spectral's command line does, with everything that it extends and its functions. Their code is executed.
 * @param file absolute, forward slashes
 * @param root the directory that all parts of it must be in: nothing is read from the network or from outside
 * @throws ConfigurationError if it cannot be loaded
 */
export async function loadRuleset(file: string, root: string, packages: SpectralPackages): Promise<Ruleset> {
  const circle = isData(file) ? circleFrom(file) : undefined
  if (circle !== undefined) throw new ConfigurationError([{ file, message: `this Spectral ruleset extends itself: ${circle.join(' extends ')}` }])
  try {
    // Spectral resolves the parts of a ruleset relative to a JavaScript file in its directory, whatever its own format.
    const source = isData(file) ? joinPath(directoryOf(file), '.spectral.js') : file
    // The project may be reached through a symbolic link, and some parts are known by their real paths.
    const exported = run(await bundle(file, source, [root, realPath(root)], packages), source, packages)
    return new packages.core.Ruleset(exported, { severity: 'recommended', source })
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    throw new ConfigurationError(problemsOf(error, file))
  }
}

function isData(file: string): boolean {
  return /\.(?:ya?ml|json)$/.test(file)
}

async function bundle(file: string, source: string, roots: readonly string[], packages: SpectralPackages): Promise<string> {
  const { migrator, bundler, builtins, commonjs, stdin, url } = packages
  const migrated = isData(file) ? await migrator.migrateRuleset(file, { format: 'esm', fs: filesWithin(roots), fetch: refuse }) : undefined
  const beginning = migrated === undefined ? [] : [stdin.stdin(migrated, source)]
  const guard = {
    name: 'setsquare/guard',
    // Warnings would be printed to the console. One of them is about an unresolved import, which fails later anyway.
    options: <Options extends object>(options: Options) => ({ ...options, onwarn: refuseUnresolved(directoryOf(source)) }),
    load: (id: string) => (id === source && migrated !== undefined ? null : refuseOutside(id, roots)),
  }
  return bundler.bundleRuleset(source, {
    target: 'node',
    format: 'commonjs',
    plugins: [...beginning, builtins.builtins(), guard, commonjs.commonjs(), url.url({ fetch: refuse, fs })],
  })
}

/** Spectral takes packages that are not installed for files next to the ruleset. */
function refuseUnresolved(directory: string): (warning: { readonly code?: string; readonly message: string; readonly source?: string }) => void {
  return ({ code, message, source = message }) => {
    const name = source.startsWith(`${directory}/`) ? source.slice(directory.length + 1) : source
    if (code === 'UNRESOLVED_IMPORT' && !name.startsWith('@stoplight/')) throw notFound(name)
  }
}

/** Refuses everything that a ruleset would fetch from an address. */
function refuse(address: unknown): Promise<never> {
  const text = address instanceof Request ? address.url : String(address)
  return Promise.reject(new Error(`${text} would be read from the network, which Setsquare does not do: save it in the project and extend the file`))
}

/** The directory of this program, in which our own ruleset is; also when the package is symlinked into a project. */
const own = directoryOf(withSlashes(fileURLToPath(import.meta.url)))

/** Throws for a file outside the roots. Installed packages are allowed wherever the package manager has put them. */
function refuseOutside(id: string, roots: readonly string[]): null {
  const isFile = id.startsWith('/') || /^[A-Z]:[\\/]/i.test(id)
  const path = withSlashes(id)
  if (isFile && ![...roots, own].some((directory) => isWithin(directory, path)) && !path.includes('/node_modules/')) throw new Error(`${path} is outside the project: a ruleset is executed, so all of its files must be inside`)
  return null
}

function realPath(path: string): string {
  return realPathOf(path, { realpathSync: fs.realpathSync, sep: '/' }) ?? path
}

function filesWithin(roots: readonly string[]): typeof fs {
  const readFile = (async (path: string, ...rest: ['utf8']) => {
    refuseOutside(realPath(path), roots)
    return fs.promises.readFile(path, ...rest)
  }) as typeof fs.promises.readFile
  return { ...fs, promises: { ...fs.promises, readFile } }
}

/** Evaluates a bundled ruleset. Packages that it imports are resolved from the project, then from Spectral's own dependencies. */
function run(bundled: string, source: string, packages: SpectralPackages): unknown {
  const project = createRequire(source)
  const find = (id: string): unknown => {
    try {
      return project(id) as unknown
    } catch (error) {
      if (!isMissing(error)) throw error
    }
    try {
      return packages.load(id) as unknown
    } catch (error) {
      throw isMissing(error) ? notFound(id) : error
    }
  }
  const module: { exports?: unknown } = {}
  const load = compileFunction(bundled, ['module', 'require'], { filename: source })
  withinTime(() => { Reflect.apply(load, undefined, [module, find]) })
  return module.exports
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND'
}

function notFound(name: string): Error {
  return new Error(`'${name}' cannot be found: install it, or correct its name`)
}
