import { habitOf } from '../../src/api/habit.ts'
import { singularOf } from '../../src/api/language/english.ts'
import { identifiers, selectingSegments } from '../../src/api/language/roles.ts'
import { wordsOf } from '../../src/core/name-words.ts'
import { asString, field } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { isNonBlank } from '../../src/openapi/operation-name.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

/** Headers that HTTP defines. */
const standard = /^(?:accept|authorization|content-type)$/i

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
  why: 'A name does not tell which values are allowed, in which unit, or what happens without them: callers have to guess.',
  fix: 'Give each parameter a `description`: what it does, and what its values mean.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.2.0, Parameter Object'],
  silentOn: [
    'identifiers in a path, which the path explains: `{orderId}`, and `/owners/{owner}`',
    'the headers `Accept`, `Authorization` and `Content-Type`, which HTTP defines',
    'bodies of OpenAPI 2.0, which their schemas describe',
    'parameters whose schema has a description',
  ],
  messages: {
    missing: "The parameter '{{name}}' has no description, so callers have to guess what it does: add one.",
    several: '{{count}} of {{total}} parameters have no description ({{names}}): describe what each does and what its values mean.',
  },
  examples: {
    bad: [
      { code: get('name: expand, in: query, description: What to include', 'name: mode, in: query') },
      { title: 'none', code: get('name: expand, in: query', 'name: mode, in: query') },
    ],
    good: [
      { code: get('name: orderId, in: path, required: true', 'name: mode, in: query, description: How much to return') },
      { title: 'named like an item, and a standard header', code: get('name: orderLabel, in: path, required: true', 'name: Accept, in: header').replace('{orderId}', '{orderLabel}') },
    ],
  },
  check: ({ unit, report }) => ({
    Document() {
      const nameOf = ({ value }: OpenApiNode): string => asString(value['name']) ?? ''
      const parameters = walked(unit).of('Parameter').filter((node) => {
        const { in: place } = node.value
        return place === 'path' ? !isIdentifier(nameOf(node), node) : place !== 'body' && !(place === 'header' && standard.test(nameOf(node)))
      })
      const { breaking } = habitOf(parameters, ({ value }) => isNonBlank(value['description']) || isNonBlank(field(value['schema'], 'description')))
      for (const parameter of breaking) {
        const name = nameOf(parameter)
        report(parameter.cursor, 'missing', { name }, { together: { as: 'several', name: `'${name}'`, data: { total: parameters.length } } })
      }
    },
  }),
})

/** True for a variable that is named like an identifier, or like an item of the collection before it. */
function isIdentifier(name: string, { parent }: OpenApiNode): boolean {
  const words = wordsOf(name)
  if (identifiers.has(words.at(-1) ?? '')) return true
  const path = String((parent?.kind === 'Operation' ? parent.parent : parent)?.key ?? '').split('/')
  const before = path[path.indexOf(`{${name}}`) - 1] ?? ''
  return !words.some((word) => selectingSegments.has(word)) && words[0] === singularOf(wordsOf(before).at(-1) ?? '')
}
