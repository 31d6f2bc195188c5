import { counted } from '../../src/core/counted.ts'
import { isUnregistered, mostUnregistered } from '../../src/api/status-registry.ts'
import { contract } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Status codes are on the agreed list',
  why: 'Every status code is a case that clients must handle. A rare one is handled like its class at best, and a common one would say the same.',
  fix: 'Use a common code and distinguish cases by the error code in the body, or add the code to `allow` if it was agreed on.',
  presets: { strict: 'warn' },
  checklist: ['API-5', 'API-6', 'API-7'],
  references: ['Zalando RESTful API Guidelines 243'],
  silentOn: ['ranges and `default`', 'codes that HTTP does not define, and APIs with their own numbering: see `known-status-codes`'],
  options: {
    allow: {
      type: 'array',
      items: { type: 'string' },
      default: [
        '101', '200', '201', '202', '204', '206', '207', '301', '302', '303', '304', '307', '308', '400', '401', '402', '403', '404', '405', '406', '408', '409', '410', '412', '413', '415',
        '416', '422', '428', '429', '451', '500', '502', '503', '504',
      ],
      description: 'The agreed status codes.',
    },
  },
  messages: {
    rare: "'{{status}}' ({{where}}) is not an agreed status code, so most clients treat it like {{like}}: {{advice}}, or add it to `allow`.",
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
        title: 'a custom list',
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
      {
        title: 'a numbering of its own',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { responses: { '496': { description: A }, '497': { description: B }, '498': { description: C }, '499': { description: D }, '501': { description: E } } } }
`,
      },
    ],
  },
  check: ({ options, report }) => {
    const agreed = new Set(options.allow)
    return {
      Api(unit) {
        const responses = unit.operations.flatMap((operation) => operation.responses)
        const unregistered = new Set(responses.flatMap(({ status }) => (isUnregistered(status) ? status : [])))
        if (unregistered.size > mostUnregistered) return
        const rare = responses.filter(({ status }) => /^[1-5]\d\d$/.test(status) && !agreed.has(status) && !unregistered.has(status))
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
  ['1', 'any interim response'],
  ['2', 'any success'],
  ['3', 'any redirect'],
  ['4', 'any client error'],
  ['5', 'any server error'],
])

/** The common status to use instead of a rare one. */
const advice: ReadonlyMap<string, string> = new Map([
  ['203', 'use 200'],
  ['205', 'use 204'],
  ['226', 'use 200'],
  ['300', 'use 200 with the choices in the body'],
  ['407', 'use 401'],
  ['411', 'use 400'],
  ['414', 'use 400'],
  ['417', 'use 400'],
  ['421', 'use 404'],
  ['423', 'use 409'],
  ['424', 'use 422, or 502 where another service failed'],
  ['425', 'use 409'],
  ['426', 'use 400'],
  ['431', 'use 400'],
  ['501', 'remove the operation, or use 404'],
  ['507', 'use 503'],
  ['511', 'use 401'],
])
