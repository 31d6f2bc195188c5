import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { setsquare } from '../support/command.ts'
import { directoryWith } from '../support/program.ts'
import type { Run } from '../support/program.ts'
import { repositoryWith } from '../support/repository.ts'

const operation = "{ responses: { '200': { description: Done } } }"
const api = (paths: string, version = '1.0.0'): string => `openapi: 3.0.3\ninfo: { title: Shop, version: ${version} }\npaths:\n${paths}`
const books = `  /books: { get: ${operation} }\n`
const carts = `  /carts: { get: ${operation} }\n`

/** `file:line rule` of each finding, and `file:line` of the earlier version. */
async function diff(cwd: string, ...args: string[]): Promise<{ run: Run; found: string[] }> {
  const run = await setsquare(['diff', ...args, '--format', 'json'], { cwd })
  const { findings = [] } = (run.stdout === '' ? {} : JSON.parse(run.stdout)) as { findings?: { file: string; line: number; rule: string; related: { file: string; line: number }[] }[] }
  return { run, found: findings.map(({ file, line, rule, related }) => `${file}:${line} ${rule} ${related.map((one) => `${one.file}:${one.line}`).join()}`) }
}

const verdict = (file: string, before: string): string => `${file}:2 missing-major-version ${before}:2`

describe('what is compared', () => {
  it('two files', async () => {
    const cwd = directoryWith({ 'old.yaml': api(books + carts), 'new.yaml': api(books) })
    const { run, found } = await diff(cwd, 'old.yaml', 'new.yaml')
    expect(found).toEqual([verdict('new.yaml', 'old.yaml'), 'new.yaml:3 removed-operation old.yaml:5'])
    expect(run.code).toBe(1)
    expect(await diff(cwd, 'new.yaml', 'old.yaml')).toMatchObject({ found: [], run: { code: 0 } })
  })

  it('the working tree with where its branch left another, and nothing that the other has done since', async () => {
    const repository = repositoryWith({ 'api/shop.yaml': api(books), 'other.yaml': api(books) })
    repository.git('checkout', '-q', '-b', 'feature')
    repository.git('checkout', '-q', 'main')
    repository.stage({ 'api/shop.yaml': api(books + carts) })
    repository.git('commit', '-qm', 'theirs')
    repository.git('checkout', '-q', 'feature')
    expect((await diff(repository.cwd, 'main')).found).toEqual([])
    repository.write({ 'api/shop.yaml': api('  {}\n') })
    expect((await diff(repository.cwd, 'main')).found).toEqual([verdict('api/shop.yaml', 'main:/api/shop.yaml'), 'api/shop.yaml:3 removed-operation main:/api/shop.yaml:4'])
    expect((await diff(join(repository.cwd, 'api'), 'main')).found).toEqual([verdict('shop.yaml', '../main:/api/shop.yaml'), 'shop.yaml:3 removed-operation ../main:/api/shop.yaml:4'])
  })

  it('one contract, revisions, and files in revisions', async () => {
    const repository = repositoryWith({ 'a.yaml': api(books + carts), 'b.yaml': api(books + carts) })
    repository.git('tag', 'v1')
    repository.stage({ 'a.yaml': api(books), 'b.yaml': api(books) })
    repository.git('commit', '-qm', 'less')
    const expected = (file: string, before: string): string[] => [verdict(file, before), `${file}:3 removed-operation ${before}:5`]
    expect((await diff(repository.cwd, 'v1', 'a.yaml')).found).toEqual(expected('a.yaml', 'v1:/a.yaml'))
    expect((await diff(repository.cwd, 'v1', 'HEAD')).found).toEqual([...expected('a.yaml', 'v1:/a.yaml'), ...expected('b.yaml', 'v1:/b.yaml')])
    expect((await diff(repository.cwd, 'v1:a.yaml', 'b.yaml')).found).toEqual(expected('b.yaml', 'v1:/a.yaml'))
    expect((await diff(repository.cwd, 'HEAD~1:./a.yaml')).found).toEqual(expected('a.yaml', 'HEAD~1:/a.yaml'))
    repository.write({ 'a.yaml': api('  {}\n') })
    expect((await diff(repository.cwd, 'v1', 'HEAD:a.yaml')).found).toEqual(expected('a.yaml', 'v1:/a.yaml'))
  })

  it('documents that a contract refers to, each in its own state', async () => {
    const repository = repositoryWith({ 'api/shop.yaml': api("  /books: { $ref: '../parts/books.yaml' }\n"), 'parts/books.yaml': `get: ${operation}\npost: ${operation}\n` })
    repository.write({ 'parts/books.yaml': `get: ${operation}\n` })
    expect((await diff(repository.cwd, 'main')).found).toEqual([verdict('api/shop.yaml', 'main:/api/shop.yaml'), 'api/shop.yaml:4 removed-operation main:/parts/books.yaml:2'])
  })

  it('a contract that was moved, and not one that is new', async () => {
    const repository = repositoryWith({ 'old.yaml': api(books + carts) })
    repository.write({ 'old.yaml': null, 'sub/new.yaml': api(books), 'another.yaml': api(books).replace('Shop', 'Another') })
    expect((await diff(repository.cwd, 'main')).found).toEqual([verdict('sub/new.yaml', 'main:/old.yaml'), 'sub/new.yaml:3 removed-operation main:/old.yaml:5'])
    repository.write({ 'sub/new.yaml': null })
    expect((await diff(repository.cwd, 'main')).found).toEqual(['old.yaml:1 removed-operation main:/old.yaml:2'])
  })
})

describe('what decides', () => {
  const versions = { 'old.yaml': api(books + carts, '1.4.0'), 'new.yaml': api(books, '1.5.0') }

  it('a new major version may break clients', async () => {
    const { run, found } = await diff(directoryWith({ ...versions, 'new.yaml': api(books, '2.0.0') }), 'old.yaml', 'new.yaml')
    expect(found).toEqual(['new.yaml:3 removed-operation old.yaml:5'])
    expect(run).toMatchObject({ code: 0 })
    expect(run.stdout).toContain('"severity": "warn"')
  })

  it.each([
    ['severities', 'rules: { removed-operation: warn }\n', 0, ['new.yaml:3 removed-operation old.yaml:5']],
    ['rules that are off', "rules: { 'evolution/*': off }\n", 0, []],
    ['exceptions for what is gone', 'exceptions: [{ rules: [removed-operation], operations: [GET /carts], because: it was never used }]\n', 0, []],
    ['overrides', "overrides: [{ files: ['new.yaml'], rules: { removed-operation: info } }]\n", 0, ['new.yaml:3 removed-operation old.yaml:5']],
    ['a threshold', 'failOn: never\n', 0, [verdict('new.yaml', 'old.yaml'), 'new.yaml:3 removed-operation old.yaml:5']],
  ])('%s of the configuration', async (_name, configuration, code, expected) => {
    const { run, found } = await diff(directoryWith({ ...versions, 'setsquare.yaml': configuration }), 'old.yaml', 'new.yaml')
    expect(found).toEqual(expected)
    expect(run.code).toBe(code)
  })

  it.each([
    ['a comment', (text: string) => text.replace('paths:', '# setsquare-disable-next-line removed-operation -- never used\npaths:')],
    ['an extension', (text: string) => `${text}x-setsquare-ignore: { removed-operation: never used }\n`],
  ])('%s in the later version', async (_name, change) => {
    const cwd = directoryWith({ ...versions, 'new.yaml': change(versions['new.yaml']) })
    expect(await diff(cwd, 'old.yaml', 'new.yaml')).toMatchObject({ found: [], run: { code: 0 } })
    // Nobody knows whether it is still needed: that depends on what is compared.
    expect(await diff(cwd, 'new.yaml', 'new.yaml')).toMatchObject({ found: [], run: { code: 0 } })
    expect((await setsquare(['check', 'new.yaml', '--rule', '*:off'], { cwd })).stdout).not.toContain('unused-suppression')
  })

  it('flags', async () => {
    const cwd = directoryWith(versions)
    expect((await diff(cwd, 'old.yaml', 'new.yaml', '--rule', 'removed-operation:info')).run.code).toBe(0)
    expect((await diff(cwd, 'old.yaml', 'new.yaml', '--rule', 'removed-operation:info', '--fail-on', 'info')).run.code).toBe(1)
    const { code, stdout } = await setsquare(['diff', 'old.yaml', 'new.yaml', '--output', 'report.txt', '--quiet'], { cwd })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})

it('check knows the rules and does not run them', async () => {
  const cwd = directoryWith({ 'openapi.yaml': api(books), 'setsquare.yaml': "rules: { '*': off, removed-operation: error, 'evolution/*': warn }\n" })
  expect(await setsquare(['check'], { cwd })).toMatchObject({ code: 0, stderr: '' })
})

describe('what cannot be compared is refused with the reason', () => {
  it.each([
    ['no argument', [], 'setsquare: diff compares two states: setsquare diff <base> [head], such as `setsquare diff origin/main`\n'],
    ['three arguments', ['a', 'b', 'c'], 'setsquare: diff compares two states'],
    ['an unknown revision', ['nope'], "setsquare: diff: there is no branch, tag or commit 'nope' here\n"],
    ['a file alone', ['openapi.yaml'], "setsquare: diff: 'openapi.yaml' is a file: add a revision or a file to compare it with, as in `setsquare diff main openapi.yaml`\n"],
    ['a file that a revision lacks', ['HEAD:none.yaml'], "setsquare: 'HEAD:none.yaml' cannot be compared: there is no such file\n"],
    ['a new file', ['HEAD', 'new.yaml'], "setsquare: 'HEAD' cannot be compared: there is no such file\n"],
    ['no contract', ['openapi.yaml', 'notes.yaml'], "setsquare: 'notes.yaml' cannot be compared: not checked: it is not an OpenAPI document by itself (it has no `openapi` or `swagger` field)\n"],
    ['a binary file', ['openapi.yaml', 'binary.yaml'], "setsquare: 'binary.yaml' cannot be compared: "],
    ['an unknown flag', ['HEAD', '--staged'], "setsquare: '--staged' is a flag of `setsquare check`\n"],
  ])('%s', async (_name, args, message) => {
    const repository = repositoryWith({ 'openapi.yaml': api(books), 'notes.yaml': 'a: 1\n' })
    repository.write({ 'new.yaml': api(books) })
    writeFileSync(join(repository.cwd, 'binary.yaml'), Buffer.from([0, 255, 0, 254]))
    const { code, stdout, stderr } = await setsquare(['diff', ...args], { cwd: repository.cwd })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.startsWith(message)).toBe(true)
    expect(stderr).not.toContain('    at ')
  })

  it('a directory without git', async () => {
    expect(await setsquare(['diff', 'main'], { cwd: directoryWith({ 'openapi.yaml': api(books) }) })).toMatchObject({ code: 2, stderr: expect.stringMatching(/^setsquare: diff needs a git repository, and '.*' is not in one\n$/) as string })
  })

  it('a file of another repository', async () => {
    const elsewhere = join(directoryWith({ 'openapi.yaml': api(books) }), 'openapi.yaml')
    const { code, stderr } = await setsquare(['diff', 'HEAD', elsewhere], { cwd: repositoryWith({ 'openapi.yaml': api(books) }).cwd })
    expect({ code, stderr }).toEqual({ code: 2, stderr: `setsquare: diff: '${elsewhere}' is not in the repository of 'HEAD': compare it with a file\n` })
  })

  it('a later version that cannot be parsed', async () => {
    const { code, stdout } = await setsquare(['diff', 'old.json', 'new.json'], { cwd: directoryWith({ 'old.json': '{"openapi":"3.0.3","paths":{}}', 'new.json': '{"openapi":"3.0.3","paths":{}' }) })
    expect(code).toBe(2)
    expect(stdout).not.toContain('removed-operation')
  })

  it('a revision without contracts', async () => {
    const repository = repositoryWith({ 'notes.md': 'none\n' })
    repository.write({ 'openapi.yaml': api(books) })
    expect(await setsquare(['diff', 'main'], { cwd: repository.cwd })).toMatchObject({ code: 0, stderr: "setsquare: nothing to check: there is no contract at 'main'\n" })
  })
})
