import { describe, expect, it } from 'vitest'

import { formatPointer } from '../../src/core/location.ts'
import { contractOf, start, walked } from './contracts.ts'

const schemas = (text: string): string => `${start['3.1']}paths: {}\ncomponents:\n  schemas:\n${text.replace(/^/gm, '    ')}\n`

/** `reference: why` of every unresolved reference, once per cause, with the number of its places. */
function unresolvedIn(text: string, others: { readonly [file: string]: string } = {}): string[] {
  return walked(contractOf({ 'openapi.yaml': text, ...others })).unresolved.map(({ reference, outcome, count }) => {
    const why =
      outcome.kind === 'missing'
        ? outcome.what
        : outcome.kind === 'refused' || outcome.kind === 'malformed'
          ? outcome.reason
          : outcome.kind
    return `${reference}: ${why}${count === 1 ? '' : ` x${count}`}`
  })
}

describe('references that lead somewhere', () => {
  it.each<[string, string, { [file: string]: string }?]>([
    ['a component', "A: { $ref: '#/components/schemas/B' }\nB: {}"],
    ['a property', "A: { $ref: '#/components/schemas/B/properties/c' }\nB: { properties: { c: {} } }"],
    ['a list item', "A: { $ref: '#/components/schemas/B/allOf/0' }\nB: { allOf: [{}] }"],
    ['names with slashes, tildes and percent signs', "A: { $ref: '#/components/x-more/a~1b~0c%20d%25' }\nB: {}"],
    [
      'a place behind another reference',
      "A: { $ref: '#/components/schemas/B/properties/d' }\nB: { $ref: '#/components/schemas/C' }\nC: { properties: { d: {} } }",
    ],
    [
      'the document itself',
      'A: { properties: { all: { $ref: "other.yaml" }, same: { $ref: "other.yaml#" }, slash: { $ref: "other.yaml#/" } } }',
      { 'other.yaml': 'type: string\n' },
    ],
    [
      'another file and back',
      "A: { $ref: 'parts/b.yaml#/B' }\nC: {}",
      { 'parts/b.yaml': "B: { properties: { c: { $ref: '../openapi.yaml#/components/schemas/C' } } }\n" },
    ],
    ['a JSON file', "A: { $ref: './b.json#/B' }", { 'b.json': '{ "B": { "type": "string" } }' }],
    ['an anchor', "A: { $ref: '#here' }\nB: { $anchor: here }"],
    ['a schema by its $id', "A: { $ref: 'https://shop.com/b' }\nB: { $id: 'https://shop.com/b' }"],
    [
      'a place in a schema with an $id',
      "A: { $id: 'https://shop.com/a', $defs: { b: {} }, properties: { c: { $ref: '#/$defs/b' } } }",
    ],
    [
      'a neighbour of a schema with an $id',
      "A: { $id: 'https://shop.com/a', properties: { c: { $ref: b } } }\nB: { $id: 'https://shop.com/b' }",
    ],
    ['a schema by its name', 'A: { discriminator: { propertyName: k, mapping: { b: B, c: "#/components/schemas/B" } } }\nB: {}'],
  ])('%s', (_, text, others) => {
    const contract = schemas(text).replace('components:\n', 'components:\n  x-more: { "a/b~c d%": {} }\n')
    expect(unresolvedIn(contract, others)).toEqual([])
  })

  it('a document by its $self', () => {
    const text = `${start['3.2']}$self: https://shop.com/openapi\npaths: {}\ncomponents: { schemas: { A: { $ref: 'https://shop.com/openapi#/components/schemas/B' }, B: {} } }\n`
    expect(unresolvedIn(text)).toEqual([])
  })

  it('an operation, by a link', () => {
    const link = "responses: { '200': { description: Done, links: { next: { operationRef: '#/paths/~1a/get' } } } }"
    expect(unresolvedIn(`${start['3.0']}paths:\n  /a: { get: { ${link} } }\n`)).toEqual([])
  })
})

describe('references that lead nowhere', () => {
  it.each<[string, string, string[], { [file: string]: string }?]>([
    [
      'a missing component',
      "A: { $ref: '#/components/schemas/B' }",
      ["#/components/schemas/B: '#/components/schemas' has no 'B'"],
    ],
    [
      'a missing section, once',
      "A: { allOf: [{ $ref: '#/definitions/B' }, { $ref: '#/definitions/C' }] }",
      ["#/definitions/B: the document has no 'definitions' x2"],
    ],
    [
      'a missing file, once',
      "A: { allOf: [{ $ref: 'no.yaml#/B' }, { $ref: 'no.yaml#/C' }] }",
      ["no.yaml#/B: there is no file 'no.yaml' x2"],
    ],
    [
      'a missing place in another file',
      "A: { $ref: 'b.yaml#/C' }",
      ["b.yaml#/C: the document has no 'C'"],
      { 'b.yaml': 'B: {}\n' },
    ],
    [
      'an item behind the end',
      "A: { $ref: '#/components/schemas/B/allOf/3' }\nB: { allOf: [{}] }",
      ["#/components/schemas/B/allOf/3: '#/components/schemas/B/allOf' has no '3'"],
    ],
    [
      'a field of the prototype',
      "A: { $ref: '#/components/schemas/constructor' }",
      ["#/components/schemas/constructor: '#/components/schemas' has no 'constructor'"],
    ],
    ['an anchor that is none', "A: { $ref: '#here' }", ["#here: no schema has the $anchor 'here'"]],
    [
      'a file that cannot be parsed',
      "A: { allOf: [{ $ref: 'b.yaml#/B' }, { $ref: 'b.yaml#/C' }] }",
      ['b.yaml#/B: it cannot be parsed x2'],
      { 'b.yaml': 'B: [\n' },
    ],
    ['an empty file', 'A: { $ref: b.yaml }', ['b.yaml: it is empty'], { 'b.yaml': '' }],
    ['a file outside', "A: { $ref: '/outside/b.yaml' }", ['/outside/b.yaml: it is outside the project']],
    [
      'an address on this machine',
      "A: { $ref: 'file:///etc/passwd' }",
      ["file:///etc/passwd: a 'file:' address works on one machine only: write a relative path"],
    ],
    ['a broken escape', "A: { $ref: '#/%zz' }", ['#/%zz: a % is not followed by two hexadecimal digits']],
    [
      'a schema by a name that none has',
      'A: { discriminator: { propertyName: k, mapping: { b: B } } }',
      ["B: no schema in 'components.schemas' is named 'B'"],
    ],
    ['itself', "A: { $ref: '#/components/schemas/A' }", ['#/components/schemas/A: circular']],
    [
      'a circle, reported once',
      "A: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/C' }\nC: { $ref: '#/components/schemas/A' }",
      ['#/components/schemas/B: circular'],
    ],
    [
      'into a circle: the circle is at fault',
      "A: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/B' }",
      ['#/components/schemas/B: circular'],
    ],
    [
      'a place inside of itself',
      "A: { $ref: '#/components/schemas/A/properties/b' }",
      ["#/components/schemas/A/properties/b: '#/components/schemas/A' has no 'properties'"],
    ],
  ])('%s', (_, text, expected, others) => {
    expect(unresolvedIn(schemas(text), others)).toEqual(expected)
  })

  it('are marked at their text, in the file at fault', () => {
    const { unresolved } = walked(
      contractOf({
        'openapi.yaml': `${start['3.1']}paths:\n  /a: { $ref: a.yaml }\n`,
        'a.yaml': "get: { responses: { '200': { $ref: '#/no' } } }\n",
      }),
    )
    expect(
      unresolved.flatMap((reference) => reference.places(9)).map(({ file, pointer }) => file + formatPointer(pointer)),
    ).toEqual(['/api/a.yaml/get/responses/200/$ref'])
  })
})

describe('what was not read is said', () => {
  it.each([
    [
      'https://shop.com/schemas.yaml#/A',
      "'https://shop.com/schemas.yaml' is outside the project's files, and was not fetched: references to it are not checked",
    ],
    [
      '//shop.com/schemas.yaml',
      "'//shop.com/schemas.yaml' is outside the project's files, and was not fetched: references to it are not checked",
    ],
    ['urn:shop:a', "'urn:shop:a' is outside the project's files, and was not fetched: references to it are not checked"],
    ['/outside/a.yaml', "'/outside/a.yaml' was not read (it is outside the project): references to it are not checked"],
  ])('%s', (reference, message) => {
    const contract = contractOf({ 'openapi.yaml': schemas(`A: { allOf: [{ $ref: '${reference}' }, { $ref: '${reference}' }] }`) })
    walked(contract)
    expect(contract.coverage.map((note) => note.message)).toEqual([message])
  })
})

describe('however references are entangled, the walk ends soon', () => {
  const count = 5_000
  const chain = (end: string): string =>
    Array.from({ length: count }, (_, index) => `S${index}: { $ref: '#/components/schemas/S${index + 1}' }`).join('\n') +
    `\nS${count}: ${end}`

  it.each([
    ['a chain', chain('{ type: string }'), 0],
    ['a circle', chain("{ $ref: '#/components/schemas/S0' }"), 1],
    ['a chain into a circle', chain(`{ $ref: '#/components/schemas/S${count}' }`), 1],
    ['a chain through places that are not there', chain('{}').replaceAll("' }", "/x' }"), count],
  ])('%s of 5,000', (_, text, unresolved) => {
    const contract = contractOf({ 'openapi.yaml': schemas(text) })
    expect(walked(contract).unresolved).toHaveLength(unresolved)
  })
})
