import { describe, expect, it } from 'vitest'
import { producerOf } from '../../src/source/duties/producers.ts'
import { callsOf } from '../../src/source/names/calls.ts'
import { parseSourceSync } from '../../src/source/syntax/parsed-file.ts'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

const express = "import express from 'express'\nconst app = express()\n"
const prisma = "import { PrismaClient } from '@prisma/client'\nconst prisma = new PrismaClient()\n"
const pool = "import { Pool } from 'pg'\nconst pool = new Pool()\n"
const route = (handler: string, imports = prisma, before = ''): Texts => ({ 'src/app.ts': `${imports}${express}${before}\napp.get('/cars', ${handler})\napp.listen(3000)\n` })
const sql = (text: string): Texts => route(`async (req, res) => res.json((await pool.query(${text})).rows)`, pool)
const served = (call: string, more: Texts, imports = ''): Texts => ({ 'src/app.ts': `${imports}${express}\n\n\napp.get('/cars', async (req, res) => res.json(await ${call}))\napp.listen(3000)\n`, ...more })
const many = 'prisma.car.findMany'

describe('bounded-queries reports whole lists', () => {
  it.each<[string, Texts, string[]]>([
    ['of a helper that is given the response', route('(req, res) => sendAll(res)', prisma, `async function sendAll(res) { res.json(await ${many}()) }`), ['src/app.ts:5']],
    ['passed to a helper with the response', route(`async (req, res) => sendList(res, await ${many}())`), ['src/app.ts:6']],
    ['as text', { 'src/list.ts': `${prisma}export const handler = async (event) => {\n  return { statusCode: 200, body: JSON.stringify(await ${many}()) }\n}` }, ['src/list.ts:4']],
    ['in one of two branches', route(`async (req, res) => res.json(req.user ? await ${many}() : [])`), ['src/app.ts:6']],
    ['in a transaction', route(`async (req, res) => { const cars = await prisma.$transaction(async (tx) => tx.car.findMany()); res.json(cars) }`), ['src/app.ts:6']],
    ['with an optional filter', route(`async (req, res) => { const where = {}; if (req.params.q) where.name = req.params.q; res.json(await ${many}({ where })) }`), ['src/app.ts:6']],
    ['with a pattern', route(`async (req, res) => res.json(await ${many}({ where: { OR: [{ name: { contains: req.params.q } }, { maker: { contains: req.params.q } }] } }))`), ['src/app.ts:6']],
    ['with a condition that may be undefined', route(`async (req, res) => res.json(await ${many}({ where: req.params.q ? { name: req.params.q } : undefined }))`), ['src/app.ts:6']],
    ['with constants in SQL', sql('`SELECT ${columns} FROM cars WHERE sold_at < now() AND hidden IS NULL`'), []],
    ['with constant columns', route('async (req, res) => res.json((await pool.query(`SELECT ${columns} FROM cars WHERE sold_at < now() AND hidden IS NULL`)).rows)', pool, "const columns = 'id, maker'"), ['src/app.ts:6']],
    ['with a pattern in SQL', sql("'SELECT * FROM cars WHERE maker ILIKE $1', [req.params.q]"), ['src/app.ts:6']],
    ['with SQL that is added to for a condition', route("async (req, res) => { let text = 'SELECT * FROM cars'; if (req.params.q) text += ' WHERE maker = $1'; res.json((await pool.query(text)).rows) }", pool), ['src/app.ts:6']],
    ['of knex, by a field', { 'src/cars.js': "const express = require('express')\nclass Cars {\n  constructor({ knex }) { this.knex = knex }\n  list(req, res) { return this.all().then((cars) => res.json(cars)) }\n  async index(req, res) { res.json(await this.knex('cars').where('sold', false)) }\n}" }, ['src/cars.js:5']],
    ['of knex, built step by step', route("async (req, res) => { const query = knex('cars').select('id'); if (req.params.q) query.where('maker', req.params.q); res.json(await query.orderBy('id')) }", "import Knex from 'knex'\nconst knex = Knex({})\n"), ['src/app.ts:6']],
    ['of drizzle in a context', { 'src/cars.ts': "import { ilike } from 'drizzle-orm'\nimport { cars } from './schema'\nexport const carsRouter = router({\n  all: publicProcedure.query(({ ctx }) => ctx.db.select().from(cars).where(ilike(cars.name, '%a%'))),\n})" }, ['src/cars.ts:4']],
    ['of bookshelf', route('async (req, res) => res.json(await db.Car.fetchAll({ withRelated: [] }))', "import bookshelf from 'bookshelf'\n\n"), ['src/app.ts:6']],
    ['of resolvers that are exported by their root', { 'src/query.ts': `export const Query = {\n  cars: (parent, args, ctx) => ctx.${many}(),\n}` }, ['src/query.ts:2']],
    ['of a service that a resolver calls', { 'src/resolvers.ts': "import { all } from './cars'\nexport const resolvers = { Query: { cars: (parent, args) => all() } }", 'src/cars.ts': `${prisma}export const all = () => ${many}()` }, ['src/cars.ts:3']],
    ['of a function that is given a callback', served('1', { 'src/routes.js': "const cars = require('./cars')\nconst router = require('express').Router()\nrouter.get('/', function (req, res) { cars.all(function (err, rows) { res.render('cars', { rows: rows }) }) })\nmodule.exports = router", 'src/cars.js': "const db = require('./db')\nexports.all = function (cb) {\n  db.query('SELECT * FROM cars', cb)\n}", 'src/db.js': "module.exports = require('mysql').createPool({})" }), ['src/cars.js:3']],
    ['of a promise that is resolved', route("async (req, res) => res.json(await new Promise((resolve, reject) => db.all('SELECT * FROM cars', (err, rows) => { if (err) reject(err); resolve(rows) })))", "import { db } from './db'\n\n"), ['src/app.ts:6']],
    ['of what is known by its name', served('db.cars.open()', { 'src/cars.ts': `${prisma}export class CarsRepository { open() { return ${many}() } }`, 'src/db.ts': "import pgPromise from 'pg-promise'\nexport const db = pgPromise({ extend })(url)" }, "import { db } from './db'\n"), ['src/cars.ts:3']],
    ['with a status', { 'src/routes.js': `${prisma}module.exports = { method: 'GET', path: '/cars', handler: async (request, h) => h.response(await ${many}()).code(200) }` }, ['src/routes.js:3']],
    ['of a statement that is prepared once', route('(req, res) => res.json(all.all())', "import Database from 'better-sqlite3'\nconst db = new Database('cars.db')\n", "const all = db.prepare('SELECT id FROM cars')"), ['src/app.ts:6']],
    ['of a database that is opened where it is required', route("(req, res) => res.json(db.prepare('SELECT id FROM cars').all())", "const db = require('better-sqlite3')('cars.db')\n"), ['src/app.ts:5']],
    ['with SQL that an order is added to', route("async (req, res) => { let text = 'SELECT * FROM cars'; text += ' ORDER BY id'; res.json((await pool.query(text)).rows) }", pool), ['src/app.ts:6']],
    ['of the only instance of a class', served('dao.all()', { 'src/cars.dao.ts': `${prisma}class CarsDao {\n  static get() { return (this.one ??= new CarsDao()) }\n  all() { return ${many}() }\n}\nexport default CarsDao.get()` }, "import dao from './cars.dao'\n"), ['src/cars.dao.ts:5']],
    ['of a promise with two callbacks', route('(req, res) => Car.find({}).then((cars) => res.json(cars), (error) => res.send(error))', "import { Car } from './models/car'\n\n"), ['src/app.ts:6']],
    ['of Q', route('async (req, res) => res.json(await all())', pool, "function all() { const later = Q.defer(); pool.query('SELECT * FROM cars', (err, rows) => later.resolve(rows)); return later.promise }"), ['src/app.ts:5']],
    ['with a pattern of TypeORM', route('async (req, res) => res.json(await cars.findBy({ name: ILike(req.params.q) }))', "import { ILike, getRepository } from 'typeorm'\nconst cars = getRepository(Car)\n"), ['src/app.ts:6']],
    ['of both branches', served('list(req.params.q)', { 'src/cars.ts': `${prisma}const all = () => ${many}()\nconst sold = () => ${many}({ where: { sold: true } })\nexport const list = async (q) => { if (q) return all(); return sold() }` }, "import { list } from './cars'\n"), ['src/cars.ts:3', 'src/cars.ts:4']],
    ['of a handle that is passed', { 'src/routes.js': "module.exports = function (app, db) {\n  app.get('/cars', async (req, res) => {\n    const cars = await db.run('SELECT * FROM cars')\n    res.render('cars', { cars: cars })\n  })\n}" }, ['src/routes.js:3']],
    ['of a field of GraphQL', { 'src/schema.ts': `${prisma}builder.queryField('cars', (t) => t.field({ type: [Car], resolve: () => ${many}() }))` }, ['src/schema.ts:3']],
    ['within callbacks', route('(req, res) => open((err, db) => load(db, (err, cars) => res.json(cars)))', pool, "function load(db, done) { pool.query('SELECT * FROM cars', (err, rows) => { if (err) done(err); else done(null, rows) }) }"), ['src/app.ts:5']],
    ['with a filter that is null', route(`async (req, res) => { const where = req.params.q ? { name: req.params.q } : null; res.json(await ${many}({ where })) }`), ['src/app.ts:6']],
    ['with joined columns', route("async (req, res) => res.json((await pool.query(`SELECT ${columns.join(', ')} FROM cars`)).rows)", pool), ['src/app.ts:6']],
    ['of a parameter with a default', served('new Cars().list()', { 'src/cars.ts': "import { CarsRepository } from './repository'\nexport class Cars {\n  constructor(private readonly store = new CarsRepository()) {}\n  list() { return this.store.all() }\n}", 'src/repository.ts': `${prisma}export class CarsRepository { all() { return ${many}() } }` }, "import { Cars } from './cars'\n"), ['src/repository.ts:3']],
    ['of a base class behind an interface', served('cars.all()', { 'src/cars.ts': "import { Cars } from './port'\nclass Service {\n  constructor(private readonly cars: Cars) {}\n  all() { return this.cars.list() }\n}\nexport const cars = new Service(make())", 'src/port.ts': 'export interface Cars { list(): Promise<Car[]> }', 'src/prisma-cars.ts': "import { Cars } from './port'\nimport { Base } from './base'\nexport class PrismaCars extends Base implements Cars {}", 'src/base.ts': `${prisma}export abstract class Base { list() { return ${many}() } }` }, "import { cars } from './cars'\n"), ['src/base.ts:3']],
    ['though the whole query string is passed on', served('list(req.query)', { 'src/cars.ts': `${prisma}export const list = (filter) => ${many}()` }, "import { list } from './cars'\n"), ['src/cars.ts:3']],
    ['of a handler that reads a filter', served('list(req.query.maker)', { 'src/cars.ts': `${prisma}export const list = (maker) => ${many}({ where: { maker } })` }, "import { list } from './cars'\n"), ['src/cars.ts:3']],
  ])('%s', async (_, texts, expected) => {
    expect((await findingsOf('bounded-queries', texts)).map((one) => one.split(' ')[0])).toEqual(expected)
  })

  it.each<[string, Texts]>([
    ['of constants in SQL', sql("'SELECT code, name FROM currencies ORDER BY name'")],
    ['of entities of constants', { 'src/list.ts': "import { EntityManager } from '@mikro-orm/postgresql'\nimport { Country } from './country'\n@QueryHandler(ListCountries)\nexport class Handler {\n  constructor(private readonly em: EntityManager) {}\n  execute() { return this.em.find(Country, {}) }\n}" }],
    ['that become a file', route(`async (req, res) => { res.setHeader('Content-Disposition', 'attachment'); res.send(await ${many}()) }`)],
    ['of constants in a tagged statement', { 'src/app.ts': "import postgres from 'postgres'\nconst sql = postgres()\napp.get('/currencies', async (req, res) => res.json(await sql`SELECT * FROM currencies`))" }],
    ['by a condition of TypeORM', route('async (req, res) => res.json(await cars.findBy({ ownerId: req.params.id }))', "import { getRepository } from 'typeorm'\nconst cars = getRepository(Car)\n")],
    ['by a column called like an option', route('async (req, res) => res.json(await Item.find({ order: orderId }))', "import { Item } from './models/item'\n")],
    ['by the id of another record', route(`async (req, res) => res.json(await ${many}({ where: { teamID: req.params.team } }))`)],
    ['of those few that are set apart', route('async (req, res) => res.json(await prisma.user.findMany({ where: { isAdmin: true } }))')],
    ['with a filter in both branches', route("async (req, res) => { let text = 'SELECT * FROM cars'; if (req.params.q) text += ' WHERE maker = $1'; else text += ' WHERE owner = $1'; res.json((await pool.query(text)).rows) }", pool)],
    ['with a limit under a condition', route("async (req, res) => { let text = 'SELECT * FROM cars'; if (req.params.q) text += ' LIMIT 10'; res.json((await pool.query(text)).rows) }", pool)],
    ['with SQL that a limit is added to', route("async (req, res) => { let text = 'SELECT * FROM cars'; text += ' LIMIT 10'; res.json((await pool.query(text)).rows) }", pool)],
    ['with a value in SQL', sql("'SELECT * FROM cars WHERE maker = $1 AND model LIKE $2', [req.params.maker, req.params.q]")],
    ['with a list of values', route('async (req, res) => res.json(await cars.find({ where: { maker: In(req.body) } }))', "import { In, Repository } from 'typeorm'\nconst cars = getRepository(Car)\n")],
    ['by what a function makes', route(`async (req, res) => res.json(await ${many}({ where: { team: teamOf(req.user) } }))`)],
    ['of entities that are paged', route('async (req, res) => res.json(await Car.find({ take: 20, skip: 0 }))', "import { Car } from './entity/Car'\n")],
    ['with options from elsewhere', served('list(req.query)', { 'src/cars.ts': `${prisma}export const list = (options) => ${many}(options)` }, "import { list } from './cars'\n")],
    ['of each item', route(`async (req, res) => res.json(await Promise.all(req.body.map((id) => ${many}({ where: { ownerId: id } }))))`)],
    ['of a package, though a class has a method of the same name', served('stripe.cars.list()', { 'src/cars.ts': `${prisma}export class Cars { list() { return ${many}() } }` }, "import Stripe from 'stripe'\nconst stripe = new Stripe('')\n")],
  ])('but none %s', async (_, texts) => {
    expect(await findingsOf('bounded-queries', texts)).toEqual([])
  })
})

it('a text that hundreds of lines add to is followed to its end', () => {
  const file = parseSourceSync('/app/text.js', `export function text(parser) {\nlet text = ''\n${'text += parser.json(1)\n'.repeat(300)}}`)
  const [first] = callsOf(file).calls
  // Without a memory, each addition leads to all others, and the timeout of the test ends it.
  expect(first && producerOf(file, first)).toBeUndefined()
})
