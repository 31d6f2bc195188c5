import type { Parameter } from '../../src/api/contract-operation.ts'
import { componentName, counted } from '../../src/api/conventions/describe.ts'
import { boundsAdded, inWords, maximumLowered } from '../../src/api/conventions/page-size-edits.ts'
import type { Bounds } from '../../src/api/conventions/page-size-edits.ts'
import { pageSizes } from '../../src/api/conventions/page-size.ts'
import type { PageSize } from '../../src/api/conventions/page-size.ts'
import { habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { FixUse } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

/** Of parameters that a finding stands for as well, so many are named. */
const mostRelated = 5

export default defineRule({
  subject: contract,
  title: 'Page sizes have a maximum and a default',
  why: 'Without a stated maximum one client asks for a million at a time; without a default nobody knows how many come when nothing is asked.',
  fix: 'Give the page-size parameter a `maximum` (100 serves most APIs) and a `default` (20), and enforce them.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-17'],
  references: ['Google AIP-158', 'OWASP API4:2023 Unrestricted Resource Consumption'],
  silentOn: [
    'parameters that are no page size: a `size` or `count` where nothing is listed',
    'a default where the parameter is required',
  ],
  options: {
    // Google's AIP-158 lets pages hold a thousand, and many sound APIs do: more than that is hardly a page.
    max: { type: 'integer', minimum: 1, default: 1000, description: 'The highest maximum that a page size may have.' },
    writeMaximum: { type: 'integer', minimum: 0, default: 0, description: 'The maximum that `--fix` writes where there is none, because your service enforces it; 0 for none.' },
    writeDefault: { type: 'integer', minimum: 0, default: 0, description: 'The default that `--fix` writes where there is none, because your service uses it; 0 for none.' },
  },
  messages: {
    noneBounded: 'None of the {{count}} page-size parameters of this API has a maximum ({{names}}), so one request can ask for everything: give each a `maximum` and a `default`.',
    fewBounded: 'Only {{kept}} of the {{count}} page-size parameters of this API have a maximum, so one request can ask for everything ({{names}}): give each a `maximum`.',
    noMaximum: '{{name}} has {{missing}}, so one request can ask for everything: give it a `maximum`, such as 100.',
    tooHigh: '{{name}} allows pages of {{maximum}}, above {{max}}: lower the maximum, or a few clients can take the service down.',
    inWords: '{{name}} has its maximum in words only: write `maximum: {{maximum}}`, so that tools can check it too.',
    noDefault: '{{name}} has no default, so clients cannot know how many come when they ask for nothing: give it a `default`, such as 20.',
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
        title: 'a service that serves 20 and at most 100, and a maximum in words',
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
        title: 'a maximum that bounds nothing',
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
      const bounded = habitOf(sizes, ({ maximum, maximumInWords }) => maximum !== undefined || maximumInWords !== undefined)
      const kept = bounded.keeping.length
      const count = sizes.length
      if (bounded.verdict === 'never') {
        const names = someOf(distinctNames(bounded.breaking))
        const fixes = written(bounded.breaking, { maximum: options.writeMaximum, default: options.writeDefault })
        if (kept === 0) report(api, 'noneBounded', { count, names }, { fixes })
        else report(api, 'fewBounded', { kept, count, names }, { fixes })
      } else {
        for (const size of bounded.breaking) {
          const missing = size.hasDefault ? 'no maximum' : 'neither maximum nor default'
          const fixes = written([size], { maximum: options.writeMaximum, ...(size.hasDefault ? {} : { default: options.writeDefault }) })
          report(size.parameter.parameter, 'noMaximum', { name: nameOf(size), missing }, { fixes })
        }
      }
      for (const size of bounded.keeping) {
        const { maximum, parameter } = size
        if (maximum === undefined || maximum <= options.max) continue
        const { max } = options
        report(parameter.parameter, 'tooHigh', { name: nameOf(size), maximum, max }, { fixes: made({ id: 'lower', data: { max }, edits: maximumLowered(size, max) }) })
      }
      // The lesser defects are said once, however many parameters have them.
      const [inWords, ...moreInWords] = bounded.keeping.filter(({ maximumInWords }) => maximumInWords !== undefined)
      if (inWords !== undefined) {
        const maximum = inWords.maximumInWords ?? options.max
        const edits = [inWords, ...moreInWords].flatMap((size) => boundsAdded([size], { maximum: size.maximumInWords ?? maximum }))
        const fixes = made({ id: 'propose', data: { what: 'the maximum that the description has' }, edits })
        report(inWords.parameter.parameter, 'inWords', { name: together(inWords, moreInWords), maximum }, { related: relatedTo(moreInWords), fixes })
      }
      const lacking = bounded.keeping.filter(({ hasDefault }) => !hasDefault)
      const [noDefault, ...moreNoDefault] = lacking
      if (noDefault !== undefined) {
        const fixes = written(lacking, { default: options.writeDefault })
        report(noDefault.parameter.parameter, 'noDefault', { name: together(noDefault, moreNoDefault) }, { related: relatedTo(moreNoDefault), fixes })
      }
    },
  }),
})

type PageSizeFix = FixUse<{ state: 'Write {{what}}'; propose: 'Write {{what}}'; lower: 'Lower the maximum to {{max}}' }>

/** What puts bounds in: for certain where the team has said which (0: not said), as a proposal otherwise. */
function written(sizes: readonly PageSize[], configured: Bounds): PageSizeFix[] {
  const stated = Object.fromEntries(Object.entries(configured).filter(([, value]) => value !== 0))
  const isStated = Object.keys(stated).length > 0
  const bounds: Bounds = isStated ? stated : Object.fromEntries(Object.keys(configured).map((name) => [name, name === 'maximum' ? 100 : 20]))
  return made({ id: isStated ? 'state' : 'propose', data: { what: inWords(bounds) }, edits: boundsAdded(sizes, bounds) })
}

function made(fix: PageSizeFix): PageSizeFix[] {
  return fix.edits.length === 0 ? [] : [fix]
}

/** `'limit' of GET /orders`, `the shared parameter 'limit'`. */
function nameOf({ parameter: { name, parameter }, operations }: PageSize): string {
  const shared = componentName(parameter.cursor.pointer, 'parameters') !== undefined
  const [first, ...others] = operations
  return shared && others.length > 0 ? `The page size '${name}' (${counted(operations.length, 'operation')})` : `The page size '${name}' of ${first.name}`
}

function together(first: PageSize, others: readonly PageSize[]): string {
  return others.length === 0 ? nameOf(first) : `${nameOf(first)}, like ${others.length} more,`
}

function relatedTo(others: readonly PageSize[]): { readonly place: Parameter; readonly message: string }[] {
  return others.slice(0, mostRelated).map((size) => ({ place: size.parameter.parameter, message: `${nameOf(size)} as well` }))
}

function distinctNames(sizes: readonly PageSize[]): string[] {
  return [...new Set(sizes.map(({ parameter }) => `'${parameter.name}'`))]
}
