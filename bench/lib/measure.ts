import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { devNull, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

import { parseUsage, timeArguments } from './usage.ts'
import type { TimeProgram, Usage } from './usage.ts'

/** A process to be measured. */
export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env?: { readonly [name: string]: string }
  /** Done before each run, and not measured. */
  readonly prepare?: () => void
  /** Exit codes that mean success. With any other, the command is reported as failed and not measured. */
  readonly accepts: readonly number[]
}

export interface Measurement {
  readonly exitCode: number | undefined
  /** Milliseconds, spawn to exit. */
  readonly wall: number
  /** Undefined if the machine has no `time` program. */
  readonly usage: Usage | undefined
  /** True if it was killed because it took too long. */
  readonly wasEnded: boolean
}

/** The first run, which is not measured, with its output. */
export interface Trial extends Measurement {
  readonly stdout: string
  readonly stderr: string
}

/** The time limit of any process, in milliseconds. */
const longest = 20 * 60_000

/** The `time` program, if there is one, which measures peak memory: GNU's on Linux, BSD's on macOS. */
export function findTimeProgram(): TimeProgram | undefined {
  const file = '/usr/bin/time'
  if (!existsSync(file)) return undefined
  return { file, dialect: process.platform === 'linux' ? 'gnu' : 'bsd' }
}

/** Runs a command once and keeps its output: the warm-up, and the check that the tool works. */
export async function tryOnce(command: Command, time: TimeProgram | undefined, limit = longest): Promise<Trial> {
  return inScratch(async (directory) => {
    const [stdout, stderr] = [join(directory, 'stdout'), join(directory, 'stderr')]
    const measurement = await run(command, time, limit, join(directory, 'usage'), [stdout, stderr])
    return { ...measurement, stdout: readFileSync(stdout, 'utf8'), stderr: readFileSync(stderr, 'utf8') }
  })
}

/** Runs a command once and discards its output. */
export async function measureOnce(command: Command, time: TimeProgram | undefined, limit = longest): Promise<Measurement> {
  return inScratch((directory) => run(command, time, limit, join(directory, 'usage'), [devNull, devNull]))
}

async function inScratch<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'setsquare-bench-'))
  try {
    return await work(directory)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

async function run(
  command: Command,
  time: TimeProgram | undefined,
  limit: number,
  report: string,
  outputs: readonly [stdout: string, stderr: string],
): Promise<Measurement> {
  command.prepare?.()
  const handles = outputs.map((file) => openSync(file, 'w'))
  const [file = command.file, ...args] = [
    ...(time === undefined ? [] : timeArguments(time, report)),
    command.file,
    ...command.args,
  ]
  const start = performance.now()
  // A process group of its own, so that a hanging process is killed together with the `time` program around it.
  const child = spawn(file, args, {
    cwd: command.cwd,
    // Node reads these certificates at each start. On a machine that names many, that would be half of the shortest runs, and flatter their ratios.
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined, ...command.env },
    stdio: ['ignore', ...handles],
    detached: true,
  })
  let wasEnded = false
  const timer = setTimeout(() => {
    wasEnded = true
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  }, limit)
  const exitCode = await new Promise<number | undefined>((resolve) => {
    child.once('error', () => resolve(undefined))
    child.once('exit', (code) => resolve(code ?? undefined))
  })
  const wall = performance.now() - start
  clearTimeout(timer)
  for (const handle of handles) closeSync(handle)
  const usage = time !== undefined && existsSync(report) ? parseUsage(time.dialect, readFileSync(report, 'utf8')) : undefined
  return { exitCode, wall, usage, wasEnded }
}

export interface Contestant {
  readonly name: string
  readonly command: Command
}

/** A contestant's trial and its measured runs. */
export interface Outcome {
  readonly trial: Trial
  readonly runs: readonly Measurement[]
}

export interface RaceOptions {
  readonly runs: number
  /** The budget of measured time for each contestant, in milliseconds. */
  readonly budget: number
  /** From this time on (in milliseconds), the first run counts as the only measurement, since a warm-up would make no difference. */
  readonly slow: number
  /** Milliseconds after which a process is killed. */
  readonly limit: number
  readonly time: TimeProgram | undefined
  readonly progress: (line: string) => void
}

/**
 * Measures whole processes in turns (A B C A B C ...), so that a machine which slows down slows all of them down, after one
 * warm-up each. A contestant whose warm-up does not end with an accepted exit code takes no part, and a slow one has had its run with it.
 */
export async function race(contestants: readonly Contestant[], options: RaceOptions): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, { trial: Trial; runs: Measurement[] }>()
  for (const { name, command } of contestants) {
    options.progress(`${name}: warm-up`)
    const trial = await tryOnce(command, options.time, options.limit)
    outcomes.set(name, { trial, runs: trial.wall >= options.slow && isAccepted(command, trial) ? [trial] : [] })
  }
  for (let round = 1; round <= options.runs; round++) {
    for (const { name, command } of contestants) {
      const outcome = outcomes.get(name)
      if (outcome === undefined || !isAccepted(command, outcome.trial) || outcome.trial.wall >= options.slow) continue
      if (outcome.runs.reduce((sum, { wall }) => sum + wall, 0) >= options.budget) continue
      options.progress(`${name}: run ${round} of ${options.runs}`)
      outcome.runs.push(await measureOnce(command, options.time, options.limit))
    }
  }
  return outcomes
}

/** True if the exit code means success. */
export function isAccepted(command: Command, measurement: Measurement): boolean {
  return measurement.exitCode !== undefined && command.accepts.includes(measurement.exitCode)
}
