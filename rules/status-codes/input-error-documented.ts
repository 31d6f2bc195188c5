import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { documentsNoErrors, inputOf } from '../../src/api/conventions/fields/input.ts'
import { habitOf } from '../../src/api/habit.ts'
import { unknown } from '../../src/api/model.ts'
import type { Known } from '../../src/api/model.ts'
import { documentsError } from '../../src/api/status.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Operations that accept input say what happens when it is invalid',
  why: 'Invalid input is the error that every client meets first. Without documentation, nobody can tell users what to correct.',
  fix: 'Document 400 for malformed and 422 for invalid input (or the range 4XX, or default), with the error body.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-6'],
  references: ['RFC 9110 15.5.1, 15.5.21', 'Zalando RESTful API Guidelines 151'],
  silentOn: [
    'operations that document 4XX or default, or client errors under codes that HTTP does not define (see `known-status-codes`)',
    'paths that end in an identifier and accept nothing else: `not-found-documented` asks for 404 there',
    'operations whose only input is in the path and that document any client error',
    'headers, cookies, the version of the API as a parameter, and the `callback` of JSONP',
  ],
  messages: {
    missing: '{{operation}} accepts {{input}} but does not say what happens when that is invalid{{nowhere}}: document {{statuses}}.',
    several: '{{count}} of {{total}} operations that accept input do not say what happens when it is invalid ({{names}}){{nowhere}}: document {{statuses}}, ideally as shared responses.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: status, in: query, schema: { type: string } }]
      responses: { '200': { description: Orders }, '400': { description: No such status } }
    post:
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '201': { description: Created } }
`,
      },
      {
        title: 'in several places: one finding',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': { description: Created } } } }
  /carts: { post: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': { description: Created } } } }
  /returns: { post: { requestBody: { content: { application/json: { schema: { type: object } } } }, responses: { '201': { description: Created } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get: { responses: { '200': { description: All orders } } }
    post:
      requestBody: { content: { application/json: { schema: { type: object } } } }
      responses: { '201': { description: Created }, '422': { description: Not valid } }
  /orders/{orderId}:
    parameters: [{ name: orderId, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { description: One order }, '404': { description: No such order } } }
    delete: { responses: { '204': { description: Gone }, default: { description: An error } } }
`,
      },
      {
        title: 'JSONP',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { parameters: [{ name: callback, in: query, schema: { type: string } }], responses: { '200': { description: All orders } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const taking = unit.operations.filter((operation) => operation.method !== 'options' && inputOf(operation) !== undefined)
      const { keeping, breaking } = habitOf(taking, documentsInputError)
      const isNowhere = documentsNoErrors(unit.operations)
      const nowhere = isNowhere ? ', and no other client error is documented either' : ''
      const statuses = isNowhere && unit.operations.some(({ resource }) => resource.kind === 'item') ? '400 or 422, and 404 for single items' : '400 or 422'
      const data = { nowhere, statuses, total: keeping.length + breaking.length }
      for (const operation of breaking) {
        const { name } = operation
        report(operation, 'missing', { ...data, operation: name, input: inputOf(operation) ?? 'input' }, { together: { as: 'several', name, data, isOmission: true } })
      }
    },
  }),
})

function documentsInputError(operation: ContractOperation): Known<boolean> {
  // JSON-RPC answers its errors with 200.
  if (operation.body?.content.some(({ schema }) => schema?.properties.has('jsonrpc')) === true) return unknown
  if (inputOf(operation) !== 'path parameters') return documentsError(operation, ['400', '422'])
  // An unresolvable parameter reference may be a query parameter.
  if (!operation.parametersAreKnown) return unknown
  return documentsError(operation, ['400', '404', '410', '422']) === false ? operation.responses.some(({ status }) => /^4/.test(status)) : true
}
