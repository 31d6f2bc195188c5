import { describe, expect, test } from 'vitest'

import rule from '../../rules/resources/plural-collections.ts'
import { blamed, openapi, say } from './support.ts'

describe('found', () => {
  test.each([
    ['/user/{id}', ['GET /user/{id} 200:one'], 'user'],
    ['/order', ['GET /order 200:list', 'GET /order/{orderId} 200:one'], 'order'],
    ['a compound', ['GET /order-item/{id} 200:one'], 'order-item'],
    ['below an item', ['GET /users/{id} 200:one', 'GET /users/{id}/address/{addressId} 200:one', 'DELETE /users/{id}/address/{addressId} 204'], 'address'],
    ['a verb as well, whose things are changed in two ways', ['PUT /lights/{id}/schedule/{scheduleId} 200', 'DELETE /lights/{id}/schedule/{scheduleId} 204'], 'schedule'],
    ['beside its plural', ['GET /orders/{id} 200:one', 'GET /order/search 200:list'], 'order'],
    ['beside its plural, below an item', ['GET /clinics/{id}/visits 200:list', 'POST /clinics/{id}/visit/book 201'], 'visit'],
    ['said to be listed', ['GET /order 200:list #listOrders'], 'order'],
    ['a list beside the plural of its items', ['GET /order 200:list', 'GET /orders/{id} 200:one'], 'order'],
    ['what the API calls by its plural where it lists it', ['GET /alumno 200:list #listarAlumnos', 'GET /alumno/{id} 200:one', 'GET /kunde 200:list #kundenAuflisten', 'GET /kunde/{id} 200:one', 'GET /animal 200:list #listaAnimais', 'GET /animal/{id} 200:one', 'GET /laadpaal 200:list #alleLaadpalen'], 'alumno', 'kunde', 'animal', 'laadpaal'],
    ['umlauts of the plural', ['GET /auftrag 200:list #listeAufträge', 'GET /auftrag/{auftragId} 200:one', 'GET /garten 200:list #alleGaerten', 'GET /garten/{id} 200:one'], 'auftrag', 'garten'],
    ['a key in parentheses', ['GET /Order 200:list', 'GET /Order({id}) 200:one'], 'Order'],
    ['only created and deleted', ['POST /session 201', 'DELETE /session/{id} 204'], 'session'],
  ])('%s', async (_, lines, ...segments) => {
    expect(blamed(await say(rule, openapi(...lines)))).toEqual(segments)
  })

  test('the whole chain, each once', async () => {
    const lines = ['GET /user/{userId} 200:one', 'GET /user/{userId}/order/{orderId} 200:one', 'DELETE /user/{userId}/order/{orderId} 204']
    expect(blamed(await say(rule, openapi(...lines)))).toEqual(['user', 'order'])
  })

  test('the suggestion keeps the case and the other words', async () => {
    const findings = await say(rule, openapi('GET /OrderCategory/{id} 200:one', 'GET /tax-category/{id} 200:one'))
    expect(findings.map(({ message }) => /'([^']+)'\.$/.exec(message)?.[1])).toEqual(['OrderCategories', 'tax-categories'])
  })

  test('the finding marks the segment', async () => {
    const [finding] = await say(rule, openapi('GET /api/user/{id} 200:one'))
    expect(finding).toMatchObject({ pointer: '/paths/~1api~1user~1{id}' })
    expect((finding?.endColumn ?? 0) - (finding?.column ?? 0)).toBe('user'.length)
  })
})

describe('silent', () => {
  test.each([
    ['versions and prefixes', ['GET /api/v1/users/{id} 200:one', 'GET /api/{id}/roles 200:list', 'PUT /api/{id}/status']],
    ['singletons', ['GET /me 200:one', 'GET /status 200:one', 'GET /health 200:one', 'GET /config/{key} 200:one', 'GET /users/{id}/profile 200:one PUT']],
    ['news, media, equipment', ['GET /news/{id} 200:one', 'GET /media/{id} 200:one', 'GET /equipment/{id} 200:one', 'GET /series/{id} 200:one']],
    ['unknown words and acronyms', ['GET /bestellung/{id} 200:one', 'GET /IMDB/{id} 200:one', 'GET /foo/{id} 200:one']],
    ['unknown words that the API only uses in the plural for parts', ['GET /bestellung 200:list #bestellungsListe', 'GET /bestellung/{id} 200:one', 'GET /gizmo 200:list #gizmoParts', 'GET /gizmo/{id} 200:one #readGizmos']],
    ['actions', ['POST /verify/{token} 200', 'GET /export/{id} 200', 'POST /getUserById 200']],
    ['searches and selectors', ['GET /search/{query} 200:list', 'GET /report/{format} 200:one', 'GET /country/{year} 200:one']],
    ['compounds whose head is a plural', ['GET /codes_of_conduct/{key} 200:one', 'GET /termsOfService/{id} 200:one']],
    ['things that hold others', ['GET /me/player/queue 200:list', 'POST /me/player/queue 204', 'DELETE /functions/{id}/policy/{statementId} 204', 'POST /functions/{id}/policy 201']],
    ['lookups', ['GET /users 200:list', 'GET /users/email/{email} 200:one', 'GET /bills 200:list', 'GET /bills/ocd-bill/{id} 200:one']],
    ['the caller beside all others', ['GET /users/{id} 200:one', 'POST /user/search 200:list', 'GET /orders/{id} 200:one', 'GET /order/settings 200:one']],
    ['a list beside another one of the plural', ['GET /order 200:list', 'GET /orders 200:list', 'GET /orders/{id} 200:one']],
    ['a list of something else', ['GET /order 200:list #getStatesOfOrder']],
    ['a plural with umlauts', ['GET /aufträge 200:list #listeAufträge', 'GET /aufträge/{auftragId} 200:one']],
    ['goods', ['GET /stock 200:list', 'GET /stock/{sku} 200:one']],
    ['one thing that is changed in place', ['GET /users/{id}/invitation 200:one', 'DELETE /users/{id}/invitation 204', 'POST /users/{id}/invitation/{invitationId}/send 200']],
    ['who signs in where', ['GET /callback/oidc/org/{orgUrl} 200:one', 'GET /oauth/client/{clientId} 200:one']],
    ['values and kinds', ['GET /fare/min_zone/{min_zone_id}/max_zone/{max_zone_id} 200:one', 'GET /rental/long-term 200:list', 'GET /rental/long-term/{id} 200:one']],
    ['plurals', ['GET /users/{id} 200:one', 'GET /categories/{id} 200:one', 'GET /people/{id} 200:one', 'GET /data/{id} 200:one']],
  ])('%s', async (_, lines) => {
    expect(blamed(await say(rule, openapi(...lines)))).toEqual([])
  })

  test('what is allowed', async () => {
    expect(await say(rule, openapi('GET /user/{id} 200:one'), { options: { allow: ['user'] } })).toEqual([])
  })
})
