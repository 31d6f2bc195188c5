import { inBase, nameOf, placeOf } from '../../src/api/evolution/describe.ts'
import { valuesOf } from '../../src/api/evolution/schemas.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import { someOf } from '../../src/core/some-of.ts'
import { defineRule } from '../../src/core/rule.ts'

const contract = (status: string): string =>
  `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders/{id}:\n    get:\n      responses:\n        '200':\n          description: The order\n          content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }\ncomponents:\n  schemas:\n    Order: { type: object, properties: { status: { type: string, ${status} } } }\n`

export default defineRule({
  subject: evolution,
  title: 'Responses contain no values that clients do not know',
  why: 'A client that handles every value of the earlier contract has no branch for the new one, and null breaks those that expect a value.',
  fix: 'Tell clients before the first such value is sent, or send it only to those that ask for it. Document from the start that lists of values may grow.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-14'],
  silentOn: ['relaxed limits of lengths and numbers', 'alternatives without a name of which several have changed', 'schemas that are part of requests only'],
  lesser: ['values', 'open'],
  messages: {
    nothing: '{{schema}} may now be null in {{place}}: keep sending a value, or leave the field out where that is allowed.',
    values: '{{schema}} may now be {{values}} in {{place}}: clients may not know what to do with it.',
    nulls: '{{count}} schemas may now be null in responses: {{names}}. Keep sending a value, or leave the field out where that is allowed.',
    open: '{{schema}} may now be any value in {{place}}: clients may not know what to do with it.',
  },
  examples: {
    bad: [
      { code: { 'base.yaml': contract('enum: [open, paid]'), 'head.yaml': contract('enum: [open, paid], nullable: true') } },
      { title: 'a new value', code: { 'base.yaml': contract('enum: [open, paid]'), 'head.yaml': contract('enum: [open, paid, canceled]') } },
    ],
    good: [{ code: { 'base.yaml': contract('enum: [open, paid, canceled]'), 'head.yaml': contract('enum: [open, paid]') } }],
  },
  check: ({ report }) => ({
    SchemaPair(pair) {
      const { base, head, at } = pair
      if (pair.uses.response.size === 0) return
      const common = { schema: nameOf(head.cursor), place: placeOf(pair, 'response') }
      const related = [inBase(base.cursor)]
      if (pair.differsInNull(base, head, 'response')) report(at, 'nothing', common, { related, together: { as: 'nulls', name: common.schema } })
      if (!pair.isIn('response')) return
      const [old, present] = [valuesOf(base), valuesOf(head)]
      const added = [...present.filter((value) => old.length > 0 && value !== 'null' && !old.includes(value)), ...pair.choices.added.map(({ name }) => `'${name ?? 'another one'}'`)]
      if (added.length > 0) report(at, 'values', { ...common, values: someOf(added, 5) }, { related, together: { key: someOf(added, 5) } })
      else if (old.length > 0 && present.length === 0) report(at, 'open', common, related)
    },
  }),
})
