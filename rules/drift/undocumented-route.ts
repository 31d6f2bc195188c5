import { defineRule } from '../../src/core/rule.ts'
import { nameOf } from '../../src/api/drift/describe.ts'
import { drift } from '../../src/api/drift/subject.ts'

const contract = `openapi: 3.0.3
info: { title: Orders, version: 1.0.0 }
servers: [{ url: https://api.example.com/v1 }]
paths:
  /orders:
    get: { responses: { '200': { description: The orders } } }
    post: { responses: { '201': { description: The order } } }
  /orders/{orderId}:
    get: { responses: { '200': { description: The order } } }
`
const server = `import express from 'express'
import { orders } from './orders'

const app = express()
app.use('/v1/orders', orders)
app.listen(3000)
`

export default defineRule({
  subject: drift,
  title: 'Every route of a documented API is in its contract',
  why: 'Clients, generated SDKs, gateways and security reviews only know what the contract documents. A route that is missing there is found by chance, by those who look for weaknesses first.',
  fix: 'Add the operation to the contract. If clients are not meant to use the route, serve it under a path that says so (`/internal`), or mark it as excluded (`@ApiExcludeEndpoint()`, `@Hidden()`).',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-22'],
  references: ['OWASP API Security Top 10 2023: API9'],
  silentOn: [
    'code that no contract in the same check describes: half of the operations must be served, or half of the routes documented',
    'APIs of which less than two thirds are documented, except for further methods of documented paths',
    'health checks, metrics, documentation, pages, procedures, HEAD, OPTIONS and routes for all methods',
    'paths with `internal`, `admin`, `webhooks`, `callback` and the like, unless the contract has such paths',
    'a variable where the contract enumerates values, and vice versa: `/reports/{kind}`, `/reports/daily`',
    'routes outside the base path that the contract states in `servers` and the code has',
    'routes whose options leave them out of a generated contract (`hide: true`)',
    'routes whose path is not fully known',
    'commit hooks (`--staged`), which do not read both sides',
  ],
  messages: {
    undocumented: '{{name}} is served here but not documented in {{contract}}, which documents {{documented}} of the {{total}} routes of this API. Add it to the contract.',
  },
  examples: {
    bad: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': server,
          'src/orders.ts': `import { Router } from 'express'
import { cancel, find, list, place } from './order-service'

export const orders = Router()
orders.get('/', async (request, response) => response.json(await list()))
orders.post('/', async (request, response) => response.status(201).json(await place(request.body)))
orders.get('/:id', async (request, response) => response.json(await find(request.params.id)))
orders.delete('/:id', async (request, response) => response.json(await cancel(request.params.id)))
`,
          'src/order-service.ts': 'export declare function list(): Promise<{ items: object[] }>\nexport declare function place(order: object): Promise<object>\nexport declare function find(id: string): Promise<object>\nexport declare function cancel(id: string): Promise<object>\n',
        },
      },
    ],
    good: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': server,
          'src/orders.ts': `import { Router } from 'express'

export const orders = Router()
orders.get('/', (request, response) => response.json({ items: [] }))
orders.post('/', (request, response) => response.status(201).json(request.body))
orders.get('/:id', (request, response) => response.json({ id: request.params.id }))
orders.get('/health', (request, response) => response.json({ status: 'ok' }))
`,
        },
      },
      {
        title: 'an API that the contract does not describe',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `import express from 'express'

const app = express()
app.get('/users', (request, response) => response.json({ items: [] }))
app.get('/users/:id', (request, response) => response.json({ id: request.params.id }))
app.get('/orders', (request, response) => response.json({ items: [] }))
app.listen(3000)
`,
        },
      },
    ],
  },
  check: ({ report }) => ({
    UndocumentedRoute({ route, contract: { file }, documented, total }) {
      report(route.at, 'undocumented', { name: nameOf(route), contract: file.slice(file.lastIndexOf('/') + 1), documented, total })
    },
  }),
})
