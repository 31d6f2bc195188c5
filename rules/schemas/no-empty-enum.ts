import { defineRule } from '../../src/core/rule.ts'
import { nodesWithEnum } from '../../src/openapi/enums.ts'
import { openapi } from '../../src/openapi/subject.ts'

const schema = (fields: string): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\ncomponents:\n  schemas:\n    Status: { ${fields} }\n`

export default defineRule({
  subject: openapi,
  title: 'An enum lists at least one value',
  why: 'No value matches an empty enum: every request and response with such a value is invalid, and generated clients do not compile.',
  fix: "List the values, or remove 'enum'.",
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-23'],
  references: ['JSON Schema 2020-12, Validation 6.1.2'],
  silentOn: ['enums whose only value is the empty string, which clients send to unset something'],
  messages: {
    empty: "This enum is empty, so no value is ever valid here: list the values, or remove 'enum'.",
  },
  examples: {
    bad: [{ code: schema('type: string, enum: []') }],
    good: [{ code: schema("type: string, enum: ['']") }, { code: schema('type: string') }],
  },
  check: ({ unit, report }) => ({
    Document() {
      for (const { value, cursor } of nodesWithEnum(unit)) {
        const values = value['enum']
        if (Array.isArray(values) && values.length === 0) report(cursor.child('enum').atKey, 'empty', {})
      }
    },
  }),
})
