import { propertiesText } from '../../src/api/describe.ts'
import { bodyText, errorBodies, lowerFirst, placeOfBody } from '../../src/api/conventions/errors/error-bodies.ts'
import type { CarriedBody } from '../../src/api/conventions/errors/error-bodies.ts'
import { errorDifferences, shapesOf } from '../../src/api/conventions/errors/error-differences.ts'
import { errorEnvelope } from '../../src/api/conventions/errors/error-envelope.ts'
import { unknown } from '../../src/api/model.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

/** How many deviating schemas are listed at most. */
const mostRelated = 5

/** With fewer responses than this, several shapes are only a mixture if they have nothing in common. */
const leastResponses = 4

const error = (properties: string): string => `{ description: Failed, content: { application/json: { schema: { type: object, properties: { ${properties} } } } } }`
const shop = (...responses: readonly string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n${responses.map((response, index) => `  /orders${index}: { get: { responses: { '200': { description: Done }, '400': ${response} } } }\n`).join('')}`

export default defineRule({
  subject: contract,
  title: 'Errors of one API can be read by the same code',
  why: 'If similar errors give the same thing different names or types, code that reads one breaks on the other.',
  fix: 'Describe one error schema and refer to it from every error response. Extend it with `allOf` where an error needs more.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-8'],
  references: ['RFC 9457', 'Zalando RESTful API Guidelines 176'],
  silentOn: [
    'errors that extend the usual schema, or omit a part of it',
    'errors whose shape is not the usual one of the API: see `error-envelope`',
    'errors of OAuth and SCIM endpoints, whose shape RFC 6749 and RFC 7644 define',
  ],
  requires: { bodies: errorBodies, envelope: errorEnvelope },
  messages: {
    type: "{{body}} has '{{name}}' as {{actual}}, but most errors of this API have it as {{usual}}: code that reads one breaks on the other. Use the same schema.",
    names: '{{body}} has {{instead}} where most errors of this API have {{missing}}: clients need a second way to read it. Use the same schema.',
    many: '{{count}} error schemas differ from that of most errors of this API, {{usual}} ({{names}}): use one schema.',
    mixed: 'The errors of this API have {{count}} shapes and none is usual ({{shapes}}), so clients need code for each: use one in every error response.',
  },
  examples: {
    bad: [
      { title: 'the same property with another type', code: shop(error('code: { type: string }, message: { type: string }'), error('code: { type: string }, message: { type: string }'), error('code: { type: integer }, message: { type: string }, hint: { type: string }')) },
      { title: 'no usual shape', code: shop(error('message: { type: string }'), error('error: { type: object, properties: { code: { type: string } } }'), error('title: { type: string }, detail: { type: string }'), error('reasons: { type: array, items: { type: string } }')) },
    ],
    good: [
      { code: shop(error('code: { type: string }, message: { type: string }'), error('code: { type: string }, message: { type: string }'), error('code: { type: string }, message: { type: string }, fields: { type: array, items: { type: string } }'), error('message: { type: string }')) },
    ],
  },
  check: ({ use, report }) => ({
    Api(api) {
      const { bodies, envelope } = use
      if (envelope === unknown) {
        const shapes = shapesOf(bodies)
        const count = shapes.reduce((sum, { uses }) => sum + uses, 0)
        if (shapes.length > 1 && (count >= leastResponses || haveNothingInCommon(shapes))) report(api, 'mixed', { count: shapes.length, shapes: someOf(shapes.map(shapeText)) }, related(shapes))
        return
      }
      const found = errorDifferences(bodies, envelope)
      if (found === undefined) return
      const usual = shapeText(found.usual)
      for (const difference of found.differences) {
        const place = placeOfBody(difference.carried)
        const body = bodyText(difference.carried)
        const more = { together: { as: 'many', name: lowerFirst(body), data: { usual } } } as const
        if (difference.kind === 'type') report(place, 'type', { body, name: difference.name, usual: difference.usual, actual: difference.actual }, more)
        else report(place, 'names', { body, missing: propertiesText(difference.missing), instead: propertiesText(difference.instead) }, more)
      }
    },
  }),
})

function haveNothingInCommon(shapes: readonly CarriedBody[]): boolean {
  const names = shapes.flatMap(({ body }) => [...new Set(body.properties)])
  return shapes.every(({ body }) => body.properties.length > 0) && new Set(names).size === names.length
}

function shapeText({ body }: CarriedBody): string {
  return body.properties.length > 0 ? propertiesText(body.properties) : `a bare ${body.type}`
}

function related(bodies: readonly CarriedBody[]): { readonly place: ReturnType<typeof placeOfBody>; readonly message: string }[] {
  return bodies.slice(0, mostRelated).map((carried) => ({ place: placeOfBody(carried), message: shapeText(carried) }))
}
