import { expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

const swallowed = 'no-swallowed-errors'
const hono = (other: string): Texts => ({
  'app.ts': "import { serve } from '@hono/node-server'\nimport { Hono } from 'hono'\nimport './other'\nconst app = new Hono()\napp.get('/books', (c) => c.json([]))\nserve(app)\n",
  'other.ts': other,
})
const kept = (write: string): Texts => ({
  'app.js': `const express = require('express')\nconst known = {}\nexpress().get('/x/:id', (req, res) => {\n  ${write}\n  res.json(known[req.params.id])\n})\n`,
})
const gateway = (mixin: string): Texts => ({
  'services/api.service.js': `const Gateway = require('${mixin}')\nmodule.exports = {\n  name: 'api',\n  mixins: [Gateway],\n  onError(req, res, err) { res.writeHead(500); res.end(req.url + err.code) },\n}\n`,
  'services/users.service.js': "const { users } = require('../repositories/users.repository')\nmodule.exports = { name: 'users', actions: { list: () => users() } }\n",
  'repositories/users.repository.js': "const { Pool } = require('pg')\nconst pool = new Pool()\nexports.users = () => pool.query('SELECT id FROM users LIMIT 9')\n",
})
const pinged = (handlers: string): Texts => ({
  'app.js': `const express = require('express')\nconst app = express()\napp.get('/up', async (req, res) => {\n  await ping().then(${handlers})\n})\napp.use((err, req, res, next) => res.sendStatus(500))\napp.listen(3000)\n`,
  'package.json': '{ "private": true, "dependencies": { "express": "^4.0.0" } }',
})
const elysia = (plugin: string): Texts => ({
  'app.ts': `import { Elysia } from 'elysia'\nimport { jwt } from '@elysiajs/jwt'\nconst signedIn = new Elysia()${plugin}\nnew Elysia()\n  .post('/login', async ({ body, jwt }) => jwt.sign({ sub: await check(body) }))\n  .use(signedIn).post('/books', ({ body }) => save(body)).listen(3000)\n`,
})
const composed = (plugin: string): Texts => ({
  'package.json': `{ "private": true, "dependencies": { "@hapi/glue": "9", "${plugin}": "3" } }`,
  'start.js': `const Glue = require('@hapi/glue')\nGlue.compose({ server: { port: 80 }, register: { plugins: [{ plugin: '${plugin}' }] } }).then((server) => server.start())\n`,
})
const offering = (last: string): Texts => ({
  'package.json': '{ "name": "sockets", "version": "1.2.0", "main": "index.js" }',
  'index.js': `const http = require('http')\nfunction listen(port, done) {\n  const server = http.createServer((req, res) => res.end())\n  server.listen(port, done)\n  return server\n}\n${last}\n`,
})
const procedure = (body: string): Texts => ({ 'router.ts': `import { router, procedure } from './trpc'\nexport const teams = router({ add: procedure.mutation(async ({ input }) => {\n${body}\n}) })\n` })
const strategy = (key: string): Texts => ({
  'jwt.ts': `import { PassportStrategy } from '@nestjs/passport'\nimport { ExtractJwt, Strategy } from 'passport-jwt'\nexport class Jwt extends PassportStrategy(Strategy) {\n  constructor() { super({ jwtFromRequest: ExtractJwt.fromHeader('x'), secretOrKey: ${key} }) }\n}\n`,
})
const failing = (error: string): Texts => ({
  'app.ts': `import express from 'express'\nconst app = express()\napp.post('/books', async (req, res) => {\n  try {\n    res.status(201).json(await add(req.body))\n  } catch (error) {\n    res.status(500).json({ error: ${error} })\n  }\n})\napp.listen(3000)\n`,
})
const worker = (server: string): Texts => ({
  'worker.js': `const { createServer } = require('node:http')\nconst { Worker } = require('bullmq')\nconst mails = new Worker('mails', (job) => fetch(job.data.url, { signal: AbortSignal.timeout(5) }))\ncreateServer((req, res) => { ${server} }).listen(9000)\n`,
})
const probe = "res.writeHead(req.url === '/healthz' && mails.isRunning() ? 200 : 503).end()"
const mails = (handler: string): Texts => ({
  'src/index.ts': "import { Worker } from 'bullmq'\nimport { sendMail } from './mails'\nnew Worker('mails', sendMail)\n",
  'src/mails.ts': `export async function sendMail(job) {\n${handler}\n}\n`,
})
const consumer = (take: string): Texts => ({
  'src/broker.js': "const amqp = require('amqplib')\nexports.channel = async () => (await amqp.connect(process.env.AMQP)).createChannel()\n",
  'src/consumer.js': `const { channel } = require('./broker')\nexports.start = async () => {\n  const ch = await channel()\n  ${take}\n}\n`,
})
const billing = (before: string): Texts => ({
  'app.js': `const express = require('express')\nconst app = express()\napp.use(express.json())\napp.post('/billing/stripe', async (req, res) => {\n  ${before}\n  if (event.type === 'invoice.paid') await pay(event.data.object.customer)\n  res.json({ received: true })\n})\napp.post('/plans', requireUser, (req, res) => res.status(201).json(add(req.body)))\nfunction requireUser(req, res, next) { return req.session.user ? next() : res.sendStatus(401) }\napp.listen(3000)\n`,
})
const retry = 'bounded-retries'
const again = (call: string, pause = ''): string => `for (let i = 0; i < 5; i++) {\n    try {\n      return await ${call}\n    } catch (error) {\n      console.error(error)${pause}\n    }\n  }`
const got = (name: string): Texts => ({ 'server.ts': `import express from 'express'\nimport got from 'got'\nconst app = express()\napp.get('/x', async (req, res) => res.send(await load(req.app.locals.${name})))\nasync function load(${name}) {\n  return (await got(${name})).body\n}\napp.listen(3000)\n` })
const keyed = (test: string): Texts => ({
  'app.js': `const express = require('express')\nconst app = express()\napp.use((req, res, next) => (${test} ? next() : res.sendStatus(403)))\napp.listen(3000)\n`,
  '.env.example': 'PORT=\n',
})

const parking = (scope: string): Texts => ({
  'src/container.ts': `import { Container } from 'inversify'\nimport { Sessions } from './sessions'\nexport const container = new Container()\ncontainer.bind('sessions').to(Sessions)${scope}\n`,
  'src/sessions.ts': "import { injectable } from 'inversify'\n@injectable()\nexport class Sessions {\n  private readonly started = new Map<string, string>()\n  start(plate: string, spot: string) { this.started.set(plate, spot) }\n}\n",
  'src/sessions.controller.ts': "import { controller, httpPost, requestParam } from 'inversify-express-utils'\nimport { inject } from 'inversify'\nimport type { Sessions } from './sessions'\n@controller('/sessions')\nexport class SessionsController {\n  constructor(@inject('sessions') private readonly sessions: Sessions) {}\n  @httpPost('/:plate/:spot')\n  start(@requestParam('plate') plate: string, @requestParam('spot') spot: string) { this.sessions.start(plate, spot) }\n}\n",
})
const orders = "app.get('/orders', (c) => c.json({ items: [] }))\n"

it.each<[string, string, Texts, string[]]>([
  ['no health check of a server that a promise gives', 'health-check', { 'src/server.js': "const Hapi = require('@hapi/hapi')\nexports.init = async () => {\n  const server = Hapi.server({ port: 3000 })\n  server.route({ method: 'GET', path: '/orders', handler: () => ({ items: [] }) })\n  return server\n}\n", 'src/index.js': "const { init } = require('./server')\ninit().then((server) => server.start())\n" }, ['src/index.js:2']],
  ['no health check of a default export that Bun serves', 'health-check', { 'src/app.ts': `import { Hono } from 'hono'\nexport const app = new Hono()\n${orders}`, 'src/main.ts': "import { app } from './app'\nexport default { port: 3000, fetch: app.fetch }\n" }, ['src/main.ts:2']],
  ['a library with which others listen', 'health-check', { 'package.json': '{ "name": "http-kit", "main": "dist/index.js", "files": ["dist"] }', 'src/index.ts': "import express from 'express'\nexport const listen = (port: number, app = express()) => app.listen(port)\n" }, []],
  ['state in the only instance that a container makes', 'in-process-state', parking('.inSingletonScope()'), ['src/sessions.ts:5']],
  ['state in an instance of its own', 'in-process-state', parking(''), []],
  ['no handler of errors in a listener of a client', 'error-handler', hono("import { createClient } from 'redis'\nexport const client = createClient()\nclient.on('error', () => {})\n"), ['app.ts:6']],
  ['none in a listener of an application, which cannot respond', 'error-handler', hono("export const watch = (app) => app.on('error', console.error)\n"), ['app.ts:6']],
  ['a handler of errors by its parameters', 'error-handler', { 'app.js': "const express = require('express')\nconst app = express()\napp.get('/x', (req, res) => res.json([]))\napp.use((fault, req, res, next) => res.status(500).json({ error: fault.code }))\napp.listen(3000)\n" }, []],
  ['no handler of errors in a middleware', 'error-handler', { 'app.js': "const express = require('express')\nconst app = express()\napp.get('/x', (req, res) => res.json([]))\napp.use((req, res, next) => next())\napp.listen(3000)\n" }, ['app.js:5']],
  ['metrics of promster', 'telemetry', { 'app.js': "const { createMiddleware } = require('@promster/express')\nconst app = require('express')()\napp.use(createMiddleware({ app }))\napp.listen(3000)\n" }, []],
  ['no entries of a cache in flags beside it', 'cache-ttl', { 'lib/cache.js': "const client = require('redis').createClient()\nexports.see = (id) => client.set('seen:' + id, Date.now())\n" }, []],
  ['entries in a file of caches', 'cache-ttl', { 'lib/cache.js': "const client = require('redis').createClient()\nexports.put = (id, book) => client.set('book:' + id, JSON.stringify(book))\n" }, ['lib/cache.js:2']],
  ['no state in what is kept to be found again', 'in-process-state', kept('known[req.params.id] = known[req.params.id] || load(req.params.id)'), []],
  ['state in what is kept otherwise', 'in-process-state', kept('known[req.params.id] = known[req.params.id] || req.query.name'), ['app.js:4']],
  ['a variable that clients have to know', 'documented-environment', keyed("req.get('x-api-key') === process.env.API_KEY"), ['app.js:3']],
  ['no variable that is compared with a constant', 'documented-environment', keyed("process.env.MODE === 'open'"), []],
  ['options with a type', 'outbound-timeout', { 'server.ts': "import express from 'express'\nconst app = express()\napp.get('/x', async (req, res) => res.json(await (await fetch('https://a.example.com', { next: { revalidate: 60 } } as RequestInit)).json()))\napp.listen(3000)\n" }, ['server.ts:3']],
  ['a timeout in options with a type', 'outbound-timeout', { 'server.ts': "import express from 'express'\nconst app = express()\napp.get('/x', async (req, res) => res.json(await (await fetch('https://a.example.com', { signal: AbortSignal.timeout(5) } as RequestInit)).json()))\napp.listen(3000)\n" }, []],
  ['a success of a function of a platform', swallowed, { 'get.ts': "export const handler = async (event) => {\n  try {\n    return { statusCode: 200, body: await load(event) }\n  } catch {\n    return { statusCode: 200, body: '[]' }\n  }\n}\n" }, ['get.ts:4']],
  ['no error of a function of a platform', swallowed, { 'get.ts': "export const handler = async (event) => {\n  try {\n    return { statusCode: 200, body: await load(event) }\n  } catch {\n    return { statusCode: 502, body: '' }\n  }\n}\n" }, []],
  ['what a procedure loses', swallowed, procedure('  try {\n    return await teams.create(input)\n  } catch (error) {\n    log.error(error)\n  }'), ['router.ts:5']],
  ['nothing in a procedure that throws', swallowed, procedure('  try {\n    return await teams.create(input)\n  } catch (error) {\n    log.error(error)\n    throw error\n  }'), []],
  ['what a handler loses that returns its response', swallowed, { 'a.ts': "app.get('/x', async (c) => {\n  try {\n    return c.json(await load())\n  } catch (error) {\n    console.error(error)\n  }\n})\n" }, ['a.ts:4']],
  ['the same beside a reply', swallowed, { 'a.ts': "app.get('/x', async (request, reply) => {\n  try {\n    return await load()\n  } catch (error) {\n    request.log.error(error)\n  }\n})\n" }, ['a.ts:4']],
  ['an exception that is dropped', swallowed, { 'a.js': "process.on('uncaughtException', () => {})\n" }, ['a.js:1']],
  ['a short secret of a strategy', 'no-hardcoded-secrets', strategy("process.env.JWT || 'dev'"), ['jwt.ts:4']],
  ['no secret from the environment', 'no-hardcoded-secrets', strategy('process.env.JWT'), []],
  ['the stack of an error of any kind', 'no-internals-in-errors', failing("error instanceof Error ? error.stack : 'unknown'"), ['app.ts:7']],
  ['the message of it', 'no-internals-in-errors', failing("error instanceof Error ? error.message : 'unknown'"), ['app.ts:7']],
  ['no message of errors of one kind', 'no-internals-in-errors', failing("error instanceof ParseError ? error.message : 'unknown'"), []],
  ['no stack of errors of one kind', 'no-internals-in-errors', failing('error instanceof ParseError ? error.stack : undefined'), []],
  ['jobs that a handler in another file loses', 'reliable-jobs', mails('  try {\n    await send(job.data)\n  } catch (error) {\n    console.error(error)\n  }'), ['src/mails.ts:4']],
  ['no jobs that it lets fail', 'reliable-jobs', mails('  try {\n    await send(job.data)\n  } catch (error) {\n    console.error(error)\n    throw error\n  }'), []],
  ['messages that are forgotten, on a channel from elsewhere', 'reliable-jobs', consumer("ch.consume('orders', (message) => save(message), { noAck: true })"), ['src/consumer.js:4']],
  ['messages that come back', 'reliable-jobs', consumer("ch.consume('orders', async (message) => {\n    try {\n      await save(message)\n      ch.ack(message)\n    } catch (error) {\n      ch.nack(message, false, true)\n    }\n  })"), ['src/consumer.js:9']],
  ['messages that are taken off too early', 'reliable-jobs', consumer("ch.consume('orders', async (message) => {\n    ch.ack(message)\n    await save(message)\n  })"), ['src/consumer.js:5']],
  ['messages that are taken off although they failed', 'reliable-jobs', consumer("ch.consume('orders', async (message) => {\n    try {\n      await save(message)\n    } catch (error) {\n      console.error(error)\n    }\n    ch.ack(message)\n  })"), ['src/consumer.js:7']],
  ['no messages that are set aside', 'reliable-jobs', consumer("ch.consume('orders', async (message) => {\n    try {\n      await save(message)\n      ch.ack(message)\n    } catch (error) {\n      ch.nack(message, false, false)\n    }\n  })"), []],
  ['events of a provider by their names', 'verified-webhooks', billing('const event = req.body'), ['app.js:4']],
  ['no events whose signature is verified', 'verified-webhooks', billing("const event = stripe.webhooks.constructEvent(req.body, req.get('stripe-signature'), key)"), []],
  ['no user who sends such events', 'authenticated-routes', billing('const event = req.body'), []],
  ['a code for signing in', 'unpredictable-tokens', { 'a.ts': 'export async function login(email: string) {\n  const code = Math.floor(100000 + Math.random() * 900000).toString()\n  await send(email, code)\n}\n' }, ['a.ts:2']],
  ['no code of an order', 'unpredictable-tokens', { 'a.ts': 'export async function order(email: string) {\n  const code = Math.floor(100000 + Math.random() * 900000).toString()\n  await send(email, code)\n}\n' }, []],
  ['health in a path of its own', 'health-check', { 'app.js': "const express = require('express')\nconst app = express()\napp.get('/_ready', (req, res) => res.send('ok'))\napp.listen(3000)\n" }, []],
  ['hasty retries of a function of the file', retry, { 'a.js': `const post = (path) => fetch('https://a.example.com' + path)\nexports.book = async () => {\n  ${again("post('/books')")}\n}\n` }, ['a.js:3']],
  ['hasty retries of a method', retry, { 'a.ts': `export class Books {\n  private async post(path: string) { return fetch(path) }\n  async book() {\n  ${again("this.post('/books')")}\n  }\n}\n` }, ['a.ts:4']],
  ['hasty retries of a client of a provider', retry, { 'a.ts': `import Stripe from 'stripe'\nconst stripe = new Stripe(process.env.KEY!)\nexport async function book() {\n  ${again('stripe.charges.create({})')}\n}\n` }, ['a.ts:4']],
  ['no retries that wait', retry, { 'a.js': `const post = (path) => fetch('https://a.example.com' + path)\nexports.book = async () => {\n  ${again("post('/books')", '\n      await sleep(100 * i)')}\n}\n` }, []],
  ['no retries of what only computes', retry, { 'a.js': `const post = (path) => compute(path)\nexports.load = () => fetch('https://a.example.com')\nexports.book = async () => {\n  ${again("post('/books')")}\n}\n` }, []],
  ['a request to an address', 'outbound-timeout', got('link'), ['server.ts:6']],
  ['no request with options from elsewhere', 'outbound-timeout', got('options'), []],
  ['no requests in a worker with probes', 'correlation-id', worker(probe), []],
  ['no callers of a worker with probes', 'circuit-breaker', worker(probe), []],
  ['a server of sockets with probes', 'correlation-id', { 'worker.js': `const { Server } = require('socket.io')
${worker(probe)['worker.js'] ?? ''}` }, ['worker.js:5']],
  ['callers of a worker that answers', 'circuit-breaker', worker("res.end('ok')"), ['worker.js:4']],
  ['a code that a handler of resets makes', 'unpredictable-tokens', { 'a.ts': "app.post('/reset', async (req) => {\n  const code = Math.floor(100000 + Math.random() * 900000)\n  await send(req.body.email, code)\n})\n" }, ['a.ts:2']],
  ['no code that a handler of vouchers makes', 'unpredictable-tokens', { 'a.ts': "app.post('/vouchers', async (req) => {\n  const code = Math.floor(100000 + Math.random() * 900000)\n  await save(req.body.name, code)\n})\n" }, []],
  ['an origin that is cast', 'safe-cors', { 'a.ts': "export const cors = (req: Request, res: Response) => {\n  res.header('Access-Control-Allow-Origin', req.headers.origin as string)\n  res.header('Access-Control-Allow-Credentials', 'true')\n}\n" }, ['a.ts:2']],
  ['a server that a package wraps', 'health-check', { 'a.ts': "import { createServer } from 'node:http'\nimport express from 'express'\nimport stoppable from 'stoppable'\nconst app = express()\napp.get('/books', (req, res) => res.json([]))\nstoppable(createServer(app), 5000).listen(3000)\n" }, ['a.ts:6']],
  ['the body in a method that an arrow calls', 'validated-input', { 'a.ts': "import express from 'express'\nimport { Books } from './books'\nconst books = new Books()\nconst app = express()\napp.post('/books', (req, res) => books.add(req, res))\napp.listen(3000)\n", 'books.ts': "import type { Request, Response } from 'express'\nexport class Books {\n  async add(req: Request, res: Response) {\n    res.status(201).json(await save(req.body.title))\n  }\n}\n" }, ['a.ts:5']],
  ['no rows of Drizzle', 'no-sql-concatenation', { 'db.ts': "import { drizzle } from 'drizzle-orm/postgres-js'\nexport const db = drizzle(process.env.URL!)\n", 'books.ts': "import { sql } from 'drizzle-orm'\nimport { db } from './db'\nimport { books } from './schema'\nexport const add = (book: { title: string }) => db.insert(books).values(book).returning()\nexport const prune = (days: number) => db.execute(sql`delete from books where age > ${days}`)\n", 'app.ts': "import { zValidator } from '@hono/zod-validator'\nimport { Hono } from 'hono'\nimport { z } from 'zod'\nimport { add } from './books'\nconst create = z.object({ title: z.string().max(200) })\nexport const app = new Hono().post('/books', zValidator('json', create), async (c) => {\n  const body = c.req.valid('json')\n  return c.json(await add({ title: body.title }))\n})\n" }, []],
  ['a statement of Drizzle', 'no-sql-concatenation', { 'app.ts': "import { drizzle } from 'drizzle-orm/postgres-js'\nconst db = drizzle(process.env.URL!)\napp.get('/books', async (req, res) => res.json(await db.values(`SELECT id FROM books WHERE title = '${req.query.title}'`)))\n" }, ['app.ts:3']],
  ['no program in what other programs start', 'graceful-shutdown', offering('exports.listen = listen'), []],
  ['a program that calls it itself', 'graceful-shutdown', offering('listen(process.env.PORT)'), ['index.js:4']],
  ['no server of hapi whose manifest names a plugin for it', 'graceful-shutdown', composed('hapi-pulse'), []],
  ['a server of hapi whose manifest names others', 'graceful-shutdown', composed('hapi-pino'), ['start.js:2']],
  ['no rejection that then() handles', 'error-handler', pinged('() => res.sendStatus(200), () => res.sendStatus(503)'), []],
  ['a rejection that then() passes on', 'error-handler', pinged('() => res.sendStatus(200)'), ['app.js:3']],
  ['no routes after a plugin that asks', 'authenticated-routes', elysia('.use(jwt({ secret: key })).derive({ as: "scoped" }, async ({ jwt, status }) => (await jwt.verify()) || status(401))'), []],
  ['routes after a plugin that only resolves paths', 'authenticated-routes', elysia('.use(jwt({ secret: resolve(401) }))'), ['app.ts:6']],
  ['routes after a path that is resolved', 'authenticated-routes', elysia(".use(jwt({ secret: read(require('path').resolve(__dirname, 'key')) || 401 }))"), ['app.ts:6']],
  ['no service in the gateway of Moleculer', 'transport-free-services', gateway('moleculer-web'), []],
  ['a service that takes requests', 'transport-free-services', gateway('./own-gateway'), ['services/api.service.js:5']],
])('finds %s', async (_, rule, texts, expected) => {
  expect(await findingsOf(rule, texts)).toEqual(expected)
})
