import { describe, expect, test } from 'vitest'

import fits from '../../rules/methods/method-fits-resource.ts'
import noBody from '../../rules/methods/no-body-on-read.ts'
import partialPatch from '../../rules/methods/partial-patch.ts'
import safeReads from '../../rules/methods/safe-reads.ts'
import { json, object, openapi, say, swagger, told } from '../api-conventions/support.ts'
import { checkTexts } from '../support/check.ts'
import { openapi as lines } from './support.ts'

const ok = { 200: { description: 'Fine' } }

describe('no-body-on-read', () => {
  test('reading with a body is an error, removing with one a lesser defect, in both formats', async () => {
    const body = { requestBody: json(object('a')), responses: ok }
    const found = await say(noBody, openapi({ '/a': { get: body, delete: body, post: body } }))
    expect(found.map(({ pointer, severity }) => [pointer, severity])).toEqual([
      ['/paths/~1a/get/requestBody', 'error'],
      ['/paths/~1a/delete/requestBody', 'warn'],
    ])
    const parameters = [{ name: 'a', in: 'formData', type: 'string' }]
    expect((await say(noBody, swagger({ '/a': { head: { parameters, responses: ok } } }))).map(({ severity }) => severity)).toEqual(['error'])
  })

  test('JSON:API takes members out of relationships by a body', async () => {
    const removing = (path: string, type: string, field: string): object => openapi({ [path]: { delete: { requestBody: { content: { [type]: { schema: object(field) } } }, responses: ok } } })
    expect(await say(noBody, removing('/a/{id}/relationships/tags', 'application/vnd.api+json', 'data'))).toEqual([])
    // Many that follow JSON:API do not state its media type.
    expect(await say(noBody, removing('/a/{id}/relationships/tags', 'application/json', 'data'))).toEqual([])
    expect(await say(noBody, removing('/a/{id}/relationships/tags', 'application/json', 'ids'))).toHaveLength(1)
    expect(await say(noBody, removing('/a/{id}/tags', 'application/json', 'data'))).toHaveLength(1)
  })

  test('a habit is one finding for each method', async () => {
    const item = { delete: { requestBody: json(object('a')), responses: ok } }
    expect((await say(noBody, openapi({ '/a': item, '/b': item, '/c': item }))).map(({ pointer }) => pointer)).toEqual(['/info/title'])
  })

  test('many among more are one finding with their places', async () => {
    const [bad, good] = [{ delete: { requestBody: json(object('a')), responses: ok } }, { delete: { responses: ok } }]
    const paths = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`/p${index}`, index < 8 ? bad : good]))
    const found = await told(noBody, openapi(paths))
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining('8 operations remove with a body (DELETE /p0, DELETE /p1, DELETE /p2 and 5 more)')])
    expect(found[0]?.pointer).toBe('/paths/~1p0/delete/requestBody')
  })
})

describe('safe-reads', () => {
  test.each([
    ['by its path', ['GET /orders/{id}/cancel 200']],
    ['by its path, with an argument', ['GET /deleteUser/{id} 200']],
    ['by a custom method', ['GET /orders/{id}:cancel 200 #orders.cancel']],
    ['where a word only begins as one that is followed', ['GET /authors/{id}/delete 200']],
    ['with an argument behind it', ['GET /tickets/{id}/assign/{agentId} 200 #AssignTicket']],
    ['in other languages', ['GET /clientes/{id}/eliminar 200 #eliminaCliente']],
    ['by path and id', ['GET /users/{id}/delete 200 #Users_deleteUser']],
  ])('%s', async (_, description) => {
    expect(await say(safeReads, lines(...description))).toHaveLength(1)
  })

  test('silent where the description says that it reads, and on nouns that begin with a verb', async () => {
    const stops = (description: string): object => openapi({ '/trips/{id}/stop': { get: { description, responses: ok } } })
    expect(await say(safeReads, stops('Stops the trip.'))).toHaveLength(1)
    expect(await say(safeReads, stops('List stops of a trip.'))).toEqual([])
    expect(await say(safeReads, openapi({ '/sends/data': { get: { operationId: 'sendAnalytics', summary: 'Send Analytics', responses: ok } } }))).toEqual([])
  })

  test('by id and summary, which have to agree', async () => {
    const reading = (operationId: string, summary: string): object => openapi({ '/orders/{id}': { get: { operationId, summary, responses: ok } } })
    expect(await say(safeReads, reading('deleteOrder', 'Deletes the order'))).toHaveLength(1)
    expect(await say(safeReads, reading('blockOrder', 'Blocks the order'))).toHaveLength(1)
    for (const [id, summary] of [['blockOrder', 'Block of orders'], ['deleteOrder', 'Get the order'], ['order', 'Deletes the order'], ['createReport', 'Create a report'], ['updateChecks', 'Update checks']] as const) {
      expect(await say(safeReads, reading(id, summary))).toEqual([])
    }
  })

  test.each([
    ['of many, picked out', 'GET /reports/deleteOldReports 200'],
    ['that begins anew', 'GET /models/{id}/reload 200'],
    ['in German', 'GET /auftraege/{id}/abschließen 200 #schließeAuftragAb'],
  ])('a command %s', async (_, line) => {
    expect(await say(safeReads, lines(line))).toHaveLength(1)
  })

  test.each([
    ['a verb that only reads', ['GET /orders/search 200', 'GET /reports/export 200']],
    ['an id that reads', ['GET /orders/{id}/cancel 200 #getCancelTerms']],
    ['links that are followed', ['GET /newsletter/unsubscribe 200', 'GET /users/confirm/{token} 200', 'GET /logout 200', 'GET /mailings/{id}/cancelSubscription 200']],
    ['reading in other languages', ['GET /clientes/obtener 200', 'GET /cours/lister 200']],
    ['nouns', ['GET /updates 200', 'GET /orders/{id}/cancel-fees 200', 'GET /update-check 200', 'GET /locks 200']],
    ['other methods', ['POST /orders/{id}/cancel 200']],
  ])('silent on %s', async (_, description) => {
    expect(await say(safeReads, lines(...description))).toEqual([])
  })

  test('in code, by the path', async () => {
    const code = ["import express from 'express'", 'const app = express()', "app.get('/users/:id/delete', (req, res) => res.end())", "app.get('/users', (req, res) => res.end())", 'app.listen(3000)'].join('\n')
    const { findings } = await checkTexts({ 'src/main.ts': code }, [{ ...safeReads, id: 'the-rule', topic: 'test' }])
    expect(findings.map(({ line }) => line)).toEqual([3])
  })
})

describe('method-fits-resource', () => {
  test('POST on one thing that answers something else as well', async () => {
    expect((await say(fits, lines('GET /orders/{id} 200:one', 'POST /orders/{orderId} 200:one'))).map(({ pointer }) => pointer)).toEqual(['/paths/~1orders~1{orderId}/post'])
    for (const path of ['/orders/{id}:cancel', '/orders/{id}/cancel', '/tags/{resourceArn}', '/orders/{id}#operation=cancel']) {
      expect(await say(fits, lines(`GET ${path.replace(/[:#].*$/, '')} 200:one`, `POST ${path} 200`))).toEqual([])
    }
    expect(await say(fits, lines('POST /orders/{id} 200'))).toEqual([])
  })

  const onCollection = (method: string, more: object, id = 'changeOrder'): object =>
    openapi({ '/orders': { [method]: { operationId: id, responses: ok, ...more } }, '/orders/{id}': { get: { responses: ok } } })
  const query = (name: string, more: object = {}): object => ({ parameters: [{ name, in: 'query', required: true, schema: { type: 'string' }, ...more }] })

  test('one thing on the path of all', async () => {
    expect(await say(fits, onCollection('put', { requestBody: json(object('id', 'total')) }))).toHaveLength(1)
    expect(await say(fits, onCollection('patch', { requestBody: json(object('orderId', 'total')) }))).toHaveLength(1)
    expect(await say(fits, onCollection('delete', query('order_id')))).toHaveLength(1)
  })

  test.each([
    ['lists', onCollection('put', { requestBody: json({ type: 'array', items: object('id') }) })],
    ['a list under the name of the collection', onCollection('patch', { requestBody: json({ type: 'object', properties: { id: {}, orders: { type: 'array' } } }) })],
    ['an id that speaks of many', onCollection('patch', { requestBody: json(object('id')) }, 'bulkUpdateOrder')],
    ['several ids', onCollection('delete', query('ids'))],
    ['a filter', onCollection('delete', query('id', { required: false }))],
    ['nothing that names one', onCollection('put', { requestBody: json(object('total')) })],
  ])('silent on %s', async (_, description) => {
    expect(await say(fits, description)).toEqual([])
  })
})

describe('partial-patch', () => {
  const order = { type: 'object', required: ['customer'], properties: { customer: { type: 'string' }, note: { type: 'string' } } }
  const patched = (schema: object, whole: object = order): object => openapi({ '/orders/{id}': { put: { requestBody: json(whole), responses: ok }, patch: { requestBody: json(schema), responses: ok } } })

  test('what requires all that PUT requires is no part', async () => {
    expect((await say(partialPatch, patched(order)))[0]?.message).toContain('(customer)')
    const whole = { ...object('customer', 'note', 'total'), required: ['customer', 'note', 'total'] }
    expect(await say(partialPatch, patched(whole, whole))).toHaveLength(1)
    expect(await say(partialPatch, openapi({ '/orders': { post: { requestBody: json(order), responses: ok } }, '/orders/{id}': { get: { responses: ok }, patch: { requestBody: json(order), responses: ok } } }))).toHaveLength(1)
  })

  test.each([
    ['optional fields', patched({ ...order, required: [] })],
    ['a version', patched({ type: 'object', required: ['version'], properties: { ...order.properties, version: {} } })],
    ['two fields, and nothing to leave out', patched({ ...order, required: ['customer', 'note'] })],
    ['a part of what is required', patched(order, { ...order, required: ['customer', 'note'] })],
    ['JSON Patch', patched({ type: 'array', items: object('op', 'path') })],
    ['nothing to compare with', openapi({ '/orders/{id}': { patch: { requestBody: json(order), responses: ok } } })],
  ])('silent on %s', async (_, description) => {
    expect(await say(partialPatch, description)).toEqual([])
  })
})
