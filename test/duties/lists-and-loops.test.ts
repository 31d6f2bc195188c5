import { expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

const express = "import express from 'express'\nconst app = express()\n"
const route = (imports: string, handler: string): Texts => ({ 'src/app.ts': `${imports}${express}app.get('/cars', async (req, res) => ${handler})\napp.listen(3000)\n` })
const drizzle = "import { desc } from 'drizzle-orm'\nimport { orm, cars } from './data'\n"
const kysely = "import { store } from './data'\n"
const firestore = "import { getFirestore } from 'firebase-admin/firestore'\nconst db = getFirestore()\nconst cars = db.collection('cars')\n"
const mongo = "import { MongoClient } from 'mongodb'\nconst cars = new MongoClient('').db('x').collection('cars')\n"
const azure = (rows: string): Texts => ({ 'cars/index.ts': `import { pool } from './pool'\nconst run = async function (context, req) {\n  const result = await pool.request().query('${rows}')\n  context.res = { status: 200, body: result.recordset }\n}\nexport default run` })
const store = (of: string): Texts => ({
  'src/lib/make.js': `module.exports = function make(Model) {\n  return { all: () => Model.find().lean(), add: (car) => Model.create(car), ofMaker: (maker) => Model.find({ maker }) }\n}`,
  'src/stores.js': "const make = require('./lib/make')\nmodule.exports = { cars: make(require('./models/car')) }",
  'src/models/car.js': "const mongoose = require('mongoose')\nmodule.exports = mongoose.model('Car', new mongoose.Schema({}))",
  'src/app.js': `const app = require('express')()\nconst { cars } = require('./stores')\napp.get('/cars/:maker', async (req, res) => res.json(await ${of}))\napp.listen(3000)`,
})

const statics = (added: string, call: string): Texts => ({
  'src/models/car.js': `const { Schema, model } = require('mongoose')\nconst schema = new Schema({ colour: String })\n${added}\nmodule.exports = model('Car', schema)`,
  'src/cars.js': `const Car = require('./models/car')\nexports.all = async (req, res) => res.json(await ${call})`,
})
const given = (base: string, imports = ''): Texts => ({
  'src/models/index.js': "const Sequelize = require('sequelize')\nconst sequelize = new Sequelize('')\nconst db = {}\ndb.cars = require('./car')(sequelize, Sequelize)\nmodule.exports = db",
  'src/models/car.js': `${imports}module.exports = (sequelize, Sequelize) => {\n  class Car extends ${base} {}\n  Car.init({}, { sequelize })\n  return Car\n}`,
  'src/cars.js': "const db = require('./models')\nexports.all = async (req, res) => res.json(await db.cars.findAll({ order: ['id'] }))",
})
const statements = (sql: string): Texts => ({
  'src/sql.ts': `const text = '${sql}'\nexport const all = \`\${text}\``,
  'src/cars.ts': "import { all } from './sql'\nimport { pool } from './pool'\nexport const cars = async (req, res) => { const { rows } = await pool.query(all); res.json(rows) }",
  'src/pool.ts': "import { Pool } from 'pg'\nexport const pool = new Pool()",
})
const optional = (call: string): Texts => ({ ...served('./cars', call, 'cars'), 'src/cars.ts': "import { PrismaClient } from '@prisma/client'\nconst prisma = new PrismaClient()\nexport const cars = { find: (filter = {}) => prisma.car.findMany({ where: filter }) }" })

const served = (from: string, call: string, name = 'Cars'): Texts => ({ 'src/app.ts': `import { ${name} } from '${from}'\n${express}app.get('/cars/:id', async (req, res) => res.json(await ${call}))\napp.listen(3000)\n` })

it.each<[string, Texts, string[]]>([
  ['of Drizzle, whatever the handle is called', route(drizzle, 'res.json(await orm.select().from(cars).orderBy(desc(cars.id)))'), ['src/app.ts:5']],
  ['of Drizzle with a limit', route(drizzle, 'res.json(await orm.select().from(cars).limit(10))'), []],
  ['of Kysely, in a variable', route(kysely, "{ let query = store.selectFrom('cars').selectAll(); if (req.query.q) query = query.where('maker', '=', req.query.q); res.json(await query.execute()) }"), ['src/app.ts:4']],
  ['of Kysely, in a variable with a limit', route(kysely, "{ const query = store.selectFrom('cars').selectAll().limit(10); res.json(await query.execute()) }"), []],
  ['of Kysely, as a statement', route("import { sql } from 'kysely'\n", '{ const { rows } = await sql`SELECT * FROM cars`.execute(db); res.json(rows) }'), ['src/app.ts:4']],
  ['of Firestore', route(firestore, '{ const found = await cars.get(); res.json(found.docs.map((one) => one.data())) }'), ['src/app.ts:6']],
  ['of Firestore with a limit', route(firestore, '{ const found = await cars.limit(10).get(); res.json(found.docs.map((one) => one.data())) }'), []],
  ['of Firestore below one document', route(firestore, "{ const found = await cars.doc(req.params.id).collection('parts').get(); res.json(found.docs.map((one) => one.data())) }"), []],
  ['pushed one by one', route(firestore, '{ const all = []; (await cars.get()).forEach((one) => all.push(one.data())); res.json(all) }'), ['src/app.ts:6']],
  ['of a cursor', route(mongo, '{ const cursor = cars.find().sort({ id: 1 }); res.json(await cursor.toArray()) }'), ['src/app.ts:5']],
  ['of a cursor that is gone through', route(mongo, '{ const all = []; for await (const car of cars.find()) all.push(car); res.json(all) }'), ['src/app.ts:5']],
  ['of a cursor with a limit', route(mongo, '{ const cursor = cars.find().limit(10); res.json(await cursor.toArray()) }'), []],
  ['of a cursor with a condition', route(mongo, '{ const cursor = cars.find({ maker: req.params.maker }); res.json(await cursor.toArray()) }'), []],
  ['of repositories in an object of MikroORM', route("import { DI } from './server'\nimport { QueryOrder } from '@mikro-orm/core'\n", "res.json(await DI.cars.findAll({ populate: ['maker'] }))"), ['src/app.ts:5']],
  ['of some, of repositories in an object of MikroORM', route("import { DI } from './server'\nimport { QueryOrder } from '@mikro-orm/core'\n", 'res.json(await DI.cars.find({ maker: +req.params.id }))'), []],
  ['of Azure Functions', azure('SELECT Id FROM Cars ORDER BY Id'), ['cars/index.ts:3']],
  ['of Azure Functions with a limit', azure('SELECT TOP 50 Id FROM Cars'), []],
  ['of a store that a function makes', store('cars.all()'), ['src/lib/make.js:2']],
  ['of some of a store that a function makes', store('cars.ofMaker(req.params.maker)'), []],
  ['of a field that holds a part of the client', { ...served('./cars', 'new Cars().all()'), 'src/cars.ts': "import prisma from './prisma'\nexport class Cars {\n  private readonly cars = prisma.car\n  all() { return this.cars.findMany() }\n}", 'src/prisma.ts': "import { PrismaClient } from '@prisma/client'\nexport default new PrismaClient()" }, ['src/cars.ts:4']],
  ['of a statement in a field', { ...served('./cars', 'new Cars().all()'), 'src/cars.ts': "import Database from 'better-sqlite3'\nconst db = new Database('')\nexport class Cars {\n  #all = db.prepare('SELECT * FROM cars')\n  all() { return this.#all.all() }\n}" }, ['src/cars.ts:5']],
  ['by a constant that is passed', { ...served('./cars', 'new Cars(source).sold()'), 'src/cars.ts': "import { Repository } from 'typeorm'\nimport { Car } from './car.entity'\nexport class Cars extends Repository<Car> {\n  sold() { return this.createQueryBuilder('c').where('c.sold = :sold', { sold: true }).getMany() }\n}" }, ['src/cars.ts:4']],
  ['by a value that is passed', { ...served('./cars', 'new Cars(source).sold(req.params.id)'), 'src/cars.ts': "import { Repository } from 'typeorm'\nimport { Car } from './car.entity'\nexport class Cars extends Repository<Car> {\n  sold(maker) { return this.createQueryBuilder('c').where('c.maker = :maker', { maker }).getMany() }\n}" }, []],
  ['of a use case that a function returns', { ...served('./wiring', 'list()', 'list'), 'src/list.ts': "import type { Cars } from './ports'\nexport const listCars = (cars: Cars) => async () => cars.all()", 'src/ports.ts': 'export interface Cars { all(): Promise<unknown[]> }', 'src/pg.ts': "import type { Pool } from 'pg'\nimport type { Cars } from './ports'\nexport class PgCars implements Cars {\n  constructor(private readonly pool: Pool) {}\n  async all() { return (await this.pool.query('SELECT * FROM cars')).rows }\n}", 'src/wiring.ts': "import { Pool } from 'pg'\nimport { listCars } from './list'\nimport { PgCars } from './pg'\nexport const list = listCars(new PgCars(new Pool()))" }, ['src/pg.ts:5']],
  ['of a helper that is given the pool', { ...served('./cars/repository', 'carsRepository(pool).all()', 'carsRepository'), 'src/cars/repository.js': "import { rowsOf } from '../rows'\nexport const carsRepository = (pool) => ({\n  all: () => rowsOf(pool, 'SELECT id FROM cars'),\n})", 'src/rows.js': 'export const rowsOf = async (pool, text, values = []) => (await pool.query(text, values)).rows' }, ['src/cars/repository.js:3']],
  ['of a helper that is given the pool and a limit', { ...served('./cars/repository', 'carsRepository(pool).all()', 'carsRepository'), 'src/cars/repository.js': "import { rowsOf } from '../rows'\nexport const carsRepository = (pool) => ({\n  all: () => rowsOf(pool, 'SELECT id FROM cars LIMIT 10'),\n})", 'src/rows.js': 'export const rowsOf = async (pool, text, values = []) => (await pool.query(text, values)).rows' }, []],
  ['of a helper that is given the pool and returns one row', { ...served('./cars/repository', 'carsRepository(pool).all()', 'carsRepository'), 'src/cars/repository.js': "import { rowOf } from '../rows'\nexport const carsRepository = (pool) => ({\n  all: () => rowOf(pool, 'SELECT id FROM cars'),\n})", 'src/rows.js': 'export const rowOf = async (pool, text, values = []) => (await pool.query(text, values)).rows[0]' }, []],
  ['of a table in a constant', { ...served('./cars', 'list()', 'list'), 'src/cars.js': "const db = require('./db')\nconst table = 'cars'\nexports.list = () => db(table).select('*').orderBy('id')", 'src/db.js': "module.exports = require('knex')({})" }, ['src/cars.js:3']],
  ['of a table of constants in a constant', { ...served('./cars', 'list()', 'list'), 'src/cars.js': "const db = require('./db')\nconst table = 'countries'\nexports.list = () => db(table).select('*').orderBy('id')", 'src/db.js': "module.exports = require('knex')({})" }, []],
  ['of models that are functions', { 'src/car.model.js': "const sql = require('./db')\nconst Car = function (car) { this.maker = car.maker }\nCar.all = function (result) {\n  sql.query('SELECT * FROM cars', function (err, rows) { if (err) { result(err, null); return } result(null, rows) })\n}\nmodule.exports = Car", 'src/db.js': "module.exports = require('mysql').createPool({})", 'src/app.js': "const Car = require('./car.model')\nconst app = require('express')()\napp.get('/cars', (req, res) => { Car.all((err, data) => { if (err) res.status(500).end(); else res.send(data) }) })\napp.listen(3000)" }, ['src/car.model.js:4']],
  ['with something added to each item', route("import { PrismaClient } from '@prisma/client'\nconst prisma = new PrismaClient()\n", '{ const all = await prisma.car.findMany(); res.json(await Promise.all(all.map(withMaker))) }'), ['src/app.ts:5']],
  ['of resolvers that are exported by an assignment', { 'src/cars.js': 'exports.queries = { cars: (_, __, { models }) => models.Car.findAll({ include: [models.Maker] }) }' }, ['src/cars.js:1']],
  ['of DynamoDB', { ...served('./cars', 'all()', 'all'), 'src/cars.ts': "import { ScanCommand } from '@aws-sdk/lib-dynamodb'\nimport { ddb } from './ddb'\nexport async function all() {\n  const found = []\n  let last\n  do {\n    const out = await ddb.send(new ScanCommand({ TableName: 'cars', ExclusiveStartKey: last }))\n    found.push(...(out.Items ?? []))\n    last = out.LastEvaluatedKey\n  } while (last)\n  return found\n}" }, ['src/cars.ts:7']],
  ['of DynamoDB with a limit', { ...served('./cars', 'all()', 'all'), 'src/cars.ts': "import { ScanCommand } from '@aws-sdk/lib-dynamodb'\nimport { ddb } from './ddb'\nexport const all = async () => (await ddb.send(new ScanCommand({ TableName: 'cars', Limit: 50 }))).Items" }, []],
  ['of version 2 of the SDK for DynamoDB', { 'src/cars.js': "const client = require('./client')\nexports.all = async (req, res) => res.json((await client.scan({ TableName: 'cars' }).promise()).Items)" }, ['src/cars.js:2']],
  ['of DynamoDB, by a command in a variable', { ...served('./cars', 'all()', 'all'), 'src/cars.ts': "import { ScanCommand } from '@aws-sdk/lib-dynamodb'\nimport { ddb } from './ddb'\nexport const all = async () => {\n  const command = new ScanCommand({ TableName: 'cars' })\n  const { Items = [] } = await ddb.send(command)\n  return Items\n}" }, ['src/cars.ts:5']],
  ['of Drizzle, built step by step', route(drizzle, '{ let query = orm.select().from(cars).$dynamic(); if (req.query.q) query = query.where(eq(cars.maker, req.query.q)); res.json(await query) }'), ['src/app.ts:5']],
  ['of dynamoose', { 'src/cars.js': "const Car = require('./models/car')\nexports.all = async (req, res) => res.json(await Car.scan({ maker: 'x' }).exec())" }, ['src/cars.js:2']],
  ['of dynamoose with a limit', { 'src/cars.js': "const Car = require('./models/car')\nexports.all = async (req, res) => res.json(await Car.scan().limit(10).exec())" }, []],
  ['of dynamoose below one key', { 'src/cars.js': "const Car = require('./models/car')\nexports.all = async (req, res) => res.json(await Car.query({ maker: req.params.id }).exec())" }, []],
  ['of ElectroDB', route("import { Car } from './entities'\n", "{ const { data } = await Car.scan.go({ pages: 'all' }); res.json(data) }"), ['src/app.ts:4']],
  ['of ElectroDB with a limit', route("import { Car } from './entities'\n", '{ const { data } = await Car.scan.go({ limit: 20 }); res.json(data) }'), []],
  ['of ElectroDB below one key', route("import { Car } from './entities'\n", '{ const { data } = await Car.query.byMaker({ maker: req.params.id }).go(); res.json(data) }'), []],
  ['of statics', statics('schema.statics.all = function () { return this.find().lean() }', 'Car.all()'), ['src/models/car.js:3']],
  ['of statics of a class', statics('class Cars { static all() { return this.find({}) } }; schema.loadClass(Cars)', 'Car.all()'), ['src/models/car.js:3']],
  ['of methods of documents', statics("schema.methods.alike = function () { return this.model('Car').find({ colour: this.colour }) }", '(await Car.findById(req.params.id)).alike()'), ['src/models/car.js:3']],
  ['of some, of statics', statics('schema.statics.all = function (owner) { return this.find({ owner_id: owner }) }', 'Car.all(req.params.id)'), []],
  ['of a class with a method of this name', statics('class Cars { find() { return cars.slice() } all() { return this.find() } }; schema.loadClass(Cars)', 'Car.all()'), []],
  ['of functions of a model of Sequelize', { 'src/models/car.js': "module.exports = (sequelize) => {\n  const Car = sequelize.define('Car', {})\n  Car.sold = function () { return this.findAll({ where: { sold: true } }) }\n  return Car\n}", 'src/models/index.js': "const { Sequelize } = require('sequelize')\nconst sequelize = new Sequelize('')\nmodule.exports = { sequelize, Car: require('./car')(sequelize) }", 'src/cars.js': "const { Car } = require('./models')\nexports.all = async (req, res) => res.json(await Car.sold())" }, ['src/models/car.js:3']],
  ['of pages of DynamoDB', { ...served('./cars', 'all()', 'all'), 'src/cars.ts': "import { ScanCommand } from '@aws-sdk/lib-dynamodb'\nimport { ddb } from './ddb'\nexport async function all() {\n  const found = []\n  let last\n  do {\n    const page = await ddb.send(new ScanCommand({ TableName: 'cars', ExclusiveStartKey: last }))\n    found.push(...(page.Items ?? []))\n    last = page.LastEvaluatedKey\n  } while (last)\n  return found\n}" }, ['src/cars.ts:7']],
  ['of aggregates', route(mongo, "res.json(await cars.aggregate([{ $match: { sold: false } }, { $lookup: { from: 'makers', as: 'maker' } }, { $addFields: { tags: { $size: '$tags' } } }]).toArray())"), ['src/app.ts:5']],
  ['of sums', route(mongo, "res.json(await cars.aggregate([{ $match: { sold: false } }, { $group: { _id: '$maker', n: { $sum: 1 } } }]).toArray())"), []],
  ['of some, of aggregates', route(mongo, 'res.json(await cars.aggregate([{ $match: { ownerId: req.params.id } }, { $sort: { at: 1 } }]).toArray())'), []],
  ['of aggregates that are built elsewhere', route(mongo, 'res.json(await cars.aggregate(stagesOf(req.query)).toArray())'), []],
  ['of aggregates of a model', statics("schema.statics.all = function () { return this.aggregate([{ $unwind: '$tags' }]) }", 'Car.all()'), ['src/models/car.js:3']],
  ['of statics that are given by name', statics("schema.static('all', function () { return this.find().lean() })", 'Car.all()'), ['src/models/car.js:3']],
  ['of models that a folder exports', { 'src/models/index.js': "const { Sequelize } = require('sequelize')\nconst sequelize = new Sequelize('')\nconst db = {}\ndb.cars = require('./car')(sequelize)\nmodule.exports = db", 'src/models/car.js': "module.exports = (sequelize) => sequelize.define('car', {})", 'src/cars.js': "const db = require('./models')\nexports.all = async (req, res) => res.json(await db.cars.findAll({ order: ['id'] }))" }, ['src/cars.js:2']],
  ['of models that are made with the connection', given('sequelize.Sequelize.Model'), ['src/cars.js:2']],
  ['of models that are made with the package', given('Sequelize.Model'), ['src/cars.js:2']],
  ['of models that are made with a part of the package', given('lib.Sequelize.Model', "const lib = require('sequelize')\n"), ['src/cars.js:2']],
  ['of what is made with the connection and no model', given('sequelize.Kept'), []],
  ['of what is no model', { 'src/models/index.js': 'module.exports = { cars: { findAll: () => kept } }\nconst kept = []', 'src/cars.js': "const db = require('./models')\nexports.all = async (req, res) => res.json(await db.cars.findAll({ order: ['id'] }))" }, []],
  ['of a state', { ...served('./cars', 'cars.byStatus(req.params.id)', 'cars'), 'src/cars.ts': "import { PrismaClient } from '@prisma/client'\nconst prisma = new PrismaClient()\nexport const cars = { byStatus: (status) => prisma.car.findMany({ where: { status } }), byMaker: (maker) => prisma.car.findMany({ where: { maker } }) }" }, ['src/cars.ts:3']],
  ['of a maker', { ...served('./cars', 'cars.byMaker(req.params.id)', 'cars'), 'src/cars.ts': "import { PrismaClient } from '@prisma/client'\nconst prisma = new PrismaClient()\nexport const cars = { byMaker: (maker) => prisma.car.findMany({ where: { maker } }) }" }, []],
  ['of a handler of a query', { 'src/cars.controller.ts': "import { Controller, Get } from '@nestjs/common'\nimport { QueryBus } from '@nestjs/cqrs'\nimport { SoldCarsQuery } from './sold-cars.query'\n@Controller('cars')\nexport class Cars {\n  constructor(private readonly bus: QueryBus) {}\n  @Get() sold() { return this.bus.execute(new SoldCarsQuery(true)) }\n}", 'src/sold-cars.query.ts': 'export class SoldCarsQuery { constructor(readonly sold?: boolean) {} }', 'src/sold-cars.handler.ts': "import { EntityManager } from '@mikro-orm/postgresql'\nimport { Car } from './car'\nexport class SoldCarsHandler {\n  constructor(private readonly em: EntityManager) {}\n  async execute(query) {\n    const where = query.sold === undefined ? {} : { sold: query.sold }\n    return this.em.find(Car, where)\n  }\n}" }, ['src/sold-cars.handler.ts:7']],
  ['by statements of another file', statements('SELECT * FROM cars'), ['src/cars.ts:3']],
  ['by statements of another file with a limit', statements('SELECT * FROM cars LIMIT 10'), []],
  ['by statements of another file about some', statements('SELECT * FROM cars WHERE owner_id = $1'), []],
  ['by a condition that is left out', optional('cars.find()'), ['src/cars.ts:3']],
  ['by a condition that may be left out', optional('cars.find({ owner: req.params.id })'), []],
  ['by a list of constants', route(drizzle, "res.json(await prisma.car.findMany({ where: { state: { in: ['new', 'sold'] } } }))"), ['src/app.ts:5']],
  ['by a list of values', route(drizzle, 'res.json(await prisma.car.findMany({ where: { state: { in: states } } }))'), []],
  ['by conditions in a list', route(drizzle, '{ const all = [eq(cars.sold, true)]; if (req.query.q) all.push(ilike(cars.name, req.query.q)); res.json(await orm.select().from(cars).where(and(...all))) }'), ['src/app.ts:5']],
  ['by conditions in a list, one of which selects', route(drizzle, '{ const all = [eq(cars.sold, true)]; all.push(eq(cars.ownerId, req.params.id)); res.json(await orm.select().from(cars).where(and(...all))) }'), []],
  ['of groups of TypeORM', route("import { DataSource } from 'typeorm'\nimport { source } from './data'\n", "res.json(await source.getRepository(Car).createQueryBuilder('c').select('c.maker').groupBy('c.maker').getRawMany())"), []],
  ['of distinct values of Kysely', route(kysely, "res.json(await store.selectFrom('cars').select('maker').distinct().execute())"), []],
  ['of a function that returns the table', { ...served('./cars', 'list()', 'list'), 'src/cars.js': "const db = require('./db')\nconst table = () => db('cars')\nexports.list = () => table().select('*').orderBy('id')", 'src/db.js': "module.exports = require('knex')({})" }, ['src/cars.js:3']],
  ['of a service that is called by its role', { 'src/http/cars.js': 'export async function routes(app, { service }) {\n  app.get(\'/cars\', async () => service.all())\n}', 'src/store/cars.js': "const db = require('./db')\nexports.all = () => db('cars').select('*').orderBy('id')", 'src/app.js': "const app = require('fastify')()\napp.register(require('./http/cars').routes, { service })\napp.listen({ port: 3000 })" }, ['src/store/cars.js:2']],
  ['within a transaction of TypeORM', { 'src/cars.ts': "import { CarRepository } from './car.repository'\nimport { Car } from './car.entity'\nexport const all = async (req, res) => res.json(await new CarRepository().within(async (tx) => tx.find(Car, { order: { id: 'ASC' } })))" }, ['src/cars.ts:3']],
  ['of resolvers that are exported', { 'src/cars.ts': "import { db } from './db'\nexport const query = {\n  car: (_, { id }) => db.selectFrom('cars').where('id', '=', id).executeTakeFirst(),\n  cars: () => db.selectFrom('cars').selectAll().execute(),\n}" }, ['src/cars.ts:4']],
])('whole lists %s', async (_, texts, expected) => {
  expect([...new Set((await findingsOf('bounded-queries', texts)).map((one) => one.split(' ')[0]))]).toEqual(expected)
})

const looped = (body: string, more: Texts = {}): Texts => ({ 'src/cars.ts': `import { repair, cars, remember } from './store'\nexport const f = async (ids, out) => {\n  ${body}\n}`, ...more })
const stored = { 'src/store.ts': "import { Pool } from 'pg'\nconst pool = new Pool()\nexport const repair = async (id) => { await pool.query('DELETE FROM cars WHERE id = $1', [id]) }\nexport const cars = { wash: async (id) => (await pool.query('SELECT * FROM cars WHERE id = $1', [id])).rows[0], report: async (id) => { const { rows } = await pool.query('SELECT * FROM cars WHERE id = $1', [id]); await mail(rows) } }\nconst kept = new LRU()\nexport const remember = async (id) => { const { rows } = await pool.query('SELECT * FROM cars WHERE id = $1', [id]); kept.set(id, rows[0]); return rows[0] }" }

it.each<[string, Texts, string[]]>([
  ['functions by any name that only change something', looped('for (const id of ids) await repair(id)', stored), ['src/cars.ts:3']],
  ['functions by any name that read', looped('for (const id of ids) out.push(await cars.wash(id))', stored), ['src/cars.ts:3']],
  ['methods that are passed', looped('return Promise.all(ids.map(cars.wash))', stored), ['src/cars.ts:3']],
  ['repositories in folders that are named after them', { 'src/routes.js': 'export const routes = (cars) => async (ids) => {\n  for (const id of ids) await cars.wash(id)\n}', 'src/cars/repository.js': "export const make = (pool) => ({ wash: (id) => pool.query('SELECT id FROM cars WHERE id = $1', [id]) })" }, ['src/routes.js:2']],
  ['tables in constants', { 'src/cars.js': "const db = require('./db')\nconst table = 'cars'\nexports.f = async (ids, out) => { for (const id of ids) out.push(await db(table).where({ id }).first()) }" }, ['src/cars.js:3']],
  ['promises behind a limit', looped('await Promise.all(ids.map((id) => limit(() => repair(id))))', stored), ['src/cars.ts:3']],
  ['arrays of the body that are awaited', { 'src/cars.ts': "import { repair } from './store'\nexport const f = async (req, res) => {\n  for await (const id of req.body.ids) await repair(id)\n  res.end()\n}", ...stored }, ['src/cars.ts:3']],
  ['no records of an event', { 'src/cars.ts': "import { cars } from './store'\nexport const f = async (event) => {\n  for (const record of event.Records) use(await cars.wash(record.body))\n}", ...stored }, []],
  ['none that do more', looped('for (const id of ids) await cars.report(id)', stored), []],
  ['none that remember', looped('for (const id of ids) out.push(await remember(id))', stored), []],
  ['no groups', looped('for (const group of Object.values(Object.groupBy(ids, kind))) await repair(group)', stored), []],
  ['none whose change is not all that happens', looped('for (const id of ids) { await wait(id); await repair(id) }', stored), []],
  ['tables of Drizzle by any handle', { 'src/cars.ts': "import { eq } from 'drizzle-orm'\nimport { table } from './schema'\nexport const f = async (orm, ids) => {\n  for (const id of ids) await orm.delete(table).where(eq(table.id, id))\n}" }, ['src/cars.ts:4']],
  ['version 2 of the SDK for DynamoDB', { 'src/cars.js': "const AWS = require('aws-sdk')\nconst db = new AWS.DynamoDB.DocumentClient()\nexports.f = (cars) => Promise.all(cars.map((Item) => db.put({ TableName: 'cars', Item }).promise()))" }, ['src/cars.js:3']],
  ['documents of Elasticsearch', { 'src/cars.js': "const { Client } = require('@elastic/elasticsearch')\nconst es = new Client({})\nexports.f = async (cars) => { for (const car of cars) await es.index({ index: 'cars', document: car }) }" }, ['src/cars.js:3']],
  ['models whose records are collected', { 'src/cars.js': "const { Car } = require('./models')\nexports.f = async (names) => {\n  const made = []\n  for (const name of names) made.push(await Car.create({ name }))\n  return made\n}", 'src/models.js': "const { Sequelize } = require('sequelize')\nconst db = new Sequelize('')\nexports.Car = db.define('Car', {})" }, ['src/cars.js:4']],
  ['chains of promises', looped('let chain = Promise.resolve()\n  ids.forEach((id) => { chain = chain.then(() => repair(id)) })\n  await chain', stored), ['src/cars.ts:4']],
  ['chains of promises by reduce', looped('return ids.reduce((chain, id) => chain.then(() => repair(id)), Promise.resolve())', stored), ['src/cars.ts:3']],
  ['functions of another file as callbacks', looped('await Promise.all(ids.map(repair))', stored), ['src/cars.ts:3']],
  ['models in a field', { 'src/cars.js': "const Car = require('./models/car')\nclass Cars {\n  constructor(model = Car) { this.model = model }\n  async rename(names) { for (const [id, name] of Object.entries(names)) await this.model.findByIdAndUpdate(id, { name }) }\n}" }, ['src/cars.js:4']],
  ['promises of a queue', looped('ids.forEach((id) => queue.add(() => repair(id)))\n  await queue.onIdle()', stored), ['src/cars.ts:3']],
  ['ids that are awaited', looped('for await (const id of ids) out.push(await cars.wash(id))', stored), ['src/cars.ts:3']],
  ['no stream', looped('for await (const row of rows) out.push(await cars.wash(row.id))', stored), []],
  ['updates of Supabase', { 'src/cars.ts': "export const f = async (supabase, ids) => { for (const id of ids) await supabase.from('cars').update({ sold: true }).eq('id', id) }" }, ['src/cars.ts:1']],
  ['models of dynamoose', { 'src/cars.js': "const Car = require('./models/car')\nexports.f = async (ids, out) => { for (const id of ids) out.push(await Car.get(id)) }", 'src/models/car.js': "const dynamoose = require('dynamoose')\nmodule.exports = dynamoose.model('Car', new dynamoose.Schema({ id: String }))" }, ['src/cars.js:2']],
  ['no updates of DynamoDB', looped('await Promise.all(ids.map((id) => repair(id)))', { 'src/store.ts': "import { UpdateCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'\nconst client = new DynamoDBClient({})\nexport const repair = async (id) => { await client.send(new UpdateCommand({ Key: { id } })) }" }), []],
  ['helpers that pass a statement on', looped('for (const id of ids) out.push(await cars.findOne(id))', { 'src/store.ts': "import { one } from './db'\nimport * as sql from './sql'\nexport const cars = { findOne: (id) => one(sql.byId, [id]) }", 'src/db.ts': "import { Pool } from 'pg'\nconst pool = new Pool()\nexport async function many(text, values) { const found = await pool.query(text, values); return found.rows }\nexport async function one(text, values) { return (await many(text, values))[0] }", 'src/sql.ts': "export const byId = 'SELECT * FROM cars WHERE id = $1'" }), ['src/cars.ts:3']],
  ['records of models that a folder exports', { 'src/models/index.js': "const { Sequelize } = require('sequelize')\nconst sequelize = new Sequelize('')\nconst db = {}\ndb.cars = require('./car')(sequelize)\nmodule.exports = db", 'src/models/car.js': "module.exports = (sequelize) => sequelize.define('car', {})", 'src/cars.js': "const db = require('./models')\nexports.f = async (out) => {\n  const cars = await db.cars.findAll()\n  await Promise.all(cars.map(async (car) => { out.push(await car.getWheels()) }))\n}" }, ['src/cars.js:4']],
  ['repositories of a base class', { 'src/cars.ts': "import { Repository } from 'typeorm'\nimport { Base } from './base'\nimport { Car } from './car.entity'\nexport class Cars extends Base<Car> {\n  constructor(repo: Repository<Car>) { super(repo) }\n  async paint(list) { for (const { id, colour } of list) await this.repo.update(id, { colour }) }\n}", 'src/base.ts': 'export abstract class Base<T> { constructor(protected readonly repo) {} }' }, ['src/cars.ts:6']],
  ['documents of Firestore', { 'src/cars.ts': "import { Cars } from './store'\nconst cars = new Cars()\nexport const f = async (list) => { for (const car of list) await cars.save(car) }", 'src/store.ts': "import { getFirestore } from 'firebase-admin/firestore'\nexport class Cars {\n  private readonly collection = getFirestore().collection('cars')\n  async save(car) { await this.collection.doc(car.id).set(car, { merge: true }) }\n}" }, ['src/cars.ts:3']],
  ['documents of a collection in a variable', { 'src/cars.ts': "import { getFirestore } from 'firebase-admin/firestore'\nconst db = getFirestore()\nconst cars = db.collection('cars')\nexport const f = (ids) => Promise.all(ids.map((id) => cars.doc(id).update({ sold: true })))" }, ['src/cars.ts:4']],
  ['functions that return the table', { 'src/cars.js': "const db = require('./db')\nconst table = () => db('cars')\nexports.f = async (ids, out) => { for (const id of ids) out.push(await table().where({ id }).first()) }" }, ['src/cars.js:3']],
])('loops with %s', async (_, texts, expected) => {
  expect((await findingsOf('no-query-in-loop', texts)).map((one) => one.split(' ')[0])).toEqual(expected)
})

it('connections that are kept by their database', async () => {
  const kept = "import { MongoClient } from 'mongodb'\nlet db\nexport async function getDb() {\n  if (!db) {\n    const client = await MongoClient.connect('')\n    db = client.db('cars')\n  }\n  return db\n}"
  expect(await findingsOf('pooled-connections', { 'src/db.ts': kept, ...route("import { getDb } from './db'\n", 'res.json(await (await getDb()).stats())') })).toEqual([])
})
