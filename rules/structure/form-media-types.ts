import { contract } from '../../src/api/subject.ts'
import { asList, field } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'

const start = "swagger: '2.0'\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n"

export default defineRule({
  subject: contract,
  title: 'Operations with form fields consume a form',
  why: 'OpenAPI 2.0 knows form fields only in two media types: where an operation says that it takes JSON, some clients send JSON, some a form, and some nothing.',
  fix: 'State `consumes: [application/x-www-form-urlencoded]`, or `[multipart/form-data]` where a file is sent.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 2.0, Parameter Object, in and type'],
  silentOn: ['operations for which neither they nor the document say what they consume, unless they take a file', 'OpenAPI 3, which describes forms as bodies'],
  messages: {
    notForm: "{{name}} takes form fields ('{{field}}') and consumes only {{types}}: state `application/x-www-form-urlencoded` or `multipart/form-data`.",
    notMultipart: "{{name}} takes a file ('{{field}}'), which OpenAPI 2.0 sends as `multipart/form-data` only: state that under `consumes`.",
  },
  examples: {
    bad: [
      { title: 'JSON', code: `${start}  /orders: { post: { consumes: [application/json], parameters: [{ name: note, in: formData, type: string }], responses: { '201': { description: Created } } } }\n` },
      { title: 'a file', code: `${start}  /photos: { post: { parameters: [{ name: photo, in: formData, type: file }], responses: { '201': { description: Created } } } }\n` },
    ],
    good: [
      { code: `${start}  /photos: { post: { consumes: [multipart/form-data], parameters: [{ name: photo, in: formData, type: file }], responses: { '201': { description: Created } } } }\n` },
      { code: `${start}  /orders: { post: { parameters: [{ name: note, in: formData, type: string }], responses: { '201': { description: Created } } } }\n` },
    ],
  },
  check: ({ unit, report }) => ({
    Operation({ name, cursor, parameters }) {
      if (unit.contract.version !== '2.0') return
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
