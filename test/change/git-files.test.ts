import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { compareIndex } from '../../src/hosts/node/git/compare-index.ts'
import { readIndex } from '../../src/hosts/node/git/index-file.ts'
import { Repository } from '../../src/hosts/node/git/repository.ts'
import { repositoryAt, repositoryWith } from '../support/repository.ts'
import type { Repository as TestRepository } from '../support/repository.ts'

/** What is staged, as git prints it and as we read it: lines of entries, and of differences. Nothing if git has to be asked. */
function asked({ git }: TestRepository): { readonly entries: string[]; readonly differences: string[] } {
  const entries = git('ls-files', '-s', '-z').split('\0').filter((line) => line !== '')
  const raw = git('diff-index', '--cached', '--raw', '-z', '--no-renames', '--no-abbrev', '--ignore-submodules=none', 'HEAD', '--').split('\0')
  const differences = raw.flatMap((line, at) => (line.startsWith(':') ? [`${line.slice(1, -2)} ${raw[at + 1]}`] : []))
  return { entries: entries.sort(), differences: differences.sort() }
}

function own({ cwd }: TestRepository): ReturnType<typeof asked> | undefined {
  const repository = Repository.at(cwd)
  const bytes = repository?.indexBytes()
  const index = bytes && readIndex(bytes)
  const tree = repository?.headTree()
  const found = repository && index && tree !== undefined ? compareIndex(index, tree, repository) : undefined
  if (index === undefined || found === undefined) return undefined
  const none = { mode: '000000', id: '0'.repeat(40) }
  return {
    entries: [...index.entries].map(([path, { mode, id }]) => `${mode} ${id} 0\t${path}`).sort(),
    differences: found.map(({ path, old = none, staged = none }) => `${old.mode} ${staged.mode} ${old.id} ${staged.id} ${path}`).sort(),
  }
}

const files = { 'a.ts': 'export const a = 1\n', 'deep/er/b.ts': 'b', 'deep/c.ts': 'c', 'other/d.ts': 'd', 'ünï/ß 1\n2.ts': 'e' }

/** Stages a bit of everything. */
function change({ cwd, git, stage }: TestRepository): void {
  stage({ 'a.ts': 'export const a = 2\n', 'deep/new.ts': 'n', 'fresh/er/f.ts': 'f', 'other/d.ts': null })
  chmodSync(join(cwd, 'deep/c.ts'), 0o755)
  symlinkSync('a.ts', join(cwd, 'link.ts'))
  git('add', '--all')
}

describe('what is staged, read without git', () => {
  it.each<readonly [string, (repository: TestRepository) => void]>([
    ['as it is', () => undefined],
    ['with objects and references in packs', ({ git }) => git('gc', '-q')],
    ['with HEAD on no branch', ({ git }) => git('checkout', '-q', '--detach')],
    ['in an index of version 4', ({ git }) => git('update-index', '--index-version', '4')],
    ['in an index that knows no trees', ({ git }) => git('read-tree', 'HEAD')],
    ['in an index with flags', ({ git }) => git('update-index', '--skip-worktree', 'deep/c.ts')],
    ['after a file became a directory and a directory a file', (repository) => {
      repository.stage({ 'deep/er/b.ts': null, 'a.ts': null })
      rmSync(join(repository.cwd, 'deep/er'), { recursive: true, force: true })
      repository.stage({ 'deep/er': 'a file', 'a.ts/in.ts': 'a directory' })
    }],
  ])('is what git says: %s', (_, prepare) => {
    const repository = repositoryWith(files)
    prepare(repository)
    expect(own(repository)).toEqual(asked(repository))
    if (!readFileSync(join(repository.cwd, '.git/index'), 'latin1').includes('deep/er\0')) change(repository)
    expect(own(repository)).toEqual(asked(repository))
    expect(own(repository)?.differences.length).toBeGreaterThan(2)
  })

  it('is what git says in a further work tree', () => {
    const repository = repositoryWith(files)
    const cwd = join(repository.cwd, '../further')
    rmSync(cwd, { recursive: true, force: true })
    repository.git('worktree', 'add', '-q', cwd, '-b', 'other')
    const further = repositoryAt(cwd)
    change(further)
    expect(own(further)).toEqual(asked(further))
    expect(own(further)?.differences.length).toBeGreaterThan(2)
    rmSync(cwd, { recursive: true })
  })

  it('is what git says after any changes', () => {
    const names = ['a', 'b', 'd/a', 'd/b', 'd/e/a', 'f/a', 'f.a']
    const step = fc.record({ name: fc.constantFrom(...names), content: fc.option(fc.constantFrom('1', '2', '3')), then: fc.constantFrom('nothing', 'commit', 'pack') })
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const repository = repositoryWith({ a: '1', 'd/a': '1', 'd/e/a': '1' })
        for (const { name, content, then } of steps) {
          repository.git('rm', '-q', '--cached', '--ignore-unmatch', '--', name)
          if (content !== null) repository.stage({ [name]: content })
          if (then !== 'nothing') repository.git('commit', '-qm', 'x', '--allow-empty')
          if (then === 'pack') repository.git('gc', '-q')
        }
        expect(own(repository)).toEqual(asked(repository))
      }),
      { numRuns: 12 },
    )
  })

  it.each<readonly [string, (repository: TestRepository) => void]>([
    ['conflicts', (repository) => {
      repository.git('checkout', '-qb', 'one')
      repository.stage({ 'a.ts': 'one' })
      repository.git('commit', '-qm', 'x')
      repository.git('checkout', '-q', 'main')
      repository.stage({ 'a.ts': 'two' })
      repository.git('commit', '-qm', 'x')
      expect(() => repository.git('merge', 'one')).toThrow()
    }],
    ['files to be added later', ({ cwd, git }) => {
      writeFileSync(join(cwd, 'later.ts'), '')
      git('add', '-N', 'later.ts')
    }],
    ['a split index', ({ git }) => git('update-index', '--split-index')],
    ['a sparse index', ({ git }) => git('sparse-checkout', 'set', '--cone', '--sparse-index', 'deep')],
    ['extensions of the format', ({ git }) => git('config', 'extensions.worktreeConfig', 'true')],
    ['replaced objects', ({ git }) => git('replace', git('rev-parse', 'HEAD:a.ts').trim(), git('rev-parse', 'HEAD:deep/c.ts').trim())],
    ['objects that are not there', ({ cwd }) => { renameSync(join(cwd, '.git/objects'), join(cwd, '.git/elsewhere')) }],
    ['a branch without commits', ({ git }) => git('checkout', '-q', '--orphan', 'new')],
    ...[100, 150, 200, 250].map((length) => [`an index of ${length} bytes`, ({ cwd }: TestRepository): void => {
      writeFileSync(join(cwd, '.git/index'), readFileSync(join(cwd, '.git/index')).subarray(0, length))
    }] as const),
    ['a branch with the name of a directory', ({ cwd, git }) => {
      git('checkout', '-qb', 'topic')
      git('pack-refs', '--all')
      mkdirSync(join(cwd, '.git/refs/heads/topic'))
    }],
    ['a tree that is damaged', ({ cwd, git, stage }) => {
      const id = git('rev-parse', 'HEAD^{tree}').trim()
      stage({ 'a.ts': '' })
      const file = join(cwd, '.git/objects', id.slice(0, 2), id.slice(2))
      rmSync(file)
      writeFileSync(file, deflateSync(`tree 40\0${'x'.repeat(40)}`))
    }],
    ['a format of the future', ({ git }) => git('config', 'core.repositoryFormatVersion', '2')],
    ['another owner', ({ cwd }) => {
      if (process.getuid?.() === 0) execFileSync('chown', ['-R', '54321', cwd])
      else rmSync(join(cwd, '.git'), { recursive: true })
    }],
  ])('is left to git: %s', (_, prepare) => {
    const repository = repositoryWith(files)
    expect(own(repository)).toBeDefined()
    prepare(repository)
    expect(own(repository)).toBeUndefined()
  })
})

it('every object is read as git reads it, loose, in packs and as deltas', () => {
  const repository = repositoryWith(files)
  const lines = Array.from({ length: 3000 }, (_, at) => `export const line${at} = ${at * 7919}\n`)
  for (const at of [5, 1500, 2990]) {
    lines[at] = `changed ${at}\n`
    repository.stage({ 'long.ts': lines.join(''), 'big.ts': lines.join('').repeat(3), [`n${at}.ts`]: String(at) })
    repository.git('commit', '-qm', `change ${at}`)
  }
  repository.git('tag', '-a', 'v1', '-m', 'a tag')
  const compare = (): number => {
    const opened = Repository.at(repository.cwd)
    const objects = repository.git('cat-file', '--batch-all-objects', '--batch-check').trim().split('\n').map((line) => line.split(' '))
    for (const [id = '', type = ''] of objects) {
      const body = execFileSync('git', ['cat-file', type, id], { cwd: repository.cwd, maxBuffer: 1e9 })
      expect(opened?.read(id)?.type).toBe(type)
      expect(opened?.read(id)?.body.equals(body)).toBe(true)
    }
    return objects.length
  }
  const count = compare()
  expect(count).toBeGreaterThan(20)
  repository.git('repack', '-adfq', '--depth=50')
  expect(repository.git('verify-pack', '-v', ...[repository.git('rev-parse', '--git-path', 'objects/pack').trim()].map((path) => `${path}/${packIn(repository)}`))).toMatch(/chain length = \d/)
  expect(compare()).toBe(count)
  // Deltas that name their base by its id.
  repository.git('config', 'repack.useDeltaBaseOffset', 'false')
  repository.git('repack', '-adfq')
  expect(compare()).toBe(count)
  expect(Repository.at(repository.cwd)?.read('0'.repeat(40))).toBeUndefined()
})

it.each([
  ['of another size than stated', 'blob 3\0four'],
  ['that is large when inflated', `blob ${2 ** 27}\0${' '.repeat(2 ** 27)}`],
])('an object %s is left to git', (_, text) => {
  const repository = repositoryWith(files)
  const id = repository.git('rev-parse', 'HEAD:a.ts').trim()
  const file = join(repository.cwd, '.git/objects', id.slice(0, 2), id.slice(2))
  rmSync(file)
  writeFileSync(file, deflateSync(text))
  expect(Repository.at(repository.cwd)?.read(id)).toBeUndefined()
})

it('objects in a damaged pack have the size that is stated, or are left to git', () => {
  const text = Array.from({ length: 300 }, (_, at) => `line ${at * 7919}\n`).join('')
  const repository = repositoryWith({ 'a.ts': text, 'b.ts': `${text}more` })
  const ids = ['HEAD:a.ts', 'HEAD:b.ts'].map((name) => repository.git('rev-parse', name).trim())
  repository.git('repack', '-adfq')
  const file = join(repository.cwd, '.git/objects/pack', packIn(repository).replace('.idx', '.pack'))
  const pack = readFileSync(file)
  chmodSync(file, 0o644)
  let lost = 0
  for (let at = 12; at < pack.length; at += 5) {
    writeFileSync(file, pack.map((byte, index) => (index === at ? byte ^ 64 : byte)))
    const found = ids.map((id) => Repository.at(repository.cwd)?.read(id)?.body.length)
    lost += found.filter((length) => length === undefined).length
    expect([text.length, text.length + 4, undefined]).toEqual(expect.arrayContaining(found))
  }
  expect(lost).toBeGreaterThan(10)
})

function packIn({ cwd }: TestRepository): string {
  return execFileSync('ls', [join(cwd, '.git/objects/pack')], { encoding: 'utf8' }).split('\n').find((name) => name.endsWith('.idx')) ?? ''
}
