import { contract } from '../../src/api/subject.ts'
import { asList, field } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'

const start = "swagger: '2.0'\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n"

const start3 = 'openapi: 3.0.3\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n'
const isJson = /^application\/(?:[\w.-]+\+)?json\b/i

export default defineRule({
  subject: contract,
  title: 'Forms and files use media types that can carry them',
  why: 'OpenAPI 2.0 supports form fields in two media types only: where an operation declares JSON, some clients send JSON, some a form, and some nothing. JSON carries only text, so each client encodes a file in its own way.',
  fix: 'State `consumes: [application/x-www-form-urlencoded]`, or `[multipart/form-data]` for a file. In OpenAPI 3, describe a file under `multipart/form-data`, or as Base64.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 2.0, Parameter Object, in and type', 'RFC 8259, 8.1'],
  silentOn: ['operations without `consumes` in a document without it, unless they accept a file', 'OpenAPI 3, which describes forms as bodies, unless JSON is the only media type for a file'],
  messages: {
    notForm: "{{name}} accepts form fields ('{{field}}') but consumes only {{types}}: declare `application/x-www-form-urlencoded` or `multipart/form-data`.",
    notMultipart: "{{name}} accepts a file ('{{field}}'), which OpenAPI 2.0 sends only as `multipart/form-data`: list that under `consumes`.",
    inJson: "{{name}} accepts a file ('{{field}}') in '{{type}}', which carries only text: use `multipart/form-data`, or Base64 (`format: byte`).",
    severalInJson: '{{count}} operations accept a file in JSON, which carries only text ({{names}}): use `multipart/form-data`, or Base64 (`format: byte`).',
  },
  examples: {
    bad: [
      { title: 'JSON', code: `${start}  /orders: { post: { consumes: [application/json], parameters: [{ name: note, in: formData, type: string }], responses: { '201': { description: Created } } } }\n` },
      { title: 'a file', code: `${start}  /photos: { post: { parameters: [{ name: photo, in: formData, type: file }], responses: { '201': { description: Created } } } }\n` },
      { title: 'a file in JSON', code: `${start3}  /photos: { post: { requestBody: { content: { application/json: { schema: { type: object, properties: { photo: { type: string, format: binary } } } } } }, responses: { '201': { description: Created } } } }\n` },
    ],
    good: [
      { code: `${start}  /photos: { post: { consumes: [multipart/form-data], parameters: [{ name: photo, in: formData, type: file }], responses: { '201': { description: Created } } } }\n` },
      { code: `${start}  /orders: { post: { parameters: [{ name: note, in: formData, type: string }], responses: { '201': { description: Created } } } }\n` },
    ],
  },
  check: ({ unit, report }) => ({
    Operation({ name, cursor, parameters, body }) {
      if (unit.contract.version !== '2.0') {
        for (const { type, schema, at } of body?.content ?? []) {
          if (!body?.content.every((content) => isJson.test(content.type))) return
          const field = [...(schema?.properties ?? [])].find(([, { format }]) => format === 'binary')?.[0]
          if (field !== undefined) report(at, 'inJson', { name, field, type }, { together: { as: 'severalInJson', name } })
        }
        return
      }
      const fields = parameters.filter(({ in: place }) => place === 'formData')
      const file = fields.find((parameter) => field(parameter.cursor.value, 'type') === 'file')
      const [first] = fields
      const own = cursor.child('consumes')
      const types = asList(field(cursor.value, 'consumes') ?? field(unit.contract.root.value, 'consumes')).filter((type) => typeof type === 'string')
      if (first === undefined) return
      const place = own.exists ? own.atKey : first.at
      if (file !== undefined && !types.some((type) => /^multipart\//i.test(type))) report(place, 'notMultipart', { name, field: file.name })
      else if (types.length > 0 && !types.some((type) => /^multipart\/|urlencoded|\*\/\*/i.test(type))) {
        report(place, 'notForm', { name, field: first.name, types: types.map((type) => `'${type}'`).join(', ') })
      }
    },
  }),
})
