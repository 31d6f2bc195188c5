import { defineRule } from '../../src/core/rule.ts'
import { nodesWithEnum, sameness } from '../../src/openapi/enums.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { declaredTypes, isOfType, isTypeName, typeOf } from '../../src/openapi/types.ts'
import type { OpenApiVersion } from '../../src/openapi/grammar/version.ts'

const schema = (version: string, fields: string): string =>
  `openapi: ${version}\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\ncomponents:\n  schemas:\n    Status: { ${fields} }\n`

export default defineRule({
  subject: openapi,
  title: 'Enum values have the declared type',
  why: 'A value of another type is never valid: validators reject it, and generators create constants that do not compile.',
  fix: 'Write the value in the declared type (with or without quotes), or correct `type`.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-23'],
  references: ['JSON Schema 2020-12, Validation 6.1.1 and 6.1.2', 'OpenAPI proposal 2019-10-31, Clarify nullable'],
  silentOn: ['integers where `number` is declared', 'null where `nullable` (3.0), `x-nullable` (2.0) or the type `null` (3.1) allows it', 'schemas without a type, or with an unknown one: `type: enum`'],
  messages: {
    value: '{{value}} in this enum is {{found}}, but the declared type is {{types}}, so it is never valid: {{advice}}.',
    all: 'No value of this enum has the declared type {{types}}, so nothing is ever valid here: {{advice}}.',
  },
  examples: {
    bad: [
      { title: 'without quotes', code: schema('3.0.3', 'type: string, enum: [open, 404]') },
      { title: 'with quotes', code: schema('3.1.0', "type: integer, enum: ['1', '2']") },
      { title: 'null that is not allowed', code: schema('3.0.3', 'type: string, enum: [open, null]') },
    ],
    good: [
      { code: schema('3.1.0', "type: [string, 'null'], enum: [open, '404', null]") },
      { code: schema('3.0.3', 'type: number, nullable: true, enum: [1, 2.5, null]') },
      { code: schema('3.0.3', 'enum: [open, 1]') },
      { code: schema('3.0.3', 'type: enum, enum: [open, closed]') },
    ],
  },
  check: ({ unit, report }) => ({
    Document({ version }) {
      for (const node of nodesWithEnum(unit).filter((one) => !areTexts(one))) {
        const values = node.value['enum']
        const types = Array.isArray(values) ? declaredTypes(node) : undefined
        if (!Array.isArray(values) || types?.every(isTypeName) !== true || values.every((value) => isOfType(value, types))) continue
        const list = node.cursor.child('enum')
        const wrong = list.items().filter(({ value }) => !isOfType(value, types))
        const quoted = types.map((type) => `'${type}'`).join(' or ')
        if (wrong.length === values.length && wrong.length > 1) {
          const advice = adviceFor(wrong[0]?.value, types, version)
          report(list.atKey, 'all', { types: quoted, advice }, { together: { key: `${quoted} ${advice}` } })
          continue
        }
        for (const item of wrong) {
          const { value } = item
          const data = { value: sameness(value).slice(0, 60), found: `of type '${typeOf(value)}'`, types: quoted, advice: adviceFor(value, types, version) }
          report(item, 'value', data, { together: { key: `${data.value} ${quoted}` } })
        }
      }
    },
  }),
})

/** A quick check: most enums are of strings, and list only strings. */
function areTexts({ value: { type, enum: values } }: OpenApiNode): boolean {
  return type === 'string' && Array.isArray(values) && values.every((value) => typeof value === 'string')
}

function adviceFor(value: unknown, types: readonly string[], version: OpenApiVersion): string {
  if (value === null) return { '2.0': "add 'x-nullable: true'", '3.0': "add 'nullable: true'", '3.1': "add 'null' to the types", '3.2': "add 'null' to the types" }[version]
  if (types.includes('array')) return "move 'enum' to 'items'"
  if (types.includes('string') && typeof value !== 'object') return 'put it in quotes'
  const isQuoted = typeof value === 'string' && /^(?:-?\d+(?:\.\d+)?|true|false)$/.test(value)
  return isQuoted ? "remove the quotes, or use 'type: string'" : 'correct the value or the type'
}
