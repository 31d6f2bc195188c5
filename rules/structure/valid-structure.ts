import { defineRule } from '../../src/core/rule.ts'
import type { FixUse } from '../../src/core/rule.ts'
import { nameOf } from '../../src/openapi/grammar/words.ts'
import { hintFor } from '../../src/openapi/hint.ts'
import type { Problem, ProblemPlace } from '../../src/openapi/problem.ts'
import { repairOf } from '../../src/openapi/repair.ts'
import { openapi } from '../../src/openapi/subject.ts'

const info = 'info: { title: Shop, version: 1.0.0 }'

export default defineRule({
  subject: openapi,
  title: 'The description conforms to its OpenAPI version',
  why: 'Tools skip what they do not know: a misspelt or misplaced field silently has no effect, and a missing one breaks generators and validators.',
  fix: 'Write the field that the message names, or move it to where the version of OpenAPI expects it. Put your own data into `x-` fields.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI Specification 2.0, 3.0.4, 3.1.2 and 3.2.0'],
  silentOn: [
    'keywords of other JSON Schema vocabularies in OpenAPI 3.1 and 3.2, unless they are one typo away from a known one',
    'empty lists, repeated items and formats of addresses: other rules and tools check values',
    'the same mistake beyond its third place in a file: the first place then represents all (option `places`)',
  ],
  options: {
    places: {
      type: 'integer',
      default: 3,
      minimum: 0,
      description:
        'How often the same mistake is reported in a file. Beyond that, it is reported once, with the number of places and the first twenty of them.',
    },
    bundled: {
      type: 'boolean',
      default: false,
      description: 'Files are bundled before other tools read them: a `$ref` to another file is then allowed anywhere.',
    },
  },
  messages: {
    'unknown-field': "'{{field}}' is not a field of the {{object}} in OpenAPI {{version}}, and tools ignore it{{rest}}",
    'missing-field': "This {{object}} lacks '{{field}}', which OpenAPI {{version}} requires{{because}}{{rest}}",
    'missing-alternative': 'This {{object}} has none of {{field}}: OpenAPI {{version}} requires one of them{{rest}}',
    'conflicting-fields': 'This {{object}} has {{field}}, which are mutually exclusive: keep one{{rest}}',
    'misplaced-field': "'{{field}}' is not allowed{{because}}{{rest}}",
    'wrong-type': "'{{field}}' must be {{expected}} but is {{found}}{{rest}}",
    'wrong-entry-type': "'{{key}}' in {{container}} must be {{expected}} but is {{found}}{{rest}}",
    'unknown-value': "'{{found}}' is not an allowed value of '{{field}}'{{rest}}",
    'malformed-value': "'{{field}}' must be {{expected}} but is '{{found}}'{{rest}}",
    'malformed-key': "'{{key}}' in {{container}} must be {{expected}}{{rest}}",
    'wrong-size': '{{container}} must have {{expected}} entry but has {{found}}{{rest}}',
    'misplaced-reference':
      'OpenAPI {{version}} does not allow a `$ref` here, and tools may not resolve it: write {{expected}} instead{{rest}}',
    'unbundled-reference':
      'OpenAPI {{version}} does not allow a `$ref` here: bundle the files before other tools read them (and set the option `bundled`){{rest}}',
    'wrong-target': 'This reference points to {{found}} instead of {{expected}}{{rest}}',
  },
  lesser: ['unbundled-reference'],
  fixes: { correct: "Write '{{written}}'" },
  suggestions: { meant: "Write '{{written}}'" },
  examples: {
    bad: [
      {
        title: 'Misspelt fields',
        code: `openapi: 3.0.3\n${info}\npaths:\n  /orders:\n    get:\n      reponses: { '200': { description: Orders } }\n`,
      },
      {
        title: 'Another version of OpenAPI',
        code: `openapi: 3.1.0\n${info}\npaths: {}\ncomponents:\n  schemas:\n    Name: { type: string, nullable: true }\n`,
      },
      {
        title: 'Mistakes with only one correction',
        code: `openapi: 3.0.3
${info}
paths:
  /orders/{id}:
    get:
      deprecated: 'true'
      parameters:
        - name: id
          in: path # of the order
          schema: { type: string, minLength: '3' }
      responses: { '200': { description: One order } }
    delete:
      parameters: [{ name: id, in: path, required: false, schema: { type: string } }]
      responses: { '204': { description: Gone } }
`,
        fixed: `openapi: 3.0.3
${info}
paths:
  /orders/{id}:
    get:
      deprecated: true
      parameters:
        - name: id
          in: path # of the order
          required: true
          schema: { type: string, minLength: 3 }
      responses: { '200': { description: One order } }
    delete:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '204': { description: Gone } }
`,
      },
      {
        title: 'The right name in another case',
        code: `openapi: 3.0.3\n${info}\npaths:\n  /orders:\n    get:\n      operationID: listOrders # for generators\n      parameters: [{ name: page, in: Query, schema: { type: Integer } }]\n      responses: { '200': { description: Orders } }\n`,
        fixed: `openapi: 3.0.3\n${info}\npaths:\n  /orders:\n    get:\n      operationId: listOrders # for generators\n      parameters: [{ name: page, in: query, schema: { type: integer } }]\n      responses: { '200': { description: Orders } }\n`,
      },
      {
        title: 'A null without quotes',
        code: `openapi: 3.1.0\n${info}\npaths: {}\ncomponents: { schemas: { Note: { type: [string, null] } } }\n`,
        fixed: `openapi: 3.1.0\n${info}\npaths: {}\ncomponents: { schemas: { Note: { type: [string, 'null'] } } }\n`,
      },
      {
        title: 'A status code with a placeholder, a path without its slash',
        code: `openapi: 3.0.3\n${info}\npaths:\n  orders:\n    get:\n      responses: { '20x': { description: Orders } }\n`,
      },
    ],
    good: [
      {
        code: `openapi: 3.1.0\n${info}\nx-team: orders\npaths:\n  /orders:\n    get:\n      responses: { 2XX: { description: Orders } }\ncomponents:\n  schemas:\n    Name: { type: [string, 'null'], markdownDescription: The **name** }\n`,
      },
      {
        title: 'Files for a bundler',
        code: {
          'openapi.yaml': `openapi: 3.1.0\n${info}\npaths:\n  /orders:\n    get: { $ref: ./orders.yaml }\n`,
          'orders.yaml': `responses: { '200': { description: Orders } }\n`,
        },
        options: { bundled: true },
      },
    ],
  },
  check: ({ unit: { version }, options, report }) => ({
    Problem(problem) {
      const { kind, object, field, found, expected } = problem.details
      if (kind === 'unbundled-reference' && options.bundled) return
      const name = nameOf(object, version)
      const isRepeated = problem.count > options.places
      const { text: hint, meant } = hintFor(problem, version) ?? { text: kind === 'unknown-value' ? `write ${expected}` : undefined }
      const because = found === '' ? '' : ` with '${found}'`
      const places = problem.places(isRepeated ? 21 : problem.count)
      const related = isRepeated ? places.slice(1).map(({ at }) => ({ place: at, message: 'Here too.' })) : []
      for (const place of isRepeated ? places.slice(0, 1) : places) {
        const { at, key } = place
        const isEntry = kind === 'wrong-type' && key !== field
        const rest = endOf(isEntry ? entryHint(field, found) : hint, isRepeated ? problem.count : 0)
        const container = field === '' ? `${kind === 'wrong-size' ? 'This' : 'the'} ${name}` : `'${field}'`
        const data = { object: name, version, key, field, container, found, expected, because, rest }
        report(at, isEntry ? 'wrong-entry-type' : kind, data, { related, fixes: repairs(problem, place, isRepeated, meant) })
      }
    },
  }),
})

/** The fixes for this place, or for all places that the finding stands for. */
function repairs(problem: Problem, place: ProblemPlace, everywhere: boolean, meant: string | undefined): FixUse<Repairs>[] {
  const here = repairOf(problem, place, meant)
  if (here === undefined) return []
  const all = everywhere ? problem.places(problem.count).flatMap((one) => repairOf(problem, one, meant) ?? []) : [here]
  return [{ id: here.is === 'certain' ? 'correct' : 'meant', data: { written: here.written }, edits: all.map(({ edit }) => edit) }]
}

type Repairs = { readonly [Id in 'correct' | 'meant']: '{{written}}' }

/** What to write in place of a list's entry. */
function entryHint(field: string, found: string): string | undefined {
  return field === 'type' && found === 'null' ? "write 'null' in quotes, because types are strings" : undefined
}

/** The end of a message: a suggestion, and the number of places. */
function endOf(hint: string | undefined, count: number): string {
  const end = hint === undefined ? '.' : hint.endsWith('?') ? `: ${hint}` : `: ${hint}.`
  return count === 0 ? end : `${end} There are ${count} such places in this file.`
}
