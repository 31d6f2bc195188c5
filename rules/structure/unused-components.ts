import { remove } from '../../src/core/fix.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'
import { unusedComponents } from '../../src/openapi/component-use.ts'
import type { Contract } from '../../src/openapi/contract.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\n'
const get = (schema: string): string =>
  `paths:\n  /orders: { get: { responses: { '200': { description: Orders, content: { application/json: { schema: ${schema} } } } } } }\n`

/** With more than these, there is one finding for all. */
const mostApart = 2
const mostRelated = 20

export default defineRule({
  subject: openapi,
  title: 'Every component is used',
  why: 'Nobody can tell whether an unused component is a leftover or was forgotten, and generators turn it into code that nobody calls.',
  fix: 'Remove the component, or refer to it where it was meant to be used.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Components Object'],
  silentOn: [
    'documents without paths and webhooks: libraries for other documents',
    'schemas that extend one with a discriminator by `allOf`: clients find them by name',
    'components that an `x-` field, an example or a description names by address',
    'schemas in a contract with a value of any type that names its schema by a type URL',
    'security schemes, where the contract requires none at all: other rules report that',
  ],
  messages: {
    one: "No operation uses '{{name}}'{{alone}}: remove it, or refer to it where it was meant.",
    many: 'No operation uses {{sections}} ({{names}}): remove them, or refer to them where they were meant.',
  },
  options: {
    remove: {
      type: 'boolean',
      default: false,
      description: 'Let `--fix` remove unused components: no document outside this project refers to them, and nobody needs them later.',
    },
  },
  fixes: { remove: 'Remove what is unused' },
  suggestions: { removeHere: 'Remove what is unused' },
  examples: {
    bad: [
      {
        title: 'leftovers in a contract that nobody else refers to',
        options: { remove: true },
        code: `${start}${get("{ $ref: '#/components/schemas/Order' }")}components:\n  schemas:\n    # What the shop sells.\n    Order:\n      type: object\n    # Not any more.\n    Basket:\n      type: object\n  parameters:\n    Limit: { name: limit, in: query, schema: { type: integer } }\n`,
        fixed: `${start}${get("{ $ref: '#/components/schemas/Order' }")}components:\n  schemas:\n    # What the shop sells.\n    Order:\n      type: object\n  parameters: {}\n`,
      },
      {
        title: 'a leftover, and what only it uses',
        code: `${start}${get("{ $ref: '#/components/schemas/Order' }")}components:\n  schemas:\n    Order: { type: object }\n    Basket: { type: object, properties: { lines: { type: array, items: { $ref: '#/components/schemas/Line' } } } }\n    Line: { type: object }\n`,
      },
    ],
    good: [
      {
        code: `${start}security: [{ key: [] }]\n${get("{ $ref: '#/components/schemas/Pet' }")}components:\n  securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } }\n  schemas:\n    Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }\n    Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { $ref: '#/components/schemas/Bark' }] }\n    Bark: { type: object }\n    Event: { type: object, description: 'Sent by mail, see x-mail' }\nx-mail: { schema: { $ref: '#/components/schemas/Event' } }\n`,
      },
      { title: 'a library', code: `${start}components: { schemas: { Money: { type: integer } } }\n` },
    ],
  },
  check: ({ options, report }) => ({
    End(contract) {
      const removed = (cursors: readonly Cursor[]) => [{ id: options.remove ? 'remove' : 'removeHere', edits: cursors.map(({ at }) => remove(at)) } as const]
      const unused = unusedComponents(contract).filter(({ section }) => !isSecurity(section) || requiresSomething(contract, section))
      if (unused.length > mostApart) {
        const [first, ...others] = unused
        if (first === undefined) return
        const sections = [...groupBy(unused, ({ section }) => section)].map(([section, { length }]) => `${length} of the ${section}`)
        const names = someOf(unused.map(({ cursor: { name = '' } }) => `'${name}'`))
        const related = others.slice(0, mostRelated).map(({ cursor }) => ({ place: cursor.atKey, message: `'${cursor.name ?? ''}' as well` }))
        report(first.cursor.atKey, 'many', { sections: sections.join(', '), names }, { related, fixes: removed(unused.flatMap(({ cursor, usedByThisAlone }) => [cursor, ...usedByThisAlone])) })
        return
      }
      for (const { cursor, usedByThisAlone: alone } of unused) {
        const names = someOf(alone.map(({ pointer }) => `'${pointer.slice(-2).join('/')}'`))
        const related = alone.slice(0, mostRelated).map((other) => ({ place: other.atKey, message: `'${other.name ?? ''}' is unused with it` }))
        report(cursor.atKey, 'one', { name: cursor.name ?? '', alone: alone.length === 0 ? '' : `, and nothing else uses ${names}` }, { related, fixes: removed([cursor, ...alone]) })
      }
    },
  }),
})

function isSecurity(section: string): boolean {
  return section === 'securitySchemes' || section === 'securityDefinitions'
}

/** True if some security scheme is used. If none is, other rules report that. */
function requiresSomething(contract: Contract, section: string): boolean {
  return walked(contract).of('SecurityRequirement').some(({ value }) => Object.keys(value).some((name) => sectionAt(contract, section).child(name).exists))
}

function sectionAt({ root, version }: Contract, section: string): Cursor {
  return version === '2.0' ? root.child(section) : root.child('components').child(section)
}
