import { expect, it } from 'vitest'
import { projectOf, routesOf } from './build.ts'

const express = "import express, { Router } from 'express'\nconst app = express()\n"
const verbs = 'export function route(router, path, handlers) {\n  if (handlers.get) router.get(path, handlers.get)\n  if (handlers.put) router.put(path, guarded(handlers.put))\n}\n'

/** Registrations that happen for some calls only, and lists, namespaces and modules that are put together step by step. */
it.each([
  [
    'a handler that the call does not pass registers nothing',
    { 'app.ts': `${express}import { route } from './route'\nroute(app, '/a', { get: list })\nroute(app, '/b', { get: list, put: save })`, 'route.ts': verbs },
    ['GET /a', 'GET /b', 'PUT /b'],
  ],
  [
    'nor does one that a module does not export',
    { 'app.ts': `${express}import { route } from './route'\nimport * as users from './users'\nimport * as all from './all'\nroute(app, '/users', users)\nroute(app, '/all', all)`, 'route.ts': verbs, 'users.ts': 'export const { get } = make()', 'all.ts': "export * from 'elsewhere'" },
    ['GET /users', 'GET /all', 'PUT /all'],
  ],
  [
    'one with a default does, and so does one that may be spread or added',
    {
      'app.ts': `${express}import { crud } from './crud'\nconst later = {}\ncrud(app, '/a', { list })\ncrud(app, '/b', { list, ...others })\ncrud(app, '/c', later)`,
      'crud.ts': 'export function crud(router, path, { list, find = missing, remove }) {\n  router.get(path, list)\n  router.get(`${path}/:id`, find)\n  router.delete(`${path}/:id`, remove)\n}\nconst missing = (request, response) => response.sendStatus(404)',
    },
    ['GET /a', 'GET /a/{id}', 'GET /b', 'GET /b/{id}', 'GET /c', 'GET /c/{id}', 'DELETE /b/{id}', 'DELETE /c/{id}'],
  ],
  [
    'modules that are pushed into a list',
    {
      'app.js': "const express = require('express')\nconst modules = [require('./users')]\nmodules.push(require('./orders'))\nconst seen = []\nconst note = (one) => seen.push(one)\nmodule.exports = () => {\n  const app = express()\n  modules.forEach((one) => app.use(one.prefix, one.router))\n  return app\n}",
      'users.js': "const router = require('express').Router()\nrouter.get('/', h)\nmodule.exports = { prefix: '/users', router }",
      'orders.js': "const router = require('express').Router()\nrouter.get('/', h)\nmodule.exports = { prefix: '/orders', router }",
    },
    ['GET /orders', 'GET /users'],
  ],
  [
    'paths of a namespace',
    {
      'app.ts': `${express}import { Routes } from './paths'\napp.get(Routes.Users.BASE, h)\napp.use('/rates', Routes.rates)`,
      'paths.ts': "import { Router } from 'express'\nexport namespace Routes {\n  export namespace Users {\n    export const BASE = '/users'\n  }\n  export const rates = Router()\n  const inner = '/latest'\n  rates.get(inner, h)\n}",
    },
    ['GET /users', 'GET /rates/latest'],
  ],
  [
    'what a list of routes in a function is made of',
    {
      'app.js': "const fastify = require('fastify')()\nfastify.register(async (server) => { crud('guides').forEach((one) => server.route(one)) })\nfunction crud(name) {\n  return [{ method: 'GET', url: `/${name}`, handler: h }, { method: 'GET', url: `/${name}/:id`, handler: h }]\n}",
    },
    ['GET /guides', 'GET /guides/{id}'],
  ],
])('%s', async (_, texts, expected) => {
  expect((await routesOf(texts)).toSorted()).toEqual(expected.toSorted())
})

const nest = "import { Controller, Get, Post, Module, RequestMapping, RequestMethod, applyDecorators } from '@nestjs/common'\n"

it('of decorators that choose a method: by a parameter, or not known', async () => {
  const decorators = `${nest}export const Route = (method: RequestMethod, path: string) => applyDecorators(RequestMapping({ method, path }), Log())
export const Mapped = (path: string, options: object) => RequestMapping({ path, ...options })
export function Verb(verb: string, path: string) {
  if (verb === 'get') return applyDecorators(Get(path), Log())
  return applyDecorators(Post(path), Log())
}
export function Chosen(verb: string) {
  const chosen = verb === 'get' ? Get() : Post()
  return applyDecorators(chosen, Log())
}`
  const controller = `${nest}import { Chosen, Mapped, Route, Verb } from './decorators'
@Controller('users')
export class Users {
  @Route(RequestMethod.PUT, ':id') save() {}
  @Route(pick(), 'any') pick() {}
  @Mapped('mapped', { method: RequestMethod.PUT }) mapped() {}
  @Verb('get', 'all') all() {}
  @Chosen('get') one() {}
}`
  const { routes, unknownRoutes } = await projectOf({ 'decorators.ts': decorators, 'users.ts': controller })
  expect(routes.map(({ method, path }) => `${method} ${path}`)).toEqual(['PUT /users/{id}'])
  expect(unknownRoutes).toHaveLength(4)
})

it('in modules of Nest that are made by a method', async () => {
  const texts = {
    'app.ts': `${nest}import { RouterModule } from '@nestjs/core'\nimport { Guests } from './guests'\n@Module({})\nexport class App {\n  static forRoot() {\n    return { module: App, imports: [Guests.register({}), RouterModule.register([{ path: 'guest-book', module: Guests }])] }\n  }\n}`,
    'guests.ts': `${nest}@Controller() class Book { @Get() all() {} }\n@Controller('files') class Files { @Get() all() {} }\n@Module({})\nexport class Guests {\n  static register(options) {\n    const controllers = [Book]\n    if (options.files) controllers.push(Files)\n    return { module: Guests, controllers }\n  }\n}`,
  }
  expect(await routesOf(texts)).toEqual(['GET /guest-book', 'GET /guest-book/files'])
})

it('in a list that is filled elsewhere are said to be unread', async () => {
  const { routes, unknownRoutes } = await projectOf({ 'plugin.js': "const routes = []\nconst add = (method, path, handler) => routes.push({ method, path, handler })\nadd('GET', '/tickets', h)\nexports.plugin = { name: 'tickets', register: (server) => { server.route(routes) } }", 'server.js': "const Hapi = require('@hapi/hapi')\nconst server = Hapi.server()\nserver.register(require('./plugin'))" })
  expect(routes).toEqual([])
  expect(unknownRoutes).toHaveLength(1)
})

const base = `import { Router } from 'express'
export abstract class Base {
  router = Router()
  abstract path: string
  constructor() { this.init() }
  init() { this.router.get('/base', h) }
}
export abstract class Reading extends Base {
  init() { super.init(); this.router.get('/:id', h) }
}`

it('of a class are those of its heirs, also of one between them, unless they replace the method', async () => {
  const heirs = "import { Base, Reading } from './base'\nclass A extends Reading { path = '/a' }\nclass B extends Base { path = '/b'; init() { this.router.get('/own', h) } }\nclass C extends B { path = '/c' }\nclass D extends Reading { path = '/d'; init() { super.init(); this.router.get('/own', h) } }"
  const app = `${heirs}\nimport express from 'express'\nconst app = express()\nfor (const one of [new A(), new B(), new C(), new D()]) app.use(one.path, one.router)`
  expect(await routesOf({ 'base.ts': base, 'app.ts': app })).toEqual(['GET /a/base', 'GET /a/{id}', 'GET /b/own', 'GET /c/own', 'GET /d/base', 'GET /d/own', 'GET /d/{id}'])
})

it('have the prefix of an heir in a file of its own, which mentions no router', async () => {
  const app = "import express from 'express'\nimport { UsersController } from './users.controller'\nconst app = express()\nconst all = []\nall.push(new UsersController())\nall.forEach((one) => app.use(`/${one.key}`, one.router))"
  const heir = "import { Reading } from './base'\nexport class UsersController extends Reading { readonly key = 'users' }"
  expect(await routesOf({ 'base.ts': base, 'users.controller.ts': heir, 'app.ts': app })).toEqual(['GET /users/base', 'GET /users/{id}'])
})

it('whose path and router cannot be traced are said to be unread beside others', async () => {
  const resource = "class Resource {\n  constructor(router) { this.router = router }\n  mount() {\n    this.router.get(this.path, (ctx) => list(ctx))\n    this.router.get(this.path + '/:id', (ctx) => one(ctx))\n  }\n}\nmodule.exports = Resource"
  expect(await routesOf({ 'resource.js': resource })).toEqual(['?', 'GET ?/{id}'])
})
