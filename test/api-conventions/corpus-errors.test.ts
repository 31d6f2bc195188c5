// Kinds of false alarms found in samples of the corpus, each beside a similar case that must be reported.
import { describe, expect, test } from 'vitest'

import health from '../../rules/health/health-documented.ts'
import fits from '../../rules/methods/method-fits-resource.ts'
import state from '../../rules/pagination/pagination-state.ts'
import plural from '../../rules/resources/plural-collections.ts'
import audit from '../../rules/schemas/audit-timestamps.ts'
import types from '../../rules/schemas/consistent-property-types.ts'
import schemaCase from '../../rules/schemas/schema-name-case.ts'
import secrets from '../../rules/security/no-secrets-in-responses.ts'
import opaque from '../../rules/security/opaque-identifiers.ts'
import writes from '../../rules/security/secured-writes.ts'
import conflict from '../../rules/status-codes/conflict-documented.ts'
import accepted from '../../rules/status-codes/accepted-says-where.ts'
import type { RuleValue } from '../../src/core/rule.ts'
import { done, json, object, openapi, query, say } from './support.ts'

const id = (name = 'id', type = 'string'): object => ({ name, in: 'path', required: true, schema: { type } })
const key = { components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } } }
const secured = { security: [{ key: [] }], responses: done }

const posted = (operationId: string): object => openapi({ '/orders/{orderId}': { get: { responses: done }, post: { operationId, responses: done } } })

const paged = (...properties: string[]): object =>
  openapi({
    '/articles': {
      get: {
        parameters: [query('offset', { type: 'integer' })],
        responses: { 200: json({ type: 'object', properties: { articles: { type: 'array', items: object('id') }, ...Object.fromEntries(properties.map((name) => [name, { type: 'integer' }])) } }) },
      },
    },
  })

const kinds = (path: string): object => openapi({ [path]: { get: { responses: { 200: json({ type: 'array', items: object('id') }) } } }, [`${path}/{id}`]: { get: { responses: { 200: json(object('id')) } } } })

const uploads = (...properties: string[]): object =>
  openapi({ '/uploads': { post: { responses: { 201: { description: 'Taken' } } } }, '/uploads/{id}': { get: { responses: { 200: json(object(...properties)) } } } })

const versions = (odd: object): object =>
  openapi({}, { components: { schemas: Object.fromEntries(['A', 'B', 'C', 'D'].map((name) => [name, { type: 'object', properties: { versionCode: name === 'D' ? odd : { type: 'integer' } } }])) } })

const created = (...properties: string[]): object =>
  openapi({ '/secured/{id}': { put: secured }, '/baskets': { post: { responses: { 201: { ...json(object(...properties)) } } } } }, key)

const stations = (operation: object): object => openapi({ '/stations/{stationId}': { get: { parameters: [id('stationId', 'integer')], ...operation } } }, key)

const started = (method: string, path: string): object =>
  openapi({ '/workflows/{id}': { get: { responses: done } }, [path]: { ...(path === '/workflows/{id}' && { get: { responses: done } }), [method]: { responses: { 202: { description: 'Begun' } } } } })

const pictures = (picture: object): object =>
  openapi({
    '/pictures': {
      post: { requestBody: { content: { 'multipart/form-data': { schema: { type: 'object', required: ['picture'], properties: { picture } } } } }, responses: { 201: { description: 'Created' } } },
    },
    '/pictures/{picture}': { get: { responses: done } },
  })

const named = (name: string): object => openapi({}, { components: { schemas: Object.fromEntries(['OrderItem', 'BillOfLading', 'UserPublic', 'StockReport', name].map((one) => [one, { type: 'object' }])) } })

const catalog = (client: string): object =>
  openapi({ '/catalog': { get: { responses: { 200: json({ type: 'object', properties: { [client]: { type: 'object', properties: { secret: { type: 'string' } } } } }) } } } })

describe.each<[string, RuleValue, readonly (readonly [string, object, number])[]]>([
  [
    'no-secrets-in-responses',
    secrets,
    [
      ['the secret of a shop in a catalog', catalog('shop_client'), 1],
      ['what a broker of services tells the platform', catalog('dashboard_client'), 0],
    ],
  ],
  [
    'method-fits-resource',
    fits,
    [
      ['a POST that changes', posted('updateOrder'), 1],
      ['a POST that reads with a long query', posted('listOrderFindings'), 0],
      ['a POST that has the thing do its work', posted('Orders_run'), 0],
    ],
  ],
  [
    'health-documented',
    health,
    [
      ['the state of a thing, and no health check', openapi({ '/bluetooth/status': { get: secured }, '/wifi/networks': { get: secured, post: secured }, '/healthz': { get: { responses: { 200: { description: 'Well' }, 503: { description: 'Not well' } } } } }, key), 0],
      ['the state of the service, behind its name', openapi({ '/shop/status': { get: secured }, '/shop/orders': { get: secured, post: secured } }, key), 2],
      ['the health of one of several services', openapi({ '/billing/health': { get: { responses: { 200: { description: 'Well' }, 503: { description: 'Not well' } } } }, '/crm/contacts': { get: secured, post: secured } }, key), 0],
    ],
  ],
  [
    'pagination-state',
    state,
    [
      ['the number of results', paged('num_results'), 0],
      ['another number', paged('rating'), 1],
    ],
  ],
  [
    'plural-collections',
    plural,
    [
      ['a collection', kinds('/order'), 1],
      ['which of several, below their plural', kinds('/listings/sale'), 0],
    ],
  ],
  [
    'audit-timestamps',
    audit,
    [
      ['a thing', uploads('id', 'title', 'owner'), 1],
      ['how far work is', uploads('processing_status', 'analyses_url', 'errors'), 0],
    ],
  ],
  [
    'consistent-property-types',
    types,
    [
      ['a text', versions({ type: 'string' }), 1],
      ['64 bits in quotes', versions({ type: 'string', format: 'int64' }), 0],
    ],
  ],
  [
    'secured-writes',
    writes,
    [
      ['a POST that answers what it has made', created('id', 'name'), 1],
      ['a POST that answers a token for what comes next', created('id', 'token'), 0],
    ],
  ],
  [
    'opaque-identifiers',
    opaque,
    [
      ['read by those who may', stations(secured), 1],
      ['read by everybody', stations({ responses: done }), 0],
    ],
  ],
  [
    'accepted-says-where',
    accepted,
    [
      ['a POST that begins something new', started('post', '/imports'), 1],
      ['a POST to what can be read', started('post', '/workflows/{id}'), 0],
      ['a POST that the other side answers by a request', openapi({ '/patients/find': { post: { responses: { 202: { description: 'Taken' } } } }, '/patients/on-find': { post: { responses: { 204: { description: 'Told' } } } } }), 0],
      ['a PUT below what can be read', started('put', '/workflows/{id}/definition'), 0],
    ],
  ],
  [
    'conflict-documented',
    conflict,
    [
      ['a name that the client chooses', pictures({ type: 'string' }), 1],
      ['a file of the name', pictures({ type: 'string', format: 'binary' }), 0],
    ],
  ],
  [
    'schema-name-case',
    schemaCase,
    [
      ['a name that somebody gave', named('Bill_of-lading'), 1],
      ['a name that a tool gave', named('VerificationError-recursive'), 0],
    ],
  ],
])('%s', (_, rule, cases) => {
  test.each(cases)('%s', async (__, document, count) => {
    expect(await say(rule, document)).toHaveLength(count)
  })
})
