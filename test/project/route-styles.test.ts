import { describe, expect, it } from 'vitest'
import { routesOf } from './build.ts'

/** Common but very different ways of writing routes: each a small service, and the routes that it serves. */
describe('class-based Express', () => {
  const app = `import express from 'express'
export class App {
  public app: express.Application
  constructor(routes: Routes[]) { this.app = express(); this.initializeRoutes(routes) }
  private initializeRoutes(routes: Routes[]) { routes.forEach(route => { this.app.use('/', route.router) }) }
}`
  const users = `import { Router } from 'express'
export class UserRoute implements Routes {
  public path = '/users'
  public router = Router()
  constructor() { this.initializeRoutes() }
  private initializeRoutes() {
    this.router.get(\`\${this.path}\`, this.user.getUsers)
    this.router.put(\`\${this.path}/:id(\\\\d+)\`, this.user.update)
  }
}`

  it.each([
    [
      'routes that are handed to the application',
      { 'app.ts': app, 'users.ts': users, 'server.ts': "import { App } from './app'\nimport { UserRoute } from './users'\nconst app = new App([new UserRoute()])\napp.listen()" },
      ['GET /users', 'PUT /users/{id}'],
    ],
    [
      'controllers in a constant, below a prefix',
      {
        'app.ts': app.replace("'/'", "'/api'").replaceAll('route.router', 'route.router'),
        'users.ts': users,
        'server.ts': "import { App } from './app'\nimport { UserRoute } from './users'\nconst routes = [new UserRoute()]\nnew App(routes)",
      },
      ['GET /api/users', 'PUT /api/users/{id}'],
    ],
    [
      'a class that extends what it would hold itself',
      { 'app.ts': "import express from 'express'\nconst app = express()\nclass App extends App.Base { one(q, r) { r.end() } }\napp.get('/users', new App().one)\napp.get('/all', new App().all)\napp.listen(1)" },
      ['GET /all', 'GET /users'],
    ],
    [
      'files that define what they export by each other',
      { 'app.ts': "import express from 'express'\nimport { one } from './one'\nexport const other = one.other\nexport const path = `${one.path}${one.path}`\nconst app = express()\napp.use('/a', other.router)\napp.get('/users', (q, r) => r.end())\napp.listen(1)", 'one.ts': "import { other } from './app'\nexport const one = other.one" },
      ['GET /users'],
    ],
    [
      'plugins that register each other',
      { 'app.ts': "import Fastify from 'fastify'\nimport { one } from './one'\nexport const other = { register: one }\nconst app = Fastify()\napp.register(other)\napp.get('/users', (q, r) => 1)\napp.listen({ port: 1 })", 'one.ts': "import Fastify from 'fastify'\nimport { other } from './app'\nexport const app = Fastify()\napp.get('/one', () => 1)\nexport const one = { register: other }" },
      ['GET /one', 'GET /users'],
    ],
    [
      'texts that are made of each other',
      { 'app.ts': "import express from 'express'\nimport { path } from './paths'\nexport const base = `${path}${path}${path}${path}`\nconst app = express()\napp.get(base, (q, r) => r.end())\napp.get('/users', (q, r) => r.end())\napp.listen(1)", 'paths.ts': "import { base } from './app'\nexport const path = `${base}${base}${base}${base}`" },
      ['?', 'GET /users'],
    ],
    [
      'private names',
      { 'app.ts': "import express from 'express'\nclass App {\n  #app = express()\n  #router: express.Router\n  constructor() { this.#router = express.Router(); this.#routes(); this.#app.use('/api', this.#router) }\n  #routes() { this.#router.get('/users/:id', this.#one) }\n  #one = (q, r) => r.end()\n  start() { this.#app.listen(1) }\n}\nnew App().start()" },
      ['GET /api/users/{id}'],
    ],
    [
      'a loop',
      {
        'app.ts': app.replace("routes.forEach(route => { this.app.use('/', route.router) })", 'for (const route of routes) this.app.use(route.path, route.router)'),
        'users.ts': "import { Router } from 'express'\nexport class UserRoute { path = '/users'\n router = Router()\n constructor() { this.router.get('/:id', h) } }",
        'server.ts': "import { App } from './app'\nimport { UserRoute } from './users'\nnew App([new UserRoute()])",
      },
      ['GET /users/{id}'],
    ],
    [
      'a router of an instance',
      {
        'app.ts': "import express from 'express'\nimport { UserRoute } from './users'\nconst app = express()\napp.use('/api', new UserRoute().router)",
        'users.ts': users,
      },
      ['GET /api/users', 'PUT /api/users/{id}'],
    ],
    [
      'a base class that makes the router',
      {
        'base.ts': "import { Router } from 'express'\nexport abstract class BaseController { public readonly router = Router()\n abstract path: string }",
        'users.ts': "import { BaseController } from './base'\nimport { Request } from 'express'\nexport class Users extends BaseController { path = '/users'\n constructor() { super(); this.router.get('/:id', this.one) }\n one(req: Request) {} }",
        'orders.ts': "import { BaseController } from './base'\nimport { Request } from 'express'\nexport class Orders extends BaseController { path = '/orders'\n constructor() { super(); this.router.post('/', this.create) }\n create(req: Request) {} }",
        'app.ts': "import express from 'express'\nimport { Users } from './users'\nimport { Orders } from './orders'\nconst app = express()\nconst controllers = [new Users(), new Orders()]\nfor (const controller of controllers) app.use(controller.path, controller.router)",
      },
      ['GET /users/{id}', 'POST /orders'],
    ],
    [
      'options that hold the controllers',
      {
        'app.ts': "import express from 'express'\nexport class App { app = express()\n constructor(appInit: { port: number; controllers: readonly { readonly router: express.Router }[] }) { this.routes(appInit.controllers) }\n private routes(controllers) { controllers.forEach((controller) => { this.app.use('/api', controller.router) }) } }",
        'users.ts': users,
        'server.ts': "import { App } from './app'\nimport { UserRoute } from './users'\nconst app = new App({ port: 3000, controllers: [new UserRoute()] })\napp.listen()",
      },
      ['GET /api/users', 'PUT /api/users/{id}'],
    ],
    [
      'a router that is handed to whom mounts it',
      { 'app.ts': "import express, { Router } from 'express'\nexport class App { app = express()\n constructor(router: Router, { other }: { other: Router }) { this.app.use('/api', router)\n this.app.use('/other', other) } }", 'main.ts': "import { Router } from 'express'\nimport { App } from './app'\nconst router = Router()\nconst other = Router()\nrouter.get('/a', h)\nother.get('/b', h)\nnew App(router, { other })" },
      ['GET /api/a', 'GET /other/b'],
    ],
    [
      'a router that a container hands over by its name',
      {
        'container.ts': "import { asClass, asFunction, createContainer } from 'awilix'\nimport { Server } from './server'\nimport { createRouter } from './router'\nexport const container = createContainer()\ncontainer.register({ server: asClass(Server), router: asFunction(createRouter).singleton() })",
        'server.ts': "import express, { Router } from 'express'\nexport class Server { app = express()\n constructor({ router }: { router: Router }) { this.app.use('/api', router) } }",
        'router.ts': "import { Router } from 'express'\nexport const createRouter = (cradle) => { const router = Router()\n router.get('/a', h)\n return router }",
      },
      ['GET /api/a'],
    ],
    [
      'controllers that are handed the application one by one',
      {
        'server.ts': "import Fastify from 'fastify'\nexport class HttpServer { app = Fastify()\n constructor(controllers: Controller[]) { controllers.forEach((controller) => controller.routes(this.app)) } }",
        'users.ts': "import type { FastifyInstance } from 'fastify'\nexport class Users { routes(app: FastifyInstance) { app.get('/users', h) } }",
        'main.ts': "import { HttpServer } from './server'\nimport { Users } from './users'\nconst users = new Users()\nnew HttpServer([users])",
      },
      ['GET /users'],
    ],
    [
      'paths that heirs hand to their base class',
      {
        'base.ts': "import { Router } from 'express'\nexport abstract class Base { protected readonly router = Router()\n constructor(readonly basePath: string) { this.register() }\n protected abstract register(): void\n getRouter(): Router { return this.router } }",
        'a.ts': "import { Base } from './base'\nexport class A extends Base { constructor() { super('/a') }\n protected register() { this.router.get('/:id', h) } }",
        'b.ts': "import { Base } from './base'\nexport class B extends Base { constructor(private c = new C()) { super('/b') }\n protected register() { this.router.post('/', h) } }",
        'app.ts': "import express from 'express'\nimport { A } from './a'\nimport { B } from './b'\nexport class App { app = express()\n routers: Base[] = [new A(), new B()]\n constructor() { for (const one of this.routers) this.app.use(`/v1${one.basePath}`, one.getRouter()) } }",
      },
      ['GET /v1/a/{id}', 'POST /v1/b'],
    ],
    [
      'paths that instances are made with',
      { 'users.ts': "import { Router } from 'express'\nexport class Users { router = Router()\n constructor(readonly path: string) { this.router.get('/:id', h) } }", 'app.ts': "import express from 'express'\nimport { Users } from './users'\nconst app = express()\nconst users = new Users('/users')\napp.use(users.path, users.router)" },
      ['GET /users/{id}'],
    ],
    [
      'paths that nobody can read',
      { 'users.ts': "import { Router } from 'express'\nexport class Users { router = Router()\n constructor(readonly path: string) { this.router.get('/:id', h) } }", 'app.ts': "import express from 'express'\nimport { Users } from './users'\nconst app = express()\nconst users = new Users(pathOf('users'))\napp.use(users.path, users.router)" },
      ['GET ?/{id}'],
    ],
    [
      'a list that nobody can read',
      { 'app.ts': app, 'users.ts': users, 'server.ts': "import { App } from './app'\nnew App(loadRoutes())" },
      ['GET ?/users', 'PUT ?/users/{id}'],
    ],
    [
      'a static router',
      {
        'app.ts': "import express from 'express'\nimport { Users } from './users'\nconst app = express()\napp.use('/api', Users.routes)",
        'users.ts': "import { Router } from 'express'\nexport class Users { static get routes(): Router { const router = Router()\n router.get('/users', h)\n return router } }",
      },
      ['GET /api/users'],
    ],
    [
      'a method that returns the router',
      {
        'app.ts': "import express from 'express'\nimport { Users } from './users'\nconst app = express()\napp.use('/api', new Users().getRouter())",
        'users.ts': "import { Router } from 'express'\nexport class Users { private router = Router()\n constructor() { this.router.get('/users', h) }\n getRouter() { return this.router } }",
      },
      ['GET /api/users'],
    ],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('other styles', () => {
  it.each([
    [
      'express-promise-router',
      { 'app.js': "const Router = require('express-promise-router')\nconst express = require('express')\nconst router = new Router()\nrouter.get('/:id', h)\nconst app = express()\napp.use('/users', router)" },
      ['GET /users/{id}'],
    ],
    ['express-promise-router that is mounted elsewhere', { 'app.js': "const Router = require('express-promise-router')\nconst router = new Router()\nrouter.get('/:id', h)\nmodule.exports = router" }, ['GET ?/{id}']],
    [
      'mounts in a function of each file',
      {
        'app.js': "const express = require('express')\nconst mount = require('./routes')\nconst app = express()\nmount(app)",
        'routes/index.js': "const users = require('./users')\nconst orders = require('./orders')\nmodule.exports = (app) => { app.use('/users', users)\n app.use('/orders', orders) }",
        'routes/users.js': "const router = require('express').Router()\nrouter.get('/', h)\nmodule.exports = router",
        'routes/orders.js': "const { Router } = require('express')\nconst router = Router({ mergeParams: true })\nrouter.route('/:id').get(h).delete(h)\nmodule.exports = router",
      },
      ['DELETE /orders/{id}', 'GET /orders/{id}', 'GET /users'],
    ],
    [
      'an object of mounts',
      {
        'app.ts': "import express from 'express'\nimport users from './users'\nconst app = express()\nconst routes = { '/users': users }\nfor (const [path, router] of Object.entries(routes)) app.use(path, router)",
        'users.ts': "import { Router } from 'express'\nconst r = Router()\nr.get('/:id', h)\nexport default r",
      },
      ['GET /users/{id}'],
    ],
    [
      'an object of mounts that another file hands over',
      {
        'serve.ts': "import express from 'express'\nexport function serve(name, routes) {\n  const app = express()\n  for (const [path, router] of Object.entries(routes)) app.use(path, router)\n  return app\n}",
        'app.ts': "import { serve } from './serve'\nimport { users } from './users'\nserve('a', { '/v1/users': users }).listen(3000)",
        'users.ts': "import { Router } from 'express'\nexport const users = Router()\nusers.get('/:id', h)",
      },
      ['GET /v1/users/{id}'],
    ],
    [
      'all that a barrel exports',
      {
        'app.ts': "import express from 'express'\nimport * as routers from './routers'\nconst app = express()\nObject.values(routers).forEach((router) => app.use('/api', router))",
        'routers/index.ts': "export { users } from './users'\nexport type { User } from './users'",
        'routers/users.ts': "import { Router } from 'express'\nexport interface User {}\nexport const users = Router()\nusers.get('/users', h)",
      },
      ['GET /api/users'],
    ],
    [
      'handlers by path',
      { 'app.js': "const app = require('express')()\nconst handlers = { '/a': a, '/b': b }\nfor (const [path, handler] of Object.entries(handlers)) app.get(path, handler)\nfunction a() {}\nfunction b() {}" },
      ['GET /a', 'GET /b'],
    ],
    [
      'definitions in a list of another file',
      {
        'app.js': "const fastify = require('fastify')()\nconst routes = require('./routes')\nroutes.forEach((route, index) => { fastify.route(route) })",
        'routes.js': "const cars = require('./cars')\nmodule.exports = [{ method: 'GET', url: '/cars', handler: cars.list }, { method: 'POST', url: '/cars', handler: cars.add }]",
      },
      ['GET /cars', 'POST /cars'],
    ],
    [
      'a list of mounts as data',
      {
        'app.ts': "import express from 'express'\nimport users from './users'\nconst app = express()\nconst routes = [{ path: '/users', route: users }]\nroutes.forEach((route) => { app.use(route.path, route.route) })",
        'users.ts': "import { Router } from 'express'\nconst router = Router()\nrouter.get('/:id', h)\nexport default router",
      },
      ['GET /users/{id}'],
    ],
    [
      'a list of mounts on a router',
      {
        'app.js': "const express = require('express')\nconst routes = require('./v1')\nconst app = express()\napp.use('/v1', routes)",
        'v1/index.js': "const express = require('express')\nconst users = require('./users')\nconst router = express.Router()\nconst defaultRoutes = [{ path: '/users', route: users }]\ndefaultRoutes.forEach((route) => { router.use(route.path, route.route) })\nmodule.exports = router",
        'v1/users.js': "const express = require('express')\nconst router = express.Router()\nrouter.route('/').post(auth('manage'), validate(schema), controller.create).get(controller.list)\nmodule.exports = router",
      },
      ['GET /v1/users', 'POST /v1/users'],
    ],
    [
      'koa, nested routers with a prefix each',
      { 'app.js': "const Koa = require('koa')\nconst Router = require('@koa/router')\nconst users = new Router({ prefix: '/users' })\nusers.get('/:id', h)\nconst api = new Router()\napi.prefix('/api')\napi.use('/v1', users.routes(), users.allowedMethods())\nconst app = new Koa()\napp.use(api.routes())" },
      ['GET /api/v1/users/{id}'],
    ],
    [
      'hono with bindings and nested routes',
      {
        'index.ts': "import { Hono } from 'hono'\nimport users from './users'\nconst app = new Hono<{ Bindings: Env }>()\napp.route('/api/users', users)\napp.get('/health', (c) => c.text('ok'))\nexport default app",
        'users.ts': "import { Hono } from 'hono'\nconst app = new Hono()\napp.get('/', h).post('/', zValidator('json', schema), h)\nexport default app",
      },
      ['GET /api/users', 'GET /health', 'POST /api/users'],
    ],
    [
      'hono factories',
      { 'index.ts': "import { createFactory } from 'hono/factory'\nconst factory = createFactory<Env>()\nconst users = factory.createApp().get('/:id', h)\nconst app = factory.createApp().basePath('/api').route('/users', users)" },
      ['GET /api/users/{id}'],
    ],
    [
      'hono, openapi',
      {
        'index.ts': "import { OpenAPIHono, createRoute } from '@hono/zod-openapi'\nimport { list } from './routes'\nconst app = new OpenAPIHono()\napp.openapi(list, h)\napp.openapi(createRoute({ method: 'post', path: '/users/{id}/avatar', responses: {} }), h)",
        'routes.ts': "import { createRoute } from '@hono/zod-openapi'\nexport const list = createRoute({ method: 'get', path: '/users', responses: {} })",
      },
      ['GET /users', 'POST /users/{id}/avatar'],
    ],
    [
      'fastify, nested plugins',
      {
        'app.ts': "import Fastify from 'fastify'\nimport api from './api'\nexport function build(opts = {}) { const app = Fastify(opts)\n app.register(api, { prefix: '/api' })\n return app }",
        'api.ts': "import type { FastifyPluginAsync } from 'fastify'\nimport users from './users'\nconst api: FastifyPluginAsync = async (fastify) => { fastify.register(users, { prefix: '/users' }) }\nexport default api",
        'users.ts': "import { FastifyInstance } from 'fastify'\nexport default async function (fastify: FastifyInstance) { fastify.withTypeProvider<T>().get('/:id', { schema }, h)\n fastify.route({ method: 'DELETE', url: '/:id', handler: h }) }",
      },
      ['DELETE /api/users/{id}', 'GET /api/users/{id}'],
    ],
    [
      'fastify, the prefix that a plugin states itself',
      {
        'app.js': "const path = require('path')\nconst AutoLoad = require('@fastify/autoload')\nconst fastify = require('fastify')()\nfastify.register(AutoLoad, { dir: path.join(__dirname, 'routes') })",
        'routes/users.js': "module.exports = async function (fastify) { fastify.get('/:id', h) }\nmodule.exports.autoPrefix = '/people'",
      },
      ['GET /people/{id}'],
    ],
    [
      'nest, an application of versions by URI and a default',
      { 'app.ts': "import { Controller, Get, Version, VersioningType } from '@nestjs/common'\n@Controller({ path: 'cats', version: '2' })\nclass Cats { @Get() all() {}\n @Version('1') @Get('old') old() {} }\n@Controller('dogs') class Dogs { @Get() all() {} }\napp.setGlobalPrefix('/api/')\napp.enableVersioning({ type: VersioningType.URI, defaultVersion: ['1', '2'] })" },
      ['GET /api/v1/cats/old', 'GET /api/v1/dogs', 'GET /api/v2/cats', 'GET /api/v2/dogs'],
    ],
    [
      'tsoa',
      {
        'users.ts': "import { Controller, Get, Path, Post, Route } from 'tsoa'\n@Route('users')\nexport class Users extends Controller { @Get('{userId}') public async one(@Path() userId: string) {}\n @Post() public create() {} }",
        'tsoa.json': '{ "entryFile": "app.ts", "routes": { "basePath": "/v1", "routesDir": "build" } }',
      },
      ['GET /v1/users/{userId}', 'POST /v1/users'],
    ],
    [
      'tsoa without a base path',
      { 'users.ts': "import { Get, Route } from '@tsoa/runtime'\n@Route('users')\nexport class Users { @Get('{userId}') one() {} }", 'tsoa.json': '{ "routes": { "routesDir": "build" } }' },
      ['GET /users/{userId}'],
    ],
    [
      'tsoa whose settings nobody sees',
      { 'users.ts': "import { Get, Route } from '@tsoa/runtime'\n@Route('users')\nexport class Users { @Get('{userId}') one() {} }" },
      ['GET ?/users/{userId}'],
    ],
    [
      'routing-controllers on an application',
      { 'app.ts': "import { JsonController, Get, Delete, useExpressServer } from 'routing-controllers'\n@JsonController()\nclass Users { @Get('/users') all() {}\n @Delete('/users/:id') remove() {} }\nconst app = express()\nuseExpressServer(app, { routePrefix: '/v2', controllers: [Users] })" },
      ['DELETE /v2/users/{id}', 'GET /v2/users'],
    ],
    [
      'next, groups and parallel routes',
      {
        'package.json': '{ "dependencies": { "next": "15" } }',
        'src/app/(public)/api/users/[id]/route.ts': 'export async function GET() {}\nexport async function PATCH() {}',
        'src/app/api/[...all]/route.ts': 'export const POST = async () => {}',
      },
      ['GET /api/users/{id}', 'PATCH /api/users/{id}', 'POST /api/{all}'],
    ],
    [
      'a router made by a function of the project',
      {
        'router.ts': "import { Router } from 'express'\nexport const createRouter = () => Router({ caseSensitive: true })",
        'app.ts': "import express from 'express'\nimport { createRouter } from './router'\nconst app = express()\nconst router = createRouter()\nrouter.get('/a', h)\napp.use('/x', router)",
      },
      ['GET /x/a'],
    ],
    [
      'an application made by a function, whose dependencies are handed in',
      { 'app.ts': "import express from 'express'\nexport const makeApp = ({ users }) => { const app = express()\n app.use('/users', makeUsers({ users }))\n return app }\nfunction makeUsers({ users }) { const router = express.Router()\n router.get('/:id', async (req, res) => res.json(await users.get(req.params.id)))\n return router }" },
      ['GET /users/{id}'],
    ],
    [
      'an application that is kept under a name',
      {
        'express.ts': "import { createExpressServer } from 'routing-controllers'\nexport const load = (settings) => { const app = createExpressServer({ controllers }); settings.setData('express_app', app) }",
        'home.ts': "import { env } from './env'\nexport const home = (settings) => { const app = settings.getData('express_app')\n app.get(env.app.prefix, (req, res) => res.json({})) }",
        'env.ts': "import { getOsEnv } from './lib'\nexport const env = { app: { prefix: getOsEnv('API_PREFIX') } }",
        'lib.ts': 'export function getOsEnv(key: string): string { return process.env[key] as string }',
        '.env.example': 'PORT=3000\nAPI_PREFIX="/api" # where it begins',
      },
      ['GET /api'],
    ],
    [
      'a prefix that the example of the environment shows',
      { 'app.ts': "import express from 'express'\nconst app = express()\napp.use(process.env.BASE_PATH, router)\nconst router = express.Router()\nrouter.get('/users', h)", '.env.sample': 'BASE_PATH=/v1' },
      ['GET /v1/users'],
    ],
    [
      'a placeholder, and an address',
      { 'app.ts': "import express from 'express'\nconst app = express()\napp.get(process.env.BASE_PATH, h)\napp.get(process.env.APP_URL, h)", '.env.sample': 'BASE_PATH=<where>\nAPP_URL=https://example.com/x' },
      ['?', '?'],
    ],
    [
      'functions that register what they are told',
      {
        'app.ts': "import express from 'express'\nimport { crud } from './crud'\nconst app = express()\ncrud(app, '/users', users)\ncrud(app, `/orders`, orders)",
        'crud.ts': "export function crud(app, base: string, store) { app.get(base, list(store))\n app.get(`${base}/:id`, one(store))\n app.route(base + '/:id/notes').post(note(store)) }",
      },
      ['GET /orders', 'GET /orders/{id}', 'GET /users', 'GET /users/{id}', 'POST /orders/{id}/notes', 'POST /users/{id}/notes'],
    ],
    [
      'methods of a router that register what they are told',
      {
        'app.ts': "import Koa from 'koa'\nimport { SchemaRouter } from './schema'\nconst app = new Koa()\nconst users = new SchemaRouter(Users)\nusers.addRelation(roles, 'roles')\napp.use(users.routes())",
        'schema.ts': "import Router from 'koa-router'\nexport class SchemaRouter extends Router { addRelation(queries, pathname) { this.get(`/:id/${pathname}`, list) } }",
      },
      ['GET ?/{id}/roles'],
    ],
    [
      'a path whose beginning nobody knows',
      { 'app.ts': "import express from 'express'\nconst app = express()\napp.get(`${base()}/:id`, h)\napp.get(`/a/${name()}`, h)" },
      ['?', 'GET ?/{id}'],
    ],
    [
      'remix, what is no page',
      {
        'package.json': '{ "dependencies": { "@react-router/node": "7" } }',
        'app/routes/api+/users.$id.ts': 'export async function loader() {}\nexport const action = async () => {}',
        'app/routes/api.health.ts': 'export const loader = () => null',
        'app/routes/_app.users.tsx': 'export const loader = () => null\nexport default function Page() {}',
        'app/routes/sitemap[.]xml.ts': 'export const loader = () => null',
      },
      ['GET /api/health', 'GET /api/users/{id}', 'GET /sitemap.xml', 'POST /api/users/{id}'],
    ],
    [
      'sveltekit and astro',
      {
        'package.json': '{ "dependencies": { "@sveltejs/kit": "2", "astro": "5" } }',
        'src/routes/(app)/users/[id=int]/+server.ts': 'export async function GET() {}\nexport const DELETE = remove',
        'src/routes/users/+page.server.ts': 'export const load = 1',
        'src/pages/feed.ts': 'export const GET = () => new Response()',
      },
      ['DELETE /users/{id}', 'GET /feed', 'GET /users/{id}'],
    ],
    ['elysia', { 'app.ts': "import { Elysia } from 'elysia'\nnew Elysia().get('/a', () => 'x').group('/users', (app) => app.get('/:id', h)).listen(3000)" }, ['GET /a', 'GET /users/{id}']],
    ['elysia plugins', { 'app.ts': "import { Elysia } from 'elysia'\nconst users = new Elysia({ prefix: '/users' }).get('/:id', h)\nnew Elysia().use(users).listen(3000)" }, ['GET /users/{id}']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('routes that are values', () => {
  const contract = `import { initContract } from '@ts-rest/core'
const c = initContract()
const orders = c.router({ list: { method: 'GET', path: '/orders', responses: { 200: schema } } })
export const contract = c.router({
  one: { method: 'GET', path: '/users/:id', responses: { 200: z.object({ id: z.string() }) }, summary: 'One' },
  create: { method: 'POST', path: \`\${base}\`, body: z.object({}), responses: {} },
  orders,
}, { pathPrefix: '/v1' })
const base = '/users'`
  const trpc = `import { initTRPC } from '@trpc/server'
const t = initTRPC.meta<OpenApiMeta>().context<Context>().create()
export const router = t.router
export const publicProcedure = t.procedure`
  const users = `import { router, publicProcedure } from './trpc'
const one = { openapi: { method: 'GET', path: '/users/{id}' } } as const
export const users = router({
  one: publicProcedure.meta(one).input(z.object({ id: z.string() })).query(async ({ input }) => find(input.id)),
  create: publicProcedure.meta({ openapi: { method: 'POST', path: '/users' } }).input(schema).mutation(async () => 1),
})`
  const appRouter = `import { router, publicProcedure } from './trpc'
import { users } from './users'
export const appRouter = router({ users, ping: publicProcedure.query(() => 'pong'), nested: { deep: router({ watch: publicProcedure.subscription(watch) }) } })`
  const procedures = ['GET /trpc/nested.deep.watch', 'GET /trpc/ping', 'GET /trpc/users.one', 'POST /trpc/users.create']
  const served = { 'trpc.ts': trpc, 'users.ts': users, 'router.ts': appRouter }

  it.each([
    [
      'a contract, by Express',
      { 'contract.ts': contract, 'app.ts': "import express from 'express'\nimport { createExpressEndpoints } from '@ts-rest/express'\nimport { contract } from './contract'\nconst app = express()\nconst api = express.Router()\napp.use('/api', api)\ncreateExpressEndpoints(contract, implementation, api)" },
      ['GET /api/v1/orders', 'GET /api/v1/users/{id}', 'POST /api/v1/users'],
    ],
    [
      'a contract, by a fetch handler of Hono',
      { 'contract.ts': contract, 'app.ts': "import { Hono } from 'hono'\nimport { fetchRequestHandler } from '@ts-rest/serverless/fetch'\nimport { contract } from './contract'\nconst app = new Hono()\napp.mount('/', async (request) => fetchRequestHandler({ request, contract, router, options: {} }))" },
      ['GET /v1/orders', 'GET /v1/users/{id}', 'POST /v1/users'],
    ],
    [
      'a contract, by Nest',
      { 'contract.ts': contract, 'users.ts': "import { Controller } from '@nestjs/common'\nimport { TsRestHandler, tsRestHandler } from '@ts-rest/nest'\nimport { contract } from './contract'\n@Controller()\nexport class Users { @TsRestHandler(contract.one) one() { return tsRestHandler(contract.one, async () => ({ status: 200 })) } }", 'main.ts': "app.setGlobalPrefix('api')" },
      ['GET /api/v1/users/{id}'],
    ],
    ['a contract that nobody serves', { 'contract.ts': contract, 'client.ts': "import { initClient } from '@ts-rest/core'\nimport { contract } from './contract'\nexport const client = initClient(contract, { baseUrl: '' })" }, []],
    [
      'procedures, by Express',
      { ...served, 'app.ts': "import express from 'express'\nimport { createExpressMiddleware } from '@trpc/server/adapters/express'\nimport { appRouter } from './router'\nconst app = express()\napp.use('/trpc', createExpressMiddleware({ router: appRouter, createContext }))" },
      procedures,
    ],
    [
      'procedures, by Fastify',
      { ...served, 'app.ts': "import Fastify from 'fastify'\nimport { fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'\nimport { appRouter } from './router'\nconst app = Fastify()\napp.register(fastifyTRPCPlugin, { prefix: '/trpc', trpcOptions: { router: appRouter, createContext } })" },
      procedures,
    ],
    [
      'procedures, by Hono',
      { ...served, 'app.ts': "import { Hono } from 'hono'\nimport { trpcServer } from '@hono/trpc-server'\nimport { appRouter } from './router'\nconst app = new Hono()\nconst handler = trpcServer({ router: appRouter })\napp.use('/trpc/*', handler)" },
      procedures,
    ],
    [
      'procedures, by a handler of Next',
      { ...served, 'package.json': '{ "dependencies": { "next": "15" } }', 'app/api/route.ts': "import { fetchRequestHandler } from '@trpc/server/adapters/fetch'\nimport { appRouter } from '../../router'\nconst handler = (req) => fetchRequestHandler({ endpoint: '/trpc', req, router: appRouter, createContext })\nexport { handler as GET }" },
      ['GET /api', ...procedures],
    ],
    [
      'procedures, by a page of Next',
      { ...served, 'package.json': '{ "dependencies": { "next": "15" } }', 'pages/api/trpc/[trpc].ts': "import { createNextApiHandler } from '@trpc/server/adapters/next'\nimport { appRouter } from '../../../router'\nexport default createNextApiHandler({ router: appRouter, createContext })" },
      ['ALL /api/trpc/{trpc}', ...procedures.map((one) => one.replace('/trpc', '/api/trpc'))],
    ],
    [
      'procedures, by a server of their own',
      { ...served, 'app.ts': "import { createHTTPServer } from '@trpc/server/adapters/standalone'\nimport { appRouter } from './router'\ncreateHTTPServer({ router: appRouter }).listen(3000)" },
      procedures.map((one) => one.replace('/trpc', '')),
    ],
    [
      'the routes that procedures have besides',
      { ...served, 'app.ts': "import express from 'express'\nimport { createOpenApiExpressMiddleware } from 'trpc-to-openapi'\nimport { appRouter } from './router'\nconst app = express()\napp.use('/api', createOpenApiExpressMiddleware({ router: appRouter, createContext }))" },
      ['GET /api/users/{id}', 'POST /api/users'],
    ],
    [
      'procedures below what nobody knows',
      { ...served, 'app.ts': "import { fetchRequestHandler } from '@trpc/server/adapters/fetch'\nimport { appRouter } from './router'\nexport const serve = (req) => fetchRequestHandler({ endpoint: base(), req, router: appRouter })" },
      procedures.map((one) => one.replace('/trpc', '?')),
    ],
    ['procedures that nobody serves', { ...served, 'client.ts': "import type { AppRouter } from './router'" }, []],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})
