import { isBoundedByPlace, isEvidentlyBounded } from '../../src/api/conventions/paging/bounded-list.ts'
import { listedResource } from '../../src/api/conventions/paging/listed.ts'
import { isPaged } from '../../src/api/conventions/paging/paging.ts'
import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { habitOf } from '../../src/api/habit.ts'
import { isCodeApi } from '../../src/api/code.ts'
import type { CodeOperation } from '../../src/api/code.ts'
import { isContractApi } from '../../src/api/contract.ts'
import { headNoun, isPlural } from '../../src/api/language/english.ts'
import type { Api } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { WholeList } from '../../src/project/routing/whole-lists.ts'

export default defineRule({
  subject: api,
  title: 'Collections are paginated',
  why: 'A list that is always returned whole works at first. With a thousand times the data it times out, and adding pagination then breaks every client.',
  fix: 'Accept a page size and a position (`limit` and `cursor`, or `offset`, or `page`) on every GET of a collection.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-16'],
  references: ['Google AIP-158', 'Zalando RESTful API Guidelines 159'],
  silentOn: [
    'lists that cannot grow: `maxItems`, enums, names, constants such as countries, currencies, types and roles',
    'lists that a required parameter or a time window limits, and matches in a text that the client sends',
    'what one resource has few of: `/users/{id}/emails`, and lists below an item to which nobody adds',
    'responses that point to the next page: a `Link` header, `nextLink`, `_links.next`',
    'in code, lists whose query is not visible, queries with a condition that selects some, and handlers or services that read the query string or mention pages',
  ],
  messages: {
    inCode: '{{name}} returns everything that `{{call}}()` finds, so the response grows with the table until it fails: accept paging parameters, such as `limit` and `cursor`, and pass them to the query.',
    severalInCode: '{{count}} collections return everything that their queries find ({{names}}), so each response grows with its table until it fails: accept paging parameters, such as `limit` and `cursor`, and pass them to the queries.',
    several: '{{count}} of {{total}} collections of this API are not paginated ({{names}}), so each response grows with the data until it fails: accept {{paging}}.',
    here: '{{name}} returns the whole collection at once, but {{others}} paginated: accept the same paging parameters.',
    alone: '{{name}} returns the whole collection at once, so the response grows with the data until it fails: accept paging parameters, such as `limit` and `cursor`.',
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
        title: 'a list that is always returned whole',
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
  /servers: { get: { responses: { '200': { description: Names, content: { application/json: { schema: { type: array, items: { type: string } } } } } } } }
  /servers/{name}: { get: { responses: { '200': { description: One server } } } }
  /members:
    get:
      parameters: [{ name: filterAccount, in: query, required: true, schema: { type: array } }]
      responses: { '200': { description: Members, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
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
        else report(operation, 'here', { name, others: kept === 1 ? 'another collection of this API is' : `${kept} of ${count} collections of this API are` }, more)
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
    // That a query lists all of `books` is evidence enough of a collection.
    const listed = listedResource(resource) ?? (isPlural(headNoun(resource.name) ?? '') ? resource : undefined)
    const list = method === 'get' && listed !== undefined && !isBoundedByPlace(listed) ? operation.wholeList() : undefined
    return list === undefined ? [] : [{ operation, list }]
  })
}
