import { describe, expect, test } from 'vitest'

import rule from '../../rules/errors/error-envelope.ts'
import { json, object, openapi, say, swagger, told } from './support.ts'

const flat = object('code', 'message')
const nested = { type: 'object', properties: { error: flat } }
const problem = object('type', 'title', 'detail')
const error = { $ref: '#/components/schemas/Error' }
const answers = (responses: object): object => ({ get: { responses: { 200: json(object('id')), ...responses } } })
const none = { description: 'Nothing more' }
const api = (paths: { [path: string]: object }, Error: object = flat, more: object = {}): object =>
  openapi(Object.fromEntries(Object.entries(paths).map(([path, responses]) => [path, answers(responses)])), { components: { schemas: { Error }, ...more } })

describe('an envelope of the team’s own', () => {
  const own = { required: ['code', 'trace'], properties: { code: { type: 'string' }, trace: { type: 'object', properties: { id: { type: 'string' } } }, hint: { type: 'string' } } } as const
  const trace = { type: 'object', properties: { id: { type: 'string' } } }

  test.each<[string, object, number]>([
    ['what it asks for', { type: 'object', properties: { code: { type: 'string' }, trace } }, 0],
    ['more', { type: 'object', properties: { code: { type: 'string' }, trace, fields: { type: 'array' } } }, 0],
    ['a property that is missing', { type: 'object', properties: { code: { type: 'string' } } }, 1],
    ['another type', { type: 'object', properties: { code: { type: 'integer' }, trace } }, 1],
    ['an optional one of another type', { type: 'object', properties: { code: { type: 'string' }, trace, hint: { type: 'array' } } }, 1],
    ['a part that is missing inside', { type: 'object', properties: { code: { type: 'string' }, trace: { type: 'object', properties: { span: {} } } } }, 1],
  ])('%s: %d', async (_, schema, count) => {
    const found = await say(rule, api({ '/a': { 400: json(schema) } }), { conventions: { errorEnvelope: own } })
    expect(found).toHaveLength(count)
    for (const { message } of found) expect(message).toContain('the convention is { code, trace, hint }')
  })
})

describe('errors without a body', () => {
  test('one deviating response is named where it stands, with what the others carry', async () => {
    const [finding, ...others] = await say(rule, api({ '/a': { 400: json(error), 500: json(error) }, '/b': { 400: json(error), 404: none } }))
    expect(others).toEqual([])
    expect(finding?.pointer).toBe('/paths/~1b/get/responses/404')
    expect(finding?.message).toContain("404 of GET /b describes no body, although 3 of 4 error responses of this API do, so clients cannot tell what went wrong: use 'Error', { code, message }.")
  })

  test.each(['500', '503', '5XX', '4XX', 'default'])('%s counts as an error', async (status) => {
    expect(await say(rule, api({ '/a': { 400: json(error), 401: json(error), [status]: none } }))).toHaveLength(1)
  })

  test('an API that never describes one is told once', async () => {
    const findings = await told(rule, swagger({ '/a': answers2({ 400: none, 404: none }), '/b': answers2({ 500: none }) }))
    expect(findings.map(({ pointer, message }) => [pointer, message.split(')')[0]])).toEqual([
      ['/paths/~1a/get/responses/400', '3 error responses have no body schema (400 of GET /a, 404 of GET /a, 500 of GET /b'],
    ])
  })

  test('a status that never has one is told once', async () => {
    const paths = Object.fromEntries(['/a', '/b', '/c'].map((path) => [path, { 400: json(error), 401: none, 409: json(error) }]))
    const findings = await told(rule, api(paths))
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('3 error responses have no body schema (401 of GET /a, 401 of GET /b, 401 of GET /c), although 6 of 9 error responses of this API do')
  })

  test('a shared response is told once, where it stands', async () => {
    const shared = { $ref: '#/components/responses/Gone' }
    const findings = await say(rule, api({ '/a': { 400: json(error), 410: shared }, '/b': { 400: json(error), 410: shared } }, flat, { responses: { Gone: none } }))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/components/responses/Gone'])
    expect(findings[0]?.message).toContain("'Gone' (2 uses)")
  })

  test('a media type without a schema says nothing of the body', async () => {
    const [finding] = await say(rule, api({ '/a': { 400: json(error), 401: json(error), 404: { description: 'x', content: { 'application/json': {} } } } }))
    expect(finding?.message).toContain('404 of GET /a has a body without a schema')
  })

  test.each<[string, object]>([
    ['HEAD', openapi({ '/a': { head: { responses: { 200: none, 404: none } } } })],
    ['a GET that answers by its status', openapi({ '/a': { get: { responses: { 204: none, 404: none } } } })],
    ['default as the only answer', openapi({ '/a': { get: { responses: { default: none } } } })],
    ['default that says it is the success', openapi({ '/a': { get: { responses: { 201: none, default: { description: 'successful operation' } } } } })],
    ['no errors at all', openapi({ '/a': answers({}) })],
    ['a response that cannot be resolved', openapi({ '/a': answers({ 404: { $ref: '#/components/responses/Missing' } }) })],
    ['a schema that cannot be resolved', openapi({ '/a': answers({ 404: json({ $ref: './elsewhere.json' }) }) })],
    ['a schema that says nothing', openapi({ '/a': answers({ 404: json({}), 400: json({ type: 'object' }) }) })],
  ])('silent: %s', async (_, document) => {
    expect(await say(rule, document)).toEqual([])
  })
})

const answers2 = (responses: object): object => ({ get: { responses: { 200: { description: 'x' }, ...responses } } })

describe('errors of another shape', () => {
  const others = { '/a': { 400: json(error), 401: json(error) }, '/b': { 400: json(error) } }

  test.each<[string, object, object]>([
    ['nested among flat', flat, nested],
    ['flat among nested', nested, flat],
    ['problem among flat', flat, problem],
    ['flat among problem', problem, flat],
    ['a list of errors among flat', flat, { type: 'object', properties: { errors: { type: 'array', items: flat } } }],
    ['a bare string among flat', flat, { type: 'string' }],
    ['a bare list among flat', flat, { type: 'array', items: flat }],
    ['one of two alternatives', flat, { oneOf: [flat, nested] }],
    ['another of an own shape', object('faults', 'at'), object('oops')],
  ])('%s', async (_, usual, odd) => {
    const findings = await say(rule, api({ ...others, '/c': { 503: json(odd) } }, usual))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/paths/~1c/get/responses/503'])
    expect(findings[0]?.message).toContain('3 of 4 error responses of this API have')
  })

  test.each<[string, object, object]>([
    ['more of the same', flat, object('code', 'message', 'details', 'requestId')],
    ['allOf that extends it', flat, { allOf: [error, object('details')] }],
    ['alternatives that all are', flat, { oneOf: [error, object('message', 'field')] }],
    ['snake_case among camelCase', object('errorCode', 'errorMessage'), object('error_code', 'error_message')],
    ['an own shape with more in it', object('faults', 'at'), object('faults', 'at', 'trace')],
    ['an extended problem', problem, object('type', 'title', 'status', 'invalidParams')],
  ])('accepted: %s', async (_, usual, same) => {
    expect(await say(rule, api({ ...others, '/c': { 503: json(same) } }, usual))).toEqual([])
  })

  test('a named schema is told once, wherever it is used', async () => {
    const odd = { $ref: '#/components/schemas/Odd' }
    const document = openapi(
      { '/a': answers({ 400: json(error), 401: json(error), 403: json(error), 500: json(odd) }), '/b': answers({ 400: json(error), 500: json(odd) }) },
      { components: { schemas: { Error: flat, Odd: object('oops') } } },
    )
    const findings = await say(rule, document)
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/components/schemas/Odd'])
    expect(findings[0]?.message).toContain("The schema 'Odd' of 500 of GET /a and 1 other response has { oops }")
  })

  test('without a majority nothing is said of shapes', async () => {
    expect(await say(rule, api({ '/a': { 400: json(flat), 401: json(nested) }, '/b': { 400: json(problem), 404: json(object('oops')) } }))).toEqual([])
  })

  test('two responses are no majority', async () => {
    expect(await say(rule, api({ '/a': { 400: json(flat), 401: json(flat), 404: json(nested) } }))).toEqual([])
  })

  test('what is stated wins over the majority', async () => {
    const document = api({ '/a': { 400: json(flat), 401: json(flat), 403: json(flat), 404: json(nested) } })
    const findings = await told(rule, document, { conventions: { errorEnvelope: 'nested' } })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('the convention is { error: { code, message } }')
  })

  test('problem+json is the problem shape, extended or not', async () => {
    const content = { description: 'x', content: { 'application/problem+json': { schema: object('balance') } } }
    expect(await say(rule, openapi({ '/a': answers({ 400: content }) }), { conventions: { errorEnvelope: 'problem' } })).toEqual([])
  })

  test('OAuth endpoints answer as RFC 6749 says', async () => {
    const oauth = object('error', 'error_description')
    expect(await say(rule, api({ ...others, '/oauth/token': { 400: json(oauth) } }, nested))).toEqual([])
    expect(await say(rule, api({ ...others, '/orders': { 400: json(oauth) } }, nested))).toHaveLength(1)
  })

  test('in another file, it is told there', async () => {
    const files = { 'errors.json': { Odd: json(object('oops')) } }
    const findings = await say(rule, api({ ...others, '/c': { 500: { $ref: './errors.json#/Odd' } } }), { files })
    expect(findings.map(({ pointer }) => pointer)).toEqual(['errors.json#/Odd'])
  })
})
