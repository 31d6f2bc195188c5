import { someOf } from '../../src/api/habit.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { unusedComponents } from '../../src/openapi/component-use.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\n'
const get = (schema: string): string =>
  `paths:\n  /orders: { get: { responses: { '200': { description: Orders, content: { application/json: { schema: ${schema} } } } } } }\n`

/** Of one kind, more than these are said together. */
const mostApart = 5
const mostRelated = 20

export default defineRule({
  subject: openapi,
  title: 'Every component is used',
  why: 'Nobody can tell whether an unused component is a leftover or something that was forgotten. Generators make code of it that nobody calls.',
  fix: 'Remove the component, or refer to it where it was meant to be used.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Components Object'],
  silentOn: [
    'documents without paths and webhooks: libraries, which others refer to',
    'schemas that build by `allOf` on one with a discriminator: they are found by their names',
    'components that an `x-` field, an example or a description names by their address',
    'security schemes, where the contract requires none at all: other rules say that',
  ],
  messages: {
    one: "Nothing that a path leads to uses '{{name}}'{{alone}}: remove it, or refer to it where it was meant.",
    many: 'Nothing that a path leads to uses {{count}} of the {{section}} ({{names}}): remove them, or refer to them where they were meant.',
  },
  examples: {
    bad: [
      {
        title: 'a leftover, and what only it leads to',
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
  check: ({ report }) => ({
    End(contract) {
      const sections = groupBy(unusedComponents(contract), ({ section }) => section)
      for (const [section, unused] of sections) {
        const holder = contract.version === '2.0' ? contract.root.child(section) : contract.root.child('components').child(section)
        const isSecurity = section === 'securitySchemes' || section === 'securityDefinitions'
        if (isSecurity && unused.length === Object.keys(holder.object).length) continue
        if (unused.length > mostApart) {
          const names = unused.map(({ cursor: { name = '' } }) => `'${name}'`)
          const related = unused.slice(0, mostRelated).map(({ cursor }) => ({ place: cursor.atKey, message: `'${cursor.name ?? ''}'` }))
          report(holder.atKey, 'many', { count: unused.length, section, names: someOf(names, 5) }, related)
          continue
        }
        for (const { cursor, alone } of unused) {
          const names = someOf(alone.map(({ name = '' }) => `'${name}'`))
          const related = alone.slice(0, mostRelated).map((other) => ({ place: other.atKey, message: `'${other.name ?? ''}' is unused with it` }))
          report(cursor.atKey, 'one', { name: cursor.name ?? '', alone: alone.length === 0 ? '' : `, and nothing else uses ${names}` }, related)
        }
      }
    },
  }),
})
