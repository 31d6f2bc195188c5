import { describe, expect, it } from 'vitest'
import { handlerOf } from '../../src/project/routing/handlers.ts'
import { projectOf, routesOf } from './build.ts'

/** Ways of writing routes found in back ends that were written independently of this program. */
describe('routers that are loaded by name', () => {
  const users = "const { Router } = require('express')\nconst router = Router()\nrouter.get('/:id', h)\nmodule.exports = router"
  const app = (lines: string): string => `const fs = require('fs')\nconst path = require('path')\nconst express = require('express')\nconst app = express()\n${lines}`

  it.each([
    [
      'all files of a folder, each below its own name',
      { 'routes/index.js': "const fs = require('fs')\nconst path = require('path')\nconst router = require('express').Router()\nfs.readdirSync(__dirname).filter((file) => file !== 'index.js').forEach((file) => {\n  const name = path.basename(file, '.js')\n  router.use(`/${name}`, require(path.join(__dirname, file)))\n})\nmodule.exports = router", 'routes/users.js': users, 'app.js': app("app.use('/api', require('./routes'))") },
      ['GET /api/users/{id}'],
    ],
    [
      'a loop, a name up to its first dot, a folder below',
      { 'app.js': app("for (const file of fs.readdirSync('./routes')) app.use('/' + file.split('.')[0], require('./routes/' + file))"), 'routes/users.routes.js': users, 'other/orders.js': users },
      ['GET /users/{id}', 'GET ?/{id}'],
    ],
    [
      'names without what all end in',
      { 'app.js': app("fs.readdirSync(path.join(__dirname, 'routes')).forEach((file) => { app.use(`/v1/${file.replace('.route.js', '')}`, require(`./routes/${file}`)) })"), 'routes/users.route.js': users },
      ['GET /v1/users/{id}'],
    ],
    [
      'one path for all',
      { 'app.js': app("fs.readdirSync('./routes').map((file) => app.use('/api', require(`./routes/${file}`)))"), 'routes/users.js': "const { Router } = require('express')\nconst router = Router()\nrouter.get('/users', h)\nmodule.exports = router" },
      ['GET /api/users'],
    ],
    [
      'a path that each file exports',
      { 'app.js': app("fs.readdirSync('./routes').forEach((file) => {\n  const route = require(`./routes/${file}`)\n  app.use(route.path, route.router)\n})"), 'routes/a.js': "const { Router } = require('express')\nconst router = Router()\nrouter.get('/:id', h)\nmodule.exports = { path: '/users', router }" },
      ['GET /users/{id}'],
    ],
    [
      'import()',
      { 'app.ts': "import express from 'express'\nimport path from 'node:path'\nconst app = express()\nfor (const name of names()) {\n  const { default: router } = await import(path.join(import.meta.dirname, 'routes', name))\n  app.use(`/${name}`, router)\n}", 'routes/users.ts': "import { Router } from 'express'\nconst router = Router()\nrouter.get('/:id', h)\nexport default router" },
      ['GET /users/{id}'],
    ],
    [
      'functions that are loaded and handed a router',
      { 'main/routes.ts': "import { Express, Router } from 'express'\nimport { readdirSync } from 'fs'\nimport { join } from 'path'\nexport default (app: Express): void => {\n  const router = Router()\n  app.use('/api', router)\n  readdirSync(join(__dirname, '../routes')).map(async (file) => { (await import(`../routes/${file}`)).default(router) })\n}", 'main/app.ts': "import express from 'express'\nimport routes from './routes'\nconst app = express()\nroutes(app)", 'routes/users.ts': "import { Router } from 'express'\nexport default (router: Router): void => { router.get('/users', h) }", 'other/users.ts': "import { Router } from 'express'\nexport default (router: Router): void => { router.get('/others', h) }" },
      ['GET /api/users', 'GET ?/others'],
    ],
    [
      'names of a list',
      { 'app.js': app(";['users'].forEach((name) => app.use(`/${name}`, require(`./${name}/routes`)))"), 'users/routes.js': users, 'orders/routes.js': users },
      ['GET /users/{id}', 'GET ?/{id}'],
    ],
    ['a package', { 'app.js': app("app.use('/x', require(process.env.PLUGIN))") }, []],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('hapi', () => {
  const server = (lines: string): string => `const Hapi = require('@hapi/hapi')\nconst init = async () => {\n  const server = Hapi.server({ port: 3000 })\n  ${lines}\n  await server.start()\n}\ninit()`
  const plugin = "exports.plugin = { name: 'users', register: async (server) => {\n  server.route([{ method: 'GET', path: '/{id?}', handler: h }, { method: ['PUT', 'PATCH'], path: '/{id}', options: { handler: h } }])\n} }"

  it.each([
    ['a list of another file', { 'server.js': server("server.route(require('./routes'))"), 'routes.js': "module.exports = [{ method: 'GET', path: '/users', handler: h }]" }, ['GET /users']],
    ['one object of another file', { 'server.js': server("server.route(require('./health'))"), 'health.js': "module.exports = { method: 'GET', path: '/health', handler: h }" }, ['GET /health']],
    [
      'lists put together',
      { 'server.js': server("server.route(require('./routes'))"), 'routes/index.js': "module.exports = [].concat(require('./users'), require('./health'))", 'routes/users.js': "module.exports = [{ method: 'POST', path: '/users', handler: h }]", 'routes/health.js': "module.exports = { method: 'GET', path: '/health', handler: h }" },
      ['GET /health', 'POST /users'],
    ],
    [
      'lists spread into another',
      { 'server.js': server("server.route([...require('./users'), { method: '*', path: '/files/{rest*}', handler: h }])"), 'users.js': "module.exports = [{ method: 'POST', path: '/users', handler: h }]" },
      ['ALL /files/{rest}', 'POST /users'],
    ],
    ['a plugin below a prefix', { 'server.js': server("await server.register({ plugin: require('./users'), routes: { prefix: '/users' } })"), 'users.js': plugin }, ['GET /users/{id}', 'PATCH /users/{id}', 'PUT /users/{id}']],
    ['a plugin with options behind it', { 'server.js': server("await server.register(require('./users'), { routes: { prefix: '/users' } })"), 'users.js': plugin }, ['GET /users/{id}', 'PATCH /users/{id}', 'PUT /users/{id}']],
    [
      'several plugins',
      { 'server.js': server("await server.register([{ plugin: users, routes: { prefix: '/users' } }])").replace('const init', "const users = require('./users')\nconst init"), 'users.js': "module.exports = { name: 'users', register(server, options) { server.route({ method: 'GET', path: '/', handler: h }) } }" },
      ['GET /users'],
    ],
    ['what is left over', { 'server.js': server("server.route({ method: '*', path: '/{any*}', handler: h })") }, []],
    ['a plugin of a package', { 'server.js': server("await server.register([require('@hapi/inert')])") }, []],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('other ways', () => {
  it.each([
    [
      'constants put together',
      { 'app.ts': "import express from 'express'\nimport { paths } from './paths'\nimport { users } from './users'\nconst app = express()\napp.use(paths.api + paths.users, users)", 'paths.ts': "export const paths = { api: '/api', users: '/users' } as const", 'users.ts': "import { Router } from 'express'\nexport const users = Router()\nusers.get('/', h)" },
      ['GET /api/users'],
    ],
    [
      'a constant before what a route says of itself',
      {
        'app.ts': "import express from 'express'\nimport { PREFIX } from './env'\nexport class App {\n  public app = express()\n  constructor(routes: Routes[]) { this.mount(routes) }\n  private mount(routes: Routes[]) { routes.forEach((route) => { this.app.use(PREFIX + route.path, route.router) }) }\n}",
        'env.ts': "export const PREFIX = '/api'",
        'server.ts': "import { App } from './app'\nimport { Users } from './users'\nconst app = new App([new Users()])\napp.listen()",
        'users.ts': "import { Router } from 'express'\nexport class Users {\n  path = '/users'\n  router = Router()\n  constructor() { this.router.get('/:id', h) }\n}",
      },
      ['GET /api/users/{id}'],
    ],
    ['numbers, which are no path', { 'app.ts': "import express from 'express'\nimport { a } from './a'\nconst app = express()\napp.use(a.count + a.size, h)\napp.get('/x', h)" }, ['GET /x']],
    ...["dirname(fileURLToPath(import.meta.url)), 'routes'", "import.meta.dirname, './routes'", "import.meta.url, 'routes'"].map((place): [string, Record<string, string>, string[]] => [
      `a folder of plugins by ${place}`,
      {
        'src/app.ts': `import { join, dirname } from 'node:path'\nimport Fastify from 'fastify'\nimport autoload from '@fastify/autoload'\nconst app = Fastify()\nconst dir = join(${place})\napp.register(autoload, { dir, options: { prefix: '/api' } })`,
        'src/routes/users/index.ts': "export default async function (app) {\n  app.get('/', h)\n}",
      },
      ['GET /api/users'],
    ]),
    ['a folder of plugins that nobody can name', { 'app.ts': "import Fastify from 'fastify'\nimport autoload from '@fastify/autoload'\nconst app = Fastify()\napp.register(autoload, { dir: process.env.ROUTES })", 'routes/users/index.ts': "import type { FastifyInstance } from 'fastify'\nexport default async function (app: FastifyInstance) {\n  app.get('/x', h)\n}" }, ['GET ?/x']],
    ["routers that Koa's compose puts together", { 'app.js': "import Koa from 'koa'\nimport Router from '@koa/router'\nimport compose from 'koa-compose'\nconst [users, api] = [new Router(), new Router({ prefix: '/api' })]\nconst orders = new Router()\norders.get('/:id', h)\napi.use('/orders', compose([orders.routes(), orders.allowedMethods()]))\nnew Koa().use(api.routes())" }, ['GET /api/orders/{id}']],
    ['routers that are combined', { 'app.js': "const Koa = require('koa')\nconst app = new Koa()\nrequire('./routes')(app)", 'routes.js': "const combineRouters = require('koa-combine-routers')\nconst Router = require('koa-router')\nconst [a, b] = [new Router({ prefix: '/a' }), new Router()]\na.get('/:id', h)\nb.get('/b', h)\nconst router = combineRouters(a, b)\nmodule.exports = (app) => { app.use(router()) }" }, ['GET /a/{id}', 'GET /b']],
    ['a gateway', { 'app.ts': "import { Hono } from 'hono'\nconst app = new Hono()\napp.use('*', log)\napp.all('/*', h)\nexport default app" }, ['ALL /*']],
    ['what is left over', { 'app.ts': "import { Hono } from 'hono'\nconst app = new Hono()\napp.get('/users', h)\napp.all('/*', h)\nexport default app" }, ['GET /users']],
    ['what is left over of what is mounted', { 'app.ts': "import { Hono } from 'hono'\nconst [app, users] = [new Hono(), new Hono()]\nusers.get('/:id', h)\napp.route('/users', users)\napp.all('/*', h)\nexport default app" }, ['GET /users/{id}']],
    ['what only stands before the methods of a route', { 'app.ts': "import express from 'express'\nconst app = express()\napp.route('/users').all(guard).get(h).put(h)\napp.route('/orders').get(h).all(h)" }, ['ALL /orders', 'GET /orders', 'GET /users', 'PUT /users']],
    [
      "inversify's server",
      {
        'main.ts': "import { InversifyExpressServer } from 'inversify-express-utils'\nconst server = new InversifyExpressServer(container, null, { rootPath: '/v1' })\nserver.setConfig((app) => { app.get('/health', h) })\nserver.build().listen(1)",
        'users.ts': "import { controller, httpGet, httpMethod } from 'inversify-express-utils'\n@controller('/users')\nexport class Users { @httpGet('/:id') one() {}\n @httpMethod('patch', '/:id') change() {} }",
      },
      ['GET /health', 'GET /v1/users/{id}', 'PATCH /v1/users/{id}'],
    ],
    ["inversify's controllers, of which nobody says where they are served", { 'users.ts': "import { controller, httpGet } from 'inversify-express-utils'\n@controller('/users')\nexport class Users { @httpGet('/:id') one() {} }" }, ['GET ?/users/{id}']],
    ["Koa's register", { 'app.js': "import Router from '@koa/router'\nimport Koa from 'koa'\nconst router = new Router({ prefix: '/cars' })\nrouter.register('/:id', ['put', 'patch'], h)\nnew Koa().use(router.routes())" }, ['PATCH /cars/{id}', 'PUT /cars/{id}']],
    ["Hono's patterns", { 'app.ts': "import { Hono } from 'hono'\nconst app = new Hono()\napp.get('/accounts/:id{[0-9]{3}}', h)" }, ['GET /accounts/{id}']],
    [
      "Elysia's chains, groups and guards",
      {
        'app.ts': "import { Elysia } from 'elysia'\nimport { notes } from './notes'\nnew Elysia({ prefix: '/api' }).group('/v1', (app) => app.use(notes)).listen(3000)",
        'notes.ts': "import { Elysia, t } from 'elysia'\nexport const notes = new Elysia({ prefix: '/notes' }).model({ note: t.String() }).derive(() => ({ user: 1 })).get('/', h).guard({ params: t.Object({}) }, (app) => app.get('/:id', h)).route('M-SEARCH', '/search', h)",
      },
      ['GET /api/v1/notes', 'GET /api/v1/notes/{id}', 'M-SEARCH /api/v1/notes/search'],
    ],
    [
      'a composed decorator that may be told a version',
      {
        'main.ts': "import { VersioningType } from '@nestjs/common'\nimport { NestFactory } from '@nestjs/core'\nconst app = await NestFactory.create(M)\napp.enableVersioning({ type: VersioningType.URI, defaultVersion: '1' })",
        'api.ts': "import { applyDecorators, Controller } from '@nestjs/common'\nexport const Api = (path: string, version?: string) => applyDecorators(Controller({ path, version }))\nexport const Old = (path: string, version = '0') => applyDecorators(Controller({ path: `old/${path}`, version }))",
        'a.ts': "import { Get } from '@nestjs/common'\nimport { Api, Old } from './api'\n@Api('books')\nexport class A { @Get() list() {} }\n@Api('loans', '2')\nexport class B { @Get() list() {} }\n@Old('cards')\nexport class C { @Get() list() {} }",
      },
      ['GET /v0/old/cards', 'GET /v1/books', 'GET /v2/loans'],
    ],
    [
      "Nuxt's files",
      { 'package.json': '{ "dependencies": { "nuxt": "3" } }', 'server/api/users/[id].get.ts': 'export default defineEventHandler(() => 1)', 'server/api/users/index.post.ts': 'export default defineEventHandler(() => 1)', 'server/routes/feed.ts': 'export default defineEventHandler(() => 1)', 'server/utils/db.get.ts': 'export default 1' },
      ['ALL /feed', 'GET /api/users/{id}', 'POST /api/users'],
    ],
    ["SvelteKit's fallback", { 'package.json': '{ "dependencies": { "@sveltejs/kit": "2" } }', 'src/routes/files/+server.ts': 'export const fallback = () => new Response()' }, ['ALL /files']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('what is made, looked up and put together', () => {
  it.each([
    [
      'methods of a table',
      { 'app.js': "const express = require('express')\nconst app = express()\nconst table = [{ method: 'get', path: '/users', handler: h }, { method: 'DELETE', path: '/users/:id', handler: [guard, h] }]\ntable.forEach(({ method, path, handler }) => app[method](path, handler))" },
      ['DELETE /users/{id}', 'GET /users'],
    ],
    [
      'methods of a table in another file',
      { 'app.js': "const express = require('express')\nconst table = require('./table')\nconst app = express()\nfor (const route of table) app[route.method](route.path, route.handler)", 'table.js': "module.exports = [{ method: 'post', path: '/users', handler: h }]" },
      ['POST /users'],
    ],
    [
      'tables that a function makes a router of, each its own',
      {
        'app.js': "const express = require('express')\nconst toRouter = require('./to-router')\nconst users = require('./users')\nconst app = express()\napp.use('/users', toRouter(users))\napp.use('/orders', toRouter([{ method: 'post', path: '/', handler: h }]))",
        'to-router.js': "const { Router } = require('express')\nmodule.exports = function toRouter(routes) {\n  const router = Router()\n  routes.forEach((route) => router[route.method](route.path, route.handler))\n  return router\n}",
        'users.js': "module.exports = [{ method: 'get', path: '/:id', handler: h }]",
      },
      ['GET /users/{id}', 'POST /orders'],
    ],
    [
      'definitions that a function gives back as they are',
      {
        'app.ts': "import express from 'express'\nimport { toRouter } from './to-router'\nimport { users } from './users'\nconst app = express()\napp.use('/users', toRouter(users(service)))",
        'to-router.ts': "import { Router } from 'express'\nexport function toRouter(definitions: Definition[]) {\n  const router = Router()\n  for (const { method, path, handler } of definitions) router[method](path, handler)\n  return router\n}\nexport const define = (definition: Definition) => definition",
        'users.ts': "import { define } from './to-router'\nimport type { Request } from 'express'\nexport const users = (service: Service) => [define({ method: 'get', path: '/', handler: h }), define({ method: 'delete', path: '/:id', handler: (request: Request) => service.remove() })]",
      },
      ['DELETE /users/{id}', 'GET /users'],
    ],
    ['methods of whoever calls', { 'app.js': "const express = require('express')\nconst app = express()\nconst add = (method, path) => app[method](path, h)" }, ['?']],
    [
      'entries of an object, with a path before them',
      { 'app.js': "const express = require('express')\nconst users = require('./users')\nconst app = express()\nconst routers = { '/users': users }\nfor (const [path, router] of Object.entries(routers)) app.use('/api' + path, router)", 'users.js': "const router = require('express').Router()\nrouter.get('/:id', h)\nmodule.exports = router" },
      ['GET /api/users/{id}'],
    ],
    [
      'a function that makes a router for each call',
      {
        'make.ts': "import { Hono } from 'hono'\nexport function createRouter() { return new Hono() }\nexport default function createApp() { const app = createRouter()\n app.get('/health', h)\n return app }",
        'app.ts': "import createApp from './make'\nimport { users } from './users'\nimport { orders } from './orders'\nconst app = createApp()\n;[users, orders].forEach((route) => { app.route('/api', route) })\nexport default app",
        'users.ts': "import { createRouter } from './make'\nexport const users = createRouter()\nusers.get('/users', h)",
        'orders.ts': "import { createRouter } from './make'\nexport const orders = createRouter().basePath('/orders')\norders.get('/:id', h)",
      },
      ['GET /api/orders/{id}', 'GET /api/users', 'GET /health'],
    ],
    ["Hono's mount", { 'app.ts': "import { Hono } from 'hono'\nimport old from './old'\nconst app = new Hono()\napp.mount('/old', old.fetch)", 'old.ts': "import { Hono } from 'hono'\nconst old = new Hono()\nold.get('/ping', h)\nexport default old" }, ['GET /old/ping']],
    [
      "the plugin that Fastify's command starts",
      { 'package.json': '{ "scripts": { "start": "fastify start -l info dist/app.js" } }', 'src/app.ts': "export default async function (fastify, opts) {\n  fastify.register(require('./users'), { prefix: '/users' })\n}", 'src/users.js': "module.exports = function (fastify, opts, done) {\n  fastify.route({ method: 'GET', url: '/', handler: h })\n  done()\n}" },
      ['GET /users'],
    ],
    [
      'the same without a command',
      { 'package.json': '{}', 'src/app.ts': "export default async function (fastify, opts) {\n  fastify.get('/users', (request) => 1)\n}" },
      ['GET ?/users'],
    ],
    [
      'a class that a function makes for a controller',
      { 'read.ts': "import { Get } from '@nestjs/common'\nexport function Read(dto) { abstract class Mixin { @Get(':id') read() {} }\n return Mixin }", 'a.ts': "import { Controller, Delete } from '@nestjs/common'\nimport { Read } from './read'\n@Controller('users')\nexport class Users extends Read(User) { @Delete(':id') remove() {} }" },
      ['DELETE /users/{id}', 'GET /users/{id}'],
    ],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe("Adonis's router", () => {
  const routes = (lines: string): string => `import router from '@adonisjs/core/services/router'\nimport Users from './users_controller'\n${lines}`

  it.each([
    ['routes', routes("router.get('/users/:id', [Users, 'show'])\nrouter.post('users', () => ({}))"), ['GET /users/{id}', 'POST /users']],
    [
      'groups within groups, prefixes behind them',
      routes("router.group(() => {\n  router.get('/events', [Users, 'index'])\n  router.group(() => { router.delete('/:id', h) }).prefix('/tickets').use(mw())\n}).prefix('/api/v1')\nrouter.get('/health', h)"),
      ['DELETE /api/v1/tickets/{id}', 'GET /api/v1/events', 'GET /health'],
    ],
    ['a prefix of a route alone', routes("router.get('/users', h).as('users').prefix('/v1')\nrouter.get('/orders', h).use(mw())"), ['GET /orders', 'GET /v1/users']],
    ['a group without a prefix', routes("router.group(() => { router.get('/users', h) }).use(mw())"), ['GET /users']],
    ['a resource', routes("router.resource('users', Users).apiOnly()"), ['DELETE /users/{id}', 'GET /users', 'GET /users/{id}', 'PATCH /users/{id}', 'POST /users', 'PUT /users/{id}']],
    ['a nested one, in part', routes("router.resource('users.posts', Users).only(['index', 'show'])"), ['GET /users/{user_id}/posts', 'GET /users/{user_id}/posts/{id}']],
    ['all but some of one', routes("router.resource('users', Users).except(['update', 'edit', 'create', 'destroy', 'store'])"), ['GET /users', 'GET /users/{id}']],
  ])('%s', async (_, text, expected) => {
    expect(await routesOf({ 'start/routes.ts': text, 'start/users_controller.ts': 'export default class UsersController { show() {} }' })).toEqual(expected)
  })

  it('the methods of controllers are handlers, also of those that are loaded when they are asked', async () => {
    const project = await projectOf({
      'start/routes.ts': "import router from '@adonisjs/core/services/router'\nconst Users = () => import('./users')\nrouter.get('/users', [Users, 'index'])",
      'start/users.ts': 'export default class Users { index() { return [] } }',
    })
    const [route] = project.routes
    expect(route?.answeredBy && handlerOf(project.graph, route.answeredBy, 0, true)).toMatchObject({ method: 'index' })
    expect(route?.middleware.map(({ value }) => value.kind)).toEqual(['unknown'])
  })
})

describe('routers that a class makes for its heirs, in loops within loops', () => {
  const texts = (loop: string): { readonly [file: string]: string } => ({
    'index.ts': "import { App } from './app'\nimport { Loans } from './loans'\nconst database = 1\nconst app = new App({ v1: [new Loans(database)], v2: [new Loans(database)] })\napp.start()",
    'app.ts': `import express, { Application } from 'express'\nexport class App {\n  private readonly express: Application = express()\n  constructor(versions: Record<string, Base[]>) { ${loop} }\n  start() { this.express.listen(1) }\n}`,
    'base.ts': "import { Router } from 'express'\nexport abstract class Base { readonly router = Router()\n  abstract readonly path: string\n  constructor() { this.routes() }\n  protected abstract routes(): void }",
    'loans.ts': "import { Base } from './base'\nexport class Loans extends Base { readonly path = '/loans'\n  protected routes() { this.router.get('/:id', h) } }",
  })
  const versioned = ['GET /api/v1/loans/{id}', 'GET /api/v2/loans/{id}']

  it.each([
    ['forEach() in a loop', 'for (const [version, routers] of Object.entries(versions)) routers.forEach((one) => this.express.use(`/api/${version}${one.path}`, one.router))', versioned],
    ['a loop in a loop', 'for (const [version, routers] of Object.entries(versions)) { for (const one of routers) this.express.use(`/api/${version}${one.path}`, one.router) }', versioned],
    ['what is asked of nobody', 'for (const [version, routers] of Object.entries(versions)) { for (const one of routers) this.express.use(`/api/${prefix()}${one.path}`, one.router) }', ['GET ?/loans/{id}']],
  ])('%s', async (_, loop, expected) => {
    expect(await routesOf(texts(loop))).toEqual(expected)
  })
})

describe('loops over what says its routes', () => {
  const users = "const router = require('express').Router()\nrouter.get('/:id', h)\nmodule.exports = router"
  const app = (lines: string): string => `const express = require('express')\nconst users = require('./users')\nconst orders = require('./orders')\nconst app = express()\n${lines}`
  const both = ['GET /orders/{id}', 'GET /users/{id}']

  it.each([
    ['by names', "const routers = { '/users': users, '/orders': orders }\nfor (const path in routers) app.use(path, routers[path])", both],
    ['by a list of names', "const routers = { users, orders }\nfor (const name of Object.keys(routers)) app.use('/' + name, routers[name])", both],
    ['by numbers', "const routes = [{ path: '/users', router: users }, { path: '/orders', router: orders }]\nfor (let i = 0; i < routes.length; i++) app.use(routes[i].path, routes[i].router)", both],
    ['reduce()', "const all = [{ path: '/users', router: users }, { path: '/orders', router: orders }]\napp.use(all.reduce((router, one) => router.use(one.path, one.router), express.Router()))", both],
    ['some of a list', "const all = [{ path: '/users', router: users }, { path: '/orders', router: orders }]\nall.filter(isOn).forEach((one) => app.use(one.path, one.router))", both],
    ['by another name', "const routers = { '/users': users }\nfor (const path in others) app.use(path, routers[path])", ['GET ?/{id}', 'GET ?/{id}']],
    ['a router made, filled and mounted in each turn', "const all = [{ path: '/users', routes: [{ method: 'get', path: '/:id', run: h }] }, { path: '/orders', routes: [{ method: 'post', path: '/', run: h }] }]\nfor (const one of all) {\n  const router = express.Router()\n  for (const route of one.routes) router[route.method](route.path, route.run)\n  app.use(one.path, router)\n}", ['GET /users/{id}', 'GET ?/{id}', 'GET ?/{id}', 'POST /orders']],
  ])('%s', async (_, lines, expected) => {
    expect(await routesOf({ 'app.js': app(lines), 'users.js': users, 'orders.js': users })).toEqual(expected)
  })

  it.each([
    ['modules that are handed to a server', { 'main.ts': "import { Server } from './server'\nimport { users } from './users'\nimport { orders } from './orders'\nnew Server([users, orders]).start()", 'server.ts': "import express, { Router } from 'express'\nexport class Server {\n  readonly app = express()\n  constructor(private readonly modules: Module[]) {\n    for (const module of this.modules) {\n      const router = Router()\n      for (const route of module.routes) router[route.method](route.path, route.run)\n      this.app.use(module.prefix, router)\n    }\n  }\n}", 'users.ts': "export const users = define({ prefix: '/users', routes: [{ method: 'get', path: '/:id', run: one }] })\nexport function define(module) { return module }", 'orders.ts': "import { define } from './users'\nexport const orders = define({ prefix: '/orders', routes: [{ method: 'post', path: '/', run: one }] })" }, ['GET /users/{id}', 'POST /orders']],
    ['a path that an instance is constructed with', { 'main.ts': "import express, { Router } from 'express'\nabstract class Base {\n  router = Router()\n  constructor(readonly path: string) { this.register() }\n}\nclass Notes extends Base { register() { this.router.get(`${this.path}/:id`, h) } }\nconst app = express()\nfor (const one of [new Notes('/notes')]) app.use('/v1', one.router)" }, ['GET /v1/notes/{id}']],
    ['folders that are put together, and lists that are mapped', { 'src/app.js': "const Koa = require('koa')\nconst compose = require('koa-compose')\nconst fs = require('fs')\nconst path = require('path')\nconst app = new Koa()\nconst dir = path.resolve(__dirname, 'modules')\nconst all = fs.readdirSync(dir).map((name) => require(path.join(dir, name)))\napp.use(compose(all.map((one) => one.routes())))", 'src/modules/users.js': "const Router = require('@koa/router')\nconst users = new Router({ prefix: '/users' })\nusers.get('/:id', h)\nmodule.exports = users", 'src/others/users.js': "const Router = require('@koa/router')\nconst users = new Router()\nusers.get('/others', h)\nmodule.exports = users" }, ['GET /users/{id}', 'GET ?/others']],
    ['a folder whose functions are handed the application', { 'app.js': "const fs = require('fs')\nconst app = require('express')()\nfs.readdirSync('./routes').forEach(function (file) { require('./routes/' + file)(app) })", 'routes/users.js': "module.exports = (app) => { app.get('/users', h) }" }, ['GET /users']],
    ['methods of a request that are taken out of it', { 'package.json': '{ "dependencies": { "next": "14" } }', 'pages/api/users.ts': "export default function handler(req, res) {\n  const { method } = req\n  switch (method) {\n    case 'GET': return res.status(200).json([])\n    case 'PUT': return res.status(204).end()\n    default: return res.status(405).end()\n  }\n}" }, ['GET /api/users', 'PUT /api/users']],
    ['a table of handlers by the method of the request', { 'package.json': '{ "dependencies": { "next": "14" } }', 'pages/api/users.ts': "const handlers = { async POST(req, res) { res.status(201).json({}) }, DELETE: remove }\nexport default async function handler(req, res) {\n  const run = handlers[req.method ?? '']\n  if (!run) return res.status(405).end()\n  return run(req, res)\n}" }, ['DELETE /api/users', 'POST /api/users']],
    ['routes as objects in a chain', { 'app.js': "const app = require('fastify')()\nconst list = { method: 'GET', url: '/users', handler: h }\nconst path = '/orders'\napp.route(list).get(path, h)" }, ['GET /orders', 'GET /users']],
    ['verbs and paths that a function is told', { 'app.js': "const app = require('express')()\nconst add = (method, path, run) => app[method]('/old' + path, run)\nadd('get', '/users', users.list)\nadd('post', '/users', users.add)" }, ['GET /old/users', 'POST /old/users']],
    ['verbs that nobody knows', { 'app.js': "const app = require('express')()\nconst [verb, path] = actions[name]\napp[verb](path, run)\nstore[verb](path, run)" }, ['?']],
    ['verbs on a router that is handed in', { 'app.js': "const app = require('express')()\nconst { mount } = require('./lib')\nmount(app, [{ verb: 'get', path: '/users', run: h }])", 'lib.js': 'exports.mount = (router, all) => { for (const one of all) router[one.verb](one.path, one.run) }' }, ['GET /users']],
    ['what is found by consign', { 'index.js': "const app = require('express')()\nrequire('consign')({ cwd: 'src' }).include('config/auth.js').then('routes').into(app)", 'src/routes/users.js': "module.exports = (app) => { app.route('/users').all(app.config.auth()).get(admin(app.api.users.list)) }", 'other/routes/users.js': "module.exports = (app) => { app.get('/others', admin(list)) }" }, ['GET /users', 'GET ?/others']],
    ['a list of handlers on an application that is passed in', { 'users.js': "class Users {\n  applyRoutes(application) { application.get('/users', [authorize('admin'), this.list]); application.get('/names', ['a', 'b'])\n  }\n}\nmodule.exports = new Users()" }, ['GET ?/users']],
    ['a router that a getter of a base class hands out', { 'base.ts': "import { Router } from 'express'\nexport abstract class Base {\n  private readonly _router: Router\n  constructor() { this._router = Router() }\n  get router(): Router { return this._router }\n  protected bind(routes: Told[]) { for (const one of routes) this.router[one.method](one.path, one.run.bind(this)) }\n}", 'users.ts': "import { Request, Response } from 'express'\nimport { Base } from './base'\nexport class Users extends Base {\n  constructor() { super(); this.bind([{ path: '/login', method: 'post', run: this.login }]) }\n  login(req: Request, res: Response) {}\n}", 'app.ts': "import express, { Express } from 'express'\nimport { Users } from './users'\nexport class App {\n  app: Express\n  constructor(@inject(TYPES.Users) private users: Users) { this.app = express() }\n  routes() { this.app.use('/users', this.users.router) }\n}" }, ['POST /users/login']],
    ['several paths of a mount, some of them constants', { 'app.js': "const express = require('express')\nconst { PATHS } = require('./paths')\nconst app = express()\nconst me = express.Router()\nme.get('/a', h)\napp.use([PATHS.me, '/profile'], me)", 'paths.js': "exports.PATHS = { me: '/me' }" }, ['GET /me/a', 'GET /profile/a']],
    ['lists of middleware before a router', { 'app.js': "const express = require('express')\nconst guards = require('./guards')\nconst app = express()\nconst me = express.Router()\nme.get('/a', h)\napp.use([guards.first, guards.second], me)", 'guards.js': 'exports.first = (req, res, next) => next()\nexports.second = (req, res, next) => next()' }, ['GET /a']],
    ["restify's objects, and routers beside it", { 'server.js': "const restify = require('restify')\nconst { Router } = require('restify-router')\nconst server = restify.createServer()\nserver.get({ path: '/users/:id', version: '1.0.0' }, h)\nserver.opts('/users', h)\nconst depots = new Router()\ndepots.get('/depots', h)\ndepots.applyRoutes(server, '/old')" }, ['GET /old/depots', 'GET /users/{id}', 'OPTIONS /users']],
    ["Adonis's other calls", { 'start/routes.ts': "import router from '@adonisjs/core/services/router'\nrouter.any('/hook', h)\nrouter.route('/old', ['GET', 'PUT'], h)\nrouter.on('/about').redirect('/')" }, ['ALL /hook', 'GET /about', 'GET /old', 'PUT /old']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('what frameworks and platforms are told of routes', () => {
  const stack = (lines: string): string => `import * as cdk from 'aws-cdk-lib'\nimport { RestApi } from 'aws-cdk-lib/aws-apigateway'\nimport { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2'\nexport class Api extends cdk.Stack {\n  constructor(scope, id) {\n    super(scope, id)\n    ${lines}\n  }\n}`
  const gateway = (routes: string): string => `const ApiGateway = require('moleculer-web')\nmodule.exports = { name: 'api', mixins: [ApiGateway], settings: { routes: [${routes}] } }`
  const awilix = "const express = require('express')\nconst { loadControllers } = require('awilix-express')\nconst app = express()\napp.use('/api', loadControllers('routes/*.js', { cwd: __dirname }))"

  it.each([
    ['resources of the CDK', { 'api.ts': stack("const users = new RestApi(this, 'a').root.addResource('users')\nusers.addMethod('GET', one)\nusers.addResource('{id}').addMethod('ANY', one)") }, ['ALL /users/{id}', 'GET /users']],
    ['routes of the CDK', { 'api.ts': stack("new HttpApi(this, 'a').addRoutes({ path: '/users/{id}', methods: [HttpMethod.GET, HttpMethod.PUT], integration })") }, ['GET /users/{id}', 'PUT /users/{id}']],
    ['methods of something else', { 'api.ts': stack("scope.root.addResource('users').addMethod('GET', one)") }, ['?', '?']],
    ['an API of the CDK that says nothing here', { 'api.ts': stack("this.api = new RestApi(this, 'a')") }, ['?', '?']],
    ["Moleculer's aliases", { 'api.js': gateway("{ path: '/api', aliases: { 'GET health': 'node.health', 'POST /login': ['auth', 'users.login'] } }, { path: '/admin', aliases: { 'REST jobs': 'jobs' } }") }, ['DELETE /admin/jobs/{id}', 'GET /admin/jobs', 'GET /admin/jobs/{id}', 'GET /api/health', 'PATCH /admin/jobs/{id}', 'POST /admin/jobs', 'POST /api/login', 'PUT /admin/jobs/{id}']],
    ["Moleculer's gateway without any", { 'api.js': gateway("{ path: '/api', autoAliases: true }") }, ['?']],
    ["what Moleculer's gateway finds by itself", { 'api.js': gateway("{ path: '/api', autoAliases: true, whitelist: ['**'], aliases: { 'GET stock': 'items.list' } }, { path: '/only', autoAliases: true, whitelist: ['users.*'] }"), 'users.service.js': "module.exports = { name: 'users', version: 2, actions: { one: { rest: 'GET /:id', handler }, add: { rest: { method: 'POST', path: '/' } }, sync: { rest: 'PUT' }, all: { rest: ['GET /', '/any'] }, own: { rest: 'GET /own', visibility: 'public' }, none: { handler } } }", 'mixin.js': "const DbService = require('moleculer-db')\nmodule.exports = function (name) {\n  const schema = { mixins: [DbService], actions: { count: { rest: 'GET /count' } } }\n  return schema\n}", 'stock.service.js': "const store = require('./mixin')\nmodule.exports = { name: 'stock', settings: { rest: 'goods/' }, mixins: [store('stock')], actions: { remove: false } }" }, ['ALL /api/v2/users/any', 'ALL /only/v2/users/any', 'GET /api/goods', 'GET /api/goods/count', 'GET /api/goods/{id}', 'GET /api/stock', 'GET /api/v2/users', 'GET /api/v2/users/{id}', 'GET /only/v2/users', 'GET /only/v2/users/{id}', 'POST /api/goods', 'POST /api/v2/users', 'POST /only/v2/users', 'PUT /api/goods/{id}', 'PUT /api/v2/users/sync', 'PUT /only/v2/users/sync']],
    ['services of Feathers from elsewhere, by their options', { 'app.js': "const feathers = require('@feathersjs/feathers')\nconst express = require('@feathersjs/express')\nconst { Notes } = require('notes')\nconst app = express(feathers())\napp.use('/notes', new Notes(), { methods: ['find', 'create'] })" }, ['GET /notes', 'POST /notes']],
    ['a service of Feathers in a file of its own, behind middleware', { 'app.js': "const feathers = require('@feathersjs/feathers')\nconst express = require('@feathersjs/express')\nconst { Notes } = require('./notes.class')\nconst app = express(feathers())\napp.use('/notes', upload.single('file'), (req, res, next) => next(), new Notes(), { methods: ['find', 'create'] })\napp.use('/mails', limit, new Notes())", 'notes.class.js': 'exports.Notes = class Notes {\n  async find(params) {}\n  async create(data, params) {}\n  async patch(id, data) {}\n}' }, ['GET /mails', 'GET /notes', 'PATCH /mails/{id}', 'POST /mails', 'POST /notes']],
    ["the controllers that Ts.ED's server mounts", { 'Server.ts': "import { Configuration } from '@tsed/di'\nimport * as rest from './rest/index'\nimport { Admin } from './Admin'\n@Configuration({ mount: { '/rest': [...Object.values(rest)], '/': [Admin], '/old': ['${rootDir}/old/**/*.ts'] } })\nexport class Server {}", 'rest/index.ts': "export * from './Users'", 'rest/Users.ts': "import { Controller } from '@tsed/di'\nimport { Get, Post } from '@tsed/schema'\nimport { Orders } from '../Orders'\n@Controller({ path: '/users', children: [Orders] })\nexport class Users { @Get('/:id') one() {} }", 'Orders.ts': "import { Controller } from '@tsed/di'\nimport { Get } from '@tsed/schema'\n@Controller('/:id/orders')\nexport class Orders { @Get('/') all() {} }", 'Admin.ts': "import { Controller, Get } from '@tsed/common'\n@Controller('/admin')\nexport class Admin { @Get('/') all() {} }", 'old/Pings.ts': "import { Controller, Get } from '@tsed/common'\n@Controller('/ping')\nexport class Pings { @Get() all() {} }", 'Lost.ts': "import { Controller, Get } from '@tsed/common'\n@Controller('/lost')\nexport class Lost { @Get() all() {} }" }, ['GET /admin', 'GET /old/ping', 'GET /rest/users/{id}', 'GET /rest/users/{id}/orders', 'GET ?/lost']],
    ["Nest's controllers that a function makes", { 'make.ts': "import { Controller, Get, mixin } from '@nestjs/common'\nexport function make(path: string) {\n  @Controller(path)\n  class Host { @Get(':id') one() {} }\n  return mixin(Host)\n}\nexport function base() {\n  @Controller()\n  class Base { @Get('all') all() {} }\n  return Base\n}", 'tags.ts': "import { Controller } from '@nestjs/common'\nimport { make, base } from './make'\nexport const Tags = make('tags')\nexport const Labels = make('labels')\n@Controller('users')\nexport class Users extends base() {}" }, ['GET /labels/{id}', 'GET /tags/{id}', 'GET /users/all']],
    ["a prefix that a function of the workspace is given for each of Nest's applications", { 'libs/start.ts': "import { NestFactory } from '@nestjs/core'\nexport async function startApp(root: Type, options: { prefix: string }) {\n  const app = await NestFactory.create(root)\n  app.setGlobalPrefix(options.prefix)\n  await app.listen(3000)\n}", 'apps/a/main.ts': "import { startApp } from '../../libs/start'\nimport { AModule } from './a'\nstartApp(AModule, { prefix: 'api' })", 'apps/a/a.ts': "import { Controller, Get, Module } from '@nestjs/common'\n@Controller('users')\nexport class Users { @Get() all() {} }\n@Module({ controllers: [Users] })\nexport class AModule {}", 'apps/b/main.ts': "import { startApp } from '../../libs/start'\nimport { BModule } from './b'\nstartApp(BModule, { prefix: 'admin' })", 'apps/b/b.ts': "import { Controller, Get, Module } from '@nestjs/common'\n@Controller('jobs')\nexport class Jobs { @Get() all() {} }\n@Module({ controllers: [Jobs] })\nexport class BModule {}" }, ['GET /admin/jobs', 'GET /api/users']],
    ['a path of parts that are put together', { 'users.ts': "import express, { Router } from 'express'\nclass Users {\n  path = '/users'\n  router = Router()\n  constructor() { this.router.patch(this.path.concat('/:id', '/state'), h) }\n}\nexpress().use(new Users().router)" }, ['PATCH /users/{id}/state']],
    ["Meteor's routes", { 'server/main.js': "import { JsonRoutes } from 'meteor/simple:json-routes'\nJsonRoutes.add('get', '/api/ping', function (req, res) { JsonRoutes.sendResult(res, { data: 1 }) })" }, ['GET /api/ping']],
    ['what a glob finds, and nothing beside it', { 'routes.js': "const Router = require('koa-router')\nconst glob = require('glob')\nmodule.exports = (app) => {\n  const api = new Router({ prefix: '/api' })\n  glob.sync('./modules/**/*.router.js', { cwd: __dirname, absolute: true }).forEach((file) => { api.use(require(file).routes()) })\n  app.use(api.routes())\n}", 'modules/a/users.router.js': "const Router = require('koa-router')\nconst router = new Router()\nrouter.get('/users', h)\nmodule.exports = router", 'extra/login.js': "const Router = require('koa-router')\nconst router = new Router()\nrouter.get('/login', h)\nmodule.exports = router", 'app.js': "const Koa = require('koa')\nconst app = new Koa()\nrequire('./routes')(app)" }, ['GET /api/users', 'GET ?/login']],
    ['escaped dots in names of Remix', { 'package.json': '{ "dependencies": { "@remix-run/node": "2" } }', 'app/routes/resources.feed[.]xml.ts': 'export async function loader() { return new Response() }' }, ['GET /resources/feed.xml']],
    ['methods that a wrapper of a page of Next is given', { 'package.json': '{ "dependencies": { "next": "14" } }', 'pages/api/join.ts': "import { only } from '../../lib'\nasync function handler(req, res) { res.json({}) }\nexport default only(['POST', 'PUT'], handler)" }, ['POST /api/join', 'PUT /api/join']],
    ['functions of Firebase', { 'index.ts': "import * as functions from 'firebase-functions'\nimport express from 'express'\nconst app = express()\napp.get('/users', h)\nexport const api = functions.https.onRequest(app)\nexport const hello = functions.region('eu').https.onRequest((req, res) => { res.send('a') })\nexport const add = functions.https.onCall((data) => data)" }, ['ALL /hello', 'GET /users', 'POST /add']],
    ['endpoints of Encore', { 'users.ts': "import { api } from 'encore.dev/api'\nexport const one = api({ expose: true, method: 'GET', path: '/users/:id' }, async ({ id }) => ({ id }))\nexport const own = api({ method: 'GET', path: '/own' }, async () => ({}))" }, ['GET /users/{id}']],
    ['endpoints of Encore with several methods', { 'users.ts': "import { api } from 'encore.dev/api'\nexport const save = api({ expose: true, method: ['POST', 'PUT'], path: '/users' }, async () => ({}))\nexport const hook = api.raw({ expose: true, method: '*', path: '/hook' }, async (request, response) => { response.end() })" }, ['ALL /hook', 'POST /users', 'PUT /users']],
    ['methods as arguments of add()', { 'a.js': "const polka = require('polka')\nconst app = polka()\napp.add('GET', '/users', h)\nconst seen = new Set()\nseen.add('GET', '/no', h)", 'b.ts': "import { createApp, createRouter, eventHandler } from 'h3'\nconst router = createRouter()\ncreateApp().use(router)\nrouter.add('/users/:id', eventHandler(h), 'put')" }, ['GET /users', 'PUT /users/{id}']],
    ['functions of Azure whose code is in another folder', { 'host.json': '{}', 'List/function.json': '{ "scriptFile": "../dist/List/index.js", "bindings": [{ "type": "httpTrigger", "methods": ["get"], "route": "users" }] }', 'src/List/index.ts': 'export default async function (context) { context.res = { status: 200 } }' }, ['GET /api/users']],
    ['files of Nitro without Nuxt', { 'package.json': '{ "dependencies": { "nitropack": "2" } }', 'routes/users.get.ts': 'export default defineEventHandler(h)', 'api/users/[id].put.ts': 'export default defineEventHandler(h)' }, ['GET /users', 'PUT /api/users/{id}']],
    ['the same beside Nuxt', { 'package.json': '{ "dependencies": { "nitropack": "2", "nuxt": "3" } }', 'api/users.ts': 'export default async () => $fetch()' }, []],
    ['tables in tables', { 'app.js': "const express = require('express')\nconst h = require('./handlers')\nconst app = express()\nconst routes = { '/users': { get: h.list, post: h.add }, '/users/:id': { get: h.one } }\nfor (const [path, verbs] of Object.entries(routes)) {\n  for (const [verb, handler] of Object.entries(verbs)) app[verb](path, handler)\n}", 'handlers.js': 'exports.list = exports.add = exports.one = () => {}' }, ['GET /users', 'GET /users/{id}', 'POST /users']],
    ['a base class that is given the path', { 'base.ts': "import { Router } from 'express'\nexport abstract class Base {\n  readonly router = Router()\n  constructor(protected readonly base: string) {}\n  protected bind(method: 'get' | 'post', path: string, handler: object) { this.router[method](this.base + path, handler) }\n}", 'users.ts': "import { Base } from './base'\nexport class Users extends Base {\n  constructor() {\n    super('/users')\n    this.bind('get', '/', this.list)\n    this.bind('post', '/:id/mails', this.send)\n  }\n  list(req, res) { res.json([]) }\n}", 'orders.ts': "import { Base } from './base'\nexport class Orders extends Base {\n  constructor() {\n    super('/orders')\n    this.bind('get', '/', this.list)\n  }\n  list(req, res) { res.json([]) }\n}", 'app.ts': "import express from 'express'\nimport { Users } from './users'\nimport { Orders } from './orders'\nconst app = express()\napp.use('/api', new Users().router)\napp.use('/api', new Orders().router)" }, ['GET /api/orders', 'GET /api/users', 'POST /api/users/{id}/mails']],
    ['a base class that is given the path and a table', { 'base.ts': "import { Router } from 'express'\nexport abstract class Base {\n  readonly router = Router()\n  constructor(protected readonly base: string) {}\n  protected bind(routes) { for (const { method, path, handler } of routes) this.router[method](this.base + path, handler.bind(this)) }\n}", 'users.ts': "import { Base } from './base'\nexport class Users extends Base {\n  constructor() {\n    super('/users')\n    this.bind([{ method: 'get', path: '/', handler: this.list }, { method: 'post', path: '/new', handler: this.list }])\n  }\n  list(req, res) { res.json([]) }\n}", 'app.ts': "import express from 'express'\nimport { Users } from './users'\nexpress().use(new Users().router)" }, ['GET /users', 'POST /users/new']],
    ['a base class whose heirs have a path and a table', { 'base.ts': "import { Router } from 'express'\nexport abstract class Base {\n  readonly router = Router()\n  abstract base: string\n  protected bind(routes) { for (const { method, path, handler } of routes) this.router[method](this.base + path, handler) }\n}", 'users.ts': "import { Base } from './base'\nexport class Users extends Base {\n  base = '/users'\n  constructor() {\n    super()\n    this.bind([{ method: 'get', path: '/', handler: this.list }, { method: 'post', path: '/new', handler: this.add }])\n  }\n  list(req, res) { res.json([]) }\n}", 'app.ts': "import express from 'express'\nimport { Users } from './users'\nexpress().use(new Users().router)" }, ['GET /users', 'POST /users/new']],
    ["hapi's plugins that functions make", { 'plugin.js': "export function makePlugin(store) {\n  return { name: 'users', version: '1.0.0', register: async (server) => { server.route({ method: 'GET', path: '/users', handler: () => store.all() }) } }\n}", 'app.js': "import Hapi from '@hapi/hapi'\nimport { makePlugin } from './plugin.js'\nconst server = Hapi.server({ port: 3000 })\nawait server.register({ plugin: makePlugin(store), routes: { prefix: '/v1' } })" }, ['GET /v1/users']],
    ['the table of Sails', { 'package.json': '{ "dependencies": { "sails": "1" } }', 'config/routes.js': "module.exports.routes = { 'GET /users/:id': 'UserController.one', 'POST /login': { action: 'login' } }" }, ['GET /users/{id}', 'POST /login']],
    ['what starts Sails beside it', { 'package.json': '{ "dependencies": { "sails": "1" } }', 'config/routes.js': "module.exports.routes = { 'GET /users': 'UserController.all' }", 'app.js': "const sails = require('sails')\nconst rc = require('sails/accessible/rc')\nsails.lift(rc('sails'))" }, ['GET /users']],
    ['the same without Sails', { 'config/routes.js': "module.exports.routes = { 'GET /users/:id': 'UserController.one' }" }, []],
    ['routes of Strapi', { 'package.json': '{ "dependencies": { "@strapi/strapi": "4" } }', 'src/api/a/routes/own.js': "module.exports = { routes: [{ method: 'GET', path: '/articles/top', handler: 'article.top' }] }", 'src/api/a/routes/a.js': "const { createCoreRouter } = require('@strapi/strapi').factories\nmodule.exports = createCoreRouter('api::a.a')" }, ['?', 'GET /api/articles/top']],
    ["Awilix's controllers", { 'app.js': awilix, 'routes/todos.js': "const { createController } = require('awilix-express')\nmodule.exports = createController(api).prefix('/todos').before([auth]).get('/:id', 'one')", 'routes/orders.ts': "import { route, GET } from 'awilix-express'\n@route('/orders')\nexport default class Orders { @GET() list() {} }" }, ['?', 'GET /api/todos/{id}']],
    ['h3', { 'app.ts': "import { createApp, createRouter, eventHandler, useBase } from 'h3'\nconst app = createApp()\nconst router = createRouter()\napp.use(router)\nconst api = createRouter().get('/ping', eventHandler(h))\nrouter.use('/api/**', useBase('/api', api.handler))\nrouter.post('/users/:id', eventHandler(h))" }, ['GET /api/ping', 'POST /users/{id}']],
    ['oak, by the address of its module', { 'app.ts': "import { Application, Router } from 'https://deno.land/x/oak@v12.6.1/mod.ts'\nconst router = new Router({ prefix: '/api' })\nrouter.get('/users/:id', h)\nconst app = new Application()\napp.use(router.routes())" }, ['GET /api/users/{id}']],
    ['packages with a scheme and a version', { 'app.ts': "import { Hono } from 'npm:hono@4'\nnew Hono().get('/users/:id', (c) => c.text('a'))" }, ['GET /users/{id}']],
    ['lambda-api, find-my-way and uWebSockets', { 'a.js': "const api = require('lambda-api')({ base: 'v1' })\napi.get('/users', async () => [])", 'b.js': "const router = require('find-my-way')()\nrouter.on(['POST', 'PUT'], '/users/:id', h)", 'c.js': "require('uWebSockets.js').App().any('/all/:id', (res) => res.end())" }, ['ALL /all/{id}', 'GET /v1/users', 'POST /users/{id}', 'PUT /users/{id}']],
    ['files of Medusa, Expo and Vercel', { 'package.json': '{ "dependencies": { "@medusajs/medusa": "2", "expo-router": "3", "@vercel/node": "3" } }', 'src/api/store/[id]/route.ts': 'export async function GET(req, res) {}', 'app/users/[id]+api.ts': 'export function PUT() {}', 'api/orders.ts': 'export default function handler(req, res) { res.end() }' }, ['ALL /api/orders', 'GET /store/{id}', 'PUT /users/{id}']],
    ['decorators of the project itself', { 'http.ts': "export const Controller = (prefix = '') => (target) => { Reflect.defineMetadata('prefix', prefix, target) }\nconst verb = (name) => (path = '/') => (target, key) => {}\nexport const Get = verb('get')\nexport const Patch = verb('patch')", 'users.ts': "import { Controller, Get, Patch } from './http'\n@Controller('/users')\nexport class Users { @Get() list() {} @Patch('/:id') change() {} }\nexport class Others { @Get('/others') list() {} }" }, ['GET ?/users', 'PATCH ?/users/{id}']],
    ['routes that @Crud() makes', { 'users.ts': "import { Controller, Get } from '@nestjs/common'\nimport { Crud } from '@nestjsx/crud'\n@Crud({ routes: { only: ['getManyBase', 'createManyBase', 'replaceOneBase'] } })\n@Controller('users')\nexport class Users { @Get('own') own() {} }" }, ['GET /users', 'GET /users/own', 'POST /users/bulk', 'PUT /users/{id}']],
    ['all of them but some', { 'users.ts': "import { Controller } from '@nestjs/common'\nimport { Crud } from '@nestjsx/crud'\n@Crud({ routes: { exclude: ['getManyBase', 'createManyBase', 'replaceOneBase', 'createOneBase', 'updateOneBase'] } })\n@Controller('users')\nexport class Users {}" }, ['DELETE /users/{id}', 'GET /users/{id}']],
    ['servers that tell requests apart by themselves', { 'a.js': "const http = require('http')\nconst server = http.createServer((req, res) => { if (req.url === '/users') res.end('[]') })\nserver.listen(1)", 'b.ts': 'Deno.serve((request) => new Response(request.url))', 'c.ts': "import { createServer } from 'node:http'\nimport { app } from './d'\ncreateServer((req, res) => { app(req, res) }).listen(2)", 'd.ts': "import express from 'express'\nexport const app = express()\napp.get('/users', h)" }, ['?', '?', 'GET /users']],
    ['libraries that are not read', { 'a.ts': "import { createServer } from '@marblejs/http'\nimport type { Thing } from 'fets'", 'b.test.ts': "import { createServer } from '@marblejs/http'" }, ['?']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})
