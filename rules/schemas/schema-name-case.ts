import { toCasing } from '../../src/api/language/casing.ts'
import { mixtureWords, quotedSome } from '../../src/api/naming/casing-habit.ts'
import { schemaCase } from '../../src/api/naming/schema-case.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Casing } from '../../src/core/settings.ts'
import { openapi } from '../../src/openapi/subject.ts'

/** More strays than this are reported as one decision. */
const mostSingle = 10
/** How many further places a finding lists at most. */
const mostRelated = 20

/** The name in another casing, with its namespace kept. */
function renamed(name: string, casing: Casing): string {
  const dot = name.lastIndexOf('.') + 1
  return name.slice(0, dot) + toCasing(name.slice(dot), casing)
}

const components = (...names: string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n${names.map((name) => `    ${name}: { type: object }\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'Schemas are named in one case',
  why: 'Schema names become the types of every generated client. Names in another case are spelt differently by each generator, or collide.',
  fix: 'Name every schema in the case that most of the API uses, or set `conventions.schemaCase`. Requests and responses stay the same.',
  presets: { strict: 'warn' },
  checklist: ['API-35'],
  references: ['Zalando RESTful API Guidelines 235'],
  silentOn: [
    'acronyms, names of primitive types (`string`, `timestamp`), and brands (`iOSApp`)',
    'namespaces (`billing.Invoice`), numbers (`Error_400`), and values of a discriminator',
    'names that tools generate: `Page_Order_`, `inline_response_200`, and `Order_lines` next to `Order`',
    'APIs without a clear majority for one case; if two cases are mixed, one finding for the API',
  ],
  options: {
    allow: { type: 'array', items: { type: 'string' }, default: [], description: 'Schemas to ignore.' },
  },
  requires: { schemaCase },
  messages: {
    stray: "The schema '{{name}}' is not {{casing}}, {{reason}}: name it '{{suggestion}}'.",
    strays: '{{count}} schemas are not {{casing}} ({{names}}), {{reason}}: use one case.',
    mixed: 'Schema names mix {{first}} ({{firstNames}}) and {{second}} ({{secondNames}}): choose one case, so that generated types look alike.',
  },
  examples: {
    bad: [
      { title: 'one schema in another case', code: components('GiftCard', 'Order', 'Invoice', 'Customer', 'taxRate') },
      { title: 'two cases mixed', code: components('GiftCard', 'OrderLine', 'Invoice', 'taxRate', 'customerAddress', 'giftNote') },
      { title: 'not in the configured case', code: components('GiftCard'), settings: { conventions: { schemaCase: 'snake_case' } } },
    ],
    good: [
      { code: `${components('GiftCard', 'Order', 'Invoice', 'Customer', 'by-card')}    Payment: { oneOf: [{ $ref: '#/components/schemas/by-card' }], discriminator: { propertyName: type } }\n` },
      { code: components('GiftCard', 'Order', 'Invoice', 'Customer', 'billing.TaxRate', 'Error_400', 'SKU', 'Page_Order_', 'inline_response_200', 'Order_lines', 'iTunesId') },
    ],
  },
  check: ({ options, use, report }) => ({
    Document({ cursor }) {
      const { casing, isStated, mixture, strays } = use.schemaCase
      if (mixture !== undefined) report(cursor.child('info').child('title'), 'mixed', mixtureWords(mixture))
      if (casing === undefined) return
      const reason = isStated ? 'which the configuration requires' : 'unlike most schemas here'
      const found = strays.filter(({ name = '' }) => !options.allow.includes(name))
      const [first] = found
      if (first !== undefined && found.length > mostSingle) {
        const names = quotedSome(found.map(({ name = '' }) => name))
        const related = found.slice(1, mostRelated + 1).map(({ name, atKey }) => ({ place: atKey, message: `'${name}'.` }))
        report(first.atKey, 'strays', { count: found.length, casing, names, reason }, related)
        return
      }
      for (const { name = '', atKey } of found) report(atKey, 'stray', { name, casing, reason, suggestion: renamed(name, casing) })
    },
  }),
})
