import { describe, expect, it } from 'vitest'
import { lostCoverage } from '../../src/project/lost-coverage.ts'
import { healthOf } from '../../src/project/services/health.ts'
import { shutdownOf } from '../../src/project/services/shutdown.ts'
import { projectOf, short } from './build.ts'

type Texts = { readonly [file: string]: string }

/** The places at which applications start to listen. */
async function applications(texts: Texts): Promise<string[]> {
  return (await projectOf(texts)).applications.map(({ location }) => short(location.file))
}

const express = "import express from 'express'\nconst app = express()\n"

describe('applications', () => {
  it('are read where they ask others as one registers routes', async () => {
    const code = `${express}import request from 'request'\napp.get('/a', (q, r) => { request.post('https://b.example/c', (error, answer) => r.json(answer)) })\napp.listen(1)`
    expect((await projectOf({ 'src/main.ts': code })).unknownRoutes).toEqual([])
  })

  it('start where the generator of Express starts them', async () => {
    const app = { 'app.js': "const app = require('express')()\nmodule.exports = app" }
    expect(await applications({ ...app, 'bin/www.js': "const app = require('../app')\nrequire('http').createServer(app).listen(3000)" })).toEqual(['bin/www.js'])
  })

  it.each([
    [{ 'app.ts': "import app from './http/express'\n\nexport default app\n", 'http/express.ts': "import express from 'express'\nconst app = express()\nexport default app", 'main.ts': "import app from './app'\napp.listen(3000)" }, ['main.ts']],
    [{ 'app.js': "module.exports = require('./http/express')\n", 'http/express.js': "const app = require('express')()\nmodule.exports = app", 'main.js': "const app = require('./app')\napp.listen(3000)" }, ['main.js']],
    [{ 'app.ts': "import { player } from './player'\nexport default player\n", 'player.ts': 'export const player = {}', 'main.ts': "import app from './app'\napp.listen(3000)" }, []],
  ])('start with what another module hands on', async (texts, expected) => {
    expect(await applications(texts)).toEqual(expected)
  })

  it.each([
    ['express', `${express}app.listen(3000)`],
    [
      'express on a server',
      `${express}import { createServer } from 'node:http'\nconst server = createServer(app)\nserver.listen(3000)`,
    ],
    ['plain http', "import http from 'http'\nhttp.createServer((q, r) => r.end()).listen(3000)"],
    ['fastify', "import fastify from 'fastify'\nconst app = fastify()\nawait app.listen({ port: 3000 })"],
    ['koa', "import Koa from 'koa'\nnew Koa().use(x).listen(3000)"],
    ['hono on node', "import { serve } from '@hono/node-server'\nserve({ fetch: app.fetch })"],
    ['bun', 'Bun.serve({ fetch() {} })'],
    ['deno', 'Deno.serve(() => new Response())'],
    [
      'nest',
      "import { NestFactory } from '@nestjs/core'\nasync function main() { const app = await NestFactory.create(M)\n await app.listen(3000) }",
    ],
    ['hapi', "import Hapi from '@hapi/hapi'\nconst server = Hapi.server()\nawait server.start()"],
    ['a field', "import express from 'express'\nclass S { private app = express()\n start() { return this.app.listen(1) } }"],
    ['a parameter', "import type { Express } from 'express'\nexport const start = (app: Express) => app.listen(1)"],
    [
      'routing-controllers',
      "import { createExpressServer } from 'routing-controllers'\nconst app: Application = createExpressServer({})\napp.listen(1)",
    ],
  ])('%s', async (_, code) => {
    expect(await applications({ 'src/main.ts': code })).toEqual(['src/main.ts'])
  })

  it.each([
    [
      'a microservice',
      {
        'main.ts':
          "import { NestFactory } from '@nestjs/core'\nconst app = await NestFactory.createMicroservice(M)\napp.listen()",
      },
    ],
    ['a TCP server', { 'main.ts': "import net from 'net'\nnet.createServer(f).listen(1)" }],
    ['an event', { 'main.ts': "import { listen } from '@tauri-apps/api/event'\nlisten('x', f)\nsocket.listen('y')" }],
    ['a test', { 'app.test.ts': `${express}app.listen(0)` }],
    ['an example', { 'examples/app.ts': `${express}app.listen(1)` }],
    ['a command', { 'bin/serve.ts': `${express}app.listen(1)` }],
    ['a script', { 'scripts/serve.ts': `${express}app.listen(1)` }],
    ['a port for a moment', { 'login.ts': `${express}app.listen(0)` }],
    [
      'a lambda',
      {
        'app.ts': `${express}export { app }\nif (local) app.listen(1)`,
        'handler.ts':
          "import serverless from 'serverless-http'\nimport { app } from './app'\nexport const handler = serverless(app)",
      },
    ],
    [
      'a command line',
      {
        'package.json': '{ "bin": { "tool": "./src/cli.ts" } }',
        'src/cli.ts': "import './server'",
        'src/server.ts': `${express}app.listen(1)`,
      },
    ],
  ])('%s is none', async (_, texts) => {
    expect(await applications(texts)).toEqual([])
  })

  it('are one for each process, and know all that runs in it', async () => {
    const project = await projectOf({
      'start.ts': "import './server'\nimport './metrics'",
      'server.ts': `${express}app.listen(1)\nvoid import('./later')`,
      'metrics.ts': "import http from 'http'\nhttp.createServer(f).listen(2)",
      'later.ts': '',
      'other.ts': `${express}app.listen(3)`,
    })
    expect(project.applications.map(({ modules }) => [...modules].map(({ file }) => short(file)).sort())).toEqual([
      ['later.ts', 'metrics.ts', 'server.ts', 'start.ts'],
      ['other.ts'],
    ])
  })

  it('beside a command of the package that leads elsewhere', async () => {
    const texts = { 'package.json': '{ "bin": "./src/cli.ts" }', 'src/cli.ts': '', 'src/server.ts': `${express}app.listen(1)` }
    expect(await applications(texts)).toEqual(['src/server.ts'])
  })
})

async function health(texts: Texts, names: readonly string[] = []): Promise<string | undefined> {
  const project = await projectOf(texts)
  const [application] = project.applications
  return application && healthOf(project, application, names)
}

describe('health', () => {
  const listening = `${express}app.listen(3000)\n`

  it.each([
    ['a path', { 'a.ts': `${listening}app.get('/healthz', h)` }],
    [
      'a path below a prefix',
      {
        'a.ts': `${listening}import { r } from './r'\napp.use('/internal', r)`,
        'r.ts': "import { Router } from 'express'\nexport const r = Router()\nr.get('/readyz', h)",
      },
    ],
    [
      'a path whose prefix nobody knows',
      {
        'a.ts': `${listening}app.use(config.prefix, r)\nimport { r } from './r'`,
        'r.ts': "import { Router } from 'express'\nexport const r = Router()\nr.get('/status', h)",
      },
    ],
    [
      'a comparison',
      { 'a.ts': "import http from 'http'\nhttp.createServer((q, r) => { if (q.url === '/healthz') r.end() }).listen(1)" },
    ],
    ['a library', { 'a.ts': `${listening}import { createTerminus } from '@godaddy/terminus'` }],
    ['a server that has one', { 'a.ts': `${listening}import { createYoga } from 'graphql-yoga'\napp.use(createYoga({ schema }))` }],
    ['a plugin that is told to', { 'a.ts': "import fastify from 'fastify'\nimport pressure from '@fastify/under-pressure'\nconst app = fastify()\napp.register(pressure, { exposeStatusRoute: true })\napp.listen({ port: 1 })" }],
    ['a library nobody has heard of', { 'a.ts': `${listening}import { probes } from '@acme/kube-probes'` }],
    [
      'a controller',
      {
        'a.ts':
          "import { NestFactory } from '@nestjs/core'\nimport { C } from './c'\nconst app = await NestFactory.create(C)\napp.listen(1)",
        'c.ts': "import { Controller, Get } from '@nestjs/common'\n@Controller('health')\nexport class C { @Get() check() {} }",
      },
    ],
    ['a middleware', { 'a.ts': `${listening}app.use('/healthz', (req, res) => res.sendStatus(200))` }],
    ['a route by file', { 'a.ts': listening, 'app/routes/api+/health.ts': 'export const loader = () => 1' }],
  ])('%s answers', async (_, texts) => {
    expect(await health(texts)).toBe('answered')
  })

  it.each([
    ['nothing', { 'a.ts': listening }],
    ['the health of something else', { 'a.ts': `${listening}app.get('/stations/:id/health', h)` }],
    ['the status of something else', { 'a.ts': `${listening}app.get('/payments/status', h)\napp.get('/', h)` }],
    ['a health API', { 'a.ts': `${listening}app.get('/health/patients/current/list', h)` }],
    ['a plugin that is not told to', { 'a.ts': "import fastify from 'fastify'\nimport pressure from '@fastify/under-pressure'\nconst app = fastify()\napp.register(pressure, { maxHeapUsedBytes: 5 })\napp.listen({ port: 1 })" }],
    ['a write', { 'a.ts': `${listening}app.post('/health', h)` }],
    [
      'a folder of plugins',
      {
        'a.ts': "import { join } from 'node:path'\nimport fastify from 'fastify'\nimport autoload from '@fastify/autoload'\nconst app = fastify()\napp.register(autoload, { dir: join(import.meta.dirname, 'routes') })\napp.listen({ port: 1 })",
        'routes/users.ts': "export default async (app) => { app.get('/', h) }",
      },
    ],
    [
      'another application',
      {
        'package.json': '{ "workspaces": ["p/*"] }',
        'p/x/package.json': '{ "name": "x" }',
        'p/x/a.ts': listening,
        'p/y/package.json': '{ "name": "y" }',
        'p/y/b.ts': `${express}app.get('/health', h)`,
      },
    ],
  ])('%s does not', async (_, texts) => {
    expect(await health(texts)).toBe('missing')
  })

  it.each([
    ['code loaded by name', { 'a.ts': `${listening}for (const f of files) app.use(require(f))` }],
    ['an import by name', { 'a.ts': `${listening}const { router } = await import(\`./routes/\${name}\`)\napp.use(router)` }],
    ['a path that is put together', { 'a.ts': `${listening}app.get(env.path, h)` }],
    [
      'a router that nobody can follow',
      {
        'a.ts': `${listening}import './b'`,
        'b.ts':
          "import express from 'express'\nexport const load = (settings) => { settings.get('app').get(env.path, (q, r) => r.end()) }",
      },
    ],
    ['code that is not there', { 'a.ts': `${listening}import routes from './hidden'\napp.use(routes)` }],
    ['an autoloader', { 'a.ts': `${listening}import autoload from '@fastify/autoload'` }],
    ['an autoloader of a folder that nobody can name', { 'a.ts': `${listening}import autoload from '@fastify/autoload'\napp.register(autoload, { dir: folder })` }],
  ])('%s makes it unknown', async (_, texts) => {
    expect(await health(texts)).toBe('unknown')
  })

  it('is not made unknown by a client that is still to be generated', async () => {
    expect(await health({ 'a.ts': `${listening}import { PrismaClient } from './generated/prisma/client'` })).toBe('missing')
  })

  it('is known by names that a team adds', async () => {
    expect(await health({ 'a.ts': `${listening}app.get('/diagnostics', h)` }, ['diagnostics'])).toBe('answered')
  })

  const kit = (name: string, specifier: string): Texts => ({
    'package.json': `{ "name": "${name}" }`,
    'a.ts': `${listening}import { mountAll } from '${specifier}'\nmountAll(app)`,
  })
  it.each([
    ['a package of the same team', kit('@acme/orders', '@acme/platform'), 'unknown'],
    ['helpers of the same team', kit('@acme/orders', '@acme/utils'), 'missing'],
    ["somebody's package", kit('@acme/orders', '@other/tool'), 'missing'],
    ['a module of Nest from elsewhere', { 'a.ts': "import { NestFactory } from '@nestjs/core'\nimport { AppModule } from '@acme/app'\nconst app = await NestFactory.create(AppModule)\nawait app.listen(1)" }, 'unknown'],
  ])('%s', async (_, texts, expected) => {
    expect(await health(texts)).toBe(expected)
  })

  it('is reported as lost coverage where unknown', async () => {
    const coverage = lostCoverage(await projectOf({ 'a.ts': `${listening}require(name)` }))
    expect(coverage.map(({ kind }) => kind)).toContain('dynamic-route')
  })
})

describe('shutdown', () => {
  const shutdown = async (texts: Texts): Promise<string | undefined> => {
    const project = await projectOf(texts)
    const [application] = project.applications
    return application && shutdownOf(project, application)
  }
  const nest = "import { NestFactory } from '@nestjs/core'\nconst app = await NestFactory.create(M)\napp.listen(1)\n"

  it.each([
    ['a handler', { 'a.ts': `${express}app.listen(1)\nprocess.on('SIGTERM', stop)` }, 'handled'],
    [
      'a list of signals',
      { 'a.ts': `${express}app.listen(1)\nfor (const s of ['SIGINT', 'SIGTERM']) process.once(s, stop)` },
      'handled',
    ],
    [
      'a handler in another module',
      { 'a.ts': `${express}import './stop'\napp.listen(1)`, 'stop.ts': "process.on('SIGTERM', () => server.close(() => process.exit()))" },
      'handled',
    ],
    [
      'a handler where the process starts',
      { 'start.ts': "import './a'\nprocess.on('SIGINT', stop)", 'a.ts': `${express}app.listen(1)` },
      'handled',
    ],
    ['a table of signals', { 'a.ts': `${express}app.listen(1)\nconst signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }\nObject.keys(signals).forEach((signal) => process.on(signal, () => stop(signals[signal])))` }, 'handled'],
    ['a library', { 'a.ts': `${express}import closeWithGrace from 'close-with-grace'\napp.listen(1)` }, 'handled'],
    ['a plugin that drains', { 'a.ts': `${express}import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer'\napp.listen(1)` }, 'handled'],
    ['a server that does so by itself', { 'a.ts': "import { startStandaloneServer } from '@apollo/server/standalone'\nstartStandaloneServer(s)" }, 'handled'],
    ['an exit at once', { 'a.ts': `${express}app.listen(1)\nprocess.on('SIGTERM', () => { console.log('bye'); process.exit(0) })` }, 'abrupt'],
    ['an exit at once and an orderly one', { 'a.ts': `${express}app.listen(1)\nprocess.on('SIGINT', () => process.exit(0))\nprocess.on('SIGTERM', stop)` }, 'handled'],
    ['an exit of an imported function', { 'a.ts': `${express}app.listen(1)\nprocess.on('SIGTERM', exit)` }, 'handled'],
    ["Nest's hooks", { 'a.ts': `${nest}app.enableShutdownHooks()` }, 'handled'],
    ['nothing', { 'a.ts': `${express}app.listen(1)` }, 'missing'],
    ['sending a signal', { 'a.ts': `${express}app.listen(1)\nchild.kill('SIGTERM')` }, 'missing'],
    ['Nest without its hooks', { 'a.ts': nest }, 'nest'],
    ['code that is not there', { 'a.ts': `${express}import './hidden'\napp.listen(1)` }, 'unknown'],
  ])('%s', async (_, texts, expected) => {
    expect(await shutdown(texts)).toBe(expected)
  })
})

it('a function of Supabase is started by the platform', async () => {
  expect(await applications({ 'supabase/functions/orders/index.ts': 'Deno.serve(() => new Response())' })).toEqual([])
})

it.each([
  ["import type { RequestHandler } from './$types'", []],
  ["import type { Route } from './+types/home'", []],
  ["import { load } from './+types/home'", ['unresolved-import']],
  ["import type { Order } from './order'", ['unresolved-import']],
])('coverage without generated types: %s', async (code, expected) => {
  expect(lostCoverage(await projectOf({ 'src/main.ts': code })).map(({ kind }) => kind).filter((kind) => kind === 'unresolved-import')).toEqual(expected)
})
