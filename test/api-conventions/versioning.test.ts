import { describe, expect, test } from 'vitest'

import consistent from '../../rules/versioning/consistent-version.ts'
import versioned from '../../rules/versioning/versioned-api.ts'
import { isVersionHeader, isVersionedMediaType, namesVersion, servesVersion, versionInQuery } from '../../src/api/conventions/versions/version-signs.ts'
import { done, object, openapi, query, say, swagger } from './support.ts'

const get = (more: object = {}): object => ({ get: { responses: done, ...more } })
const paths = (...templates: string[]): { [path: string]: object } => Object.fromEntries(templates.map((template) => [template, get()]))
const header = (name: string): object => ({ parameters: [{ name, in: 'header', schema: { type: 'string' } }] })

describe('signs of a version', () => {
  test.each(['v1', 'V2', 'v1.2', 'v1beta1', 'api-v2', 'apiV2', 'rest_v1', 'api2', '2024-01-31', 'DynamoDB_20120810'])('%s names one', (text) => {
    expect(namesVersion(text)).toBe(true)
  })

  test.each(['2fa', '3d-models', 'ipv4', 'IPv6', 'oauth2', 'mp3', 'views', 'vouchers', 'devices', 'level-3', 'iso-3166-1'])('%s names none', (text) => {
    expect(namesVersion(text)).toBe(false)
  })

  test.each(['https://api.shop.example/v1', 'https://v2.shop.example', 'https://api-v2.shop.example/x', '/api/v1', 'https://shop.example/2.0/', '//x.example/1', '/{version}'])(
    '%s is versioned',
    (url) => {
      expect(servesVersion(url)).toBe(true)
    },
  )

  test.each(['https://api.shop.example', '/', '/api', 'http://127.0.0.1:8080/api', 'https://s3.example.com', ''])('%s is not versioned', (url) => {
    expect(servesVersion(url)).toBe(false)
  })

  test.each<[string, boolean]>([
    ['Stripe-Version', true],
    ['X-GitHub-Api-Version', true],
    ['Accept-Version', true],
    ['X-Client-Version', false],
    ['App-Version', false],
    ['x-amz-object-version-id', false],
  ])('header %s: %s', (name, expected) => {
    expect(isVersionHeader(name)).toBe(expected)
  })

  test('media types and query parameters', () => {
    expect(isVersionedMediaType('application/vnd.github.v3+json')).toBe(true)
    expect(isVersionedMediaType('application/json; version=2')).toBe(true)
    expect(isVersionedMediaType('application/vnd.shop+json')).toBe(false)
    expect(versionInQuery('api-version')).toBe('certain')
    expect(versionInQuery('v')).toBe('possible')
    expect(versionInQuery('versionId')).toBeUndefined()
  })
})

describe('versioned-api', () => {
  test.each<[string, object]>([
    ['nothing at all', openapi(paths('/orders', '/customers'))],
    ['names that look like versions', openapi(paths('/users/{id}/2fa', '/3d-models', '/ipv4'))],
    ['a server without one', openapi(paths('/orders', '/customers'), { servers: [{ url: 'https://api.shop.example' }] })],
    ['`version` of a thing', openapi({ ...paths('/orders', '/customers'), '/documents': get({ parameters: [query('version')] }) })],
  ])('told once: %s', async (_, document) => {
    const findings = await say(versioned, document)
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/info/title'])
  })

  test.each<[string, object]>([
    ['in the path', openapi(paths('/v1/orders', '/v1/customers'))],
    ['a date in the path', openapi(paths('/2010-04-01/orders', '/2010-04-01/customers'))],
    ['a variable in the path', openapi(paths('/api/{version}/orders', '/api/{version}/customers'))],
    ['a variable with the number of a version', openapi(paths('/routing/{versionNumber}/orders', '/routing/{versionNumber}/customers'))],
    ['in the server URL', openapi(paths('/orders', '/customers'), { servers: [{ url: 'https://shop.example/{v}', variables: { v: { default: 'v2' } } }] })],
    ['in basePath', swagger(paths('/orders', '/customers'), { basePath: '/v2' })],
    ['in a header', openapi({ '/orders': get(header('Shop-Version')), '/customers': get(header('Shop-Version')) })],
    ['in the query', openapi({ '/orders': get({ parameters: [query('api-version')] }), '/customers': get() })],
    ['`v` on most', openapi({ '/orders': get({ parameters: [query('v')] }), '/customers': get({ parameters: [query('v')] }) })],
    ['in a media type', openapi({ ...paths('/customers'), '/orders': get({ responses: { 200: { description: 'x', content: { 'application/vnd.shop.v2+json': { schema: object('id') } } } } }) })],
    ['in an Accept header', openapi({ ...paths('/a'), '/b': get({ parameters: [{ name: 'Accept', in: 'header', schema: { type: 'string', enum: ['application/vnd.shop.v1+json'] } }] }) })],
    ['a single path', openapi(paths('/orders'))],
    ['nothing but probes and sign-in', openapi(paths('/healthz', '/oauth/token', '/.well-known/jwks.json'))],
  ])('silent: %s', async (_, document) => {
    expect(await say(versioned, document)).toEqual([])
  })

  test('what is stated', async () => {
    const document = openapi(paths('/orders', '/customers'))
    expect(await say(versioned, document, { conventions: { versioning: 'none' } })).toEqual([])
    const [finding] = await say(versioned, document, { conventions: { versioning: 'header' } })
    expect(finding?.message).toContain('The convention is a version in the header')
  })
})

describe('consistent-version', () => {
  const many = paths('/api/v1/orders', '/api/v1/customers', '/api/v2/customers')

  test('a path outside the versions, named by what it does not share with them', async () => {
    const [finding, ...others] = await say(consistent, openapi({ ...many, ...paths('/api/invoices', '/api/invoices/{id}') }))
    expect(others).toEqual([])
    expect(finding?.pointer).toBe('/paths/~1api~1invoices')
    expect(finding?.message).toContain("'invoices' (2 operations) is outside the versions, while 3 operations of this API carry one in the path")
  })

  test('many strays are told together', async () => {
    const versions = Array.from({ length: 9 }, (_, index) => `/v1/things${index}`)
    const strays = Array.from({ length: 7 }, (_, index) => `/stray${index}`)
    const findings = await say(consistent, openapi(paths(...versions, ...strays)))
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toContain('7 operations carry no version, while 9 operations of this API carry one in the path')
  })

  test('a version in the server URL and another in the path', async () => {
    const document = openapi(paths('/orders', '/customers', '/v2/invoices'), { servers: [{ url: 'https://shop.example/v1' }] })
    const [finding] = await say(consistent, document)
    expect(finding?.message).toContain("The server URL already carries a version (https://shop.example/v1), and 1 path carries another, like '/v2/invoices'")
  })

  test('some in a header, most in the path', async () => {
    const [finding, ...others] = await say(consistent, openapi({ ...many, '/invoices': get(header('Shop-Version')) }))
    expect(others).toEqual([])
    expect(finding?.message).toContain('1 operation carries the version in a header, while this API carries it in the path: GET /invoices')
  })

  test('no place of its own', async () => {
    const [finding, ...others] = await say(consistent, openapi(paths('/v1/orders', '/customers', '/invoices', '/payments')))
    expect(others).toEqual([])
    expect(finding?.message).toContain('1 operation carries it in the path, 3 carry none')
  })

  test('what is stated counts, however few keep it', async () => {
    const document = openapi({ '/a': get(header('Shop-Version')), '/b': get(), '/c': get(), '/d': get() })
    const [finding] = await say(consistent, document, { conventions: { versioning: 'header' } })
    expect(finding?.message).toContain('3 operations carry no version, while 1 operation of this API carries one in a header')
  })

  test.each<[string, object]>([
    ['two majors side by side', openapi(many)],
    ['probes, docs, sign-in, webhooks', openapi({ ...many, ...paths('/health', '/docs', '/oauth/token', '/webhooks/payments', '/hooks/stripe', '/cron/expire', '/documentation/json', '/authentication', '/.well-known/x', '/') })],
    ['what stands above the versions', openapi({ ...many, ...paths('/api') })],
    ['no version at all', openapi(paths('/orders', '/customers', '/invoices'))],
    ['media types where there is no body', openapi({ ...paths('/c'), '/a': get({ responses: { 200: { description: 'x', content: { 'application/vnd.x.v1+json': { schema: object('id') } } } } }), '/b': get({ responses: { 200: { description: 'x', content: { 'application/vnd.x.v1+json': {} } } } }) })],
    ['too few to have a habit', openapi(paths('/v1/orders', '/customers'))],
    ['a server of two without a version', openapi(paths('/v1/a', '/v1/b', '/v1/c'), { servers: [{ url: 'https://x.example/v1' }, { url: 'http://localhost' }] })],
    ['a collection of versions', openapi(paths('/versions/{version}', '/orders', '/customers'))],
  ])('silent: %s', async (_, document) => {
    expect(await say(consistent, document)).toEqual([])
  })
})
