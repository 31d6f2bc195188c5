import { expect, it } from 'vitest'
import rule from '../../rules/security/no-secrets-in-responses.ts'
import { checkTexts } from '../support/check.ts'

/** Records that handlers respond with as they are stored, and what takes the password away before. */
type Texts = { readonly [file: string]: string }

async function sent(texts: Texts): Promise<string[]> {
  const { findings, coverage } = await checkTexts(texts, [{ ...rule, id: 'the-rule', topic: 'test' }])
  expect(coverage.filter(({ kind }) => kind === 'rule-failed')).toEqual([])
  return findings.map(({ message }) => /^(?:[^']*'){3}[^']*'/.exec(message)?.[0] ?? message)
}

const app = (model: string, handlers: string): Texts => ({
  'app.js': `const express = require('express')\nconst { User } = require('./user')\nconst app = express()\n${handlers}\napp.listen(80)`,
  'user.js': model,
})
const schema = (options = '{ type: String }', more = ''): string =>
  `const { Schema, model } = require('mongoose')\nconst schema = new Schema({ name: String, password: ${options} }${more.startsWith(',') ? more : ''})\n${more.startsWith(',') ? '' : more}\nexports.User = model('User', schema)`
const get = (body: string): string => `app.get('/users', async (req, res) => { ${body} })`

const exposed = ["GET /users responds with 'password' of 'User'"]

it.each([
  ['a query', 'res.json(await User.find())'],
  ['a variable, wrapped', 'const users = await User.find().sort(by).limit(9); res.status(200).json({ ok: true, data: { users } })'],
  ['a callback', 'User.find({}, (error, users) => res.json(users))'],
  ['then', 'User.findById(req.query.id).then((user) => res.json(user)).catch(next)'],
  ['a list of queries', 'const [users, total] = await Promise.all([User.find(), User.countDocuments()]); res.json({ users, total })'],
  ['set and saved', 'const user = new User(); user.password = hash(req.body.password); await user.save(); res.json(user)'],
  ['without its id', "res.json(await User.find({}, { _id: 0 }).select('-_id'))"],
  ['other fields are left out', "const { __v, ...user } = await User.findOne().select('-email').lean(); res.json(user)"],
])('reports a record with its password: %s', async (_, handler) => {
  expect(await sent(app(schema(), get(handler)))).toEqual(exposed)
})

it.each([
  ['projections', "res.json({ a: await User.find().select('name'), b: await User.find({}, '-password'), c: await User.findById(1, { password: 0 }), d: await User.find().select(fields) })"],
  ['deleted', 'const user = await User.findOne().lean(); delete user.password; res.json(user)'],
  ['deleted in a loop', 'const users = await User.find(); for (const user of users) delete user.password; res.json(users)'],
  ['emptied', 'const user = await User.findOne(); user.password = undefined; res.json(user)'],
  ['overwritten', 'const user = await User.findOne(); res.json({ ...user.toObject(), password: null })'],
  ['the rest', 'const { password, ...user } = await User.findOne().lean(); res.json(user)'],
  ['a function', 'const user = await User.findOne(); hide(user); res.json({ a: view(await User.findOne()), b: user, c: new View(await User.find()) })'],
  ['some fields', 'const user = await User.findOne(); const { name } = await User.findOne(); res.json({ id: user.id, name, token: sign(user) })'],
  ['mapped', 'const users = await User.find(); res.json(users.map(({ name }) => name))'],
  ['fields without the id', "res.json({ a: await User.find({}, { name: 1, _id: 0 }), b: await User.find().select('name -_id') })"],
  ['through another name', 'const user = await User.findOne(); const other = user._doc; delete other.password; res.json(user)'],
  ['by reflection', "const user = await User.findOne(); Reflect.deleteProperty(user._doc, 'password'); res.json(user)"],
  ['by what is set', 'const user = await User.findOne(); user.set({ password: undefined }); res.json(user)'],
  ['by a method', 'const user = await User.findOne(); user.hidePassword(); res.json(user)'],
  ['by a query that is changed', "const query = User.find(); query.select('-password'); const users = await query; res.json(users)"],
  ['by functions at once', 'const users = await User.find(); await Promise.all(users.map(hide)); res.json(users)'],
  ['by a static of the model', 'res.json(await User.findPublic())'],
  ['counts', 'res.json({ count: await User.countDocuments(), done: await User.updateOne({ name: 1 }, { name: 2 }) })'],
  ['created without', "res.json(await User.create({ name: 'A' }))"],
  ['the rest of a parameter', 'User.findOne().lean().then(({ password, ...user }) => res.json(user))'],
  ['the rest within', 'const login = async () => ({ user: await User.findOne().lean() }); const { user: { password, ...rest } } = await login(); res.json(rest)'],
  ['the rest, assigned', 'let user = await User.findOne().lean(); ({ password: _, ...user } = user); res.json(user)'],
  ['a computed rest', 'const { [field]: _, ...user } = await User.findOne().lean(); res.json(user)'],
  ['a computed field', "const user = await User.findOne().lean(); for (const field of ['password']) delete user[field]; res.json(user)"],
  ['a computed field that is emptied', 'const user = await User.findOne().lean(); user[field] = undefined; res.json(user)'],
  ['deleted if there is one', 'const user = await User.findOne().lean(); delete user?.password; res.json(user)'],
  ['masked', 'const user = await User.findOne(); user.password = `***`; res.json(user)'],
  ['assigned', 'const user = await User.findOne(); Object.assign(user, { password: undefined }); res.json(user)'],
  ['a function that removes it', 'const user = await User.findOne(); removePassword(user); res.json(user)'],
  ['the other item of a list', 'const page = async () => { const users = await User.find(); return [users, 9] }; const [users, total] = await page(); res.json({ total, n: users.length })'],
  ['what is returned beside records', 'const [, isNew] = await User.upsert(req.body); res.json({ isNew })'],
  ['deleted by another name', 'const user = await User.findOne().lean(); const copy = user; delete copy.password; res.json(user)'],
  ['deleted from its values', 'const user = await User.findOne(); const values = user.dataValues; delete values.password; res.json(user)'],
  ['deleted from each by its place', 'const users = await User.find().lean(); for (const index in users) { const user = users[index]; delete user.password } res.json(users)'],
  ['deleted from each that there is', 'const users = await User.find().lean(); users.filter(Boolean).forEach((user) => { delete user.password }); res.json(users)'],
  ['a setting of Express', "const user = await User.findOne(); res.json(user) }); app.set('json replacer', (key, value) => { if (key !== 'password') return value"],
])('is silent if the password is taken away: %s', async (_, handler) => {
  expect(await sent(app(schema(), get(handler)))).toEqual([])
})

it('reads what a model of Mongoose leaves out', async () => {
  const list = get('res.json(await User.find())')
  const raw = get('res.json(await User.find().lean())')
  const hidden = "schema.set('toJSON', { transform: (doc, json) => { delete json.password } })"
  expect(await sent(app(schema('{ type: String, select: false }'), list))).toEqual([])
  expect(await sent(app(schema('{ type: String, select: false }'), get("res.json(await User.findOne().select('+password'))")))).toEqual(exposed)
  expect(await sent(app(schema('{ type: String, select: false }'), get('res.json(await User.create(req.body))')))).toEqual(exposed)
  expect(await sent(app(schema(undefined, hidden), list))).toEqual([])
  expect(await sent(app(schema(undefined, hidden), raw))).toEqual(exposed)
  expect(await sent(app(schema(undefined, ', { toJSON: { virtuals: true } }'), list))).toEqual(exposed)
  expect(await sent(app(schema(undefined, 'schema.plugin(hidesPrivateFields)'), list))).toEqual([])
  expect(await sent({ ...app(schema(), list), 'db.js': "const mongoose = require('mongoose')\nmongoose.plugin(hidesPrivateFields)" })).toEqual([])
  const elsewhere = { 'schema.js': "const { Schema } = require('mongoose')\nmodule.exports = new Schema({ password: String })" }
  const made = (more: string): string => `const { model } = require('mongoose')\nconst schema = require('./schema')\n${more}\nexports.User = model('User', schema)`
  expect(await sent({ ...app(made(''), list), ...elsewhere })).toEqual(exposed)
  expect(await sent({ ...app(made(hidden), list), ...elsewhere })).toEqual([])
  expect(await sent(app(schema(undefined, 'hidePrivateFields(schema)'), list))).toEqual([])
  expect(await sent(app(schema(undefined, "schema.path('password').select(false)"), list))).toEqual([])
  expect(await sent(app(schema(undefined, "schema.pre('find', selectPublic)"), list))).toEqual([])
  expect(await sent(app(schema(undefined, "schema.pre('find', populateRoles)"), list))).toEqual(exposed)
  expect(await sent(app(schema(undefined, "schema.post('init', (user) => { user.password = undefined })"), list))).toEqual([])
  expect(await sent(app(schema(undefined, 'schema.methods.toJSON = function () { return { name: this.name } }'), list))).toEqual([])
})

const nest = (service: string, controller: string, column = '@Column() password: string'): Texts => ({
  'src/user.entity.ts': `import { Column, Entity } from 'typeorm'\n@Entity() export class User { @Column() name: string; ${column} }`,
  'src/users.service.ts': `import { Repository } from 'typeorm'\nimport { InjectRepository } from '@nestjs/typeorm'\nimport { User } from './user.entity'
export class Users { constructor(@InjectRepository(User) private readonly rows: Repository<User>) {} ${service} }`,
  'src/users.controller.ts': `import { Controller, Get, Render, UseInterceptors } from '@nestjs/common'\nimport { Users } from './users.service'
@Controller('users') export class UsersController { constructor(private readonly users: Users) {} ${controller} }`,
})

it("follows Nest's controllers through services to the repository", async () => {
  const all = '@Get() all() { return this.users.all() }'
  expect(await sent(nest('all() { return this.rows.find() }', all))).toEqual(exposed)
  expect(await sent(nest("all() { return this.rows.find({ select: ['name'] }) }", all))).toEqual([])
  expect(await sent(nest("all() { return this.rows.createQueryBuilder('user').getMany() }", all))).toEqual(exposed)
  expect(await sent(nest('all() { return this.rows.find() }', all, '@Column() @Exclude() password: string'))).toEqual([])
  expect(await sent(nest('all() { return this.rows.find() }', all, '@Column({ select: false }) password: string'))).toEqual([])
  expect(await sent(nest('all() { return this.rows.find() }', `@UseInterceptors(Hiding) ${all}`))).toEqual([])
  expect(await sent(nest('all() { return this.rows.find() }', `@Render('users') ${all}`))).toEqual([])
  expect(await sent(nest('async all() { const [users, total] = await this.rows.findAndCount(); return { users, total } }', '@Get() async all() { const { users } = await this.users.all(); return users }'))).toEqual(exposed)
  expect(await sent(nest('async all() { const [users, total] = await this.rows.findAndCount(); return { users, total } }', '@Get() async all() { const { total } = await this.users.all(); return total }'))).toEqual([])
})

it('reads what follows a class of Mongoose, and the schemas of routes of Fastify in lists', async () => {
  const classes = (more: string): Texts => ({
    'src/user.ts': `import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose'\n@Schema() export class User { @Prop() password: string }\nexport const UserSchema = SchemaFactory.createForClass(User)\n${more}`,
    'src/users.ts': `import { Controller, Get } from '@nestjs/common'\nimport { InjectModel } from '@nestjs/mongoose'\nimport { Model } from 'mongoose'\nimport { User } from './user'
@Controller('users') export class Users { constructor(@InjectModel(User.name) private readonly users: Model<User>) {} @Get() all() { return this.users.find() } }`,
  })
  expect(await sent(classes(''))).toEqual(exposed)
  expect(await sent(classes("UserSchema.set('toJSON', { transform: (_, user) => { delete user.password } })"))).toEqual([])
  const fastify = (options: string): Texts => ({
    'user.js': schema(),
    'users.js': "const { User } = require('./user')\nexports.list = async () => User.find()",
    'routes.js': `const { list } = require('./users')\nconst { lists } = require('./contracts')\nmodule.exports = [{ method: 'GET', url: '/users', ${options}handler: list }]`,
    'app.js': "const fastify = require('fastify')()\nrequire('./routes').forEach((route) => fastify.route(route))\nfastify.listen({ port: 80 })",
  })
  expect(await sent(fastify(''))).toEqual(exposed)
  expect(await sent(fastify('schema: lists, '))).toEqual([])
})

it('tells methods that a model inherits from those of its own', async () => {
  const find = get('res.json(await User.findOne())')
  const sequelize = (body: string): Texts => app(`const { Model } = require('sequelize')\nclass User extends Model {${body}}\nUser.init({ name: STRING, password: STRING }, { sequelize })\nmodule.exports = { User }`, find)
  expect(await sent(sequelize(''))).toEqual(exposed)
  expect(await sent(sequelize(' static async findOne() { return { name } } '))).toEqual([])
  expect(await sent(sequelize(' toJSON() { return { name } } '))).toEqual([])
  const typeorm = (options: string): Texts => app(`import { BaseEntity, Column } from 'typeorm'\nexport class User extends BaseEntity { @Column(${options}) password }`, find)
  expect(await sent(typeorm(''))).toEqual(exposed)
  expect(await sent(typeorm('{ select: false }'))).toEqual([])
})

it('knows the records that a query adds to others', async () => {
  const prisma = (include: string): Texts => ({
    'package.json': '{}',
    'prisma/schema.prisma': 'model Post {\n  id Int @id\n  author User @relation(fields: [id])\n  comments Comment[]\n}\nmodel Comment {\n  by User\n}\nmodel User {\n  name String\n  password String\n}',
    'app.js': `const { PrismaClient } = require('@prisma/client')\nconst prisma = new PrismaClient()\nconst app = require('express')()\n${get(`res.json(await prisma.post.findMany({ include: ${include} }))`)}`,
  })
  for (const include of ['{ author: true }', '{ author: { include: { posts: true } } }', '{ comments: { include: { by: true } } }']) expect([include, ...(await sent(prisma(include)))]).toEqual([include, ...exposed])
  for (const include of ['{ comments: true }', '{ author: { select: { name: true } } }', '{ author: { omit: { password: true } } }', '{ author: false }', '{ author }']) expect(await sent(prisma(include))).toEqual([])
  const posts = (query: string, options = '{ type: String }'): Texts => {
    const texts = app(schema(options), `const { Post } = require('./post')\n${get(query)}`)
    return { ...texts, 'post.js': "const { Schema, model } = require('mongoose')\nexports.Post = model('Post', new Schema({ title: String, author: { type: Schema.Types.ObjectId, ref: 'User' } }))" }
  }
  for (const query of ["res.json(await Post.find().populate('author').limit(9))", "const post = await Post.findById(1).populate({ path: 'author' }); res.json({ post })", "const post = await Post.findById(1).populate('author'); res.json({ title: post.title, by: post.author })"]) expect(await sent(posts(query))).toEqual(exposed)
  for (const query of ["res.json(await Post.find().populate('author', 'name'))", "res.json(await Post.find().populate({ path: 'author', select: 'name' }))", "res.json(await Post.find().populate('tags'))", "const post = await Post.findById(1).populate('author'); res.json({ title: post.title, by: post.author.name })", "const post = await Post.findOne().populate('author').lean(); delete post.author.password; res.json(post)", "const post = await Post.findOne().populate('author').lean(); post.author = view(post.author); res.json(post)"]) expect(await sent(posts(query))).toEqual([])
  expect(await sent(posts("res.json(await Post.find().populate('author'))", '{ type: String, select: false }'))).toEqual([])
  const sequelize = (include: string): Texts => app("exports.User = sequelize.define('User', { name: STRING, password: STRING })\nexports.Post = sequelize.define('Post', { title: STRING })", get(`const { Post } = require('./user'); res.json(await Post.findAll({ include: ${include} }))`))
  for (const include of ['[User]', "[{ model: User, as: 'author' }]"]) expect(await sent(sequelize(include))).toEqual(exposed)
  expect(await sent(sequelize("[{ model: User, attributes: ['name'] }]"))).toEqual([])
  const typeorm = (find: string, to = '() => User'): Texts => ({
    ...nest('', ''),
    'src/post.entity.ts': `import { Entity, Column, ManyToOne } from 'typeorm'\nimport { User } from './user.entity'\n@Entity() export class Post { @Column() title: string; @ManyToOne(${to}, (user) => user.posts) author: User }`,
    'src/users.controller.ts': `import { Controller, Get } from '@nestjs/common'\nimport { Repository } from 'typeorm'\nimport { Post } from './post.entity'\n@Controller('users') export class All { constructor(private readonly posts: Repository<Post>) {} @Get() all() { return this.posts.find(${find}) } }`,
  })
  for (const find of ["{ relations: ['author'] }", '{ relations: { author: true } }']) expect(await sent(typeorm(find))).toEqual(exposed)
  for (const to of ['(type) => User', 'type => User', "'User'"]) expect(await sent(typeorm("{ relations: ['author'] }", to))).toEqual(exposed)
  expect(await sent(typeorm("{ order: { title: 'ASC' } }"))).toEqual([])
})

it('knows the models of Prisma, Sequelize and Drizzle', async () => {
  const prisma = (handler: string, client = 'new PrismaClient()'): Texts => ({
    'package.json': '{}',
    'prisma/schema.prisma': 'model User {\n  name String\n  settings Json @default("{}")\n  password String\n}',
    'app.js': `const { PrismaClient } = require('@prisma/client')\nconst prisma = ${client}\nconst app = require('express')()\n${get(handler)}`,
  })
  expect(await sent(prisma('res.json(await prisma.user.findMany())'))).toEqual(exposed)
  expect(await sent(prisma('res.json(await prisma.user.findMany({ select: { name: true } }))'))).toEqual([])
  expect(await sent(prisma('res.json(await prisma.user.findMany())', 'new PrismaClient({ omit: { user: { password: true } } })'))).toEqual([])
  expect(await sent(prisma('res.json(await prisma.user.findMany())', 'new PrismaClient()\nprisma.$use(async (params, next) => hide(await next(params)))'))).toEqual([])
  const sequelize = (handler: string, more = ''): Texts => app(`exports.User = sequelize.define('User', { name: STRING, password: STRING }${more})`, get(handler))
  expect(await sent(sequelize('const { rows } = await User.findAndCountAll(); res.json(rows)'))).toEqual(exposed)
  expect(await sent(sequelize("res.json(await User.findAll({ attributes: { exclude: ['password'] } }))"))).toEqual([])
  expect(await sent(sequelize('res.json(await User.findAll())', ", { defaultScope: { attributes: { exclude: ['password'] } } }"))).toEqual([])
  const drizzle = (handler: string): Texts => app("exports.User = require('drizzle-orm/pg-core').pgTable('User', { name: text('name'), password: text('password') })", get(handler))
  expect(await sent(drizzle('res.json(await db.select().from(User).limit(9))'))).toEqual(exposed)
  expect(await sent(drizzle('res.json(await db.select({ name: User.name }).from(User))'))).toEqual([])
  expect(await sent(drizzle('const [user] = await db.insert(User).values(req.body).returning(); res.json({ user })'))).toEqual(exposed)
})

it('leaves out passwords that are meant to be passed on, and secrets that are shown once', async () => {
  const model = (name: string, field: string): string => `const { Schema, model } = require('mongoose')\nexports.User = model('${name}', new Schema({ ${field}: String }))`
  const post = "app.post('/hooks', async (req, res) => res.json(await User.create(req.body)))"
  expect(await sent(app(model('Meeting', 'password'), get('res.json(await User.find())')))).toEqual([])
  expect(await sent(app(model('Session', 'token'), get('res.json(await User.find())')))).toEqual([])
  expect(await sent(app(model('Hook', 'secret'), post))).toEqual([])
  expect(await sent(app(model('Hook', 'secret'), "app.get('/hooks', async (req, res) => res.json(await User.find()))"))).toEqual(["'secret' of 'Hook'"])
})

const served = (framework: string, routes: string): Texts => ({ ...app(schema(), ''), 'app.js': `${framework}\nconst { User } = require('./user')\n${routes}` })

it('knows that frameworks leave out what no schema of responses has', async () => {
  const fastify = (routes: string): Texts => served("const { shape } = require('./shapes')\nconst app = require('fastify')()", `const get = { method: 'GET', url: '/users' }\n${routes}`)
  const handler = 'async () => { const user = await User.findOne(); return user }'
  expect(await sent(fastify(`app.get('/users', ${handler})`))).toEqual(exposed)
  expect(await sent(fastify(`app.get('/users', { schema: shape }, ${handler})`))).toEqual([])
  expect(await sent(fastify(`app.get('/users', { schema: shape, handler: ${handler} })`))).toEqual([])
  expect(await sent(fastify(`app.route({ method: 'GET', url: '/users', schema: shape, handler: ${handler} })`))).toEqual([])
  expect(await sent(fastify(`app.addHook('preSerialization', hide)\napp.get('/users', ${handler})`))).toEqual([])
  const elysia = (options: string): Texts => served("import { Elysia, t } from 'elysia'", `new Elysia().get('/users', ${handler}${options}).listen(80)`)
  expect(await sent(elysia(''))).toEqual(exposed)
  expect(await sent(elysia(', { response: t.Object({ name: t.String() }) }'))).toEqual([])
})

it('reads deletions that only the compiler and optional chains separate from the record', async () => {
  const taken = (change: string): Promise<string[]> => sent(nest('one() { return this.rows.findOneBy({ name }) }', `@Get() async one() { const user = await this.users.one(); ${change}; return user }`))
  expect(await taken('log(user)')).toEqual(exposed)
  expect(await taken('user.password = undefined as unknown as string')).toEqual([])
  expect(await taken('user!.password = null!')).toEqual([])
  expect(await taken('delete (<any>user).password')).toEqual([])
})

it('asks nothing of the model if a function of the program returns something else', async () => {
  const texts = (rows: string): Texts => ({
    ...nest('', ''),
    'src/rows.ts': 'export class Rows<T> { async find() { const found = []; for (const row of await load()) found.push({ name: row.name }); return found } }',
    'src/users.controller.ts': `import { Controller, Get } from '@nestjs/common'\nimport { Rows } from '${rows}'\nimport { User } from './user.entity'
@Controller('users') export class All { constructor(private readonly rows: Rows<User>) {} @Get() all() { return this.rows.find() } }`,
  })
  expect(await sent(texts('rows-of-a-package'))).toEqual(exposed)
  expect(await sent(texts('./rows'))).toEqual([])
})
