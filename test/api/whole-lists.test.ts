import { expect, it } from 'vitest'
import { findingsOf } from '../duties/check.ts'
import type { Texts } from '../duties/check.ts'

/** Collections whose query is visible, in the handler or behind it, and lists that may be paginated somewhere. */
const nest = (service: string, controller = '@Get() list() { return this.books.all() }'): Texts => ({
  'src/books.controller.ts': `import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { Books } from './books.service'
@Controller('books')
export class BooksController {
  constructor(private readonly books: Books) {}
  ${controller}
  @Get(':id') one(@Param('id') id: string) { return this.books.one(id) }
  @Post() add(@Body() book: NewBook) { return this.books.add(book) }
}`,
  'src/books.service.ts': `import { Injectable } from '@nestjs/common'
import { InjectRepository } from '@nestjs/typeorm'
import { Repository } from 'typeorm'
@Injectable()
export class Books {
  constructor(@InjectRepository(Book) private readonly rows: Repository<Book>) {}
  ${service}
}`,
})
const layered = (service: string, controller = 'const books = await service.all();\n  res.json({ data: books });', path = '/books'): Texts => ({
  'app.js': `const express = require('express');
const books = require('./controllers/books');
const app = express();
app.get('${path}', books.list);
app.get('${path}/:id', books.one);
app.post('${path}', books.add);
app.listen(3000);`,
  'controllers/books.js': `const service = require('../services/books');
exports.list = async (req, res) => {
  ${controller}
};
exports.one = async (req, res) => res.json(await service.one(req.params.id));
exports.add = async (req, res) => res.status(201).json(await service.add(req.body));`,
  'services/books.js': `const Book = require('../models/book');
exports.all = ${service};
exports.one = (id) => Book.findById(id);`,
  'models/book.js': "const mongoose = require('mongoose');\nmodule.exports = mongoose.model('Book', new mongoose.Schema({ title: String }));",
})
const only = (path: string): Texts => ({ ...layered('async () => Book.find()'), 'app.js': `const express = require('express');
const books = require('./controllers/books');
const app = express();
app.get('${path}', books.list);
app.listen(3000);` })
const prisma = (call: string, before = ''): Texts => ({
  'app.ts': `import express from 'express'
import { prisma } from './db'
const app = express()
${before}app.get('/books', async (req, res) => { res.json(${call}) })
app.get('/books/:id', async (req, res) => res.json(await prisma.book.findUnique({ where: { id: req.params.id } })))
app.post('/books', async (req, res) => res.status(201).json(await prisma.book.create({ data: parse(req.body) })))`,
  'db.ts': "import { PrismaClient } from '@prisma/client'\nexport const prisma = new PrismaClient()",
})

const sql = (call: string): Texts => ({ ...prisma(call), 'app.ts': (prisma(call)['app.ts'] ?? '').replace("import { prisma } from './db'", "import { collection, prisma, sql } from './db'") })

it.each([
  ['in the handler', prisma('await prisma.book.findMany()'), ['app.ts:4']],
  ['in the handler, mapped', prisma('(await prisma.book.findMany({ include: { author: true } })).map(shown)'), ['app.ts:4']],
  ['SQL in a tag', sql('await sql`SELECT id, title FROM books`'), ['app.ts:4']],
  ['SQL with a limit in a tag', sql('await sql`SELECT id FROM books LIMIT 10`'), []],
  ['SQL with a condition in a tag', sql('await sql`SELECT id FROM books WHERE a = ${1}`'), []],
  ['a collection of MongoDB', sql("await collection('books').find({}).toArray()"), ['app.ts:4']],
  ['some of a collection of MongoDB', sql("await collection('books').find({ ownerId: user.id }).toArray()"), []],
  ['given to a callback', { 'app.js': "const express = require('express')\nconst db = require('mysql').createPool({})\nconst app = express()\napp.get('/books', function (req, res) { db.query('SELECT * FROM books', function (err, rows) { if (err) return res.sendStatus(500)\nres.json(rows) }) })\napp.get('/books/:id', one)\napp.post('/books', add)" }, ['app.js:4']],
  ['looked through in a callback', { 'app.js': "const express = require('express')\nconst db = require('mysql').createPool({})\nconst app = express()\napp.get('/books', function (req, res) { db.query('SELECT * FROM books', function (err, rows) { res.json(pick(rows)) }) })\napp.get('/books/:id', one)\napp.post('/books', add)" }, []],
  ['of one that its item names otherwise', { ...nest('all() { return this.rows.find() }'), 'src/books.controller.ts': (nest('')['src/books.controller.ts'] ?? '').replace("'books'", "'book'").replace("':id'", "':isbn'") }, ['src/books.controller.ts:6']],
  ['by a function that is called query', prisma("(await query('SELECT id FROM books')).rows"), ['app.ts:4']],
  ['by a function that is called query, with a condition that is written down', prisma("(await query('SELECT id FROM books WHERE a = 1')).rows"), ['app.ts:4']],
  ['by a function that is called query, with a condition', prisma("(await query('SELECT id FROM books WHERE shelf_id = $1', [req.params.shelf])).rows"), []],
  ['of knex in another file', layered("() => db('books').select('id')"), ['app.js:4']],
  ['of knex with a limit', layered("() => db('books').select('id').limit(10)"), []],
  ['of knex with a condition that is written down', layered("() => db('books').where({ sold: true }).orderBy('id')"), ['app.js:4']],
  ['of knex with a condition', layered("(owner) => db('books').where({ owner }).orderBy('id')"), []],
  ['of D1', { 'index.ts': "import { Hono } from 'hono'\nconst app = new Hono()\napp.get('/books', async (c) => { const { results } = await c.env.DB.prepare('SELECT id FROM books').all()\nreturn c.json(results) })\napp.get('/books/:id', one)\napp.post('/books', add)\nexport default app" }, ['index.ts:3']],
  ['some of D1', { 'index.ts': "import { Hono } from 'hono'\nconst app = new Hono()\napp.get('/books', async (c) => { const { results } = await c.env.DB.prepare('SELECT id FROM books LIMIT 20').all()\nreturn c.json(results) })\napp.get('/books/:id', one)\napp.post('/books', add)\nexport default app" }, []],
  ['behind a repository that is called so', { ...prisma('await repository.findAll()'), 'app.ts': (prisma('await repository.findAll()')['app.ts'] ?? '').replace("from './db'", "from './db'\nimport { BookRepository } from './books'\nconst repository = new BookRepository()"), 'books.ts': "import { prisma } from './db'\nexport class BookRepository { findAll() { return prisma.book.findMany() } }" }, ['app.ts:6']],
  ['behind a limit of requests', prisma('await prisma.book.findMany()', 'app.use(rateLimit({ max: 10 }))\n'), ['app.ts:5']],
  ['in a method that is called as a model has it', { ...prisma('await service.findAll()'), 'app.ts': (prisma('await service.findAll()')['app.ts'] ?? '').replace("from './db'", "from './db'\nimport { Books } from './books'\nconst service = new Books()"), 'books.ts': "import { prisma } from './db'\nexport class Books { findAll() { return prisma.book.findMany({ include: { author: true } }) } }" }, ['app.ts:6']],
  ['in an object of functions', { ...prisma('await books.all()'), 'app.ts': (prisma('await books.all()')['app.ts'] ?? '').replace("from './db'", "from './db'\nimport { books } from './books'"), 'books.ts': "import { prisma } from './db'\nexport const books = { all: () => prisma.book.findMany() }" }, ['app.ts:5']],
  ['SQL of a pool', { 'app.js': "const express = require('express')\nconst { Pool } = require('pg')\nconst pool = new Pool()\nconst app = express()\napp.get('/books', async (req, res) => { const { rows } = await pool.query('SELECT id FROM books')\nreturn res.json(rows) })\napp.get('/books/:id', one)\napp.post('/books', add)" }, ['app.js:5']],
  ['SQL of a pool, with what the request asks for', { 'app.js': "const express = require('express')\nconst { Pool } = require('pg')\nconst pool = new Pool()\nconst app = express()\napp.get('/books', async (req, res) => { const { rows } = await pool.query('SELECT id FROM books')\nreturn res.json(rows.filter(by(req.query))) })\napp.get('/books/:id', one)\napp.post('/books', add)" }, []],
  ['in a repository that is asked for', layered('async () => dataSource.getRepository(Book).find()'), ['app.js:4']],
  ['in a service of Nest', nest('all() { return this.rows.find() }'), ['src/books.controller.ts:6']],
  ['in a service, awaited', nest('async all() { const rows = await this.rows.find({ order: { title: 1 } })\n return rows }', '@Get() async list() { return { data: await this.books.all() } }'), ['src/books.controller.ts:6']],
  ['in a service of functions', layered('async () => Book.find().lean()'), ['app.js:4']],
  ['of which the items have no path', only('/books'), ['app.js:4']],
  ...'agents authors courses doctors members notes players questions teachers'.split(' ').map((name) => [`of ${name}`, only(`/${name}`), ['app.js:4']] as const),
  ['of which nobody knows whether they grow', only('/shelves'), []],
  ['in a service that is given a filter, by its type', nest('all(filter: FilterQuery<Book> = {}) { return this.rows.find() }'), ['src/books.controller.ts:6']],
  ['in a service that is given an empty filter', nest('all(filterQuery) { return this.rows.find({ where: filterQuery }) }', '@Get() list() { return this.books.all({}) }'), ['src/books.controller.ts:6']],
  ['in a service that is given a filter', nest('all(filterQuery) { return this.rows.find({ where: filterQuery }) }', '@Get() list() { return this.books.all({ shelf: 1 }) }'), []],
  ['in a service of which nobody sees the filter', nest('all(filterQuery) { return this.rows.find({ where: filterQuery }) }', '@Get() list() { return this.books.all(current()) }'), []],
  ['of which the name is no plural', only('/book'), []],
  ['in a service with a filter of its own', nest('all(order: string) { const where: FilterQuery<Book> = {}\n return this.rows.find({ where, order: { [order]: 1 } }) }', "@Get() list() { return this.books.all('title') }"), ['src/books.controller.ts:6']],
  ['in a service, a page of it', nest('all() { return this.rows.find({ take: 50 }) }'), []],
  ['in a service that pages', nest('all(page = 1) { return this.rows.find() }'), []],
  ['with what the request asks for', nest('all(filter) { return this.rows.find() }', '@Get() list(@Query() query: Filter) { return this.books.all(query) }'), []],
  ['with a condition', layered('async () => Book.find({ ownerId: current() })'), []],
  ['of a service that nobody sees', layered('async () => others.all()'), []],
  ['a stream', layered('async () => Book.find().cursor()'), []],
  ['constants', layered('async () => Book.find()', undefined, '/countries'), []],
  ['behind a middleware that pages', prisma('await prisma.book.findMany()', 'app.use(paginate.middleware(10, 50))\n'), []],
  ['one of several results', prisma('{ books: await prisma.book.findMany(), total: await count() }'), ['app.ts:4']],
  ['a list that is looked through', prisma('pick(await prisma.book.findMany())'), []],
] as const)('paginated-collections: %s', async (_, texts, expected) => {
  expect(await findingsOf('paginated-collections', texts)).toEqual(expected)
})

const intercepted = { 'src/shape.ts': "import { NestInterceptor } from '@nestjs/common'\nexport class Shape implements NestInterceptor {}" }

it.each([
  ['of a service of Nest', nest('all() { return this.rows.find() }'), ['src/books.controller.ts:6']],
  ['of a service of functions', layered('async () => Book.find().lean()', 'const books = await service.all();\n  res.json(books);'), ['app.js:4']],
  ['of a service, in an object of the handler', layered('async () => Book.find().lean()'), []],
  ['of a service, in an object of its own', layered('async () => ({ data: await Book.find() })', 'res.json(await service.all());'), []],
  ['of a service of Nest behind an interceptor', { ...nest('all() { return this.rows.find() }'), ...intercepted }, []],
  ['of a service that nobody sees', layered('async () => others.all()', 'res.json(await service.all());'), []],
] as const)('no-top-level-array: %s', async (_, texts, expected) => {
  expect(await findingsOf('no-top-level-array', texts)).toEqual(expected)
})
