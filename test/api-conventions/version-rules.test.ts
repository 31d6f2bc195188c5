import { describe, expect, test } from 'vitest'

import deprecation from '../../rules/versioning/deprecation-announced.ts'
import live from '../../rules/versioning/live-versions.ts'
import major from '../../rules/versioning/major-version-only.ts'
import sunset from '../../rules/versioning/sunset-notice.ts'
import { monthsLater } from '../../src/api/conventions/versions/deprecation.ts'
import { done, openapi, say, told } from './support.ts'

const paths = (...templates: readonly string[]): object => openapi(Object.fromEntries(templates.map((template) => [template, { get: { responses: done } }])))
const servers = (...urls: readonly string[]): object => openapi({ '/orders': { get: { responses: done } } }, { servers: urls.map((url) => ({ url })) })
const header = (name: string, schema: object): object => openapi({ '/orders': { get: { parameters: [{ name, in: 'header', schema }], responses: done } } })
const media = (type: string): object => openapi({ '/orders': { get: { responses: { 200: { description: 'x', content: { [type]: {} } } } } } })

describe('major-version-only', () => {
  test.each<[string, object, string]>([
    ['in a path', paths('/v1.2/orders'), "use 'v1'"],
    ['with an underscore', paths('/v2_1/orders'), "use 'v2'"],
    ['of three parts', servers('https://shop.example/api/v1.2.3'), "'v1.2.3' contains a minor version"],
    ['without a v', servers('https://shop.example/1.1'), "use '1'"],
    ['in a header', header('Api-Version', { type: 'string', enum: ['1.2', '2.4'] }), "as 1 other does ('2.4')"],
    ['in a media type', media('application/vnd.shop.v1.2+json'), "use 'v1'"],
    ['that is zero', servers('https://shop.example/v2.0'), 'contains the minor version 0'],
    ['dates beside numbers', paths('/v1/orders', '/2024-01-31/orders'), "dates ('2024-01-31') and others numbers ('v1')"],
  ])('%s', async (_, document, said) => {
    expect((await say(major, document)).map(({ message }) => message)).toEqual([expect.stringContaining(said)])
  })

  test.each<[string, object]>([
    ['majors', paths('/v1/orders', '/v2/orders')],
    ['what comes before the first', paths('/v0.9/orders')],
    ['previews', paths('/v2beta1/orders')],
    ['dates', paths('/2024-01-31/orders', '/2025-06-30/orders')],
    ['a dated header beside a major', openapi({ '/v1/orders': { get: { parameters: [{ name: 'Shop-Version', in: 'header', schema: { default: '2024-01-31' } }], responses: done } } })],
    ['versions of other things', header('Client-Version', { type: 'string', default: '1.2' })],
    ['codecs', media('audio/ip-mr_v2.5')],
    ['info.version', openapi({ '/orders': { get: { responses: done } } })],
    ['addresses of hosts', servers('http://10.0.0.1/orders')],
  ])('silent on %s', async (_, document) => {
    expect(await say(major, document)).toEqual([])
  })
})

describe('live-versions', () => {
  test.each<[string, object, string]>([
    ['three in paths', paths('/v1/a', '/v2/a', '/v3/a'), '3 major versions are served at the same time (v1, v2, v3)'],
    ['three servers', servers('https://a.example/v1', 'https://a.example/v2', 'https://a.example/v4'), 'the end of v1'],
    ['three in a header', header('Api-Version', { enum: ['1', '2', '3'] }), '3 major versions'],
  ])('%s', async (_, document, said) => {
    expect((await say(live, document)).map(({ message }) => message)).toEqual([expect.stringContaining(said)])
  })

  test.each<[string, object]>([
    ['two', paths('/v1/a', '/v2/a')],
    ['two with their minors', paths('/v1.1/a', '/v1.2/a', '/v2/a')],
    ['one with previews', paths('/v1/a', '/v2beta1/a', '/v3alpha/a')],
    ['versions of different things', paths('/orders/v1', '/carts/v2', '/users/v3')],
  ])('silent on %s', async (_, document) => {
    expect(await say(live, document)).toEqual([])
  })

  test('how many may be served is the team’s to say', async () => {
    expect(await say(live, paths('/v1/a', '/v2/a', '/v3/a'), { options: { most: 3 } })).toEqual([])
    expect(await say(live, paths('/v1/a', '/v2/a'), { options: { most: 1 } })).toHaveLength(1)
  })
})

const deprecated = (more: object, headers?: object): object =>
  openapi({ '/orders': { get: { deprecated: true, ...more, responses: { 200: { description: 'x', ...(headers === undefined ? {} : { headers }) } } } } })
const stated = (text: string): object => ({ Sunset: { schema: { type: 'string' }, example: text } })

describe('deprecation-announced', () => {
  test.each<[string, object, string]>([
    ['nothing at all', deprecated({ summary: 'List orders' }), 'nothing states what to use instead'],
    ['a sentence about something else', deprecated({ description: 'Use the filter to find orders. See the guide.' }), 'nothing states what to use instead'],
    ['a header alone', deprecated({ summary: 'List orders' }, stated('Tue, 30 Jun 2026 23:59:59 GMT')), 'announces its end but no replacement'],
    ['words alone', deprecated({ description: 'Deprecated, use GET /v2/orders.' }), 'only in the contract'],
  ])('%s', async (_, document, said) => {
    expect((await say(deprecation, document)).map(({ message }) => message)).toEqual([expect.stringContaining(said)])
  })

  test.each<[string, object]>([
    ['words and a header', deprecated({ description: 'Replaced by GET /v2/orders.' }, stated('x'))],
    ['the path of another', deprecated({ description: 'Use /v2/orders/{id}.' }, stated('x'))],
    ['words and an extension', deprecated({ summary: 'Moved to /v2/orders', 'x-sunset': '2026-06-30' })],
    ['what is not deprecated', openapi({ '/orders': { get: { deprecated: false, responses: done } } })],
  ])('silent on %s', async (_, document) => {
    expect(await say(deprecation, document)).toEqual([])
  })

  test('many are told together', async () => {
    const one = { get: { deprecated: true, responses: done } }
    const found = await told(deprecation, openapi({ '/a': one, '/b': one, '/c': one, '/d': one }))
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('4 operations are deprecated')])
  })
})

describe('sunset-notice', () => {
  test.each<[string, object, string]>([
    ['no date', deprecated({ 'x-sunset': 'soon' }), "'x-sunset' of GET /orders is 'soon'"],
    ['a day that there is not', deprecated({ 'x-sunset': '2026-13-45' }), 'is not a valid date'],
    ['a header that is no HTTP date', deprecated({}, stated('2026-06-30')), "header Sunset of GET /orders is '2026-06-30'"],
    ['too soon', deprecated({ 'x-deprecated-at': '2026-01-31', 'x-sunset': '2026-07-30' }), 'clients need until 2026-07-31'],
    ['too soon, by headers', deprecated({}, { ...stated('Tue, 30 Jun 2026 23:59:59 GMT'), Deprecation: { example: '@1769817600' } }), '(2026-01-31)'],
  ])('%s', async (_, document, said) => {
    expect((await say(sunset, document)).map(({ message }) => message)).toEqual([expect.stringContaining(said)])
  })

  test.each<[string, object]>([
    ['enough time', deprecated({ 'x-deprecated-at': '2026-01-31', 'x-sunset': '2026-07-31' })],
    ['an HTTP date', deprecated({}, stated('Tue, 30 Jun 2026 23:59:59 GMT'))],
    ['a header without a date', deprecated({}, { Sunset: { schema: { type: 'string' } } })],
    ['a past day, where no host says what day it is', deprecated({ 'x-sunset': '2001-01-01' })],
  ])('silent on %s', async (_, document) => {
    expect(await say(sunset, document)).toEqual([])
  })

  test('months of any length', () => {
    expect(monthsLater('2026-08-31', 6)).toBe('2027-02-28')
    expect(monthsLater('2026-01-15', 6)).toBe('2026-07-15')
    expect(monthsLater('2026-01-31', 0)).toBe('2026-01-31')
  })
})
