import { relatedPlaces } from '../../src/api/more-places.ts'
import { remove } from '../../src/core/fix.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { nodesWithEnum, sameness } from '../../src/openapi/enums.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { openapi } from '../../src/openapi/subject.ts'

const schema = (values: string): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n    Status: { enum: [${values}] }\n`

export default defineRule({
  subject: openapi,
  title: 'An enum lists each value once',
  why: 'Generators create two constants with the same name for a repeated value, which is often a typo for another value that is now missing.',
  fix: 'Remove the duplicate, or write the value that was meant.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-23'],
  references: ['JSON Schema 2020-12, Validation 6.1.2'],
  silentOn: ['values that differ in case or type: `1` and `\'1\'` are two values'],
  messages: {
    repeated: '{{value}} is listed {{times}} times in this enum: keep one, or write the value that was meant.',
  },
  fixes: { remove: 'Remove the duplicates' },
  examples: {
    bad: [
      { code: schema('open, paid, open'), fixed: schema('open, paid') },
      {
        title: 'OpenAPI 2.0, where parameters list values themselves',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: sort, in: query, type: string, enum: [asc, desc, asc] }]
      responses: { '200': { description: Orders } }
`,
        fixed: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters: [{ name: sort, in: query, type: string, enum: [asc, desc] }]
      responses: { '200': { description: Orders } }
`,
      },
    ],
    good: [{ code: schema("open, OPEN, 1, '1', { a: 1 }, { a: 2 }") }],
  },
  check: ({ unit, report }) => ({
    Document() {
      for (const { value, cursor } of nodesWithEnum(unit).filter(hasRepeated)) {
        // Removing a value would shift the names in extensions such as `x-enum-varnames`, which are parallel to the values.
        const hasNames = Object.keys(value).some((name) => /^x-.*enum/i.test(name))
        const list = cursor.child('enum')
        const places = groupBy(list.items(), (item) => sameness(item.value))
        for (const [known, [, second, ...more]] of places) {
          if (second === undefined) continue
          report(second, 'repeated', { value: known.length > 60 ? `${known.slice(0, 57)}...` : known, times: more.length + 2 }, {
            related: relatedPlaces(more),
            fixes: hasNames ? [] : [{ id: 'remove', edits: [second, ...more].map(({ at }) => remove(at)) }],
          })
        }
      }
    },
  }),
})

function hasRepeated({ value: { enum: values } }: OpenApiNode): boolean {
  return Array.isArray(values) && new Set(values.map(cheapSameness)).size < values.length
}

/** A quick comparison key: only objects need to be serialised, and most values are strings. */
function cheapSameness(value: unknown): unknown {
  return typeof value === 'object' ? sameness(value) : value
}
