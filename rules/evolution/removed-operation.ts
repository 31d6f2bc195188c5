import { sunsetOf } from '../../src/api/conventions/versions/deprecation.ts'
import type { ContractOperation } from '../../src/api/contract-operation.ts'
import { inBase } from '../../src/api/evolution/describe.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import { listed } from '../../src/core/listed.ts'
import { defineRule } from '../../src/core/rule.ts'

const contract = (paths: string): string => `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n${paths}`
const list = "    get: { responses: { '200': { description: The orders } } }\n"
const create = "    post: { responses: { '201': { description: The order } } }\n"

export default defineRule({
  subject: evolution,
  title: 'No operation is removed',
  why: 'Clients that call it get a 404 or 405 from the day of the release on, and nobody knows all clients.',
  fix: 'Keep the operation, mark it as `deprecated`, and state the last day in a `Sunset` header or `x-sunset`. Remove it after that day, or in a new major version.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-14'],
  references: ['RFC 8594'],
  silentOn: [
    'operations that were deprecated and whose sunset date has passed',
    'paths of which only the names of variables differ, or which only moved between `servers` and `paths`',
    'operations that a new path with a variable may include: `/reports/{kind}` instead of `/reports/daily`',
    'operations whose only response is 501, which are taken for missing in either version',
    'callbacks: whether they are missed depends on the operation they belong to',
    'an API whose paths all have another version than before: its operations are compared without it',
  ],
  messages: {
    path: '{{path}} is gone, with {{methods}}: keep it, deprecate it and state when it ends.',
    method: '{{path}} no longer has {{methods}}: keep it, deprecate it and state when it ends.',
    paths: '{{count}} paths are gone: {{names}}. Keep them, deprecate them and state when they end.',
    webhook: 'The webhook {{name}} is gone: clients that rely on it are no longer told. Keep it, and state when it ends.',
    webhooks: '{{count}} webhooks are gone: {{names}}. Clients that rely on them are no longer told: keep them, and state when they end.',
    contract: 'This contract is gone, with {{count}} operations: keep it, deprecate them and state when they end.',
  },
  examples: {
    bad: [
      { code: { 'base.yaml': contract(`  /orders:\n${list}${create}`), 'head.yaml': contract(`  /orders:\n${list}`) } },
      { title: 'a path', code: { 'base.yaml': contract(`  /orders:\n${list}  /carts:\n${create}`), 'head.yaml': contract(`  /orders:\n${list}`) } },
    ],
    good: [
      { title: 'another name for a variable', code: { 'base.yaml': contract(`  /orders/{id}:\n${list}`), 'head.yaml': contract(`  /orders/{orderId}:\n${list}`) } },
      {
        title: 'an announced end',
        code: { 'base.yaml': contract(`  /orders:\n${list}  /carts:\n    get: { deprecated: true, x-sunset: '2026-06-30', responses: { '200': { description: Carts } } }\n`), 'head.yaml': contract(`  /orders:\n${list}`) },
        settings: { today: '2026-11-28' },
      },
    ],
  },
  check: ({ settings: { today = '' }, report }) => {
    const isUnexpected = (operation: ContractOperation): boolean => !operation.deprecated || !((sunsetOf(operation)?.day ?? today) < today)
    return {
      RemovedContract({ base, file }) {
        const count = base.operations.filter(isUnexpected).length
        if (count > 0) report({ file, pointer: [] }, 'contract', { count }, [{ place: base.at, message: 'the earlier version' }])
      },
      RemovedWebhook({ name, cursor, at }) {
        report(at, 'webhook', { name }, { related: [inBase(cursor)], together: { as: 'webhooks', name } })
      },
      RemovedOperations({ operations, path, isWhole, at }) {
        const unexpected = operations.filter(isUnexpected)
        const methods = listed(unexpected.map(({ method }) => method.toUpperCase()))
        if (unexpected.length === 0) return
        const related = unexpected.map(({ cursor }) => inBase(cursor))
        if (isWhole) report(at, 'path', { path, methods }, { related, together: { as: 'paths', name: path } })
        else report(at, 'method', { path, methods }, related)
      },
    }
  },
})
