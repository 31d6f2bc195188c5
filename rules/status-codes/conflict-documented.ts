import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { creates } from '../../src/api/conventions/answers/creation.ts'
import { uniqueFieldOf } from '../../src/api/conventions/fields/unique-field.ts'
import { habitOf } from '../../src/api/habit.ts'
import { documents, documentsError } from '../../src/api/status.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Creating something with a unique name documents the conflict',
  why: 'Sooner or later, a unique name is already taken. Without documentation, clients cannot distinguish "choose another one" from "something broke".',
  fix: 'Document 409 (or the range 4XX, or default) with an error code that names the conflicting field.',
  presets: { strict: 'warn' },
  checklist: ['API-6'],
  references: ['RFC 9110 15.5.10', 'Zalando RESTful API Guidelines 151'],
  silentOn: [
    'operations that document 4XX or default; 422 instead is reported at a lower severity',
    'requests without an evidently unique field: the variable of the item, a slug or SKU, or what accounts sign in with',
    'fields that are optional, set by the server, or unique only together with others',
  ],
  messages: {
    missing: "{{operation}} accepts '{{field}}', which must be unique, but does not say what happens when it is taken: document 409.",
    several: '{{count}} of {{total}} operations that create something unique do not say what happens when it is taken ({{names}}): document 409.',
    only422: "{{operation}} documents 422 but not 409, although '{{field}}' must be unique: with 409, clients can suggest another value without reading the body.",
  },
  lesser: ['only422'],
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users:
    post:
      requestBody: { content: { application/json: { schema: { type: object, required: [email], properties: { email: { type: string } } } } } }
      responses: { '201': { description: Created }, '400': { description: Wrong } }
  /users/{id}: { get: { responses: { '200': { description: One user } } } }
`,
      },
      {
        title: 'the variable of the path',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /buckets:
    post:
      parameters: [{ name: bucket, in: body, schema: { type: object, required: [bucketName], properties: { bucketName: { type: string } } } }]
      responses: { '201': { description: Created } }
  /buckets/{bucketName}: { get: { responses: { '200': { description: One bucket } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users:
    post:
      requestBody: { content: { application/json: { schema: { type: object, required: [email], properties: { email: { type: string } } } } } }
      responses: { '201': { description: Created }, '409': { description: There is an account with this address } }
  /users/{id}: { get: { responses: { '200': { description: One user } } } }
  /orders:
    post:
      requestBody: { content: { application/json: { schema: { type: object, required: [id, email], properties: { id: { type: string, readOnly: true }, email: { type: string } } } } } }
      responses: { '201': { description: Created } }
  /orders/{id}: { get: { responses: { '200': { description: One order } } } }
`,
      },
      {
        title: 'one schema for both directions',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /tags:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Tag' } } } }
      responses: { '201': { description: Created, content: { application/json: { schema: { $ref: '#/components/schemas/Tag' } } } } }
  /tags/{id}: { get: { responses: { '200': { description: One tag } } } }
components: { schemas: { Tag: { type: object, required: [id], properties: { id: { type: integer } } } } }
`,
      },
      {
        title: 'unique only together',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /codes:
    post:
      requestBody: { content: { application/json: { schema: { type: object, required: [scheme], properties: { scheme: { type: string } } } } } }
      responses: { '201': { description: Created } }
  /codes/{scheme}/{value}: { get: { responses: { '200': { description: One code } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const naming = unit.operations.filter((operation) => creates(operation) && uniqueFieldOf(operation) !== undefined)
      const { keeping, breaking } = habitOf(naming, (operation) => documentsError(operation, ['409', '422']))
      const total = keeping.length + breaking.length
      for (const operation of breaking) {
        const { name } = operation
        report(operation, 'missing', { operation: name, field: uniqueFieldOf(operation) ?? '' }, { together: { as: 'several', name, data: { total } } })
      }
      const [first, ...more] = keeping.filter(documentsOnly422)
      if (first !== undefined) {
        const operation = more.length === 0 ? first.name : `${first.name}, like ${more.length} more,`
        report(first, 'only422', { operation, field: uniqueFieldOf(first) ?? '' })
      }
    },
  }),
})

function documentsOnly422(operation: ContractOperation): boolean {
  return documentsError(operation, ['409']) === false && documents(operation, ['422']) === true
}
