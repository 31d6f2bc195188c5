import { expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

const adonis = (controller: string): Texts => ({
  'package.json': '{ "imports": { "#models/*": "./app/models/*.js", "#controllers/*": "./app/controllers/*.js" }, "dependencies": { "@adonisjs/core": "6" } }',
  'start/routes.ts': "import router from '@adonisjs/core/services/router'\nconst Posts = () => import('#controllers/posts_controller')\nrouter.post('/posts', [Posts, 'store'])\nrouter.put('/posts/:id', [Posts, 'update'])\nrouter.patch('/posts/:id', [Posts, 'touch'])",
  'app/models/post.ts': "import { BaseModel } from '@adonisjs/lucid/orm'\nexport default class Post extends BaseModel {}",
  'app/controllers/posts_controller.ts': `import axios from 'axios'\nimport Post from '#models/post'\nimport { valid } from './valid.js'\nexport default class PostsController {\n${controller}\n}`,
  'app/controllers/valid.ts': "import vine from '@vinejs/vine'\nexport const valid = vine.compile(vine.object({}))",
})
const checked = (update: string): Texts =>
  adonis(`  async store({ request }) { return Post.create(await request.validateUsing(valid)) }\n  async touch({ request }) { return Post.create(await request.validateUsing(valid)) }\n  async update({ request }) { ${update} }`)
const root = (name: string): Texts => ({
  [`src/${name}.ts`]: `import { Pool } from 'pg'\nimport { PgLoans, PgMembers } from './infrastructure/pg-loans'\nimport { Borrow } from './application/borrow'\nimport { createApp } from './presentation/app'\nexport function compose(url: string) {\n  const pool = new Pool({ connectionString: url })\n  const app = createApp(new Borrow(new PgLoans(pool), new PgMembers()), () => pool.query('SELECT 1'))\n  return { app, close: async () => { await pool.end() } }\n}`,
  'src/main.ts': `import { compose } from './${name}'\ncompose('').app.listen(3000)`,
  'src/domain/loan.ts': 'export class Loan {}',
  'src/application/borrow.ts': "import type { Loan } from '../domain/loan'\nexport class Borrow { constructor(readonly loans: { byId(id: string): Promise<Loan> }, readonly members: object) {} }",
  'src/infrastructure/pg-loans.ts': "import type { Pool } from 'pg'\nimport { Loan } from '../domain/loan'\nexport class PgLoans {\n  constructor(readonly pool: Pool) {}\n  async byId(id: string) { await this.pool.query('SELECT id FROM loans WHERE id = $1', [id]); return new Loan() }\n}\nexport class PgMembers {}",
  'src/presentation/app.ts': "import express from 'express'\nimport type { Borrow } from '../application/borrow'\nexport function createApp(borrow: Borrow, probe: () => Promise<unknown>) {\n  const app = express()\n  app.get('/loans', async (req, res) => { res.json(await borrow.loans.byId('1')) })\n  return app\n}",
})
const workers = (handler: string): Texts => ({
  'src/db.ts': "import { drizzle } from 'drizzle-orm/d1'\nexport const db = (d1: D1Database) => drizzle(d1)",
  'src/links.service.ts': "import type { db } from './db'\nexport class LinkService {\n  constructor(readonly db: ReturnType<typeof db>) {}\n  all() { return this.db.select() }\n}",
  'src/links.repository.ts': 'export class LinkRepository {}',
  'src/links.routes.ts': `import { Hono } from 'hono'\nimport { db } from './db'\nimport { LinkService } from './links.service'\nexport const links = new Hono()\nlinks.get('/links', async (c) => c.json({ data: await ${handler} }))`,
})
const users = (handler: string): Texts => ({
  'app.js': `const express = require('express')\nconst { requireUser } = require('./guard')\nconst app = express()\napp.post('/visits', requireUser, (req, res) => res.sendStatus(201))\napp.put('/visits/:id', requireUser, (req, res) => res.sendStatus(204))\napp.post('/patients', ${handler})\napp.listen(3000)`,
  'guard.js': 'exports.requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))',
})
const created = (choice: string): Texts => ({
  'prisma/schema.prisma': 'model Account {\n  id String @id\n  email String\n  passwordHash String\n}\n',
  'app.ts': `import express from 'express'\nimport { PrismaClient } from '@prisma/client'\nconst prisma = new PrismaClient()\nconst app = express()\napp.post('/accounts', async (req, res) => {\n  const account = await prisma.account.create({ data: { email: req.body.email, passwordHash: await hash(req.body.password) }${choice} })\n  res.status(201).json({ data: account })\n})\napp.listen(3000)`,
})
const wrapped = (handler: string): Texts => ({
  'app.js': `const express = require('express')\nconst { Books } = require('./books')\nconst books = new Books()\nconst app = express()\napp.post('/books', ${handler})\napp.put('/books/:id', (req, res) => books.replace(req, res))\napp.patch('/books/:id', (req, res) => books.replace(req, res))\napp.listen(3000)`,
  'books.js': "const { z } = require('zod')\nconst schema = z.object({})\nexports.Books = class Books {\n  async add(req, res) { await store(req.body.title); res.sendStatus(201) }\n  async replace(req, res) { await store(schema.parse(req.body)); res.sendStatus(204) }\n}",
})
const nitro = (specifier: string): Texts => ({
  'package.json': '{ "dependencies": { "nitropack": "2" } }',
  'server/api/pay.post.ts': `import { charge } from '${specifier}'\nexport default defineEventHandler(async (event) => charge(await readBody(event)))`,
  'server/services/payments.ts': "import { ofetch } from 'ofetch'\nexport const charge = (body) => ofetch('https://pay.example/charges', { method: 'POST', body })",
})
const failing = (data: string): Texts => ({
  'package.json': '{ "dependencies": { "nitropack": "2" } }',
  'server/api/feed.get.ts': `export default defineEventHandler(async () => {\n  try {\n    return { data: await load() }\n  } catch (error) {\n    throw createError({ statusCode: 500, ${data} })\n  }\n})`,
})
const hapi = (validate: string): Texts => ({
  'package.json': '{ "dependencies": { "@hapi/hapi": "21", "joi": "17" } }',
  'app.js': "const Hapi = require('@hapi/hapi')\nconst server = Hapi.server({ port: 3000 })\nserver.route(require('./routes'))\nserver.start()",
  'routes.js': `const Joi = require('joi')\nconst payload = Joi.object({ name: Joi.string() })\nconst keep = async (request) => ({ data: await store(request.payload) })\nmodule.exports = [\n  { method: 'POST', path: '/orders', handler: keep, options: { validate: { payload } } },\n  { method: 'PATCH', path: '/orders/{id}', handler: keep, options: { validate: { payload } } },\n  { method: 'PUT', path: '/orders/{id}', handler: keep, options: { validate: ${validate} } },\n]`,
})
const fastify = (schema: string): Texts => ({
  'limits.js': 'exports.limits = limitsOf(1)',
  'app.js': `const { limits } = require('./limits')\nconst app = require('fastify')()\nconst body = { type: 'object' }\napp.post('/orders', { schema: { body } }, async (request) => ({ data: await store(request.body) }))\napp.patch('/orders/:id', { schema: { body } }, async (request) => ({ data: await store(request.body) }))\napp.put('/orders/:id', { schema: ${schema} }, async (request) => ({ data: await store(request.body) }))\napp.listen({ port: 3000 })`,
})
const elysian: Texts = {
  'schema.ts': "import { pgTable, text } from 'drizzle-orm/pg-core'\nexport const users = pgTable('users', { id: text('id'), email: text('email'), passwordHash: text('password_hash') })",
  'app.ts': "import { Elysia, t } from 'elysia'\nimport { drizzle } from 'drizzle-orm/postgres-js'\nimport { users } from './schema'\nconst db = drizzle('')\nnew Elysia()\n  .post('/users', async ({ body }) => {\n    const [user] = await db.insert(users).values({ email: body.email, passwordHash: await hash(body.password) }).returning()\n    return { data: user }\n  }, { body: t.Object({ email: t.String(), password: t.String() }) })\n  .listen(3000)",
}
const portuguese: Texts = {
  'modelos.js': "const { Schema, model } = require('mongoose')\nexports.Usuario = model('Usuario', new Schema({ email: String, senha: String }))",
  'app.js': "const app = require('express')()\nconst { Usuario } = require('./modelos')\napp.get('/usuarios/:id', async (req, res) => res.json({ data: await Usuario.findById(req.params.id).lean() }))\napp.listen(3000)",
}

it.each<[string, string, Texts, string[]]>([
  ['bodies of Adonis that are not validated', 'validated-input', checked('return Post.create(request.only(["title"]))'), ['start/routes.ts:4']],
  ['none that are', 'validated-input', checked('return Post.create(await request.validateUsing(valid))'), []],
  ['queries in loops by models behind an alias of package.json', 'no-query-in-loop', adonis('  async store({ request }) {\n    const out = []\n    for (const id of ids) out.push(await Post.find(id))\n    return out\n  }'), ['app/controllers/posts_controller.ts:7']],
  ['requests of Adonis without a timeout', 'outbound-timeout', adonis("  async store() { await axios.post('https://search.example/index', {}) }"), ['app/controllers/posts_controller.ts:5']],
  ['no composition root, which knows all layers', 'layer-dependencies', root('composition'), []],
  ['none of another name', 'layer-dependencies', root('assemble'), []],
  ['no handing over of a client', 'thin-controllers', workers('new LinkService(db(c.env.DB)).all()'), []],
  ['queries by such a client', 'thin-controllers', workers('db(c.env.DB).select()'), ['src/links.routes.ts:5']],
  ['no sign-up at another path', 'authenticated-routes', users('(req, res) => { save(req.body.email, req.body.password); res.sendStatus(201) }'), []],
  ['other things that are added', 'authenticated-routes', users('(req, res) => { save(req.body.email, req.body.name); res.sendStatus(201) }'), ['app.js:6']],
  ['records as they were created', 'no-secrets-in-responses', created(''), ['app.ts:7']],
  ['no fields that a creation does not return', 'no-secrets-in-responses', created(', select: { id: true, email: true }'), []],
  ['rejections that nothing handles and nothing shows', 'no-swallowed-errors', { 'main.js': "process.on('unhandledRejection', () => {})" }, ['main.js:1']],
  ['none that are logged', 'no-swallowed-errors', { 'main.js': "process.on('unhandledRejection', (error) => logger.error(error))" }, []],
  ['bodies in controllers that are called by arrows with a catch', 'validated-input', wrapped('(req, res, next) => books.add(req, res).catch(next)'), ['app.js:5']],
  ['bodies in transactions', 'validated-input', wrapped('async (req, res) => { const t = await sequelize.transaction(); await Book.create(req.body, { transaction: t }); await t.commit(); res.sendStatus(201) }'), ['app.js:5']],
  ['modules of Nitro by its alias', 'outbound-timeout', nitro('~/services/payments'), ['server/services/payments.ts:2']],
  ['defaults of secrets in other languages', 'no-hardcoded-secrets', { 'config.js': "exports.key = process.env.JWT_GEHEIMNIS || 'bibliothek-2023'" }, ['config.js:1']],
  ['stacks in the data of an error of h3', 'no-internals-in-errors', failing('data: { stack: error.stack }'), ['server/api/feed.get.ts:5']],
  ['messages of any error in one', 'no-internals-in-errors', failing('statusMessage: error.message'), ['server/api/feed.get.ts:5']],
  ['no cause, which is not sent', 'no-internals-in-errors', failing("message: 'The feed is not available', cause: error"), []],
  ['bodies beside parameters that are validated', 'validated-input', hapi('{ params: Joi.object({}) }'), ['routes.js:7']],
  ['none that are validated too', 'validated-input', hapi('{ params: Joi.object({}), payload }'), []],
  ['bodies beside a schema of the response', 'validated-input', fastify("{ params: { type: 'object' }, response: {} }"), ['app.js:6']],
  ['none of a schema with parts from elsewhere', 'validated-input', fastify('{ ...limits, response: {} }'), []],
  ['records of Elysia beside the schema of the body', 'no-secrets-in-responses', elysian, ['app.ts:8']],
  ['passwords in Portuguese', 'no-secrets-in-responses', portuguese, ['app.js:3']],
])('%s', async (_, rule, texts, expected) => {
  expect(await findingsOf(rule, texts)).toEqual(expected)
})
