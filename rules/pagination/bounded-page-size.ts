import { componentName } from '../../src/api/describe.ts'
import { counted } from '../../src/core/counted.ts'
import { boundsAdded, inWords, maximumLowered } from '../../src/api/conventions/paging/page-size-edits.ts'
import type { Bounds } from '../../src/api/conventions/paging/page-size-edits.ts'
import { pageSizes } from '../../src/api/conventions/paging/page-size.ts'
import type { PageSize } from '../../src/api/conventions/paging/page-size.ts'
import { habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { FixUse } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Page sizes have a maximum and a default',
  why: 'Without a stated maximum, one client asks for a million items at a time; without a default, nobody knows how many items a plain request returns.',
  fix: 'Give the page-size parameter a `maximum` (100 suits most APIs) and a `default` (20), and enforce them.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-17'],
  references: ['Google AIP-158', 'OWASP API4:2023 Unrestricted Resource Consumption'],
  silentOn: [
    'parameters that are not a page size: a `size` or `count` where nothing is listed',
    'a missing default if the parameter is required',
  ],
  options: {
    // Google's AIP-158 allows pages of a thousand, and many sound APIs have them.
    max: { type: 'integer', minimum: 1, default: 1000, description: 'The highest maximum that a page size may have.' },
    writeMaximum: { type: 'integer', minimum: 0, default: 0, description: 'The maximum that `--fix` writes where there is none, because your service enforces it; 0 for none.' },
    writeDefault: { type: 'integer', minimum: 0, default: 0, description: 'The default that `--fix` writes where there is none, because your service uses it; 0 for none.' },
  },
  messages: {
    noMaximum: 'The page size {{name}} has {{missing}}, so one request can ask for everything: give it a `maximum`, such as 100.',
    noMaxima: '{{count}} of {{total}} page sizes of this API have no maximum ({{names}}), so one request can ask for everything: give each a `maximum`, such as 100.',
    tooHigh: 'The page size {{name}} allows pages of {{maximum}}, more than {{max}}, so a few clients can take the service down: lower the maximum.',
    allTooHigh: '{{count}} page sizes allow more than {{max}} ({{names}}), so a few clients can take the service down: lower the maximum.',
    inWords: 'The page size {{name}} states its maximum only in words: write `maximum: {{maximum}}`, so that tools can check it too.',
    allInWords: '{{count}} page sizes state their maximum only in words ({{names}}): write it as `maximum`, so that tools can check it too.',
    noDefault: 'The page size {{name}} has no default, so clients cannot know how many items they get: give it a `default`, such as 20.',
    noDefaults: '{{count}} page sizes have no default ({{names}}), so clients cannot know how many items they get: give each a `default`, such as 20.',
  },
  lesser: ['inWords', 'noDefault'],
  fixes: { state: 'Write {{what}}' },
  suggestions: { propose: 'Write {{what}}', lower: 'Lower the maximum to {{max}}' },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer, minimum: 1 } }, { name: cursor, in: query, schema: { type: string } }]
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
`,
      },
      {
        title: 'a service that returns 20 and at most 100 items, and a maximum in words',
        options: { writeMaximum: 100, writeDefault: 20 },
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
  /customers:
    get:
      parameters: [{ name: limit, in: query, description: 'At most 50. The default is 10.', schema: { type: integer } }]
      responses: { '200': { description: Customers, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
`,
        fixed: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer, maximum: 100, default: 20 } }]
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
  /customers:
    get:
      parameters: [{ name: limit, in: query, description: 'At most 50. The default is 10.', schema: { type: integer } }]
      responses: { '200': { description: Customers, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
`,
      },
      {
        title: 'a maximum that limits nothing',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: per_page, in: query, type: integer, default: 20, maximum: 2147483647 }, { name: page, in: query, type: integer }]
      responses: { '200': { description: Orders, schema: { type: array, items: { type: object } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100, default: 20 } }]
      responses: { '200': { description: Orders, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
  /customers:
    get:
      parameters: [{ name: pageSize, in: query, required: true, schema: { type: integer, enum: [10, 20, 50] } }]
      responses: { '200': { description: Customers, content: { application/json: { schema: { type: array, items: { type: object } } } } } }
  /shirts/{id}/picture:
    get:
      parameters: [{ name: size, in: query, schema: { type: integer } }]
      responses: { '200': { description: A picture, content: { image/png: {} } } }
`,
      },
    ],
  },
  check: ({ options, report }) => ({
    Api(api) {
      const sizes = pageSizes(api)
      const { keeping, breaking } = habitOf(sizes, ({ maximum, maximumInWords }) => maximum !== undefined || maximumInWords !== undefined)
      for (const size of breaking) {
        const { hasDefault, parameter: { parameter: place } } = size
        const name = nameOf(size)
        const missing = hasDefault ? 'no maximum' : 'neither maximum nor default'
        const fixes = written(size, { maximum: options.writeMaximum, ...(hasDefault ? {} : { default: options.writeDefault }) })
        report(place, 'noMaximum', { name, missing }, { fixes, together: { as: 'noMaxima', name, data: { total: sizes.length }, isOmission: true } })
      }
      for (const size of keeping) {
        const { maximum, maximumInWords, hasDefault, parameter: { parameter: place } } = size
        const name = nameOf(size)
        const { max } = options
        if (maximum !== undefined && maximum > max) {
          const fixes = made({ id: 'lower', data: { max }, edits: maximumLowered(size, max) })
          report(place, 'tooHigh', { name, maximum, max }, { fixes, together: { as: 'allTooHigh', name, data: { max } } })
        }
        if (maximumInWords !== undefined) {
          const fixes = made({ id: 'propose', data: { what: 'the maximum that the description states' }, edits: boundsAdded([size], { maximum: maximumInWords }) })
          report(place, 'inWords', { name, maximum: maximumInWords }, { fixes, together: { as: 'allInWords', name } })
        }
        if (!hasDefault) report(place, 'noDefault', { name }, { fixes: written(size, { default: options.writeDefault }), together: { as: 'noDefaults', name, isOmission: true } })
      }
    },
  }),
})

type PageSizeFix = FixUse<{ state: 'Write {{what}}'; propose: 'Write {{what}}'; lower: 'Lower the maximum to {{max}}' }>

/** The fix that adds bounds: a safe one if the team has configured the values (0 means not configured), otherwise a proposal. */
function written(size: PageSize, configured: Bounds): PageSizeFix[] {
  const stated = Object.fromEntries(Object.entries(configured).filter(([, value]) => value !== 0))
  const isStated = Object.keys(stated).length > 0
  const bounds: Bounds = isStated ? stated : Object.fromEntries(Object.keys(configured).map((name) => [name, name === 'maximum' ? 100 : 20]))
  return made({ id: isStated ? 'state' : 'propose', data: { what: inWords(bounds) }, edits: boundsAdded([size], bounds) })
}

function made(fix: PageSizeFix): PageSizeFix[] {
  return fix.edits.length === 0 ? [] : [fix]
}

/** For messages: `'limit' of GET /orders`; `'limit' (12 operations)` if it is shared. */
function nameOf({ parameter: { name, parameter }, operations }: PageSize): string {
  const isShared = componentName(parameter.cursor.pointer, 'parameters') !== undefined
  const [first, ...others] = operations
  return isShared && others.length > 0 ? `'${name}' (${counted(operations.length, 'operation')})` : `'${name}' of ${first.name}`
}
