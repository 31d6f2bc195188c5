import { bodyGapOf, successesWithBody } from '../../src/api/conventions/answers/described-success.ts'
import { responseText } from '../../src/api/conventions/answers/distinct-responses.ts'
import { lowerFirst } from '../../src/api/conventions/errors/error-bodies.ts'
import type { DistinctResponse } from '../../src/api/conventions/answers/distinct-responses.ts'
import { habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

const get = (response: string): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /orders/{id}: { get: { responses: { '200': { description: One order${response} } } } }\n`

export default defineRule({
  subject: contract,
  title: 'Successful responses describe their body',
  why: 'Without a schema of the body nothing can be generated, checked or mocked, and clients find out its structure by trying.',
  fix: 'Give the response a media type with a schema; if it has no body, return 204.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.2.0, Response Object', 'OpenAPI 3.2.0, Media Type Object'],
  silentOn: [
    '204 and 205, HEAD and OPTIONS, health checks, and a GET that may redirect',
    'writes without a response body',
    'text, images, files and other bodies that are not JSON, XML or YAML',
    'references that cannot be resolved',
  ],
  messages: {
    body: '{{response}} does not describe its body, so clients find out by trying: add a schema.',
    schema: '{{response}} has a body without a schema, so clients find out by trying: add one.',
    several: '{{count}} of {{total}} successful responses do not describe their body ({{names}}): add a schema to each.',
  },
  examples: {
    bad: [
      { code: get('') },
      { title: 'a media type alone', code: get(', content: { application/json: {} }') },
      { title: 'a schema for anything', code: get(', content: { application/json: { schema: {} } }') },
    ],
    good: [
      { code: get(', content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } }') },
      { code: get(', content: { application/pdf: {} }') },
      { title: 'a health check', code: get('').replace('orders/{id}', 'readiness') },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const { keeping, breaking } = habitOf(successesWithBody(unit), (response) => bodyGapOf(response) === undefined)
      const total = keeping.length + breaking.length
      for (const response of breaking) {
        const gap = bodyGapOf(response)
        const name = lowerFirst(responseText(response))
        if (gap !== undefined) report(placeOf(response), gap, { response: responseText(response) }, { together: { as: 'several', name, data: { total } } })
      }
    },
  }),
})

function placeOf({ uses: [{ cursor }] }: DistinctResponse): DistinctResponse['uses'][0]['at'] {
  return cursor.atKey
}
