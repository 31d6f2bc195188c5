import { describe, expect, it } from 'vitest'
import { projectOf, routesOf } from './build.ts'

/** More ways of wiring routes found in back ends that were written independently of this program. */
const app = "const express = require('express')\nconst app = express()\n"
const users = 'module.exports = { list: (req, res) => res.json([]), save: (req, res) => res.sendStatus(204) }'

describe('tables of routes', () => {
  const bind = 'module.exports = (target, table) => Object.keys(table).forEach((url) => Object.keys(table[url]).forEach((verb) => { target[verb](url, ...[].concat(table[url][verb])) }))'
  it.each([
    ['by path and method, on a parameter of any name', { 'app.js': `${app}require('./bind')(app, require('./table'))`, 'bind.js': bind, 'table.js': "const users = require('./users')\nmodule.exports = { '/users': { get: users.list, put: [guard, users.save] }, ...require('./more') }", 'more.js': "module.exports = { '/more': { get: require('./users').list } }", 'users.js': users }, ['GET /more', 'GET /users', 'PUT /users']],
    ['calls of actions by their names are none', { 'app.js': `${app}require('./run')(app, actions)`, 'run.js': 'module.exports = (target, actions) => { target[0](1, 2); actions.forEach((action) => target[action](first, second)) }' }, []],
    ['in JSON, spread into another', { 'app.js': `${app}const all = [...require('./routes.json'), { verb: 'get', url: '/status' }]\nall.forEach(({ verb, url }) => { app[verb](url, handlers[url]) })`, 'routes.json': '[{ "verb": "post", "url": "/users" }]' }, ['GET /status', 'POST /users']],
    ['in JSON, as an object', { 'app.ts': "import express from 'express'\nimport routes from './routes.json'\nconst app = express()\nfor (const [path, { method }] of Object.entries(routes)) app[method](path, handlers[path])", 'routes.json': '{ "/users": { "method": "get" } }' }, ['GET /users']],
    ['a table that cannot be read is no empty one', { 'app.js': `${app}const all = [...load(), { verb: 'get', url: '/status' }]\nall.forEach(({ verb, url }) => { app[verb](url, handlers[url]) })` }, ['?', 'GET /status']],
    ['nor is an object', { 'app.js': `${app}const all = { ...require('./routes.json'), '/status': { verb: 'get' } }\nObject.entries(all).forEach(([url, { verb }]) => { app[verb](url, handlers[url]) })`, 'routes.json': '"none"' }, ['?', 'GET /status']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

describe('classes that extend the router of a library', () => {
  const koa = "const Koa = require('koa')\nconst Users = require('./users')\n"
  const users = (made: string): string => `const Router = require('@koa/router')\nclass Users extends Router {\n  ${made}\n}\nmodule.exports = Users`
  it.each([
    ['a prefix for the base class', { 'app.js': `${koa}new Koa().use(new Users().routes())`, 'users.js': users("constructor() { super({ prefix: '/users' }); this.get('/me', me) }") }, ['GET /users/me']],
    ['a prefix that is passed on', { 'app.js': `${koa}new Koa().use(new Users({ prefix: '/users' }).routes())`, 'users.js': users("constructor(options) { super(options); this.get('/me', me) }") }, ['GET /users/me']],
    ['a prefix without a constructor', { 'app.js': `${koa}const users = new Users({ prefix: '/users' })\nusers.get('/me', me)\nnew Koa().use(users.routes())`, 'users.js': users('') }, ['GET /users/me']],
    ['options that nobody knows', { 'app.js': `${koa}new Koa().use(new Users().routes())`, 'users.js': users("constructor() { super(settings.users); this.get('/me', me) }") }, ['GET ?/me']],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })
})

it('reads what a mixin adds to a controller, and what it is given', async () => {
  const mixins = "import { Get, Post } from '@nestjs/common'\nexport function Tagged(Base) {\n  class WithTags extends Base {\n    @Post(':id/tags') tag() {}\n  }\n  return WithTags\n}\nexport class Listed {\n  @Get() list() {}\n}"
  const controller = "import { Controller, Get } from '@nestjs/common'\nimport { Tagged, Listed } from './mixins'\n@Controller('users')\nexport class UsersController extends Tagged(Listed) {\n  @Get(':id') one() {}\n}"
  expect(await routesOf({ 'mixins.ts': mixins, 'users.controller.ts': controller })).toEqual(['GET /users', 'GET /users/{id}', 'POST /users/{id}/tags'])
})

describe('folders that Fastify loads', () => {
  const loading = (options: string): string => `const path = require('path')\nconst fastify = require('fastify')()\nfastify.register(require('@fastify/autoload'), { dir: path.join(__dirname, 'routes')${options} })`
  const plugin = "module.exports = async (fastify) => { fastify.get('/posts', list) }"
  it.each([
    ['names of folders are what they are', '', 'routes/_userId/index.js', ['GET /_userId/posts']],
    ['or parameters, with an option', ', routeParams: true', 'routes/_userId/index.js', ['GET /{userId}/posts']],
    ['or contain one', ', routeParams: true', 'routes/user-__id/index.js', ['GET /user-{id}/posts']],
  ])('%s', async (_, options, file, expected) => {
    expect(await routesOf({ 'app.js': loading(options), [file]: plugin })).toEqual(expected)
  })

  it('leave out what is beside an index', async () => {
    const index = "module.exports = async (fastify) => { fastify.register(require('./list'), { prefix: '/v2' }) }"
    expect(await routesOf({ 'app.js': loading(''), 'routes/users/index.js': index, 'routes/users/list.js': plugin })).toEqual(['GET /users/v2/posts'])
  })
})

describe('functions of the Serverless Framework', () => {
  const handler = 'export const list = async (event: unknown) => ({ statusCode: 200 })\nexport const handler = list'
  it.each([
    ['in files of their own', 'functions:\n  list: ${file(functions/users.yml):list}', { 'functions/users.yml': 'list:\n  handler: src/users.list\n  events:\n    - httpApi: GET /users' }, ['GET /users']],
    ['in a list of files', 'functions:\n  - ${file(./users.yml)}\n  - status: { handler: src/users.list, events: [{ http: GET status }] }', { 'users.yml': 'list: { handler: src/users.list, events: [{ http: { method: post, path: users } }] }' }, ['GET /status', 'POST /users']],
    ['with settings of the file', 'custom:\n  base: /v1\nfunctions:\n  list: { handler: src/users.list, events: [{ http: { method: get, path: "${self:custom.base}/users/{id}" } }] }', {}, ['GET /v1/users/{id}']],
    ['with other variables', 'functions:\n  list: { handler: src/users.list, events: [{ http: { method: get, path: "${opt:base}/users/{id}" } }, { http: { method: get, path: "${env:PLACE}" } }] }', {}, ['?', 'GET ?/users/{id}']],
  ])('%s', async (_, text, more, expected) => {
    expect(await routesOf({ 'serverless.yml': text, 'src/users.ts': handler, ...more })).toEqual(expected)
  })
})

describe('classes that store routes and register them later', () => {
  const store = "import express from 'express'\nexport class Store {\n  routes = []\n  constructor() { this.mountRoutes() }\n  mountRoutes() {}\n  route(method, path, ...handlers) { this.routes.push({ method, path, handlers }) }\n  get(path, handler) { this.routes.push({ method: 'GET', path, handlers: [handler] }) }\n  mountOnto(target) {\n    this.routes.forEach(({ method, path, handlers }) => { target[method.toLowerCase()](path, ...handlers) })\n    return target\n  }\n  router() { return this.mountOnto(express.Router()) }\n}"
  const users = "import { Store } from './store'\nexport class Users extends Store {\n  mountRoutes() {\n    this.route('GET', '/users', guard, (req) => this.find(req))\n    this.get('/users/:id', (req) => this.one(req))\n    this.log('GET', '/nothing')\n  }\n}"
  it.each([
    ['below the place of that', { 'store.ts': store, 'users.ts': users, 'app.ts': "import express from 'express'\nimport { Store } from './store'\nconst app = express()\napp.use('/api', new Store().router())" }, ['GET /api/users', 'GET /api/users/{id}']],
    ['elsewhere, they are not known', { 'store.ts': store.replaceAll('express', './lists'), 'users.ts': users, 'app.ts': "import express from 'express'\nexpress()" }, []],
  ])('%s', async (_, texts, expected) => {
    expect(await routesOf(texts)).toEqual(expected)
  })

  it('or register functions by method, for one path or several', async () => {
    const api = "import express from 'express'\nexport class Api {\n  readonly router = express.Router()\n  constructor(private readonly options: { version: string }) {}\n  addRoute(subpaths, options, operations) {\n    const paths = Array.isArray(subpaths) ? subpaths : [subpaths]\n    paths.forEach((path) => Object.keys(operations).forEach((method) => {\n      this.router[method.toLowerCase()](`/${this.options.version}/${path}`.replaceAll('//', '/'), (req, res) => operations[method](req, res))\n    }))\n  }\n}"
    const users = "import { v1 } from './v1'\nv1.addRoute(['users', 'members'], { auth: true }, { get() { return [] }, async post() {} })\nconst operations = { delete: () => {} }\nv1.addRoute('users/:id', {}, operations)\nv1.addRoute('users', { get: true }, { other() {} })"
    const app = "import express from 'express'\nimport { v1 } from './v1'\nimport './users'\nexpress().use('/api', v1.router)"
    const texts = { 'api.ts': api, 'v1.ts': "import { Api } from './api'\nexport const v1 = new Api({ version: 'v1' })", 'users.ts': users, 'app.ts': app }
    expect(await routesOf(texts)).toEqual(['DELETE /api/v1/users/{id}', 'GET /api/v1/members', 'GET /api/v1/users', 'POST /api/v1/members', 'POST /api/v1/users'])
  })
})

it.each([
  ['`/${base}/${meta.basePath}`.replace(/\\/+/g, \'/\').replace(/\\/$/, \'\')', ['GET /rest/users', 'POST /rest/users']],
  ['`/${meta.place}`', ['?', 'GET ?/users', 'POST ?/users']],
])('registers controllers from a registry of their own at %s', async (prefix, expected) => {
  const decorators = "import { registry } from './registry'\nexport const RestController = (basePath: string): ClassDecorator => (target) => { registry.get(target).basePath = basePath }\nconst RouteFactory = (method: string) => (path: string): MethodDecorator => (target, name) => { registry.get(target.constructor).routes.set(name, { method, path }) }\nexport const Get = RouteFactory('get')\nexport const Post = RouteFactory('post')"
  const controller = "import { Get, Post, RestController } from './decorators'\n@RestController('/users')\nexport class UsersController {\n  @Get('/') list() {}\n  @Post('/') add() {}\n}"
  const activate = `import express, { Router } from 'express'\nimport { registry } from './registry'\nconst base = process.env.REST ?? 'rest'\nconst app = express()\nfor (const [type, meta] of registry.entries()) {\n  const router = Router()\n  app.use(${prefix}, router)\n  for (const [name, route] of meta.routes) router[route.method](route.path, handlerOf(type, name))\n}`
  expect(await routesOf({ 'decorators.ts': decorators, 'users.controller.ts': controller, 'registry.ts': 'export const registry = new Map()', 'activate.ts': activate })).toEqual(expected)
})

it('registers the plugins in a manifest', async () => {
  const server = "const Glue = require('@hapi/glue')\nconst Manifest = require('./manifest')\nGlue.compose(Manifest, { relativeTo: __dirname }).then((server) => server.start())"
  const manifest = "module.exports = { server: { port: 1 }, register: { plugins: ['@hapi/inert', './status', { plugin: './users', routes: { prefix: '/users' } }, { plugin: require('./orders'), routes: { prefix: '/orders' } }] } }"
  const plugin = (path: string): string => `exports.plugin = { name: 'x', register: (server) => { server.route({ method: 'GET', path: '${path}', handler: h }) } }`
  const status = "exports.name = 'status'\nexports.register = (server) => { server.route({ method: 'GET', path: '/status', handler: h }) }"
  const texts = { 'server.js': server, 'manifest.js': manifest, 'users/index.js': plugin('/{id}'), 'orders.js': plugin('/'), 'status.js': status }
  expect(await routesOf(texts)).toEqual(['GET /orders', 'GET /status', 'GET /users/{id}'])
})

it('counts a server whose function is in another file', async () => {
  const router = 'export const router = (req, res) => { if (req.url === "/users") res.end("[]") }'
  const server = "import http from 'node:http'\nimport { router } from './router'\nhttp.createServer(router).listen(80)"
  expect(await routesOf({ 'server.ts': server, 'router.ts': router })).toEqual(['?'])
  expect(await routesOf({ 'server.ts': server, 'router.ts': "import express from 'express'\nconst app = express()\napp.get('/users', list)\nexport function router(req, res) { app(req, res) }" })).toEqual(['GET /users'])
})

it('reads handlers and middleware of a list that a base class registers', async () => {
  const base = "import { Router } from 'express'\nexport abstract class Base {\n  router = Router()\n  bindRoutes(routes) {\n    for (const route of routes) {\n      const before = route.middlewares?.map((one) => one.execute.bind(one))\n      const handler = route.func.bind(this)\n      const pipeline = before ? [...before, handler] : handler\n      this.router[route.method](route.path, pipeline)\n    }\n  }\n}"
  const users = "import { Base } from './base'\nimport { Guard } from './guard'\nexport class Users extends Base {\n  constructor() {\n    super()\n    this.bindRoutes([{ path: '/a', method: 'get', func: this.list, middlewares: [new Guard()] }, { path: '/b', method: 'post', func: this.save }])\n  }\n  list(req, res) { res.status(206).json([]) }\n  save(req, res) { res.status(201).end() }\n}"
  const project = await projectOf({ 'base.ts': base, 'users.ts': users, 'guard.ts': 'export class Guard { execute(req, res, next) { next() } }', 'app.ts': "import express from 'express'\nimport { Users } from './users'\nexpress().use('/users', new Users().router)" })
  const shown = project.routes.map((one) => `${one.method} ${one.path} ${one.middleware.length} ${project.answersOf(one)?.answers.map(({ status }) => status).join() ?? ''}`)
  expect(shown.sort()).toEqual(['GET /users/a 1 206', 'POST /users/b 0 201'])
})

it('reads modules whose routes a function describes', async () => {
  const route = 'export const route = (method, path, handle, guards = []) => ({ method, path, handle, guards })\nexport const defineModule = (one) => one'
  const server = "import express, { Router } from 'express'\nexport function createServer(modules) {\n  const app = express()\n  for (const { basePath, routes } of modules) {\n    const router = Router()\n    for (const { method, path, guards = [], handle } of routes) router[method](path, ...guards, handle)\n    app.use(basePath, router)\n  }\n  return app\n}"
  const users = "import { defineModule, route } from './route'\nexport const users = defineModule({ basePath: '/users', routes: [route('get', '/', (req, res) => res.json([]), [guard]), route('post', '/:id', (req, res) => res.json({}))] })"
  expect(await routesOf({ 'route.ts': route, 'server.ts': server, 'users.ts': users, 'modules.ts': "import { users } from './users'\nexport const modules = [users]", 'main.ts': "import { createServer } from './server'\nimport { modules } from './modules'\ncreateServer(modules).listen(1)" })).toEqual(['GET /users', 'POST /users/{id}'])
})

it('reads a path that the constructor of a base class makes of a name', async () => {
  const base = 'export abstract class ModelRouter {\n  basePath: string\n  constructor(protected name: string) { this.basePath = `/${name}` }\n}'
  const users = "import * as restify from 'restify'\nimport { ModelRouter } from './model-router'\nclass Users extends ModelRouter {\n  constructor() { super('users') }\n  applyRoutes(application: restify.Server) { application.get(`${this.basePath}/:id`, [guard, this.one]) }\n}\nexport const users = new Users()"
  const app = "import * as restify from 'restify'\nimport { users } from './users'\nconst app = restify.createServer()\nusers.applyRoutes(app)"
  expect(await routesOf({ 'model-router.ts': base, 'users.ts': users, 'app.ts': app })).toEqual(['GET /users/{id}'])
})
