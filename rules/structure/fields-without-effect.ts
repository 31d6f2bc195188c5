import type { DocumentLocation } from '../../src/core/location.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { isAtLeast } from '../../src/openapi/grammar/version.ts'
import { walked } from '../../src/openapi/walked.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\n'

/** Request headers that OpenAPI 3 ignores as parameters, and what to do instead. */
const described: ReadonlyMap<string, string> = new Map([
  ['accept', 'leave that to the media types of the responses'],
  ['content-type', 'leave that to the media types of the request body'],
  ['authorization', 'declare a security scheme instead'],
])

export default defineRule({
  subject: openapi,
  title: 'Every field has an effect',
  why: 'OpenAPI tells tools to ignore some fields in some places: their author believes that they are part of the contract, but no client ever sees them.',
  fix: 'Move the field to where the message says, or remove it.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Parameter Object, Response Object, Media Type Object, Schema Object', 'OpenAPI 3.2.0, XML Object'],
  silentOn: [
    'OpenAPI 2.0, where headers with these names are ordinary parameters',
    'fields that `valid-structure` reports',
    'callbacks within callbacks, which are rare and allowed',
  ],
  messages: {
    header: "OpenAPI ignores a header parameter named '{{name}}': {{advice}}.",
    responseHeader: "OpenAPI ignores a response header named '{{name}}', because the media types of the response state it: remove it.",
    encoding: "'encoding' has no effect in '{{name}}': only form and multipart bodies have encodings. Remove it.",
    receiver: "'servers' has no effect in a {{name}}: its receiver provides the address. Remove it.",
    both: "'{{name}}' is both `readOnly` and `writeOnly`, so it can be sent in neither direction: keep one.",
    empty: "The example '{{name}}' has no value: add a `value` or an `externalValue`.",
    xml: "OpenAPI 3.2 replaces '{{name}}' with `nodeType`: write {{advice}}.",
  },
  lesser: ['responseHeader', 'xml'],
  examples: {
    bad: [
      {
        title: 'a header that a security scheme should describe',
        code: `${start}paths:\n  /orders:\n    get:\n      parameters: [{ name: Authorization, in: header, required: true, schema: { type: string } }]\n      responses: { '200': { description: Orders } }\n`,
      },
      {
        title: 'an example without a value',
        code: `${start}paths: {}\ncomponents: { examples: { Order: { summary: An order } } }\n`,
      },
      {
        title: 'a webhook with a server',
        code: `${start}webhooks:\n  paid: { post: { servers: [{ url: 'https://shop.com' }], responses: { '204': { description: Noted } } } }\n`,
      },
    ],
    good: [
      {
        code: `${start}paths:\n  /photos:\n    post:\n      parameters: [{ name: X-Request-Id, in: header, schema: { type: string } }]\n      requestBody:\n        content:\n          multipart/form-data:\n            schema: { type: object, properties: { photo: {} } }\n            encoding: { photo: { contentType: image/png } }\n      responses: { '201': { description: Created, headers: { Location: { schema: { type: string } } } } }\n`,
      },
      {
        title: 'OpenAPI 2.0',
        code: "swagger: '2.0'\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /orders: { get: { parameters: [{ name: Accept, in: header, type: string }], responses: { '200': { description: Orders } } } }\n",
      },
    ],
  },
  check: ({ unit: contract, report }) => {
    type Message = 'header' | 'responseHeader' | 'encoding' | 'receiver' | 'both' | 'empty' | 'xml'
    const add = (message: Message, at: DocumentLocation, name: string, advice = ''): void => {
      report(at, message, { name, advice }, { together: { key: message === 'empty' || message === 'both' ? '' : name } })
    }
    if (contract.version === '2.0') return {}
    return {
      Document() {
        for (const { cursor, value, key } of walked(contract).holding('Schema', 'writeOnly')) {
          if (value['writeOnly'] === true && value['readOnly'] === true) add('both', cursor.child('writeOnly').atKey, String(key ?? ''))
        }
      },
      Parameter({ cursor }) {
        const name = cursor.child('name')
        const advice = described.get(name.string?.toLowerCase() ?? '')
        if (cursor.child('in').value === 'header' && advice !== undefined) add('header', name.at, name.string ?? '', advice)
      },
      Header({ cursor, key, parent }) {
        if (parent?.kind === 'Response' && String(key).toLowerCase() === 'content-type') add('responseHeader', cursor.atKey, String(key))
      },
      MediaType({ cursor, key, parent }) {
        const encoding = cursor.child('encoding')
        if (!encoding.exists) return
        if (parent?.kind === 'RequestBody' || parent?.kind === 'Response') {
          if (!/^multipart\/|urlencoded|\*/i.test(String(key))) add('encoding', encoding.atKey, String(key))
        }
      },
      Operation(node) {
        const receiver = receiverOf(node)
        if (receiver !== undefined && node.cursor.child('servers').exists) add('receiver', node.cursor.child('servers').atKey, receiver)
      },
      Example({ cursor, key }) {
        const fields = ['value', 'externalValue', 'dataValue', 'serializedValue']
        if (!fields.some((name) => cursor.child(name).exists)) add('empty', cursor.atKey, String(key ?? ''))
      },
      Xml({ cursor }) {
        if (!isAtLeast(contract.version, '3.2')) return
        if (cursor.child('attribute').value === true) add('xml', cursor.child('attribute').atKey, 'attribute', '`nodeType: attribute`')
        if (cursor.child('wrapped').value === true) add('xml', cursor.child('wrapped').atKey, 'wrapped', '`nodeType: element`')
      },
    }
  },
})

/** Whether an operation belongs to a webhook or callback, which the API's clients implement. */
function receiverOf({ parent }: OpenApiNode): 'webhook' | 'callback' | undefined {
  const holder = parent?.parent
  if (holder?.kind === 'Callback') return 'callback'
  return holder?.kind === 'Document' && parent?.cursor.pointer[0] === 'webhooks' ? 'webhook' : undefined
}
