import { describe, expect, it } from 'vitest'

import httpsServers from '../../rules/security/https-servers.ts'
import declaredPathParameters from '../../rules/structure/declared-path-parameters.ts'
import resolvableReferences from '../../rules/structure/resolvable-references.ts'
import validStructure from '../../rules/structure/valid-structure.ts'
import type { Example, RuleValue } from '../../src/core/rule.ts'
import { checkTexts } from '../support/check.ts'
import { start } from './contracts.ts'

type Texts = { readonly [file: string]: string }

async function found(
  rule: RuleValue,
  texts: string | Texts,
  options: Example['options'] = {},
): Promise<{ said: string[]; related: number[]; notes: string[] }> {
  const files = typeof texts === 'string' ? { 'openapi.yaml': texts } : texts
  const { findings, coverage } = await checkTexts(files, [{ ...rule, id: 'rule', topic: 'topic' }], { options })
  return {
    said: findings.map(
      ({ file, line, column, severity, message }) => `${file.replace('/project/', '')}:${line}:${column} ${severity} ${message}`,
    ),
    related: findings.map(({ related }) => related.length),
    notes: coverage.map(({ kind, message }) => `${kind}: ${message}`),
  }
}

describe('valid-structure', () => {
  const typos = (count: number): string =>
    `${start['3.0']}paths:\n${Array.from({ length: count }, (_, index) => `  /p${index}:\n    get: { summery: x, responses: { '200': { description: Done } } }\n`).join('')}`
  const message = (rest: string): string =>
    `error 'summery' is not a field of the Operation Object in OpenAPI 3.0, and tools ignore it: did you mean 'summary'?${rest}`

  it('reports a mistake in each place while they are few', async () => {
    expect((await found(validStructure, typos(3))).said).toEqual(
      [5, 7, 9].map((line) => `openapi.yaml:${line}:12 ${message('')}`),
    )
  })

  it('reports it once, with the number and the next places, when they are many', async () => {
    expect(await found(validStructure, typos(30))).toEqual({
      said: [`openapi.yaml:5:12 ${message(' There are 30 such places in this file.')}`],
      related: [20],
      notes: [],
    })
  })

  it('lets the team say what many is', async () => {
    expect((await found(validStructure, typos(1), { places: 0 })).said).toEqual([
      `openapi.yaml:5:12 ${message(' There are 1 such places in this file.')}`,
    ])
    expect((await found(validStructure, typos(30), { places: 100 })).said).toHaveLength(30)
  })

  it('marks the line where an object begins that lacks a field', async () => {
    const { said } = await found(
      validStructure,
      `openapi: 3.0.4\npaths:\n  /a:\n    get:\n      responses:\n        '200':\n          content: {}\n      parameters:\n        - name: q\n          schema: {}\n`,
    )
    expect(said).toEqual([
      "openapi.yaml:1:1 error This OpenAPI Object lacks 'info', which OpenAPI 3.0 requires.",
      "openapi.yaml:6:10 error This Response Object lacks 'description', which OpenAPI 3.0 requires.",
      "openapi.yaml:9:11 error This Parameter Object lacks 'in', which OpenAPI 3.0 requires.",
    ])
  })

  it('speaks of the file at fault, once', async () => {
    const { said } = await found(validStructure, {
      'openapi.yaml': `${start['3.1']}paths:\n  /a: { $ref: parts/a.yaml }\n  /b: { $ref: parts/a.yaml }\n`,
      'other.yaml': `${start['3.1']}paths:\n  /c: { $ref: parts/a.yaml }\n`,
      'parts/a.yaml': 'gett: {}\n',
    })
    expect(said).toEqual([
      "parts/a.yaml:1:1 error 'gett' is not a field of the Path Item Object in OpenAPI 3.1, and tools ignore it: did you mean 'get'?",
    ])
  })

  it('takes references for a bundler less hard, and not at all where the files are bundled', async () => {
    const texts = { 'openapi.yaml': `${start['3.1']}paths:\n  /a:\n    get: { $ref: get.yaml }\n`, 'get.yaml': 'summary: Read\n' }
    expect((await found(validStructure, texts)).said).toEqual([
      expect.stringMatching(/^openapi\.yaml:5:18 warn OpenAPI 3\.1 does not allow a `\$ref` here: bundle the files/),
    ])
    expect((await found(validStructure, texts, { bundled: true })).said).toEqual([])
  })

  it.each<[string, string, string]>([
    [
      'a value',
      'paths: {}\ncomponents: { schemas: { A: { type: strng } } }\n',
      "'strng' is not an allowed value of 'type': did you mean 'string'?",
    ],
    [
      'a value like none',
      'paths: {}\ncomponents: { schemas: { A: { type: zzz } } }\n',
      "'zzz' is not an allowed value of 'type': write 'array', 'boolean', 'integer', 'number', 'object' or 'string'.",
    ],
    ['a type', 'paths: {}\ntags: orders\n', "'tags' must be an array but is a string."],
    ['nothing', 'paths:\n  /a:\n', "'/a' in the Paths Object must be a Path Item Object but is null."],
    [
      'a list item',
      'paths:\n  /a:\n    get: { tags: [1], responses: { default: { description: x } } }\n',
      "'0' in 'tags' must be a string but is a number.",
    ],
    [
      'an empty object',
      'paths:\n  /a:\n    get: { responses: {} }\n',
      'This Responses Object must have at least one entry but has none.',
    ],
    [
      'a condition',
      'paths: {}\ncomponents: { securitySchemes: { A: { type: http } } }\n',
      "This Security Scheme Object lacks 'scheme', which OpenAPI 3.0 requires with 'type: http'.",
    ],
    [
      'two that exclude each other',
      'paths: {}\ncomponents: { examples: { A: { value: 1, externalValue: a } } }\n',
      "This Example Object has 'value' and 'externalValue', which are mutually exclusive: keep one.",
    ],
    ['a version', 'paths: {}\n', ''],
  ])('says it in words: %s', async (_, text, message) => {
    const { said } = await found(validStructure, start['3.0'] + text)
    expect(said.map((line) => line.replace(/^\S+ error /, ''))).toEqual(message === '' ? [] : [message])
  })
})

describe('resolvable-references', () => {
  const schemas = (text: string): string => `${start['3.1']}components:\n  schemas:\n${text}`

  it('names the component that was probably meant', async () => {
    const { said } = await found(resolvableReferences, schemas("    Order: {}\n    A: { $ref: '#/components/schemas/Oder' }\n"))
    expect(said).toEqual([
      "openapi.yaml:6:17 error '#/components/schemas/Oder' cannot be resolved: '#/components/schemas' has no 'Oder': did you mean 'Order'?",
    ])
  })

  it('reports one missing file once', async () => {
    const { said, related } = await found(
      resolvableReferences,
      schemas("    A: { $ref: 'no.yaml#/A' }\n    B: { $ref: 'no.yaml#/B' }\n"),
    )
    expect(said).toEqual([
      "openapi.yaml:5:17 error 'no.yaml#/A' cannot be resolved: there is no file 'no.yaml'. There are 2 such references in this file.",
    ])
    expect(related).toEqual([1])
  })

  it('leaves what is elsewhere to the notes', async () => {
    expect(await found(resolvableReferences, schemas("    A: { $ref: 'https://shop.com/a.yaml' }\n"))).toMatchObject({
      said: [],
      notes: [expect.stringContaining('remote-reference:')],
    })
  })
})

describe('declared-path-parameters', () => {
  it('marks the variable in the path', async () => {
    const { said } = await found(declaredPathParameters, `${start['3.1']}paths:\n  /orders/{id}/items/{}: { get: {} }\n`)
    expect(said).toEqual([
      "openapi.yaml:4:11 error No parameter declares '{id}' of this path: add one with 'name: id', 'in: path' and 'required: true'.",
      "openapi.yaml:4:22 error '{}' in this path has no name: write '{name}' and add a parameter of that name with 'in: path'.",
    ])
  })

  it('marks the reference, and not the shared parameter, where only this path has no such variable', async () => {
    const { said } = await found(
      declaredPathParameters,
      `${start['3.1']}paths:\n  /orders/{id}: { parameters: [{ $ref: '#/components/parameters/Id' }], get: {} }\n  /orders: { parameters: [{ $ref: '#/components/parameters/Id' }], get: {} }\ncomponents: { parameters: { Id: { name: id, in: path, required: true, schema: {} } } }\n`,
    )
    expect(said).toEqual([expect.stringMatching(/^openapi\.yaml:5:36 error 'id' is 'in: path', but '\/orders' has no '\{id\}'/)])
  })
})

describe('https-servers', () => {
  const server = (...urls: string[]): string =>
    `${start['3.1']}servers: [${urls.map((url) => `{ url: '${url}' }`).join(', ')}]\npaths: {}\n`

  it('weighs a plain address beside a safe one less', async () => {
    expect((await found(httpsServers, server('http://shop.com', 'https://shop.com'))).said).toEqual([
      expect.stringMatching(/^openapi\.yaml:3:19 warn 'shop\.com' is listed with 'https', and with plain 'http' too/),
    ])
    expect((await found(httpsServers, server('http://shop.com', 'https://api.shop.com'))).said).toEqual([
      expect.stringMatching(/error 'shop\.com' uses plain 'http'/),
    ])
  })

  it('reports an address once in a file, wherever it stands', async () => {
    const operation = "get: { servers: [{ url: 'http://shop.com/b' }], responses: {} }"
    expect(
      (
        await found(
          httpsServers,
          `${start['3.1']}servers: [{ url: 'http://shop.com/a' }]\npaths:\n  /a: { servers: [{ url: 'http://shop.com/c' }], ${operation} }\n`,
        )
      ).said,
    ).toHaveLength(1)
    expect((await found(httpsServers, `${start['3.1']}paths:\n  /a: { ${operation} }\n`)).said).toHaveLength(1)
  })

  it('lets the team allow hosts', async () => {
    expect((await found(httpsServers, server('http://shop.com'), { allow: ['shop.com'] })).said).toEqual([])
  })

  it.each([
    ['host: shop.com\nschemes: [http]\n', ['error']],
    ['host: shop.com:80\nschemes: [https, http]\n', ['warn']],
    ['host: shop.com\nschemes: [ws]\n', ['error']],
    ['host: shop.com\n', []],
    ['schemes: [http]\n', []],
    ['host: localhost:8080\nschemes: [http]\n', []],
  ])('OpenAPI 2.0: %s', async (text, severities) => {
    const { said } = await found(httpsServers, `${start['2.0']}${text}paths: {}\n`)
    expect(said.map((line) => line.split(' ')[1])).toEqual(severities)
  })
})
