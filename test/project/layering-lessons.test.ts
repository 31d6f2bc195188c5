import { describe, expect, it } from 'vitest'
import layerDependencies from '../../rules/layering/layer-dependencies.ts'
import noImportCycles from '../../rules/layering/no-import-cycles.ts'
import thinControllers from '../../rules/layering/thin-controllers.ts'
import { checkTexts } from '../support/check.ts'
import { lostCoverage } from '../../src/project/lost-coverage.ts'
import { faults, layers, projectOf } from './build.ts'
import type { Texts } from './build.ts'

/** Cases learnt from running other tools on real back ends. */
const rules = [
  { ...layerDependencies, id: 'layer-dependencies', topic: 'layering' },
  { ...noImportCycles, id: 'no-import-cycles', topic: 'layering' },
  { ...thinControllers, id: 'thin-controllers', topic: 'layering' },
]

async function found(texts: Texts): Promise<string[]> {
  return (await checkTexts(texts, rules)).findings.map(({ file, rule }) => `${rule} ${file.slice('/project/'.length)}`)
}

describe('a module is judged by its role', () => {
  it('and not by the folder of its feature: a controller among use cases may use infrastructure', async () => {
    const feature = (name: string): Texts => ({
      [`${name}/domain/${name}.ts`]: `export class ${name} {}`,
      [`${name}/application/Create${name}.ts`]: `import { ${name} } from '../domain/${name}'\nexport class Create${name} { run = () => new ${name}() }`,
      [`${name}/application/Create${name}Controller.ts`]: `import { log } from '../infrastructure/log'\nimport { Create${name} } from './Create${name}'\nexport class Create${name}Controller { constructor(private create: Create${name}) {} run = () => log(this.create.run()) }`,
      [`${name}/infrastructure/log.ts`]: 'export const log = console.log',
    })
    expect(await found({ ...feature('User'), ...feature('Order'), ...feature('Invoice') })).toEqual([])
  })

  it('and factories under main know everybody', async () => {
    const texts = {
      'domain/user.ts': 'export class User {}',
      'domain/users.ts': 'export interface Users {}',
      'application/add-user.ts': "import { Users } from '../domain/users'\nexport class AddUser { constructor(private users: Users) {} }",
      'infra/db/users.ts': "import { Users } from '../../domain/users'\nexport class MongoUsers implements Users {}",
      'presentation/add-user-controller.ts': "import { AddUser } from '../application/add-user'\nexport class AddUserController { constructor(private add: AddUser) {} }",
      'main/factories/controllers/add-user.ts':
        "import { AddUser } from '../../../application/add-user'\nimport { MongoUsers } from '../../../infra/db/users'\nimport { AddUserController } from '../../../presentation/add-user-controller'\nexport const makeAddUserController = () => new AddUserController(new AddUser(new MongoUsers()))",
    }
    expect(await found(texts)).toEqual([])
    expect(Object.keys(await layers(texts))).not.toContain('main/factories/controllers/add-user.ts')
  })

  it('and a decorator is followed to its origin', async () => {
    const texts = {
      'common/api-controller.ts': "import { applyDecorators, Controller } from '@nestjs/common'\nexport const ApiController = (path: string) => applyDecorators(Controller(path))",
      'things/users.ts': "import { ApiController } from '../common/api-controller'\n@ApiController('users')\nexport class Users {}",
      'things/users.service.ts': "import { Users } from './users'\nexport class UsersService { users = new Users() }",
      'things/things.module.ts': "import { Module } from '@nestjs/common'\n@Module({})\nexport class ThingsModule {}",
    }
    expect(await faults(texts)).toEqual(['reversed things/users.service.ts -> things/users.ts'])
  })

  it.each([
    ['a route of Next', { 'package.json': '{ "dependencies": { "next": "15" } }', 'src/app/api/x/route.ts': 'export async function GET() {}' }, 'src/app/api/x/route.ts'],
    [
      'a procedure of tRPC',
      { 'trpc.ts': "import { initTRPC } from '@trpc/server'\nexport const procedure = initTRPC.create().procedure", 'users.ts': "import { procedure } from './trpc'\nexport const users = procedure.query(() => [])" },
      'users.ts',
    ],
    ['a worker of a queue', { 'mails.ts': "import { Worker } from 'bullmq'\nnew Worker('mails', async () => {})" }, 'mails.ts'],
    [
      'a function of a platform',
      { 'handlers/x.ts': "import type { APIGatewayProxyEvent } from 'aws-lambda'\nexport const handler = async (event: APIGatewayProxyEvent) => ({ statusCode: 200, body: event.path })" },
      'handlers/x.ts',
    ],
    ['a processor of Nest', { 'x.ts': "import { Processor } from '@nestjs/bullmq'\n@Processor('x')\nexport class X {}" }, 'x.ts'],
  ])('%s is a way in', async (_, texts, file) => {
    const project = await projectOf(texts)
    const module = project.graph.modules.get(`/app/${file}`)
    expect(module && project.roles.get(module)).toMatchObject({ role: 'controller', isStrong: true })
  })

  it.each([
    ['a model of sequelize', { 'models/user.js': "module.exports = (sequelize, DataTypes) => sequelize.define('User', {})" }, 'models/user.js', 'entity'],
    ['queries', { 'queries/user.ts': "import type { CommonQueryMethods } from 'slonik'\nexport const userQueries = (pool: CommonQueryMethods) => pool" }, 'queries/user.ts', 'repository'],
    ['a file called main in a folder of routes', { 'routes/main.js': "const router = require('express').Router()\nrouter.get('/x', (q, r) => r.end())\nmodule.exports = router" }, 'routes/main.js', 'controller'],
    ['a use case that makes one object', { 'application/place-order.ts': "import { Order } from '../domain/order'\nexport const placeOrder = () => new Order()", 'domain/order.ts': 'export class Order {}' }, 'application/place-order.ts', undefined],
    ['a queue with its worker, which services put jobs into', { 'jobs.ts': "import { Queue, Worker } from 'bullmq'\nexport const jobs = new Queue('mails')\nexport const worker = new Worker('mails', async () => {})" }, 'jobs.ts', undefined],
    ['a service that is the client of a database', { 'data.service.ts': "import { PrismaClient } from '@prisma/client'\nexport class DataService extends PrismaClient {}" }, 'data.service.ts', undefined],
    ['a service that every layer uses', { 'redis.service.ts': 'export class RedisService {}' }, 'redis.service.ts', undefined],
    ['the configuration as a service', { 'x/app-config.service.ts': 'export class AppConfigService {}' }, 'x/app-config.service.ts', undefined],
    ['a service of the application', { 'orders.service.ts': 'export class OrdersService {}' }, 'orders.service.ts', 'service'],
    ['a service called nothing else', { 'service.ts': 'export class Service {}' }, 'service.ts', 'service'],
    ['a translated text called application', { 'locales/en/application.ts': "export default { title: 'Application' }" }, 'locales/en/application.ts', undefined],
  ])('%s has the role of what it does', async (_, texts, file, role) => {
    const project = await projectOf(texts)
    const module = project.graph.modules.get(`/app/${file}`)
    expect(module && project.roles.get(module)?.role).toBe(role)
  })
})

describe('what every layer may use', () => {
  const repository = "import { Injectable } from '@nestjs/common'\nimport { DatabaseService } from '../database/database.service'\nimport { LoggerService } from '../services/logger'\n@Injectable()\nexport class OrdersRepository { constructor(readonly db: DatabaseService, readonly log: LoggerService) {} }"
  const others = {
    'orders/orders.controller.ts': "import { Controller, Get } from '@nestjs/common'\nimport { OrdersService } from './orders.service'\n@Controller('orders')\nexport class OrdersController { constructor(readonly orders: OrdersService) {} @Get() all() { return this.orders.all() } }",
    'orders/orders.service.ts': "import { OrdersRepository } from './orders.repository'\nexport class OrdersService { constructor(readonly orders: OrdersRepository) {} all() { return [] } }",
    'orders/orders.repository.ts': repository,
    'orders/prices.service.ts': 'export class PricesService {}',
    'database/database.service.ts': "import { Pool } from 'pg'\nexport class DatabaseService { pool = new Pool() }",
    'services/logger.ts': 'export class LoggerService {}',
  }

  it('may be used by repositories, whatever it is called and wherever it lies', async () => {
    expect(await faults(others)).toEqual([])
  })

  it('is not what the application does', async () => {
    const texts = { ...others, 'orders/orders.repository.ts': `import { PricesService } from './prices.service'\n${repository.replace('readonly log', 'readonly prices: PricesService, readonly log')}` }
    expect(await faults(texts)).toEqual(['reversed orders/orders.repository.ts -> orders/prices.service.ts'])
  })
})

describe('queries of a feature', () => {
  const feature = {
    'db.ts': "import postgres from 'postgres'\nexport const sql = postgres('')",
    'orders/orders.queries.ts': "import { sql } from '../db'\nexport const all = () => sql`select id from orders limit 20`\nexport const one = (id: string) => sql`select id from orders where id = ${id}`",
    'orders/orders.service.ts': "import { one } from './orders.queries'\nexport const pay = (id: string) => one(id)",
    'orders/orders.router.ts': "import { Router } from 'express'\nimport { all } from './orders.queries'\nimport { pay } from './orders.service'\nexport const orders = Router()\norders.get('/', async (req, res) => res.json(await all()))\norders.post('/:id/payments', async (req, res) => res.json(await pay(req.params.id)))",
  }

  it('may be read by its routes, and not by those of others', async () => {
    expect(await faults(feature)).toEqual([])
    const users = "import { Router } from 'express'\nimport { all } from '../orders/orders.queries'\nexport const users = Router()\nusers.get('/', async (req, res) => res.json(await all()))"
    expect(await faults({ ...feature, 'users/users.router.ts': users })).toEqual(['skipped users/users.router.ts -> orders/orders.queries.ts'])
  })
})

describe('a module for data access', () => {
  const texts = {
    'db/client.ts': "import postgres from 'postgres'\nexport const sql = postgres('')",
    'db/orders.ts': "import { priced } from '../services/prices.service'\nimport { sql } from './client'\nexport const one = async (id: string) => priced(await sql`select id from orders where id = ${id}`)",
    'services/prices.service.ts': 'export const priced = (order: unknown) => order',
    'services/orders.service.ts': "import { one } from '../db/orders'\nexport const pay = (id: string) => one(id)",
    'routes/orders.ts': "import { Router } from 'express'\nimport { pay } from '../services/orders.service'\nexport const orders = Router()\norders.post('/:id', async (req, res) => res.json(await pay(req.params.id)))",
  }

  it('uses no service, whatever it is called', async () => {
    expect(await faults(texts)).toEqual(['reversed db/orders.ts -> services/prices.service.ts'])
  })
})

describe('a store that routes hand to use cases', () => {
  const texts = {
    'domain/order.ts': 'export interface Order { id: string }',
    'application/bill.ts': "import type { Order } from '../domain/order'\nexport interface Orders { one(id: string): Promise<Order> }\nexport const bill = (orders: Orders) => (id: string) => orders.one(id)\nexport const all = (orders: Orders) => orders",
    'application/pay.ts': "import { sqlOrders } from '../infra/sql-orders'\nexport const pay = (id: string) => sqlOrders.one(id)",
    'infra/sql-orders.ts': "import { Pool } from 'pg'\nimport type { Orders } from '../application/bill'\nconst pool = new Pool()\nexport const sqlOrders: Orders = { one: async (id) => (await pool.query('select id from orders where id = $1', [id])).rows[0] }",
  }
  const routes = (code: string): string => `import { Router } from 'express'\nimport { bill } from '../application/bill'\nimport { sqlOrders } from '../infra/sql-orders'\nexport const orders = Router()\n${code}`

  it('is only passed on', async () => {
    const wired = routes("const create = bill(sqlOrders)\norders.post('/:id', async (req, res) => res.json(await create(req.params.id)))")
    expect(await faults({ ...texts, 'http/orders.ts': wired })).toEqual(['reversed application/pay.ts -> infra/sql-orders.ts'])
    const used = routes("orders.post('/:id', async (req, res) => res.json(await sqlOrders.one(req.params.id)))")
    expect(await faults({ ...texts, 'http/orders.ts': used })).toEqual(['reversed application/pay.ts -> infra/sql-orders.ts', 'skipped http/orders.ts -> infra/sql-orders.ts'])
  })
})

describe('what is gone at run time', () => {
  it('makes no circle', async () => {
    const texts = {
      'order.ts': "import type { Customer } from './customer'\nexport class Order { customer?: Customer }",
      'customer.ts': "import { Order } from './order'\nexport class Customer { orders: Order[] = [new Order()] }",
      'a.ts': "import { B } from './b'\nexport interface A { b: B }",
      'b.ts': "import { A } from './a'\nexport interface B { a: A }",
    }
    expect(await found(texts)).toEqual([])
  })
})

describe('without anything installed', () => {
  const router = "import { Router } from 'express'\nexport const pageSize = 20\nexport const router = Router()\nrouter.get('/x', (q, r) => r.end())"

  it.each([
    ['an alias of the tsconfig', { 'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }' }, '@/controllers/user'],
    ['an import of the package', { 'package.json': '{ "name": "x", "imports": { "#controllers/*": "./src/controllers/*.ts" } }' }, '#controllers/user'],
    ['the package by its own name', { 'package.json': '{ "name": "x", "exports": { "./controllers/*": "./src/controllers/*.ts" } }' }, 'x/controllers/user'],
  ])('%s leads to the source', async (_, files, specifier) => {
    const texts = { ...files, 'src/controllers/user.ts': router, 'src/services/user-service.ts': `import { pageSize } from '${specifier}'\nexport class UserService { size = pageSize }` }
    expect(await faults(texts)).toEqual(['reversed src/services/user-service.ts -> src/controllers/user.ts'])
  })

  it('packages are no lost coverage, and what leads nowhere is', async () => {
    const project = await projectOf({ 'a.ts': "import 'express'\nimport 'left-pad'\nimport './nowhere'\nimport '@/b'" })
    const notes = lostCoverage(project).filter(({ kind }) => kind === 'unresolved-import')
    expect(notes.map(({ message }) => message)).toEqual([expect.stringContaining("'./nowhere'")])
    expect(notes[0]?.message).not.toContain('express')
  })
})

describe('rules know what there is', () => {
  it('services may ask the database where nobody else would, and controllers may use repositories where no service is between', async () => {
    const nest = {
      'user.module.ts': "import { Module } from '@nestjs/common'\n@Module({})\nexport class M {}",
      'user.controller.ts': "import { Controller } from '@nestjs/common'\nimport { UserService } from './user.service'\n@Controller()\nexport class C { constructor(private s: UserService) {} }",
      'user.service.ts': "import { Repository } from 'typeorm'\nimport { User } from './user.entity'\nexport class UserService { constructor(private users: Repository<User>) {} }",
      'user.entity.ts': "import { Entity } from 'typeorm'\n@Entity()\nexport class User {}",
    }
    expect(await found(nest)).toEqual([])
    const { coverage } = await checkTexts(nest, rules)
    expect(coverage.filter(({ kind }) => kind === 'unmatched-layer').map(({ message }) => message)).toEqual([expect.stringContaining('repository layer')])
  })
})

it('what is required when a function runs is no type', async () => {
  const texts = {
    'controllers/orders.js': "const { Router } = require('express')\nconst router = Router()\nrouter.get('/orders', (req, res) => res.json([]))\nmodule.exports = router",
    'services/orders.js': "let routes\nexports.start = () => { routes = require('../controllers/orders')\nreturn routes }",
  }
  const { findings } = await checkTexts(texts, rules)
  expect(findings.map(({ rule, message }) => `${rule}: ${message.slice(0, 120)}`)).toEqual([
    expect.stringMatching(/^layer-dependencies: The service layer must not depend on the controller layer, but imports the whole from/),
  ])
})
