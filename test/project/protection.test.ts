import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { checkTexts } from '../support/check.ts'
import { lostCoverage } from '../../src/project/lost-coverage.ts'
import { projectOf } from './build.ts'
import type { Texts } from './build.ts'

/** The messages of one rule for a project. */
async function found(id: string, texts: Texts, options = {}): Promise<string[]> {
  const rule = rules.filter((one) => one.id === id)
  return (await checkTexts(texts, rule, { options })).findings.map(({ message }) => message)
}

const start = "const express = require('express')\nconst app = express()\n"
const listen = '\napp.listen(3000)\n'
const server = (code: string, others: Texts = {}): Texts => ({ 'src/server.js': start + code + listen, ...others })

const fastify = (code: string): Texts => ({ 'src/server.js': `const app = require('fastify')()\n${code}${listen.replace('3000', '{ port: 3000 }')}` })

const user = 'const requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))\n'
const guarded = `${user}app.post('/a', requireUser, (req, res) => res.end())\napp.put('/b', requireUser, (req, res) => res.end())\n`

const models =
  "const Sequelize = require('sequelize')\nconst config = require(__dirname + '/../config/config.json').test\nconst sequelize = new Sequelize(config)\nconst db = {}\nfs.readdirSync(__dirname).forEach((file) => { const model = require(path.join(__dirname, file))(sequelize, Sequelize.DataTypes)\ndb[model.name] = model })\nmodule.exports = db"

describe('security-headers', () => {
  it.each([
    ['none', server("app.get('/a', (req, res) => res.json({}))")],
    ['none beside models that Sequelize loads', server("const db = require('./models')\napp.get('/a', (req, res) => res.json(db))", { 'src/models/index.js': models })],
    ['none beside routes that are loaded by name', server("fs.readdirSync('./routes').forEach((file) => require('./routes/' + file)(app))", { 'src/routes/a.js': "module.exports = (app) => { app.get('/a', (req, res) => res.json({})) }" })],
    ['commented out', server("// app.use(require('helmet')())\napp.get('/a', (req, res) => res.json({}))")],
    ['imported and unused', { 'src/server.ts': `import helmet from 'helmet'\nimport express from 'express'\nconst app = express()\napp.get('/a', f)\napp.listen(1)` }],
    ['Fastify', { 'src/server.ts': "import fastify from 'fastify'\nconst app = fastify()\napp.get('/a', async () => 1)\nawait app.listen({ port: 3000 })" }],
  ])('finds %s', async (_, texts) => {
    expect(await found('security-headers', texts)).toHaveLength(1)
  })

  it.each([
    ['helmet', server("app.use(require('helmet')())\napp.get('/a', (req, res) => res.json({}))")],
    ['headers by hand', server("app.use((req, res, next) => { res.set('X-Frame-Options', 'DENY'); next() })\napp.get('/a', (req, res) => res.json({}))")],
    ['nothing but a health check', server("app.get('/healthz', (req, res) => res.json({}))")],
    ['code that could not be read', server("app.use(require('./missing'))\napp.get('/a', (req, res) => res.json({}))")],
  ])('leaves %s alone', async (_, texts) => {
    expect(await found('security-headers', texts)).toEqual([])
  })
})

describe('rate-limited-server', () => {
  it.each([
    ['a login', server("app.post('/login', (req, res) => res.end())"), {}],
    ['a token', server("app.post('/oauth/token', (req, res) => res.end())"), {}],
    ['a password that is forgotten', server("app.post('/forgot-password', (req, res) => res.end())"), {}],
    ['writes, when asked', server("app.post('/orders', (req, res) => res.end())"), { withoutLogins: true }],
  ])('finds %s', async (_, texts, options) => {
    expect(await found('rate-limited-server', texts, options)).toHaveLength(1)
  })

  it.each([
    ['a limiter', server("app.use(require('express-rate-limit')())\napp.post('/login', (req, res) => res.end())")],
    ['one of its own', server("app.use(rateLimit)\nfunction rateLimit(req, res, next) { next() }\napp.post('/login', (req, res) => res.end())")],
    ['nothing to be guessed', server("app.post('/orders', (req, res) => res.end())")],
    ['reading', server("app.get('/login', (req, res) => res.end())")],
  ])('leaves %s alone', async (_, texts) => {
    expect(await found('rate-limited-server', texts)).toEqual([])
  })

  it('names what can be guessed, and not how people leave', async () => {
    const routes = ['/auth/logout', '/auth/refresh', '/auth/email/login'].map((path) => `app.post('${path}', (req, res) => res.end())`)
    expect(await found('rate-limited-server', server(routes.join('\n')))).toEqual([expect.stringContaining('handles POST /auth/email/login without a rate limit')])
    expect(await found('rate-limited-server', server("app.post('/logout', (req, res) => res.end())"))).toEqual([])
  })
})

const koa = (code: string): Texts => ({
  'src/server.js': `const Koa = require('koa')\nconst Router = require('@koa/router')\nconst router = new Router()\nconst app = new Koa()\nconst signedIn = (ctx, next) => (ctx.session.user ? next() : ctx.throw(401))\n${code}app.use(router.routes())\napp.listen(3000)\n`,
})
const koaWrites = "router.post('/a', signedIn, (ctx) => { ctx.body = 1 })\nrouter.put('/b', signedIn, (ctx) => { ctx.body = 1 })\nrouter.delete('/b', (ctx) => { ctx.body = 1 })\n"
const elysia = (options: string): Texts => ({
  'src/server.ts': `import { Elysia } from 'elysia'\nnew Elysia()\n  .post('/a', ({ headers }) => who(headers.authorization), { signedIn: true })\n  .put('/b', () => 1, { signedIn: true })\n  .delete('/c', () => 1, ${options})\n  .listen(3000)\n`,
})
const nestGuarded = (guard: string): Texts => ({
  'src/main.ts': "import { NestFactory } from '@nestjs/core'\nimport { AppModule } from './app.module'\nconst app = await NestFactory.create(AppModule)\nawait app.listen(3000)\n",
  'src/app.module.ts': `import { Module, Controller, Post, Put, Delete, UseGuards } from '@nestjs/common'
import { APP_GUARD } from '@nestjs/core'
import { AuthGuard } from '@nestjs/passport'
@Controller('a')
class A {
  @UseGuards(AuthGuard('jwt')) @Post() add() {}
  @UseGuards(AuthGuard('jwt')) @Put() change() {}
  @Delete(':id') remove() {}
}
@Module({ controllers: [A], providers: [{ provide: APP_GUARD, useClass: ${guard} }] })
export class AppModule {}
`,
})
const contained = (middleware: string): Texts => ({
  'src/server.ts': `import express from 'express'\nimport { container } from 'tsyringe'\nimport { Orders } from './orders'\nconst app = express()\napp.use('/orders', container.resolve(Orders).router)\napp.listen(3000)\n`,
  'src/orders.ts': `import { Router } from 'express'\nimport { authenticate } from './authenticate'\nexport class Orders {\n  readonly router = Router()\n  constructor() {\n    this.router.post('/', authenticate, this.add)\n    this.router.put('/:id', authenticate, this.add)\n    this.router.delete('/:id', ${middleware}this.add)\n  }\n  private add = (req, res) => res.end()\n}\n`,
  'src/authenticate.ts': 'export const authenticate = (req, res, next) => (req.user ? next() : res.sendStatus(401))\n',
})

const inversify = (methods: string, more = ''): Texts => ({
  'src/server.ts': "import { InversifyExpressServer } from 'inversify-express-utils'\nimport { container } from './container'\nimport './orders'\nconst server = new InversifyExpressServer(container)\nserver.build().listen(3000)",
  'src/container.ts': "import { Container } from 'inversify'\nexport const container = new Container()",
  'src/guard.ts': "import { BaseMiddleware } from 'inversify-express-utils'\nexport class Guard extends BaseMiddleware { handler(req, res, next) { if (req.session.user) next()\nelse res.sendStatus(401) } }",
  'src/orders.ts': `import { controller, httpDelete, httpPost, httpPut } from 'inversify-express-utils'\nimport { Guard } from './guard'\n@controller('/orders'${more})\nexport class Orders { ${methods} @httpPost('/login') login() {} }`,
})

describe('authenticated-routes', () => {
  it.each([
    ['behind a question to the database', koa(`app.use(async (ctx, next) => { if (ctx.path === '/health') await sequelize.authenticate()\nreturn next() })\n${koaWrites}`)],
    ['without the macro of others', elysia('{ tags: ["c"] }')],
    ['behind a guard that only counts', nestGuarded('ThrottlerGuard')],
    ['of a controller that a container makes', contained('')],
    ['that a constructor function assigns', { ...server(`const Desks = require('./desks')\nconst desks = new Desks(db)\n${guarded}app.delete('/b', desks.remove)`), 'src/desks.js': 'function Desks(db) {\n  this.remove = (req, res) => db.remove(req.params.id, () => res.end())\n}\nmodule.exports = Desks\n' }],
    ['that a prototype has', { ...server(`const Desks = require('./desks')\nconst desks = new Desks(db)\n${guarded}app.delete('/b', desks.remove.bind(desks))`), 'src/desks.js': 'function Desks(db) { this.db = db }\nDesks.prototype.remove = function (req, res) { this.db.remove(req.params.id, () => res.end()) }\nmodule.exports = Desks\n' }],
    ['one of several', server(`${guarded}app.delete('/b', (req, res) => res.end())`)],
    ['before the middleware of all', server(`${user}app.delete('/b', (req, res) => res.end())\napp.use(requireUser)\napp.post('/a', (req, res) => res.end())\napp.put('/c', (req, res) => res.end())`)],
    ['behind an upload', server(`${guarded}app.put('/c', require('multer')().single('file'), (req, res) => res.end())`)],
    ['behind what only finds out who it is', server(`app.use(async (req, res, next) => { req.user = await getSession(req); next() })\n${guarded}app.delete('/b', (req, res) => res.end())`)],
    ['behind headers and limits alone', server(`const { secureHeaders } = require('hono/secure-headers')\nconst authLimiter = require('express-rate-limit')()\napp.use(secureHeaders(), authLimiter)\n${guarded}app.delete('/b', (req, res) => res.end())`)],
    ['of those where people sign in and nobody asks again', server("app.post('/login', (req, res) => res.json({ token: sign() }))\napp.post('/a', (req, res) => res.end())\napp.delete('/b', (req, res) => res.end())")],
    ['beside a plugin with a hook of its own', fastify('app.register(async (one) => { one.addHook("onRequest", app.authenticate)\none.post("/a", async () => 1)\none.put("/b", async () => 1) })\napp.delete("/c", async () => 1)')],
    ['behind a hook that only logs', fastify('app.addHook("onRequest", async (request) => { request.log.info("x") })\napp.post("/a", { preHandler: app.authenticate }, async () => 1)\napp.delete("/c", async () => 1)')],
    ['behind a session alone', server(`app.use(require('express-session')({}))\n${guarded}app.delete('/b', (req, res) => res.end())`)],
    ['behind what only sets Passport up', server(`const passport = require('passport')\napp.use(passport.initialize())\napp.use(passport.session())\n${guarded}app.delete('/b', (req, res) => res.end())`)],
    ['what the decorators of others are given', inversify("@httpPost('/', Guard) add() {} @httpPut('/:id', Guard) change() {} @httpDelete('/:id') remove() {}")],
  ])('finds %s', async (_, texts) => {
    expect(await found('authenticated-routes', texts)).toHaveLength(1)
  })

  it.each([
    ['whom the handler looks up', server(`${guarded}app.delete('/b', (req, res, next) => { const loggedInUser = users.from(req)\nif (!loggedInUser) return next(new Error('Who?'))\nres.end() })`)],
    ['what a macro asks', elysia('{ signedIn: true }')],
    ['what a guard of all asks', nestGuarded('JwtGuard')],
    ['of a controller that a container makes, with a middleware', contained('authenticate, ')],
    ['a password that was forgotten', server(`${guarded}app.post('/forgotpw', (req, res) => res.end())\napp.post('/resetPassword', (req, res) => res.end())`)],
    ['no authentication anywhere', server("app.delete('/b', (req, res) => res.end())\napp.post('/a', (req, res) => res.end())")],
    ['what a library wraps, below a path and some methods', { 'src/a.ts': "import { Hono } from 'hono'\nimport { serve } from '@hono/node-server'\nimport { createMiddleware } from 'hono/factory'\nconst host = createMiddleware(async (c, next) => { if (!c.req.header('authorization')) return c.json({}, 401)\nawait next() })\nconst app = new Hono()\napp.on(['POST', 'DELETE'], '/shows/*', host)\napp.all('/hosts/*', host)\napp.post('/shows', (c) => c.json({}))\napp.delete('/hosts/:id', (c) => c.json({}))\nserve({ fetch: app.fetch, port: 1 })\n" }],
    ['what the decorators of inversify are given', inversify("@httpPost('/', Guard) add() {} @httpPut('/:id', body(Order), Guard) change() {} @httpDelete('/:id', TYPES.Authenticated) remove() {}")],
    ['what a decorator of a controller is given', inversify("@httpPost('/') add() {} @httpPut('/:id') change() {}", ', Guard')],
    ['a login', server(`${guarded}app.post('/login', (req, res) => res.end())`)],
    ['a login and one account', server("app.post('/login', (req, res) => res.end())\napp.put('/users/:id', (req, res) => res.end())")],
    ['what a hook of the application asks', fastify('app.post("/a", async () => 1)\napp.addHook("onRequest", async (request, reply) => { await request.jwtVerify() })\napp.delete("/c", async () => 1)')],
    ['what a hook of an unwrapped plugin asks', { ...fastify('app.register(require("./auth"))\napp.post("/a", { preHandler: app.authenticate }, async () => 1)\napp.delete("/c", async () => 1)'), 'src/auth.js': 'module.exports = require("fastify-plugin")(async (app) => { app.addHook("onRequest", async (request) => request.jwtVerify()) })' }],
    ['what hands on to something that asks', server(`const jwt = require('express-jwt')\napp.use((req, res, next) => jwt({ secret })(req, res, next))\n${guarded}app.delete('/b', (req, res) => res.end())`)],
    ['a middleware that could not be found', server(`${guarded}app.put('/c', config.before, (req, res) => res.end())`)],
    ['a handler that asks', server(`${guarded}app.delete('/b', (req, res) => { if (!req.user) return res.sendStatus(401); res.end() })`)],
  ])('leaves %s alone', async (_, texts) => {
    expect(await found('authenticated-routes', texts)).toEqual([])
  })
})

const next = (files: Texts): Texts => ({ 'package.json': '{ "dependencies": { "next": "15" } }', 'auth.ts': 'export const auth = async () => null', ...files })
const asks = "import { auth } from '../../../auth'\nexport async function POST(request) { if (!(await auth())) return new Response(null, { status: 401 })\nreturn Response.json({}) }\nexport async function PUT(request) { const s = await getServerSession()\nreturn Response.json({}) }\n"
const asking = "import { getToken } from 'next-auth/jwt'\nexport const withClient = (run) => async (request) => ((await getToken({ req: request })) ? run(request) : Response.json({}, { status: 401 }))"
const open = 'export async function DELETE(request) { return Response.json(await remove()) }\n'
const trpc = (procedures: string): Texts => ({
  'src/trpc.ts': "import { initTRPC } from '@trpc/server'\nconst t = initTRPC.create()\nexport const router = t.router\nexport const publicProcedure = t.procedure\nexport const protectedProcedure = t.procedure.use(isAuthed)\n",
  'src/app.ts': `import { createHTTPServer } from '@trpc/server/adapters/standalone'\nimport { protectedProcedure, publicProcedure, router } from './trpc'\nconst app = router({ a: protectedProcedure.mutation(() => add()), b: protectedProcedure.input(x).mutation(() => add()), ${procedures} })\ncreateHTTPServer({ router: app }).listen(1)\n`,
})

it('what decorators of Ts.ED are given runs before the handler', async () => {
  const { routes } = await projectOf({
    'src/guard.ts': 'export class Known { use(ctx) {} }',
    'src/orders.ts': "import { Controller } from '@tsed/di'\nimport { UseBefore } from '@tsed/platform-middlewares'\nimport { Get, Post } from '@tsed/schema'\nimport { Known } from './guard'\n@Controller('/orders')\nexport class Orders { @Get('/') list() {} @Post('/') @UseBefore(Known) add() {} }",
  })
  expect(routes.map(({ method, middleware }) => `${method} ${middleware.length}`)).toEqual(['GET 0', 'POST 1'])
})

describe('authenticated-routes without a server of its own', () => {
  it.each<[string, Texts]>([
    ['a route of Next', next({ 'app/api/a/route.ts': asks, 'app/api/b/route.ts': open })],
    ['a route of Next beside a middleware of pages', next({ 'app/api/a/route.ts': asks, 'app/api/b/route.ts': open, 'src/middleware.ts': "export { auth as middleware } from '@/auth'\nexport const config = { matcher: ['/account/:path*', '/orders'] }" })],
    ['a route of Next that a middleware leaves out', next({ 'app/api/a/route.ts': asks, 'app/api/b/route.ts': open, 'src/middleware.ts': "export { auth as middleware } from '@/auth'\nexport const config = {\n  matcher: ['/((?!api|_next/static|_next/image|favicon.ico).*)'],\n}" })],
    ['a page of Next', next({ 'app/api/a/route.ts': asks, 'pages/api/b.ts': "export default function handler(req, res) { if (req.method === 'PUT') res.json(save(req.body)) }" })],
    ['a worker', { 'src/index.ts': `import { Hono } from 'hono'\nimport { jwt } from 'hono/jwt'\nconst app = new Hono()\napp.delete('/x/:id', (c) => c.json({}))\napp.use(jwt({ secret }))\napp.post('/a', (c) => c.json({}))\napp.put('/b', (c) => c.json({}))\nexport default app` }],
    ['a procedure', trpc('remove: publicProcedure.mutation(() => remove())')],
  ])('finds %s', async (_, texts) => {
    expect(await found('authenticated-routes', texts)).toHaveLength(1)
  })

  it.each<[string, Texts]>([
    ['what a middleware file guards', next({ 'app/api/a/route.ts': asks, 'app/api/b/route.ts': open, 'src/middleware.ts': "export { auth as middleware } from '@/auth'" })],
    ['what it guards by a list', next({ 'app/api/a/route.ts': asks, 'app/api/b/route.ts': open, 'src/middleware.ts': "export { auth as middleware } from '@/auth'\nexport const config = { matcher: ['/account/:path*', '/api/:path*'] }" })],
    ['what it guards among all', next({ 'app/api/a/route.ts': asks, 'app/api/b/route.ts': open, 'src/middleware.ts': "export { auth as middleware } from '@/auth'\nexport const config = { matcher: ['/((?!_next|favicon.ico).*)', '/(api|trpc)(.*)'] }" })],
    ['a wrapped handler', next({ 'app/api/a/route.ts': asks, 'app/api/b/route.ts': 'export const DELETE = withAuth(async (request) => Response.json(await remove()))' })],
    ['a handler in a function that asks', next({ 'app/api/a/route.ts': asks, 'lib/with-client.ts': asking, 'app/api/b/route.ts': "import { withClient } from '../../../lib/with-client'\nexport const DELETE = withClient(async (request) => Response.json(await remove()))" })],
    ['a handler behind what next-connect uses', next({ 'app/api/a/route.ts': asks, 'pages/api/b.ts': "import { createRouter } from 'next-connect'\nimport { guard } from '../../lib/guard'\nconst router = createRouter()\nrouter.use(guard).delete(async (req, res) => res.json(await remove()))\nexport default router.handler()", 'lib/guard.ts': 'export const guard = (req, res, next) => (req.cookies.a ? next() : res.status(401).end())' })],
    ['what hands on to a library with settings of the request', { 'src/index.ts': "import { Hono } from 'hono'\nimport { bearerAuth } from 'hono/bearer-auth'\nconst app = new Hono()\napp.use((c, next) => bearerAuth({ token: c.env.KEY })(c, next))\napp.post('/a', (c) => c.json({}))\napp.put('/b', (c) => c.json({}))\nexport default app" }],
    ['a procedure that asks within', trpc("remove: publicProcedure.mutation(({ ctx }) => { if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' })\nreturn remove() })")],
    ['a procedure that only reads, or lets somebody in', trpc('list: publicProcedure.query(() => list()), login: publicProcedure.mutation(() => login())')],
  ])('leaves %s alone', async (_, texts) => {
    expect(await found('authenticated-routes', texts)).toEqual([])
  })
})

const nestOf = (method: string): Texts => ({
  'src/main.ts': "import { NestFactory } from '@nestjs/core'\nimport { ValidationPipe } from '@nestjs/common'\nimport { Orders } from './orders'\nconst app = await NestFactory.create(Orders)\napp.useGlobalPipes(new ValidationPipe())\nawait app.listen(1)",
  'src/orders.ts': `import { Body, Controller, Post } from '@nestjs/common'\nimport { Order } from './order'\n@Controller('orders')\nexport class Orders { ${method} }`,
  'src/order.ts': 'export class Order {}',
})
const store = { 'src/store.js': 'exports.add = async () => {}\n' }
const taken = "const store = require('./store')\n"

const awsFunction = (call: string, end = ')', wrapper = '', more = ''): Texts => ({
  'serverless.yml': `functions:\n  add:\n    handler: src/add.handler\n    events:\n      - httpApi: { path: /a, method: post${more} }\n`,
  'src/add.ts': `import { wrapped } from './wrapped'\nexport const handler = ${wrapper}async (event) => ${call}(JSON.parse(event.body)${end}${wrapper === '' ? '' : ')'}`,
  'src/wrapped.ts': 'export const wrapped = (f) => f',
})
const procedure = (schema: string): { [file: string]: string } => ({
  'src/a.ts': `import { initTRPC } from '@trpc/server'
import { createHTTPServer } from '@trpc/server/adapters/standalone'
import { z } from 'zod'
const t = initTRPC.create()
createHTTPServer({ router: t.router({ add: t.procedure.input(${schema}).mutation(({ input }) => add(input)) }) }).listen(3000)`,
})

describe('validated-input', () => {
  it.each([
    ['nobody validates', server(`${taken}app.post('/a', async (req, res) => { await store.add(req.body); res.end() })`, store)],
    ['a handler of another file', server("app.post('/a', require('./a').create)", { ...store, 'src/a.js': `${taken}exports.create = async (req, res) => res.json(await store.add(req.body))\n` })],
    ['a method of a controller', server("const Orders = require('./a')\nconst orders = new Orders()\napp.post('/a', orders.create)", { ...store, 'src/a.js': `${taken}module.exports = class Orders { async create(req, res) { res.json(await store.add(req.body)) } }\n` })],
    [
      'where others do',
      server(
        `${taken}const { z } = require('zod')\nconst one = z.object({})\napp.post('/a', (req, res) => res.json(one.parse(req.body)))\napp.post('/b', (req, res) => res.json(one.parse(req.body)))\napp.post('/c', async (req, res) => res.json(await store.add(req.body)))`,
        store,
      ),
    ],
    ['a route of Next', next({ 'app/api/a/route.ts': 'export async function PATCH(request) { return Response.json(await save(await request.json())) }' })],
    [
      'several, where some do',
      server(
        `${taken}const { z } = require('zod')\nconst one = z.object({})\napp.post('/a', (req, res) => res.json(one.parse(req.body)))\n${['b', 'c', 'd'].map((path) => `app.post('/${path}', async (req, res) => res.json(await store.add(req.body)))`).join('\n')}`,
        store,
      ),
    ],
    ['a body of Hono beside one that a validator looks at', { 'src/a.ts': "import { Hono } from 'hono'\nimport { zValidator } from '@hono/zod-validator'\nconst app = new Hono()\napp.post('/a', zValidator('json', one), (c) => c.json(add(c.req.valid('json'))))\napp.post('/b', async (c) => c.json(add(await c.req.json())))\nexport default app" }],
    ['a number is made of the path alone', server(`${taken}app.put('/a/:id', async (req, res) => { await store.add(Number(req.params.id), req.body); res.end() })`, store)],
    ['a payload of hapi behind authentication', { 'src/a.js': "const Hapi = require('@hapi/hapi')\nconst server = Hapi.server({ port: 1 })\nserver.route({ method: 'POST', path: '/a', options: { auth: 'jwt' }, handler: (request) => add(request.payload) })\nserver.start()" }],
    ['a body that Elysia hands over', { 'src/a.ts': "import { Elysia } from 'elysia'\nnew Elysia().post('/a', ({ body }) => add(body)).listen(1)" }],
    ['a schema of Hono lets everything through', { 'src/a.ts': "import { Hono } from 'hono'\nimport { zValidator } from '@hono/zod-validator'\nimport { z } from 'zod'\nnew Hono().post('/a', zValidator('json', z.any()), (c) => add(c.req.valid('json')))" }],
    ['a procedure lets everything through', procedure('z.any()')],
    ['a function of AWS takes its body as it comes', awsFunction('add')],
    ['a body of Nest whose type is gone', nestOf('@Post() add(@Body() order: { sku: string }) { return add(order) }')],
    ['a page is served beside', server(`${taken}const path = require('path')\napp.use(express.static(path.join(__dirname, 'public')))\napp.post('/a', async (req, res) => { await store.add(req.body); res.end() })`, store)],
    ['a handler of Nuxt beside one that compares', { 'package.json': '{ "dependencies": { "nuxt": "3", "zod": "3" } }', 'server/api/dishes.post.ts': "import { z } from 'zod'\nconst Dish = z.object({})\nexport default defineEventHandler(async (event) => add(await readValidatedBody(event, Dish.parse)))", 'server/api/orders.post.ts': 'export default defineEventHandler(async (event) => add(await readBody(event)))' }],
  ])('finds that %s', async (_, texts) => {
    expect(await found('validated-input', texts)).toHaveLength(1)
  })

  it.each([
    ['a schema', server("const { z } = require('zod')\napp.post('/a', (req, res) => res.json(z.object({}).parse(req.body)))")],
    ['a middleware', server(`${taken}const { validate } = require('./validate')\napp.post('/a', validate, async (req, res) => res.json(await store.add(req.body)))`, { ...store, 'src/validate.js': 'exports.validate = (req, res, next) => next()\n' })],
    ['a middleware that its module alone names', server(`${taken}const validate = require('./validate')\napp.post('/a', validate(order), async (req, res) => res.json(await store.add(req.body)))`, { ...store, 'src/validate.js': "module.exports = (schema, part = 'body') => (req, res, next) => { const { error } = schema.validate(req[part]); next(error) }\n" })],
    ['checks of its own', server(`${taken}app.post('/a', async (req, res) => { if (typeof req.body.name !== 'string') return res.sendStatus(400); res.json(await store.add(req.body)) })`, store)],
    ['checks of its own, by Koa', { 'src/a.js': "const Koa = require('koa')\nconst Router = require('@koa/router')\nconst app = new Koa()\nconst router = new Router()\nrouter.post('/a', async (ctx) => { const { name } = ctx.request.body\nif (!name || name.length > 100) ctx.throw(400)\nctx.body = await add(name) })\napp.use(router.routes())\napp.listen(1)" }],
    ['a body of Elysia with a schema', { 'src/a.ts': "import { Elysia, t } from 'elysia'\nnew Elysia().post('/a', ({ body }) => add(body), { body: t.Object({}) }).listen(1)" }],
    ['bytes beside a handler that validates', server(`${taken}const { z } = require('zod')\nconst one = z.object({})\napp.post('/a', (req, res) => res.json(one.parse(req.body)))\napp.post('/b', (req, res) => res.json(one.parse(req.body)))\napp.put('/c', express.raw({ type: 'image/*' }), async (req, res) => res.json(await store.add(req.body)))`, store)],
    ['a procedure with a schema', procedure('z.object({ name: z.string() })')],
    ['a function of AWS with a schema', awsFunction('add(one.parse', '))')],
    ['a function of AWS that something wraps', awsFunction('add', ')', 'wrapped(')],
    ['a function of AWS whose gateway has a schema', awsFunction('add', ')', '', ', request: { schemas: s }')],
    ['a body of Nest with a pipe of its own', nestOf('@Post() add(@Body(new OrderPipe()) order: { sku: string }) { return add(order) }')],
    ['a body of Nest behind a decorator that may look at it', nestOf('@Post() @Checked(order) add(@Body() order: { sku: string }) { return add(order) }')],
    ['a body of Nest of a class', nestOf('@Post() add(@Body() order: Order) { return add(order) }')],
    ['a number that is made of the body', server(`${taken}app.post('/a', async (req, res) => { await store.add(Number(req.body.amount)); res.end() })`, store)],
    ['a body that is only logged', server("app.post('/a', (req, res) => { logger.info('%o', req.body); res.end() })")],
    ['no body', server("app.post('/a', (req, res) => res.end())")],
    ['a signature of a provider', server(`${taken}const stripe = require('stripe')()\napp.post('/webhooks/stripe', async (req, res) => { stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], key)\nres.end() })`, store)],
    [
      'a login beside one handler that validates',
      server(`${taken}const { z } = require('zod')\nconst one = z.object({})\napp.post('/a', (req, res) => res.json(one.parse(req.body)))\napp.post('/login', async (req, res) => res.json(await store.add(req.body.name)))`, store),
    ],
  ])('leaves %s alone', async (_, texts) => {
    expect(await found('validated-input', texts)).toEqual([])
  })
})

describe('verified-webhooks', () => {
  it.each([
    ['a webhook that believes', server(`${taken}app.post('/webhooks/pay', async (req, res) => { await store.add(req.body); res.end() })`, store)],
    ['one that only logs the headers', server(`${taken}app.post('/webhooks/pay', async (req, res) => { logger.info({ headers: req.headers, at: now() }, 'paid')\nawait store.add(req.body); res.end() })`, store)],
    ['in another file', server("app.post('/pay-webhook', require('./a').paid)", { ...store, 'src/a.js': `${taken}exports.paid = async (req, res) => { await store.add(req.body); res.end() }\n` })],
    ['one that names a session in its events', server(`${taken}app.post('/webhooks/pay', async (req, res) => { if (req.body.type === 'checkout.session.completed') await store.add(req.body)\nres.end() })`, store)],
    ['one of hapi that is open', { 'src/server.js': "const Hapi = require('@hapi/hapi')\nconst server = Hapi.server({ port: 1 })\nserver.route({ method: 'POST', path: '/webhooks/lab', options: { auth: false }, handler: async (request) => orders.set(request.payload.id, request.payload.status) })\nserver.start()" }],
    ['a session of a provider, by its type', server(`${taken}app.post('/webhooks/pay', async (req, res) => { const session = Checkout.Session.from(req.body)\nawait store.add(session); res.end() })`, store)],
    ['hooks by their short name', server(`${taken}app.post('/hooks/pay', async (req, res) => { await store.add(req.body); res.end() })`, store)],
    ['what a provider calls back', server(`${taken}app.post('/payments/callback', async (req, res) => { await store.add(req.body); res.end() })`, store)],
  ])('finds %s', async (_, texts) => {
    expect(await found('verified-webhooks', texts)).toHaveLength(1)
  })

  it.each([
    ['a signature', server("app.post('/webhooks/pay', (req, res) => { verify(req.headers['x-signature'], req.body); res.end() })")],
    ['subscribing', server(`${taken}app.get('/webhooks', (req, res) => res.json([]))\napp.post('/webhooks', async (req, res) => res.json(await store.add(req.body)))`, store)],
    ['books about hooks', server("app.post('/hooks-and-eyes', (req, res) => res.json(req.body))")],
  ])('leaves %s alone', async (_, texts) => {
    expect(await found('verified-webhooks', texts)).toEqual([])
  })
})

it('says what it cannot tell of an application that it has not read to the end', async () => {
  const texts = (line: string): Texts => ({
    'app.ts': `import express from 'express'\nimport helmet from 'helmet'\nimport { set } from './gone'\nconst app = express()\n${line}\napp.post('/users', h)\napp.listen(1)`,
  })
  const notes = async (line: string): Promise<string[]> =>
    lostCoverage(await projectOf(texts(line))).filter(({ kind }) => kind === 'dynamic-route').map(({ message }) => message.split(': ')[0] ?? '')
  expect(await notes('app.use(set)')).toEqual([
    'It is unknown whether this application has a health check, shuts down gracefully, has an error handler, sets security headers, limits request rates, authenticates callers and validates input',
  ])
  expect(await notes('app.use(helmet())')).toEqual([
    'It is unknown whether this application has a health check, shuts down gracefully, has an error handler, limits request rates, authenticates callers and validates input',
  ])
  const whole = await projectOf({ 'app.ts': "import express from 'express'\nconst app = express()\napp.post('/users', h)\napp.listen(1)" })
  expect(lostCoverage(whole).filter(({ kind }) => kind === 'dynamic-route')).toEqual([])
})

it('names each way of serving routes that are not read once', async () => {
  const server = "import http from 'node:http'\nconst handle = (request, response) => { switch (request.url) { case '/users': return response.end('[]'); default: response.writeHead(404).end() } }\n"
  const twice = `${server}http.createServer(handle).listen(80)\nhttp.createServer(handle).listen(81)\n`
  const own = "import Koa from 'koa'\nimport { table } from './table'\nconst app = new Koa()\napp.use(async (ctx) => { ctx.body = await table[ctx.path](ctx) })\napp.listen(1)\n"
  for (const [text, expected] of [[twice, 'http'], [own, 'routing of its own']] as const) {
    const notes = lostCoverage(await projectOf({ 'app.ts': text, 'table.ts': 'export const table = {}' })).filter(({ message }) => message.includes('are not read'))
    expect(notes.map(({ message }) => message.split(' are not read')[0])).toEqual([`Routes that this file serves with ${expected}`])
  }
})
