import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

import eslintPlugin from '../../src/hosts/eslint/index.ts'
import { check } from '../../src/hosts/node/check.ts'
import type { CheckRequest } from '../../src/hosts/node/check/check-request.ts'
import { ruleset } from '../../src/hosts/spectral/index.ts'
import { relativePath } from '../../src/reporters/reporter.ts'
import { lint, project } from '../spectral/lint.ts'

const item = (name: string): string => `
  /${name}/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: get-${name.replace('/', '-')}, responses: { '200': { description: One }, '404': { description: None } } }
    delete: { operationId: delete-${name.replace('/', '-')}, responses: { '204': { description: Gone } } }`

const contract = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
servers: [{ url: https://api.shop.test/v1 }]
paths:${item('legacy/order')}${item('invoice')}
  /parcel:
    $ref: parcels.yaml#/all
`

const files = {
  'openapi.yaml': contract,
  'parcels.yaml': 'all:\n  get: { operationId: parcels, parameters: [{ name: id, in: query, schema: { type: string } }], requestBody: { content: {} }, responses: { "200": { description: All } } }\n',
}

/** The rules of these exceptions, and those about exceptions themselves. */
const wanted = ['plural-collections', 'not-found-documented', 'no-body-on-read', 'unused-suppression']

async function run(exceptions: string, request: Partial<CheckRequest> = {}, texts: Readonly<Record<string, string>> = files): Promise<{ found: string[]; suppressed: string[]; cwd: string }> {
  const cwd = project({ ...texts, 'setsquare.yaml': `preset: recommended\nexceptions: ${exceptions}\n` })
  const { report, suppressed } = await check({ cwd, paths: [], ...request })
  const found = report.findings.filter(({ rule }) => wanted.includes(rule)).map(({ file, pointer, line, rule }) => `${relativePath(cwd, file)} ${pointer ?? line} ${rule}`)
  return { found, suppressed: suppressed.map(({ finding, suppression: { reason } }) => `${finding.rule}: ${reason ?? ''}`), cwd }
}

const everything = [
  'openapi.yaml /paths/~1legacy~1order~1{id} plural-collections',
  'openapi.yaml /paths/~1legacy~1order~1{id}/delete not-found-documented',
  'openapi.yaml /paths/~1invoice~1{id} plural-collections',
  'openapi.yaml /paths/~1invoice~1{id}/delete not-found-documented',
  'parcels.yaml /all/get/requestBody no-body-on-read',
]
/** The messages if some places are excepted. A finding that is the same at two places is reported at the first, for both. */
const without = (...gone: number[]): string[] => everything.filter((_, index) => !gone.includes(index) && (index !== 3 || gone.includes(1)))

describe('an exception', () => {
  it('is of use in a run that has the contract from its cache', async () => {
    const cwd = project({ ...files, 'setsquare.yaml': `preset: recommended\nexceptions: [{ rules: [plural-collections], paths: [/legacy/**], because: frozen }]\n` })
    const again = async (): Promise<unknown> => (await check({ cwd, paths: [], cache: { directory: join(cwd, '.cache'), build: 'test', settling: 0 } })).report.findings
    const first = await again()
    expect(JSON.stringify(first)).not.toContain('unused-suppression')
    expect(await again()).toEqual(first)
  })

  it.each([
    ['none', '[]', without()],
    ['for all below a path', `[{ rules: [plural-collections, not-found-documented], paths: [/legacy/**], because: frozen }]`, without(0, 1)],
    ['for a topic', `[{ rules: [status-codes/*], paths: ['/**'], because: later }]`, without(1, 3)],
    ['for every rule', `[{ rules: ['*'], paths: ['/invoice/{id}'], because: later }]`, without(2, 3)],
    ['for an operation by its id', `[{ rules: [not-found-documented], operations: [delete-*], because: idempotent }]`, without(1, 3)],
    ['for an operation by method and path', `[{ rules: [not-found-documented], operations: ['DELETE /invoice/*'], because: idempotent }]`, without(3)],
    ['for operations at some paths', `[{ rules: [not-found-documented], operations: ['delete-*'], paths: [/legacy/**], because: idempotent }]`, without(1)],
    ['that reaches a path item in another file', `[{ rules: [no-body-on-read], paths: [/parcel], because: old clients }]`, without(4)],
  ])('%s', async (_, exceptions, expected) => {
    expect((await run(exceptions)).found).toEqual(expected)
  })

  it('is listed with its reason', async () => {
    const { suppressed } = await run(`[{ rules: [plural-collections], paths: [/legacy/**], because: frozen }]`)
    expect(suppressed).toEqual(['plural-collections: frozen'])
  })

  it('that nothing falls under is reported where it stands, by a run over everything', async () => {
    const exceptions = `
  - rules: [plural-collections]
    paths: [/parcel]
    because: frozen
  - rules: [plural-collections]
    paths: [/legcay/**]
    because: frozen
  - { rules: [cacheable-reads], paths: [/parcel], because: that rule is off }
  - { rules: [plural-collections], paths: [/legacy/**], because: frozen }`
    const { found, cwd } = await run(exceptions)
    expect(found).toEqual([...without(0), 'setsquare.yaml 3 unused-suppression', 'setsquare.yaml 6 unused-suppression'])
    const { report } = await check({ cwd, paths: [] })
    expect(report.findings.filter(({ rule }) => rule === 'unused-suppression').map(({ message }) => message)).toEqual([
      "Nothing here breaks 'plural-collections' any more: remove this exception before it hides a later finding.",
      "No contract has a path '/legcay/**': correct this exception or remove it.",
    ])
    expect((await run(exceptions, { paths: ['openapi.yaml'] })).found).toEqual(without(0))
  })

  it('leaves what a suppression at the place itself covers to that', async () => {
    const text = contract.replace('  /legacy/order/{id}:\n', '  /legacy/order/{id}:\n    x-setsquare-ignore: { plural-collections: a name from the law }\n')
    const { found, suppressed } = await run(`[{ rules: [plural-collections], paths: [/legacy/**], because: frozen }]`, {}, { ...files, 'openapi.yaml': text })
    expect(suppressed).toEqual(['plural-collections: a name from the law'])
    expect(found).toEqual([...without(0), 'setsquare.yaml 2 unused-suppression'])
  })

  it.each([
    [`[{ rules: [plural-colections], paths: [/a], because: x }]`, "2:24: unknown rule 'plural-colections': did you mean 'plural-collections'?"],
    [`[{ rules: [plural-collections], because: x }]`, '2:14: this exception needs paths or operations (for files, use `overrides`)'],
    [`[{ rules: [plural-collections], paths: [legacy], because: x }]`, "2:53: 'legacy' is not a path of an API, which starts with a slash (for files, use `overrides`)"],
    [`[{ rules: [plural-collections], paths: [/a] }]`, "2:14: 'exceptions[0]' needs 'because'"],
    [`[{ rules: [], paths: [/a], because: x }]`, "2:23: 'exceptions[0].rules' must not be empty"],
  ])('that cannot be followed is refused: %s', async (exceptions, message) => {
    await expect(run(exceptions)).rejects.toThrow(message)
  })
})

describe('what is excepted', () => {
  const exception = { rules: ['plural-collections'], paths: ['/legacy/**'], because: 'frozen' }
  const expected = ['/invoice/{id}']

  it('is so in Spectral', async () => {
    const found = await lint(contract, ruleset({ exceptions: [exception] }), '/shop/openapi.yaml')
    expect(found.filter(({ code }) => code === 'plural-collections').map(({ path }) => path[1])).toEqual(expected)
    expect(() => ruleset({ exceptions: [{ ...exception, rules: ['plural-colections'] }] })).toThrow("did you mean 'plural-collections'?")
  })

  it('is so in ESLint, as the repository says', async () => {
    const cwd = project({ ...files, 'setsquare.yaml': `exceptions: [${JSON.stringify(exception)}]\n` })
    const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: eslintPlugin.configs.recommended })
    const [result] = await eslint.lintFiles([join(cwd, 'openapi.yaml')])
    const lines = readFileSync(join(cwd, 'openapi.yaml'), 'utf8').split('\n')
    const found = (result?.messages ?? []).filter(({ ruleId }) => ruleId === 'setsquare/plural-collections').map(({ line }) => lines[line - 1]?.trim().replace(/:$/, ''))
    expect(found).toEqual(expected)
  })
})
