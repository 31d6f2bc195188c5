import { sourceProject, syntheticProject } from '../lib/projects.ts'
import { statementCounts, statementShapes } from '../lib/statements.ts'
import type { Context } from '../lib/context.ts'
import type { Point, Section } from '../lib/result.ts'
import { raceTools } from '../lib/rows.ts'
import { setsquare } from '../lib/tools.ts'

const counts = [500, 1000, 2000, 4000]

/** Time against the number of source files, in generated projects, and against the number of statements in one file. */
export async function measureGrowth({ versions, built, race }: Context): Promise<Section> {
  const work = []
  const rows = []
  const points: Point[] = []
  for (const count of counts) {
    const project = syntheticProject(count)
    const tool = setsquare('setsquare recommended', ['src', '--preset', 'recommended', '--no-cache'], project.directory, versions, built)
    const input = `${project.work.files} files`
    const measured = await raceTools(input, [tool], { ...race, runs: Math.min(race.runs, 3) })
    work.push({ ...project.work, input })
    rows.push(...measured)
    for (const { wall, cpu, memory } of measured) {
      if (wall === undefined) continue
      points.push({
        input,
        bytes: project.work.bytes,
        wall: wall.median,
        ...(cpu !== undefined && { cpu: cpu.median }),
        ...(memory !== undefined && { memory: memory.median }),
      })
    }
  }
  for (const { name, text } of statementShapes) {
    for (const count of statementCounts) {
      const project = sourceProject(`${name}: ${count}`, text(count))
      const tool = setsquare('setsquare recommended', ['src', '--preset', 'recommended', '--no-cache'], project.directory, versions, built)
      work.push(project.work)
      rows.push(...(await raceTools(project.work.input, [tool], { ...race, runs: Math.min(race.runs, 3) })))
    }
  }
  const about = 'All recommended rules about code on generated projects, and on files of many statements of one kind.'
  return { name: 'growth', title: 'Time against size of code', about, work, rows, points }
}
