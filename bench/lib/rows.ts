import { isAccepted } from './measure.ts'
import type { Contestant, Measurement, Outcome, RaceOptions, Trial } from './measure.ts'
import { race } from './measure.ts'
import type { Row } from './result.ts'
import { spreadOf } from './statistics.ts'
import type { Tool } from './tools.ts'

/** Measures tools on one input. Each gives a row; those that could not run have a note. */
export async function raceTools(input: string, tools: readonly Tool[], options: RaceOptions): Promise<Row[]> {
  const contestants: Contestant[] = tools.filter(({ missing }) => missing === undefined)
  const outcomes = await race(contestants, { ...options, progress: (line) => options.progress(`${input}: ${line}`) })
  return tools.map((tool) => rowOf(input, tool, outcomes.get(tool.name), options))
}

function rowOf(input: string, tool: Tool, outcome: Outcome | undefined, { slow, limit }: RaceOptions): Row {
  const row = { tool: tool.name, version: tool.version, input }
  if (outcome === undefined) return { ...row, runs: 0, note: tool.missing ?? 'not run' }
  const { trial, runs } = outcome
  if (trial.wasEnded) return { ...row, runs: 0, beyond: limit, note: `ended after ${limit / 1000} s` }
  if (!isAccepted(tool.command, trial)) return { ...row, runs: 0, note: failure(trial.exitCode, trial.stderr) }
  const usages = runs.flatMap(({ usage }) => (usage === undefined ? [] : [usage]))
  const spreads = {
    wall: spreadOf(runs.map(({ wall }) => wall)),
    cpu: spreadOf(usages.map(({ cpu }) => cpu)),
    memory: spreadOf(usages.map(({ memory }) => memory)),
    findings: tool.count?.(trial.stdout),
  }
  const note = noteOn(runs.find((run) => !isAccepted(tool.command, run)), trial, slow)
  return { ...row, runs: runs.length, ...withoutMissing(spreads), ...(note !== undefined && { note }) }
}

function noteOn(failed: Measurement | undefined, trial: Trial, slow: number): string | undefined {
  if (failed !== undefined) return `a run ended with exit code ${failed.exitCode ?? 'none'}`
  return trial.wall >= slow ? `one run without a warm-up, since it takes more than ${slow / 1000} s` : undefined
}

function failure(exitCode: number | undefined, stderr: string): string {
  const lines = stderr.trim().split('\n')
  const errors = lines.filter((line) => /error\b/i.test(line) && !/--verbose/.test(line))
  const text = errors.length > 0 ? errors.map((line) => line.trim()).join(' ') : (lines.at(-1) ?? '')
  return `failed with exit code ${exitCode ?? 'none'}: ${text.trim().slice(0, 200)}`
}

type Present<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }

function withoutMissing<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>
}
