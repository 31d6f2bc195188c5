import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ESLint } from 'eslint'
import { describe, expect, it } from 'vitest'

import type { Finding } from '../../src/core/finding.ts'
import eslintPlugin from '../../src/hosts/eslint/index.ts'
import { check } from '../../src/hosts/node/check.ts'
import type { CheckRequest } from '../../src/hosts/node/check/check-request.ts'
import { ruleset } from '../../src/hosts/spectral/index.ts'
import { lint } from '../spectral/lint.ts'
import { directoryWith } from '../support/program.ts'

const rule = 'not-found-documented'
const marker = (name: string): string => `    # of ${name}\n`

/** A contract in which the GET of each of these resources lacks its 404. */
const contract = (...names: readonly string[]): string => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
${names
  .map(
    (name) => `  /${name}/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
${marker(name)}    get: { operationId: ${name}, responses: { '200': { description: One } } }
`,
  )
  .join('')}`

/** The contract with a suppression at some of the operations. */
const suppressing = (text: string, ...names: readonly string[]): string =>
  names.reduce((so, name) => so.replace(marker(name), `    # setsquare-disable-next-line ${rule} -- ${name}\n`), text)

const configured = (more = ''): string => `rules: { '*': off, ${rule}: warn }\n${more}`

async function run(text: string, more = '', request: Partial<CheckRequest> = {}): Promise<readonly Finding[]> {
  const cwd = directoryWith({ 'openapi.yaml': text, 'setsquare.yaml': configured(more) })
  return (await check({ cwd, ...request })).report.findings
}

/** Each finding: where, at how many places, and which are named. */
const inShort = ({ pointer, message, related }: Pick<Finding, 'pointer' | 'message' | 'related'>): string =>
  `${pointer?.split('~1')[1] ?? ''}: ${/^(\d+) of/.exec(message)?.[1] ?? 'alone'}, ${related.map((other) => /\/(\w+)\//.exec(other.message)?.[1]).join(' ')}`.replace(/, $/, '')

const four = contract('orders', 'carts', 'shops', 'users')

describe('the same at several places', () => {
  it('is said once, at the first of them, with the others as related places', async () => {
    const [finding, ...more] = await run(four)
    expect(more).toEqual([])
    expect(finding?.message).toBe(
      '4 of 4 operations on one item do not say what happens when it does not exist (GET /orders/{id}, GET /carts/{id}, GET /shops/{id} and 1 more): document 404, ideally as one shared response.',
    )
    expect(finding?.pointer).toBe('/paths/~1orders~1{id}/get')
    expect(finding?.related.map(({ line, message }) => [line, message])).toEqual([
      [11, 'GET /carts/{id} as well'],
      [15, 'GET /shops/{id} as well'],
      [19, 'GET /users/{id} as well'],
    ])
  })

  it('is said as ever at a single place', async () => {
    expect((await run(contract('orders'))).map(({ message }) => message)).toEqual(['GET /orders/{id} does not say what happens when the order does not exist: document 404.'])
  })

  it('has the same fingerprint while some of it is put right', async () => {
    const [all] = await run(four)
    const [fewer] = await run(contract('carts', 'users'))
    expect(fewer?.fingerprint).toBe(all?.fingerprint)
  })

  it('is said of each file', async () => {
    const shared = `shared.yaml#/item`
    const text = `${contract('orders', 'carts')}  /prices/{id}: { $ref: '${shared}' }\n`
    const fragment = `item:\n  parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n  get: { operationId: price, responses: { '200': { description: One } } }\n`
    const cwd = directoryWith({ 'openapi.yaml': text, 'other.yaml': text, 'shared.yaml': fragment, 'setsquare.yaml': configured() })
    const { report } = await check({ cwd, paths: [] })
    expect(report.findings.map((finding) => `${finding.file.slice(cwd.length + 1)} ${inShort(finding)}`)).toEqual([
      'openapi.yaml orders: 2, carts',
      'other.yaml orders: 2, carts',
      'shared.yaml : alone',
    ])
  })
})

describe('a place of several that somebody decided to live with', () => {
  it.each([
    ['the first', ['orders'], ['carts: 3, shops users']],
    ['another', ['shops'], ['orders: 3, carts users']],
    ['all but one', ['orders', 'carts', 'users'], ['shops: alone']],
    ['all', ['orders', 'carts', 'shops', 'users'], []],
  ])('is left out by a comment: %s', async (_, names, expected) => {
    expect((await run(suppressing(four, ...names))).map(inShort)).toEqual(expected)
  })

  it('is left out by a field', async () => {
    const text = four.replace('operationId: carts', `operationId: carts, x-setsquare-ignore: { ${rule}: never gone }`)
    expect((await run(text)).map(inShort)).toEqual(['orders: 3, shops users'])
  })

  it.each([
    ['an operation', 'operations: [carts]', ['orders: 3, shops users']],
    ['some paths', `paths: ['/orders/**', '/carts/**']`, ['shops: 2, users']],
    ['all paths', `paths: ['/**']`, []],
  ])('is left out by an exception for %s', async (_, which, expected) => {
    expect((await run(four, `exceptions: [{ rules: [${rule}], ${which}, because: later }]\n`)).map(inShort)).toEqual(expected)
  })

  it('is left out by the baseline, and only what is new is said', async () => {
    const cwd = directoryWith({ 'openapi.yaml': four, 'setsquare.yaml': configured('baseline: setsquare-baseline.txt\n') })
    await check({ cwd, paths: [], baseline: { action: 'update' } })
    expect((await check({ cwd, paths: [] })).report.findings).toEqual([])
    writeFileSync(join(cwd, 'openapi.yaml'), contract('prices', 'orders', 'carts', 'shops', 'users', 'taxes'))
    const { report } = await check({ cwd, paths: [] })
    expect(report.findings.map(inShort)).toEqual(['prices: 2, taxes'])
    expect(report.baseline?.known).toHaveLength(4)
  })

  it('is left out where a change has not caused it', async () => {
    const operation = (name: string, parameter: string): string => `  /${name}: { get: { parameters: [${parameter}], responses: { '200': { description: All } } } }\n`
    const shared = (place: string): string => `page: { name: page, in: ${place}, schema: { type: string } }\n`
    const cwd = directoryWith({
      'openapi.yaml': `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n${operation('orders', '{ name: q, in: query, schema: { type: string } }')}${operation('carts', "{ $ref: 'shared.yaml#/page' }")}`,
      'shared.yaml': shared('header'),
      'setsquare.yaml': `rules: { '*': off, input-error-documented: warn }\n`,
    })
    const git = (...args: string[]): void => void execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], { cwd, stdio: 'pipe' })
    git('init', '-q')
    git('add', '.')
    git('commit', '-qm', 'before')
    writeFileSync(join(cwd, 'shared.yaml'), shared('query'))
    const messages = async (only?: CheckRequest['only']): Promise<string[]> => {
      const { report } = await check({ cwd, paths: [], ...(only !== undefined && { only }) })
      return report.findings.map(({ message }) => message.split(':')[0] ?? '')
    }
    expect(await messages()).toEqual(['2 of 2 operations that accept input do not say what happens when it is invalid (GET /orders, GET /carts), and no other client error is documented either'])
    expect(await messages({ since: 'HEAD' })).toEqual(['GET /carts accepts query parameters but does not say what happens when that is invalid, and no other client error is documented either'])
  })
})

describe('the same at several places, in other hosts', () => {
  const text = suppressing(four, 'orders')

  it('is one result in Spectral', async () => {
    const found = (await lint(text, ruleset(), '/shop/openapi.yaml')).filter(({ code }) => code === rule)
    expect(found.map(({ path, message }) => [path.join(' '), message.split('(')[0]])).toEqual([
      ['paths /carts/{id} get', '3 of 4 operations on one item do not say what happens when it does not exist '],
    ])
  })

  it('is one message in ESLint', async () => {
    const cwd = directoryWith({ 'openapi.yaml': text })
    const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: eslintPlugin.configs.recommended })
    const [result] = await eslint.lintFiles([join(cwd, 'openapi.yaml')])
    const found = (result?.messages ?? []).filter(({ ruleId }) => ruleId === `setsquare/${rule}`)
    expect(found.map(({ line, message }) => [line, message.split('(')[0]])).toEqual([[11, '3 of 4 operations on one item do not say what happens when it does not exist ']])
  })
})
