import { auditedResources } from '../../src/api/conventions/fields/audit.ts'
import { habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

const api = (properties: string): string => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { post: { responses: { '201': { description: Created } } } }
  /orders/{id}:
    get: { responses: { '200': { description: One order, content: { application/json: { schema: { type: object, properties: { ${properties} } } } } } } }
    patch: { responses: { '200': { description: Changed } } }
`

export default defineRule({
  subject: contract,
  title: 'Resources say when they were created and last changed',
  why: 'Support, synchronisation and caches all ask when something came to be as it is. What the representation does not say, nobody can find out later.',
  fix: 'Add `createdAt` and, where clients can change the resource, `updatedAt`, both as `format: date-time` and `readOnly`.',
  presets: { strict: 'warn' },
  checklist: ['API-28'],
  references: ['Zalando RESTful API Guidelines 174', 'Google AIP-148'],
  silentOn: [
    'the time of the last change where clients can change nothing',
    'marks in the objects that wrap a resource or describe it (`data`, `attributes`, `metadata`)',
    'what is named by its content (`{sha}`), which cannot change',
    'other words for them: a date, ordered, submitted, modified, a version, an ETag',
    'representations of alternatives, and those that hardly describe the resource',
  ],
  messages: {
    missing: '{{operation}} answers a resource that does not say when it was {{marks}}: add {{properties}}.',
    several: '{{count}} of {{total}} resources that clients create do not say when they were {{marks}} ({{names}}): add {{properties}}.',
  },
  examples: {
    bad: [{ code: api('id: {}, total: {}, status: {}') }, { title: 'only created', code: api('id: {}, total: {}, createdAt: {}') }],
    good: [
      { code: api('id: {}, createdAt: {}, updatedAt: {}') },
      { title: 'wrapped', code: api('data: { type: object, properties: { id: {}, metadata: { type: object, properties: { created: {}, last_modified: {} } } } }') },
      { title: 'hardly described', code: api('data: {}') },
      { title: 'wrapped, and not described', code: api('message: {}, status: {}, payload: { type: object }') },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const { keeping, breaking } = habitOf(auditedResources(unit.operations), ({ missing }) => missing.length === 0)
      const total = keeping.length + breaking.length
      for (const { read, missing } of breaking) {
        const { name } = read
        const data = { marks: missing.join(' or '), properties: missing.map((mark) => `\`${mark}At\``).join(' and ') }
        report(read, 'missing', { operation: name, ...data }, { together: { as: 'several', name, key: data.marks, data: { ...data, total } } })
      }
    },
  }),
})
