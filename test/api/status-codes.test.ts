import { describe, expect, test } from 'vitest'

import inputError from '../../rules/status-codes/input-error-documented.ts'
import noBody from '../../rules/status-codes/no-content-has-no-body.ts'
import notFound from '../../rules/status-codes/not-found-documented.ts'
import success from '../../rules/status-codes/success-status.ts'
import { openapi, say, told } from './support.ts'

/** The messages, without their advice. */
async function heard(...args: Parameters<typeof say>): Promise<string[]> {
  const findings = await say(...args)
  return findings.map(({ message }) => message.split(':')[0] ?? '')
}

describe('success-status', () => {
  const item = 'GET /orders/{id} 200:one'

  test('a POST that creates answers 201 or 202', async () => {
    expect(await heard(success, openapi('POST /orders 200:one', item))).toEqual(['POST /orders creates but returns 200'])
    for (const status of ['201', '202', '2XX', '303 200', '207', '200 201']) expect(await say(success, openapi(`POST /orders ${status}`, item))).toEqual([])
  })

  test.each([
    ['no item path', ['POST /orders 200:one']],
    ['actions and custom methods', [item, 'POST /orders/search 200:list', 'POST /orders/{id}/cancel 200', 'POST /orders:import 200']],
    ['a list for an answer', [item, 'POST /orders 200:list']],
    ['an id that says something else', [item, 'POST /orders 200:one #searchOrders', 'POST /carts 200:one #carts.batchGet', 'GET /carts/{id} 200:one']],
    ['nothing for an answer', [item, 'POST /orders 204']],
    ['no success documented', [item, 'POST /orders default']],
  ])('silent on POST with %s', async (_, lines) => {
    expect(await say(success, openapi(...lines))).toEqual([])
  })

  test('in several places: once', async () => {
    const lines = ['orders', 'carts', 'shops', 'users'].flatMap((name) => [`POST /${name} 200:one`, `GET /${name}/{id} 200:one`])
    const findings = await told(success, openapi(...lines))
    expect(findings.map(({ pointer, message }) => [pointer, message.split(':')[0]])).toEqual([
      ['/paths/~1orders/post', '4 of 4 operations that create do not return 201 (POST /orders, POST /carts, POST /shops and 1 more)'],
    ])
  })

  test('201 elsewhere: each deviation', async () => {
    const lines = ['orders', 'carts', 'shops', 'users'].flatMap((name) => [`POST /${name} ${/^[ou]/.test(name) ? 201 : 200}:one`, `GET /${name}/{id} 200:one`])
    const findings = await say(success, openapi(...lines))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/paths/~1carts/post', '/paths/~1shops/post'])
  })

  test('a DELETE without a body answers 204', async () => {
    expect(await heard(success, openapi('DELETE /orders/{id} 200 404'))).toEqual(['DELETE /orders/{id} returns 200 without a body'])
    for (const status of ['204', '200:one', '202', '200 204', 'default', '2XX']) expect(await say(success, openapi(`DELETE /orders/{id} ${status}`))).toEqual([])
  })

  test('a DELETE whose answer is behind a reference that leads nowhere is unknown', async () => {
    const description = openapi('DELETE /orders/{id} 200') as { paths: { [path: string]: { delete: { responses: object } } } }
    description.paths['/orders/{id}'] = { delete: { responses: { 200: { $ref: '#/components/responses/Missing' } } } }
    expect(await say(success, description)).toEqual([])
  })

  test('a GET documents a success', async () => {
    expect(await heard(success, openapi('GET /orders 404'))).toEqual(['GET /orders documents no success'])
    for (const status of ['200', '206', '302', '304', '2XX', 'default', '101']) expect(await say(success, openapi(`GET /orders ${status}`))).toEqual([])
    expect(await say(success, openapi('GET /orders'))).toEqual([])
  })
})

describe('not-found-documented', () => {
  test.each(['GET', 'PUT', 'PATCH', 'DELETE'])('%s on an item', async (method) => {
    const [finding] = await say(notFound, openapi(`${method} /orders/{orderId} 200:one`))
    expect(finding?.message).toContain(`${method} /orders/{orderId} does not say what happens when the order does not exist`)
  })

  test.each(['404', '4XX', 'default', '410'])('silent where %s is documented', async (status) => {
    expect(await say(notFound, openapi(`GET /orders/{orderId} 200:one ${status}`))).toEqual([])
  })

  test.each([
    ['collections, singletons and parts', ['GET /orders 200:list', 'GET /me 200:one', 'GET /orders/{id}/lines 200:list']],
    ['PUT that may create', ['PUT /orders/{id} 200 201', 'PUT /carts/{id} 200 #createOrUpdateCart']],
    ['DELETE of what need not be there', ['DELETE /orders/{id} 200 204']],
    ['a list that the variable chooses', ['GET /tags/{repository} 200:list']],
    ['what identifies nothing', ['GET /search/{query} 200:list', 'GET /reports/{format} 200:one']],
    ['custom methods and other methods', ['POST /orders/{id} 200', 'POST /orders/{id}:cancel 200', 'HEAD /orders/{id} 200']],
    ['operations that document nothing', ['GET /orders/{id}']],
  ])('silent on %s', async (_, lines) => {
    expect(await say(notFound, openapi(...lines))).toEqual([])
  })

  test('in several places: once', async () => {
    const names = ['orders', 'carts', 'shops', 'users']
    const findings = await told(notFound, openapi(...names.map((name) => `GET /${name}/{id} 200:one`)))
    expect(findings.map(({ message }) => message.split(':')[0])).toEqual([
      '4 of 4 operations on one item do not say what happens when it does not exist (GET /orders/{id}, GET /carts/{id}, GET /shops/{id} and 1 more)',
    ])
    const [finding] = await told(notFound, openapi(...names.map((name, index) => `GET /${name}/{id} 200:one${index < 2 ? ' 404' : ''}`)))
    expect(finding?.message).toContain('2 of 4 operations on one item')
  })
})

describe('input-error-documented', () => {
  const query = { parameters: [{ name: 'status', in: 'query', schema: { type: 'string' } }] }
  const body = { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } }
  const path = { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] }
  const described = (more: object, ...statuses: readonly string[]): object => ({
    ...openapi(),
    paths: { '/orders/{id}/lines': { post: { ...more, responses: Object.fromEntries(['200', ...statuses].map((status) => [status, { description: 'Something' }])) } } },
  })

  test.each([
    ['a body', body],
    ['query parameters', query],
    ['path parameters', path],
  ])('%s', async (what, input) => {
    expect(await heard(inputError, described(input))).toEqual([`POST /orders/{id}/lines accepts ${what} but does not say what happens when that is invalid, and no other client error is documented either`])
  })

  test('that no error of a client is documented anywhere is one finding, and not one for each status', async () => {
    const document = { ...openapi('GET /orders/{id} 200:one'), paths: { '/orders': { get: { ...query, responses: { 200: { description: 'All' } } } }, '/orders/{id}': { get: { responses: { 200: { description: 'One' } } } } } }
    expect(await say(notFound, document)).toEqual([])
    const [finding] = await say(inputError, document)
    expect(finding?.message).toContain('document 400 or 422, and 404 for single items.')
    const known = { ...document, paths: { ...document.paths, '/me': { get: { responses: { 200: { description: 'Me' }, 401: { description: 'Who?' } } } } } }
    expect(await say(notFound, known)).toHaveLength(1)
    expect((await say(inputError, known))[0]?.message).toContain('when that is invalid: document 400 or 422.')
  })

  test.each(['400', '422', '4XX', 'default'])('silent where %s is documented', async (status) => {
    expect(await say(inputError, described(body, status))).toEqual([])
  })

  test('an error of another kind does not do for a body, and does for a path', async () => {
    expect(await say(inputError, described(body, '404', '401'))).toHaveLength(1)
    expect(await say(inputError, described(path, '404'))).toEqual([])
    expect(await say(inputError, described(path, '409'))).toEqual([])
  })

  test('the version is no input, and codes that HTTP does not have may be the one that is looked for', async () => {
    const version = { parameters: [{ name: 'api-version', in: 'query', schema: { type: 'string' } }] }
    expect(await say(inputError, described(version, '404'))).toEqual([])
    expect(await say(inputError, described(body, '482'))).toEqual([])
    expect(await say(inputError, described(body, '404', '482'))).toEqual([])
    expect(await say(notFound, openapi('GET /orders/{id} 200:one 480 481'))).toEqual([])
    expect(await say(notFound, openapi('GET /orders/{id} 200:one 401'))).toHaveLength(1)
  })

  test('silent without input, on headers, and on items, which 404 is for', async () => {
    expect(await say(inputError, openapi('GET /orders 200:list'))).toEqual([])
    expect(await say(inputError, described({ parameters: [{ name: 'X-Request-Id', in: 'header', schema: {} }] }))).toEqual([])
    expect(await say(inputError, { ...openapi(), paths: { '/orders/{id}': { get: { ...path, responses: { 200: { description: 'One' } } } } } })).toEqual([])
  })

  test('Swagger 2.0: body and form fields', async () => {
    const swagger = (parameter: object): object => ({
      swagger: '2.0',
      info: { title: 'Test', version: '1' },
      paths: { '/orders': { post: { parameters: [parameter], responses: { 200: { description: 'Done' } } } } },
    })
    expect(await say(inputError, swagger({ name: 'order', in: 'body', schema: {} }))).toHaveLength(1)
    expect(await say(inputError, swagger({ name: 'file', in: 'formData', type: 'file' }))).toHaveLength(1)
  })
})

describe('no-content-has-no-body', () => {
  test.each(['204', '205', '304'])('%s', async (status) => {
    const findings = await say(noBody, openapi(`GET /orders ${status}:one`))
    expect(findings.map(({ pointer, severity }) => [pointer, severity])).toEqual([[`/paths/~1orders/get/responses/${status}/content`, 'error']])
  })

  test('silent without content, and on statuses that may have some', async () => {
    expect(await say(noBody, openapi('DELETE /orders/{id} 204', 'GET /orders 200:list 206:list 404:one'))).toEqual([])
  })

  const shared = (...statuses: readonly string[]): object => ({
    ...openapi(),
    paths: Object.fromEntries(statuses.map((status, index) => [`/a${index}`, { get: { responses: { [status]: { $ref: '#/components/responses/Shared' } } } }])),
    components: { responses: { Shared: { description: 'Something', content: { 'application/json': { schema: { type: 'object' } } } } } },
  })

  test('a shared response is reported once, at its definition', async () => {
    const findings = await say(noBody, shared('204', '204', '204'))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/components/responses/Shared/content'])
  })

  test('one that others may use is right, and the reference to it wrong', async () => {
    const findings = await say(noBody, shared('200', '204'))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/paths/~1a1/get/responses/204'])
  })

  test('a response behind a reference that leads nowhere says nothing', async () => {
    const description = { ...openapi(), paths: { '/a': { get: { responses: { 204: { $ref: '#/nowhere' } } } } } }
    expect(await say(noBody, description)).toEqual([])
  })
})
