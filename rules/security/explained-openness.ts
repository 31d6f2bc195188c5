import { isOpenRead, readHabit } from '../../src/api/conventions/access/open-read.ts'
import { carriesCredentials, isOpenByNature, openness, isDescribedAsOpen, statedSecurity, writeHabit } from '../../src/api/conventions/access/open-write.ts'
import type { ContractApi } from '../../src/api/contract.ts'
import { contract } from '../../src/api/subject.ts'
import { field } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: contract,
  title: 'Open access is documented as intended',
  why: 'Otherwise nobody can tell a decision from an oversight, or `security: []` from a leftover of a test.',
  fix: 'Write `security: []` if the whole API is open. If one operation is, state in its description that it is public, and why.',
  presets: { strict: 'warn' },
  checklist: ['API-33'],
  references: ['OWASP API2:2023 Broken Authentication'],
  silentOn: [
    'APIs that define a security scheme and require it nowhere, which `secured-writes` and `secured-operations` report',
    'sign-in and what precedes it, webhooks, health checks, versions, documentation, and paths called public',
    'operations and APIs that are described as public, anonymous, without credentials or needing no API key',
  ],
  requires: { reads: readHabit, writes: writeHabit },
  messages: {
    nothing: 'No security is stated for this API ({{names}}): require a security scheme, or write `security: []` for the whole document if it is open to all.',
    here: '{{name}} is open to all by its `security`, but its description does not say that this is intended: state that it is public, and why.',
    several: '{{count}} operations are open to all ({{names}}) without a stated reason, while others require credentials: state in their descriptions that they are public.',
  },
  examples: {
    bad: [
      {
        title: 'no security is stated',
        code: `openapi: 3.1.0
info: { title: Weather, version: 1.0.0 }
paths:
  /forecasts: { get: { responses: { '200': { description: Forecasts } } } }
`,
      },
      {
        title: 'an open operation without a reason',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
  /invoices: { get: { security: [], responses: { '200': { description: Invoices } } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } } }
`,
      },
    ],
    good: [
      {
        title: 'open by decision',
        code: `openapi: 3.1.0
info: { title: Weather, version: 1.0.0 }
security: []
paths:
  /forecasts: { get: { responses: { '200': { description: Forecasts } } } }
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
  /offers: { get: { summary: Offers that anybody may see, security: [], responses: { '200': { description: Offers } } } }
  /prices: { get: { description: Public. With a key the prices are yours., security: [{}, { key: [] }], responses: { '200': { description: Prices } } } }
  /login: { post: { security: [], responses: { '200': { description: Welcome } } } }
  /health: { get: { security: [], responses: { '200': { description: Well } } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } } }
`,
      },
      {
        title: 'described as a public API',
        code: `openapi: 3.1.0
info: { title: Weather, version: 1.0.0, description: This is a public API for forecasts. }
paths:
  /forecasts: { get: { responses: { '200': { description: Forecasts } } } }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api(api) {
      const { isUsed, schemes } = statedSecurity(api)
      if (!isUsed) {
        const undecided = use.reads.breaking.filter((operation) => !isOpenRead(operation))
        // `secured-writes` leaves alone what hands its credentials over in most bodies.
        const { keeping, breaking } = use.writes
        const areWritesQuiet = breaking.length === 0 || (keeping.length > 0 && keeping.length >= breaking.length)
        if (schemes.length === 0 && undecided.length > 0 && areWritesQuiet && !isOpenAsAWhole(api)) {
          report(api, 'nothing', { names: someOf(undecided.map(({ name }) => name)) })
        }
        return
      }
      // Open writes that are exceptions in their API are reported by `secured-writes`.
      const told = new Set(use.writes.verdict === 'never' ? [] : use.writes.breaking)
      const open = api.operations.filter(
        (operation) =>
          !told.has(operation) &&
          !operation.isSecured &&
          Array.isArray(field(operation.cursor.value, 'security')) &&
          openness(operation) !== 'unsaid' &&
          operation.method !== 'options' &&
          !carriesCredentials(operation) &&
          !isOpenByNature(operation) &&
          !isOpenRead(operation),
      )
      for (const operation of open.filter((one) => !isDescribedAsOpen(one))) {
        const { name } = operation
        report(operation.cursor.child('security').atKey, 'here', { name }, { together: { as: 'several', name } })
      }
    },
  }),
})

/** True if the title or description of an API says that it is open to all. */
function isOpenAsAWhole({ contract: { root } }: ContractApi): boolean {
  const info = root.child('info')
  return /\bpublic API\b|\bis an? (?:\w+ )?open API\b|\bno (?:needed |required )auth|\b(?:no|any) (?:authenti\w+|authori[sz]ation|api key) (?:is |are )?(?:needed|required)\b/i.test(
    `${info.child('title').string ?? ''}\n${info.child('description').string ?? ''}`,
  )
}
