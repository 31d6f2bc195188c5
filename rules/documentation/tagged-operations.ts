import { habitOf, isOneDecision } from '../../src/api/habit.ts'
import { asList } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { operationName } from '../../src/openapi/operation-name.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

/** Fewer operations than this are read at a glance, grouped or not. */
const leastOperations = 5

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n'
const gets = (...tags: string[]): string =>
  start + tags.map((list, index) => `  /resource${index + 1}: { get: { ${list === '' ? '' : `tags: [${list}], `}responses: { '200': { description: Done } } } }\n`).join('')

export default defineRule({
  subject: openapi,
  title: 'Operations are grouped by tags',
  why: 'Tags are the table of contents of the documentation and the classes of generated clients: an operation without one ends up under "default", where nobody looks.',
  fix: 'Give each operation the tag of the group that it belongs to.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.2.0, Tag Object'],
  silentOn: ['contracts of fewer than five operations', 'callbacks, which are documented with the operation they belong to', 'an API that uses tags hardly anywhere: one finding for all of it'],
  options: {
    most: { type: 'integer', minimum: 0, default: 0, description: 'How many tags an operation may have; 0 for any number. 1 keeps operations from being listed twice.' },
  },
  messages: {
    missing: '{{operation}} has no tag, so documentation and clients put it under "default": add the tag of its group.',
    never: 'None of the {{count}} operations has a tag, so documentation lists them in one heap: group them by tags.',
    few: 'Only {{kept}} of {{count}} operations have a tag, not so {{examples}}: add the tag of its group to each.',
    many: '{{operation}} has {{count}} tags, and is listed under each of them: keep {{most}}.',
  },
  lesser: ['never', 'few'],
  examples: {
    bad: [
      { code: gets('orders', 'orders', 'orders', 'taxes', '') },
      { title: 'nowhere', code: gets('', '', '', '', '') },
      { title: 'more than wanted', code: gets('orders, taxes'), options: { most: 1 } },
    ],
    good: [{ code: gets('orders', 'orders', 'orders', 'taxes', 'taxes, orders') }, { title: 'few operations', code: gets('', '') }],
  },
  check: ({ unit, options, report }) => ({
    Document({ cursor }) {
      // What a callback asks for is documented with the operation that it belongs to.
      const operations = walked(unit).of('Operation').filter(({ parent }) => parent?.parent?.kind !== 'Callback')
      const tagsOf = ({ value }: OpenApiNode): readonly unknown[] => asList(value['tags'])
      if (options.most > 0) {
        for (const operation of operations) {
          const count = tagsOf(operation).length
          const data = { operation: operationName(operation), count, most: options.most }
          if (count > options.most) report(operation.cursor.child('tags').atKey, 'many', data)
        }
      }
      if (operations.length < leastOperations) return
      const habit = habitOf(operations, (operation) => tagsOf(operation).length > 0)
      const { keeping, breaking } = habit
      const title = cursor.child('info').child('title')
      const count = operations.length
      if (!isOneDecision(habit)) for (const operation of breaking) report(operation.cursor.atKey, 'missing', { operation: operationName(operation) })
      else if (keeping.length === 0) report(title, 'never', { count })
      else report(title, 'few', { kept: keeping.length, count, examples: someOf(breaking.map(operationName)) })
    },
  }),
})
