import { bodyText, errorBodies, placeOfBody } from '../../src/api/conventions/errors/error-bodies.ts'
import { carriesTrace, tracesElsewhere } from '../../src/api/conventions/errors/error-trace.ts'
import { unknown } from '../../src/api/model.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

const api = (error: string, headers = ''): string => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '500': { description: Failed, ${headers}content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } } } } }
components:
  schemas:
    Error: { type: object, properties: { code: { type: string }, message: { type: string }${error} } }
`

export default defineRule({
  subject: contract,
  title: 'Errors contain the request id',
  why: 'Somebody reports "internal error, at about three". With an id in the error, the log entry is found in a second; without one, by reading logs.',
  fix: 'Add a `requestId` (or `traceId`) to the error schema, or send it as a header of every response, and log it.',
  presets: { strict: 'warn' },
  checklist: ['API-8', 'OBS-2'],
  references: ['W3C Trace Context', 'RFC 9457 3.1.5', 'Zalando RESTful API Guidelines 233'],
  silentOn: ['APIs with such an id in a header of requests or responses', '`instance` of RFC 9457', 'errors that contain something undescribed', 'errors that are plain text'],
  requires: { bodies: errorBodies },
  messages: {
    untraceable: '{{body}}{{others}} contains no id to find it in the logs: add a `requestId`, or document a header like `X-Request-Id`.',
  },
  examples: {
    bad: [{ code: api('') }],
    good: [{ code: api(', requestId: { type: string }') }, { code: api('', 'headers: { X-Request-Id: { schema: { type: string } } }, ') }, { code: api(', instance: { type: string, format: uri }') }],
  },
  check: ({ use, report }) => ({
    Api(unit) {
      const verdicts = use.bodies.map((carried) => ({ carried, verdict: carriesTrace(carried) }))
      const [first, ...more] = verdicts.filter(({ verdict }) => verdict === false)
      if (first === undefined || verdicts.some(({ verdict }) => verdict === unknown) || tracesElsewhere(unit)) return
      const others = more.length === 0 ? '' : `, like ${more.length} more,`
      const related = more.slice(0, 5).map(({ carried }) => ({ place: placeOfBody(carried), message: `${bodyText(carried)} as well` }))
      report(placeOfBody(first.carried), 'untraceable', { body: bodyText(first.carried), others }, related)
    },
  }),
})
