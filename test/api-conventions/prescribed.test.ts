// What standards and frameworks prescribe or generate, each case with its opposite.
import { describe, expect, test } from 'vitest'

import deprecation from '../../rules/versioning/deprecation-announced.ts'
import codes from '../../rules/errors/error-code-taxonomy.ts'
import envelope from '../../rules/errors/error-envelope.ts'
import forms from '../../rules/structure/form-media-types.ts'
import money from '../../rules/schemas/exact-money.ts'
import compositions from '../../rules/schemas/sound-compositions.ts'
import openness from '../../rules/security/explained-openness.ts'
import references from '../../rules/structure/resolvable-references.ts'
import noArray from '../../rules/pagination/no-top-level-array.ts'
import safeReads from '../../rules/methods/safe-reads.ts'
import pages from '../../rules/pagination/consistent-pagination.ts'
import paginated from '../../rules/pagination/paginated-collections.ts'
import noVerbs from '../../rules/resources/no-verbs-in-paths.ts'
import placement from '../../rules/resources/path-parameter-placement.ts'
import arrays from '../../rules/schemas/array-items.ts'
import audit from '../../rules/schemas/audit-timestamps.ts'
import https from '../../rules/security/https-servers.ts'
import inUrl from '../../rules/security/no-credentials-in-url.ts'
import operations from '../../rules/security/secured-operations.ts'
import input from '../../rules/status-codes/input-error-documented.ts'
import type { RuleValue } from '../../src/core/rule.ts'
import { done, json, list, object, openapi, query, told } from './support.ts'

const variable = (name: string, more: object = {}): object => ({ name, in: 'path', required: true, schema: { type: 'string', ...more } })
const get = (path: string, more: object = {}): object => openapi({ [path]: { get: { responses: done, ...more } } })
const paged = (...names: string[]): object => ({ get: list({ parameters: names.map((name) => query(name, { type: 'integer' })) }) })
const sending = (type: string, schema: object): object =>
  openapi({ '/things': { post: { requestBody: { content: { [type]: { schema } } }, responses: done } }, '/other': { get: { responses: { 400: { description: 'Wrong' } } } } })
const payments = (more: object): object => openapi({ '/v1/health': { get: { responses: done } }, '/v1/version': { get: { responses: done } }, '/v1/{service}/{product}': { post: { responses: done, ...more } } })
const failing = (body: object): object => {
  const problem = json(object('title', 'detail'))
  return openapi({
    '/application/state': { get: { responses: { 200: json(object('deployment', 'revision')), 500: json(body) } } },
    '/orders/{id}': { get: { responses: { 404: problem } }, put: { responses: { 404: problem, 409: problem } } },
  })
}
const created = (...names: string[]): object =>
  openapi({ '/pedidos': { post: { responses: { 201: { description: 'Creado' } } } }, '/pedidos/{id}': { get: { responses: { 200: json(object('idPedido', 'importe', ...names)) } } } })
const failed = (...names: string[]): object => get('/pedidos', { responses: { 400: json(object(...names)) } })
const linked = (path: string): object => openapi({ [path]: { get: list(), post: { responses: done } }, [`${path}/{itemId}`]: { get: { responses: { 200: json(object('id')) } } } })
const login = (url: string): object => openapi({}, { components: { securitySchemes: { login: { type: 'oauth2', flows: { password: { tokenUrl: url, scopes: {} } } } } } })
const ending = (description: string): object => get('/orders', { deprecated: true, description })
const composed = (...parts: object[]): object => openapi({}, { components: { schemas: { Order: { allOf: parts } } } })
const linking = (operationId: string, more: object = {}): object =>
  openapi({ '/orders': { get: { operationId: 'getOrder', responses: { 200: { description: 'One', links: { it: { operationId } } } } } }, ...more })
const subscriptions = (name: string): object =>
  openapi({
    '/subscriptions': { get: list(), post: { requestBody: json(object(name)), responses: done } },
    '/subscriptions/{id}/pause': { put: { responses: done } },
  })
const uploading = (...types: string[]): object => {
  const schema = { type: 'object', properties: { photo: { type: 'string', format: 'binary' } } }
  return openapi({ '/photos': { post: { requestBody: { content: Object.fromEntries(types.map((type) => [type, { schema }])) }, responses: done } } })
}
const charged = (fees: object): object => openapi({}, { components: { schemas: { Member: { type: 'object', properties: { fees } } } } })
const untyped = (count: number): object => openapi({}, { components: { schemas: Object.fromEntries(Array.from({ length: count }, (_, at) => [`List${at}`, { type: 'array' }])) } })

const cases: readonly [of: string, rule: RuleValue, document: object, messages: number][] = [
  ['Solr pages by start and rows', pages, openapi({ '/orders': paged('page'), '/customers': paged('page'), '/select': paged('q', 'fq', 'start', 'rows') }), 0],
  ['start and rows alone', pages, openapi({ '/orders': paged('page'), '/customers': paged('page'), '/select': paged('q', 'start', 'rows') }), 1],
  ['a command below actions', noVerbs, openapi({ '/trash/actions/restore': { post: { responses: done } } }), 0],
  ['the same without the group', noVerbs, openapi({ '/trash/restore': { post: { responses: done } } }), 1],
  ['a report that is read', noVerbs, get('/payments/{id}/report-file'), 0],
  ['a report that is made', noVerbs, openapi({ '/report-user': { post: { responses: done } } }), 1],
  ['a file by its name', noVerbs, get('/charges/export.csv'), 0],
  ['the id that Django makes of the path', safeReads, get('/orders/{id}/cancel/', { operationId: 'orders_cancel_retrieve' }), 1],
  ['an id that says to read', safeReads, get('/orders/{id}/cancel/', { operationId: 'cancellation_retrieve' }), 0],
  ['renewing by GET', safeReads, get('/loans/{id}/renew', { operationId: 'renewLoan', summary: 'Extends the loan' }), 1],
  ['variables with an enum', placement, payments({ parameters: [variable('service', { enum: ['payments', 'bulk-payments'] }), variable('product')] }), 0],
  ['variables without', placement, payments({ parameters: [variable('service'), variable('product')] }), 2],
  ['a state report with 500', envelope, failing(object('deployment', 'revision')), 0],
  ['another body with 500', envelope, failing(object('deployment', 'reason')), 1],
  ['a code in Spanish', codes, failed('código', 'mensaje'), 1],
  ['an audit field in Spanish', audit, created('fechaCreacion'), 0],
  ['none in Spanish', audit, created('moneda'), 1],
  ['linkage of JSON:API', paginated, linked('/articles/{id}/relationships/comments'), 0],
  ['the comments themselves', paginated, linked('/articles/{id}/comments'), 1],
  ['raw bytes', input, sending('application/offset+octet-stream', { type: 'string' }), 0],
  ['an image', input, sending('image/png', { type: 'string' }), 1],
  ['JSON-RPC', input, sending('application/json', object('jsonrpc', 'method')), 0],
  ['JSON', input, sending('application/json', object('name', 'method')), 1],
  ['tokens over plain http', https, login('http://login.shop.com/token'), 1],
  ['tokens over https', https, login('https://login.shop.com/token'), 0],
  ['tokens on this machine', https, login('http://localhost:8080/token'), 0],
  ['the access key of a share', inUrl, get('/public/shares/downloads/{access_key}'), 0],
  ['the access key of a caller', inUrl, get('/orders/{access_key}'), 1],
  ['the code of a card', inUrl, get('/charges', { parameters: [query('cvv', { type: 'string' })] }), 1],
  ['the outcome of its check', inUrl, get('/charges', { parameters: [query('cvv_result', { type: 'string' })] }), 0],
  ['words against further use', deprecation, ending('Do not use any more, use `door-openings`.'), 1],
  ['a file in JSON', forms, uploading('application/json'), 1],
  ['a file in JSON, and in a form', forms, uploading('application/json', 'multipart/form-data'), 0],
  ['fees in euros', money, charged({ type: 'number', description: 'Open fees in euros' }), 1],
  ['numbers of fees', money, charged({ type: 'number' }), 0],
  ['three lists of anything', arrays, untyped(3), 1],
  ['constants', noArray, openapi({ '/countries': { get: list() } }), 0],
  ['constants in pages', noArray, openapi({ '/countries': paged('page', 'limit') }), 1],
  ['a link to an operation', references, linking('getOrder'), 0],
  ['a link to an operation that is not read', references, linking('getOrders', { '/others': { $ref: 'other.yaml' } }), 1],
  ['a link that leads nowhere', references, linking('getOrders'), 1],
  ['secrets in most bodies, and open reads', openness, subscriptions('secret'), 1],
  ['open writes, which weigh more', openness, subscriptions('url'), 0],
  ['parts that declare the same', compositions, composed({ additionalProperties: false, properties: { id: {}, total: {} } }, { properties: { total: {} } }), 0],
  ['a closed part', compositions, composed({ additionalProperties: false, properties: { id: {} } }, { properties: { total: {} } }), 1],
  ['a closed part with a pattern', compositions, composed({ additionalProperties: false, patternProperties: { '^x': {} } }, { properties: { total: {} } }), 0],
  ['an alternative beside', compositions, openapi({}, { components: { schemas: { A: { type: 'object', additionalProperties: false, oneOf: [{ properties: { id: {} } }], allOf: [{ title: 'A' }] } } } }), 0],
]

describe('what standards and frameworks prescribe', () => {
  test.each(cases)('%s', async (_, rule, document, messages) => {
    expect(await told(rule, document)).toHaveLength(messages)
  })

  test('words against further use name what to use', async () => {
    expect((await told(deprecation, ending('Do not use any more, use `door-openings`.')))[0]?.message).toContain('only in the contract')
  })

  test('a code in Spanish is open, not missing', async () => {
    expect((await told(codes, failed('codigo', 'mensaje')))[0]?.message).toContain("'codigo'")
  })

  test('a command before an argument is named by the methods of what follows', async () => {
    expect((await told(noVerbs, get('/orders/getByCustomer/{customerId}')))[0]?.message).toContain('name what it returns')
  })

  test('a POST that may write is no evidence of what reads want', async () => {
    const asked = { security: [{ key: [] }], responses: done }
    const more = { components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } } }
    const open = { responses: done }
    const [finding] = await told(operations, openapi({ '/a': { get: open }, '/b': { get: open }, '/admin': { post: asked } }, more))
    expect(finding?.message).toContain('none of the 2 read operations')
  })
})
