import { describe, expect, it } from 'vitest'
import { summarise } from '../../src/source/facts/summary.ts'
import { parseSource } from '../../src/source/file.ts'
import { projectOf } from './build.ts'

/** Every route as `METHOD path`, with a question mark before a path whose prefix is not known, and `?` for what cannot be read. */
async function routes(texts: { readonly [file: string]: string } | string): Promise<string[]> {
  const project = await projectOf(typeof texts === 'string' ? { 'app.ts': texts } : texts)
  const known = project.routes.map(({ method, path, prefixKnown }) => `${method} ${prefixKnown ? '' : '?'}${path}`)
  return [...known, ...project.unknownRoutes.map(() => '?')].sort()
}

describe('express', () => {
  it.each([
    ['an application', "import express from 'express'\nconst app = express()\napp.get('/users/:id', h)", ['GET /users/{id}']],
    ['a namespace import', "import * as express from 'express'\nconst app = express()\napp.post('/users', h)", ['POST /users']],
    ['CommonJS', "const app = require('express')()\napp.delete('/users/:id(\\\\d+)', h)", ['DELETE /users/{id}']],
    ['a chain', "import express from 'express'\nconst app = express()\napp.get('/a', h).post('/b', h)", ['GET /a', 'POST /b']],
    ['route()', "import express from 'express'\nconst app = express()\napp.route('/a').get(h).all(h)", ['ALL /a', 'GET /a']],
    ['several paths', "import express from 'express'\nconst app = express()\napp.get(['/a', '/b'], h)", ['GET /a', 'GET /b']],
    ['a setting', "import express from 'express'\nconst app = express()\napp.get('env')", []],
    [
      'a constant',
      "import express from 'express'\nconst base = '/v1'\nconst app = express()\napp.get(`${base}/a`, h)",
      ['GET /v1/a'],
    ],
    ['a sum', "import express from 'express'\nconst base = '/v1'\nconst app = express()\napp.get(base + '/a', h)", ['GET /v1/a']],
    ['a variable', "import express from 'express'\nconst app = express()\napp.get(process.env.PATHNAME, h)", ['?']],
    ['a regular expression', "import express from 'express'\nconst app = express()\napp.get(/^x/, h)", ['?']],
    ['what is left over', "import express from 'express'\nconst app = express()\napp.all('*', h)\napp.options('*', h)", []],
    [
      'a list in a loop',
      "import express from 'express'\nconst app = express();\n[{ path: '/a', h }, { path: '/b', h }].forEach((r) => app.get(r.path, r.h))",
      ['GET /a', 'GET /b'],
    ],
    [
      'a field of a class',
      "import express from 'express'\nclass Server { app = express()\n constructor() { this.app.get('/a', h) } }",
      ['GET /a'],
    ],
    [
      'a field set later',
      "import express, { Express } from 'express'\nclass Server { app: Express\n constructor() { this.app = express()\n this.app.get('/a', h) } }",
      ['GET /a'],
    ],
    ['a router nobody mounts', "import { Router } from 'express'\nexport const r = Router()\nr.get('/a', h)", ['GET ?/a']],
    [
      'a client',
      "import axios from 'axios'\naxios.get('/users', { params })\nconst c = axios.create()\nc.post('/users', body)",
      [],
    ],
    ['a cache', "import { cache } from './cache'\ncache.get('/users', () => load())", []],
    ['a trailing slash', "import express from 'express'\nconst app = express()\napp.get('/users/', h)", ['GET /users/']],
  ])('%s', async (_, code, expected) => {
    expect(await routes(code)).toEqual(expected)
  })

  it('puts the prefixes of mounts in other files before the path', async () => {
    expect(
      await routes({
        'app.ts':
          "import express from 'express'\nimport { api } from './api'\nimport { PREFIX } from './config'\nconst app = express()\napp.use(PREFIX, cors(), api)",
        'config.ts': "export const PREFIX = '/api'",
        'api/index.ts':
          "import { Router } from 'express'\nimport users from './users'\nexport const api = Router()\napi.use('/v1', users)\napi.use('/v2', users)",
        'api/users.ts':
          "import { Router } from 'express'\nconst router = Router()\nrouter.get('/', h)\nrouter.get('/:id', h)\nexport default router",
      }),
    ).toEqual(['GET /api/v1', 'GET /api/v1/{id}', 'GET /api/v2', 'GET /api/v2/{id}'].sort())
  })

  it('follows routers that are handed to functions and returned by them', async () => {
    expect(
      await routes({
        'app.ts': "import express from 'express'\nimport load from './loader'\nconst app = express()\nload({ app })",
        'loader.ts':
          "import type { Application } from 'express'\nimport routes from './routes'\nimport config from './config'\nexport default ({ app }: { app: Application }) => { app.use(config.api.prefix, routes()) }",
        'config.ts': "export default { port: 1, api: { prefix: '/api' } }",
        'routes.ts':
          "import { Router } from 'express'\nimport users from './users'\nexport default () => { const app = Router()\n users(app)\n return app }",
        'users.ts':
          "import { Router } from 'express'\nconst route = Router()\nexport default (app: Router) => { app.use('/users', route)\n route.get('/me', h) }",
      }),
    ).toEqual(['GET /api/users/me'])
  })

  it('follows CommonJS modules that export functions', async () => {
    expect(
      await routes({
        'server.js': "const app = require('express')()\napp.use('/app', require('./routes')())\napp.listen(1)",
        'routes.js':
          "const router = require('express').Router()\nmodule.exports = function () { router.get('/x', h)\n return router }",
      }),
    ).toEqual(['GET /app/x'])
  })

  it('does not know what is mounted by a name that only the running program has', async () => {
    expect(
      await routes({
        'index.ts':
          "import { Router } from 'express'\nexport function load(router: Router) { for (const file of files) require(file).register(router) }",
        'users.ts':
          "import { Router } from 'express'\nexport const register = (router: Router) => { router.put('/users/:id', h) }",
      }),
    ).toEqual(['PUT ?/users/{id}'])
  })

  it('survives routers that mount each other', async () => {
    const code =
      "import { Router } from 'express'\nconst a = Router()\nconst b = Router()\na.use('/a', b)\nb.use('/b', a)\na.get('/x', h)"
    expect((await routes(code))[0]).toMatch(/^GET \?/)
  })
})

describe('others', () => {
  it.each([
    [
      'fastify',
      "import Fastify from 'fastify'\nconst app = Fastify()\napp.get('/a', h)\napp.route({ method: ['GET', 'POST'], url: '/b/:id', handler: h })",
      ['GET /a', 'GET /b/{id}', 'POST /b/{id}'],
    ],
    [
      'fastify plugins',
      "import Fastify from 'fastify'\nconst app = Fastify()\napp.register(users, { prefix: '/users' })\nasync function users(instance) { instance.get('/:id', h) }",
      ['GET /users/{id}'],
    ],
    [
      'koa',
      "import Router from '@koa/router'\nimport Koa from 'koa'\nconst r = new Router({ prefix: '/users' })\nr.get('one', '/:id', h)\nnew Koa().use(r.routes())",
      ['GET /users/{id}'],
    ],
    [
      'koa, nested',
      "import Router from 'koa-router'\nimport Koa from 'koa'\nconst inner = new Router()\ninner.get('/x', h)\nconst outer = new Router()\nouter.use('/api', inner.routes())\nconst app = new Koa()\napp.use(outer.routes()).use(outer.allowedMethods())",
      ['GET /api/x'],
    ],
    [
      'hono',
      "import { Hono } from 'hono'\nconst users = new Hono().get('/', h).get('/:id', h)\nconst app = new Hono().basePath('/api')\napp.route('/users', users)",
      ['GET /api/users', 'GET /api/users/{id}'],
    ],
    [
      'hono without a known base',
      "import { Hono } from 'hono'\nconst app = new Hono().basePath(base)\napp.get('/x', h)",
      ['GET ?/x'],
    ],
    [
      'a hono chain of forty',
      `import { Hono } from 'hono'\nconst app = new Hono()${".get('/x', h)".repeat(40)}\nnew Hono().route('/api', app)`,
      Array.from({ length: 40 }, () => 'GET /api/x'),
    ],
    [
      'hapi',
      "import Hapi from '@hapi/hapi'\nconst server = Hapi.server()\nserver.route({ method: 'GET', path: '/a/{id}', handler: h })",
      ['GET /a/{id}'],
    ],
  ])('%s', async (_, code, expected) => {
    expect(await routes(code)).toEqual(expected)
  })
})

describe('controllers', () => {
  const nest = "import { Controller, Get, Post } from '@nestjs/common'\n"

  it.each([
    [
      'nest',
      `${nest}@Controller('users')\nclass C { @Get() list() {}\n @Get(':id') one() {}\n @Post(['a', '/b']) x() {} }`,
      ['GET /users', 'GET /users/{id}', 'POST /users/a', 'POST /users/b'],
    ],
    ['nest, an object', `${nest}@Controller({ path: 'users' })\nclass C { @Get({ path: 'me' }) me() {} }`, ['GET /users/me']],
    ['nest, no path', `${nest}@Controller()\nclass C { @Get() root() {} }`, ['GET /']],
    ['a constant of the program', `${nest}@Controller(process.env.X)\nclass C { @Get('a') root() {} }`, ['GET ?/a']],
    [
      'routing-controllers',
      "import { JsonController, Get, createExpressServer } from 'routing-controllers'\n@JsonController('/users')\nclass C { @Get('/:id') one() {} }\ncreateExpressServer({ routePrefix: '/api' })",
      ['GET /api/users/{id}'],
    ],
    [
      'other decorators of the same name',
      "import { Controller, Get } from './mine'\n@Controller('users')\nclass C { @Get() list() {} }",
      [],
    ],
  ])('%s', async (_, code, expected) => {
    expect(await routes(code)).toEqual(expected)
  })

  it('follows composed decorators to their origin', async () => {
    expect(
      await routes({
        'decorators.ts':
          "import { applyDecorators, Controller, Get, UseGuards } from '@nestjs/common'\nexport function ApiController(path: string) { return applyDecorators(Controller(path), UseGuards(Guard)) }\nexport const List = () => applyDecorators(Get('list'))",
        'index.ts': "export * from './decorators'",
        'users.ts': "import { ApiController, List } from '.'\n@ApiController('users')\nexport class Users { @List() all() {} }",
      }),
    ).toEqual(['GET /users/list'])
  })

  it('knows what an application puts before all of them', async () => {
    const users = `${nest}@Controller({ path: 'users', version: '1' })\nclass C { @Get() list() {} }`
    const main = (calls: string): string =>
      `import { NestFactory } from '@nestjs/core'\nimport { VersioningType } from '@nestjs/common'\nconst app = await NestFactory.create(M)\n${calls}`
    expect(await routes({ 'users.ts': users, 'main.ts': main("app.setGlobalPrefix('api')") })).toEqual(['GET /api/users'])
    expect(
      await routes({
        'users.ts': users,
        'main.ts': main("app.setGlobalPrefix('api')\napp.enableVersioning({ type: VersioningType.URI })"),
      }),
    ).toEqual(['GET /api/v1/users'])
    expect(await routes({ 'users.ts': users, 'main.ts': main('app.enableVersioning({ type: VersioningType.HEADER })') })).toEqual(
      ['GET /users'],
    )
    expect(await routes({ 'users.ts': users, 'main.ts': main('app.setGlobalPrefix(config.prefix)') })).toEqual(['GET ?/users'])
  })
})

it('points at the literal and at the handler', async () => {
  const code = "import express from 'express'\nconst app = express()\napp.get('/users', (request, response) => response.end())"
  const [route] = (await projectOf({ 'app.ts': code })).routes
  expect(code.slice(...(route?.location.range ?? [0, 0]))).toBe("'/users'")
  expect(code.slice(...(route?.handler?.range ?? [0, 0]))).toBe('(request, response) => response.end()')
})

it('keeps facts that survive a cache', async () => {
  const code =
    "import express from 'express'\nexport const app = express()\napp.get(`/a/${x}`, h)\nexport class A { constructor(private a: B) {} }\nprocess.on('SIGTERM', stop)\napp.listen(1)"
  const summary = summarise(await parseSource('/app/a.ts', code))
  expect(summary.structure.handlesSignals).toBe(true)
  expect(JSON.parse(JSON.stringify(summary))).toEqual(summary)
})
