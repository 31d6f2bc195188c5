import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { Chalk } from 'chalk'
import { parseSync } from 'oxc-parser'
import { describe, expect, it } from 'vitest'

import { rules } from '../../rules/index.ts'
import { toMarkdown } from '../../src/docs/markdown.ts'
import { rulePage } from '../../src/docs/rule-page.ts'
import { forTerminal } from '../../src/hosts/cli/markdown.ts'
import type { check } from '../../src/hosts/node/check.ts'
import type { diff } from '../../src/hosts/node/diff.ts'
import type { Rule } from '../../src/core/rule.ts'
import { asList, asString, field, isObject } from '../../src/core/json.ts'
import { contract, directoryWith, setsquare } from '../support/program.ts'

const root = new URL('../../', import.meta.url)
const dist = new URL('dist/', root)

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
}

/** The packages that a module imports or requires, at whatever place. */
function packagesIn(code: string): string[] {
  const specifiers: string[] = []
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    if (!isObject(node)) return
    // In built code, `require` may have another name, or be created where it is used: `createRequire(…)('x')`.
    const requires = ['Identifier', 'CallExpression'].includes(asString(field(node['callee'], 'type')) ?? '')
    const isRequire = node['type'] === 'CallExpression' && requires && asList(node['arguments']).length === 1
    const argument = isRequire ? asList(node['arguments'])[0] : /^(?:Import|Export)\w*(?:Declaration|Expression)$/.test(String(node['type'])) && node['source']
    // The minifier may turn a string into a template.
    const [quasi] = asList(field(argument, 'quasis'))
    const specifier = asString(field(argument, 'value')) ?? asString(field(field(quasi, 'value'), 'cooked'))
    if (specifier !== undefined) specifiers.push(specifier)
    Object.values(node).forEach(visit)
  }
  visit(parseSync('module.mjs', code, { sourceType: 'unambiguous' }).program)
  return specifiers
    .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:') && !builtinModules.includes(specifier))
    .map((specifier) => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/'))
    // Any text may be the argument of a call: in a URL, `?` would be no name but the start of a query.
    .filter((name) => /^(?:@[\w.-]+\/)?[\w.-]+$/.test(name))
}

/** Packages that are mentioned in the code, but not loaded. */
const words: ReadonlySet<string> = new Set(['braces', 'entities', '@stoplight/spectral-url-versioning'])

it('the built program loads packages that are installed with it, and no other', () => {
  const { dependencies } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as Manifest
  const modules = readdirSync(dist).filter((name) => /\.[cm]js$/.test(name))
  const installed = new Set(modules.flatMap((name) => packagesIn(readFileSync(new URL(name, dist), 'utf8'))).filter((name) => existsSync(new URL(`node_modules/${name}/package.json`, root))))
  expect(installed).toContain('oxc-parser')
  expect([...installed].filter((name) => !Object.hasOwn(dependencies, name) && !words.has(name))).toEqual([])
})

/** Lists every module that a run loads: imported ones while they are resolved, required ones at the end. */
const trace = `
const hook = \`import { writeSync } from 'node:fs'
export async function resolve(specifier, context, next) {
  const found = await next(specifier, context)
  writeSync(2, found.url + String.fromCharCode(10))
  return found
}\`
require('node:module').register('data:text/javascript,' + encodeURIComponent(hook))
process.on('exit', () => require('node:fs').writeSync(2, Object.keys(require.cache).join(String.fromCharCode(10))))
`

async function loadedBy(args: readonly string[], files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = directoryWith({ 'node_modules/trace.cjs': trace, ...files })
  const { stderr } = await setsquare(args, { cwd, env: { NODE_OPTIONS: `--require ${cwd}/node_modules/trace.cjs` } })
  return stderr
}

describe('only what a run needs is loaded', () => {
  const heavy = /node_modules\/(?:oxc-parser|@oxc-[\w-]+|ts-morph|@ts-morph|typescript|eslint|@typescript-eslint|typebox)\//

  it('to check a contract, nothing that reads TypeScript', async () => {
    const loaded = await loadedBy(['check', '--preset', 'all'], { 'openapi.yaml': contract })
    expect(loaded).toContain('dist/cli.cjs')
    expect(loaded).not.toMatch(heavy)
    expect(loaded).toMatch(/dist\/checks-contract-/)
    expect(loaded).not.toMatch(/dist\/(?:code|checks-code|versions|checks-versions)-/)
  })

  it('to check a source file, the parser, as this test would notice', async () => {
    const loaded = await loadedBy(['check'], { 'a.ts': 'export const a = 1\n' })
    expect(loaded).toMatch(heavy)
    expect(loaded).toMatch(/dist\/code-/)
    expect(loaded).not.toMatch(/dist\/(?:contracts|checks-contract)-/)
    // Only its native code: the package consists of ES modules, which `require` cannot load under Yarn's Plug'n'Play.
    expect(loaded).toMatch(/@oxc-parser\/binding-/)
    expect(loaded).not.toMatch(/oxc-parser\/src-js/)
  })

  it('to compare two versions of a contract, neither what checks one nor what reads code', async () => {
    const loaded = await loadedBy(['diff', 'openapi.yaml', 'openapi.yaml'], { 'openapi.yaml': contract })
    expect(loaded).not.toMatch(heavy)
    expect(loaded).toMatch(/dist\/checks-versions-/)
    expect(loaded).not.toMatch(/dist\/(?:code|checks-code|checks-contract)-/)
  })

  it('to tell the version, next to nothing', async () => {
    const modules = (await loadedBy(['--version'], {})).match(/^.*\bdist\/.*\.cjs$/gm)
    expect(modules?.length).toBeLessThanOrEqual(6)
  })
})

it('the built program tells of its rules what their files say', async () => {
  const built = (await import(new URL('index.mjs', dist).href)) as { readonly check: typeof check }
  const { rules: told } = await built.check({ cwd: directoryWith({ 'openapi.yaml': contract }), paths: ['.'], cache: false })
  const said = ({ id, title, why, fix, checklist, references }: Rule): unknown => ({ id, title, why, fix, checklist, references })
  expect(JSON.parse(JSON.stringify(told.map(said)))).toEqual(JSON.parse(JSON.stringify(rules.map(said))))
})

it('programs can compare versions as the command line does', async () => {
  const built = (await import(new URL('index.mjs', dist).href)) as { readonly diff: typeof diff }
  const cwd = directoryWith({ 'old.yaml': contract, 'new.yaml': contract.replace('/order:', '/orders:') })
  const { report, rules: told } = await built.diff({ cwd, base: 'old.yaml', head: 'new.yaml' })
  const { stdout } = await setsquare(['diff', 'old.yaml', 'new.yaml', '--format', 'json'], { cwd })
  const printed = JSON.parse(stdout) as { readonly findings: readonly { readonly fingerprint: string }[] }
  expect(report.findings.map(({ rule }) => rule)).toContain('removed-operation')
  expect(report.findings.map(({ fingerprint }) => fingerprint)).toEqual(printed.findings.map(({ fingerprint }) => fingerprint))
  expect(told.find(({ id }) => id === 'removed-operation')?.title).toBeTruthy()
  await expect(built.diff({ cwd: '.', base: 'main' })).rejects.toThrow('cwd is not an absolute path')
})

it('what a program asks for by mistake is refused with what is wrong, and never ignored', async () => {
  const built = (await import(new URL('index.mjs', dist).href)) as { readonly [name in 'check' | 'diff' | 'loadConfig']: (request?: unknown) => Promise<unknown> }
  const cwd = directoryWith({ 'openapi.yaml': contract })
  const refusals: [ask: () => Promise<unknown>, message: string][] = [
    [() => built.check(), "cwd is not an absolute path: 'undefined'"],
    [() => built.check({ cwd: `${cwd}/gone` }), `cwd: no such directory: '${cwd}/gone'`],
    [() => built.check({ cwd, path: ['openapi.yaml'] }), "unknown option 'path': did you mean 'paths'?"],
    [() => built.check({ cwd, paths: 'openapi.yaml' }), 'paths is not a list of strings'],
    [() => built.check({ cwd, rules: { 'plural-collections': 'fatal' } }), "rules: the severity of 'plural-collections' must be error, warn, info, off, not 'fatal'"],
    [() => built.diff({ cwd }), 'base is not a string: name a revision or a file'],
    [() => built.diff({ cwd, base: 'main', heads: 'x' }), "unknown option 'heads': did you mean 'head'?"],
    [() => built.loadConfig({ cwd, config: 'setsquare.yaml' }), "unknown option 'config': did you mean 'configFile'?"],
  ]
  for (const [ask, message] of refusals) await expect(ask()).rejects.toMatchObject({ name: 'UsageError', message })
})

it.each(['health-check', 'bounded-page-size'])('what it explains of %s is the page in the documentation with the first example of each kind', async (id) => {
  const { stdout } = await setsquare(['explain', id])
  const [rule] = rules.filter((one) => one.id === id).map(({ examples: { bad, good }, ...said }) => ({ ...said, examples: { bad: bad.slice(0, 1), good: good.slice(0, 1) } }))
  if (rule === undefined) throw new Error(`there is no rule ${id}`)
  const expected = forTerminal(toMarkdown(rulePage(rule)), new Chalk({ level: 0 }))
  expect(stdout.split('\n').slice(0, expected.length)).toEqual(expected)
})

it('rules are listed for programs with all that is said of them', async () => {
  const { stdout } = await setsquare(['rules', '--format', 'json'])
  const { rules: listed } = JSON.parse(stdout) as { readonly rules: readonly Pick<Rule, 'id' | 'why' | 'fix' | 'checklist'>[] }
  expect(listed.map(({ id, why, fix, checklist }) => ({ id, why, fix, checklist }))).toEqual(rules.map(({ id, why, fix, checklist }) => ({ id, why, fix, checklist })))
})
