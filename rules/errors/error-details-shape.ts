import { bodyText, errorBodies, placeOfBody } from '../../src/api/conventions/errors/error-bodies.ts'
import { canNameField, inputErrorBodies } from '../../src/api/conventions/errors/error-details.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

const api = (error: string): string => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      requestBody: { content: { application/json: { schema: { type: object, properties: { product: { type: string }, quantity: { type: integer } } } } } }
      responses:
        '201': { description: Created }
        '422': { description: Invalid, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } }
components:
  schemas:
    Error: { type: object, properties: { code: { type: string }, message: { type: string }${error} } }
`

export default defineRule({
  subject: contract,
  title: 'Validation errors name the field',
  why: 'A form has twenty fields and an error that says "invalid input": the program that sent it cannot show which one, and the person in front of it tries one after the other.',
  fix: 'Add a list like `details: [{ field, message }]` to the error schema, or the `errors` with `pointer` of RFC 9457.',
  presets: { strict: 'warn' },
  checklist: ['API-10'],
  references: ['RFC 9457 3.2', 'JSON:API 1.1, Error Objects', 'Google AIP-193'],
  silentOn: [
    'errors that hold something which is not described, and may name the field there',
    'maps, whose names are the fields',
    'APIs whose request bodies hold one thing, or that have none',
    'an API of which the errors of another status may name fields',
  ],
  requires: { bodies: errorBodies },
  messages: {
    nameless: '{{body}}, which says what is wrong with an input ({{status}}){{others}}, has no place for the name of the field: add a list like `details: [{ field, message }]`.',
  },
  examples: {
    bad: [{ code: api('') }, { title: 'sentences only', code: api(', details: { type: array, items: { type: string } }') }],
    good: [
      { code: api(', details: { type: array, items: { type: object, properties: { field: { type: string }, message: { type: string } } } }') },
      { code: api(', errors: { type: object, additionalProperties: { type: string } }') },
      { code: api(', details: { type: object }') },
    ],
  },
  check: ({ use, report }) => ({
    Api() {
      const told = inputErrorBodies(use.bodies)
      if (told === undefined) return
      const { status, bodies } = told
      // One body that names fields is enough, since a contract does not say which body is for which error.
      if (bodies.some(({ body }) => canNameField(body) !== false)) return
      const [first, ...more] = bodies
      if (first === undefined) return
      const others = more.length === 0 ? '' : ` like ${more.length} more`
      report(placeOfBody(first), 'nameless', { body: bodyText(first), status: status === 'default' ? 'the default response' : status, others })
    },
  }),
})
