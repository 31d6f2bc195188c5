import { describe, expect, it } from 'vitest'
import type { RouteAnswer } from '../../src/project/routing/answers.ts'
import { projectOf } from './build.ts'

/** The responses of the only route as `status body`, followed by `…` if there may be others, and with `body` if the request body is read. */
async function answers(texts: { readonly [file: string]: string } | string): Promise<string> {
  const project = await projectOf(typeof texts === 'string' ? { 'app.ts': texts } : texts)
  const [route] = project.routes
  const found = route && project.answersOf(route)
  if (found === undefined) return 'unknown'
  const shown = found.answers.map(textOf)
  return [...shown, ...(found.isWhole ? [] : ['…']), ...(found.readsBody === undefined ? [] : ['body'])].join(', ')
}

function textOf({ status = 0, body }: RouteAnswer): string {
  const inside = body.kind === 'object' ? `{${Object.entries(body.fields).map(([name, value]) => `${name}: ${value}`).join(' ')}}` : body.kind
  return `${status === 0 ? '?' : status} ${inside}`
}

const express = (handler: string): string => `import express from 'express'\nconst app = express()\napp.post('/a', ${handler})`

describe('express', () => {
  it.each([
    ['(req, res) => res.json({ id: 1 })', '200 {id: number}'],
    ['(req, res) => { res.status(201).json(user) }', '201 value'],
    ['(req, res) => res.send(rows[0])', '200 value'],
    ["async (req, res) => res.json(await db('users').select('*'))", '200 list'],
    ["async (req, res) => res.json(await db('users').select('*').first())", '200 value'],
    ["async (req, res) => res.json(await page('users').select('*'))", '200 value'],
    ["(req, res) => { db.query('SELECT a', function (err, rows) { res.json(rows) }) }", '200 list'],
    ["(req, res) => { db.query('SELECT a', (err, result) => { res.json(result) }) }", '200 value'],
    ['(req, res) => { User.find({}, (err, users) => { res.json(users) }) }', '200 list'],
    ['(req, res) => { User.find().exec((err, users) => { res.json(users) }) }', '200 list'],
    ['(req, res) => { User.findOne({}, (err, users) => { res.json(users) }) }', '200 value'],
    ["(req, res) => { db.query('DELETE FROM a', (err, rows) => { res.json(rows) }) }", '200 value'],
    ['async (req, res) => { const { results } = await c.env.DB.prepare(text).all()\nres.json(results) }', '200 list'],
    ['async (req, res) => res.json(await env.DB.prepare(text).all())', '200 value'],
    ["(req, res) => res.send(page('users'))", '200 unknown'],
    ["(req, res) => { if (x) return res.status(404).send('no')\nres.json([]) }", '404 text, 200 list'],
    ['(req, res) => res.send(201, { id: 1 })', '201 {id: number}'],
    ['(req, res) => res.send(204)', '204 nothing'],
    ['(req, res) => res.json(404)', '200 number'],
    ['(req, res) => res.sendStatus(204)', '204 nothing'],
    ['(req, res) => res.status(204).end()', '204 nothing'],
    ['(req, res) => res.status(ok ? 200 : 503).json({ ok })', '200 {ok: unknown}, 503 {ok: unknown}'],
    ['(req, res) => res.status(HttpStatus.CONFLICT).json({ error })', '409 {error: unknown}'],
    ['(req, res) => res.status(err.status).json({})', '? {}'],
    ['(req, res) => { res.status(201)\nres.json({}) }', '201 {}'],
    ['(req, res) => { res.statusCode = 201\nres.end() }', '201 nothing'],
    ['(req, res) => { if (x) { res.status(404)\nreturn res.end() }\nres.json({}) }', '404 nothing, 200 {}'],
    ['(req, res) => { res.status(201)\nif (x) { res.json([])\nreturn }\nres.json({}) }', '201 list, 201 {}'],
    ['(req, res) => { if (x) res.status(404)\nres.json({}) }', '? {}'],
    ['(req, res) => { if (x) { res.status(404) }\nres.json({}) }', '? {}'],
    ['(req, res) => { res.json({})\nres.status(201) }', '200 {}'],
    ["(req, res) => { res.set('X', '1').type('json')\nres.json({}) }", '200 {}'],
    ["(req, res) => res.redirect('/b')", '302 page'],
    ["(req, res) => res.redirect(301, '/b')", '301 page'],
    ["(req, res) => res.render('page')", '200 page'],
    ['(req, res) => { const body = { a: 1 }\nres.json(body) }', '200 {a: number}'],
    ['(req, res) => { const body = { a: 1 }\nbody.b = 2\nres.json(body) }', '200 value'],
    ['(req, res) => res.json(users.map(shown))', '200 list'],
    ['async (req, res) => { const users = await User.find({ a: 1 }).sort("b").lean()\nres.json(users) }', '200 list'],
    ['async (req, res) => res.json(await prisma.user.findMany({ take: 5 }))', '200 list'],
    ['async (req, res) => { const { rows } = await pool.query(text)\nres.json({ rows }) }', '200 {rows: list}'],
    ['async (req, res) => { const result = await pool.query(text)\nres.json(result.rows) }', '200 list'],
    ["async (req, res) => { const [rows] = await pool.query('SELECT a FROM b')\nres.json(rows) }", '200 list'],
    ['async (req, res) => res.json(await db.select().from(users).where(x))', '200 list'],
    ['async (req, res) => res.json(await collection("a").find().toArray())', '200 list'],
    ["(req, res) => res.json(db.prepare('SELECT a').all())", '200 list'],
    ['async (req, res) => res.json(await sql`SELECT a FROM b`)', '200 list'],
    ['(req, res) => res.json(users.find((one) => one.id === id))', '200 value'],
    ['async (req, res) => res.json(await repository.findMany())', '200 value'],
    ['async (req, res) => res.json(await this.users.findMany())', '200 value'],
    ['async (req, res) => { const [user] = await db.select().from(users)\nres.json(user) }', '200 value'],
    ["async (req, res) => { const [done] = await pool.query('INSERT INTO a')\nres.json(done) }", '200 value'],
    ['async (req, res) => res.json((await pool.query(text)).rows[0])', '200 value'],
    ["async (req, res) => res.json(await supabase.from('a').select().single())", '200 value'],
    ['async (req, res) => res.json(await User.find({ a: 1 }).count())', '200 value'],
    ['(req, res) => save().then((saved) => res.status(201).json({ saved }))', '201 {saved: unknown}'],
    ['(req, res) => send(res, {})', '…'],
    ['(req, res) => res.success({})', '…'],
    ['(req, res) => { const { body } = req\nres.end() }', '200 nothing'],
    ['(req, res) => res.json({ name: req.body.name })', '200 {name: unknown}, body'],
    ['(req, res) => { req.body = {}\nres.end() }', '200 nothing'],
    ['(req, res) => { try { x() } catch (e) { res.status(500).json({ e, s: e.stack, m: e.message }) } }', '500 {e: error s: stack m: text}'],
    ['(req, res) => x().catch((e) => res.status(500).send(e))', '500 error'],
    ['(req, res) => { try { x() } catch (e) { if (e instanceof Own) res.status(400).json(e) } }', '400 value'],
    ['(req, res) => fetch(u).then((res) => res.json())', ''],
    ['list', 'unknown'],
    ['(q, s) => s.status(201).json({ id: 1 })', '201 {id: number}'],
    ['function (a, b, next) { if (a.x) { b.sendStatus(404); return }\nb.json([]) }', '404 nothing, 200 list'],
    ['(a, b) => b.anything({})', 'unknown'],
    ['(a, next) => next.send({})', '200 {}'],
    ['(a, b, c, d) => b.json({})', 'unknown'],
  ])('%s', async (handler, expected) => {
    expect(await answers(express(handler))).toBe(expected)
  })

  it('follows handlers to where they are, and what they hand the response to', async () => {
    const controller = 'export class Users { create = async (req, res) => { res.status(201).json({}) }\n async list(req, res) { res.json([]) } }'
    const app = (handler: string): string =>
      `import express from 'express'\nimport { Users } from './users'\nimport { wrap, reply } from './help'\nconst app = express()\nconst users = new Users()\napp.get('/a', ${handler})`
    const help = 'export const wrap = (fn) => (req, res, next) => fn(req, res).catch(next)\nexport function reply(res, data) { return res.status(202).json({ data }) }'
    const of = (handler: string): Promise<string> => answers({ 'app.ts': app(handler), 'users.ts': controller, 'help.ts': help })
    expect(await of('users.create')).toBe('201 {}')
    expect(await of('users.list.bind(users)')).toBe('200 list')
    expect(await of('wrap(users.list)')).toBe('200 list')
    expect(await of('(req, res) => users.list(req, res)')).toBe('200 list')
    expect(await of('(req, res) => reply(res, {})')).toBe('202 {data: unknown}')
    expect(await of('users.missing')).toBe('unknown')
  })
})

describe('others', () => {
  const fastify = (handler: string): string => `import Fastify from 'fastify'\nconst app = Fastify()\napp.post('/a', ${handler})`
  const hapi = (handler: string): string => `import Hapi from '@hapi/hapi'\nimport Boom from '@hapi/boom'\nconst server = Hapi.server({})\nserver.route({ method: 'POST', path: '/a', handler: ${handler} })`
  const controllers = (method: string): string =>
    `import { Body, Delete, Get, JsonController, Post, Render } from 'routing-controllers'\n@JsonController('/a')\nclass C { ${method} }`
  const elysia = (handler: string): string => `import { Elysia } from 'elysia'\nconst app = new Elysia().post('/a', ${handler})`
  const koa = (body: string): string => `import Router from '@koa/router'\nconst r = new Router()\nr.post('/a', async (ctx) => { ${body} })`
  const hono = (body: string): string => `import { Hono } from 'hono'\nconst app = new Hono()\napp.post('/a', async (c) => { ${body} })`
  const next = (body: string): { [file: string]: string } => ({
    'package.json': '{ "dependencies": { "next": "15" } }',
    'app/a/route.ts': `import { NextResponse } from 'next/server'\nexport async function POST(request) { ${body} }`,
  })
  const nest = (method: string): string =>
    `import { Body, Controller, Delete, Get, HttpCode, HttpException, HttpStatus, NotFoundException, Post, Redirect, Render, Res, Sse } from '@nestjs/common'\n@Controller('a')\nclass C { ${method} }`

  it.each([
    [fastify('async (request, reply) => { reply.code(201)\nreturn { id: 1 } }'), '201 {id: number}'],
    [fastify('async (request, reply) => { reply.code(201).header("a", "b")\nconst a = await find()\nreturn a }'), '201 unknown'],
    [fastify('async () => ({ id: 1 })'), '200 {id: number}'],
    [`import Fastify from 'fastify'\nconst app = Fastify()\napp.post('/a', users.show)\nconst users = new Users()\nclass Users { async show(request, reply) { if (!x) return reply.notFound()\nreturn { id: 1 } } }`, '404 unknown, 200 {id: number}'],
    [`import Fastify from 'fastify'\nconst app = Fastify()\napp.post('/a', users.all)\nconst users = new Users()\nclass Users { all = async (request) => ({ id: 1 }) }`, '200 {id: number}'],
    ["import Fastify from 'fastify'\nconst app = Fastify()\napp.register(async (one) => { one.post('/a', list)\nasync function list(request) { return [] } })", '200 list'],
    [fastify('list)\nasync function list(request) { return { id: request.params.id } }\nvoid (0'), '200 {id: unknown}'],
    [fastify('async (request) => find(request.params.id)'), '200 unknown'],
    [fastify('async (request) => { if (!x) throw app.httpErrors.notFound()\nreturn x }'), '404 unknown, 200 unknown'],
    [fastify('async (request, reply) => send(reply, 1)'), '…'],
    [fastify('find'), 'unknown'],
    [express('async () => find()'), ''],
    [fastify('async (request, reply) => ({ id: 1 })'), '200 {id: number}'],
    [fastify('async (request, reply) => reply.status(404).send({ error: 1 })'), '404 {error: number}'],
    [koa('ctx.status = 201\nctx.body = { id: 1 }'), '201 {id: number}'],
    [koa('ctx.body = []'), '200 list'],
    [koa('ctx.status = 204'), '204 nothing'],
    [koa('if (!x) { ctx.status = 404\nctx.body = {}\nreturn }\nctx.body = []'), '404 {}, 200 list'],
    [koa("if (!x) ctx.throw(404, 'no')\nctx.body = ctx.request.body"), '404 unknown, 200 value, body'],
    [koa('await next(ctx)'), '…'],
    [hono('return c.json({ id: 1 }, 201)'), '201 {id: number}'],
    [hono("if (!x) return c.json({ error: 'no' }, { status: 404 })\nreturn c.json(await c.req.json())"), '404 {error: text}, 200 value, body'],
    [hono('return c.body(null, 204)'), '204 nothing'],
    [hono("c.status(201)\nreturn c.text('x')"), '201 text'],
    [hono('return c.notFound()'), '404 unknown'],
    [next('return NextResponse.json({ id: 1 }, { status: 201 })'), '201 {id: number}'],
    [next('return Response.json([])'), '200 list'],
    [next('return new Response(null, { status: 204 })'), '204 nothing'],
    [next('return new NextResponse(stream)'), '200 unknown'],
    [nest('@Post() create(@Body() a: A) { return this.service.create(a) }'), '201 unknown, body'],
    [nest('@Get() list(): Promise<A[]> { return this.service.list() }'), '200 list'],
    [nest('@Delete() remove(): Promise<void> { return this.service.remove() }'), '200 nothing'],
    [nest('@Delete() @HttpCode(HttpStatus.NO_CONTENT) remove() {}'), '204 nothing'],
    [
      { 'tsoa.json': '{ "routes": { "routesDir": "build" } }', 'app.ts': "import { Post, Route, SuccessResponse } from 'tsoa'\n@Route('users')\nclass Users { @Post() @SuccessResponse('201', 'Created') create() { return { id: 1 } } }" },
      '201 {id: number}',
    ],
    [{ 'app.ts': "import { Controller, Post, Route } from 'tsoa'\n@Route('users')\nclass Users extends Controller { @Post() create() { this.setStatus(201)\nreturn { id: 1 } } }" }, '201 {id: number}'],
    [nest('@Delete() @HttpCode(204) remove() { return this.service.remove() }'), '204 unknown'],
    [nest('@Delete() @HttpCode(status) remove() {}'), '? nothing'],
    [nest('@Delete() async remove() { await this.service.remove() }'), '200 nothing'],
    [nest('@Get() stream(@Res() stream) { this.service.pipe(stream) }'), '200 unknown'],
    [nest("@Get() @Render('page') page() { return this.service.page() }"), '200 page'],
    [nest("@Get() @Redirect('/b') moved() {}"), '302 page'],
    [nest("@Get() @Redirect('/b', 301) moved() { if (x) throw new HttpException('a', HttpStatus.GONE)\nreturn { url: '/c' } }"), '301 page, 410 unknown'],
    [nest('@Sse() events() { return this.service.events() }'), '200 page'],
    [nest("@Get() one() { throw new HttpException('a', statusOf(x)) }"), '? unknown'],
    [fastify('async (request, reply) => { if (!x) return reply.notFound()\nreturn { id: 1 } }'), '404 unknown, 200 {id: number}'],
    [controllers('@Post() create(@Body() a: A) { return this.service.create(a) }'), '200 unknown, body'],
    [controllers('@Delete() async remove() { await this.service.remove() }'), ''],
    [controllers("@Get() @Render('page') page() { return this.service.page() }"), ''],
    [hapi('() => Boom.notFound()'), '404 unknown'],
    [hapi("() => Boom.badImplementation('x')"), '500 unknown'],
    [hapi('(request, h) => h.response(x).code(201)'), '201 value'],
    [hapi('(request, h) => h.response(x).created(`/a/${x.id}`)'), '201 value'],
    [elysia('({ set }) => { set.status = 404\nreturn { error: 1 } }'), '404 {error: number}'],
    [elysia('({ status, id }) => { if (!id) return status(404, { error: 1 })\nreturn { id } }'), '404 {error: number}, 200 {id: unknown}'],
    [elysia('({ id }) => ({ id })'), '200 {id: unknown}'],
    [nest('@Get() one() { if (!x) throw new NotFoundException()\nreturn { id: 1 } }'), '404 unknown, 200 {id: number}'],
    [nest('@Get() one(@Res() res) { res.status(202).json({}) }'), '202 {}'],
    [nest('@Get() one(@Res() res) { this.service.stream() }'), ''],
  ])('%j', async (code, expected) => {
    expect(await answers(code)).toBe(expected)
  })

  it('tells the methods of a page handler apart', async () => {
    const handler = "export default function handler(req, res) { if (req.method === 'GET') return res.json([])\nswitch (req.method) { case 'POST': return res.status(201).end() } }"
    const project = await projectOf({ 'package.json': '{ "dependencies": { "next": "15" } }', 'pages/api/users.ts': handler })
    expect(project.routes.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /api/users', 'POST /api/users'])
    expect(project.routes.map((route) => project.answersOf(route)?.answers.map(textOf))).toEqual([['200 list'], ['201 nothing']])
  })

  it.each([
    ["if (req.method === 'POST') { res.status(201).end() } else { res.json([]) }", { POST: ['201 nothing'] }],
    ["if (req.method !== 'POST') return res.status(405).end()\nres.status(201).end()", { POST: ['201 nothing'] }],
    ["switch (req.method) { case 'GET': case 'HEAD': return res.json([])\ncase 'PUT': return res.status(204).end()\ndefault: return res.status(405).end() }", { GET: ['200 list'], HEAD: ['200 list'], PUT: ['204 nothing'] }],
    ["if (req.method === 'GET' && x) return res.json([])\nif (req.method === 'PUT') return res.status(204).end()\nres.status(400).end()", { GET: ['200 list', '400 nothing'], PUT: ['200 list', '204 nothing'] }],
    ["try { if (req.method === 'GET') return res.json([])\nif (req.method === 'POST') return res.json({}) } catch { res.status(500).end() }", { GET: ['200 list', '500 nothing'], POST: ['200 {}', '500 nothing'] }],
  ])('and gives each its answers: %s', async (body, expected) => {
    const project = await projectOf({ 'package.json': '{ "dependencies": { "next": "15" } }', 'pages/api/users.ts': `export default function handler(req, res) { ${body} }` })
    expect(Object.fromEntries(project.routes.map((route) => [route.method, project.answersOf(route)?.answers.map(textOf)]))).toEqual(expected)
  })
})

describe('APIs that are written as values', () => {
  const tsRest = (handlers: string): { [file: string]: string } => ({
    'contract.ts': "import { initContract } from '@ts-rest/core'\nconst c = initContract()\nexport const contract = c.router({ users: c.router({ get: { method: 'GET', path: '/users/:id', responses: { 200: User } } }) })",
    'app.ts': `import { createExpressEndpoints, initServer } from '@ts-rest/express'\nimport express from 'express'\nimport { contract } from './contract'\nconst s = initServer()\nconst missing = { status: 404 as const, body: { error: 'x' } }\nconst router = s.router(contract, ${handlers})\nconst app = express()\ncreateExpressEndpoints(contract, router, app)`,
  })
  const trpc = (procedure: string): string =>
    `import { initTRPC, TRPCError } from '@trpc/server'\nimport { createHTTPServer } from '@trpc/server/adapters/standalone'\nconst t = initTRPC.create()\nconst app = t.router({ get: ${procedure} })\ncreateHTTPServer({ router: app }).listen(1)`

  it.each([
    [tsRest('{ users: { get: async () => ({ status: 200, body: { id: 1 } }) } }'), '200 {id: number}'],
    [tsRest('{ users: { get: async ({ params }) => (params.id ? { status: 200 as const, body: [] } : missing) } }'), '200 list, 404 {error: text}'],
    [tsRest('{ users: s.router(contract.users, { get: { middleware: [], handler: async () => { return { status: 204, body: undefined } } } }) }'), '204 nothing'],
    [tsRest('{ users: { get: async () => find() } }'), '…'],
    [tsRest('{ users }'), 'unknown'],
    [trpc('t.procedure.query(() => find())'), '200 unknown'],
    [trpc("t.procedure.query(({ input }) => { if (!x) throw new TRPCError({ code: 'NOT_FOUND' })\nreturn x })"), '200 unknown, 404 unknown'],
    [trpc("t.procedure.input(z).mutation(async ({ input }) => { throw new TRPCError({ code: 'METHOD_NOT_SUPPORTED', message: 'x' }) })"), '200 unknown, 405 unknown'],
    [trpc('t.procedure.query(find)'), 'unknown'],
  ])('%j', async (texts, expected) => {
    expect(await answers(texts)).toBe(expected)
  })
})

describe('functions of platforms', () => {
  const nitro = (handler: string): { [file: string]: string } => ({ 'package.json': '{ "dependencies": { "nitropack": "2" } }', 'server/api/a.post.ts': `export default defineEventHandler(${handler})` })
  const azure = (handler: string, more = ''): string => `import { app } from '@azure/functions'\n${more}\napp.post('create', { route: 'a', handler: ${handler} })`

  it.each([
    [nitro('() => ({ id: 1 })'), '200 {id: number}'],
    [nitro('(event) => { setResponseStatus(event, 201)\nreturn { id: 1 } }'), '201 {id: number}'],
    [nitro('(event) => { event.node.res.statusCode = 202\nreturn [] }'), '202 list'],
    [nitro("(event) => { if (x) throw createError({ statusCode: 404 })\nreturn { id: 'a' } }"), '404 unknown, 200 {id: text}'],
    [nitro('(event) => sendNoContent(event)'), ''],
    // h3 sends 204.
    [nitro('() => null'), ''],
    [azure('async (request, context) => ({ status: 201, jsonBody: { id: 1 } })'), '201 {id: number}'],
    [azure('async (request) => ({ jsonBody: [] })'), '200 list'],
    [azure('async () => { return { status: 409, body: JSON.stringify({ code: 1 }) } }'), '409 {code: number}'],
    [azure('create', 'async function create(request, context) { if (x) return problem(400)\nreturn { status: 204 } }\nconst problem = (status) => ({ status, jsonBody: { status } })'), '204 nothing, 400 {status: unknown}, …'],
    [azure('async () => find()'), '…'],
  ])('%j', async (texts, expected) => {
    expect(await answers(texts)).toBe(expected)
  })
})

describe('helpers that are told the status', () => {
  const helpers = {
    express: 'exports.ok = (res, data, status = 200) => res.status(status).json(data)\nexports.created = (res, data) => exports.ok(res, data, 201)\nexports.fail = (res, status, message) => { res.status(status).json({ message }) }',
    hono: "import type { Context } from 'hono'\nexport function problem(c: Context, status: 404 | 409, detail: string) { return c.json({ status, detail }, status) }\nexport const missing = (c: Context) => problem(c, 404, 'none')\nexport const made = (status: number) => new Response(null, { status })\nexport const load = async (id: string) => fetch(id)",
  }
  const inExpress = (handler: string): { readonly [file: string]: string } => ({
    'app.js': `const express = require('express')\nconst { ok, created, fail } = require('./respond')\nconst app = express()\napp.put('/a', ${handler})`,
    'respond.js': helpers.express,
  })
  const inHono = (handler: string): { readonly [file: string]: string } => ({
    'app.ts': `import { Hono } from 'hono'\nimport { problem, missing, made, load } from './respond'\nconst app = new Hono()\napp.put('/a', ${handler})`,
    'respond.ts': helpers.hono,
  })

  it.each([
    ['(req, res) => fail(res, 404, "none")', '404 {message: unknown}'],
    ['(req, res) => { if (x) return fail(res, 409, "there")\nok(res, {}) }', '409 {message: unknown}, 200 value'],
    ['(req, res) => ok(res, {}, 202)', '202 value'],
    ['(req, res) => created(res, {})', '201 value'],
    ['(req, res) => fail(res, error.status, "none")', '? {message: unknown}'],
  ])('Express: %s', async (handler, expected) => {
    expect(await answers(inExpress(handler))).toBe(expected)
  })

  it.each([
    ['(c) => problem(c, 404, "none")', '404 {status: unknown detail: unknown}'],
    ['(c) => missing(c)', '404 {status: unknown detail: unknown}'],
    ['(c) => { if (x) return made(410)\nreturn c.json({}) }', '200 {}, 410 nothing'],
    ['async (c) => { if (x) return load("a")\nreturn c.json({}) }', '200 {}'],
    ['(c) => problem(c, status, "none")', '? {status: unknown detail: unknown}'],
  ])('Hono: %s', async (handler, expected) => {
    expect(await answers(inHono(handler))).toBe(expected)
  })
})

describe('errors that are made of a status', () => {
  it.each([
    ["import createError from 'http-errors'\nimport Router from '@koa/router'\nconst router = new Router()\nrouter.get('/a', async (ctx) => { if (x) throw createError(422, 'no')\nctx.body = { id: 1 } })", '422 unknown, 200 {id: number}'],
    ["import createError from 'http-errors'\nimport express from 'express'\nconst app = express()\napp.get('/a', (req, res) => { if (x) throw createError(code)\nres.json({ id: 1 }) })", '? unknown, 200 {id: number}'],
    ["import { Elysia, status } from 'elysia'\nnew Elysia().get('/a', () => { if (x) return status(401, { error: 1 })\nreturn { id: 1 } })", '401 unknown, 200 {id: number}'],
    ["import { Hono } from 'hono'\nimport { HTTPException } from 'hono/http-exception'\nconst app = new Hono()\napp.get('/a', (c) => { if (x) throw new HTTPException(404)\nreturn c.json({ id: 1 }) })", '404 unknown, 200 {id: number}'],
    ["import { myError } from './errors'\nimport { Hono } from 'hono'\nconst app = new Hono()\napp.get('/a', (c) => { if (x) throw myError(404)\nreturn c.json({ id: 1 }) })", '200 {id: number}'],
  ])('%s', async (text, expected) => {
    expect(await answers(text)).toBe(expected)
  })
})

describe('handlers that a function makes', () => {
  const made = (maker: string, use = 'makeTours(store).list'): Promise<string> =>
    answers({ 'app.ts': `import express from 'express'\nimport { makeTours } from './tours'\nconst tours = makeTours(store)\nexpress().get('/tours', ${use})`, 'tours.ts': maker })
  const list = '(req, res) => res.status(206).json([])'

  it.each([
    ['in an object', `export const makeTours = (store) => ({ list: ${list}, all: store.all })`],
    ['by their names', `export function makeTours(store) { const list = ${list}\nreturn { list } }`],
    ['as methods', 'export function makeTours(store) { return { list(req, res) { res.status(206).json([]) } } }'],
    ['of a class', 'class Tours { list = ' + list + ' }\nexport const makeTours = (store) => new Tours(store)'],
    ['of a class with methods', 'class Tours { list(req, res) { res.status(206).json([]) } }\nexport const makeTours = (store) => new Tours(store)'],
  ])('are read: %s', async (_, maker) => {
    expect(await made(maker)).toBe('206 list')
    expect(await made(maker, 'tours.list')).toBe('206 list')
  })

  it('are those that a function returns in a wrapper', async () => {
    const texts = "const app = require('express')()\nconst wrap = (run) => (req, res, next) => run(req, res).catch(next)\nconst moved = (state) => wrap(async (req, res) => res.sendStatus(204))\napp.post('/a', moved('paid'))"
    expect(await answers({ 'app.js': texts })).toBe('204 nothing')
  })

  it('are unknown if the function returns one of several objects', async () => {
    expect(await made(`export const makeTours = (store) => { if (store) return { list: ${list} }\nreturn { list: other } }`)).toBe('unknown')
  })
})
