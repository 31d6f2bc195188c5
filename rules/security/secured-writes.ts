import { openness, statedSecurity, writeHabit } from '../../src/api/conventions/open-write.ts'
import { contract } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

/** More open writes than this, of one kind, are said together. */
const mostApart = 5

/** Of writes that a finding stands for as well, so many are named. */
const mostRelated = 5

export default defineRule({
  subject: contract,
  title: 'Operations that change something want credentials',
  why: 'What anybody may call, anybody will: a write without credentials lets strangers create, change or delete.',
  fix: 'Require a security scheme on the operation or for the whole document. Keep open only what must be: sign-in, sign-up, webhooks.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-33'],
  references: ['OWASP API2:2023 Broken Authentication', 'OWASP API5:2023 Broken Function Level Authorization'],
  silentOn: [
    'sign-in, sign-up, sign-out, password reset, tokens and OAuth endpoints',
    'webhooks and callbacks, contact forms, probes and telemetry',
    'reading by POST: searches, calculations, conversions',
    'operations that take credentials as parameters or in the body',
  ],
  requires: { writes: writeHabit },
  messages: {
    unsaid: '{{name}} changes data and states no security, where {{secured}} of {{count}} writes of this API want credentials: anybody may call it. Add `security`.',
    byDecision: '{{name}} changes data and is open to all by `security: []`: anybody may call it. Require a security scheme.',
    optional: '{{name}} changes data and wants no credentials, for one of its security requirements is empty: anybody may call it. Remove that one.',
    unused: 'No write of this API wants credentials ({{names}}), though it defines {{schemes}}: require one, for the whole document or on each operation.',
    onlyReads: 'Reads of this API want credentials, and its writes want none ({{names}}): anybody may change data. Require a security scheme for the whole document.',
    few: 'Only {{secured}} of the {{count}} writes of this API want credentials; the others are open to all ({{names}}). Require a security scheme for the whole document.',
    nothing: 'Nothing in this document says who may call its writes ({{names}}): describe how clients identify themselves in a security scheme, and require it.',
  },
  lesser: ['nothing', 'byDecision', 'optional'],
  examples: {
    bad: [
      {
        title: 'the one that was forgotten',
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
        title: 'nothing is said anywhere',
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
        if (secured > 0) return
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
      for (const [how, open] of groupBy(breaking, openness)) {
        for (const [first, ...alike] of open.length > mostApart ? [open] : open.map((operation) => [operation])) {
          if (first === undefined) continue
          const name = alike.length === 0 ? first.name : `${first.name}, like ${alike.length} more writes,`
          const related = alike.slice(0, mostRelated).map((operation) => ({ place: operation, message: `${operation.name} as well` }))
          if (how === 'unsaid') report(first, 'unsaid', { name, secured, count }, related)
          else if (how === 'optional') report(first, 'optional', { name }, related)
          else report(first.cursor.child('security').at, 'byDecision', { name }, related)
        }
      }
    },
  }),
})
