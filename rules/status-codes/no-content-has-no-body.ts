import type { Response } from '../../src/api/contract-operation.ts'
import { isCodeApi } from '../../src/api/code.ts'
import { isContractApi } from '../../src/api/contract.ts'
import { bodiesOfNothing } from '../../src/api/conventions/errors/code-answers.ts'
import { api } from '../../src/api/subject.ts'
import { remove } from '../../src/core/fix.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'

/** Statuses whose responses end with the headers (RFC 9110 6.4.1). */
const bodiless: ReadonlySet<string> = new Set(['204', '205', '304'])

export default defineRule({
  subject: api,
  title: 'Responses that cannot have a body declare none',
  why: 'HTTP ends a 204, 205 or 304 after the headers: a client generated from this contract waits for a body that never comes.',
  fix: 'Remove the content, or return 200 if there is something to return.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-5'],
  references: ['RFC 9110 6.4.1, 15.3.5, 15.3.6, 15.4.5'],
  silentOn: ['an empty `content: {}`', 'the definition of a response that other statuses share: the finding is at the reference'],
  messages: {
    content: 'A {{status}} response cannot have a body: remove its content, or return 200.',
    contents: '{{count}} responses have a body that their status does not allow ({{names}}): remove the content, or return 200.',
    sent: '{{operation}} sends a body with {{status}}, which HTTP drops: send none, or return 200.',
    shared: 'A {{status}} response cannot have a body, but the one referenced here has: use one without content, or return 200.',
  },
  fixes: { remove: "Remove '{{field}}'" },
  suggestions: { removeShared: "Remove '{{field}}'" },
  examples: {
    bad: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.delete('/orders/:id', (req, res) => res.status(204).json({ deleted: true }))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{orderId}:
    delete:
      responses:
        '204':
          description: Gone
          content: { application/json: { schema: { type: object } } }
`,
        fixed: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{orderId}:
    delete:
      responses:
        '204':
          description: Gone
`,
      },
      {
        title: 'OpenAPI 2.0',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{orderId}:
    delete:
      responses:
        '204': { description: Gone, schema: { type: object } }
`,
        fixed: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{orderId}:
    delete:
      responses:
        '204': { description: Gone }
`,
      },
    ],
    good: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.delete('/orders/:id', (req, res) => res.status(204).end())
app.put('/orders/:id', (req, res) => res.status(200).json({ changed: true }))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{orderId}:
    get:
      responses:
        '200': { description: One order, content: { application/json: { schema: { type: object } } } }
        '304': { description: Not changed }
    delete: { responses: { '204': { description: Gone, content: {} } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      if (isCodeApi(unit))
        for (const response of bodiesOfNothing(unit)) report(response, 'sent', { operation: response.name, status: String(response.status) })
      if (!isContractApi(unit)) return
      const reportContent = ({ status, cursor, operation }: Response): void => {
        const name = cursor.child('content').exists ? 'content' : 'schema'
        const content = cursor.child(name)
        // Other files may refer to a shared response, which cannot be checked from here.
        const id = content.document.file === unit.file ? 'remove' : 'removeShared'
        report(content.atKey, 'content', { status }, {
          fixes: [{ id, data: { field: name }, edits: [remove(content.at)] }],
          together: { as: 'contents', name: `${status} of ${operation.name}` },
        })
      }

      const withContent = unit.operations.flatMap(({ responses }) => responses).filter(({ content }) => content.length > 0)
      for (const users of groupBy(withContent, ({ cursor }) => cursor.value).values()) {
        const wrong = users.filter(({ status }) => bodiless.has(status))
        const [first] = wrong
        if (first === undefined) continue
        if (wrong.length === users.length) reportContent(first)
        else for (const response of wrong) report(response, 'shared', { status: response.status })
      }
    },
  }),
})
