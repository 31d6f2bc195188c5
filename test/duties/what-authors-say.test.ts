import { expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

/** Services as teams write them, on which a rule gave a false alarm, each with a similar one that deserves a finding. */
const next = { 'package.json': '{ "dependencies": { "next": "15" } }' }
const blog = (answer: string): Texts => ({
  'app.js': `const express = require('express')
const app = express()
app.get('/posts/:id', (req, res) => res.${answer === 'json' ? 'json(find(req.params.id))' : "render('post')"})
app.post('/posts/:id/delete', async (req, res, next) => {
  try {
    await remove(req.params.id)
    res.${answer === 'json' ? "json({ ok: 'removed' })" : "redirect('/posts')"}
  } catch (error) {
    next(error)
  }
})
app.listen(3000)`,
})
const worker = (more: string): Texts => ({
  'package.json': '{ "dependencies": { "express": "4.19.0" } }',
  'src/index.ts': `import express from 'express'
import { Worker } from 'bullmq'
const app = express()
app.get('/healthz', (req, res) => res.json({ ok: worker.isRunning() }))
const worker = new Worker('mail', send, { connection })
${more}
app.listen(8080)`,
})
const notes = (driver: string): Texts => ({
  'src/index.ts': `import express from 'express'
import { Database } from '${driver}'
const app = express()
app.get('/health', (req, res) => res.json({ status: 'ok' }))
app.listen(3000)`,
})

it.each([
  ['no-verbs-in-paths', 'a form that deletes', blog('page'), []],
  ['no-verbs-in-paths', 'the same for programs', blog('json'), ['app.js:4']],
  [
    'method-fits-resource',
    'a route that hands on to procedures',
    {
      ...next,
      'app/api/trpc/[trpc]/route.ts': "import { fetchRequestHandler } from '@trpc/server/adapters/fetch'\nimport { appRouter } from '../../../../router'\nconst handler = (req) => fetchRequestHandler({ endpoint: '/api/trpc', req, router: appRouter })\nexport { handler as GET, handler as POST }",
      'router.ts': "import { initTRPC } from '@trpc/server'\nconst t = initTRPC.create()\nexport const appRouter = t.router({ deleteUser: t.procedure.mutation(() => 1) })",
    },
    [],
  ],
  ['method-fits-resource', 'a route for all that is left over', { ...next, 'app/api/auth/[...nextauth]/route.ts': 'export async function GET() {}\nexport async function POST() {}' }, []],
  ['method-fits-resource', 'a route of one thing', { ...next, 'app/api/users/[id]/route.ts': 'export async function GET() {}\nexport async function POST() {}' }, ['app/api/users/[id]/route.ts:2']],
  ['no-verbs-in-paths', 'procedures', {
    'app.ts': "import { createHTTPServer } from '@trpc/server/adapters/standalone'\nimport { initTRPC } from '@trpc/server'\nconst t = initTRPC.create()\nexport const router = t.router({ deleteUser: t.procedure.mutation(() => 1), getUserById: t.procedure.query(() => 1) })\ncreateHTTPServer({ router }).listen(3000)",
  }, []],
  ['error-handler', 'a worker with a probe', worker(''), []],
  ['correlation-id', 'a worker with a probe', worker(''), []],
  ['error-handler', 'a worker that answers more', worker("app.get('/jobs', (req, res) => res.json(list()))"), ['src/index.ts:7']],
  ['correlation-id', 'a worker that answers more', worker("app.get('/jobs', (req, res) => res.json(list()))"), ['src/index.ts:7']],
  ['readiness-checks-dependencies', 'a database within the process', notes('bun:sqlite'), []],
  ['readiness-checks-dependencies', 'a database elsewhere', notes('pg'), ['src/index.ts:4']],
] as const)('%s: %s', async (rule, _, texts, expected) => {
  expect(await findingsOf(rule, texts)).toEqual(expected)
})

/** Services with obvious faults, written with other frameworks than Express. */
const koa = (handler: string): Texts => ({
  'app.js': `const Koa = require('koa')
const Router = require('@koa/router')
const body = require('koa-bodyparser')
const db = require('./db')
const router = new Router()
router.post('/users', async (ctx) => { ${handler} })
new Koa().use(body()).use(router.routes()).listen(3000)`,
  'db.js': 'exports.insert = async () => {}',
})
const hono = (handler: string): Texts => ({
  'app.ts': `import { Hono } from 'hono'
import { serve } from '@hono/node-server'
import { db } from './db'
const app = new Hono()
app.post('/users', async (c) => { ${handler} })
serve(app)`,
  'db.ts': 'export const db = { insert: async () => {} }',
})
const webhooks = (before: string): Texts => ({
  'src/hooks.controller.ts': `import { Body, Controller, Headers, Post } from '@nestjs/common'
@Controller('webhooks')
export class Hooks {
  @Post('payments')
  async payments(@Body() event: Event) {
    ${before}
    await this.paid(event.id)
  }
}`,
})
const hookOfAws = (does: string): Texts => ({
  'serverless.yml': 'functions:\n  paid:\n    handler: src/paid.handler\n    events:\n      - httpApi: POST /webhooks/payments\n',
  'src/paid.ts': `export const handler = async (event) => ${does}`,
})
const github = (looks: string): Texts => ({
  'app.ts': `import { Hono } from 'hono'
const app = new Hono()
app.post('/webhooks/github', async (c) => { const event = await c.req.json(); if (${looks} === 'push') await deploy(event.ref); return c.body(null, 204) })
export default app`,
})
const knex = (query: string): Texts => ({
  'users.repository.js': 'exports.x = 1',
  'routes.js': `const router = require('express').Router()
const knex = require('./db')
router.get('/users', async (req, res) => res.json(${query}))
module.exports = router`,
  'db.js': "module.exports = require('knex')({ client: 'pg' })",
})

const hapi = (more: string): Texts => ({
  'server.js': "const Hapi = require('@hapi/hapi')\nexports.create = async () => { const server = Hapi.server({ port: 3000 })\nserver.route({ method: 'GET', path: '/members', handler: () => [] })\nreturn server }",
  'index.js': `const { create } = require('./server')\nconst begin = async () => { const server = await create()\nawait server.start() ${more} }\nbegin()`,
})
const grpc = (more: string): Texts => ({
  'server.ts': `import * as grpc from '@grpc/grpc-js'\n${more}\nconst server = new grpc.Server()\nserver.bindAsync('0.0.0.0:50051', grpc.ServerCredentials.createInsecure(), () => {})`,
})
const graphql = (mutation: string, more = ''): Texts => ({
  'index.js': `const app = require('express')()\nconst { ApolloServer } = require('apollo-server-express')\nconst resolvers = require('./resolvers')\n${more}\nnew ApolloServer({ resolvers }).applyMiddleware({ app })\napp.listen(4000)`,
  'resolvers.js': `module.exports = { Mutation: { ${mutation}: (_, input) => users.${mutation}(input) } }`,
})
const nest = (mutation: string): Texts => ({
  'main.ts': "import { NestFactory } from '@nestjs/core'\nimport { AppModule } from './app.module'\nconst app = await NestFactory.create(AppModule)\nawait app.listen(3000)",
  'app.module.ts': "import { Module } from '@nestjs/common'\nimport { GraphQLModule } from '@nestjs/graphql'\nimport { Users } from './users.resolver'\n@Module({ imports: [GraphQLModule.forRoot({})], providers: [Users] })\nexport class AppModule {}",
  'users.resolver.ts': `import { Mutation, Resolver } from '@nestjs/graphql'\n@Resolver()\nexport class Users { @Mutation(() => String) async ${mutation}() {} }`,
})
const uploads = (handler: string): Texts => ({
  'uploads.ts': `import amqp from 'amqplib'\nconst channel = await (await amqp.connect(url)).createChannel()\nawait channel.consume('uploads', async (message) => {\n${handler}\n})`,
})
const firebase = (handler: string): Texts => ({
  'package.json': '{ "dependencies": { "express": "^4.18.2", "firebase-functions": "4" } }',
  'index.ts': `import * as functions from 'firebase-functions'\nimport express from 'express'\nconst app = express()\napp.get('/products', ${handler})\nexport const api = functions.https.onRequest(app)`,
})
const moleculer = (action: string): Texts => ({
  'package.json': '{ "dependencies": { "moleculer": "0.14" } }',
  'services/users.service.js': `const axios = require('axios')\nmodule.exports = { name: 'users', actions: { login: { params: { password: 'string|min:6' }, async handler (ctx) {\n${action}\n} } } }`,
})
const shipped = (looks: string): Texts => ({
  'app.js': `const express = require('express')\nconst crypto = require('crypto')\nconst app = express()\napp.use(express.json())\napp.post('/carriers/fastship', (req, res) => { ${looks} store(req.body); res.status(204).end() })\napp.listen(3000)`,
})

const nitro = (handler: string): Texts => ({ 'package.json': '{ "dependencies": { "nuxt": "3" } }', 'server/api/webhooks/stripe.post.ts': `export default defineEventHandler(async (event) => {\n${handler}\n})` })
const tokens = (otherwise: string): Texts => ({ 'tokens.js': `import jwt from 'jsonwebtoken'\nexport function read(token) {\n  try {\n    return jwt.verify(token, secret)\n  } catch {\n    ${otherwise}\n  }\n}` })
const yoga = (origin: string): Texts => ({ 'main.ts': `import { createYoga } from 'graphql-yoga'\nexport const yoga = createYoga({ cors: (request) => ({ origin: ${origin}, credentials: true }) })` })
const azure = (logged: string): Texts => ({ 'signup.ts': `import { HttpRequest, InvocationContext } from '@azure/functions'\nexport async function signup(request: HttpRequest, context: InvocationContext) {\n  const body = await request.json()\n  context.log('signup', ${logged})\n}` })
const itty = (before: string): Texts => ({
  'worker.ts': `import { Router, error } from 'itty-router'\nconst router = Router()\nrouter.post('/links', async (request, env) => { if (request.headers.get('authorization') !== env.KEY) return error(401)\nawait add(request) })\nrouter.delete('/links/:slug', async (request, env) => { ${before} await remove(request.params.slug) })\nexport default { fetch: router.handle }`,
})
const kv = (name: string): Texts => ({
  'worker.ts': `// Cached in KV\nexport const find = async (slug, env) => { const url = await env.${name}.get(slug); if (url) return Response.redirect(url)\nawait env.${name}.put(slug, await look(slug)) }`,
})
const rabbit = (options: string): Texts => ({ 'main.ts': `import { Transport } from '@nestjs/microservices'\napp.connectMicroservice({ transport: Transport.RMQ, options: { urls: [url], queue: 'shipping', ${options} } })` })
const nestTerminus = (more: string): Texts => ({
  'main.ts': `import { NestFactory } from '@nestjs/core'\nimport { TerminusModule } from '@nestjs/terminus'\nconst app = await NestFactory.create({ module: TerminusModule })\n${more}\nawait app.listen(3000)`,
})
const mongo = (work: string): Texts => ({ 'notes.js': `exports.add = async (req, res) => {\n  try {\n    await ${work}\n  } catch (error) {\n    console.log(error)\n  }\n  res.json({ ok: true })\n}` })

it.each([
  [
    'health-check',
    'awilix-express, with controllers from a folder',
    {
      'src/app.js': "import express from 'express'\nimport { loadControllers, scopePerRequest } from 'awilix-express'\nconst app = express()\napp.use(scopePerRequest(container))\napp.use('/v1', loadControllers('api/*.js', { cwd: import.meta.dirname }))\napp.listen(3000)",
      'src/api/users.js': "import { createController } from 'awilix-express'\nconst api = ({ users }) => ({ list: async (req, res) => res.json(await users.list()) })\nexport default createController(api).prefix('/users').get('', 'list')",
    },
    ['src/app.js:6'],
  ],
  ['validated-input', 'Express in Spanish', { 'app.js': "const express = require('express')\nconst app = express()\napp.use(express.json())\napp.post('/libros', async (peticion, respuesta) => {\n  respuesta.status(201).json(await db.insert(peticion.body))\n})\napp.listen(3000)" }, ['app.js:4']],
  ['validated-input', 'Koa, behind a parser', koa('await db.insert(ctx.request.body)'), ['app.js:6']],
  ['validated-input', 'Koa, compared', koa('await db.insert(schema.parse(ctx.request.body))'), []],
  ['validated-input', 'Koa, compared without an effect', koa('const result = schema.safeParse(ctx.request.body); await db.insert(ctx.request.body)'), ['app.js:6']],
  ['validated-input', 'Koa, compared with one', koa('const result = schema.safeParse(ctx.request.body); ctx.assert(result.success); await db.insert(ctx.request.body)'), []],
  ['validated-input', 'Koa, nothing taken', koa('ctx.body = await db.insert(ctx.params.id)'), []],
  ['validated-input', 'Hono', hono('await db.insert(await c.req.json()); return c.json({}, 201)'), ['app.ts:5']],
  ['validated-input', 'Hono, compared', hono('await db.insert(user.parse(await c.req.json())); return c.json({}, 201)'), []],
  ['verified-webhooks', 'Nest', webhooks(''), ['src/hooks.controller.ts:4']],
  ['verified-webhooks', 'Nest, verified', webhooks('verifySignature(event)'), []],
  ['verified-webhooks', 'Hono, with a look at what has happened', github("c.req.header('x-github-event')"), ['app.ts:3']],
  ['verified-webhooks', 'Hono, with a look at who says so', github("c.req.header('x-hub-signature-256')"), []],
  ['verified-webhooks', 'a function of Firebase', { 'src/payments.ts': "import { onRequest } from 'firebase-functions/v2/https'\nexport const paypalHook = onRequest(async (req, res) => { await paid(req.body.id); res.end() })" }, ['src/payments.ts:1']],
  ['verified-webhooks', 'a function of AWS', hookOfAws('paid(JSON.parse(event.body).id)'), ['src/paid.ts:1']],
  ['verified-webhooks', 'a function of AWS, verified', hookOfAws("paid(verified(event.body, event.headers['x-signature']).id)"), []],
  ['graceful-shutdown', 'hapi, made in another file', hapi(''), ['index.js:3']],
  ['graceful-shutdown', 'hapi that stops', hapi("\nprocess.on('SIGTERM', () => server.stop())"), []],
  ['health-check', 'gRPC', grpc(''), ['server.ts:4']],
  ['health-check', 'gRPC with its own service for it', grpc("import { HealthImplementation } from 'grpc-health-check'"), []],
  ['rate-limited-server', 'a login by GraphQL', graphql('login'), ['index.js:6']],
  ['rate-limited-server', 'a login by GraphQL, limited', graphql('login', "app.use(require('express-rate-limit')())"), []],
  ['rate-limited-server', 'a login of Pothos', { 'main.ts': "import { createYoga } from 'graphql-yoga'\nimport { createServer } from 'http'\nimport { builder } from './builder'\nbuilder.mutationType({ fields: (t) => ({ signIn: t.string({}) }) })\ncreateServer(createYoga({ schema: builder.toSchema() })).listen(1)", 'builder.ts': "import Pothos from '@pothos/core'\nexport const builder = new Pothos({})" }, ['main.ts:5']],
  ['rate-limited-server', 'GraphQL without logins', graphql('addNote'), []],
  ['rate-limited-server', 'a login by GraphQL in Nest', nest('signUp'), ['main.ts:4']],
  ['rate-limited-server', 'GraphQL without logins in Nest', nest('registerDevice'), []],
  ['security-headers', 'GraphQL', graphql('addNote'), ['index.js:6']],
  ['security-headers', 'GraphQL, with headers', graphql('addNote', "app.use(require('helmet')())"), []],
  ['reliable-jobs', 'what is read of a message after it was taken off', uploads('channel.ack(message)\nconst upload = JSON.parse(message.content)\nawait store(upload)'), ['uploads.ts:4']],
  ['reliable-jobs', 'what is taken off at the end', uploads('const upload = JSON.parse(message.content)\nawait store(upload)\nchannel.ack(message)'), []],
  ['reliable-jobs', 'a message that is taken off whatever has happened', uploads('try { await store(message) } catch (error) { console.log(error) }\nchannel.ack(message)'), ['uploads.ts:4']],
  ['reliable-jobs', 'a message that stays where storing fails', uploads('try { await store(message); channel.ack(message) } catch (error) { console.log(error) }'), []],
  ['error-handler', 'an Express that Firebase calls', firebase('async (req, res) => res.json(await load())'), ['index.ts:4']],
  ['error-handler', 'one whose handler catches', firebase('(req, res, next) => load().then((all) => res.json(all), next)'), []],
  ['outbound-timeout', 'Moleculer', moleculer("await axios.post('https://a.example', {})"), ['services/users.service.js:3']],
  ['outbound-timeout', 'Moleculer, bounded', moleculer("await axios.post('https://a.example', {}, { timeout: 100 })"), []],
  ['no-secrets-in-logs', 'Moleculer', moleculer('this.logger.info(ctx.params)'), ['services/users.service.js:3']],
  ['no-secrets-in-logs', 'Moleculer, an id', moleculer('this.logger.info(ctx.params.id)'), []],
  ['no-hardcoded-secrets', 'what a password has to be like', moleculer(''), []],
  ['validated-input', 'a body of any type, in routing-controllers', { 'app.ts': "import { Body, JsonController, Post, createExpressServer } from 'routing-controllers'\n@JsonController('/pets')\nexport class Pets {\n  @Post()\n  add(@Body() pet: any) { return save(pet) }\n}\ncreateExpressServer({ controllers: [Pets] }).listen(1)" }, ['app.ts:5']],
  ['validated-input', 'a body of a class, in routing-controllers', { 'app.ts': "import { Body, JsonController, Post, createExpressServer } from 'routing-controllers'\nimport { Pet } from './pet'\n@JsonController('/pets')\nexport class Pets {\n  @Post()\n  add(@Body() pet: Pet) { return save(pet) }\n}\ncreateExpressServer({ controllers: [Pets] }).listen(1)", 'pet.ts': "import { IsString } from 'class-validator'\nexport class Pet { @IsString() name: string }" }, []],
  ['validated-input', 'what somebody sends', shipped(''), ['app.js:5']],
  ['validated-input', 'what somebody has signed', shipped("if (crypto.createHmac('sha256', key).update(req.rawBody).digest('hex') !== req.get('x-sig')) return res.status(401).end();"), []],
  ['verified-webhooks', 'Nitro', nitro('const body = await readBody(event)\nawait paid(body.id)'), ['server/api/webhooks/stripe.post.ts:1']],
  ['verified-webhooks', 'Nitro, verified', nitro('const body = await readBody(event)\nverifySignature(event, body)\nawait paid(body.id)'), []],
  ['safe-cookies', 'Nitro', nitro("setCookie(event, 'session', id, { maxAge: 86400 })"), ['server/api/webhooks/stripe.post.ts:2']],
  ['safe-cookies', 'Nitro, guarded', nitro("setCookie(event, 'session', id, { httpOnly: true, secure: true, sameSite: 'lax' })"), []],
  ['jwt-algorithms', 'what has failed the check is read', tokens('return jwt.decode(token)'), ['tokens.js:6']],
  ['jwt-algorithms', 'what has failed the check is said', tokens('log(jwt.decode(token))\n    return null'), []],
  ['safe-cors', 'Yoga, for whoever asks', yoga("request.headers.get('origin')"), ['main.ts:2']],
  ['safe-cors', 'Yoga, for a list', yoga('settings.origin'), []],
  ['no-secrets-in-logs', 'Azure', azure('body'), ['signup.ts:4']],
  ['no-secrets-in-logs', 'Azure, an id', azure('body.id'), []],
  ['authenticated-routes', 'itty', itty(''), ['worker.ts:5']],
  ['authenticated-routes', 'itty, asked', itty("if (request.headers.get('authorization') !== env.KEY) return error(401);"), []],
  ['cache-ttl', 'KV of any name, read first', kv('LINKS'), ['worker.ts:3']],
  ['cache-ttl', 'a bucket of files', kv('LINKS_BUCKET'), []],
  ['reliable-jobs', 'RabbitMQ in Nest', rabbit('noAck: true'), ['main.ts:2']],
  ['reliable-jobs', 'RabbitMQ in Nest, acknowledged', rabbit('noAck: false'), []],
  ['graceful-shutdown', 'Nest with probes', nestTerminus(''), ['main.ts:5']],
  ['graceful-shutdown', 'Nest with probes and hooks', nestTerminus('app.enableShutdownHooks()'), []],
  ['no-swallowed-errors', 'a collection', mongo("db.collection('notes').insertOne(req.body)"), ['notes.js:4']],
  ['no-swallowed-errors', 'what is told others', mongo("socket.emit('note', req.body)"), []],
  ['strong-password-hash', 'a form', { 'login.ts': "import { createHash } from 'node:crypto'\nexport const hashed = (form: FormData) => createHash('sha256').update(String(form.get('password'))).digest('hex')" }, ['login.ts:2']],
  ['strong-password-hash', 'a form, something else', { 'login.ts': "import { createHash } from 'node:crypto'\nexport const hashed = (form: FormData) => createHash('sha256').update(String(form.get('file'))).digest('hex')" }, []],
  ['no-secrets-in-logs', 'a token of the configuration', { 'influx.ts': "import { config } from './config'\nlog.info({ token: config.influxToken }, 'connecting')" }, ['influx.ts:2']],
  ['no-secrets-in-logs', 'a token of a language', { 'parse.ts': "import { parser } from './parser'\nlog.info({ token: parser.nextToken }, 'parsing')" }, []],
  ['thin-controllers', 'a builder of queries', knex("await knex('users').limit(20)"), ['routes.js:3']],
  ['thin-controllers', 'a connection that is only named', knex('knex.client.config.client'), []],
] as const)('%s: %s', async (rule, _, texts, expected) => {
  expect(await findingsOf(rule, texts)).toEqual(expected)
})
