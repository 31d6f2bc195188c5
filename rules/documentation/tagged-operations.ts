import { asList } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { isOfCallback, operationName } from '../../src/openapi/operation-name.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

/** With fewer operations than this, groups are not needed. */
const leastOperations = 10

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n'
const gets = (...tags: string[]): string =>
  start + tags.map((list, index) => `  /resource${index + 1}: { get: { ${list === '' ? '' : `tags: [${list}], `}responses: { '200': { description: Done } } } }\n`).join('')

export default defineRule({
  subject: openapi,
  title: 'Operations are grouped by tags',
  why: 'Tags become the sections of the documentation and the classes of generated clients: an operation without one ends up under "default", where nobody looks.',
  fix: 'Give each operation the tag of its group.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.2.0, Tag Object'],
  silentOn: ['contracts with fewer than ten operations and no tags at all', 'callbacks, which are documented with the operation that they belong to'],
  options: {
    most: { type: 'integer', minimum: 0, default: 0, description: 'How many tags an operation may have; 0 for any number. 1 keeps operations from being listed twice.' },
  },
  messages: {
    missing: '{{operation}} has no tag, so documentation and clients put it under "default": add the tag of its group.',
    several: '{{count}} of {{total}} operations have no tag ({{names}}): add the tag of its group to each.',
    many: '{{operation}} has {{count}} tags and is listed under each of them: keep {{most}}.',
  },
  examples: {
    bad: [
      { code: gets('orders', 'orders', 'orders', 'taxes', '') },
      { title: 'no tags', code: gets(...Array.from({ length: leastOperations }, () => '')) },
      { title: 'more than allowed', code: gets('orders, taxes'), options: { most: 1 } },
    ],
    good: [{ code: gets('orders', 'orders', 'orders', 'taxes', 'taxes, orders') }, { title: 'few operations', code: gets('', '') }],
  },
  check: ({ unit, options, report }) => ({
    Document() {
      const operations = walked(unit).of('Operation').filter((operation) => !isOfCallback(operation))
      const tagsOf = ({ value }: OpenApiNode): readonly unknown[] => asList(value['tags'])
      if (options.most > 0) {
        for (const operation of operations) {
          const count = tagsOf(operation).length
          const data = { operation: operationName(operation), count, most: options.most }
          if (count > options.most) report(operation.cursor.child('tags').atKey, 'many', data)
        }
      }
      const untagged = operations.filter((operation) => tagsOf(operation).length === 0)
      const total = operations.length
      if (untagged.length === total && total < leastOperations) return
      for (const operation of untagged) {
        const name = operationName(operation)
        report(operation.cursor.atKey, 'missing', { operation: name }, { together: { as: 'several', name, data: { total } } })
      }
    },
  }),
})
