import type { ContractApi } from '../../src/api/contract.ts'
import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { isHealthPath } from '../../src/api/conventions/answers/health-path.ts'
import { habitOf } from '../../src/api/habit.ts'
import { documents } from '../../src/api/status.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: contract,
  title: 'Operations document rate limiting',
  why: 'Every public API rejects requests sooner or later. A client that does not expect 429 treats it as a bug, and gives up or keeps retrying.',
  fix: 'Document 429 with the error body and `Retry-After` as one shared response, and refer to it from every operation.',
  presets: { strict: 'warn' },
  checklist: ['API-21'],
  references: ['RFC 6585 4', 'OWASP API4:2023 Unrestricted Resource Consumption'],
  silentOn: [
    'operations that document the range 4XX; `default` alone says nothing about limits',
    'health checks, HEAD and OPTIONS, and operations that document no response at all',
    'an API that rarely documents 429: one finding for all of it',
  ],
  messages: {
    never: 'No operation of this API documents 429, so clients cannot know that they are limited: document it once with `Retry-After`, and refer to it everywhere.',
    inWords: 'The description of this API mentions limits, but no operation documents 429: add the response, so that generated clients handle it too.',
    few: '429 is documented for only {{kept}} of the {{count}} operations of this API (not for {{examples}}), so clients handle it only there: refer to the response everywhere.',
    missing: '{{operation}} does not document 429, while {{kept}} of {{count}} operations of this API do: refer to the same response.',
  },
  lesser: ['inWords'],
  examples: {
    bad: [
      {
        title: 'nowhere',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { responses: { '201': { description: Created } } }, get: { responses: { '200': { description: Orders } } } }
  /orders/{id}: { get: { responses: { '200': { description: One order }, default: { description: Any error } } } }
`,
      },
      {
        title: 'the one that deviates',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /login: { post: { responses: { '200': { description: A token } } } }
  /orders: { post: { responses: { '201': { description: Created }, '429': { description: Too many requests } } } }
  /orders/{id}: { get: { responses: { '200': { description: One order }, '429': { description: Too many requests } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { responses: { '201': { description: Created }, '429': { $ref: '#/components/responses/Limited' } } } }
  /carts: { get: { responses: { '200': { description: Carts }, 4XX: { description: Wrong } } } }
  /health: { get: { responses: { '200': { description: Well } } } }
components:
  responses:
    Limited: { description: Too many requests, headers: { Retry-After: { schema: { type: integer } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const { verdict, keeping, breaking } = habitOf(unit.operations.filter(mayBeLimited), (operation) => documents(operation, ['429']))
      const kept = keeping.length
      const count = kept + breaking.length
      if (kept === 0 && count > 0) report(unit, speaksOfLimits(unit) ? 'inWords' : 'never', {})
      else if (verdict === 'never') report(unit, 'few', { kept, count, examples: someOf(breaking.map(({ name }) => name)) })
      else for (const operation of breaking) report(operation, 'missing', { operation: operation.name, kept, count })
    },
  }),
})

function mayBeLimited({ method, path }: ContractOperation): boolean {
  return method !== 'head' && method !== 'options' && !isHealthPath(path)
}

function speaksOfLimits({ contract: { root } }: ContractApi): boolean {
  return /\brate.?limit|\bthrottl|\b429\b|\brequests? (?:per |\/ ?)(?:second|minute|hour|day)/i.test(root.child('info').child('description').string ?? '')
}
