import type { ContractOperation, Response } from '../../src/api/contract-operation.ts'
import { responseFor } from '../../src/api/evolution/contents.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import { listed } from '../../src/core/listed.ts'
import { defineRule } from '../../src/core/rule.ts'

const contract = (statuses: readonly string[]): string =>
  `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders:\n    post:\n      responses: { ${statuses.map((status) => `'${status}': { description: ${status} }`).join(', ')} }\n`

export default defineRule({
  subject: evolution,
  title: 'Operations keep their statuses',
  why: 'Clients decide by the status what to do: one that they do not know is a failure to them, and an error under another status is handled as the wrong one.',
  fix: 'Keep the status. Further ones may be added.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-14'],
  silentOn: [
    'statuses that are only added',
    'success statuses that are no longer used, if all others were documented before',
    'what a range (`4XX`) or `default` covers, and statuses of 3xx and 5xx',
  ],
  lesser: ['error'],
  messages: {
    success: '{{operation}} returns {{now}} instead of {{statuses}}: keep the status that clients expect.',
    error: '{{operation}} no longer documents {{statuses}}: if the status has changed, keep the one that clients handle.',
  },
  examples: {
    bad: [
      { code: { 'base.yaml': contract(['200']), 'head.yaml': contract(['201']) } },
      { title: 'another error', code: { 'base.yaml': contract(['201', '400']), 'head.yaml': contract(['201', '422']) } },
    ],
    good: [{ code: { 'base.yaml': contract(['201']), 'head.yaml': contract(['201', '202', '422']) } }],
  },
  check: ({ report }) => ({
    OperationPair({ base, head }) {
      if (head.responses.length === 0) return
      const lost = (wanted: RegExp): Response[] => base.responses.filter((response) => wanted.test(response.status) && !isCovered(response, head))
      const successes = lost(/^2/)
      const now = head.successes.map(({ status }) => status)
      const isReplaced = now.length === 0 || head.successes.some((response) => !isCovered(response, base))
      const tell = (message: 'success' | 'error', responses: readonly Response[]): void => {
        const [first] = responses
        const statuses = listed(responses.map(({ status }) => status))
        if (first === undefined) return
        report(head.at, message, { operation: head.name, statuses, now: listed(now, ' or ') || 'no success' }, { related: [{ place: first.at, message: 'the earlier version' }], together: { key: statuses } })
      }
      if (isReplaced) tell('success', successes)
      tell('error', lost(/^4/))
    },
  }),
})

function isCovered(response: Response, operation: ContractOperation): boolean {
  return (responseFor(response, operation) ?? operation.response('default')) !== undefined
}
