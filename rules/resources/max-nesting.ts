import { deepCollections } from '../../src/api/nesting.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

/** With more of them, it is how the API is built: one finding for all. */
const mostApart = 5

export default defineRule({
  subject: api,
  title: 'Collections are not nested too deeply',
  why: 'A deep path makes clients carry every identifier on the way to the one that they need, and breaks when any level of the hierarchy changes.',
  fix: 'Give resources with their own identifier a path of their own (`/items/{id}`), and nest only what cannot exist without its owner.',
  presets: { strict: 'warn' },
  checklist: ['API-3'],
  references: ['Zalando RESTful API Guidelines 147', 'Microsoft REST API Guidelines 7'],
  silentOn: [
    'up to two collections that most paths of the API begin with: a tenant, a project',
    'the scope of an Azure Resource Manager path, up to `/providers/Microsoft.Sql`',
    'namespaces and actions, and variables that have an enum or no collection before them',
    'an API that nests this deeply throughout: one finding for all of it',
  ],
  options: { max: { type: 'integer', minimum: 1, default: 3, description: 'The most collections that a path may contain.' } },
  messages: {
    deep: "'{{path}}' is nested {{count}} collections deep ({{way}}): give it a shorter path, such as `/{{name}}`.",
    habit: '{{count}} collections are nested more than {{max}} deep ({{examples}}): give resources with their own identifier a path of their own.',
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
  /v1/sellers/{sellerId}/sales/{period}/products/{productId}/prices:
    get: { parameters: [{ name: period, in: path, required: true, schema: { enum: [day, week] } }], responses: { '200': { description: Prices, content: { application/json: { schema: { type: array, items: { type: object } } } } } } }
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
