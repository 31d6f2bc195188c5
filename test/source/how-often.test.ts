import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { checkTexts } from '../support/check.ts'

type Texts = { readonly [file: string]: string }

async function found(rule: string, code: string): Promise<number> {
  const { findings } = await checkTexts({ 'src/a.ts': code }, rules.filter(({ id }) => id === rule))
  return findings.length
}

const models = "const { User, Order } = require('./models')\n"
const typeorm = "import { User } from './user.entity'\n"
const mongoose = "const Item = require('./models/item')\n"
const knex = "const knex = require('knex')({ client: 'pg' })\n"
const drizzle = "import { eq, inArray } from 'drizzle-orm'\nimport { db } from './db'\nimport { users } from './schema'\n"
const pg = "import { Pool } from 'pg'\nconst pool = new Pool()\n"

describe('a query in a loop', () => {
  it.each<[string, string, string]>([
    ['a model of another file', `${models}exports.f = async (orders) => { for (const o of orders) o.user = await User.findByPk(o.userId) }`, `${models}exports.f = async (orders) => User.findAll({ where: { id: orders.map((o) => o.userId) } })`],
    ['a repository by its name', 'export const f = async (userRepository, ids) => { for (const id of ids) out.push(await userRepository.findById(id)) }', 'export const f = async (userRepository, ids) => userRepository.findByIds(ids)'],
    ['a repository by its type', 'export class S { constructor(private readonly users: UserRepo) {} async f(os) { for (const o of os) o.user = await this.users.byId(o.userId) } }', 'export class S { constructor(private readonly users: UserCache) {} async f(os) { for (const o of os) o.user = await this.users.byId(o.userId) } }'],
    ['a chain of knex', `${knex}exports.f = async (ids) => { for (const id of ids) out.push(await knex('t').where({ id }).first()) }`, `${knex}exports.f = async (ids) => knex('t').whereIn('id', ids)`],
    ['a chain of drizzle', `${drizzle}export const f = async (ids) => { for (const id of ids) out.push(await db.select().from(users).where(eq(users.id, id))) }`, `${drizzle}export const f = async (ids) => { for (const id of ids) log(id); return await db.select().from(users).where(inArray(users.id, ids)) }`],
    ['a repository', `${typeorm}export const f = async (manager, ids) => { for (const id of ids) out.push(await manager.getRepository(User).createQueryBuilder('u').where('u.id = :id', { id }).getOne()) }`, `${typeorm}export const f = async (manager, groups) => { for (const { entity, key } of groups) out.push(await manager.getRepository(entity).createQueryBuilder('e').where('e.key = :key', { key }).getOne()) }`],
    ['a collection in a variable', "const { MongoClient } = require('mongodb')\nconst db = new MongoClient('mongodb://a').db('shop')\nexports.f = async (ids) => { const all = db.collection('orders'); for (const id of ids) out.push(await all.findOne({ id })) }", "const { MongoClient } = require('mongodb')\nconst db = new MongoClient('mongodb://a').db('shop')\nexports.f = async (names) => { for (const name of names) { const all = db.collection(name); out.push(await all.findOne({ name })) } }"],
    ['a database', "import { DataSource } from 'typeorm'\nexport const f = async (source: DataSource, ids) => { for (const id of ids) await source.query('DELETE FROM t WHERE id = $1', [id]) }", "import { DataSource } from 'typeorm'\nexport const f = async (sources: DataSource[]) => { for (const source of sources) await source.query('DELETE FROM t WHERE done') }"],
    ['a session of neo4j', "export const f = async (session, pairs) => { for (const [a, b] of pairs) await session.run('MERGE (:A {id: $a})-[:K]->(:B {id: $b})', { a, b }) }", "export const f = async (session, pairs) => session.run('UNWIND $pairs AS p MERGE (:A {id: p[0]})', { pairs })"],
    ['a chain of kysely', "export const f = async (ctx, ids) => { for (const id of ids) out.push(await ctx.db.selectFrom('t').where('id', '=', id).execute()) }", "export const f = async (ctx, ids) => ctx.db.selectFrom('t').where('id', 'in', ids).execute()"],
    ['a collection of MongoDB', "export const f = async (db, ids) => { for (const id of ids) out.push(await db.collection('a').findOne({ id })) }", "export const f = async (db, ids) => db.collection('a').find({ id: { $in: ids } }).toArray()"],
    ['a cursor of MongoDB', "export const f = async (db, ids) => { for (const id of ids) out.push(...(await db.collection('a').find({ id }).toArray())) }", 'export const f = async (db, ids) => { for (const id of ids) out.push(await stream.read(id).toArray()) }'],
    ['an insert of kysely', "export const f = async (db, rows) => { for (const row of rows) await db.insertInto('t').values(row).execute() }", "export const f = async (db, rows) => db.insertInto('t').values(rows).execute()"],
    ['a transaction of Prisma', 'export const f = (prisma, items) => prisma.$transaction(async (tx) => { for (const { sku } of items) out.push(await tx.product.findUnique({ where: { sku } })) })', 'export const f = (prisma, items) => prisma.$transaction(async (tx) => { for (const { sku } of items) out.push(await tx.product.lookUp({ where: { sku } })) })'],
    ['an entity manager of MikroORM', "import { EntityManager } from '@mikro-orm/core'\nexport const f = async (em: EntityManager, ids) => { for (const id of ids) out.push(await em.findOne(Item, { id })) }", "import { EntityManager } from '@mikro-orm/core'\nexport const f = async (em: EntityManager, ids) => { for (const id of ids) em.persist(new Item(id)); await em.find(Item, { id: { $in: ids } }) }"],
    ['Supabase', "export const f = async (supabase, ids) => { for (const id of ids) out.push(await supabase.from('t').select('*').eq('id', id).single()) }", "export const f = async (supabase, ids) => { for (const id of ids) await supabase.rpc('see', { id }) }"],
    ['pg-promise', "const db = require('./db')\nexports.f = async (ids) => { for (const id of ids) out.push(await db.oneOrNone('SELECT * FROM t WHERE id = $1', [id])) }", "const db = require('./db')\nexports.f = async (ids) => { for (const id of ids) out.push(id); return db.any('SELECT * FROM t WHERE id = ANY($1)', [ids]) }"],
    ['gathered promises that are returned', `${pg}exports.f = (ids) => Promise.all(ids.map((id) => pool.query('SELECT * FROM t WHERE id = $1', [id])))`, `${pg}exports.f = (ids) => Promise.all([pool.query('SELECT * FROM t WHERE id = ANY($1)', [ids]), pool.query('SELECT * FROM u WHERE id = ANY($1)', [ids])])`],
    ['callbacks', "const db = require('mysql').createConnection({})\nexports.f = (orders) => { orders.forEach(function (o) { db.query('SELECT * FROM t WHERE id = ?', [o.owner], function (error, rows) { o.owner = rows[0] }) }) }", "const db = require('mysql').createConnection({})\nexports.f = (orders) => { orders.forEach(function (o) { bus.query('owner', [o.owner], function (error, rows) { o.owner = rows[0] }) }) }"],
    ['reduce', `${pg}exports.f = (ids) => ids.reduce(async (all, id) => [...(await all), (await pool.query('SELECT * FROM t WHERE id = $1', [id])).rows[0]], [])`, `${pg}exports.f = (ids) => ids.reduce(async (all, id) => [...(await all), await cache.read(id)], [])`],
    ['promises that are gathered', `${pg}exports.f = async (ids) => { const all = await Promise.all(ids.map((id) => pool.query('SELECT * FROM t WHERE id = $1', [id]))); return all }`, `${pg}exports.f = async () => { const all = await Promise.all(['a', 'b'].map((id) => pool.query('SELECT * FROM t WHERE id = $1', [id]))); return all }`],
    ['a template with a tag', "import sql from './sql'\nexport const f = async (ids) => { for (const id of ids) out.push(...(await sql`SELECT * FROM t WHERE id = ${id}`)) }", "import sql from './sql'\nexport const f = async (ids) => { for (const id of ids) parts.push(sql`(${id})`); return sql`SELECT * FROM t` }"],
    ['a statement in an object', "import { createClient } from '@libsql/client'\nconst db = createClient({})\nexport const f = async (ids) => { for (const id of ids) out.push(await db.execute({ sql: 'SELECT * FROM t WHERE id = ?', args: [id] })) }", "import { createClient } from '@libsql/client'\nconst db = createClient({})\nexport const f = async (ids) => { for (const id of ids) all.push({ sql: 'SELECT * FROM t WHERE id = ?', args: [id] }); await db.batch(all) }"],
    ['what goes on after the query', `${mongoose}exports.f = async (ids) => { for (const id of ids) out.push(await Item.findById(id).lean()) }`, `${mongoose}exports.f = async (ids) => { for (const id of ids) out.push(await cache.findById(id).lean()) }`],
    ['a table whose handle is made elsewhere', "const db = require('./db')\nexports.f = async (ids) => { for (const id of ids) out.push(await db('users').where({ id }).first()) }", "const db = require('./db')\nexports.f = async (ids) => { for (const id of ids) out.push(await http('users').where({ id }).first()) }"],
    ['a loop over keys', `${pg}exports.f = async (ids) => { for (const key in ids) out.push(await pool.query('SELECT * FROM t WHERE id = $1', [ids[key]])) }`, `${pg}exports.f = async () => { for (const table in { a: 1, b: 2 }) out.push(await pool.query('SELECT pg_table_size($1)', [table])) }`],
    ['a list that is drained', `${pg}exports.f = async (ids) => { while (ids.length > 0) { const id = ids.shift(); out.push(await pool.query('SELECT * FROM t WHERE id = $1', [id])) } }`, `${pg}exports.f = async (ids) => { while (ids.length > 0) { const id = ids.shift(); const { rows } = await pool.query('SELECT * FROM t WHERE parent = $1', [id]); ids.push(...rows) } }`],
    ['a counter in while', `${pg}exports.f = async (ids) => { let i = 0; while (i < ids.length) { out.push(await pool.query('SELECT * FROM t WHERE id = $1', [ids[i]])); i++ } }`, `${pg}exports.f = async () => { let last = 0; while (last !== undefined) { const { rows } = await pool.query('SELECT * FROM t WHERE id > $1 LIMIT 9', [last]); last = rows.at(-1)?.id } }`],
    ['a text that is put together', `${pg}exports.f = async (ids) => { for (const id of ids) out.push(await pool.query('SELECT * FROM t WHERE id = ' + id)) }`, `${pg}exports.f = async (tables) => { for (const table of tables) out.push(await pool.query('SELECT * FROM ' + table + ' WHERE id = 1')) }`],
    ['promises in a variable', `${pg}exports.f = async (ids) => { const all = ids.map((id) => pool.query('SELECT * FROM t WHERE id = $1', [id])); return Promise.all(all) }`, `${pg}exports.f = async (ids) => { const all = ids.map((id) => names.get(id)); return Promise.all(all) }`],
    ['promises that are pushed', `${pg}exports.f = async (ids) => { const all = []; for (const id of ids) all.push(pool.query('SELECT * FROM t WHERE id = $1', [id])); return Promise.all(all) }`, `${pg}exports.f = async (ids) => { const all = []; for (const id of ids) all.push(fetch(id)); all.push(pool.query('SELECT * FROM t')); return Promise.all(all) }`],
    ['a function that is given the list', `${pg}exports.f = (ids) => pMap(ids, async (id) => (await pool.query('SELECT * FROM t WHERE id = $1', [id])).rows[0], { concurrency: 4 })`, `${pg}exports.f = (ids) => pMap(chunks(ids), async (some) => (await pool.query('SELECT * FROM t WHERE id = ANY($1)', [some])).rows)`],
    ['what is known already', `${pg}exports.f = async (ids) => { const all = new Map(); for (const id of ids) { if (all.has(id)) log(id); all.set(id, await pool.query('SELECT * FROM t WHERE id = $1', [id])) } }`, `${pg}exports.f = async (ids) => { const all = new Map(); for (const id of ids) { if (all.has(id)) continue; all.set(id, await pool.query('SELECT * FROM t WHERE id = $1', [id])) } }`],
    ['two lists, one of them written down', `${pg}exports.f = async (ids) => { for (const id of ids) for (const kind of ['a', 'b']) out.push(await pool.query('SELECT * FROM t WHERE id = $1 AND kind = $2', [id, kind])) }`, `${pg}import { KINDS } from './kinds'\nexports.f = async () => { for (const kind of KINDS) out.push(await pool.query('SELECT * FROM t WHERE kind = $1', [kind])) }`],
    ['what gives up where something is amiss', `${pg}exports.f = async (ids, res) => { for (const id of ids) { const { rows } = await pool.query('SELECT * FROM t WHERE id = $1', [id]); if (!rows[0]) return res.status(404).end() } }`, `${pg}exports.f = async (ids) => { for (const id of ids) { const { rows } = await pool.query('SELECT * FROM t WHERE id = $1', [id]); if (rows[0]) return rows[0] } }`],
    ['callbacks that are handed on', "const con = require('./con')\nconst async = require('async')\nexports.f = (ids, done) => async.each(ids, (id, cb) => { con.query('SELECT * FROM t WHERE id = ?', [id], cb) }, done)", "const con = require('./con')\nconst async = require('async')\nexports.f = (ids, done) => async.each(ids, (id, cb) => { con.on('drain', [id], cb) }, done)"],
    ['a waiting loop over an array', `${pg}export const f = async (ids: string[]) => { for await (const id of ids) out.push(await pool.query('SELECT * FROM t WHERE id = $1', [id])) }`, `${pg}export const f = async (ids: Readable) => { for await (const id of ids) out.push(await pool.query('SELECT * FROM t WHERE id = $1', [id])) }`],
    ['promises of bluebird', `${models}const Promise = require('bluebird')\nexports.f = (ids) => Promise.map(ids, (id) => User.findByPk(id))`, `${models}const Promise = require('bluebird')\nexports.f = (ids) => Promise.map(ids, (id) => known.get(id))`],
    ['a function by its name', `${pg}const one = async (row) => ({ ...row, a: await pool.query('SELECT * FROM t WHERE id = $1', [row.id]) })\nexports.f = async (rows) => Promise.all(rows.map(one))`, `${pg}const one = async (row) => ({ ...row, a: await fetch(row.url) })\nexports.f = async (rows) => Promise.all(rows.map(one))`],
    ['what belongs to a record', `${models}exports.f = async () => { const users = await User.findAll(); for (const user of users) out.push(await user.getOrders()) }`, `${models}exports.f = async () => { const users = await fetchAll(); for (const user of users) out.push(await user.getOrders()) }`],
    ['DynamoDB', "import { GetCommand } from '@aws-sdk/lib-dynamodb'\nexport const f = async (client, ids) => { for (const id of ids) out.push(await client.send(new GetCommand({ TableName: 't', Key: { id } }))) }", "import { QueryCommand } from '@aws-sdk/lib-dynamodb'\nexport const f = async (client, ids) => { for (const id of ids) out.push(await client.send(new QueryCommand({ TableName: 't', id }))) }"],
    ['Firestore', "import { getFirestore } from 'firebase-admin/firestore'\nconst db = getFirestore()\nexport const f = async (ids) => { for (const id of ids) out.push(await db.collection('t').doc(id).get()) }", "import { getFirestore } from 'firebase-admin/firestore'\nconst db = getFirestore()\nexport const f = async (ids) => { for (const id of ids) out.push(await remote.shelf('t').get(id)) }"],
    ['what is asked for once each', `${pg}exports.f = async (ids) => { for (const id of ids) { if (!seen.has(id)) out.push(await pool.query('SELECT * FROM t WHERE id = $1', [id])) } }`, `${pg}exports.f = async (ids) => { for (const id of ids) { if (!seen.has(id)) seen.set(id, await pool.query('SELECT * FROM t WHERE id = $1', [id])) } }`],
    ['another database in each turn', `${pg}exports.f = async (all) => { for (const one of all) { const own = new Book(one); out.push(await pool.query('SELECT * FROM t WHERE id = $1', [own.id])) } }`, `${pg}exports.f = async (all) => { for (const one of all) { const own = new Pool(one); out.push(await own.query('SELECT * FROM t WHERE id = $1', [one.id])) } }`],
    ['turn after turn', `${pg}exports.f = (ids) => ids.reduce(async (before, id) => { await before; await pool.query('UPDATE t SET a = 1 WHERE id = $1', [id]) }, Promise.resolve())`, `${pg}exports.f = (ids) => ids.reduce(async (before, id) => { await mail(id); await pool.query('UPDATE t SET a = 1 WHERE id = $1', [id]) }, Promise.resolve())`],
    ['a migration', `${pg}exports.up = async (pool, ids) => { for (const id of ids) out.push(await pool.query('SELECT * FROM t WHERE id = $1', [id])) }`, `${pg}exports.up = async (pool, ids) => { for (const id of ids) out.push(await pool.query('SELECT * FROM t WHERE id = $1', [id])) }\nexports.down = async (pool) => {}`],
  ])('%s', async (_, bad, good) => {
    expect(await found('no-query-in-loop', bad)).toBe(1)
    expect(await found('no-query-in-loop', good)).toBe(0)
  })
})

describe('a query in a loop by way of a function or a model of another file', () => {
  const one = `async function authorOf(book) { return (await pool.query('SELECT * FROM authors WHERE id = $1', [book.authorId])).rows[0] }`
  const books = (inner: string): string => `exports.f = async (books) => { for (const book of books) ${inner} }`
  const repository = (body: string): string => `import { pool } from './db'\nexport class Authors { find(id: string) { ${body} } }`
  const service = "import { Authors } from './authors'\nexport class Books { constructor(private readonly authors: Authors) {} async f(books) { for (const b of books) b.author = await this.authors.find(b.authorId) } }"
  const marks = "pool.query('UPDATE authors SET seen = 1 WHERE id = $1', [id])"
  const adds = "pool.query('INSERT INTO authors (name) VALUES ($1)', [id])"
  const tags = (made: string): string => `const { Sequelize } = require('sequelize')\nconst sequelize = new Sequelize('')\nexports.Tag = ${made}('Tag', {})`
  const storing = "const { Tag } = require('./models')\nexports.f = async (names) => { for (const name of names) await Tag.create({ name }) }"
  const asks = "return pool.query('SELECT * FROM authors WHERE id = $1', [id])"

  it.each<[string, Texts, Texts]>([
    [
      'in a base class',
      { 'src/base.ts': `import { pool } from './db'\nexport class Base { find(id: string) { return pool.query('SELECT name FROM t WHERE id = $1', [id]) } }`, 'src/authors.ts': "import { Base } from './base'\nexport class Authors extends Base {}", 'src/books.ts': service },
      { 'src/base.ts': `import { pool } from './db'\nexport class Base { find(id: string) { return pool.query('SELECT name FROM t WHERE id = $1', [id]) } }`, 'src/authors.ts': "import { Base } from './base'\nexport class Authors extends Base { find(id: string) { return names[id] } }", 'src/books.ts': service },
    ],
    ['of the file', { 'src/a.ts': `${pg}${one}\n${books('book.author = await authorOf(book)')}` }, { 'src/a.ts': `${pg}async function authorOf(book) { return names.get(book.authorId) }\n${books('book.author = await authorOf(book)')}` }],
    ['that remembers', { 'src/a.ts': `${pg}${one}\n${books('out.push(await authorOf(book))')}` }, { 'src/a.ts': `${pg}${one.replace('{ return', '{ if (known.has(book)) return known.get(book); return')}\n${books('out.push(await authorOf(book))')}` }],
    ['of a class in another file', { 'src/authors.ts': repository(asks), 'src/books.ts': service }, { 'src/authors.ts': repository('return fetch(`/authors/${id}`)'), 'src/books.ts': service }],
    ['that stores', { 'src/authors.ts': repository(`return ${marks}`).replace('find(', 'save('), 'src/books.ts': service.replace('b.author = await this.authors.find', 'await this.authors.save').replace('b.authorId', 'b') }, { 'src/authors.ts': repository(`await check(id); await ${marks}`).replace('find(', 'async save('), 'src/books.ts': service.replace('b.author = await this.authors.find', 'await this.authors.save').replace('b.authorId', 'b') }],
    ['under another name', { 'src/authors.ts': repository(`return ${marks}`).replace('find(', 'archive('), 'src/books.ts': service.replace('b.author = await this.authors.find', 'await this.authors.archive').replace('b.authorId', 'b') }, { 'src/authors.ts': repository('return fetch(id)').replace('find(', 'archive('), 'src/books.ts': service.replace('b.author = await this.authors.find', 'await this.authors.archive').replace('b.authorId', 'b') }],
    ['that inserts', { 'src/authors.ts': repository(`await ${adds}`).replace('find(', 'async insert('), 'src/books.ts': service.replace('b.author = await this.authors.find', 'await this.authors.insert').replace('b.authorId', 'b') }, { 'src/authors.ts': repository(`await ${adds}`).replace('find(', 'async insert('), 'src/books.ts': service.replace('b.author = await this.authors.find', 'b.author = await this.authors.insert').replace('b.authorId', 'b') }],
    ['of a record of TypeORM', { 'src/user.ts': "import { BaseEntity } from 'typeorm'\nexport class User extends BaseEntity {}", 'src/a.ts': "import { User } from './user'\nexport const f = (ids) => Promise.all(ids.map(async (id) => ({ id, user: await User.findOneBy({ id }) })))" }, { 'src/user.ts': 'export class User extends Base {}', 'src/a.ts': "import { User } from './user'\nexport const f = (ids) => Promise.all(ids.map(async (id) => ({ id, user: await User.findOneBy({ id }) })))" }],
    ['of a model that is told by little', { 'src/user.ts': "import { model } from 'mongoose'\nexport const User = model('User', {})", 'src/a.ts': "import { User } from './user'\nexport const f = (all) => Promise.all(all.map((email) => User.exists({ email })))" }, { 'src/user.ts': 'export const User = new Directory()', 'src/a.ts': "import { User } from './user'\nexport const f = (all) => Promise.all(all.map((email) => User.exists({ email })))" }],
    [
      'of a service before a repository',
      { 'src/authors.ts': repository(asks), 'src/a.ts': "import { Authors } from './authors'\nexport class Service { constructor(private readonly authors: Authors) {} isKnown(id: string) { return this.authors.find(id) } }", 'src/books.ts': "import { Service } from './a'\nconst service = new Service()\nexport const f = async (books) => { for (const b of books) b.ok = await service.isKnown(b.id) }" },
      { 'src/authors.ts': repository(asks), 'src/a.ts': "import { Authors } from './authors'\nexport class Service { constructor(private readonly authors: Authors) {} isKnown(id: string) { return fetch(id) } }", 'src/books.ts': "import { Service } from './a'\nconst service = new Service()\nexport const f = async (books) => { for (const b of books) b.ok = await service.isKnown(b.id) }" },
    ],
    [
      'of what is injected by its name',
      { 'src/authors-of.js': 'exports.makeAuthors = (db) => new Authors(db)', 'src/authors.js': `const { pool } = require('./db')\nmodule.exports = function makeAuthors() { const find = (id) => ${asks.slice(7)}\nreturn { find } }`, 'src/books.js': 'module.exports = ({ authors }) => ({ f: async (books) => { for (const b of books) b.author = await authors.find(b.authorId) } })' },
      { 'src/authors.js': `const { pool } = require('./db')\nexports.makeAuthors = () => ({ find: (id) => ${asks.slice(7)} })\nexports.Authors = class { find(id) { return names[id] } }`, 'src/books.js': 'module.exports = ({ authors }) => ({ f: async (books) => { for (const b of books) b.author = await authors.find(b.authorId) } })' },
    ],
    ['of a model', { 'src/models/index.js': tags('sequelize.define'), 'src/a.js': storing }, { 'src/models/index.js': tags('registry.add'), 'src/a.js': storing }],
    ['that calls itself', { 'src/a.ts': `${pg}${one}\n${books('out.push(await authorOf(book))')}` }, { 'src/a.ts': `${pg}exports.readTree = async function readTree(id) { const { rows } = await pool.query('SELECT id FROM t WHERE parent = $1', [id]); for (const row of rows) row.children = await readTree(row.id); return rows }` }],
  ])('%s', async (_, bad, good) => {
    const used = rules.filter(({ id }) => id === 'no-query-in-loop')
    expect((await checkTexts(bad, used)).findings).toHaveLength(1)
    expect((await checkTexts(good, used)).findings).toHaveLength(0)
  })
})

describe('what is stored one by one', () => {
  const typeorm = "import { InjectRepository } from '@nestjs/typeorm'\nimport { Repository } from 'typeorm'\n"
  const all = (body: string): string => `${typeorm}export class Import { constructor(@InjectRepository(Item) private readonly items: Repository<Item>) {} async f(rows) { for (const row of rows) { ${body} } } }`
  const prisma = (data: string): string => `import { PrismaClient } from '@prisma/client'\nconst prisma = new PrismaClient()\nexport const f = async (names) => { for (const name of names) await prisma.tag.create({ data: ${data} }) }`

  const gathered = (how: string): string => `import { PrismaClient } from '@prisma/client'\nconst prisma = new PrismaClient()\nexport const f = async (names) => Promise.${how}(names.map((name) => prisma.tag.create({ data: { name } })))`

  it.each<[string, string, string]>([
    ['by TypeORM', all('await this.items.save(row)'), all('const saved = await this.items.save(row); done.push(saved.id)')],
    ['by Prisma', prisma('{ name }'), prisma('{ name, posts: { create: [] } }')],
    ['in a transaction of Prisma', prisma('{ name }').replace('await prisma', 'await tx'), prisma('{ name, posts: { createMany: { data: [] } } }').replace('await prisma', 'await tx')],
    ['for each its own, by drizzle', `${drizzle}export const f = async (items) => { for (const { id, name } of items) await db.update(users).set({ name }).where(eq(users.id, id)) }`, `${drizzle}export const f = async (ids) => { for (const id of ids) out.push(eq(users.id, id)); await db.update(users).set({ done: true }).where(or(...out)) }`],
    ['for each its own, by knex', `${knex}exports.f = async (items) => { for (const { id, name } of items) await knex('t').where({ id }).update({ name }) }`, `${knex}exports.f = async (items) => { for (const { id, name } of items) { const count = await knex('t').update({ name }); if (count === 0) throw new Error(id) } }`],
    ['by SQL', `${pg}exports.f = async (items) => { for (const { id, name } of items) await pool.query('UPDATE t SET name = $2 WHERE id = $1', [id, name]) }`, `${pg}exports.f = async (items) => { for (const { id, name } of items) { await mail.send(name); await pool.query('UPDATE t SET name = $2 WHERE id = $1', [id, name]) } }`],
    ['at the same time', gathered('all'), gathered('allSettled')],
    ['by the record itself', `${models}exports.f = async () => { const users = await User.findAll(); for (const user of users) { user.seen = true; await user.save() } }`, `${models}exports.f = async () => { const users = await User.findAll(); for (const user of users) { await mail.send(user); await user.save() } }`],
    ['by a record that is given', `${models}exports.all = () => Order.findAll()\nexports.f = async (orders) => { for (const order of orders) { order.done = true; await order.save() } }`, "const pictures = require('./pictures')\nexports.f = async (all) => { for (const picture of all) { picture.done = true; await picture.save() } }"],
    ['by a manager', "import { EntityManager } from 'typeorm'\nexport const f = async (em: EntityManager, items) => { for (const item of items) await em.save(item) }", "import { EntityManager } from 'typeorm'\nexport const f = async (em: EntityManager, items) => { for (const item of items) item.done = true; await em.save(items) }"],
    ['whose results are collected', all('const saved = await this.items.save(row); done.push(saved)'), all('const saved = await this.items.save(row); ids.set(row, saved.id)')],
    ['whose results are collected at once', all('done.push(await this.items.save(row))'), all('done.push((await this.items.save(row)).id)')],
    ['with other work', all('await this.items.save(this.items.create(row))'), all('await this.mail.send(row); await this.items.save(row)')],
  ])('%s', async (_, bad, good) => {
    expect(await found('no-query-in-loop', bad)).toBe(1)
    expect(await found('no-query-in-loop', good)).toBe(0)
  })
})

describe('a query without a limit', () => {
  const mikro = "import { EntityManager } from '@mikro-orm/core'\nconst em = new EntityManager()\n"
  const answer = (head: string, query: string): string => `${head}router.get('/all', async (req, res) => { res.json(await ${query}) })`

  it.each<[string, string, string]>([
    ['a model of another file', answer(models, 'Order.findAll({ where: { open: true } })'), answer(models, 'Order.findAll({ where: { open: true }, limit: 20 })')],
    ['with cursors of MongoDB, of a collection from elsewhere', "let items\nexports.inject = (db) => { items = db.collection('items') }\nrouter.get('/all', async (req, res) => { res.json(await items.find().sort({ a: 1 }).toArray()) })", "let items\nexports.inject = (db) => { items = db.collection('items') }\nrouter.get('/all', async (req, res) => { res.json(await items.find().sort({ a: 1 }).limit(9).toArray()) })"],
    ['with a constant condition', `${pg}router.get('/all', async (req, res) => { const { rows } = await pool.query("SELECT id FROM t WHERE deleted_at IS NULL ORDER BY id"); res.json(rows) })`, `${pg}router.get('/all', async (req, res) => { const { rows } = await pool.query("SELECT id FROM t WHERE owner_id = 'a' ORDER BY id"); res.json(rows) })`],
    ['or an error', `${pg}router.get('/all', (req, res) => { pool.query('SELECT id FROM t', (error, result) => res.send(error || result.rows)) })`, `${pg}router.get('/all', (req, res) => { pool.query('SELECT id FROM t LIMIT 9', (error, result) => res.send(error || result.rows)) })`],
    ['of a resolver, by a handle from elsewhere', "import { db } from './db'\nexport const resolvers = { Query: { users: () => db.user.findMany() } }", "import { db } from './db'\nexport const resolvers = { Query: { users: () => db.user.findMany({ take: 9 }) } }"],
    ['a chain of knex', answer(knex, "knex('items').select('*')"), answer(knex, "knex('items').select('*').limit(20)")],
    ['a chain of knex with a condition', answer(knex, "knex('items').select('id').orderBy('id')"), answer(knex, "knex('items').select('id').where({ owner: req.user.id }).orderBy('id')")],
    ['a chain of kysely', answer("import { db } from './db'\n", "db.selectFrom('users').selectAll().execute()"), answer("import { db } from './db'\n", "db.selectFrom('users').selectAll().limit(20).execute()")],
    ['a chain of knex with what is written down', answer(knex, "knex('items').select('id').where('level', 'error')"), answer(knex, "knex('items').select('id').where('id', 7)")],
    ['a chain of knex with an object that is written down', answer(knex, "knex('items').where({ level: 'error' }).orderBy('id')"), answer(knex, "knex('items').where({ level: req.query.level, ownerId: 1 }).orderBy('id')")],
    ['a chain of knex that names its table later', answer(knex, "knex.select('id').from('items')"), answer(knex, "knex.select('id').from('items').limit(20)")],
    ['a chain of knex that is limited later', `${knex}router.get('/all', async (req, res) => { const query = knex('items').select('id').orderBy('id'); query.clearSelect(); res.json(await query) })`, `${knex}router.get('/all', async (req, res) => { const query = knex('items').select('id').orderBy('id'); query.limit(20); res.json(await query) })`],
    ['a builder of TypeORM', `${typeorm}router.get('/all', async (req, res) => { const builder = source.getRepository(User).createQueryBuilder('u'); builder.orderBy('u.name'); res.json(await builder.getMany()) })`, `${typeorm}router.get('/all', async (req, res) => { const builder = source.getRepository(User).createQueryBuilder('u'); builder.orderBy('u.name').take(20); res.json(await builder.getMany()) })`],
    ['a condition in a variable', `${mongoose}router.get('/all', async (req, res) => { const filter = { done: true }; res.json(await Item.find(filter)) })`, `${mongoose}router.get('/all', async (req, res) => { const filter = { done: true }; filter.owner = req.user.id; res.json(await Item.find(filter)) })`],
    ['a change of kysely', answer("import { db } from './db'\n", "db.selectFrom('users').selectAll().execute()"), answer("import { db } from './db'\n", "db.insertInto('users').values(req.body).execute()")],
    ['by way of promises', `${models}router.get('/all', (req, res, next) => { Order.findAll().then((orders) => res.json(orders)).catch(next) })`, `${models}router.get('/all', (req, res, next) => { Order.findAll().then((orders) => res.json(orders.length)).catch(next) })`],
    ['by way of a callback', "const db = require('./db')\nrouter.get('/all', (req, res) => { db.all('SELECT * FROM logs', [], (error, rows) => res.json({ rows })) })", "const db = require('./db')\nrouter.get('/all', (req, res) => { db.all('SELECT * FROM logs LIMIT 50', [], (error, rows) => res.json({ rows })) })"],
    ['a model beside others', answer("const db = require('../models')\n", 'db.Order.findAll({ where: { open: true } })'), answer("const db = require('../models')\n", 'db.Order.findAll({ where: { open: true }, limit: 20 })')],
    ['a callback beside the condition', `${mongoose}router.get('/all', (req, res, next) => { Item.find({}, (error, items) => { if (error) return next(error); res.json(items) }) })`, `${mongoose}router.get('/all', (req, res, next) => { Item.find({}, null, { limit: 20 }, (error, items) => { if (error) return next(error); res.json(items) }) })`],
    ["the connection that Fastify's plugin adds", "app.get('/all', async (request, reply) => { const { rows } = await app.pg.query('SELECT * FROM t'); return reply.send(rows) })", "app.get('/all', async (request, reply) => { const { rows } = await app.pg.query('SELECT * FROM t LIMIT 20'); return reply.send(rows) })"],
    ['what is added to the text', `${pg}router.get('/all', async (req, res) => { const text = 'SELECT * FROM t'; res.json((await pool.query(text)).rows) })`, `${pg}router.get('/all', async (req, res) => { let text = 'SELECT * FROM t'; text += ' LIMIT 5'; res.json((await pool.query(text)).rows) })`],
    ['a condition of whose they are', answer(mongoose, 'Item.find({ done: req.query.done })'), answer(mongoose, 'Item.find({ owner: req.user.id })')],
    ['a chain of drizzle', answer(drizzle, 'db.select().from(users)'), answer(drizzle, 'db.select().from(users).limit(20)')],
    ['a relational query of drizzle', answer(drizzle, 'db.query.users.findMany({ columns: { id: true } })'), answer(drizzle, 'db.query.users.findMany({ limit: 20 })')],
    ['raw text of kysely', answer("import { db } from './db'\n", "db.selectFrom('users').selectAll().execute()"), answer("import { sql } from 'kysely'\nimport { db } from './db'\n", "sql.raw('SELECT * FROM users LIMIT 5').execute(db)")],
    ['an entity manager of MikroORM', answer(mikro, "em.find(User, {}, { orderBy: { id: 'desc' } })"), answer(mikro, 'em.find(User, {}, { limit: 20 })')],
    ['an entity manager whose condition selects few', answer(mikro, 'em.find(User, { open: true })'), answer(mikro, 'em.find(User, { owner: req.user.id })')],
    ['a handle of another file', answer("const { pool } = require('./db')\n", "pool.query('SELECT * FROM t')"), answer("const { pool } = require('./db')\n", "pool.query('UPDATE t SET a = 1')")],
    ['several lists at once', `${mongoose}router.get('/all', async (req, res) => { const [items, tags] = await Promise.all([Item.find(), Tag.find()]); res.json({ items, tags }) })`, `${mongoose}router.get('/all', async (req, res) => { const [items, count] = await Promise.all([Item.find().limit(20), Item.countDocuments()]); res.json({ items, count }) })`],
    ['a callback of Mongoose', `${mongoose}router.get('/all', (req, res) => { Item.find({}, (error, items) => { res.json(items) }) })`, `${mongoose}router.get('/all', (req, res) => { Item.find({}, (error, items) => { res.json(items.length) }) })`],
    ['a handle that another function uses too', answer("import { drizzle } from 'drizzle-orm/node-postgres'\nimport { users } from './schema'\nconst db = drizzle(pool)\nexport const few = () => db.select().from(users).limit(5)\n", 'db.select().from(users)'), answer("import { drizzle } from 'drizzle-orm/node-postgres'\nimport { users } from './schema'\nconst db = drizzle(pool)\nexport const all = () => db.select().from(users)\n", 'db.select().from(users).limit(5)')],
    ['a page and a count', answer(typeorm, 'source.getRepository(User).findAndCount()').replace('router', "import { DataSource } from 'typeorm'\nconst source = new DataSource({})\nrouter"), answer(typeorm, 'source.getRepository(User).findAndCount({ take: 20 })').replace('router', "import { DataSource } from 'typeorm'\nconst source = new DataSource({})\nrouter")],
    ['a resolver without arguments', `${models}export const resolvers = { Query: { orders: () => Order.findAll() } }`, `${models}export const resolvers = { Order: { all: () => Order.findAll() } }`],
    ['alternatives', answer(models, 'Order.findAll({ where: { open: true } })'), answer(models, 'Order.findAll({ where: { [Op.or]: [{ open: true }, { owner: 1 }], OR: [{ ownerId: req.user.id }] } })')],
    ['text that is put in', answer(pg, "pool.query('SELECT * FROM t')"), answer(pg, 'pool.query(`SELECT * FROM t ${rest}`)')],
  ])('%s', async (_, bad, good) => {
    expect(await found('bounded-queries', bad)).toBe(1)
    expect(await found('bounded-queries', good)).toBe(0)
  })
})

describe('a query without a limit by way of other files', () => {
  const app = (head: string, query: string): string => `import express from 'express'\n${head}\nconst app = express()\napp.get('/all', async (req, res) => { res.json(await ${query}) })\napp.listen(1)`
  const db = (rows: string): string => `const mysql = require('mysql')\nconst pool = mysql.createPool({})\nexports.rows = ${rows}`
  const promised = '(text, values) => new Promise((done, fail) => pool.query(text, values, (error, found) => (error ? fail(error) : done(found))))'
  const users = (of: string): string => `import { Repository } from 'typeorm'\nclass Base<T> extends ${of} {}\nexport class Users extends Base<User> { open() { return 1 } }`
  const service = "import { Users } from './users'\nexport class Service { constructor(private readonly users: Users) {} all() { return this.users.find({ order: { id: 'ASC' } }) } }"
  const called = app("import { Service } from './service'\nconst service = new Service()", 'service.all()')
  const base = (own: string): string => `import { pool } from './pool'\nclass Base { async all() { return (await pool.query('SELECT * FROM t')).rows } }\nexport class Books extends Base { ${own} }`
  const pool = "import { Pool } from 'pg'\nexport const pool = new Pool()"

  it.each<[string, Texts, Texts]>([
    ['a function that sends SQL', { 'src/db.js': db(promised), 'src/a.ts': app("import { rows } from './db'", "rows('SELECT id FROM t')") }, { 'src/db.js': db(promised), 'src/a.ts': app("import { rows } from './db'", "rows('SELECT id FROM t LIMIT 5')") }],
    ['a function that returns one row', { 'src/db.js': db(promised), 'src/a.ts': app("import { rows } from './db'", "rows('SELECT id FROM t')") }, { 'src/db.js': db(`async (text) => (await pool.query(text))[0]`), 'src/a.ts': app("import { rows } from './db'", "rows('SELECT id FROM t')") }],
    ['a function that takes the first row', { 'src/db.js': db(promised), 'src/a.ts': app("import { rows } from './db'", "rows('SELECT id FROM t')") }, { 'src/db.js': db('async (text) => { const [row] = await pool.query(text); return row }'), 'src/a.ts': app("import { rows } from './db'", "rows('SELECT id FROM t')") }],
    ['a function that is named after one row', { 'src/db.js': db(promised), 'src/a.ts': app("import { rows } from './db'", "rows('SELECT id FROM t')") }, { 'src/db.js': db(promised).replace('exports.rows', 'exports.fetchRow'), 'src/a.ts': app("import { fetchRow } from './db'", "fetchRow('SELECT id FROM t')") }],
    ['a function that sends nothing', { 'src/db.js': db(promised), 'src/a.ts': app("import { rows } from './db'", "rows('SELECT id FROM t')") }, { 'src/db.js': db('(text) => text.split(" ")'), 'src/a.ts': app("import { rows } from './db'", "rows('SELECT id FROM t')") }],
    ['a call in a try', { 'src/db.js': db(promised), 'src/a.ts': app("import { all } from './b'", '1').replace('res.json(await 1)', 'try { return res.json(await all()) } catch (e) { return fail(e) }'), 'src/b.js': "const { rows } = require('./db')\nexports.all = () => rows('SELECT id FROM t')" }, { 'src/db.js': db(promised), 'src/a.ts': app("import { all } from './b'", '1').replace('res.json(await 1)', 'try { return res.json(await all()) } catch (e) { return fail(e) }'), 'src/b.js': "const { rows } = require('./db')\nexports.all = () => rows('SELECT id FROM t LIMIT 9')" }],
    ['a class that extends a repository', { 'src/users.ts': users('Repository<T>'), 'src/service.ts': service, 'src/a.ts': called }, { 'src/users.ts': users('Directory'), 'src/service.ts': service, 'src/a.ts': called }],
    ['an inherited method', { 'src/pool.ts': pool, 'src/books.ts': base('open() {}'), 'src/a.ts': app("import { Books } from './books'\nconst books = new Books()", 'books.all()') }, { 'src/pool.ts': pool, 'src/books.ts': base('all() { return [] }'), 'src/a.ts': app("import { Books } from './books'\nconst books = new Books()", 'books.all()') }],
    ['a handle of another file with a name of its own', { 'src/db.js': "const mysql = require('mysql2')\nexports.store = mysql.createPool({})", 'src/a.ts': app("import { store } from './db'", "store.query('SELECT id FROM t')") }, { 'src/db.js': 'exports.store = new Shelf()', 'src/a.ts': app("import { store } from './db'", "store.query('SELECT id FROM t')") }],
    ['a table of knex', { 'src/a.ts': app("import makeKnex from 'knex'\nconst knex = makeKnex({})", "knex('items')") }, { 'src/a.ts': app("import makeKnex from 'knex'\nconst knex = makeKnex({})", "knex('items').limit(20)") }],
    ['a service whose result is changed', { 'src/pool.ts': pool, 'src/books.ts': base('open() {}'), 'src/a.ts': app("import { Books } from './books'\nconst books = new Books()", 'books.all().then((all) => all.map(({ id }) => id))') }, { 'src/pool.ts': pool, 'src/books.ts': base('open() {}'), 'src/a.ts': app("import { Books } from './books'\nconst books = new Books()", 'books.all().then((all) => all.length)') }],
    ['a model of Objection', { 'src/user.ts': "import { Model } from 'objection'\nexport class User extends Model {}", 'src/a.ts': app("import { User } from './user'", "User.query().orderBy('name')") }, { 'src/user.ts': "import { Model } from 'objection'\nexport class User extends Model {}", 'src/a.ts': app("import { User } from './user'", "User.query().orderBy('name').page(0, 20)") }],
  ])('%s', async (_, bad, good) => {
    const used = rules.filter(({ id }) => id === 'bounded-queries')
    expect((await checkTexts(bad, used)).findings).toHaveLength(1)
    expect((await checkTexts(good, used)).findings).toHaveLength(0)
  })
})

describe('a connection that a function of the file opens', () => {
  const mysql = "const mysql = require('mysql2/promise')\n"
  const mssql = "const sql = require('mssql')\n"
  const handler = "app.get('/u', async (req, res) => { const c = await open(); res.json(await c.query('SELECT 1')) })"

  it.each<[string, string, number]>([
    ['for each request', `${mysql}async function open() { return mysql.createConnection({}) }\n${handler}`, 1],
    ['for the first one', `${mysql}let c\nasync function open() { if (!c) c = await mysql.createConnection({}); return c }\n${handler}`, 0],
    ['for the first one, in a chain', `${mssql}let pool\nasync function open() { if (!pool) pool = await new sql.ConnectionPool({}).connect(); return pool }\n${handler}`, 0],
    ['for each request, in a chain', `${mssql}async function open() { const pool = await new sql.ConnectionPool({}).connect(); return pool }\n${handler}`, 1],
    ['for each request, of Oracle', "const oracledb = require('oracledb')\nasync function open() { return oracledb.getConnection({ user: 'u', connectString: 'db' }) }\n" + handler, 1],
    ['of the pool of Oracle', "const oracledb = require('oracledb')\nasync function open() { return oracledb.getConnection() }\n" + handler, 0],
    ['for the first one, by way of a variable', `${mysql}let known\nasync function open() { if (known) return known; const c = await mysql.createConnection({}); known = c; return c }\n${handler}`, 0],
    ['for each tenant', `${mysql}const all = new Map()\nasync function open(t) { const c = await mysql.createConnection({}); all.set(t, c); return c }\n${handler}`, 0],
    ['for each request, by a method of the class', "const { MongoClient } = require('mongodb')\nasync function open() { return MongoClient.connect('mongodb://db') }\n" + handler, 1],
    ['for whom the request names', `${mysql}exports.login = async (req, res) => { await mysql.createConnection({ user: req.body.user }); res.json({}) }`, 0],
    ['for each request, by a callback', "const { MongoClient } = require('mongodb')\nlet last\nfunction open() { MongoClient.connect('mongodb://db', (error, client) => { last = error; use(client) }) }\n" + handler, 1],
    ['for each target, kept by a callback', "const { MongoClient } = require('mongodb')\nlet db\nfunction open() { MongoClient.connect('mongodb://db', (error, client) => { db = client.db('shop') }) }\n" + handler, 0],
    ['for the program, by a method of the class', "const { MongoClient } = require('mongodb')\nconst connected = MongoClient.connect('mongodb://db')\nasync function open() { return connected }\n" + handler, 0],
    ['for each request, by what a package is', "const knex = require('knex')\nasync function open() { return knex({ client: 'pg' }) }\n" + handler, 1],
    ['for the program, by what a package is', "const knex = require('knex')\nconst db = knex({ client: 'pg' })\nasync function open() { return db }\n" + handler, 0],
    ['for each request, by postgres.js', "import postgres from 'postgres'\nfunction open() { return postgres(process.env.URL) }\n" + handler, 1],
    ['for each request of a worker, which can keep none', "import postgres from 'postgres'\napp.get('/u', async (c) => { const sql = postgres(c.env.URL); return c.json(await sql`SELECT 1`) })", 0],
    ['for each event of a function', `${mysql}exports.handler = async (event) => { const c = await mysql.createConnection({}); return c.query('SELECT 1') }`, 1],
    ['for the first event of a function', `${mysql}let c\nexports.handler = async (event) => { c ??= await mysql.createConnection({}); return c.query('SELECT 1') }`, 0],
    ['for the program', `${mysql}async function open() { return mysql.createConnection({}) }\nmodule.exports = open()`, 0],
  ])('%s', async (_, code, count) => {
    expect(await found('pooled-connections', code)).toBe(count)
  })
})

describe('a page that is as large as clients like', () => {
  const server = (route: string, head = ''): Texts => ({ 'src/a.js': `const express = require('express')\n${head}const app = express()\n${route}\napp.listen(1)\n` })
  const list = (lines: string): Texts => server(`app.get('/all', async (req, res) => { ${lines} })`)
  const schema = (fields: string): Texts => server("app.get('/all', validate(query), h)", `const query = ${fields}\n`)
  const nest = (fields: string, name = 'ListQuery'): Texts => ({
    'src/main.ts': "import { NestFactory } from '@nestjs/core'\nimport { App } from './app'\nconst app = await NestFactory.create(App)\nawait app.listen(3000)",
    'src/app.ts': `import { IsInt, Max, Min } from 'class-validator'\nexport class ${name} { ${fields} }\nexport class App {}`,
  })

  it.each<[string, Texts, Texts]>([
    ['a number', list('const limit = Number(req.query.limit) || 20\nres.json(await Order.find({ a }).limit(limit))'), list('const limit = Math.min(Number(req.query.limit) || 20, 100)\nres.json(await Order.find({ a }).limit(limit))')],
    ['taken apart', list('const { page = 1, limit = 20 } = req.query\nres.json(await Order.findAll({ where: { a }, limit: Number(limit) }))'), list('const { page = 1, limit = 20 } = req.query\nif (limit > 100) return res.sendStatus(400)\nres.json(await Order.findAll({ where: { a }, limit: Number(limit) }))')],
    ['beside a text', list("const { limit = 1000 } = req.query\nres.json(await pool.query('SELECT * FROM t LIMIT ? OFFSET ?', [Number(limit), 0]))"), list("const { limit = 1000 } = req.query\nres.json(await pool.query('SELECT * FROM t WHERE a = ? LIMIT 10', [Number(limit)]))")],
    ['handed on', list('const limit = +req.query.limit\nres.json(await prisma.order.findMany({ where: { a: req.query.a }, take: limit }))'), list('const limit = +req.query.limit\nres.json(await orders.page(limit))')],
    ['zod', schema('z.object({ page: z.number(), limit: z.coerce.number().int().min(1).default(20) })'), schema('z.object({ page: z.number(), limit: z.coerce.number().int().min(1).max(100).default(20) })')],
    ['joi', schema('Joi.object({ offset: Joi.number(), pageSize: Joi.number().integer() })'), schema('Joi.object({ offset: Joi.number(), pageSize: Joi.number().valid(10, 20) })')],
    ['JSON Schema', schema("{ cursor: { type: 'string' }, limit: { type: 'integer', minimum: 1 } }"), schema("{ cursor: { type: 'string' }, limit: { type: 'integer', maximum: 100 } }")],
    ['a size', list('const size = Number(req.query.size || 25)\nres.json(await Order.findAndCountAll({ where: { a }, limit: size }))'), list('const size = Number(req.query.size || 25)\nres.json(await Shirt.findAll({ where: { a }, size }))')],
    ['of another service', schema('z.object({ page: z.number(), limit: z.number() })'), { 'src/client/types.js': 'export const query = z.object({ page: z.number(), limit: z.number() })', 'src/a.js': "import express from 'express'\nimport { query } from './client/types'\nexpress().listen(1, () => query)\n" }],
    ['no page', schema('z.object({ page: z.number(), limit: z.number() })'), schema('z.object({ card: z.string(), limit: z.number() })')],
    ['from elsewhere', schema('z.object({ page: z.number(), limit: z.number().min(1) })'), schema('z.object({ page: z.number(), limit: z.number().superRefine(atMost) })')],
    ['class-validator', nest('@IsInt() page = 1\n@IsInt() @Min(1) limit = 20'), nest('@IsInt() page = 1\n@IsInt() @Min(1) @Max(100) limit = 20')],
    ['in the schema of a route', server("app.get('/all', { schema: { querystring: { type: 'object', properties: { limit: { type: 'integer' } } } } }, h)"), server("app.get('/all', { schema: { body: { type: 'object', properties: { limit: { type: 'integer' } } } } }, h)")],
    ['by the name of the class', nest('@IsInt() @Min(1) limit = 20'), nest('@IsInt() @Min(1) limit = 20', 'Card')],
  ])('%s', async (_, bad, good) => {
    const used = rules.filter(({ id }) => id === 'bounded-queries')
    expect((await checkTexts(bad, used)).findings).toHaveLength(1)
    expect((await checkTexts(good, used)).findings).toHaveLength(0)
  })
})

it.each([
  ['SELECT name FROM t WHERE id = $1', 'query once before the loop, with one statement with `WHERE … IN (…)`'],
  ['INSERT INTO t (id) VALUES ($1)', 'collect them in the loop and send them together, with one statement for all of them'],
])('says what to do about %s in a loop', async (sql, advice) => {
  const code = `${pg}exports.f = async (ids) => { for (const id of ids) await pool.query('${sql}', [id]) }`
  const { findings } = await checkTexts({ 'src/a.js': code }, rules.filter(({ id }) => id === 'no-query-in-loop'))
  expect(findings.map(({ message }) => message)).toEqual([`This loop calls \`pool.query()\` once for each item, so n items take n round trips: ${advice}.`])
})
