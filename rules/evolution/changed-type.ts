import { inBase, nameOf, placeOf } from '../../src/api/evolution/describe.ts'
import { typesOf } from '../../src/api/evolution/schemas.ts'
import type { Direction, SchemaPair } from '../../src/api/evolution/schemas.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import { listed } from '../../src/core/listed.ts'
import { defineRule } from '../../src/core/rule.ts'

const contract = (total: string): string =>
  `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders/{id}:\n    get:\n      responses:\n        '200':\n          description: The order\n          content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }\ncomponents:\n  schemas:\n    Order: { type: object, properties: { total: { ${total} } } }\n`

/** Formats whose values are also values of the second one. */
const within: { readonly [format: string]: string } = { int32: 'int64', float: 'double' }

export default defineRule({
  subject: evolution,
  title: 'Values keep their types',
  why: 'Clients parse a value as the type that the contract states: another one fails to parse, or is misread without an error.',
  fix: 'Keep the type, and add a field with the new one. Requests may accept more types than before, responses may use fewer.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-14'],
  silentOn: [
    'types that requests accept in addition, and types that responses no longer use: `integer` to `number` in requests, and back in responses',
    'schemas without a type in either version',
    'formats that are only stated in one version, since most are added to describe what is so anyway',
    'parameters that become texts or lists, since all are sent as text',
  ],
  lesser: ['format'],
  messages: {
    type: '{{schema}} is {{to}} instead of {{from}} in {{place}}: keep the type, and add another field.',
    format: "{{schema}} has the format '{{to}}' instead of '{{from}}' in {{place}}: keep the format, and add another field.",
  },
  examples: {
    bad: [
      { code: { 'base.yaml': contract('type: integer'), 'head.yaml': contract('type: string') } },
      { title: 'wider in a response', code: { 'base.yaml': contract('type: integer'), 'head.yaml': contract('type: number') } },
    ],
    good: [{ title: 'narrower in a response', code: { 'base.yaml': contract('type: number'), 'head.yaml': contract('type: integer') } }],
  },
  check: ({ report }) => ({
    SchemaPair(pair) {
      const { base, head, isWrapper, at } = pair
      if (isWrapper) return
      const direction = (['response', 'request'] as const).find((one) => pair.uses[one].size > 0 && (!pair.admits(one) || hasOtherFormat(pair, one)))
      if (direction === undefined) return
      const common = { schema: nameOf(head.cursor), place: placeOf(pair, direction) }
      const isFormat = pair.admits(direction)
      const [from, to] = [base, head].map((schema) => (isFormat ? (schema.format ?? '') : listed(typesOf(schema), ' or ')))
      const data = { ...common, from: from ?? '', to: to ?? '' }
      report(at, isFormat ? 'format' : 'type', data, { related: [inBase(base.cursor)], together: { key: `${direction} ${data.from} ${data.to}` } })
    },
  }),
})

function hasOtherFormat({ base: { format: old }, head: { format: present } }: SchemaPair, direction: Direction): boolean {
  if (old === undefined || present === undefined || old.toLowerCase() === present.toLowerCase()) return false
  return direction === 'request' ? within[old] !== present : within[present] !== old
}
