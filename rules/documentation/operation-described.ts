import { decisionOn, habitOf } from '../../src/api/habit.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { isNonBlank, isOfCallback, operationName } from '../../src/openapi/operation-name.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

const wanted = { either: 'summary or description', both: 'summary and a description', summary: 'summary', description: 'description' } as const

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n'
const get = (path: string, fields: string): string => `  ${path}: { get: { ${fields}responses: { '200': { description: Done } } } }\n`

export default defineRule({
  subject: openapi,
  title: 'Operations are described',
  why: 'Method and path do not tell what happens, who may do it or what to expect: without a description, people have to try or ask.',
  fix: 'Give each operation a `summary` of a few words, and a `description` where there is more to say.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.2.0, Operation Object'],
  silentOn: ['callbacks, which are documented with the operation that they belong to', 'operations with a summary alone, unless the option `needs` requires more', 'an API that describes hardly any operation: one finding for all of it'],
  options: {
    needs: {
      type: 'string',
      enum: ['either', 'summary', 'description', 'both'],
      default: 'either',
      description: 'What every operation must have: a summary or a description, one of them in particular, or both.',
    },
  },
  messages: {
    missing: '{{operation}} has no {{what}}, so nobody can tell what it does without trying: add one.',
    never: 'None of the {{count}} operations has a {{what}} ({{examples}}): add one to each.',
    few: 'Only {{kept}} of {{count}} operations have a {{what}}; {{examples}} have none: add one to each.',
  },
  examples: {
    bad: [
      { code: `${start}${get('/orders', 'summary: List orders, ')}${get('/orders/{id}', '')}` },
      { title: 'a description required', code: `${start}${get('/orders', 'summary: List orders, ')}`, options: { needs: 'description' } },
    ],
    good: [
      { code: `${start}${get('/orders', 'summary: List orders, ')}${get('/orders/{id}', 'description: One order., ')}` },
      { title: 'a callback', code: `${start}${get('/orders', "summary: List orders, callbacks: { paid: { '{$url}': { post: { responses: { '204': { description: Done } } } } } }, ")}` },
    ],
  },
  check: ({ unit, options, report }) => ({
    Document({ cursor }) {
      const has = (name: string) => ({ value }: OpenApiNode): boolean => isNonBlank(value[name])
      const [summary, description] = [has('summary'), has('description')]
      const isDescribed = {
        either: (operation: OpenApiNode) => summary(operation) || description(operation),
        summary,
        description,
        both: (operation: OpenApiNode) => summary(operation) && description(operation),
      }[options.needs]
      const habit = habitOf(walked(unit).of('Operation').filter((operation) => !isOfCallback(operation)), isDescribed)
      const what = wanted[options.needs]
      const decision = decisionOn(habit, operationName)
      if (decision !== undefined) report(cursor.child('info').child('title'), decision.message, { ...decision.data, what })
      else for (const operation of habit.breaking) report(operation.cursor.atKey, 'missing', { operation: operationName(operation), what })
    },
  }),
})
