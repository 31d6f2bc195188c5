import { andMorePlaces, relatedPlaces } from '../../src/api/more-places.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { invalidValues } from '../../src/openapi/validity/invalid-values.ts'
import type { InvalidValue } from '../../src/openapi/validity/invalid-values.ts'
import { openapi } from '../../src/openapi/subject.ts'

/** Up to this many mistakes are reported separately. With more, nobody checks this contract's examples, and one finding says so. */
const mostApart = 10

const schemas = (...lines: string[]): string => `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n${lines.map((line) => `    ${line}\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'Examples and defaults match their schemas',
  why: 'People copy examples, mock servers return them and tests use them. If the schema rejects one, one of the two is wrong, and requests like it fail.',
  fix: 'Correct the example, or the schema if the example is what is really sent.',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['JSON Schema 2020-12', 'OpenAPI 3.0.4, Schema Object', 'OpenAPI 3.2.0, Example Object'],
  silentOn: [
    'required properties that are sent in one direction only (`readOnly`, `writeOnly`), and `default: null`',
    'examples in files, and of media types other than JSON; JSON that is written as a string is checked',
    'paths, queries and headers: `5` for a string and `"5"` for a number, and either of them for a list or an object',
    'values that match more than one of `oneOf`, and `additionalProperties: false` next to or in an `allOf`',
    'formats other than dates, UUIDs, e-mail addresses and IPv4; patterns that take long to match',
    'schemas with references that cannot be resolved',
  ],
  requires: { rejected: invalidValues },
  messages: {
    example: '{{what}} {{objection}}{{places}}: correct the example, or the schema.',
    default: '{{what}} {{objection}}{{places}}: a client that omits the value gets one that it may not send. Correct the default, or the schema.',
    many: '{{count}} examples and defaults do not match their schemas, for {{causes}} reasons ({{objections}}): compare both whenever either changes.',
  },
  examples: {
    bad: [
      { title: 'another type', code: schemas('Age: { type: integer, example: "42" }') },
      { title: 'a property that is missing', code: schemas('Order: { type: object, required: [id, total], properties: { id: { type: string }, total: { type: integer } }, examples: [{ id: a1 }] }') },
      { title: 'a default that is not allowed', code: schemas('Sort: { type: string, enum: [name, date], default: price }') },
      {
        title: 'of a response',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      responses:
        '200':
          description: Orders
          schema: { type: array, items: { type: object, properties: { quantity: { type: integer, minimum: 1 } } } }
          examples: { application/json: [{ quantity: 0 }] }
`,
      },
    ],
    good: [
      {
        code: schemas(
          'Age: { type: integer, example: 42 }',
          'Order: { type: object, required: [id, total], properties: { id: { type: string, readOnly: true }, total: { type: integer } }, example: { total: 3 } }',
          'Paid: { type: [string, "null"], format: date-time, examples: ["2026-06-30T12:00:00Z", null], default: null }',
        ),
      },
      {
        title: 'a list as a string in a query',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    parameters: [{ name: filter, in: query, style: deepObject, schema: { type: object, properties: { state: { type: array } } }, example: { state: paid } }]
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Document({ cursor }) {
      const { rejected } = use
      const [first, ...others] = rejected.flat()
      if (first !== undefined && rejected.length > mostApart) {
        const objections = someOf(rejected.map(([one]) => `${subjectOf(one)} ${one.error.text}`), 2)
        const title = cursor.child('info').child('title')
        return report(title, 'many', { count: others.length + 1, causes: rejected.length, objections }, relatedPlaces([first, ...others].map(placeOf)))
      }
      for (const [one, ...alike] of rejected) {
        const places = andMorePlaces(alike)
        report(placeOf(one), one.kind, { what: subjectOf(one), objection: one.error.text, places }, relatedPlaces(alike.map(placeOf)))
      }
    },
  }),
})

/** The rejected part of the value, or the whole value if it was written as a string. */
function placeOf({ at, error: { path } }: InvalidValue): Cursor {
  let part = at
  for (const key of path) {
    const inner = part.child(key)
    if (!inner.exists) return part
    part = inner
  }
  return part
}

/** For messages: `This example`, `'total' in this example`. */
function subjectOf({ kind, error: { path } }: InvalidValue): string {
  const name = path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`), '')
  return name === '' ? `This ${kind}` : `'${name}' in this ${kind}`
}
