import { defineRule } from '../../src/core/rule.ts'
import { inContract, nameOf } from '../../src/api/drift/describe.ts'
import { quoted, renamedIn } from '../../src/api/drift/field-names.ts'
import { drift } from '../../src/api/drift/subject.ts'
import type { DocumentedBody, DocumentedOperation } from '../../src/api/drift/sides.ts'

const contract = `openapi: 3.0.3
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    get:
      responses:
        '200':
          description: The orders
          content:
            application/json:
              schema:
                type: object
                required: [items, total]
                properties:
                  items: { type: array, items: { type: object } }
                  total: { type: integer }
    post:
      responses:
        '201': { description: The order }
        '422':
          description: Not a valid order
          content:
            application/json:
              schema:
                type: object
                properties:
                  code: { type: string }
                  message: { type: string }
`

export default defineRule({
  subject: drift,
  title: 'Responses have the fields that the contract documents',
  why: 'Clients read what the contract promises. A required field that is never sent, or an error in another envelope, breaks them at run time, and generated clients first.',
  fix: 'Send what the contract documents, or change the schema of the response.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-22', 'API-8'],
  references: ['OpenAPI 3.1.2, Media Type Object'],
  silentOn: [
    'bodies that are not written as an object literal, have a spread, or may be wrapped by an interceptor, and packages with code that changes the bodies of others (a patched `response.json`, an envelope of Koa, `preSerialization`)',
    'further fields, unless the schema has `additionalProperties: false`, or documents one with a similar name that is not sent (`userName`, `name`)',
    'schemas with alternatives, and fields of objects inside the body',
    'statuses that are not documented, which `undocumented-status` reports',
    'routes that match no operation of a contract in the same check',
    'commit hooks (`--staged`), which do not read both sides',
  ],
  messages: {
    missing: '{{name}} sends no {{fields}} here, which the contract requires in the body of {{status}}. Send it, or make it optional in the contract.',
    other: '{{name}} sends {{sent}} here, but the contract documents a body with {{fields}} for {{status}}. Send the same fields as the contract documents.',
    renamed: "{{name}} sends '{{sent}}' here, but the contract documents '{{field}}' in the body of {{status}}. Use the same name in both.",
    extra: '{{name}} sends {{fields}} here, which the contract does not allow in the body of {{status}}. Add it to the schema, or do not send it.',
  },
  examples: {
    bad: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `import express from 'express'
import { createOrder, findOrders } from './orders'

const app = express()
app.get('/orders', async (request, response) => response.json({ items: await findOrders() }))
app.post('/orders', (request, response) => {
  if (request.body.items.length === 0) return response.status(422).json({ error: 'no items' })
  createOrder(request.body)
  response.status(201).end()
})
app.listen(3000)
`,
          'src/orders.ts': 'export declare const findOrders: () => Promise<object[]>\nexport declare const createOrder: (order: object) => void\n',
        },
      },
    ],
    good: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.ts': `import express from 'express'
import { createOrder, findOrders } from './orders'

const app = express()
app.get('/orders', async (request, response) => {
  const orders = await findOrders()
  response.json({ items: orders.slice(0, 20), total: orders.length, next: null })
})
app.post('/orders', (request, response) => {
  if (request.body.items.length === 0) return response.status(422).json({ code: 'no_items', message: 'An order needs items' })
  createOrder(request.body)
  response.status(201).end()
})
app.listen(3000)
`,
          'src/orders.ts': 'export declare const findOrders: () => Promise<object[]>\nexport declare const createOrder: (order: object) => void\n',
        },
      },
    ],
  },
  check: ({ report }) => ({
    MatchedOperation({ operation, route }) {
      for (const { status, at, fields: sent } of route.responses) {
        const body = bodyFor(operation, status)
        if (body === undefined || sent === undefined) continue
        const { fields, required, isClosed } = body
        const data = { name: nameOf(operation), status }
        const related = [inContract(operation)]
        const missing = required.filter((name) => !sent.includes(name))
        const extra = sent.filter((name) => !fields.includes(name))
        const renamed = renamedIn(extra, fields.filter((name) => !sent.includes(name)))
        // An envelope that the contract does not know is one decision, however many handlers send it.
        const grouped = (names: readonly string[]): { related: typeof related; together: { key: string } } => ({ related, together: { key: names.join() } })
        if (sent.length > 0 && extra.length === sent.length) report(at, 'other', { ...data, sent: quoted(sent), fields: quoted(fields) }, grouped(sent))
        else if (missing.length > 0) report(at, 'missing', { ...data, fields: quoted(missing, ' and no ') }, grouped(missing))
        else if (renamed !== undefined) report(at, 'renamed', { ...data, sent: renamed.inCode, field: renamed.inContract }, related)
        else if (isClosed && extra.length > 0) report(at, 'extra', { ...data, fields: quoted(extra) }, related)
      }
    },
  }),
})

function bodyFor({ bodies }: DocumentedOperation, status: number): DocumentedBody | undefined {
  return bodies[String(status)] ?? bodies[`${Math.floor(status / 100)}XX`] ?? (status >= 400 ? bodies['DEFAULT'] : undefined)
}
