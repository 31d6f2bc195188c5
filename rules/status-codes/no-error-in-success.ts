import { isCodeApi } from '../../src/api/code.ts'
import { isContractApi, ofContracts } from '../../src/api/contract.ts'
import { errorsInCodeSuccesses } from '../../src/api/conventions/errors/code-answers.ts'
import { counted } from '../../src/core/counted.ts'
import { responseText } from '../../src/api/conventions/answers/distinct-responses.ts'
import { errorsInSuccesses } from '../../src/api/conventions/errors/error-in-success.ts'
import { errorResponses } from '../../src/api/conventions/errors/error-responses.ts'
import { flaggedSuccesses } from '../../src/api/conventions/errors/flagged-success.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

/** How many further responses a finding lists at most. */
const mostRelated = 5

const orderAnswering = (schema: string): string => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    get:
      responses:
        '200':
          description: The order, or what went wrong
          content:
            application/json:
              schema: ${schema}
components:
  schemas:
    Order: { type: object, properties: { id: { type: string } } }
`

export default defineRule({
  subject: api,
  title: 'Errors are not returned as successes',
  why: 'Clients, caches, retries and alerts rely on the status. An error with 200 is cached, counted as a success and read as data.',
  fix: 'Return errors with a 4xx or 5xx status and the error body, and successes with the requested data.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-8'],
  references: ['RFC 9110 15', 'Zalando RESTful API Guidelines 151'],
  silentOn: [
    '207, whose body reports several outcomes, and 204, which has no body',
    'flags that report the outcome of batches, lists of errors and jobs',
    'confirmations with a code and a message that are more frequent in successes than in errors',
    'in code: bodies that are not written out, and those with data next to the error',
    'APIs about errors: error groups, crash reports, validations',
  ],
  requires: { errors: ofContracts(errorResponses) },
  messages: {
    body: "{{response}} contains the error body '{{schema}}', which clients read as data: return 4xx or 5xx.",
    flagged: "{{response}} reports failures by '{{flag}}', with the error in '{{error}}': clients rely on the status. Return failures with 4xx or 5xx.",
    severalFlagged: "{{count}} successes report failures by '{{flag}}', with the error in '{{error}}' ({{names}}): return failures with 4xx or 5xx.",
    sent: '{{response}} returns {{status}} with an error ({{fields}}), which clients read as data: return 4xx or 5xx.',
    alternative: "{{response}} may contain the error body '{{schema}}' instead of the requested data: return errors with 4xx or 5xx.",
  },
  lesser: ['flagged', 'severalFlagged'],
  examples: {
    bad: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders/:id', (req, res) => {
  const order = orders.get(req.params.id)
  if (order === undefined) return res.status(200).json({ error: 'No such order' })
  return res.json(order)
})
`,
      },
      {
        code: orderAnswering("{ oneOf: [{ $ref: '#/components/schemas/Order' }, { $ref: '#/components/schemas/Error' }] }") +
          '    Error: { type: object, properties: { code: { type: string }, message: { type: string } } }\n',
      },
      {
        title: 'a flag for success',
        code: orderAnswering("{ type: object, properties: { success: { type: boolean }, errorCode: { type: string }, data: { $ref: '#/components/schemas/Order' } } }"),
      },
      {
        title: 'the error body',
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
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders/:id', (req, res) => {
  const order = orders.get(req.params.id)
  if (order === undefined) return res.status(404).json({ error: 'No such order' })
  return res.json({ order, error: null })
})
`,
      },
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
      if (isCodeApi(unit))
        for (const { response, fields } of errorsInCodeSuccesses(unit)) report(response, 'sent', { response: response.name, status: String(response.status), fields })
      if (!isContractApi(unit) || use.errors === undefined) return
      for (const { flag, error, response } of flaggedSuccesses(unit)) {
        const name = responseText(response)
        report(response.uses[0].cursor.atKey, 'flagged', { response: name, flag, error }, { together: { as: 'severalFlagged', name: response.uses[0].operation.name, key: `${flag} ${error}`, data: { flag, error } } })
      }
      for (const { schema, isAlternative, responses: [first, ...others] } of errorsInSuccesses(unit, use.errors)) {
        const response = others.length === 0 ? responseText(first) : `${responseText(first)}, like ${counted(others.length, 'other success', 'other successes')},`
        const related = others.slice(0, mostRelated).map((one) => ({ place: one.uses[0].cursor.atKey, message: `${responseText(one)} as well` }))
        report(first.uses[0].cursor.atKey, isAlternative ? 'alternative' : 'body', { response, schema: schema.name ?? [...schema.properties.keys()].join(', ') }, related)
      }
    },
  }),
})
