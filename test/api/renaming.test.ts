import { describe, expect, it } from 'vitest'

import { contractRules } from '../../rules/contracts.ts'
import { idIn } from '../../src/api/naming/operation-ids.ts'
import { fixedTexts } from '../support/check.ts'

const start = 'openapi: 3.1.0\ninfo: { title: Shop, version: 1.0.0 }\npaths:\n'
const path = (name: string, variable: string, more = ''): string =>
  `  /${name}/{${variable}}: { get: { operationId: get_${name}, parameters: [{ name: ${variable}, in: path, required: true, schema: {} }], responses: { '200': { description: Done${more} } } } }\n`
const others = path('orders', 'orderId') + path('cards', 'giftCardId') + path('customers', 'customerId') + path('stores', 'storeId')

async function fixed(text: string, id: string): Promise<string> {
  const after = await fixedTexts({ 'openapi.yaml': text }, contractRules.filter((rule) => rule.id === id), { options: { rename: true } })
  return after['openapi.yaml'] ?? ''
}

describe('a path variable', () => {
  const stray = path('prices', 'price_list')
  const right = path('prices', 'priceList')

  it.each([
    ['in all paths and declarations', `${others}${stray}  /prices/{price_list}/items: { parameters: [{ name: price_list, in: path, required: true, schema: {} }], get: { responses: {} } }\n`],
    ['declared for all', `${others}${path('prices', 'price_list').replace(/\[\{.*?\}\]/, "[{ $ref: '#/components/parameters/list' }]")}components: { parameters: { list: { name: price_list, in: path, required: true, schema: {} } } }\n`],
  ])('is renamed %s', async (_, paths) => {
    expect(await fixed(start + paths, 'parameter-case')).toBe(start + paths.replaceAll('{price_list}', '{priceList}').replaceAll('name: price_list', 'name: priceList'))
  })

  it.each([
    ['a link gives it a value', `${others}${path('prices', 'price_list', ", links: { next: { operationId: get_prices, parameters: { price_list: '1' } } }")}`],
    ['a reference leads into its path', `${others}${stray}  /again: { $ref: '#/paths/~1prices~1{price_list}' }\n`],
    ['an extension names it', `${others}${stray}x-gateway: { map: method.request.path.price_list }\n`],
    ['the path has one of the new name', `${others}${stray}  /prices/{price_list}/of/{priceList}: { get: { responses: {} } }\n`],
    ['the path would be another', `${others}${stray}${right}`],
  ])('keeps its name where %s', async (_, paths) => {
    expect(await fixed(start + paths, 'parameter-case')).toBe(start + paths)
  })
})

describe('an operation id', () => {
  const operation = (id: string, more = ''): string => `  /${id}: { get: { operationId: ${id}, responses: { '200': { description: Done${more} } } } }\n`
  const ids = ['listOrders', 'getOrder', 'listCustomers', 'getCustomer', 'listStores', 'getStore', 'listTaxes', 'getTax', 'getPrice'].map((id) => operation(id)).join('')

  it.each([
    ['users.list-all', 'users.listAll'],
    ['Users.list_all', 'users.listAll'],
    ['users/list-all:now', 'users/listAll:now'],
    ['list_all_2', 'listAll_2'],
    ['list_all2', 'listAll2'],
    ['users.list', 'users.list'],
  ])('in camel case is written part by part: %s', (id, expected) => {
    expect(idIn('camelCase', id)).toBe(expected)
  })

  it('is renamed together with the links that lead to it', async () => {
    const paths = `${ids}${operation('createOrder', ', links: { all: { operationId: list_invoices } }')}${operation('list_invoices')}`
    expect(await fixed(start + paths, 'operation-id')).toBe(start + paths.replaceAll('operationId: list_invoices', 'operationId: listInvoices'))
  })

  it.each([
    ['another has the name', ids + operation('list_stores')],
    ['another would get it, too', ids + operation('list_invoices') + operation('list-invoices')],
  ])('keeps its name where %s', async (title, paths) => {
    const after = await fixed(start + paths, 'operation-id')
    const kept = title.startsWith('another has') ? start + paths : start + paths.replace('operationId: list_invoices', 'operationId: listInvoices')
    expect(after).toBe(kept)
  })
})
