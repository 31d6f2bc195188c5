import { describe, expect, test } from 'vitest'

import rule from '../../rules/security/secured-writes.ts'
import { done, json, object, openapi, query, say, swagger, told } from './support.ts'

const key = { components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } } } }
const safe = { security: [{ key: [] }], responses: done }
const open = { responses: done }
const created = { responses: { 201: { description: 'Created' } } }
/** An API with one secured write, and these paths. */
const beside = (paths: object, more: object = {}): object => openapi({ '/secured/{id}': { put: safe }, ...paths }, { ...key, ...more })

describe('told where it stands', () => {
  test.each<[string, object, string]>([
    ['POST on a collection', { '/orders': { post: created } }, '/paths/~1orders/post'],
    ['PUT', { '/settings': { put: open } }, '/paths/~1settings/put'],
    ['PATCH', { '/orders/{orderId}': { patch: open } }, '/paths/~1orders~1{orderId}/patch'],
    ['DELETE', { '/orders/{orderId}': { delete: open } }, '/paths/~1orders~1{orderId}/delete'],
    ['a command on an item', { '/orders/{orderId}': { get: open }, '/orders/{orderId}/cancel': { post: open } }, '/paths/~1orders~1{orderId}~1cancel/post'],
    ['a POST whose id says so', { '/rpc': { post: { ...open, operationId: 'createOrder' } } }, '/paths/~1rpc/post'],
    ['open by decision', { '/orders/{orderId}': { delete: { ...open, security: [] } } }, '/paths/~1orders~1{orderId}/delete/security'],
    ['credentials that are optional', { '/orders/{orderId}': { delete: { ...open, security: [{}, { key: [] }] } } }, '/paths/~1orders~1{orderId}/delete'],
  ])('%s', async (_, paths, pointer) => {
    expect((await say(rule, beside(paths))).map((finding) => finding.pointer)).toEqual([pointer])
  })

  test('an oversight is an error, a decision a warning', async () => {
    expect((await say(rule, beside({ '/a/{id}': { delete: open } }))).map(({ severity }) => severity)).toEqual(['error'])
    expect((await say(rule, beside({ '/a/{id}': { delete: { ...open, security: [] } } }))).map(({ severity }) => severity)).toEqual(['warn'])
  })

  test('the message counts those that are secured', async () => {
    const [finding] = await say(rule, beside({ '/orders/{id}': { delete: open } }))
    expect(finding?.message).toContain('DELETE /orders/{id} changes data and states no security, while 1 of 2 writes of this API require credentials')
  })

  test('many alike are told together', async () => {
    const paths = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`/things${index}/{id}`, { delete: open, put: safe }]))
    const findings = await told(rule, beside(paths))
    expect(findings.map(({ message }) => message.split(' (')[0])).toEqual(['6 operations change data and state no security'])
  })
})

describe('told once for the API', () => {
  test('nothing is said anywhere', async () => {
    const findings = await say(rule, openapi({ '/orders': { post: created }, '/orders/{id}': { delete: open } }))
    expect(findings).toMatchObject([{ pointer: '/info/title', severity: 'warn' }])
    expect(findings[0]?.message).toContain('This API has writes (POST /orders, DELETE /orders/{id}) but no security scheme')
  })

  test.each<[string, object]>([
    ['3.1', openapi({ '/orders': { post: created } }, key)],
    ['2.0', swagger({ '/orders': { post: created } }, { securityDefinitions: { key: { type: 'basic' } } })],
  ])('schemes that nobody uses, %s', async (_, document) => {
    const findings = await say(rule, document)
    expect(findings).toMatchObject([{ pointer: '/info/title', severity: 'error' }])
    expect(findings[0]?.message).toContain("though it defines 'key'")
  })

  test('hardly any write wants credentials', async () => {
    const paths = Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`/things${index}/{id}`, { delete: open }]))
    const findings = await say(rule, beside(paths))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/info/title'])
    expect(findings[0]?.message).toContain('Credentials are required for only 1 of the 6 writes of this API')
  })

  test('only other operations want credentials', async () => {
    const [finding] = await say(rule, openapi({ '/orders': { get: safe, post: created } }, key))
    expect(finding?.message).toContain('Other operations of this API require credentials, but its writes do not (POST /orders)')
  })
})

describe('silent', () => {
  test.each(['/login', '/auth/sign-in', '/register', '/users', '/v1/signup', '/password/reset', '/oauth/token', '/sessions', '/webhooks/payments', '/callback', '/contact', '/healthz', '/users/{id}/verify-email', '/newsletter/subscriptions'])(
    'POST %s',
    async (path) => {
      expect(await say(rule, beside({ [path]: { post: created } }))).toEqual([])
    },
  )

  test.each(['/orders/search', '/orders:search', '/prices/calculate', '/translate/{language}', '/orders/query', '/addresses/validate'])('reading by POST %s', async (path) => {
    expect(await say(rule, beside({ [path]: { post: open } }))).toEqual([])
  })

  test.each<[string, object]>([
    ['secured for the whole document', openapi({ '/orders': { post: created } }, { ...key, security: [{ key: [] }] })],
    ['reads', beside({ '/orders': { get: open, head: open } })],
    ['a POST that may be reading', beside({ '/rpc': { post: open } })],
    ['an Authorization header', beside({ '/a/{id}': { put: { ...open, parameters: [{ name: 'Authorization', in: 'header', schema: { type: 'string' } }] } } })],
    ['a key in the query', beside({ '/a/{id}': { put: { ...open, parameters: [query('api_key')] } } })],
    ['a token in the body', beside({ '/a/{id}': { put: { ...open, requestBody: json(object('access_token')) } } })],
    ['no writes', openapi({ '/orders': { get: open } })],
    ['writes that pass credentials, and no scheme', openapi({ '/a/{id}': { put: { ...open, parameters: [query('token')] }, delete: { ...open, parameters: [query('token')] } } })],
  ])('%s', async (_, document) => {
    expect(await say(rule, document)).toEqual([])
  })

  test.each(['keyboard', 'monkey', 'authorId', 'tokenCount', 'keywords', 'signal'])('%s is no credential', async (name) => {
    expect(await say(rule, beside({ '/a/{id}': { put: { ...open, parameters: [query(name)] } } }))).toHaveLength(1)
  })
})
