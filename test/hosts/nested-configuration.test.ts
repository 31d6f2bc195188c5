import { expect, it } from 'vitest'

import { check } from '../../src/hosts/node/check.ts'
import { relativePath } from '../../src/reporters/reporter.ts'
import { directoryWith } from '../support/program.ts'

it.each<[string, Record<string, string>, string[]]>([
  ['beside the one in use', { 'setsquare.yaml': '{}\n' }, ['packages/a/setsquare.yaml: not used: setsquare.yaml applies to all files of this run. Check its directory by itself, or use `overrides`']],
  ['without one in use', {}, ['packages/a/setsquare.yaml: not used: no configuration applies to this run. Check its directory by itself, or use `overrides`']],
  ['that is ignored', { 'setsquare.yaml': 'ignore: [packages/a/setsquare.yaml]\n' }, []],
])('a configuration in a folder, %s, is listed as not used', async (_, more, expected) => {
  const cwd = directoryWith({ 'a.ts': 'export const a = 1\n', 'packages/a/b.ts': 'export const b = 1\n', 'packages/a/setsquare.yaml': 'preset: strict\n', ...more })
  const { report } = await check({ cwd, paths: [] })
  expect(report.coverage.filter(({ kind }) => kind === 'skipped').map(({ file, message }) => `${relativePath(cwd, file)}: ${message}`)).toEqual(expected)
  const inside = await check({ cwd: `${cwd}/packages/a`, paths: [] })
  expect(inside.report.coverage.filter(({ kind }) => kind === 'skipped')).toEqual([])
})
