import { describe, expect, test } from 'vitest'

import cacheable from '../../rules/caching/cacheable-reads.ts'
import conditional from '../../rules/idempotency/conditional-update.ts'
import idempotent from '../../rules/idempotency/idempotent-create.ts'
import limited from '../../rules/rate-limits/rate-limit-documented.ts'
import retryAfter from '../../rules/rate-limits/retry-after.ts'
import { json, object, openapi, say, swagger } from './support.ts'

const ok = { 200: { description: 'Fine' } }
const pathsOf = (count: number, item: (index: number) => object): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`/things${index}`, item(index)]))

describe('retry-after', () => {
  test('a shared response is one finding, at its definition', async () => {
    const shared = { get: { responses: { ...ok, 429: { $ref: '#/components/responses/Limited' } } } }
    const findings = await say(retryAfter, openapi(pathsOf(4, () => shared), { components: { responses: { Limited: { description: 'Slower' } } } }))
    expect(findings.map(({ pointer, severity }) => [pointer, severity])).toEqual([['/components/responses/Limited', 'warn']])
    expect(findings[0]?.message).toContain("'Limited' (4 uses)")
  })

  test('never is said once; the 503s are a lesser finding', async () => {
    const findings = await say(retryAfter, openapi(pathsOf(4, () => ({ get: { responses: { ...ok, 429: { description: 'Slower' }, 503: { description: 'Closed' } } } }))))
    expect(findings.map(({ pointer, severity }) => [pointer, severity])).toEqual([
      ['/info/title', 'warn'],
      ['/paths/~1things0/get/responses/503', 'info'],
    ])
  })

  test('the header in any case, in both formats; what cannot be resolved is unknown', async () => {
    const headers = { 'RETRY-AFTER': { type: 'integer' } }
    expect(await say(retryAfter, swagger({ '/a': { get: { responses: { ...ok, 429: { description: 'Slower', headers } } } } }))).toEqual([])
    expect(await say(retryAfter, openapi({ '/a': { get: { responses: { ...ok, 429: { $ref: '#/nowhere' } } } } }))).toEqual([])
  })
})

describe('rate-limit-documented', () => {
  test('nowhere: once, and less where the description speaks of limits', async () => {
    const paths = pathsOf(2, () => ({ get: { responses: { ...ok, default: { description: 'Any error' } } } }))
    expect((await say(limited, openapi(paths))).map(({ pointer, severity }) => [pointer, severity])).toEqual([['/info/title', 'warn']])
    const info = { title: 'Shop', version: '1', description: 'You may send 100 requests per minute.' }
    expect((await say(limited, openapi(paths, { info }))).map(({ severity }) => severity)).toEqual(['info'])
  })

  test('nothing to say of health checks and of operations that document nothing', async () => {
    expect(await say(limited, openapi({ '/health': { get: { responses: ok } }, '/orders': { get: {} } }))).toEqual([])
  })
})

describe('idempotent-create', () => {
  const creating = (post: object): object => openapi({ '/orders': { post: { responses: { 201: { description: 'Created' } }, ...post } }, '/orders/{orderId}': { get: { responses: ok } } })
  const header = (name: string, description = ''): object => ({ parameters: [{ name, in: 'header', description, schema: { type: 'string' } }] })

  test.each(['Idempotency-Key', 'X-Idempotency-Key', 'Client-Token'])('a header %s', async (name) => {
    expect(await say(idempotent, creating(header(name)))).toEqual([])
  })

  test('a header that traces the request is no key, unless it is said to be', async () => {
    expect(await say(idempotent, creating(header('X-Request-Id')))).toHaveLength(1)
    expect(await say(idempotent, creating(header('X-Request-Id', 'Makes the request idempotent.')))).toEqual([])
  })

  test('a required name of what is created, and not an optional one', async () => {
    const body = (schema: object): object => ({ requestBody: { content: { 'application/json': { schema } } } })
    expect(await say(idempotent, creating(body({ ...object('orderId'), required: ['orderId'] })))).toEqual([])
    expect(await say(idempotent, creating(body(object('orderId'))))).toHaveLength(1)
  })

  test('a parameter that cannot be resolved may be the key', async () => {
    expect(await say(idempotent, creating({ parameters: [{ $ref: '#/nowhere' }] }))).toEqual([])
  })
})

describe('conditional-update', () => {
  const updating = (put: object): object => openapi({ '/orders/{id}': { get: { responses: ok }, put: { requestBody: json(object('total')), responses: ok, ...put } } })

  test('a condition in a header, in the query, in the body, or by the statuses it is answered with', async () => {
    expect(await say(conditional, updating({}))).toHaveLength(1)
    expect(await say(conditional, updating({ parameters: [{ name: 'if-match', in: 'header', schema: {} }] }))).toEqual([])
    expect(await say(conditional, updating({ parameters: [{ name: 'version', in: 'query', schema: {} }] }))).toEqual([])
    expect(await say(conditional, updating({ requestBody: json(object('lock_version')) }))).toEqual([])
    expect(await say(conditional, updating({ responses: { ...ok, 412: { description: 'Changed' } } }))).toEqual([])
  })

  test('what has no body overwrites nothing', async () => {
    expect(await say(conditional, openapi({ '/orders/{id}': { put: { responses: ok } } }))).toEqual([])
  })
})

describe('cacheable-reads', () => {
  const reading = (response: object, more: object = {}): object => openapi({ '/orders/{id}': { get: { responses: { 200: { ...json(object('id')), ...response }, ...more } } } })

  test('a header that says so, or 304', async () => {
    expect(await say(cacheable, reading({}))).toHaveLength(1)
    for (const name of ['ETag', 'Cache-Control', 'last-modified']) expect(await say(cacheable, reading({ headers: { [name]: { schema: {} } } }))).toEqual([])
    expect(await say(cacheable, reading({}, { 304: { description: 'Unchanged' } }))).toEqual([])
  })

  test('two reads that both say nothing are one finding', async () => {
    const read = { get: { responses: { 200: json(object('id')) } } }
    expect((await say(cacheable, openapi({ '/orders/{id}': read, '/carts/{id}': read }))).map(({ pointer }) => pointer)).toEqual(['/info/title'])
  })
})
