import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { setsquare } from '../support/command.ts'
import { contract, directoryWith, setsquare as builtSetsquare } from '../support/program.ts'

const only = ['--rule', '*:off', '--rule', 'plural-collections:error']

/** The findings of the one rule that the sample contract violates. */
async function severityIn(cwd: string, args: readonly string[] = []): Promise<string> {
  const { stdout, stderr } = await setsquare(['check', '--format', 'json', ...args], { cwd })
  if (stdout === '') return stderr
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; severity: string; file: string }[] }
  return findings.find(({ rule }) => rule === 'plural-collections')?.severity ?? 'none'
}

describe('a configuration', () => {
  it.each([
    ['setsquare.yaml', 'rules: { plural-collections: error }'],
    ['setsquare.yml', 'rules: { plural-collections: error }'],
    ['setsquare.json', '{ "rules": { "plural-collections": "error" } }'],
    ['setsquare.config.mjs', "export default { rules: { 'plural-collections': 'error' } }"],
    ['setsquare.config.js', "module.exports = { rules: { 'plural-collections': 'error' } }"],
    ['setsquare.config.cjs', "module.exports = { rules: { 'plural-collections': 'error' } }"],
  ])('is found as %s', async (name, text) => {
    expect(await severityIn(directoryWith({ 'openapi.yaml': contract, [name]: text }))).toBe('error')
  })

  it('is found upward, up to the top of the repository and not beyond', async () => {
    const directory = directoryWith({
      'setsquare.yaml': 'preset: all',
      'repository/a/b/openapi.yaml': contract,
    })
    const cwd = join(directory, 'repository/a/b')
    expect(await severityIn(cwd)).toBe('warn')
    execFileSync('git', ['init', '-q'], { cwd: join(directory, 'repository') })
    expect(await severityIn(cwd)).toBe('warn')
    execFileSync('git', ['init', '-q'], { cwd: directory })
    execFileSync('rm', ['-r', join(directory, 'repository/.git')])
    expect(await severityIn(cwd)).toBe('error')
  })

  it('is taken from where --config says', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract, 'setsquare.yaml': 'preset: all', 'ci/other.yaml': 'rules: { "*": info }' })
    expect(await severityIn(cwd, ['--config', 'ci/other.yaml'])).toBe('info')
    expect(await severityIn(cwd, ['--config', 'ci/othr.yaml'])).toBe("setsquare: no such configuration file: 'ci/othr.yaml'\n")
  })

  it('can ignore files, and weigh others differently', async () => {
    const cwd = directoryWith({
      'a.yaml': contract,
      'old/b.yaml': contract,
      'gen/c.yaml': contract,
      'setsquare.yaml': 'rules: { "*": off, plural-collections: warn }\noverrides: [{ files: [old], rules: { plural-collections: info } }]\nignore: [gen]\nfailOn: info\n',
    })
    const files = async (...args: string[]): Promise<unknown> => {
      const { stdout } = await setsquare(['check', '--format', 'json', ...args], { cwd })
      const { findings } = JSON.parse(stdout) as { findings: { severity: string; file: string }[] }
      return findings.map(({ severity, file }) => `${file} ${severity}`)
    }
    expect(await files()).toEqual(['a.yaml warn', 'old/b.yaml info'])
    expect(await files('gen')).toEqual(['gen/c.yaml warn'])
    expect(await files('gen', '.')).toEqual(['a.yaml warn', 'gen/c.yaml warn', 'old/b.yaml info'])
    expect(await files('gen/c.yaml')).toEqual(['gen/c.yaml warn'])
    expect((await setsquare(['check', 'old'], { cwd })).code).toBe(1)
    expect((await setsquare(['check', 'old', '--fail-on', 'warn'], { cwd })).code).toBe(0)
  })

  it('reaches into files that a contract refers to', async () => {
    const cwd = directoryWith({
      'openapi.yaml': "openapi: 3.1.0\ninfo: { title: t, version: 1.0.0 }\npaths:\n  /a: { get: { responses: { '200': { $ref: 'shared/responses.yaml#/missing' } } } }\n  /b: { $ref: 'shared/path.yaml' }\n",
      'shared/path.yaml': "get: { responses: { '200': { $ref: './nowhere.yaml' } } }\n",
      'shared/responses.yaml': 'x: {}\n',
      'setsquare.yaml': 'rules: { "*": off, resolvable-references: error }\noverrides: [{ files: [shared], rules: { resolvable-references: off } }]\n',
    })
    const { stdout } = await setsquare(['check', '--format', 'json'], { cwd })
    const { findings } = JSON.parse(stdout) as { findings: { file: string }[] }
    expect(findings.map(({ file }) => file)).toEqual(['openapi.yaml'])
  })
})

describe('a mistake in a configuration ends the run with 2 and its place', () => {
  it.each([
    ['setsquare.yaml', 'rules:\n  plural-colections: error\n', ":2:3: unknown rule 'plural-colections': did you mean 'plural-collections'?"],
    ['setsquare.yaml', 'rules:\n  plural-collections: [warn, { alow: [] }]\n', ":2:32: unknown option 'alow' of plural-collections: did you mean 'allow'?"],
    ['setsquare.yaml', 'preset: strickt\n', ":1:9: 'preset' must be recommended, strict or all, not 'strickt': did you mean 'strict'?"],
    ['setsquare.json', '{\r\n  "ignored": []\r\n}', ":2:4: unknown key 'ignored': did you mean 'ignore'?"],
    ['setsquare.yaml', '\uFEFFpreset: x\n', ":1:9: 'preset' must be recommended, strict or all, not 'x'"],
    ['setsquare.config.mjs', "export default { preset: 'strickt' }", ": 'preset' must be recommended, strict or all, not 'strickt': did you mean 'strict'?"],
    ['setsquare.config.mjs', 'export const preset = 1', ': has no default export: write `export default { ... }`'],
  ])('%s: %s', async (name, text, message) => {
    const cwd = directoryWith({ 'openapi.yaml': contract, [name]: text })
    expect(await setsquare(['check'], { cwd })).toEqual({ code: 2, stdout: '', stderr: `setsquare: ${join(cwd, name)}${message}\n` })
  })

  it.each([
    ['setsquare.yaml', 'rules: {\n  a: [\n', /setsquare\.yaml:\d:\d+: /],
    ['setsquare.yaml', Uint8Array.from([0x70, 0x3a, 0x20, 0xff]), /setsquare\.yaml: could not be read: it is not valid UTF-8 \(line 1\)/],
    ['setsquare.yaml', Uint8Array.from([0xff, 0xfe, 0x70, 0]), /setsquare\.yaml: could not be read: it is encoded in UTF-16: save it as UTF-8/],
    ['setsquare.config.mjs', 'export default {\n', /setsquare\.config\.mjs(:\d+:\d+)?: could not be run: SyntaxError: /],
    ['setsquare.config.mjs', 'const a = 1\nthrow new Error("no luck")\n', /setsquare\.config\.mjs:2:7: could not be run: Error: no luck/],
    ['setsquare.config.mjs', 'export default { get preset() { throw new TypeError("no luck") } }\n', /setsquare\.config\.mjs: could not be read: TypeError: no luck/],
    ['setsquare.config.cjs', 'Object.defineProperty(exports, "default", { enumerable: true, get() { throw new TypeError("no luck") } })\nexports.__esModule = true\n', /setsquare\.config\.cjs:1:\d+: could not be run: TypeError: no luck/],
    ['setsquare.config.mjs', 'throw { toString() { throw 5 } }\n', /setsquare\.config\.mjs: could not be run: it threw a value that cannot be shown/],
    ['setsquare.config.mjs', 'const a = { preset: "strict" }\na.rules = a\nexport default a\n', /setsquare\.config\.mjs: /],
    ['setsquare.config.mjs', 'import "./missing.mjs"\n', /setsquare\.config\.mjs: could not be run: Error: Cannot find module/],
  ])('%s that cannot be read', async (name, text, message) => {
    const cwd = directoryWith({ 'openapi.yaml': contract, [name]: text })
    const run = await builtSetsquare(['check'], { cwd })
    expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(message) as string })
    expect(run.stderr).not.toMatch(/^ +at /m)
  })

  it.each(['process.exit(0)', 'await new Promise(() => {})\nexport default {}'])('one that ends the process, or never comes to an end: %s', async (text) => {
    const run = await builtSetsquare(['check'], { cwd: directoryWith({ 'openapi.yaml': contract, 'setsquare.config.mjs': text }) })
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('setsquare: the process ended before the check was finished')
  })

  it('one that waits is waited for, and what it leaves open keeps nobody waiting', async () => {
    const text = "console.log('loaded')\nawait 0\nsetInterval(() => undefined, 1000)\nexport default { preset: 'strict' }\n"
    const run = await builtSetsquare(['check', '--format', 'json', '--fail-on', 'never'], { cwd: directoryWith({ 'openapi.yaml': contract, 'setsquare.config.mjs': text }) })
    expect(run).toMatchObject({ code: 0, stderr: 'loaded\n' })
    expect(JSON.parse(run.stdout)).toHaveProperty('findings')
  })

  it('one under a name that is not read', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract, 'setsquare.config.ts': 'export default {}\n' })
    const run = await setsquare(['check', ...only], { cwd })
    expect(run).toMatchObject({ code: 2, stdout: '' })
    expect(run.stderr).toContain('setsquare.config.ts: is not read under this name: rename it to setsquare.yaml')
    expect(await setsquare(['check', ...only, '--config', 'setsquare.config.ts'], { cwd })).toEqual(run)
  })

  it('two configurations in one directory', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract, 'setsquare.yaml': '', 'setsquare.config.js': '' })
    expect(await setsquare(['check', ...only], { cwd })).toEqual({
      code: 2,
      stdout: '',
      stderr: `setsquare: ${join(cwd, 'setsquare.yaml')}: there is also 'setsquare.config.js': keep one configuration file\n`,
    })
  })
})
