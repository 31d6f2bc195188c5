import { describe, expect, test } from 'vitest'

import ambiguous from '../../rules/resources/no-ambiguous-paths.ts'
import pathCase from '../../rules/resources/path-case.ts'
import wellFormed from '../../rules/resources/well-formed-path.ts'
import { ambiguitiesIn } from '../../src/api/ambiguity.ts'
import { blamed, modelOf, openapi, say, told } from './support.ts'

const answer = { get: { responses: { 200: { description: 'Something' } } } }
const gets = (...paths: readonly string[]): object => ({ ...openapi(), paths: Object.fromEntries(paths.map((path) => [path, answer])) })

describe('path-case', () => {
  const kebab = ['/gift-cards', '/order-items', '/price-lists', '/tax-rates']

  test('a stray is named, with the majority and what to write', async () => {
    const [finding, ...others] = await say(pathCase, gets(...kebab, '/shippingMethods'))
    expect(others).toEqual([])
    expect(finding).toMatchObject({ pointer: '/paths/~1shippingMethods', message: "'shippingMethods' is not kebab-case, unlike most segments here: write 'shipping-methods'." })
  })

  test('a name is reported once, where it first occurs', async () => {
    expect(blamed(await say(pathCase, gets(...kebab, '/a/giftNotes', '/b/giftNotes', '/c/{id}/giftNotes/{noteId}')))).toEqual(['giftNotes'])
  })

  test('single words, acronyms, versions, prefixes, files and other names fit', async () => {
    const fine = ['/MyApi/v1/orders', '/MyApi/v1/SKU', '/MyApi/v1/robots.txt', '/MyApi/v1/$metadata', '/MyApi/v1/Microsoft.Web', '/MyApi/v1/{userId}', '/MyApi/v1/%20', '/MyApi/v1/.well-known/anyName', '/MyApi/v1/class-6VMVochwUWo']
    expect(await say(pathCase, gets(...kebab.map((path) => `/MyApi/v1${path}`), ...fine))).toEqual([])
  })

  test('too few to be a majority say nothing', async () => {
    expect(await say(pathCase, gets('/gift-cards', '/order-items', '/shippingMethods'))).toEqual([])
  })

  test('no clear majority: nothing, unless two cases are mixed throughout', async () => {
    expect(await say(pathCase, gets(...kebab, '/taxRules', '/giftNotes'))).toEqual([])
    const [finding, ...others] = await say(pathCase, gets(...kebab, '/taxRules', '/giftNotes', '/cartLines'))
    expect(others).toEqual([])
    expect(finding?.pointer).toBe('/info/title')
    expect(finding?.message).toContain("Paths mix kebab-case ('gift-cards', 'order-items' and 2 more) and camelCase ('taxRules', 'giftNotes' and 1 more)")
  })

  test('words in lower case speak against PascalCase', async () => {
    const pascal = ['/Orders', '/Carts', '/Shops', '/GiftCards']
    expect(blamed(await say(pathCase, gets(...pascal, '/prices')))).toEqual(['prices'])
    expect(await say(pathCase, gets(...pascal, '/prices', '/taxes', '/returns'))).toEqual([])
  })

  test.each([
    ['snake_case', 'gift-cards', 'gift_cards'],
    ['flatcase', 'giftCards', 'giftcards'],
    ['PascalCase', 'gifts', 'Gifts'],
  ] as const)('the stated case goes before the majority: %s', async (casing, name, wanted) => {
    const [finding] = await say(pathCase, gets(`/x/${name}`, '/x'), { settings: { conventions: { pathCase: casing } }, options: { allow: ['x'] } })
    expect(finding?.message).toBe(`'${name}' is not ${casing}, which the configuration requires: write '${wanted}'.`)
  })
})

describe('well-formed-path', () => {
  test.each([
    ['/orders?id={id}', '?id={id}'],
    ['/orders#archived', '#archived'],
    ['/gift cards', ' '],
    ['/größe', 'ö'],
    ['/50%/off', '%'],
    ['/orders/:id', ':id'],
    ['/orders/{id', '{id'],
    ['/orders/id}', 'id}'],
    ['/orders/{}', '{}'],
    ['/orders/{{id}}', '{{id}}'],
    ['/orders.json', '.json'],
    ['/orders/{id}.xml', '.xml'],
    ['/report.aspx', '.aspx'],
    ['/orders/', '/orders/'],
  ])('%s', async (path, part) => {
    expect(blamed(await say(wellFormed, gets(path, '/a', '/b')))).toEqual([part])
  })

  test('characters that cannot be seen are named', async () => {
    const [mark] = await say(wellFormed, gets('/orders\u200E', '/a', '/b'))
    expect(mark?.message).toContain("'<U+200E>' must be escaped")
  })

  test('the part at fault is marked, and weighs what it does', async () => {
    const [query] = await say(wellFormed, gets('/orders?id={id}'))
    expect(query).toMatchObject({ severity: 'error', pointer: '/paths/~1orders?id={id}' })
    expect((query?.endColumn ?? 0) - (query?.column ?? 0)).toBe('?id={id}'.length)
    const [slash] = await say(wellFormed, gets('/orders/', '/a', '/b'))
    expect(slash?.severity).toBe('warn')
  })

  test('a doubled slash', async () => {
    const [finding] = await say(wellFormed, gets('/api//orders'))
    expect(finding?.message).toContain('An empty segment')
  })

  test.each([
    ['files served as such', ['/openapi.json', '/swagger/v1/swagger.json', '/robots.txt', '/feed.xml', '/avatar.png', '/label.pdf', '/Service/Service.xml', '/.well-known/jwks.json']],
    ['a format the client chooses', ['/orders.{format}', '/orders/{id}.{ext}']],
    ['what RFC 3986 lets stand', ["/it's", '/a,b;c=d', '/users/@me', '/~home', '/a%20b', '/orders/{id}:cancel', '/{+path}', '/{id=**}']],
    ['the root', ['/']],
    ['slashes everywhere', ['/orders/', '/carts/', '/shops/', '/shops/{id}/']],
  ])('silent on %s', async (_, paths) => {
    expect(await say(wellFormed, gets(...paths))).toEqual([])
  })

  test('the same flaw is said once', async () => {
    const paths = ['orders', 'carts', 'shops', 'prices', 'taxes', 'returns'].map((name) => `/${name}.json`)
    const findings = await told(wellFormed, gets(...paths, '/gift cards', '/price lists', '/hat sizes'))
    expect(findings.map(({ pointer, severity, message }) => [pointer, severity, message.split(')')[0]])).toEqual([
      ['/paths/~1orders.json', 'warn', 'File extensions in 6 places (/orders.json, /carts.json, /shops.json and 3 more'],
      ['/paths/~1gift cards', 'error', 'Characters that must be escaped in 3 places (/gift cards, /price lists, /hat sizes'],
    ])
  })

  test('extensions can be allowed', async () => {
    expect(await say(wellFormed, gets('/orders.json'), { options: { extensions: false } })).toEqual([])
  })
})

describe('no-ambiguous-paths', () => {
  test('alike but for variables, by the same method', async () => {
    const findings = await say(ambiguous, gets('/users/{id}', '/users/{name}'))
    expect(findings.map(({ pointer, severity }) => [pointer, severity])).toEqual([['/paths/~1users~1{name}', 'error']])
    expect(findings[0]?.related.map(({ message }) => message)).toEqual(["'/users/{id}' is here"])
  })

  test('by different methods it is one path written twice', async () => {
    const [finding] = await say(ambiguous, openapi('GET /users/{id} 200', 'DELETE /users/{userId} 204'))
    expect(finding).toMatchObject({ severity: 'warn' })
    expect(finding?.message).toContain('Put their methods under one path.')
  })

  test('a variable that competes with every collection, once', async () => {
    const findings = await say(ambiguous, gets('/books/{id}', '/authors/{id}', '/{entity}/me', '/{entity}/all'))
    expect(findings.map(({ message }) => message)).toEqual([
      "'/{entity}/me' and '/books/{id}' both match '/books/me', and neither takes precedence. Put a literal segment before the variable.",
    ])
  })

  test.each([
    ['a more concrete path goes first', ['/users/{id}', '/users/me', '/users/{id}/orders', '/users/me/orders', '/users/me/{thing}']],
    ['identifiers are not mistaken for words', ['/orders/{id}/lines', '/orders/drafts/{draftId}', '/{tenantId}/users', '/status/{day}']],
    ['different lengths, slashes and queries', ['/a/{b}', '/a/{b}/{c}', '/x/{y}/', '/x/{z}', '/q?a={a}', '/q?b={b}']],
    ['custom methods', ['/orders/{id}:cancel', '/orders/{id}:refund', '/orders/{orderId}']],
    ['patterns that a router sees', ['/users/{id:int}', '/users/{name:alpha}']],
  ])('silent: %s', async (_, paths) => {
    expect(await say(ambiguous, gets(...paths))).toEqual([])
  })

  test('every crossing pair, where asked for', async () => {
    const findings = await say(ambiguous, gets('/orders/{id}/lines', '/orders/drafts/{draftId}'), { options: { crossing: true } })
    expect(findings[0]?.message).toContain("both match '/orders/drafts/lines'")
  })

  test('thousands of paths are compared to the end', () => {
    const paths = Array.from({ length: 3_000 }, (_, index) => `/a${index % 50}/{id}/b${Math.floor(index / 50)}/{other}/c`)
    const { paths: modelled } = modelOf(gets(...paths, ...Array.from({ length: 300 }, (_, index) => `/{x}/{y}/{z}/{w}/d${index}`)))
    expect(ambiguitiesIn(modelled)).toHaveLength(0)
  })
})
