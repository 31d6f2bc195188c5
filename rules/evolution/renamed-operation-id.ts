import { inBase } from '../../src/api/evolution/describe.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

const contract = (id: string): string => `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders:\n    get: { operationId: ${id}, responses: { '200': { description: The orders } } }\n`

export default defineRule({
  subject: evolution,
  title: 'Operations keep their ids',
  why: 'Generated clients have a function for each operation, named after its id: after the next generation, code that calls it does not compile.',
  fix: 'Keep the id, or change it in a new major version.',
  presets: { strict: 'warn' },
  checklist: ['API-14'],
  silentOn: ['operations that had no id before'],
  messages: {
    renamed: "{{operation}} has the id '{{now}}' instead of '{{was}}': keep it, since generated clients are named after it.",
    removed: "{{operation}} no longer has the id '{{was}}': keep it, since generated clients are named after it.",
  },
  examples: {
    bad: [{ code: { 'base.yaml': contract('listOrders'), 'head.yaml': contract('getOrders') } }],
    good: [{ code: { 'base.yaml': contract('listOrders'), 'head.yaml': contract('listOrders') } }],
  },
  check: ({ report }) => ({
    OperationPair({ base, head }) {
      const { operationId: was } = base
      const { operationId: now, name: operation } = head
      if (was === undefined || was === now) return
      const more = { related: [inBase(base.cursor)], together: { key: '' } }
      if (now === undefined) report(head.at, 'removed', { operation, was }, more)
      else report(head.cursor.child('operationId').at, 'renamed', { operation, was, now }, more)
    },
  }),
})
