import { closedness } from '../../src/api/conventions/fields/closed-bodies.ts'
import { habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: contract,
  title: 'Request bodies accept only defined properties',
  why: 'Properties that a schema does not forbid pass validation. A client can send `role: admin`, and a server that maps whole bodies to records stores it.',
  fix: 'State `additionalProperties: false` on the objects that clients send, or `unevaluatedProperties: false` where `allOf` composes them.',
  presets: { strict: 'warn' },
  checklist: ['API-23'],
  references: ['OWASP API3:2023 Broken Object Property Level Authorization', 'CWE-915'],
  silentOn: [
    'responses, and `readOnly` properties',
    'maps: objects that define no properties, or have a schema for the others',
    'parts of an `allOf`, and before OpenAPI 3.1 schemas with one: `additionalProperties: false` would reject what the other parts define',
  ],
  requires: { closedness },
  messages: {
    never: '{{few}} of the {{count}} objects that clients send {{refuses}} undefined properties ({{names}} do not): state `additionalProperties: false`.',
    alone: 'Undefined properties are accepted in {{name}}: state `{{keyword}}: false`.',
    here: 'Undefined properties are accepted in {{name}}, while {{kept}} of {{count}} objects that clients send reject them: state `{{keyword}}: false`.',
  },
  examples: {
    bad: [
      {
        title: 'no object is closed',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users/{id}:
    patch:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Change' } } } }
      responses: { '200': { description: Changed } }
components:
  schemas:
    Change:
      type: object
      properties:
        name: { type: string }
        address: { type: object, additionalProperties: true, properties: { street: { type: string } } }
        card: { type: object, properties: { number: { type: string } } }
`,
      },
      {
        title: 'one open object',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      parameters: [{ name: body, in: body, schema: { $ref: '#/definitions/NewOrder' } }]
      responses: { '201': { description: Created } }
definitions:
  NewOrder: { type: object, additionalProperties: false, properties: { card: { $ref: '#/definitions/Card' }, to: { $ref: '#/definitions/Address' } } }
  Address: { type: object, additionalProperties: false, properties: { street: { type: string } } }
  Card: { type: object, properties: { number: { type: string } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.0.3
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/NewOrder' } } } }
      responses:
        '201': { description: Created, content: { application/json: { schema: { type: object, properties: { id: { type: string } } } } } }
components:
  schemas:
    NewOrder:
      type: object
      additionalProperties: false
      properties:
        created: { type: object, readOnly: true, properties: { at: { type: string } } }
        labels: { type: object, additionalProperties: { type: string } }
        answers: { type: object, properties: { first: { type: string } }, additionalProperties: { type: string } }
        customer: { allOf: [{ $ref: '#/components/schemas/Person' }] }
    Person: { type: object, properties: { name: { type: string } } }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api(api) {
      const { verdict, keeping, breaking } = habitOf(use.closedness, ({ isClosed }) => isClosed)
      const kept = keeping.length
      const count = kept + breaking.length
      if (verdict === 'never') {
        const few = kept === 0 ? 'None' : `Only ${kept}`
        report(api, 'never', { few, refuses: kept > 1 ? 'reject' : 'rejects', count, names: someOf(breaking.map(({ name }) => name)) })
        return
      }
      for (const { name, at, isComposed } of breaking) {
        const keyword = isComposed ? 'unevaluatedProperties' : 'additionalProperties'
        report(at, kept === 0 ? 'alone' : 'here', { name, kept, count, keyword })
      }
    },
  }),
})
