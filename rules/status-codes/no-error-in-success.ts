import { counted } from '../../src/api/conventions/describe.ts'
import { responseText } from '../../src/api/conventions/distinct-responses.ts'
import { errorsInSuccesses } from '../../src/api/conventions/error-in-success.ts'
import { errorResponses } from '../../src/api/conventions/error-responses.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

/** Of responses that a finding stands for as well, so many are named. */
const mostRelated = 5

export default defineRule({
  subject: contract,
  title: 'Errors are no successes',
  why: 'Clients, caches, retries and alarms go by the status. An error behind a 200 is kept, counted as served, and read as data.',
  fix: 'Answer errors with a 4xx or 5xx status and the error body, and successes with what was asked for.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-8'],
  references: ['RFC 9110 15', 'Zalando RESTful API Guidelines 151'],
  silentOn: [
    '207, whose body tells of several outcomes, and what belongs to 204',
    'confirmations with a code and a message that successes carry more often than errors do',
    'APIs about errors: error groups, crash reports, validations',
  ],
  requires: { errors: errorResponses },
  messages: {
    body: "{{response}} carries the error body '{{schema}}': clients go by the status and read it as data. Answer with a 4xx or 5xx status.",
    alternative: "{{response}} may carry the error body '{{schema}}' instead of what was asked for: clients go by the status. Answer errors with a 4xx or 5xx status.",
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    get:
      responses:
        '200':
          description: The order, or what went wrong
          content: { application/json: { schema: { oneOf: [{ $ref: '#/components/schemas/Order' }, { $ref: '#/components/schemas/Error' }] } } }
components:
  schemas:
    Order: { type: object, properties: { id: { type: string } } }
    Error: { type: object, properties: { code: { type: string }, message: { type: string } } }
`,
      },
      {
        title: 'the body of the errors',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    delete:
      responses:
        '200': { description: Whatever came of it, content: { application/json: { schema: { $ref: '#/components/schemas/Outcome' } } } }
        '400': { description: Wrong, content: { application/json: { schema: { $ref: '#/components/schemas/Outcome' } } } }
        '404': { description: No such order, content: { application/json: { schema: { $ref: '#/components/schemas/Outcome' } } } }
components:
  schemas:
    Outcome: { type: object, properties: { error: { type: object, properties: { code: { type: string } } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    get:
      responses:
        '200': { description: The order, content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }
        '404': { description: No such order, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } }
  /orders:
    post:
      responses:
        '207': { description: What came of each, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } }
  /errors/{id}:
    get: { responses: { '200': { description: A report, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } } } }
components:
  schemas:
    Order: { type: object, properties: { id: { type: string } } }
    Error: { type: object, properties: { code: { type: string }, message: { type: string } } }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api(unit) {
      for (const { schema, isAlternative, responses: [first, ...others] } of errorsInSuccesses(unit, use.errors)) {
        const response = others.length === 0 ? responseText(first) : `${responseText(first)}, like ${counted(others.length, 'other success', 'other successes')},`
        const related = others.slice(0, mostRelated).map((one) => ({ place: one.uses[0].cursor.atKey, message: `${responseText(one)} as well` }))
        report(first.uses[0].cursor.atKey, isAlternative ? 'alternative' : 'body', { response, schema: schema.name ?? [...schema.properties.keys()].join(', ') }, related)
      }
    },
  }),
})
