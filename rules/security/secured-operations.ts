import { isOpenRead, readHabit } from '../../src/api/conventions/access/open-read.ts'
import { statedSecurity, writeHabit } from '../../src/api/conventions/access/open-write.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: contract,
  title: 'Every operation states whether it requires credentials',
  why: 'Otherwise clients cannot know whether to send credentials, and a forgotten requirement looks like a decision to be open.',
  fix: 'Require a security scheme on the operation or for the whole document. If an operation is open to all, state `security: []`.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-33'],
  references: ['OWASP API2:2023 Broken Authentication', 'OpenAPI 3.1.2, Security Requirement Object'],
  silentOn: [
    '`security: []` and an empty requirement (`{}`), which are decisions',
    'writes, which `secured-writes` checks, and APIs without a security scheme, which `explained-openness` checks',
    'sign-in and what precedes it, health checks, versions, documentation, `/.well-known`, and paths called public',
    'operations that accept credentials as parameters or in the body',
    'OPTIONS, which browsers send without credentials',
  ],
  requires: { reads: readHabit, writes: writeHabit },
  messages: {
    unsaid: '{{name}} states no security, while {{others}} do: state what it requires, or `security: []` if it is open to all.',
    severalUnsaid: '{{count}} operations state no security ({{names}}), while {{stated}} of {{total}} read operations do: state what they require, or `security: []` if they are open to all.',
    few: 'Security is stated for {{few}} of the {{count}} read operations (not for {{names}}): require a scheme for the whole document, and write `security: []` on what is open to all.',
    unused: 'No operation of this API requires a security scheme ({{names}}), although it defines {{schemes}}: require one for the whole document, or write `security: []` there.',
  },
  examples: {
    bad: [
      {
        title: 'a forgotten operation',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { security: [{ key: [] }], responses: { '200': { description: Orders } } } }
  /orders/{id}: { get: { responses: { '200': { description: One order } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
`,
      },
      {
        title: 'a scheme that nothing requires',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
securityDefinitions:
  key: { type: apiKey, in: header, name: X-Api-Key }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { security: [{ key: [] }], responses: { '200': { description: Orders } } } }
  /carts: { post: { responses: { '201': { description: Created } } } }
  /offers: { get: { security: [], responses: { '200': { description: Offers } } } }
  /prices: { get: { security: [{}, { key: [] }], responses: { '200': { description: Prices } } } }
  /health: { get: { responses: { '200': { description: Well } } } }
  /public/catalogue: { get: { responses: { '200': { description: The catalogue } } } }
  /reports:
    options: { responses: { '204': { description: What browsers may do } } }
    get: { parameters: [{ name: X-Session-Token, in: header, schema: { type: string } }], responses: { '200': { description: Reports } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api(api) {
      const { verdict, keeping, breaking } = use.reads
      const undecided = breaking.filter((operation) => !isOpenRead(operation))
      if (undecided.length === 0) return
      const { schemes, isUsed } = statedSecurity(api)
      const { writes } = use
      const names = someOf(undecided.map(({ name }) => name))
      if (!isUsed) {
        // If writes are open too, that is reported instead, as it is more serious and has the same remedy.
        if (schemes.length === 0 || keeping.length > 0 || writes.breaking.length > 0) return
        report(api, 'unused', { names, schemes: someOf(schemes.map((scheme) => `'${scheme}'`)) })
        return
      }
      const stated = keeping.length
      const count = stated + undecided.length
      if (verdict === 'never' || (stated === 0 && count > 1)) {
        if (writes.verdict !== 'never') report(api, 'few', { few: stated === 0 ? 'none' : `only ${stated}`, count, names })
        return
      }
      const others = stated === 0 ? 'writes of this API' : `${stated} of ${count} read operations`
      for (const operation of undecided) {
        const { name } = operation
        report(operation, 'unsaid', { name, others }, { together: { as: 'severalUnsaid', name, data: { stated, total: count } } })
      }
    },
  }),
})
