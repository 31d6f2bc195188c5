import { describe, expect, test } from 'vitest'

import consistent from '../../rules/errors/consistent-error-schema.ts'
import taxonomy from '../../rules/errors/error-code-taxonomy.ts'
import details from '../../rules/errors/error-details-shape.ts'
import trace from '../../rules/errors/error-trace-id.ts'
import internals from '../../rules/errors/no-internals-in-errors.ts'
import type { RuleValue } from '../../src/core/rule.ts'
import { done, json, object, openapi, say, swagger, told } from './support.ts'

const text = { type: 'string' }
const whole = { type: 'integer' }
const body = (properties: object): object => ({ type: 'object', properties })
const takes = { requestBody: { content: { 'application/json': { schema: object('name', 'size') } } } }

/** An API with one POST for each error, with status 400 by default. */
const api = (...errors: readonly object[]): object =>
  openapi(Object.fromEntries(errors.map((error, index) => [`/orders${index}`, { post: { ...takes, responses: { ...done, 400: json(error) } } }])))

async function messages(rule: RuleValue, document: object): Promise<string[]> {
  return (await say(rule, document)).map(({ message }) => message)
}

describe('consistent-error-schema', () => {
  const usual = body({ code: text, message: text })

  test.each<[string, object]>([
    ['the same property as another type', body({ code: whole, message: text })],
  ])('%s', async (_, other) => {
    expect(await messages(consistent, api(usual, usual, usual, other))).toHaveLength(1)
  })

  test('other names for the same things', async () => {
    const nested = (...names: readonly string[]): object => body({ error: object(...names) })
    const found = await messages(consistent, api(nested('code', 'message'), nested('code', 'message'), nested('code', 'message'), nested('type', 'reason', 'info')))
    expect(found).toEqual([expect.stringContaining('has { type, reason, info } where most errors of this API have { code, message }')])
  })

  test.each<[string, object]>([
    ['more than the usual', body({ code: text, message: text, details: { type: 'array', items: text } })],
    ['less than the usual', body({ message: text })],
    ['integer for number', body({ code: text, message: text, status: whole })],
    ['a nullable type', body({ code: { type: ['string', 'null'] }, message: text })],
    ['a type that is not said', body({ code: {}, message: text })],
    ['one sentence in common, and more', body({ message: text, errors: { type: 'array', items: text } })],
  ])('silent on %s', async (_, other) => {
    expect(await messages(consistent, api(usual, usual, usual, other))).toEqual([])
  })

  test('of several shapes without a majority it speaks once, and names them', async () => {
    const [message, ...others] = await messages(consistent, api(body({ message: text }), body({ error: usual }), body({ title: text, detail: text }), body({ reasons: text })))
    expect(others).toEqual([])
    expect(message).toContain('have 4 shapes')
    expect(message).toContain('{ message }, { error }, { title, detail }')
  })

  test('the usual one is that which most carry, under whatever name', async () => {
    const list = { type: 'array', items: text }
    const schemas = { A: body({ code: text, details: list }), B: body({ code: text, details: list }), C: body({ code: text, details: object('a') }) }
    const carry = (...names: string[]): object => Object.fromEntries(names.map((name, at) => [`/${name}${at}`, { post: { ...takes, responses: { 400: json({ $ref: `#/components/schemas/${name}` }) } } }]))
    expect(await messages(consistent, openapi(carry('A', 'B', 'A', 'B', 'C', 'C', 'C'), { components: { schemas } }))).toEqual([expect.stringContaining("'C' has 'details' as object")])
  })

  test('plain text beside JSON is for others', async () => {
    const plain = { description: 'x', content: { 'text/plain': { schema: text } } }
    const responses = (error: object): object => ({ post: { ...takes, responses: { 400: error } } })
    expect(await messages(consistent, openapi({ '/a': responses(json(usual)), '/b': responses(json(usual)), '/a.txt': responses(plain), '/b.txt': responses(plain) }))).toEqual([])
  })

  test('two are a mixture where they have nothing in common', async () => {
    expect(await messages(consistent, api(usual, body({ error: usual })))).toEqual([expect.stringContaining('have 2 shapes')])
    expect(await messages(consistent, api(usual, body({ error: object('code'), message: text })))).toEqual([])
    expect(await messages(consistent, api(usual, text))).toEqual([])
    expect(await messages(consistent, api(object('code', 'message'), object('error')))).toEqual([expect.stringContaining('have 2 shapes')])
    expect(await messages(consistent, api(object('code', 'message'), object('error', 'message')))).toEqual([])
  })

  test('many that differ are told together', async () => {
    const others = Array.from({ length: 7 }, (_, index) => body({ code: whole, message: text, [`more${index}`]: text }))
    const usuals = Array.from({ length: 8 }, () => usual)
    const found = await told(consistent, api(...usuals, ...others))
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('7 error schemas differ from that of most errors of this API')])
  })

  test('SCIM and OAuth prescribe their errors', async () => {
    const other = { responses: { ...done, 400: json(body({ error: whole, code: whole })) } }
    const document = openapi({ '/a': { get: { responses: { 400: json(usual), 404: json(usual), 500: json(usual) } } }, '/scim/v2/Users': { get: other }, '/oauth/token': { post: other } })
    expect(await messages(consistent, document)).toEqual([])
  })
})

describe('error-code-taxonomy', () => {
  test.each<[string, object, string]>([
    ['any text', body({ code: text, message: text }), "'code' of"],
    ['inside of an envelope', body({ error: body({ code: text }) }), "'error.code' of"],
    ['in a list', body({ errors: { type: 'array', items: body({ code: text }) } }), "'errors.code' of"],
    ['a status as an example', body({ code: { ...whole, example: 404 } }), 'repeats the HTTP status'],
    ['a status in words', body({ code: { ...whole, description: 'The HTTP status code' } }), 'repeats the HTTP status'],
    ['statuses as an enum', body({ code: { ...text, enum: ['400', '404'] } }), 'repeats the HTTP status'],
    ['another casing', body({ code: { ...text, enum: ['notFound', 'GONE'] } }), "('notFound')"],
    ['none', body({ message: text }), 'has no code'],
    ['a sentence called error', body({ error: text }), 'has no code'],
    ['a bare text', text, 'has no code'],
  ])('%s', async (_, error, said) => {
    expect(await messages(taxonomy, api(error))).toEqual([expect.stringContaining(said)])
  })

  test.each<[string, object]>([
    ['an enum', body({ code: { ...text, enum: ['NOT_FOUND', 'GONE'] } })],
    ['a pattern', body({ code: { ...text, pattern: '^[A-Z_]+$' } })],
    ['a constant', body({ code: { const: 'NOT_FOUND', type: 'string' } })],
    ['an extensible enum', body({ code: { ...text, 'x-extensible-enum': ['NOT_FOUND'] } })],
    ['numbered codes', body({ code: { ...text, enum: ['E1042', 'E-17', '20404'] } })],
    ['a list in words', body({ code: { ...text, description: 'One of `NOT_FOUND` and `GONE`' } })],
    ['an address of the list', body({ code: { ...text, description: 'Listed at https://shop.example/errors' } })],
    ['problem details', body({ type: { ...text, format: 'uri-reference' }, title: text, status: whole })],
    ['something that is not described', body({ message: text, context: {} })],
    ['a text out of a list', { type: 'string', enum: ['TAKEN', 'RESERVED'] }],
  ])('silent on %s', async (_, error) => {
    expect(await messages(taxonomy, api(error))).toEqual([])
  })

  test('the casing that the team states wins, and without one, any throughout', async () => {
    const coded = (...values: readonly string[]): object => api(body({ code: { ...text, enum: values } }))
    expect(await say(taxonomy, coded('not-found'), { conventions: { enumCase: 'kebab-case' } })).toEqual([])
    expect(await say(taxonomy, coded('not-found'), { conventions: { enumCase: 'UPPER_SNAKE_CASE' } })).toHaveLength(1)
    expect(await say(taxonomy, coded('not-found', 'gone', 'E1042'))).toEqual([])
    expect(await messages(taxonomy, coded('not-found', 'NOT_HERE'))).toEqual([expect.stringContaining("('not-found') are not written in UPPER_SNAKE_CASE: write them like 'NOT_FOUND'")])
    expect(await say(taxonomy, coded('not found'))).toHaveLength(1)
  })
})

describe('error-details-shape', () => {
  test.each<[string, object]>([
    ['a sentence', body({ message: text })],
    ['a list of sentences', body({ errors: { type: 'array', items: text } })],
    ['codes', body({ error: body({ code: text, message: text }) })],
  ])('%s names no field', async (_, error) => {
    expect(await messages(details, api(error))).toHaveLength(1)
  })

  test.each<[string, object]>([
    ['field', body({ errors: { type: 'array', items: body({ field: text, message: text }) } })],
    ['pointer', body({ errors: { type: 'array', items: body({ source: body({ pointer: text }) }) } })],
    ['location of FastAPI', body({ detail: { type: 'array', items: body({ loc: { type: 'array', items: text }, msg: text }) } })],
    ['a map by field', body({ errors: { type: 'object', additionalProperties: { type: 'array', items: text } } })],
    ['invalid-params of RFC 7807', body({ title: text, 'invalid-params': { type: 'array', items: body({ name: text }) } })],
    ['an object of any content', body({ message: text, details: { type: 'object' } })],
    ['a list of anything', body({ message: text, details: { type: 'array' } })],
    ['a location of an issue', body({ issues: { type: 'array', items: body({ issueLocation: text }) } })],
    ['objects with any other content', body({ message: text, details: { type: 'array', items: { ...body({ '@type': text }), additionalProperties: true } } })],
    ['fields of any name', { ...body({ message: text }), additionalProperties: { type: 'object' } }],
  ])('%s will do', async (_, error) => {
    expect(await messages(details, api(error))).toEqual([])
  })

  test('422 speaks of input where an API has it', async () => {
    const nameless = json(body({ message: text }))
    const named = json(body({ message: text, field: text }))
    const both = (badRequest: object, unprocessable: object): object => openapi({ '/orders': { post: { ...takes, responses: { 400: badRequest, 422: unprocessable } } } })
    expect(await messages(details, both(nameless, named))).toEqual([])
    expect(await messages(details, both(nameless, nameless))).toEqual([expect.stringContaining('(422)')])
    expect(await messages(details, both(named, nameless))).toEqual([])
  })

  test('it is told where an input is taken', async () => {
    const same = { 400: json(body({ message: text })) }
    const [finding] = await say(details, openapi({ '/orders': { get: { responses: same }, post: { ...takes, responses: same } } }))
    expect(finding).toMatchObject({ pointer: '/paths/~1orders/post/responses/400' })
  })

  test('reads need no fields', async () => {
    expect(await messages(details, openapi({ '/orders': { get: { responses: { 400: json(body({ message: text })) } } } }))).toEqual([])
  })
})

describe('error-trace-id', () => {
  test('it is asked for once', async () => {
    expect(await messages(trace, api(body({ message: text }), body({ code: text })))).toEqual([expect.stringContaining('like 1 more')])
  })

  test.each(['requestId', 'request_id', 'traceId', 'correlation-id', 'instance', 'x-request-id', 'eventId', 'traceparent'])('%s will do', async (name) => {
    expect(await messages(trace, api(body({ message: text, [name]: text })))).toEqual([])
  })

  test.each(['id', 'userId', 'trace', 'type'])('%s will not', async (name) => {
    expect(await messages(trace, api(body({ message: text, [name]: text })))).toHaveLength(1)
  })

  test.each<[string, object]>([
    ['a header of responses', { responses: { 400: { ...json(body({ message: text })), headers: { 'X-Request-Id': { schema: text } } } } }],
    ['a header of requests', { parameters: [{ name: 'X-Correlation-ID', in: 'header', schema: text }], responses: { 400: json(body({ message: text })) } }],
    ['an id in all that is sent', { requestBody: { content: { 'application/json': { schema: { ...object('txnId'), required: ['txnId'] } } } }, responses: { 400: json(body({ message: text })) } }],
    ['an object of any content', { responses: { 400: json(body({ message: text, detail: { type: 'object' } })) } }],
    ['JSON:API', { responses: { 400: json(body({ errors: { type: 'array', items: body({ id: text, status: text, title: text, source: body({ pointer: text }) }) } })) } }],
  ])('silent on %s', async (_, operation) => {
    expect(await messages(trace, openapi({ '/orders': { get: operation } }))).toEqual([])
  })
})

describe('no-internals-in-errors', () => {
  test.each(['stack', 'stackTrace', 'stack_trace', 'StackTrace', 'exception', 'exceptionClass', 'sqlState', 'debugInfo', 'traceback'])('%s', async (name) => {
    const [message] = await messages(internals, api(body({ message: text, [name]: text })))
    expect(message).toContain(`'${name}'`)
  })

  test('trace, where it is a list or a stack', async () => {
    expect(await messages(internals, api(body({ trace: { type: 'array', items: text } })))).toHaveLength(1)
    expect(await messages(internals, api(body({ trace: { ...text, description: 'The stack trace' } })))).toHaveLength(1)
    expect(await messages(internals, api(body({ trace: text })))).toEqual([])
  })

  test('in Swagger 2.0, in an object of the error, through allOf', async () => {
    const document = swagger(
      { '/a': { get: { responses: { 200: { description: 'x' }, 500: { description: 'x', schema: { $ref: '#/definitions/Crash' } } } } } },
      { definitions: { Crash: { allOf: [{ $ref: '#/definitions/Error' }, body({ cause: body({ stackTrace: text }) })] }, Error: body({ message: text }) } },
    )
    expect(await messages(internals, document)).toEqual([expect.stringContaining("'cause.stackTrace'")])
  })

  test.each<[string, object]>([
    ['ids', body({ traceId: text, stackId: text, debugId: text })],
    ['flags', body({ stackTrace: { type: 'boolean' }, message: text })],
    ['an object called an exception', body({ exception: body({ code: text, message: text }) })],
    ['what is left out in production', body({ stack: { ...text, description: 'Only visible in dev/qa' } })],
    ['errors by field', body({ name: { type: 'array', items: text }, stacktrace: { type: 'array', items: text }, size: { type: 'array', items: text } })],
  ])('silent on %s', async (_, error) => {
    expect(await messages(internals, api(error))).toEqual([])
  })

  test('schemas that only successes carry are not errors', async () => {
    expect(await messages(internals, openapi({ '/crashes': { get: { responses: { 200: json(body({ stackTrace: text })) } } } }))).toEqual([])
  })

  test('a circle of schemas comes to an end', async () => {
    const document = openapi({ '/a': { get: { responses: { 400: json({ $ref: '#/components/schemas/E' }) } } } }, { components: { schemas: { E: body({ cause: { $ref: '#/components/schemas/E' }, stack: text }) } } })
    expect(await messages(internals, document)).toHaveLength(1)
  })
})
