import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { inputsDirectory } from './paths.ts'
import type { Work } from './result.ts'
import { syntheticFiles } from './synthetic.ts'

/** A TypeScript project with the configuration of every tool in it. */
export interface ProjectInput {
  /** What it is, for the reader of the results. */
  readonly about: string
  readonly directory: string
  readonly work: Work
}

/** typeorm's sources, copied from a checkout so that configurations can be put beside them. Throws if it is not a checkout. */
export function typeormProject(checkout: string): ProjectInput {
  if (!existsSync(join(checkout, 'src', 'data-source')))
    throw new Error(`${checkout} is not a checkout of typeorm: it has no src/data-source`)
  const directory = emptyProject('typeorm')
  cpSync(join(checkout, 'src'), join(directory, 'src'), { recursive: true })
  return finished('typeorm/src', 'the sources of typeorm', directory)
}

/** The whole checkout, including tests and samples, which are most of its files. */
export function typeormCheckout(checkout: string): ProjectInput {
  const sources = readdirSync(checkout, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[cm]?tsx?$/.test(name) && !name.includes('node_modules'))
  const bytes = sources.reduce((sum, name) => sum + statSync(join(checkout, name)).size, 0)
  return { about: 'the whole checkout of typeorm', directory: checkout, work: { input: 'typeorm', bytes, files: sources.length } }
}

/** A generated project, for machines without a checkout of typeorm, with the same folders. */
export function syntheticProject(files = 500, name = 'synthetic'): ProjectInput {
  const directory = emptyProject(name)
  for (const { path, text } of syntheticFiles(files)) {
    mkdirSync(join(directory, path, '..'), { recursive: true })
    writeFileSync(join(directory, path), text)
  }
  return finished('synthetic', 'a generated project and not a real one (name a checkout of typeorm with --typeorm)', directory)
}

/** A project of one file. */
export function sourceProject(input: string, text: string): ProjectInput {
  const directory = emptyProject('one-file')
  mkdirSync(join(directory, 'src'))
  writeFileSync(join(directory, 'src/generated.ts'), text)
  return finished(input, 'a generated file', directory)
}

function emptyProject(name: string): string {
  const directory = join(inputsDirectory, name)
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  return directory
}

/** Commits everything in a repository. */
export function commitAll(directory: string): void {
  spawnSync('git', ['add', '--all'], { cwd: directory })
  spawnSync('git', ['-c', 'user.name=bench', '-c', 'user.email=bench@example.com', 'commit', '--quiet', '--no-verify', '--message', 'all'], { cwd: directory })
}

const compilerOptions = {
  target: 'ES2022',
  module: 'preserve',
  moduleResolution: 'bundler',
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
  strict: true,
}

function finished(input: string, about: string, directory: string): ProjectInput {
  const settings = { compilerOptions, include: ['src'] }
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(settings, undefined, 2))
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'bench-project', private: true }))
  for (const [file, source] of [
    // Stored under another name in this repository, where ESLint would apply it to the files beside it.
    ['eslint.config.mjs', 'boundaries.config.mjs'],
    ['plugin.config.mjs', 'plugin.config.mjs'],
    ['setsquare.config.mjs', 'setsquare-layers.config.mjs'],
  ] as const) {
    writeFileSync(join(directory, file), `export { default } from '../../source/${source}'\n`)
  }
  // A git repository of its own, because this one ignores the bench's inputs, and tools that ask git would see no files.
  spawnSync('git', ['init', '--quiet'], { cwd: directory })
  commitAll(directory)
  const sources = readdirSync(join(directory, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const bytes = sources.reduce((sum, name) => sum + statSync(join(directory, 'src', name)).size, 0)
  return { about, directory, work: { input, bytes, files: sources.length } }
}
