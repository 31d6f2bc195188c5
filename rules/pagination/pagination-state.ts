import { pagination } from '../../src/api/conventions/paging/pagination.ts'
import { statesPosition } from '../../src/api/conventions/paging/pagination-state.ts'
import { habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'A page states whether there is more',
  why: 'A client that does not know whether there is more requests one page too many, or stops at the first short page and loses the rest.',
  fix: 'Return the next cursor, `hasMore` or, if it is cheap, the total with each page; or a `Link` header.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-18'],
  references: ['RFC 8288', 'Google AIP-158', 'Zalando RESTful API Guidelines 161, 254'],
  silentOn: [
    'lists with a page size and no position: the first few are all there is',
    'responses with these headers: `Link`, `X-Total-Count`, `Content-Range`',
    'bodies whose content is not known, or that may contain anything else',
  ],
  requires: { pages: pagination },
  messages: {
    several: '{{count}} of {{total}} paginated responses do not state whether there is more ({{names}}), so clients ask until a page is short: return the next cursor, `hasMore` or the total.',
    missing: '{{operation}} is paginated but does not state whether there is more, so clients ask until a page is short: return the next cursor, `hasMore` or the total.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: page, in: query, schema: { type: integer } }, { name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object } } } } } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: object, properties: { data: { type: array, items: { type: object } }, next_cursor: { type: string } } } } } } }
  /carts:
    get:
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses: { '200': { description: Carts, headers: { Link: { schema: { type: string } } }, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
  /returns:
    get:
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses: { '200': { description: Returns, content: { application/json: { schema: { properties: { data: { type: array, items: { type: object } }, links: { type: array, items: { properties: { rel: {}, href: {} } } } } } } } } }
  /bestsellers:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { description: The first few, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api() {
      const lists = use.pages.paged.filter(({ operation, parameters }) => operation.list !== undefined && parameters.some(({ role }) => role !== 'size'))
      const { keeping, breaking } = habitOf(lists.map(({ operation }) => operation), statesPosition)
      const total = keeping.length + breaking.length
      for (const operation of breaking) {
        const { name } = operation
        report(operation, 'missing', { operation: name }, { together: { as: 'several', name, data: { total } } })
      }
    },
  }),
})
