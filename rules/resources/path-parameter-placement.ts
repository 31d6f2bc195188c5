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
  title: 'Every path variable follows its collection',
  why: 'A variable without a collection competes with every other path at its level, and readers of a URL cannot tell what its parts mean.',
  fix: 'Name the collection before the variable: `/users/{userId}/orders/{orderId}` instead of `/users/{userId}/{orderId}`.',
  presets: { strict: 'warn' },
  checklist: ['API-3'],
  references: ['Google AIP-122', 'Zalando RESTful API Guidelines 143'],
  silentOn: [
    'versions, variables with an enum, and one that most paths begin with: a tenant, a language, a realm',
    'variables that only select: formats, dates, seasons, ranges, numbers, coordinates, and whole names or paths (`{name}`, `{path}`)',
    'literals that may be no collections: `/search/{query}`',
    'names that are qualified by their owner: `/repos/{owner}/{repo}`',
    'other variables that together identify one resource: reported once, with less weight',
  ],
  messages: {
    leading: "'{{variable}}' is at the top level, where it competes with every other path: name its collection before it{{example}}.",
    unnamed: "'{{variable}}' follows another variable, so nothing says what it identifies: write `{{example}}`.",
    composite: "'{{path}}' has two variables in a row{{more}}, so nothing says what the second one identifies: name its collection, or use a single identifier.",
    habit: '{{count}} variables follow no collection ({{examples}}), so nothing says what they identify: name the collection before each.',
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
        title: 'one resource, identified by two variables',
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
  /v1/scores/{season}/{week}: { get: { responses: { '200': { description: Scores } } } }
  /v1/players/{playerId}/{numberOfGames}: { get: { responses: { '200': { description: Scores } } } }
  /v1/words/{wordId}/{filters}: { get: { responses: { '200': { description: Words } } } }
  /v1/fonts/{fontId}/{unicodeRange}: { get: { responses: { '200': { description: Glyphs } } } }
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
