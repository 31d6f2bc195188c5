import { expect, it } from 'vitest'

import { lostCoverage } from '../../src/project/lost-coverage.ts'
import { projectOf } from './build.ts'

const kindsOf = async (texts: Record<string, string>): Promise<string[]> =>
  lostCoverage(await projectOf(texts)).flatMap(({ kind, message }) => (kind === 'skipped' ? [message] : []))

it('says so if all sources are tests, examples, seeds or migrations', async () => {
  expect(await kindsOf({ 'tests/a.ts': 'export const a = 1\n', 'seeds/b.ts': 'export const b = 1\n' })).toEqual([
    'All 2 source files here are for tests, examples, seeds or migrations, by name or folder: most rules are about code of the program',
  ])
  expect(await kindsOf({ 'a_test.ts': 'export const a = 1\n' })).toHaveLength(1)
})

it('says nothing where some are code of a program', async () => {
  expect(await kindsOf({ 'tests/a.ts': 'export const a = 1\n', 'src/b.ts': 'export const b = 1\n' })).toEqual([])
})
