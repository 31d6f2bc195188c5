import { describe, expect, test } from 'vitest'

import rule from '../../rules/resources/no-verbs-in-paths.ts'
import { blamed, openapi, say, told } from './support.ts'

/** Paths that are not commands: an API that consists of commands only is judged differently. */
const nouns = ['GET /alpha 200', 'GET /beta 200', 'GET /gamma 200', 'GET /delta 200', 'GET /epsilon 200', 'GET /zeta 200', 'GET /eta 200', 'GET /theta 200']

describe('found, with what to write instead', () => {
  test.each([
    ['GET /getUserById 200:one', 'GET /users/{id}'],
    ['GET /getUsers 200:list', 'GET /users'],
    ['GET /getUser/{id} 200:one', 'GET /users/{id}'],
    ['GET /getAllUsers 200:list', 'GET /users'],
    ['POST /createNewUser 201', 'POST /users'],
    ['POST /create-order 201', 'POST /orders'],
    ['POST /deleteUser 200', 'DELETE /users/{id}'],
    ['DELETE /deleteUser/{userId} 204', 'DELETE /users/{userId}'],
    ['POST /updateOrderItem 200', 'PATCH /order-items/{id}'],
    ['POST /user/delete 200', 'DELETE /user/{id}'],
    ['POST /users/create 201', 'POST /users'],
    ['GET /users/list 200:list', 'GET /users'],
    ['GET /listUsers 200:list', 'GET /users'],
    ['POST /users/{id}/update 200', 'PATCH /users/{id}'],
    ['POST /users/{id}/delete 200', 'DELETE /users/{id}'],
    ['POST /users/getUser 200', 'GET /users/{id}'],
    ['POST /boards/{id}/addMember 200', 'POST /boards/{id}/members'],
    ['PUT /users/{id}/changePassword 204', 'PATCH /users/{id}/password'],
    ['POST /createaccount 200', 'POST /accounts'],
  ])('%s: %s', async (line, alternative) => {
    const findings = await say(rule, openapi(line, ...nouns), { options: { allow: [] } })
    expect(findings.map(({ message }) => /`([^`]*)`/.exec(message)?.[1])).toEqual([alternative])
  })

  test('with the variables of its own path', async () => {
    const findings = await say(rule, openapi('GET /users/{userId}/orders 200:list', 'POST /users/{id}/delete 200', 'POST /users/{key}/validateEmail 200', ...nouns), { options: { customMethods: false } })
    expect(findings.map(({ message }) => message)).toEqual([expect.stringContaining('`DELETE /users/{id}`'), expect.not.stringContaining('userId')])
  })

  test.each([
    ['POST /sendEmail 200', 'sendEmail'],
    ['POST /orders/validate 200', 'validate'],
    ['POST /images/resize 200', 'resize'],
    ['POST /files/uploadFile 200', 'uploadFile'],
    ['POST /files/upload 200', 'upload'],
    ['GET /invoices/download 200', 'download'],
    ['GET /user/list 200:list', 'list'],
    ['GET /users/activate 200', 'activate'],
    ['GET /isAvailable 200', 'isAvailable'],
    ['GET /trackParcel 200:one #trackParcel', 'trackParcel'],
    ['POST /bookRoom/{roomId} 201', 'bookRoom'],
    ['POST /visits/book 200', 'book'],
    ['GET /tickets/{id}/assign/{agentId} 200', 'assign'],
    ['POST /citas/cancelar 200', 'cancelar'],
  ])('%s', async (line, segment) => {
    expect(blamed(await say(rule, openapi(line, ...nouns)))).toEqual([segment])
  })

  test('HTTP methods as words', async () => {
    expect(blamed(await say(rule, openapi('GET /users/get 200', 'POST /users/post 200', 'DELETE /users/delete 200', ...nouns)))).toEqual(['get', 'post', 'delete'])
  })

  test('a custom method by another method than POST says which to use', async () => {
    const [finding] = await say(rule, openapi('PUT /orders/{id}/cancel 200', ...nouns))
    expect(finding?.message).toContain('uses PUT: use `POST /orders/{id}/cancel`')
  })

  test('the alternative is written as the API writes its paths', async () => {
    const others = ['GET /gift_cards 200', 'GET /price_lists 200', 'GET /tax_rates 200', 'GET /order_notes 200']
    const [finding] = await say(rule, openapi('POST /createOrderItem 201', ...others))
    expect(finding?.message).toContain('`POST /order_items`')
  })

  test('what is removed by a body is something in the item, and DELETE of the item no alternative', async () => {
    const description = openapi('POST /batches/{id}/remove 204', ...nouns) as { paths: { [path: string]: object } }
    description.paths['/batches/{id}/remove'] = { post: { requestBody: { content: { 'application/json': {} } }, responses: { 204: { description: 'Done' } } } }
    const [finding] = await say(rule, description)
    expect(finding?.message).not.toContain('DELETE')
  })

  test('once a resource, however many methods and paths it has', async () => {
    expect(blamed(await say(rule, openapi('GET /getUsers 200', 'POST /getUsers 200', 'GET /getUsers/{id}/orders 200:list', ...nouns)))).toEqual(['getUsers'])
  })
})

describe('said once', () => {
  test('an API that is built of commands', async () => {
    const findings = await told(rule, openapi('POST /getUser 200', 'POST /createUser 200', 'POST /deleteUser 200', 'POST /listOrders 200', 'POST /sendMail 200', 'GET /health 200'))
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/paths/~1getUser'])
    expect(findings[0]?.message).toMatch(/^The paths of this API contain 5 commands \(\/getUser, \/createUser, \/deleteUser and 2 more\)/)
  })

  test('commands that recur', async () => {
    const things = ['users', 'orders', 'carts', 'shops', 'goods', 'returns', 'prices']
    const findings = await told(rule, openapi(...things.flatMap((thing) => [`GET /${thing}/list 200:list`, `GET /${thing} 200`, `GET /${thing}/{id} 200:one`, `GET /${thing}/{id}/a 200`])))
    expect(findings).toHaveLength(1)
    expect(findings[0]?.message).toMatch(/^7 paths contain commands \(\/users\/list instead of `GET \/users`, /)
    expect(findings[0]?.related).toHaveLength(6)
  })
})

describe('silent', () => {
  test.each([
    ['words that only contain a verb', ['GET /posts 200', 'GET /targets 200', 'GET /budgets 200', 'GET /widgets 200', 'GET /disputes 200', 'GET /lists 200', 'GET /settings 200', 'GET /address 200']],
    ['nouns that are verbs as well', ['GET /orders 200', 'GET /reports 200', 'POST /requests 201', 'GET /views 200', 'POST /report 201', 'POST /import 200', 'GET /users/{id}/export 200', 'GET /reports/export 200', 'POST /files/{id}/upload 200', 'GET /wish/list 200:list']],
    ['what is asked of one thing, and is a part of it', ['GET /users/{id}/has-password 200:one', 'PUT /users/{id}/is-suspended 204', 'GET /me 200:one', 'GET /me/is-trial 200:one']],
    ['compounds of such nouns', ['GET /order-items 200:list', 'GET /report-templates 200:list', 'POST /check-runs 201', 'GET /check-runs/{id} 200:one', 'POST /upload-sessions 201', 'GET /search-results 200:list']],
    ['descriptions', ['GET /restorePoints 200:list', 'GET /merge-fields 200:list', 'POST /merge-fields 201', 'GET /trainings/{id}/startUrl 200:one', 'GET /deploy-keys 200:list']],
    ['things that an operation id calls so', ['POST /uploadUrl 201 #createUploadUrl', 'POST /runners/remove-token 201 #create-remove-token']],
    ['things with an identifier', ['GET /routes/{id}/stop/{stop_id} 200:list', 'GET /users/{id}/switch-service-payment/{itemId} 200:one', 'GET /library/book 200:one', 'GET /track/{id} 200:one', 'GET /updateLocations 200:one', 'GET /updateLocations/{updateLocation} 200:one', 'GET /share-link/{id} 200:one']],
    ['custom methods', ['POST /pedidos/{id}/cancelar 200', 'POST /orders/{id}/cancel 200', 'POST /orders/{id}:refund 200', 'POST /orders/{id}/actions/approve 200', 'POST /carts/{id}/sendReminder 200', 'POST /articles/{id}/publish 200']],
    ['what is signed in to', ['GET /sign-in-experience 200:one', 'GET /sign-in-exp 200:one', 'PUT /opt-out-settings 200', 'GET /setup-codes 200:list']],
    ['what belongs to signing in', ['POST /auth/update-password 200', 'POST /auth/resend-verify-email 200', 'POST /login 200', 'POST /reset 200', 'POST /forgot 200', 'POST /auth/register 201', 'POST /auth/verify 200']],
    ['what goes by a verb everywhere', ['GET /search 200', 'POST /login 200', 'POST /logout 204', 'POST /oauth/request_token 200', 'POST /auth/register 201', 'POST /sign-up 201', 'POST /auth/signIn 200', 'POST /auth/reset-password 200']],
    ['a merge that can be looked at', ['GET /pulls/{id}/merge 204', 'PUT /pulls/{id}/merge 200']],
    ['files and other systems', ['GET /$metadata 200', 'GET /Microsoft.Web/sites 200:list']],
  ])('%s', async (_, lines) => {
    expect(blamed(await say(rule, openapi(...lines)))).toEqual([])
  })

  test('what is allowed, in any case', async () => {
    expect(await say(rule, openapi('POST /sendMail 200', ...nouns), { options: { allow: ['send-mail'] } })).toEqual([])
  })
})

test('custom methods can be turned off', async () => {
  expect(blamed(await say(rule, openapi('POST /orders/{id}/cancel 200', ...nouns), { options: { customMethods: false } }))).toEqual(['cancel'])
})
