import { defineRule } from '../../src/core/rule.ts'
import { mayAskDatabase } from '../../src/source/data-calls.ts'
import { mayHandleRequests } from '../../src/source/request-handlers.ts'
import { roleOf } from '../../src/source/roles.ts'
import { source } from '../../src/source/subject.ts'
import { unboundedQueries } from '../../src/source/unbounded.ts'

export default defineRule({
  subject: source,
  title: 'Queries that answer a request are limited',
  why: 'A query without a limit returns the whole table. It works until the table has grown, and then it takes the memory of the service and the patience of the client at once.',
  fix: 'Limit the query, and hand out page after page.',
  presets: { strict: 'warn' },
  checklist: ['DAT-3'],
  silentOn: [
    'queries whose conditions name a few by their id, or list them',
    'counts, sums and other aggregates',
    'queries with options that are put together elsewhere',
    'what does not become the answer of a handler',
    'migrations, seeds and tests',
  ],
  mentions: ['findMany(', 'findAll(', '.find(', '.findBy(', 'getMany(', 'getRawMany(', 'SELECT ', 'select ', '.select(', '.selectFrom('],
  requires: { queries: unboundedQueries },
  messages: {
    one: '`{{call}}()` fetches everything there is and the handler answers with it, so that the answer grows with the table: {{bound}}.',
  },
  examples: {
    bad: [
      {
        code: `import { PrismaClient } from '@prisma/client'
const prisma = new PrismaClient()

router.get('/books', async (req, res) => {
  res.json(await prisma.book.findMany({ orderBy: { title: 'asc' } }))
})`,
      },
      {
        title: 'SQL, by way of a variable',
        code: `import { Pool } from 'pg'
const pool = new Pool()

router.get('/books', async (req, res) => {
  const { rows } = await pool.query('SELECT id, title FROM books')
  res.json(rows)
})`,
      },
    ],
    good: [
      {
        code: `import { PrismaClient } from '@prisma/client'
const prisma = new PrismaClient()

router.get('/books', async (req, res) => {
  res.json(await prisma.book.findMany({ take: 50, orderBy: { title: 'asc' } }))
})`,
      },
      {
        title: 'a count, and what is not the answer',
        code: `import { Pool } from 'pg'
const pool = new Pool()

router.get('/books/count', async (req, res) => {
  const { rows } = await pool.query('SELECT count(*) FROM books')
  res.json(rows[0])
})

export const allTitles = async () => (await pool.query('SELECT title FROM books')).rows`,
      },
    ],
  },
  check: ({ unit, use, report }) => {
    if (roleOf(unit) !== 'code' || !mayHandleRequests(unit) || !mayAskDatabase(unit)) return {}
    return {
      Program() {
        for (const { node, name, library } of use.queries) {
          report(node.callee, 'one', { call: name, bound: library?.bound ?? 'write LIMIT and page through it' })
        }
      },
    }
  },
})
