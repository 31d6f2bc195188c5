import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { decisionOn, habitOf } from '../../src/api/habit.ts'
import { headNoun, isPlural, singularOf } from '../../src/api/language/english.ts'
import { unknown } from '../../src/api/model.ts'
import type { Known } from '../../src/api/model.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

/** Response headers that allow caching or revalidation. */
const validators: ReadonlySet<string> = new Set(['etag', 'last-modified', 'cache-control', 'expires'])

export default defineRule({
  subject: contract,
  title: 'Reads of a single resource state whether they may be cached',
  why: 'Without caching, clients fetch a resource again and again, even if nothing has changed. An `ETag` turns most of these requests into a 304 without a body.',
  fix: 'Document `ETag` (with 304) or `Cache-Control` on the response of every GET of an item; `Cache-Control: no-store` counts too.',
  presets: { strict: 'warn' },
  checklist: ['API-32'],
  references: ['RFC 9111', 'RFC 9110 8.8.3', 'Zalando RESTful API Guidelines 227'],
  silentOn: [
    'lists and searches, also those by another resource: `/tags/{resourceArn}`',
    'what clients poll for changes: operations, jobs, tasks, runs',
    'operations that document 304 or accept `If-None-Match`',
    'an API that rarely states it: one finding for all of it',
  ],
  messages: {
    never: 'None of the {{count}} reads of a single resource states whether it may be cached ({{examples}}), so clients fetch it every time: document `ETag` or `Cache-Control`.',
    few: 'Only {{kept}} of {{count}} reads of a single resource state whether it may be cached; {{examples}} do not: document `ETag` or `Cache-Control` on all of them.',
    missing: '{{operation}} does not state whether its response may be cached, so clients fetch it every time: document `ETag` or `Cache-Control`.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}: { get: { responses: { '200': { description: One order, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    get:
      responses:
        '200': { description: One order, headers: { ETag: { schema: { type: string } } }, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } }
        '304': { description: Unchanged }
  /prices/{id}:
    get: { responses: { '200': { description: One price, headers: { Cache-Control: { schema: { const: no-store } } }, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } } }
  /jobs/{id}:
    get: { responses: { '200': { description: How far it is, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } } }
  /tags/{resourceArn}: { get: { responses: { '200': { description: Its tags, content: { application/json: { schema: { type: object, properties: { tags: { type: object } } } } } } } } }
  /orders: { get: { responses: { '200': { description: Orders } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const habit = habitOf(unit.operations.filter(readsOne), statesCaching)
      const decision = decisionOn(habit, ({ name }) => name)
      if (decision !== undefined) report(unit, decision.message, decision.data)
      else for (const operation of habit.breaking) report(operation, 'missing', { operation: operation.name })
    },
  }),
})

/** Resources that clients poll for changes. */
const polled = /(?:operation|job|task|run|execution|build|export|import|session|batch|result|progress)$/

function readsOne({ method, resource, answers }: ContractOperation): boolean {
  if (method !== 'get' || resource.kind !== 'item' || answers === 'list' || answers === 'nothing') return false
  const noun = headNoun(resource.parent?.name ?? '') ?? ''
  // `/tags/{resourceArn}` is the list of the tags of a resource.
  if (noun !== 'resources' && isPlural(noun) && /^\{?resource[-_]?(?:arn|id|uri|name)?\}?$/i.test(resource.name)) return false
  return !polled.test(singularOf(noun))
}

function statesCaching(operation: ContractOperation): Known<boolean> {
  const { responses, successes, parameters } = operation
  if (responses.some(({ status }) => status === '304')) return true
  if (parameters.some(({ in: place, name }) => place === 'header' && /^if-(?:none-match|modified-since)$/i.test(name))) return true
  if (successes.some(({ headers }) => headers.some((name) => validators.has(name)))) return true
  return successes.length > 0 && successes.every(({ isKnown }) => isKnown) ? false : unknown
}
