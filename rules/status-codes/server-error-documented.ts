import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { isHealthPath } from '../../src/api/conventions/answers/health-path.ts'
import { isUnregistered } from '../../src/api/status-registry.ts'
import { habitOf, isOneDecision } from '../../src/api/habit.ts'
import { unknown } from '../../src/api/model.ts'
import type { Known } from '../../src/api/model.ts'
import { isDescribedAs } from '../../src/api/status.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: contract,
  title: 'Operations say what a server error looks like',
  why: 'Servers fail. If the body of a 500 is not described, gateways and frameworks fill it with HTML or a stack trace, and clients fail to read it.',
  fix: 'Document 500 (or the range 5XX, or default) with the error body as one shared response, and refer to it from every operation.',
  presets: { strict: 'warn' },
  checklist: ['API-7'],
  references: ['RFC 9110 15.6.1', 'OWASP API8:2023 Security Misconfiguration'],
  silentOn: [
    'operations that document any 5xx or default, or a server error under a code that HTTP does not define',
    'health checks, which have their own 503, HEAD and OPTIONS',
    'an API that hardly documents it: one finding for all operations',
  ],
  messages: {
    missing: '{{operation}} does not say what a server error looks like, although {{kept}} of {{total}} operations do: refer to the same response.',
    alone: '{{operation}} does not say what a server error looks like: document 500 or default with the error body.',
    never: '{{count}} of {{total}} operations do not say what a server error looks like ({{examples}}): document 500 or default once, and refer to it.',
    several: '{{count}} of {{total}} operations do not say what a server error looks like ({{names}}), while the others do: refer to the same response.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '400': { description: Wrong } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '500': { description: Something broke } } } }
  /carts: { get: { responses: { '200': { description: Carts }, default: { description: An error } } } }
  /health: { get: { responses: { '200': { description: Well } } } }
`,
      },
      {
        title: 'under a code of its own',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '480': { description: Internal error } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const habit = habitOf(unit.operations.filter(answersWithBodies), documentsFailure)
      const { keeping, breaking } = habit
      const kept = keeping.length
      const total = kept + breaking.length
      if (isOneDecision(habit)) report(unit, 'never', { count: breaking.length, total, examples: someOf(breaking.map(({ name }) => name)) })
      else for (const { at, name } of breaking) report(at, kept === 0 ? 'alone' : 'missing', { operation: name, kept, total }, { together: { as: 'several', name, data: { total } } })
    },
  }),
})

function answersWithBodies({ method, path }: ContractOperation): boolean {
  return method !== 'head' && method !== 'options' && !isHealthPath(path)
}

function documentsFailure({ responses }: ContractOperation): Known<boolean> {
  if (responses.some(({ status }) => /^5/.test(status) || status === 'default')) return true
  return responses.length === 0 || responses.some((one) => isUnregistered(one.status) && isDescribedAs(one, /internal|server|unavailable|failure/i)) ? unknown : false
}
