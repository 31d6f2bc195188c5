import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'

import { rules } from '../../rules/index.ts'
import { resolveConfiguration } from '../../src/config/resolve.ts'
import type { Files } from '../../src/core/files.ts'
import type { LintResult } from '../../src/hosts/eslint/lint-result.ts'
import { lintCode } from '../../src/hosts/eslint/lint-code.ts'
import { CodeBase } from '../../src/hosts/eslint/code-base.ts'
import { DiskFactStore } from '../../src/hosts/eslint/disk-fact-store.ts'
import { FindingsCache } from '../../src/hosts/eslint/findings-cache.ts'
import { factsOf } from '../../src/source/facts/file-facts.ts'
import { parseSourceSync } from '../../src/source/syntax/parsed-file.ts'
import { nodeFiles } from '../../src/hosts/node/disk/files.ts'

const ids = ['undocumented-route', 'no-import-cycles', 'no-sql-concatenation', 'no-verbs-in-paths', 'health-check', 'no-swallowed-errors']
const used = rules.filter(({ id }) => ids.includes(id))

/** The alternative contents of each file; `null` for a file that does not exist. */
const variants: { readonly [file: string]: readonly (string | null)[] } = {
  'package.json': ['{ "name": "shop" }', '{ "name": "shop", "imports": { "#db": "./src/db.ts" } }'],
  'src/db.ts': ["import { Pool } from 'pg'\nexport const pool = new Pool()\n", "import '../src/books'\nexport { pool } from './pool'\n", 'export const = 1\n', null],
  'src/pool.ts': [null, "import { Pool } from 'pg'\nexport const pool = new Pool()\n"],
  'src/books.ts': [
    "import { pool } from './db'\nexport const list = (id: string) => pool.query(`SELECT * FROM books WHERE id = ${id}`)\n",
    "import { pool } from '#db'\nexport const list = () => pool.query('SELECT 1')\n",
  ],
  'docs/openapi.yaml': [
    null,
    `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /getBooks: { get: { responses: { '200': { description: ok } } } }
  /healthz: { get: { responses: { '200': { description: ok } } } }
`,
    `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /getBooks: { get: { responses: { '200': { description: ok } } } }
  /orders: { get: { responses: { '200': { description: ok } } } }
`,
    'no: contract\n',
  ],
  'src/server.ts': [
    "import express from 'express'\nimport { list } from './books'\nconst app = express()\napp.get('/getBooks', (request, response) => response.json(list(request.query.id)))\napp.get('/orders', list)\napp.get('/invoices', list)\napp.listen(3000)\n",
    "import express from 'express'\nconst app = express()\napp.get('/healthz', (request, response) => response.end())\napp.listen(3000)\ntry { work() } catch {}\n",
  ],
}

class Sample {
  readonly cwd = realpathSync(mkdtempSync(join(tmpdir(), 'setsquare-kept-')))
  readonly cache = join(this.cwd, '.cache')
  /** The files that the last process has read. */
  read: string[] = []

  constructor() {
    this.write('.git/HEAD', '')
    for (const [file, [first = null]] of Object.entries(variants)) this.write(file, first)
    onTestFinished(() => rmSync(this.cwd, { recursive: true, force: true }))
  }

  write(file: string, content: string | null): void {
    const path = join(this.cwd, file)
    mkdirSync(dirname(path), { recursive: true })
    if (content === null) rmSync(path, { force: true })
    else writeFileSync(path, content)
  }

  /** What ESLint would get from a separate process that lints every file. */
  answers({ cache = true, settling = -60_000, standards = '', options = {} } = {}): Record<string, readonly LintResult[]> {
    this.read = []
    const disk = nodeFiles({ roots: [this.cwd] })
    const files: Files = {
      read: (file) => {
        this.read.push(file.slice(this.cwd.length + 1))
        return disk.read(file)
      },
    }
    const configuration = resolveConfiguration(used, {}, this.cwd, { today: '2026-11-28' })
    const { settings } = configuration
    const place = { directory: this.cache, build: 'test', settling }
    const kept = cache ? { kept: new FindingsCache(place, 'eslint', standards), factsSince: (moment: number) => new DiskFactStore(place, 'facts', moment) } : {}
    const code = new CodeBase({ root: this.cwd, base: this.cwd, files, ignores: () => false, settings, ...kept })
    code.confirm(1)
    const workspace = { root: this.cwd, base: this.cwd, configuration, rules: used, custom: [], docsOf: () => '', baseline: undefined, files, code }
    const plan = new Map(used.map((rule) => [rule, rule.id === 'no-sql-concatenation' ? options : undefined]))
    const texts = readdirSync(join(this.cwd, 'src')).map((name) => join(this.cwd, 'src', name))
    return Object.fromEntries(
      texts.map((file) => {
        const content = disk.read(file)
        return [file, lintCode({ kind: 'code', file, text: content.kind === 'text' ? content.text : '', tree: undefined }, plan, workspace)]
      }),
    )
  }
}

describe('findings that are kept between processes', () => {
  it('change nothing about what is found, whatever is edited', () => {
    const edit = fc.record({ file: fc.constantFrom(...Object.keys(variants)), variant: fc.nat(3) })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
        const sample = new Sample()
        for (const { file, variant } of edits) {
          sample.write(file, variants[file]?.[variant % variants[file].length] ?? null)
          const expected = sample.answers({ cache: false })
          expect(sample.answers()).toEqual(expected)
          expect(sample.answers()).toEqual(expected)
        }
      }),
      { numRuns: 12, seed: 20261128 },
    )
  })

  it('take the place of reading the program', () => {
    const sample = new Sample()
    const first = sample.answers()
    expect(Object.values(first).flat().map(({ id }) => id)).toContain('no-sql-concatenation')
    expect(sample.read).toContain('package.json')
    expect(sample.answers()).toEqual(first)
    expect(sample.read).not.toContain('package.json')
  })

  it('are not kept when a document becomes a contract', () => {
    const sample = new Sample()
    const [, contract = null, , none = null] = variants['docs/openapi.yaml'] ?? []
    const routes = (): string[] => Object.values(sample.answers()).flat().flatMap(({ id }) => (id === 'undocumented-route' ? [id] : []))
    sample.write('docs/openapi.yaml', none)
    sample.write('src/server.ts', ['getBooks', 'healthz', 'orders'].reduce((text, path) => `${text}app.get('/${path}', list)\n`, "import express from 'express'\nconst app = express()\n"))
    expect(routes()).toEqual([])
    sample.write('docs/openapi.yaml', contract)
    expect(routes()).toEqual(['undocumented-route'])
  })

  it('are good for the configuration and the options that they were made with', () => {
    const sample = new Sample()
    sample.answers()
    sample.answers({ standards: 'other' })
    expect(sample.read).toContain('package.json')
    sample.answers({ standards: 'other', options: { everywhere: true } })
    expect(sample.read).toContain('package.json')
    sample.answers({ standards: 'other' })
    expect(sample.read).not.toContain('package.json')
  })

  it('are not kept of files that may be changing', () => {
    const sample = new Sample()
    sample.answers({ settling: 60_000 })
    expect(existsSync(sample.cache)).toBe(false)
  })

  it('that cannot be read or written are done without', () => {
    const sample = new Sample()
    const expected = sample.answers({ cache: false })
    writeFileSync(sample.cache, 'a file in the place of the directory')
    expect(sample.answers()).toEqual(expected)
    rmSync(sample.cache)
    sample.answers()
    writeFileSync(join(sample.cache, 'eslint'), 'damaged')
    writeFileSync(join(sample.cache, 'facts'), 'damaged')
    expect(sample.answers()).toEqual(expected)
  })
})

describe('facts that are kept between processes', () => {
  const noFacts = factsOf(parseSourceSync('/app/a.ts', ''))
  const kept = { summary: { ...noFacts.summary, file: '', path: 'src/db.ts' }, known: { probed: true } }
  const begin = (sample: Sample, settling = -60_000): DiskFactStore =>
    new DiskFactStore({ directory: sample.cache, build: 'test', settling }, 'facts', Date.now())

  it('are there again for files that are as they were', () => {
    const sample = new Sample()
    const file = join(sample.cwd, 'src/db.ts')
    const facts = { ...kept, summary: { ...kept.summary, file } }
    const first = begin(sample)
    expect(first.get(file, 'src/db.ts')).toBe(undefined)
    first.set(file, facts)
    first.save()
    expect(begin(sample).get(file, 'src/db.ts')).toEqual(facts)
    const second = begin(sample)
    sample.write('src/db.ts', 'export {}\n')
    second.refresh(Date.now())
    expect(second.get(file, 'src/db.ts')).toBe(undefined)
  })

  it('are not kept of a file that may be changing', () => {
    const sample = new Sample()
    const file = join(sample.cwd, 'src/db.ts')
    const first = begin(sample, 60_000)
    first.set(file, { ...kept, summary: { ...kept.summary, file } })
    first.save()
    expect(begin(sample).get(file, 'src/db.ts')).toBe(undefined)
  })
})
