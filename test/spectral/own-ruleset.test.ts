import { execFile } from 'node:child_process'
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Ruleset } from '@stoplight/spectral-core'
import type { IFunctionResult, ISpectralDiagnostic } from '@stoplight/spectral-core'
import { describe, expect, it } from 'vitest'

import type { Finding } from '../../src/core/finding.ts'
import { formatPointer } from '../../src/core/location.ts'
import { check } from '../../src/hosts/node/check.ts'
import type { CheckOutcome } from '../../src/hosts/node/check/check-outcome.ts'
import type { CheckRequest } from '../../src/hosts/node/check/check-request.ts'
import { withinTime } from '../../src/hosts/node/config/time-limit.ts'
import { disk } from '../../src/hosts/node/disk/disk.ts'
import { lint } from '../../src/hosts/node/spectral/lint.ts'
import { loadRuleset } from '../../src/hosts/node/spectral/load.ts'
import { spectralFor } from '../../src/hosts/node/spectral/packages.ts'
import { FunctionLimits } from '../../src/hosts/node/spectral/time-limits.ts'
import { translate } from '../../src/hosts/node/spectral/translate.ts'
import { equivalents } from '../../src/hosts/spectral/equivalents.ts'
import { relativePath } from '../../src/reporters/reporter.ts'
import { repositoryWith } from '../support/repository.ts'
import { project, shop } from './lint.ts'

const repository = join(import.meta.dirname, '../..')

/** A ruleset with every feature: aliases, formats, custom functions, `extends`, and overrides for files and places. */
const teams = {
  '.spectral.yaml': `extends: [spectral:oas, ./house/base.yaml]
functions: [short]
aliases:
  Operations: ['$.paths[*][get,put,post,delete,patch]']
rules:
  our-operation-ids: { description: Ids are kebab, message: '{{property}}: {{error}} ({{path}})', severity: hint, given: '#Operations.operationId', then: { function: casing, functionOptions: { type: kebab } } }
  our-titles: { given: $.info.title, severity: info, then: { function: short, functionOptions: { most: 3 } } }
  our rule with blanks: { given: '#Operations', severity: error, resolved: false, then: { field: description, function: truthy } }
  our-base-title: error
overrides:
  - files: ['legacy/**']
    rules: { our-titles: off }
  - files: ['openapi.yaml#/paths/~1order']
    rules: { our-operation-ids: error }
`,
  'house/base.yaml': `rules:
  our-base-title: { given: $.info, then: { field: termsOfService, function: defined } }
  our-responses: { given: '$.paths[*][*].responses[*]', then: { field: description, function: length, functionOptions: { min: 6 } } }
`,
  'functions/short.js': `export default (value, { most }) => (value.length > most ? [{ message: \`'\${value}' is longer than \${most}\` }] : undefined)
`,
}

const shared = `Order:
  type: object
  properties: { id: { type: string, description: '' } }
`

async function run(files: Readonly<Record<string, string>>, request: Partial<CheckRequest> = {}): Promise<CheckOutcome & { readonly cwd: string }> {
  const cwd = project(files)
  return { ...(await check({ cwd, paths: [], ...request })), cwd }
}

/** The findings of Spectral's rules, or of ours, by name. */
function lines({ report, cwd }: { report: CheckOutcome['report']; cwd: string }, isWanted: (rule: string) => boolean = isTheirs): string[] {
  return report.findings.filter(({ rule }) => isWanted(rule)).map((finding) => lineOf(finding, cwd))
}

const isTheirs = (rule: string): boolean => rule.startsWith('spectral/')

function lineOf({ rule, severity, pointer, message, file }: Finding, cwd: string): string {
  return `${relativePath(cwd, file)} ${rule} ${severity} ${pointer ?? ''} ${message}`
}

/** The results of Spectral's command line, in the same form. */
async function spectral(cwd: string, files: readonly string[]): Promise<ISpectralDiagnostic[]> {
  const program = join(repository, 'node_modules/.bin/spectral')
  const ran = promisify(execFile)(program, ['lint', ...files, '--format', 'json', '--quiet'], { cwd, maxBuffer: 2 ** 26 })
  const { stdout, stderr } = await ran.catch((error: unknown) => error as { stdout: string; stderr: string })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as ISpectralDiagnostic[]
}

describe('a ruleset of a team', () => {
  it('finds what it finds in Spectral itself, at the same places', async () => {
    const fixtures = ['warehouse.yaml', 'zoo-swagger-2.yaml', 'rpc-style.json']
    const texts = Object.fromEntries(fixtures.map((name) => [name, readFileSync(join(repository, 'fixtures/contracts', name), 'utf8')]))
    const files = { ...teams, ...texts, 'openapi.yaml': shop, 'legacy/openapi.yaml': shop }
    const ours = await run(files)
    const theirs = await spectral(ours.cwd, ['openapi.yaml', 'legacy/openapi.yaml', ...fixtures])
    const own = theirs.filter(({ code }) => String(code).startsWith('our'))
    const expected = own.map(({ code, severity, path, message, source }) => {
      const name = ['error', 'warn', 'info', 'info'][severity] ?? ''
      return `${relativePath(ours.cwd, source ?? '')} spectral/${String(code).replaceAll(' ', '-')} ${name} ${formatPointer(path)} ${message}`
    })
    expect(expected.length).toBeGreaterThan(30)
    expect(lines(ours).sort()).toEqual([...new Set(expected)].sort())
    expect(ours.report.coverage.filter(({ kind }) => kind === 'rule-failed')).toEqual([])
  })

  it('leaves to our rules what they find, with the severities that it sets', async () => {
    const isOurs = (rule: string): boolean => ['operation-described', 'tagged-operations', 'info-complete', 'well-formed-path'].includes(rule)
    const rules = 'rules: { operation-description: error, operation-tags: off, path-keys-no-trailing-slash: hint }'
    const found = await run({ '.spectral.yaml': `extends: spectral:oas\n${rules}\n`, 'openapi.yaml': shop })
    const severities = new Set(lines(found, isOurs).map((line) => line.split(' ').slice(1, 3).join(' ')))
    expect(severities).toEqual(new Set(['info-complete warn', 'operation-described error', 'well-formed-path info']))
    expect(lines(found)).toEqual([])
  })

  it.each(['extends: [setsquare/spectral]', 'extends: setsquare/spectral\n# in the editor\n'])('that does nothing but extend ours needs neither Spectral nor a loaded ruleset: %s', async (ruleset) => {
    const files = { 'openapi.yaml': shop, '.spectral.yaml': ruleset }
    const severities = async (request: Partial<CheckRequest>): Promise<string[]> => (await run(files, request)).report.findings.map(({ rule, severity }) => `${rule} ${severity}`)
    expect(await severities({ preset: 'recommended' })).toEqual(await severities({ preset: 'recommended', spectral: false }))
    // The severity in the ruleset takes precedence over the preset.
    const [followed, alone] = [await severities({ preset: 'all' }), await severities({ preset: 'all', spectral: false })]
    expect(alone).toContain('plural-collections error')
    expect(followed).toContain('plural-collections warn')
  })

  it.each(['extends: [setsquare/spectral, spectral:oas]', 'extends: [[setsquare/spectral, all]]', 'extends: [setsquare/spectral]\nrules: { plural-collections: off }'])('that says more is loaded: %s', async (ruleset) => {
    await expect(run({ 'openapi.yaml': shop, '.spectral.yaml': ruleset })).rejects.toThrow(/\.spectral\.yaml/)
  })

  it('runs what common rulesets bring along in Spectral only where we have nothing, and the team asks for it', async () => {
    const packages = spectralFor(join(repository, 'package.json'))
    const extended = '[spectral:oas, "@stoplight/spectral-owasp-ruleset", "@stoplight/spectral-url-versioning"]'
    const cwd = project({ '.spectral.yaml': `extends: ${extended}\nrules: { no-eval-in-markdown: error, openapi-tags-alphabetical: hint, operation-tags: off }\n` })
    symlinkSync(join(repository, 'node_modules'), join(cwd, 'node_modules'))
    if (packages === undefined) throw new Error('Spectral is not installed')
    const ruleset = await loadRuleset(join(cwd, '.spectral.yaml'), cwd, packages)
    const all = new Set(equivalents.flatMap(({ ours }) => ours))
    const { own, theirs } = translate(ruleset, all)
    expect([...theirs]).toEqual(['no-eval-in-markdown', 'openapi-tags-alphabetical'])
    // The equivalent of every rule that is enabled by default must be enabled.
    const on = equivalents.filter(({ rule, ours }) => ruleset.rules[rule]?.enabled === true && ours.length > 0)
    expect(on.length).toBeGreaterThan(60)
    expect(on.flatMap(({ ours }) => ours).filter((id) => own[id] === undefined || own[id] === 'off')).toEqual([])
    expect(own['tagged-operations']).toBe('off')
    // If our equivalent does not exist yet, Spectral runs the original.
    all.delete('https-servers')
    expect([...translate(await loadRuleset(join(cwd, '.spectral.yaml'), cwd, packages), all).theirs]).toContain('owasp:api8:2023-no-server-http')
  })

  it('counts less than the configuration', async () => {
    const files = { '.spectral.yaml': teams['.spectral.yaml'].replace('our-base-title: error', 'operation-description: error'), 'house/base.yaml': teams['house/base.yaml'], 'functions/short.js': teams['functions/short.js'], 'openapi.yaml': shop }
    const configured = await run({ ...files, 'setsquare.yaml': "rules: { operation-described: 'off', 'spectral/our-titles': error, 'spectral/our-responses': 'off' }\n" })
    const found = lines(configured, () => true)
    expect(found.filter((line) => line.includes('operation-described') || line.includes('our-responses'))).toEqual([])
    expect(found.filter((line) => line.includes('our-titles'))).toEqual([`openapi.yaml spectral/our-titles error /info/title 'Shop' is longer than 3`])
  })

  it('does not run twice what we find where it extends our ruleset', async () => {
    // A stand-in for our bundled ruleset, with two rules that carry the same marks.
    const program = `const mark = (rule, part) => Object.defineProperty(() => [{ message: 'twice' }], Symbol.for('setsquare.spectral'), { value: { rule, part } })
export default { rules: {
  'plural-collections': { given: '$', severity: 'error', then: { function: mark('plural-collections', 'main') } },
  'well-formed-path': { given: '$', severity: 'error', then: { function: mark('well-formed-path', 'main') } },
  'well-formed-path-minor': { given: '$', severity: 'warn', then: { function: mark('well-formed-path', 'minor') } },
} }
`
    const found = await run({ 'ours.js': program, '.spectral.yaml': 'extends: [./ours.js]\nrules: { well-formed-path: off }\n', 'openapi.yaml': shop })
    expect(lines(found, (rule) => rule !== 'well-formed-path' && isTheirs(rule))).toEqual([])
    expect(lines(found, (rule) => rule === 'plural-collections').map((line) => line.split(' ')[2])).toEqual(['error'])
    expect(lines(found, (rule) => rule === 'well-formed-path')).toEqual([])
  })

  it('is read beside the configuration, or where that says, or not at all', async () => {
    const files = { 'openapi.yaml': shop, 'rules/mine.js': `export default { rules: { mine: { given: '$.info', then: { field: 'x-owner', function: (value) => (value ? undefined : [{ message: 'no owner' }]) } } } }\n` }
    expect(lines(await run({ ...files, '.spectral.js': files['rules/mine.js'] }))).toEqual(['openapi.yaml spectral/mine warn /info no owner'])
    expect(lines(await run({ ...files, 'setsquare.yaml': 'spectral: rules/mine.js\n' }))).toEqual(['openapi.yaml spectral/mine warn /info no owner'])
    expect(lines(await run({ ...files, '.spectral.js': files['rules/mine.js'], 'setsquare.yaml': 'spectral: false\n' }))).toEqual([])
    expect(lines(await run({ ...files, '.spectral.js': files['rules/mine.js'] }, { spectral: false }))).toEqual([])
    // A ruleset beside a checked file is not used, because checking a file must not execute code beside it.
    expect(lines(await run({ ...files, 'api/.spectral.js': files['rules/mine.js'], 'api/openapi.yaml': shop }))).toEqual([])
  })

  it('reports in the file at fault, once, and can be suppressed there', async () => {
    const contract = (name: string): string => `openapi: 3.0.3
info: { title: ${name}, version: 1.0.0 }
paths: { /orders: { get: { responses: { '200': { description: Fine, content: { application/json: { schema: { $ref: 'shared.yaml#/Order' } } } } } } } }
`
    const files = {
      '.spectral.yaml': `rules: { described: { given: '$..properties[*]', then: { field: description, function: truthy } } }\n`,
      'a.yaml': contract('A'),
      'b.yaml': contract('B'),
    }
    const line = 'shared.yaml spectral/described warn /Order/properties/id/description "description" property must be truthy'
    expect(lines(await run({ ...files, 'shared.yaml': shared }))).toEqual([line])
    const hushed = await run({ ...files, 'shared.yaml': shared.replace('  properties:', '  # setsquare-disable-next-line spectral/described -- it says itself\n  properties:') })
    expect(lines(hushed, (rule) => isTheirs(rule) || rule.includes('suppression'))).toEqual([])
    expect(hushed.suppressed.map(({ finding }) => finding.rule)).toEqual(['spectral/described'])
  })

  it('is not missed by a suppression where it is left out', async () => {
    const text = shop.replace('paths:\n', 'paths:\n  # setsquare-disable-next-line spectral/described -- why not\n')
    expect(lines(await run({ 'openapi.yaml': text }), (rule) => rule.includes('suppression'))).toEqual([])
  })

  it('is followed for what is staged, as it is staged, and only where a contract is', async () => {
    const rule = (message: string): string => `rules: { titled: { message: ${message}, given: $.info.title, then: { function: pattern, functionOptions: { match: '^The' } } } }\n`
    const repository = repositoryWith({ '.spectral.yaml': rule('Begin with The'), 'openapi.yaml': shop.replace('Shop', 'The shop'), 'src/a.ts': 'export const a = 1\n' })
    const { cwd } = repository
    const staged = async (): Promise<string[]> => lines({ report: (await check({ cwd, paths: [], only: { staged: 'only' }, cache: false })).report, cwd })
    repository.stage({ 'openapi.yaml': shop })
    expect(await staged()).toEqual(['openapi.yaml spectral/titled warn /info/title Begin with The'])
    repository.stage({ '.spectral.yaml': rule('Not so') })
    expect(await staged()).toEqual(['openapi.yaml spectral/titled warn /info/title Not so'])
    repository.write({ '.spectral.yaml': 'rules: [' })
    await expect(staged()).rejects.toThrow('is staged with other content than on disk')
    repository.stage({ 'openapi.yaml': shop.replace('Shop', 'The shop'), 'src/a.ts': 'export const a = 2\n' })
    repository.write({ '.spectral.yaml': rule('Not so') })
    expect(await staged()).toEqual([])
  })

  it('has its findings in the baseline, and told when they are gone', async () => {
    const files = { '.spectral.yaml': "rules: { 'our:owner': { given: $.info, then: { field: x-owner, function: truthy } } }\n", 'openapi.yaml': shop }
    const { cwd } = await run(files, { baseline: { action: 'update' } })
    expect(readFileSync(join(cwd, 'setsquare-baseline.txt'), 'utf8')).toMatch(/^openapi\.yaml spectral\/our:owner [0-9a-f]{16} /m)
    const { report } = await check({ cwd, paths: [], baseline: { action: 'use' } })
    expect(report.findings).toEqual([])
    expect((await check({ cwd, paths: [], spectral: false, baseline: { action: 'use' } })).report.baseline?.stale).toEqual([])
    writeFileSync(join(cwd, 'openapi.yaml'), shop.replace('version: 1.0.0', 'version: 1.0.0, x-owner: us'))
    const later = await check({ cwd, paths: [], baseline: { action: 'use' } })
    expect(later.report.baseline?.stale.map(({ rule }) => rule)).toEqual(['spectral/our:owner'])
  })

  it('is read with a byte order mark, and refused where it extends itself', async () => {
    const rule = '{ given: $.info, then: { field: termsOfService, function: defined } }'
    const marked = await run({ '.spectral.yaml': `\uFEFFrules:\r\n  terms: ${rule}\r\n`, 'openapi.yaml': shop })
    expect(lines(marked).some((line) => line.includes('terms'))).toBe(true)
    const circle = run({ '.spectral.yaml': 'extends: [./a.yaml]\n', 'a.yaml': 'extends: [[./.spectral.yaml, all]]\n', 'openapi.yaml': shop })
    await expect(circle).rejects.toThrow(/this Spectral ruleset extends itself: \/.*\.spectral\.yaml extends \/.*\/a\.yaml extends \/.*\.spectral\.yaml$/)
  })

  it.each([
    ['with everything that it extends', teams],
    ['as a program', { '.spectral.mjs': "import base from './house/base.mjs'\nexport default { extends: [base] }\n", 'house/base.mjs': "import { truthy } from '@stoplight/spectral-functions'\nexport default { rules: { terms: { given: '$.info', then: { field: 'termsOfService', function: truthy } } } }\n" }],
  ])('is read in a project that is reached through a symbolic link, %s', async (_, files) => {
    const { cwd, report } = await run({ ...files, 'openapi.yaml': shop })
    const link = `${cwd}-link`
    symlinkSync(cwd, link)
    const linked = await check({ cwd: link, paths: [] })
    rmSync(link)
    expect(lines({ report: linked.report, cwd: link })).toEqual(lines({ report, cwd }))
    expect(lines({ report, cwd })).not.toEqual([])
  })

  it('goes on without a rule that throws, and says so', async () => {
    const program = `const fine = () => [{ message: 'found' }]
const bad = () => { throw new Error('no such thing') }
export default { rules: { bad: { given: '$', then: { function: bad } }, fine: { given: '$.info', then: { function: fine } } } }
`
    const found = await run({ '.spectral.mjs': program, 'openapi.yaml': shop })
    expect(lines(found)).toEqual(['openapi.yaml spectral/fine warn /info found'])
    expect(found.report.coverage.map(({ kind, message }) => `${kind} ${message}`)).toEqual([
      `rule-failed the rule 'bad' of the Spectral ruleset failed here, so its findings are incomplete (Function "bad" threw an exception: no such thing)`,
    ])
  })
})

it('a function of a ruleset that does not return is stopped, and not called again', async () => {
  let calls = 0
  const forever = (): undefined => {
    calls++
    for (;;);
  }
  const found = (): IFunctionResult[] => [{ message: 'found' }]
  const ruleset = new Ruleset({ rules: { forever: { given: '$.paths[*]', then: { function: forever } }, fine: { given: '$.info', then: { function: found } } } })
  const packages = spectralFor(import.meta.filename)
  if (packages === undefined) throw new Error('Spectral is not installed')
  const limits = new FunctionLimits(packages.functions, (work) => { withinTime(work, 100) })
  for (const rule of Object.values(ruleset.rules)) limits.applyTo(rule)
  const { results, failures } = await lint(shop, '/openapi.yaml', ruleset, disk.files({ roots: [] }), packages)
  expect(results.map(({ message }) => message)).toEqual(['found'])
  expect([...failures]).toEqual([['forever', expect.stringContaining('it did not finish within 0.1 seconds') as string]])
  expect(calls).toBe(1)
})

describe('a ruleset that cannot be loaded', () => {
  const cases: readonly [string, Readonly<Record<string, string>>, RegExp][] = [
    ['is no YAML', { '.spectral.yaml': 'rules:\n  a: [\n' }, /\.spectral\.yaml:\d+:\d+: /],
    ['has parts of the wrong kind', { '.spectral.yaml': 'rules: {}\nfunctions: [[a]]\n' }, /\.spectral\.yaml:2:1: 'functions' of a Spectral ruleset is a list of names/],
    ['weighs a rule that there is not', { '.spectral.yaml': 'extends: spectral:oas\nrules:\n  operation-tagz: error\n' }, /\.spectral\.yaml:3:3: .*operation-tagz/],
    ['has a rule without a function', { '.spectral.yaml': 'rules:\n  a:\n    given: $\n    then: { function: nowhere }\n' }, /\.spectral\.yaml:4:13: .*nowhere/],
    ['names a function that is not there', { '.spectral.yaml': 'functions:\n  - gone\nrules: {}\n' }, /\.spectral\.yaml:2:5: .*gone/],
    ['extends what is not there', { '.spectral.yaml': 'extends:\n  - ./gone.yaml\nrules: {}\n' }, /\.spectral\.yaml:2:5: .*gone\.yaml/],
    ['extends an address', { '.spectral.yaml': 'extends:\n  - https://example.com/rules.yaml\n' }, /\.spectral\.yaml:2:5: .*would be read from the network, .*: save it in the project and extend the file; or leave the ruleset out with `spectral: false` in setsquare\.yaml or with --no-spectral$/],
    ['extends a package that is not installed', { '.spectral.yaml': "extends: [spectral:oas, '@acme/rules']\n" }, /\.spectral\.yaml:1:26: this Spectral ruleset could not be loaded: '@acme\/rules' cannot be found: install it, or correct its name; or leave/],
    ['imports a package that is not installed', { '.spectral.mjs': "import rules from 'acme-rules'\nexport default { extends: [rules] }\n" }, /\.spectral\.mjs: this Spectral ruleset could not be loaded: 'acme-rules' cannot be found: install it/],
    ['extends a file outside the project', { '.spectral.yaml': 'extends: [../../etc/hostname.yaml]\n' }, /\.spectral\.yaml:\d+:\d+: .*(?:outside the project|ENOENT)/],
    ['is a program that throws', { '.spectral.js': `export default {}\nthrow new Error('on purpose')\n` }, /\.spectral\.js: .*on purpose/],
    ['is no ruleset', { '.spectral.js': `export default { unrelated: true }\n` }, /\.spectral\.js: .*rules or extends/],
    ['has another beside it', { '.spectral.yaml': 'rules: {}\n', '.spectral.js': 'export default { rules: {} }\n' }, /there is also/],
    ['is named and not there', { 'setsquare.yaml': 'spectral: gone.yaml\n' }, /setsquare\.yaml: spectral: no such Spectral ruleset: 'gone.yaml'/],
    ['is named and outside', { 'setsquare.yaml': 'spectral: ../gone.yaml\n' }, /outside the project/],
  ]

  it.each(cases)('%s', async (_, files, message) => {
    await expect(run({ 'openapi.yaml': shop, ...files })).rejects.toThrow(message)
  })
})
