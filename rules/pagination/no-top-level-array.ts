import { isCodeApi, isSuccess } from '../../src/api/code.ts'
import type { CodeOperation } from '../../src/api/code.ts'
import { isContractApi } from '../../src/api/contract.ts'
import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { isBoundedByPlace, isEvidentlyBounded } from '../../src/api/conventions/paging/bounded-list.ts'
import { pagingParameters } from '../../src/api/conventions/paging/paging.ts'
import { habitOf } from '../../src/api/habit.ts'
import type { Habit } from '../../src/api/habit.ts'
import { unknown } from '../../src/api/model.ts'
import type { Api, Known, Operation } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: api,
  title: 'Lists are wrapped in an object',
  why: 'A bare array cannot be extended: the day a total, a cursor or a warning has to be added, every client breaks.',
  fix: 'Return an object that contains the list: `{ "data": [...] }`, with the state of the page next to it.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-20'],
  references: ['Zalando RESTful API Guidelines 110', 'Microsoft REST API Guidelines 9.6', 'Google AIP-132'],
  silentOn: [
    'lists that cannot grow: `maxItems`, enums, constants such as countries and types, and what one resource has few of, unless they are paginated',
    'formats that are lists by nature: GeoJSON positions, CSV, JSON Lines, media types other than JSON',
    'lists that a POST returns, with one item for each that was sent',
  ],
  messages: {
    several: '{{count}} of {{total}} lists {{seen}} are bare arrays ({{names}}), which leave no room for a cursor or a total: return an object that contains the list{{others}}.',
    bare: '{{operation}} returns a bare array, which leaves no room for a cursor or a total: return an object that contains the list, such as `{ "data": [...] }`.',
  },
  examples: {
    bad: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', (req, res) => res.json(orders.map(shown)))
app.get('/orders/:id', (req, res) => res.json(shown(orders.get(req.params.id))))
app.post('/orders', (req, res) => res.status(201).json({}))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } } } }
`,
      },
    ],
    good: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', (req, res) => res.json({ data: orders.map(shown), next: null }))
app.get('/orders/:id', (req, res) => res.json(orders.get(req.params.id)))
app.post('/orders', (req, res) => res.status(201).json({}))
app.get('/countries', (req, res) => res.json(['AT', 'CH']))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object } } } } } } } } } }
  /weekdays: { get: { responses: { '200': { description: Days, content: { application/json: { schema: { type: array, maxItems: 7, items: { type: string } } } } } } } }
  /orders/export: { get: { responses: { '200': { description: Rows, content: { text/csv: { schema: { type: array, items: { type: string } } } } } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const { keeping, breaking } = habitOfLists(unit)
      // Of code, only some of the lists may be visible.
      const seen = isCodeApi(unit) ? 'visible in this code' : 'of this API'
      const data = { seen, total: keeping.length + breaking.length, others: keeping.length > 0 ? ', as the others do' : '' }
      for (const operation of breaking) {
        const { name } = operation
        report(operation, 'bare', { operation: name }, { together: { as: 'several', name, data } })
      }
    },
  }),
})

/** JSON, and `*\/*`, which generators such as springdoc write if they do not know: it is JSON unless the client asks for something else. */
const isJson = /\bjson\b|^\*\/\*$/i

interface Listing extends Operation {
  readonly name: string
}

function habitOfLists(unit: Api): Habit<Listing> {
  if (isContractApi(unit)) return habitOf(unit.operations.filter(listsInJson), ({ list }) => list?.kind !== 'bare')
  const reads = isCodeApi(unit) ? unit.operations.filter(({ method, resource }) => method === 'get' && !isBoundedByPlace(resource)) : []
  return habitOf(reads, wrapsInCode)
}

/** Whether the visible lists are wrapped in objects. Unknown if there are none. */
function wrapsInCode({ responses, resource, wholeList }: CodeOperation): Known<boolean> {
  const bodies = responses.filter((response) => isSuccess(response) && !response.isDeclared).map(({ body }) => body)
  if (bodies.some(({ kind }) => kind === 'list')) return false
  const isWrapped = bodies.some((body) => body.kind === 'object' && Object.values(body.fields).includes('list'))
  if (isWrapped) return true
  // The result of a service call is only followed for collections.
  const isSeen = bodies.some(({ kind }) => kind !== 'value' && kind !== 'unknown')
  return !isSeen && resource.kind === 'collection' && wholeList()?.isBare === true ? false : unknown
}

function listsInJson(operation: ContractOperation): boolean {
  const { method, list, successes } = operation
  if (method !== 'get' || list === undefined) return false
  if (isEvidentlyBounded(operation) && !pagingParameters(operation).some(({ role }) => role !== 'size')) return false
  return successes.some(({ content }) => content.some(({ type, schema }) => schema !== undefined && isJson.test(type) && !/seq|lines|nd-?json|geo/i.test(type)))
}
