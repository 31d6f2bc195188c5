import { counted } from '../../src/core/counted.ts'
import { isUnregistered } from '../../src/api/status-registry.ts'
import { contract } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Status codes are those that were agreed on',
  why: 'Every code that an API uses is a case that every client must know. A rare one is handled like its class at best, and a common one would have said the same.',
  fix: 'Use one of the common codes and tell cases apart by the error code in the body, or add the code to `allow` where it was agreed on.',
  presets: { strict: 'warn' },
  checklist: ['API-5', 'API-6', 'API-7'],
  references: ['Zalando RESTful API Guidelines 243'],
  silentOn: ['ranges and `default`', 'codes that HTTP does not know: `known-status-codes` names them'],
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [
        '101', '200', '201', '202', '204', '206', '207', '301', '302', '303', '304', '307', '308', '400', '401', '402', '403', '404', '405', '406', '409', '410', '412', '413', '415',
        '416', '422', '428', '429', '451', '500', '502', '503', '504',
      ],
      description: 'The codes that were agreed on.',
    },
  },
  messages: {
    rare: "'{{status}}' ({{where}}) is none of the agreed status codes, so most clients treat it like {{like}}: {{advice}}, or add it to `allow`.",
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '424': { description: Another service failed } } } }
`,
      },
      {
        title: 'a list of one\'s own',
        options: { allow: ['200', '400'] },
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '422': { description: Wrong } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '200': { description: Orders }, '404': { description: None }, 5XX: { description: Broken } } } }
`,
      },
    ],
  },
  check: ({ options, report }) => {
    const agreed = new Set(options.allow)
    return {
      Api(unit) {
        const responses = unit.operations.flatMap((operation) => operation.responses)
        const rare = responses.filter(({ status }) => /^[1-5]\d\d$/.test(status) && !agreed.has(status) && !isUnregistered(status))
        for (const [status, [first, ...others]] of groupBy(rare, (response) => response.status)) {
          if (first === undefined) continue
          const where = others.length === 0 ? first.operation.name : counted(others.length + 1, 'response')
          report(first, 'rare', { status, where, like: classes.get(status[0] ?? '') ?? 'its class', advice: advice.get(status) ?? 'use a common one' })
        }
      },
    }
  },
})

const classes: ReadonlyMap<string, string> = new Map([
  ['1', 'any interim answer'],
  ['2', 'any success'],
  ['3', 'any redirection'],
  ['4', 'any error of their own'],
  ['5', 'any failure of the server'],
])

/** The common status to use instead of a rare one. */
const advice: ReadonlyMap<string, string> = new Map([
  ['203', 'use 200'],
  ['205', 'use 204'],
  ['226', 'use 200'],
  ['300', 'use 200 with the choices in the body'],
  ['407', 'use 401'],
  ['408', 'use 504, or let the connection end'],
  ['411', 'use 400'],
  ['414', 'use 400'],
  ['417', 'use 400'],
  ['421', 'use 404'],
  ['423', 'use 409'],
  ['424', 'use 422, or 502 where another service failed'],
  ['425', 'use 409'],
  ['426', 'use 400'],
  ['431', 'use 400'],
  ['501', 'leave the operation out, or use 404'],
  ['507', 'use 503'],
  ['511', 'use 401'],
])
