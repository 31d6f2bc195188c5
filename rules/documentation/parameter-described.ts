import { habitOf } from '../../src/api/habit.ts'
import { identifiers } from '../../src/api/language/roles.ts'
import { wordsOf } from '../../src/core/name-words.ts'
import { asString, field } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { isNonBlank } from '../../src/openapi/operation-name.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

const get = (...parameters: string[]): string => `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders/{orderId}:
    get:
      parameters:
${parameters.map((parameter) => `        - { ${parameter}, schema: { type: string } }\n`).join('')}      responses: { '200': { description: One order } }
`

export default defineRule({
  subject: openapi,
  title: 'Parameters are described',
  why: 'A name does not say what a value may be, in which unit, or what happens when it is left out: whoever calls the API has to try.',
  fix: 'Give each parameter a `description`: what it does, and what its values mean.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.2.0, Parameter Object'],
  silentOn: [
    'identifiers in a path (`{orderId}`), which the path explains',
    'bodies of OpenAPI 2.0, which their schema describes',
    'parameters whose schema has a description',
  ],
  messages: {
    missing: "The parameter '{{name}}' has no description, so callers have to try what it does: add one.",
    several: '{{count}} of {{total}} parameters have no description ({{names}}): say of each what it does and what its values mean.',
  },
  examples: {
    bad: [
      { code: get('name: expand, in: query, description: What to include', 'name: mode, in: query') },
      { title: 'none', code: get('name: expand, in: query', 'name: mode, in: query') },
    ],
    good: [{ code: get('name: orderId, in: path, required: true', 'name: mode, in: query, description: How much to answer') }],
  },
  check: ({ unit, report }) => ({
    Document() {
      const nameOf = ({ value }: OpenApiNode): string => asString(value['name']) ?? ''
      const parameters = walked(unit).of('Parameter').filter((node) => {
        const { value } = node
        const isIdentifier = value['in'] === 'path' && identifiers.has(wordsOf(nameOf(node)).at(-1) ?? '')
        return value['in'] !== 'body' && !isIdentifier
      })
      const { breaking } = habitOf(parameters, ({ value }) => isNonBlank(value['description']) || isNonBlank(field(value['schema'], 'description')))
      for (const parameter of breaking) {
        const name = nameOf(parameter)
        report(parameter.cursor, 'missing', { name }, { together: { as: 'several', name: `'${name}'`, data: { total: parameters.length } } })
      }
    },
  }),
})
