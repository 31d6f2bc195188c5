import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import type { CacheOptions } from '../../src/hosts/node/cache/cache-file.ts'
import { CachePieces, writePieces } from '../../src/hosts/node/cache/cache-pieces.ts'
import { check, repositoryWith } from '../support/repository.ts'
import type { Checked, Repository } from '../support/repository.ts'

const cacheOf = ({ cwd }: Repository): CacheOptions => ({ directory: join(cwd, '.git/cache'), build: 'test' })

async function staged(repository: Repository, cache: CacheOptions | false, preset = 'strict'): Promise<Checked> {
  return check({ cwd: repository.cwd, paths: [], preset, only: { staged: 'only' }, cache })
}

/** All results of a run, except its duration. */
function saying({ report }: Checked): unknown {
  return { ...report, summary: { ...report.summary, durationMs: 0 } }
}

/** Changes messages in the cache, so as to show whether it is used. */
function mark(cache: CacheOptions): void {
  edit(cache, (text) => text.replaceAll('Import cycle', 'Kept cycle'))
}

/** Changes the texts in the cache as if a run had written them so. */
function edit(cache: CacheOptions, change: (text: string) => string): void {
  for (const name of ['facts', 'facts-recent']) {
    const pieces = new CachePieces(cache, name)
    const keys = readFileSync(join(cache.directory, name), 'utf8').split('\n').flatMap((line) => (pieces.has(line.split('\t')[0] ?? '') ? [line.split('\t')[0] ?? ''] : []))
    writePieces(cache, name, new Map(keys.map((key) => [key, Buffer.from(change(String(pieces.at(key))))])))
  }
}

const files = {
  'package.json': '{ "name": "shop" }',
  'src/a.ts': "import { b } from './b'\n\nexport function a(): number {\n  const one = 1\n  return b() + one\n}\n",
  'src/b.ts': "import { a } from './a'\nimport { c } from './c'\n\nexport function b(): number {\n  return a() + c\n}\n",
  'src/c.ts': 'export const c = 1\n',
}
const { 'src/a.ts': a, 'src/b.ts': b } = files

/** A repository whose project was checked once, with marks in the cached outcomes. */
async function judgedOnce(): Promise<{ readonly repository: Repository; readonly cache: CacheOptions }> {
  const repository = repositoryWith(files)
  const cache = cacheOf(repository)
  repository.stage({ 'src/a.ts': `${a}\n`, 'src/b.ts': `${b}\n` })
  await staged(repository, cache)
  mark(cache)
  return { repository, cache }
}

describe('what came of the project', () => {
  const same: readonly (readonly [string, Readonly<Record<string, string | null>>])[] = [
    ['a comment at the end', { 'src/a.ts': `${a}// more\n` }],
    ['a line before everything', { 'src/a.ts': `// first\n${a}` }],
    ['a line between', { 'src/a.ts': a.replace('\n\n', '\n\n\n') }],
    ['a statement in a function', { 'src/a.ts': a.replace('  return', '  console.log(one)\n  return') }],
    ['two files', { 'src/a.ts': `// first\n${a}`, 'src/b.ts': b.replace('a() + c', 'c + a()') }],
    ['a file that nobody looks at', { 'src/a.ts': `// first\n${a}`, 'notes.txt': 'x' }],
  ]
  it.each(same)('is used again after an edit that changes nothing for others: %s', async (_what, edit) => {
    const { repository, cache } = await judgedOnce()
    repository.stage(edit)
    const expected = await staged(repository, false)
    const used = await staged(repository, cache)
    expect(JSON.stringify(saying(used))).toContain('Kept cycle')
    expect(JSON.parse(JSON.stringify(saying(used)).replaceAll('Kept cycle', 'Import cycle'))).toEqual(JSON.parse(JSON.stringify(saying(expected))))
    // What this run keeps is used by the next one.
    repository.git('commit', '-qm', 'x')
    repository.stage({ 'src/a.ts': `// next\n${a}`, 'src/b.ts': `// next\n${b}` })
    expect(JSON.stringify(saying(await staged(repository, cache)))).toContain('Kept cycle')
  })

  const other: readonly (readonly [string, Readonly<Record<string, string | null>>])[] = [
    ['an import', { 'src/a.ts': `import { c } from './c'\n${a}` }],
    ['an import of types', { 'src/a.ts': a.replace('import', 'import type') }],
    ['an export', { 'src/a.ts': `${a}export const d = 1\n` }],
    ['how an imported name is used', { 'src/a.ts': a.replace('b() + one', 'one').replace('number {', 'ReturnType<typeof b> {') }],
    ['what it is for', { 'src/a.ts': `import { Controller } from '@nestjs/common'\n${a}` }],
    ['a mistake in the syntax', { 'src/a.ts': `${a}}`, 'src/b.ts': `${b}\n\n` }],
    ['a file more', { 'src/a.ts': `// first\n${a}`, 'src/d.ts': 'export const d = 1\n' }],
    ['a file less', { 'src/a.ts': `// first\n${a}`, 'src/c.ts': null }],
    ['a file that was asked for', { 'src/a.ts': `// first\n${a}`, 'package.json': '{ "name": "other" }' }],
    ['a file that was not there', { 'src/a.ts': `// first\n${a}`, 'src/package.json': '{}' }],
    ['the configuration', { 'src/a.ts': `// first\n${a}`, 'setsquare.yaml': 'rules: { plural-collections: error }\n' }],
  ]
  it.each(other)('is worked out anew after an edit of %s', async (_what, edit) => {
    const { repository, cache } = await judgedOnce()
    repository.stage(edit)
    const found = await staged(repository, cache)
    expect(JSON.stringify(saying(found))).not.toContain('Kept cycle')
    expect(saying(found)).toEqual(saying(await staged(repository, false)))
  })

  it('is worked out anew by other flags, and where another build has kept it', async () => {
    const { repository, cache } = await judgedOnce()
    expect(JSON.stringify(saying(await staged(repository, { ...cache, build: 'later' })))).not.toContain('Kept cycle')
    await staged(repository, cache)
    mark(cache)
    expect(JSON.stringify(saying(await staged(repository, cache)))).toContain('Kept cycle')
    expect(JSON.stringify(saying(await staged(repository, cache, 'all')))).not.toContain('Kept cycle')
  })

  it('is kept for each source by itself as well, by its content', async () => {
    const repository = repositoryWith(files)
    const cache = cacheOf(repository)
    const secret = 'export const settings = { jwtSecret: "shop-secret-2024" }\n'
    const markSecret = (): void => edit(cache, (text) => text.replaceAll('is in the code', 'was kept'))
    const run = async (preset = 'strict'): Promise<string> => JSON.stringify(saying(await staged(repository, cache, preset)))
    repository.stage({ 'src/c.ts': `${files['src/c.ts']}${secret}`, 'src/a.ts': `${a}${secret}` })
    expect(await run()).toContain('is in the code')
    markSecret()
    expect(await run()).toMatch(/was kept.*was kept/)
    // Other flags.
    expect(await run('all')).not.toContain('was kept')
    await run()
    markSecret()
    // Only one of them is edited, so that the other one is still known.
    repository.stage({ 'src/a.ts': `${a}\n${secret}` })
    expect(await run()).toMatch(/is in the code.*was kept|was kept.*is in the code/)
    // The very same again, without either file: nothing is reported where nothing is touched.
    repository.git('commit', '-qm', 'x')
    repository.stage({ 'src/b.ts': `${b}\n` })
    expect(await run()).not.toMatch(/is in the code|was kept/)
  })

  it('tells what there was before a change, where that is what the last run has looked at', async () => {
    const repository = repositoryWith(files)
    const cache = cacheOf(repository)
    repository.stage({ 'src/c.ts': 'export const c = 2\n' })
    await staged(repository, cache)
    repository.git('commit', '-qm', 'x')
    repository.stage({ 'src/c.ts': "import './d'\nexport const c = 2\n", 'src/d.ts': '' })
    expect((await staged(repository, cache)).found).toEqual([])
    repository.git('reset', '-q', '--hard')
    repository.stage({ 'src/c.ts': 'export const c = 3\n' })
    await staged(repository, cache)
    repository.git('commit', '-qm', 'x')
    // Removes the cycle from the cached outcomes: it then counts as new.
    expect(readFileSync(join(cache.directory, 'facts-recent'), 'utf8')).toContain('"rule":"no-import-cycles"')
    edit(cache, (text) => text.replace('"rule":"no-import-cycles"', '"rule":"none"'))
    repository.stage({ 'src/c.ts': "import './d'\nexport const c = 3\n", 'src/d.ts': '' })
    expect((await staged(repository, cache)).found).toEqual(['src/a.ts no-import-cycles'])
    // So does another attempt at the same commit, and one more.
    for (const more of ['1', '2']) {
      repository.stage({ 'src/c.ts': `import './d'\nexport const c = 3\nexport const more${more} = 4\n` })
      expect((await staged(repository, cache)).found).toEqual(['src/a.ts no-import-cycles'])
    }
  })

  it('is known of a project with a file that cannot be parsed, which is no news where it is not touched', async () => {
    const repository = repositoryWith({ ...files, 'src/broken.ts': 'export const = 1\n' })
    const cache = cacheOf(repository)
    repository.stage({ 'src/c.ts': 'export const c = 2\n' })
    await staged(repository, cache)
    repository.git('commit', '-qm', 'x')
    edit(cache, (text) => text.replace('"rule":"no-import-cycles"', '"rule":"none"'))
    repository.stage({ 'src/c.ts': "import './d'\nexport const c = 3\n", 'src/d.ts': '' })
    const checked = await staged(repository, cache)
    expect(checked.found).toEqual(['src/a.ts no-import-cycles'])
    expect(checked.report.coverage).toEqual([])
    repository.stage({ 'src/broken.ts': 'export const = 2\n' })
    expect((await staged(repository, cache)).report.coverage).toMatchObject([{ kind: 'syntax-error' }])
  })

  it('is that of the sources alone, whatever JavaScript there is beside them', async () => {
    const minified = `export const all = [${'1,'.repeat(2000)}]\n`
    const repository = repositoryWith({ ...files, 'src/written.js': 'export const all = [1, 2]\n', 'src/built.js': minified })
    const cache = cacheOf(repository)
    for (const edit of [{ 'src/a.ts': `// 1\n${a}` }, { 'src/a.ts': `// 2\n${a}` }, { 'src/written.js': minified }, { 'src/built.js': 'export const all = 1\n' }]) {
      repository.stage(edit)
      expect(saying(await staged(repository, cache, 'all'))).toEqual(saying(await staged(repository, false, 'all')))
    }
  })

  /** Lines for files: imports, exports, routes, wiring, and some that do not matter to other files. */
  const lines = [
    '// a comment',
    '',
    "import { a } from './a'",
    "import type { c } from './c'",
    "import { Router } from 'express'",
    "import { Pool } from 'pg'",
    'export const router = Router()',
    "router.get('/getThings', (request, response) => response.json(request.query))",
    'export class Service { constructor(private readonly pool: Pool) {} }',
    'const inner = () => ({ list: [1, 2] })',
    "export const all = (db: { query(text: string): void }, id: string) => db.query('SELECT 1' + id)",
    'console.log(process.env.PORT)',
  ]

  it('never changes what is found, whatever lines are put in and taken out', async () => {
    const names = ['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/users.controller.ts', 'src/users.service.ts']
    const edit = fc.record({ file: fc.constantFrom(...names), line: fc.constantFrom(...lines), at: fc.nat(8), removes: fc.boolean(), commits: fc.boolean() })
    const numRuns = 8
    let kept = 0
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 3, maxLength: 6 }), async (edits) => {
        const pair = { 'src/users.controller.ts': "import './users.service'\n", 'src/users.service.ts': "import './users.controller'\n" }
        const texts = new Map<string, string>(Object.entries({ ...files, ...pair }))
        const repository = repositoryWith(Object.fromEntries(texts))
        const cache = cacheOf(repository)
        for (const { file, line, at, removes, commits } of edits) {
          const all = (texts.get(file) ?? '').split('\n')
          all.splice(at % all.length, removes ? 1 : 0, ...(removes ? [] : [line]))
          texts.set(file, all.join('\n'))
          repository.stage({ [file]: all.join('\n') })
          expect(saying(await staged(repository, cache, 'all'))).toEqual(saying(await staged(repository, false, 'all')))
          if (commits) repository.git('commit', '-q', '--allow-empty', '-m', 'x')
        }
        if (existsSync(cache.directory)) kept++
      }),
      { numRuns, seed: 20261121 },
    )
    expect(kept).toBe(numRuns)
  }, 120_000)
})

it('a method that a subclass gains or loses is a fact', async () => {
  const books = (member: string): string => `import { Base } from './base'\nexport class Books extends Base { ${member} }\n`
  const repository = repositoryWith({
    'src/pool.ts': "import { Pool } from 'pg'\nexport const pool = new Pool()\n",
    'src/base.ts': "import { pool } from './pool'\nexport class Base { async all() { return (await pool.query('SELECT * FROM t')).rows } }\n",
    'src/books.ts': books('open() { return 1 }'),
    'src/app.ts': "import express from 'express'\nimport { Books } from './books'\nconst app = express()\nconst books = new Books()\napp.get('/books', async (req, res) => res.json(await books.all()))\napp.listen(3000)\n",
  })
  const cache = cacheOf(repository)
  for (const member of ['all() { return [] }', 'some() { return [] }', 'all() { return [] }']) {
    repository.stage({ 'src/books.ts': books(member) })
    const fresh = await staged(repository, false)
    expect(saying(await staged(repository, cache))).toEqual(saying(fresh))
    repository.git('commit', '-qm', 'x')
    if (member.startsWith('some')) expect(fresh.found).toContain('src/base.ts bounded-queries')
  }
})

it('a file that begins to make a client has other files searched again', async () => {
  const http = (made: string): string => `${made}\nmodule.exports = { http }\n`
  const plain = "const http = require('./plain')"
  const repository = repositoryWith({
    'src/http.js': http(plain),
    'src/plain.js': 'module.exports = { post: (path) => path }\n',
    'src/use.js': "const { http } = require('./http')\nconst { pool } = require('./pool')\nexports.load = async (req, res) => {\n  await pool.query('SELECT id FROM t')\n  res.json(await http.post(req.body.url))\n}\n",
    'src/pool.js': "const { Pool } = require('pg')\nexports.pool = new Pool()\n",
  })
  const cache = cacheOf(repository)
  for (const made of [`${plain} // a`, "const axios = require('axios')\nconst http = axios.create({ timeout: 1000 })", plain]) {
    repository.stage({ 'src/http.js': http(made) })
    const fresh = await staged(repository, false)
    expect(saying(await staged(repository, cache))).toEqual(saying(fresh))
    if (made.includes('axios')) expect(fresh.found).toContain('src/use.js no-client-chosen-hosts')
    repository.git('commit', '-qm', 'x')
  }
})
