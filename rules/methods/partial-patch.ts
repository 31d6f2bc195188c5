import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { habitOf, isOneDecision } from '../../src/api/habit.ts'
import type { Method } from '../../src/api/model.ts'
import type { Schema } from '../../src/api/schema.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: contract,
  title: 'PATCH accepts a part of the resource',
  why: 'A client that has to send everything to change one field writes back values that it read earlier, and undoes what others have changed since. That is PUT under another name.',
  fix: 'Give PATCH its own schema, in which nothing is required, or offer PUT instead.',
  presets: { strict: 'warn' },
  checklist: ['API-4'],
  references: ['RFC 5789', 'RFC 7396', 'Google AIP-134'],
  silentOn: [
    'fields that identify what is changed: ids, types, versions, ETags, and read-only fields',
    'bodies of one or two properties, with nothing to leave out',
    'JSON Patch, and PATCH without a PUT or a POST to compare it with',
    'an API in which every PATCH does this: one finding for all of it',
  ],
  messages: {
    whole: '{{operation}} requires the same fields as {{other}} ({{fields}}), so clients must resend them with every change: make the fields of PATCH optional.',
    never: '{{count}} of {{total}} PATCH operations require what creating or replacing requires ({{examples}}), so clients must resend it with every change: make the fields of PATCH optional.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    put: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, responses: { '200': { description: Replaced } } }
    patch: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, responses: { '200': { description: Changed } } }
components:
  schemas:
    Order: { type: object, required: [customer, total], properties: { customer: { type: string }, total: { type: string }, note: { type: string } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{id}:
    put: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } } }, responses: { '200': { description: Replaced } } }
    patch: { requestBody: { content: { application/merge-patch+json: { schema: { $ref: '#/components/schemas/OrderChange' } } } }, responses: { '200': { description: Changed } } }
components:
  schemas:
    Order: { type: object, required: [customer, total], properties: { customer: { type: string }, total: { type: string }, note: { type: string } } }
    OrderChange: { type: object, required: [version], properties: { customer: { type: string }, total: { type: string }, note: { type: string }, version: { type: integer } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const patches = unit.operations.flatMap((operation) => {
        const compared = operation.method === 'patch' ? compare(operation) : undefined
        return compared === undefined ? [] : [{ operation, ...compared }]
      })
      const habit = habitOf(patches, ({ fields }) => fields.length === 0)
      const { breaking } = habit
      if (isOneDecision(habit)) {
        report(unit, 'never', { count: breaking.length, total: patches.length, examples: someOf(breaking.map(({ operation }) => operation.name)) })
      } else for (const { operation, other, fields } of breaking) report(operation, 'whole', { operation: operation.name, other: other.name, fields: someOf(fields) })
    },
  }),
})

interface Comparison {
  /** The operation that the PATCH is compared with: PUT on the same path, or POST on the collection. */
  readonly other: ContractOperation
  /** The fields that both require; none if PATCH makes optional what the other requires. */
  readonly fields: readonly string[]
}

/** With this many fields, all required by both, the PATCH replaces the whole resource; with fewer, it may be a command with arguments. */
const wholeFrom = 3

function compare(patch: ContractOperation): Comparison | undefined {
  const { resource } = patch
  const other = find(resource.operations, 'put') ?? find(resource.kind === 'item' ? (resource.parent?.operations ?? []) : [], 'post')
  const [own, whole] = [bodyOf(patch), other === undefined ? undefined : bodyOf(other)]
  if (other === undefined || own === undefined || whole === undefined) return undefined
  const required = valuesRequiredBy(own)
  const expected = valuesRequiredBy(whole)
  const leavesChoice = own.properties.size > own.required.size && own.properties.size > 1
  const hasChoice = leavesChoice || (expected.length >= wholeFrom && expected.length === own.required.size)
  const isWhole = hasChoice && expected.length > 0 && expected.every((name) => required.includes(name))
  return { other, fields: isWhole ? expected : [] }
}

function find(operations: readonly ContractOperation[], method: Method): ContractOperation | undefined {
  return operations.find((operation) => operation.method === method)
}

function bodyOf({ body }: ContractOperation): Schema | undefined {
  return body?.content.find(({ schema }) => schema !== undefined)?.schema
}

/** Names of fields that identify a resource or its type, and are not values to change. */
const identifying = /^(?:data|attributes|relationships|@?odata\.?type|.*type|kind|api_?version|_?id|uuid|.*_id|.*Id|etag|version|revision|row_?version|location)$/i

function valuesRequiredBy({ required, properties }: Schema): string[] {
  return [...required].filter((name) => properties.has(name) && !identifying.test(name) && properties.get(name)?.keyword('readOnly') !== true)
}
