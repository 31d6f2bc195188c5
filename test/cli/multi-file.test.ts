import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { setsquare } from '../support/command.ts'
import { directoryWith } from '../support/program.ts'
import { repositoryWith } from '../support/repository.ts'

const contract = (title: string): string => `openapi: 3.1.0
info: { title: ${title}, version: 1.0.0 }
servers: [{ url: https://api.shop.test/v1 }]
paths:
  /orders/{orderId}:
    $ref: ../shared/orders.yaml#/one
`

/** Two contracts that share a path item, which in turn refers to a shared recursive schema. Each shared file has one defect. */
const files = {
  'shop/openapi.yaml': contract('Shop'),
  'office/openapi.yaml': contract('Office'),
  'shared/orders.yaml': `one:
  parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
  get:
    operationId: getOrder
    requestBody: { content: {} }
    responses:
      '200': { description: One, content: { application/json: { schema: { $ref: schemas.yaml#/Order } } } }
      '404': { description: None, content: { application/json: { schema: { $ref: schemas.yaml#/Order } } } }
`,
  'shared/schemas.yaml': `Order:
  type: object
  properties:
    state: { type: string, enum: [open, paid, open] }
`,
}
const only = ['--rule', '*:off', '--rule', 'no-body-on-read:error', '--rule', 'unique-enum-values:error']

/** `file:line severity rule` of each finding, and the number of contracts that were checked. */
async function run(cwd: string, args: readonly string[] = [], rules = only): Promise<{ found: string[]; contracts: number; code: number | null }> {
  const { stdout, stderr, code } = await setsquare(['check', ...args, ...rules, '--format', 'json'], { cwd })
  if (stdout === '') throw new Error(stderr)
  const report = JSON.parse(stdout) as { findings: { file: string; line: number; severity: string; rule: string }[]; summary: { contracts: number } }
  return { found: report.findings.map(({ file, line, severity, rule }) => `${file}:${line} ${severity} ${rule}`), contracts: report.summary.contracts, code }
}

const atFault = ['shared/orders.yaml:5 error no-body-on-read', 'shared/schemas.yaml:4 error unique-enum-values']

describe('findings of contracts in several files', () => {
  it('stand in the file at fault, once', async () => {
    expect(await run(directoryWith(files))).toEqual({ found: atFault, contracts: 2, code: 1 })
  })

  it('weigh what overrides for that file say, wherever the contract is', async () => {
    const cwd = directoryWith({
      ...files,
      'setsquare.yaml': `rules: { '*': 'off', no-body-on-read: error, unique-enum-values: error }
overrides:
  - { files: [shared/orders.yaml], rules: { no-body-on-read: info } }
  - { files: [shop, office], rules: { '*': 'off' } }
`,
    })
    expect((await run(cwd, [], [])).found).toEqual(['shared/orders.yaml:5 info no-body-on-read', atFault[1]])
    const ignoring = directoryWith({ ...files, 'setsquare.yaml': 'ignore: [shared/orders.yaml]\n' })
    expect((await run(ignoring)).found).toEqual([atFault[1]])
  })

  it('are suppressed where they stand: by a comment, by a field, by an exception for the path', async () => {
    const comment = files['shared/schemas.yaml'].replace('    state', '    # setsquare-disable-next-line unique-enum-values -- of the register\n    state')
    const field = files['shared/orders.yaml'].replace('  get:\n', '  get:\n    x-setsquare-ignore: { no-body-on-read: old clients send one }\n')
    expect((await run(directoryWith({ ...files, 'shared/schemas.yaml': comment, 'shared/orders.yaml': field }))).found).toEqual([])
    const exception = "exceptions: [{ rules: [no-body-on-read], paths: ['/orders/**'], because: old clients }]\n"
    const cwd = directoryWith({ ...files, 'setsquare.yaml': exception })
    expect((await run(cwd)).found).toEqual([atFault[1]])
    const { stderr } = await setsquare(['check', ...only, '--report-suppressed'], { cwd })
    expect(stderr).toMatch(/^setsquare: suppressed: shared\/orders\.yaml:5:5 no-body-on-read: .* -- old clients$/m)
  })

  it('are fixed there, once', async () => {
    const cwd = directoryWith(files)
    const { stderr } = await setsquare(['check', '--fix', ...only, '--fail-on', 'never'], { cwd })
    expect(stderr).toContain('fixed 1 finding in shared/schemas.yaml (1)')
    expect(readFileSync(join(cwd, 'shared/schemas.yaml'), 'utf8')).toBe(files['shared/schemas.yaml'].replace('[open, paid, open]', '[open, paid]'))
  })

  it('are in the baseline once, and fixed for all', async () => {
    const cwd = directoryWith(files)
    await setsquare(['check', ...only, '--update-baseline'], { cwd })
    expect(readFileSync(join(cwd, 'setsquare-baseline.txt'), 'utf8').match(/^shared\/.*$/gm)).toHaveLength(2)
    expect((await run(cwd, ['--baseline'])).found).toEqual([])
  })
})

describe('a fragment that changes', () => {
  const sound = { ...files, 'shared/schemas.yaml': files['shared/schemas.yaml'].replace(', open]', ']') }

  it('is checked through the contracts that refer to it, when it is staged', async () => {
    const repository = repositoryWith(sound)
    const { cwd } = repository
    repository.stage({ 'shared/schemas.yaml': files['shared/schemas.yaml'] })
    expect(await run(cwd, ['--staged'])).toEqual({ found: [atFault[1]], contracts: 2, code: 1 })
  })

  it('is checked since a branch', async () => {
    const repository = repositoryWith(sound)
    const { cwd } = repository
    repository.git('checkout', '-qb', 'topic')
    repository.stage({ 'shared/schemas.yaml': files['shared/schemas.yaml'] })
    repository.git('commit', '-qm', 'second')
    expect(await run(cwd, ['--since', 'main'])).toEqual({ found: [atFault[1]], contracts: 2, code: 1 })
  })

  it('is answerable for what it causes in the contracts', async () => {
    const repository = repositoryWith(sound)
    const { cwd } = repository
    repository.stage({ 'shared/schemas.yaml': 'Basket: { type: object }\n' })
    const { found } = await run(cwd, ['--staged'], ['--rule', '*:off', '--rule', 'resolvable-references:error'])
    // The same unresolved reference at two places is reported once.
    expect(found).toEqual(['shared/orders.yaml:7 error resolvable-references'])
  })

  it('that is taken away is, too', async () => {
    const repository = repositoryWith(sound)
    const { cwd } = repository
    repository.stage({ 'shared/orders.yaml': null })
    const { found, contracts } = await run(cwd, ['--staged'], ['--rule', '*:off', '--rule', 'resolvable-references:error'])
    expect(found).toEqual(['office/openapi.yaml:6 error resolvable-references', 'shop/openapi.yaml:6 error resolvable-references'])
    expect(contracts).toBe(2)
  })

  it('lets contracts that do not refer to it alone', async () => {
    const repository = repositoryWith({ ...sound, 'other/openapi.yaml': contract('Other').replace('    $ref: ../shared/orders.yaml#/one', '    get: { requestBody: { content: {} } }') })
    const { cwd } = repository
    repository.stage({ 'shared/schemas.yaml': files['shared/schemas.yaml'] })
    expect(await run(cwd, ['--staged'])).toEqual({ found: [atFault[1]], contracts: 2, code: 1 })
  })

  it('is not a contract by itself, and that is said where it is named', async () => {
    const { stdout, code } = await setsquare(['check', 'shared/schemas.yaml', ...only], { cwd: repositoryWith(files).cwd })
    expect(stdout).toContain('shared/schemas.yaml: not checked')
    expect(code).toBe(2)
  })
})
