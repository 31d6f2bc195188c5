import { describe, expect, it } from 'vitest'

import { setsquare } from '../support/command.ts'
import { directoryWith } from '../support/program.ts'

const get = (path: string, id: string, response = "'400': { $ref: '#/components/responses/Error' }"): string =>
  `  ${path}: { get: { operationId: ${id}, parameters: [{ name: page, in: query, schema: { type: integer } }], responses: { '200': { description: x }, ${response} } } }\n`

const shop = `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
${get('/v1/order-lines', 'listOrderLines')}${get('/v1/gift-cards', 'listGiftCards')}${get('/v1/price-lists', 'listPriceLists')}${get('/v1/tax-rates', 'listTaxRates')}${get('/v1/credit_notes', 'list_credit_notes')}${get('/v1/users', 'listUsers', "'400': { description: x, content: { application/json: { schema: { type: string } } } }")}components:
  responses:
    Error: { description: x, content: { application/json: { schema: { type: object, properties: { code: { type: string }, message: { type: string } } } } } }
`

interface Printed {
  readonly version: number
  readonly conventions: readonly {
    readonly key: string
    readonly value: string | null
    readonly source: string
    readonly keeping: number
    readonly of: number
    readonly deviating: readonly { readonly file: string; readonly line: number; readonly what: string }[]
  }[]
}

describe('explain conventions', () => {
  it('says what is inferred, from how many places, and who deviates where', async () => {
    const { code, stdout } = await setsquare(['explain', 'conventions', 'openapi.yaml'], { cwd: directoryWith({ 'openapi.yaml': shop }) })
    expect(code).toBe(0)
    expect(stdout).toContain('errorEnvelope: flat { code, message } (inferred; 5 of 6 error responses)\n')
    expect(stdout).toMatch(/ {2}openapi\.yaml:9:\d+ {2}The body of 400 of GET \/v1\/users, a bare string\n/)
    expect(stdout).toContain('versioning: path (inferred; 6 of 6 operations)\n')
    expect(stdout).toContain('pathCase: kebab-case (inferred; 4 of 5 names in paths of several words)\n  openapi.yaml:8:')
    expect(stdout).toContain('propertyCase: none (there are no property names of several words)\n')
  })

  it('prints the same for programs', async () => {
    const { stdout } = await setsquare(['explain', 'conventions', 'openapi.yaml', '--format', 'json'], { cwd: directoryWith({ 'openapi.yaml': shop }) })
    const { version, conventions } = JSON.parse(stdout) as Printed
    expect(version).toBe(1)
    expect(conventions.find(({ key }) => key === 'operationIdCase')).toMatchObject({ value: 'camelCase', source: 'inferred', keeping: 5, of: 6, deviating: [{ file: 'openapi.yaml', line: 8, what: 'list_credit_notes' }] })
    expect(conventions.find(({ key }) => key === 'propertyCase')).toMatchObject({ value: null, source: 'none', deviating: [] })
  })

  it('counts names without a casing of their own', async () => {
    const { stdout } = await setsquare(['explain', 'conventions', 'openapi.yaml'], { cwd: directoryWith({ 'openapi.yaml': shop.replace('list_credit_notes', 'list_creditNotes') }) })
    expect(stdout).toContain('operationIdCase: camelCase (inferred; 5 of 6 operation ids of several words)\n  openapi.yaml:8:')
  })

  it('holds the contract against what the configuration states', async () => {
    const files = { 'openapi.yaml': shop, 'setsquare.yaml': 'conventions: { pathCase: snake_case, pagination: cursor }' }
    const { stdout } = await setsquare(['explain', 'conventions', 'openapi.yaml'], { cwd: directoryWith(files) })
    expect(stdout).toContain('pathCase: snake_case (stated; 1 of 5 names in paths of several words)')
    expect(stdout).toContain('pagination: cursor (stated; 0 of 6 paginated lists with a position parameter)')
    expect(stdout).toContain('  and 1 more\n')
  })

  it('says where too little is there to tell, and where nothing prevails', async () => {
    const mixed = [...Array(4).keys()].map((index) => get(`/v1/order-line${index}`, `list_order_line${index}`)).join('') + [...Array(4).keys()].map((index) => get(`/v1/gift_card${index}`, `listGiftCards${index}`)).join('')
    const few = get('/order-lines', 'x')
    const explained = async (paths: string): Promise<string> =>
      (await setsquare(['explain', 'conventions', 'openapi.yaml'], { cwd: directoryWith({ 'openapi.yaml': `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n${paths.replaceAll("'400': { $ref: '#/components/responses/Error' }", "'204': { description: x }")}` }) })).stdout
    expect(await explained(few)).toContain('pathCase: none (too few names in paths of several words: 1)\n')
    expect(await explained(['a-b', 'c-d', 'e-f'].map((name) => get(`/${name}`, name)).join(''))).toContain('pathCase: none (too few names in paths of several words: 3)\n')
    expect(await explained(mixed)).toContain('pathCase: none (no majority among 8 names in paths of several words)\n')
  })

  it('reads a contract of another project', async () => {
    const [here, there] = [directoryWith({ '.git': '' }), directoryWith({ '.git': '', 'openapi.yaml': shop })]
    expect(await setsquare(['explain', 'conventions', `${there}/openapi.yaml`], { cwd: here })).toMatchObject({ code: 0, stderr: '' })
  })

  it.each([
    [['explain', 'conventions'], 'setsquare: explain conventions takes one contract: setsquare explain conventions <contract>\n'],
    [['explain', 'conventions', 'nowhere.yaml'], "setsquare: 'nowhere.yaml' is not a contract: there is no such file\n"],
    [['explain', 'conventions', 'readme.txt'], /^setsquare: 'readme\.txt' is not a contract: not checked: it is not an OpenAPI document/],
  ])('%j is refused with the reason', async (args, reason) => {
    const { code, stdout, stderr } = await setsquare(args, { cwd: directoryWith({ 'readme.txt': 'text' }) })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(reason)
  })
})
