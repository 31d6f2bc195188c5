import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'

import { contract, directoryWith } from '../support/program.ts'
import { check, repositoryAt, repositoryWith } from '../support/repository.ts'
import type { Checked, Repository } from '../support/repository.ts'

const rules = { '*': 'off', 'plural-collections': 'warn', 'resolvable-references': 'error', 'no-import-cycles': 'warn' } as const

async function since({ cwd }: Pick<Repository, 'cwd'>, reference: string): Promise<Checked> {
  return check({ cwd, paths: [], rules, only: { since: reference } })
}

const sound = contract.replaceAll('/order', '/orders')

describe('what a branch has changed', () => {
  it('is what it committed, what is uncommitted and what is new, and not what the other branch has done since', async () => {
    const repository = repositoryWith({ 'a.yaml': sound, 'b.yaml': sound, 'c.yaml': sound, 'theirs.yaml': sound, 'old.yaml': contract })
    repository.git('checkout', '-q', '-b', 'feature')
    repository.stage({ 'a.yaml': contract })
    repository.git('commit', '-qm', 'feature')
    repository.git('checkout', '-q', 'main')
    repository.stage({ 'theirs.yaml': `${sound}# changed\n` })
    repository.git('commit', '-qm', 'theirs')
    repository.git('checkout', '-q', 'feature')
    repository.stage({ 'b.yaml': contract })
    repository.write({ 'c.yaml': contract, 'new.yaml': contract, 'ignored.yaml': contract, '.gitignore': 'ignored.yaml\n' })
    const expected = ['a.yaml', 'b.yaml', 'c.yaml', 'new.yaml'].map((file) => `${file} plural-collections`)
    expect(await since(repository, 'main')).toMatchObject({ found: expected, summary: { contracts: 4, files: 4 } })
    expect((await since(repository, 'HEAD')).found).toEqual(expected.slice(1))
    repository.git('add', '--all')
    repository.git('commit', '-qm', 'all')
    repository.git('checkout', '-q', '--detach')
    expect((await since(repository, 'main')).found).toEqual(expected)
    expect(await since(repository, 'HEAD')).toMatchObject({ found: [], nothing: 'there are no files changed since HEAD here' })
  })

  it('and what that causes elsewhere', async () => {
    const modules = { 'a.ts': "import { b } from './b'\nexport const a = () => b()\n", 'b.ts': 'export const b = () => 1\n' }
    const api = sound.replace('{ description: One order }', "{ $ref: './parts.yaml#/Order' }")
    const repository = repositoryWith({ ...modules, 'api.yaml': api, 'parts.yaml': 'Order: { description: One order }\n' })
    repository.git('tag', 'v1')
    repository.stage({ 'b.ts': "import { a } from './a'\nexport const b = () => a()\n" })
    repository.git('commit', '-qm', 'circle')
    repository.write({ 'parts.yaml': null })
    const { found } = await since(repository, 'v1')
    expect(found).toContain('api.yaml resolvable-references')
    expect(found.filter((one) => one.endsWith('no-import-cycles'))).toHaveLength(1)
  })

  it('files that were only touched on the disk have not changed', async () => {
    const repository = repositoryWith({ 'a.yaml': contract })
    execFileSync('touch', ['-d', '2030-01-01', join(repository.cwd, 'a.yaml')])
    expect((await since(repository, 'HEAD')).nothing).toBe('there are no files changed since HEAD here')
  })
})

describe('what cannot be told is said, with what to do about it', () => {
  it('no repository, no commits, no such reference', async () => {
    const cwd = directoryWith({ 'a.yaml': contract })
    await expect(since({ cwd }, 'main')).rejects.toThrow(`--since needs a git repository, and '${cwd}' is not in one`)
    const repository = repositoryWith({})
    await expect(since(repository, 'main')).rejects.toThrow("--since: there is no branch, tag or commit 'main' here, and there are no commits yet")
    repository.stage({ 'a.yaml': contract })
    repository.git('commit', '-qm', 'x')
    await expect(since(repository, 'origin/main')).rejects.toThrow(/there is no branch, tag or commit 'origin\/main' here$/)
    await expect(since(repository, '--help')).rejects.toThrow("there is no branch, tag or commit '--help' here")
  })

  it('a clone that is too shallow', async () => {
    const origin = repositoryWith({ 'a.yaml': sound })
    origin.git('checkout', '-q', '-b', 'feature')
    for (const text of ['# one', '# two']) {
      origin.stage({ 'a.yaml': `${sound}${text}\n` })
      origin.git('commit', '-qm', text)
    }
    origin.git('checkout', '-q', 'main')
    origin.stage({ 'b.yaml': sound })
    origin.git('commit', '-qm', 'theirs')
    const clone = repositoryAt(join(directoryWith({ 'x.txt': '' }), 'clone'))
    execFileSync('git', ['clone', '-q', '--depth', '1', '--no-single-branch', '-b', 'feature', pathToFileURL(origin.cwd).href, clone.cwd], { stdio: 'ignore' })
    await expect(since(clone, 'origin/main')).rejects.toThrow(/is not in this shallow clone.*`git fetch --unshallow`.*`fetch-depth: 0`/)
    clone.git('fetch', '-q', '--unshallow')
    expect(await since(clone, 'origin/main')).toMatchObject({ found: [], summary: { contracts: 1 } })
  })

  it('a clone that was made of one branch: what is said to be fetched is there then', async () => {
    const origin = repositoryWith({ 'a.yaml': sound })
    origin.git('checkout', '-q', '-b', 'feature')
    origin.stage({ 'a.yaml': contract })
    origin.git('commit', '-qm', 'x')
    const clone = repositoryAt(join(directoryWith({ 'x.txt': '' }), 'clone'))
    execFileSync('git', ['clone', '-q', '--depth', '1', '-b', 'feature', pathToFileURL(origin.cwd).href, clone.cwd], { stdio: 'ignore' })
    for (const reference of ['origin/main', 'main', 'HEAD~1']) {
      const said = await since(clone, reference).then(() => 'nothing', String)
      const command = /fetch it first, `git (fetch .+)`$/.exec(said)?.[1]
      clone.git(...(command ?? `no command in ${said}`).split(' '))
      clone.git('rev-parse', '--verify', '-q', reference)
    }
    expect((await since(clone, 'HEAD~1')).found).toEqual(['a.yaml plural-collections'])
  })

  it('branches that have nothing in common', async () => {
    const repository = repositoryWith({ 'a.yaml': sound })
    repository.git('checkout', '-q', '--orphan', 'other')
    repository.git('commit', '-qm', 'x')
    await expect(since(repository, 'main')).rejects.toThrow("'main' and this branch have no commit in common")
  })
})

describe('a sparse checkout', () => {
  it('leaves out files that are not gone: references to them are not wrong, and what is known of them is not fixed', async () => {
    const known = 'setsquare-baseline.txt'
    const repository = repositoryWith({
      'setsquare.yaml': `baseline: ${known}\nrules: { '*': off, resolvable-references: error, plural-collections: warn }\n`,
      'apis/openapi.yaml': "openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\ncomponents:\n  schemas:\n    A: { $ref: '../shared/order.yaml#/Order' }\n    B: { $ref: '../shared/gone.yaml#/Order' }\n",
      'shared/order.yaml': 'Order: { type: object }\n',
      'shared/openapi.yaml': contract,
      [known]: 'shared/openapi.yaml plural-collections 96a3191ab9d96ad0 order\n',
    })
    repository.git('sparse-checkout', 'set', 'apis')
    const { report } = await check({ cwd: repository.cwd, paths: [], cache: false })
    expect(report.findings.map(({ message }) => message)).toEqual([expect.stringContaining("'../shared/gone.yaml#/Order' cannot be resolved")])
    expect(report.coverage.map(({ message }) => message)).toEqual([expect.stringContaining('it is left out of this checkout: `git sparse-checkout add`')])
    expect(report.baseline?.stale).toEqual([])
  })
})

describe('a submodule that is not checked out', () => {
  it('has files that are not gone: references to them are not wrong, and what is known of them is not fixed', async () => {
    const known = 'setsquare-baseline.txt'
    const repository = repositoryWith({
      'setsquare.yaml': `baseline: ${known}\nrules: { '*': off, resolvable-references: error, plural-collections: warn }\n`,
      'openapi.yaml': "openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\ncomponents:\n  schemas:\n    A: { $ref: 'shared/order.yaml#/Order' }\n    B: { $ref: 'gone.yaml#/Order' }\n",
      '.gitmodules': '[submodule "shared"]\n\tpath = shared\n\turl = ../shared\n',
      [known]: 'shared/openapi.yaml plural-collections 96a3191ab9d96ad0 order\ngone.yaml plural-collections 96a3191ab9d96ad0 order\n',
    })
    const { report } = await check({ cwd: repository.cwd, paths: [], cache: false })
    expect(report.findings.map(({ message }) => message)).toEqual([expect.stringContaining("'gone.yaml#/Order' cannot be resolved")])
    expect(report.coverage.map(({ message }) => message)).toEqual([expect.stringContaining('its submodule is not checked out: `git submodule update --init`')])
    expect(report.baseline?.stale.map(({ path }) => path)).toEqual(['gone.yaml'])
  })
})
