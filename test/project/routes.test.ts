import { describe, expect, it } from 'vitest'
import { summarise } from '../../src/source/facts/summary.ts'
import { parseSource } from '../../src/source/syntax/parsed-file.ts'
import { describeValue } from '../../src/project/graph/describe-value.ts'
import { projectOf, routesOf } from './build.ts'

/** The routes of a single file. */
const routes = (texts: { readonly [file: string]: string } | string): Promise<string[]> =>
  routesOf(typeof texts === 'string' ? { 'app.ts': texts } : texts)

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

describe('express, further', () => {
  const app = "import express, { Router } from 'express'\nconst app = express()\n"

  it.each([
    ['a kept route', `${app}const users = app.route('/users')\nusers.get(list)\nusers.post(create)`, ['GET /users', 'POST /users']],
    ['a map that is asked', `${app}const users = new Map()\nusers.get(list)`, []],
    ['an enum', `${app}enum Path { Users = '/users' }\napp.get(Path.Users, h)`, ['GET /users']],
    ['an enum without values', `${app}enum Path { Users }\napp.get(Path.Users, h)`, ['?']],
    ['a default', `${app}const base = process.env.BASE || '/api'\napp.get(base + '/users', h)`, ['GET /api/users']],
    ['a setting without a default', `${app}const base = process.env.BASE\napp.get(base + '/users', h)`, ['GET ?/users']],
    [
      'a loop over routers',
      `${app}const a = Router()\na.get('/a', h)\nconst b = Router()\nb.get('/b', h)\nfor (const one of [a, b]) app.use('/api', one)`,
      ['GET /api/a', 'GET /api/b'],
    ],
    [
      'a loop over routers that a function returns',
      `${app}const make = () => { const a = Router()\na.get('/a', h)\nreturn [a] }\nfor (const one of make()) app.use(one)`,
      ['GET /a'],
    ],
    ['a loop over what cannot be read', `${app}for (const one of await load()) app.use('/api', one)`, []],
    [
      'rest parameters',
      `${app}function users(...args) { const [router] = args\nrouter.get('/users', h) }\nfunction all(...args) { users(...args) }\nall(app, 1)`,
      ['GET /users'],
    ],
    [
      'a class of its own',
      `${app}class Api extends Router { constructor() { super()\nthis.get('/a', h) } }\napp.use('/api', new Api())`,
      ['GET /api/a'],
    ],
    [
      'another class',
      `${app}class Api extends Cache { constructor() { super()\nthis.get('/a', h) } }\napp.use('/api', new Api())`,
      [],
    ],
    ['a list of paths for a router', `${app}const r = Router()\nr.get('/x', h)\napp.use(['/a', '/b'], r)`, ['GET /a/x', 'GET /b/x']],
  ])('%s', async (_, code, expected) => {
    expect(await routes(code)).toEqual(expected)
  })

  it('reads files that import no framework', async () => {
    const users = "export const users = (router) => {\n  router.get(\n    '/users',\n    list,\n  )\n}"
    expect(await routes({ 'app.ts': `${app}import { users } from './users'\nusers(app)`, 'users.ts': users })).toEqual(['GET /users'])
  })

  it('counts what is registered on something that cannot be traced', async () => {
    expect(await routes(`${app}settings.get('app').get('/users', (req, res) => res.end())`)).toEqual(['?'])
    expect(await routes(`${app}settings.get('app').get('/users', fallback)`)).toEqual([])
    expect(await routes(`${app}export const load = (settings) => { const one = settings.find()\none.get(process.env.A, (req, res) => 1) }`)).toEqual(['?'])
  })

  it('looks for constants in files of their own', async () => {
    expect(
      await routes({
        'app.ts': `${app}import { paths } from './paths'\nimport { Id } from './ids'\napp.get(\`\${paths.users.list}/:\${Id.user}\`, h)`,
        'paths.ts': "export const paths = { users: { list: 'users' } } as const",
        'ids.ts': "export enum Id { user = 'userId' }",
      }),
    ).toEqual(['GET /users/{userId}'])
  })

  it('finds what a glob over the own folder loads', async () => {
    const files = {
      'app.ts': `${app}import { load } from './routes'\nload(app)`,
      'routes/index.ts':
        "import { Router } from 'express'\nexport function load(router: Router) { for (const file of glob.sync(__dirname + '/*.route.*')) { const one = require(file)\none.register(router) } }",
      'routes/users.route.ts':
        "import { Router } from 'express'\nexport const register = (router: Router) => { router.get('/users', h) }",
    }
    expect(await routes(files)).toEqual(['GET /users'])
    const elsewhere = { ...files, 'other/users.route.ts': files['routes/users.route.ts'], 'routes/users.route.ts': '' }
    expect(await routes(elsewhere)).toEqual(['GET ?/users'])
  })
})

describe('every kind of file', () => {
  const esm = "import express from 'express'\nimport { users } from './users'\nexport const app = express()\napp.use('/users', users)"
  const commonJs =
    "const express = require('express')\nconst { users } = require('./users')\nconst app = express()\napp.use('/users', users)\nmodule.exports = app"
  const esmUsers = "import { Router } from 'express'\nexport const users = Router()\nusers.get('/:id', h)"
  const commonJsUsers = "const { Router } = require('express')\nconst users = Router()\nusers.get('/:id', h)"

  it.each([
    ['ts', esm, esmUsers],
    ['mts', esm.replace('./users', './users.mjs'), esmUsers],
    ['tsx', esm, esmUsers],
    ['js', esm, esmUsers],
    ['jsx', esm, esmUsers],
    ['mjs', esm.replace('./users', './users.mjs'), esmUsers],
    ['js', commonJs, `${commonJsUsers}\nmodule.exports = { users }`],
    ['js', commonJs, `${commonJsUsers}\nmodule.exports.users = users`],
    ['js', commonJs, `${commonJsUsers}\nexports.users = users`],
    ['js', commonJs.replace('const { users } =', 'const users ='), `${commonJsUsers}\nmodule.exports = users`],
    ['js', commonJs.replace("const { users } = require('./users')\n", '').replace('users)', "require('./users'))"), `${commonJsUsers}\nmodule.exports = users`],
    ['cjs', commonJs.replace('./users', './users.cjs'), `${commonJsUsers}\nmodule.exports = { users }`],
    ['ts', commonJs.replaceAll('const express = require', 'import express = require'), `${commonJsUsers}\nexport = { users }`],
  ])('.%s: %j', async (extension, app, users) => {
    expect(await routes({ [`app.${extension}`]: app, [`users.${extension}`]: users })).toEqual(['GET /users/{id}'])
  })

  it.each([
    ['module.exports = {}', ['GET ?/{id}']],
    ['module.exports = { orders: users }', ['GET ?/{id}']],
  ])('does not take %j for the router', async (exported, expected) => {
    expect(await routes({ 'app.js': commonJs, 'users.js': `${commonJsUsers}\n${exported}` })).toEqual(expected)
  })
})

describe('middleware', () => {
  async function middleware(texts: { readonly [file: string]: string }): Promise<string[]> {
    const project = await projectOf(texts)
    return project.routes.map(
      ({ path, answeredBy, middleware: before }) =>
        `${path}: ${[...before, ...(answeredBy === undefined ? [] : [answeredBy])].map((one) => describeValue(project.graph, one)).join(', ')}`,
    )
  }
  const app = "import express, { Router } from 'express'\nimport { auth, check, list } from './all'\nconst app = express()\n"

  it.each([
    ['named for the route', `${app}app.get('/a', auth, check('x'), list)`, ['/a: auth, check(), list']],
    ['in a list', `${app}app.get('/a', [auth, check], list)`, ['/a: auth, check, list']],
    ['of the router, before', `${app}app.use(auth)\napp.get('/a', list)`, ['/a: auth, list']],
    ['of the router, too late', `${app}app.get('/a', list)\napp.use(auth)`, ['/a: list']],
    ['for another path', `${app}app.use('/admin', auth)\napp.get('/a', list)`, ['/a: list']],
    ['for the path', `${app}app.use('/admin', auth)\napp.get('/admin/a', list)`, ['/admin/a: auth, list']],
    ['of a mount', `${app}const r = Router()\nr.get('/x', list)\napp.use('/api', auth, r)`, ['/api/x: auth, list']],
    [
      'in fastify hooks',
      "import Fastify from 'fastify'\nimport { auth, list } from './all'\nconst app = Fastify()\napp.get('/a', { preHandler: [auth] }, list)\napp.route({ method: 'GET', url: '/b', onRequest: auth, handler: list })",
      ['/a: auth, list', '/b: auth, list'],
    ],
    [
      'guards',
      "import { Controller, Get, UseGuards } from '@nestjs/common'\n@Controller('a')\n@UseGuards(AuthGuard)\nclass A { @Get() @UseGuards(RoleGuard) list() {}\n @Get('b') b() {} }",
      ['/a: AuthGuard, RoleGuard, A.list', '/a/b: AuthGuard, A.b'],
    ],
  ])('%s', async (_, code, expected) => {
    expect(await middleware({ 'app.ts': code })).toEqual(expected)
  })
})

describe('next', () => {
  const manifest = { 'package.json': '{ "dependencies": { "next": "15" } }' }

  it.each([
    ['app/users/[id]/route.ts', 'export async function GET() {}\nexport const DELETE = remove', ['DELETE /users/{id}', 'GET /users/{id}']],
    ['src/app/(shop)/@modal/carts/route.ts', 'export { handler as GET, handler as POST }', ['GET /carts', 'POST /carts']],
    ['app/docs/[[...slug]]/route.js', 'export function GET() {}', ['GET /docs/{slug}']],
    ['app/route.ts', 'export function GET() {}\nexport const dynamic = 1\nexport type POST = 1', ['GET /']],
    ['app/_lib/users/route.ts', 'export function GET() {}', []],
    ['app/users/page.ts', 'export function GET() {}', []],
    ['lib/app/users/route.ts', 'export function GET() {}', []],
    ['pages/api/users/[id].ts', 'export default function handler(req, res) {}', ['ALL /api/users/{id}']],
    ['pages/api/users/index.js', 'module.exports = (req, res) => res.json([])', ['ALL /api/users']],
    ['pages/api/helpers.ts', 'export const help = 1', []],
    ['pages/users.ts', 'export default function Page() {}', []],
  ])('%s', async (file, code, expected) => {
    expect(await routes({ ...manifest, [file]: code })).toEqual(expected)
  })

  it('wants the package to need Next', async () => {
    expect(await routes({ 'app/users/route.ts': 'export function GET() {}' })).toEqual([])
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
      'a hono chain of forty whose methods are not those of containers',
      `import { Hono } from 'hono'\nconst app = new Hono()${".post('/x', h)".repeat(40)}\nnew Hono().route('/api', app)`,
      Array.from({ length: 40 }, () => 'POST /api/x'),
    ],
    [
      'fastify plugins of other files',
      {
        'app.ts':
          "import Fastify from 'fastify'\nimport fp from 'fastify-plugin'\nimport users from './users'\nimport { wall } from './wall'\nconst app = Fastify()\napp.register(users, { prefix: '/users' })\napp.register(import('./orders'), { prefix: '/orders' })\napp.register(fp(wall), { prefix: '/nowhere' })",
        'users.ts': "export default async function (app) { app.get('/', h) }",
        'orders.ts': "const plugin = async (app) => { app.get('/:id', h) }\nexport default plugin",
        'wall.ts': "export const wall = async (app) => { app.get('/wall', h) }",
      },
      ['GET /orders/{id}', 'GET /users', 'GET /wall'],
    ],
    [
      'fastify, a folder of plugins',
      {
        'app.ts':
          "import Fastify from 'fastify'\nimport autoload from '@fastify/autoload'\nconst app = Fastify()\napp.register(autoload, { dir: path.join(__dirname, 'routes'), options: { prefix: '/api' } })",
        'routes/root.ts': "export default async function (app) { app.get('/', h) }",
        'routes/users/index.ts': "export default async function (app) { app.get('/:id', h) }",
        'plugins/other.ts': "export default async function (app) { app.get('/other', () => 1) }",
      },
      ['GET /api', 'GET /api/users/{id}', 'GET ?/other'],
    ],
    [
      'fastify, a folder beside the file of a module',
      {
        'app.ts':
          "import Fastify from 'fastify'\nimport autoload from '@fastify/autoload'\nimport { dirname, join } from 'node:path'\nimport { fileURLToPath } from 'node:url'\nconst here = dirname(fileURLToPath(import.meta.url))\nconst app = Fastify()\napp.register(autoload, { dir: join(here, 'routes') })\napp.register(autoload, { dir: fileURLToPath(new URL('./more', import.meta.url)) })\napp.register(autoload, { dir: join(fileURLToPath(new URL('.', import.meta.url)), 'other') })\napp.register(autoload, { dir: join(import.meta.dirname, 'last') })",
        'routes/root.ts': "export default async function (app) { app.get('/', () => 1) }",
        'more/b.ts': "export default async function (app) { app.get('/b', () => 1) }",
        'other/c.ts': "export default async function (app) { app.get('/c', () => 1) }",
        'last/d.ts': "export default async function (app) { app.get('/d', () => 1) }",
      },
      ['GET /', 'GET /b', 'GET /c', 'GET /d'],
    ],
    [
      'fastify, a folder that nobody knows',
      {
        'app.ts':
          "import Fastify from 'fastify'\nimport autoload from '@fastify/autoload'\nconst app = Fastify()\napp.register(autoload, { dir: process.env.ROUTES })",
        'routes/root.ts': "export default async function (app) { app.get('/', () => 1) }",
      },
      ['GET ?/'],
    ],
    [
      'koa-mount',
      "import Koa from 'koa'\nimport mount from 'koa-mount'\nimport Router from 'koa-router'\nconst r = new Router()\nr.get('/x', h)\nconst api = new Koa()\napi.use(r.routes())\nnew Koa().use(mount('/api', api))",
      ['GET /api/x'],
    ],
    [
      'hono, several methods',
      "import { Hono } from 'hono'\nconst app = new Hono()\napp.on(['PUT', 'DELETE'], '/cache', h)\napp.on('close', '/x', h)\nemitter.on('GET', '/y', h)",
      ['CLOSE /x', 'DELETE /cache', 'PUT /cache'],
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
    [
      'nest, versions',
      `${nest.replace('Post', 'Version, VERSION_NEUTRAL')}@Controller({ path: 'users', version: ['1', '2'] })\nclass C { @Get() list() {}\n @Version('3') @Get('new') create() {}\n @Version(VERSION_NEUTRAL) @Get('me') me() {} }\napp.enableVersioning()`,
      ['GET /users/me', 'GET /v1/users', 'GET /v2/users', 'GET /v3/users/new'],
    ],
    [
      'nest, a default version',
      `${nest}@Controller('users')\nclass C { @Get() list() {} }\napp.enableVersioning({ defaultVersion: '1', prefix: 'version-' })`,
      ['GET /version-1/users'],
    ],
    [
      'nest, outside the prefix',
      `${nest}@Controller('health')\nclass C { @Get() list() {}\n @Get('deep') deep() {}\n @Post() post() {} }\napp.setGlobalPrefix('api', { exclude: [{ path: 'health', method: RequestMethod.GET }] })`,
      ['GET /api/health/deep', 'GET /health', 'POST /api/health'],
    ],
    [
      'nest, a pattern outside the prefix',
      `${nest}@Controller('hooks')\nclass C { @Get('a') a() {}\n @Post(':id/b') b() {} }\napp.setGlobalPrefix('api', { exclude: ['hooks/*path'] })`,
      ['GET /hooks/a', 'POST /hooks/{id}/b'],
    ],
    [
      'nest, paths of modules',
      `${nest.replace('Post', 'Module')}import { RouterModule } from '@nestjs/core'\n@Controller('users')\nclass C { @Get() list() {} }\n@Controller('other')\nclass D { @Get() list() {} }\n@Module({ controllers: [C] }) class Users {}\n@Module({ controllers: [D] }) class Others {}\n@Module({ imports: [RouterModule.register([{ path: 'admin', children: [{ path: '/v1', module: Users }] }])] }) class App {}`,
      ['GET /admin/v1/users', 'GET /other'],
    ],
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

  it('knows the methods that controllers inherit', async () => {
    expect(
      await routes({
        'base.ts': `${nest}export abstract class Crud { @Get() list() {}\n @Get(':id') one() {}\n help() {} }`,
        'users.ts': `${nest}import { Crud } from './base'\n@Controller('users') export class Users extends Crud { @Get('mine') list() {} }`,
        'other.ts': "import { Crud } from './base'\nexport class Other extends Crud {}",
      }),
    ).toEqual(['GET /users/mine', 'GET /users/{id}'])
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
    // Two applications in one package: modules belong to the one whose folder they are in, and those beside both to neither.
    const two = { 'a/main.ts': main("app.setGlobalPrefix('a')"), 'b/main.ts': main("app.setGlobalPrefix('b')\napp.enableVersioning({ type: VersioningType.URI })") }
    expect(await routes({ ...two, 'a/users/users.ts': users.replace(/, version: '1'/, '') })).toEqual(['GET /a/users'])
    expect(await routes({ ...two, 'b/users/users.ts': users })).toEqual(['GET /b/v1/users'])
    expect(await routes({ ...two, 'lib/users.ts': users.replace(/, version: '1'/, '') })).toEqual(['GET ?/users'])
    expect(await routes({ 'users.ts': users, 'main.ts': main('app.setGlobalPrefix(config.prefix)') })).toEqual(['GET ?/users'])
    const settings =
      "import { registerAs } from '@nestjs/config'\nexport default registerAs<Settings>('app', () => ({ prefix: process.env.PREFIX || 'rest' }))"
    const withSettings = (key: string): Promise<string[]> =>
      routes({ 'users.ts': users, 'settings.ts': settings, 'main.ts': main(`app.setGlobalPrefix(config.getOrThrow('${key}', { infer: true }))`) })
    expect(await withSettings('app.prefix')).toEqual(['GET /rest/users'])
    expect(await withSettings('app.other')).toEqual(['GET ?/users'])
    expect(await withSettings('other.prefix')).toEqual(['GET ?/users'])
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
