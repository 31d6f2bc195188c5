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
  title: 'Resources state when they were created and last changed',
  why: 'Support, synchronisation and caches all need to know when something was created or last changed. If the representation omits it, nobody can find out later.',
  fix: 'Add `createdAt` and, if clients can change the resource, `updatedAt`, both with `format: date-time` and `readOnly`.',
  presets: { strict: 'warn' },
  checklist: ['API-28'],
  references: ['Zalando RESTful API Guidelines 174', 'Google AIP-148'],
  silentOn: [
    '`updatedAt` where clients cannot change the resource',
    'timestamps in objects that wrap or describe the resource (`data`, `attributes`, `metadata`)',
    'resources identified by their content (`{sha}`), which cannot change',
    'other names for them: a date, ordered, submitted, modified, a version, an ETag',
    'representations with alternatives, and those that hardly describe the resource',
  ],
  messages: {
    missing: '{{operation}} returns a resource that does not state when it was {{marks}}: add {{properties}}.',
    several: '{{count}} of {{total}} resources that clients create do not state when they were {{marks}} ({{names}}): add {{properties}}.',
  },
  examples: {
    bad: [{ code: api('id: {}, total: {}, status: {}') }, { title: 'only created', code: api('id: {}, total: {}, createdAt: {}') }],
    good: [
      { code: api('id: {}, createdAt: {}, updatedAt: {}') },
      { title: 'wrapped', code: api('data: { type: object, properties: { id: {}, metadata: { type: object, properties: { created: {}, last_modified: {} } } } }') },
      { title: 'hardly described', code: api('data: {}') },
      { title: 'wrapped, and not described', code: api('message: {}, status: {}, payload: { type: object }') },
      { title: 'an upload', code: api('id: {}, size: {}, createdAt: {}').replaceAll('orders/{id}', 'orders/{uploadId}') },
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
