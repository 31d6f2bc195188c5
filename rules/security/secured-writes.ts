import { openness, isDescribedAsOpen, statedSecurity, writeHabit } from '../../src/api/conventions/access/open-write.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: contract,
  title: 'Operations that change data require credentials',
  why: 'A write without credentials lets anyone create, change or delete data.',
  fix: 'Require a security scheme on the operation or for the whole document. Leave only sign-in, sign-up and webhooks open.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-33'],
  references: ['OWASP API2:2023 Broken Authentication', 'OWASP API5:2023 Broken Function Level Authorization'],
  silentOn: [
    'sign-in, sign-up, sign-out, password reset, tokens and OAuth endpoints',
    'webhooks and callbacks, contact forms, probes and telemetry',
    'POSTs that only read: searches, calculations, conversions',
    'operations that accept credentials as parameters or in the body',
    'operations with an explicitly open `security` whose description says that they are public',
  ],
  requires: { writes: writeHabit },
  messages: {
    unsaid: '{{name}} changes data and states no security, while {{secured}} of {{count}} writes of this API require credentials: anyone may call it. Add `security`.',
    severalUnsaid: '{{count}} operations change data and state no security ({{names}}), while {{secured}} of {{total}} writes of this API require credentials: anyone may call them. Add `security`.',
    byDecision: '{{name}} changes data and is open to all by `security: []`: anyone may call it. Require a security scheme.',
    severalByDecision: '{{count}} operations change data and are open to all by `security: []` ({{names}}): anyone may call them. Require a security scheme.',
    optional: '{{name}} changes data, but an empty security requirement makes credentials optional: anyone may call it. Remove that requirement.',
    severalOptional: '{{count}} operations change data, but an empty security requirement makes credentials optional ({{names}}): anyone may call them. Remove that requirement.',
    unused: 'No write of this API requires a security scheme ({{names}}), although it defines {{schemes}}: require one, for the whole document or on each operation.',
    onlyReads: 'Other operations of this API require credentials, but its writes do not ({{names}}): anyone may change data. Require a security scheme for the whole document.',
    few: 'Credentials are required for only {{secured}} of the {{count}} writes of this API (not for {{names}}). Require a security scheme for the whole document.',
    nothing: 'This API has writes ({{names}}) but no security scheme: define how clients authenticate, and require it.',
  },
  lesser: ['nothing', 'byDecision', 'optional'],
  examples: {
    bad: [
      {
        title: 'a forgotten operation',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { security: [{ key: [] }], responses: { '201': { description: Created } } } }
  /orders/{id}: { delete: { responses: { '204': { description: Gone } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
`,
      },
      {
        title: 'open by decision',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /orders: { post: { security: [], responses: { '201': { description: Created } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
`,
      },
      {
        title: 'no security is stated',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { responses: { '201': { description: Created } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /login: { post: { responses: { '200': { description: A token } } } }
  /users: { post: { summary: Sign up, responses: { '201': { description: Welcome } } } }
  /webhooks/payments: { post: { responses: { '204': { description: Noted } } } }
  /orders/search: { post: { responses: { '200': { description: Orders } } } }
  /orders: { post: { security: [{ key: [] }], responses: { '201': { description: Created } } } }
  /carts: { post: { parameters: [{ name: X-Session-Token, in: header, schema: { type: string } }], responses: { '201': { description: Created } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api(api) {
      const { verdict, keeping, breaking } = use.writes
      if (breaking.length === 0) return
      const { schemes, isUsed } = statedSecurity(api)
      const names = someOf(breaking.map(({ name }) => name))
      const secured = keeping.length
      const count = secured + breaking.length
      if (!isUsed) {
        // APIs with credentials in bodies or parameters have them on most writes; on a few, it is only a password that is being set.
        if (secured > 0 && secured * 2 >= count) return
        if (schemes.length > 0) report(api, 'unused', { names, schemes: someOf(schemes.map((scheme) => `'${scheme}'`)) })
        else report(api, 'nothing', { names })
        return
      }
      if (secured === 0) {
        report(api, 'onlyReads', { names })
        return
      }
      if (verdict === 'never') {
        report(api, 'few', { secured, count, names })
        return
      }
      for (const operation of breaking) {
        const { name } = operation
        const how = openness(operation)
        if (how !== 'unsaid' && isDescribedAsOpen(operation)) continue
        if (how === 'unsaid') report(operation, 'unsaid', { name, secured, count }, { together: { as: 'severalUnsaid', name, data: { secured, total: count } } })
        else if (how === 'optional') report(operation, 'optional', { name }, { together: { as: 'severalOptional', name } })
        else report(operation.cursor.child('security').at, 'byDecision', { name }, { together: { as: 'severalByDecision', name } })
      }
    },
  }),
})
