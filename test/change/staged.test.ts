import { readFileSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

import { contract } from '../support/program.ts'
import { check, repositoryAt, repositoryWith } from '../support/repository.ts'
import type { Checked, Repository } from '../support/repository.ts'

/** Enables only rules that the tests rely on, so that new rules do not affect them. */
const rules = { '*': 'off', 'plural-collections': 'warn', 'resolvable-references': 'error', 'no-import-cycles': 'warn', 'no-sql-concatenation': 'error' } as const

async function staged({ cwd }: Pick<Repository, 'cwd'>, paths: readonly string[] = []): Promise<Checked> {
  return check({ cwd, paths, rules, only: { staged: 'only' } })
}

const noFiles = 'there are no staged files here'
const sound = contract.replaceAll('/order', '/orders')
const injection = "import { pool } from './db'\n\nexport const find = (id: string) => pool.query(`SELECT * FROM users WHERE id = '${id}'`)\n"
const database = "import { Pool } from 'pg'\n\nexport const pool = new Pool()\n"

/** Services that decide on statuses, which is reported once for all of them. */
function service(name: string): string {
  const method = 'find(id: string) {\n    throw new NotFoundException(id)\n  }'
  return `import { Injectable, NotFoundException } from '@nestjs/common'\n\n@Injectable()\nexport class ${name}Service {\n  ${method}\n}\n`
}

const services = Object.fromEntries(['A', 'B', 'C', 'D', 'E'].map((name) => [`src/${name.toLowerCase()}.service.ts`, service(name)]))

describe('what is said once for several files', () => {
  it.each([
    ['src/a.service.ts', ['src/a.service.ts transport-free-services']],
    ['src/d.service.ts', []],
  ])('stays at the first of them, whichever is touched: %s', async (file, found) => {
    const repository = repositoryWith({ ...services, 'package.json': '{}' })
    const only = { '*': 'off', 'transport-free-services': 'warn' } as const
    expect((await check({ cwd: repository.cwd, paths: [], rules: only, cache: false })).found).toEqual(['src/a.service.ts transport-free-services'])
    repository.stage({ [file]: `${services[file]}// more\n` })
    expect((await check({ cwd: repository.cwd, paths: [], rules: only, only: { staged: 'only' }, cache: false })).found).toEqual(found)
  })
})

describe('what is checked is what is staged', () => {
  it('and not what lies in the work tree', async () => {
    const repository = repositoryWith({ 'api.yaml': sound, 'src/db.ts': database })
    repository.stage({ 'api.yaml': contract })
    repository.write({ 'api.yaml': sound, 'new.yaml': contract, 'src/new.ts': injection })
    expect(await staged(repository)).toMatchObject({ found: ['api.yaml plural-collections'], notes: [], summary: { files: 1, contracts: 1, sources: 0 } })
    repository.stage({ 'api.yaml': sound })
    repository.write({ 'api.yaml': contract })
    expect((await staged(repository)).found).toEqual([])
  })

  it('and nothing is changed by looking at it', async () => {
    const repository = repositoryWith({ 'api.yaml': sound, 'src/db.ts': database })
    repository.stage({ 'api.yaml': contract, 'src/users.ts': injection })
    repository.write({ 'src/users.ts': 'export {}\n', 'api.yaml': 'swagger: 2\n' })
    const index = (): string => readFileSync(join(repository.cwd, '.git/index'), 'latin1')
    const before = [index(), repository.git('status', '--porcelain')]
    expect(await staged(repository)).toMatchObject({ found: ['api.yaml plural-collections', 'src/users.ts no-sql-concatenation'] })
    expect([index(), repository.git('status', '--porcelain')]).toEqual(before)
  })

  it('in a repository without commits', async () => {
    const repository = repositoryWith({})
    expect(await staged(repository)).toMatchObject({ nothing: noFiles, found: [] })
    repository.stage({ 'api.yaml': contract })
    repository.write({ 'other.yaml': contract })
    expect(await staged(repository)).toMatchObject({ found: ['api.yaml plural-collections'] })
  })

  it('in a work tree of its own', async () => {
    const repository = repositoryWith({ 'api.yaml': sound })
    const other = repositoryAt(join(repository.cwd, 'other tree'))
    repository.git('worktree', 'add', '-q', other.cwd, '-b', 'other')
    repository.stage({ 'api.yaml': contract })
    expect((await staged(other)).nothing).toBe(noFiles)
    other.stage({ 'new.yaml': contract })
    expect((await staged(other)).found).toEqual(['new.yaml plural-collections'])
  })

  it('below the directory it is run in, or at the paths that are named', async () => {
    const repository = repositoryWith({ 'a/x.yaml': sound, 'b/y.yaml': sound, 'a/z.yaml': contract })
    repository.stage({ 'a/x.yaml': contract, 'b/y.yaml': contract })
    expect((await staged({ cwd: join(repository.cwd, 'a') })).found).toEqual(['x.yaml plural-collections'])
    expect((await staged(repository, ['b/y.yaml', 'a/z.yaml'])).found).toEqual(['b/y.yaml plural-collections'])
    expect((await staged(repository, ['a'])).found).toEqual(['a/x.yaml plural-collections'])
    expect((await staged(repository, ['**/y.*'])).found).toEqual(['b/y.yaml plural-collections'])
    await expect(staged(repository, ['nowhere.yaml'])).rejects.toThrow("no such file or directory: 'nowhere.yaml'")
  })

  it('and what is named, where a runner of hooks names what is not staged', async () => {
    const repository = repositoryWith({ 'a.yaml': contract, 'b.yaml': contract, 'c/d.yaml': contract })
    repository.write({ 'b.yaml': 'broken: [' })
    const named = async (...paths: string[]): Promise<readonly string[]> => (await check({ cwd: repository.cwd, paths, rules, only: { staged: 'and named' } })).found
    expect(await named()).toEqual([])
    expect(await named('b.yaml', 'c/d.yaml')).toEqual(['b.yaml plural-collections', 'c/d.yaml plural-collections'])
    repository.stage({ 'e.yaml': contract })
    expect(await named('b.yaml')).toEqual(['b.yaml plural-collections', 'e.yaml plural-collections'])
  })

  it('with the configuration that is staged', async () => {
    const repository = repositoryWith({ 'api.yaml': sound, 'setsquare.yaml': 'preset: recommended\n' })
    repository.stage({ 'api.yaml': contract, 'setsquare.yaml': 'rules: { "*": off }\n' })
    repository.write({ 'setsquare.yaml': 'rules: { "*": off, plural-collections: error }\n' })
    expect(await check({ cwd: repository.cwd, paths: [], only: { staged: 'only' } })).toMatchObject({ found: [] })
    repository.stage({ 'setsquare.yaml': 'rules: { "*": off, plural-collections: error }\n' })
    repository.write({ 'setsquare.yaml': 'rules: [broken\n' })
    expect(await check({ cwd: repository.cwd, paths: [], only: { staged: 'only' } })).toMatchObject({ found: ['api.yaml plural-collections'] })
    repository.stage({ 'setsquare.yaml': 'rules: { plural-colections: error }\n' })
    repository.write({ 'setsquare.yaml': '' })
    await expect(check({ cwd: repository.cwd, paths: [], only: { staged: 'only' } })).rejects.toThrow("setsquare.yaml:1:10: unknown rule 'plural-colections': did you mean 'plural-collections'?")
  })

  it('a configuration that is a program is run where it is staged as it lies there, and refused otherwise', async () => {
    const repository = repositoryWith({ 'api.yaml': sound })
    repository.stage({ 'api.yaml': contract, 'setsquare.config.mjs': "export default { rules: { '*': 'off', 'plural-collections': 'error' } }\n" })
    expect(await check({ cwd: repository.cwd, paths: [], only: { staged: 'only' } })).toMatchObject({ found: ['api.yaml plural-collections'] })
    repository.write({ 'setsquare.config.mjs': 'export default {}\n' })
    await expect(check({ cwd: repository.cwd, paths: [], only: { staged: 'only' } })).rejects.toThrow('stage all of its changes, or none')
  })
})

describe('what a change causes elsewhere', () => {
  const refersTo = (name: string): string => sound.replace('{ description: One order }', `{ $ref: '${name}' }`)
  const part = 'Order: { description: One order }\n'

  it('a fragment that is changed or deleted is told by the contracts that refer to it, and what they had before is not', async () => {
    const old = refersTo('./parts.yaml#/Order').replaceAll('/orders', '/order')
    const repository = repositoryWith({ 'api.yaml': old, 'other.yaml': contract, 'parts.yaml': part })
    repository.stage({ 'parts.yaml': part.replace('One order', 'An order') })
    expect(await staged(repository)).toMatchObject({ found: [], summary: { contracts: 1 } })
    repository.stage({ 'parts.yaml': part.replace('Order', 'Ordre') })
    expect(await staged(repository)).toMatchObject({ found: ['api.yaml resolvable-references'] })
    repository.stage({ 'parts.yaml': null })
    expect(await staged(repository)).toMatchObject({ found: ['api.yaml resolvable-references'] })
  })

  it('a fragment that was never there is not missed by a change that has nothing to do with it', async () => {
    const repository = repositoryWith({ 'api.yaml': refersTo('./parts.yaml#/Order'), 'other.yaml': sound })
    repository.write({ 'parts.yaml': part })
    repository.stage({ 'other.yaml': contract })
    expect((await staged(repository)).found).toEqual(['other.yaml plural-collections'])
    repository.stage({ 'api.yaml': `${refersTo('./parts.yaml#/Order')}# changed\n` })
    expect((await staged(repository)).found).toEqual(['api.yaml resolvable-references', 'other.yaml plural-collections'])
    repository.write({ '.gitignore': 'parts.yaml\n' })
    expect((await staged(repository)).found).toEqual(['other.yaml plural-collections'])
  })

  it('a module that closes a circle is told of it wherever the import to cut stands', async () => {
    const modules = {
      'a.ts': "import { b } from './b'\nexport const a = () => b()\n",
      'b.ts': "import { c } from './c'\nexport const b = () => c()\n",
      'c.ts': 'export const c = () => 1\n',
      'x.ts': "import { y } from './y'\nexport const x = () => y()\n",
      'y.ts': "import { x } from './x'\nexport const y = () => x()\n",
    }
    const repository = repositoryWith(modules)
    repository.stage({ 'b.ts': `${modules['b.ts']}export const more = 1\n` })
    expect((await staged(repository)).found).toEqual([])
    repository.stage({ 'c.ts': "import { a } from './a'\nexport const c = () => a()\n" })
    const { found, summary } = await staged(repository)
    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(/^[abc]\.ts no-import-cycles$/)
    expect(summary).toMatchObject({ sources: 2 })
  })

  it('an import that leads nowhere since a module was deleted is noted, and others are not', async () => {
    const repository = repositoryWith({ 'a.ts': "import { b } from './b'\nexport const a = b\n", 'b.ts': 'export const b = 1\n', 'c.ts': "import './gone'\n" })
    repository.stage({ 'b.ts': null })
    expect(await staged(repository)).toMatchObject({ found: [], notes: ['unresolved-import a.ts'] })
  })

  it('a suppression is called unused in a file of the change only', async () => {
    const marked = `# setsquare-disable plural-collections -- old\n${sound}`
    const repository = repositoryWith({ 'api.yaml': marked, 'b.yaml': marked.replace('title: Shop', 'title: Shop B') })
    repository.stage({ 'b.yaml': `${marked}# changed\n` })
    expect((await staged(repository)).found).toEqual(['b.yaml unused-suppression'])
  })
})

describe('names, links and line ends', () => {
  it('names may hold anything', async () => {
    const names = ['with blank.yaml', `it's "quoted".yaml`, 'two\nlines.yaml', 'größe-日本.yaml', '[a]*.yaml', '-dash.yaml', 'back\\slash.yaml']
    const repository = repositoryWith({ 'sound.yaml': sound })
    repository.stage(Object.fromEntries(names.map((name) => [name, contract])))
    expect((await staged(repository)).found).toEqual([...names].sort().map((name) => `${name} plural-collections`))
  })

  it('renamed and deleted files', async () => {
    const repository = repositoryWith({ 'old.yaml': contract, 'gone.yaml': contract, 'src/gone.ts': injection })
    repository.git('mv', 'old.yaml', 'new.yaml')
    repository.stage({ 'gone.yaml': null, 'src/gone.ts': null })
    expect(await staged(repository)).toMatchObject({ found: ['new.yaml plural-collections'], notes: [] })
    repository.git('reset', '-q', '--hard')
    repository.git('rm', '-q', 'gone.yaml')
    expect(await staged(repository)).toMatchObject({ found: [], summary: { contracts: 0 } })
  })

  it('a file that only became executable has not changed', async () => {
    const repository = repositoryWith({ 'old.yaml': contract })
    repository.git('update-index', '--chmod=+x', 'old.yaml')
    expect((await staged(repository)).nothing).toBe(noFiles)
  })

  it('Windows line ends, in the repository or only on the disk', async () => {
    const repository = repositoryWith({ 'a.yaml': sound, 'b.yaml': sound })
    repository.git('config', 'core.autocrlf', 'true')
    repository.stage({ 'a.yaml': contract.replaceAll('\n', '\r\n') })
    repository.git('config', 'core.autocrlf', 'false')
    repository.stage({ 'b.yaml': contract.replaceAll('\n', '\r\n') })
    const { found, report } = await staged(repository)
    expect(found).toEqual(['a.yaml plural-collections', 'b.yaml plural-collections'])
    expect(report.findings.map(({ line, column }) => [line, column])).toEqual([[5, 4], [5, 4]])
  })

  it('symbolic links lead to what is staged behind them', async () => {
    const repository = repositoryWith({ 'real/parts.yaml': 'Order: { description: One order }\n', 'api.yaml': sound })
    symlinkSync('real', join(repository.cwd, 'linked'))
    symlinkSync('api.yaml', join(repository.cwd, 'same.yaml'))
    repository.stage({ 'api.yaml': sound.replace('{ description: One order }', "{ $ref: './linked/parts.yaml#/Order' }") })
    repository.git('add', '--all')
    repository.write({ 'real/parts.yaml': '' })
    expect(await staged(repository)).toMatchObject({ found: [], summary: { contracts: 1 } })
    repository.git('rm', '-q', '--cached', 'linked')
    expect((await staged(repository)).found).toEqual(['api.yaml resolvable-references'])
  })
})

describe('what is not there, or broken', () => {
  it('nothing of the change is a contract or code', async () => {
    const repository = repositoryWith({ 'api.yaml': contract, 'readme.md': '# a\n', 'data.json': '{}' })
    expect(await staged(repository)).toMatchObject({ found: [], nothing: noFiles })
    repository.stage({ 'readme.md': '# b\n' })
    const nothing = 'none of the staged files is a contract, a part of one, TypeScript or JavaScript'
    expect(await staged(repository)).toMatchObject({ found: [], nothing, summary: { files: 0 } })
    repository.stage({ 'data.json': '[]' })
    expect(await staged(repository)).toMatchObject({ found: [], nothing })
  })

  it('a staged file that is broken fails the commit, one that was broken before does not', async () => {
    const repository = repositoryWith({ 'old.yaml': 'openapi: 3.1.0\npaths: [', 'old.ts': 'export const = 1\n' })
    repository.stage({ 'fine.ts': 'export const a = 1\n', 'fine.yaml': sound })
    expect(await staged(repository)).toMatchObject({ notes: [] })
    repository.stage({ 'new.yaml': 'openapi: 3.1.0\npaths: [', 'new.ts': 'export const = 1\n' })
    expect(await staged(repository)).toMatchObject({ notes: ['syntax-error new.yaml', 'syntax-error new.ts'] })
  })

  it('a file in conflict makes it no state to commit', async () => {
    const repository = repositoryWith({ 'a b.yaml': sound, 'src/db.ts': database })
    repository.git('checkout', '-q', '-b', 'other')
    repository.stage({ 'a b.yaml': contract })
    repository.git('commit', '-q', '-m', 'theirs')
    repository.git('checkout', '-q', '-')
    repository.stage({ 'a b.yaml': sound.replace('order', 'invoice') })
    repository.git('commit', '-q', '-m', 'ours')
    expect(() => repository.git('merge', '-q', 'other')).toThrow()
    await expect(staged(repository)).rejects.toThrow("--staged: 'a b.yaml' has merge conflicts")
  })

  it('a submodule counts as the commit that is staged for it', async () => {
    const library = repositoryWith({ 'parts.yaml': 'Order: { description: One order }\n' })
    const repository = repositoryWith({ 'api.yaml': sound })
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.cwd, 'lib')
    repository.stage({ 'api.yaml': sound.replace('{ description: One order }', "{ $ref: './lib/parts.yaml#/Order' }") })
    repository.write({ 'lib/parts.yaml': '' })
    expect(await staged(repository)).toMatchObject({ found: [] })
    const inside = repositoryAt(join(repository.cwd, 'lib'))
    inside.stage({ 'parts.yaml': 'Ordre: { description: One order }\n' })
    inside.git('commit', '-qm', 'second')
    expect((await staged(repository)).found).toEqual([])
    repository.git('add', 'lib')
    expect((await staged(repository)).found).toEqual(['api.yaml resolvable-references'])
  })

  it('a submodule stands for the files in it, and what they cause elsewhere', async () => {
    const library = repositoryWith({ 'parts.yaml': 'Order: { description: One order }\n', 'own.yaml': sound })
    const repository = repositoryWith({ 'api.yaml': sound.replace('{ description: One order }', "{ $ref: './lib/parts.yaml#/Order' }") })
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.cwd, 'lib')
    expect(await staged(repository)).toMatchObject({ found: [], summary: { contracts: 2 } })
    repository.git('commit', '-qm', 'library')
    const inside = repositoryAt(join(repository.cwd, 'lib'))
    inside.stage({ 'parts.yaml': 'Ordre: { description: One order }\n', 'own.yaml': contract })
    inside.git('commit', '-qm', 'second')
    const expected = ['api.yaml resolvable-references', 'lib/own.yaml plural-collections']
    const since = async (): Promise<readonly string[]> => (await check({ cwd: repository.cwd, paths: [], rules, only: { since: 'HEAD' } })).found
    expect(await since()).toEqual(expected)
    expect((await staged(repository)).found).toEqual([])
    repository.git('add', 'lib')
    expect((await staged(repository)).found).toEqual(expected)
    inside.git('checkout', '-q', 'HEAD~1')
    expect((await staged(repository)).found).toEqual(expected)
    expect(await since()).toEqual([])
  })

  it('a submodule of a first commit stands for the files in it, too', async () => {
    const library = repositoryWith({ 'own.yaml': contract })
    const repository = repositoryWith({})
    repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.cwd, 'lib')
    expect((await staged(repository)).found).toEqual(['lib/own.yaml plural-collections'])
  })

  it('a directory that git knows nothing of', async () => {
    const repository = repositoryWith({ 'api.yaml': contract })
    mkdirSync(join(repository.cwd, 'empty'))
    expect(await staged({ cwd: join(repository.cwd, 'empty') })).toMatchObject({ nothing: noFiles, found: [] })
  })
})
