import { describe, expect, it } from 'vitest'

import { formatPointer } from '../../src/core/location.ts'
import { hintFor } from '../../src/openapi/hint.ts'
import type { OpenApiNode } from '../../src/openapi/node.ts'
import { contractOf, start, walked } from './contracts.ts'

const placeOf = ({ kind, cursor: { at } }: OpenApiNode): string =>
  `${kind} ${at.file.replace('/api/', '')}#${formatPointer(at.pointer)}`

describe('nodes', () => {
  it('come once, parents first, in the order of the text, with the key they go by', () => {
    const text = `${start['3.0']}paths:\n  /b:\n    parameters: [{ name: q, in: query, schema: { type: string } }]\n    get: { responses: { '200': { description: Done } } }\n  /a: {}\ncomponents:\n  schemas: { A: { properties: { b: {} } } }\n`
    const { nodes, problems } = walked(contractOf({ 'openapi.yaml': text }))
    expect(problems).toEqual([])
    expect(nodes.map(({ kind, key, parent }) => `${parent?.kind ?? ''} > ${key ?? ''} ${kind}`)).toEqual([
      ' >  Document',
      'Document > info Info',
      'Document > paths Paths',
      'Paths > /b PathItem',
      'PathItem > 0 Parameter',
      'Parameter > schema Schema',
      'PathItem > get Operation',
      'Operation > responses Responses',
      'Responses > 200 Response',
      'Paths > /a PathItem',
      'Document > components Components',
      'Components > A Schema',
      'Schema > b Schema',
    ])
  })

  it('are visited in the file they live in, and are children of who refers to them', () => {
    const { nodes } = walked(
      contractOf({
        'openapi.yaml': `${start['3.1']}paths:\n  /orders: { $ref: orders.yaml }\n  /same: { $ref: orders.yaml }\n`,
        'orders.yaml': "get: { responses: { '200': { $ref: 'common.yaml#/Done' } } }\n",
        'common.yaml': 'Done: { description: Done }\nUnused: { descriptoin: Typo }\n',
      }),
    )
    expect(nodes.slice(3).map(placeOf)).toEqual([
      'PathItem orders.yaml#',
      'Operation orders.yaml#/get',
      'Responses orders.yaml#/get/responses',
      'Response common.yaml#/Done',
    ])
    expect(nodes.slice(3).map(({ key, parent }) => `${parent?.kind} ${key}`)).toEqual([
      'Paths /orders',
      'PathItem get',
      'Operation responses',
      'Responses 200',
    ])
  })

  it('are components to those that only refer to them', () => {
    const { nodes, references } = walked(
      contractOf({
        'openapi.yaml': `${start['3.1']}paths:\n  /a:\n    get: { responses: { '200': { $ref: '#/components/responses/Done' } } }\ncomponents:\n  responses: { Done: { description: Done } }\n`,
      }),
    )
    expect(nodes.find(({ kind }) => kind === 'Response')?.parent?.kind).toBe('Components')
    expect(references.map(({ reference, to, parent }) => [reference, to, parent?.kind])).toEqual([
      ['#/components/responses/Done', 'Response', 'Responses'],
    ])
  })

  it('are visited once where aliases share them, once a kind where they serve as several', () => {
    const { nodes } = walked(
      contractOf({
        'openapi.yaml': `${start['3.1']}paths: {}\ncomponents:\n  schemas: { A: &a { type: string }, B: *a, C: { allOf: [*a, *a] } }\n  headers: { H: &h { schema: *a } }\n  parameters: { P: { name: p, in: query, schema: *a } }\n`,
      }),
    )
    expect(nodes.filter(({ kind }) => kind === 'Schema').map(placeOf)).toEqual([
      'Schema openapi.yaml#/components/schemas/A',
      'Schema openapi.yaml#/components/schemas/C',
    ])
  })

  it('end where schemas contain themselves', () => {
    const { nodes, problems, unresolved } = walked(
      contractOf({
        'openapi.yaml': `${start['3.1']}paths: {}\ncomponents:\n  schemas:\n    A: { properties: { a: { $ref: '#/components/schemas/A' } }, allOf: [{ $ref: '#/components/schemas/B' }] }\n    B: { items: { $ref: '#/components/schemas/A' } }\n`,
      }),
    )
    expect(nodes.filter(({ kind }) => kind === 'Schema')).toHaveLength(2)
    expect([problems, unresolved]).toEqual([[], []])
  })

  it('may be 450 deep', () => {
    const deep = `${'{ not: '.repeat(450)}{}${' }'.repeat(450)}`
    expect(
      walked(contractOf({ 'openapi.yaml': `${start['3.1']}paths: {}\ncomponents: { schemas: { A: ${deep} } }\n` })).nodes.filter(
        ({ kind }) => kind === 'Schema',
      ),
    ).toHaveLength(451)
  })

  it('are not looked for in examples, defaults and extensions', () => {
    const { references, problems, unresolved } = walked(
      contractOf({
        'openapi.yaml': `${start['3.0']}paths: {}\nx-a: { $ref: '#/nowhere' }\ncomponents:\n  schemas: { A: { example: { $ref: '#/nowhere' }, default: { $ref: '#/nowhere' }, enum: [{ $ref: '#/nowhere' }] } }\n  examples: { E: { value: { $ref: '#/nowhere' } } }\n`,
      }),
    )
    expect([references, problems, unresolved]).toEqual([[], [], []])
  })

  it('of a property called $ref are no reference', () => {
    const { references, problems } = walked(
      contractOf({
        'openapi.yaml': `${start['3.1']}paths: {}\ncomponents: { schemas: { A: { properties: { $ref: { type: string } } } } }\n`,
      }),
    )
    expect([references, problems]).toEqual([[], []])
  })

  it('with a $ref are visited where it may stand beside other fields, and only there', () => {
    const schemas =
      'paths: {}\ncomponents: { schemas: { A: { $ref: "#/components/schemas/B", minLength: 1 }, B: { type: string } } }\n'
    const visited = (version: '3.0' | '3.1'): string[] =>
      walked(contractOf({ 'openapi.yaml': start[version] + schemas }))
        .nodes.filter(({ kind }) => kind === 'Schema')
        .map(placeOf)
    expect(visited('3.0')).toEqual(['Schema openapi.yaml#/components/schemas/B'])
    expect(visited('3.1')).toEqual(['Schema openapi.yaml#/components/schemas/A', 'Schema openapi.yaml#/components/schemas/B'])
  })
})

describe('problems', () => {
  const typos = Array.from(
    { length: 30 },
    (_, index) => `  /p${index}: { get: { summery: x, responses: { '200': { description: Done } } } }\n`,
  ).join('')

  it('of one cause are one, with every place', () => {
    const { problems } = walked(contractOf({ 'openapi.yaml': `${start['3.0']}paths:\n${typos}` }))
    expect(problems).toHaveLength(1)
    expect(problems[0]?.count).toBe(30)
    expect(problems[0]?.places(2).map(({ at, key }) => [formatPointer(at.pointer), at.on, key])).toEqual([
      ['/paths/~1p0/get/summery', 'key', 'summery'],
      ['/paths/~1p1/get/summery', 'key', 'summery'],
    ])
  })

  it('are told apart by file', () => {
    const { problems } = walked(
      contractOf({
        'openapi.yaml': `${start['3.0']}paths:\n  /a: { $ref: a.yaml }\n  /b: { $ref: b.yaml }\n  /c: { $ref: a.yaml }\n`,
        'a.yaml': 'get: { responses: {}, sumary: x }\n',
        'b.yaml': 'get: { responses: {}, sumary: x }\n',
      }),
    )
    const places = problems.flatMap((problem) => problem.places(9).map(({ at }) => `${problem.details.kind} ${at.file}`))
    expect(places).toEqual([
      'unknown-field /api/a.yaml',
      'wrong-size /api/a.yaml',
      'unknown-field /api/b.yaml',
      'wrong-size /api/b.yaml',
    ])
  })

  it.each<[string, string, string | undefined]>([
    ["'summery' for 'summary'", 'summery: x', "did you mean 'summary'?"],
    ['another case', 'operationID: x', "did you mean 'operationId'?"],
    ['not what is there already', 'summary: x, summar: y', undefined],
    ['a later version', 'query: x', undefined],
    ['what 2.0 called it', 'consumes: [a/b]', "list the media types in 'requestBody.content'"],
    ['one level down, but under one of two', 'content: {}', undefined],
    ['nothing near', 'zebra: 1', undefined],
  ])('say what was meant: %s', (_, field, hint) => {
    const { problems } = walked(
      contractOf({
        'openapi.yaml': `${start['3.0']}paths:\n  /a:\n    get: { ${field}, responses: { '200': { description: Done } } }\n`,
      }),
    )
    expect(problems.map((problem) => hintFor(problem, '3.0')?.text)).toEqual([hint])
  })

  it.each<[string, keyof typeof start, string, string]>([
    ['another version', '3.0', 'paths: {}\nwebhooks: {}\n', 'it is a field of OpenAPI 3.1'],
    ['an earlier version', '3.0', 'paths: {}\nsecurityDefinitions: {}\n', "move the schemes to 'components.securitySchemes'"],
    [
      'one level up',
      '3.0',
      "paths:\n  /a:\n    get:\n      responses:\n        '200': { description: Done }\n        operationId: x\n",
      'write the responses by status code',
    ],
    ['the object below, under any name', '3.0', "paths:\n  /a: { get: { responses: { '200': { description: x }, content: {} } } }\n", 'it belongs in the Response Object below'],
    ['the object below', '3.0', 'paths:\n  /a: { operationId: x }\n', 'it belongs in the Operation Object below'],
    [
      'the object above',
      '3.0',
      "paths:\n  /a:\n    get: { responses: { '200': { description: x, content: { text/plain: { links: {} } } } } }\n",
      'it belongs one level up, in the Response Object',
    ],
    [
      'a schema of its own',
      '3.0',
      'paths: {}\ncomponents: { parameters: { A: { name: q, in: query, type: string, schema: {} } } }\n',
      "put it under 'schema'",
    ],
    ['the field below', '3.0', 'paths: {}\ntermsOfService: /terms\n', "it belongs under 'info'"],
    [
      'a type of another language',
      '3.0',
      'paths: {}\ncomponents: { schemas: { A: { type: Date } } }\n',
      "write 'type: string' with 'format: date'",
    ],
    [
      'null',
      '3.1',
      'paths: {}\ncomponents: { schemas: { A: { nullable: true } } }\n',
      "write type: [<type>, 'null'], as JSON Schema does",
    ],
    ['a value', '3.0', 'paths: {}\ncomponents: { schemas: { A: { type: int } } }\n', "did you mean 'integer'?"],
    [
      'another place',
      '3.0',
      'paths: {}\ncomponents: { parameters: { A: { name: q, in: Header, schema: {} } } }\n',
      "did you mean 'header'?",
    ],
  ])('say where it belongs: %s', (_, version, text, hint) => {
    const { problems } = walked(contractOf({ 'openapi.yaml': start[version] + text }))
    const hints = problems.map((problem) => hintFor(problem, version)?.text)
    if (hint !== 'write the responses by status code') expect(hints).toEqual([hint])
    else expect(problems.map(({ details }) => details.kind)).toEqual(['malformed-key', 'wrong-type'])
  })

  it('call a misspelt required field misspelt, and not missing too', () => {
    const { problems } = walked(
      contractOf({ 'openapi.yaml': `${start['3.0']}paths:\n  /a:\n    get: { reponses: { '200': { description: Done } } }\n` }),
    )
    expect(problems.map(({ details }) => details.kind)).toEqual(['unknown-field'])
  })

  it('with references: none may stand, only a bundler follows it, it leads to another kind', () => {
    const { problems, nodes } = walked(
      contractOf({
        'openapi.yaml': `${start['3.0']}paths:\n  /a:\n    get: { $ref: '#/components/x-operation' }\n    post: { $ref: post.yaml }\n    put: { $ref: post.yaml }\n    parameters: [{ $ref: '#/components/schemas/A' }]\ncomponents:\n  x-operation: { responses: { default: { description: Done } } }\n  schemas: { A: {} }\n`,
        'post.yaml': 'responses: { default: { description: Done } }\n',
      }),
    )
    expect(
      problems.map(({ details: { kind, object, field, found, expected }, count }) => [
        kind,
        object,
        field,
        found,
        expected,
        count,
      ]),
    ).toEqual([
      ['misplaced-reference', 'PathItem', 'get', '', 'an Operation Object', 1],
      ['unbundled-reference', 'Document', '', '', '', 2],
      ['wrong-target', 'PathItem', 'parameters', 'a Schema Object', 'a Parameter Object', 1],
    ])
    expect(nodes.filter(({ kind }) => kind === 'Operation')).toHaveLength(2)
  })
})
