import { isHealthCheck, isPartOfMore } from '../../src/api/conventions/answers/health-check.ts'
import { documentsError } from '../../src/api/status.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'The contract documents an open health check that can report failure',
  why: 'Load balancers, orchestrators and status pages call it many times a minute, without credentials. What the contract does not state, each of them guesses.',
  fix: 'Describe `GET /health`, open to all (`security: []`), with 200 while the service is healthy and 503 while it is not.',
  presets: { strict: 'warn' },
  checklist: ['API-34'],
  references: ['draft-inadarei-api-health-check-06', 'Kubernetes, liveness and readiness probes'],
  silentOn: [
    'contracts with fewer than three operations',
    'contracts whose paths are all below one item: they describe a part of a larger API',
    'health of other things: of a plan, `/accounts/health`, `/status?msg_id=…`, health checks that clients create',
    'health checks that document `default` or 5XX instead of 503',
  ],
  messages: {
    missing: 'This contract has no health check: describe `GET /health`, open to all, with 200 and 503.',
    secured: '{{name}} requires credentials, which load balancers and orchestrators do not have: set `security: []` on it.',
    onlyWell: '{{name}} documents no 503, so probes, which look only at the status, cannot see a failure: document it.',
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
        title: 'one that probes cannot call, and that cannot report failure',
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
  /accounts/health: { get: { responses: { '200': { description: How many accounts have problems } } } }
  /status: { get: { parameters: [{ name: msg_id, in: query, required: true }], responses: { '200': { description: Whether the message has arrived } } } }
  /healthcheck: { get: { responses: { '200': { description: Health checks } } }, post: { responses: { '201': { description: Created } } } }
  /healthcheck/{id}: { get: { responses: { '200': { description: A health check } } } }
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
