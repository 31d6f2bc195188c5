import process from 'node:process'
import { describe, expect, it } from 'vitest'

import { findTimeProgram, race, tryOnce } from '../../bench/lib/measure.ts'
import type { Command } from '../../bench/lib/measure.ts'
import { parseUsage } from '../../bench/lib/usage.ts'

function script(text: string, accepts: readonly number[] = [0]): Command {
  return { file: process.execPath, args: ['-e', text], cwd: process.cwd(), accepts }
}

describe('parseUsage', () => {
  it('reads GNU time', () => {
    expect(parseUsage('gnu', '1.25 0.50 204800\n')).toEqual({ cpu: 1750, memory: 209.7152 })
  })

  it('reads BSD time', () => {
    const report = '        0.84 real         0.75 user         0.25 sys\n           104857600  maximum resident set size\n'
    expect(parseUsage('bsd', report)).toEqual({ cpu: 1000, memory: 104.8576 })
  })

  it('takes nothing from anything else', () => {
    expect(parseUsage('gnu', 'time: cannot run x: No such file or directory')).toBeUndefined()
    expect(parseUsage('bsd', '')).toBeUndefined()
  })
})

describe('tryOnce', () => {
  it('keeps what the process printed and how it ended', async () => {
    const trial = await tryOnce(script("console.log('out'); console.error('err'); process.exitCode = 3"), undefined)
    expect(trial).toMatchObject({ exitCode: 3, stdout: 'out\n', stderr: 'err\n', usage: undefined })
    expect(trial.wall).toBeGreaterThan(1)
  })

  it('has no exit code for a program that is not there', async () => {
    const trial = await tryOnce({ file: '/no/such/program', args: [], cwd: process.cwd(), accepts: [0] }, undefined)
    expect(trial.exitCode).toBeUndefined()
  })

  it.skipIf(findTimeProgram() === undefined)(
    "measures the process's own memory and not that of the one that starts it",
    async () => {
      const time = findTimeProgram()
      const [small, large] = [await tryOnce(script('0'), time), await tryOnce(script('Buffer.alloc(200e6, 1)'), time)]
      const difference = (large.usage?.memory ?? 0) - (small.usage?.memory ?? 0)
      expect(difference).toBeGreaterThan(180)
      expect(difference).toBeLessThan(260)
    },
  )
})

describe('race', { timeout: 30_000 }, () => {
  const options = { runs: 3, budget: 60_000, slow: 60_000, limit: 60_000, time: undefined }

  it('lets the contestants take turns after one warm-up each', async () => {
    const steps: string[] = []
    const contestants = ['a', 'b'].map((name) => ({ name, command: script('0') }))
    const outcomes = await race(contestants, { ...options, runs: 2, progress: (line) => steps.push(line) })
    expect(steps).toEqual(['a: warm-up', 'b: warm-up', 'a: run 1 of 2', 'b: run 1 of 2', 'a: run 2 of 2', 'b: run 2 of 2'])
    expect(outcomes.get('a')?.runs).toHaveLength(2)
  })

  it('drops who fails the warm-up, and does not mistake findings for failure', async () => {
    const contestants = [
      { name: 'failing', command: script('process.exitCode = 2', [0, 1]) },
      { name: 'finding', command: script('process.exitCode = 1', [0, 1]) },
    ]
    const outcomes = await race(contestants, { ...options, progress: () => undefined })
    expect(outcomes.get('failing')?.runs).toHaveLength(0)
    expect(outcomes.get('finding')?.runs).toHaveLength(3)
  })

  it('takes the first run of who is slow as the figure', async () => {
    const outcomes = await race([{ name: 'slow', command: script('0') }], { ...options, slow: 1, progress: () => undefined })
    const { trial, runs } = outcomes.get('slow') ?? {}
    expect(runs).toEqual([trial])
  })

  it('ends who takes too long, and takes no figure from it', async () => {
    const outcomes = await race([{ name: 'endless', command: script('setInterval(() => {}, 1000)') }], { ...options, limit: 300, progress: () => undefined })
    expect(outcomes.get('endless')).toMatchObject({ trial: { wasEnded: true, exitCode: undefined }, runs: [] })
  })

  it('lets who is over the budget run once and no more', async () => {
    const contestants = [{ name: 'slow', command: script('0') }]
    const outcomes = await race(contestants, { ...options, budget: 1, progress: () => undefined })
    expect(outcomes.get('slow')?.runs).toHaveLength(1)
  })
})
