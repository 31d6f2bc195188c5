import { remove } from '../../src/core/fix.ts'
import { defineRule } from '../../src/core/rule.ts'
import { sameness } from '../../src/openapi/enums.ts'
import { grammarOf } from '../../src/openapi/grammar/grammar.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { isAtLeast } from '../../src/openapi/grammar/version.ts'

const start = 'openapi: 3.0.3\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n    Money: { type: integer }\n'

/** Fields that are only documentation. */
const prose: ReadonlySet<string> = new Set(['description', 'summary', 'title', 'example', 'examples', 'externalDocs', 'deprecated', 'xml'])

export default defineRule({
  subject: openapi,
  title: 'No ignored fields next to a reference',
  why: 'A reference replaces the whole object: fields next to it are dropped, and a dropped `nullable` or `default` changes what the contract means.',
  fix: 'Wrap the reference to a schema in `allOf: [{ $ref: ... }]` and keep the field next to that, or move the field to the target of the reference.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.0.4, Reference Object', 'OpenAPI 3.1.2, Reference Object', 'JSON Reference, 3'],
  silentOn: [
    'schemas in OpenAPI 3.1 and later, where `$ref` is a keyword like any other, and path items',
    '`summary` and `description` next to other references in OpenAPI 3.1 and later',
    '`x-` fields, which no other tool has to understand',
  ],
  messages: {
    ignored: "'{{field}}' is next to a `$ref`, where OpenAPI {{version}} ignores it: {{advice}}.",
    prose: "'{{field}}' is next to a `$ref`, where OpenAPI {{version}} ignores it and not every tool shows it: {{advice}}.",
  },
  lesser: ['prose'],
  fixes: { removeSame: "Remove '{{field}}', which is the same in the target" },
  suggestions: { remove: "Remove '{{field}}', which has no effect" },
  examples: {
    bad: [
      { title: 'a price that is not nullable after all', code: `${start}    Order: { type: object, properties: { price: { $ref: '#/components/schemas/Money', nullable: true } } }\n` },
      {
        title: 'a field that is the same in the target',
        code: `${start}    Order: { type: object, properties: { price: { $ref: '#/components/schemas/Money', type: integer } } }\n`,
        fixed: `${start}    Order: { type: object, properties: { price: { $ref: '#/components/schemas/Money' } } }\n`,
      },
      {
        title: 'a parameter that is not required after all',
        code: `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /orders:\n    parameters: [{ $ref: '#/components/parameters/limit', required: true }]\ncomponents: { parameters: { limit: { name: limit, in: query, schema: { type: integer } } } }\n`,
      },
    ],
    good: [
      { code: `${start}    Order: { type: object, properties: { price: { nullable: true, allOf: [{ $ref: '#/components/schemas/Money' }] }, tax: { $ref: '#/components/schemas/Money', x-order: 2 } } }\n` },
      {
        title: 'since OpenAPI 3.1',
        code: `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /orders:\n    parameters: [{ $ref: '#/components/parameters/limit', description: At most 50 here }]\ncomponents:\n  parameters: { limit: { name: limit, in: query, schema: { $ref: '#/components/schemas/Limit', default: 20 } } }\n  schemas: { Limit: { type: integer } }\n`,
      },
    ],
  },
  check: ({ unit: contract, report }) => {
    const { version } = contract
    const describes = (field: string): boolean => isAtLeast(version, '3.1') && (field === 'summary' || field === 'description')
    return {
      Reference({ cursor, to }) {
        if (grammarOf(version).of(to)?.reference !== 'instead') return
        for (const field of Object.keys(cursor.object)) {
          if (field === '$ref' || field.startsWith('x-') || describes(field)) continue
          const at = cursor.child(field)
          const target = contract.follow(cursor)?.child(field)
          const isSame = target !== undefined && sameness(target.value) === sameness(at.value)
          const other = to === 'Schema' ? 'wrap the reference in `allOf`, or move the field to its target' : 'move it to the target of the reference'
          const advice = isSame ? 'remove it, because it is the same in the target' : other
          const fixes = [{ id: isSame ? ('removeSame' as const) : ('remove' as const), data: { field }, edits: [remove(at.at)] }]
          report(at.atKey, prose.has(field) ? 'prose' : 'ignored', { field, version, advice }, { fixes, together: { key: `${field} ${to} ${isSame ? 'same' : ''}` } })
        }
      },
    }
  },
})
