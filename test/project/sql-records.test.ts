import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { noSettings } from '../../src/core/settings.ts'
import { Project } from '../../src/project/project.ts'
import { Resolver } from '../../src/project/graph/resolve.ts'
import { factsOf } from '../../src/source/facts/file-facts.ts'
import type { FileFacts } from '../../src/source/facts/file-facts.ts'
import type { SqlFinding } from '../../src/source/facts/sql.ts'
import { parseSourceSync } from '../../src/source/syntax/parsed-file.ts'
import { openTypes } from '../../src/source/type-provider.ts'
import { codeIn, memoryFiles } from './memory.ts'

type Texts = { readonly [file: string]: string }

/** A project whose files are edited, keeping the facts of those that are not. */
class Edited {
  readonly #facts = new Map<string, { readonly text: string; readonly facts: FileFacts }>()
  /** The files that were searched for SQL last time. */
  looked: string[] = []

  findings(texts: Texts): SqlFinding[] {
    const byPath = Object.fromEntries(Object.entries(texts).map(([file, text]) => [`/app/src/${file}`, text]))
    const resolver = new Resolver('/app', codeIn(byPath), memoryFiles(byPath))
    const types = openTypes(memoryFiles(byPath), '/app')
    const sources = Object.entries(byPath).map(([file, text]) => {
      const known = this.#facts.get(file)
      const facts = known?.text === text ? known.facts : factsOf(parseSourceSync(file, text, { root: '/app', types }))
      this.#facts.set(file, { text, facts })
      return facts
    })
    const { sql } = Project.build({ root: '/app', sources, resolver, settings: noSettings })
    const known = new Map(sources.map(({ late }) => [late, late.known.sql]))
    // Asking for findings discards outdated records, and recomputing one gives a new object.
    const found = sql.findings(false)
    this.looked = sources.flatMap(({ summary, late }) => (late.known.mayHoldSql === true && late.known.sql !== known.get(late) ? [summary.file.slice('/app/src/'.length)] : []))
    return found
  }
}

const variants: { readonly [file: string]: readonly [string, ...string[]] } = {
  'pool.ts': ["import { Pool } from 'pg'\nexport const pool = new Pool()", 'export const pool = { query: (text) => console.log(text) }'],
  'db.ts': [
    "import { pool } from './pool'\nexport const run = (text, values) => pool.query(text, values)",
    "import { pool } from './pool'\nexport const run = (name) => pool.query('SELECT 1 WHERE a = $1', [name])",
    "export { run } from './other'",
  ],
  'other.ts': ["import { pool } from './pool'\nexport const run = (text) => pool.query(text)", 'export const run = (text) => text.length'],
  'names.ts': ["export const table = 'users'", 'export const table = process.env.TABLE', 'export function table(request) { return request.query.table }'],
  'books.ts': [
    "import { run } from './db'\nexport const find = (id) => run(`SELECT * FROM books WHERE id = ${id}`)\nexport const list = () => run('SELECT * FROM books')",
    "import { run } from './db'\nimport { table } from './names'\nexport const find = (id) => run('SELECT * FROM ' + table + ' WHERE id = $1', [id])\nexport const list = () => run('SELECT 1')",
  ],
  'routes.ts': [
    "import { find, list } from './books'\nrouter.get('/books/:id', async (req, res) => { res.json(await find(req.params.id)) })",
    "import { find, list } from './books'\nrouter.get('/books', async (req, res) => { res.json(await find(7)) })",
    "import { list } from './books'\nrouter.get('/books', async (req, res) => { res.json(await list()) })",
  ],
  'alone.ts': [
    "import { Client } from 'pg'\nconst client = new Client()\nrouter.get('/a', (req, res) => client.query(`DELETE FROM a WHERE id = ${req.query.id}`))",
    "import { Client } from 'pg'\nconst client = new Client()\nrouter.get('/a', (req, res) => client.query('DELETE FROM a WHERE id = $1', [req.query.id]))",
  ],
}

const first = Object.fromEntries(Object.entries(variants).map(([file, [text]]) => [file, text]))

describe('what was found in the SQL of a program', () => {
  it('is found again after any edit, with what is known of files that it does not concern', () => {
    const edit = fc.record({ file: fc.constantFrom(...Object.keys(variants)), variant: fc.nat(2), comment: fc.boolean() })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const edited = new Edited()
        let texts: Texts = first
        edited.findings(texts)
        for (const { file, variant, comment } of edits) {
          const { [file]: [text, ...others] = [''] } = variants
          texts = { ...texts, [file]: `${comment ? '// edited\n' : ''}${[text, ...others][variant] ?? text}` }
          expect(edited.findings(texts)).toEqual(new Edited().findings(texts))
        }
      }),
      { numRuns: 40, seed: 20261128 },
    )
  })

  it('is kept where nothing has changed', () => {
    const edited = new Edited()
    const found = edited.findings(first)
    expect(found.map(({ file, value }) => `${file} ${value}`)).toEqual(['/app/src/books.ts req.params.id', '/app/src/alone.ts req.query.id'])
    expect(edited.findings(first)).toEqual(found)
    expect(edited.looked).toEqual([])
  })

  it.each<[string, string, readonly string[]]>([
    ['a file that nobody asks about', 'alone.ts', ['alone.ts']],
    ['who calls what passes a value on', 'routes.ts', ['books.ts', 'db.ts']],
    ['what others import', 'pool.ts', ['books.ts', 'db.ts', 'other.ts']],
  ])('is looked for again only where it hangs on %s', (_, file, expected) => {
    const edited = new Edited()
    edited.findings(first)
    edited.findings({ ...first, [file]: `// edited\n${first[file] ?? ''}` })
    expect(edited.looked.sort()).toEqual(expected)
  })

  it('hangs on files that were not there', () => {
    const edited = new Edited()
    const { 'db.ts': db = '', ...others } = first
    expect(edited.findings(others).map(({ file }) => file)).toEqual(['/app/src/alone.ts'])
    expect(edited.findings({ ...others, 'db.ts': db }).map(({ file }) => file)).toContain('/app/src/books.ts')
  })
})
