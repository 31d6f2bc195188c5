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
  why: 'If a form has twenty fields and the error says "invalid input", the program cannot show which one is wrong, and the user tries one after the other.',
  fix: 'Add a list like `details: [{ field, message }]` to the error schema, or the `errors` with `pointer` of RFC 9457.',
  presets: { strict: 'warn' },
  checklist: ['API-10'],
  references: ['RFC 9457 3.2', 'JSON:API 1.1, Error Objects', 'Google AIP-193'],
  silentOn: [
    'errors that contain something undescribed, which may name the field',
    'maps, whose keys are the fields',
    'APIs without request bodies, or with one property in each',
    'an API whose errors of another status may name fields',
  ],
  requires: { bodies: errorBodies },
  messages: {
    nameless: '{{body}}{{others}} describes invalid input ({{status}}) but cannot name the field: add a list like `details: [{ field, message }]`.',
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
      const others = more.length === 0 ? '' : `, like ${more.length} more,`
      report(placeOfBody(first), 'nameless', { body: bodyText(first), status: status === 'default' ? 'the default response' : status, others })
    },
  }),
})
