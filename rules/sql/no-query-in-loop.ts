import { defineRule } from '../../src/core/rule.ts'
import { shortChain } from '../../src/core/short-chain.ts'
import { isClientType, queriesDatabase } from '../../src/project/data/data-access.ts'
import type { Graph, Module } from '../../src/project/graph/graph.ts'
import { handlerOf, isAt, libraryBaseOf } from '../../src/project/routing/handlers.ts'
import { functionNamed } from '../../src/project/routing/named-functions.ts'
import { isHandleOf } from '../../src/project/routing/whole-lists.ts'
import { project } from '../../src/project/subject.ts'
import type { QueryingFact } from '../../src/source/facts/loops.ts'
import { fetchingElsewhere, sendingMethods } from '../../src/source/models/query-names.ts'
import type { Value } from '../../src/source/values/value.ts'

export default defineRule({
  subject: project,
  title: 'No query in a loop',
  why: 'A query per item means as many round trips as there are items: what takes a millisecond in a test takes seconds for a thousand rows, and holds a connection all the while.',
  fix: 'Collect the keys, query once for all of them, and look up the results in the loop.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['DAT-2'],
  silentOn: [
    'loops over batches, chunks or pages, streams and cursors (`for await`), and attempts',
    'queries made once per key, because the result is cached (`if (!known.has(id)) known.set(id, …)`)',
    'literal lists: there are as many queries as somebody wrote',
    'loops that stop at the first match',
    'queries that do not depend on the loop variable, or use another table or database in each iteration',
    'functions that cache results, that call themselves, or that accept many keys',
    'what is stored or changed after other work of the same iteration, whose result is used, or which may fail on its own (`Promise.allSettled()`)',
    'lists that grow during the loop',
    'migrations (by their path, or by `up` and `down`), seeds and tests',
  ],
  messages: {
    one: 'This loop calls `{{call}}()` once for each item, so n items take n round trips: {{how}}, with {{batch}}.',
  },
  examples: {
    bad: [
      {
        code: `import { PrismaClient } from '@prisma/client'
const prisma = new PrismaClient()

export async function withAuthors(books: { authorId: string }[]) {
  const result = []
  for (const book of books) {
    const author = await prisma.author.findUnique({ where: { id: book.authorId } })
    result.push({ ...book, author })
  }
  return result
}`,
      },
      {
        title: 'parallel iterations, which are still one query each',
        code: `import { Pool } from 'pg'
const pool = new Pool()

export const pricesOf = (isbns: string[]) =>
  Promise.all(
    isbns.map(async (isbn) => {
      const { rows } = await pool.query('SELECT price FROM books WHERE isbn = $1', [isbn])
      return rows[0]
    }),
  )`,
      },
    ],
    good: [
      {
        code: `import { PrismaClient } from '@prisma/client'
const prisma = new PrismaClient()

export async function withAuthors(books: { authorId: string }[]) {
  const authors = await prisma.author.findMany({ where: { id: { in: books.map(({ authorId }) => authorId) } } })
  const byId = new Map(authors.map((author) => [author.id, author]))
  return books.map((book) => ({ ...book, author: byId.get(book.authorId) }))
}`,
      },
      {
        title: 'batches',
        code: `import { Pool } from 'pg'
const pool = new Pool()

export async function remove(ids: string[]) {
  for (const chunk of chunksOf(ids, 500)) await pool.query('DELETE FROM books WHERE id = ANY($1)', [chunk])
}`,
      },
      {
        title: 'a literal list',
        code: `import { Pool } from 'pg'
const pool = new Pool()

export async function sizes() {
  const sizes = []
  for (const table of ['books', 'authors']) sizes.push(await pool.query('SELECT pg_total_relation_size($1)', [table]))
  return sizes
}`,
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      for (const module of unit.graph.modules.values()) {
        if (module.summary.purpose !== 'code' || !mayAsk(module, 0)) continue
        for (const { name, range, batch, callee, model, isChange: changes, mayChange } of module.late.loops) {
          const asking = callee && queryBehind(unit.graph, module, callee, mayChange ? undefined : false)
          if ((callee !== undefined && asking === undefined) || (model !== undefined && !queriesDatabase(unit.graph, module, model))) continue
          const isChange = changes || (mayChange && (asking?.isChange ?? asking?.mayChange))
          const how = isChange ? 'collect them in the loop and send them together' : 'query once before the loop'
          // Of what a function in another file queries, it may not be known whether that is SQL.
          const statement = isChange || callee !== undefined ? 'for all of them' : 'with `WHERE … IN (…)`'
          report({ file: module.file, range }, 'one', { call: shortChain(name), how, batch: batch ?? asking?.batch ?? `one statement ${statement}` })
        }
      }
    },
  }),
})

/** Enough for a service that calls another one, which calls a repository. */
const maxSteps = 2

/** Modules that import hardly anything may be given what they use. */
function mayAsk({ late, links }: Module, steps: number): boolean {
  const isGiven = steps === 0 && links.length < 3
  return isGiven || late.mayQueryDatabase || (steps < maxSteps && links.some(({ target }) => target !== undefined && mayAsk(target, steps + 1)))
}

/**
 * The fact about the function that finally queries the database, if the call leads to one.
 * @param isChange nothing if it may be either
 */
function queryBehind(graph: Graph, module: Module, callee: Value, isChange: boolean | undefined, steps = 0): QueryingFact | undefined {
  const called = handlerOf(graph, { module, value: callee }, 0, true) ?? functionNamed(graph, module, callee, callee.kind === 'member' && fetchingElsewhere.test(callee.name))
  const isMeant = (one: QueryingFact): boolean => isChange === undefined || one.mayChange === true || isChange === (one.isChange === true)
  const base = called && libraryBaseOf(graph, called)
  // `this.users.save(user)` of `class Users extends Repository<User>`
  if (called !== undefined && base !== undefined && isClientType(base)) return { at: called.at, isChange: isChange !== false }
  const asking = called?.module.late.querying.find((one) => isAt(one, called) && isMeant(one))
  if (called === undefined || asking?.callee === undefined) return asking
  // `client.query(text, values)`, with a statement from elsewhere.
  if (asking.callee.kind === 'member' && sendingMethods.has(asking.callee.name) && (queriesDatabase(graph, called.module, asking.callee) || isHandleOf(graph, called.module, asking.callee))) return isChange === false && asking.mayChange === true ? undefined : asking
  return steps === maxSteps ? undefined : queryBehind(graph, called.module, asking.callee, isChange, steps + 1)
}
