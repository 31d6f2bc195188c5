import { commandOf } from '../../src/api/action.ts'
import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { documentsNoErrors } from '../../src/api/conventions/fields/input.ts'
import { habitOf } from '../../src/api/habit.ts'
import { headNoun, singularOf } from '../../src/api/language/english.ts'
import { identifiers } from '../../src/api/language/roles.ts'
import { methodOfVerb } from '../../src/api/language/verbs.ts'
import { wordsOf } from '../../src/core/name-words.ts'
import { unknown } from '../../src/api/model.ts'
import type { Known } from '../../src/api/model.ts'
import { documentsError, isDescribedAs } from '../../src/api/status.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

const methods: ReadonlySet<string> = new Set(['get', 'put', 'patch', 'delete'])

export default defineRule({
  subject: contract,
  title: 'Operations on one item say what happens when it does not exist',
  why: 'Sooner or later, every client requests something that is gone. Without documentation, clients treat it as a crash.',
  fix: 'Document 404 (or the range 4XX, or default) with the error body on every path that ends in an identifier.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-6'],
  references: ['RFC 9110 15.5.5', 'Zalando RESTful API Guidelines 151'],
  silentOn: [
    'operations that document 4XX or default, "not found" under another status, or client errors under codes that HTTP does not define',
    'PUT that creates or uploads the item (201, or its name), and PUT of a value (`/set/interval/{seconds}`)',
    'DELETE that documents 204 next to another success: a missing item is no error',
    'GET of a list that the variable selects',
    'an API that documents no client error at all and accepts input: `input-error-documented` reports it, once',
  ],
  messages: {
    missing: '{{operation}} does not say what happens when the {{item}} does not exist: document 404.',
    several: '{{count}} of {{total}} operations on one item do not say what happens when it does not exist ({{names}}): document 404, ideally as one shared response.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{orderId}:
    get: { responses: { '200': { description: One order } } }
    delete: { responses: { '204': { description: Gone }, '404': { description: No such order } } }
`,
      },
      {
        title: 'in several places: one finding',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{orderId}: { get: { responses: { '200': { description: One order } } } }
  /customers/{customerId}: { get: { responses: { '200': { description: One customer } } } }
  /products/{productId}: { get: { responses: { '200': { description: One product } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders } } } }
  /orders/{orderId}:
    get: { responses: { '200': { description: One order }, '404': { description: No such order } } }
    put: { responses: { '200': { description: Replaced }, '201': { description: Created } } }
    patch: { responses: { '200': { description: Changed }, '4XX': { description: An error } } }
    delete: { responses: { '204': { description: Gone }, default: { description: An error } } }
`,
      },
      {
        title: 'another status for it, and PUT of something new',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /images/{imageId}:
    get: { responses: { '200': { description: One image }, '400': { description: Image not found } } }
    put: { summary: Uploads an image, responses: { '200': { description: Done } } }
  /set/users/{user}: { put: { responses: { '200': { description: Set } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      if (documentsNoErrors(unit.operations)) return
      const { keeping, breaking } = habitOf(unit.operations.filter(isOnItem), documentsNotFound)
      const total = keeping.length + breaking.length
      for (const operation of breaking) {
        const { name } = operation
        report(operation, 'missing', { operation: name, item: itemOf(operation) }, { together: { as: 'several', name, data: { total }, isOmission: true } })
      }
    },
  }),
})

function isOnItem(operation: ContractOperation): boolean {
  const { method, path, resource, answers } = operation
  if (!methods.has(method) || !(resource.kind === 'item' || isGotByCommand(operation)) || path.segments.at(-1)?.customMethod !== undefined) return false
  // A list selected by the variable may be empty, which is no error.
  // What follows `set` is a value: `PUT /agents/set/interval/{seconds}`.
  if (method === 'put') return !mayCreate(operation) && path.segments.every(({ text }) => text !== 'set')
  return method === 'delete' ? !isIndifferent(operation) : answers !== 'list'
}

/** True if a command before the variable gets one item: `GET /orders/getById/{id}`. */
function isGotByCommand({ method, resource, answers }: ContractOperation): boolean {
  const { parent, segment } = resource
  if (method !== 'get' || answers !== 'one' || segment?.isParameter !== true || parent === undefined) return false
  const isIdentifier = identifiers.has(wordsOf(segment.parameters[0] ?? '').at(-1) ?? '')
  return isIdentifier && methodOfVerb.get(commandOf(parent)?.verb ?? '') === 'GET'
}

/** True for a DELETE with both 200 and 204, where one of them is for items that did not exist. */
function isIndifferent({ successes }: ContractOperation): boolean {
  return successes.length > 1 && successes.some(({ status }) => status === '204')
}

function mayCreate(operation: ContractOperation): boolean {
  const said = `${operation.operationId ?? ''} ${operation.summary ?? ''}`
  return operation.response('201') !== undefined || (/create|add|upload/i.test(said) && wordsOf(said).some((word) => /^(?:create|add|upload)s?$/.test(word)))
}

function documentsNotFound(operation: ContractOperation): Known<boolean> {
  const answer = documentsError(operation, ['404', '410'])
  return answer === false && operation.responses.some((one) => /^4(?!0[13])/.test(one.status) && isDescribedAs(one, /not found|no such|n[o']t exist/i)) ? unknown : answer
}

/** The noun of the item for messages, from the variable or else the collection: `order` for `{orderId}` and for `/orders/{id}`. */
function itemOf({ resource }: ContractOperation): string {
  const named = wordsOf(resource.segment?.parameters[0] ?? '').findLast((word) => !identifiers.has(word))
  return named ?? singularOf(headNoun(resource.parent?.name ?? '') ?? 'item')
}
