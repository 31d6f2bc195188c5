import { describe, expect, test } from 'vitest'

import accepted from '../../rules/status-codes/accepted-says-where.ts'
import agreed from '../../rules/status-codes/agreed-status-codes.ts'
import conflict from '../../rules/status-codes/conflict-documented.ts'
import created from '../../rules/status-codes/created-says-where.ts'
import forbidden from '../../rules/status-codes/forbidden-documented.ts'
import known from '../../rules/status-codes/known-status-codes.ts'
import errorInSuccess from '../../rules/status-codes/no-error-in-success.ts'
import serverError from '../../rules/status-codes/server-error-documented.ts'
import unauthorized from '../../rules/status-codes/unauthorized-documented.ts'
import { json, object, openapi, say, told } from '../api-conventions/support.ts'
import { openapi as lines } from './support.ts'

const described = { description: 'Something' }
const ok = { 200: described }
const one = (responses: object, more: object = {}): object => openapi({ '/orders': { post: { responses, ...more } }, '/orders/{id}': { get: { responses: ok } } })

describe('unauthorized-documented', () => {
  const secured = (responses: object, security: unknown = [{ token: [] }]): object => openapi({ '/a': { get: { security, responses: { ...ok, ...responses } } } })

  test('what is secured says so; what is open need not', async () => {
    expect(await say(unauthorized, secured({}))).toHaveLength(1)
    for (const status of ['401', '4XX', 'default']) expect(await say(unauthorized, secured({ [status]: described }))).toEqual([])
    for (const security of [[], [{}], [{ token: [] }, {}], null, 'token', [null]]) expect(await say(unauthorized, secured({}, security))).toEqual([])
  })

  test('403 in its place weighs less, and is said once', async () => {
    const paths = Object.fromEntries(['/a', '/b', '/c'].map((path) => [path, { get: { responses: { ...ok, 403: described } } }]))
    const findings = await say(unauthorized, openapi(paths, { security: [{ token: [] }] }))
    expect(findings.map(({ severity, pointer }) => [severity, pointer])).toEqual([['warn', '/paths/~1a/get']])
    expect(findings[0]?.message).toContain('GET /a, like 2 more,')
  })
})

test('forbidden-documented: only where every way in wants scopes', async () => {
  const scoped = (security: unknown, responses: object = {}): object => openapi({ '/a': { get: { security, responses: { ...ok, ...responses } } } })
  expect((await say(forbidden, scoped([{ oauth: ['read'] }])))[0]?.message).toContain("requires 'read'")
  expect(await say(forbidden, scoped([{ oauth: ['read'] }], { 403: described }))).toEqual([])
  for (const security of [[{ key: [] }], [{ oauth: ['read'] }, { key: [] }], [{ oauth: ['read'] }, {}], [{ oauth: 'read' }]]) expect(await say(forbidden, scoped(security))).toEqual([])
})

test('server-error-documented: any 5xx or default', async () => {
  expect(await say(serverError, lines('GET /a 200 404'))).toHaveLength(1)
  for (const status of ['500', '503', '5XX', 'default']) expect(await say(serverError, lines(`GET /a 200 ${status}`))).toEqual([])
  expect(await say(serverError, lines('HEAD /a 200', 'GET /healthz 200', 'GET /b'))).toEqual([])
  expect((await say(serverError, lines('GET /a 200', 'GET /b 200'))).map(({ pointer }) => pointer)).toEqual(['/info/title'])
  const mixed = lines('GET /a 200', 'GET /b 200', 'GET /c 200', 'GET /d 200 500', 'GET /e 200 500', 'GET /f 200 500', 'GET /g 200 500')
  expect((await told(serverError, mixed)).map(({ message }) => message)).toEqual([
    '3 of 7 operations do not say what a server error looks like (GET /a, GET /b, GET /c), while the others do: refer to the same response.',
  ])
})

describe('created-says-where', () => {
  test.each([
    ['nothing', described, 1],
    ['a message', json(object('message', 'success')), 1],
    ['the resource', json(object('id', 'total')), 0],
    ['something named like a message that holds more', json({ type: 'object', properties: { result: { type: 'object' } } }), 0],
    ['a header', { ...described, headers: { Location: { schema: { type: 'string' } } } }, 0],
    ['a link', { ...described, links: { self: { operationId: 'getOrder' } } }, 0],
    ['a body without a schema', { ...described, content: { 'application/json': {} } }, 0],
    ['a body of any object', json({ type: 'object' }), 0],
    ['a choice of bodies', json({ ...object('message'), oneOf: [object('id')] }), 0],
    ['what cannot be resolved', { $ref: '#/nowhere' }, 0],
  ])('%s', async (_, response, count) => {
    expect(await say(created, one({ 201: response }))).toHaveLength(count)
  })

  test('an idempotency key does not say where; a required id does', async () => {
    const key = { parameters: [{ name: 'Idempotency-Key', in: 'header', schema: {} }] }
    expect(await say(created, one({ 201: described }, key))).toHaveLength(1)
    const body = { requestBody: json({ ...object('id'), required: ['id'] }) }
    expect(await say(created, one({ 201: described }, body))).toEqual([])
  })

  test('what is created where the request went', async () => {
    expect(await say(created, lines('PUT /orders/{id} 201', 'GET /orders/{id} 200:one', 'POST /orders/{id} 201'))).toEqual([])
  })

  test('what creates nothing is told so', async () => {
    expect((await say(created, lines('POST /orders/{id}/cancel 201', 'GET /orders/{id} 200:one')))[0]?.message).toContain('return 200 or 204')
  })
})

describe('accepted-says-where', () => {
  const begins = (path: string, response: object = described, more: object = {}): object => openapi({ [path]: { post: { responses: { 202: response }, ...more } }, '/orders/{id}': { get: { responses: ok } } })

  test('nowhere to look', async () => {
    expect(await say(accepted, begins('/exports'))).toHaveLength(1)
    expect(await say(accepted, begins('/orders/{id}/exports/run'))).toHaveLength(1)
  })

  test.each([
    ['a header', begins('/exports', { ...described, headers: { 'Operation-Location': { schema: {} } } })],
    ['an id', begins('/exports', json(object('jobId', 'message')))],
    ['what is done to an item that can be read', begins('/orders/{id}/rebuild')],
    ['what is sent off', begins('/events')],
    ['a callback', begins('/exports', described, { callbacks: { done: {} } })],
    ['a description that says how', begins('/exports', { description: 'Poll /jobs for the outcome.' })],
    ['a long-running operation of Azure', begins('/exports', described, { 'x-ms-long-running-operation': true })],
    ['reading and removing', lines('GET /reports/{id} 202', 'DELETE /reports/{id} 202')],
  ])('silent on %s', async (_, description) => {
    expect(await say(accepted, description)).toEqual([])
  })
})

describe('known-status-codes and agreed-status-codes', () => {
  const statuses = (...all: readonly string[]): object => lines(`GET /a 200 ${all.join(' ')}`)

  test('one finding a code, with the registered one where there is one', async () => {
    const findings = await say(known, statuses('420', '499'))
    expect(findings.map(({ message }) => message.split(': ').at(-1))).toEqual(['use 429.', 'use 408.'])
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'error'])
  })

  test('a system of codes is one finding', async () => {
    expect((await say(known, statuses('480', '481', '482', '483'))).map(({ pointer }) => pointer)).toEqual(['/info/title'])
  })

  test('registered codes, ranges and what is no code at all', async () => {
    expect(await say(known, statuses('100', '226', '308', '421', '451', '511', '5XX', 'default', 'error', '2000', '099'))).toEqual([])
  })

  test('rare codes are told apart from unknown ones, and may be agreed on', async () => {
    expect((await say(agreed, statuses('423', '420', '404', '4XX'))).map(({ pointer }) => pointer)).toEqual(['/paths/~1a/get/responses/423'])
    expect(await say(agreed, statuses('423'), { options: { allow: ['200', '423'] } })).toEqual([])
  })
})

describe('no-error-in-success', () => {
  const error = { $ref: '#/components/schemas/ApiErrorResponse' }
  const components = { schemas: { ApiErrorResponse: object('code', 'message'), Result: object('code', 'message'), Nested: { type: 'object', properties: { error: object('code') } } } }
  const answer = (path: string, ...responses: readonly [string, object][]): object => openapi({ [path]: { get: { responses: Object.fromEntries(responses.map(([status, schema]) => [status, json(schema)])) } } }, { components })

  test('a body that is called an error, also as one of several', async () => {
    expect((await say(errorInSuccess, answer('/orders', ['200', error]))).map(({ pointer }) => pointer)).toEqual(['/paths/~1orders/get/responses/200'])
    expect((await say(errorInSuccess, answer('/orders', ['200', { anyOf: [object('id'), error] }])))[0]?.message).toContain('may contain')
  })

  test('the envelope of the errors, unless successes carry it as often', async () => {
    const nested = { $ref: '#/components/schemas/Nested' }
    expect(await say(errorInSuccess, answer('/orders', ['200', nested], ['400', nested], ['404', nested]))).toHaveLength(1)
    expect(await say(errorInSuccess, answer('/orders', ['200', nested], ['400', nested]))).toEqual([])
    const result = { $ref: '#/components/schemas/Result' }
    expect(await say(errorInSuccess, answer('/orders', ['200', result], ['400', result], ['404', result]))).toEqual([])
  })

  test('silent on several outcomes, on no content, and on APIs about errors', async () => {
    for (const status of ['207', '204', '400']) expect(await say(errorInSuccess, answer('/orders', [status, error]))).toEqual([])
    for (const path of ['/errors/{id}', '/orders/validation', '/crash-reports']) expect(await say(errorInSuccess, answer(path, ['200', error]))).toEqual([])
  })
})

describe('conflict-documented', () => {
  const creating = (collection: string, field: string, responses: object = {}, more: object = {}): object => {
    const schema = { type: 'object', required: [field], properties: { [field]: { type: 'string', ...more } } }
    return openapi({ [`/${collection}`]: { post: { requestBody: json(schema), responses: { 201: described, ...responses } } }, [`/${collection}/{userName}`]: { get: { responses: ok } } })
  }

  test('what the path is made of, and what accounts sign in by', async () => {
    for (const [collection, field] of [['buckets', 'user_name'], ['users', 'email'], ['articles', 'slug']] as const) expect(await say(conflict, creating(collection, field))).toHaveLength(1)
    for (const [collection, field] of [['orders', 'email'], ['users', 'nickname']] as const) expect(await say(conflict, creating(collection, field))).toEqual([])
    expect(await say(conflict, creating('users', 'email', {}, { readOnly: true }))).toEqual([])
  })

  test('409, a range and default will do; 422 weighs less', async () => {
    for (const status of ['409', '4XX', 'default']) expect(await say(conflict, creating('users', 'email', { [status]: described }))).toEqual([])
    expect((await say(conflict, creating('users', 'email', { 422: described }))).map(({ severity }) => severity)).toEqual(['info'])
  })
})
