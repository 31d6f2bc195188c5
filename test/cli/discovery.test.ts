import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { setsquare } from '../support/command.ts'
import { contract, directoryWith, setsquare as builtSetsquare } from '../support/program.ts'
import type { RunOptions } from '../support/program.ts'

interface Checked {
  readonly code: number | null
  readonly stderr: string
  /** The files with a finding, in order. */
  readonly files: readonly string[]
  readonly notes: readonly string[]
  readonly summary: { readonly contracts: number; readonly sources: number }
}

/** Checks with the one rule that the sample contract violates, so that every contract that is found has a finding. */
async function check(args: readonly string[], options: RunOptions): Promise<Checked> {
  const only = ['--format', 'json', '--rule', '*:off', '--rule', 'plural-collections:info']
  const carryOut = options.through === undefined ? setsquare : builtSetsquare
  const { code, stdout, stderr } = await carryOut(['check', ...args, ...only], options)
  if (stdout === '') return { code, stderr, files: [], notes: [], summary: { contracts: 0, sources: 0 } }
  const report = JSON.parse(stdout) as {
    findings: { file: string }[]
    coverage: { kind: string; file: string; message: string }[]
    summary: Checked['summary']
  }
  const notes = report.coverage.map(({ kind, file, message }) => `${kind} ${file}: ${message}`)
  return { code, stderr, files: report.findings.map(({ file }) => file), notes, summary: report.summary }
}

function git(cwd: string, ...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd, stdio: 'ignore' })
}

const asJson = JSON.stringify({ info: { title: 'x' }, servers: [], tags: [{ name: 'x'.repeat(6000) }], openapi: '3.0.3', paths: { '/order': { get: {}, post: {} }, '/order/{orderId}': { get: {}, put: {} } } })

describe('contracts are found by their content', () => {
  it('whatever they are called, and wherever the version stands in them', async () => {
    const cwd = directoryWith({
      'a.yaml': contract,
      'b.yml': `# a comment\n---\n${contract.replace('openapi: 3.1.0\n', '')}openapi: "3.1.0"\n`,
      'c.json': asJson,
      'd.yaml': asJson,
      'deep/er/e.yaml': contract.replaceAll('\n', '\r\n'),
      'f.yaml': `\uFEFF${contract}`,
      'g.yaml': contract.replace('openapi: 3.1.0', "'openapi' : '3.1.0'"),
      'h.yaml': contract.replace(/^/gm, '  '),
    })
    expect((await check([], { cwd })).files).toEqual(['a.yaml', 'b.yml', 'c.json', 'd.yaml', 'deep/er/e.yaml', 'f.yaml', 'g.yaml', 'h.yaml'])
  })

  it('and nothing else is taken for one', async () => {
    const cwd = directoryWith({
      'docker-compose.yml': 'services:\n  swagger:\n    image: x\n',
      'nested.yaml': 'spec:\n  openapi: 3.0.0\n',
      'nested.json': '{ "a": { "openapi": "3.0.0" }, "b": "openapi", "c": ["openapi", "3.0.0"] }',
      'text.yaml': 'note: |\n  openapi: 3.0.0\n',
      'template.yaml': 'openapi: {{ version }}\n',
      'openapi.txt': contract,
      'package.json': '{ "name": "openapi", "dependencies": { "swagger": "2.0.0" } }',
      'empty.yaml': '',
    })
    expect(await check([], { cwd })).toMatchObject({
      code: 2,
      notes: [],
      stderr: 'setsquare: nothing to check: no OpenAPI document and no TypeScript or JavaScript in this directory; --allow-empty accepts that\n',
    })
  })

  it('a file that is named like one, but is none, is pointed out', async () => {
    const cwd = directoryWith({ 'openapi.yaml': '', 'api/swagger.json': '{}', 'v1/openapi.yml': 'info: {}\npaths: {}\n', 'x.yaml': contract })
    const { notes, files } = await check([], { cwd })
    expect(files).toEqual(['x.yaml'])
    expect(notes).toContain('skipped openapi.yaml: not checked: it is empty')
    expect(notes).toContain("skipped api/swagger.json: not checked: it has no top-level 'openapi' or 'swagger' field with a version, so it is not a contract by itself")
    expect(notes.some((note) => note.startsWith('skipped v1/openapi.yml'))).toBe(true)
  })
})

describe('sources are found by their name', () => {
  it('without declarations, dependencies, output, and what is minified or built for browsers', async () => {
    const built = [
      '/******/ (function(modules) { // webpackBootstrap\n/******/ })([])\n',
      'var __create = Object.create;\nvar __defProp = Object.defineProperty;\n',
      "(function e(t,n,r){\nvar f=new Error('x');throw f.code=\"MODULE_NOT_FOUND\",f\n})({},{},[1])\n",
      '/*!\n * Library 1.2\n */\n(function (global, factory) {\n  global.a = factory()\n})(this, function () {})\n',
    ]
    const code = 'export const a = 1\n'
    const wanted = ['a.ts', 'b.tsx', 'c.mts', 'd.cts', 'e.js', 'f.mjs', 'g.cjs', 'h.jsx', 'src/build/feature.ts', 'src/out/feature.ts', 'bin/www', 'banner.js', 'public/js/own.js', 'public/js/banner.js']
    const unwanted = ['types.d.ts', 'types.d.mts', 'node_modules/x/index.js', 'packages/p/node_modules/x/index.ts', 'dist/a.js', 'build/a.js', 'coverage/a.js', 'vendor/a.js', 'jquery.min.js', '.cache/a.js', 'bin/tool', 'www']
    const cwd = directoryWith({
      ...Object.fromEntries([...wanted, ...unwanted].map((name) => [name, code])),
      'banner.js': `/*!\n * an application\n */\n${code}`,
      'public/js/banner.js': `/*!\n * an application\n */\n${code}`,
      'squeezed.js': `/* licence */\n${'var a=1;'.repeat(2000)}`,
      ...Object.fromEntries(built.map((text, at) => [`bundle${String(at)}.js`, text])),
      'public/js/lib.js': '/*!\n * A library v1.2.0\n */\nwindow.library = 1\n',
    })
    expect((await check([], { cwd })).summary).toMatchObject({ contracts: 0, sources: wanted.length })
    expect((await check(['types.d.ts', 'squeezed.js', 'dist'], { cwd })).summary.sources).toBe(3)
  })
})

describe('in a repository', () => {
  it('what git ignores is left out, and what is new is not', async () => {
    const cwd = directoryWith({
      'tracked.yaml': contract,
      'new.yaml': contract,
      'ignored.yaml': contract,
      'secret/b.yaml': contract,
      'umlaut-ä\n.yaml': contract,
      '.gitignore': 'ignored.yaml\nsecret/\n',
    })
    git(cwd, 'init', '-q')
    git(cwd, 'add', 'tracked.yaml')
    expect((await check([], { cwd })).files).toEqual(['new.yaml', 'tracked.yaml', 'umlaut-ä\n.yaml'])
    expect((await check(['ignored.yaml'], { cwd })).files).toEqual(['ignored.yaml'])
    expect((await check(['secret'], { cwd })).files).toEqual(['secret/b.yaml'])
  })

  it('files that were deleted are no trouble, nor are the variables that git sets in a hook', async () => {
    const cwd = directoryWith({ 'a.yaml': contract, 'sub/b.yaml': contract, 'gone.yaml': contract })
    git(cwd, 'init', '-q')
    git(cwd, 'add', '.')
    execFileSync('rm', ['gone.yaml'], { cwd })
    const env = { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/nothing', GIT_WORK_TREE: '.' }
    expect(await check(['sub', '.'], { cwd, env })).toMatchObject({ files: ['a.yaml', 'sub/b.yaml'], notes: [] })
  })

  it('submodules and other repositories inside it are looked into', async () => {
    const cwd = directoryWith({ 'a.yaml': contract, 'lib/b.yaml': contract, 'lib/skip.yaml': contract, 'lib/.gitignore': 'skip.yaml\n' })
    git(cwd, 'init', '-q')
    git(join(cwd, 'lib'), 'init', '-q')
    git(join(cwd, 'lib'), 'add', '.')
    git(join(cwd, 'lib'), 'commit', '-qm', 'x')
    expect((await check([], { cwd })).files).toEqual(['a.yaml', 'lib/b.yaml'])
    git(cwd, 'add', 'lib')
    expect((await check([], { cwd })).files).toEqual(['a.yaml', 'lib/b.yaml'])
  })

  it('a submodule that is not checked out is named, unless it is ignored', async () => {
    const cwd = directoryWith({ 'a.yaml': contract, 'setsquare.yaml': "ignore: ['theme/**']\n", 'openapi/.keep': '', 'theme/.keep': '' })
    git(cwd, 'init', '-q')
    git(cwd, 'add', 'a.yaml')
    for (const path of ['openapi', 'theme']) git(cwd, 'update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},${path}`)
    const { files, notes } = await check([], { cwd })
    expect(files).toEqual(['a.yaml'])
    expect(notes).toEqual(['skipped openapi: not checked: this submodule is not checked out; `git submodule update --init` does that'])
  })

  it('without git on the path everything is looked at', async () => {
    const cwd = directoryWith({ 'a.yaml': contract, 'ignored.yaml': contract, '.gitignore': 'ignored.yaml\n' })
    git(cwd, 'init', '-q')
    const run = await check([], { cwd, env: { PATH: '/nowhere' } })
    expect(run.files).toEqual(['a.yaml', 'ignored.yaml'])
    expect(run.notes).toEqual(['skipped .gitignore: not applied, so the files that it ignores are checked too: git cannot be run: install it, or put it on the PATH'])
  })
})

describe('paths on the command line', () => {
  const files = { 'api/a.yaml': contract, 'api/b.yaml': contract, 'other/c.yaml': contract, 'readme.md': '# x', 'part.yaml': 'get: {}\n' }

  it('may be files, directories and globs, in any mixture', async () => {
    const cwd = directoryWith(files)
    expect((await check(['api/a.yaml', 'other', './other/c.yaml'], { cwd })).files).toEqual(['api/a.yaml', 'other/c.yaml'])
    expect((await check(['**/[ac].yaml'], { cwd })).files).toEqual(['api/a.yaml', 'other/c.yaml'])
    expect((await check(['api/*.{yaml,json}'], { cwd })).files).toEqual(['api/a.yaml', 'api/b.yaml'])
    expect((await check(['../api'], { cwd: join(cwd, 'other') })).files).toEqual(['../api/a.yaml', '../api/b.yaml'])
  })

  it('that are not there are refused, with the nearest name', async () => {
    const cwd = directoryWith(files)
    expect(await check(['api/aa.yaml'], { cwd })).toMatchObject({ code: 2, stderr: "setsquare: no such file or directory: 'api/aa.yaml': did you mean 'a.yaml'?\n" })
    expect(await check(['ap'], { cwd })).toMatchObject({ code: 2, stderr: "setsquare: no such file or directory: 'ap': did you mean 'api'?\n" })
    symlinkSync('nothing', join(cwd, 'broken.yaml'))
    expect(await check(['broken.yaml'], { cwd })).toMatchObject({ code: 2, stderr: "setsquare: no such file or directory: 'broken.yaml': it is a symbolic link to nothing\n" })
    expect(await check(['readme.md/x'], { cwd })).toMatchObject({ code: 2, stderr: "setsquare: no such file or directory: 'readme.md/x'\n" })
    expect(await check(['appi/*.yaml'], { cwd })).toMatchObject({ code: 2, stderr: "setsquare: no such directory: 'appi' (in 'appi/*.yaml'): did you mean 'api'?\n" })
  })

  it('that hold nothing to check end in 2, unless that is allowed', async () => {
    const cwd = directoryWith(files)
    const run = await check(['part.yaml', 'readme.md'], { cwd })
    expect(run).toMatchObject({ code: 2, stderr: 'setsquare: nothing to check: no OpenAPI document and no TypeScript or JavaScript in part.yaml, readme.md; --allow-empty accepts that\n' })
    expect(run.notes.map((note) => note.slice(0, 30))).toEqual(['skipped part.yaml: not checked', 'skipped readme.md: not checked'])
    expect(await check(['part.yaml', '--allow-empty'], { cwd })).toMatchObject({ code: 0, stderr: '' })
    const built = directoryWith({ 'package/dist/openapi.yaml': contract })
    const text = 'setsquare: nothing to check: no OpenAPI document and no TypeScript or JavaScript in package (output of builds is left out unless it is named: package/dist); --allow-empty accepts that\n'
    expect(await check(['package'], { cwd: built })).toMatchObject({ code: 2, stderr: text })
    expect(await check(['package/dist'], { cwd: built })).not.toMatchObject({ code: 2 })
    expect(await check(['*.nothing'], { cwd })).toMatchObject({ code: 2 })
    expect(await check(['*.nothing', '--allow-empty'], { cwd })).toMatchObject({ code: 0 })
  })

  it('of builds that git knows, although no other contract is there, are named', async () => {
    const cwd = directoryWith({ 'src/a.ts': 'export const a = 1\n', 'dist/openapi.yaml': contract, 'build/api.yaml': contract, 'vendor/dist/openapi.yaml': contract })
    expect((await check([], { cwd })).notes).toEqual([])
    git(cwd, 'init', '-q')
    expect((await check([], { cwd })).notes).toEqual(['skipped dist/openapi.yaml: not checked: it is in a directory for the output of builds; naming it checks it'])
    expect((await check(['dist/openapi.yaml', '.'], { cwd })).notes).toEqual([])
    writeFileSync(join(cwd, '.gitignore'), 'dist\n')
    expect((await check([], { cwd })).notes).toEqual([])
  })

  it('that match nothing are named', async () => {
    const cwd = directoryWith(files)
    const run = await check(['api/*.yml', 'other/*.yaml', '**/*.md'], { cwd })
    expect(run).toMatchObject({ code: 0, files: ['other/c.yaml'] })
    expect(run.notes).toEqual(["unmatched-glob api: 'api/*.yml' matches no YAML, JSON, TypeScript or JavaScript file", "unmatched-glob .: '**/*.md' matches no YAML, JSON, TypeScript or JavaScript file"])
  })

  it('may be anything that git ignores or that stands among dependencies', async () => {
    const cwd = directoryWith({ 'node_modules/p/api/x.yaml': contract, 'node_modules/p/api/node_modules/y.yaml': contract })
    expect((await check(['node_modules/p/api'], { cwd })).files).toEqual(['node_modules/p/api/x.yaml'])
  })
})

describe('what cannot be read is named, and the run does not claim success', () => {
  it.each([
    ['invalid UTF-8', Buffer.concat([Buffer.from(`${contract}# `), Buffer.from([0xe4, 0x0a])]), /not valid UTF-8 \(line 1[0-9]\): save it as UTF-8/],
    ['UTF-16', Buffer.from(`\uFEFF${contract}`, 'utf16le'), /encoded in UTF-16: save it as UTF-8/],
    ['UTF-16 without a mark', Buffer.from(contract, 'utf16le'), /encoded in UTF-16: save it as UTF-8/],
    ['UTF-16, big-endian', Buffer.from(`\uFEFF${contract}`, 'utf16le').swap16(), /encoded in UTF-16: save it as UTF-8/],
    ['a NUL', Buffer.from(`${contract}# \0\n`), /binary file/],
  ])('%s', async (_, content, message) => {
    const run = await check([], { cwd: directoryWith({ 'a.yaml': content, 'good.yaml': contract }) })
    expect(run).toMatchObject({ code: 2, files: ['good.yaml'], stderr: '' })
    expect(run.notes).toEqual([expect.stringMatching(message)])
    expect(run.notes[0]).toMatch(/^unreadable a\.yaml: /)
  })

  it('a binary file that was asked for', async () => {
    const cwd = directoryWith({ 'a.yaml': Buffer.from([0, 1, 2, 3]), 'good.yaml': contract })
    expect((await check(['a.yaml', 'good.yaml'], { cwd })).notes).toEqual(['unreadable a.yaml: could not be read: it is a binary file'])
    expect((await check([], { cwd })).notes).toEqual([])
  })

  it.runIf(process.platform === 'linux').each([[false], [true]])('a file with a name that is no UTF-8 (in a repository: %s)', async (inRepository) => {
    const cwd = directoryWith({ 'good.yaml': contract })
    writeFileSync(Buffer.concat([Buffer.from(`${cwd}/caf`), Buffer.from([0xe9]), Buffer.from('.ts')]), '')
    if (inRepository) git(cwd, 'init', '-q')
    const run = await check([], { cwd })
    expect(run).toMatchObject({ code: 2, files: ['good.yaml'], notes: ['unreadable caf\uFFFD.ts: could not be read: its name is not valid UTF-8'] })
  })

  it('a pipe in the place of a file does not hang', async () => {
    const cwd = directoryWith({ 'good.yaml': contract })
    execFileSync('mkfifo', [join(cwd, 'openapi.yaml')])
    expect(await check([], { cwd })).toMatchObject({ code: 0, files: ['good.yaml'] })
    expect((await check(['openapi.yaml'], { cwd })).notes).toEqual(['unreadable openapi.yaml: could not be read: it is not a regular file'])
  })

  const asNobody = ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']
  const isRoot = process.getuid?.() === 0
  /** Root can read everything, so the program is then run as an unprivileged user. */
  const canDropRights = !isRoot || existsSync('/usr/bin/setpriv')

  it.runIf(canDropRights).each([[false], [true]])('an unreadable directory (in a repository: %s)', async (inRepository) => {
    const cwd = directoryWith({ 'good.yaml': contract, 'closed/a.yaml': contract, 'secret.yaml': contract })
    if (inRepository) git(cwd, 'init', '-q')
    chmodSync(cwd, 0o755)
    if (isRoot) execFileSync('chown', ['-R', '65534:65534', cwd])
    chmodSync(join(cwd, 'closed'), 0)
    chmodSync(join(cwd, 'secret.yaml'), 0)
    const options = { cwd, through: isRoot ? asNobody : [], env: { HOME: cwd } }
    const run = await check([], options)
    chmodSync(join(cwd, 'closed'), 0o755)
    expect(run).toMatchObject({ code: 2, files: ['good.yaml'], stderr: '' })
    expect([...run.notes].sort()).toEqual(['unreadable closed: could not be read: permission denied', 'unreadable secret.yaml: could not be read: permission denied'])
  })
})

describe('symbolic links', () => {
  it('in a circle end', async () => {
    const cwd = directoryWith({ 'a/openapi.yaml': contract })
    symlinkSync('..', join(cwd, 'a/up'))
    symlinkSync('self', join(cwd, 'self'))
    symlinkSync('self.yaml', join(cwd, 'self.yaml'))
    const run = await check([], { cwd })
    expect(run.files).toEqual(['a/openapi.yaml'])
    expect(run.notes).toEqual(['unreadable self.yaml: could not be read: its symbolic links form a loop, behind a symbolic link'])
    expect(await check(['self.yaml'], { cwd })).toMatchObject({ code: 2, stderr: "setsquare: cannot read 'self.yaml': its symbolic links form a loop\n" })
  })

  it.each([[false], [true]])('do not lead out, and do not show a file twice (in a repository: %s)', async (inRepository) => {
    const directory = directoryWith({ 'project/a.yaml': contract, 'outside/b.yaml': contract })
    const cwd = join(directory, 'project')
    mkdirSync(join(cwd, 'links'))
    symlinkSync('../a.yaml', join(cwd, 'links/again.yaml'))
    symlinkSync('../../outside/b.yaml', join(cwd, 'links/out.yaml'))
    symlinkSync('../../outside', join(cwd, 'links/outside'))
    if (inRepository) git(cwd, 'init', '-q')
    const run = await check([], { cwd })
    expect(run.files).toEqual(['a.yaml'])
    expect(run.notes).toEqual(['skipped links/out.yaml: not checked: it is a symbolic link to a file outside the project'])
    expect((await check(['links/out.yaml'], { cwd })).files).toEqual(['links/out.yaml'])
    symlinkSync('.', join(cwd, 'same'))
    for (const paths of [['.', 'same'], ['same', '.'], ['same/a.yaml', 'a.yaml', 'links/again.yaml']]) {
      expect((await check(paths, { cwd })).files).toEqual(['a.yaml'])
    }
    expect((await check(['same/a.yaml'], { cwd })).files).toEqual(['same/a.yaml'])
  })
})

describe('references out of the project', () => {
  it('are followed only when that is allowed, also through links', async () => {
    const path = (file: string): string => `openapi: 3.1.0\ninfo: { title: t, version: 1.0.0 }\npaths:\n  /order: { $ref: '${file}' }\n  /order/{orderId}: { $ref: '${file}' }\n`
    const directory = directoryWith({
      'project/direct.yaml': path('../outside/path.yaml'),
      'project/linked.yaml': path('./link.yaml'),
      'outside/path.yaml': "get: { responses: { '200': { description: o } } }\npost: { responses: { '201': { description: o } } }\ndelete: { responses: { '204': { description: o } } }\n",
    })
    const cwd = join(directory, 'project')
    symlinkSync('../outside/path.yaml', join(cwd, 'link.yaml'))
    const closed = await check(['direct.yaml', 'linked.yaml'], { cwd })
    expect(closed.notes).toHaveLength(2)
    for (const note of closed.notes) expect(note).toContain('outside the project')
    const open = await check(['direct.yaml', 'linked.yaml', '--allow-outside-root'], { cwd })
    expect(open.notes).toEqual([])
  })
})
