import { isCodeApi } from '../../src/api/code.ts'
import { isContractApi } from '../../src/api/contract.ts'
import { bodyReadsOf } from '../../src/api/conventions/errors/code-answers.ts'
import { habitOf, isOneDecision } from '../../src/api/habit.ts'
import type { Api, Method } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import type { ApiPlace } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: api,
  title: 'Requests that read or remove carry no body',
  why: 'HTTP gives a body on GET, HEAD and DELETE no meaning: caches ignore it, proxies and libraries drop it, and many clients cannot send it at all.',
  fix: 'Move what the body says into query parameters; where that is too much, make the query a POST of its own (`/orders/search`).',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-4'],
  references: ['RFC 9110 9.3.1, 9.3.2, 9.3.5', 'OpenAPI 3.1 4.8.10.1', 'Zalando RESTful API Guidelines 148'],
  silentOn: [
    'the methods that have a body: POST, PUT, PATCH and QUERY',
    'an API that does so as a habit: one finding for each method',
    'relationships of JSON:API, where DELETE names in its body what is taken out',
    'routes in code that hand the request on, where nobody sees whether the body is read',
  ],
  messages: {
    read: '{{operation}} takes a body, which HTTP gives no meaning there: proxies drop it and caches ignore it. Use query parameters, or POST to a search of its own.',
    manyReads: '{{count}} operations read with a body ({{examples}}): proxies drop it and caches ignore it. Use query parameters, or POST to a search of its own.',
    remove: '{{operation}} takes a body, which many clients and proxies drop: name what is removed in the path or the query.',
    manyRemove: '{{count}} operations remove with a body ({{examples}}), which many clients and proxies drop: name what is removed in the path or the query.',
  },
  lesser: ['remove', 'manyRemove'],
  examples: {
    bad: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', (req, res) => res.json(orders.find(req.body.status)))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '200': { description: Orders } }
`,
      },
      {
        title: 'in OpenAPI 2.0',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    delete:
      parameters: [{ name: ids, in: body, schema: { type: array, items: { type: string } } }]
      responses: { '204': { description: Gone } }
`,
      },
    ],
    good: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', (req, res) => res.json(orders.find(req.query.status)))
app.post('/orders/search', (req, res) => res.json(orders.find(req.body.status)))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { parameters: [{ name: status, in: query, schema: { type: string } }], responses: { '200': { description: Orders } } } }
  /orders/search: { post: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '200': { description: Hits } } } }
  /orders/{id}: { delete: { responses: { '204': { description: Gone } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      for (const [methods, one, many] of [
        [['get', 'head'], 'read', 'manyReads'],
        [['delete'], 'remove', 'manyRemove'],
      ] as const) {
        const habit = habitOf(readingsOf(unit, methods), ({ body }) => body === undefined)
        const { breaking } = habit
        if (isOneDecision(habit)) report(unit, many, { count: breaking.length, examples: someOf(breaking.map(({ name }) => name)) })
        else for (const operation of breaking) report(operation.body ?? unit, one, { operation: operation.name })
      }
    },
  }),
})

interface Reading {
  readonly name: string
  /** Where a body is declared or read, if it is. */
  readonly body: ApiPlace | undefined
}

function readingsOf(unit: Api, methods: readonly Method[]): Reading[] {
  if (isCodeApi(unit)) return bodyReadsOf(unit, methods)
  if (!isContractApi(unit)) return []
  return unit.operations.filter(({ method }) => methods.includes(method)).map(({ name, body, path }) => ({ name, body: path.segments.some(({ text }) => text === 'relationships') && body?.content.every(({ type }) => type === 'application/vnd.api+json') === true ? undefined : body?.at }))
}
