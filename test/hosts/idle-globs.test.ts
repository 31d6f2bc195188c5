import { describe, expect, it } from 'vitest'

import { check, repositoryWith } from '../support/repository.ts'

const files = {
  '.gitignore': '/generated/\n',
  'legacy/old.ts': 'export const old = 1\n',
  'src/a.ts': 'export const a = 1\n',
  'api/openapi.yaml': "openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: { /orders: { $ref: 'parts/orders.yaml' } }\n",
  'api/parts/orders.yaml': "get: { responses: { '200': { description: All } } }\n",
  'docs/readme.md': '# Shop\n',
}

async function notes(configuration: string, paths: readonly string[] = []): Promise<string[]> {
  const { cwd } = repositoryWith({ ...files, 'setsquare.yaml': configuration })
  const { report } = await check({ cwd, paths })
  return report.coverage.flatMap(({ kind, file, message }) => (kind === 'unmatched-glob' ? [`${file.slice(cwd.length + 1)}: ${message}`] : []))
}

const override = (...globs: string[]): string => `overrides: [{ files: ${JSON.stringify(globs)}, rules: { '*': off } }]\n`
const ignore = (...globs: string[]): string => `ignore: ${JSON.stringify(globs)}\n`

describe('globs of the configuration', () => {
  it.each([
    [override('legcy/**'), ["setsquare.yaml: overrides[0]: no file that is checked matches 'legcy/**', so it has no effect; 'legcy/**': there is no 'legcy': did you mean 'legacy'?"]],
    [override('*.spec.ts', '*.test.ts'), ["setsquare.yaml: overrides[0]: no file that is checked matches '*.spec.ts' or '*.test.ts', so it has no effect"]],
    [override('docs/**'), ["setsquare.yaml: overrides[0]: no file that is checked matches 'docs/**', so it has no effect"]],
    [override('src/**', 'api/prts/**'), ["setsquare.yaml: overrides[0]: 'api/prts/**': there is no 'api/prts': did you mean 'parts'?"]],
    [ignore('legcy/**'), ["setsquare.yaml: ignore: 'legcy/**': there is no 'legcy': did you mean 'legacy'?"]],
    [ignore('/srcs'), ["setsquare.yaml: ignore: '/srcs': there is no 'srcs': did you mean 'src'?"]],
  ])('that lead nowhere are told: %s', async (configuration, told) => {
    expect(await notes(configuration)).toEqual(told)
  })

  it('are not judged where a part is checked', async () => {
    expect(await notes(override('legcy/**'), ['src'])).toEqual([])
  })

  it.each([
    ['files, folders and fragments that are there', override('src/*.ts', 'legacy') + ignore('docs/**')],
    ['a fragment that a contract refers to', override('api/parts/**')],
    ['what is taken back', override('src/**', '!src/nothing/**')],
    ['wildcards that wait for files', override('src/**', '*.test.ts') + ignore('*.generated.yaml', '**/fixtures/**', 'old/', '{a,b}/**')],
    ['what builds write and git ignores', ignore('generated/**', 'dist/**', './generated', 'generated/api/openapi.yaml', 'node_modules/**')],
    ['no globs', 'preset: strict\n'],
  ])('are fine with %s', async (_, configuration) => {
    expect(await notes(configuration)).toEqual([])
  })

  it('are not judged where only a change is checked', async () => {
    const repository = repositoryWith({ ...files, 'setsquare.yaml': override('legcy/**') })
    repository.stage({ 'src/a.ts': 'export const a = 2\n' })
    const { report } = await check({ cwd: repository.cwd, paths: [], only: { staged: 'only' } })
    expect(report.coverage).toEqual([])
  })
})
