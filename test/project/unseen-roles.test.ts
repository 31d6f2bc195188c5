import { describe, expect, it } from 'vitest'
import { constructionsAcross } from '../../src/project/layers/constructions.ts'
import { transportUses } from '../../src/project/layers/transport.ts'
import { layers, projectOf, short } from './build.ts'
import type { Texts } from './build.ts'

const db = { 'src/db/pool.js': "const { Pool } = require('pg')\nmodule.exports = new Pool()" }
const controller = { 'src/controllers/users.js': "const service = require('../services/users')\nexports.list = async (req, res) => res.json(await service.list())" }
const service = (from: string): Texts => ({ 'src/services/users.js': `const users = require('${from}')\nexports.list = () => users.all()` })

describe('functions that query and do nothing else are a repository', () => {
  const twice = "exports.all = () => pool.query('SELECT id FROM users LIMIT 20')\nexports.one = (id) => pool.query('SELECT id FROM users WHERE id = $1', [id])"

  it.each([
    ['for a service', 'src/db/users.js', `const pool = require('./pool')\n${twice}`, true],
    ['in a folder that says nothing', 'src/lib/server/users.js', `const pool = require('../../db/pool')\n${twice}`, true],
    ['as methods of an object', 'src/data/users.js', "const pool = require('../db/pool')\nmodule.exports = { all: () => pool.query('SELECT 1'), one() { return pool.query('SELECT 2') } }", true],
    ['by a helper that forwards', 'src/db/users.js', "const { many, one } = require('./query')\nexports.all = () => many('SELECT id FROM users')\nexports.one = (id) => one('SELECT id FROM users WHERE id = $1', [id])", true],
    ['one query, among queries', 'src/db/users.js', "const pool = require('./pool')\nexports.all = () => pool.query('SELECT 1')", true],
    ['one query, of which nobody can tell', 'src/lib/users.js', "const pool = require('../db/pool')\nexports.all = () => pool.query('SELECT 1')", false],
    ['more functions than queries', 'src/lib/users.js', `const pool = require('../db/pool')\n${twice}\nexports.nameOf = (user) => user.name\nexports.age = () => 1`, false],
    ['with a service', 'src/lib/users.js', `const pool = require('../db/pool')\nconst mail = require('../services/mail')\n${twice}\nexports.x = () => mail.send()`, false],
    ['as middleware', 'src/middleware/users.js', `const pool = require('../db/pool')\n${twice}`, false],
    ['in a folder of services', 'src/services/lists/users.js', `const pool = require('../../db/pool')\n${twice}`, false],
    ['asked by nobody', 'src/db/orders.js', `const pool = require('./pool')\n${twice}`, false],
  ])('%s', async (_, file, text, expected) => {
    const query = "const pool = require('./pool')\nasync function many(text, values = []) {\n  const { rows } = await pool.query(text, values)\n  return rows\n}\nasync function one(text, values) {\n  const rows = await many(text, values)\n  return rows[0] || null\n}\nmodule.exports = { many, one }"
    const from = file === 'src/db/orders.js' ? '../db/users' : `../${file.slice(4, -3)}`
    const project = await projectOf({ 'package.json': '{}', ...db, ...controller, 'src/services/mail.js': 'exports.send = () => 1', ...service(from), 'src/db/query.js': query, [file]: text })
    const module = [...project.graph.modules.values()].find((one) => short(one.file) === file)
    expect(module !== undefined && project.roles.get(module)?.role === 'repository').toBe(expected)
  })

  it('makes no architecture of a library that has no services', async () => {
    const found = await layers({
      'src/routes.js': "const { Router } = require('express')\nconst users = require('./lib/users')\nconst router = Router()\nrouter.get('/users', async (req, res) => res.json(await users.all()))\nmodule.exports = router",
      ...db,
      'src/lib/users.js': `const pool = require('../db/pool')\n${twice}`,
    })
    expect(found).toEqual({})
  })
})

describe('layers of other styles', () => {
  it.each([
    ['a base class of controllers', 'src/common/crud.controller.ts', "import { Get } from '@nestjs/common'\nexport abstract class CrudController { @Get() list() { return [] } }", 'controller'],
    ['a class of static methods', 'src/notes/service.ts', 'export abstract class NotesService {\n  static list() { return [] }\n}', 'service'],
    ['a class to be extended', 'src/notes/notes.service.ts', 'export abstract class NotesService {\n  abstract list(): string[]\n}', undefined],
    ['what answers a contract of ts-rest', 'src/http/router.ts', "import { initServer } from '@ts-rest/express'\nimport { contract } from '../contract'\nexport const router = initServer().router(contract, { list: async () => ({ status: 200, body: [] }) })", 'controller'],
    ['a contract of ts-rest', 'src/contract.ts', "import { initContract } from '@ts-rest/core'\nexport const contract = initContract().router({ list: { method: 'GET', path: '/notes', responses: {} } })", undefined],
    ['a use case that makes one thing and keeps it', 'src/use-cases/create-team.ts', "import { Team } from '../team'\nimport type { Teams } from '../teams'\nexport async function createTeam(teams: Teams, name: string) {\n  const team = new Team(name)\n  await teams.save(team)\n  return team\n}", 'service'],
    ['a service whose functions are handlers', 'src/notes/notes.service.ts', 'export const list = (req, res) => { res.json([]) }', 'service'],
    ['a module whose functions are handlers', 'src/notes/notes.actions.ts', 'export const list = (req, res) => { res.json([]) }', 'controller'],
    ['a data access layer by its name', 'src/notes/notes.dal.ts', 'export const all = () => []', 'repository'],
    ['what only sounds like one', 'src/notes/modal.ts', 'export const all = () => []', undefined],
    ['a function of a platform', 'src/functions/notes/index.ts', "import type { APIGatewayProxyEventV2 } from 'aws-lambda'\nexport const list = async (event: APIGatewayProxyEventV2) => ({ statusCode: 200, body: event.rawPath })", 'controller'],
    ['what functions of a platform share', 'src/libs/answers.ts', "import type { APIGatewayProxyResult } from 'aws-lambda'\nexport const ok = (result: APIGatewayProxyResult) => result", undefined],
    ['what resolves fields of GraphQL', 'src/graph/notes.ts', 'export const notes = { Query: { notes: (parent, { first }) => [] } }', 'controller'],
    ['what a search calls a query', 'src/graph/notes.ts', "export const search = { Query: { term: 'notes' } }", undefined],
    ['a controller of awilix', 'src/notes/notes-api.ts', "import { createController } from 'awilix-koa'\nexport default createController(({ notes }) => ({ list: async (ctx) => { ctx.body = await notes.list() } })).get('/notes', 'list')", 'controller'],
    ['routes that make what they answer with', 'src/notes/web.ts', "import { Router } from 'express'\nimport { Notes } from './notes'\nimport { Store } from './store'\nexport const web = Router()\nweb.get('/notes', (req, res) => res.json(new Notes(new Store()).list()))", 'controller'],
    ['what gathers for GraphQL', 'src/loaders/notes.ts', "import DataLoader from 'dataloader'\nexport const loader = () => new DataLoader(async (ids) => ids)", undefined],
    ['fields of Pothos', 'src/graph/notes.ts', "import { builder } from './builder'\nbuilder.queryField('notes', (t) => t.field({ type: 'Int', resolve: () => 1 }))", 'controller'],
    ['what builds something else', 'src/graph/notes.ts', "import { query } from './builder'\nquery.queryField('notes', (t) => t)", undefined],
    ['endpoints of effect', 'src/http/notes.ts', "import { HttpApiBuilder } from '@effect/platform'\nexport const NotesLive = HttpApiBuilder.group({}, 'notes', (handlers) => handlers)", 'controller'],
    ['a consumer of Kafka', 'src/events/notes.ts', "import { Kafka } from 'kafkajs'\nconst kafka = new Kafka({ brokers: [] })\nconst consumer = kafka.consumer({ groupId: 'notes' })\nexport const run = () => consumer.connect()", 'controller'],
    ['who sends as well', 'src/events/notes.ts', "import { Kafka } from 'kafkajs'\nconst kafka = new Kafka({ brokers: [] })\nexport const bus = { in: kafka.consumer({ groupId: 'notes' }), out: kafka.producer() }", undefined],
    ['what handles the messages of a slice', 'src/a/handler.ts', "export const handler = (bus) => bus.on('a', async ({ id }) => id)", 'service'],
    ['what handles requests beside a way in', 'src/a/handler.ts', "import type { Request } from 'express'\nexport const handler = (request: Request) => request.url", undefined],
    ['what hands a way in to a platform', 'src/a/handler.ts', "import serverless from 'serverless-http'\nimport { endpoint } from './endpoint'\nexport const handler = serverless(endpoint)", undefined],
    ['a helper beside a way in', 'src/a/saml-assertion-handler.ts', 'export const read = (text) => text', undefined],
    ['a handler of nobody knows what', 'src/lib/handler.ts', 'export const handler = (id) => id', undefined],
    ['a handler of commands by its name', 'src/lib/place-order.handler.ts', 'export class PlaceOrderCommandHandler {\n  run() { return new Date() }\n}', 'service'],
    ["SvelteKit's server of a page", 'src/routes/+page.server.ts', 'export const load = () => ({})', 'controller'],
  ])('%s', async (_, file, text, expected) => {
    const around = {
      'src/graph/builder.ts': "import SchemaBuilder from '@pothos/core'\nexport const builder = new SchemaBuilder({})\nexport const query = { queryField() {} }",
      'src/a/endpoint.ts': "import { Router } from 'express'\nexport const endpoint = Router().get('/a', (req, res) => res.end())",
      'src/a.controller.ts': "import { Controller, Get } from '@nestjs/common'\n@Controller('a')\nexport class AController { @Get() a() { return 1 } }",
      'src/b.service.ts': "import { Injectable } from '@nestjs/common'\n@Injectable()\nexport class BService { b() { return 1 } }",
    }
    const routes = { 'src/notes/notes.routes.ts': `import { Router } from 'express'\nimport { list } from './${file.split('/').at(-1)?.slice(0, -3) ?? ''}'\nexport const router = Router()\nrouter.get('/notes', list)` }
    expect((await layers({ ...around, ...(file.includes('/notes/notes.') && routes), [file]: text }))[file]).toBe(expected)
  })
})

it('functions that hand out collections are asked in order to query', async () => {
  const project = await projectOf({
    'src/store/mongo.ts': "import { MongoClient } from 'mongodb'\nconst client = new MongoClient('')\nexport const users = () => client.db('a').collection('users')\nexport const ping = () => client.db('a').command({ ping: 1 })",
    'src/routes.ts': "import { Router } from 'express'\nimport { users } from './store/mongo'\nconst router = Router()\nrouter.get('/users', async (req, res) => res.json(await users().find().toArray()))",
    'src/health.ts': "import { Router } from 'express'\nimport { ping } from './store/mongo'\nconst router = Router()\nrouter.get('/up', async (req, res) => res.json(await ping()))",
  })
  const asking = [...project.graph.modules.values()].filter((module) => project.dataAccesses(module).length > 0)
  expect(asking.map(({ file }) => short(file))).toEqual(['src/routes.ts'])
})

describe('what services know of HTTP', () => {
  it.each([
    ["Koa's context", 'export async function remove(ctx) { if (!(await gone(ctx.params.id))) ctx.throw(404) }', ["request 'ctx'"]],
    ["a check of Koa's context", 'export async function remove(ctx) { ctx.assert(await gone(ctx.params.id), 404) }', ["request 'ctx'"]],
    ['a part of a context', "import type { HttpContext } from '@adonisjs/core/http'\nexport async function remove({ request }: HttpContext) { await gone(request.input('id')) }", ['request HttpContext of @adonisjs/core/http']],
    ['a part of something else', "import type { Job } from 'bullmq'\nexport async function remove({ data }: Job) { await gone(data.id) }", []],
    ["hapi's pair", 'exports.start = async (request, h) => h.response(await run(request.payload)).code(201)', ["request 'request' and the response"]],
    ["hapi's request", 'exports.start = async (request) => run(request.payload, request.auth.credentials)', ["request 'request'"]],
    ['an answer of Next', "import { NextResponse } from 'next/server'\nexport const show = () => NextResponse.json({})", ['request NextResponse of next/server']],
    ["SvelteKit's error", "import { error } from '@sveltejs/kit'\nexport const show = () => error(404)", ['error error of @sveltejs/kit']],
    ['an error of GraphQL', "import { GraphQLError } from 'graphql'\nexport const show = () => { throw new GraphQLError('no') }", ['error GraphQLError of graphql']],
    ["Elysia's status", "import { status } from 'elysia'\nexport const show = () => { throw status(404) }", ['error status of elysia']],
    ['the context of a bot', 'export const start = (ctx) => ctx.reply(ctx.message.text)', []],
    ['the context of a procedure', 'export const start = (ctx) => ctx.db.find(ctx.session.user.id)', []],
    ['the context of an action', 'export const start = (ctx) => ctx.call("users.get", ctx.params)', []],
  ])('%s', async (_, text, expected) => {
    const project = await projectOf({ 'src/services/a.ts': `${text}\nexport const pool = new Pool()` })
    const [module] = project.graph.modules.values()
    expect(module && transportUses(project, module).map(({ kind, what }) => `${kind} ${what}`)).toEqual(expected)
  })
})

it('an inner layer that makes a class of an outer one is seen where the file of the class says nothing else', async () => {
  const project = await projectOf({
    'src/domain/a.ts': 'export interface A { id: string }',
    'src/application/use.ts': "import { AuditLog } from '../infrastructure/audit'\nexport class Use { private readonly audit = new AuditLog() }",
    'src/infrastructure/audit.ts': "import pino from 'pino'\nconst log = pino()\nexport class AuditLog { write() { log.info(1) } }",
  })
  const made = [...project.graph.modules.values()].flatMap((module) => constructionsAcross(project, module).map((one) => one.made.name))
  expect(made).toEqual(['AuditLog'])
})
