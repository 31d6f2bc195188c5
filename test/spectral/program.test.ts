import { execFile } from 'node:child_process'
import * as fs from 'node:fs'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { ISpectralDiagnostic } from '@stoplight/spectral-core'
import { parseSync } from 'oxc-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { bundleRuleset, commonjs, Document, migrateRuleset, Ruleset, runtime, Spectral, stdin, Yaml } from '../../scripts/spectral-packages.ts'
import { setsquare } from '../support/program.ts'
import { inShort, shop } from './lint.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const run = promisify(execFile)

/** A directory in which the packed package is installed, as npm would do it. */
let home = ''

beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-packed-')))
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', home], { cwd: repository })
  await run('tar', ['xzf', stdout.trim()], { cwd: home })
  mkdirSync(join(home, 'node_modules'))
  renameSync(join(home, 'package'), join(home, 'node_modules/setsquare'))
})

afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

/** A directory beside the others, from which the package can be imported, with these files. */
function projectWith(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(home, 'project-'))
  symlinkSync(join(home, 'node_modules'), join(directory, 'node_modules'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    writeFileSync(join(directory, name), content)
  }
  return directory
}

interface Outcome {
  readonly code: number
  readonly output: string
}

/** Runs Spectral's command line, which finds its ruleset in the directory. */
async function spectral(args: readonly string[], cwd: string): Promise<Outcome> {
  const program = join(repository, 'node_modules/.bin/spectral')
  try {
    const { stdout, stderr } = await run(program, ['lint', ...args], { cwd })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: stdout + stderr }
  }
}

async function results(args: readonly string[], cwd: string): Promise<ISpectralDiagnostic[]> {
  const { output } = await spectral([...args, '--format', 'json', '--quiet'], cwd)
  return JSON.parse(output) as ISpectralDiagnostic[]
}

interface Checked {
  readonly findings: readonly { rule: string; severity: string; message: string; file: string; line: number; column: number; pointer: string }[]
}

/** The results of `setsquare check`, in the form of {@link inShort} with the message. */
async function checked(cwd: string, contract: string): Promise<string[]> {
  const { stdout } = await setsquare(['check', contract, '--format', 'json'], { cwd })
  const { findings } = JSON.parse(stdout) as Checked
  return findings.map(({ rule, severity, message, file, line, column, pointer }) => {
    const path = pointer.slice(1).split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    const isHere = file === contract
    return `${rule} ${severity} ${isHere ? path.join('.') : '*'} ${message}${isHere ? '' : ` (${file}:${line}:${column})`}`
  })
}

function asChecked(result: ISpectralDiagnostic): string {
  const [rule = '', severity = '', ...path] = inShort(result).split(' ')
  return `${rule.replace('-minor', '')} ${severity} ${/:\d+:\d+\)$/.test(result.message) ? '*' : path.join(' ')} ${result.message}`
}

describe("Spectral's own program", () => {
  it('says about a contract in several files what the command line says', async () => {
    const cwd = projectWith({ '.spectral.yaml': 'extends: ["setsquare/spectral"]\n' })
    cpSync(join(repository, 'fixtures/services/bookshop/bad'), cwd, { recursive: true })
    const [found, expected] = await Promise.all([results(['openapi.yaml'], cwd), checked(cwd, 'openapi.yaml')])
    const own = found.filter(({ code }) => code !== 'invalid-ref')
    expect(own.length).toBeGreaterThan(15)
    expect(own.some(({ message }) => message.includes('(openapi/components.yaml:'))).toBe(true)
    expect(own.map(asChecked).sort()).toEqual(expected.sort())
  })

  it('refuses a mistake in the options', async () => {
    const rule = "{ ...rule, then: { ...rule.then, functionOptions: { alow: ['order'] } } }"
    const ruleset = `import setsquare from 'setsquare/spectral'
const rule = setsquare.rules['plural-collections']
export default { extends: [setsquare], rules: { 'plural-collections': ${rule} } }
`
    const { code, output } = await spectral(['openapi.yaml', '--ruleset', 'rules.mjs'], projectWith({ 'openapi.yaml': shop, 'rules.mjs': ruleset }))
    expect(code).toBe(2)
    expect(output).toContain("unknown option 'alow' of plural-collections: did you mean 'allow'?")
  })

  it("finds nothing in this repository's own good contract, by the ruleset in its root", async () => {
    const contract = 'fixtures/services/bookshop/good/openapi.yaml'
    expect(await results([contract], repository)).toEqual([])
  })
})

describe('our own program, given a ruleset that extends ours', () => {
  const ruleset = 'extends: ["spectral:oas", "setsquare/spectral"]\nrules: { plural-collections: error, versioned-api: off, info-contact: off }\n'
  const files = { '.spectral.yaml': ruleset, 'openapi.yaml': shop }

  it('finds everything once, with the severities of the ruleset', async () => {
    const cwd = projectWith(files)
    const { stdout, stderr } = await setsquare(['check', '--format', 'json'], { cwd })
    expect(stderr).toBe('')
    const { findings } = JSON.parse(stdout) as Checked
    const places = findings.map(({ rule, line, column, message }) => `${rule} ${line}:${column} ${message}`)
    expect(new Set(places).size).toBe(places.length)
    expect(findings.filter(({ rule }) => rule.startsWith('spectral/'))).toEqual([])
    expect(findings.filter(({ rule }) => rule === 'plural-collections').map(({ severity }) => severity)).toEqual(['error'])
    expect(findings.filter(({ rule }) => rule === 'versioned-api')).toEqual([])
  })

  it('says what to install where there is no Spectral', async () => {
    // Spectral is not installed beside the packed program.
    const packed = join(home, 'node_modules/setsquare/dist/cli.cjs')
    const refused = await run(process.execPath, [packed, 'check'], { cwd: projectWith(files) }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect((refused as { stderr: string }).stderr).toMatch(/\.spectral\.yaml: this Spectral ruleset cannot be run, because Spectral is not installed here: `npm install --save-dev @stoplight\/spectral-cli`/)
  })
})

/** Loads a YAML ruleset as the editor extension does: bundled again, and without access to modules. */
async function loadInEditor(file: string): Promise<InstanceType<typeof Ruleset>> {
  const fetch = (address: unknown): never => {
    throw new Error(`fetched ${String(address)}`)
  }
  const entry = join(dirname(file), '.spectral.js')
  const migrated = await migrateRuleset(file, { format: 'esm', fs, fetch })
  const plugins = [stdin(migrated, entry), ...runtime({ fs, fetch }), commonjs()]
  const code = await bundleRuleset(entry, { target: 'runtime', format: 'iife', plugins })
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- as the extension does
  return new Ruleset(Function(`return ${code}`)(), { severity: 'recommended', source: entry })
}

describe('the bundle', () => {
  it('imports nothing', () => {
    const { module } = parseSync('spectral.mjs', readFileSync(join(home, 'node_modules/setsquare/dist/spectral.mjs'), 'utf8'))
    expect(module).toMatchObject({ staticImports: [], dynamicImports: [], importMetas: [] })
    expect(module.staticExports.flatMap(({ entries }) => entries.map(({ exportName }) => exportName.name ?? 'default'))).toEqual(['default', 'ruleset'])
  })

  it('is loaded and runs in the editor', async () => {
    const cwd = projectWith({ '.spectral.yaml': 'extends: ["setsquare/spectral"]\n', 'openapi.yaml': shop })
    const editor = new Spectral()
    editor.setRuleset(await loadInEditor(join(cwd, '.spectral.yaml')))
    const found = await editor.run(new Document(shop, Yaml, join(cwd, 'openapi.yaml')))
    expect(found.map(inShort)).toContain('plural-collections warn paths./order')
  })
})

/** The files in a document: fenced code blocks, with the name after the language. Consecutive blocks belong together. */
function configsIn(page: string): Record<string, string>[] {
  const blocks = [...page.matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', content = '']) => ({ name, content }))
  const configs: Record<string, string>[] = []
  for (const { name, content } of blocks) {
    if (name.startsWith('.spectral.')) configs.push({})
    Object.assign(configs.at(-1) ?? {}, { [name]: content })
  }
  return configs
}

describe('the configurations in docs/hosts/spectral.md', () => {
  const configs = configsIn(readFileSync(join(repository, 'docs/hosts/spectral.md'), 'utf8'))
  const paged = shop.replace(
    'operationId: listOrders',
    'parameters: [{ name: limit, in: query, schema: { type: integer, default: 20, maximum: 500 } }, { name: cursor, in: query, schema: { type: string } }]',
  )
  const contracts = { 'openapi.yaml': paged, 'legacy/openapi.yaml': shop.replace('/order:', '/createOrder:').replace(/^servers.*\n/m, '') }

  it.concurrent.each([
    ['another severity, a rule off', 0, ['plural-collections error paths./order'], ['versioned-api']],
    ["beside Spectral's own, with overrides", 1, ['info-contact warn info', 'plural-collections warn paths./order'], ['no-verbs-in-paths']],
    ['options in JavaScript', 2, ['well-formed-path-minor warn paths./countries/'], ['plural-collections']],
    ['options in JavaScript for YAML', 3, ['bounded-page-size warn paths./order.get.parameters.0.name'], ['info-contact']],
    ['a preset and conventions', 4, ['path-case warn paths./gift-cards', 'not-found-documented error paths./order/{orderId}.delete'], []],
    ['a file by its path', 5, ['plural-collections warn paths./order', 'versioned-api warn info.title', 'no-verbs-in-paths warn paths./createOrder'], []],
  ] as const)('do what they say: %s', async (_, index, present, absent) => {
    expect(configs).toHaveLength(6)
    const found = await results(Object.keys(contracts), projectWith({ ...contracts, ...configs[index] }))
    expect(found.map(inShort)).toEqual(expect.arrayContaining([...present]))
    expect(found.filter(({ code }) => absent.some((name) => name === code))).toEqual([])
  })
})

it('a ruleset that does nothing but extend ours weighs the same to `setsquare check`, loaded or not', async () => {
  const alone = projectWith({ 'openapi.yaml': shop, '.spectral.yaml': 'extends: [setsquare/spectral]\n' })
  const loaded = projectWith({ 'openapi.yaml': shop, '.spectral.yaml': 'extends: [setsquare/spectral]\nrules: {}\n' })
  symlinkOnce(join(repository, 'node_modules/@stoplight'), join(home, 'node_modules/@stoplight'))
  const findings = async (cwd: string, preset: string): Promise<unknown> => {
    const { stdout, stderr } = await setsquare(['check', '--preset', preset, '--format', 'json', '--fail-on', 'never'], { cwd })
    expect(stderr).toBe('')
    return (JSON.parse(stdout) as { findings: { rule: string; severity: string; pointer: string }[] }).findings.map(({ rule, severity, pointer }) => `${rule} ${severity} ${pointer}`)
  }
  for (const preset of ['recommended', 'strict', 'all']) expect(await findings(alone, preset)).toEqual(await findings(loaded, preset))
})

function symlinkOnce(target: string, path: string): void {
  if (!fs.existsSync(path)) symlinkSync(target, path)
}
