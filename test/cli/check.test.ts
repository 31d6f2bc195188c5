import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { setsquare } from '../support/command.ts'
import { contract, directoryWith, setsquare as builtSetsquare } from '../support/program.ts'

/** Enables only the rule that the tests rely on, so that new rules do not affect them. */
const only = ['--rule', '*:off', '--rule', 'plural-collections:warn']

interface JsonReport {
  version: number
  findings: { rule: string; severity: string; file: string; line: number; column: number; message: string }[]
  coverage: { kind: string; file: string; message: string }[]
  summary: Record<string, number>
}

function parsed(stdout: string): JsonReport {
  return JSON.parse(stdout) as JsonReport
}

describe('setsquare check', () => {
  it('needs no configuration and no arguments', async () => {
    const cwd = directoryWith({ 'api/openapi.yaml': contract, 'data.json': '{ "orders": [] }' })
    const run = await setsquare([], { cwd })
    expect(run.stdout).toContain('api/openapi.yaml')
    expect(run.stdout).toContain('plural-collections')
    expect(run.stdout).toMatch(/5:\d+ +warn/)
    expect(run.stderr).toBe('')
    expect(await setsquare(['check', '.'], { cwd })).toMatchObject({ code: run.code })
  })

  it('reports in the JSON form that tools rely on', async () => {
    const cwd = directoryWith({ 'api/openapi.yaml': contract })
    const { code, stdout } = await setsquare(['check', '--format', 'json', ...only], { cwd })
    const report = parsed(stdout)
    expect(code).toBe(0)
    expect(Object.keys(report)).toEqual(['version', 'findings', 'coverage', 'summary'])
    expect(report.findings).toEqual([
      {
        rule: 'plural-collections',
        topic: 'resources',
        severity: 'warn',
        message: expect.stringContaining("'orders'") as string,
        file: 'api/openapi.yaml',
        line: 5,
        column: 4,
        endLine: 5,
        endColumn: 9,
        pointer: '/paths/~1order',
        docs: expect.stringMatching(/^https:\/\/.*plural-collections/) as string,
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      },
    ])
    expect(Object.keys(report.summary)).toEqual(['files', 'contracts', 'sources', 'errors', 'warnings', 'infos', 'durationMs'])
    expect(report.summary).toMatchObject({ files: 1, contracts: 1, sources: 0, errors: 0, warnings: 1, infos: 0 })
  })

  it('shows paths relative to the directory it works in', async () => {
    const cwd = directoryWith({ 'api/openapi.yaml': contract, 'other/x.txt': '' })
    const files = async (args: string[], where: string): Promise<string[]> =>
      parsed((await setsquare(['check', '--format', 'json', ...only, ...args], { cwd: where })).stdout).findings.map(({ file }) => file)
    expect(await files([join(cwd, 'api')], join(cwd, 'other'))).toEqual(['../api/openapi.yaml'])
    expect(await files(['--cwd', 'api'], cwd)).toEqual(['openapi.yaml'])
    expect(await files(['--cwd', cwd, 'api/openapi.yaml'], '/')).toEqual(['api/openapi.yaml'])
  })

  it.each([
    [[], 0],
    [['--fail-on', 'warn'], 1],
    [['--fail-on=info'], 1],
    [['--fail-on', 'never', '--rule', 'plural-collections:error'], 0],
    [['--rule', 'plural-collections:error'], 1],
    [['--max-warnings', '0'], 1],
    [['--max-warnings', '1'], 0],
    [['--quiet'], 0],
    [['--quiet', '--max-warnings', '0'], 1],
  ])('with %j exits with %i', async (args, code) => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    expect((await setsquare(['check', ...only, ...args], { cwd })).code).toBe(code)
  })

  it('--quiet shows errors only', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    const warned = await setsquare(['check', '--quiet', '--format', 'json', ...only], { cwd })
    expect(parsed(warned.stdout)).toMatchObject({ findings: [], summary: { warnings: 0 } })
    const failed = await setsquare(['check', '--quiet', '--format', 'json', '--rule', 'plural-collections:error', '--rule', '*:warn'], { cwd })
    expect(new Set(parsed(failed.stdout).findings.map(({ severity }) => severity))).toEqual(new Set(['error']))
  })

  it('--output writes a file without colours, and nothing to stdout', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    const { code, stdout, stderr } = await setsquare(['check', '--output', 'report.txt', ...only], { cwd, env: { FORCE_COLOR: '1', NO_COLOR: '' } })
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' })
    const written = readFileSync(join(cwd, 'report.txt'), 'utf8')
    expect(written).toContain('plural-collections')
    expect(written).not.toContain('\u001B')
  })

  it('writes several reports in one run, and makes the directories they go to', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    const { code, stdout, stderr } = await setsquare(['check', '--format', 'json=reports/a b/ü.json', '--format', 'pretty', '--format=sarif=x=y.sarif', ...only], { cwd })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('1 warning')
    expect(parsed(readFileSync(join(cwd, 'reports/a b/ü.json'), 'utf8')).findings).toHaveLength(1)
    expect(JSON.parse(readFileSync(join(cwd, 'x=y.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' })
  })

  it('--output is for the report that would be printed', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    const run = await setsquare(['check', '--format', 'json=a.json', '--format', 'checkstyle', '--output', 'b.xml', ...only], { cwd })
    expect(run).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(readFileSync(join(cwd, 'b.xml'), 'utf8')).toContain('<checkstyle')
  })

  it('says which reports cannot be written, without a trace, and writes the others', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract, file: '', 'directory/x': '' })
    const run = await setsquare(['check', '--format', 'json=file/a.json', '--format', 'sarif=directory', '--format', 'junit=b.xml', '--format', 'jsonl', ...only], { cwd })
    expect(run).toMatchObject({
      code: 2,
      stderr: "setsquare: cannot write 'file/a.json': a part of its path is not a directory\nsetsquare: cannot write 'directory': it is a directory\n",
    })
    expect(readFileSync(join(cwd, 'b.xml'), 'utf8')).toContain('</testsuites>')
    expect(run.stdout.trim().split('\n')).toHaveLength(2)
  })

  it.runIf(existsSync('/proc/self'))('says so where a file system makes no directories, instead of trying for ever', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    const run = await setsquare(['check', '--output', '/proc/setsquare/report.txt', ...only], { cwd })
    expect(run).toEqual({ code: 2, stdout: '', stderr: "setsquare: cannot write '/proc/setsquare/report.txt': no such file or directory\n" })
  })

  const isRoot = process.getuid?.() === 0
  const asNobody = ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']

  it.runIf(!isRoot || existsSync('/usr/bin/setpriv'))('says so when a directory may not be written to', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract, 'locked/x': '' })
    chmodSync(cwd, 0o755)
    chmodSync(join(cwd, 'locked'), 0o555)
    const run = await builtSetsquare(['check', '--output', 'locked/report.txt', ...only], { cwd, through: isRoot ? asNobody : [] })
    expect(run).toEqual({ code: 2, stdout: '', stderr: "setsquare: cannot write 'locked/report.txt': permission denied\n" })
  })

  it("adds to a job's summary and overwrites everything else", async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract, 'summary.md': 'before\n', 'other.md': 'before\n' })
    const env = { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') }
    await setsquare(['check', '--format', 'markdown=summary.md', '--format', 'github=other.md', ...only], { cwd, env })
    expect(readFileSync(join(cwd, 'summary.md'), 'utf8')).toMatch(/^before\n## /)
    expect(readFileSync(join(cwd, 'other.md'), 'utf8')).not.toContain('before')
  })

  it('uses colours when told to, and never when told not to', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    expect((await setsquare(['check', '--color'], { cwd })).stdout).toContain('\u001B[')
    expect((await setsquare(['check'], { cwd })).stdout).not.toContain('\u001B[')
    expect((await setsquare(['check', '--no-color'], { cwd, env: { NO_COLOR: '', FORCE_COLOR: '1' } })).stdout).not.toContain('\u001B[')
  })

  describe('with a report larger than a pipe holds', () => {
    const pair = (index: number): string =>
      [`/a${index}/order`, `/a${index}/order/{orderId}`].map((path) => `  ${path}: { get: { responses: { '200': { description: o } } }, put: {} }\n`).join('')
    const large = `openapi: 3.1.0\ninfo: { title: t, version: 1.0.0 }\npaths:\n${Array.from({ length: 3000 }, (_, index) => pair(index)).join('')}`
    const args = ['check', '--format', 'json', '--preset', 'all']

    it('writes all of it before it ends', async () => {
      const { code, stdout, stderr } = await builtSetsquare(args, { cwd: directoryWith({ 'openapi.yaml': large }) })
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
      expect(stdout.length).toBeGreaterThan(500_000)
      expect(parsed(stdout).findings.length).toBeGreaterThan(1000)
    })

    it('does not mind a reader that has seen enough', async () => {
      const through = ['bash', '-c', '"$@" | head -c 10; exit ${PIPESTATUS[0]}', 'bash']
      const run = await builtSetsquare(args, { cwd: directoryWith({ 'openapi.yaml': large }), through })
      expect(run).toEqual({ code: 1, stdout: '{\n  "versi', stderr: '' })
    })

    it('says so when the other end cannot take it', async () => {
      const through = ['bash', '-c', '"$@" >/dev/full', 'bash']
      const run = await builtSetsquare(args, { cwd: directoryWith({ 'openapi.yaml': large }), through })
      expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/^setsquare: cannot write the report: no space/) as string })
    })
  })
})

describe('rules and explain', () => {
  it('list every rule, for people and for programs', async () => {
    const [table, data] = await Promise.all([setsquare(['rules']), setsquare(['rules', '--format', 'json'])])
    const { rules } = JSON.parse(data.stdout) as { rules: { id: string; docs: string; presets: { strict: string } }[] }
    expect(rules.length).toBeGreaterThan(0)
    for (const rule of rules) expect(table.stdout).toContain(`  ${rule.id} `)
    expect(rules.every(({ docs, id, presets }) => docs.includes(id) && presets.strict !== '')).toBe(true)
  })

  it('explain tells what, why and what to do, with examples', async () => {
    const { code, stdout } = await setsquare(['explain', 'plural-collections'])
    expect(code).toBe(0)
    for (const part of ['Why', 'What to do', 'Options', 'Examples that are reported', 'Examples that are fine', 'openapi: 3.1.0']) expect(stdout).toContain(part)
    expect(stdout).toMatch(/^Options\n\n {2}\w+ \(list of texts; \[\] by default\)$/m)
  })

  it.each([
    [['explain', 'plural-collection'], "setsquare: unknown rule 'plural-collection': did you mean 'plural-collections'?\n"],
    [['explain', 'zzzzzz'], "setsquare: unknown rule 'zzzzzz': `setsquare rules` lists them\n"],
    [['explain', 'health'], "setsquare: 'health' is a topic, and explain takes a rule. Its rules are health-check, health-documented, readiness-checks-dependencies\n"],
    [['explain'], 'setsquare: explain takes one rule, `architecture` or `conventions <contract>`: setsquare explain <rule>\n'],
  ])('%j is answered with what was meant', async (args, stderr) => {
    expect(await setsquare(args)).toEqual({ code: 2, stdout: '', stderr })
  })

  it('explain says of layering what shows the layers of code', async () => {
    const { code, stderr } = await setsquare(['explain', 'layering'])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^setsquare: 'layering' is a topic, .*layer-dependencies.*; `setsquare explain architecture` shows the layers of your code\n$/)
  })
})

describe('the command line itself', () => {
  it('tells its version and its help', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }
    expect(await setsquare(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
    expect(await setsquare(['-v'])).toMatchObject({ code: 0, stdout: `${version}\n` })
    const help = await setsquare(['--help'])
    expect(help).toMatchObject({ code: 0, stderr: '' })
    for (const command of ['check', 'init', 'rules', 'explain']) {
      expect(help.stdout).toContain(command)
      expect(await setsquare([command, '--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining(`Usage: setsquare ${command}`) as string })
      expect((await setsquare(['help', command])).stdout).toContain(`Usage: setsquare ${command}`)
    }
  })

  it('takes flags before the command too', async () => {
    expect(await setsquare(['--no-color', 'explain', 'plural-collections'])).toMatchObject({ code: 0 })
  })

  it.each([
    [['check', '--formt', 'json'], "unknown flag '--formt': did you mean '--format'?"],
    [['--presett', 'all'], "unknown flag '--presett': did you mean '--preset'?"],
    [['check', '--zzz'], "unknown flag '--zzz': --help lists them"],
    [['check', '-z'], "unknown flag '-z': --help lists them"],
    [['rules', '--config', 'x'], "'--config' is a flag of `setsquare check`"],
    [['chekc'], "unknown command 'chekc': did you mean 'check'?"],
    [['src/api'], "unknown command 'src/api': to check it, write `setsquare check src/api`"],
    [['frobnicate'], "unknown command 'frobnicate': the commands are check, diff, init, routes, rules, explain"],
    [['check', '--format', 'jsn'], "--format must be pretty, json, jsonl, sarif, github, gitlab, junit, checkstyle, markdown, rdjson, not 'jsn': did you mean 'json'?"],
    [['check', '--format'], '--format needs a value: --format <name[=file]>'],
    [['check', '--config', '--quiet'], '--config needs a value: --config <file>'],
    [['check', '--quiet=yes'], '--quiet takes no value'],
    [['check', '--format', 'json', '--format', 'sarif'], '--format sarif: only one report can be printed: give the others a file, as in --format sarif=report.txt'],
    [['check', '--format', 'jsn=report.json'], "--format must be pretty, json, jsonl, sarif, github, gitlab, junit, checkstyle, markdown, rdjson, not 'jsn': did you mean 'json'?"],
    [['check', '--format', 'json='], '--format json= needs a file: --format json=<file>'],
    [['check', '--format', 'json=a', '--format', 'sarif=./a'], "--format: two reports cannot go to the same file: './a'"],
    [['check', '--format', 'json=a', '--output', 'b'], '--output: every --format names its own file already'],
    [['rules', '--format', 'json=a'], "--format must be pretty, json, not 'json=a': did you mean 'json'?"],
    [['check', '--config', 'a', '--config', 'b'], '--config is given twice'],
    [['check', '--max-warnings', 'many'], "--max-warnings must be a whole number, not 'many'"],
    [['check', '--max-warnings', '-1'], "--max-warnings must be a whole number, not '-1'"],
    [['check', '--fail-on', 'errors'], "--fail-on must be error, warn, info, never, not 'errors': did you mean 'error'?"],
    [['check', '--rule', 'plural-collections'], '--rule needs a rule and a severity: --rule plural-collections:error'],
    [['check', '--rule', 'plural-collections=off'], '--rule needs a rule and a severity: --rule plural-collections:error'],
    [['check', ''], "a path is empty: leave it out, or write '.' for all that is here"],
    [['check', '--rule', 'plural-collections:wran'], "--rule: 'wran' in 'plural-collections:wran' must be error, warn, info, off: did you mean 'warn'?"],
    [['check', '--cwd', '/no/such/place'], "--cwd: no such directory: '/no/such/place'"],
    [['init', '--yes', '--cwd', '/no/such/place'], "--cwd: no such directory: '/no/such/place'"],
    [['explain', 'architecture', '--cwd', '/no/such/place'], "--cwd: no such directory: '/no/such/place'"],
    [['explain', 'archtecture'], "unknown rule 'archtecture': did you mean 'architecture'?"],
    [['rules', 'health'], 'rules takes no names: `setsquare explain health` explains one rule'],
    [['help', 'chek'], "unknown command 'chek': did you mean 'check'?"],
    [['version'], "unknown command 'version': did you mean '--version'?"],
  ])('%j is refused, with what was meant', async (args, message) => {
    expect(await setsquare(args)).toEqual({ code: 2, stdout: '', stderr: `setsquare: ${message}\n` })
  })

  it.each([
    [['--preset', 'strikt'], "--preset: unknown preset 'strikt': did you mean 'strict'?"],
    [['--rule', 'plural-colections:off'], "--rule: unknown rule 'plural-colections': did you mean 'plural-collections'?"],
  ])('%j is refused before anything is checked', async (args, message) => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    expect(await setsquare(['check', ...args], { cwd })).toEqual({ code: 2, stdout: '', stderr: `setsquare: ${message}\n` })
  })
})
