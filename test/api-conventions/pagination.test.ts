import { describe, expect, test } from 'vitest'

import bounded from '../../rules/pagination/bounded-page-size.ts'
import consistent from '../../rules/pagination/consistent-pagination.ts'
import paginated from '../../rules/pagination/paginated-collections.ts'
import { maximumInWords } from '../../src/api/conventions/paging/maximum-in-words.ts'
import { pagingName } from '../../src/api/conventions/paging/paging-parameter.ts'
import { done, json, list, object, openapi, query, say, swagger, told } from './support.ts'

const integer = { type: 'integer' }
const created = { responses: { 201: { description: 'Created' } } }
const taking = (...parameters: object[]): object => ({ get: list({ parameters }) })

describe('names of paging parameters', () => {
  test.each<[string, string]>([
    ['limit', 'size'], ['per_page', 'size'], ['pageSize', 'size'], ['page[size]', 'size'], ['$top', 'size'], ['max-results', 'size'],
    ['filter[limit]', 'size'], ['offset', 'offset'], ['$skip', 'offset'], ['startIndex', 'offset'], ['page', 'page'], ['page[number]', 'page'],
    ['cursor', 'cursor'], ['starting_after', 'cursor'], ['pageToken', 'cursor'], ['NextToken', 'cursor'], ['$skipToken', 'cursor'], ['continuation', 'cursor'],
    ['pagina', 'page'], ['Seite', 'page'], ['tamano_pagina', 'size'], ['porPagina', 'size'],
  ])('%s: %s', (name, role) => {
    expect(pagingName(name)).toMatchObject({ role, certainty: 'certain' })
  })

  test.each(['size', 'anzahl', 'taille', 'count', 'after', 'from', 'p'])('%s only beside others', (name) => {
    expect(pagingName(name)?.certainty).toBe('possible')
  })

  test.each(['id', 'homepage', 'pageTitle', 'limitTo', 'constructor', 'toString', '$filter', ''])('%s never', (name) => {
    expect(pagingName(name)).toBeUndefined()
  })
})

describe('a maximum in words', () => {
  test.each<[string, number | undefined]>([
    ['Maximum: 100', 100],
    ['Number of results (max 1,000)', 1000],
    ['Cannot exceed 50.', 50],
    ['Acceptable range is 3 - 1000. Default is 10.', 1000],
    ['If unspecified, at most 50 are returned. The maximum value is 200; values above 200 are cut.', 200],
    ['200 by default, 1000 max', 1000],
    ['The maximum number of results to return', undefined],
    ['Maximum number of results, default 20', undefined],
    ['If unspecified, at most 50 are returned.', undefined],
    ['', undefined],
  ])('%s: %s', (text, expected) => {
    expect(maximumInWords(text)).toBe(expected)
  })

  test('long texts are read to the end', () => {
    const text = 'max '.repeat(50_000) + '1 to '.repeat(50_000)
    expect(maximumInWords(text)).toBe(undefined)
    // More numbers than can be passed as arguments of one call.
    expect(maximumInWords('max 7 '.repeat(150_000))).toBe(7)
  })
})

describe('paginated-collections', () => {
  const paged = taking(query('limit', integer), query('cursor'))

  test.each<[string, object, string]>([
    ['a bare list', openapi({ '/orders': { get: list() } }), 'GET /orders'],
    ['a list in an envelope', openapi({ '/orders': { get: { responses: { 200: json({ type: 'object', properties: { data: { type: 'array', items: {} }, total: integer } }) } } } }), 'GET /orders'],
    ['2.0', swagger({ '/orders': { get: { responses: { 200: { description: 'x', schema: { type: 'array', items: {} } } } } } }), 'GET /orders'],
    ['a nested list that clients add to', openapi({ '/boards/{boardId}/cards': { get: list(), post: created } }), 'GET /boards/{boardId}/cards'],
    ['a nested list of what grows', openapi({ '/users/{userId}/orders': { get: list() } }), 'GET /users/{userId}/orders'],
    ['one that only sorts and filters', openapi({ '/orders': taking(query('sort'), query('status'), query('ids_only', { type: 'boolean' })) }), 'GET /orders'],
    ['a command that lists', openapi({ '/orders/findAll': { get: list() } }), 'GET /orders/findAll'],
    ['a command that lists what it names', openapi({ '/getAllOrders': { get: list() } }), 'GET /getAllOrders'],
    ['what a command beside it adds to', openapi({ '/gizmos/list': { get: list() }, '/gizmos/create': { post: created } }), 'GET /gizmos/list'],
    ['a record of all that is done', openapi({ '/audit-log': { get: list() } }), 'GET /audit-log'],
    ['dates named after and before', openapi({ '/orders': taking(query('after', { type: 'string', format: 'date-time' })) }), 'GET /orders'],
  ])('told: %s', async (_, document, name) => {
    const findings = await say(paginated, document)
    expect(findings.map(({ message }) => message.split(' returns ')[0])).toEqual([name])
  })

  test('the one that deviates is held against the others', async () => {
    const findings = await say(paginated, openapi({ '/orders': paged, '/customers': paged, '/invoices': { get: list() } }))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/paths/~1invoices/get'])
    expect(findings[0]?.message).toContain('2 of 3 collections of this API are paginated')
  })

  test('an API that pages nothing is told once', async () => {
    const findings = await told(paginated, openapi({ '/orders': { get: list() }, '/customers': { get: list() }, '/invoices': { get: list() } }))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/paths/~1orders/get'])
    expect(findings[0]?.message).toContain('3 of 3 collections of this API are not paginated (/orders, /customers, /invoices)')
  })

  test.each<[string, object]>([
    ['limit', taking(query('limit', integer))],
    ['page', taking(query('page', integer))],
    ['an object for all of it', taking(query('pageable', { type: 'object', properties: { page: integer, size: integer } }))],
    ['a header', { get: list({ parameters: [{ name: 'Range', in: 'header', schema: { type: 'string' } }] }) }],
    ['`size` beside a list', taking(query('size', integer))],
    ['`after` that is no date', taking(query('after'))],
    ['a Link header', { get: { responses: { 200: { ...json({ type: 'array', items: {} }), headers: { Link: { schema: { type: 'string' } } } } } } }],
    ['nextLink', { get: { responses: { 200: json({ type: 'object', properties: { value: { type: 'array', items: {} }, nextLink: { type: 'string' } } }) } } }],
    ['_links.next', { get: { responses: { 200: json({ type: 'object', properties: { items: { type: 'array', items: {} }, _links: object('next') } }) } } }],
    ['maxItems', { get: { responses: { 200: json({ type: 'array', maxItems: 50, items: {} }) } } }],
    ['a list of an enum', { get: { responses: { 200: json({ type: 'array', items: { type: 'string', enum: ['a', 'b'] } }) } } }],
    ['a required parameter that chooses', taking(query('warehouseCode', { type: 'string' }, { required: true }))],
    ['a window of time', taking(query('from', { type: 'string', format: 'date' }), query('to', { type: 'string', format: 'date' }))],
    ['ids', taking(query('ids', { type: 'array', items: { type: 'string' } }))],
    ['a parameter that cannot be resolved', taking({ $ref: '#/components/parameters/missing' })],
    ['one thing', { get: { responses: { 200: json(object('id', 'name')) } } }],
  ])('silent: /orders with %s', async (_, item) => {
    expect(await say(paginated, openapi({ '/orders': item }))).toEqual([])
  })

  test.each(['/orders/findByNumber', '/getAllCountries', '/gizmos/findAll', '/countries', '/currencies', '/roles', '/order-types', '/orders/{id}/tags', '/users/{id}/emails', '/orders/{id}/parts', '/available-slots', '/orders/export/rows', '/autocomplete/orders'])(
    'silent: %s',
    async (path) => {
      expect(await say(paginated, openapi({ [path]: { get: list() } }))).toEqual([])
    },
  )
})

describe('bounded-page-size', () => {
  const sized = (schema: object, more: object = {}): object => openapi({ '/orders': taking(query('limit', { type: 'integer', ...schema }, more), query('cursor')) })

  test.each<[string, object, string]>([
    ['neither', sized({}), "The page size 'limit' of GET /orders has neither maximum nor default"],
    ['no maximum', sized({ default: 20 }), "The page size 'limit' of GET /orders has no maximum"],
    ['too high', sized({ default: 20, maximum: 100_000 }), "The page size 'limit' of GET /orders allows pages of 100000, more than 1000"],
    ['no default', sized({ maximum: 100 }), "The page size 'limit' of GET /orders has no default"],
    ['in words', sized({ default: 20 }, { description: 'At most 100.' }), "The page size 'limit' of GET /orders states its maximum only in words: write `maximum: 100`"],
    ['2.0', swagger({ '/orders': { get: { parameters: [{ name: 'limit', in: 'query', type: 'integer' }, { name: 'offset', in: 'query', type: 'integer' }], responses: done } } }), "The page size 'limit' of GET /orders has neither maximum nor default"],
  ])('told: %s', async (_, document, start) => {
    const findings = await say(bounded, document)
    expect(findings.map(({ message, pointer }) => [message.slice(0, start.length), pointer])).toEqual([[start, '/paths/~1orders/get/parameters/0/name']])
  })

  test('a missing default weighs less than a missing maximum', async () => {
    expect((await say(bounded, sized({ maximum: 100 }))).map(({ severity }) => severity)).toEqual(['info'])
    expect((await say(bounded, sized({ default: 10 }))).map(({ severity }) => severity)).toEqual(['warn'])
  })

  test('a shared parameter is told once, where it stands', async () => {
    const parameters = [{ $ref: '#/components/parameters/limit' }]
    const document = openapi({ '/orders': { get: list({ parameters }) }, '/customers': { get: list({ parameters }) } }, { components: { parameters: { limit: query('limit', integer) } } })
    const findings = await say(bounded, document)
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/components/parameters/limit/name'])
    expect(findings[0]?.message).toContain("'limit' (2 operations)")
  })

  test('an API that bounds nothing is told once', async () => {
    const findings = await told(bounded, openapi(Object.fromEntries(['/a', '/b', '/c'].map((path) => [path, taking(query('limit', integer))]))))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/paths/~1a/get/parameters/0/name'])
    expect(findings[0]?.message).toContain("3 of 3 page sizes of this API have no maximum ('limit' of GET /a, 'limit' of GET /b, 'limit' of GET /c)")
  })

  test('the highest maximum is an option', async () => {
    const document = sized({ default: 20, maximum: 500 })
    expect(await say(bounded, document)).toEqual([])
    expect(await say(bounded, document, { options: { max: 100 } })).toHaveLength(1)
  })

  test.each<[string, object]>([
    ['both', sized({ maximum: 100, default: 20 })],
    ['exclusiveMaximum of 3.1', sized({ exclusiveMaximum: 101, default: 20 })],
    ['an enum', sized({ enum: [10, 20, 50], default: 10 })],
    ['an alternative that is null', openapi({ '/orders': taking(query('limit', { anyOf: [{ type: 'integer', maximum: 50 }, { type: 'null' }], default: 10 })) })],
    ['required, so that no default is needed', sized({ maximum: 100 }, { required: true })],
    ['a default in words', sized({ maximum: 100 }, { description: 'Defaults to 20.' })],
    ['what happens without it', sized({ maximum: 100 }, { description: 'If zero, the server answers 100.' })],
    ['what happens when it is not used', sized({ maximum: 100 }, { description: "When you don't use this parameter, 100 come at most." })],
    ['a text', openapi({ '/orders': taking(query('limit')) })],
    ['the size of a picture', openapi({ '/orders/{id}/picture': { get: { parameters: [query('size', integer)], responses: done } } })],
    ['a boolean count', openapi({ '/orders': taking(query('count', { type: 'boolean' })) })],
    ['the limit of a write', openapi({ '/orders': { post: { parameters: [query('limit', integer)], responses: done } } })],
  ])('silent: %s', async (_, document) => {
    expect(await say(bounded, document)).toEqual([])
  })
})

describe('consistent-pagination', () => {
  const with2 = (a: object, b: object, ...both: object[]): object => {
    const [first, second] = [taking(a, ...both), taking(b, ...both)]
    return openapi({ '/a': first, '/b': first, '/c': first, '/d': second, '/e': second })
  }

  test('another style is told once, with its places', async () => {
    const findings = await say(consistent, with2(query('cursor'), query('offset', integer)))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/paths/~1d/get/parameters/0/name'])
    expect(findings[0]?.message).toContain("2 operations page by offset ('offset': GET /d, GET /e), but 3 operations of this API page by cursor")
    expect(findings[0]?.message).toContain('GET /d, GET /e')
  })

  test('another spelling is told once', async () => {
    const findings = await say(consistent, with2(query('per_page', integer), query('pageSize', integer), query('page', integer)))
    expect(findings.map(({ message }) => message)).toEqual([
      "2 operations call the page size 'pageSize' (GET /d, GET /e), but 3 operations call it 'per_page': use one name.",
    ])
  })

  test('what pages in another style is not told again for its names', async () => {
    const paging = (...parameters: object[]): object => taking(...parameters)
    const cursor = paging(query('cursor'), query('limit', integer))
    const document = openapi({ '/a': cursor, '/b': cursor, '/c': paging(query('page', integer), query('per_page', integer)) })
    expect(await say(consistent, document)).toHaveLength(1)
  })

  test('no style has a majority', async () => {
    const findings = await say(consistent, openapi({ '/a': taking(query('cursor')), '/b': taking(query('page', integer)) }))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/info/title'])
    expect(findings[0]?.message).toContain('1 operation by cursor, 1 operation by page number')
  })

  test('no name has a majority', async () => {
    const one = taking(query('skip', integer), query('limit', integer))
    expect((await say(consistent, openapi({ '/a': one, '/b': taking(query('offset', integer), query('page_size', integer)) }))).map(({ message }) => message)).toEqual([
      "This API has no single name for the page size ('limit', 'page_size') and the offset ('skip', 'offset'): clients need a loop for each. Choose one.",
    ])
    expect(await say(consistent, openapi({ '/a': one, '/b': taking(query('skip', integer), query('limit', integer), query('count', integer)) }))).toEqual([])
  })

  test("arguments of OData's functions are no parameters for paging, as those of other paths are", async () => {
    const inPath = taking({ name: 'skip', in: 'path', required: true, schema: integer }, { name: 'top', in: 'path', required: true, schema: integer })
    const paged = taking(query('$skip', integer), query('$top', integer))
    const paths = (path: string): object => openapi({ '/a': paged, '/b': paged, '/c': paged, '/d': paged, [path]: inPath })
    expect(await say(consistent, paths("/reports/exportData(skip={skip},top='{top}')"))).toEqual([])
    expect(await say(consistent, paths('/reports/{skip}/{top}'))).not.toEqual([])
  })

  test('what is stated wins over the majority', async () => {
    const findings = await say(consistent, with2(query('page', integer), query('cursor')), { conventions: { pagination: 'cursor' } })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain("3 operations page by page number ('page': GET /a, GET /b, GET /c), but 2 operations of this API page by cursor: clients need a second loop. The configuration requires paging by cursor.")
  })

  test.each<[string, object]>([
    ['two ways offered by one operation', openapi({ '/a': taking(query('page', integer)), '/b': taking(query('page', integer)), '/c': taking(query('page', integer), query('cursor')) })],
    ['a pair of names', openapi({ '/a': taking(query('starting_after')), '/b': taking(query('starting_after'), query('ending_before')) })],
    ['SCIM, as RFC 7644 has it', openapi({ '/a': taking(query('page', integer)), '/b': taking(query('page', integer)), '/scim/v2/Users': taking(query('startIndex', integer)) })],
    ['dates', openapi({ '/a': taking(query('page', integer)), '/b': taking(query('before', { type: 'string', format: 'date-time' })) })],
    ['sizes of something else, which have no position', with2(query('pageSize', integer), query('count', integer))],
    ['what FHIR prescribes', openapi({ '/a': taking(query('page', integer)), '/b': taking(query('page', integer)), '/Patient': taking(query('_count', integer), query('offset', integer)) })],
    ['a marker that a path names', openapi({ '/a': taking(query('page', integer)), '/b': taking(query('page', integer)), '/updates/{marker}': taking({ name: 'marker', in: 'path', required: true, schema: { type: 'string' } }) })],
    ['as many of each name', openapi({ '/a': taking(query('limit', integer)), '/b': taking(query('pageSize', integer)) })],
    ['writes', openapi({ '/a': taking(query('page', integer)), '/b': { post: { parameters: [query('offset', integer)], responses: done } } })],
  ])('silent: %s', async (_, document) => {
    expect(await say(consistent, document)).toEqual([])
  })
})
