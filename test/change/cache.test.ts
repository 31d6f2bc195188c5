import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

import type { CacheOptions } from '../../src/hosts/node/cache/cache-file.ts'
import { CachePieces } from '../../src/hosts/node/cache/cache-pieces.ts'
import { contract } from '../support/program.ts'
import { check, repositoryWith } from '../support/repository.ts'
import type { Checked, Repository } from '../support/repository.ts'

async function staged({ cwd }: Repository, cache: CacheOptions | false): Promise<Checked> {
  return check({ cwd, paths: [], preset: 'strict', only: { staged: 'only' }, cache })
}

/** All results of a run, except its duration. */
function saying({ report }: Checked): unknown {
  return { ...report, summary: { ...report.summary, durationMs: 0 } }
}

/** A check of the files on disk. */
async function whole({ cwd }: Repository, cache: CacheOptions | false, preset = 'strict'): Promise<Checked> {
  return check({ cwd, paths: [], preset, cache })
}

const cacheIn = (directory: string, build = 'test'): CacheOptions => ({ directory, build })

/** Alternative contents for each file of the sample project: other imports, other uses, other roles, and invalid syntax. */
const variants: { readonly [file: string]: readonly (string | null)[] } = {
  'package.json': ['{ "name": "shop" }', '{ "name": "shop", "imports": { "#db": "./src/db.ts" } }'],
  'src/db.ts': [
    "import { Pool } from 'pg'\nexport const pool = new Pool({ password: 'hunter2-and-more' })\n",
    "export { pool } from './repositories/pool'\n",
    'export const = 1\n',
    null,
  ],
  'src/repositories/pool.ts': ["import { Pool } from 'pg'\nexport const pool = new Pool()\n", "import { list } from '../services/orders.service'\nexport const pool = list\n", null],
  'src/services/orders.service.ts': [
    "import { pool } from '../db'\nexport const list = (id: string) => pool.query(`SELECT * FROM orders WHERE id = ${id}`)\n",
    "import { pool } from '#db'\nimport type { Order } from '../controllers/orders.controller'\nexport const list = (): Order => pool.query('SELECT 1')\n",
    "import { orders } from '../controllers/orders.controller'\nexport const list = () => orders\n",
  ],
  'src/controllers/orders.controller.ts': [
    "import { Router } from 'express'\nimport { list } from '../services/orders.service'\nexport const orders = Router()\norders.get('/getOrders', (request, response) => response.json(list(request.query.id)))\n",
    "import { Router } from 'express'\nimport { pool } from '../db'\nexport interface Order { id: string }\nexport const orders = Router()\norders.get('/orders', async (request, response) => response.json(await pool.query('SELECT 1')))\n",
  ],
  'src/server.ts': [
    "import express from 'express'\nimport { orders } from './controllers/orders.controller'\nconst app = express()\napp.use('/api', orders)\napp.listen(3000)\n",
    "import express from 'express'\nimport { orders } from './controllers/orders.controller'\nconst app = express()\napp.use(orders)\nif (process.env.path === '/healthz') app.get('/healthz', (q, s) => s.end())\nconst server = app.listen(3000)\nprocess.on('SIGTERM', () => server.close())\n",
  ],
  'api.yaml': [contract, contract.replaceAll('/order', '/orders')],
}

describe('facts that are kept', () => {
  it('change nothing about what is found, whatever is edited', async () => {
    const files = Object.keys(variants)
    const edit = fc.record({ file: fc.constantFrom(...files), variant: fc.nat(3), commits: fc.boolean() })
    let kept = 0
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 2, maxLength: 4 }), async (edits) => {
        const first = Object.fromEntries(files.map((file) => [file, variants[file]?.[0] ?? '']))
        const repository = repositoryWith(first)
        const cache = cacheIn(join(repository.cwd, '.git/cache'))
        for (const { file, variant, commits } of edits) {
          const content = variants[file]?.[variant % variants[file].length] ?? null
          if (content === null && !existsSync(join(repository.cwd, file))) continue
          repository.stage({ [file]: content })
          expect(saying(await staged(repository, cache))).toEqual(saying(await staged(repository, false)))
          if (commits) repository.git('commit', '-q', '--allow-empty', '-m', 'x')
        }
        if (existsSync(cache.directory)) kept++
      }),
      { numRuns: 8, seed: 20261121 },
    )
    expect(kept).toBeGreaterThan(4)
  }, 120_000)

  const modules = {
    'a.ts': "import { b } from './b'\nexport const a = () => b()\n",
    'b.ts': "import { a } from './a'\nexport const b = () => a()\n",
    'c.ts': 'export const c = 1\n',
  }

  it('are used, by content and not by name', async () => {
    const repository = repositoryWith(modules)
    const cache = cacheIn(join(repository.cwd, '.git/cache'))
    repository.stage({ 'c.ts': "import { a } from './a'\nexport const c = a\n" })
    await staged(repository, cache)
    const file = join(cache.directory, 'facts')
    const before = readFileSync(file, 'utf8')
    expect(before).toContain('/a.ts')
    // The second run learns nothing new, so it writes nothing.
    await staged(repository, cache)
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(readdirSync(cache.directory)).toEqual(['facts', 'facts-recent'])
  })

  it('are written alone if they are few, and with all others once they are many', async () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`many/m${index}.ts`, `export const m${index} = ${index}\n`]))
    const repository = repositoryWith(many)
    const cache = cacheIn(join(repository.cwd, '.git/cache'))
    const file = join(cache.directory, 'facts')
    const recent = join(cache.directory, 'facts-recent')
    repository.stage({ 'many/m1.ts': 'export const m1 = 2\n' })
    await staged(repository, cache)
    const before = readFileSync(file, 'utf8')
    repository.stage({ 'many/m1.ts': 'export const other = 3\n' })
    await staged(repository, cache)
    expect(readFileSync(file, 'utf8')).toBe(before)
    expect(readFileSync(recent, 'utf8')).toContain('"other"')
    repository.stage(Object.fromEntries(Object.keys(many).slice(0, 60).map((name, index) => [name, `export const next${index} = 4\n`])))
    await staged(repository, cache)
    expect(readFileSync(file, 'utf8')).toContain('"next59"')
    expect(readFileSync(file, 'utf8')).not.toContain('"other"')
    expect(readFileSync(recent, 'utf8')).not.toContain('"next59"')
    expect(saying(await staged(repository, cache))).toEqual(saying(await staged(repository, false)))
  })

  it('that are damaged, of another build or not to be read are not there, and are replaced', async () => {
    const repository = repositoryWith(modules)
    const cache = cacheIn(join(repository.cwd, '.git/cache'))
    repository.stage({ 'c.ts': "import { a } from './a'\nimport './gone'\nexport const c = a\n" })
    const expected = saying(await staged(repository, false))
    await staged(repository, cache)
    const names = ['facts', 'facts-recent']
    const keysOf = (text: string): string[] => text.split('\n').flatMap((line) => (/\t\d+\t\d+$/.test(line) ? [line.slice(0, line.indexOf('\t'))] : []))
    const keys = names.flatMap((name) => keysOf(readFileSync(join(cache.directory, name), 'utf8')))
    expect(keys).toHaveLength(5)
    for (const name of names) {
      const file = join(cache.directory, name)
      const sound = readFileSync(file, 'utf8')
      const damaged = ['', 'x', sound.slice(0, -20), sound.replace('"imports":[{', '"imports":[['), sound.replaceAll('/b', '/c'), sound.replace(' test ', ' other '), '\0'.repeat(100)]
      for (const text of damaged) {
        writeFileSync(file, text)
        expect(saying(await staged(repository, cache))).toEqual(expected)
        // Pieces that are sound are kept, so that they may have another order and know more or less.
        const pieces = names.map((one) => new CachePieces(cache, one))
        expect(keys.map((key) => pieces.some((some) => some.at(key) !== undefined))).toEqual(keys.map(() => true))
      }
    }
    expect(saying(await staged(repository, cacheIn(cache.directory, 'later')))).toEqual(expected)
  })

  it('where there is no place for them, everything is found all the same', async () => {
    const repository = repositoryWith(modules)
    repository.stage({ 'c.ts': "import { a } from './a'\nexport const c = a\n" })
    const expected = saying(await staged(repository, false))
    repository.write({ 'file.txt': '' })
    expect(saying(await staged(repository, cacheIn(join(repository.cwd, 'file.txt'))))).toEqual(expected)
    mkdirSync(join(repository.cwd, '.git/cache/facts'), { recursive: true })
    expect(saying(await staged(repository, cacheIn(join(repository.cwd, '.git/cache'))))).toEqual(expected)
  })
})

describe('outcomes that are kept', () => {
  const fragment = 'type: object\nrequired: [id]\nproperties: { id: { type: string }, createdAt: { type: string } }\n'
  const referring = contract.replace('items: { type: object }', "items: { $ref: './order.yaml' }")
  const more: typeof variants = {
    ...variants,
    'order.yaml': [fragment, fragment.replace('required: [id]', 'required: [id, total]'), null],
    'api.yaml': [referring, referring.replaceAll('/order', '/orders'), contract, null],
    'tsconfig.json': ['{}', '{ "compilerOptions": { "baseUrl": ".", "paths": { "#db": ["src/repositories/pool.ts"] } } }', null],
    'setsquare.yaml': ['{}\n', "exceptions: [{ rules: ['*'], paths: [/order], because: later }]\n", 'rules: { plural-collections: error, no-sql-concatenation: off }\n', "ignore: ['src/db.ts']\n", null],
  }
  /** Trusts every file at once: no test writes a file twice within the precision of the clock. */
  const trusting = (directory: string): CacheOptions => ({ directory, build: 'test', settling: 0 })

  it('change nothing about what is found, whatever is edited', async () => {
    const files = Object.keys(more)
    const edit = fc.record({ file: fc.constantFrom(...files), variant: fc.nat(3) })
    let kept = 0
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 2, maxLength: 5 }), async (edits) => {
        const repository = repositoryWith(Object.fromEntries(files.map((file) => [file, more[file]?.[0] ?? ''])))
        const cache = trusting(join(repository.cwd, '.git/cache'))
        for (const { file, variant } of edits) {
          const content = more[file]?.[variant % more[file].length] ?? null
          if (content === null) rmSync(join(repository.cwd, file), { force: true })
          else repository.write({ [file]: content })
          const expected = saying(await whole(repository, false))
          expect(saying(await whole(repository, cache))).toEqual(expected)
          // Again without an edit: now everything comes from the cache.
          expect(saying(await whole(repository, cache))).toEqual(expected)
        }
        if (existsSync(join(cache.directory, 'outcomes'))) kept++
      }),
      { numRuns: 8, seed: 20261121 },
    )
    expect(kept).toBeGreaterThan(4)
  }, 120_000)

  const sample = { 'api.yaml': referring, 'order.yaml': fragment, 'a.ts': "import { b } from './b'\nexport const a = () => b()\n", 'b.ts': "import { a } from './a'\nexport const b = () => a()\n" }

  it('are used where nothing has changed, and only there', async () => {
    const repository = repositoryWith(sample)
    const cache = trusting(join(repository.cwd, '.git/cache'))
    const file = join(cache.directory, 'outcomes')
    const first = saying(await whole(repository, cache))
    const sound = readFileSync(file, 'utf8')
    expect(sound).toContain('no-import-cycles')
    // A changed text in the cached outcomes shows whether they are used.
    const marked = sound.replaceAll('singular name', 'SINGULAR name')
    writeFileSync(file, marked.replace(/^setsquare.*/, (head) => head.replace(/\d+$/, String(crc32(marked.slice(marked.indexOf('\n') + 1))))))
    expect(JSON.stringify(saying(await whole(repository, cache)))).toContain('SINGULAR name')
    expect(JSON.stringify(saying(await whole(repository, cache, 'recommended')))).not.toContain('SINGULAR name')
    expect(saying(await whole(repository, cache))).toEqual(first)
  })

  it('hang on whether types are asked for', async () => {
    const { cwd } = repositoryWith({
      'search.ts': "import { Pool } from 'pg'\nexport class Search { private readonly pool = new Pool(); get reader() { return this.pool } }\n",
      'use.ts': "import type { Search } from './search'\nexport const f = (req, deps: { search: Search }) => deps.search.reader.query('SELECT * FROM t WHERE a = ' + req.query.a)\n",
    })
    const request = { cwd, paths: [], rules: { '*': 'off', 'no-sql-concatenation': 'error' }, cache: trusting(join(cwd, '.git/cache')) } as const
    expect((await check({ ...request, types: false })).report.findings).toEqual([])
    expect((await check(request)).report.findings).toHaveLength(1)
  })

  it('of one side are compared with the other, whichever is read again', async () => {
    const paths = (...all: string[]): string => JSON.stringify({ openapi: '3.0.3', info: {}, paths: Object.fromEntries(all.map((path) => [path, { get: {} }])) })
    const routes = (...all: string[]): string => `import express from 'express'\nconst app = express()\n${all.map((path) => `app.get('${path}', show)\n`).join('')}app.listen(1)\n`
    const repository = repositoryWith({ 'openapi.json': paths('/a', '/b', '/c'), 'server.ts': routes('/a', '/b', '/c') })
    const request = { cwd: repository.cwd, paths: [], rules: { '*': 'off', 'drift/*': 'error' }, cache: trusting(join(repository.cwd, '.git/cache')) } as const
    const found = async (): Promise<readonly string[]> => (await check(request)).found
    expect(await found()).toEqual([])
    repository.write({ 'server.ts': routes('/a', '/b', '/c', '/d') })
    expect(await found()).toEqual(['server.ts undocumented-route'])
    expect(await found()).toEqual(['server.ts undocumented-route'])
    repository.write({ 'openapi.json': paths('/a', '/b', '/c', '/e') })
    expect(await found()).toEqual(['openapi.json unimplemented-operation', 'server.ts undocumented-route'])
  })

  it('hang on the day', async () => {
    const sunset = contract.replace('    get:\n', "    get:\n      deprecated: true\n      x-deprecated-at: '2030-01-01'\n      x-sunset: '2030-12-31'\n")
    const { cwd } = repositoryWith({ 'api.yaml': sunset })
    const request = { cwd, paths: [], rules: { '*': 'off', 'sunset-notice': 'error' }, cache: trusting(join(cwd, '.git/cache')) } as const
    onTestFinished(() => {
      vi.useRealTimers()
    })
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2030-02-01T12:00:00Z') })
    expect((await check(request)).report.findings).toEqual([])
    vi.setSystemTime(new Date('2031-01-01T12:00:00Z'))
    expect((await check(request)).report.findings).toHaveLength(1)
  })

  it('are none of files that have only just been written, and none of damaged ones', async () => {
    const repository = repositoryWith(sample)
    const expected = saying(await whole(repository, false))
    const cautious = cacheIn(join(repository.cwd, '.git/cautious'))
    expect(saying(await whole(repository, cautious))).toEqual(expected)
    expect(existsSync(join(cautious.directory, 'outcomes'))).toBe(false)
    const cache = trusting(join(repository.cwd, '.git/cache'))
    await whole(repository, cache)
    const file = join(cache.directory, 'outcomes')
    const sound = readFileSync(file, 'utf8')
    for (const text of ['', 'x', sound.slice(0, -20), sound.replace('"found":[{', '"found":[['), sound.replace(' test ', ' other ')]) {
      writeFileSync(file, text)
      expect(saying(await whole(repository, cache))).toEqual(expected)
      expect(readFileSync(file, 'utf8')).toBe(sound)
    }
  })
})
