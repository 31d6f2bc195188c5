import { describe, expect, it } from 'vitest'
import { findingsOf } from './check.ts'

const start = "import express from 'express'\nconst app = express()\napp.get('/a', (request, response) => response.json({}))\n"
const listen = '\napp.listen(3000)\n'
const manifest = (version: string): string => JSON.stringify({ dependencies: { express: version } })
const handled = 'app.use((error, request, response, next) => response.status(500).end())\n'

describe('error-handler finds', () => {
  it.each([
    ['Express without one', { 'src/a.ts': start + listen }],
    ['a middleware of three', { 'src/a.ts': `${start}app.use((request, response, next) => next())${listen}` }],
    ['CommonJS', { 'src/a.js': `const express = require('express')\nconst app = express()\napp.get('/a', (req, res) => res.end())${listen}` }],
    ['Koa', { 'src/a.ts': `import Koa from 'koa'\nimport Router from '@koa/router'\nconst app = new Koa()\nconst router = new Router()\nrouter.get('/a', (ctx) => { ctx.body = 'x' })\napp.use(router.routes())${listen}` }],
    ['Hono', { 'src/a.ts': "import { Hono } from 'hono'\nimport { serve } from '@hono/node-server'\nconst app = new Hono()\napp.get('/a', (c) => c.text('x'))\nserve(app)\n" }],
    ['async handlers of Express 4', { 'package.json': manifest('^4.18.0'), 'src/a.ts': `${start}app.get('/b', async (request, response) => response.json(await find()))\n${handled}${listen}` }],
    [
      'an async handler of another module',
      {
        'package.json': manifest('4.18.0'),
        'src/a.ts': `import * as books from './books'\n${start}app.get('/b', books.list)\n${handled}${listen}`,
        'src/books.ts': 'export async function list(request, response) {\n  response.json(await find())\n}',
      },
    ],
    ['a function that throws what it catches', { 'package.json': manifest('4.18.0'), 'src/a.ts': `async function all() { try { return await find() } catch (error) { throw new Failed(error) } }\n${start}app.get('/b', async (q, r) => r.json(await all()))\n${handled}${listen}` }],
    ['a function that returns a promise', { 'package.json': manifest('4.18.0'), 'src/a.ts': `async function all() { try { return find() } catch { return [] } }\n${start}app.get('/b', async (q, r) => r.json(await all()))\n${handled}${listen}` }],
    ['functions that wait for each other', { 'package.json': manifest('4.18.0'), 'src/a.ts': `const all = async () => { try { await a() } catch {} await more() }\nconst more = async () => { try { await b() } catch {} await all() }\n${start}app.get('/b', async (q, r) => r.json(await all()))\n${handled}${listen}` }],
    ['a try without the wait', { 'package.json': manifest('4.18.0'), 'src/a.ts': `${start}app.get('/b', async (q, r) => { const x = await find(); try { r.json(x) } catch (error) { r.end() } })\n${handled}${listen}` }],
  ])('%s', async (_, texts) => {
    expect(await findingsOf('error-handler', texts)).toHaveLength(1)
  })
})

describe('error-handler leaves alone', () => {
  it.each([
    ['a function of four', { 'src/a.ts': start + handled + listen }],
    ['one of another module', { 'src/a.ts': `import { fail } from './fail'\n${start}app.use(fail)${listen}`, 'src/fail.ts': 'export const fail: ErrorRequestHandler = (e, q, r, n) => r.end()' }],
    ['typed parameters', { 'src/a.ts': `${start}app.use((err: Error | Problem, _req: Request<Params, unknown>, res: Response, _next: NextFunction) => res.end())${listen}` }],
    ['one from a package', { 'src/a.ts': `import { errorHandler } from '@shop/express'\n${start}app.use(errorHandler())${listen}` }],
    ['a library', { 'src/a.ts': `import errorhandler from 'errorhandler'\n${start}app.use(errorhandler())${listen}` }],
    ['Koa with a try around next', { 'src/a.ts': `import Koa from 'koa'\nimport Router from '@koa/router'\nconst app = new Koa()\napp.use(async (ctx, next) => { try { await next() } catch (e) { ctx.status = 500 } })\nconst router = new Router()\nrouter.get('/a', (ctx) => { ctx.body = 'x' })\napp.use(router.routes())${listen}` }],
    ['Hono with onError', { 'src/a.ts': "import { Hono } from 'hono'\nimport { serve } from '@hono/node-server'\nconst app = new Hono()\napp.onError((e, c) => c.json({}, 500))\napp.get('/a', (c) => c.text('x'))\nserve(app)\n" }],
    ['Fastify', { 'src/a.ts': "import fastify from 'fastify'\nconst app = fastify()\napp.get('/a', async () => await find())\nawait app.listen({ port: 3000 })\n" }],
    ['code that was not read', { 'src/a.ts': `import { setUp } from './missing'\n${start}setUp(app)${listen}` }],
    ['a lambda', { 'src/a.ts': `import serverless from 'serverless-http'\n${start}export const handler = serverless(app)${listen}` }],
    ['nothing that listens', { 'src/a.ts': start }],
    ['nothing but probes and numbers', { 'src/a.ts': "import express from 'express'\nconst app = express()\napp.get('/healthz', (q, r) => r.end())\napp.get('/metrics', async (q, r) => r.send(await numbers()))\napp.listen(3000)" }],
    ['Express 5', { 'package.json': manifest('^5.0.0'), 'src/a.ts': `${start}app.get('/b', async (q, r) => r.json(await find()))\n${handled}${listen}` }],
    ['a version nobody wrote', { 'src/a.ts': `${start}app.get('/b', async (q, r) => r.json(await find()))\n${handled}${listen}` }],
    ['a wrapper', { 'package.json': manifest('4.18.0'), 'src/a.ts': `${start}app.get('/b', wrap(async (q, r) => r.json(await find())))\n${handled}${listen}` }],
    ['what catches', { 'package.json': manifest('4.18.0'), 'src/a.ts': `${start}app.get('/b', async (q, r, next) => { try { r.json(await find()) } catch (error) { next(error) } })\n${handled}${listen}` }],
    ['what is caught on the way', { 'package.json': manifest('4.18.0'), 'src/a.ts': `${start}app.get('/b', async (q, r, next) => { r.json(await find().catch(next).finally(done)) })\n${handled}${listen}` }],
    ['a function that catches', { 'package.json': manifest('4.18.0'), 'src/a.ts': `async function all() { try { return await find() } catch (error) { log(error); return [] } }\n${start}app.get('/b', async (q, r) => r.json(await all()))\n${handled}${listen}` }],
    ['what cannot reject', { 'package.json': manifest('4.18.0'), 'src/a.ts': `${start}app.get('/b', async (q, r) => { const [error, found] = await to(find()); r.json(error ?? found) })\n${handled}${listen}` }],
    ['express-async-errors', { 'package.json': manifest('4.18.0'), 'src/a.ts': `import 'express-async-errors'\n${start}app.get('/b', async (q, r) => r.json(await find()))\n${handled}${listen}` }],
    ['a patched router', { 'package.json': manifest('4.18.0'), 'src/a.ts': `import Layer from 'express/lib/router/layer'\n${start}app.get('/b', async (q, r) => r.json(await find()))\n${handled}${listen}` }],
    ['nothing to wait for', { 'package.json': manifest('4.18.0'), 'src/a.ts': `${start}app.get('/b', async (q, r) => r.json({}))\n${handled}${listen}` }],
  ])('%s', async (_, texts) => {
    expect(await findingsOf('error-handler', texts)).toEqual([])
  })
})
