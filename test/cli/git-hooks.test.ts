import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { contract } from '../support/program.ts'
import { identity, repositoryAt } from '../support/repository.ts'
import type { Repository } from '../support/repository.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const guide = readFileSync(join(root, 'docs/hosts/git-hooks.md'), 'utf8')
const run = promisify(execFile)

/** The files and the commands in a section of the guide. */
interface Recipe {
  readonly files: readonly (readonly [name: string, text: string])[]
  readonly commands: readonly string[]
}

function recipe(title: string): Recipe {
  const section = guide.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? ''
  const blocks = [...section.matchAll(/```(\w+) ?(\S*)\n([^]*?)```/g)].map(([, language = '', name = '', text = '']) => ({ language, name, text }))
  return {
    files: blocks.filter(({ name }) => name !== '').map(({ name, text }) => [name, text] as const),
    commands: blocks.filter(({ language, name }) => language === 'sh' && name === '').map(({ text }) => text),
  }
}

const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0
const home = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-hooks-')))
const env = { ...process.env, ...identity, NO_COLOR: '1', PRE_COMMIT_HOME: join(home, 'pre-commit'), PRE_COMMIT_COLOR: 'never', CI: '', HUSKY: '', npm_config_prefer_offline: 'true' }

beforeAll(async () => {
  mkdirSync(join(home, 'node_modules/.bin'), { recursive: true })
  // Not a dependency of this repository, because lefthook writes a configuration into the one that it is installed in.
  await run('npm', ['install', '--prefix', home, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', 'lefthook@2.2.2'], { cwd: home })
  symlinkSync(join(root, 'dist/cli.cjs'), join(home, 'node_modules/.bin/setsquare'))
  for (const name of ['husky', 'lint-staged']) symlinkSync(join(root, 'node_modules/.bin', name), join(home, 'node_modules/.bin', name))
}, 120_000)

afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

const sound = contract.replaceAll('/order', '/orders')
const broken = sound.replace('{ description: One order }', "{ $ref: '#/components/responses/Order' }")

/** A repository with one commit, in which the tools are installed. */
function project(files: Recipe['files']): Repository {
  const cwd = mkdtempSync(join(home, 'project-'))
  symlinkSync(join(home, 'node_modules'), join(cwd, 'node_modules'))
  const repository = repositoryAt(cwd)
  repository.git('init', '-q', '-b', 'main')
  repository.write({ 'api.yaml': sound, 'package.json': '{ "private": true }\n', '.gitignore': 'node_modules\n', ...Object.fromEntries(files) })
  repository.git('add', '--all')
  repository.git('commit', '-qm', 'first')
  return repository
}

interface Committed {
  readonly code: number
  readonly output: string
}

async function commit({ cwd }: Repository, ...args: string[]): Promise<Committed> {
  try {
    const { stdout, stderr } = await run('git', ['commit', '-m', 'x', ...args], { cwd, env })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: stdout + stderr }
  }
}

/** What every hook must do: reject a staged defect, and accept one that is only in the work tree. */
async function expectGuarded(repository: Repository): Promise<void> {
  repository.stage({ 'api.yaml': broken })
  const refused = await commit(repository)
  expect(refused.output).toContain('resolvable-references')
  expect(refused.code).not.toBe(0)
  repository.stage({ 'api.yaml': `${sound}# changed\n`, 'readme.md': '# Shop\n' })
  repository.write({ 'api.yaml': broken, 'other.yaml': broken })
  expect(await commit(repository)).toMatchObject({ code: 0 })
  expect(repository.git('status', '--porcelain').trim().split('\n').map((line) => line.trim())).toEqual(['M api.yaml', '?? other.yaml'])
  repository.git('checkout', '-q', 'api.yaml')
  repository.stage({ 'readme.md': '# A shop\n' })
  expect(await commit(repository)).toMatchObject({ code: 0 })
}

describe('the recipes of docs/hosts/git-hooks.md', () => {
  it('a plain hook', async () => {
    const { files, commands } = recipe('A plain hook')
    const repository = project(files)
    for (const command of commands) execFileSync('sh', ['-ec', command], { cwd: repository.cwd, env })
    repository.git('commit', '-qnam', 'the hook can be run')
    await expectGuarded(repository)
  })

  it('husky', async () => {
    const repository = project([])
    execFileSync('node_modules/.bin/husky', [], { cwd: repository.cwd, env })
    repository.write(Object.fromEntries(recipe('husky').files))
    await expectGuarded({ ...repository, git: (...args) => repository.git(...args).replace('?? .husky/\n', '') })
  })

  it('husky with lint-staged', async () => {
    const repository = project([...recipe('husky with lint-staged').files, ['lint-staged.config.mjs', "export default { '*.md': () => 'true' }\n"]])
    execFileSync('node_modules/.bin/husky', [], { cwd: repository.cwd, env })
    await expectGuarded(repository)
    // lint-staged does not pass deleted files, and a reference to one must be reported all the same.
    repository.stage({ 'parts.yaml': 'Order: { description: One order }\n', 'api.yaml': sound.replace('{ description: One order }', "{ $ref: './parts.yaml#/Order' }") })
    expect((await commit(repository)).code).toBe(0)
    repository.stage({ 'parts.yaml': null })
    expect((await commit(repository)).output).toContain('resolvable-references')
  })

  it('in a monorepo, a line for each package with a configuration of its own', async () => {
    const { commands } = recipe('In a monorepo')
    const repository = project([['.githooks/pre-commit', `#!/bin/sh\n${commands.join('\n')}\n`], ['packages/api/setsquare.yaml', 'rules: { resolvable-references: off }\n']])
    for (const command of recipe('A plain hook').commands) execFileSync('sh', ['-ec', command], { cwd: repository.cwd, env })
    repository.stage({ 'packages/api/api.yaml': broken })
    expect((await commit(repository)).code).toBe(0)
    repository.stage({ 'packages/api/setsquare.yaml': null, 'packages/api/api.yaml': `${broken}# changed\n` })
    expect((await commit(repository)).output).toContain('resolvable-references')
    repository.git('reset', '-q', '--hard')
    repository.stage({ 'readme.md': '# Shop\n' })
    expect((await commit(repository)).code).toBe(0)
  })

  it('lefthook', async () => {
    const repository = project(recipe('lefthook').files)
    execFileSync('node_modules/.bin/lefthook', ['install'], { cwd: repository.cwd, env })
    await expectGuarded(repository)
  })

  it.skipIf(!hasPreCommit)('pre-commit, with the version of the project', async () => {
    const [, local] = recipe('pre-commit').files
    const repository = project(local === undefined ? [] : [local])
    execFileSync('pre-commit', ['install'], { cwd: repository.cwd, env })
    await expectGuarded(repository)
    repository.write({ 'api.yaml': broken })
    repository.git('commit', '-qnam', 'broken')
    const all = spawnSync('pre-commit', ['run', '--all-files'], { cwd: repository.cwd, env, encoding: 'utf8' })
    expect(all.stdout).toContain('resolvable-references')
    expect(all.status).toBe(1)
    repository.stage({ 'readme.md': '# Our shop\n' })
    expect((await commit(repository)).code).toBe(0)
  })

  it.skipIf(!hasPreCommit)('pre-commit, with the flags that a team adds, and a file that is called like one', async () => {
    const [flags = ''] = /args: \[.*\](?= #)/.exec(recipe('pre-commit').files[0]?.[1] ?? '') ?? []
    // The hook as the repository offers it, but with the program that is installed already.
    const hook = readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8').replace('entry: ', 'entry: node_modules/.bin/').replace('language: node', 'language: system')
    const repository = project([])
    repository.stage({ 'api.yaml': sound, '-x.yaml': contract })
    const runWith = (text: string): { readonly status: number | null; readonly stdout: string } => {
      repository.write({ '.pre-commit-config.yaml': `repos:\n  - repo: local\n    hooks:\n${text.replace(/^/gm, '      ')}` })
      return spawnSync('pre-commit', ['run', '--all-files'], { cwd: repository.cwd, env, encoding: 'utf8' })
    }
    expect(runWith(hook)).toMatchObject({ status: 0 })
    const flagged = runWith(hook.replace(/args: .*/, flags))
    expect(flags).toContain('--fail-on')
    expect(flagged.stdout).toContain('-x.yaml')
    expect(flagged.status).toBe(1)
  })

  it.skipIf(!hasPreCommit)('pre-commit, which installs it from its repository', async () => {
    const repository = project([])
    const source = hookRepository()
    repository.stage({ 'api.yaml': broken })
    const tried = spawnSync('pre-commit', ['try-repo', source, 'setsquare', '--verbose'], { cwd: repository.cwd, env, encoding: 'utf8' })
    expect(tried.stdout + tried.stderr).toContain('resolvable-references')
    expect(tried.status).toBe(1)
    // The guide shows the same, with the address of the published repository.
    const [name, text] = recipe('pre-commit').files[0] ?? ['', '']
    repository.write({ [name]: text })
    for (const [command, file] of [['validate-config', name], ['validate-manifest', join(source, '.pre-commit-hooks.yaml')]] as const) {
      expect(spawnSync('pre-commit', [command, file], { cwd: repository.cwd, env }).status).toBe(0)
    }
    expect(text).toContain('- id: setsquare\n')
  }, 180_000)
})

/** This repository as git would clone it, with only the dependencies needed to build the program: installing all of them takes minutes. */
function hookRepository(): string {
  const directory = mkdtempSync(join(home, 'source-'))
  const tracked = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).split('\0')
  for (const name of tracked) {
    if (name === '' || name === 'package-lock.json' || /^(?:test|bench|fixtures)\//.test(name) || !existsSync(join(root, name))) continue
    mkdirSync(dirname(join(directory, name)), { recursive: true })
    cpSync(join(root, name), join(directory, name))
  }
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string>; devDependencies: Record<string, string> }
  const needed = ['@swc/core', 'chalk', 'fflate', 'pluralize', 'tsdown']
  const devDependencies = Object.fromEntries(Object.entries(manifest.devDependencies).filter(([name]) => needed.includes(name)))
  // A hook only needs the program. Declarations take four fifths of a build, and are tested with the package.
  const scripts = { ...manifest.scripts, build: 'tsdown --filter program' }
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ ...manifest, scripts, devDependencies }))
  chmodSync(directory, 0o755)
  const repository = repositoryAt(directory)
  repository.git('init', '-q', '-b', 'main')
  repository.git('add', '--all')
  repository.git('commit', '-qm', 'first')
  return directory
}
