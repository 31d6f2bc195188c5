import { defineRule } from '../../src/core/rule.ts'
import { listed } from '../../src/core/listed.ts'
import { inContract, nameOf } from '../../src/api/drift/describe.ts'
import { drift } from '../../src/api/drift/subject.ts'
import type { MatchedOperation } from '../../src/api/drift/pairs.ts'
import type { ServedResponse } from '../../src/api/drift/sides.ts'

const contract = `openapi: 3.0.3
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    get: { responses: { '200': { description: The orders } } }
    post: { responses: { '201': { description: The order }, '422': { description: Not a valid order } } }
`

const server = `import express from 'express'
import { place } from './orders'

const app = express()
app.get('/orders', (request, response) => response.json({ items: [] }))
app.post('/orders', async (request, response) => {
  response.status(201).json(await place(request.body))
})
app.listen(3000)
`
const errors = `export class HttpError extends Error {
  constructor(readonly status: number, message: string) {
    super(message)
  }
}

export class LimitError extends HttpError {
  constructor(limit: string) {
    super(413, \`At most \${limit}\`)
  }
}
`

export default defineRule({
  subject: drift,
  title: 'The statuses that code returns are documented',
  why: 'Clients that are generated from a contract treat a status that is not in it as a failure, or do not know how to read its body.',
  fix: 'Add the response to the operation in the contract, or return a status that it documents.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Responses Object'],
  silentOn: [
    'statuses that are computed, and those of middleware and error handlers',
    'errors that are caught, and errors of the application that have no `status` or `statusCode`',
    'what a range (`4XX`) covers, and errors beside a `default` response',
    'statuses of 5xx, redirects, 304, and 405, which is for other methods',
    'routes that match no operation of a contract in the same check',
    'commit hooks (`--staged`), which do not read both sides',
  ],
  lesser: ['error'],
  messages: {
    success: '{{name}} returns {{statuses}} here, while the contract documents {{documented}}. Add the response to the contract, or return a documented status.',
    error: '{{name}} returns {{statuses}} here, while the contract documents {{documented}}. Add the response to the contract.',
  },
  examples: {
    bad: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `import express from 'express'

const app = express()
app.get('/orders', (request, response) => response.json({ items: [] }))
app.post('/orders', (request, response) => response.json(request.body))
app.listen(3000)
`,
        },
      },
      {
        title: 'an error that clients do not expect',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `import express from 'express'

const app = express()
app.get('/orders', (request, response) => response.json({ items: [] }))
app.post('/orders', (request, response) => {
  if (request.body.items.length > 100) return response.status(413).json({ error: { code: 'too_many_items' } })
  response.status(201).json(request.body)
})
app.listen(3000)
`,
        },
      },
      {
        title: 'an error that a service throws',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': server,
          'src/orders.ts': `import { LimitError } from './errors'

export async function place(order: { items: object[] }) {
  if (order.items.length > 100) throw new LimitError('100 items')
  return order
}
`,
          'src/errors.ts': errors,
        },
      },
    ],
    good: [
      {
        title: 'an error that the service expects',
        code: {
          'openapi.yaml': contract,
          'src/server.ts': server,
          'src/orders.ts': `import { LimitError } from './errors'

export async function place(order: { items: object[] }) {
  try {
    if (order.items.length > 100) throw new LimitError('100 items')
    return order
  } catch {
    return { items: order.items.slice(0, 100) }
  }
}
`,
          'src/errors.ts': errors,
        },
      },
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `import express from 'express'

const app = express()
app.get('/orders', (request, response) => response.json({ items: [] }))
app.post('/orders', (request, response) => {
  if (!Array.isArray(request.body.items)) return response.status(422).json({ error: { code: 'no_items' } })
  response.status(201).json(request.body)
})
app.listen(3000)
`,
        },
      },
    ],
  },
  check: ({ report }) => ({
    MatchedOperation(matched) {
      const { operation } = matched
      const data = { name: nameOf(operation), documented: listed(operation.statuses) }
      const related = [inContract(operation)]
      const all = undocumented(matched)
      for (const kind of ['success', 'error'] as const) {
        const found = all.filter(({ status }) => (status >= 400) === (kind === 'error'))
        const [first] = found
        const statuses = listed([...new Set(found.map(({ status }) => String(status)))])
        if (first !== undefined) report(first.at, kind, { ...data, statuses }, { related, together: { key: statuses } })
      }
    },
  }),
})

/** The responses of 2xx and 4xx that the operation does not document. */
function undocumented({ operation: { statuses }, route }: MatchedOperation): ServedResponse[] {
  if (statuses.length === 0 || (statuses.length === 1 && statuses[0] === 'DEFAULT')) return []
  return route.responses.filter(({ status }) => {
    const hundreds = Math.floor(status / 100)
    if ((hundreds !== 2 && hundreds !== 4) || status === 405) return false
    return !statuses.includes(String(status)) && !statuses.includes(`${hundreds}XX`) && !(hundreds === 4 && statuses.includes('DEFAULT'))
  })
}
