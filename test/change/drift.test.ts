import { describe, expect, it } from 'vitest'

import { check as checkPaths } from '../../src/hosts/node/check.ts'
import { check, repositoryWith } from '../support/repository.ts'
import type { Checked, Repository } from '../support/repository.ts'

const operation = (status: number): string => `{ responses: { '${status}': { description: x } } }`
const contract = `openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get: ${operation(200)}
    post: ${operation(201)}
  /prices:
    get: ${operation(200)}
`
const server = `import express from 'express'
const app = express()
app.get('/orders', (request, response) => response.json({}))
app.post('/orders', (request, response) => response.status(201).json({}))
app.get('/prices', (request, response) => response.json({}))
app.listen(3000)
`
const another = "app.listen(3000)\napp.delete('/orders', (request, response) => response.status(204).end())\n"
const rules = { '*': 'off', 'drift/*': 'error' } as const

async function since({ cwd }: Pick<Repository, 'cwd'>): Promise<Checked> {
  return check({ cwd, paths: [], rules, only: { since: 'HEAD' } })
}

function shop(): Repository {
  return repositoryWith({ 'package.json': '{ "name": "shop" }', 'openapi.yaml': contract, 'src/server.ts': server })
}

describe('a change that makes contract and code differ', () => {
  it('is reported where the change is', async () => {
    const repository = shop()
    repository.write({ 'src/server.ts': server.replace('app.listen(3000)\n', another) })
    expect((await since(repository)).found).toEqual(['src/server.ts undocumented-route'])
  })

  it('is reported in the other file too', async () => {
    const repository = shop()
    repository.write({ 'openapi.yaml': contract.replace(/ {4}post.*\n/, '') })
    expect((await since(repository)).found).toEqual(['src/server.ts undocumented-route'])
  })

  it('is not reported if it was there before', async () => {
    const repository = repositoryWith({ 'package.json': '{ "name": "shop" }', 'openapi.yaml': contract, 'src/server.ts': server.replace('app.listen(3000)\n', another), 'src/other.ts': '' })
    repository.write({ 'src/other.ts': 'export const other = 1\n' })
    expect((await since(repository)).found).toEqual([])
  })

  it('is left to others by a commit hook, whose suppressions stay valid', async () => {
    const repository = shop()
    repository.stage({ 'src/server.ts': server.replace('app.listen(3000)\n', another.replace('app.delete', '// setsquare-disable-next-line undocumented-route -- soon\napp.delete')) })
    expect((await check({ cwd: repository.cwd, paths: [], only: { staged: 'only' } })).found.filter((one) => /drift|undocumented|suppression/.test(one))).toEqual([])
    expect((await since(repository)).found).toEqual([])
  })
})

describe('known differences', () => {
  it('do not count as fixed while a contract cannot be read', async () => {
    const repository = repositoryWith({ 'package.json': '{ "name": "shop" }', 'openapi.yaml': contract, 'src/server.ts': server.replace('app.listen(3000)\n', another) })
    const { cwd } = repository
    await check({ cwd, paths: [], rules, baseline: { action: 'update' } })
    repository.write({ 'openapi.yaml': `${contract}  {` })
    const { report } = await checkPaths({ cwd, paths: [], rules, baseline: { action: 'use' } })
    expect(report.baseline).toMatchObject({ stale: [] })
    repository.write({ 'openapi.yaml': contract, 'src/server.ts': server })
    const later = await checkPaths({ cwd, paths: [], rules, baseline: { action: 'use' } })
    expect(later.report.baseline?.stale.map(({ rule }) => rule)).toEqual(['undocumented-route'])
  })
})

describe('a suppression of what differs', () => {
  const suppressed = "// setsquare-disable-next-line undocumented-route -- soon\napp.get('/orders'"
  const withSuppression = { 'package.json': '{ "name": "shop" }', 'openapi.yaml': contract, 'src/server.ts': server.replace("app.get('/orders'", suppressed) }

  it('is called useless where contract and code were compared, and nowhere else', async () => {
    const { cwd } = repositoryWith(withSuppression)
    const unused = async (...paths: string[]): Promise<readonly string[]> => (await check({ cwd, paths, rules })).found
    expect(await unused()).toEqual(['src/server.ts unused-suppression'])
    expect(await unused('src')).toEqual([])
    expect(await unused('src/server.ts', 'openapi.yaml')).toEqual([])
  })

  it('is not called useless because a contract cannot be read', async () => {
    const exceptions = 'exceptions: [{ rules: [drift/*], paths: [/prices], because: old }]\n'
    const { cwd } = repositoryWith({ ...withSuppression, 'setsquare.yaml': exceptions, 'openapi.yaml': `${contract}  {` })
    expect((await check({ cwd, paths: [], rules })).found).toEqual([])
  })
})

describe('an exception for an operation', () => {
  it('applies to what its code does differently, from run to run', async () => {
    const exceptions = "exceptions: [{ rules: [undocumented-status], operations: ['POST /orders'], because: old clients }]\n"
    const differing = server.replace('status(201)', 'status(202)').replace("'/prices', (request, response) => response", "'/prices', (request, response) => response.status(206)")
    const { cwd } = repositoryWith({ 'package.json': '{ "name": "shop" }', 'setsquare.yaml': exceptions, 'openapi.yaml': contract, 'src/server.ts': differing })
    const { report } = await checkPaths({ cwd, paths: [], rules })
    expect(report.findings.map(({ rule, line }) => `${line} ${rule}`)).toEqual(['5 undocumented-status'])
    expect(report.findings[0]).not.toHaveProperty('about')
  })
})
