import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { Context } from '../lib/context.ts'
import { countDependencyCruiser, countEslint } from '../lib/findings.ts'
import { benchDirectory, peerFile, rootDirectory } from '../lib/paths.ts'
import { syntheticProject, typeormCheckout, typeormProject } from '../lib/projects.ts'
import type { Section } from '../lib/result.ts'
import { raceTools } from '../lib/rows.ts'
import { nodeCommand, setsquare } from '../lib/tools.ts'
import type { Tool } from '../lib/tools.ts'
import type { Versions } from '../lib/versions.ts'

/** Layers and import cycles of one project. */
export async function measureSource(context: Context): Promise<Section> {
  const project = context.typeorm === undefined ? syntheticProject() : typeormProject(context.typeorm)
  const whole = context.typeorm === undefined ? undefined : typeormCheckout(context.typeorm)
  const rows = await raceTools(project.work.input, sourceTools(project.directory, context), context.race)
  return {
    name: 'source',
    title: 'Check layers and cycles',
    about: `Whole processes on ${project.about}: the same layers for every tool, type-only imports included, and import cycles.`,
    work: [project.work, ...(whole === undefined ? [] : [whole.work])],
    rows: whole === undefined ? rows : [...rows, ...(await raceTools(whole.work.input, wholeTools(whole.directory, context), context.race))],
  }
}

function sourceTools(cwd: string, { versions, built }: Context): Tool[] {
  const version = (name: string): string => versions[name] ?? 'unknown'
  const eslint = (name: string, env: Record<string, string>): Tool => ({
    name,
    version: version('eslint'),
    command: { ...nodeCommand(peerFile('eslint', 'bin', 'eslint.js'), ['--no-inline-config', '--config', 'plugin.config.mjs', '--format', 'json', 'src'], cwd, [0, 1]), env },
    count: countEslint,
  })
  const plugin = pathToFileURL(join(rootDirectory, 'dist', 'eslint.mjs')).href
  const layersAndCycles = ['--rule', '*:off', '--rule', 'layer-dependencies:warn', '--rule', 'no-import-cycles:warn']
  return [
    setsquare('setsquare layers + cycles', ['src', ...layersAndCycles, '--no-cache'], cwd, versions, built),
    setsquare('setsquare recommended', ['src', '--preset', 'recommended', '--no-cache'], cwd, versions, built),
    setsquare('setsquare again', ['src', '--preset', 'recommended'], cwd, versions, built),
    {
      name: 'dependency-cruiser',
      version: version('dependency-cruiser'),
      command: nodeCommand(
        peerFile('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
        ['--config', join(benchDirectory, 'source', 'dependency-cruiser.config.mjs'), '--output-type', 'err', 'src'],
        cwd,
      ),
      count: countDependencyCruiser,
    },
    {
      name: 'eslint boundaries + no-cycle',
      version: `${version('eslint')}, ${version('eslint-plugin-boundaries')}, ${version('eslint-plugin-import-x')}`,
      command: nodeCommand(
        peerFile('eslint', 'bin', 'eslint.js'),
        ['--no-inline-config', '--format', 'json', 'src'],
        cwd,
        [0, 1],
      ),
      count: countEslint,
    },
    eslint('eslint with its parser', {}),
    // The cache location is a file, so nothing can be cached, and each run is like the first.
    eslint('eslint with setsquare', { SETSQUARE: plugin, XDG_CACHE_HOME: join(cwd, 'package.json') }),
    eslint('eslint with setsquare again', { SETSQUARE: plugin }),
    ...floors('src', cwd, versions),
  ]
}

/** All rules about code on a whole checkout. */
function wholeTools(cwd: string, { versions, built }: Context): Tool[] {
  const all = setsquare('setsquare recommended', ['.', '--preset', 'recommended', '--no-cache'], cwd, versions, built)
  // Some of its samples have syntax errors on purpose, so exit code 2 is accepted.
  return [{ ...all, command: { ...all.command, accepts: [0, 2] } }, ...floors('.', cwd, versions)]
}

function floors(folder: string, cwd: string, versions: Versions): Tool[] {
  const floor = (name: string, ...flags: string[]): Tool => ({
    name,
    version: versions['oxc-parser'] ?? 'unknown',
    command: nodeCommand(join(benchDirectory, 'floor-source.mjs'), [folder, ...flags], cwd),
  })
  return [floor('floor: oxc parse'), floor('floor: oxc all trees', '--trees')]
}
