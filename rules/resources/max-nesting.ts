import { deepCollections } from '../../src/api/nesting.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

/** With more of them, it is how the API is built: one finding for all. */
const mostApart = 5

export default defineRule({
  subject: api,
  title: 'Collections are not nested too deeply',
  why: 'A deep path makes clients carry every identifier on the way to the one that they want, and breaks for all of them when one level of the hierarchy changes.',
  fix: 'Give what has an identifier of its own a path of its own (`/items/{id}`), and keep the nesting for what exists only within its owner.',
  presets: { strict: 'warn' },
  checklist: ['API-3'],
  references: ['Zalando RESTful API Guidelines 147', 'Microsoft REST API Guidelines 7'],
  silentOn: [
    'up to two collections that most paths of the API begin with: a tenant, a project',
    'the scope of an Azure Resource Manager address, up to `/providers/Microsoft.Sql`',
    'namespaces and actions, and variables that choose without a collection before them',
    'an API that nests so throughout: one finding for all of it',
  ],
  options: { max: { type: 'integer', minimum: 1, default: 3, description: 'How many collections a path may go through.' } },
  messages: {
    deep: "'{{path}}' lies {{count}} collections deep ({{way}}): give it a path of its own, such as `/{{name}}`, so that clients need not carry every identifier on the way.",
    habit: '{{count}} collections lie more than {{max}} collections deep ({{examples}}): give what has an identifier of its own a path of its own.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /shops/{shopId}/customers/{customerId}/orders/{orderId}/items: { get: { responses: { '200': { description: Items, content: { application/json: { schema: { type: array, items: { type: object } } } } } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /v1/shops/{shopId}/orders/{orderId}/items/{itemId}: { get: { responses: { '200': { description: One item } } } }
  /v1/items/{itemId}/notes/{noteId}: { get: { responses: { '200': { description: One note } } } }
`,
      },
    ],
  },
  check: ({ options, report }) => ({
    Api(unit) {
      const deep = deepCollections(unit, options.max)
      if (deep.length > mostApart) {
        report(unit, 'habit', { count: deep.length, max: options.max, examples: someOf(deep.map(({ resource }) => resource.path)) })
      } else for (const { resource, way } of deep) report(resource, 'deep', { path: resource.path, count: way.length, way: way.join(', '), name: resource.name })
    },
  }),
})
