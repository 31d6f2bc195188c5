import { isHealthCheck, isPartOfMore } from '../../src/api/conventions/answers/health-check.ts'
import { documentsError } from '../../src/api/status.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'The contract has a health check that is open and says when all is not well',
  why: 'Load balancers, orchestrators and status pages ask it many times a minute, without credentials: what the contract does not say, each of them guesses.',
  fix: 'Describe `GET /health`, open to all (`security: []`), with 200 while the service is well and 503 while it is not.',
  presets: { strict: 'warn' },
  checklist: ['API-34'],
  references: ['draft-inadarei-api-health-check-06', 'Kubernetes, liveness and readiness probes'],
  silentOn: [
    'contracts without paths, and those of fewer than three operations',
    'contracts of which every path lies below one and the same item: they describe a part of a larger API',
    'what the health of a service is not: `/health` of a patient, a plan or a status of an order',
    'health checks that document `default` or 5XX in place of 503',
  ],
  messages: {
    missing: 'Nothing in this contract answers whether the service is well: describe `GET /health`, open to all, with 200 and 503.',
    secured: '{{name}} wants credentials, which load balancers and orchestrators do not have: write `security: []` there.',
    onlyWell: '{{name}} documents no 503, so it can only say that all is well: document what it answers when it is not.',
  },
  examples: {
    bad: [
      {
        title: 'no health check',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders } } }, post: { responses: { '201': { description: Created } } } }
  /orders/{id}: { get: { responses: { '200': { description: An order } } } }
`,
      },
      {
        title: 'one that nobody can call, and that knows no trouble',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /health: { get: { responses: { '200': { description: Well } } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /orders: { get: { responses: { '200': { description: Orders } } }, post: { responses: { '201': { description: Created } } } }
  /v1/health/ready: { get: { security: [], responses: { '200': { description: Ready }, '503': { description: Not ready } } } }
  /livez: { get: { security: [], responses: { '200': { description: Alive }, default: { description: Not alive } } } }
  /plans/{id}/health: { get: { responses: { '200': { description: How healthy the plan is } } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } } }
`,
      },
      {
        title: 'a contract of one operation',
        code: `openapi: 3.1.0
info: { title: Rates, version: 1.0.0 }
paths:
  /rates: { get: { responses: { '200': { description: Rates } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(api) {
      const checks = api.operations.filter(isHealthCheck)
      if (checks.length === 0 && api.operations.length >= 3 && !isPartOfMore(api)) report(api, 'missing', {})
      for (const operation of checks) {
        if (operation.isSecured) report(operation, 'secured', { name: operation.name })
        if (documentsError(operation, ['503', '500']) === false) report(operation, 'onlyWell', { name: operation.name })
      }
    },
  }),
})
