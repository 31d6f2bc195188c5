import { inBase, nameOf, partsOf, placeOf } from '../../src/api/evolution/describe.ts'
import { fieldsOf, isAbsent, isWhole } from '../../src/api/evolution/schemas.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

const contract = (parameters: string): string =>
  `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders:\n    get:\n      parameters: [${parameters}]\n      responses: { '200': { description: The orders } }\n`

export default defineRule({
  subject: evolution,
  title: 'What clients may send keeps its effect',
  why: 'Most servers ignore what they do not know: a filter that is gone returns everything, and a field that is gone is not saved, without an error.',
  fix: 'Keep it and mark it as `deprecated`, or refuse requests that contain it, in a new major version.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['API-14'],
  silentOn: [
    'fields that only the server sends (`readOnly`), and fields that are gone from responses too, which is reported there',
    'objects whose fields are not all known: `oneOf`, `anyOf`, references that cannot be resolved',
    'variables of paths',
  ],
  messages: {
    parameter: "The {{kind}} '{{name}}' is gone from {{place}}: clients that send it will not notice that it has no effect.",
    parameters: '{{count}} parameters are gone from {{place}}: {{names}}. Clients that send them will not notice that they have no effect.',
    field: '{{schema}} no longer has {{fields}} in {{place}}: clients that send them will not notice that they have no effect.',
    body: '{{operation}} no longer has a body: clients that send one will not notice that it has no effect.',
  },
  examples: {
    bad: [{ code: { 'base.yaml': contract('{ name: status, in: query, schema: { type: string } }'), 'head.yaml': contract('') } }],
    good: [{ code: { 'base.yaml': contract('{ name: status, in: query, schema: { type: string } }'), 'head.yaml': contract('{ name: status, in: query, deprecated: true, schema: { type: string } }') } }],
  },
  check: ({ report }) => {
    const reported = new Set<unknown>()
    return {
      OperationPair({ base, head }) {
        if (base.body !== undefined && head.body === undefined) report(head.at, 'body', { operation: head.name }, [{ place: base.body.at, message: 'the earlier version' }])
      },
      ParameterPair({ base, head, pairs }) {
        if (base === undefined || head !== undefined || base.in === 'path') return
        const place = partsOf(pairs.map((pair) => pair.head.name), 'request')
        report(pairs[0].head.at, 'parameter', { kind: base.in === 'formData' ? 'field' : `${base.in} parameter`, name: base.name, place }, { related: [inBase(base.cursor)], together: { as: 'parameters', name: `'${base.name}'`, data: { place }, key: place, isOmission: true } })
      },
      SchemaPair(pair) {
        const { base, head, at } = pair
        const fields = fieldsOf(head)
        if (!pair.isIn('request') || !isWhole(head) || fields.size === 0) return
        const found = [...fieldsOf(base)].filter(([name, field]) => {
          if (fields.has(name) || isAbsent(field, 'request') || (pair.isIn('response') && !isAbsent(field, 'response'))) return false
          return !reported.has(field.cursor.value) && Boolean(reported.add(field.cursor.value))
        })
        const names = someOf(found.map(([name]) => `'${name}'`), 5)
        if (found.length > 0) report(at, 'field', { schema: nameOf(head.cursor), fields: names, place: placeOf(pair, 'request') }, found.map(([, { cursor }]) => inBase(cursor)))
      },
    }
  },
})
