import { habitOf } from '../../src/api/habit.ts'
import { documentsError } from '../../src/api/status.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Secured operations document 401',
  why: 'Every client gets 401 when its token expires. Without documentation, clients treat it as a crash and do not sign in again.',
  fix: 'Document 401 (or the range 4XX, or default) with the error body on every operation that requires credentials.',
  presets: { strict: 'error' },
  checklist: ['API-6'],
  references: ['RFC 9110 15.5.2', 'OWASP API8:2023 Security Misconfiguration'],
  silentOn: [
    'operations that document 4XX or default',
    'open operations, and those with optional credentials (`{}` among the requirements)',
    'operations that document 403 instead, which are reported at a lower severity',
  ],
  messages: {
    missing: '{{operation}} requires credentials but does not say what happens without them: document 401 with the error body.',
    onlyForbidden: '{{operation}} documents 403 but not 401, so clients cannot distinguish missing credentials from missing rights: return and document 401.',
    several: '{{count}} of {{total}} operations that require credentials do not say what happens without them ({{names}}): document 401 once, and refer to it.',
  },
  lesser: ['onlyForbidden'],
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ token: [] }]
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '400': { description: Wrong } } } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ token: [] }]
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '401': { description: No credentials, or no valid ones } } } }
  /carts: { get: { responses: { '200': { description: Carts }, default: { description: An error } } } }
  /prices: { get: { security: [], responses: { '200': { description: Prices } } } }
  /offers: { get: { security: [{ token: [] }, {}], responses: { '200': { description: Offers } } } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const secured = unit.operations.filter(({ isSecured }) => isSecured)
      const { keeping, breaking } = habitOf(secured, (operation) => documentsError(operation, ['401', '403']))
      const total = keeping.length + breaking.length
      for (const operation of breaking) {
        const { name } = operation
        report(operation, 'missing', { operation: name }, { together: { as: 'several', name, data: { total } } })
      }
      const [first, ...more] = keeping.filter((operation) => documentsError(operation, ['401']) === false)
      if (first !== undefined) report(first, 'onlyForbidden', { operation: more.length === 0 ? first.name : `${first.name}, like ${more.length} more,` })
    },
  }),
})
