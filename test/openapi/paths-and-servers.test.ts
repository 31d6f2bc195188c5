import { describe, expect, it } from 'vitest'

import { pathMismatches } from '../../src/openapi/path-parameters.ts'
import { templateVariables } from '../../src/openapi/path-variables.ts'
import { addressOf, isLocalHost } from '../../src/openapi/server-address.ts'
import { contractOf, start } from './contracts.ts'

describe('variables of a path', () => {
  it.each<[string, string[] | undefined]>([
    ['/orders', []],
    ['/orders/{id}/items/{item-id}', ['id', 'item-id']],
    ['/reports/{year}-{month}.{format}', ['year', 'month', 'format']],
    ['/files/{path*}/{+rest}/{id:[0-9]+}', ['path', 'rest', 'id']],
    ['/search?q={q}', ['q (query)']],
    ['/files{?page,size}', ['page,size']],
    ['/orders/{id', undefined],
    ['/orders/id}', undefined],
    ['/orders/{{id}}', undefined],
  ])('%s', (template, expected) => {
    const variables = templateVariables(template)
    expect(variables?.map(({ plainName, isInPath }) => plainName + (isInPath ? '' : ' (query)'))).toEqual(expected)
    for (const { name, range } of variables ?? []) expect(template.slice(...range)).toBe(`{${name}}`)
  })
})

describe('path parameters', () => {
  const id = '{ name: id, in: path, required: true, schema: { type: string } }'
  const other = id.replace('id', 'other')
  const query = id.replace('path', 'query')

  it.each<[string, string, string[]]>([
    ['all declared', `/a/{id}: { parameters: [${id}], get: {} }`, []],
    ['declared by each operation', `/a/{id}: { get: { parameters: [${id}] }, post: { parameters: [${id}] } }`, []],
    ['nowhere', '/a/{id}: { get: {} }', ['undeclared {id} everywhere']],
    ['not by all operations', `/a/{id}: { get: { parameters: [${id}] }, post: {}, put: {} }`, ['undeclared {id} post put']],
    ['in another place', `/a/{id}: { get: { parameters: [${query}] } }`, ['undeclared {id} everywhere, query']],
    ['in no place that there is', `/a/{id}: { get: { parameters: [${id.replace('path', 'params')}] } }`, []],
    ['below a misspelt name', `/a/{id}: { get: { parametrs: [${id}] } }`, []],
    [
      'under another name',
      `/a/{id}: { get: { parameters: [${other}] }, post: { parameters: [${other}] } }`,
      ['misnamed {id} other x2'],
    ],
    ['in another case', `/a/{ID}/{b}: { get: { parameters: [${id}] } }`, ['misnamed {ID} id x1', 'undeclared {b} everywhere']],
    ['without a variable', `/a: { parameters: [${id}], get: {} }`, ['unused id x1']],
    ['twice in the path', `/a/{id}/b/{id}: { parameters: [${id}], get: {} }`, ['repeated {id}']],
    ['no operations, nothing to call', '/a/{id}: {}', []],
    ['a query is no path', `/a?b={id}: { get: { parameters: [${id}] } }`, []],
    ['braces that do not match', `/a/{id: { get: { parameters: [${id}] } }`, []],
    ['the spelling of a router', `/a/{id:int}: { get: { parameters: [${id}] } }`, []],
    ['by reference', "/a/{id}: { parameters: [{ $ref: '#/components/parameters/Id' }], get: {} }", []],
    ['by a reference that cannot be followed', "/a/{id}: { get: { parameters: [{ $ref: 'https://a.b/c' }] } }", []],
    ['in a path item of another file', '/a/{id}: { $ref: item.yaml }', []],
    ['in a path item that cannot be followed', '/a/{id}: { $ref: missing.yaml, get: {} }', []],
    ['in an operation of another file', '/a/{id}: { get: { $ref: operation.yaml } }', []],
    ['a method of its own', '/a/{id}: { additionalOperations: { COPY: {} } }', ['undeclared {id} everywhere']],
  ])('%s', (_, item, expected) => {
    const contract = contractOf({
      'openapi.yaml': `${start['3.2']}paths:\n  ${item.replace(/^(\S+): /, '"$1": ')}\ncomponents: { parameters: { Id: ${id} } }\n`,
      'item.yaml': `parameters: [${id}]\nget: {}\n`,
      'operation.yaml': `parameters: [${id}]\n`,
    })
    const found = [...contract.root.child('paths').fields()].flatMap((entry) => pathMismatches(contract, entry))
    const described = found.map((mismatch) => {
      if (mismatch.is === 'unused') return `unused ${mismatch.name} x${mismatch.places.length}`
      const variable = `${mismatch.is} {${mismatch.variable.name}}`
      if (mismatch.is === 'repeated') return variable
      if (mismatch.is === 'misnamed') return `${variable} ${mismatch.name} x${mismatch.places.length}`
      const where = mismatch.everywhere ? 'everywhere' : mismatch.operations.map(({ name }) => name).join(' ')
      return `${variable} ${where}${mismatch.elsewhere === undefined ? '' : `, ${mismatch.elsewhere}`}`
    })
    expect(described).toEqual(expected)
  })
})

describe('addresses of servers', () => {
  it.each<[string, string | undefined]>([
    ['url: https://api.shop.com/v1', 'https api.shop.com'],
    ['url: HTTP://API.shop.com:8080', 'http api.shop.com'],
    ['url: http://user:pass@shop.com/', 'http shop.com'],
    ["url: 'http://[::1]:80/a'", 'http [::1]'],
    ["url: '{scheme}://shop.com', variables: { scheme: { default: http } }", 'http shop.com'],
    ["url: 'https://{name}.shop.com:{port}', variables: { name: { default: eu }, port: { default: 443 } }", 'https eu.shop.com'],
    ["url: 'http://{host}/'", undefined],
    ["url: '{scheme}://shop.com'", undefined],
    ['url: /v1', undefined],
    ['url: //shop.com/v1', undefined],
    ['url: 7', undefined],
  ])('%s', (server, expected) => {
    const { root } = contractOf({ 'openapi.yaml': `${start['3.1']}servers: [{ ${server} }]\n` })
    const address = addressOf(root.child('servers').child(0))
    expect(address === undefined ? undefined : `${address.scheme} ${address.host}`).toBe(expected)
  })

  it.each([
    'localhost',
    'api.localhost',
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.9.9',
    '192.168.1.1',
    '169.254.1.1',
    '0.0.0.0',
    '[::1]',
    '[fd00::1]',
    '[fe80::1]',
    'api',
    'api.local',
    'shop.test',
    'shop.internal',
    'orders.shop.svc',
    'example.com',
    'api.example.org',
    'a.example',
    'localhost.',
  ])('%s is not public', (host) => expect(isLocalHost(host)).toBe(true))

  it.each([
    'shop.com',
    '8.8.8.8',
    '172.32.0.1',
    '11.0.0.1',
    '[2001:db8::1]',
    'localhost.shop.com',
    'myexample.com',
    'test.com',
    'local.io',
    'example.com.evil.org',
  ])('%s is public', (host) => expect(isLocalHost(host)).toBe(false))
})
