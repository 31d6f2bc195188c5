import { describe, expect, test } from 'vitest'

import identifierInPath from '../../rules/resources/identifier-in-path.ts'
import maxNesting from '../../rules/resources/max-nesting.ts'
import placement from '../../rules/resources/path-parameter-placement.ts'
import { json, object, openapi as described, say } from '../api-conventions/support.ts'
import { checkTexts } from '../support/check.ts'
import { openapi } from './support.ts'

const gets = (...paths: readonly string[]): object => openapi(...paths.map((path) => `GET ${path} 200:one`))

describe('max-nesting', () => {
  const deep = '/shops/{a}/customers/{b}/orders/{c}/items/{d}'

  test('the collection that is too deep, once, whatever lies below it', async () => {
    const findings = await say(maxNesting, gets(deep, `${deep}/notes/{e}`))
    expect(findings.map(({ message }) => /\((.*?)\)/.exec(message)?.[1])).toEqual(['shops, customers, orders, items'])
  })

  test('as deep as is allowed', async () => {
    expect(await say(maxNesting, gets('/shops/{a}/customers/{b}/orders/{c}'))).toEqual([])
    expect(await say(maxNesting, gets('/shops/{a}/customers/{b}/orders/{c}'), { options: { max: 2 } })).toHaveLength(1)
    expect(await say(maxNesting, gets('/v1/api/shops/{a}/settings/mail/orders/{b}/cancel'))).toEqual([])
  })

  test('a prefix of most paths does not count, and neither does what a platform prescribes', async () => {
    expect(await say(maxNesting, gets(deep, '/shops/{a}/customers/{b}', '/shops/{a}/customers/{b}/orders'))).toEqual([])
    expect(await say(maxNesting, gets('/subscriptions/{a}/resourceGroups/{b}/providers/Microsoft.Sql/servers/{c}/databases/{d}'))).toEqual([])
  })

  test('a habit is one finding', async () => {
    const findings = await say(maxNesting, gets(...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `/${name}s/{a}/customers/{b}/orders/{c}/items/{d}`)))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/info/title'])
  })
})

describe('path-parameter-placement', () => {
  const heard = async (...paths: readonly string[]): Promise<string[]> => (await say(placement, gets(...paths))).map(({ severity, message }) => `${severity} ${/'([^']*)'/.exec(message)?.[1] ?? ''}`)

  test('a variable that takes the place of a collection', async () => {
    expect(await heard('/users/{userId}/{orderId}', '/users/{userId}')).toEqual(['warn {orderId}'])
    expect((await say(placement, gets('/users/{userId}/{orderId}')))[0]?.message).toContain('`/users/{userId}/orders/{orderId}`')
    expect(await heard('/{shopId}', '/users', '/orders')).toEqual(['warn {shopId}'])
    expect(await heard('/v1/{shopId}', '/v1/users', '/v1/orders', '/v1/items')).toEqual(['warn {shopId}'])
  })

  test('two variables for one thing weigh less, and are said once', async () => {
    expect(await heard('/readings/{sensor}/{sequence}', '/values/{sensor}/{sequence}')).toEqual(['info /readings/{sensor}/{sequence}'])
  })

  test.each([
    ['a tenant that most paths begin with', ['/{tenant}/users', '/{tenant}/orders', '/{tenant}/items', '/health']],
    ['names qualified by their owner', ['/repos/{owner}/{repo}']],
    ['versions, formats, ranges and whole names', ['/{version}/users', '/reports/{reportId}/{format}', '/rates/{from}/{to}', '/tiles/{z}/{x}/{y}', '/v1/{name}', '/v1/users', '/v1/orders']],
    ['literals of which nobody knows', ['/search/{query}', '/status/{code}', '/orders']],
  ])('silent on %s', async (_, paths) => {
    expect(await heard(...paths)).toEqual([])
  })

  test('in code', async () => {
    const code = ["import express from 'express'", 'const app = express()', "app.get('/users/:userId/:orderId', (req, res) => res.end())", 'app.listen(3000)'].join('\n')
    const { findings } = await checkTexts({ 'src/main.ts': code }, [{ ...placement, id: 'the-rule', topic: 'test' }])
    expect(findings.map(({ line }) => line)).toEqual([3])
  })
})

describe('identifier-in-path', () => {
  const asks = (path: string, name: string, more: object = {}, method = 'get', answer: object = object('id')): object =>
    described({ [path]: { [method]: { parameters: [{ name, in: 'query', required: true, schema: { type: 'string' }, ...more }], responses: { 200: json(answer) } } } })

  test('one thing by its identifier', async () => {
    const [finding] = await say(identifierInPath, asks('/order', 'id'))
    expect(finding?.message).toContain('`/order/{id}`')
    for (const [path, name] of [['/order', 'order_id'], ['/orders/details', 'id'], ['/orderStatus', 'orderId']] as const) expect(await say(identifierInPath, asks(path, name))).toHaveLength(1)
    expect(await say(identifierInPath, asks('/order', 'uuid', {}, 'delete'))).toHaveLength(1)
  })

  test.each([
    ['what belongs to something else', asks('/balance', 'accountId')],
    ['optional parameters', asks('/order', 'id', { required: false })],
    ['lists', asks('/orders', 'id', {}, 'get', { type: 'array', items: object('id') })],
    ['several ids', asks('/order', 'id', { schema: { type: 'array', items: {} } })],
    ['commands and fragments', asks('/getOrder', 'id')],
    ['paths with a fragment', asks('/order#get', 'id')],
    ['other methods', asks('/order', 'id', {}, 'put')],
  ])('silent on %s', async (_, description) => {
    expect(await say(identifierInPath, description)).toEqual([])
  })
})
