import { defineRule } from '../../src/core/rule.ts'
import { nameOf } from '../../src/api/drift/describe.ts'
import { drift } from '../../src/api/drift/subject.ts'

const contract = `openapi: 3.0.3
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    get: { responses: { '200': { description: The orders } } }
    post: { responses: { '201': { description: The order } } }
  /orders/{orderId}:
    get: { responses: { '200': { description: The order } } }
    delete: { responses: { '204': { description: Canceled } } }
`

const server = `import express from 'express'

const app = express()
app.get('/api/orders', (request, response) => response.json({ items: [] }))
app.post('/api/orders', (request, response) => response.status(201).json(request.body))
app.get('/api/orders/:id', (request, response) => response.json({ id: request.params.id }))
`

export default defineRule({
  subject: drift,
  title: 'Every documented operation is implemented',
  why: 'Clients are written against the contract. An operation that does not exist returns 404 to them, in production if nobody has tried it before.',
  fix: 'Implement the operation, or remove it from the contract. If another service implements it, document it in the contract of that service.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-22'],
  silentOn: [
    'contracts that no code in the same check serves: half of the operations must be served, or half of the routes documented',
    'contracts of which less than two thirds are served, except for further methods of paths that are served',
    'code with routes that could not be read, and paths below which a proxy or another handler is mounted',
    'operations that a route with a variable or a wildcard may serve, or that are served as literals: `/reports/{kind}`, `/reports/daily`',
    'HEAD and OPTIONS, to which servers respond by themselves',
    'commit hooks (`--staged`), which do not read both sides',
  ],
  messages: {
    unimplemented: 'No route serves {{name}}, while {{served}} of the {{total}} operations of this contract are served. Implement it, or remove it from the contract.',
  },
  examples: {
    bad: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `${server}app.listen(3000)
`,
        },
      },
    ],
    good: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `${server}app.delete('/api/orders/:id', (request, response) => response.status(204).end())
app.listen(3000)
`,
        },
      },
      {
        title: 'a route that may serve the operation',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `import express from 'express'
import { ordersProxy } from './proxy'

const app = express()
app.get('/orders', (request, response) => response.json({ items: [] }))
app.post('/orders', (request, response) => response.status(201).json(request.body))
app.get('/orders/:id', (request, response) => response.json({ id: request.params.id }))
app.all('/orders/*', ordersProxy)
app.listen(3000)
`,
          'src/proxy.ts': 'export declare const ordersProxy: () => void\n',
        },
      },
    ],
  },
  check: ({ report }) => ({
    UnimplementedOperation({ operation, served, total, sibling }) {
      report(operation.at, 'unimplemented', { name: nameOf(operation), served, total }, [{ place: sibling.at, message: 'a route that serves another operation of this contract' }])
    },
  }),
})
