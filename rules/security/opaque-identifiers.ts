import { numberedIdentifiers } from '../../src/api/conventions/fields/numbered-identifiers.ts'
import { habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

/** With more identifiers than this, there is one finding for all. */
const mostApart = 10

export default defineRule({
  subject: contract,
  title: 'Identifiers cannot be guessed or enumerated',
  why: 'Whoever has order 1041 can try 1042, and two numbers reveal how many orders lie between them. Numbers also tie identifiers to the one database that assigns them.',
  fix: 'Identify resources by a UUID or another random string. Keep a number as well if people need one.',
  presets: { strict: 'warn' },
  checklist: ['API-25'],
  references: ['OWASP API1:2023 Broken Object Level Authorization', 'Google AIP-148'],
  silentOn: [
    'numbers that are not identifiers: years, versions, pages, positions, counts',
    'identifiers without a type, and strings of any format',
    'bounds (`minId`), and numbers that people use: issues, pull requests, builds',
    'public read-only APIs: stations and place names may be enumerated',
  ],
  messages: {
    never: '{{count}} of the {{all}} identifiers in this API are numbers, which can be guessed and enumerated ({{names}}): use UUIDs or other random strings.',
    many: '{{count}} of the {{all}} identifiers in this API are numbers, which can be guessed and enumerated, while {{kept}} are strings ({{names}}): use UUIDs or other random strings.',
    here: "'{{name}}' is a number, which can be guessed and enumerated, while {{kept}} of {{all}} identifiers of this API are strings: use a UUID or another random string.",
    alone: "'{{name}}' is a number, which can be guessed and enumerated: use a UUID or another random string.",
  },
  examples: {
    bad: [
      {
        title: 'numbers everywhere',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /orders/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { '200': { description: An order } } }
  /orders/{id}/lines/{lineId}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer } }
      - { name: lineId, in: path, required: true, schema: { type: integer } }
    get: { responses: { '200': { description: A line } } }
  /customers/{customer_id}:
    parameters: [{ name: customer_id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { '200': { description: A customer } } }
`,
      },
      {
        title: 'one that deviates',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /orders:
    get: { parameters: [{ name: customerId, in: query, type: integer }], responses: { '200': { description: Orders } } }
  /orders/{orderId}:
    get: { parameters: [{ name: orderId, in: path, required: true, type: string, format: uuid }], responses: { '200': { description: An order } } }
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
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, format: uuid } }
        - { name: year, in: query, schema: { type: integer } }
        - { name: externalId, in: query, schema: {} }
      responses: { '200': { description: An order } }
`,
      },
      {
        title: 'a bound, and a number that people use',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
security: [{ key: [] }]
paths:
  /issues: { get: { parameters: [{ name: minId, in: query, schema: { type: integer } }], responses: { '200': { description: Issues } } } }
  /issues/{issueId}: { get: { parameters: [{ name: issueId, in: path, required: true, schema: { type: integer } }], responses: { '200': { description: An issue } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(api) {
      if (api.operations.every(({ method, isSecured }) => method === 'get' && !isSecured)) return
      const { verdict, keeping, breaking } = habitOf(numberedIdentifiers(api), ({ isNumber }) => !isNumber)
      const kept = keeping.length
      const all = kept + breaking.length
      const count = breaking.length
      const names = someOf(breaking.map(({ name }) => `'${name}'`))
      if (verdict === 'never') report(api, 'never', { count, all, names })
      else if (count > mostApart) report(api, 'many', { count, all, kept, names })
      else for (const { name, at } of breaking) report(at, kept === 0 ? 'alone' : 'here', { name, kept, all })
    },
  }),
})
