import { describe, expect, it } from 'vitest'
import thinControllers from '../../rules/layering/thin-controllers.ts'
import { checkTexts } from '../support/check.ts'
import { projectOf } from './build.ts'
import type { Texts } from './build.ts'

/** The paths by which src/a.ts accesses a database. */
async function accesses(code: string, others: { readonly [file: string]: string } = {}): Promise<string[]> {
  const project = await projectOf({ ...others, 'a.controller.ts': code })
  const module = project.graph.modules.get('/app/a.controller.ts')
  return module === undefined ? [] : project.dataAccesses(module).map(({ what }) => what)
}

const inject = (parameter: string, imports: string): string =>
  `${imports}\nimport { Controller } from '@nestjs/common'\n@Controller()\nexport class C { constructor(${parameter}) {} }`

describe('what reaches a database', () => {
  it.each([
    [
      'an injected repository',
      inject(
        '@InjectRepository(User) private r: Repository<User>',
        "import { InjectRepository } from '@nestjs/typeorm'\nimport { Repository } from 'typeorm'",
      ),
      ['@InjectRepository of @nestjs/typeorm'],
    ],
    ['an injected type', inject('private d: DataSource', "import { DataSource } from 'typeorm'"), ['DataSource of typeorm']],
    [
      'an injected field',
      "import { InjectModel } from '@nestjs/mongoose'\nexport class C { @InjectModel('x') private model }",
      ['@InjectModel of @nestjs/mongoose'],
    ],
    [
      'typeorm functions',
      "import { getRepository } from 'typeorm'\nexport const f = () => getRepository(User).find()",
      ['getRepository()'],
    ],
    [
      'a decorator of Fastify',
      "import type { FastifyPluginAsync } from 'fastify'\nexport const routes: FastifyPluginAsync = async (fastify) => { fastify.get('/a', () => fastify.pg.query('x')) }",
      ['fastify.pg.query()'],
    ],
    [
      'a decorator of Fastify without types',
      "module.exports = async function (app) { app.get('/a', () => app.mongo.db.collection('x').insertOne({})) }",
      ['app.mongo.db.collection()'],
    ],
    [
      'what Hono keeps',
      "import { Hono } from 'hono'\nexport const app = new Hono()\napp.get('/a', (c) => c.var.db.select().from(a))\napp.get('/b', (c) => c.env.DB.prepare('x').all())\napp.get('/c', (c) => c.env.MAIL.send('x'))\napp.get('/d', (c) => c.var.orders.find())",
      ['c.var.db.select()', 'c.env.DB.prepare()'],
    ],
    [
      'a client made here',
      "import { Pool } from 'pg'\nconst pool = new Pool()\nexport const f = () => pool.query('x')",
      ['Pool.query()'],
    ],
    [
      'mongoose as a whole',
      "import mongoose from 'mongoose'\nexport const f = () => mongoose.connection.collection('x')",
      ['mongoose.connection.collection()'],
    ],
    [
      'what a module hands out that connects',
      "import { collection, getDb } from './db'\nexport const f = () => collection('x').find()\nexport const g = () => getDb().collection('y')",
      ['collection()', 'getDb()'],
    ],
    [
      'a typed parameter',
      "import type { Pool } from 'pg'\nimport x from 'express'\nexport const f = (db: Pool) => db.query('x')",
      ['db.query()'],
    ],
    ['a field of a parameter', "import type { Pool } from 'pg'\nimport x from 'express'\nexport const f = (deps: { pool: Pool }) => deps.pool.query('x')", ['deps.pool.query()']],
    ['the same, by a named shape', "import type { Pool } from 'pg'\nimport x from 'express'\ninterface Deps { pool: Pool; bus: Bus }\nexport const f = (deps: Deps) => deps.pool.query('x')\nexport const g = (deps: Deps) => deps.bus.query('x')", ['deps.pool.query()']],
    ['the context of a procedure', 'export const f = procedure.query(({ ctx, input }) => ctx.prisma.user.findMany({ where: input }))', ['ctx.prisma.user.findMany()']],
    ['a context with the db of a template', 'export const f = (_, args, ctx) => ctx.db.insert(args)', ['ctx.db.insert()']],
    ['what is handed in by name', "export const f = ({ users, knex }) => ({ list: () => [knex('users').limit(9), users.find(1)] })", ['knex()']],
    ['a client of documents', "import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'\nconst documents = DynamoDBDocumentClient.from(client)\nexport const f = (Key) => documents.send(new GetCommand({ Key }))", ['DynamoDBDocumentClient.send()']],
    ['a client that is made to ask once', "import { PrismaClient } from '@prisma/client'\nexport const f = () => new PrismaClient().user.findMany()", ['PrismaClient.user.findMany()']],
    ['taken apart', "import type { Pool } from 'pg'\nimport x from 'express'\nexport const f = ({ pool, bus }: { pool: Pool; bus: Bus }) => [pool.query('x'), bus.query('y')]", ['pool.query()']],
  ])('%s', async (_, code, expected) => {
    expect(await accesses(code, { 'db.ts': "import { MongoClient } from 'mongodb'\nlet db\nexport const getDb = () => db\nexport const collection = (name) => db.collection(name)" })).toEqual(expected)
  })

  it.each([
    [
      'a client',
      { 'db.ts': "import { PrismaClient } from '@prisma/client'\nexport const db = new PrismaClient()" },
      "import { db } from './db'\nexport const f = () => db.user.findMany()",
      'db.user.findMany()',
    ],
    [
      'a client through a barrel',
      { 'db.ts': "import knex from 'knex'\nexport default knex({})", 'index.ts': "export { default as db } from './db'" },
      "import { db } from '.'\nexport const f = () => db.select('x')",
      'db.select()',
    ],
    ['a client that is the tag of its queries', { 'db.ts': "import postgres from 'postgres'\nexport const sql = postgres('')" }, "import { sql } from './db'\nexport const f = (id) => sql`SELECT a FROM users WHERE id = ${id}`", 'sql``'],
    [
      'a client that is remembered',
      {
        'db.ts':
          "import { PrismaClient } from './generated/client'\nexport const db = remember('db', () => new PrismaClient().$extends(x))",
      },
      "import { db } from './db'\nexport const f = () => db.user.count()",
      'db.user.count()',
    ],
    [
      'a function that hands its text on',
      { 'db.js': "const { Pool } = require('pg')\nconst pool = new Pool()\nmodule.exports = { query: (text, values) => pool.query(text, values) }" },
      "const db = require('./db')\nexports.f = () => db.query('x')",
      'query()',
    ],
    [
      'an object that keeps the connection',
      { 'mongo.ts': "import { MongoClient } from 'mongodb'\nexport const Mongo = { client: null, async connect(url) { this.client = await MongoClient.connect(url) }, getCollection(name) { return this.client.db().collection(name) } }" },
      "import { Mongo } from './mongo'\nexport const f = () => Mongo.getCollection('x').find()",
      'Mongo.getCollection()',
    ],
    [
      'a subclass of a client',
      { 'prisma.ts': "import { PrismaClient } from '@prisma/client'\nexport class PrismaService extends PrismaClient {}" },
      inject('private prisma: PrismaService', "import { PrismaService } from './prisma'"),
      'PrismaService, which is the PrismaClient of @prisma/client,',
    ],
    [
      'a mongoose model',
      { 'user.ts': "import mongoose from 'mongoose'\nexport default mongoose.model('User', schema)" },
      "import User from './user'\nexport const f = () => User.find()",
      'user.find()',
    ],
    [
      'an active record',
      { 'user.ts': "import { BaseEntity, Entity } from 'typeorm'\n@Entity()\nexport class User extends BaseEntity {}" },
      "import { User } from './user'\nexport const f = () => User.findOneBy({})",
      'User.findOneBy()',
    ],
    [
      'models that are loaded as the program runs',
      {
        'models.js':
          "const Sequelize = require('sequelize')\nconst sequelize = new Sequelize('x')\nconst db = {}\ndb.sequelize = sequelize\nmodule.exports = db",
      },
      "const db = require('./models')\nexport const f = () => db.User.findAll()",
      'User.findAll()',
    ],
  ])('%s of another module', async (_, others, code, expected) => {
    expect(await accesses(code, others)).toEqual([expected])
  })

  it.each([
    ['types', "import type { Repository } from 'typeorm'\nexport const f = (x: object) => x"],
    ['error classes', "import { QueryFailedError } from 'typeorm'\nexport const f = (e) => e instanceof QueryFailedError"],
    ['enums of the client', "import { Role } from '@prisma/client'\nexport const f = () => Object.values(Role)"],
    [
      'identifiers',
      "import mongoose from 'mongoose'\nexport const f = (id) => new mongoose.Types.ObjectId(id) && mongoose.isValidObjectId(id)",
    ],
    ['functions of an object that know theirs', "import { store } from './users'\nexport const f = (id) => store.find(id)"],
    ['tags that only build', "import { sql } from 'drizzle-orm'\nexport const f = (id) => sql`${id} IS NOT NULL`"],
    ['functions that know their query', "import { byId } from './users'\nexport const f = (id) => byId(id)"],
    [
      'what a query found',
      "import { db } from './db'\nexport const f = async (id) => { const user = await load(id)\n return user.name.replace('a', 'b') }",
    ],
  ])('%s do not', async (_, code) => {
    expect(await accesses(code, { 'users.ts': "import { Pool } from 'pg'\nconst pool = new Pool()\nexport const byId = (id) => pool.query('SELECT a FROM users WHERE id = $1', [id])\nexport const store = { find: (id) => byId(id) }" })).toEqual([])
  })

  it("leaves what is read of a query's result alone", async () => {
    const db = "import { PrismaClient } from '@prisma/client'\nexport const db = new PrismaClient()"
    const code =
      "import { db } from './db'\nexport const f = async () => { const user = await db.user.findFirst()\n return user.name.replace('a', 'b') }"
    expect(await accesses(code, { 'db.ts': db })).toEqual(['db.user.findFirst()'])
  })
})

it.each([
  ["import type { FastifyPluginAsync } from 'fastify'\nexport const routes: FastifyPluginAsync = async (fastify) => { fastify.log.info('x') }"],
  ["module.exports = async function (app) { app.db.query('x')\napp.log.info('x')\nusers.pg.query('x') }"],
  ['export const f = (_, args, ctx) => ctx.db.users.find(args.id)'],
  ['export const f = ({ ctx }) => ctx.prismatic.user.findMany()'],
  ["import type { Plugin } from './plugin'\nexport const routes: Plugin = async (host) => { host.pg.query('x') }"],
])('is no database: %s', async (code) => {
  expect(await accesses(code)).toEqual([])
})

describe('thin-controllers', () => {
  const rule = { ...thinControllers, id: 'thin-controllers', topic: 'layering' }
  const findings = async (texts: { readonly [file: string]: string }): Promise<string[]> =>
    (await checkTexts(texts, [rule])).findings.map(
      ({ file, line, message }) => `${file.slice('/project/'.length)}:${line} ${message.split('.')[0] ?? ''}`,
    )
  const connection = { 'db.ts': "import { Pool } from 'pg'\nexport const pool = new Pool()" }
  const db = { ...connection, 'orders.repository.ts': 'export const orders = 1' }
  const routes = (name: string): string =>
    `import { Router } from 'express'\nimport { pool } from './db'\nexport const ${name} = Router()\n${name}.get('/${name}', async (q, r) => r.json(await pool.query('x')))\n`

  it('knows a model that is all that its module exports', async () => {
    const texts = {
      'books.repository.js': 'exports.x = 1',
      'routes.js': "const router = require('express').Router()\nconst Book = require('./book')\nrouter.get('/books', async (req, res) => res.json(await Book.find().limit(5)))\nmodule.exports = router",
      'book.js': "const mongoose = require('mongoose')\nmodule.exports = mongoose.model('Book', new mongoose.Schema({}))",
    }
    const expected = ['routes.js:3 This module queries the database itself with book']
    expect(await findings(texts)).toEqual(expected)
    const sequelize = (columns: string): Texts => ({ ...texts, 'db.js': "const { Sequelize } = require('sequelize')\nmodule.exports = new Sequelize('')", 'book.js': `const sequelize = require('./db')\nmodule.exports = sequelize.define('Book'${columns})` })
    expect(await findings(sequelize(', { title: 1 }'))).toEqual(expected)
    expect(await findings(sequelize(''))).toEqual([])
    expect(await findings({ ...texts, 'book.js': 'module.exports = { find: () => [] }' })).toEqual([])
  })

  it('knows the modules of a package that query for other controllers as a layer', async () => {
    const slice = (name: string): Texts => ({
      [`${name}/endpoint.ts`]: `import { Router } from 'express'\nimport { ${name} } from './work'\nexport const router = Router()\nrouter.get('/${name}', async (q, r) => r.json(await ${name}()))`,
      [`${name}/work.ts`]: `import { pool } from '../db'\nexport const ${name} = () => pool.query('x')`,
    })
    const texts = { ...connection, 'orders/endpoint.ts': routes('orders').replace('./db', '../db') }
    expect(await findings({ ...texts, ...slice('users'), ...slice('rooms') })).toEqual(['orders/endpoint.ts:4 This module queries the database itself with pool'])
    expect(await findings({ ...texts, ...slice('users') })).toEqual([])
  })

  it('knows controllers by their folder, where nothing else says what they are', async () => {
    const web = "import { Router } from 'express'\nexport const web = Router()\nweb.get('/x', (q, r) => r.end())"
    const texts = { ...db, 'web.ts': web, 'services/users.ts': 'export const users = 1', 'controllers/users.ts': "import { pool } from '../db'\nexport const list = () => pool.query('x')" }
    expect(await findings(texts)).toEqual(['controllers/users.ts:2 This module queries the database itself with pool'])
    expect(await findings({ ...texts, 'controllers/users.ts': '', 'controllers/helpers/users.ts': "import { pool } from '../../db'\nexport const list = () => pool.query('x')" })).toEqual([])
  })

  it('knows a layer of functions by its folder', async () => {
    const route = "import type { FastifyPluginAsync } from 'fastify'\nimport { rooms } from '../repositories/rooms'\nexport const routes: FastifyPluginAsync = async (fastify) => { fastify.get('/a', () => fastify.pg.query('x')) }"
    const inRepositories = { 'repositories/rooms.ts': 'export const rooms = (pg) => ({ list: () => pg.query("x") })', 'repositories/users.ts': 'export const users = 1' }
    expect(await findings({ 'routes/rooms.ts': route, ...inRepositories })).toHaveLength(1)
    expect(await findings({ 'routes/rooms.ts': route.replace('../repositories', '../lib'), 'lib/rooms.ts': inRepositories['repositories/rooms.ts'] })).toEqual([])
  })

  it('finds handlers that are registered elsewhere', async () => {
    const texts = {
      ...db,
      'app.ts': "import { Router } from 'express'\nimport { list } from './users'\nRouter().get('/users', wrap(list))",
      'users.ts': "import { pool } from './db'\nexport const list = async (req, res) => res.json(await pool.query('x'))",
    }
    expect(await findings(texts)).toEqual(['users.ts:2 This module queries the database itself with pool'])
  })

  it('tells handlers from wiring in the file where an application starts', async () => {
    const start =
      "import express from 'express'\nimport { pool } from './db'\nconst app = express()\nawait pool.query('SELECT 1')\napp.listen(1)\n"
    expect(await findings({ ...db, 'main.ts': start })).toEqual([])
    expect(
      await findings({ ...db, 'main.ts': `${start}app.get('/x', async (q, r) => r.json(await pool.connect().query('y')))` }),
    ).toEqual([])
    const inside =
      "import express from 'express'\nimport { pool } from './db'\nconst app = express()\napp.get('/x', async (q, r) => r.json(await pool.query('y')))\napp.listen(1)\n"
    expect(await findings({ ...db, 'main.ts': inside })).toHaveLength(1)
  })

  it('lets health checks ask the database', async () => {
    const text =
      "import { Router } from 'express'\nimport { pool } from './db'\nexport const r = Router()\nr.get('/readyz', async (q, r) => r.json(await pool.query('SELECT 1')))"
    expect(await findings({ ...db, 'probes.ts': text })).toEqual([])
  })

  it('lets the controller of health checks be given the database', async () => {
    const controller = (path: string): Texts => ({
      ...db,
      'probes.controller.ts': `import { Controller, Get } from '@nestjs/common'\nimport { DataSource } from 'typeorm'\n@Controller()\nexport class Probes {\n  constructor(private db: DataSource) {}\n  @Get('${path}')\n  async ask() { await this.db.query('SELECT 1') }\n}`,
    })
    expect(await findings(controller('readyz'))).toEqual([])
    expect(await findings(controller('rooms'))).toHaveLength(1)
  })

  it('lets a controller be given the database for its health check, and for nothing else', async () => {
    const controller = (query: string): Texts => ({
      ...db,
      'app.controller.ts': `import { Controller, Get } from '@nestjs/common'\nimport { DataSource } from 'typeorm'\n@Controller()\nexport class App {\n  constructor(private readonly db: DataSource) {}\n  @Get() name() { return ${query} }\n  @Get('health') async ask() { await this.db.query('SELECT 1') }\n}`,
    })
    expect(await findings(controller("'x'"))).toEqual([])
    expect(await findings(controller("this.db.query('SELECT 2')"))).toHaveLength(1)
    expect(await findings(controller('this.db.createQueryBuilder().getMany()'))).toHaveLength(1)
  })

  it('sees what a container is asked for', async () => {
    const text = "import { Router } from 'express'\nimport { container } from 'tsyringe'\nimport { DataSource } from 'typeorm'\nexport const r = Router()\nr.get('/rooms', async (q, s) => s.json(await container.resolve(DataSource).getRepository(Room).find()))"
    expect(await findings({ ...db, 'rooms.ts': text })).toHaveLength(1)
  })

  it('speaks once where a whole package does it and has no other layer', async () => {
    const many = Object.fromEntries('abcde'.split('').map((name) => [`${name}.ts`, routes(name)]))
    expect(await findings({ ...connection, ...many })).toHaveLength(1)
    expect(await findings({ ...connection, ...many, 'mail.service.ts': 'export const mail = 1' })).toHaveLength(5)
  })

  it('speaks once where a few controllers query often, or a service could do it', async () => {
    const often = (name: string, times: number): string => `${routes(name)}${`${name}.post('/${name}', async (q, r) => r.json(await pool.query('y')))\n`.repeat(times - 1)}`
    expect(await findings({ ...connection, 'a.ts': often('a', 4), 'b.ts': often('b', 2) })).toEqual(['a.ts:4 Handlers of 2 modules of this package query the database themselves, 6 times, first with pool'])
    expect(await findings({ ...connection, 'a.ts': often('a', 3), 'b.ts': often('b', 2) })).toEqual([])
    expect(await findings({ ...connection, 'a.ts': often('a', 6) })).toEqual([])
  })

  it('lets a health check that is a file of its own ask the database', async () => {
    const texts = {
      ...db,
      'package.json': '{ "dependencies": { "next": "15" } }',
      'app/api/health/route.ts': "import { pool } from '../../../db'\nexport const GET = async () => Response.json(await pool.query('SELECT 1'))",
    }
    expect(await findings(texts)).toEqual([])
  })

  it('wants a layer that the query could be in, where there are few', async () => {
    expect(await findings({ ...connection, 'users.ts': routes('users') })).toEqual([])
    const lib = (name: string): Texts => ({
      [`lib/${name}.ts`]: `import { pool } from '../db'\nexport const ${name} = () => pool.query('x')`,
    })
    const asked = routes('users').replace("'./db'\n", "'./db'\nimport { a } from './lib/a'\nimport { b } from './lib/b'\n")
    expect(await findings({ ...connection, ...lib('a'), ...lib('b'), 'users.ts': asked })).toHaveLength(1)
  })
})
