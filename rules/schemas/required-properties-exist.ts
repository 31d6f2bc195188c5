import { fewGuesses, suggestion } from '../../src/core/nearest.ts'
import { defineRule } from '../../src/core/rule.ts'
import { undeclaredProperties } from '../../src/openapi/required-properties.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n'

export default defineRule({
  subject: openapi,
  title: 'What a schema requires, it declares',
  why: 'A required property that nobody describes is usually a misspelt or renamed one: validators then refuse every value that is right, and generated types lack it.',
  fix: 'Correct the name in `required`, or add the property under `properties`.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['JSON Schema 2020-12, Validation 6.5.3'],
  silentOn: [
    'names that another part of the same composition declares (`allOf`, `anyOf`, `oneOf`), or a schema that includes this one',
    'schemas that declare no property, and those that let others in on purpose (`additionalProperties`, `patternProperties`)',
    'compositions with a reference that cannot be resolved',
  ],
  requires: { undeclaredProperties },
  messages: {
    misspelt: "'{{name}}' is required here, and there is no such property{{suggestion}}",
    undeclared: "'{{name}}' is required here, and there is no such property: describe it under 'properties', or take it out of 'required'.",
    several: "{{count}} properties are required and described nowhere ({{names}}): describe them under 'properties', or take them out of 'required'.",
  },
  examples: {
    bad: [
      { title: 'a slip', code: `${start}    Order: { type: object, required: [id, costumer], properties: { id: {}, customer: {} } }\n` },
      { title: 'left over', code: `${start}    Order: { type: object, required: [id, currency], properties: { id: {} } }\n` },
    ],
    good: [
      {
        title: 'declared elsewhere in the composition',
        code: `${start}    Base: { type: object, properties: { id: {} }, required: [id, kind] }
    Order: { allOf: [{ $ref: '#/components/schemas/Base' }, { required: [id, total], properties: { total: {} } }], properties: { kind: {} } }
`,
      },
      { title: 'open on purpose', code: `${start}    Tags: { type: object, required: [owner], properties: { team: {} }, additionalProperties: { type: string } }\n` },
      { title: 'one of two must be there', code: `${start}    Contact: { type: object, properties: { email: {}, phone: {} }, anyOf: [{ required: [email] }, { required: [phone] }] }\n` },
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
