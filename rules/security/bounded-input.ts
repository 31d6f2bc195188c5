import { inputs } from '../../src/api/conventions/fields/input-bounds.ts'
import type { Input, Unlimited } from '../../src/api/conventions/fields/input-bounds.ts'
import { habitOf } from '../../src/api/habit.ts'
import { contract } from '../../src/api/subject.ts'
import { groupBy } from '../../src/core/group.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

/** With more schemas and operations than this that accept unlimited input, there is one finding for all. */
const mostApart = 20
const mostRelated = 10

export default defineRule({
  subject: contract,
  title: 'Client input is limited in size',
  why: 'Without limits, a string of 500 MB or an array of a million items is valid. One request can then exhaust the memory of a server, and every layer has to guess what is too much.',
  fix: 'State `maxLength` or a `pattern`, `format` or `enum` for strings, `maxItems` for arrays, `minimum` and `maximum` for integers, and `maxProperties` for maps.',
  presets: { strict: 'warn' },
  checklist: ['API-23'],
  references: ['OWASP API4:2023 Unrestricted Resource Consumption'],
  silentOn: [
    'responses, whose size the server controls, and `readOnly` properties',
    'strings with a format, enum, constant or pattern; integers of format `int32`, which is a range',
    'numbers with decimals, which need no more space when they are large',
    'paths and headers, which every server limits, and integers that are identifiers',
  ],
  requires: { inputs },
  messages: {
    never: '{{few}} of the {{count}} strings, arrays and integers that clients send {{are}} fully limited ({{names}} are not), so servers and gateways have to guess what is too much: state `maxLength`, `maxItems`, `minimum` and `maximum`.',
    many: '{{open}} of the {{count}} strings, arrays and integers that clients send are not fully limited, in {{owners}} schemas and operations ({{names}}): state `maxLength`, `maxItems`, `minimum` and `maximum`.',
    alone: '{{owner}} accepts {{names}} without full limits, so servers and gateways have to guess what is too much: state {{keywords}}.',
    here: '{{owner}} accepts {{names}} without full limits, while {{kept}} of {{count}} inputs of this API have them: state {{keywords}}.',
  },
  examples: {
    bad: [
      {
        title: 'nothing is limited',
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/NewOrder' } } } }
      responses: { '201': { description: Created } }
components:
  schemas:
    NewOrder:
      type: object
      properties:
        note: { type: string }
        quantity: { type: integer }
        lines: { type: array, items: { type: string, format: uuid } }
        labels: { type: object, additionalProperties: { type: boolean } }
`,
      },
      {
        title: 'one input without limits',
        code: `swagger: '2.0'
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    get:
      parameters:
        - { name: status, in: query, type: string, enum: [open, closed] }
        - { name: limit, in: query, type: integer, minimum: 1, maximum: 100 }
        - { name: search, in: query, type: string }
      responses: { '200': { description: Orders } }
`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0
info: { title: Shop, version: 1.0.0 }
paths:
  /orders:
    post:
      parameters:
        - { name: X-Request-Id, in: header, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer, format: int32 } }
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/NewOrder' } } } }
      responses:
        '201': { description: Created, content: { application/json: { schema: { type: object, properties: { comment: { type: string } } } } } }
components:
  schemas:
    NewOrder:
      type: object
      properties:
        id: { type: string, readOnly: true }
        note: { type: string, maxLength: 500 }
        customer: { type: string, format: uuid }
        colour: { const: blue }
        weight: { type: number }
        quantity: { type: integer, minimum: 1, exclusiveMaximum: 1000 }
        lines: { type: array, maxItems: 100, items: { type: string, pattern: '^[a-z]{1,20}$' } }
        labels: { type: object, maxProperties: 10, additionalProperties: { type: boolean } }
`,
      },
    ],
  },
  check: ({ use, report }) => ({
    Api(api) {
      const { verdict, keeping, breaking } = habitOf(use.inputs, ({ unlimited }) => unlimited === undefined)
      const kept = keeping.length
      const count = kept + breaking.length
      if (verdict === 'never') {
        const names = someOf(breaking.map(({ name }) => `'${name}'`))
        report(api, 'never', { few: kept === 0 ? 'None' : `Only ${kept}`, are: kept === 1 ? 'is' : 'are', count, names })
        return
      }
      const owners = groupBy(breaking, (input) => input.owner)
      if (owners.size > mostApart) {
        const names = someOf([...owners.keys()])
        report(api, 'many', { count, open: breaking.length, owners: owners.size, names }, relatedTo(breaking))
        return
      }
      for (const [owner, group] of owners) {
        const [first, ...others] = group
        if (first === undefined) continue
        const names = someOf([...new Set(group.map(({ name }) => `'${name}'`))])
        const keywords = keywordsFor(group)
        if (kept === 0) report(first.at, 'alone', { owner, names, keywords }, relatedTo(others))
        else report(first.at, 'here', { owner, names, kept, count, keywords }, relatedTo(others))
      }
    },
  }),
})

function relatedTo(others: readonly Input[]): { place: Input; message: string }[] {
  return others.slice(0, mostRelated).map((input) => ({ place: input, message: `'${input.name}' is not fully limited` }))
}

const limiting: Record<Unlimited, string> = {
  text: '`maxLength`, or a `pattern`, `format` or `enum`',
  list: '`maxItems`',
  number: '`minimum` and `maximum`',
  map: '`maxProperties`',
}

function keywordsFor(group: readonly Input[]): string {
  const kinds = new Set(group.flatMap(({ unlimited }) => unlimited ?? []))
  return [...kinds].map((kind) => limiting[kind]).join('; ')
}
