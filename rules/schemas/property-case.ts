import { counted } from '../../src/core/counted.ts'
import { toCasing } from '../../src/api/language/casing.ts'
import { mixtureWords, quotedSome } from '../../src/api/naming/casing-habit.ts'
import { ownerName } from '../../src/api/naming/place.ts'
import { propertyCase } from '../../src/api/naming/property-case.ts'
import { propertyOf } from '../../src/api/naming/property-names.ts'
import { defineRule } from '../../src/core/rule.ts'
import { openapi } from '../../src/openapi/subject.ts'

/** With this many deviating names in one schema, the schema is reported and not each property. */
const manyInSchema = 3

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n'
const order = '    Order: { type: object, properties: { orderId: {}, customerName: {}, giftNote: {}, taxRate: {}, total: {} } }\n'

export default defineRule({
  subject: openapi,
  title: 'Properties are written in one case',
  why: 'Property names are case-sensitive and become the fields of every client. With two cases, people have to look up each name, and a wrong guess silently returns no value.',
  fix: 'Write every property in the case that most of the API uses, or set `conventions.propertyCase`. Rename published properties in the next major version.',
  presets: { strict: 'warn' },
  checklist: ['API-35'],
  references: ['Zalando RESTful API Guidelines 118', 'Google AIP-140'],
  silentOn: [
    'single words in lower case, which fit every case but those with capitals, and acronyms (`SKU`)',
    'names that a standard prescribes: OAuth 2.0, OpenID Connect, SCIM, HTTP headers',
    'names with special characters (`@type`, `_links`, `a.b`), and keys that are labels or names of types',
    'the fields of forms, which are parameters',
    'APIs without a clear majority for one case; if two cases are mixed, one finding for the API',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Properties to ignore.' },
  },
  requires: { propertyCase },
  messages: {
    stray: "'{{name}}' is not {{casing}}, {{reason}}: write '{{suggestion}}'{{places}}.",
    schema: "{{count}} properties of {{schema}} are not {{casing}} ({{names}}), {{reason}}: write them like '{{suggestion}}'.",
    mixed: 'Properties mix {{first}} ({{firstNames}}) and {{second}} ({{secondNames}}), so clients have to guess: choose one case.',
  },
  examples: {
    bad: [
      { title: 'one property in another case', code: `${start}${order}    Payment: { type: object, properties: { paid_amount: {} } }\n` },
      { title: 'one schema in another case', code: `${start}${order}    Payment: { type: object, properties: { paid_amount: {}, card_holder: {}, expiry_month: {} } }\n`, settings: { conventions: { propertyCase: 'camelCase' } } },
      {
        title: 'two cases mixed',
        code: `${start}    Order: { type: object, properties: { orderId: {}, customerName: {}, giftNote: {}, paid_amount: {}, card_holder: {}, expiry_month: {} } }\n`,
      },
    ],
    good: [
      { code: `${start}${order}    Payment: { type: object, properties: { paidAmount: {}, '@type': {}, _links: {}, SKU: {}, x509Certificate: {} } }\n` },
      {
        title: 'names that others prescribe',
        code: `${start}${order}    Token: { type: object, properties: { access_token: {}, expires_in: {}, token_type: {} } }
    Headers: { type: object, properties: { Content-Type: {} } }
    Event: { type: object, properties: { Order: { $ref: '#/components/schemas/Order' } } }
    Stock: { type: object, properties: { Bikes: {}, 'Spare parts': {}, headers: { properties: { content-type: {} } }, notes_v2: {} } }
`,
      },
      {
        title: 'a form',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object, properties: { gift_note: {}, tax_rate: {} } } } } }
      responses: { '201': { description: Created, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } } }
components:
  schemas:
${order}`,
      },
    ],
  },
  check: ({ options, use, report }) => ({
    Document({ cursor }) {
      const { casing, isStated, mixture, strays } = use.propertyCase
      if (mixture !== undefined) report(cursor.child('info').child('title'), 'mixed', mixtureWords(mixture))
      if (casing === undefined) return
      const reason = isStated ? 'which the configuration requires' : 'unlike most properties here'
      for (const [holder, found] of strays) {
        const properties = found.filter(({ name }) => !options.allow.includes(name))
        const [first] = properties
        if (first === undefined) continue
        if (properties.length >= manyInSchema) {
          const names = properties.map(({ name }) => name)
          const schema = ownerName(holder.cursor.pointer) ?? 'this schema'
          report(holder.cursor.child('properties').atKey, 'schema', {
            count: names.length,
            schema,
            casing,
            names: quotedSome(names),
            reason,
            suggestion: toCasing(first.name, casing),
          })
        } else {
          for (const { name, holders } of properties) {
            const places = holders.length === 1 ? '' : `, here and in ${counted(holders.length - 1, 'more schema', 'more schemas')}`
            report(propertyOf(holder, name).atKey, 'stray', { name, casing, reason, suggestion: toCasing(name, casing), places })
          }
        }
      }
    },
  }),
})
