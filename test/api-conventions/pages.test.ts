import { describe, expect, test } from 'vitest'

import enumeratedSort from '../../rules/pagination/enumerated-sort.ts'
import noArray from '../../rules/pagination/no-top-level-array.ts'
import state from '../../rules/pagination/pagination-state.ts'
import { json, object, openapi, say, told } from './support.ts'

const items = { type: 'array', items: { type: 'object' } }
const envelope = (more: object = {}): object => ({ type: 'object', properties: { data: items, ...more } })
const text = { type: 'string' }
const page = [{ name: 'page', in: 'query', schema: { type: 'integer' } }]

describe('pagination-state', () => {
  const paged = (response: object, parameters: object = page): object => openapi({ '/orders': { get: { parameters, responses: { 200: response } } } })

  test('nothing beside the list, and a bare list', async () => {
    expect(await say(state, paged(json(envelope())))).toHaveLength(1)
    expect(await say(state, paged(json(items)))).toHaveLength(1)
  })

  test.each([
    ['a cursor', json(envelope({ next_cursor: text }))],
    ['hasMore', json(envelope({ hasMore: { type: 'boolean' } }))],
    ['a total', json(envelope({ totalCount: { type: 'integer' } }))],
    ['state in an object of its own', json(envelope({ meta: { type: 'object', properties: { pagination: object('total_pages') } } }))],
    ['an object of which nothing is known', json(envelope({ response_metadata: { type: 'object' } }))],
    ['headers', { ...json(items), headers: { 'X-Total-Count': { schema: {} } } }],
    ['a body that may carry anything', json({ ...envelope(), additionalProperties: true })],
    ['what cannot be resolved', { $ref: '#/nowhere' }],
  ])('silent on %s', async (_, response) => {
    expect(await say(state, paged(response))).toEqual([])
  })

  test('the first few are all there is where there is a size and no position', async () => {
    expect(await say(state, paged(json(items), [{ name: 'limit', in: 'query', schema: { type: 'integer' } }]))).toEqual([])
  })
})

describe('no-top-level-array', () => {
  const listed = (response: object, path = '/orders'): object => openapi({ [path]: { get: { responses: { 200: response } }, post: { responses: { 201: { description: 'Created' } } } } })

  test('a bare list in JSON, and no other', async () => {
    expect(await say(noArray, listed(json(items)))).toHaveLength(1)
    expect(await say(noArray, listed(json(envelope())))).toEqual([])
    expect(await say(noArray, listed({ description: 'Rows', content: { 'text/csv': { schema: items } } }))).toEqual([])
    expect(await say(noArray, listed({ description: 'Rows', content: { 'application/json-seq': { schema: items } } }))).toEqual([])
  })

  test('lists that cannot grow', async () => {
    expect(await say(noArray, listed(json({ ...items, maxItems: 7 })))).toEqual([])
    expect(await say(noArray, listed(json(items), '/countries'))).toEqual([])
  })

  test('three bare lists and nothing else are one decision', async () => {
    const get = { get: { responses: { 200: json(items) } }, post: { responses: { 201: { description: 'Created' } } } }
    const findings = await told(noArray, openapi({ '/orders': get, '/customers': get, '/parts': get }))
    expect(findings.map(({ pointer, message }) => [pointer, message.split(' (')[0]])).toEqual([['/paths/~1orders/get', '3 of 3 lists of this API are bare arrays']])
  })
})

describe('enumerated-sort', () => {
  const sorted = (...parameters: readonly object[]): object => openapi({ '/orders': { get: { parameters: parameters.map((one) => ({ in: 'query', ...one })), responses: { 200: json(envelope()) } } } })

  test.each(['sort', 'sortBy', 'order_by', 'ordering', 'sort_direction'])('%s as free text', async (name) => {
    expect(await say(enumeratedSort, sorted({ name, schema: text }))).toHaveLength(1)
  })

  test.each([
    ['an enum', { name: 'sort', schema: { ...text, enum: ['created'] } }],
    ['a pattern for the items of a list', { name: 'sort', schema: { type: 'array', items: { ...text, pattern: '^-?created$' } } }],
    ['one of several schemas', { name: 'sort', schema: { anyOf: [{ ...text, enum: ['created'] }, { type: 'null' }] } }],
    ['a boolean', { name: 'sort', schema: { type: 'boolean' } }],
    ['an expression of OData', { name: '$orderby', schema: text }],
    ['an order that is bought', { name: 'order', schema: text }],
    ['a direction to go', { name: 'direction', schema: text }],
  ])('silent on %s', async (_, parameter) => {
    expect(await say(enumeratedSort, sorted(parameter))).toEqual([])
  })

  test('a direction beside what is sorted by', async () => {
    expect((await say(enumeratedSort, sorted({ name: 'sort', schema: { ...text, enum: ['a'] } }, { name: 'direction', schema: text })))[0]?.message).toContain("'direction'")
  })
})
