import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { rules } from '../rules/index.ts'
import { checkFixture, compare, fixturesIn, readFixture } from './support/fixture.ts'
import type { Fixture } from './support/fixture.ts'

const directory = join(import.meta.dirname, '../fixtures')
const bookshop = join(directory, 'services/bookshop')
const good = readFixture(join(bookshop, 'good'))
const bad = readFixture(join(bookshop, 'bad'))
const named = (fixtures: readonly Fixture[]): [string, Fixture][] => fixtures.map((fixture) => [basename(fixture.path), fixture])

describe.each([
  ['services', named([good, bad])],
  ['contracts', named(fixturesIn(join(directory, 'contracts')))],
  ['code', named(fixturesIn(join(directory, 'code')))],
  ['versions', named(fixturesIn(join(directory, 'versions')))],
])('%s', (_, fixtures) => {
  test.each(fixtures)('%s yields what it announces, no more and no less', async (_name, fixture) => {
    const { findings, coverage } = await checkFixture(fixture)
    expect(compare(fixture.expected, findings)).toEqual({ missing: [], unexpected: [] })
    expect(coverage.filter(({ kind }) => kind === 'rule-failed' || kind === 'syntax-error' || kind === 'unreadable')).toEqual([])
  })
})

test('the well-made service is clean by the strict preset too', async () => {
  const { findings } = await checkFixture({ ...good, preset: 'strict' })
  expect(compare([], findings).unexpected).toEqual([])
})

test.each(['README.md', 'docs/contract-and-code.md'])('%s shows what is found in the one written in a hurry', async (file) => {
  const sample = /\n```\nopenapi\.yaml\n([^]*?)```/.exec(readFileSync(join(directory, '..', file), 'utf8'))?.[1]?.replace(/\s+/g, ' ').replace(/(\d+):\d+ (?=warn|error)/g, '$1 ') ?? ''
  const { findings } = await checkFixture(bad)
  const found = findings.map(({ line, severity, message, rule }) => `${line} ${severity} ${message} ${rule}`)
  const shown = [...sample.matchAll(/\d+ (?:warn|error)/g)].map(({ index }) => sample.slice(index))
  expect(shown).toHaveLength(3)
  for (const finding of shown) expect(found.filter((one) => finding.startsWith(one))).toHaveLength(1)
})

test('every rule in the recommended preset is announced by a fixture', () => {
  const announced = new Set(
    [bad, ...['contracts', 'code', 'versions'].flatMap((kind) => fixturesIn(join(directory, kind)))].flatMap(({ expected }) =>
      expected.map(({ rule }) => rule),
    ),
  )
  const missing = rules.filter(({ id, presets }) => presets.recommended !== undefined && !announced.has(id)).map(({ id }) => id)
  expect(missing).toEqual([])
})
