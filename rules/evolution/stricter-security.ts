import { inBase } from '../../src/api/evolution/describe.ts'
import { meets, requirementsOf } from '../../src/api/evolution/security.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import { listed } from '../../src/core/listed.ts'
import { defineRule } from '../../src/core/rule.ts'

const contract = (security: string): string =>
  `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders:\n    get:\n      security: [${security}]\n      responses: { '200': { description: The orders } }\ncomponents:\n  securitySchemes:\n    key: { type: apiKey, in: header, name: X-Key }\n    login: { type: openIdConnect, openIdConnectUrl: https://login.example.com }\n`

export default defineRule({
  subject: evolution,
  title: 'Operations require no other credentials than before',
  why: 'Clients whose credentials were sufficient get a 401 or 403 from the day of the release on.',
  fix: 'Accept the credentials of before beside the new ones, and announce when they end.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-14'],
  silentOn: ['schemes that only have another name', 'credentials that are accepted in addition', 'operations about whose security the later version says nothing'],
  lesser: ['stated'],
  messages: {
    changed: '{{operation}} now requires {{now}}; {{was}} was sufficient before: keep accepting it.',
    stated: '{{operation}} now requires {{now}}, where the contract required nothing: if it was really open, keep it open.',
  },
  examples: {
    bad: [{ code: { 'base.yaml': contract('{ login: [read] }'), 'head.yaml': contract('{ login: [read, orders] }') } }],
    good: [{ code: { 'base.yaml': contract('{ key: [] }'), 'head.yaml': contract('{ key: [] }, { login: [read] }') } }],
  },
  check: ({ report }) => ({
    OperationPair({ base, head }) {
      const [old, present] = [requirementsOf(base), requirementsOf(head)]
      if (present === undefined) return
      const refused = (old ?? [{ text: '', schemes: new Map() }]).filter((one) => !present.some((other) => meets(one, other)))
      const [first] = refused
      if (first === undefined) return
      const ways = [...new Set(present.map(({ text }) => text))]
      const now = listed(ways.length > 3 ? [...ways.slice(0, 2), `${ways.length - 2} others`] : ways, ' or ')
      const own = head.cursor.child('security')
      const more = { related: [inBase(base.cursor)], together: { key: `${first.text} ${now}` } }
      if (old === undefined) report(own.exists ? own.atKey : head.at, 'stated', { operation: head.name, now }, more)
      else report(own.exists ? own.atKey : head.at, 'changed', { operation: head.name, now, was: first.text }, more)
    },
  }),
})
