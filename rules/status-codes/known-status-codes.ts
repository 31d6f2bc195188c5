import { isCodeApi } from '../../src/api/code.ts'
import { isContractApi } from '../../src/api/contract.ts'
import { counted } from '../../src/core/counted.ts'
import { isUnregistered, mostUnregistered, registeredInsteadOf } from '../../src/api/status-registry.ts'
import type { Api } from '../../src/api/model.ts'
import { api } from '../../src/api/subject.ts'
import type { ApiPlace } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

export default defineRule({
  subject: api,
  title: 'Status codes are those that HTTP defines',
  why: 'Clients, proxies and libraries treat an unknown code like the first of its class, 400 or 500. Its meaning is lost, and some reject it.',
  fix: 'Return a registered status code, and distinguish cases by the error code in the body.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-5', 'API-6', 'API-7'],
  references: ['RFC 9110 15', 'IANA HTTP Status Code Registry', 'Zalando RESTful API Guidelines 150'],
  silentOn: ['ranges (`4XX`) and `default`', 'keys that are not status codes: `valid-structure` reports them'],
  messages: {
    unknown: "'{{status}}' ({{where}}) is not a status code of HTTP, so clients treat it like {{like}}: use {{instead}}.",
    many: '{{count}} codes of this API are not defined by HTTP ({{statuses}}): use registered codes, and an error code in the body.',
  },
  examples: {
    bad: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', (req, res) => res.status(420).json({ message: 'Slow down' }))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      responses:
        '200': { description: Orders }
        '420': { description: Slow down }
`,
      },
    ],
    good: [
      {
        title: 'in code',
        file: 'src/orders.ts',
        code: `import express from 'express'
const app = express()
app.get('/orders', (req, res) => res.status(busy ? 429 : 200).json({ orders: [] }))
`,
      },
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      responses:
        '200': { description: Orders }
        '429': { description: Slow down }
        4XX: { description: Wrong }
        default: { description: An error }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const unknown = groupBy(unregistered(unit), ({ status }) => status)
      if (unknown.size > mostUnregistered) {
        report(unit, 'many', { count: unknown.size, statuses: someOf([...unknown.keys()].sort()) })
        return
      }
      for (const [status, [first, ...others]] of unknown) {
        if (first === undefined) continue
        const where = others.length === 0 ? first.name : counted(others.length + 1, 'response')
        const instead = registeredInsteadOf(status) ?? 'a registered code, and an error code in the body'
        report(first.place, 'unknown', { status, where, like: `${status[0] ?? ''}00`, instead })
      }
    },
  }),
})

interface Answer {
  readonly status: string
  /** The name of its operation. */
  readonly name: string
  readonly place: ApiPlace
}

function unregistered(unit: Api): Answer[] {
  return answersOf(unit).filter(({ status }) => isUnregistered(status))
}

function answersOf(unit: Api): Answer[] {
  if (isContractApi(unit))
    return unit.operations.flatMap(({ name, responses }) => responses.map((place) => ({ status: place.status, name, place })))
  if (!isCodeApi(unit)) return []
  const seen = [...unit.operations.flatMap(({ responses }) => responses), ...unit.errorAnswers]
  return seen.map((place) => ({ status: String(place.status ?? ''), name: place.name, place }))
}
