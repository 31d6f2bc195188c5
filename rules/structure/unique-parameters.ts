import { remove } from '../../src/core/fix.ts'
import { asString, field } from '../../src/core/json.ts'
import { defineRule } from '../../src/core/rule.ts'
import type { Contract } from '../../src/openapi/contract.ts'
import type { Cursor } from '../../src/openapi/cursor.ts'
import { sameness } from '../../src/openapi/enums.ts'
import { parametersOf } from '../../src/openapi/path-item.ts'
import { openapi } from '../../src/openapi/subject.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n'
const limit = '{ name: limit, in: query, schema: { type: integer } }'

export default defineRule({
  subject: openapi,
  title: 'A parameter is declared once, and a request has one body',
  why: 'Of two parameters with the same name in the same place, tools use the first, the last, or neither: what clients may send depends on the tool.',
  fix: 'Keep one of them. To change a parameter of a path for one operation, list it in that operation.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Operation Object, parameters', 'OpenAPI 2.0, Parameter Object', 'OpenAPI 3.2.0, Parameter Object'],
  silentOn: [
    'a parameter of an operation that overrides one of the path item',
    'parameters with the same name in different places: the query and a header',
    'references that cannot be resolved',
  ],
  fixes: { remove: 'Remove the duplicate' },
  messages: {
    repeated: "The parameter '{{name}}' in {{place}} is listed twice: keep one.",
    header: "The header '{{name}}' is already listed as '{{other}}', and header names are not case-sensitive: keep one.",
    secondBody: "The request already has a body, in the parameter '{{other}}': it can have only one.",
    bodyAndForm: "The request has a body in '{{other}}' and form fields ('{{name}}'), which are a body too: keep one.",
    queryAndString: "'{{other}}' describes the whole query string, so '{{name}}' is not allowed next to it: describe it there.",
  },
  examples: {
    bad: [
      {
        title: 'declared twice',
        code: `${start}  /orders:\n    get: { parameters: [${limit}, ${limit}], responses: { '200': { description: Orders } } }\n`,
        fixed: `${start}  /orders:\n    get: { parameters: [${limit}], responses: { '200': { description: Orders } } }\n`,
      },
      {
        title: 'a body and a form',
        code: `swagger: '2.0'\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n  /orders:\n    post:\n      parameters: [{ name: order, in: body, schema: { type: object } }, { name: note, in: formData, type: string }]\n      responses: { '201': { description: Created } }\n`,
      },
    ],
    good: [
      {
        code: `${start}  /orders:\n    parameters: [${limit}]\n    get:\n      parameters: [${limit}, { name: limit, in: header, schema: { type: integer } }, { $ref: 'https://example.com/limit.yaml' }]\n      responses: { '200': { description: Orders } }\n`,
      },
    ],
  },
  check: ({ unit: contract, report }) => {
    const judge = (own: readonly Declared[], shared: readonly Declared[]): void => {
      const seen = new Map<string, Declared>()
      for (const one of own) {
        const { key, name, place, entry } = one
        const other = seen.get(key)
        if (other === undefined) seen.set(key, one)
        else if (other.name !== name) report(placeOf(one), 'header', { name, other: other.name }, [{ place: placeOf(other), message: 'The other one.' }])
        else {
          const fixes = sameness(entry.value) === sameness(other.entry.value) ? [{ id: 'remove' as const, edits: [remove(entry.at)] }] : []
          report(placeOf(one), 'repeated', { name, place: inWords(place) }, { related: [{ place: placeOf(other), message: 'The other one.' }], fixes })
        }
      }
      const all = [...shared.filter(({ key }) => !seen.has(key)), ...own]
      const [body, ...bodies] = all.filter(({ place }) => place === 'body')
      // A body parameter repeated under the same name has been reported as a duplicate.
      for (const other of bodies) if (body !== undefined && other.name !== body.name) report(placeOf(other), 'secondBody', { other: body.name })
      const field = all.find(({ place }) => place === 'formData')
      if (body !== undefined && field !== undefined) report(placeOf(body), 'bodyAndForm', { other: body.name, name: field.name }, [{ place: placeOf(field), message: 'A form field.' }])
      const whole = all.find(({ place }) => place === 'querystring')
      const part = all.find(({ place }) => place === 'query')
      if (whole !== undefined && part !== undefined) report(placeOf(part), 'queryAndString', { other: whole.name, name: part.name }, [{ place: placeOf(whole), message: 'The query string.' }])
    }
    return {
      PathItem: ({ cursor }) => judge(declaredBy(contract, cursor), []),
      Operation: ({ cursor, parent }) => judge(declaredBy(contract, cursor), parent?.kind === 'PathItem' ? declaredBy(contract, parent.cursor) : []),
    }
  },
})

interface Declared {
  readonly key: string
  readonly name: string
  readonly place: string
  /** Its entry in the list of parameters. */
  readonly entry: Cursor
}

/** The entry's name, or its reference. */
function placeOf({ entry }: Declared): Cursor {
  return entry.child(typeof field(entry.value, '$ref') === 'string' ? '$ref' : 'name')
}

function declaredBy(contract: Contract, holder: Cursor): Declared[] {
  if (field(holder.value, 'parameters') === undefined) return []
  return parametersOf(contract, holder).flatMap(({ entry, parameter }) => {
    const [name, place] = [asString(field(parameter?.value, 'name')), asString(field(parameter?.value, 'in'))]
    if (name === undefined || place === undefined) return []
    return [{ key: `${place}\n${place === 'header' ? name.toLowerCase() : name}`, name, place, entry }]
  })
}

const places: ReadonlyMap<string, string> = new Map([
  ['query', 'the query'],
  ['path', 'the path'],
  ['header', 'the headers'],
  ['cookie', 'the cookies'],
  ['body', 'the body'],
  ['formData', 'the form'],
])

function inWords(place: string): string {
  return places.get(place) ?? `'${place}'`
}
