import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { isCodeApi, isSuccess } from '../../src/api/code.ts'
import type { CodeOperation } from '../../src/api/code.ts'
import { isContractApi } from '../../src/api/contract.ts'
import { answersCreatedInCode, answersRemovedInCode } from '../../src/api/conventions/errors/code-answers.ts'
import { createsByContract, createsInCode } from '../../src/api/conventions/answers/creation.ts'
import { habitOf } from '../../src/api/habit.ts'
import { unknown } from '../../src/api/model.ts'
import type { Known, Operation } from '../../src/api/model.ts'
import { documents } from '../../src/api/status.ts'
import { api } from '../../src/api/subject.ts'
import type { ApiPlace } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: api,
  title: 'The success status says what happened',
  why: 'Clients, caches and gateways act on the status: 201 means that there is a new resource, and 204 that there is nothing to read.',
  fix: 'Return 201 (or 202) from a POST that creates, 204 from a DELETE without a body, and some 2xx or 3xx from every operation.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-5'],
  references: ['RFC 9110 15.3', 'Zalando RESTful API Guidelines 148, 151'],
  silentOn: [
    'POST that acts, searches, returns a list (200) or nothing (204)',
    'POST on a path without items, unless it returns what GET lists there: it is not evident that it creates',
    'DELETE that returns 200 with a body, or 202',
    'ranges (`2XX`), and operations that document `default`',
    'handlers whose responses are not all known, and those that return pages and redirects',
  ],
  messages: {
    create: '{{operation}} creates but returns {{status}}: return 201 with the new resource or its Location, or 202 if it takes time.',
    created: '{{count}} of {{total}} operations that create do not return 201 ({{names}}): return 201, or 202 if it takes time.',
    remove: '{{operation}} returns 200 without a body: return 204, so that no client waits for one.',
    removed: '{{count}} of {{total}} DELETEs return 200 without a body ({{names}}): return 204.',
    read: '{{operation}} documents no success: say what it returns, with 200 or a redirect.',
    reads: '{{count}} of {{total}} operations document no success ({{names}}): say what they return, with 200 or a redirect.',
  },
  examples: {
    bad: [
      {
        title: 'in a contract',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post: { operationId: createOrder, responses: { '200': { description: Created } } }
  /orders/{orderId}:
    get: { responses: { '404': { description: No such order } } }
    delete: { responses: { '200': { description: Gone } } }
`,
      },
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders/:id', (req, res) => res.json(orders.get(req.params.id)))
app.post('/orders', (req, res) => res.json(orders.add(req.body)))
app.delete('/orders/:id', (req, res) => res.status(200).end())
`,
      },
      {
        title: 'never 201: one finding',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { responses: { '200': { description: Created } } } }
  /orders/{orderId}: { get: { responses: { '200': { description: One order } } } }
  /customers: { post: { responses: { '200': { description: Created } } } }
  /customers/{customerId}: { get: { responses: { '200': { description: One customer } } } }
  /products: { post: { responses: { '200': { description: Created } } } }
  /products/{productId}: { get: { responses: { '200': { description: One product } } } }
`,
      },
    ],
    good: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders/:id', (req, res) => res.json(orders.get(req.params.id)))
app.post('/orders', (req, res) => res.status(201).json(orders.add(req.body)))
app.post('/orders/:id/cancel', (req, res) => res.json(orders.cancel(req.params.id)))
app.delete('/orders/:id', (req, res) => res.sendStatus(204))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get: { responses: { '200': { description: Orders } } }
    post: { responses: { '201': { description: Created } } }
  /orders/{orderId}:
    get: { responses: { '200': { description: One order }, '304': { description: Not changed } } }
    delete: { responses: { '204': { description: Gone } } }
  /orders/{orderId}/cancel:
    post: { responses: { '200': { description: Cancelled } } }
  /searches:
    post: { operationId: searchOrders, responses: { '200': { description: Hits } } }
  /searches/{searchId}:
    get: { responses: { '302': { description: Elsewhere } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      type Check<Op> = readonly ['create' | 'remove' | 'read', 'created' | 'removed' | 'reads', (op: Op) => boolean, (op: Op) => Known<boolean>]
      const judge = <Op extends Operation & { readonly name: string }>(
        operations: readonly Op[],
        [one, several, applies, keeps]: Check<Op>,
        answer: (operation: Op) => { readonly status: string; readonly place?: ApiPlace },
      ): void => {
        const { keeping, breaking } = habitOf(operations.filter(applies), keeps)
        const total = keeping.length + breaking.length
        for (const operation of breaking) {
          const { status, place = operation } = answer(operation)
          const { name } = operation
          report(place, one, { operation: name, status }, { together: { as: several, name, data: { total } } })
        }
      }
      if (isContractApi(unit)) {
        judge(unit.operations, ['create', 'created', createsByContract, answersCreated], statusesOf)
        judge(unit.operations, ['remove', 'removed', removes, answersRemoved], statusesOf)
        judge(unit.operations, ['read', 'reads', () => true, answersAnything], statusesOf)
      } else if (isCodeApi(unit)) {
        judge(unit.operations, ['create', 'created', createsInCode, answersCreatedInCode], seen)
        judge(unit.operations, ['remove', 'removed', removes, answersRemovedInCode], seen)
      }
    },
  }),
})

function answersCreated(operation: ContractOperation): Known<boolean> {
  // With 204 alone, something was linked or confirmed, and nothing was created.
  if (operation.successes.every(({ status }) => status === '204')) return unknown
  return documents(operation, ['201', '202', '207', '303'])
}

function removes({ method }: Operation): boolean {
  return method === 'delete'
}

function answersRemoved({ successes }: ContractOperation): Known<boolean> {
  if (successes.length === 0 || successes.some(({ isKnown }) => !isKnown)) return unknown
  return successes.some(({ status, content }) => status !== '200' || content.length > 0)
}

function answersAnything(operation: ContractOperation): Known<boolean> {
  // Invalid status keys, such as `20O`, are reported by another rule.
  if (operation.responses.length === 0 || operation.responses.some(({ status }) => !/^(?:default|[1-5](?:\d\d|XX))$/i.test(status))) return unknown
  return operation.responses.some(({ status }) => /^[123]/.test(status) || status === 'default')
}

function statusesOf({ successes }: ContractOperation): { readonly status: string } {
  return { status: successes.map(({ status }) => status).join(' and ') }
}

/** The first success and its location in the code. */
function seen({ responses }: CodeOperation): { readonly status: string; readonly place?: ApiPlace } {
  const [first] = responses.filter(isSuccess)
  return { status: '200', ...(first !== undefined && { place: first }) }
}
