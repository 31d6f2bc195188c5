import { expect, it } from 'vitest'
import { sqlFacts } from '../../src/source/facts/sql.ts'
import { parseSourceSync } from '../../src/source/file.ts'

const factsOf = (text: string) => sqlFacts(parseSourceSync('/app/src/db.ts', text))

it('knows the functions that pass a statement on', () => {
  const facts = factsOf(`import { Pool } from 'pg'
const pool = new Pool()
export const query = (text: string, values: unknown[]) => pool.query(text, values)
export class Database {
  constructor(private readonly pool: Pool) {}
  async rows({ sql, values }: Statement) { return (await this.pool.query({ text: sql, values })).rows }
  private hidden(sql: string) { return this.pool.query(sql) }
}`)
  expect(facts).toEqual({
    forwards: [
      { function: 'query', parameter: { index: 0, path: [] }, as: 'statement', library: 'pg' },
      { function: 'Database.rows', parameter: { index: 0, path: ['sql'] }, as: 'statement', library: 'pg' },
    ],
    builds: [],
  })
})

it('knows the functions that put a parameter into a statement', () => {
  const facts = factsOf(`import { db } from './db'
export const find = (table: string, { name }: Filter, limit: number) => db.query(\`SELECT * FROM \${table} WHERE name = '\${name}' LIMIT \${limit}\`)`)
  expect(facts.forwards).toEqual([
    { function: 'find', parameter: { index: 0, path: [] }, as: 'table' },
    { function: 'find', parameter: { index: 1, path: ['name'] }, as: 'value' },
  ])
})

it('knows the functions that return what they built', () => {
  const facts = factsOf(`export function byName(name: string) {
  let sql = 'SELECT * FROM users'
  if (name) sql += \` WHERE name = '\${name}'\`
  return sql
}
export const where = (column: string, value: string) => \`WHERE \${column} = '\${value}'\`
export const all = () => 'SELECT * FROM users'
export const greeting = (name: string) => \`Dear \${name}, please select from the menu\``)
  expect(facts.builds).toEqual([
    {
      function: 'byName',
      text: "SELECT * FROM users WHERE name = '\u0001'",
      holes: [{ parameter: { index: 0, path: [] }, as: 'value' }],
    },
    {
      function: 'where',
      text: "WHERE \u0001 = '\u0001'",
      holes: [
        { parameter: { index: 0, path: [] }, as: 'identifier' },
        { parameter: { index: 1, path: [] }, as: 'value' },
      ],
    },
  ])
})

it('is plain data, and nothing where no SQL is', () => {
  const facts = factsOf("import { db } from './db'\nexport const f = (a) => db.query('SELECT * FROM t WHERE a = ' + a)")
  expect(JSON.parse(JSON.stringify(facts))).toEqual(facts)
  const file = parseSourceSync('/app/src/a.ts', 'export const a = 1')
  Object.defineProperty(file, 'program', { get: () => expect.fail('the tree must stay unbuilt') })
  expect(sqlFacts(file)).toEqual({ forwards: [], builds: [] })
})
