import { alsoIn, gathered, shownPlaces } from '../../src/api/gathered.ts'
import { habitOf, isOneDecision } from '../../src/api/habit.ts'
import { identifiers } from '../../src/api/language/roles.ts'
import { wordsOf } from '../../src/core/name-words.ts'
import { quotedSome } from '../../src/api/naming/casing-habit.ts'
import { groupBy } from '../../src/core/group.ts'
import { asString, field } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { isSaid } from '../../src/openapi/operation-name.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

/** The same parameter in more places than this is one thing to describe. */
const mostSingle = 3

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
    'an API that describes hardly any parameter: one finding for all of them',
  ],
  messages: {
    missing: "The parameter '{{name}}' has no description, so callers have to try what it does{{places}}: add one.",
    never: 'None of the {{count}} parameters has a description ({{names}}): say of each what it does and what its values mean.',
    few: 'Only {{kept}} of {{count}} parameters have a description, not so {{names}}: say of each what it does and what its values mean.',
  },
  examples: {
    bad: [
      { code: get('name: expand, in: query, description: What to include', 'name: mode, in: query') },
      { title: 'none', code: get('name: expand, in: query', 'name: mode, in: query') },
    ],
    good: [{ code: get('name: orderId, in: path, required: true', 'name: mode, in: query, description: How much to answer') }],
  },
  check: ({ unit, report }) => ({
    Document({ cursor }) {
      const nameOf = ({ value }: OpenApiNode): string => asString(value['name']) ?? ''
      const parameters = walked(unit).of('Parameter').filter((node) => {
        const { value } = node
        const isIdentifier = value['in'] === 'path' && identifiers.has(wordsOf(nameOf(node)).at(-1) ?? '')
        return value['in'] !== 'body' && !isIdentifier
      })
      const habit = habitOf(parameters, ({ value }) => isSaid(value['description']) || isSaid(field(value['schema'], 'description')))
      const { keeping, breaking } = habit
      if (isOneDecision(habit)) {
        const data = { count: parameters.length, names: quotedSome([...new Set(breaking.map(nameOf))]) }
        const title = cursor.child('info').child('title')
        if (keeping.length === 0) report(title, 'never', data)
        else report(title, 'few', { ...data, kept: keeping.length })
        return
      }
      for (const [name, same] of groupBy(breaking, nameOf)) {
        for (const { place, others } of gathered(same, mostSingle)) {
          report(place.cursor, 'missing', { name, places: alsoIn(others, 'place') }, shownPlaces(others.map((other) => other.cursor)))
        }
      }
    },
  }),
})
