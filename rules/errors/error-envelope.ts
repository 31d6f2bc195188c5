import type { CodeResponse } from '../../src/api/code.ts'
import { ofContracts } from '../../src/api/contract.ts'
import { codeEnvelope } from '../../src/api/conventions/errors/code-answers.ts'
import type { CodeEnvelope } from '../../src/api/conventions/errors/code-answers.ts'
import { propertiesText } from '../../src/api/describe.ts'
import { counted } from '../../src/core/counted.ts'
import { responseText } from '../../src/api/conventions/answers/distinct-responses.ts'
import { errorBodies, lowerFirst } from '../../src/api/conventions/errors/error-bodies.ts'
import type { ErrorBody } from '../../src/api/conventions/errors/error-body.ts'
import { isOfEnvelope, missingBodies } from '../../src/api/conventions/errors/error-departures.ts'
import { errorEnvelope } from '../../src/api/conventions/errors/error-envelope.ts'
import type { ErrorEnvelope } from '../../src/api/conventions/errors/error-envelope.ts'
import { errorResponses } from '../../src/api/conventions/errors/error-responses.ts'
import type { ErrorResponse } from '../../src/api/conventions/errors/error-responses.ts'
import { unknown } from '../../src/api/model.ts'
import type { Known } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import type { ApiPlace } from '../../src/api/subject.ts'
import type { DocumentLocation } from '../../src/core/location.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { EnvelopeShape } from '../../src/core/settings.ts'

export default defineRule({
  subject: api,
  title: 'Every error response uses the error envelope of the API',
  why: 'Clients read errors in one place of their code. An error without a described body, or with another shape, is shown as "something went wrong".',
  fix: 'Describe the error body once as a component and refer to it from every 4xx, 5xx and default response.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-8'],
  references: ['RFC 9457', 'Zalando RESTful API Guidelines 176', 'Google AIP-193'],
  silentOn: [
    'HEAD and the 404 of a GET that returns only a status, which have no body; `default` if it is the success',
    'unresolved references and objects without named properties',
    'in code: bodies that are not written out where they are sent',
    'the shape, if the errors of the API have no majority and `conventions.errorEnvelope` is not set',
    'errors of OAuth and SCIM endpoints, whose shape RFC 6749 and RFC 7644 define',
  ],
  requires: { responses: ofContracts(errorResponses), bodies: ofContracts(errorBodies), envelope: ofContracts(errorEnvelope), inCode: codeEnvelope },
  messages: {
    noBody: '{{response}} describes no body{{though}}, so clients cannot tell what went wrong: use {{expected}}.',
    noSchema: '{{response}} has a body without a schema, so clients cannot tell what is in it: use {{expected}}.',
    noBodies: '{{count}} error responses have no body schema ({{names}}){{though}}: use {{expected}}, ideally as one shared response.',
    otherShape: '{{response}} has {{actual}}, but {{convention}}: clients need a second way to read it. Use one envelope.',
    otherShapes: '{{count}} errors have {{actual}} ({{names}}), but {{convention}}: use one envelope.',
  },
  examples: {
    bad: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', (req, res) => res.status(400).json({ error: { code: 'BAD_PAGE', message: 'No such page' } }))
app.get('/orders/:id', (req, res) => res.status(404).json({ error: { code: 'NO_ORDER', message: 'No such order' } }))
app.put('/orders/:id', (req, res) => res.status(409).json({ error: { code: 'CHANGED', message: 'Changed meanwhile' } }))
app.delete('/orders/:id', (req, res) => res.status(403).json({ message: 'Not yours' }))
`,
      },
      {
        title: 'an error without a body, where others have one',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    get:
      responses:
        '200': { description: One order }
        '400': { $ref: '#/components/responses/Problem' }
        '404': { description: No such order }
        default: { $ref: '#/components/responses/Problem' }
components:
  responses:
    Problem: { description: What went wrong, content: { application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } } } }
  schemas:
    Problem: { type: object, properties: { type: { type: string }, title: { type: string }, detail: { type: string } } }
`,
      },
      {
        title: 'an error of another shape',
        code: `openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      responses:
        '201': { description: Created }
        '400': { description: Invalid, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } }
        '409': { description: Exists, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } }
        '503': { description: Down, content: { application/json: { schema: { type: object, properties: { reasons: { type: array, items: { type: string } } } } } } }
        default: { description: Failed, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } }
components:
  schemas:
    Error: { type: object, properties: { error: { type: object, properties: { code: { type: string }, message: { type: string } } } } }
`,
      },
      {
        title: 'no error with a body in the whole API',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get: { responses: { '200': { description: Orders }, '400': { description: Bad request }, '500': { description: Failed } } }
`,
      },
      {
        title: 'not the envelope that the team agreed on',
        settings: { conventions: { errorEnvelope: 'problem' } },
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get: { responses: { '200': { description: Orders }, '400': { description: Bad request, schema: { $ref: '#/definitions/Error' } } } }
definitions:
  Error: { type: object, properties: { code: { type: string }, message: { type: string } } }
`,
      },
    ],
    good: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', (req, res) => res.status(400).json({ message: 'No such page' }))
app.get('/orders/:id', (req, res) => res.status(404).json({ message: 'No such order' }))
app.put('/orders/:id', (req, res) => res.status(409).json({ message: 'Changed meanwhile', fields: ['total'] }))
app.delete('/orders/:id', (req, res) => res.status(403).json(problem('Not yours')))
app.get('/health', (req, res) => res.status(503).json({ status: 'down', checks: { database: 'down' } }))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    head: { responses: { '200': { description: There are some }, '404': { description: None } } }
    get:
      responses:
        '200': { description: Orders }
        4XX: { $ref: '#/components/responses/Error' }
        '503': { description: Down, content: { application/json: { schema: { oneOf: [{ $ref: '#/components/schemas/Error' }, { $ref: '#/components/schemas/Detailed' }] } } } }
        default: { $ref: '#/components/responses/Error' }
components:
  responses:
    Error: { description: What went wrong, content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } } }
  schemas:
    Error: { type: object, properties: { code: { type: string }, message: { type: string } } }
    Detailed: { allOf: [{ $ref: '#/components/schemas/Error' }, { type: object, properties: { details: { type: array, items: { type: string } } } }] }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api() {
      if (use.inCode !== unknown) {
        const convention = conventionInCode(use.inCode)
        for (const { response: place, fields } of use.inCode.departures) reportShape(place, answerText(place), fieldsText(fields), convention)
      }
      const { responses, bodies, envelope } = use
      if (responses === undefined || bodies === undefined || envelope === undefined) return
      const { described, count, missing } = missingBodies(responses)
      const though = described === 0 ? '' : `, although ${described} of ${count} error responses of this API do`
      const expected = described === 0 ? 'the one error schema of the API' : expectedText(envelope)
      for (const one of missing) {
        const response = responseText(one)
        const more = { together: { as: 'noBodies', name: lowerFirst(response), data: { though, expected }, isOmission: true } } as const
        if (one.body.kind === 'none') report(placeOf(one), 'noBody', { response, though, expected }, more)
        else report(placeOf(one), 'noSchema', { response, expected }, more)
      }
      if (envelope === unknown) return
      for (const { body, responses: carriers, uses } of bodies.filter(({ body: one }) => !isOfEnvelope(one, envelope))) {
        const { name } = body.schema
        // A named schema is reported once, however many responses refer to it.
        const others = uses === 1 ? '' : ` and ${counted(uses - 1, 'other response')}`
        if (name !== undefined) reportShape(body.schema.cursor.atKey, `The schema '${name}' of ${lowerFirst(responseText(carriers[0]))}${others}`, textOf(body), conventionText(envelope))
        else for (const one of carriers) reportShape(placeOf(one), responseText(one), textOf(body), conventionText(envelope))
      }

      function reportShape(place: ApiPlace, response: string, actual: string, convention: string): void {
        report(place, 'otherShape', { response, actual, convention }, { together: { as: 'otherShapes', name: lowerFirst(response), data: { actual, convention }, key: actual } })
      }
    },
  }),
})

/** The response itself: a shared one among the components. */
function placeOf({ uses: [first] }: ErrorResponse): DocumentLocation {
  return first.cursor.atKey
}

const shapeTexts: Record<EnvelopeShape, string> = {
  nested: '{ error: { code, message } }',
  flat: '{ code, message }',
  problem: 'the problem details of RFC 9457, { type, title, status, detail }',
}

function textOf({ type, properties }: ErrorBody): string {
  return properties.length > 0 ? propertiesText(properties) : `a bare ${type}`
}

/** The expected envelope for messages, with its source. */
function conventionText(envelope: ErrorEnvelope): string {
  if (envelope.source === 'stated') return `the convention is ${expectedText(envelope)}`
  return `${envelope.count} of ${envelope.of} error responses of this API have ${expectedText(envelope)}`
}

/** The expected envelope for messages. */
function expectedText(envelope: Known<ErrorEnvelope>): string {
  if (envelope === unknown) return 'the error schema of the API'
  if (envelope.source === 'stated') return envelope.shape === 'own' ? propertiesText(Object.keys(envelope.schema.properties ?? {})) : shapeTexts[envelope.shape]
  const { schema } = envelope.typical
  return schema.name === undefined ? textOf(envelope.typical) : `'${schema.name}', ${textOf(envelope.typical)}`
}

/** For messages: `404 of GET /orders/{id}`. */
function answerText({ name, status }: CodeResponse): string {
  return `${String(status)} of ${name}`
}

function fieldsText(fields: readonly string[]): string {
  return fields.length === 0 ? 'plain text' : propertiesText(fields)
}

/** The expected envelope of errors in code for messages, with its source. */
function conventionInCode({ shape, typical, count, of }: CodeEnvelope): string {
  if (typical !== undefined) return `${count} of ${of} errors that this code writes out have ${shape === 'nested' ? shapeTexts.nested : fieldsText(typical.fields)}`
  return `the convention is ${shape === 'own' ? '' : shapeTexts[shape]}`
}
