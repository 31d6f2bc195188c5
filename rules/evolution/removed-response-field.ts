import { inBase, nameOf, partsOf, placeOf } from '../../src/api/evolution/describe.ts'
import { responseFor } from '../../src/api/evolution/contents.ts'
import { fieldsOf, isAbsent, isWhole } from '../../src/api/evolution/schemas.ts'
import type { Field } from '../../src/api/evolution/schemas.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import { someOf } from '../../src/core/some-of.ts'
import { defineRule } from '../../src/core/rule.ts'

const contract = (fields: string, required = 'id'): string =>
  `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders/{id}:\n    get:\n      responses:\n        '200':\n          description: The order\n          content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }\ncomponents:\n  schemas:\n    Order:\n      type: object\n      required: [${required}]\n      properties: { id: { type: string }, ${fields} }\n`

export default defineRule({
  subject: evolution,
  title: 'Responses keep their fields',
  why: 'Clients that read the field get nothing where they expect a value: an empty screen, or an exception.',
  fix: 'Keep sending the field, mark it as `deprecated`, and remove it in a new major version.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-14'],
  silentOn: [
    'fields that are only sent by clients (`writeOnly`)',
    'objects whose fields are not all known: `oneOf`, `anyOf`, references that cannot be resolved',
    'objects that only one version describes, and bodies without a schema',
  ],
  lesser: ['header'],
  messages: {
    removed: '{{schema}} no longer has {{fields}} in {{place}}: keep sending what clients may read.',
    optional: '{{schema}} no longer requires {{fields}} in {{place}}: keep sending what clients rely on.',
    header: 'The header {{header}} is gone from {{place}}: keep sending it.',
  },
  examples: {
    bad: [
      { code: { 'base.yaml': contract('total: { type: integer }'), 'head.yaml': contract('amount: { type: integer }') } },
      { title: 'no longer always', code: { 'base.yaml': contract('total: { type: integer }', 'id, total'), 'head.yaml': contract('total: { type: integer }') } },
    ],
    good: [{ code: { 'base.yaml': contract('total: { type: integer }'), 'head.yaml': contract('total: { type: integer, deprecated: true }, amount: { type: integer }') } }],
  },
  check: ({ report }) => {
    // A field that several schemas inherit is reported once.
    const reported = new Set<unknown>()
    const isNew = ({ cursor: { value } }: Field): boolean => !reported.has(value) && Boolean(reported.add(value))
    return {
      OperationPair({ base, head }) {
        for (const response of base.responses) {
          const same = responseFor(response, head)
          if (same?.isKnown !== true) continue
          for (const header of response.cursor.child('headers').fields()) {
            if (same.headers.includes(header.name?.toLowerCase() ?? '')) continue
            report(same.at, 'header', { place: `${same.status} ${partsOf([head.name], 'response')}`, header: header.name ?? '' }, { related: [inBase(header)], together: { key: header.name ?? '' } })
          }
        }
      },
      SchemaPair(pair) {
        const { base, head, at } = pair
        if (!pair.isIn('response') || !isWhole(head)) return
        const fields = fieldsOf(head)
        if (fields.size === 0) return
        const known = [...fieldsOf(base)].filter(([, field]) => !isAbsent(field, 'response'))
        const tell = (message: 'removed' | 'optional', found: typeof known): void => {
          const names = found.map(([name]) => `'${name}'`)
          if (names.length > 0) report(at, message, { schema: nameOf(head.cursor), fields: someOf(names, 5), place: placeOf(pair, 'response') }, found.map(([, { cursor }]) => inBase(cursor)))
        }
        tell('removed', known.filter(([name, field]) => !fields.has(name) && isNew(field)))
        tell('optional', known.filter(([name, field]) => field.isRequired && fields.get(name)?.isRequired === false && isNew(field)))
      },
    }
  },
})
