import fs from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { compileFunction } from 'node:vm'
import type { Ruleset } from '@stoplight/spectral-core'

import { ConfigurationError } from '../../../core/errors.ts'
import { directoryOf, isWithin, joinPath } from '../../../core/paths.ts'
import { realPathOf } from '../../files.ts'
import { withSlashes } from '../disk/paths.ts'
import type { SpectralPackages } from './packages.ts'
import { problemsOf } from './problems.ts'

/**
 * Loads a ruleset as Spectral's own program does, with everything that it extends and its functions. It is a program of the user's own,
 * and is run.
 * @param file absolute, forward slashes
 * @param root the directory that everything it consists of must be in: nothing is read from the network, and nothing outside
 * @throws ConfigurationError where it cannot be loaded
 */
export async function loadRuleset(file: string, root: string, packages: SpectralPackages): Promise<Ruleset> {
  try {
    // Spectral resolves what a ruleset refers to from a program beside it, whatever its own format.
    const source = isData(file) ? joinPath(directoryOf(file), '.spectral.js') : file
    const exported = run(await bundle(file, source, root, packages), source, packages)
    return new packages.core.Ruleset(exported, { severity: 'recommended', source })
  } catch (error) {
    if (error instanceof ConfigurationError) throw error
    throw new ConfigurationError(problemsOf(error, file))
  }
}

function isData(file: string): boolean {
  return /\.(?:ya?ml|json)$/.test(file)
}

async function bundle(file: string, source: string, root: string, packages: SpectralPackages): Promise<string> {
  const { migrator, bundler, builtins, commonjs, stdin, url } = packages
  const migrated = isData(file) ? await migrator.migrateRuleset(file, { format: 'esm', fs: filesWithin(root), fetch: refuse }) : undefined
  const beginning = migrated === undefined ? [] : [stdin.stdin(migrated, source)]
  const guard = {
    name: 'setsquare/guard',
    // Its warnings would go to the console, one of them about what ends in an error anyway.
    options: <Options extends object>(options: Options) => ({ ...options, onwarn: refuseUnresolved }),
    load: (id: string) => (id === source && migrated !== undefined ? null : refuseOutside(id, root)),
  }
  return bundler.bundleRuleset(source, {
    target: 'node',
    format: 'commonjs',
    plugins: [...beginning, builtins.builtins(), guard, commonjs.commonjs(), url.url({ fetch: refuse, fs })],
  })
}

function refuseUnresolved({ code, message }: { readonly code?: string; readonly message: string }): void {
  if (code === 'UNRESOLVED_IMPORT' && !message.startsWith('"@stoplight/') && !message.includes("'@stoplight/")) throw new Error(message.replace(/ [-–] treating it as.*/, ''))
}

/** Whatever a ruleset asks for by address. */
function refuse(address: unknown): Promise<never> {
  const text = address instanceof Request ? address.url : String(address)
  return Promise.reject(new Error(`${text} would be read from the network, which Setsquare does not do: save it in the project and extend the file`))
}

/** Where this program is: its own ruleset is beside it, also where it is linked into a project. */
const own = directoryOf(withSlashes(fileURLToPath(import.meta.url)))

/** What lies in packages is the user's own, wherever the package manager has put it. */
function refuseOutside(id: string, root: string): null {
  const isFile = id.startsWith('/') || /^[A-Z]:[\\/]/i.test(id)
  const path = withSlashes(id)
  if (isFile && ![root, own].some((directory) => isWithin(directory, path)) && !path.includes('/node_modules/')) throw new Error(`${path} is outside the project: rulesets are run, so all of one must be part of it`)
  return null
}

function filesWithin(root: string): typeof fs {
  const readFile = (async (path: string, ...rest: ['utf8']) => {
    refuseOutside(realPathOf(path, { realpathSync: fs.realpathSync, sep: '/' }) ?? path, root)
    return fs.promises.readFile(path, ...rest)
  }) as typeof fs.promises.readFile
  return { ...fs, promises: { ...fs.promises, readFile } }
}

/** Runs what was bundled: packages that it imports are those of the project and those that Spectral brings along. */
function run(bundled: string, source: string, packages: SpectralPackages): unknown {
  const project = createRequire(source)
  const find = (id: string): unknown => {
    try {
      return project(id) as unknown
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND')) throw error
      return packages.load(id) as unknown
    }
  }
  const module: { exports?: unknown } = {}
  Reflect.apply(compileFunction(bundled, ['module', 'require'], { filename: source }), undefined, [module, find])
  return module.exports
}
