import { describe, expect, it } from 'vitest'
import { routesOf } from './build.ts'

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
