import { describe, expect, test } from 'vitest'

import { resourcesOf } from '../../src/api/resources.ts'
import { modelOf, openapi } from './support.ts'

/** The kinds of the resources along a path. */
function kinds(path: string, ...lines: readonly string[]): string[] {
  const { paths } = modelOf(openapi(...lines))
  return paths.find(({ template }) => template === path)?.segments.map(({ resource }) => resource.kind) ?? []
}

describe('collections and items', () => {
  test.each([
    ['a GET of one is enough where the variable is an id', '/user/{id}', ['GET /user/{id} 200:one']],
    ['or is named after what holds it', '/user/{username}', ['GET /user/{username} 200:one']],
    ['a plural with any variable that selects nothing', '/users/{login}', ['GET /users/{login} 200:one']],
    ['a list with items', '/order/{orderId}', ['GET /order 200:list', 'GET /order/{orderId} 200:one']],
    ['items that can be changed', '/sku/{code}', ['PUT /sku/{code} 200', 'DELETE /sku/{code} 204', 'POST /sku 201']],
    ['nothing but parts of the items', '/service/{serviceName}', ['GET /service/{serviceName}/backends 200:list']],
  ])('%s', (_, path, lines) => {
    expect(kinds(path.replace(/\/backends$/, ''), ...lines, `HEAD ${path} 200`)).toEqual(['collection', 'item'])
  })

  test('a list without items, in the plural', () => {
    expect(kinds('/orders', 'GET /orders 200:list')).toEqual(['collection'])
  })
})

describe('no collections', () => {
  test.each([
    ['a selector', '/reports/{format}', 'GET /reports/{format} 200:one', ['unknown', 'unknown']],
    ['a search', '/search/{query}', 'GET /search/{query} 200:list', ['unknown', 'unknown']],
    ['an action with its argument', '/verify/{token}', 'GET /verify/{token} 200', ['action', 'unknown']],
    ['what filters', '/webhooks/incoming/user/{userId}', 'GET /webhooks/incoming/user/{userId} 200:list', ['unknown', 'unknown']],
    ['a key of what stands before', '/bills/by-number/{number}', 'GET /bills/by-number/{number} 200:one', ['unknown', 'unknown']],
  ])('%s', (_, path, line, expected) => {
    expect(kinds(path, line).slice(-2)).toEqual(expected)
  })

  test('keys in a row, of which only the last answers', () => {
    const path = '/builds/repository/{repoId}/branch/{branchName}'
    expect(kinds(path, 'GET /members 200:list', `DELETE ${path} 204`).slice(1)).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
  })
})

describe('everything else', () => {
  test.each(['lessons/sql', 'levels', 'week', 'ctf/hard-challenges'])('1 is no version in %s', (above) => {
    expect(kinds(`/${above}/1/answers`, `GET /${above}/1/answers 200:list`)).not.toContain('version')
  })

  test.each(['v1', 'v2beta1', 'v1.2', '2024-01-31', '1.0'])('%s is a version', (version) => {
    expect(kinds(`/api/${version}/orders`, `GET /api/${version}/orders 200:list`)).toEqual(['namespace', 'version', 'collection'])
  })

  test('singletons answer one thing', () => {
    expect(kinds('/users/{id}/profile', 'GET /users/{id} 200:one', 'GET /users/{id}/profile 200:one')).toEqual(['collection', 'item', 'singleton'])
    expect(kinds('/me', 'GET /me 200:one')).toEqual(['singleton'])
  })

  test('a fragment or query is no part of a segment', () => {
    const { root } = modelOf(openapi('DELETE /tags/{arn}#keys 204', 'GET /tags/{arn} 200:one'))
    expect(resourcesOf({ ...modelOf(openapi('GET /x 200')), root }).map(({ name }) => name)).toEqual(['tags', '{arn}'])
  })

  test('commands are actions, nouns that are verbs as well are not', () => {
    expect(kinds('/orders/{id}/cancel', 'GET /orders/{id} 200:one', 'POST /orders/{id}/cancel 200').at(-1)).toBe('action')
    expect(kinds('/restorePoints', 'GET /restorePoints 200:list', 'POST /restorePoints 201')).toEqual(['collection'])
    expect(kinds('/order-items', 'GET /order-items 200:list')).toEqual(['collection'])
  })
})
