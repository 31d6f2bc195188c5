import { shownBodies } from '../../src/api/conventions/exemplified.ts'
import { habitOf, isOneDecision } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { apartOrTogether } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

/** So many bodies are told one by one. */
const mostApart = 5

const post = (schema: string, media = ''): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /orders:\n    post:\n      requestBody: { content: { application/json: { ${media}schema: { type: object, properties: { ${schema} } } } } }\n      responses: { '204': { description: Done } }\n`

export default defineRule({
  subject: contract,
  title: 'Bodies are shown by an example',
  why: 'People understand one example faster than a page of schema, copy it for their first call, and mock servers answer with it.',
  fix: 'Give the media type an `example`, or the properties of its schema, and let `valid-examples` keep them true.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.2.0, Media Type Object', 'Zalando RESTful API Guidelines 101'],
  silentOn: [
    'bodies that are not JSON',
    'schemas of which most parts have an example, a default or an enum',
    'an API that shows hardly any body: one finding for all of it',
  ],
  messages: {
    missing: '{{what}} of {{operation}} has no example ({{kept}} of {{count}} bodies of this API have one): add one.',
    many: '{{what}} of {{operation}} and {{more}} more bodies have no example ({{kept}} of {{count}} bodies of this API have one): add one to each.',
    never: '{{missing}} of {{count}} bodies of this API have no example ({{examples}}): show one of each, so that people can begin with it.',
  },
  examples: {
    bad: [{ code: post('id: { type: string }, total: { type: integer }') }],
    good: [
      { code: post('id: { type: string }, total: { type: integer }', 'example: { id: a1, total: 3 }, ') },
      { code: post('id: { type: string, example: a1 }, total: { type: integer }') },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const habit = habitOf(shownBodies(unit), ({ isExemplified }) => isExemplified)
      const { keeping, breaking } = habit
      const [kept, count] = [keeping.length, keeping.length + breaking.length]
      if (isOneDecision(habit)) return report(unit, 'never', { missing: breaking.length, count, examples: someOf(breaking.map(({ operation }) => operation.name)) })
      for (const { item: { operation, media, isRequest }, others } of apartOrTogether(breaking, mostApart)) {
        const what = isRequest ? 'The request' : 'The answer'
        const related = others.slice(0, 20).map((other) => ({ place: other.media, message: `${other.operation.name} as well` }))
        if (others.length === 0) report(media, 'missing', { what, operation: operation.name, kept, count })
        else report(media, 'many', { what, operation: operation.name, more: others.length, kept, count }, related)
      }
    },
  }),
})
