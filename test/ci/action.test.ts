import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { repository } from '../../scripts/rule-files.ts'
import { contract } from '../support/program.ts'
import { runAction } from './github.ts'
import type { Outcome } from './github.ts'
import { startRegistry } from './registry.ts'
import type { Registry } from './registry.ts'

const text = readFileSync(join(repository, 'action.yml'), 'utf8')
const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string }

/** Enables only the rule that the tests rely on. */
const config = 'rules:\n  "*": off\n  plural-collections: warn\n'

let home = ''
let registry: Registry

beforeAll(async () => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-action-')))
  registry = await startRegistry()
}, 120_000)

afterAll(async () => {
  await registry.close()
  rmSync(home, { recursive: true, force: true })
})

/** Runs the action in a checkout with these files. The runner's directory is shared, so that the package is installed only once. */
async function act(files: Readonly<Record<string, string>>, inputs: Readonly<Record<string, string>> = {}, env: Readonly<Record<string, string>> = {}): Promise<Outcome & { workspace: string }> {
  const workspace = mkdtempSync(join(home, 'checkout-'))
  mkdirSync(join(workspace, '.git'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true })
    writeFileSync(join(workspace, name), content)
  }
  const outcome = await runAction(text, repository, inputs, { workspace, temp: join(home, 'runner'), env: { ...registry.env, ...env }, actions: {} })
  return { ...outcome, workspace }
}

describe('the action', () => {
  it('installs the version it belongs to, checks, annotates and writes a summary', async () => {
    const outcome = await act({ 'openapi.yaml': contract, 'setsquare.yaml': config })
    const installed = JSON.parse(readFileSync(join(home, 'runner/setsquare/node_modules/setsquare/package.json'), 'utf8')) as { version: string }
    expect(installed.version).toBe(version)
    expect(outcome).toMatchObject({ conclusion: 'success', outputs: { result: 'passed', errors: '0', warnings: '1', infos: '0' } })
    expect(outcome.annotations).toEqual([expect.objectContaining({ kind: 'warning', file: 'openapi.yaml', line: '5', title: 'plural-collections' })])
    expect(outcome.summary).toMatch(/^## ✅ Setsquare: passed with 1 warning\n/)
    expect(outcome.summary).toContain('[openapi.yaml:5](https://github.com/acme/shop/blob/0123456789012345678901234567890123456789/openapi.yaml#L5)')
    // The log has the report for people, as on a terminal.
    expect(outcome.log).toContain('\u001B[')
    expect(outcome.log).toContain('/order:')
    const { sarif = '', json = '' } = outcome.outputs
    expect(JSON.parse(readFileSync(sarif, 'utf8'))).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: 'plural-collections' }] }] })
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ findings: [{ rule: 'plural-collections' }] })
  })

  it('uses what the project has installed', async () => {
    const outcome = await act({
      'openapi.yaml': contract,
      'node_modules/setsquare/package.json': '{ "name": "setsquare", "version": "9.9.9" }',
      'node_modules/setsquare/dist/cli.cjs': 'console.log("the project\'s own", process.argv.length); process.exit(2)',
    })
    expect(outcome.log).toContain("the project's own")
    expect(outcome).toMatchObject({ conclusion: 'failure', outputs: { result: 'incomplete' } })
  })

  it('fails on findings that weigh enough', async () => {
    const outcome = await act({ 'openapi.yaml': contract, 'setsquare.yaml': config }, { 'fail-on': 'warn' })
    expect(outcome).toMatchObject({ conclusion: 'failure', outputs: { result: 'failed', warnings: '1' } })
    expect(outcome.summary).toMatch(/^## ❌ Setsquare: 1 warning\n/)
  })

  it('takes every input, and paths from the top of the repository', async () => {
    const files = { 'services/a b/openapi.yaml': contract, 'services/other.yaml': contract, 'services/ci.yaml': `preset: strict\n${config}`, 'setsquare.yaml': config }
    const inputs = {
      'working-directory': 'services',
      paths: 'a b\n\n',
      config: 'ci.yaml',
      preset: 'recommended',
      args: '--rule=plural-collections:error\n--max-warnings=0',
      annotations: 'false',
      summary: 'false',
    }
    const outcome = await act(files, inputs)
    expect(outcome).toMatchObject({ conclusion: 'failure', annotations: [], summary: '', outputs: { result: 'failed', errors: '1', warnings: '0' } })
    expect(JSON.parse(readFileSync(outcome.outputs['sarif'] ?? '', 'utf8'))).toMatchObject({
      runs: [{ results: [{ locations: [{ physicalLocation: { artifactLocation: { uri: 'services/a%20b/openapi.yaml' } } }] }] }],
    })
  })

  it('compares contracts with a base', async () => {
    const inputs = { base: 'old.yaml', paths: 'openapi.yaml' }
    const outcome = await act({ 'old.yaml': contract.replace('/order:', '/orders:'), 'openapi.yaml': contract }, inputs)
    expect(outcome).toMatchObject({ conclusion: 'failure', outputs: { result: 'failed' } })
    expect(outcome.annotations.map(({ title }) => title)).toContain('removed-operation')
    expect(outcome.summary).toMatch(/^## ❌ Setsquare: /)
  })

  it('executes nothing that is in an input', async () => {
    const evil = '$(touch evil1) `touch evil2`; touch evil3 # " \' ${IFS}\\'
    const outcome = await act(
      { 'openapi.yaml': contract, 'setsquare.yaml': config },
      { paths: `${evil}\n--help\n-x`, config: evil, preset: evil, 'fail-on': evil, args: evil },
    )
    expect(outcome).toMatchObject({ conclusion: 'failure', outputs: { result: 'incomplete' } })
    expect(readdirSync(outcome.workspace).sort()).toEqual(['.git', 'openapi.yaml', 'setsquare.yaml'])
    expect(outcome.annotations).toEqual([{ kind: 'error', title: 'setsquare', message: 'Setsquare could not run: see the log of this step.' }])
    expect(outcome.summary).toContain('could not run')
    // By itself, because the first mistake ends a run: a path that looks like a flag must be treated as a path.
    const path = await act({ 'openapi.yaml': contract, 'setsquare.yaml': config }, { paths: '--help' })
    expect(path.log).toMatch(/--help/)
    const base = await act({ 'openapi.yaml': contract }, { base: evil })
    expect(base).toMatchObject({ conclusion: 'failure', outputs: { result: 'incomplete' } })
    expect(readdirSync(base.workspace).sort()).toEqual(['.git', 'openapi.yaml'])
    expect(path.outputs).toMatchObject({ result: 'incomplete' })
  })

  it('no script holds an input, however it is spelt', () => {
    const scripts = text.split('\n').slice(text.split('\n').findIndex((line) => line.startsWith('runs:')))
    const indented = scripts.filter((line) => /^ {8}/.test(line))
    expect(indented.length).toBeGreaterThan(50)
    expect(indented.filter((line) => line.includes('${{')).every((line) => /^ {8}[A-Z_]+: \$\{\{ [\w.-]+ \}\}$/.test(line))).toBe(true)
  })

  it('says that nothing could be checked, in the log, as annotation and in the summary', async () => {
    const mistake = await act({ 'openapi.yaml': contract, 'setsquare.yaml': 'presett: strict\n' })
    expect(mistake).toMatchObject({ conclusion: 'failure', outputs: { result: 'incomplete' } })
    expect(mistake.log).toContain("did you mean 'preset'?")
    expect(mistake.summary).toContain('could not run')
    const broken = await act({ 'openapi.yaml': 'openapi: 3.1.0\npaths: {\n' })
    expect(broken).toMatchObject({ conclusion: 'failure', outputs: { result: 'incomplete' } })
    expect(broken.annotations).toEqual([expect.objectContaining({ kind: 'error', file: 'openapi.yaml', message: expect.stringContaining('Not checked') as string })])
    expect(broken.summary).toMatch(/^## ❌ Setsquare: /)
  })

  it('lets nothing in a checked file pass for a command', async () => {
    const forged = '::error file=x::forged'
    const outcome = await act({ [`${forged}.yaml`]: contract, '::stop-commands::x/openapi.yaml': contract, 'setsquare.yaml': config })
    expect(outcome.annotations.map(({ kind, file }) => [kind, file])).toEqual([['warning', '::error file=x::forged.yaml'], ['warning', '::stop-commands::x/openapi.yaml']])
  })

  it('can run several times in a job', async () => {
    const [first, second] = [await act({ 'openapi.yaml': contract, 'setsquare.yaml': config }), await act({ 'openapi.yaml': contract, 'setsquare.yaml': config })]
    expect(first.outputs['json']).not.toBe(second.outputs['json'])
  })

  it('asks for a Node that Setsquare runs on', async () => {
    const bin = mkdtempSync(join(home, 'bin-'))
    for (const name of ['bash', 'cat', 'mktemp']) symlinkSync(join('/usr/bin', name), join(bin, name))
    const outcome = await act({ 'openapi.yaml': contract }, {}, { PATH: bin })
    expect(outcome).toMatchObject({ conclusion: 'failure', annotations: [{ kind: 'error', message: expect.stringContaining('Node 20.19') as string }] })
  })
})
