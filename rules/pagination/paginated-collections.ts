import { isBoundedByPlace, isEvidentlyBounded } from '../../src/api/conventions/paging/bounded-list.ts'
import { listedResource } from '../../src/api/conventions/paging/listed.ts'
import { isPaged } from '../../src/api/conventions/paging/paging.ts'
import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { habitOf } from '../../src/api/habit.ts'
import { isCodeApi } from '../../src/api/code.ts'
import type { CodeOperation } from '../../src/api/code.ts'
import { isContractApi } from '../../src/api/contract.ts'
import type { Api } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { WholeList } from '../../src/project/routing/whole-lists.ts'

export default defineRule({
  subject: api,
  title: 'Collections are handed out in pages',
  why: 'A list that is always sent whole works on the day it is written. With a thousand times the data it times out, and adding pages then breaks every client.',
  fix: 'Take a page size and a position (`limit` and `cursor`, or `offset`, or `page`) on every GET of a collection.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-16'],
  references: ['Google AIP-158', 'Zalando RESTful API Guidelines 159'],
  silentOn: [
    'lists that cannot grow: `maxItems`, enums, constants such as countries, currencies, types and roles',
    'lists that a required parameter or a window of time cuts down, and what is found in a text that is sent along',
    'what one thing has few of: `/users/{id}/emails`, and lists below an item to which nobody adds',
    'answers that carry the next page themselves: a `Link` header, `nextLink`, `_links.next`',
    'in code, lists of which the query is not seen, queries with a condition that names some, and handlers or services that take anything from the query of the request or speak of pages',
  ],
  messages: {
    inCode: '{{name}} answers with all that `{{call}}()` finds, so the answer grows with the table until it fails: take a page size and a position, such as `limit` and `cursor`, and hand them to the query.',
    severalInCode: '{{count}} collections answer with all that their queries find ({{names}}), so each answer grows with its table until it fails: take a page size and a position, such as `limit` and `cursor`, and hand them to the queries.',
    several: '{{count}} of {{total}} collections of this API cannot be read in pages ({{names}}), so each answer grows with the data until it fails: take {{paging}}.',
    here: '{{name}} answers the whole collection at once, where {{kept}} of {{count}} collections of this API come in pages: take the same paging parameters.',
    alone: '{{name}} answers the whole collection at once, so the answer grows with the data until it fails: take a page size and a position, such as `limit` and `cursor`.',
  },
  examples: {
    bad: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
import { PrismaClient } from '@prisma/client'
const prisma = new PrismaClient()
const app = express()
app.get('/orders', async (req, res) => {
  const orders = await prisma.order.findMany({ orderBy: { placedAt: 'desc' } })
  res.json({ data: orders })
})
app.get('/orders/:id', async (req, res) => res.json(await prisma.order.findUnique({ where: { id: req.params.id } })))
app.post('/orders', async (req, res) => res.status(201).json(await prisma.order.create({ data: valid(req.body) })))
`,
      },
      {
        title: 'a list that is always sent whole',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get: { responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } } }
`,
      },
      {
        title: 'the one that deviates',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
parameters:
  limit: { name: limit, in: query, type: integer, maximum: 100, default: 20 }
  cursor: { name: cursor, in: query, type: string }
paths:
  /orders:
    get: { parameters: [{ $ref: '#/parameters/limit' }, { $ref: '#/parameters/cursor' }], responses: { '200': { description: Orders, schema: { type: array, items: { type: object } } } } }
  /customers:
    get: { responses: { '200': { description: Customers, schema: { type: object, properties: { data: { type: array, items: { type: object } } } } } } }
`,
      },
    ],
    good: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
import { PrismaClient } from '@prisma/client'
const prisma = new PrismaClient()
const app = express()
app.get('/orders', async (req, res) => res.json(await prisma.order.findMany({ take: 20, skip: Number(req.query.offset) })))
app.get('/countries', async (req, res) => res.json(await prisma.country.findMany()))
app.get('/customers', async (req, res) => res.json(await prisma.customer.findMany({ where: { ownerId: req.user.id } })))
app.get('/customers/:id', async (req, res) => res.json(await prisma.customer.findUnique({ where: { id: req.params.id } })))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: pageSize, in: query, schema: { type: integer } }, { name: pageToken, in: query, schema: { type: string } }]
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
  /customers:
    get:
      responses:
        '200':
          description: Customers
          headers: { Link: { schema: { type: string } } }
          content: { application/json: { schema: { type: array, items: { type: object } } } }
  /countries:
    get: { responses: { '200': { description: Countries, content: { application/json: { schema: { type: array, items: { type: object } } } } } } }
  /orders/{id}/tags:
    get: { responses: { '200': { description: Its tags, content: { application/json: { schema: { type: array, items: { type: string } } } } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      for (const { operation, list } of wholeLists(unit)) {
        const { name, path } = operation
        const related = [{ place: list.location, message: 'the query' }]
        report(operation, 'inCode', { name, call: list.name }, { related, together: { as: 'severalInCode', name: path.template, data: {} } })
      }
      const lists = isContractApi(unit) ? unit.operations.filter((operation) => listsCollection(operation) && !isEvidentlyBounded(operation)) : []
      const { keeping, breaking } = habitOf(lists, isPaged)
      const kept = keeping.length
      const count = kept + breaking.length
      const paging = kept === 0 ? '`limit` and `cursor`, or another style, on all of them' : 'the same paging parameters as the others'
      for (const operation of breaking) {
        const { name, path } = operation
        const more = { together: { as: 'several', name: path.template, data: { total: count, paging } } } as const
        if (kept === 0) report(operation, 'alone', { name }, more)
        else report(operation, 'here', { name, kept, count }, more)
      }
    },
  }),
})

/** True for operations that list a collection. A custom method on it (`/customers:suggest`) does not. */
function listsCollection({ method, answers, resource, path }: ContractOperation): boolean {
  return method === 'get' && answers === 'list' && listedResource(resource) !== undefined && path.segments.at(-1)?.customMethod === undefined
}

/** The operations in code that return all results of a query. */
function wholeLists(unit: Api): { readonly operation: CodeOperation; readonly list: WholeList }[] {
  if (!isCodeApi(unit)) return []
  return unit.operations.flatMap((operation) => {
    const { method, resource } = operation
    if (method !== 'get' || resource.kind !== 'collection' || isBoundedByPlace(resource)) return []
    const list = operation.wholeList()
    return list === undefined ? [] : [{ operation, list }]
  })
}
