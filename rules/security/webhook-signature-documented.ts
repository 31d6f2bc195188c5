import { habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { webhooksOf, isSigned } from '../../src/api/webhooks.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: contract,
  title: 'Webhooks document how to verify the sender',
  why: 'The URL of a receiver does not stay secret. Without a signature, anyone can claim that an order has been paid.',
  fix: 'Sign each delivery and describe the header that carries the signature, or require a security scheme on the webhook.',
  presets: { strict: 'warn' },
  checklist: ['API-30'],
  references: ['Standard Webhooks 1.0', 'OWASP API10:2023 Unsafe Consumption of APIs'],
  silentOn: [
    'webhooks that require a security scheme',
    'signatures that a parameter, the request body or a description mentions',
    'references that cannot be resolved',
  ],
  messages: {
    never: '{{few}} of the {{count}} webhooks and callbacks of this API {{says}} how to verify the sender ({{names}} do not): sign them, and describe the header with the signature.',
    here: "'{{name}}' does not document how to verify the sender, while {{kept}} of {{count}} webhooks of this API do: describe the header with the signature.",
    alone: "'{{name}}' does not document how to verify the sender: sign it, and describe the header with the signature.",
  },
  examples: {
    bad: [
      {
        title: 'a webhook',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
webhooks:
  orderPaid: { post: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '204': { description: Noted } } } }
`,
      },
      {
        title: 'a callback',
        code: `openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
paths:
  /exports:
    post:
      responses: { '202': { description: Begun } }
      callbacks:
        done: { '{$request.body#/callbackUrl}': { post: { responses: { '204': { description: Noted } } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
webhooks:
  orderPaid: { post: { parameters: [{ name: X-Signature, in: header, schema: { type: string } }], responses: { '204': { description: Noted } } } }
  orderSent: { post: { security: [{ jwt: [] }], responses: { '204': { description: Noted } } } }
  orderLost: { post: { description: Signed with HMAC-SHA256 of the body., responses: { '204': { description: Noted } } } }
  orderFound: { $ref: 'https://example.com/webhooks.yaml#/orderFound' }
components: { securitySchemes: { jwt: { type: http, scheme: bearer } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(api) {
      const { verdict, keeping, breaking } = habitOf(webhooksOf(api), (webhook) => isSigned(webhook, api))
      const kept = keeping.length
      const count = kept + breaking.length
      const [first] = breaking
      if (first === undefined) return
      if (verdict === 'never') {
        const names = someOf(breaking.map(({ name }) => `'${name}'`))
        report(first.at, 'never', { few: kept === 0 ? 'None' : `Only ${kept}`, says: kept > 1 ? 'document' : 'documents', count, names })
      } else for (const { name, at } of breaking) report(at, kept === 0 ? 'alone' : 'here', { name, kept, count })
    },
  }),
})
