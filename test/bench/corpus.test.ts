import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { contractsIn, repositoriesIn } from '../../scripts/corpus-inputs.ts'
import { checkAll } from '../../scripts/corpus-pool.ts'
import type { CorpusInput, CorpusRecord } from '../../scripts/corpus-record.ts'
import { readRecords } from '../../scripts/corpus-record.ts'
import { CorpusSummary, quantile } from '../../scripts/corpus-summary.ts'
import { countOperations } from '../../scripts/operations.ts'

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = []
  for await (const item of items) collected.push(item)
  return collected
}

let directory = ''
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'setsquare-corpus-'))
  for (const file of [
    'apis/b/two.yaml',
    'apis/one.json',
    'apis/notes.md',
    'apis/node_modules/x/three.json',
    'apis/package.json',
  ]) {
    mkdirSync(join(directory, file, '..'), { recursive: true })
    writeFileSync(join(directory, file), '{}')
  }
  for (const name of ['code/b', 'code/a']) mkdirSync(join(directory, name, '.git'), { recursive: true })
})
afterAll(() => rmSync(directory, { recursive: true }))

describe('inputs', () => {
  it('are all documents below a directory, named relative to it', () => {
    const found = contractsIn(join(directory, 'apis'))
    expect(found.map(({ name }) => name)).toEqual(['b/two.yaml', 'one.json'])
    expect(found[0]).toEqual({ kind: 'contract', name: 'b/two.yaml', root: join(directory, 'apis'), path: 'b/two.yaml' })
  })

  it('are one document where one is named', () => {
    const name = 'one.json'
    expect(contractsIn(join(directory, 'apis', name))).toEqual([
      { kind: 'contract', name, root: join(directory, 'apis'), path: name },
    ])
  })

  it('are a repository, or those in a directory', () => {
    expect(repositoriesIn(join(directory, 'code')).map(({ name }) => name)).toEqual(['a', 'b'])
    expect(repositoriesIn(join(directory, 'code', 'a')).map(({ name }) => name)).toEqual(['a'])
  })
})

describe('operations', () => {
  it('are the methods of paths, and nothing else of a path', () => {
    const get = { responses: {} }
    const paths = {
      '/a': { get, post: get, parameters: [], summary: 'A' },
      '/b': { query: get, $ref: 'x' },
      '/c': null,
      'x-d': { get: 1 },
    }
    expect(countOperations({ openapi: '3.2.0', paths })).toBe(3)
    expect(countOperations('no document')).toBe(0)
  })
})

// Real processes, some of which hang on purpose: a slow machine may need longer than the default timeout.
describe('the pool', { timeout: 30_000 }, () => {
  const worker = fileURLToPath(new URL('corpus-worker-stub.mjs', import.meta.url))
  const inputs = ['fine', 'crash', 'also fine', 'hang', 'fine too'].map((name): CorpusInput => ({
    kind: 'contract',
    name,
    root: '/',
    path: name,
  }))

  it.each([1, 2])('records every input once, crashes and hangs too, with %d at a time', async (jobs) => {
    const records: CorpusRecord[] = []
    await checkAll(inputs, { preset: 'all', jobs, timeout: 1500, worker }, (record) => records.push(record))
    const statuses = Object.fromEntries(records.map(({ name, status }) => [name, status]))
    expect(statuses).toEqual({
      fine: 'checked',
      crash: 'crashed',
      'also fine': 'checked',
      hang: 'timeout',
      'fine too': 'checked',
    })
    expect(records).toHaveLength(inputs.length)
    expect(records.find(({ name }) => name === 'crash')?.error).toContain('the stub broke')
  })

  it('replaces a worker after its share of inputs', async () => {
    const records: CorpusRecord[] = []
    const options = { preset: 'all', jobs: 1, timeout: 5000, worker, inputsPerWorker: 2 }
    await checkAll(
      Array.from({ length: 5 }, (_, index): CorpusInput => ({ kind: 'contract', name: `fine ${index}`, root: '/', path: '' })),
      options,
      (record) => records.push(record),
    )
    expect(new Set(records.map(({ error }) => error)).size).toBe(3)
  })

  it('says why a worker does not start', async () => {
    const missing = join(directory, 'missing.mjs')
    const options = { preset: 'all', jobs: 1, timeout: 1000, worker: missing }
    await expect(checkAll(inputs, options, () => undefined)).rejects.toThrow(/did not start[^]*missing\.mjs/)
  })
})

describe('the summary', () => {
  const record = (
    name: string,
    operations: number,
    rules: readonly string[],
    more: Partial<CorpusRecord> = {},
  ): CorpusRecord => ({
    kind: 'contract',
    name,
    root: '/',
    path: name,
    status: 'checked',
    durationMs: operations,
    operations,
    coverage: [],
    findings: rules.map((rule) => ({
      rule,
      severity: 'warn',
      message: '',
      file: name,
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 1,
    })),
    ...more,
  })

  it('takes the median contract, and leaves out those without operations and those that broke', () => {
    const summary = new CorpusSummary()
    summary.add(record('a', 10, ['x']))
    summary.add(record('b', 10, ['x', 'x', 'y']))
    summary.add(
      record(
        'c',
        10,
        Array.from({ length: 90 }, () => 'x'),
      ),
    )
    summary.add(record('empty', 0, ['x']))
    summary.add(record('broken', 10, [], { status: 'crashed', error: 'TypeError: nothing\n  at somewhere' }))
    expect(summary.medianFindingsPerOperation).toBeCloseTo(0.3)
    expect(summary.tallies.map(([rule, { findings, inputs }]) => [rule, findings, inputs])).toEqual([
      ['x', 94, 4],
      ['y', 1, 1],
    ])
    expect(summary.crashes).toBe(1)
    const text = summary.render('recommended')
    expect(text).toContain('crashed broken: TypeError: nothing')
    expect(text).toContain('0.300 findings per operation')
    expect(text).toContain('it is within that')
  })

  it('counts a rule that failed as a crash', () => {
    const summary = new CorpusSummary()
    summary.add(record('a', 1, [], { coverage: [{ kind: 'rule-failed', file: 'a', message: 'x failed: TypeError' }] }))
    expect(summary.crashes).toBe(1)
  })

  it('keeps the ten slowest of many', () => {
    const summary = new CorpusSummary()
    for (let index = 0; index < 500; index++) summary.add(record(String(index), (index * 7919) % 500, []))
    expect(summary.tenSlowest().map(({ durationMs }) => durationMs)).toEqual([499, 498, 497, 496, 495, 494, 493, 492, 491, 490])
  })

  it('finds quantiles between neighbours', () => {
    expect(quantile([1, 3, 2], 0.5)).toBe(2)
    expect(quantile([1, 2], 0.9)).toBeCloseTo(1.9)
    expect(quantile([], 0.5)).toBeUndefined()
  })
})

describe('the output file', () => {
  it('gives its records back, without the header', async () => {
    const file = join(directory, 'findings.jsonl')
    const line = { kind: 'code', name: 'a', root: '/a', path: '.', status: 'checked', durationMs: 1, findings: [], coverage: [] }
    writeFileSync(file, `${JSON.stringify({ preset: 'all', through: 'dist/index.mjs' })}\n${JSON.stringify(line)}\n`)
    expect(await collect(readRecords(file))).toEqual([line])
  })

  it('is refused where it is something else', async () => {
    const file = join(directory, 'other.jsonl')
    writeFileSync(file, '{"a":1}\n{"b":2}\n')
    await expect(collect(readRecords(file))).rejects.toThrow('did not write')
  })
})
