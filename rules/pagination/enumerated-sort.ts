import { sortParameters } from '../../src/api/conventions/paging/sort-parameter.ts'
import type { SortParameter } from '../../src/api/conventions/paging/sort-parameter.ts'
import { counted } from '../../src/core/counted.ts'
import { decisionOn, habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { defineRule } from '../../src/core/rule.ts'

export default defineRule({
  subject: contract,
  title: 'Sort parameters list their values',
  why: 'Free text invites clients to sort by any field they see, without an index or straight into the query. Enumerated values can be completed, checked and indexed.',
  fix: 'Give the parameter an `enum` of the fields that can be sorted by, or a `pattern` if a direction is part of the value.',
  presets: { strict: 'warn' },
  checklist: ['API-19'],
  references: ['Google AIP-132', 'Zalando RESTful API Guidelines 137'],
  silentOn: [
    'enums, constants and patterns, also of the items of a list and in alternatives; booleans, numbers and objects',
    '`$orderby`, whose expressions OData defines',
    '`order` and `direction` if nothing states that they sort',
    'an API that enumerates none: one finding for all of it',
  ],
  messages: {
    free: '{{name}} accepts any text, so clients cannot know which values are valid: add an `enum` or a `pattern`.',
    never: 'None of the {{count}} sort parameters of this API lists its values ({{examples}}): add an `enum` or a `pattern` to each.',
    few: 'Only {{kept}} of {{count}} sort parameters of this API list their values; {{examples}} do not: add an `enum` or a `pattern` to each.',
  },
  examples: {
    bad: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { parameters: [{ name: sort, in: query, schema: { type: string } }], responses: { '200': { description: Orders } } } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders: { get: { parameters: [{ name: sort, in: query, schema: { type: string, enum: [created, -created, total, -total] } }], responses: { '200': { description: Orders } } } }
  /carts: { get: { parameters: [{ name: order_by, in: query, schema: { type: array, items: { type: string, pattern: '^-?(created|total)$' } } }], responses: { '200': { description: Carts } } } }
  /tasks: { get: { parameters: [{ name: sort, in: query, schema: { type: object } }], responses: { '200': { description: Tasks } } } }
  /items: { get: { parameters: [{ name: order, in: query, schema: { type: string } }], responses: { '200': { description: Items of an order } } } }
`,
      },
    ],
  },
  check: ({ report }) => ({
    Api(unit) {
      const habit = habitOf(sortParameters(unit), ({ isEnumerated }) => isEnumerated)
      const decision = decisionOn(habit, ({ operations: [first], parameter: { name } }) => `'${name}' of ${first.name}`)
      if (decision !== undefined) report(unit, decision.message, decision.data)
      else for (const one of habit.breaking) report(one.parameter, 'free', { name: nameOf(one) })
    },
  }),
})

function nameOf({ parameter: { name }, operations: [first, ...more] }: SortParameter): string {
  return more.length === 0 ? `'${name}' of ${first.name}` : `'${name}' (${counted(more.length + 1, 'operation')})`
}
