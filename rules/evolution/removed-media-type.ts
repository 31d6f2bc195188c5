import { partsOf } from '../../src/api/evolution/describe.ts'
import { contentFor, responseFor, stateMediaTypes } from '../../src/api/evolution/contents.ts'
import type { Direction } from '../../src/api/evolution/schemas.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import type { MediaContent } from '../../src/api/contract-parts.ts'
import type { DocumentLocation } from '../../src/core/location.ts'
import { defineRule } from '../../src/core/rule.ts'

const contract = (...types: readonly string[]): string =>
  `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders:\n    get:\n      responses:\n        '200': { description: The orders, content: { ${types.map((type) => `${type}: {}`).join(', ')} } }\n`

export default defineRule({
  subject: evolution,
  title: 'Bodies keep their media types',
  why: 'Clients that send or request another type get a 415 or 406, or a body that they cannot parse.',
  fix: 'Keep the media type beside the new one.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-14'],
  silentOn: ['parameters of media types such as `charset`', 'what a range such as `application/*` covers', 'OpenAPI 2.0, of which only the first media type is read'],
  messages: {
    type: '{{type}} is gone from {{place}}: keep it beside the other media types.',
    body: 'The body is gone from {{place}}: keep sending one.',
  },
  examples: {
    bad: [{ code: { 'base.yaml': contract('application/json', 'text/csv'), 'head.yaml': contract('application/json') } }],
    good: [{ code: { 'base.yaml': contract('application/json'), 'head.yaml': contract('application/json', 'text/csv') } }],
  },
  check: ({ report }) => ({
    OperationPair(pair) {
      const { base, head } = pair
      const tell = (old: readonly MediaContent[], present: readonly MediaContent[], at: DocumentLocation, direction: Direction, prefix = ''): void => {
        const place = `${prefix}${partsOf([head.name], direction)}`
        const lost = old.filter(({ type }) => contentFor(type, present) === undefined)
        if (present.length === 0 && direction === 'response') {
          if (lost[0] !== undefined) report(at, 'body', { place }, { related: [{ place: lost[0].at, message: 'the earlier version' }], together: { key: prefix } })
          return
        }
        for (const { type, at: was } of present.length === 0 ? [] : lost) {
          report(at, 'type', { place, type }, { related: [{ place: was, message: 'the earlier version' }], together: { key: `${prefix}${type}` } })
        }
      }
      if (!stateMediaTypes(pair)) return
      tell(base.body?.content ?? [], head.body?.content ?? [], head.body?.at ?? head.at, 'request')
      for (const response of base.responses) {
        const same = responseFor(response, head)
        if (same?.isKnown === true) tell(response.content, same.content, same.at, 'response', `${same.status} `)
      }
    },
  }),
})
