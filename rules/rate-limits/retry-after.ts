import type { Response } from '../../src/api/contract-operation.ts'
import { distinctResponses, responseText } from '../../src/api/conventions/answers/distinct-responses.ts'
import type { DistinctResponse } from '../../src/api/conventions/answers/distinct-responses.ts'
import { isHealthPath } from '../../src/api/conventions/answers/health-path.ts'
import { decisionOn, habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Responses with 429 and 503 state when to retry',
  why: 'Clients that do not know how long to wait usually retry at once, and these retries keep the service down.',
  fix: 'Document a `Retry-After` header on 429 and 503, in seconds or as a date, and send it.',
  presets: { strict: 'warn' },
  checklist: ['API-21'],
  references: ['RFC 6585 4', 'RFC 9110 10.2.3', 'OWASP API4:2023 Unrestricted Resource Consumption'],
  silentOn: [
    'ranges (`4XX`, `5XX`) and `default`, which include other errors',
    'the 503 of a health check',
    'responses behind references that cannot be resolved',
    'an API that rarely documents the header: one finding for all of it',
  ],
  messages: {
    limited: '{{response}} does not state when to retry, so clients guess and retry too soon: document a `Retry-After` header.',
    never: 'None of the {{count}} responses with 429 states when to retry ({{examples}}), so clients guess and retry too soon: document a `Retry-After` header on all of them.',
    few: 'The time to retry is stated in only {{kept}} of {{count}} responses with 429 (not in {{examples}}): document a `Retry-After` header on all of them.',
    unavailable: '{{response}} does not state when to retry, so every client retries at once: document a `Retry-After` header.',
    otherHeader: "{{response}} states when to retry only in '{{header}}', which HTTP clients do not know: document `Retry-After` as well.",
  },
  lesser: ['unavailable', 'otherHeader'],
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      responses:
        '201': { description: Created }
        '429': { description: Too many requests }
`,
      },
      {
        title: 'a custom header',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      responses:
        '201': { description: Created }
        '429': { $ref: '#/responses/Limited' }
responses:
  Limited: { description: Too many requests, headers: { X-RateLimit-Reset: { type: integer } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      responses:
        '201': { description: Created }
        '429': { $ref: '#/components/responses/Limited' }
        '503': { description: Closed for a while, headers: { retry-after: { schema: { type: integer } } } }
        default: { description: Another error }
  /health:
    get:
      responses:
        '200': { description: Well }
        '503': { description: Not well }
components:
  responses:
    Limited:
      description: Too many requests
      headers: { Retry-After: { description: Seconds, schema: { type: integer } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const known = unit.operations.filter(({ path }) => !isHealthPath(path)).flatMap(({ responses }) => responses).filter(({ isKnown }) => isKnown)
      const limited = distinctResponses(known.filter(({ status }) => status === '429'))
      const habit = habitOf(limited, (response) => statesDelay(response) || otherHeaderOf(response) !== undefined)
      const decision = decisionOn(habit, ({ uses: [{ operation }] }) => operation.name)
      if (decision !== undefined) report(unit, decision.message, decision.data)
      else for (const response of habit.breaking) report(placeOf(response), 'limited', { response: responseText(response) })
      // Lesser defects are reported once, however many responses have them.
      const [other, ...moreOthers] = habit.keeping.filter((response) => !statesDelay(response))
      if (other !== undefined) report(placeOf(other), 'otherHeader', { response: together(other, moreOthers), header: otherHeaderOf(other) ?? '' })
      const unavailable = distinctResponses(known.filter(({ status }) => status === '503')).filter((response) => !statesDelay(response))
      const [first, ...more] = unavailable
      if (first !== undefined) report(placeOf(first), 'unavailable', { response: together(first, more) })
    },
  }),
})

function statesDelay({ uses: [{ headers }] }: DistinctResponse): boolean {
  return headers.includes('retry-after')
}

/** A header with the same information under a name that only clients of this API know. */
function otherHeaderOf({ uses: [{ headers }] }: DistinctResponse): string | undefined {
  return headers.find((name) => /reset|retry/.test(name))
}

function together(first: DistinctResponse, others: readonly DistinctResponse[]): string {
  return others.length === 0 ? responseText(first) : `${responseText(first)}, like ${others.length} more,`
}

function placeOf({ uses: [{ cursor }] }: DistinctResponse): Response['at'] {
  return cursor.atKey
}
