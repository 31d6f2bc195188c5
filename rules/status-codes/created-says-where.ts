import { itemOf } from '../../src/api/collection.ts'
import type { ContractOperation, Response } from '../../src/api/contract-operation.ts'
import { distinctResponses } from '../../src/api/conventions/answers/distinct-responses.ts'
import { namesWhatItCreates } from '../../src/api/conventions/fields/idempotency.ts'
import { statesLocation } from '../../src/api/conventions/answers/stated-location.ts'
import { habitOf } from '../../src/api/habit.ts'
import { unknown } from '../../src/api/model.ts'
import type { Known } from '../../src/api/model.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'A 201 response says where the new resource is',
  why: 'A 201 tells the client that something new exists. Without its URL or id, the client has to list everything to find it.',
  fix: 'Return 201 with a `Location` header or the new resource with its id, ideally both.',
  presets: { strict: 'warn' },
  checklist: ['API-5'],
  references: ['RFC 9110 15.3.2', 'Zalando RESTful API Guidelines 148'],
  silentOn: [
    'PUT, and POST on an item or a singleton: the new resource is at the URL of the request',
    'bodies that contain more than a message, or are not described well enough to tell',
    'requests that identify what they create: by a required `id`, or the variable of the item',
  ],
  messages: {
    missing: '{{operation}} returns 201 {{how}}, so clients cannot tell where the new resource is: add a `Location` header, or the resource with its id.',
    nothing: '{{operation}} returns 201 {{how}} and does not say what was created: return 200 or 204 if nothing was, or add a `Location` header.',
    several: '{{count}} operations return 201 but do not say what was created or where it is ({{names}}): add a `Location` header, or return 200 if nothing was.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { responses: { '201': { description: Created } } } }
  /orders/{id}: { get: { responses: { '200': { description: One order } } } }
`,
      },
      {
        title: 'nothing was created',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}/sync: { post: { responses: { '201': { description: Done } } } }
`,
      },
      {
        title: 'a body that only confirms',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      responses:
        '201': { description: Created, content: { application/json: { schema: { type: object, properties: { success: { type: boolean }, message: { type: string } } } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { responses: { '201': { description: Created, headers: { Location: { schema: { type: string } } } } } } }
  /carts: { post: { responses: { '201': { description: Created, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } } } } }
  /carts/{id}: { put: { responses: { '201': { description: Created here } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const created = distinctResponses(unit.operations.filter(createsElsewhere).flatMap((operation) => operation.response('201') ?? []))
      for (const { uses: [first] } of habitOf(created, ({ uses: [one] }) => statesNewLocation(one)).breaking) {
        const { name, resource } = first.operation
        const how = first.content.length === 0 ? 'without a body' : 'with only a message'
        report(first.cursor.atKey, itemOf(resource) === undefined ? 'nothing' : 'missing', { operation: name, how }, { together: { as: 'several', name } })
      }
    },
  }),
})

function statesNewLocation(response: Response): Known<boolean> {
  const says = statesLocation(response)
  return says === false && namesWhatItCreates(response.operation) ? unknown : says
}

/** True if a POST creates at another URL than its own. On an item or a singleton it does not, and needs no Location (RFC 9110 15.3.2). */
function createsElsewhere({ method, resource }: ContractOperation): boolean {
  return method === 'post' && (resource.kind === 'collection' || resource.kind === 'unknown' || resource.kind === 'action') && resource.segment?.isLiteral === true
}
