import { changeOf } from '../../src/api/changing-read.ts'
import { api } from '../../src/api/subject.ts'
import type { Operation } from '../../src/api/model.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: api,
  title: 'GET changes nothing',
  why: 'Browsers prefetch links, crawlers follow them and libraries repeat them: a GET that deletes will delete when nobody asked.',
  fix: 'Use POST for actions, DELETE for removal, PUT or PATCH for changes.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-4'],
  references: ['RFC 9110 9.2.1', 'Zalando RESTful API Guidelines 148, 149'],
  silentOn: [
    'paths with a verb whose operation id or summary states that they only read: `GET /orders/{id}/cancel`, "Show the terms of a cancellation"',
    'operation ids or summaries alone that begin with a verb: two of path, id and summary have to agree, or the path alone if there is neither',
    'links that are followed from an email or a browser: confirmation, sign-in and sign-out, unsubscribing',
  ],
  messages: {
    changes: "{{operation}} is a GET that changes something ('{{verb}}'): prefetching, crawling or a retry repeats it unasked. Use {{method}}.",
    many: '{{count}} operations change something by GET ({{names}}): prefetching, crawling or a retry repeats it unasked. Use POST, PUT, PATCH or DELETE.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users/{id}/delete: { get: { responses: { '200': { description: Gone } } } }
  /orders/{id}: { get: { operationId: cancelOrder, summary: Cancels an order, responses: { '200': { description: Cancelled } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users/{id}: { delete: { operationId: deleteUser, responses: { '204': { description: Gone } } } }
  /orders/{id}/cancel:
    get: { summary: Show what a cancellation would cost, responses: { '200': { description: Terms } } }
    post: { responses: { '200': { description: Cancelled } } }
  /newsletter/unsubscribe: { get: { responses: { '200': { description: Done } } } }
  /updates: { get: { operationId: updateList, responses: { '200': { description: What is new } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      for (const operation of unit.operations) {
        const verb = changeOf(operation)
        if (verb === undefined) continue
        const name = nameOf(operation)
        report(operation, 'changes', { operation: name, verb, method: methodFor(verb) }, { together: { as: 'many', name } })
      }
    },
  }),
})

function nameOf({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path.template}`
}

function methodFor(verb: string): string {
  if (/^(?:delete|remove|destroy|erase|purge)$/.test(verb)) return 'DELETE'
  return /^(?:update|modify|edit|set|replace|rename)$/.test(verb) ? 'PUT or PATCH' : 'POST'
}
