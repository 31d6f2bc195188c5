import { inBase, nameOf, partsOf, placeOf } from '../../src/api/evolution/describe.ts'
import { fieldsOf, isAbsent, isWhole } from '../../src/api/evolution/schemas.ts'
import { evolution } from '../../src/api/evolution/subject.ts'
import { requiredBody } from '../../src/api/evolution/contents.ts'
import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'

const contract = (parameter: string): string =>
  `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders:\n    get:\n      parameters: [${parameter}]\n      responses: { '200': { description: The orders } }\n`
const order = (required: string, more = ''): string =>
  `openapi: 3.0.3\ninfo: { title: Orders, version: 1.0.0 }\npaths:\n  /orders:\n    post:\n      requestBody:\n        content:\n          application/json:\n            schema: { type: object, required: [${required}], properties: { item: { type: string }, note: { type: string }${more} } }\n      responses: { '201': { description: The order } }\n`

export default defineRule({
  subject: evolution,
  title: 'Requests need nothing that they did not need before',
  why: 'Requests of clients that do not know about it are refused from the day of the release on.',
  fix: 'Make it optional, and let the server assume what it did before. If there is no such value, add an operation or a new major version.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-14'],
  silentOn: [
    'fields that are only sent by the server (`readOnly`)',
    'objects whose fields are not all known in the earlier version: `oneOf`, `anyOf`, references that cannot be resolved',
    'objects and bodies that the earlier version did not describe',
  ],
  lesser: ['defaulted'],
  messages: {
    parameter: "The {{kind}} '{{name}}' is now required in {{place}}, which clients may not send.",
    field: '{{schema}} now requires {{fields}} in {{place}}, which clients may not send.',
    body: '{{operation}} now requires a body, which clients may not send.',
    defaulted: "The {{kind}} '{{name}}' is now required in {{place}}, although it has a default: clients may not send it.",
  },
  examples: {
    bad: [
      { code: { 'base.yaml': contract(''), 'head.yaml': contract('{ name: shop, in: query, required: true, schema: { type: string } }') } },
      { title: 'a field that was optional', code: { 'base.yaml': order('item'), 'head.yaml': order('item, note') } },
    ],
    good: [
      { code: { 'base.yaml': contract(''), 'head.yaml': contract('{ name: shop, in: query, schema: { type: string } }') } },
      { title: 'a new field', code: { 'base.yaml': order('item'), 'head.yaml': order('item', ', gift: { type: boolean }') } },
    ],
  },
  check: ({ report }) => {
    const reported = new Set<unknown>()
    return {
      OperationPair({ base, head }) {
        const [old, present] = [requiredBody(base), requiredBody(head)]
        if (old === false && present === true) report(head.body?.at ?? head.at, 'body', { operation: head.name }, [inBase(base.cursor)])
      },
      ParameterPair({ base, head, pairs }) {
        if (head?.required !== true || base?.required === true || head.in === 'path') return
        const message = head.schema?.keyword('default') === undefined ? 'parameter' : 'defaulted'
        const place = partsOf(pairs.map((pair) => pair.head.name), 'request')
        report(head.at, message, { kind: head.in === 'formData' ? 'field' : `${head.in} parameter`, name: head.name, place }, [inBase(base?.cursor ?? pairs[0].base.cursor)])
      },
      SchemaPair(pair) {
        const { base, head, at } = pair
        const old = fieldsOf(base)
        if (!pair.isIn('request') || !isWhole(base) || old.size === 0) return
        const found = [...fieldsOf(head)].filter(([name, field]) => {
          if (!field.isRequired || old.get(name)?.isRequired === true || isAbsent(field, 'request') || reported.has(field.cursor.value)) return false
          reported.add(field.cursor.value)
          return field.schema?.keyword('default') === undefined
        })
        const fields = someOf(found.map(([name]) => `'${name}'`), 5)
        if (found.length > 0) report(at, 'field', { schema: nameOf(head.cursor), fields, place: placeOf(pair, 'request') }, [inBase(base.cursor)])
      },
    }
  },
})
