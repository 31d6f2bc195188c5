import { isContractApi } from '../../src/api/contract.ts'
import { identifyingField, writesToItem } from '../../src/api/misplaced-update.ts'
import type { Operation } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: api,
  title: 'The method fits what the path names',
  why: 'POST promises nothing, so clients do not dare to repeat it; PUT and DELETE on a collection replace or remove all of it. Clients and gateways rely on that.',
  fix: 'Create with POST on the collection; replace, change and remove a single item with PUT, PATCH and DELETE on its own path.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-4'],
  references: ['RFC 9110 9.3', 'Zalando RESTful API Guidelines 148', 'Google AIP-134'],
  silentOn: [
    'custom methods: `/orders/{id}:cancel`, `/orders/{id}/cancel`',
    'variables that do not identify an item of the collection: `/tags/{resourceArn}`, `/tags/{arn}`',
    'items that GET returns as a bare list, to which POST adds',
    'paths with POST alone, which may be an action with an argument: `/events/projects/{project}`',
    'PUT, PATCH and DELETE of many at once: lists in the body, `ids`, filters, "bulk", "all", "replace"',
    'in code, PUT, PATCH and DELETE on a collection: what they accept is not known there',
  ],
  messages: {
    postOnItem: '{{operation}} is a POST on a single item, which states neither what it does nor that it can be repeated: use PATCH to change it, PUT to replace it.',
    severalPosts: '{{count}} of {{total}} operations that write to a single item use POST ({{names}}), so nobody can tell which can be repeated: use PATCH to change, PUT to replace.',
    onCollection: "{{operation}} addresses the whole collection, but concerns only the item that '{{field}}' identifies: put that into the path (`{{path}}`).",
    severalOnCollections: '{{count}} operations change or remove a single item on the path of its collection ({{names}}): put the identifier into the path.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { responses: { '201': { description: Created } } } }
  /orders/{id}: { get: { responses: { '200': { description: One order } } }, post: { summary: Update an order, responses: { '200': { description: Updated } } } }
`,
      },
      {
        title: 'one item, on the path of its collection',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    put:
      operationId: updateOrder
      requestBody: { content: { application/json: { schema: { type: object, properties: { id: { type: string }, total: { type: string } } } } } }
      responses: { '200': { description: Updated } }
  /orders/{id}: { get: { responses: { '200': { description: One order } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post: { responses: { '201': { description: Created } } }
    put: { summary: Replace all orders, requestBody: { content: { application/json: { schema: { type: array, items: { type: object } } } } }, responses: { '200': { description: Replaced } } }
    delete: { parameters: [{ name: ids, in: query, required: true, schema: { type: array, items: { type: string } } }], responses: { '204': { description: Gone } } }
  /orders/{id}: { get: { responses: { '200': { description: One order } } }, patch: { responses: { '200': { description: Changed } } } }
  /orders/{id}/cancel: { post: { responses: { '200': { description: Cancelled } } } }
  /tags/{arn}: { post: { responses: { '204': { description: Tagged } } }, delete: { responses: { '204': { description: Untagged } } } }
  /checks/{id}: { post: { summary: Test a check, responses: { '200': { description: Passed } } }, delete: { responses: { '204': { description: Gone } } } }
  /roles/{id}: { get: { responses: { '200': { description: Its users, content: { application/json: { schema: { type: array } } } } } }, post: { responses: { '204': { description: Added } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const writes = unit.operations.filter(writesToItem)
      const lists = new Set<unknown>(isContractApi(unit) ? unit.operations.flatMap(({ method, resource, list }) => (method === 'get' && list?.kind === 'bare' ? resource : [])) : [])
      for (const operation of writes.filter(({ method, resource }) => method === 'post' && !lists.has(resource))) {
        const name = nameOf(operation)
        report(operation, 'postOnItem', { operation: name }, { together: { as: 'severalPosts', name, data: { total: writes.length } } })
      }
      if (!isContractApi(unit)) return
      for (const operation of unit.operations) {
        const field = identifyingField(operation)
        if (field === undefined) continue
        const { name, path } = operation
        report(operation, 'onCollection', { operation: name, field, path: `${path.template}/{id}` }, { together: { as: 'severalOnCollections', name } })
      }
    },
  }),
})

function nameOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path.template}`
}
