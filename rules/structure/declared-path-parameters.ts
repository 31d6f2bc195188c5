import { defineRule } from '../../src/core/rule.ts'
import { pathMismatches } from '../../src/openapi/path-parameters.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n'
const id = '{ name: id, in: path, required: true, schema: { type: string } }'
const responses = "responses: { '200': { description: Done } }"

export default defineRule({
  subject: openapi,
  title: 'Path variables and path parameters match',
  why: 'A generated client cannot fill in a variable without a parameter, and a parameter without a variable never reaches the server.',
  fix: 'Give every `{variable}` of a path one parameter of the same name with `in: path` and `required: true`, on the path or on each operation.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-11', 'API-22'],
  references: ['OpenAPI 3.2.0, Path Templating'],
  silentOn: [
    'operations with a parameter whose reference cannot be resolved',
    'paths without operations',
    'variables in the syntax of RFC 6570 or of a router (`{path*}`, `{id:int}`), where the parameter has the plain name',
    'variables after a `?`: another rule reports queries in paths',
  ],
  messages: {
    nameless: "'{}' in this path has no name: write '{name}' and add a parameter of that name with 'in: path'.",
    undeclared:
      "No parameter declares '{{variable}}' of this path: add one with 'name: {{name}}', 'in: path' and 'required: true'.",
    undeclaredHere:
      "No parameter of this operation declares '{{variable}}' of '{{path}}': add one with 'in: path' and 'required: true'.",
    elsewhere: "'{{variable}}' is part of the path, but its parameter has 'in: {{place}}': write 'in: path'.",
    misnamed: "The path '{{path}}' has '{{variable}}', but this parameter is named '{{name}}': use the same name, in the same case.",
    unused: "'{{name}}' is 'in: path', but '{{path}}' has no '{{variable}}': add it to the path, or correct 'in'.",
    repeated: "'{{variable}}' appears more than once in this path: give each variable its own name.",
  },
  examples: {
    bad: [
      { title: 'No parameter', code: `${start}  /orders/{id}:\n    get: { ${responses} }\n` },
      { title: 'Another name', code: `${start}  /orders/{orderId}:\n    parameters: [${id}]\n    get: { ${responses} }\n` },
      { title: 'No variable', code: `${start}  /orders:\n    get: { parameters: [${id}], ${responses} }\n` },
      { title: 'Twice', code: `${start}  /orders/{id}/items/{id}:\n    get: { parameters: [${id}], ${responses} }\n` },
    ],
    good: [
      {
        code: `${start}  /orders/{id}:\n    parameters: [${id}]\n    get: { ${responses} }\n  /files/{id*}:\n    get: { parameters: [${id}], ${responses} }\n`,
      },
      {
        title: 'By reference',
        code: `${start}  /orders/{id}:\n    get: { parameters: [{ $ref: '#/components/parameters/Id' }], ${responses} }\ncomponents: { parameters: { Id: ${id} } }\n`,
      },
    ],
  },
  check: ({ unit: contract, report }) => ({
    Paths({ cursor }) {
      for (const entry of cursor.fields()) {
        const path = entry.name ?? ''
        if (!path.startsWith('/')) continue
        for (const mismatch of pathMismatches(contract, entry)) {
          if (mismatch.is === 'misnamed' || mismatch.is === 'unused') {
            const {
              name,
              places: [place = entry, ...others],
            } = mismatch
            const variable = mismatch.is === 'unused' ? `{${name}}` : `{${mismatch.variable.name}}`
            report(
              place,
              mismatch.is,
              { name, path, variable },
              others.map((other) => ({ place: other, message: 'Here too.' })),
            )
            continue
          }
          const { name, range } = mismatch.variable
          const variable = `{${name}}`
          const inPath = { ...entry.atKey, part: range }
          if (name.trim() === '') report(inPath, 'nameless', {})
          else if (mismatch.is === 'repeated') report(inPath, 'repeated', { variable })
          else if (mismatch.elsewhere !== undefined) report(inPath, 'elsewhere', { variable, place: mismatch.elsewhere })
          else if (mismatch.everywhere) report(inPath, 'undeclared', { variable, name })
          else for (const operation of mismatch.operations) report(operation.atKey, 'undeclaredHere', { variable, path })
        }
      }
    },
  }),
})
