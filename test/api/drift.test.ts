import { describe, expect, it } from 'vitest'

import { rules } from '../../rules/index.ts'
import { comparesSides } from '../../src/core/rule.ts'
import { checkTexts, root } from '../support/check.ts'

const comparing = rules.filter(comparesSides)

/** The findings of all rules that compare contract and code: `file rule name`. */
async function found(texts: { readonly [file: string]: string }): Promise<string[]> {
  const { findings } = await checkTexts(texts, comparing)
  return findings.map(({ file, rule, message }) => `${file.slice(root.length + 1)} ${rule} ${/(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) [^\s,]+/.exec(message)?.[0] ?? message}`)
}

/** A contract with operations like `GET /users`, all with the same responses. */
function contract(operations: readonly string[], { server = '/', statuses = ['200'] } = {}): string {
  const paths: { [path: string]: { [method: string]: unknown } } = {}
  for (const operation of operations) {
    const [method = '', path = ''] = operation.split(' ')
    paths[path] = { ...paths[path], [method.toLowerCase()]: { responses: Object.fromEntries(statuses.map((status) => [status, { description: status }])) } }
  }
  return JSON.stringify({ openapi: '3.0.3', info: { title: 'Test', version: '1.0.0' }, servers: [{ url: server }], paths }, undefined, 2)
}

/** An Express application with routes like `GET /users`. */
function express(routes: readonly string[], more = ''): string {
  const lines = routes.map((route) => {
    const [method = '', path = ''] = route.split(' ')
    return `app.${method.toLowerCase()}('${path}', (request, response) => response.json({}))`
  })
  return ["import express from 'express'", 'const app = express()', ...lines, more, 'app.listen(3000)', ''].join('\n')
}

const crud = (path: string): string[] => [`GET ${path}`, `POST ${path}`, `GET ${path}/{id}`, `DELETE ${path}/{id}`]
const crudRoutes = (path: string): string[] => [`GET ${path}`, `POST ${path}`, `GET ${path}/:userId`, `DELETE ${path}/:userId`]

describe('what contract and code say differently', () => {
  it('finds what is missing on either side', async () => {
    const texts = { 'openapi.json': contract([...crud('/users'), 'GET /reports']), 'src/server.ts': express([...crudRoutes('/users'), 'GET /orders']) }
    expect(await found(texts)).toEqual(['openapi.json unimplemented-operation GET /reports', 'src/server.ts undocumented-route GET /orders'])
  })

  it.each([
    ['a prefix that the contract states', '/api/v1', '/users', '/api/v1/users'],
    ['a prefix that only the code has', 'https://api.example.com', '/users', '/api/users'],
    ['a prefix that only the contract has', 'https://api.example.com', '/shop/v1/users', '/users'],
    ['a version in both', 'https://api.example.com/v2', '/users', '/v2/users'],
    ['other capitals', '/', '/Users', '/users'],
  ])('compares in spite of %s', async (_what, server, documented, served) => {
    const texts = { 'openapi.json': contract([...crud(documented), 'GET /reports'].map((one) => one.replace('/reports', documented.replace(/users/i, 'reports'))), { server }), 'src/server.ts': express(crudRoutes(served)) }
    expect(await found(texts)).toEqual([`openapi.json unimplemented-operation GET ${documented.replace(/users/i, 'reports')}`])
  })

  it('takes no other version for the same API', async () => {
    const texts = { 'openapi.json': contract([...crud('/users'), 'GET /reports'], { server: '/v1' }), 'src/server.ts': express(crudRoutes('/v2/users')) }
    expect(await found(texts)).toEqual([])
  })

  it('reads two versions of an API in one service', async () => {
    const texts = {
      'v1.json': contract(crud('/users'), { server: '/v1' }),
      'v2.json': contract(crud('/users'), { server: '/v2' }),
      'src/server.ts': express([...crudRoutes('/v1/users'), ...crudRoutes('/v2/users'), 'PATCH /v2/users/:id']),
    }
    expect(await found(texts)).toEqual(['src/server.ts undocumented-route PATCH /v2/users/{id}'])
  })

  it('reads contracts that divide an API between them', async () => {
    const texts = {
      'users.json': contract(crud('/users')),
      'orders.json': contract(crud('/orders')),
      'src/server.ts': express([...crudRoutes('/users'), ...crudRoutes('/orders'), 'GET /invoices']),
    }
    expect(await found(texts)).toEqual(['src/server.ts undocumented-route GET /invoices'])
  })

  it('reports a contract that is committed twice once', async () => {
    const operations = [...crud('/users'), 'GET /reports']
    const texts = { 'a.json': contract(operations), 'b.yaml': contract(operations), 'src/server.ts': express(crudRoutes('/users')) }
    expect(await found(texts)).toEqual(['b.yaml unimplemented-operation GET /reports'])
  })

  it.each([
    ['a contract of another API', contract(crud('/pets')), express(crudRoutes('/users'))],
    ['a contract of which the code serves a small part', contract([...crud('/a'), ...crud('/b'), ...crud('/users')]), express(['GET /users', 'GET /other', 'GET /more', 'GET /users/:id', 'GET /yet'])],
    ['a single route in common', contract(['GET /users', 'GET /pets']), express(['GET /users'])],
    ['code that documents little of itself', contract(crud('/users')), express([...crudRoutes('/users'), ...crudRoutes('/b'), ...crudRoutes('/c')])],
    ['what serves operators', contract(crud('/users')), express([...crudRoutes('/users'), 'GET /health', 'GET /metrics', 'GET /api-docs', 'GET /internal/users', 'POST /webhooks/stripe', 'GET /', 'OPTIONS /users'])],
    ['literals for a documented variable', contract([...crud('/users'), 'GET /reports/{kind}']), express([...crudRoutes('/users'), 'GET /reports/daily', 'GET /reports/weekly'])],
    ['a variable for documented literals', contract([...crud('/users'), 'GET /reports/daily', 'GET /reports/weekly']), express([...crudRoutes('/users'), 'GET /reports/:kind'])],
    ['what a variable in the code covers', contract([...crud('/users'), 'GET /users/me']), express(crudRoutes('/users'))],
    ['HEAD and OPTIONS', contract([...crud('/users'), 'HEAD /users', 'OPTIONS /users']), express(crudRoutes('/users'))],
    ['a proxy', contract([...crud('/users'), 'GET /files/{name}']), express(crudRoutes('/users'), "app.use('/files', proxy('http://files'))")],
    ['routes that cannot be read', contract([...crud('/users'), 'GET /reports']), express(crudRoutes('/users'), 'for (const path of process.argv) app.get(path, show)')],
  ])('is silent about %s', async (_what, documented, served) => {
    expect(await found({ 'openapi.json': documented, 'src/server.ts': served })).toEqual([])
  })

  it('lists a contract that has too little in common with its code', async () => {
    const { coverage } = await checkTexts({ 'package.json': '{}', 'openapi.json': contract([...crud('/users'), ...crud('/orders')]), 'src/server.ts': express(['GET /users', 'GET /a', 'GET /b', 'GET /c']) }, comparing)
    expect(coverage.filter(({ kind }) => kind === 'uncompared-contract').map(({ message }) => message)).toEqual([
      'The code of this package serves 1 of the 8 operations of this contract: too few to compare both',
    ])
    const other = await checkTexts({ 'package.json': '{}', 'openapi.json': contract(crud('/pets')), 'src/server.ts': express(['GET /users']) }, comparing)
    expect(other.coverage.filter(({ kind }) => kind === 'uncompared-contract')).toEqual([])
  })

  it.each([
    ['a proxy of Fastify', "import Fastify from 'fastify'\nimport proxy from '@fastify/http-proxy'\nconst app = Fastify()\napp.register(proxy, { upstream, prefix: '/covers' })\napp.get('/users', async () => ({}))\napp.post('/users', async () => ({}))\napp.put('/users', async () => ({}))\napp.patch('/users', async () => ({}))\napp.listen({ port: 3000 })\n"],
    ['a variable for the rest of the path', express(['GET /users', 'POST /users', 'PUT /users', 'PATCH /users', 'GET /covers/*path'])],
  ])('knows that %s may serve anything below', async (_what, code) => {
    const texts = { 'openapi.json': contract(['GET /users', 'POST /users', 'PUT /users', 'PATCH /users', 'GET /covers/{size}/{isbn}', 'GET /reports/{kind}']), 'src/server.ts': code }
    expect(await found(texts)).toEqual(['openapi.json unimplemented-operation GET /reports/{kind}'])
  })

  it('knows that a folder of Next may serve anything below', async () => {
    const handler = ['GET', 'PUT'].map((method) => `export const ${method} = () => Response.json({})\n`).join('')
    const texts = {
      'package.json': '{ "dependencies": { "next": "15.0.0" } }',
      'openapi.json': contract(['GET /users', 'PUT /users', 'GET /users/{id}', 'PUT /users/{id}', 'GET /files/{folder}/{name}', 'GET /reports/{kind}'], { server: '/api/v1' }),
      'app/api/v1/users/route.ts': handler,
      'app/api/v1/users/[id]/route.ts': handler,
      'app/api/v1/files/[...path]/route.ts': handler,
      'app/api/theme/route.ts': handler,
    }
    expect(await found(texts)).toEqual(['openapi.json unimplemented-operation GET /reports/{kind}'])
  })

  it('leaves out what is outside the base path that both sides have', async () => {
    const of = (server: string): Promise<string[]> => found({ 'openapi.json': contract(crud('/users'), { server }), 'src/server.ts': express([...crudRoutes('/api/users'), 'GET /theme', 'GET /api/roles']) })
    expect(await of('https://shop.example/api')).toEqual(['src/server.ts undocumented-route GET /api/roles'])
    expect(await of('https://shop.example')).toEqual(['src/server.ts undocumented-route GET /theme', 'src/server.ts undocumented-route GET /api/roles'])
  })

  it('distinguishes a literal beside a variable', async () => {
    expect(await found({ 'openapi.json': contract(crud('/users')), 'src/server.ts': express([...crudRoutes('/users'), 'GET /users/me']) })).toEqual(['src/server.ts undocumented-route GET /users/me'])
    expect(await found({ 'openapi.json': contract(['GET /users', 'POST /users', 'GET /users/me']), 'src/server.ts': express(['GET /users', 'POST /users', 'GET /users/me', 'GET /users/:id']) })).toEqual(['src/server.ts undocumented-route GET /users/{id}'])
  })

  it('reports below a path with a limiter only, where routes are known', async () => {
    const texts = { 'openapi.json': contract([...crud('/users'), 'GET /reports']), 'src/server.ts': express(crudRoutes('/api/users'), "app.use('/api', limiter)") }
    expect(await found(texts)).toEqual(['openapi.json unimplemented-operation GET /reports'])
  })

  it('reports a further method of a documented path, however little is documented', async () => {
    const texts = { 'openapi.json': contract(crud('/users')), 'src/server.ts': express([...crudRoutes('/users'), 'PATCH /users', ...crudRoutes('/b'), ...crudRoutes('/c')]) }
    expect(await found(texts)).toEqual(['src/server.ts undocumented-route PATCH /users'])
  })

  it('compares a contract with the package that it is in', async () => {
    const texts = {
      'a/package.json': '{ "name": "a" }',
      'a/openapi.json': contract(crud('/users')),
      'a/src/server.ts': express(crudRoutes('/users')),
      'b/package.json': '{ "name": "b" }',
      'b/src/server.ts': express([...crudRoutes('/users'), 'GET /reports']),
    }
    expect(await found(texts)).toEqual([])
  })

  it('knows the applications of a package apart', async () => {
    const internal = express(['GET /users', 'POST /restart', 'GET /queues']).replace('3000', '9000')
    const texts = { 'openapi.json': contract(crud('/users')), 'src/server.ts': express([...crudRoutes('/users'), 'GET /orders']), 'src/internal.ts': internal }
    expect(await found(texts)).toEqual(['src/server.ts undocumented-route GET /orders'])
  })

  it('leaves out what a Nest controller excludes', async () => {
    const controller = `import { Controller, Delete, Get, Patch, Post } from '@nestjs/common'
import { ApiExcludeEndpoint } from '@nestjs/swagger'

@Controller('users')
export class UsersController {
  @Get() list(): { items: string[] } { return { items: [] } }
  @Post() create(): { id: string } { return { id: '1' } }
  @Get(':id') find(): { id: string } { return { id: '1' } }
  @Patch(':id') change(): { id: string } { return { id: '1' } }
  @Delete(':id') @ApiExcludeEndpoint() remove(): { id: string } { return { id: '1' } }
}
`
    const texts = { 'openapi.json': contract(['GET /users', 'POST /users', 'GET /users/{id}'], { statuses: ['200', '201'] }), 'src/users.controller.ts': controller }
    expect(await found(texts)).toEqual(['src/users.controller.ts undocumented-route PATCH /users/{id}'])
  })

  it('reads the fields of bodies', async () => {
    const of = async (schema: object, body: string): Promise<string[]> => {
      const documented = { openapi: '3.0.3', info: {}, paths: Object.fromEntries(['/users', '/orders'].map((path) => [path, { get: { responses: { 200: { description: 'x', content: { 'application/json': { schema } } } } } }])) }
      const { findings } = await checkTexts({ 'openapi.json': JSON.stringify(documented), 'src/server.ts': express(['GET /users', 'GET /orders']).replaceAll('({})', `(${body})`) }, comparing.filter(({ id }) => id === 'response-drift'))
      return findings.map(({ message }) => message.replace(/ here.*/s, '').replace(/^GET \S+ /, ''))
    }
    const properties = { id: {}, name: {}, password: { writeOnly: true } }
    expect(await of({ properties, required: ['id', 'name', 'password'] }, '{ id: 1 }')).toEqual(["sends no 'name'", "sends no 'name'"])
    expect(await of({ properties }, '{ error: 1 }')).toEqual(["sends 'error'", "sends 'error'"])
    expect(await of({ properties, additionalProperties: false }, '{ id: 1, more: 2 }')).toEqual(["sends 'more'", "sends 'more'"])
    expect(await of({ allOf: [{ properties }, { properties: { more: {} }, required: ['more'] }] }, '{ id: 1 }')).toEqual(["sends no 'more'", "sends no 'more'"])
    expect(await of({ properties }, '{ id: 1, userName: 2 }')).toEqual(["sends 'userName'", "sends 'userName'"])
    expect(await of({ properties: { id: {}, created_at: {} } }, '{ id: 1, createdAt: 2 }')).toEqual(["sends 'createdAt'", "sends 'createdAt'"])
    for (const [schema, body] of [
      [{ properties }, '{ id: 1, name: 2, userName: 3 }'],
      [{ properties, required: ['id'] }, '{ id: 1, more: 2 }'],
      [{ properties, required: ['name'] }, '{ ...user }'],
      [{ properties, required: ['name'] }, 'user'],
      [{ properties }, '{}'],
      [{ properties: { items: {}, totalPages: {} } }, '{ items: 1, total: 2 }'],
      [{ properties: { total: {}, customerId: {} } }, '{ id: 1, total: 2 }'],
      [{ oneOf: [{ properties }, { properties: { error: {} } }] }, '{ error: 1 }'],
      [{ type: 'object' }, '{ error: 1 }'],
    ] as const)
      expect(await of(schema, body), body).toEqual([])
  })

  it.each([
    ['Koa', "import Koa from 'koa'\nimport Router from '@koa/router'\nconst app = new Koa()\nconst router = new Router()\nrouter.get('/users', (ctx) => { const { page, sort: order, ...rest } = ctx.query; ctx.body = { page, order, rest } })\nrouter.get('/orders', (ctx) => { ctx.body = ctx.request.query.sort })\napp.use(router.routes())\napp.listen(3000)\n"],
    ['Hono', "import { Hono } from 'hono'\nconst app = new Hono()\napp.get('/users', (c) => c.json({ page: c.req.query('page'), order: c.req.query('sort') }))\napp.get('/orders', (c) => c.json({ order: c.req.query('sort') }))\nexport default app\n"],
    ['validators of Hono', "import { Hono } from 'hono'\nconst app = new Hono()\napp.get('/users', check, (c) => { const { page, sort } = c.req.valid('query'); return c.json({ page, sort }) })\napp.get('/orders', check, (c) => { const query = c.req.query(); return c.json({ sort: query.sort, other: c.req.valid('json').other }) })\nexport default app\n"],
    ['Fastify', "import Fastify from 'fastify'\nconst app = Fastify()\napp.get('/users', async (request, reply) => reply.send({ page: request.query.page, order: request.query['sort'] }))\napp.get('/orders', async (request, reply) => reply.send({ order: request.query.sort, all: request.query[order] }))\nawait app.listen({ port: 3000 })\n"],
    ['Nest', "import { Controller, Get, Query } from '@nestjs/common'\n@Controller()\nexport class ShopController {\n  @Get('users') users(@Query('page') page: string, @Query('sort') sort: string): string[] { return [page, sort] }\n  @Get('orders') orders(@Query('sort') sort: string, @Query() all: object): unknown[] { return [sort, all] }\n}\n"],
  ])('reads the query parameters of %s', async (_framework, code) => {
    const operation = { parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }], responses: { default: { description: 'x' } } }
    const texts = { 'openapi.json': JSON.stringify({ openapi: '3.0.3', info: {}, paths: { '/users': { get: operation }, '/orders': { get: operation } } }), 'src/server.ts': code }
    const { findings } = await checkTexts(texts, comparing)
    expect(findings.map(({ message }) => message.replace(/ here.*/s, '')).sort()).toEqual(["GET /orders reads the query parameter 'sort'", "GET /users reads the query parameter 'sort'"])
  })

  it('reads what handlers of Nest return, unless an interceptor may wrap it', async () => {
    const schema = { type: 'object', required: ['expires_in'], properties: { expires_in: { type: 'integer' } } }
    const operation = { responses: { 201: { description: 'x', content: { 'application/json': { schema } } } } }
    const of = (more: string): Promise<string[]> => found({
      'openapi.json': JSON.stringify({ openapi: '3.0.3', info: {}, paths: { '/auth/login': { post: operation }, '/auth/logout': { post: operation } } }),
      'src/auth.ts': `import { Controller, Post } from '@nestjs/common'\n@Controller('auth')\nexport class AuthController {\n  @Post('login') login(): object { return { expiresIn: 900 } }\n  @Post('logout') logout(): object { return { expires_in: 0 } }\n}\n`,
      'src/main.ts': `import { NestFactory } from '@nestjs/core'\nconst app = await NestFactory.create(AppModule)\n${more}\nawait app.listen(3000)\n`,
    })
    expect(await of('')).toEqual(['src/auth.ts response-drift POST /auth/login'])
    expect(await of('app.useGlobalInterceptors(new Envelope())')).toEqual([])
  })

  it('knows that a validator of Hono has all fields', async () => {
    const operation = (...names: string[]): object => ({ requestBody: { content: { 'application/json': { schema: { type: 'object', required: ['stars'], properties: Object.fromEntries(names.map((name) => [name, {}])) } } } }, responses: { default: { description: 'x' } } })
    const route = (path: string): string => `app.post('${path}', zValidator('json', z.object({ stars: z.number() })), (c) => c.body(null, 204))\n`
    const texts = {
      'openapi.json': JSON.stringify({ openapi: '3.0.3', info: {}, paths: { '/ratings': { post: operation('stars', 'comment') }, '/votes': { post: operation('stars') } } }),
      'src/app.ts': `import { Hono } from 'hono'\nimport { zValidator } from '@hono/zod-validator'\nimport { z } from 'zod'\nconst app = new Hono()\n${route('/ratings')}${route('/votes')}export default app\n`,
    }
    const { findings } = await checkTexts(texts, comparing)
    expect(findings.map(({ message }) => message.replace(/ here.*/s, ''))).toEqual(["The schema of POST /ratings has no 'comment'"])
  })

  it('reads schemas that are written within routes of zod-openapi', async () => {
    const operation = (values: readonly string[]): object => ({ requestBody: { content: { 'application/json': { schema: { type: 'object', required: ['to'], properties: { to: { type: 'string', enum: values } } } } } }, responses: { default: { description: 'x' } } })
    const route = (path: string): string => `app.openapi(createRoute({ method: 'post', path: '${path}', request: { body: { content: { 'application/json': { schema: z.object({ to: z.enum(['open', 'done']) }) } } } }, responses: {} }), (c) => c.json(c.req.valid('json')))\n`
    const texts = {
      'openapi.json': JSON.stringify({ openapi: '3.0.3', info: {}, paths: { '/moves': { post: operation(['open', 'done', 'late']) }, '/turns': { post: operation(['open', 'done']) } } }),
      'src/app.ts': `import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'\nconst app = new OpenAPIHono()\n${route('/moves')}${route('/turns')}export default app\n`,
    }
    const { findings } = await checkTexts(texts, comparing)
    expect(findings.map(({ message }) => message.replace(/ Use .*/s, ''))).toEqual(["POST /moves takes no 'late' as 'to' here, but the contract documents 'late'."])
  })

  it.each([
    ['a field', 'const { of } = req.query; if (!of) return res.status(400).json({}); res.json(find(of))', true],
    ['one of several', 'const of = req.query.of?.trim(); const by = req.query.by; if (!by || !of) { throw new BadRequest() } res.json(find(of, by))', true],
    ['a cast, in a block that catches', "try { log(req); const of = req.query.of as string; if (!of) return next(new BadRequest('of')); res.json(find(of)) } catch (error) { next(error) }", true],
    ['either of two', 'const { of, by } = req.query; if (!of && !by) return res.status(400).json({}); res.json(find(of, by))', false],
    ['a field with a default', 'const page = Number(req.query.of ?? 1); if (!page) return res.status(400).json({}); res.json(find(page))', false],
    ['a field that is another one without it', 'const { of = 1 } = req.query; if (!of) return res.status(400).json({}); res.json(find(of))', false],
    ['what is done without it', 'const { of } = req.query; if (!of) return res.json(all()); res.json(find(of))', false],
    ['what is asked for in some cases', 'const { of } = req.query; if (req.user.isAdmin) return res.json(all()); if (!of) return res.status(400).json({}); res.json(find(of))', false],
  ])('knows whether handlers demand %s', async (_what, body, isDemanded) => {
    const parameters = ['of', 'by'].map((name) => ({ name, in: 'query', schema: {} }))
    const operation = { parameters: [parameters[0], { ...parameters[1], required: true }], responses: { default: { description: 'x' } } }
    const server = express([]).replace('app.listen', `app.get('/users', (req, res, next) => { ${body} })\napp.get('/orders', (req, res) => res.json({}))\napp.listen`)
    const texts = { 'openapi.json': JSON.stringify({ openapi: '3.0.3', info: {}, paths: { '/users': { get: operation }, '/orders': { get: operation } } }), 'src/server.ts': server }
    const { findings } = await checkTexts(texts, comparing)
    expect(findings.map(({ message }) => message.replace(/ here.*/s, ''))).toEqual(isDemanded ? ["GET /users rejects requests without the query parameter 'of'"] : [])
  })

  it('reads the query parameters of tsoa, but not hidden ones', async () => {
    const responses = { default: { description: 'x' } }
    const controller = "import { Controller, Get, Hidden, Query, Route } from 'tsoa'\n@Route('shop')\nexport class ShopController extends Controller {\n  @Get('users') public users(@Query() page = 1, @Query() sort?: Order): string[] { return [page, sort] }\n  @Get('orders') public orders(@Query() @Hidden() debug?: boolean): string[] { return [debug] }\n  @Get('carts') public carts(@Query() of: string): string[] { return [of] }\n}\n"
    const texts = { 'tsoa.json': '{ "routes": { "basePath": "/" } }', 'openapi.json': JSON.stringify({ openapi: '3.0.3', info: {}, paths: { '/shop/users': { get: { parameters: [{ name: 'page', in: 'query', schema: {} }], responses } }, '/shop/orders': { get: { responses } }, '/shop/carts': { get: { parameters: [{ name: 'of', in: 'query', schema: {} }], responses } } } }), 'src/shop.ts': controller }
    const { findings } = await checkTexts(texts, comparing)
    expect(findings.map(({ message }) => message.replace(/ here.*/s, ''))).toEqual(["GET /shop/users reads the query parameter 'sort'", "GET /shop/carts rejects requests without the query parameter 'of'"])
  })

  it.each([
    ['a constant', "app.get('/users', (req, res) => { const query = req.query as { sort?: string }; res.json(find(query.sort, query.page)) })"],
    ['a default', "app.get('/users', (req, res) => { const { sort = 'name', page } = req.query ?? {}; res.json(find(sort, page)) })"],
    ['a cast', "app.get('/users', (req, res) => { const { page } = req.query; res.json(find(page, (req.query as { sort: string }).sort)) })"],
    ['a pattern of the parameter', "app.get('/users', ({ query: { page, sort } }, res) => { res.json(find(page, sort)) })"],
    ['the address', "app.get('/users', (req, res) => { const { searchParams } = new URL(req.url, base); res.json(find(searchParams.get('page'), searchParams.get('sort'))) })"],
    ['an object made of the address', "app.get('/users', (req, res) => { const { page, sort } = Object.fromEntries(new URL(req.url, base).searchParams.entries()); res.json(find(page, sort)) })"],
    ['another route', "app.get('/users', (req, res) => { const { page } = req.query; res.json(find(page, req.query.hasOwnProperty('page'))) })\napp.get('/orders', ({ query }, res) => { res.json(find(query.sort)) })"],
  ])('reads query parameters through %s', async (_what, code) => {
    const operation = { parameters: [{ name: 'page', in: 'query', schema: { type: 'integer' } }], responses: { default: { description: 'x' } } }
    const texts = {
      'openapi.json': JSON.stringify({ openapi: '3.0.3', info: {}, paths: { '/users': { get: operation }, '/orders': { get: operation } } }),
      'src/server.ts': express(['GET /orders'], code).replace(/app\.get\('\/orders', \(request.*\n/, code.includes("'/orders'") ? '' : '$&'),
    }
    const { findings } = await checkTexts(texts, comparing)
    expect(findings.map(({ message }) => /'\w+'/.exec(message)?.[0])).toEqual(["'sort'"])
  })

  it.each([
    ['a patched response', 'app.use((req, res, next) => { const json = res.json.bind(res); res.json = (data) => json({ data }); next() })'],
    ['a hook', "app.addHook('preSerialization', async (request, reply, payload) => ({ data: payload }))"],
    ['an envelope of Koa', 'koa.use(async (ctx, next) => { await next(); ctx.body = { data: ctx.body } })'],
  ])('does not compare bodies that are changed by %s', async (_what, code) => {
    const schema = { type: 'object', required: ['data'], properties: { data: {} } }
    const operation = { responses: { 200: { description: 'x', content: { 'application/json': { schema } } } } }
    const document = JSON.stringify({ openapi: '3.0.3', info: {}, paths: { '/users': { get: operation }, '/orders': { get: operation } } })
    const server = (more: string): string => express([], `app.get('/users', (req, res) => res.json({ id: 1 }))\napp.get('/orders', (req, res) => res.json({ id: 1 }))\n${more}`)
    expect(await found({ 'openapi.json': document, 'src/server.ts': server('') })).toHaveLength(2)
    expect(await found({ 'openapi.json': document, 'src/server.ts': server(code) })).toEqual([])
  })

  it('takes no parameter for another one', async () => {
    const parameters = [
      { name: 'filter[open]', in: 'query', schema: { type: 'boolean' } },
      { name: 'ids[]', in: 'query', schema: { type: 'array', items: {} } },
    ]
    const of = (operation: object): object => ({ get: { responses: { default: { description: 'x' } }, ...operation } })
    const freeForm = [{ name: 'params', in: 'query', schema: { type: 'object', additionalProperties: { type: 'string' } } }]
    const document = {
      openapi: '3.0.3',
      info: {},
      components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'api_key' } } },
      paths: { '/users': of({ parameters }), '/orders': of({ parameters: freeForm }), '/pages': of({}) },
    }
    const code = `app.get('/users', (req, res) => { delete req.query.internal; res.json(find(req.query['filter[open]'], req.query.filter.open, req.query['ids[]'], req.query.ids, req.query.api_key)) })
app.get('/orders', (req, res) => res.json(find(req.query.anything)))`
    const { findings } = await checkTexts({ 'openapi.json': JSON.stringify(document), 'src/server.ts': express(['GET /pages'], code) }, comparing)
    expect(findings.map(({ message }) => message)).toEqual([])
  })

  it('leaves out what options of a route hide', async () => {
    const code = `import Fastify from 'fastify'
const app = Fastify()
app.get('/users', async () => ({}))
app.post('/users', async () => ({}))
app.put('/users', async () => ({}))
app.get('/dump', { schema: { hide: true } }, async () => ({}))
app.route({ method: 'GET', url: '/other', schema: { hide: true }, handler: async () => ({}) })
app.get('/orders', { schema: { hide: false } }, async () => ({}))
await app.listen({ port: 3000 })
`
    expect(await found({ 'openapi.json': contract(['GET /users', 'POST /users', 'PUT /users']), 'src/server.ts': code })).toEqual(['src/server.ts undocumented-route GET /orders'])
  })

  describe('security', () => {
    const document = JSON.stringify({
      openapi: '3.0.3',
      info: {},
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
      paths: Object.fromEntries(['users', 'orders', 'products', 'login'].map((name) => [`/${name}`, { get: { ...(/users|orders/.test(name) && { security: [{ bearer: [] }] }), responses: { default: { description: 'x' } } } }])),
    })
    const gets = ['GET /users', 'GET /orders', 'GET /products', 'GET /login']
    const of = async (before: string, routes = gets): Promise<string[]> => {
      const server = express(routes).replace('const app = express()', `const app = express()\n${before}`)
      return found({ 'openapi.json': document, 'src/server.ts': `import jwt from 'express-jwt'\nimport passport from 'passport'\n${server}` })
    }

    it.each([
      ['lists what is public', "app.use(jwt({ secret }).unless({ path: ['/products', '/login'] }))"],
      ['accepts callers without credentials', 'app.use(jwt({ secret, credentialsRequired: false }))'],
      ['accepts anonymous callers', "app.use(passport.authenticate(['jwt', 'anonymous']))"],
      ['looks at the path', 'app.use((req, res, next) => (open.includes(req.path) ? next() : req.user ? next() : res.sendStatus(401)))'],
    ])('is silent about middleware that %s', async (_what, before) => {
      expect(await of(before)).toEqual([])
    })

    it('knows handlers from what prepares requests for them', async () => {
      const checked = "const check = (req, res, next) => (req.user ? next() : res.sendStatus(401))\napp.all('/users', (req, res, next) => { req.started = Date.now(); next() })\napp.get('/orders', (req, res, next) => { req.started = Date.now(); next() })\napp.get('/users', check, list)\napp.get('/orders', check, list)"
      expect(await of(checked, ['GET /products', 'GET /login'])).toEqual([])
    })

    it('takes the name of a public key for no exception', async () => {
      const users = "const check = (req, res, next) => { req.user = verify(req.get('authorization'), config.jwtPublicKey); return req.user ? next() : res.sendStatus(401) }\napp.use(check)"
      expect((await of(users)).sort()).toEqual(['openapi.json security-drift GET /login', 'openapi.json security-drift GET /products'])
    })

    it('reports both directions', async () => {
      const checked = "const check = (req, res, next) => (req.user ? next() : res.sendStatus(401))\napp.get('/orders', (req, res) => res.json({}))\napp.get('/login', (req, res) => res.json({}))\napp.use(check)"
      expect((await of(checked, ['GET /users', 'GET /products'])).sort()).toEqual(['openapi.json security-drift GET /products', 'src/server.ts security-drift GET /orders'])
    })
  })

  it('reports statuses that are not documented, with those of a default or a range left out', async () => {
    const code = `import express from 'express'
const app = express()
app.get('/users', (request, response) => response.json({}))
app.post('/users', (request, response) => {
  if (Object.keys(request.body).length === 0) return response.status(422).json({ error: {} })
  response.status(202).json({})
})
app.listen(3000)
`
    const operations = ['GET /users', 'POST /users']
    const of = async (statuses: string[]): Promise<string[]> => found({ 'openapi.json': contract(operations, { statuses }), 'src/server.ts': code })
    expect(await of(['200'])).toEqual(['src/server.ts undocumented-status POST /users', 'src/server.ts undocumented-status POST /users'])
    expect(await of(['2XX', 'default'])).toEqual([])
    expect(await of(['200', '202', '4XX'])).toEqual([])
    expect(await of(['200', '202', '422'])).toEqual([])
    expect(await of(['default'])).toEqual([])
  })

  it.each([
    ["({ statusCode: 404, body: JSON.stringify({ message: 'no' }) })", ['src/one.ts undocumented-status GET /users/{id}']],
    ["answer(404, { message: 'no' })", ['src/one.ts undocumented-status GET /users/{id}']],
    ["({ statusCode: 404, message: 'no' })", []],
  ])('reads what functions of Lambda return: %s', async (returned, expected) => {
    const serverless = 'service: a\nprovider: { name: aws }\nfunctions:\n  all: { handler: src/all.handler, events: [{ httpApi: GET /users }] }\n  one: { handler: src/one.handler, events: [{ httpApi: "GET /users/{id}" }] }\n'
    const one = `import { answer } from './answer'\nimport { find } from './store'\nexport const handler = async (event) => {\nconst user = await find(event.pathParameters.id)\nif (user === undefined) return ${returned}\nreturn answer(200, user) }`
    const answer = 'export const answer = (statusCode: number, body: unknown) => ({ statusCode, headers: {}, body: JSON.stringify(body) })'
    const texts = { 'serverless.yml': serverless, 'src/all.ts': 'export const handler = async () => ({ statusCode: 200 })', 'src/one.ts': one, 'src/answer.ts': answer, 'src/store.ts': 'export const find = async (id: string) => ({ id })' }
    expect(await found({ 'openapi.json': contract(['GET /users', 'GET /users/{id}']), ...texts })).toEqual(expected)
  })
})
