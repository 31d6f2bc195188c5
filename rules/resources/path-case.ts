import { fits, toCasing } from '../../src/api/language/casing.ts'
import { mixtureWords } from '../../src/api/naming/casing-habit.ts'
import { pathCase } from '../../src/api/path-case.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: api,
  title: 'Path segments are written in one case',
  why: 'Paths are typed, guessed and compared by hand, and are case-sensitive: if two cases are mixed, clients have to look up each path.',
  fix: 'Write every segment in the case that most of the API uses, or state one in `conventions.pathCase`.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-35'],
  references: ['Zalando RESTful API Guidelines 129', 'RFC 3986 6.2.2.1'],
  silentOn: [
    'single words in lower case, which fit every case but PascalCase, and acronyms in capitals',
    'versions, the common prefix, file names, names with an identifier after a hyphen, names that standards prescribe (SCIM, `/.well-known`), and names with special characters such as `$metadata`',
    'APIs in which no case has a clear majority: there, only a capital among lower-case names is reported, and two cases mixed throughout are one finding',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Segments that stay as they are.' },
  },
  requires: { pathCase },
  messages: {
    stray: "'{{segment}}' is not {{casing}}, {{reason}}: write '{{suggestion}}'.",
    strays: '{{count}} segments are not {{casing}} ({{names}}), {{reason}}: write them all alike.',
    capital: "'{{segment}}' begins with a capital letter, unlike other segments: write '{{suggestion}}'.",
    mixed: 'Paths mix {{first}} ({{firstNames}}) and {{second}} ({{secondNames}}), so nobody can guess how the next one is written: choose one.',
  },
  examples: {
    bad: [
      {
        title: 'one segment that deviates',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /gift-cards: { get: { responses: { '200': { description: Gift cards } } } }
  /order-items: { get: { responses: { '200': { description: Items } } } }
  /price-lists: { get: { responses: { '200': { description: Prices } } } }
  /tax-rates: { get: { responses: { '200': { description: Taxes } } } }
  /shippingMethods: { get: { responses: { '200': { description: Shipping } } } }
`,
      },
      {
        title: 'against the stated case',
        settings: { conventions: { pathCase: 'snake_case' } },
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /gift-cards: { get: { responses: { '200': { description: Gift cards } } } }
`,
      },
      {
        title: 'two cases throughout',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /gift-cards: { get: { responses: { '200': { description: Gift cards } } } }
  /order-items: { get: { responses: { '200': { description: Items } } } }
  /price-lists: { get: { responses: { '200': { description: Prices } } } }
  /taxRates: { get: { responses: { '200': { description: Taxes } } } }
  /shippingMethods: { get: { responses: { '200': { description: Shipping } } } }
  /returnLabels: { get: { responses: { '200': { description: Labels } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /API/v1/gift-cards: { get: { responses: { '200': { description: Gift cards } } } }
  /API/v1/order-items/{orderItemId}: { get: { responses: { '200': { description: One item } } } }
  /API/v1/price-lists: { get: { responses: { '200': { description: Prices } } } }
  /API/v1/tax-rates: { get: { responses: { '200': { description: Taxes } } } }
  /API/v1/orders: { get: { responses: { '200': { description: Orders } } } }
  /API/v1/SKU: { get: { responses: { '200': { description: Stock } } } }
  /API/v1/$metadata: { get: { responses: { '200': { description: The model } } } }
`,
      },
    ],
  },
  check: ({ options, use, report }) => ({
    Api(unit) {
      const { casing, isStated, names, mixture, capitals } = use.pathCase
      for (const segment of capitals) {
        const [resource] = names.get(segment) ?? []
        if (resource !== undefined && !options.allow.includes(segment)) report(resource, 'capital', { segment, suggestion: segment.toLowerCase() })
      }
      if (mixture !== undefined) report(unit, 'mixed', mixtureWords(mixture))
      if (casing === undefined) return
      const reason = isStated ? 'which the configuration requires' : 'unlike most segments here'
      for (const [name, [resource]] of names) {
        if (resource === undefined || options.allow.includes(name) || /^[A-Z0-9]+$/.test(name) || fits(name, casing)) continue
        const suggestion = toCasing(name, casing)
        const together = { as: 'strays', name: `'${name}' instead of '${suggestion}'`, data: { casing, reason } } as const
        report(resource, 'stray', { segment: name, casing, reason, suggestion }, { together })
      }
    },
  }),
})
