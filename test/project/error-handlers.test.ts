import { describe, expect, it } from 'vitest'
import { findingsOf } from '../duties/check.ts'

const hono = (handler: string): string => `import { Hono } from 'hono'\nconst app = new Hono()\napp.get('/a', (c) => c.json({}))\napp.onError(${handler})`
const fastify = (handler: string): string => `import Fastify from 'fastify'\nconst app = Fastify()\napp.get('/a', async () => ({}))\napp.setErrorHandler(${handler})`
const elysia = (handler: string): string => `import { Elysia } from 'elysia'\nnew Elysia().get('/a', () => ({})).onError(${handler}).listen(80)`
const koa = (middleware: string): string => `import Koa from 'koa'\nimport Router from '@koa/router'\nconst app = new Koa()\nconst router = new Router()\nrouter.get('/a', (ctx) => { ctx.body = {} })\napp.use(${middleware})\napp.use(router.routes())`
const pages = (body: string) => ({ 'package.json': '{ "dependencies": { "next": "15" } }', 'pages/api/users.ts': `export default function handler(req, res) {\n${body}\n}` })

const middleware = (body: string): string => `import { Get, JsonController, Middleware, createExpressServer } from 'routing-controllers'\n@JsonController()\nclass All { @Get('/a') all() { return {} } }\n@Middleware({ type: 'after' })\nclass Failed { error(error, request, response) { ${body} } }\ncreateExpressServer({ controllers: [All], middlewares: [Failed] }).listen(80)`

describe('no-internals-in-errors sees what answers for errors', () => {
  it.each([
    [hono('(err, c) => c.json({ stack: err.stack }, 500)')],
    [hono('(error, c) => c.json({ error }, 500)')],
    [hono('(err, c) => c.json({ message: err.message }, 500)')],
    [koa('async (ctx, next) => { try { await next() } catch (err) { ctx.status = 500\nctx.body = { message: err.message } } }')],
    [fastify('(error, request, reply) => { reply.code(500).send({ stack: error.stack }) }')],
    [middleware('response.status(500).json({ cause: String(error) })')],
    [fastify('(error) => ({ detail: error.stack })')],
    [elysia('({ error, code }) => { if (code === "NOT_FOUND") return "Not found"\nreturn { message: error.message, stack: error.stack } }')],
    [fastify("(error, request, reply) => { reply.code(500).send({ trace: error.stack.split('\\n') }) }")],
    [koa('async (ctx, next) => { try { await next() } catch (err) { ctx.status = 500\nctx.body = { stack: err.stack } } }')],
  ])('%s', async (code) => {
    expect(await findingsOf('no-internals-in-errors', { 'src/app.ts': code })).toHaveLength(1)
  })

  it('once where methods share it', async () => {
    const body = "try { if (req.method === 'GET') return res.json([])\nif (req.method === 'POST') return res.json({}) } catch (e) {\nres.status(500).json({ message: (e as Error).stack }) }"
    expect(await findingsOf('no-internals-in-errors', pages(body))).toEqual(['pages/api/users.ts:4'])
  })

  it.each([
    [hono('(err, c) => c.json({ message: err.message }, err.status)')],
    [hono('(err, c) => { if (err instanceof HTTPException) return c.json({ stack: err.stack }, err.status)\nreturn c.json({}, 500) }')],
    [fastify('(error, request, reply) => { reply.code(500).send({ code: error.code }) }')],
    [fastify('(error, request) => { request.log.error(error.stack)\nreturn error }')],
    [middleware("log(error)\nresponse.status(500).json({ message: 'Failed' })")],
    [elysia('({ error, code }) => ({ code, message: error.message })')],
    [koa('async (ctx, next) => { const { stack } = ctx.state\nctx.body = { stack }\nawait next() }')],
    [koa('async (ctx, next) => { try { await next() } catch (err) { log(err.stack)\nctx.throw(500) } }')],
  ])('and says nothing of %s', async (code) => {
    expect(await findingsOf('no-internals-in-errors', { 'src/app.ts': code })).toEqual([])
  })
})
