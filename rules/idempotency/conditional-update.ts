import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { requestFields } from '../../src/api/request-fields.ts'
import { decisionOn, habitOf } from '../../src/api/habit.ts'
import { unknown } from '../../src/api/model.ts'
import type { Known } from '../../src/api/model.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Updates can be made conditional',
  why: 'Two clients read the same resource, and both write it back: without a condition, the second silently overwrites the first.',
  fix: 'Return an `ETag` with every read, accept it as `If-Match` on PUT and PATCH, and return 412 if it does not match.',
  presets: { strict: 'warn' },
  checklist: ['API-29'],
  references: ['RFC 9110 13.1.1', 'RFC 6585 3', 'Google AIP-154', 'Zalando RESTful API Guidelines 182'],
  silentOn: [
    'conditions by other means: an etag, a version or a revision in the body or the query',
    'operations that document 412 or 428',
    'PUT without a body, PUT and PATCH on anything but an item or a singleton, and operations that add (`TagResource`)',
    'an API that hardly ever supports conditions: one finding for all of it',
  ],
  messages: {
    never: 'None of the {{count}} updates of this API can be made conditional ({{examples}}), so the last writer silently wins: return an `ETag`, and accept `If-Match`.',
    few: 'Only {{kept}} of {{count}} updates of this API can be made conditional; {{examples}} cannot, so the last writer silently wins there: accept `If-Match`.',
    missing: '{{operation}} cannot be made conditional, so the last writer silently wins: return an `ETag` with the read, and accept `If-Match` here.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    get: { responses: { '200': { description: One order } } }
    put: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '200': { description: Replaced } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    get: { responses: { '200': { description: One order, headers: { ETag: { schema: { type: string } } } } } }
    put:
      parameters: [{ name: If-Match, in: header, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '200': { description: Replaced }, '412': { description: Changed meanwhile } }
  /tags/{id}:
    put: { operationId: TagResource, requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '200': { description: Added } } }
  /carts/{id}:
    get: { responses: { '200': { description: One cart } } }
    patch:
      requestBody: { content: { application/json: { schema: { type: object, properties: { version: { type: integer } } } } } }
      responses: { '200': { description: Changed } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const habit = habitOf(unit.operations.filter(updates), isConditional)
      const decision = decisionOn(habit, ({ name }) => name)
      if (decision !== undefined) report(unit, decision.message, decision.data)
      else for (const operation of habit.breaking) report(operation, 'missing', { operation: operation.name })
    },
  }),
})

/** True for PUT and PATCH with a body. Without one, or if it adds (`TagResource`), nothing is overwritten. */
function updates({ method, resource, path, takesBody, operationId }: ContractOperation): boolean {
  if ((method !== 'put' && method !== 'patch') || takesBody !== true || /^(?:[Aa]dd|[Tt]ag)[A-Z_]/.test(operationId ?? '')) return false
  return (resource.kind === 'item' || resource.kind === 'singleton') && path.segments.at(-1)?.customMethod === undefined
}

/** Names of fields by which the server recognises that the resource has changed since the client read it. */
const condition = /^(?:if(?:none)?match|ifunmodifiedsince|x?etags?|(?:row|lock|resource|object|entity|record)?version(?:number|id|token)?|revision(?:id|number)?|generation|fingerprint|changenumber)$/

function isConditional(operation: ContractOperation): Known<boolean> {
  if (operation.response('412') !== undefined || operation.response('428') !== undefined) return true
  for (const { plain, in: place } of requestFields(operation)) if (place !== 'path' && condition.test(plain)) return true
  return operation.parametersAreKnown ? false : unknown
}
