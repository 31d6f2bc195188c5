import { rewrite } from '../../src/core/fix.ts'
import { defineRule } from '../../src/core/rule.ts'
import { project } from '../../src/project/subject.ts'
import { anySql, libraryNamed } from '../../src/source/models/sql-names.ts'

export default defineRule({
  subject: project,
  title: 'SQL text contains no values from outside',
  why: 'A value in SQL text can end the statement and begin another, so whoever sends it can read and change any data. It is the oldest way into a database.',
  fix: 'Write a parameter in the text and pass the value separately. Names of tables and columns, which cannot be parameters, come from a fixed list.',
  presets: { recommended: 'error', strict: 'error' },
  followsValues: true,
  checklist: ['DAT-1'],
  references: ['CWE-89', 'OWASP SQL Injection Prevention Cheat Sheet'],
  silentOn: [
    'constants, enums, maps of constants and choices between literals',
    'numbers: Number(), parseInt(), arithmetic, lengths, values of a numeric type',
    'lists of placeholders, and values that are passed separately',
    'values that a check has narrowed to a fixed list: includes() with throw or return, switch, z.enum(), also in middleware',
    'values escaped by the library: pg-format %L and %I, SqlString, escapeIdentifier()',
    'tags that bind their values: postgres.js, slonik, Prisma.sql, drizzle, kysely, mssql',
    'stored values and those of other services, unless they are between quotes: keys, numbers and dates',
    'functions that pass on a statement, a clause or the name of a table: what it contains is decided where it is written',
    'migrations, seeds and tests, unless `everywhere` is set',
  ],
  options: {
    everywhere: { type: 'boolean', description: 'Check migrations, seeds and tests as well.', default: false },
  },
  messages: {
    requestValue:
      '{{value}} comes from {{source}} and becomes part of the SQL text, so {{sender}} can change what the statement does: {{binding}}.',
    requestPiece:
      '{{value}} comes from {{source}} and becomes a whole part of the SQL text, so {{sender}} can write anything there: write that part in the code, or choose it from a fixed list, and pass its values separately.',
    requestName:
      '{{value}} comes from {{source}} and becomes a name or keyword of the SQL text: choose it from a fixed list{{escape}}.',
    storedValue:
      '{{value}} comes from {{source}}, may be what a user once sent, and becomes part of the SQL text: {{binding}}.',
    callerValue: '{{value}} is whatever the callers of {{function}} pass, and becomes part of the SQL text: {{binding}}.',
    callerLimit:
      '{{value}} is whatever the callers of {{function}} pass, and becomes part of the SQL text: make sure it is a number, or {{binding}}.',
    callerName:
      '{{value}} is whatever the callers of {{function}} pass, and becomes a name or keyword of the SQL text: choose it from a fixed list{{escape}}.',
  },
  fixes: { bind: 'Pass the values separately' },
  lesser: ['requestName', 'storedValue', 'callerLimit', 'callerName'],
  examples: {
    bad: [
      {
        code: `import { Pool } from 'pg'
const pool = new Pool()

export async function findUser(req, res) {
  const result = await pool.query("SELECT * FROM users WHERE id = '" + req.params.id + "'")
  res.json(result.rows[0])
}`,
        fixed: `import { Pool } from 'pg'
const pool = new Pool()

export async function findUser(req, res) {
  const result = await pool.query("SELECT * FROM users WHERE id = $1", [req.params.id])
  res.json(result.rows[0])
}`,
      },
      {
        title: 'text built step by step, a database handle from elsewhere',
        code: `import { db } from './db'

router.get('/books', async (req, res) => {
  let sql = 'SELECT * FROM books WHERE 1 = 1'
  if (req.query.author) sql += \` AND author = '\${req.query.author}'\`
  res.json(await db.query(sql))
})`,
      },
      {
        title: 'values in a template, which can be fixed',
        code: `import { Pool } from 'pg'
const pool = new Pool()

export const find = (req) =>
  pool.query(\`SELECT * FROM books WHERE author = '\${req.query.author}' AND year > \${req.query.year}\`)`,
        fixed: `import { Pool } from 'pg'
const pool = new Pool()

export const find = (req) =>
  pool.query(\`SELECT * FROM books WHERE author = $1 AND year > $2\`, [req.query.author, req.query.year])`,
      },
      {
        title: 'an exported function, whose callers are unknown',
        code: `import type { Pool } from 'mysql2/promise'

export class BookRepository {
  constructor(private readonly db: Pool) {}

  findByTitle(title: string) {
    return this.db.query(\`SELECT * FROM books WHERE title LIKE '%\${title}%'\`)
  }
}`,
        fixed: `import type { Pool } from 'mysql2/promise'

export class BookRepository {
  constructor(private readonly db: Pool) {}

  findByTitle(title: string) {
    return this.db.query(\`SELECT * FROM books WHERE title LIKE ?\`, [\`%\${title}%\`])
  }
}`,
      },
      {
        title: 'a stored text that a user once sent',
        code: `import { Pool } from 'pg'
const pool = new Pool()

export async function postsOf(id: number) {
  const { rows } = await pool.query('SELECT name FROM users WHERE id = $1', [id])
  return pool.query(\`SELECT * FROM posts WHERE author = '\${rows[0].name}' AND owner = \${rows[0].id}\`)
}`,
      },
      {
        title: 'a name from the request',
        code: `import knex from 'knex'
const db = knex({ client: 'pg' })

export const list = (req, res) => db('books').orderByRaw(\`\${req.query.sort} DESC\`)`,
      },
    ],
    good: [
      {
        code: `import { Pool } from 'pg'
const pool = new Pool()

export async function findUser(req, res) {
  const result = await pool.query('SELECT * FROM users WHERE id = $1', [req.params.id])
  res.json(result.rows[0])
}`,
      },
      {
        title: 'a list of placeholders, and a column from a fixed list',
        code: `import { db } from './db'
const columns = ['title', 'author']

export function list(ids: string[], sort: string) {
  if (!columns.includes(sort)) throw new Error('cannot sort by ' + sort)
  return db.query(\`SELECT * FROM books WHERE id IN (\${ids.map(() => '?').join(', ')}) ORDER BY \${sort}\`, ids)
}`,
      },
      {
        title: 'a tag that binds its values',
        code: `import postgres from 'postgres'
const sql = postgres()

export const find = (req) => sql\`SELECT * FROM users WHERE id = \${req.params.id}\``,
      },
    ],
  },
  check: ({ unit, options, report }) => ({
    Project() {
      for (const found of unit.sql.findings(options.everywhere)) {
        const { origin, library: name, as } = found
        const library = name === undefined ? undefined : libraryNamed(name)
        const data = {
          value: `\`${found.value}\``,
          function: found.function ?? '',
          source: sources[found.from ?? 'request'],
          sender: found.from === 'message' ? 'whoever sends it' : 'a client',
          binding: found.bindsNothing === true ? withoutParameters : `${(library ?? anySql).binding}${found.quoted ? ', without the quotes' : ''}`,
          escape: library?.identifier === undefined ? '' : `, or escape it with ${library.identifier}`,
        }
        const related = found.way.map(({ what, ...place }) => ({ place, message: steps[what] }))
        const edits = found.fix?.map(({ range, text }) => rewrite({ file: found.file, range }, text))
        const way = { related, fixes: edits === undefined ? [] : [{ id: 'bind' as const, edits }] }
        if (origin === 'request') report(found, as === 'name' ? 'requestName' : as === 'piece' ? 'requestPiece' : 'requestValue', data, way)
        else if (origin === 'stored') report(found, 'storedValue', data, way)
        else report(found, as === 'value' ? 'callerValue' : as === 'limit' ? 'callerLimit' : 'callerName', data, way)
      }
    },
  }),
})

const withoutParameters = 'since this statement accepts no parameters, use client.escapeLiteral() or a function such as set_config()'

const sources = {
  request: 'the request',
  message: 'a message',
  session: 'the session',
  database: 'the database',
  token: 'a token',
  file: 'a file',
  service: 'another service',
  callback: 'what calls this function',
  arguments: 'the command line',
} as const

const steps = { passed: 'it is passed on here', sent: 'the text is sent to the database here' } as const
