import { decisionOn, habitOf } from '../../src/api/habit.ts'
import { asString } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { isNonBlank } from '../../src/openapi/operation-name.ts'
import { openapi } from '../../src/openapi/subject.ts'
import { walked } from '../../src/openapi/walked.ts'

const tags = (...entries: string[]): string =>
  `openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths: {}\ntags:\n${entries.map((entry) => `  - { ${entry} }\n`).join('')}`

export default defineRule({
  subject: openapi,
  title: 'Tags are described',
  why: 'A tag is a section heading in the documentation: without a description, readers open every operation to find out what the section is about.',
  fix: 'Describe in a sentence what belongs to each tag: as its `description` (or, in OpenAPI 3.2, its `summary`).',
  presets: { strict: 'warn' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.2.0, Tag Object'],
  silentOn: ['tags that are not declared, which tags-declared reports', 'an API that describes hardly any tag: one finding for all of them'],
  messages: {
    missing: "The tag '{{name}}' has no description, so its section of the documentation has none either: add one.",
    never: 'None of the {{count}} tags has a description ({{examples}}): add one to each.',
    few: 'Only {{kept}} of {{count}} tags have a description; {{examples}} have none: add one to each.',
  },
  examples: {
    bad: [
      { code: tags('name: orders, description: What was bought', 'name: taxes') },
      { title: 'none', code: tags('name: orders', 'name: taxes') },
    ],
    good: [{ code: tags('name: orders, description: What was bought', 'name: taxes, externalDocs: { url: https://shop.example }, description: What the state takes') }],
  },
  check: ({ unit, report }) => ({
    Document({ cursor }) {
      const habit = habitOf(walked(unit).of('Tag'), ({ value }) => isNonBlank(value['description']) || isNonBlank(value['summary']))
      const nameOf = ({ value }: OpenApiNode): string => asString(value['name']) ?? ''
      const decision = decisionOn(habit, (tag) => `'${nameOf(tag)}'`)
      if (decision !== undefined) report(cursor.child('tags').atKey, decision.message, decision.data)
      else for (const tag of habit.breaking) report(tag.cursor, 'missing', { name: nameOf(tag) })
    },
  }),
})
