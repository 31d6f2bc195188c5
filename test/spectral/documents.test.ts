import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import type { RulesetDefinition } from '@stoplight/spectral-core'

import { compareHosts } from '../../scripts/parity-hosts.ts'
import { Document, Resolver, Spectral, Yaml } from '../../scripts/spectral-packages.ts'
import setsquare from '../../src/hosts/spectral/index.ts'
import { inShort, lint, project, shop } from './lint.ts'

const only = (...names: string[]): RulesetDefinition => ({
  extends: [[setsquare, 'off']],
  rules: Object.fromEntries(names.map((name) => [name, true])),
})
const plurals = only('plural-collections')

describe('a document', () => {
  it('is read and checked once, however many rules there are', async () => {
    let reads = 0
    const document = Object.defineProperty(new Document(shop, Yaml, '/shop/openapi.yaml'), 'input', {
      get() {
        reads++
        return shop
      },
    })
    const spectral = new Spectral()
    spectral.setRuleset(setsquare)
    const results = await spectral.run(document)
    expect(results.length).toBeGreaterThan(2)
    expect(reads).toBe(1)
  })

  it('is spoken of in messages of one line, whatever its names contain', async () => {
    const sly = shop.replace('/countries/:', String.raw`"/getOrder\e[31m\n::error::x/":`)
    const messages = (await lint(sly, setsquare)).map(({ message }) => message)
    expect(messages.join('')).toContain('\uFFFD[31m ::error::x')
    expect(messages.filter((message) => /[\u0000-\u001F]/.test(message))).toEqual([])
  })

  it('may be checked again with other rules', async () => {
    const document = new Document(shop, Yaml, '/shop/openapi.yaml')
    const run = async (rules: RulesetDefinition): Promise<string[]> => {
      const spectral = new Spectral()
      spectral.setRuleset(rules)
      return (await spectral.run(document)).map(inShort)
    }
    expect(await run(plurals)).toEqual(['plural-collections warn paths./order'])
    expect(await run(only('well-formed-path', 'well-formed-path-minor'))).toEqual(['well-formed-path-minor warn paths./countries/'])
  })

  it('may come from nowhere, or as a value', async () => {
    const expected = ['plural-collections warn paths./order']
    expect((await lint(shop, plurals)).map(inShort)).toEqual(expected)
    expect((await lint(`\uFEFF${shop}`, plurals, '/shop/openapi.yaml')).map(inShort)).toEqual(expected)
    const spectral = new Spectral()
    spectral.setRuleset(plurals)
    const { getLocationForJsonPath } = Yaml
    expect((await spectral.run({ parsed: Yaml.parse(shop), getLocationForJsonPath })).map(inShort)).toEqual(expected)
  })

  it('that Spectral can read and we cannot does not pass for sound', async () => {
    const text = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: &all\n  /orders: *all\n'
    const results = await lint(text, setsquare, '/shop/openapi.yaml')
    expect(results.map((result) => `${inShort(result)}: ${result.message}`)).toEqual([
      expect.stringMatching(/^not-checked warn : This document was not checked: line 4, .*itself/),
    ])
  })

  it('may hold what Spectral takes for its own marks in messages and paths', async () => {
    const text = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /carts/{{id}}/#{{1+1}}/{{{error}}}: { get: { responses: { '200': { description: One } } } }
  /~1x/{x}/%7Bhome%7D/~0/{{y}: { get: { responses: { '200': { description: One } } } }
`
    const [file] = [join(project({ 'openapi.yaml': text }), 'openapi.yaml')]
    const { both, ...differences } = (await compareHosts(file, 'strict')).spectral
    expect(differences).toEqual({ onlyCheck: [], onlyHost: [] })
    expect(both).toBeGreaterThan(3)
    const messages = (await lint(text, only('well-formed-path'), file)).map(({ message }) => message).join('\n')
    expect(messages).toContain('{{id}}')
    expect(messages).toContain('#{{1+1}}')
    expect(messages).toContain('{{{error}}}')
  })

  it('has its suppressions heeded and judged', async () => {
    const text = shop
      .replace('  /order:', '  # setsquare-disable-next-line plural-collections\n  /order:')
      .replace('  /gift-cards:', '  # setsquare-disable-next-line well-formed-path -- no reason\n  /gift-cards:')
    const names = ['plural-collections', 'unused-suppression', 'unexplained-suppression']
    const [unexplained, ...others] = await lint(text, only(...names), '/shop/openapi.yaml')
    expect(unexplained && `${inShort(unexplained)} ${unexplained.message}`).toMatch(/^unexplained-suppression warn paths .* \(line 5\)$/)
    expect(others).toEqual([])
    // A suppression of a rule that is off may be needed when the rule is on.
    const results = await lint(text, only(...names, 'well-formed-path'), '/shop/openapi.yaml')
    expect(results.map(inShort)).toEqual(['unexplained-suppression warn paths', 'unused-suppression warn paths'])
  })
})

const api = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    $ref: 'paths/orders.yaml'
  /carts:
    get:
      responses:
        '200': { $ref: 'shared/responses.yaml#/Cart' }
        default: { $ref: 'shared/responses.yaml#/Problem' }
`
const orders = `get:
  responses:
    '200': { $ref: '../shared/responses.yaml#/Orders' }
`
const responses = `Orders:
  description: Orders
  descripton: Misspelt
Cart:
  description: A cart
  content: { application/json: { schema: { $ref: '#/Items' } } }
Items:
  type: objekt
Problem:
  description: A problem
`
const files = { 'api/openapi.yaml': api, 'api/paths/orders.yaml': orders, 'api/shared/responses.yaml': responses }
const structure = only('valid-structure')

describe('findings in other files', () => {
  it('stand at the reference that leads there, and say where they are', async () => {
    const directory = project(files)
    const results = await lint(api, structure, join(directory, 'api/openapi.yaml'))
    expect(results.map((result) => `${inShort(result)}: ${result.message}`)).toEqual([
      // Referred to through a second file.
      expect.stringMatching(/^valid-structure error paths\.\/orders\.\$ref: 'descripton' .* \(shared\/responses\.yaml:3:3\)$/),
      // Referred to from within the second file.
      expect.stringMatching(/^valid-structure error paths\.\/carts\.get\.responses\.200\.\$ref: .*objekt.* \(shared\/responses\.yaml:8:9\)$/),
    ])
    const { spectral, eslint } = await compareHosts(join(directory, 'api/openapi.yaml'), 'all')
    for (const { onlyCheck, onlyHost } of [spectral, eslint]) expect({ onlyCheck, onlyHost }).toEqual({ onlyCheck: [], onlyHost: [] })
  })

  it('are those of the text that an editor shows, where it has not been saved', async () => {
    const directory = project(files)
    const unsaved = responses.replace('descripton', 'x-descripton')
    const resolve = (reference: { toString(): string }): Promise<string> => Promise.resolve(String(reference).endsWith('orders.yaml') ? orders : unsaved)
    const spectral = new Spectral({ resolver: new Resolver({ resolvers: { file: { resolve } } }) })
    const results = await lint(api, structure, join(directory, 'api/openapi.yaml'), spectral)
    expect(results.map(inShort)).toEqual(['valid-structure error paths./carts.get.responses.200.$ref'])
  })

  it('are not looked for outside of the project', async () => {
    const outward = api.replaceAll('shared/', '../elsewhere/')
    const directory = project({ 'api/.git': '', 'api/openapi.yaml': outward, 'api/paths/orders.yaml': '{}', 'elsewhere/responses.yaml': responses })
    const results = await lint(outward, only('valid-structure', 'resolvable-references'), join(directory, 'api/openapi.yaml'))
    expect(results.map(({ message }) => message)).toEqual([expect.stringContaining('it is outside the project.')])
  })

  it('are found in what Spectral has read where there is no Node', async () => {
    const directory = project(files)
    const own = Object.getOwnPropertyDescriptor(process, 'getBuiltinModule')
    Object.defineProperty(process, 'getBuiltinModule', { value: undefined, configurable: true })
    onTestFinished(() => {
      Object.defineProperty(process, 'getBuiltinModule', own ?? {})
    })
    const results = await lint(api, only('valid-structure', 'resolvable-references'), join(directory, 'api/openapi.yaml'))
    expect(results.map(inShort)).toEqual(['valid-structure error paths./orders.$ref', 'valid-structure error paths./carts.get.responses.200.$ref'])
  })
})

describe('the same findings as on the command line', () => {
  // Outside this repository, whose own configuration ignores fixtures.
  const copy = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-fixtures-')))
  cpSync(new URL('../../fixtures', import.meta.url), copy, { recursive: true })
  afterAll(() => {
    rmSync(copy, { recursive: true, force: true })
  })
  const contracts = readdirSync(join(copy, 'contracts')).filter((name) => !name.endsWith('.expect.json'))
  const entries = contracts.map((name) => (name.includes('.') ? `contracts/${name}` : `contracts/${name}/openapi.yaml`))
  let total = 0

  it.each([...entries, 'services/bookshop/good/openapi.yaml', 'services/bookshop/bad/openapi.yaml'])('in %s', async (name) => {
    const { spectral, eslint } = await compareHosts(join(copy, name), 'strict')
    for (const { onlyCheck, onlyHost } of [spectral, eslint]) expect({ onlyCheck, onlyHost }).toEqual({ onlyCheck: [], onlyHost: [] })
    total += spectral.both
  })

  it('and not few', () => {
    expect(total).toBeGreaterThan(50)
  })
})
