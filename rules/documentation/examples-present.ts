import { shownBodies } from '../../src/api/conventions/answers/exemplified.ts'
import { habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

const post = (schema: string, media = ''): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /orders:\n    post:\n      requestBody: { content: { application/json: { ${media}schema: { type: object, properties: { ${schema} } } } } }\n      responses: { '204': { description: Done } }\n`

export default defineRule({
  subject: contract,
  title: 'Bodies have an example',
  why: 'People understand an example faster than a page of schema and copy it for their first call, and mock servers return it.',
  fix: 'Give the media type or the properties of its schema an `example`, and let `valid-examples` check it.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.2.0, Media Type Object', 'Zalando RESTful API Guidelines 101'],
  silentOn: [
    'bodies that are not JSON',
    'schemas of which most parts have an example, a default or an enum: without any example they are not counted',
  ],
  messages: {
    missing: '{{what}} of {{operation}} has no example{{others}}: add one.',
    several: '{{count}} of {{total}} bodies of this API have no example ({{names}}): add one to each.',
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
      const { keeping, breaking } = habitOf(shownBodies(unit), ({ isExemplified }) => isExemplified)
      const [kept, count] = [keeping.length, keeping.length + breaking.length]
      const others = kept === 0 ? '' : ` (${kept} of ${count} bodies of this API have one)`
      for (const { operation: { name }, media, isRequest } of breaking) {
        const what = isRequest ? 'The request' : 'The response'
        report(media, 'missing', { what, operation: name, others }, { together: { as: 'several', name, data: { total: count } } })
      }
    },
  }),
})
