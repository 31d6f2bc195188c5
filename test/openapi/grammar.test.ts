import { describe, expect, it } from 'vitest'

import { problemsIn, start } from './contracts.ts'

const done = "responses: { '200': { description: Done } }"
const paths = (item: string): string => `paths:\n  /a:\n    ${item}\n`
const get = (rest: string): string => paths(`get: { ${done}, ${rest} }`)
const schema = (text: string): string => `paths: {}\ncomponents: { schemas: { A: ${text} } }\n`
const scheme = (text: string): string => `paths: {}\ncomponents: { securitySchemes: { A: ${text} } }\n`
const definition = (text: string): string => `paths: {}\ndefinitions: { A: ${text} }\n`

describe('what each version allows', () => {
  it.each<[keyof typeof start, string, string]>([
    [
      '2.0',
      'everything at the top',
      "host: 'api.shop.com:8080'\nbasePath: /v1\nschemes: [https]\nconsumes: [application/json]\nproduces: [application/json]\npaths: {}\ntags: [{ name: a }]\nexternalDocs: { url: / }\n",
    ],
    ['2.0', 'a body', paths(`post: { parameters: [{ name: b, in: body, schema: { type: object } }], ${done} }`)],
    [
      '2.0',
      'parameters and items',
      get('parameters: [{ name: ids, in: query, type: array, items: { type: integer, minimum: 0 }, collectionFormat: multi }]'),
    ],
    [
      '2.0',
      'a file',
      paths(
        `post: { consumes: [multipart/form-data], parameters: [{ name: f, in: formData, type: file }], responses: { '200': { description: File, schema: { type: file } } } }`,
      ),
    ],
    [
      '2.0',
      'headers and examples',
      paths(
        'get: { responses: { default: { description: Any, headers: { X-Rate: { type: integer } }, examples: { application/json: { a: 1 } } } } }',
      ),
    ],
    [
      '2.0',
      'tuples and lists of types, as in draft 4',
      definition("{ type: [object, 'null'], items: [{ type: string }], discriminator: kind, readOnly: true }"),
    ],
    [
      '2.0',
      'every kind of security',
      'paths: {}\nsecurityDefinitions:\n  a: { type: basic }\n  b: { type: apiKey, name: k, in: header }\n  c: { type: oauth2, flow: accessCode, authorizationUrl: /a, tokenUrl: /t, scopes: { r: read } }\nsecurity: [{ a: [] }, { c: [r] }]\n',
    ],
    [
      '3.0',
      'nullable and booleans beside limits',
      schema('{ type: integer, nullable: true, minimum: 1, exclusiveMinimum: true }'),
    ],
    [
      '3.0',
      'a discriminator',
      schema(
        "{ oneOf: [{ $ref: '#/components/schemas/A' }], discriminator: { propertyName: k, mapping: { a: '#/components/schemas/A' } } }",
      ),
    ],
    [
      '3.0',
      'links, callbacks, encodings',
      paths(
        "post: { requestBody: { content: { multipart/form-data: { encoding: { f: { contentType: image/png, headers: { X-A: { schema: {} } } } } } } }, responses: { 2XX: { description: Done, links: { l: { operationId: x, parameters: { id: $response.body#/id } } } } }, callbacks: { done: { '{$request.body#/url}': { post: { " +
          done +
          ' } } } } }',
      ),
    ],
    ['3.0', 'content of a parameter', get('parameters: [{ name: f, in: query, content: { application/json: { schema: {} } } }]')],
    [
      '3.0',
      'a security scheme that is called like an extension',
      `${scheme('{ type: http, scheme: bearer }')}security: [{ x-key: [] }]\n`,
    ],
    [
      '3.0',
      'extensions everywhere',
      `x-a: 1\n${get('x-b: 2, parameters: [{ name: q, in: query, x-c: 3, schema: { x-d: 4 } }]')}`,
    ],
    [
      '3.0',
      'examples that look like mistakes',
      schema('{ example: { $ref: 5, type: 7 }, default: { responses: {} }, enum: [null, { in: x }] }'),
    ],
    ['3.1', 'webhooks alone', 'webhooks: { created: { post: { requestBody: { content: { application/json: {} } } } } }\n'],
    ['3.1', 'operations without responses', paths('get: {}')],
    ['3.1', 'schemas that are booleans', schema('{ properties: { a: true }, additionalProperties: false, items: true }')],
    [
      '3.1',
      'JSON Schema 2020-12',
      schema(
        "{ type: [string, 'null'], const: a, exclusiveMinimum: 1, examples: [a], if: { type: string }, then: {}, else: {}, $defs: { B: {} }, $id: 'https://a.b/c', patternProperties: { '^a': {} }, prefixItems: [{}], dependentRequired: { a: [b] }, contentSchema: {}, $comment: hi }",
      ),
    ],
    [
      '3.1',
      'keywords of other vocabularies',
      schema('{ errorMessage: no, markdownDescription: hi, deprecationMessage: old, enumNames: [a] }'),
    ],
    ['3.1', 'a licence by identifier, a mutual TLS scheme', scheme('{ type: mutualTLS }')],
    [
      '3.1',
      'path items as components',
      "components: { pathItems: { a: { get: {} } } }\npaths: { /a: { $ref: '#/components/pathItems/a' } }\n",
    ],
    [
      '3.1',
      'a summary beside a reference',
      "components: { parameters: { A: { $ref: '#/components/parameters/B', description: Other }, B: { name: b, in: query, schema: {} } } }\n",
    ],
    ['3.2', 'query and further methods', paths(`query: { ${done} }\n    additionalOperations: { COPY: { ${done} } }`)],
    [
      '3.2',
      'streams',
      paths(
        "get: { responses: { '200': { summary: Lines, content: { application/jsonl: { itemSchema: { type: object } } } } } }",
      ),
    ],
    [
      '3.2',
      'a whole query string',
      get('parameters: [{ name: q, in: querystring, content: { application/x-www-form-urlencoded: {} } }]'),
    ],
    [
      '3.2',
      'tags in a tree',
      '$self: https://shop.com/openapi\npaths: {}\ntags: [{ name: a, summary: A, kind: nav }, { name: b, parent: a }]\n',
    ],
    [
      '3.2',
      'the device flow',
      scheme('{ type: oauth2, flows: { deviceAuthorization: { deviceAuthorizationUrl: /d, tokenUrl: /t, scopes: {} } } }'),
    ],
    [
      '3.2',
      'data and its text',
      'paths: {}\ncomponents: { examples: { A: { dataValue: { a: 1 }, serializedValue: a=1 } }, mediaTypes: { M: { schema: {} } } }\n',
    ],
    ['3.2', 'kinds of XML nodes', schema('{ xml: { nodeType: cdata } }')],
  ])('%s: %s', (version, _, text) => {
    expect(problemsIn(start[version] + text)).toEqual([])
  })
})

describe('what each version refuses', () => {
  it.each<[keyof typeof start, string, string[]]>([
    ['2.0', 'host: https://api.shop.com/v1\npaths: {}\n', ['malformed-value Document.host: https://api.shop.com/v1']],
    ['2.0', 'basePath: v1\npaths: {}\n', ['malformed-value Document.basePath: v1']],
    [
      '2.0',
      get('parameters: [{ name: q, in: query, schema: { type: string } }]'),
      ['misplaced-field Parameter.schema: in: query'],
    ],
    ['2.0', get('parameters: [{ name: q, in: query, type: object }]'), ['unknown-value Parameter.type: object']],
    [
      '2.0',
      get('parameters: [{ name: q, in: header, type: array, items: { type: string }, collectionFormat: multi }]'),
      ['unknown-value Parameter.collectionFormat: multi'],
    ],
    ['3.0', get('parameters: [{ name: q, in: query, type: string }]'), ['unknown-field Parameter.type']],
    ['3.0', get('parameters: [{ name: q, in: query, shema: {} }]'), ['unknown-field Parameter.shema']],
    ['3.0', paths("get: { responses: { '200': { description: Done }, content: { a: {} } } }"), ['unknown-field Responses.content']],
    ['3.0', paths("get: { responses: { '200': { description: Done, content: { aplication/json: {} } } } }"), ['malformed-key Response.content']],
    ['2.0', paths('trace: {}'), ['unknown-field PathItem.trace']],
    ['2.0', paths('get: { responses: { 2XX: { description: Done } } }'), ['malformed-key Responses']],
    ['2.0', definition('{ nullable: true, oneOf: [] }'), ['unknown-field Schema.nullable', 'unknown-field Schema.oneOf']],
    ['3.0', '', ['missing-field Document.paths']],
    ['3.0', `${get('')}webhooks: {}\n`, ['unknown-field Document.webhooks']],
    ['3.0', schema("{ type: [string, 'null'] }"), ['wrong-type Schema.type: an array']],
    ['3.0', schema('{ const: 1, $comment: hi }'), ['unknown-field Schema.const', 'unknown-field Schema.$comment']],
    [
      '3.0',
      schema('{ type: object, properties: { a: { type: string, required: true } } }'),
      ['wrong-type Schema.required: true'],
    ],
    [
      '3.0',
      schema('{ minLength: -1, maxItems: 1.5 }'),
      ['wrong-type Schema.minLength: a number', 'wrong-type Schema.maxItems: a number'],
    ],
    ['3.0', "paths: {}\ncomponents: { schemas: { 'a b': {} } }\n", ['malformed-key Components.schemas']],
    ['3.0', get('consumes: [application/json]'), ['unknown-field Operation.consumes']],
    ['3.0', get('parameters: [{ name: id, in: path, schema: {} }]'), ['missing-field Parameter.required: in: path']],
    [
      '3.0',
      get('parameters: [{ name: id, in: path, required: false, schema: {} }]'),
      ['unknown-value Parameter.required: false'],
    ],
    ['3.0', get('parameters: [{ name: q, in: query }]'), ["missing-alternative Parameter.'schema' or 'content'"]],
    [
      '3.0',
      get('parameters: [{ name: q, in: query, schema: {}, content: { text/plain: {} } }]'),
      ["conflicting-fields Parameter.'schema' and 'content'"],
    ],
    [
      '3.0',
      get('parameters: [{ name: q, in: query, content: { text/plain: {}, text/html: {} } }]'),
      ['wrong-size Parameter.content: 2'],
    ],
    ['3.0', get('parameters: [{ name: q, in: body, schema: {} }]'), ['unknown-value Parameter.in: body']],
    ['3.0', get('parameters: [{ name: q, in: header, style: form, schema: {} }]'), ['unknown-value Parameter.style: form']],
    ['3.0', paths('get: { responses: {} }'), ['wrong-size Responses: none']],
    [
      '3.0',
      paths("get: { responses: { '200': {}, 2xx: { description: x }, '20x': { description: x } } }"),
      ['malformed-key Responses', 'missing-field Response.description'],
    ],
    [
      '3.0',
      paths("get: { responses: { '200': { description: x, content: { json: {} }, headers: { 'X Rate': { schema: {} } } } } }"),
      ['malformed-key Response.content', 'malformed-key Response.headers'],
    ],
    ['3.0', 'paths: { users: {} }\n', ['malformed-key Paths']],
    [
      '3.0',
      scheme('{ type: oauth2, flows: { implicit: { tokenUrl: /t } } }'),
      ['missing-field OAuthFlow.scopes', 'missing-field OAuthFlow.authorizationUrl'],
    ],
    ['3.0', scheme('{ type: mutualTLS }'), ['unknown-value SecurityScheme.type: mutualTLS']],
    ['3.0', get('security: { a: [] }'), ['wrong-type Operation.security: an object']],
    ['3.0', get('security: [{ a: }]'), ['wrong-type SecurityRequirement: null']],
    [
      '3.0',
      'paths: {}\nservers: [{ url: /, variables: { port: { default: 443 } } }]\n',
      ['wrong-type ServerVariable.default: a number'],
    ],
    ['3.1', '', ["missing-alternative Document.'paths', 'components' or 'webhooks'"]],
    ['3.1', schema('{ nullable: true }'), ['unknown-field Schema.nullable']],
    [
      '3.1',
      schema('{ requried: [a], minLenght: 1, Type: string }'),
      ['unknown-field Schema.requried', 'unknown-field Schema.minLenght', 'unknown-field Schema.Type'],
    ],
    ['3.1', schema('{ exclusiveMinimum: true }'), ['wrong-type Schema.exclusiveMinimum: true']],
    ['3.1', schema('{ examples: { a: 1 } }'), ['wrong-type Schema.examples: an object']],
    ['3.1', schema('7'), ['wrong-type Components.schemas: a number']],
    ['3.1', 'paths: {}\ncomponents: { mediaTypes: {} }\n', ['unknown-field Components.mediaTypes']],
    ['3.2', paths('additionalOperations: { POST: {} }'), ['malformed-key PathItem.additionalOperations']],
    [
      '3.2',
      get('parameters: [{ name: q, in: querystring, schema: {} }]'),
      ['misplaced-field Parameter.schema: in: querystring'],
    ],
    [
      '3.2',
      'paths: {}\ncomponents: { examples: { A: { value: 1, dataValue: 1 } } }\n',
      ["conflicting-fields Example.'value' and 'dataValue'"],
    ],
    ['3.2', schema('{ xml: { nodeType: attribute, attribute: true } }'), ["conflicting-fields Xml.'nodeType' and 'attribute'"]],
  ])('%s: %s', (version, text, expected) => {
    expect(problemsIn(start[version] + text).sort()).toEqual([...expected].sort())
  })

  it.each(['openapi: 3.0\n', "openapi: '3.0'\n", "swagger: '2.0.1'\n", 'swagger: 2.0\n'])('the version written as %s', (text) => {
    const [problem] = problemsIn(`${text}info: { title: a, version: '1' }\npaths: {}\n`)
    expect(problem).toMatch(/^(?:wrong-type|malformed-value) Document\.(?:openapi|swagger)/)
  })
})
