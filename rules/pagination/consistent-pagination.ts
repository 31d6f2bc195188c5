import { counted } from '../../src/core/counted.ts'
import { equalSpellings, oddSpellings, pagination } from '../../src/api/conventions/paging/pagination.ts'
import type { PagedOperation, Pagination } from '../../src/api/conventions/paging/pagination.ts'
import type { PagingRole } from '../../src/api/conventions/paging/paging-parameter.ts'
import { unknown } from '../../src/api/model.ts'
import { quotedSome } from '../../src/api/naming/casing-habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { PaginationStyle } from '../../src/core/settings.ts'
import { someOf } from '../../src/core/some-of.ts'

const roles: readonly PagingRole[] = ['size', 'cursor', 'offset', 'page']

export default defineRule({
  subject: contract,
  title: 'Pagination uses one style and one set of names',
  why: 'A client writes one loop over pages. If `page` becomes `offset` elsewhere, or `per_page` becomes `pageSize`, it needs another one, and notices only when it gets the first page again and again.',
  fix: 'Use one style (cursor, offset or page) and one spelling of its parameters, ideally as shared components.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-16'],
  references: ['Zalando RESTful API Guidelines 160', 'Google AIP-158'],
  silentOn: [
    'several styles offered by one operation: `page` and `cursor` together',
    'pairs that belong together: `after` and `before`, `starting_after` and `ending_before`',
    'sizes without a position, which belong to something else',
    'what SCIM, FHIR and Solr prescribe',
  ],
  requires: { pages: pagination },
  messages: {
    otherStyle: "{{count}} by {{style}} ('{{name}}': {{names}}), but {{usual}} by {{usualStyle}}: clients need a second loop. {{advice}}.",
    mixed: 'This API mixes pagination styles ({{styles}}): clients need a loop for each. Choose one.',
    mixedNames: 'This API has no single name for {{names}}: clients need a loop for each. Choose one.',
    otherName: "{{count}} the {{what}} '{{name}}' ({{names}}), but {{usualCount}} it '{{usual}}': use one name.",
  },
  examples: {
    bad: [
      {
        title: 'two styles',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { parameters: [{ name: cursor, in: query, schema: { type: string } }], responses: { '200': { description: Orders } } } }
  /customers: { get: { parameters: [{ name: cursor, in: query, schema: { type: string } }], responses: { '200': { description: Customers } } } }
  /invoices: { get: { parameters: [{ name: page, in: query, schema: { type: integer } }], responses: { '200': { description: Invoices } } } }
`,
      },
      {
        title: 'two spellings',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { parameters: [{ name: page, in: query, type: integer }, { name: per_page, in: query, type: integer }], responses: { '200': { description: Orders } } } }
  /customers: { get: { parameters: [{ name: page, in: query, type: integer }, { name: per_page, in: query, type: integer }], responses: { '200': { description: Customers } } } }
  /invoices: { get: { parameters: [{ name: page, in: query, type: integer }, { name: pageSize, in: query, type: integer }], responses: { '200': { description: Invoices } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { parameters: [{ $ref: '#/components/parameters/limit' }, { $ref: '#/components/parameters/after' }], responses: { '200': { description: Orders } } } }
  /customers: { get: { parameters: [{ $ref: '#/components/parameters/limit' }, { $ref: '#/components/parameters/after' }, { $ref: '#/components/parameters/before' }], responses: { '200': { description: Customers } } } }
  /files/{id}/pages/{pageNumber}/image: { get: { parameters: [{ name: pageNumber, in: path, required: true, schema: { type: integer } }], responses: { '200': { description: A picture } } } }
  /previews: { get: { parameters: [{ name: page, in: query, description: Page of the PDF file, schema: { type: integer } }], responses: { '200': { description: A picture } } } }
  /events: { get: { parameters: [{ name: after, in: query, schema: { type: string, format: date-time } }], responses: { '200': { description: Events } } } }
components:
  parameters:
    limit: { name: limit, in: query, schema: { type: integer } }
    after: { name: starting_after, in: query, schema: { type: string } }
    before: { name: ending_before, in: query, schema: { type: string } }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api(api) {
      const { paged, isStated, style, styles } = use.pages
      const usual = new Set(style === unknown ? [] : styles.get(style))
      const others = new Set<PagedOperation>()
      if (style === unknown) {
        if (styles.size > 1) report(api, 'mixed', { styles: stylesText(styles) })
      } else {
        for (const [other, using] of styles) {
          const strays = using.filter((one) => other !== style && !usual.has(one))
          for (const stray of strays) others.add(stray)
          const [first] = strays
          const parameter = first?.parameters.find(({ role }) => role === other)
          if (parameter === undefined) continue
          report(parameter.parameter, 'otherStyle', {
            count: counted(strays.length, 'operation pages', 'operations page'),
            style: styleTexts[other],
            name: parameter.name,
            usual: counted(usual.size, 'operation of this API pages', 'operations of this API page'),
            usualStyle: styleTexts[style],
            advice: isStated ? `The configuration requires paging by ${styleTexts[style]}` : 'Use one style',
            names: namesOf(strays),
          })
        }
      }
      // Operations in another style are reported once, and their parameter names follow from the style.
      const regular = paged.filter((one) => !others.has(one))
      // A size without a position does not page: it may be the size of something else.
      const positioned = regular.filter(({ parameters }) => parameters.some(({ role }) => role !== 'size'))
      const judged = style === unknown && styles.size > 1 ? [] : roles
      const mixed = judged.flatMap((role) => {
        const names = equalSpellings(positioned, role)
        return names.length === 0 ? [] : [`the ${roleTexts[role]} (${quotedSome(names)})`]
      })
      if (mixed.length > 0) report(api, 'mixedNames', { names: mixed.join(' and ') })
      for (const role of judged) {
        for (const { name, usual: usualName, usualCount, operations } of oddSpellings(positioned, role)) {
          const parameter = operations[0].parameters.find((one) => one.name === name && one.role === role)
          if (parameter === undefined) continue
          report(parameter.parameter, 'otherName', {
            name,
            count: counted(operations.length, 'operation calls', 'operations call'),
            what: roleTexts[role],
            usualCount: counted(usualCount, 'operation calls', 'operations call'),
            usual: usualName,
            names: namesOf(operations),
          })
        }
      }
    },
  }),
})

const styleTexts: Record<PaginationStyle, string> = { cursor: 'cursor', offset: 'offset', page: 'page number' }
const roleTexts: Record<PagingRole, string> = { size: 'page size', cursor: 'cursor', offset: 'offset', page: 'page number' }

function namesOf(operations: readonly PagedOperation[]): string {
  return someOf(operations.map(({ operation }) => operation.name))
}

function stylesText(styles: Pagination['styles']): string {
  return [...styles].map(([style, using]) => `${counted(using.length, 'operation')} by ${styleTexts[style]}`).join(', ')
}
