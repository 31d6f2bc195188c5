import { fewGuesses } from '../../src/core/nearest.ts'
import { defineRule } from '../../src/core/rule.ts'
import { openapi } from '../../src/openapi/subject.ts'
import type { UnresolvedOutcome } from '../../src/openapi/unresolved.ts'
import { walked } from '../../src/openapi/walked.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\n'

export default defineRule({
  subject: openapi,
  title: 'Every reference can be resolved',
  why: 'A broken reference stops every tool that reads the description, and is often noticed only by the last one.',
  fix: 'Correct the name or the path in the reference, or add its target.',
  presets: { recommended: 'error', strict: 'error' },
  checklist: ['API-22'],
  references: ['OpenAPI 3.1.2, Reference Object', 'RFC 6901', 'RFC 3986'],
  silentOn: [
    'references to other hosts: they are not fetched, and the run reports that under coverage',
    'files that a sparse checkout leaves out, likewise',
    'schemas that contain themselves through properties, items or compositions',
    '`$ref` inside examples, defaults and `x-` fields, where it is data',
  ],
  messages: {
    missing: "'{{reference}}' cannot be resolved: {{what}}{{end}}",
    refused: "'{{reference}}' points to a file that was not read: {{what}}{{end}}",
    malformed: "'{{reference}}' is not a valid reference: {{what}}{{end}}",
    link: "No operation has the id '{{reference}}', which this link points to{{end}}",
    circular: "'{{reference}}' points back to itself through references only, so it never reaches a value{{end}}",
  },
  suggestions: { meant: "Refer to '{{meant}}'" },
  examples: {
    bad: [
      {
        title: 'No such component',
        code: `${start}paths:\n  /orders:\n    get:\n      responses:\n        '200': { $ref: '#/components/responses/Orders' }\ncomponents: { responses: {} }\n`,
      },
      {
        title: 'A cycle of references',
        code: `${start}components:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n`,
      },
      {
        title: 'A discriminator that maps to no schema',
        code: `${start}components:\n  schemas:\n    Pet:\n      type: object\n      properties: { kind: { type: string } }\n      discriminator: { propertyName: kind, mapping: { dog: '#/components/schemas/Dog' } }\n`,
      },
      {
        title: 'A link to an operation with another id',
        code: `${start}paths:\n  /orders:\n    get:\n      operationId: listOrders\n      responses:\n        '200': { description: Orders, links: { all: { operationId: listOrder } } }\n`,
      },
    ],
    good: [
      {
        title: 'Across files, and to itself',
        code: {
          'openapi.yaml': `${start}components:\n  schemas:\n    Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' } } }\n    Money: { $ref: 'common.yaml#/Money' }\n`,
          'common.yaml': 'Money: { type: integer }\n',
        },
      },
      {
        title: 'On another host',
        code: `${start}components:\n  schemas:\n    Problem: { $ref: 'https://example.com/problem.yaml#/Problem' }\n`,
      },
    ],
  },
  check: ({ unit, report }) => {
    const guess = fewGuesses(20)
    let ids: ReadonlySet<string> | undefined
    const meantBy = (outcome: UnresolvedOutcome): string | undefined =>
      outcome.kind === 'missing' && outcome.among !== undefined ? guess(outcome.name ?? '', Object.keys(outcome.among.object)) : undefined
    return {
      Link({ cursor }) {
        const place = cursor.child('operationId')
        const reference = place.string
        // Operations may be behind what could not be resolved.
        if (reference === undefined || walked(unit).unresolved.length > 0) return
        ids ??= new Set(walked(unit).of('Operation').flatMap((operation) => operation.cursor.child('operationId').string ?? []))
        if (ids.has(reference)) return
        const meant = guess(reference, ids)
        report(place, 'link', { reference, end: meant === undefined ? '.' : `: did you mean '${meant}'?` })
      },
      UnresolvedReference(unresolved) {
        const { reference, outcome, count } = unresolved
        const [place, ...others] = unresolved.places(21)
        if (outcome.kind === 'remote' || place === undefined || (outcome.kind === 'refused' && outcome.isElsewhere)) return
        const what = outcome.kind === 'missing' ? outcome.what : outcome.kind === 'circular' ? '' : outcome.reason
        const meant = meantBy(outcome)
        const end = (meant === undefined ? '.' : `: did you mean '${meant}'?`) + (count === 1 ? '' : ` There are ${count} such references in this file.`)
        const related = others.map((other) => ({ place: other, message: 'Here too.' }))
        const edits = meant === undefined || outcome.kind !== 'missing' ? [] : unresolved.renamed(outcome.name ?? '', meant)
        report(place, outcome.kind, { reference, what, end }, { related, fixes: edits.length === 0 ? [] : [{ id: 'meant', data: { meant: meant ?? '' }, edits }] })
      },
    }
  },
})
