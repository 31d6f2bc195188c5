import { describe, expect, it } from 'vitest'
import rule from '../../rules/sql/no-sql-concatenation.ts'
import type { Files } from '../../src/core/files.ts'
import { openTypes } from '../../src/source/type-provider.ts'
import type { TypeProvider } from '../../src/source/syntax/file.ts'
import { check } from './check.ts'

/** A project in memory that records which files were read. */
function project(texts: Readonly<Record<string, string>>): { files: Files; read: string[] } {
  const read: string[] = []
  const files: Files = {
    read(file) {
      read.push(file)
      const text = texts[file]
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text }
    },
  }
  return { files, read }
}

function found(texts: Readonly<Record<string, string>>, types?: TypeProvider): string[] {
  const file = '/app/src/main.ts'
  return check(rule, texts[file] ?? '', { file, host: { root: '/app', ...(types === undefined ? {} : { types }) } }).map(
    ({ severity, at }) => `${severity} ${at}`,
  )
}

describe('what only types can settle', () => {
  const wrapper = {
    '/app/src/db.ts': `import { Pool } from 'pg'
export class Database {
  private readonly pool = new Pool()
  rows(sql: string, values: unknown[] = []) { return this.pool.query(sql, values) }
}`,
    '/app/src/context.ts': `import { Database } from './db'
export interface Context { readonly store: Database }`,
    '/app/src/main.ts': `import type { Context } from './context'
export const handler = ({ store }: Context) => async (req, res) => res.json(await store.rows(\`SELECT * FROM t WHERE a = '\${req.query.a}'\`))`,
  }

  it('a method that no name gives away hands its argument to a database', () => {
    expect(found(wrapper)).toEqual([])
    expect(found(wrapper, openTypes(project(wrapper).files, '/app'))).toEqual(['error req.query.a'])
  })

  const search = {
    '/app/src/search.ts': `export class LogSearch {
  constructor(private readonly lines: string[]) {}
  query(text: string) { return this.lines.filter((line) => line.includes(text)) }
}`,
    '/app/src/services.ts': `import { LogSearch } from './search'
export const search = new LogSearch([])`,
    '/app/src/main.ts': `import { search } from './services'
export const handler = (req, res) => res.json(search.query('SELECT * FROM ' + req.query.a))`,
  }

  it('a method named query, with text that reads like SQL, has no database behind it', () => {
    // Without types, fewer findings are allowed, but none that types would refute.
    expect(found(search)).toEqual([])
    expect(found(search, openTypes(project(search).files, '/app'))).toEqual([])
  })

  const options = (type: string) => ({
    '/app/src/options.ts': `export enum Status { Open = 'open', Closed = 'closed' }
export interface Filter { ${type} }`,
    '/app/src/main.ts': `import { db } from './db'
import type { Filter } from './options'
export const find = (filter: Filter) => db.query(\`SELECT * FROM t WHERE a = \${filter.a}\`)`,
  })

  it.each([
    ['a: number', []],
    ['a: Status', []],
    ["a?: 'x' | 'y'", []],
    ['a: Date', []],
    ['a: string', ['error filter.a']],
    ['a: any', []],
  ])('the type of a property declared elsewhere: %s', (type, expected) => {
    const texts = options(type)
    expect(found(texts)).toEqual([])
    expect(found(texts, openTypes(project(texts).files, '/app'))).toEqual(expected)
  })
})

describe('what types cost', () => {
  it('nobody is asked where imports settle it', () => {
    const asked: string[] = []
    const types: TypeProvider = {
      typeOf: () => (asked.push('type'), undefined),
      functionCalledAt: () => (asked.push('function'), undefined),
    }
    const texts = {
      '/app/src/main.ts':
        "import { Pool } from 'pg'\nconst pool = new Pool()\nexport const f = (req) => pool.query('SELECT * FROM t WHERE a = ' + req.query.a)",
    }
    expect(found(texts, types)).toEqual(['error req.query.a'])
    expect(asked).toEqual([])
  })

  it('nothing outside the root is read, nor packages', () => {
    const texts = {
      '/app/src/main.ts':
        "import { store } from '../../other/db'\nimport { x } from 'pkg'\nexport const f = (req) => store.query('SELECT * FROM t WHERE a = ' + req.query.a + x)",
      '/other/db.ts': 'export const store = { query(sql: string) { return sql.length } }',
    }
    const { files, read } = project(texts)
    expect(found(texts, openTypes(files, '/app'))).toEqual(['error req.query.a'])
    expect(read.filter((file) => !file.startsWith('/app/') || file.includes('node_modules'))).toEqual([])
  })
})
