import { inBase, nameOf, placeOf } from '../../src/api/evolution/describe.ts'
import { tightened } from '../../src/api/evolution/limits.ts'
import { valuesOf } from '../../src/api/evolution/schemas.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import { someOf } from '../../src/core/some-of.ts'
import { defineRule } from '../../src/core/rule.ts'

const contract = (schema: string): string =>
  `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders:\n    get:\n      parameters: [{ name: sort, in: query, schema: { ${schema} } }]\n      responses: { '200': { description: The orders } }\n`

export default defineRule({
  subject: evolution,
  title: 'Requests accept every value that they accepted before',
  why: 'Clients that send such a value are refused from the day of the release on.',
  fix: 'Keep accepting it. If it was never accepted, so that only the contract was wrong, suppress this with that reason.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-14'],
  silentOn: [
    'patterns that have changed, since it is not clear which values they exclude',
    'limits beyond the range of integers, and least lengths of 0',
    'alternatives without a name of which several have changed',
  ],
  lesser: ['introduced', 'several'],
  messages: {
    values: '{{schema}} no longer accepts {{values}} in {{place}}: keep accepting what clients may send.',
    limit: '{{schema}} has {{keyword}} {{to}} instead of {{from}} in {{place}}: keep accepting what clients may send.',
    introduced: '{{schema}} is now limited in {{place}}, where it was not ({{limit}}): check that clients keep to it.',
    several: '{{count}} schemas in requests are now limited, where they were not ({{limit}}): {{names}}. Check that clients keep to it.',
    nothing: '{{schema}} no longer accepts null in {{place}}: keep accepting what clients may send.',
  },
  examples: {
    bad: [
      { code: { 'base.yaml': contract('type: string, enum: [date, total]'), 'head.yaml': contract('type: string, enum: [date]') } },
      { title: 'a lower limit', code: { 'base.yaml': contract('type: string, maxLength: 20'), 'head.yaml': contract('type: string, maxLength: 10') } },
    ],
    good: [{ code: { 'base.yaml': contract('type: string, enum: [date]'), 'head.yaml': contract('type: string, enum: [date, total]') } }],
  },
  check: ({ report }) => ({
    SchemaPair(pair) {
      const { base, head, at } = pair
      if (pair.uses.request.size === 0) return
      const common = { schema: nameOf(head.cursor), place: placeOf(pair, 'request') }
      const related = [inBase(base.cursor)]
      if (pair.differsInNull(head, base, 'request')) report(at, 'nothing', common, related)
      if (!pair.isIn('request')) return
      const [old, present] = [valuesOf(base), valuesOf(head)]
      const values = old.filter((value) => present.length > 0 && !present.includes(value))
      const lost = [...values, ...pair.choices.removed.map(({ name }) => `'${name ?? 'an alternative'}'`)]
      if (lost.length > 0) report(at, 'values', { ...common, values: someOf(lost, 5) }, { related, together: { key: someOf(lost, 5) } })
      const limits = tightened(base, head)
      for (const { keyword, from, to } of limits) if (from !== undefined) report(at, 'limit', { ...common, keyword, from, to }, related)
      const introduced = [
        ...limits.flatMap(({ keyword, from, to }) => (from === undefined ? [`${keyword} ${to}`] : [])),
        ...(old.length === 0 && present.length > 0 ? [`${present.length} values to choose from`] : []),
        ...['pattern', 'uniqueItems'].flatMap((keyword) => (!base.keyword(keyword) && head.keyword(keyword) ? [keyword === 'pattern' ? 'a pattern' : 'unique items'] : [])),
        ...(base.keyword('additionalProperties') !== false && head.keyword('additionalProperties') === false ? ['no other fields'] : []),
      ]
      const limit = introduced.join(', ')
      if (limit !== '') report(at, 'introduced', { ...common, limit }, { related, together: { as: 'several', name: common.schema, data: { limit }, key: limit } })
    },
  }),
})
