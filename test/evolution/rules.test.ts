import { describe, expect, it } from 'vitest'

import { about, contract, findings } from './versions.ts'
import type { Draft } from './versions.ts'

const responses = { '200': { description: 'Done' } }
const object = (properties: Draft, required: readonly string[] = [], more: Draft = {}): Draft => ({ type: 'object', properties, ...(required.length > 0 && { required }), ...more })
const text = { type: 'string' }

/** The rules that find something, with severities, in order. */
async function rulesFor(base: Draft, head: Draft): Promise<string[]> {
  return (await findings(base, head)).map((finding) => finding.split(' ')[0] ?? '')
}

describe('operations', () => {
  it.each<[string, Draft, Draft, string[]]>([
    ['a method', { '/a': { get: { responses }, put: { responses } } }, { '/a': { get: { responses } } }, ['removed-operation:error']],
    ['a path', { '/a': { get: { responses } }, '/b': { get: { responses } } }, { '/a': { get: { responses } } }, ['removed-operation:error']],
    ['the name of a variable', { '/a/{id}': { get: { responses } } }, { '/a/{key}': { get: { responses } } }, []],
    ['a slash at the end', { '/a/': { get: { responses } } }, { '/a': { get: { responses } } }, []],
    ['a variable for literals', { '/a/x': { get: { responses } }, '/a/y': { get: { responses } } }, { '/a/{kind}': { get: { responses } } }, []],
    ['the custom method of an item', { '/a/{id}:stop': { post: { responses } } }, { '/a/{id}:end': { post: { responses } } }, ['removed-operation:error']],
    ['null in a parameter, which is sent as text', { '/a': { get: { responses, parameters: [{ name: 'q', in: 'query', schema: { type: 'string', nullable: true } }] } } }, { '/a': { get: { responses, parameters: [{ name: 'q', in: 'query', schema: text }] } } }, []],
    ['an operation that was not implemented', { '/a': { get: { responses: { '501': { description: 'Not here' } } } } }, { '/a': { get: { responses, parameters: [{ name: 'q', in: 'query', required: true, schema: text }] } } }, []],
    ['an operation more', { '/a': { get: { responses } } }, { '/a': { get: { responses }, post: { responses } }, '/b': { get: { responses } } }, []],
    ['paths that differ in variables alone', { '/a/{x}': { get: { responses } }, '/a/{y}': { put: { responses } } }, { '/a/{y}': { put: { responses } }, '/a/{x}': { get: { responses } } }, []],
  ])('%s', async (_name, base, head, expected) => {
    expect(await rulesFor(contract(base), contract(head))).toEqual(expected)
  })

  it('are the same under another prefix of the server', async () => {
    const base = contract({ '/a': { get: { responses } }, '/b': { get: { responses } } }, {}, { servers: [{ url: 'https://example.com/api/' }] })
    const head = contract({ '/api/a': { get: { responses } }, '/api/b': { get: { responses } } }, {}, { servers: [{ url: 'https://example.com' }] })
    expect(await findings(base, head)).toEqual([])
  })

  it('of an API that has moved to another version are compared without it', async () => {
    const base = contract({ '/v1/a': { get: { responses } }, '/v1/b': { get: { responses } } })
    const head = contract({ '/v2/a': { get: { responses } } })
    expect(await findings(base, head)).toEqual(['removed-operation:warn /v1/b is gone, with GET: keep it, deprecate it and state when it ends.'])
  })

  it('of an old version may not be dropped while there is a new one', async () => {
    const base = contract({ '/v1/a': { get: { responses } }, '/v2/a': { get: { responses } } })
    const head = contract({ '/v2/a': { get: { responses } } })
    expect(await rulesFor(base, head)).toEqual(['removed-operation:error'])
  })
})

describe('webhooks', () => {
  const sends = (schema: unknown): Draft => ({ post: { requestBody: { content: { 'application/json': { schema } } }, responses } })
  const api = (webhooks: Draft, paths: Draft = {}, components: Draft = {}): Draft => contract(paths, components, { openapi: '3.1.0', webhooks })
  const order = object({ id: text, total: { type: 'number' } }, ['id', 'total'])

  it('send what clients receive', async () => {
    expect(await findings(api({ shipped: sends(order) }), api({ shipped: sends(object({ id: text }, ['id'])) }))).toEqual([
      "removed-response-field:error The body no longer has 'total' in requests of webhook shipped: keep sending what clients may read.",
    ])
    expect(await findings(api({ shipped: sends(order) }), api({ shipped: sends(object({ id: text, total: { type: 'number' }, note: text }, ['id', 'total', 'note'])) }))).toEqual([])
  })

  it('share their schemas with responses', async () => {
    const reference = { $ref: '#/components/schemas/Order' }
    const paths = { '/orders': { get: { responses: { '200': { description: 'Orders', content: { 'application/json': { schema: { type: 'array', items: reference } } } } } } } }
    const version = (schema: unknown): Draft => api({ shipped: sends(reference) }, paths, { schemas: { Order: schema } })
    expect(await findings(version(order), version(object({ id: text }, ['id'])))).toEqual([
      "removed-response-field:error 'Order' no longer has 'total' in responses of GET /orders and requests of webhook shipped: keep sending what clients may read.",
    ])
  })

  it('may not be dropped', async () => {
    expect(await findings(api({ shipped: sends(order), paid: sends(order) }), api({ paid: sends(order) }))).toEqual([
      'removed-operation:error The webhook shipped is gone: clients that rely on it are no longer told. Keep it, and state when it ends.',
    ])
  })

  it('of an operation are callbacks, which are compared by name, and may go with it', async () => {
    const paths = (schema: unknown, names = ['onData']): Draft => ({
      '/subscriptions': { post: { responses, callbacks: Object.fromEntries(names.map((name) => [name, { '{$request.query.url}': sends(schema) }])) } },
    })
    const numbered = object({ id: { type: 'integer' }, total: { type: 'number' } }, ['id', 'total'])
    expect(await findings(contract(paths(order)), contract(paths(numbered)))).toEqual([
      "changed-type:error 'id' is integer instead of string in requests of callback onData: keep the type, and add another field.",
    ])
    expect(await findings(contract(paths(order, ['onData', 'onEnd'])), contract(paths(order)))).toEqual([])
  })
})

describe('values', () => {
  const both = (schema: unknown): Draft => about({ request: object({ x: schema }), response: object({ x: schema }) })
  it.each<[string, unknown, unknown, string[], string[]]>([
    ['another type', text, { type: 'integer' }, ['changed-type:error'], ['changed-type:error']],
    ['a wider number', { type: 'integer' }, { type: 'number' }, [], ['changed-type:error']],
    ['a narrower number', { type: 'number' }, { type: 'integer' }, ['changed-type:error'], []],
    ['a further type', text, { type: ['string', 'integer'] }, [], ['changed-type:error']],
    ['no type any more', text, {}, [], []],
    ['another format', { type: 'string', format: 'date' }, { type: 'string', format: 'date-time' }, ['changed-type:warn'], ['changed-type:warn']],
    ['a wider format', { type: 'integer', format: 'int32' }, { type: 'integer', format: 'int64' }, [], ['changed-type:warn']],
    ['a format that was not stated', text, { type: 'string', format: 'uuid' }, [], []],
    ['null', text, { type: 'string', nullable: true }, [], ['widened-output:error']],
    ['no null', { type: 'string', nullable: true }, text, ['narrowed-input:error'], []],
    ['null in the way of OpenAPI 3.1', { type: 'string', nullable: true }, { type: ['string', 'null'] }, [], []],
    ['null as an alternative', { type: 'string', nullable: true }, { anyOf: [text, { type: 'null' }] }, [], []],
    ['a value more', { enum: ['a'] }, { enum: ['a', 'b'] }, [], ['widened-output:warn']],
    ['a value less', { enum: ['a', 'b'] }, { enum: ['b'] }, ['narrowed-input:error'], []],
    ['values in another order', { enum: ['a', 'b'] }, { enum: ['b', 'a'] }, [], []],
    ['any value', { type: 'string', enum: ['a'] }, text, [], ['widened-output:warn']],
    ['only some values', text, { type: 'string', enum: ['a'] }, ['narrowed-input:warn'], []],
    ['a lower limit', { type: 'string', maxLength: 9 }, { type: 'string', maxLength: 8 }, ['narrowed-input:error'], []],
    ['a higher limit', { type: 'string', maxLength: 9 }, { type: 'string', maxLength: 10 }, [], []],
    ['a limit that was not stated', { type: 'array', items: text }, { type: 'array', items: text, maxItems: 10 }, ['narrowed-input:warn'], []],
    ['a limit in the way of OpenAPI 3.1', { type: 'integer', minimum: 0, exclusiveMinimum: true }, { type: 'integer', exclusiveMinimum: 0 }, [], []],
    ['an exclusive limit', { type: 'integer', minimum: 0 }, { type: 'integer', exclusiveMinimum: 0 }, ['narrowed-input:error'], []],
    ['a pattern', text, { type: 'string', pattern: '^a' }, ['narrowed-input:warn'], []],
    ['another pattern', { type: 'string', pattern: '^a' }, { type: 'string', pattern: '^[ab]' }, [], []],
    ['other items', { type: 'array', items: text }, { type: 'array', items: { type: 'integer' } }, ['changed-type:error'], ['changed-type:error']],
    ['other values in a map', { type: 'object', additionalProperties: text }, { type: 'object', additionalProperties: { type: 'integer' } }, ['changed-type:error'], ['changed-type:error']],
    ['a description', text, { type: 'string', description: 'A text', example: 'a' }, [], []],
    ['a wrapper', { type: 'object', properties: { a: text } }, { allOf: [{ type: 'object', properties: { a: text } }], description: 'The same' }, [], []],
  ])('%s', async (_name, base, head, inRequests, inResponses) => {
    expect(await rulesFor(about({ request: object({ x: base }) }), about({ request: object({ x: head }) }))).toEqual(inRequests)
    expect(await rulesFor(about({ response: object({ x: base }) }), about({ response: object({ x: head }) }))).toEqual(inResponses)
    expect(new Set(await rulesFor(both(base), both(head)))).toEqual(new Set([...inRequests, ...inResponses]))
  })
})

describe('fields', () => {
  it.each<[string, Draft, Draft, string[], string[]]>([
    ['one more', object({ a: text }), object({ a: text, b: text }), [], []],
    ['one less', object({ a: text, b: text }), object({ a: text }), ['removed-input:warn'], ['removed-response-field:error']],
    ['a required one', object({ a: text }), object({ a: text, b: text }, ['b']), ['required-input:error'], []],
    ['one that becomes required', object({ a: text }), object({ a: text }, ['a']), ['required-input:error'], []],
    ['one that becomes optional', object({ a: text }, ['a']), object({ a: text }), [], ['removed-response-field:error']],
    ['a required one with a default', object({ a: text }), object({ a: text, b: { type: 'string', default: 'x' } }, ['b']), [], []],
    ['a required one that only the server sends', object({ a: text }), object({ a: text, b: { type: 'string', readOnly: true } }, ['b']), [], []],
    ['one less that only the server sent', object({ a: text, b: { type: 'string', readOnly: true } }), object({ a: text }), [], ['removed-response-field:error']],
    ['one less that only clients sent', object({ a: text, b: { type: 'string', writeOnly: true } }), object({ a: text }), ['removed-input:warn'], []],
    ['none allowed besides', object({ a: text }), object({ a: text }, [], { additionalProperties: false }), ['narrowed-input:warn'], []],
    ['moved into a part', object({ a: text, b: text }), { allOf: [object({ a: text }), object({ b: text })] }, [], []],
    ['moved into alternatives', object({ a: text, b: text }), { oneOf: [object({ a: text }), object({ b: text })] }, [], []],
    ['a part that cannot be resolved', object({ a: text, b: text }), { allOf: [object({ a: text }), { $ref: 'missing.yaml#/B' }] }, [], []],
    ['none described any more', object({ a: text }), { type: 'object' }, [], []],
  ])('%s', async (_name, base, head, inRequests, inResponses) => {
    expect(await rulesFor(about({ request: base }), about({ request: head }))).toEqual(inRequests)
    expect(await rulesFor(about({ response: base }), about({ response: head }))).toEqual(inResponses)
  })

  it('of a shared schema are reported once, with all who use it', async () => {
    const operation = { responses: { '200': { description: 'Done', content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } } } }
    const paths = Object.fromEntries(['/a', '/b', '/c', '/d', '/e'].map((path) => [path, { get: operation }]))
    const found = await findings(contract(paths, { schemas: { A: object({ x: text, y: text }) } }), contract(paths, { schemas: { A: object({ x: text }) } }))
    expect(found).toEqual(["removed-response-field:error 'A' no longer has 'y' in responses of GET /a, GET /b, GET /c and 2 more: keep sending what clients may read."])
  })

  it('that several schemas inherit are reported once', async () => {
    const schemas = (base: Draft): Draft => ({ Base: base, ...Object.fromEntries(['A', 'B', 'C'].map((name) => [name, { allOf: [{ $ref: '#/components/schemas/Base' }, object({ [name]: text })] }])) })
    const response = object(Object.fromEntries(['A', 'B', 'C'].map((name) => [name.toLowerCase(), { $ref: `#/components/schemas/${name}` }])))
    expect(await rulesFor(about({ response }, schemas(object({ x: text, y: text }))), about({ response }, schemas(object({ x: text }))))).toEqual(['removed-response-field:error'])
  })

  it('of schemas that contain themselves come to an end', async () => {
    const schemas = (more: Draft): Draft => ({ Node: object({ next: { $ref: '#/components/schemas/Node' }, all: { type: 'array', items: { $ref: '#/components/schemas/Node' } }, ...more }) })
    const node = { $ref: '#/components/schemas/Node' }
    expect(await rulesFor(about({ request: node, response: node }, schemas({ x: text })), about({ request: node, response: node }, schemas({})))).toEqual(['removed-response-field:error'])
  })
})

describe('alternatives', () => {
  const schemas = { A: object({ a: text }), B: object({ b: text }) }
  const [a, b] = [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }]
  it.each<[string, unknown, unknown, string[], string[]]>([
    ['one more', { oneOf: [a] }, { oneOf: [a, b] }, [], ['widened-output:warn']],
    ['one less', { oneOf: [a, b] }, { oneOf: [a] }, ['narrowed-input:error'], []],
    ['in another order', { oneOf: [a, b] }, { oneOf: [b, a] }, [], []],
    ['of another kind', { oneOf: [a, b] }, { anyOf: [a, b] }, [], []],
    ['instead of one', a, { oneOf: [a, b] }, [], ['widened-output:warn']],
    ['without names that have changed', { oneOf: [object({ a: text }), object({ b: text })] }, { oneOf: [object({ x: text }), object({ y: text })] }, [], []],
  ])('%s', async (_name, base, head, inRequests, inResponses) => {
    expect(await rulesFor(about({ request: base }, schemas), about({ request: head }, schemas))).toEqual(inRequests)
    expect(await rulesFor(about({ response: base }, schemas), about({ response: head }, schemas))).toEqual(inResponses)
  })
})

describe('parameters', () => {
  it.each<[string, Draft | undefined, Draft | undefined, string[]]>([
    ['a new one', undefined, { schema: text }, []],
    ['a new required one', undefined, { required: true, schema: text }, ['required-input:error']],
    ['a new required one with a default', undefined, { required: true, schema: { type: 'string', default: 'a' } }, ['required-input:warn']],
    ['one that becomes required', { schema: text }, { required: true, schema: text }, ['required-input:error']],
    ['one less', { schema: text }, undefined, ['removed-input:warn']],
    ['a text instead of a number', { schema: { type: 'integer' } }, { schema: text }, []],
    ['a number instead of a text', { schema: text }, { schema: { type: 'integer' } }, ['changed-type:error']],
    ['several instead of one', { schema: text }, { schema: { type: 'array', items: text } }, []],
  ])('%s', async (_name, base, head, expected) => {
    const version = (parameter: Draft | undefined): Draft => about(parameter === undefined ? {} : { parameter })
    expect(await rulesFor(version(base), version(head))).toEqual(expected)
  })
})

describe('bodies, statuses and credentials', () => {
  const operation = (post: Draft, security: Draft = {}): Draft => contract({ '/things': { post: { responses, ...post } } }, { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' }, login: { type: 'oauth2', flows: {} }, other: { type: 'oauth2', flows: {} } } }, security)
  const returning = (...statuses: string[]): Draft => operation({ responses: Object.fromEntries(statuses.map((status) => [status, { description: status }])) })
  const taking = (more: Draft, ...types: string[]): Draft => operation({ requestBody: { content: Object.fromEntries(types.map((type) => [type, {}])), ...more } })
  it.each<[string, Draft, Draft, string[]]>([
    ['a body that becomes required', taking({}, 'application/json'), taking({ required: true }, 'application/json'), ['required-input:error']],
    ['a new optional body', operation({}), taking({}, 'application/json'), []],
    ['a new required body', operation({}), taking({ required: true }, 'application/json'), ['required-input:error']],
    ['no body any more', taking({}, 'application/json'), operation({}), ['removed-input:warn']],
    ['a media type less', taking({}, 'application/json', 'text/csv'), taking({}, 'application/json'), ['removed-media-type:error']],
    ['a charset', taking({}, 'application/json'), taking({}, 'application/json; charset=utf-8'), []],
    ['a range', taking({}, 'application/json'), taking({}, '*/*'), []],
    ['another success', returning('200'), returning('201'), ['changed-status:error']],
    ['one success less', returning('200', '202'), returning('200'), []],
    ['a range of successes', returning('200'), returning('2XX'), []],
    ['another error', returning('200', '400'), returning('200', '422'), ['changed-status:warn']],
    ['an error that default covers', returning('200', '400'), returning('200', 'default'), []],
    ['a status more', returning('200'), returning('200', '202', '409', '503'), []],
    ['credentials', operation({ security: [] }), operation({ security: [{ key: [] }] }), ['stricter-security:error']],
    ['credentials where nothing was stated', operation({}), operation({ security: [{ key: [] }] }), ['stricter-security:warn']],
    ['other credentials', operation({ security: [{ key: [] }] }), operation({ security: [{ login: [] }] }), ['stricter-security:error']],
    ['further credentials', operation({ security: [{ key: [] }] }), operation({ security: [{ key: [] }, { login: [] }] }), []],
    ['credentials with another name', operation({ security: [{ login: ['a'] }] }), operation({ security: [{ other: ['a'] }] }), []],
    ['both instead of one', operation({ security: [{ key: [] }] }), operation({ security: [{ key: [], login: [] }] }), ['stricter-security:error']],
    ['a further scope', operation({ security: [{ login: ['a'] }] }), operation({ security: [{ login: ['a', 'b'] }] }), ['stricter-security:error']],
    ['optional credentials', operation({}), operation({ security: [{ key: [] }, {}] }), []],
    ['another id', operation({ operationId: 'a' }), operation({ operationId: 'b' }), ['renamed-operation-id:warn']],
  ])('%s', async (_name, base, head, expected) => {
    expect(await rulesFor(base, head)).toEqual(expected)
  })
})

it('OpenAPI 2.0 and 3.0 of the same API do not differ', async () => {
  const base = {
    swagger: '2.0', info: { title: 'Test', version: '1.0.0' }, consumes: ['application/json'], produces: ['application/json'],
    paths: { '/things': { post: { parameters: [{ in: 'body', name: 'body', required: true, schema: { $ref: '#/definitions/A' } }, { in: 'query', name: 'q', type: 'string' }], responses: { 200: { description: 'Done', schema: { $ref: '#/definitions/A' } } } } } },
    definitions: { A: object({ a: text, b: { type: 'string', 'x-nullable': true } }, ['a']) },
  }
  const head = contract(
    { '/things': { post: { parameters: [{ in: 'query', name: 'q', schema: text }], requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } }, responses: { 200: { description: 'Done', content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } } } } } },
    { schemas: { A: object({ a: text, b: { type: 'string', nullable: true } }, ['a']) } },
  )
  expect(await findings(base, head)).toEqual([])
})
