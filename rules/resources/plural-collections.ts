import { elementNoun, pluralSibling, pluralIn } from '../../src/api/collection.ts'
import { headNoun, isPlural } from '../../src/api/language/english.ts'
import type { Resource } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: api,
  title: 'Collections have plural names',
  why: 'A plural tells readers that a path holds many and that single ones are below: `/orders` and `/orders/{id}`. If singular and plural are mixed, every path has to be looked up.',
  fix: 'Name the collection by the plural of what it contains.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-1'],
  references: ['Zalando RESTful API Guidelines 134', 'Google AIP-122'],
  silentOn: [
    'versions, prefixes, namespaces, singletons such as `/me`, `/status`, `/config`, and actions',
    'nouns without a plural of their own: news, media, metadata, equipment, series',
    'acronyms, product names and words of other languages, unless the API uses their plural for what it lists there',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Segments that stay as they are.' },
  },
  messages: {
    singular: "'{{segment}}' is a collection with a singular name: call it '{{suggestion}}'.",
    beside: "'{{segment}}' is called '{{plural}}' next to it: use '{{plural}}' here too.",
    several: '{{count}} collections have singular names ({{names}}): use the plural.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /order:
    get:
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
    post: { responses: { '201': { description: Created } } }
  /order/{orderId}:
    get: { responses: { '200': { description: One order } } }
    delete: { responses: { '204': { description: Gone } } }
`,
      },
      {
        title: 'next to its plural',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { responses: { '201': { description: Created } } } }
  /orders/{orderId}: { get: { responses: { '200': { description: One order } } } }
  /order/search: { get: { responses: { '200': { description: Orders } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /v1/orders/{orderId}: { get: { responses: { '200': { description: One order } } } }
  /me: { get: { responses: { '200': { description: The caller } } } }
  /news/{id}: { get: { responses: { '200': { description: One story } } } }
  /search/{query}: { get: { responses: { '200': { description: Hits } } } }
`,
      },
    ],
  },
  check: ({ options, report }) => ({
    Resource(resource) {
      const plural = resource.kind === 'collection' || options.allow.includes(resource.name) ? undefined : pluralSibling(resource)
      if (plural !== undefined) report(resource, 'beside', { segment: resource.name, plural: plural.name })
    },
    Collection(collection) {
      const { name, at } = collection
      if (options.allow.includes(name) || hasPluralName(collection.parent)) return
      const noun = elementNoun(collection)
      const plural = noun === undefined ? undefined : pluralIn(collection, noun)
      if (noun === undefined || plural === undefined) return
      const suggestion = withPlural(name, noun, plural)
      report(at, 'singular', { segment: name, suggestion }, { together: { as: 'several', name: `'${name}' instead of '${suggestion}'` } })
    },
  }),
})

/** True below a plural literal, where a name selects some of its items: `/listings/sale/{id}`, `/stats/user/{name}`. */
function hasPluralName(parent: Resource | undefined): boolean {
  const noun = parent?.segment?.isLiteral === true ? headNoun(parent.name) : undefined
  return noun !== undefined && (isPlural(noun) || noun === 'stats')
}

/** The name with its noun in the plural and its capitals kept: `OrderItems` for `OrderItem`. */
function withPlural(name: string, noun: string, plural: string): string {
  const start = name.toLowerCase().lastIndexOf(noun)
  const written = name.slice(start, start + noun.length)
  let kept = 0
  while (kept < noun.length && noun[kept] === plural[kept]) kept++
  const ending = plural.slice(kept)
  const isUpper = written.length > 1 && written === written.toUpperCase()
  return name.slice(0, start) + written.slice(0, kept) + (isUpper ? ending.toUpperCase() : ending) + name.slice(start + noun.length)
}
