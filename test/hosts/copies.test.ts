import { describe, expect, it } from 'vitest'

import { sourcesAmong } from '../../src/hosts/copies.ts'
import { setsquare } from '../support/command.ts'
import { directoryWith } from '../support/program.ts'

const yaml = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
components:
  schemas:
    State: { enum: [open, paid, open] } # setsquare-disable-line unique-enum-values -- clients rely on three
    Size: { enum: [small, small] }
`
const json = JSON.stringify(
  {
    openapi: '3.1.0',
    components: { schemas: { Size: { enum: ['small', 'small'] }, State: { enum: ['open', 'paid', 'open'] } } },
    paths: { '/orders': { get: { responses: { 200: { description: 'Orders' } } } } },
    info: { version: '1.0.0', title: 'Shop' },
  },
  null,
  2,
)

interface Printed {
  readonly findings: readonly { readonly file: string; readonly line: number }[]
  readonly coverage: readonly { readonly kind: string; readonly file: string; readonly message: string }[]
  readonly summary: { readonly contracts: number }
}

async function run(cwd: string, ...args: string[]): Promise<{ found: string[]; notes: string[]; contracts: number }> {
  const { stdout, stderr } = await setsquare(['check', ...args, '--rule', '*:off', '--rule', 'unique-enum-values:error', '--format', 'json'], { cwd })
  if (stdout === '') throw new Error(stderr)
  const { findings, coverage, summary } = JSON.parse(stdout) as Printed
  return {
    found: findings.map(({ file, line }) => `${file}:${line}`),
    notes: coverage.map(({ kind, file, message }) => `${kind} ${file}: ${message}`),
    contracts: summary.contracts,
  }
}

const once = {
  found: ['openapi.yaml:8'],
  notes: ['skipped docs/openapi.json: not checked: it says the same as ../openapi.yaml, where its findings are reported'],
  contracts: 1,
}

describe('a contract of which there is a copy', () => {
  it('is reported once, where people write it, with and without a cache', async () => {
    const cwd = directoryWith({ 'openapi.yaml': yaml, 'docs/openapi.json': json })
    expect(await run(cwd, '--no-cache')).toEqual(once)
    expect(await run(cwd, '--cache-location', 'cache')).toEqual(once)
    expect(await run(cwd, '--cache-location', 'cache')).toEqual(once)
    // By itself it is checked, also if it was a copy in the run before.
    expect(await run(cwd, 'docs/openapi.json', '--cache-location', 'cache')).toMatchObject({ found: ['docs/openapi.json:8', 'docs/openapi.json:15'], notes: [] })
    expect(await run(cwd, '--cache-location', 'cache')).toEqual(once)
  })

  it.each([
    ['that says something else', { 'openapi.yaml': yaml, 'docs/openapi.json': json.replace('"Orders"', '"All orders"') }],
    ['of another name', { 'openapi.yaml': yaml, 'service.json': json }],
    ['in the same format', { 'openapi.yaml': yaml, 'docs/openapi.yaml': yaml }],
    [
      'that refers to other files of the same name',
      {
        'a/openapi.yaml': yaml.replace('{ description: Orders }', '{ $ref: orders.yaml }'),
        'b/openapi.json': json.replace('{\n            "description": "Orders"\n          }', '{ "$ref": "orders.yaml" }'),
        'a/orders.yaml': 'description: Orders',
        'b/orders.yaml': 'description: Other orders',
      },
    ],
  ])('is checked beside one %s', async (_, files) => {
    const cwd = directoryWith(files)
    const first = await run(cwd, '--cache-location', 'cache')
    expect(first.contracts).toBe(2)
    expect(first.notes.filter((note) => note.startsWith('skipped'))).toEqual([])
    expect(await run(cwd, '--cache-location', 'cache')).toEqual(first)
  })
})

it('JSON may be made from YAML of the same name', () => {
  const files = ['/p/a.json', '/p/dist/a.yaml', '/p/docs/a.json', '/p/b.yml', '/q/a.yml']
  const sourcesOf = sourcesAmong(files)
  expect(sourcesOf('/p/a.json')).toEqual(['/p/dist/a.yaml', '/q/a.yml'])
  expect(sourcesOf('/p/dist/a.yaml')).toEqual([])
})
