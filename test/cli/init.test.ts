import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { parseDocument } from '../../src/documents/parse.ts'
import { setsquare } from '../support/command.ts'
import { contract, directoryWith, program } from '../support/program.ts'
import type { Run } from '../support/program.ts'

type Files = Readonly<Record<string, string>>

const routes = "import express from 'express'\n\nconst app = express()\napp.get('/getUserById', (_request, response) => { response.json({}) })\napp.listen(3000)\n"

const express: Files = {
  'package.json': '{ "name": "shop", "dependencies": { "express": "^5.0.0", "pg": "^8.0.0" } }\n',
  'package-lock.json': '{}\n',
  'openapi.yaml': contract,
  'src/app.ts': routes,
  'eslint.config.js': 'export default []\n',
  '.spectral.yaml': "extends: ['spectral:oas']\n",
  '.github/workflows/test.yml': 'on: push\n',
  '.gitattributes': '*.png binary',
}

const nest: Files = {
  'package.json': '{ "name": "shop", "packageManager": "pnpm@10.1.0", "dependencies": { "@nestjs/core": "^11.0.0", "typeorm": "1" }, "devDependencies": { "husky": "9", "setsquare": "1" } }\n',
  'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  'src/users.controller.ts': "import { Controller, Get } from '@nestjs/common'\nimport { UsersService } from './users.service'\n\n@Controller('user')\nexport class UsersController {\n  constructor(private readonly users: UsersService) {}\n\n  @Get('getAll')\n  all() { return this.users.all() }\n}\n",
  'src/users.service.ts': "import { Injectable } from '@nestjs/common'\n\n@Injectable()\nexport class UsersService {\n  async all() { try { return await fetch('x') } catch (error) {} }\n}\n",
  '.husky/pre-commit': 'pnpm test\n',
  '.gitlab-ci.yml': '# ours\nstages:\n  - lint\n  - build\n\nbuild:\n  stage: build\n  script:\n    - pnpm build # slow\n',
}

const python: Files = {
  'pyproject.toml': '[project]\nname = "shop"\n',
  'shop/main.py': 'print("hello")\n',
  'api/openapi.yaml': contract,
  '.pre-commit-config.yaml': 'repos:\n  - repo: https://github.com/psf/black\n    rev: 24.1.0\n    hooks:\n      - id: black\n',
}

const monorepo: Files = {
  'package.json': '{ "private": true, "workspaces": ["packages/*"] }\n',
  'yarn.lock': '',
  'packages/api/package.json': '{ "name": "api", "dependencies": { "fastify": "5" } }\n',
  'packages/api/openapi.yaml': contract,
  'packages/web/package.json': '{ "name": "web", "dependencies": { "next": "15" } }\n',
  'packages/web/src/index.ts': 'export const x = 1\n',
  'lefthook.yml': 'pre-commit:\n  jobs:\n    - run: yarn lint\n',
  'eslint.config.js': 'module.exports = []\n',
  '.circleci/config.yml': 'version: 2.1\n',
}

const git = (cwd: string, ...args: readonly string[]): string => execFileSync('git', args, { cwd, encoding: 'utf8', stdio: 'pipe' })

function repository(files: Files): string {
  const cwd = directoryWith(files)
  git(cwd, 'init', '-q', '-b', 'main')
  return cwd
}

/** The text of every file. */
function texts(cwd: string): Record<string, string> {
  const names = readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('.git/') && name !== '.git')
  return Object.fromEntries(names.filter((name) => statSync(join(cwd, name)).isFile()).map((name) => [name, readFileSync(join(cwd, name), 'utf8')]))
}

const changesIn = (before: Record<string, string>, after: Record<string, string>): string[] => Object.keys(after).filter((name) => before[name] !== after[name]).sort()

const init = (cwd: string, ...args: readonly string[]): Promise<Run> => setsquare(['init', ...args], { cwd })

describe.each([
  ['Express, npm, GitHub', express, ['.gitattributes', '.github/workflows/setsquare.yml', 'setsquare-baseline.txt', 'setsquare.yaml']],
  ['Nest, pnpm, GitLab, husky', nest, ['.gitattributes', '.gitlab-ci.yml', '.husky/pre-commit', 'setsquare-baseline.txt', 'setsquare.yaml']],
  ['Python with a contract, pre-commit', python, ['.gitattributes', '.pre-commit-config.yaml', 'setsquare-baseline.txt', 'setsquare.yaml']],
  ['a monorepo, yarn, lefthook', monorepo, ['.gitattributes', 'lefthook.yml', 'setsquare-baseline.txt', 'setsquare.yaml']],
])('setsquare init in a repository: %s', (_, files, written) => {
  it('shows what it would write, and writes that: the first check is green, and a second init has nothing to do', async () => {
    const cwd = repository(files)
    const before = texts(cwd)
    const shown = await init(cwd, '--dry-run')
    expect(shown).toMatchObject({ code: 0, stderr: '' })
    expect(texts(cwd)).toEqual(before)

    const diff = shown.stdout.slice(shown.stdout.indexOf('\n--- ') + 1).replace(/\nTo do by hand\n[^]*$/, '')
    const patched = repository(files)
    writeFileSync(join(patched, '.git/x.patch'), diff)
    git(patched, 'apply', '.git/x.patch')

    expect(await init(cwd, '--yes')).toMatchObject({ code: 0, stderr: '' })
    const after = texts(cwd)
    expect(changesIn(before, after)).toEqual(written)
    expect(texts(patched)).toEqual(after)

    const checked = await setsquare(['check', '--max-warnings', '0', '--fail-on', 'info'], { cwd })
    expect(checked.stdout).toMatch(/ {2}[1-9]\d* known, 0 new, 0 fixed/)
    expect(checked.code).toBe(0)

    const again = await init(cwd, '--yes')
    expect(again.stdout).toContain('There is nothing left to write')
    expect(texts(cwd)).toEqual(after)
  })
})

describe('setsquare init', () => {
  it('tells what it has found, with what speaks for it', async () => {
    const { stdout } = await init(repository(express), '--dry-run')
    for (const line of ['Packages   npm', 'Framework  Express', 'Data       pg', 'Contracts  openapi.yaml', 'Code       2 files', 'CI         GitHub Actions (.github/workflows)']) {
      expect(stdout).toContain(line)
    }
    expect(stdout).toContain('Linters    Spectral (.spectral.yaml), ESLint (eslint.config.js)')
    for (const task of ['npm install --save-dev setsquare', "extends: ['setsquare/spectral']", "import setsquare from 'setsquare/eslint'"]) expect(stdout).toContain(task)
  })

  it('speaks of ESLint as its configuration is written', async () => {
    const { stdout } = await init(repository(monorepo), '--dry-run')
    expect(stdout).toContain("write this into eslint.config.js, and add `...setsquare.configs.recommended` to its list:\n\n    const setsquare = require('setsquare/eslint')\n")
  })

  it('shows tabs and line ends as they are, so that it can be applied', async () => {
    const files = {
      'openapi.yaml': contract,
      'package.json': '{\n\t"name": "shop",\n\t"lint-staged": {\n\t\t"*.css": "stylelint"\n\t}\n}\n',
      '.gitlab-ci.yml': 'include:\r\n  - local: x.yml\r\n',
    }
    const { stdout } = await init(repository(files), '--dry-run')
    const [patched, written] = [repository(files), repository(files)]
    writeFileSync(join(patched, '.git/x.patch'), stdout.slice(stdout.indexOf('\n--- ') + 1).replace(/\nTo do by hand\n[^]*$/, ''))
    git(patched, 'apply', '.git/x.patch')
    await init(written, '--yes')
    expect(texts(patched)).toEqual(texts(written))
    expect(texts(written)['.gitlab-ci.yml']).toMatch(/setsquare[^]*\r\n$/)
  })

  it('shows all of it, so that it can be applied', async () => {
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, at) => [`src/part${at}.ts`, `export async function part${at}() {\n  try { await charge(${at}) } catch {}\n}\n`]))
    const { stdout } = await init(repository({ ...express, ...many }), '--dry-run')
    const cwd = repository({ ...express, ...many })
    writeFileSync(join(cwd, '.git/x.patch'), stdout.slice(stdout.indexOf('\n--- ') + 1).replace(/\nTo do by hand\n[^]*$/, ''))
    git(cwd, 'apply', '.git/x.patch')
    expect(texts(cwd)['setsquare-baseline.txt']?.split('\n').length).toBeGreaterThan(70)
  })

  it('leaves what people wrote as it is around what it adds', async () => {
    const cwd = repository(nest)
    await init(cwd, '--yes')
    const pipeline = readFileSync(join(cwd, '.gitlab-ci.yml'), 'utf8')
    expect(pipeline.startsWith(nest['.gitlab-ci.yml'] ?? 'x')).toBe(true)
    expect(parseDocument('', pipeline).value).toMatchObject({ setsquare: { stage: 'lint', script: ['corepack enable', 'pnpm install --frozen-lockfile', expect.stringContaining('pnpm exec setsquare check')] } })
    expect(readFileSync(join(cwd, '.husky/pre-commit'), 'utf8')).toBe('pnpm test\nnode_modules/.bin/setsquare check --staged\n')
    expect(readFileSync(join(cwd, 'setsquare.yaml'), 'utf8')).toMatch(/^# yaml-language-server: \$schema=\.\/node_modules\/[^]*\nbaseline: setsquare-baseline\.txt\n[^]*# {3}preset: feature-first\n/)
  })

  it('refers editors to a schema that exists without node_modules, too', async () => {
    const cwd = repository({ 'package.json': '{ "packageManager": "yarn@4.5.0" }\n', 'yarn.lock': '', 'openapi.yaml': contract })
    await init(cwd, '--yes')
    expect(readFileSync(join(cwd, 'setsquare.yaml'), 'utf8')).toMatch(/^# yaml-language-server: \$schema=https:\/\/unpkg\.com\/setsquare\/schema\/setsquare\.schema\.json\n/)
  })

  it('works on the whole repository wherever it is called', async () => {
    const cwd = repository(monorepo)
    expect((await init(join(cwd, 'packages/api'), '--yes')).code).toBe(0)
    expect(readFileSync(join(cwd, 'setsquare-baseline.txt'), 'utf8')).toContain('\npackages/api/openapi.yaml plural-collections ')
  })

  it('without anything to object to writes no baseline', async () => {
    const cwd = directoryWith({ 'src/a.ts': 'export const a = 1\n' })
    expect((await init(cwd, '--yes')).code).toBe(0)
    expect(readdirSync(cwd).sort()).toEqual(['setsquare.yaml', 'src'])
    expect((await setsquare(['check'], { cwd })).code).toBe(0)
  })

  it.each([
    ['setsquare.yaml', 'preset: strict # ours\n', 'preset: strict # ours\nbaseline: setsquare-baseline.txt\n'],
    ['setsquare.yaml', '# nothing yet\n', '# nothing yet\nbaseline: setsquare-baseline.txt\n'],
    ['setsquare.json', '{\n  "preset": "strict"\n}\n', '{\n  "preset": "strict",\n  "baseline": "setsquare-baseline.txt"\n}\n'],
  ])('adds the baseline to a configuration that is there: %s %j', async (name, before, after) => {
    const cwd = directoryWith({ 'openapi.yaml': contract, [name]: before })
    expect((await init(cwd, '--yes')).code).toBe(0)
    expect(readFileSync(join(cwd, name), 'utf8')).toBe(after)
    expect((await setsquare(['check', '--fail-on', 'info'], { cwd })).code).toBe(0)
  })

  it('leaves a configuration that is a program to its author, and a baseline that is there as it is', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract, 'setsquare.config.mjs': 'export default {}\n', 'setsquare-baseline.txt': '' })
    const before = texts(cwd)
    const { code, stdout } = await init(cwd, '--yes')
    expect(code).toBe(0)
    expect(stdout).toContain('Add the baseline to setsquare.config.mjs:\n\n    baseline: setsquare-baseline.txt')
    expect(texts(cwd)).toEqual(before)
  })

  it.each([
    [[], { 'openapi.yaml': contract }, 'setsquare: init asks before it writes, and there is no terminal to answer on: use --yes to write everything, or --dry-run to only show it\n'],
    [['src', '--yes'], { 'openapi.yaml': contract }, 'setsquare: init takes no paths: it works on the whole repository\n'],
    [['--yes', '--cwd', 'no/such'], {}, expect.stringMatching(/^setsquare: --cwd: no such directory: '.*no\/such'\n$/) as string],
    [['--yes'], { 'readme.md': '' }, expect.stringMatching(/^setsquare: nothing to check in .*: no OpenAPI document and no TypeScript or JavaScript\n$/) as string],
    [['--yes'], { 'openapi.yaml': contract, 'setsquare.yaml': 'presett: strict\n' }, expect.stringMatching(/setsquare\.yaml:1:1: .*did you mean 'preset'/) as string],
  ])('%j is refused where it cannot be done', async (args, files: Files, stderr) => {
    const cwd = directoryWith(files)
    expect(await init(cwd, ...args)).toEqual({ code: 2, stdout: '', stderr })
    expect(Object.keys(texts(cwd))).toEqual(Object.keys(files))
  })

  it('does not write through a link that leads out of the repository', async () => {
    const outside = directoryWith({ 'pre-commit': 'theirs\n' })
    const cwd = repository({ 'package.json': '{ "name": "x", "devDependencies": { "husky": "9" } }', 'openapi.yaml': contract })
    symlinkSync(outside, join(cwd, '.husky'))
    const run = await init(cwd, '--yes')
    expect(run).toMatchObject({ code: 2, stderr: "setsquare: cannot write '.husky/pre-commit': it is outside the repository\n" })
    expect(readFileSync(join(outside, 'pre-commit'), 'utf8')).toBe('theirs\n')
  })

  it('says so when something is in the way', async () => {
    const cwd = directoryWith({ 'openapi.yaml': contract })
    mkdirSync(join(cwd, 'setsquare-baseline.txt/x'), { recursive: true })
    const stderr = "setsquare: cannot write 'setsquare-baseline.txt': a file of this name already exists\n"
    expect(await init(cwd, '--yes')).toMatchObject({ code: 2, stderr })
    expect(Object.keys(texts(cwd))).toEqual(['openapi.yaml'])
  })
})

/** A terminal for typing answers, made by `script` of util-linux. */
const terminal = '/usr/bin/script'

describe.runIf(existsSync(terminal))('at a terminal', () => {
  const answer = (cwd: string, answers: string): { code: number; output: string } => {
    const command = `${process.execPath} ${program} init --no-color`
    try {
      return { code: 0, output: execFileSync(terminal, ['-qec', command, '/dev/null'], { cwd, input: answers, encoding: 'utf8' }) }
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string }
      return { code: status, output: stdout }
    }
  }

  it('writes what is agreed to, and shows the difference to who asks for it', () => {
    const cwd = repository(nest)
    const { code, output } = answer(cwd, 'what?\nd\n\nn\ny\n')
    expect(output).toContain('+baseline: setsquare-baseline.txt')
    expect(code).toBe(0)
    expect(changesIn({ ...nest }, texts(cwd))).toEqual(['.gitattributes', '.gitlab-ci.yml', 'setsquare-baseline.txt', 'setsquare.yaml'])
  })

  it.each([['y\nq\n'], ['y\n\u0004']])('writes nothing at all when somebody stops: %j', (answers) => {
    const cwd = repository(nest)
    expect(answer(cwd, answers)).toMatchObject({ code: 2, output: expect.stringContaining('setsquare: nothing was written') as string })
    expect(texts(cwd)).toEqual(nest)
  })
})
