import { describe, expect, it } from 'vitest'
import type { Texts } from '../duties/check.ts'
import { describeValue } from '../../src/project/graph/describe-value.ts'
import { projectOf, routesOf } from './build.ts'

/** Ways of writing routes that were misread in back ends written before the program was looked at. */
describe('what libraries say of paths', () => {
  const autoload = (options: string): string =>
    `import { join } from 'node:path'\nimport autoload from '@fastify/autoload'\nimport Fastify from 'fastify'\nconst app = Fastify()\napp.register(autoload, { dir: join(import.meta.dirname, 'routes'), ${options} })`
  const plugin = (path: string, more = ''): string => `export default async function (app) { app.get('${path}', h) }\n${more}`

  it.each([
    ['a plugin that takes no prefix', { 'app.ts': autoload("options: { prefix: '/v1' }"), 'routes/status/index.ts': plugin('/healthz', "export const prefixOverride = ''"), 'routes/users/index.ts': plugin('/') }, ['GET /healthz', 'GET /v1/users']],
    ['folders that are no prefix', { 'app.ts': autoload('dirNameRoutePrefix: false'), 'routes/users/index.ts': plugin('/members') }, ['GET /members']],
    ['folders that a function renames', { 'app.ts': autoload('dirNameRoutePrefix: (parent, name) => name.toLowerCase()'), 'routes/Users/index.ts': plugin('/members') }, ['GET ?/members']],
    ["Koa's redirections", { 'app.js': "const Koa = require('koa')\nconst Router = require('@koa/router')\nconst router = new Router()\nrouter.redirect('/home', '/')\nrouter.redirect('login', '/sign-in')\nrouter.get('/', (ctx) => { ctx.res.redirect('/a', '/b') })\nnew Koa().use(router.routes())" }, ['ALL /home', 'GET /']],
    ["Express 5's optional segments", { 'app.js': "const app = require('express')()\napp.get('/permits{/:year}', h)\napp.get('/files/{:name}{.:type}', h)" }, ['GET /files/{name}.{type}', 'GET /permits/{year}']],
    ['the contract that Hono serves', { 'app.ts': "import { OpenAPIHono } from '@hono/zod-openapi'\nconst app = new OpenAPIHono().basePath('/api')\napp.doc('/openapi.json', { openapi: '3.0.0' })\nstore.doc('/users/1', {})" }, ['GET /api/openapi.json']],
    ["hapi's optional and repeated segments, and Hono's patterns", { 'app.js': "const server = require('@hapi/hapi').server({ port: 1 })\nserver.route({ method: 'GET', path: '/a/{id?}', handler: h })\nserver.route({ method: 'GET', path: '/b/{rest*2}', handler: h })", 'b.ts': "import { Hono } from 'hono'\nnew Hono().get('/c/:id{[0-9]+}', h)" }, ['GET /a/{id}', 'GET /b/{rest}', 'GET /c/{id}']],
    ["a base path of Next's", { 'package.json': '{ "dependencies": { "next": "14" } }', 'next.config.mjs': "// basePath: '/old'\nexport default { basePath: '/club' }", 'app/api/events/route.ts': 'export async function GET() {}', 'pages/api/hello.ts': 'export default function handler(req, res) { res.end() }' }, ['ALL /club/api/hello', 'GET /club/api/events']],
    ["a base path of Next's that is worked out", { 'package.json': '{ "dependencies": { "next": "14" } }', 'next.config.js': "module.exports = { basePath: isProduction ? '/club' : '' }", 'app/api/events/route.ts': 'export async function GET() {}' }, ['GET /api/events']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })

  it('has what Hono takes for the path of a handler without one', async () => {
    const app = (lines: string): Promise<string[]> => routesOf({ 'app.ts': `import { Hono } from 'hono'\nconst app = new Hono().basePath('/api')\n${lines}` })
    expect(await app("app.get('/a', (c) => c.text('a')).post((c) => c.text('b'))")).toEqual(['GET /api/a', 'POST /api/a'])
    expect(await app("app.get((c) => c.text('a'))\napp.post('/b', (c) => c.text('b'))")).toEqual(['GET /api', 'POST /api/b'])
    expect(await app("app.post('/b', (c) => c.text('b'))\napp.get((c) => c.text('a'))")).toEqual(['?', 'POST /api/b'])
    expect(await routesOf({ 'app.js': "const app = require('express')()\napp.post('/b', h)\nlodash.get(() => 1)\napp.get((c) => 1)" })).toEqual(['POST /b'])
  })
})

describe('servers that tell requests apart by themselves', () => {
  const worker = 'const { pathname } = new URL(request.url)\nreturn new Response(pathname)'

  it.each([
    ['a function of Bun', { 'a.ts': 'Bun.serve({ port: 1, async fetch(request) { return new Response(request.url) } })' }, ['?']],
    ['a worker', { 'a.ts': `export default { async fetch(request: Request, env: Env): Promise<Response> { ${worker} } }` }, ['?']],
    ['a worker with a name', { 'a.ts': `const worker = { fetch(request) { ${worker} } } satisfies ExportedHandler\nexport default worker` }, ['?']],
    ['one that does not look at the path', { 'a.ts': "export default { async fetch(request) { return new Response('a') } }" }, []],
    ['an application that is handed on', { 'a.ts': "import { Hono } from 'hono'\nconst app = new Hono()\napp.get('/a', (c) => c.text('a'))\nexport default { port: 1, fetch: app.fetch }" }, ['GET /a']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('controllers that are only extended', () => {
  const list = "@Get(':id') one() {}"

  it('leaves abstract classes to those that extend them', async () => {
    const base = `import { Controller, Get } from '@nestjs/common'\nexport function Readable(path: string) {\n  @Controller(path)\n  abstract class Host { ${list} }\n  return Host\n}`
    const zones = "import { Controller } from '@nestjs/common'\nimport { Readable } from './base'\n@Controller('zones')\nexport class Zones extends Readable('zones') {}"
    expect(await routesOf({ 'base.ts': base, 'zones.ts': zones })).toEqual(['GET /zones/{id}'])
  })
})

describe('tables that are gone through', () => {
  const app = "const express = require('express')\nconst app = express()\n"

  it.each([
    ['callbacks within callbacks', { 'app.js': `${app}const groups = [{ prefix: '/news', endpoints: [['get', '/', list], ['get', '/:slug', read]] }, { prefix: '/polls', endpoints: [['post', '/:id/votes', vote]] }]\ngroups.forEach(({ prefix, endpoints }) => {\n  endpoints.forEach(([method, path, handler]) => app[method](prefix + path, handler))\n})` }, ['GET /news', 'GET /news/{slug}', 'POST /polls/{id}/votes']],
    ['objects within objects', { 'app.js': `${app}const table = { '/items': { get: list, post: add }, '/items/:id': { delete: remove } }\nObject.entries(table).forEach(([path, verbs]) => {\n  Object.entries(verbs).forEach(([verb, handler]) => { app[verb](path, handler) })\n})` }, ['DELETE /items/{id}', 'GET /items', 'POST /items']],
    ['a method and a path in one key', { 'app.js': `${app}const table = { 'GET /status': status, 'POST /feedback': feedback }\nObject.keys(table).forEach((key) => {\n  const [verb, path] = key.split(' ')\n  app[verb.toLowerCase()](path, table[key])\n})` }, ['GET /status', 'POST /feedback']],
    ['a map', { 'app.js': "const app = require('fastify')()\nconst table = new Map([['POST /loans', add], ['GET /loans/overdue', list]])\nfor (const [key, handler] of table) {\n  const [method, url] = key.split(' ')\n  app.route({ method, url, handler })\n}" }, ['GET /loans/overdue', 'POST /loans']],
    ["a map's callback, which is given value and key", { 'app.js': `${app}const table = new Map([['/a', list]])\ntable.forEach((handler, path) => { app.get(path, handler) })` }, ['?']],
    ['a table that is handed to another file', { 'index.js': "const { createServer } = require('./server')\nconst routes = require('./routes')\ncreateServer({ port: 1, prefix: '/portal', routes: { 'GET /status': routes.status, 'POST /feedback': routes.feedback } }).start()", 'server.js': "const express = require('express')\nfunction createServer({ port, prefix, routes }) {\n  const app = express()\n  Object.keys(routes).forEach((key) => {\n    const [verb, path] = key.split(' ')\n    app[verb.toLowerCase()](prefix + path, routes[key])\n  })\n  return { start: () => app.listen(port) }\n}\nmodule.exports = { createServer }", 'routes.js': 'exports.status = (req, res) => res.end()\nexports.feedback = (req, res) => res.end()' }, ['GET /portal/status', 'POST /portal/feedback']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('routers that functions make and mount', () => {
  const register =
    "import { Router, type Express } from 'express'\nexport function registerRoutes(app: Express, routes: RouteDefinition[], base = '/'): void {\n  const router = Router()\n  for (const { method, path, handler, middlewares = [] } of routes) router[method](path, ...middlewares, handler)\n  app.use(base, router)\n}"
  const app = (lines: string): string => `import express from 'express'\nimport { registerRoutes } from './register'\nimport { users, orders } from './tables'\nimport { BASE } from './config'\nconst app = express()\n${lines}`
  const tables = "export const users = [{ method: 'get', path: '/users', handler: list }]\nexport const orders = [{ method: 'post', path: '/orders', handler: add }]"

  it.each([
    ['a router of its own for each call, and a default', { 'app.ts': app('registerRoutes(app, users, BASE)\nregisterRoutes(app, orders)'), 'register.ts': register, 'tables.ts': tables, 'config.ts': 'const VERSION = 2\nexport const BASE = `/api/v${VERSION}`' }, ['GET /api/v2/users', 'POST /orders']],
    ['lists that are put together', { 'app.ts': app('registerRoutes(app, [...users, ...orders], BASE)'), 'register.ts': register, 'tables.ts': tables, 'config.ts': "export const BASE = '/api'" }, ['GET /api/users', 'POST /api/orders']],
    ['a list that cannot be read beside one that can', { 'app.ts': app('registerRoutes(app, users, BASE)\nregisterRoutes(app, loadAll())'), 'register.ts': register, 'tables.ts': tables, 'config.ts': "export const BASE = '/api'" }, ['?', 'GET /api/users']],
    ['controllers of another file, with paths of their own', { 'index.ts': "import { Server } from './server'\nimport { controllers } from './controllers'\nnew Server(controllers, Number(process.env.PORT)).listen()", 'server.ts': "import express from 'express'\nexport class Server {\n  app\n  private static readonly PREFIX = '/api'\n  constructor(controllers: Base[], private readonly port: number) {\n    this.app = express()\n    this.setup(controllers)\n  }\n  private setup(controllers: Base[]) {\n    controllers.forEach((controller) => { this.app.use(`${Server.PREFIX}${controller.path}`, controller.router) })\n  }\n  listen() { this.app.listen(this.port) }\n}", 'controllers.ts': "import { Router } from 'express'\nclass Users {\n  router = Router()\n  path = '/users'\n  constructor() { this.router.get('/:id', this.one) }\n  one(req, res) {}\n}\nexport const controllers = [new Users()]" }, ['GET /api/users/{id}']],
    ['classes that are instantiated in a loop', { 'index.ts': "import { App } from './app'\nimport { Users } from './users'\nnew App({ controllers: [Users], port: 1 })", 'app.ts': "import fastify from 'fastify'\nexport class App {\n  server\n  constructor(private readonly options: { controllers: Controller[]; port: number }) {\n    this.server = fastify()\n    this.options.controllers.forEach((controller) => {\n      const instance = new controller()\n      this.server.register(instance.routes.bind(instance), { prefix: `/api/${controller.prefix}` })\n    })\n  }\n}", 'users.ts': "import { FastifyInstance } from 'fastify'\nexport class Users {\n  static prefix = 'users'\n  async routes(server: FastifyInstance) { server.get('/:id', h) }\n}" }, ['GET /api/users/{id}']],
    ['modules that are loaded by name and called', { 'app.mjs': "import express from 'express'\nconst app = express()\nfor (const feature of ['users', 'orders']) {\n  const { default: create } = await import(`./features/${feature}/router.mjs`)\n  app.use(`/api/${feature}`, create({ db }))\n}", 'features/users/router.mjs': "import { Router } from 'express'\nexport default function create({ db }) {\n  const router = Router()\n  router.get('/:id', h)\n  return router\n}", 'features/other/router.mjs': "import { Router } from 'express'\nexport default ({ db }) => Router().get('/other', h)" }, ['GET /api/users/{id}', 'GET ?/other']],
    ['a container that is asked by name', { 'app.ts': "import express from 'express'\nimport { asFunction, createContainer } from 'awilix'\nimport { createUsers } from './users'\nconst container = createContainer()\ncontainer.register({ usersRouter: asFunction(createUsers).singleton() })\nexpress().use('/users', container.resolve('usersRouter'))", 'users.ts': "import { Router } from 'express'\nexport function createUsers({ users }) { return Router().get('/:id', h) }" }, ['GET /users/{id}']],
    ['methods of a class that have the names of a router’s', { 'users.ts': "import express, { Router, type RequestHandler } from 'express'\nclass Users {\n  static readonly prefix = '/users'\n  readonly router: Router\n  constructor() {\n    this.router = Router()\n    this.get('/:id', this.one)\n  }\n  private get(path: string, handler: RequestHandler) { this.router.get(Users.prefix + path, handler) }\n  private one: RequestHandler = (_req, res) => { res.json({}) }\n}\nexpress().use('/v1', new Users().router)" }, ['GET /v1/users/{id}']],
    ['routers of one function, with the prefix that it is given', { 'make.ts': "import Router from '@koa/router'\nexport const makeRouter = (name: string) => new Router({ prefix: `/api/${name}` })", 'users.ts': "import { makeRouter } from './make'\nexport const users = makeRouter('users')\nusers.get('/:id', h)", 'orders.ts': "import { makeRouter } from './make'\nconst router = makeRouter('orders')\nrouter.get('/', h)\nexport default router", 'app.ts': "import Koa from 'koa'\nimport { users } from './users'\nimport orders from './orders'\nnew Koa().use(users.routes()).use(orders.routes())" }, ['GET /api/orders', 'GET /api/users/{id}']],
    ['a router under the versions that a function is given', { 'make.ts': "import { Hono } from 'hono'\nexport const versioned = (version: string, inner: Hono) => {\n  const outer = new Hono().basePath(`/${version}`)\n  outer.route('/admin', inner)\n  return outer\n}", 'app.ts': "import { Hono } from 'hono'\nimport { versioned } from './make'\nconst admin = new Hono()\nadmin.get('/stats', h)\nexport const app = new Hono().route('/', versioned('v1', admin)).route('/', versioned('v2', admin))" }, ['GET /v1/admin/stats', 'GET /v2/admin/stats']],
    ['a router with its path in a file that has nothing else', { 'users.ts': "import { Router } from 'express'\nexport const router = Router()\nrouter.get('/:id', h)", 'index.ts': "import { router } from './users'\nexport const users = { path: '/users', router }", 'app.ts': "import express from 'express'\nimport { users } from './index'\nconst app = express()\nfor (const feature of [users]) app.use(feature.path, feature.router)" }, ['GET /users/{id}']],
    ['the path and the router of what a function returns', { 'crud.ts': "import { Router } from 'express'\nexport function crud(name: string) {\n  const router = Router()\n  router.get('/:id', h)\n  return { path: `/${name}`, router }\n}", 'app.ts': "import express from 'express'\nimport { crud } from './crud'\nconst app = express()\nfor (const { path, router } of [crud('users'), crud('orders')]) app.use(path, router)" }, ['GET /orders/{id}', 'GET /users/{id}']],
    ['paths that functions of another file make', { 'paths.ts': "export const paths = Object.freeze({ all: () => '/users', one: (id = ':id') => `/users/${id}` })", 'app.ts': "import express from 'express'\nimport { paths } from './paths'\nconst app = express()\napp.get(paths.all(), h)\napp.put(paths.one(), h)\napp.get(paths.one(':name'), h)" }, ['GET /users', 'GET /users/{name}', 'PUT /users/{id}']],
    ['paths that are static members of a controller', { 'users.ts': "import { Controller, Get } from '@nestjs/common'\n@Controller('users')\nexport class Users {\n  private static readonly ONE = ':id/shifts'\n  @Get(Users.ONE) one() {}\n}" }, ['GET /users/{id}/shifts']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('decorators of a project itself', () => {
  const decorators =
    "export const Controller = (prefix = '') => (target) => { Reflect.defineMetadata('prefix', prefix, target) }\nconst verb = (name) => (path = '/') => (target, key) => {}\nexport const Get = verb('get')"
  const users = "import { Controller, Get } from './http'\n@Controller('/users')\nexport class Users { @Get('/:id') one() {} }"
  const register = (mount: string): string =>
    `import { Express, Router } from 'express'\nexport function register(app: Express, base: string, controllers) {\n  for (const C of controllers) {\n    const instance = new C()\n    const router = Router()\n    const prefix: string = Reflect.getMetadata('prefix', C)\n    const routes = Reflect.getMetadata('routes', C)\n    routes.forEach(({ method, path, name }) => { router[method](path, (req, res) => instance[name](req, res)) })\n    ${mount}\n  }\n}`
  const app = (lines: string): string => `import express from 'express'\nimport { register } from './register'\nimport { Users } from './users'\nconst app = express()\n${lines}`

  it.each([
    ['are registered below a base', { 'http.ts': decorators, 'users.ts': users, 'register.ts': register('app.use(base + prefix, router)'), 'app.ts': app("register(app, '/api', [Users])") }, ['GET /api/users/{id}']],
    ['by their prefix alone', { 'http.ts': decorators, 'users.ts': users, 'register.ts': register('app.use(prefix, router)'), 'app.ts': app("register(app, '/api', [Users])") }, ['GET /users/{id}']],
    ['below two bases', { 'http.ts': decorators, 'users.ts': users, 'register.ts': register('app.use(base + prefix, router)'), 'app.ts': app("register(app, '/api', [Users])\nregister(app, '/admin', [Users])") }, ['?', 'GET ?/users/{id}']],
    ['by an application that a function makes, with names of their own', { 'http.ts': `enum Verb { Read = 'get' }\n${decorators.replaceAll('Controller', 'Resource')}\nexport const Read = verb(Verb.Read)`, 'users.ts': users.replaceAll('Controller', 'Resource').replaceAll('Get', 'Read'), 'register.ts': register('app.use(base + prefix, router)').replace('import { Express,', 'import express, {').replace('app: Express, ', '').replace('  for', '  const app = express()\n  for').replace(/}$/, '  return app\n}'), 'app.ts': "import { register } from './register'\nimport { Users } from './users'\nregister('/api', [Users]).listen(80)" }, ['GET /api/users/{id}']],
    ['below one that is worked out', { 'http.ts': decorators, 'users.ts': users, 'register.ts': register('app.use(base + prefix, router)'), 'app.ts': app('register(app, baseOf(process), [Users])') }, ['?', 'GET ?/users/{id}']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

it('keeps a path of which only the name of a parameter is not known', async () => {
  expect(await routesOf({ 'app.js': "const app = require('express')()\napp.delete(`/users/:id/roles/:${keyOf(roles)}`, h)" })).toEqual(['DELETE /users/{id}/roles/{param}'])
})

describe('barrels', () => {
  const users = "import { Router } from 'express'\nconst router = Router()\nrouter.get('/:id', h)\nexport default router"

  it.each([
    ['a default import under another name', "import users from './users'\nexport { users as userRouter }", "import { userRouter } from './api'\nexpress().use('/users', userRouter)"],
    ['an import that is renamed twice', "import { default as users } from './users'\nexport { users as userRouter }", "import * as api from './api'\nexpress().use('/users', api.userRouter)"],
    ['a constant', "import users from './users'\nexport const userRouter = users", "import * as api from './api'\nexpress().use('/users', api.userRouter)"],
  ])('%s', async (_, barrel, use) => {
    expect(await routesOf({ 'api/users.ts': users, 'api/index.ts': barrel, 'index.ts': `import express from 'express'\n${use}` })).toEqual(['GET /users/{id}'])
  })
})

describe('classes and functions that register for others', () => {
  it.each([
    ['paths that heirs hand to a base class, beside one that a construction does', { 'api.ts': "import express from 'express'\nimport { Pupils } from './pupils'\nimport { Teachers } from './teachers'\nimport { Crud } from './crud'\nconst all: Crud[] = [new Pupils(), new Teachers('/teachers')]\nconst router = express.Router()\nfor (const one of all) one.mount(router)\nexpress().use('/api', router)", 'crud.ts': "import { Router } from 'express'\nexport abstract class Crud {\n  constructor(protected readonly base: string) {}\n  mount(router: Router) { router.get(`${this.base}/:id`, (req, res) => this.one(req, res)) }\n}", 'pupils.ts': "import { Request, Router } from 'express'\nimport { Crud } from './crud'\nexport class Pupils extends Crud { constructor() { super('/pupils') } one() {} }", 'teachers.ts': "import { Request } from 'express'\nimport { Crud } from './crud'\nexport class Teachers extends Crud { one() {} }" }, ['GET /api/pupils/{id}', 'GET /api/teachers/{id}']],
    ['methods that heirs define, with a router that is handed on', { 'api.ts': "import express from 'express'\nimport { Pupils } from './pupils'\nconst router = express.Router()\nnew Pupils().mount(router)\nexpress().use('/api', router)", 'crud.ts': "import { Router } from 'express'\nexport abstract class Crud {\n  mount(router: Router) { this.extra(router) }\n  protected extra(_router: Router): void {}\n}", 'pupils.ts': "import { Router } from 'express'\nimport { Crud } from './crud'\nexport class Pupils extends Crud { protected extra(router: Router) { router.get('/grades', h) } }" }, ['GET /api/grades']],
    ['methods that heirs define, with a router of their own', { 'api.ts': "import express from 'express'\nimport { Pupils } from './pupils'\nimport { Teachers } from './teachers'\nconst app = express()\napp.use('/pupils', new Pupils().router)\napp.use('/teachers', new Teachers().router)", 'base.ts': "import { Router } from 'express'\nexport abstract class Base {\n  readonly router = Router()\n  constructor() { this.routes(this.router) }\n  protected abstract routes(router: Router): void\n}", 'pupils.ts': "import { Router } from 'express'\nimport { Base } from './base'\nexport class Pupils extends Base { protected routes(router: Router) { router.get('/:id', h) } }", 'teachers.ts': "import { Router } from 'express'\nimport { Base } from './base'\nexport class Teachers extends Base { protected routes(router: Router) { router.post('/', h) } }" }, ['GET /pupils/{id}', 'POST /teachers']],
    ['paths that a getter returns', { 'main.ts': "import App from './app'\nimport { Guides } from './guides'\nconst routes = [new Guides()]\nnew App(routes).listen(1)", 'app.ts': "import express from 'express'\nexport default class App {\n  private app = express()\n  constructor(private readonly routes: Route[], private readonly prefix = '/museum') { for (const route of this.routes) this.app.use(this.prefix + route.basePath, route.init()) }\n  listen(port: number) { this.app.listen(port) }\n}", 'guides.ts': "import { Router } from 'express'\nexport class Guides {\n  get basePath() { return '/guides' }\n  init() {\n    const r = Router()\n    r.post('/:id', h)\n    return r\n  }\n}" }, ['POST /museum/guides/{id}']],
    ['a function with a name of its own', { 'app.js': "const express = require('express')\nconst router = express.Router()\nconst define = (method, path, ...handlers) => router[method](path, ...handlers)\ndefine('get', '/:id', (req, res) => res.json({}))\nexpress().use('/loans', router)" }, ['GET /loans/{id}']],
    ['a prefix that is handed to a function', { 'app.js': "const Koa = require('koa')\nconst { build } = require('./router')\nconst config = require('./config')\nconst router = build(config)\nnew Koa().use(router.routes())", 'config.js': "const base = process.env.BASE_PATH || '/ws'\nmodule.exports = { http: { base, version: 1 } }", 'router.js': "const Router = require('@koa/router')\nexports.build = (config) => {\n  const root = new Router({ prefix: `${config.http.base}/v${config.http.version}` })\n  root.get('/time', h)\n  return root\n}" }, ['GET /ws/v1/time']],
    ['what Hono takes for a path, on an application that a function makes', { 'app.ts': "import { Hono } from 'hono'\nexport const createRouter = () => new Hono({ strict: false })", 'events.ts': "import { createRouter } from './app'\nimport { create } from './handlers'\nexport default createRouter().basePath('/events').get('/:id', (c) => c.json({})).delete((c) => c.body(null, 204)).post(create)" }, ['DELETE /events/{id}', 'GET /events/{id}', 'POST /events/{id}']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('routes with what is around them', () => {
  /** The routes as `method path [middleware] statuses file`. */
  async function shown(texts: Texts): Promise<string[]> {
    const project = await projectOf(texts)
    return project.routes.map((route) => {
      const before = route.middleware.map((one) => describeValue(project.graph, one)).join(' ')
      const statuses = project.answersOf(route)?.answers.map(({ status }) => status).join(' ') ?? '?'
      return `${route.method} ${route.path} [${before}] ${statuses} ${route.location.file.split('/').at(-1) ?? ''}`
    })
  }

  const base = `import { Router } from 'express'
export abstract class Base {
  readonly router = Router()
  bind(verb, path, handler, ...before) { this.router[verb](path, ...before, this.safe(handler))
    return this }
  safe(handler) { return (req, res, next) => handler.call(this, req, res).catch(next) }
  created(res, body) { return res.status(201).json({ data: body }) }
}`
  const ferries = `import type { Request } from 'express'
import { Base } from './base'
import { paths } from './paths'
export class Ferries extends Base {
  path = '/ferries'
  constructor(private readonly store: Store) { super()
    this.bind('post', '/', this.add, signedIn, checked).bind('delete', paths.ferries.one, this.remove) }
  async add(req, res) { return this.created(res, await this.store.add(req.body)) }
  remove = async (req, res) => { res.sendStatus(204) }
}`
  const app = `import express from 'express'
export class App {
  private server = express()
  constructor(controllers, probes) { this.mount(controllers)
    this.server.use(probes.path, probes.router) }
  private mount(controllers) { controllers.forEach((one) => this.server.use(\`/api\${one.path}\`, one.router)) }
  listen() { this.server.listen(3000) }
}`
  const probes = "import { Router } from 'express'\nexport class Probes { path = '/live'\nrouter = Router()\nconstructor() { this.router.get('/', (req, res) => res.json({})) } }"
  const main = (made: string): string =>
    `import { container } from 'tsyringe'\nimport { App } from './app'\nimport { Ferries } from './ferries'\nimport { Probes } from './probes'\nnew App(${made}).listen()`

  it.each([
    ['[new Ferries(store)], new Probes()'],
    ['[container.resolve(Ferries)], container.resolve(Probes)'],
    ['[Ferries].map((one) => container.resolve<Base>(one)), container.resolve(Probes)'],
  ])('are those of classes that a constructor takes: %s', async (made) => {
    const paths = "export const paths = { ferries: { one: '/:id' } }"
    const texts = { 'base.ts': base, 'ferries.ts': ferries, 'paths.ts': paths, 'app.ts': app, 'probes.ts': probes, 'main.ts': main(made) }
    expect((await shown(texts)).toSorted()).toEqual(['DELETE /api/ferries/{id} [] 204 base.ts', 'GET /live [] 200 probes.ts', 'POST /api/ferries [signedIn checked] 201 ferries.ts'])
  })

  it.each([
    ['autoHooks: true', ['GET /admin/users [signedIn] 200 index.js', 'GET /admin/users/roles [] 200 index.js']],
    ['autoHooks: true, cascadeHooks: true', ['GET /admin/users [signedIn] 200 index.js', 'GET /admin/users/roles [signedIn] 200 index.js']],
    ['autoHooks: false', ['GET /admin/users [] 200 index.js', 'GET /admin/users/roles [] 200 index.js']],
  ])('are behind the hooks of their folder: %s', async (options, expected) => {
    const app = `import Fastify from 'fastify'\nimport autoload from '@fastify/autoload'\nimport { join } from 'node:path'\nconst app = Fastify()\napp.register(autoload, { dir: join(import.meta.dirname, 'routes'), ${options} })`
    const texts = {
      'app.js': app,
      'routes/admin/autohooks.js': "export default async function (app) { app.addHook('onRequest', signedIn) }",
      'routes/admin/index.js': "export default async function (app) { app.get('/users', async () => 1) }",
      'routes/admin/users/index.js': "export default async function (app) { app.get('/roles', async () => 1) }",
    }
    expect((await shown(texts)).toSorted()).toEqual(expected)
  })

  it('begin with what is registered before the call that adds them', async () => {
    const texts = { 'app.js': "const app = require('express')()\napp.use(signedIn)\nrequire('./routes')(app)\napp.use(notFound)", 'routes.js': "const _ = require('lodash')\nmodule.exports = (app) => { _.each(['pay', 'ship'], (action) => { app.post('/orders/:id/' + action, (req, res) => res.sendStatus(204)) }) }" }
    expect(await shown(texts)).toEqual(['POST /orders/{id}/pay [signedIn] 204 routes.js', 'POST /orders/{id}/ship [signedIn] 204 routes.js'])
  })

  it("begin with the prefix that Nest's set-up is called with, if it is called once", async () => {
    const main = (name: string): string => `import { NestFactory } from '@nestjs/core'\nimport { setUp } from './set-up'\nconst app = await NestFactory.create(App)\nsetUp(app, '${name}')\nawait app.listen(1)`
    const texts = { 'a.ts': main('api'), 'set-up.ts': 'export function setUp(app: INestApplication, prefix: string) { app.setGlobalPrefix(prefix) }', 'cats.ts': "import { Controller, Get } from '@nestjs/common'\n@Controller('cats')\nexport class Cats { @Get() list() { return [] } }" }
    expect(await routesOf(texts)).toEqual(['GET /api/cats'])
    expect(await routesOf({ ...texts, 'b.ts': main('other') })).toEqual(['GET ?/cats'])
  })

  it('begin with the prefix that the application around them is started with', async () => {
    const controller = (name: string): string => `import { Controller, Get } from '@nestjs/common'\n@Controller('${name}')\nexport class Things { @Get() list() { return [] } }`
    const main = (prefix: string): string => `import { bootstrap } from '../shared/start'\nimport { AppModule } from './app.module'\nvoid bootstrap(AppModule, { name: 'x', prefix: '${prefix}' })`
    const texts = {
      'shared/start.ts': "import { NestFactory } from '@nestjs/core'\nexport async function bootstrap(module, { name, prefix }) { const app = await NestFactory.create(module)\napp.setGlobalPrefix(prefix)\nawait app.listen(1) }",
      'shared/health.ts': controller('health'),
      'stock/main.ts': main('stock'),
      'stock/items.ts': controller('items'),
      'ships/main.ts': main('ships'),
      'ships/tours.ts': controller('tours'),
    }
    expect((await routesOf(texts)).toSorted()).toEqual(['GET /ships/tours', 'GET /stock/items', 'GET ?/health'])
  })

  it("begin with what Nest's set-up in another package says", async () => {
    const texts = {
      'package.json': '{ "workspaces": ["*"] }',
      'api/package.json': '{ "name": "api", "dependencies": { "@nestjs/core": "10", "@own/core": "*" } }',
      'api/main.ts': "import { NestFactory } from '@nestjs/core'\nimport { setUp } from '@own/core'\nconst app = await NestFactory.create(App)\nsetUp(app, 'api')\nawait app.listen(1)",
      'api/cats.ts': "import { Controller, Get } from '@nestjs/common'\n@Controller({ path: 'cats', version: '1' })\nexport class Cats { @Get() list() { return [] } }",
      'core/package.json': '{ "name": "@own/core", "main": "index.ts" }',
      'core/index.ts': "export * from './set-up'",
      'core/set-up.ts': 'export function setUp(app: INestApplication, prefix: string) { app.setGlobalPrefix(prefix)\napp.enableVersioning() }',
    }
    expect(await routesOf(texts)).toEqual(['GET /api/v1/cats'])
  })

  it('are those of plugins and routers that are handed on', async () => {
    const versioned = "export const versioned = (plugin) => async (app) => { app.register(plugin, { prefix: '/v1' }) }"
    const fastify = "import Fastify from 'fastify'\nimport { versioned } from './versioned'\nimport { users } from './users'\nconst app = Fastify()\napp.register(versioned(users), { prefix: '/api' })"
    expect(await routesOf({ 'app.ts': fastify, 'versioned.ts': versioned, 'users.ts': "export async function users(app) { app.get('/users', list) }" })).toEqual(['GET /api/v1/users'])
    const koa = "const Koa = require('koa')\nconst routes = require('./routes')\nconst app = new Koa()\nObject.values(routes).forEach((router) => app.use(router.routes()))"
    const users = "const Router = require('koa-router')\nconst router = new Router({ prefix: '/users' })\nrouter.get('/', list)\nmodule.exports = router"
    expect(await routesOf({ 'app.js': koa, 'routes/index.js': "exports.users = require('./users')", 'routes/users.js': users })).toEqual(['GET /users'])
  })

  it('include all functions around a handler of Next', async () => {
    const route = "import { guarded, safe, taken } from '../../../wrap'\nexport const POST = safe(guarded(taken(z.object({}), async () => Response.json({}, { status: 201 }))))"
    const wrap = 'export const safe = (run) => (request) => run(request)\nexport const guarded = (run) => (request) => run(request)\nexport const taken = (schema, run) => (request) => run(schema.parse(request))'
    expect(await shown({ 'package.json': '{ "dependencies": { "next": "15" } }', 'app/api/a/route.ts': route, 'wrap.ts': wrap })).toEqual(['POST /api/a [safe guarded taken] 201 route.ts'])
  })

  it('are what features list, with guards that only some have', async () => {
    const features = "import { Router } from 'express'\nimport { define } from './define'\nimport { signedIn } from './signed-in'\nexport const berths = define({ mount: '/berths', guards: [signedIn], build: () => Router().get('/', (req, res) => res.json({})) })\nexport const tides = define({ mount: '/tides', build: () => Router().get('/', (req, res) => res.json({})) })\nexport const features = [berths, tides]"
    const program = "import express from 'express'\nimport { features } from './features'\nimport { probes } from './probes'\nconst app = express()\nfor (const { mount, guards = [], build } of features) app.use(mount, ...guards, build())\nfor (const [path, run] of Object.entries(probes(1))) app.get(`/probes${path}`, run)"
    const texts = { 'app.ts': program, 'features.ts': features, 'define.ts': "import type { Router } from 'express'\nexport const define = (feature: { build(): Router }) => feature", 'signed-in.ts': 'export const signedIn = (req, res, next) => next()', 'probes.ts': "export const probes = (db) => ({ '/live': (req, res) => res.json({}) })" }
    expect((await shown(texts)).toSorted()).toEqual(['GET /berths [signedIn] 200 features.ts', 'GET /probes/live [] 200 app.ts', 'GET /tides [] 200 features.ts'])
  })

  it('are what a factory of Hono combines, and a description with a list of middleware', async () => {
    const described = "import { createRoute } from '@hono/zod-openapi'\nimport { signedIn } from './signed-in'\nexport const add = createRoute({ method: 'post', path: '/channels', middleware: [signedIn] as const, responses: {} })"
    const program = "import { Hono } from 'hono'\nimport { OpenAPIHono } from '@hono/zod-openapi'\nimport { createFactory } from 'hono/factory'\nimport { add } from './described'\nimport { signedIn } from './signed-in'\nconst factory = createFactory()\nconst list = factory.createHandlers(signedIn, (c) => c.json({}, 206))\nconst app = new OpenAPIHono()\napp.get('/messages', ...list)\napp.openapi(add, (c) => c.json({}, 201))\nexport default app"
    const texts = { 'app.ts': program, 'described.ts': described, 'signed-in.ts': 'export const signedIn = async (c, next) => next()' }
    expect((await shown(texts)).toSorted()).toEqual(['GET /messages [signedIn] 206 app.ts', 'POST /channels [signedIn] 201 described.ts'])
  })

  it.each([
    ['a setting with a default in a pattern', { 'config.js': "const { PREFIX = '/v1', PORT = 3000 } = process.env\nmodule.exports = { prefix: PREFIX, port: PORT }" }, "const { prefix } = require('./config')\napp.use(prefix, users)", 'GET /v1/users'],
    ['a joined list', { 'paths.js': "const API = '/api'\nexports.users = [API, 'v2'].join('/')" }, "const paths = require('./paths')\napp.use(paths.users, users)", 'GET /api/v2/users'],
    ['joined by node:path', {}, "const path = require('node:path')\napp.use(path.posix.join('/api/', 'v3'), users)", 'GET /api/v3/users'],
    ['a function of the project', {}, "const api = (path) => `/api${path}`\napp.use(api('/v4'), users)", 'GET /api/v4/users'],
    ['a function of the project that cannot be read', { 'paths.js': 'exports.api = (path) => base() + path' }, "const { api } = require('./paths')\napp.use(api('/v4'), users)", 'GET ?/users'],
    ['a function that joins', { 'paths.js': "exports.join = (...all) => all.join('/')" }, "const { join } = require('./paths')\napp.use(join(base, 'v4'), users)", 'GET ?/users'],
    ['and not a guard', { 'guard.js': 'exports.role = (name) => (req, res, next) => next()' }, "const { role } = require('./guard')\napp.use(role('editor'), users)", 'GET /users'],
  ])('are mounted at %s', async (_, texts, mount, expected) => {
    const program = `const express = require('express')\nconst app = express()\nconst users = express.Router()\nusers.get('/users', (req, res) => res.json({}))\n${mount}\napp.listen(1)`
    expect(await routesOf({ ...texts, 'app.js': program })).toEqual([expected])
  })

  it.each([
    ['by entries', 'for (const [name, table] of Object.entries(tables)) app.use(`/v1/${name}`, routerOf(table))'],
    ['by names', 'for (const name of Object.keys(tables)) app.use(`/v1/${name}`, routerOf(tables[name]))'],
    ['in a callback', 'Object.keys(tables).forEach((name) => app.use(`/v1/${name}`, routerOf(tables[name])))'],
    ['in a callback with entries', 'Object.entries(tables).forEach(([name, table]) => app.use(`/v1/${name}`, routerOf(table)))'],
  ])('are those of a router that a function makes of each table, %s', async (_, loop) => {
    const maker = "const { Router } = require('express')\nexports.routerOf = (routes) => {\n  const router = Router()\n  for (const { verb, path, run, isOpen } of routes) {\n    const chain = []\n    if (!isOpen) chain.push(authenticate)\n    router[verb](path, ...chain, run)\n  }\n  return router\n}"
    const table = (verb: string) => `module.exports = [{ verb: '${verb}', path: '/', run: (req, res) => res.json({}) }, { verb: 'put', path: '/:id', run: (req, res) => res.json({}) }]`
    const program = `const express = require('express')\nconst { routerOf } = require('./maker')\nconst tables = require('./tables')\nconst app = express()\n${loop}\napp.listen(1)`
    const texts = { 'app.js': program, 'maker.js': maker, 'tables/index.js': "module.exports = { users: require('./users'), orders: require('./orders') }", 'tables/users.js': table('get'), 'tables/orders.js': table('post') }
    expect((await shown(texts)).toSorted()).toEqual(['GET /v1/users [?] 200 users.js', 'POST /v1/orders [?] 200 orders.js', 'PUT /v1/orders/{id} [?] 200 orders.js', 'PUT /v1/users/{id} [?] 200 users.js'])
  })

  it('have the version that their own application of Nest enables, also in a library that it imports', async () => {
    const controller = (path: string, name: string) => `import { Controller, Get } from '@nestjs/common'\n@Controller('${path}')\nexport class ${name} { @Get() list() {} }`
    const main = (set: string) => `import { NestFactory } from '@nestjs/core'\nimport { AppModule } from './app.module'\nNestFactory.create(AppModule).then(async (app) => { ${set}\nawait app.listen(1) })`
    const module = (from: string, name: string) => `import { Module } from '@nestjs/common'\nimport { ${name} } from '${from}'\n@Module({ controllers: [${name}] })\nexport class AppModule {}`
    const texts = {
      'apps/a/main.ts': main("app.setGlobalPrefix('api')\napp.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' })"),
      'apps/a/app.module.ts': module('../../libs/health', 'Health'),
      'apps/b/main.ts': main("app.setGlobalPrefix('b')"),
      'apps/b/app.module.ts': module('./feeds', 'Feeds'),
      'apps/b/feeds.ts': controller('feeds', 'Feeds'),
      'libs/health.ts': controller('status', 'Health'),
    }
    expect((await routesOf(texts)).toSorted()).toEqual(['GET /api/v1/status', 'GET /b/feeds'])
  })

  it.each([
    ['in options', "createServer({ prefix: '/v1', modules: [users, orders] })", '({ prefix, modules })'],
    ['by name', "const modules = [users, orders]\ncreateServer({ modules, prefix: '/v1' })", '({ prefix, modules })'],
    ['as an argument', "createServer('/v1', [users, orders])", '(prefix, modules)'],
  ])('are those of modules that a function of a package mounts, %s', async (_, call, parameters) => {
    const kit = `const express = require('express')\nexports.createServer = ${parameters} => {\n  const app = express()\n  for (const { path, routes, guards = [] } of modules) {\n    const router = express.Router()\n    routes(router)\n    app.use(prefix + path, ...guards, router)\n  }\n  return app\n}`
    const texts = {
      'index.js': `const { createServer } = require('./kit')\nconst { users } = require('./users')\nconst orders = require('./orders')\n${call}`,
      'kit/index.js': "module.exports = { ...require('./create-server'), ...require('./define-module') }",
      'kit/create-server.js': kit,
      'kit/define-module.js': 'exports.defineModule = (module) => Object.freeze(module)',
      'users.js': "const { defineModule } = require('./kit')\nconst { signedIn } = require('./signed-in')\nexports.users = defineModule({ path: '/users', guards: [signedIn], routes(router) { router.get('/:id', (req, res) => res.json({})) } })",
      'orders.js': "module.exports = require('./kit').defineModule({ path: '/orders', routes: (router) => router.post('/', (req, res) => res.status(201).json({})) })",
      'signed-in.js': 'exports.signedIn = (req, res, next) => next()',
    }
    expect((await shown(texts)).toSorted()).toEqual(['GET /v1/users/{id} [signedIn] 200 users.js', 'POST /v1/orders [] 201 orders.js'])
  })
})
