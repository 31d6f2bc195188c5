import { counted } from '../../src/core/counted.ts'
import type { Resource } from '../../src/api/model.ts'
import { strayVariables } from '../../src/api/stray-variables.ts'
import { api } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

/** With more of them, it is how the API is built: one finding for all. */
const mostApart = 5

export default defineRule({
  subject: api,
  title: 'Every variable in a path follows the collection that it is one of',
  why: 'A variable that stands for itself takes the place of every other path at its level, and the reader of an address cannot tell what its parts are.',
  fix: 'Name the collection before the variable: `/users/{userId}/orders/{orderId}` and not `/users/{userId}/{orderId}`.',
  presets: { strict: 'warn' },
  checklist: ['API-3'],
  references: ['Google AIP-122', 'Zalando RESTful API Guidelines 143'],
  silentOn: [
    'versions, variables with an enum, and one that most paths begin with: a tenant, a language, a realm',
    'what only chooses: formats, dates, ranges, coordinates, and whole names or paths (`{name}`, `{path}`)',
    'literals of which it is not known whether they hold many: `/search/{query}`',
    'names that are qualified by their owner: `/repos/{owner}/{repo}`',
    'other variables that name one thing together: told once, at a lesser weight',
  ],
  messages: {
    leading: "'{{variable}}' stands at the top, where it takes the place of every other path: name the collection that it is one of before it{{example}}.",
    unnamed: "'{{variable}}' follows another variable, so nothing says what it is one of: write `{{example}}`.",
    composite: "'{{path}}' has two variables in a row{{more}}, and nothing says what the second is one of: name its collection, or address the thing by one identifier.",
    habit: '{{count}} variables follow no collection ({{examples}}), so nothing says what they are one of: name the collection before each.',
  },
  lesser: ['composite'],
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /users/{userId}/{orderId}: { get: { responses: { '200': { description: One order } } } }
  /{shopId}: { get: { responses: { '200': { description: One shop } } } }
  /users: { get: { responses: { '200': { description: Users } } } }
`,
      },
      {
        title: 'one thing by two variables',
        code: `openapi: 3.1.0
info: { title: Hub, version: 1.0.0 }
paths:
  /readings/{sensorId}/{sequence}: { get: { responses: { '200': { description: A reading } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /v1/users/{userId}/orders/{orderId}: { get: { responses: { '200': { description: One order } } } }
  /v1/repos/{owner}/{repo}: { get: { responses: { '200': { description: A repository } } } }
  /v1/rates/{from}/{to}: { get: { responses: { '200': { description: Rates } } } }
  /v1/reports/{reportId}/{format}: { get: { responses: { '200': { description: A report } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const strays = strayVariables(unit)
      const apart = strays.filter(({ kind }) => kind !== 'composite')
      if (apart.length > mostApart) report(unit, 'habit', { count: apart.length, examples: someOf(apart.map(({ resource }) => resource.path)) })
      else {
        for (const { resource, kind, collection } of apart) {
          const variable = resource.name
          if (kind === 'leading') report(resource, 'leading', { variable, example: collection === undefined ? '' : ` (\`/${collection}/${variable}\`)` })
          else report(resource, 'unnamed', { variable, example: withCollection(resource, collection) })
        }
      }
      const [first, ...more] = strays.filter(({ kind }) => kind === 'composite')
      if (first === undefined) return
      report(first.resource, 'composite', { path: first.resource.path, more: more.length === 0 ? '' : `, like ${counted(more.length, 'other path')}` })
    },
  }),
})

function withCollection({ parent, name }: Resource, collection = ''): string {
  return `${parent?.path ?? ''}/${collection}/${name}`
}
