import { describe, expect, it } from 'vitest'
import { findingsOf } from '../duties/check.ts'
import type { Texts } from '../duties/check.ts'
import { lostCoverage } from '../../src/project/lost-coverage.ts'
import { projectOf, routesOf } from './build.ts'

const server = "const Hapi = require('@hapi/hapi')\nconst routes = require('./routes')\nconst server = Hapi.server({ port: 1 })\nserver.route(routes)\nserver.start()\n"
const hapi = (routes: string): Texts => ({ 'server.js': server, 'routes.js': `const store = require('./store')\nmodule.exports = [\n${routes}\n]\n`, 'store.js': 'exports.add = async () => {}\n' })
const route = (method: string, path: string, rest: string): string => `{ method: '${method}', path: '${path}', ${rest} },`
const answering = 'handler: async (request) => store.add(request.params.id)'
const guarded = `${route('POST', '/a', `options: { auth: 'jwt' }, ${answering}`)}\n${route('PUT', '/b', `options: { auth: { strategy: 'jwt' } }, ${answering}`)}\n`

describe('routes that are listed in another file', () => {
  it('keep their handlers, places and statuses', async () => {
    const project = await projectOf(hapi(`${route('GET', '/a', 'handler: (request, h) => h.response({ id: 1 }).code(201)')}\n${route('GET', '/b', 'handler: async (request) => request.query.a')}`))
    const shown = project.routes.map((one) => `${one.path} ${one.location.file.split('/').at(-1) ?? ''} ${project.answersOf(one)?.answers.map(({ status }) => status).join() ?? ''}`)
    expect(shown).toEqual(['/a routes.js 201', '/b routes.js 200'])
  })

  it.each([
    ['module.exports = (store) => [{ method: "GET", path: "/a", handler: () => store.all() }]', ['/a']],
    ['module.exports = function (store) { return { method: "GET", path: "/a", handler: () => store.all() } }', ['/a']],
    ['module.exports = (store) => fs.readdirSync(".").map((file) => store.load(file))', [undefined]],
  ])('may be returned by a function: %s', async (routes, paths) => {
    const { routes: read, unknownRoutes } = await projectOf({ 'server.js': server.replace('route(routes)', 'route(routes({}))'), 'routes.js': routes })
    expect([...read, ...unknownRoutes].map((one) => ('path' in one ? one.path : undefined))).toEqual(paths)
  })

  it.each([
    ['authenticated-routes', `${guarded}${route('DELETE', '/b', answering)}`],
    ['validated-input', route('POST', '/a', 'handler: async (request) => store.add(request.payload)')],
    ['in-process-state', route('POST', '/a', 'handler: async (request) => { kept.push(request.payload) }') + '\n{}]\nconst kept = []\nvoid ['],
  ])('are judged by %s', async (rule, routes) => {
    expect(await findingsOf(rule, hapi(routes))).toHaveLength(1)
  })

  it.each([
    ['authenticated-routes', `${guarded}${route('DELETE', '/b', `options: { auth: strategy }, ${answering}`)}`],
    ['authenticated-routes', `${guarded}${route('DELETE', '/b', `options: settings, ${answering}`)}`],
    ['validated-input', route('POST', '/a', 'options: { validate: { payload: schema } }, handler: async (request) => store.add(request.payload)')],
  ])('are left alone by %s', async (rule, routes) => {
    expect(await findingsOf(rule, hapi(routes))).toEqual([])
  })
})

describe('a health check that is listed in another file', () => {
  const db = "const { Pool } = require('pg')\nexports.pool = new Pool()\n"
  const asking = (path: string): Texts => ({
    ...hapi(`${route('GET', path, "handler: async () => pool.query('select 1')")}\n${route('POST', '/boxes', 'handler: async (request) => boxes.add(request.payload.size)')}\n]\nconst { pool } = require('./db')\nconst boxes = require('./boxes')\nvoid [`),
    'db.js': db,
    'boxes.js': "const { pool } = require('./db')\nexports.add = (size) => pool.query('insert into boxes (size) values ($1)', [size])\nexports.all = () => pool.query('select id from boxes limit 9')\n",
  })

  it.each([['/ready', 0], ['/sizes', 1]])('may query the database: %s', async (path, count) => {
    expect(await findingsOf('thin-controllers', asking(path))).toHaveLength(count)
  })
})

describe('what a framework makes of imports by itself', () => {
  const kit = (code: string): Texts => ({
    'package.json': '{ "devDependencies": { "@sveltejs/kit": "2" } }',
    'src/lib/server/db.ts': 'export const db = {}\n',
    'src/routes/api/a/+server.ts': code,
  })
  const unresolved = async (texts: Texts): Promise<number> => lostCoverage(await projectOf(texts)).filter(({ kind }) => kind === 'unresolved-import').length

  it.each(["import { db } from '$lib/server/db'\nexport const GET = () => db", "import { env } from '$env/dynamic/private'\nimport { dev } from '$app/environment'\nexport const GET = () => [env, dev]"])('is known: %s', async (code) => {
    expect(await unresolved(kit(code))).toBe(0)
  })

  it.each([kit("import { db } from '$lib/missing'\nexport const GET = () => db"), { ...kit("import { db } from '$lib/server/db'\nexport const GET = () => db"), 'package.json': '{}' }])('and nothing else', async (texts) => {
    expect(await unresolved(texts)).toBe(1)
  })
})

const express = (lines: string): string => `import express, { Router } from 'express'\nconst app = express()\n${lines}`

describe('a folder of plugins that the command of Fastify starts', () => {
  const cli = (more: Texts = {}): Texts => ({
    'package.json': '{ "scripts": { "start": "fastify start -l info app.js" }, "dependencies": { "fastify": "4" } }',
    'app.js': "const path = require('node:path')\nconst AutoLoad = require('@fastify/autoload')\nmodule.exports = async function (fastify, opts) {\n  fastify.register(AutoLoad, { dir: path.join(__dirname, 'plugins'), options: Object.assign({}, opts) })\n  fastify.register(AutoLoad, { dir: path.join(__dirname, 'routes'), options: Object.assign({}, opts) })\n}\n",
    'plugins/sensible.js': "const fp = require('fastify-plugin')\nmodule.exports = fp(async (fastify) => { fastify.register(require('@fastify/sensible')) })\n",
    'routes/login/index.js': "module.exports = async function (fastify) {\n  fastify.post('/', async (request) => ({ user: await fastify.users.find(request.body.name) }))\n}\n",
    ...more,
  })

  it('is an application with their routes', async () => {
    const project = await projectOf(cli())
    expect(project.routes.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /login'])
  })

  it.each(['rate-limited-server', 'health-check', 'validated-input'])('has the duties of one: %s', async (rule) => {
    expect(await findingsOf(rule, cli())).toHaveLength(1)
  })

  it('closes by itself', async () => {
    expect(await findingsOf('graceful-shutdown', cli())).toEqual([])
  })

  it('does what its plugins do', async () => {
    expect(await findingsOf('rate-limited-server', cli({ 'plugins/limit.js': "const fp = require('fastify-plugin')\nmodule.exports = fp(async (fastify) => { fastify.register(require('@fastify/rate-limit'), { max: 100 }) })\n" }))).toEqual([])
  })
})

describe('middleware that is passed to what makes a router', () => {
  const app = (parameter: string, given: string, used: string): Texts => ({
    'server.js': `const app = require('express')()\nconst { users } = require('./users')\nconst { authenticate } = require('./authenticate')\napp.use('/users', users(${given}))\napp.listen(1)\n`,
    'authenticate.js': 'exports.authenticate = (role) => (req, res, next) => (req.headers.authorization === role ? next() : res.sendStatus(401))\n',
    'users.js': `const { Router } = require('express')\nexports.users = (${parameter}) => {\n  const router = Router()\n  router.post('/login', (req, res) => res.json({}))\n  ${used}\n  router.patch('/:id', (req, res) => res.json({}))\n  router.get('/me', (req, res) => res.json(req.user.id))\n  return router\n}\n`,
  })

  it.each([
    ['authenticated', "authenticate('a')"],
    ['{ authenticated }', "{ authenticated: authenticate('a') }"],
    ['{ guard }', "{ guard: authenticate('a') }"],
  ])('runs before what follows it: %s', async (parameter, given) => {
    const used = `router.use(${parameter.replaceAll(/[{} ]/g, '')})`
    expect(await findingsOf('authenticated-routes', app(parameter, given, used))).toEqual([])
    expect(await findingsOf('authenticated-routes', app(parameter, given, ''))).toEqual(['users.js:6'])
  })
})

describe('statements that are sent like routes', () => {
  it.each(['db.all("SELECT id FROM users WHERE name = \'" + req.query.name + "\'", done)', 'db.get(`SELECT id FROM ${table}`, done)', "db.get('SELECT id FROM users WHERE id = ?', [req.params.id], (error, row) => res.json(row))"])('are no routes: %s', async (call) => {
    const project = await projectOf({
      'server.js': "const app = require('express')()\nconst router = require('express').Router()\nconst db = require('./db')\n" + `router.get('/', (req, res) => { ${call} })\napp.use('/users', router)\napp.listen(1)\n`,
      'db.js': "const sqlite3 = require('sqlite3').verbose()\nmodule.exports = new sqlite3.Database(':memory:')\n",
    })
    expect(project.routes.map(({ path }) => path)).toEqual(['/users'])
    expect(lostCoverage(project).map(({ kind }) => kind)).toEqual(['unknown-architecture'])
  })
})

describe('routers that functions and base classes make for others', () => {
  const crud = "const { Router } = require('express')\nmodule.exports = (controller, id) => {\n  const router = Router()\n  router.get('/', controller.list)\n  router.get(`/:${id}`, controller.one)\n  return router\n}"
  const base = (method: string): string => `import { Router } from 'express'\nexport abstract class Base {\n  protected readonly router = Router()\n  protected ${method}\n  getRouter() { return this.router }\n}`
  const heir = (name: string, path: string): string => `import { Request } from 'express'\nimport { Base } from './base'\nexport class ${name} extends Base {\n  constructor() {\n    super()\n    this.bindRoutes([{ path: '/', method: 'get', handler: this.list }, { path: '${path}', method: 'delete', handler: this.remove }])\n  }\n  list = (req: Request, res) => {}\n  remove = (req: Request, res) => {}\n}`

  it.each([
    [
      'mounts in a loop over what builds them',
      { 'app.ts': express("import { API } from './api'\nimport v1 from './v1'\nimport v2 from './v2'\nfor (const { path, build } of [{ path: `${API.ROOT}/v1`, build: v1 }, { path: `${API.ROOT}/v2`, build: v2 }]) app.use(path, build({}))"), 'api.ts': "export const API = { ROOT: '/api' }", 'v1.ts': "import { Router } from 'express'\nexport default (deps) => {\n  const router = Router()\n  router.get('/users', h)\n  return router\n}", 'v2.ts': "import { Router } from 'express'\nexport default (deps) => {\n  const router = Router()\n  router.get('/orders', h)\n  return router\n}" },
      ['GET /api/v1/users', 'GET /api/v2/orders'],
    ],
    [
      'one function with the names of several parameters',
      { 'app.ts': express("import users from './routes/users'\nimport orders from './routes/orders'\napp.use('/users', users)\napp.use('/orders', orders)"), 'crud.js': crud, 'routes/users.js': "const crud = require('../crud')\nmodule.exports = crud(require('../c'), 'userId')", 'routes/orders.js': "const crud = require('../crud')\nconst router = crud(require('../c'), 'orderId')\nmodule.exports = router", 'c.js': 'module.exports = { list, one }' },
      ['GET /orders', 'GET /orders/{orderId}', 'GET /users', 'GET /users/{userId}'],
    ],
    [
      'one function with a name that is worked out',
      { 'app.ts': express("import users from './routes/users'\napp.use('/users', users)"), 'crud.js': crud, 'routes/users.js': "const crud = require('../crud')\nmodule.exports = crud(require('../c'), idOf('user'))", 'c.js': 'module.exports = { list, one }' },
      ['GET /users', 'GET /users/{param}'],
    ],
    [
      'an object that holds the router',
      { 'app.ts': express("import users from './users'\napp.use('/users', users({ service }).router)"), 'users.js': "const { Router } = require('express')\nmodule.exports = ({ service }) => {\n  const router = Router()\n  router.get('/:id', h)\n  return { router, service }\n}" },
      ['GET /users/{id}'],
    ],
    [
      'a list that a method of the base class registers for each heir',
      { 'app.ts': express("import { Users } from './users'\nimport { Orders } from './orders'\napp.use('/users', new Users().getRouter())\napp.use('/orders', new Orders().getRouter())"), 'base.ts': base('bindRoutes(routes) { for (const route of routes) this.router[route.method](route.path, route.handler) }'), 'users.ts': heir('Users', '/:id'), 'orders.ts': heir('Orders', '/:orderId') },
      ['DELETE /orders/{orderId}', 'DELETE /users/{id}', 'GET /orders', 'GET /users'],
    ],
    [
      'a path that a method of the base class registers',
      { 'app.ts': express("import { Users } from './users'\napp.use('/users', new Users().getRouter())"), 'base.ts': base('add(path: string, handler) { this.router.post(path, handler) }'), 'users.ts': "import { Request } from 'express'\nimport { Base } from './base'\nexport class Users extends Base {\n  constructor() {\n    super()\n    this.add('/import', this.load)\n  }\n  load = (req: Request, res) => {}\n}" },
      ['POST /users/import'],
    ],
    [
      'a method that is called as one of a library',
      { 'app.ts': express("import { Users } from './users'\nclass Api {\n  constructor(private readonly users: Users) { app.use('/api', this.users.routes()) }\n}"), 'users.ts': "import { Router } from 'express'\nexport class Users {\n  routes() {\n    const router = Router()\n    router.get('/users', h)\n    return router\n  }\n}" },
      ['GET /api/users'],
    ],
    [
      'a composed list that a function of the project makes',
      { 'app.ts': "import Koa from 'koa'\nimport { routes } from './routes'\nconst app = new Koa()\napp.use(routes())", 'routes.ts': "import compose from 'koa-compose'\nimport Router from '@koa/router'\nexport function routes() {\n  const router = new Router({ prefix: '/api' })\n  router.get('/users', h)\n  return compose([router.routes(), router.allowedMethods()])\n}" },
      ['GET /api/users'],
    ],
    [
      'plugins of Fastify that a method is and a function returns',
      { 'app.ts': "import Fastify from 'fastify'\nimport { Users, orders } from './routes'\nconst app = Fastify()\nconst users = new Users()\napp.register(users.register.bind(users), { prefix: '/users' })\napp.register(orders({}), { prefix: '/orders' })", 'routes.ts': "import { FastifyInstance } from 'fastify'\nexport class Users {\n  async register(app: FastifyInstance) { app.get('/:id', h) }\n}\nexport function orders(service) {\n  return async (app: FastifyInstance) => { app.get('/', h) }\n}" },
      ['GET /orders', 'GET /users/{id}'],
    ],
    [
      'methods of the project that are called as those of libraries',
      { 'app.ts': "import Koa from 'koa'\nimport Router from '@koa/router'\nimport { Users } from './users'\nconst router = new Router({ prefix: '/v1' })\nclass App {\n  constructor(private readonly users: Users) {\n    this.users.register(router)\n    this.users.mount(router, '/people')\n    new Koa().use(router.routes())\n  }\n}", 'users.ts': "import Router from '@koa/router'\nexport class Users {\n  register(router: Router) { router.get('/users', h) }\n  mount(router: Router, base: string) { router.get(`${base}/:id`, h) }\n}" },
      ['GET /v1/people/{id}', 'GET /v1/users'],
    ],
    [
      'methods that replace those of a library',
      { 'app.ts': "import Koa from 'koa'\nimport Router from '@koa/router'\nclass Guarded extends Router {\n  get(path, handler) { return super.get(path, guard, handler) }\n}\nconst router = new Guarded()\nrouter.get('/users', h)\nnew Koa().use(router.routes())" },
      ['GET /users'],
    ],
    [
      'what a container hands out',
      { 'container.js': "const { createContainer, asFunction, asValue } = require('awilix')\nconst container = createContainer()\ncontainer.register({ router: asFunction(require('./router')), config: asValue(require('./config')), server: asFunction(require('./server')) })", 'config.js': "module.exports = { api: { prefix: '/api' } }", 'router.js': "const { Router } = require('express')\nmodule.exports = ({ config }) => {\n  const router = Router()\n  const api = Router()\n  api.get('/users', h)\n  router.use(config.api.prefix, api)\n  return router\n}", 'server.js': "const express = require('express')\nmodule.exports = ({ router }) => express().use(router)" },
      ['GET /api/users'],
    ],
    [
      'an object that is looked into by its keys',
      { 'app.js': "const express = require('express')\nconst app = express()\nconst routes = { '/users': require('./users'), '/orders': require('./orders') }\nObject.keys(routes).forEach((path) => app.use(path, routes[path]))", 'users.js': "const router = require('express').Router()\nrouter.get('/:id', h)\nmodule.exports = router", 'orders.js': "const router = require('express').Router()\nrouter.post('/', h)\nmodule.exports = router" },
      ['GET /users/{id}', 'POST /orders'],
    ],
    [
      'another object than the one that is gone through',
      { 'app.js': "const express = require('express')\nconst app = express()\nconst routes = { '/users': 1 }\nObject.keys(routes).forEach((path) => app.use(path, others[path]))", 'users.js': "const router = require('express').Router()\nrouter.get('/:id', h)\nmodule.exports = router" },
      ['GET ?/{id}'],
    ],
    ['a package that is handed on', { 'app.js': "const express = require('express')\nconst app = express()\nrequire('./routes')(app, express)", 'routes.js': "module.exports = (app, express) => {\n  const router = express.Router()\n  router.get('/users', h)\n  app.use('/api', router)\n}" }, ['GET /api/users']],
    ['prefixes beside several plugins of hapi', { 'server.js': "const Hapi = require('@hapi/hapi')\nconst server = Hapi.server({})\nserver.register({ plugin: require('./users'), options: {} }, { routes: { prefix: '/api' } })", 'users.js': "module.exports = { name: 'users', register(server) { server.route({ method: 'GET', path: '/users', handler: h }) } }" }, ['GET /api/users']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('decorators that say a path in other ways', () => {
  it('a setting of Nest that nobody sets is its default', async () => {
    const main = "import { NestFactory } from '@nestjs/core'\nconst app = await NestFactory.create(AppModule)\nconst config = app.get(ConfigService)\napp.setGlobalPrefix(config.get<string>('API_PREFIX', 'api'))\nawait app.listen(3000)"
    const users = "import { Controller, Get } from '@nestjs/common'\n@Controller('users')\nexport class Users {\n  @Get() list() {}\n}"
    expect(await routesOf({ 'main.ts': main, 'users.ts': users })).toEqual(['GET /api/users'])
    expect(await routesOf({ 'main.ts': main.replace(", 'api'", ''), 'users.ts': users })).toEqual(['GET ?/users'])
  })

  it.each([
    ['an object', "import { applyDecorators, Controller, RequestMapping, RequestMethod } from '@nestjs/common'\nconst Create = ({ path }) => applyDecorators(RequestMapping({ path, method: RequestMethod.POST }))\n@Controller('users')\nclass Users {\n  @Create({ path: 'import' }) load() {}\n  @RequestMapping({ path: 'all' }) all() {}\n}", ['GET /users/all', 'POST /users/import']],
    ['methods of a class that has none', "import { get, del, param } from '@loopback/rest'\nexport class Users {\n  @get('/users/{id}') one(@param.path.number('id') id: number) {}\n  @del('/users/{id}') remove(@param.path.number('id') id: number) {}\n}", ['DELETE /users/{id}', 'GET /users/{id}']],
    ['others of the same names', "import { get, del } from 'lodash-decorators'\nexport class Users {\n  @get('/users/{id}') one() {}\n}", []],
  ])('%s', async (_, text, expected) => {
    expect(await routesOf({ 'users.controller.ts': text })).toEqual(expected)
  })
})

describe('functions that a platform calls', () => {
  const handler = 'export const handler = async (event) => ({ statusCode: 200 })'

  it.each([
    [
      'Serverless',
      { 'serverless.yml': "service: notes # of the team\nfunctions:\n  list:\n    handler: src/list.handler\n    events:\n      - httpApi: 'GET /notes'\n      - http:\n          path: v1/notes/{id}\n          method: get\n          cors: true\n  save:\n    handler: src/save.main\n    events:\n    - http: { path: '/notes', method: post }\n    - schedule: rate(1 day)\n    - http: POST notes/${self:custom.kind}\n  rest:\n    handler: src/list.handler\n    events:\n      - httpApi: '*'\n", 'src/list.ts': handler, 'src/save.js': 'exports.main = async (event) => ({ statusCode: 201 })' },
      ['?', 'GET /notes', 'GET /v1/notes/{id}', 'POST /notes'],
    ],
    [
      'functions that describe themselves',
      { 'src/hello/index.ts': "import { handlerPath } from '../lib'\nexport default {\n  handler: `${handlerPath(__dirname)}/handler.main`,\n  events: [{ http: { method: 'post', path: 'hello' } }, { s3: { bucket: 'x' } }],\n}", 'src/hello/handler.ts': handler.replace('handler', 'main') },
      ['POST /hello'],
    ],
    [
      'SAM',
      { 'template.yaml': 'Globals:\n  Function:\n    CodeUri: src\nResources:\n  List:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: list.handler\n      Role: !GetAtt Role.Arn\n      Events:\n        Api:\n          Type: HttpApi\n          Properties:\n            Path: /notes/{id}\n            Method: ANY\n        Queue:\n          Type: SQS\n', 'src/list.mjs': handler },
      ['ALL /notes/{id}'],
    ],
    ['code that is built first, or is elsewhere', { 'serverless.yml': 'functions:\n  list:\n    handler: dist/list.handler\n    events:\n      - http: GET notes\n', 'src/list.ts': handler }, ['?']],
    ['another language', { 'serverless.yml': 'provider:\n  runtime: python3.12\nfunctions:\n  list:\n    handler: src/list.handler\n    events:\n      - http: GET notes\n', 'src/list.py': '', 'src/other.ts': handler }, []],
    ['another template', { 'template.yaml': 'functions: [a, b]\nResources:\n  - List\n  - {Type: x', 'src/list.ts': handler }, []],
    [
      'Azure',
      { 'host.json': '{ "extensions": { "http": { "routePrefix": "v1" } } }', 'a/ping.ts': "import { app } from '@azure/functions'\napp.http('ping', { methods: ['GET', 'POST'], handler })\napp.get('one', { route: 'orders/{id}', handler })\napp.timer('night', { schedule: '0 0 * * *', handler })" },
      ['GET /v1/orders/{id}', 'GET /v1/ping', 'POST /v1/ping'],
    ],
    [
      'Azure, described beside the code',
      {
        'host.json': '{}',
        'list/function.json': '{ "bindings": [{ "type": "httpTrigger", "direction": "in", "name": "req", "methods": ["get"], "route": "orders/{id:int?}" }], "scriptFile": "../dist/list/index.js" }',
        'list/index.ts': 'const list = async (context, req) => { context.res = { status: 200, body: [] } }\nexport default list',
        'save/function.json': '{ "bindings": [{ "type": "httpTrigger", "methods": ["post", "put"] }] }',
        'save/index.js': 'module.exports = async function (context, req) { context.res = { status: 201 } }',
        'night/function.json': '{ "bindings": [{ "type": "timerTrigger" }] }',
        'night/index.js': 'module.exports = async function (context) {}',
        'all/function.json': '{ "bindings": [{ "type": "httpTrigger" }], "scriptFile": "./main.js", "entryPoint": "everything" }',
        'all/main.js': 'exports.everything = async (context, req) => {}',
      },
      ['ALL /api/all', 'GET /api/orders/{id}', 'POST /api/save', 'PUT /api/save'],
    ],
    ['a worker', { 'index.ts': "import { AutoRouter } from 'itty-router'\nconst router = AutoRouter({ base: '/api' })\nrouter.get('/users', h).post('/users', guard, h)\nexport default router" }, ['GET /api/users', 'POST /api/users']],
    [
      'Bun',
      { 'index.ts': "import { more } from './more'\nBun.serve({ routes: { '/': new Response('ok'), '/users': { GET: () => list(), POST: save }, '/any': (req) => one(req), '/*': page, ...more } })", 'more.ts': "export const more = { '/users/:id': { DELETE: () => remove() } }" },
      ['ALL /any', 'DELETE /users/{id}', 'GET /', 'GET /users', 'POST /users'],
    ],
    ['another server of that name', { 'index.ts': "import { serve } from './own'\nserve({ routes: { '/users': { GET: () => list() } } })", 'own.ts': 'export const serve = () => {}' }, []],
    [
      'a page of Next with a router',
      { 'package.json': '{ "dependencies": { "next": "14" } }', 'pages/api/users/[id].ts': "import { createRouter } from 'next-connect'\nconst router = createRouter()\nrouter.use(guard).get(async (req, res) => {}).delete(async (req, res) => {})\nexport default router.handler()" },
      ['DELETE /api/users/{id}', 'GET /api/users/{id}'],
    ],
    [
      'a page of Next with a chain of routes',
      { 'package.json': '{ "dependencies": { "next": "14" } }', 'pages/api/users/[id].ts': "import nc from 'next-connect'\nexport default nc()\n  .use(guard)\n  .get((req, res) => {})\n  .delete((req, res) => {})\n  .put((req, res) => {})" },
      ['DELETE /api/users/{id}', 'GET /api/users/{id}', 'PUT /api/users/{id}'],
    ],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })

  it('are not seen where the file that describes them is no valid YAML, which is said', async () => {
    const broken = { 'serverless.yml': 'custom:\n  table: !Ref Notes\nfunctions:\n  list: [\n', 'src/list.ts': handler }
    expect(lostCoverage(await projectOf(broken)).map(({ kind, message }) => `${kind} ${message}`)).toEqual([expect.stringMatching(/^syntax-error line \d+, column \d+: .*\. Routes that this file declares are not seen$/)])
    // Backstage, Helm and others have a file of this name.
    expect(lostCoverage(await projectOf({ 'template.yaml': 'kind: Template\nspec: [\n', 'src/list.ts': handler }))).toEqual([])
  })
})

describe('files that are given the application, and import no framework', () => {
  const express = (load = "require('./load')(app)"): string => `const express = require('express')\nconst app = express()\n${load}\napp.listen(3000)\n`
  const fastify = "const app = require('fastify')()\napp.register(require('./load'))\napp.listen({ port: 3000 })\n"
  const hapi = "const Hapi = require('@hapi/hapi')\nconst server = Hapi.server({ port: 1 })\nserver.register({ plugin: require('./load'), options: {} })\nserver.start()\n"
  const users = "const router = require('express').Router()\nrouter.get('/users', (req, res) => res.json({}))\nmodule.exports = router\n"

  it.each<readonly [string, Texts]>([
    ['pass it on where they load a file', { 'server.js': express(), 'load.js': "module.exports = (app) => {\n  require('./users')(app)\n}\n", 'users.js': "module.exports = (app) => {\n  app.get('/users', (req, res) => res.json({}))\n}\n" }],
    ['mount routers without a path', { 'server.js': express(), 'load.js': "const users = require('./users')\nmodule.exports = (a) => {\n  a.use(users)\n}\n", 'users.js': users }],
    ['mount what they load', { 'server.js': express(), 'load.js': "module.exports = (a) => {\n  a.use(require('./users'))\n}\n", 'users.js': users }],
    [
      'pass it on in an object',
      {
        'server.js': express("require('./load')({ expressApp: app })"),
        'load.js': "const web = require('./web')\nmodule.exports = ({ expressApp }) => {\n  web({ app: expressApp })\n}\n",
        'web.js': "const users = require('./users')\nmodule.exports = ({ app }) => {\n  app.use(users)\n}\n",
        'users.js': users,
      },
    ],
    ['register plugins', { 'server.js': fastify, 'load.js': "const users = require('./users')\nmodule.exports = async (f) => {\n  f.register(users)\n}\n", 'users.js': "module.exports = async (f) => { f.get('/users', async () => ({})) }\n" }],
    ['register a list', { 'server.js': fastify, 'load.js': "const routes = [{ method: 'GET', url: '/users', handler: async () => ({}) }]\nmodule.exports = async function (fastify) {\n  routes.forEach((one) => fastify.route(one))\n}\n" }],
    ['have their paths elsewhere', { 'server.js': fastify, 'load.js': "const paths = require('./paths')\nmodule.exports = async (instance) => {\n  instance.get(paths.users, async () => ({}))\n}\n", 'paths.js': "module.exports = { users: '/users' }\n" }],
    [
      'register what a function makes',
      {
        'server.js': hapi,
        'load.js': "const routes = require('./list')\nmodule.exports = { name: 'users', register: async (server) => {\n  server.route(routes({}))\n} }\n",
        'list.js': "const routes = (handler) => [{ method: 'GET', path: '/users', handler: handler.list }]\nmodule.exports = routes\n",
      },
    ],
  ])('%s', async (_, texts) => {
    const { routes } = await projectOf(texts)
    expect(routes.map(({ path, prefixKnown }) => [path, prefixKnown])).toEqual([['/users', true]])
  })
})

it('a route on the application of something that could not be followed is unknown, and not nothing', async () => {
  const texts = (call: string): Texts => ({ 'ui.js': `const owner = require('./owner').instance()\nfunction Ui() {}\nUi.prototype.init = function () {\n  ${call}\n}\nmodule.exports = Ui\n`, 'owner.js': 'exports.instance = () => global.owner\n' })
  const { unknownRoutes, unreadable } = await projectOf(texts("owner.app.get('/ui', this.show.bind(this))"))
  expect([unknownRoutes.length, unreadable.size]).toEqual([1, 1])
  for (const call of ["owner.cache.get('/ui', this.show.bind(this))", "owner.app.get('ui', this.show.bind(this))", "owner.app.get('/ui', options)"])
    expect((await projectOf(texts(call))).unknownRoutes).toEqual([])
})
