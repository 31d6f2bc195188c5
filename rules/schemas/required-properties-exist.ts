import { fewGuesses, suggestion } from '../../src/core/nearest.ts'
import { defineRule } from '../../src/core/rule.ts'
import { undeclaredProperties } from '../../src/openapi/required-properties.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n'

export default defineRule({
  subject: openapi,
  title: 'Required properties are declared',
  why: 'A required property that is not declared is usually misspelt or renamed: validators then reject every correct value, and generated types lack it.',
  fix: 'Correct the name in `required`, or add the property to `properties`.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['JSON Schema 2020-12, Validation 6.5.3'],
  silentOn: [
    'names that another part of the same composition declares (`allOf`, `anyOf`, `oneOf`), or a schema that includes this one',
    'schemas that declare no property, and those that allow others explicitly (`additionalProperties`, `patternProperties`)',
    'compositions with a reference that cannot be resolved',
  ],
  requires: { undeclaredProperties },
  messages: {
    misspelt: "'{{name}}' is required here, but not declared{{suggestion}}",
    undeclared: "'{{name}}' is required here, but not declared: add it to 'properties', or remove it from 'required'.",
    several: "{{count}} properties are required but not declared ({{names}}): add them to 'properties', or remove them from 'required'.",
  },
  examples: {
    bad: [
      { title: 'a typo', code: `${start}    Order: { type: object, required: [id, costumer], properties: { id: {}, customer: {} } }\n` },
      { title: 'a leftover', code: `${start}    Order: { type: object, required: [id, currency], properties: { id: {} } }\n` },
    ],
    good: [
      {
        title: 'declared elsewhere in the composition',
        code: `${start}    Base: { type: object, properties: { id: {} }, required: [id, kind] }
    Order: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: [id, total], properties: { total: {} } }], properties: { kind: {} } }
`,
      },
      { title: 'explicitly open', code: `${start}    Tags: { type: object, required: [owner], properties: { team: {} }, additionalProperties: { type: string } }\n` },
      { title: 'one of two is required', code: `${start}    Contact: { type: object, properties: { email: {}, phone: {} }, anyOf: [{ required: [email] }, { required: [phone] }] }\n` },
    ],
  },
  check: ({ use, report }) => ({
    Document() {
      const guess = fewGuesses(50)
      for (const { name, at, among } of use.undeclaredProperties) {
        const meant = suggestion(name, among, guess)
        if (meant === '') report(at, 'undeclared', { name }, { together: { as: 'several', name: `'${name}'` } })
        else report(at, 'misspelt', { name, suggestion: meant })
      }
    },
  }),
})
