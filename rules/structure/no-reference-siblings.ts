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
  title: 'Nothing stands beside a reference that tools would ignore',
  why: 'A reference stands for the whole object: what is written beside it is dropped, and a `nullable` or `default` that is dropped changes what the contract says.',
  fix: 'Write `allOf: [{ $ref: ... }]` around the reference to a schema and keep the field beside that, or move the field to where the reference leads.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.0.4, Reference Object', 'OpenAPI 3.1.2, Reference Object', 'JSON Reference, 3'],
  silentOn: [
    'schemas in OpenAPI 3.1 and later, where `$ref` is a keyword among others, and path items',
    '`summary` and `description` beside other references in OpenAPI 3.1 and later',
    '`x-` fields, which no other tool is bound to understand anyway',
  ],
  messages: {
    ignored: "'{{field}}' stands beside a `$ref`, and OpenAPI {{version}} ignores it there: {{advice}}.",
    prose: "'{{field}}' stands beside a `$ref`, where OpenAPI {{version}} ignores it, and not every tool shows it: {{advice}}.",
  },
  lesser: ['prose'],
  fixes: { removeSame: "Remove '{{field}}', which says the same as where the reference leads" },
  suggestions: { remove: "Remove '{{field}}', which has no effect" },
  examples: {
    bad: [
      { title: 'a price that is not nullable after all', code: `${start}    Order: { type: object, properties: { price: { $ref: '#/components/schemas/Money', nullable: true } } }\n` },
      {
        title: 'what stands there anyway',
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
          const advice = to === 'Schema' ? 'put the reference into `allOf`, or move the field to where it leads' : 'move it to where the reference leads'
          const fixes = [{ id: isSame ? ('removeSame' as const) : ('remove' as const), data: { field }, edits: [remove(at.at)] }]
          report(at.atKey, prose.has(field) ? 'prose' : 'ignored', { field, version, advice }, { fixes, together: { key: `${field} ${to} ${isSame ? 'same' : ''}` } })
        }
      },
    }
  },
})
