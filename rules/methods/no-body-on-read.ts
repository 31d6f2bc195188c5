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
  title: 'Requests that read or remove have no body',
  why: 'HTTP defines no meaning for a body on GET, HEAD and DELETE: caches ignore it, proxies and libraries drop it, and many clients cannot send it.',
  fix: 'Move the fields of the body into query parameters; if they are too many, use POST on a path of its own (`/orders/search`).',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-4'],
  references: ['RFC 9110 9.3.1, 9.3.2, 9.3.5', 'OpenAPI 3.1 4.8.10.1', 'Zalando RESTful API Guidelines 148'],
  silentOn: [
    'the methods that have a body: POST, PUT, PATCH and QUERY',
    'an API that does this throughout: one finding for each method',
    'relationships of JSON:API, where the body of DELETE names what is removed',
    'routes in code that pass the request on, since it is not known whether the body is read',
  ],
  messages: {
    read: '{{operation}} accepts a body, for which HTTP defines no meaning: proxies drop it and caches ignore it. Use query parameters, or POST to a search path.',
    manyReads: '{{count}} operations read with a body ({{names}}): proxies drop it and caches ignore it. Use query parameters, or POST to a search path.',
    remove: '{{operation}} accepts a body, which many clients and proxies drop: identify what is removed in the path or the query.',
    manyRemove: '{{count}} operations remove with a body ({{names}}), which many clients and proxies drop: identify what is removed in the path or the query.',
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
  /orders/{id}/relationships/tags: { delete: { requestBody: { content: { application/json: { schema: { properties: { data: {} } } } } }, responses: { '204': { description: Removed } } } }
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
        if (isOneDecision(habit)) report(unit, many, { count: breaking.length, names: someOf(breaking.map(({ name }) => name)) })
        else for (const { body, name } of breaking) report(body ?? unit, one, { operation: name }, { together: { as: many, name } })
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
  return unit.operations.filter(({ method }) => methods.includes(method)).map(({ name, body, path }) => {
    const isRelationship = path.segments.some(({ text }) => text === 'relationships')
    const isLinkage = body?.content.every(({ type, schema }) => type === 'application/vnd.api+json' || schema?.properties.has('data') === true)
    return { name, body: isRelationship && isLinkage === true ? undefined : body?.at }
  })
}
