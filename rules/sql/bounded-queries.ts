import type { SourceLocation } from '../../src/core/location.ts'
import { constants } from '../../src/api/conventions/paging/list-nouns.ts'
import { headNoun, singularOf } from '../../src/api/language/english.ts'
import { defineRule } from '../../src/core/rule.ts'
import { shortChain } from '../../src/core/short-chain.ts'
import { otherWholeLists, wholeListsOf } from '../../src/project/routing/whole-lists.ts'
import { readPageSizes } from '../../src/project/services/page-sizes.ts'
import { servedParts } from '../../src/project/services/served-parts.ts'
import { project } from '../../src/project/subject.ts'
import { roleOfPath } from '../../src/source/roles.ts'

export default defineRule({
  subject: project,
  title: 'Queries for a response are limited',
  why: 'A query without a limit returns the whole table. It works until the table has grown; then it takes the memory of the service and the patience of the client.',
  fix: 'Limit the query, and page through the results.',
  presets: { strict: 'warn' },
  checklist: ['DAT-3'],
  silentOn: [
    'queries whose conditions select a few rows by id, or list them',
    'counts, sums and other aggregates, and lists of constants, such as countries',
    'queries with options that are built elsewhere',
    'what the handler does not return, and files that it makes',
    'page sizes that are capped or checked, also in the functions or middleware that they pass through, and limits that are not page sizes',
    'migrations, seeds and tests',
  ],
  messages: {
    described: 'Clients set the page size with `{{name}}`, and nothing limits it: `{{name}}=1000000` fetches the whole table. Set a maximum, such as 100.',
    read: '`{{name}}` comes from the request and sets the page size, and nothing limits it: `{{name}}=1000000` fetches the whole table. Cap it, for example with `Math.min({{name}}, 100)`.',
    one: '`{{call}}()` fetches all rows and the handler returns them, so the response grows with the table: {{bound}}.',
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
        title: 'through a repository',
        code: {
          'src/books.ts': `import { pool } from './pool'

export class Books {
  async all() {
    const { rows } = await pool.query('SELECT id, title FROM books')
    return rows
  }
}`,
          'src/pool.ts': `import { Pool } from 'pg'
export const pool = new Pool()`,
          'src/app.ts': `import express from 'express'
import { Books } from './books'
const app = express()
const books = new Books()

app.get('/books', async (req, res) => res.json(await books.all()))
app.listen(3000)`,
        },
      },
      {
        title: 'SQL, through a variable',
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
        title: 'a count, and what is not returned',
        code: `import { Pool } from 'pg'
const pool = new Pool()

router.get('/books/count', async (req, res) => {
  const { rows } = await pool.query('SELECT count(*) FROM books')
  res.json(rows[0])
})

export const allTitles = async () => (await pool.query('SELECT title FROM books')).rows`,
      },
      {
        title: 'sums, and the first row',
        code: `import { count, desc } from 'drizzle-orm'
import { books } from './schema'

router.get('/books/count', async (req, res) => res.json(await db.select({ books: count() }).from(books)))
router.get('/books/latest', async (req, res) => {
  const [book] = await db.select().from(books).orderBy(desc(books.added))
  res.json(book)
})`,
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      const lists = [...unit.routes.flatMap((route) => wholeListsOf(unit.graph, route)), ...otherWholeLists(unit.graph, unit.routes)]
      const found = new Map(lists.map((list) => [placeOf(list.location), list]))
      const served = new Set(servedParts(unit).flatMap(({ modules }) => [...modules]))
      for (const { file, late, summary } of served)
        for (const { name, range } of summary.purpose === 'code' ? late.protection('pageSizes') : []) report({ file, range }, 'described', { name })
      for (const { name, location } of readPageSizes(unit, served)) report(location, 'read', { name })
      for (const { name, location, bound, list } of found.values())
        if (roleOfPath(unit.nameOf(location.file)) === 'code' && !isOfConstants(list ?? '')) report(location, 'one', { call: shortChain(name), bound: bound ?? 'add LIMIT and page through the results' })
    },
  }),
})

function placeOf({ file, range }: SourceLocation): string {
  return `${file} ${range.join(' ')}`
}

/** `countries`, `order_statuses` */
function isOfConstants(list: string): boolean {
  return constants.has(singularOf(headNoun(list) ?? list))
}
