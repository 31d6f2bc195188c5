import { createsByContract } from '../../src/api/conventions/answers/creation.ts'
import { isSafelyRepeated } from '../../src/api/conventions/fields/idempotency.ts'
import { decisionOn, habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Requests that create can be retried safely',
  why: 'If a response is lost, the client can only send the request again. Without an idempotency key, the second POST creates a second order.',
  fix: 'Accept an `Idempotency-Key` header on every POST that creates, and return the first result for a repeated key.',
  presets: { strict: 'warn' },
  checklist: ['API-29'],
  references: ['IETF draft-ietf-httpapi-idempotency-key-header', 'Google AIP-155', 'Zalando RESTful API Guidelines 230'],
  silentOn: [
    'keys with other names: `clientToken`, `requestId`, `idempotency_key` in the body, and parameters whose description mentions idempotency',
    'bodies that identify what they create: a required `id`, or a field named like the path variable of the item',
    'POST that acts or searches, or on a path without items',
    'an API that hardly ever accepts a key: one finding for all of it',
  ],
  messages: {
    never: 'None of the {{count}} operations that create accepts an idempotency key ({{examples}}), so a retry creates a duplicate: accept an `Idempotency-Key` header.',
    few: 'Only {{kept}} of {{count}} operations that create can safely be retried; {{examples}} cannot: accept an `Idempotency-Key` header on all of them.',
    missing: '{{operation}} accepts no idempotency key, so a retry creates a duplicate: accept an `Idempotency-Key` header.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { responses: { '201': { description: Created } } } }
  /orders/{id}: { get: { responses: { '200': { description: One order } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      parameters: [{ name: Idempotency-Key, in: header, required: true, schema: { type: string } }]
      responses: { '201': { description: Created } }
  /orders/{id}: { get: { responses: { '200': { description: One order } } } }
  /payments:
    post:
      requestBody: { content: { application/json: { schema: { type: object, properties: { client_token: { type: string }, amount: { type: string } } } } } }
      responses: { '201': { description: Created } }
  /payments/{id}: { get: { responses: { '200': { description: One payment } } } }
  /countries:
    post:
      requestBody: { content: { application/json: { schema: { type: object, required: [code], properties: { code: { type: string } } } } } }
      responses: { '201': { description: Created } }
  /countries/{code}: { get: { responses: { '200': { description: One country } } } }
  /orders/search: { post: { responses: { '200': { description: Hits } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const habit = habitOf(unit.operations.filter(createsByContract), isSafelyRepeated)
      const decision = decisionOn(habit, ({ name }) => name)
      if (decision !== undefined) report(unit, decision.message, decision.data)
      else for (const operation of habit.breaking) report(operation, 'missing', { operation: operation.name })
    },
  }),
})
