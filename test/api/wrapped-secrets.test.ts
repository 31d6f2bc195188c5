import { expect, it } from 'vitest'
import rule from '../../rules/security/no-secrets-in-responses.ts'
import { checkTexts } from '../support/check.ts'

/** Records that functions and classes of the program wrap before they are sent, and what of them takes the password away. */
type Texts = { readonly [file: string]: string }

async function sent(texts: Texts): Promise<number> {
  const { findings, coverage } = await checkTexts(texts, [{ ...rule, id: 'the-rule', topic: 'test' }])
  expect(coverage.filter(({ kind }) => kind === 'rule-failed')).toEqual([])
  return findings.length
}

const model = "const { Schema, model } = require('mongoose')\nexports.User = model('User', new Schema({ name: String, password: String }))"
const app = (helper: string, handler: string): Texts => ({
  'app.js': `const express = require('express')\nconst { User } = require('./user')\nconst out = require('./out')\nconst app = express()
app.get('/users', async (req, res) => { const user = await User.findOne(); ${handler} })\napp.listen(80)`,
  'user.js': model,
  'out.js': helper,
})
const envelope = 'class Envelope { constructor(status, data = null) { this.status = status; this.data = data } }\nexports.Envelope = Envelope'
const ok = 'exports.ok = (res, data = null) => res.status(200).json({ success: true, data })'
const options = 'exports.send = (res, options) => { res.status(options.status).json({ message: options.message, data: options.data }) }'
const sending = 'class Reply { constructor(status, body) { this.status = status; this.body = body } send(res) { return res.status(this.status).json(this.body) } }\nexports.Reply = Reply'

it.each([
  ['a class', envelope, 'res.json(new out.Envelope(200, user))'],
  ['a class, given an object', envelope, 'return res.json(new out.Envelope(200, { user }))'],
  ['a class that extends another', `${envelope}\nexports.Ok = class extends Envelope { constructor(data) { super(200, data) } }`, 'res.json(new out.Ok(user))'],
  ['a function that sends', ok, 'out.ok(res, user)'],
  ['a function that sends, given an object', ok, 'return out.ok(res, { user, token: tokenFor(user) })'],
  ['a function that sends one of its options', options, "out.send(res, { status: 200, message: 'Found', data: user })"],
  ['a function that takes its options apart', 'exports.ok = ({ res, data }) => res.json(data)', 'out.ok({ res, data: user })'],
  ['a function with a token', "exports.sendToken = (user, res) => { const token = user.token(); res.cookie('token', token).json({ user, token }) }", 'out.sendToken(user, res)'],
  ['a function that returns', "exports.success = (data) => ({ status: 'success', data })", 'res.json(out.success(user))'],
  ['functions in each other', 'const send = (res, status, body) => res.status(status).json(body)\nexports.ok = (res, body) => send(res, 200, { body })', 'out.ok(res, user)'],
  ['a function that adds it to an object', 'exports.format = (message, data) => { const body = { message }; if (data) body.data = data; return body }', "res.json(out.format('found', user))"],
  ['an object that it is added to', '', 'const body = { ok: true }; body.user = user; res.json(body)'],
  ['a static method', 'module.exports = class Out { static ok(res, data) { return res.json({ data }) } }', 'return out.ok(res, user)'],
  ['a class that sends itself', `${sending}\nexports.Ok = class extends Reply { constructor(data) { super(200, { data }) } }`, 'new out.Ok(user).send(res)'],
  ['a class that sends itself, in a variable', sending, 'const response = new out.Reply(200, { user }); return response.send(res)'],
  ['a class that sends a private field', 'exports.Reply = class { #user; constructor(user) { this.#user = user } send(res) { res.json({ user: this.#user }) } }', 'new out.Reply(user).send(res)'],
  ['a class that sends what a function makes', `${sending}\nexports.ok = (data) => new Reply(200, { data })`, 'out.ok(user).send(res)'],
  ['a method of the response', 'exports.use = (req, res, next) => { res.success = (data, status = 200) => res.status(status).json({ data }); next() }', 'res.status(201).success(user)'],
  ['a method of all responses', 'exports.use = (app) => { app.response.success = function (data) { return this.json({ data }) } }', 'return res.success({ user })'],
  ['a decorator of replies', "const sendOk = function (data) { return this.send({ data }) }\nexports.use = (app) => app.decorateReply('sendOk', sendOk)", 'res.sendOk(user)'],
])('reports a password in a record that is wrapped by %s', async (_, helper, handler) => {
  expect(await sent(app(helper, handler))).toBe(1)
})

it.each([
  ['deleted before', envelope, 'delete user._doc.password; res.json(new out.Envelope(200, user))'],
  ['given fields', ok, 'out.ok(res, { name: user.name, id: user._id })'],
  ['given the rest', ok, 'const { password, ...others } = user.toObject(); out.ok(res, others)'],
  ['given what a function returns', ok, 'out.ok(res, view(user))'],
  ['another option', options, 'out.send(res, { status: 200, actor: user, data: { id: user._id } })'],
  ['fields of a class', 'exports.View = class { constructor(user) { this.name = user.name } }', 'res.json(new out.View(user))'],
  ['private fields', 'exports.View = class { #user; constructor(user) { this.#user = user } }', 'res.json(new out.View(user))'],
  ['its own JSON', 'exports.View = class { constructor(user) { this.user = user } toJSON() { return { name: this.user.name } } }', 'res.json(new out.View(user))'],
  ['the JSON of its base', `class Base { constructor(user) { this.user = user } toJSON() { return { name: this.user.name } } }\nexports.View = class extends Base { constructor(user) { super(user) } }`, 'res.json(new out.View(user))'],
  ['a base that is not known', "const { Base } = require('json-views')\nexports.View = class extends Base { constructor(user) { super(); this.user = user } }", 'res.json(new out.View(user))'],
  ['emptied within', 'exports.sendToken = (user, res) => { user.password = undefined; res.json({ user }) }', 'out.sendToken(user, res)'],
  ['only the token', 'exports.sendToken = (user, res) => { res.json({ token: user.token(), id: user._id }) }', 'out.sendToken(user, res)'],
  ['a function that strips fields', "const strip = (value) => { const copy = { ...value }; for (const key of ['password']) delete copy[key]; return copy }\nexports.ok = (res, data) => res.json({ data: strip(data) })", 'out.ok(res, user)'],
  ['a serializer of fields', 'exports.serialize = (user) => fields.reduce((all, key) => ({ ...all, [key]: user[key] }), {})', 'res.json(out.serialize(user))'],
  ['a replacer', "exports.ok = (res, data) => res.send(JSON.stringify(data, (key, value) => (key === 'password' ? undefined : value)))", 'out.ok(res, user)'],
  ['a function that assigns another', 'exports.ok = (res, data) => { data = view(data); res.json(data) }', 'out.ok(res, user)'],
  ['a view that is given', 'exports.ok = (res, data, view) => res.json(view(data))', 'out.ok(res, user, ({ name }) => name)'],
  ['a function that does not send', 'exports.link = (res, user) => user', 'out.link(res, user); res.json({ id: user._id })'],
  ['another value is added', '', 'const body = { user }; body.user = view(user); res.json(body)'],
  ['what is added is emptied', '', 'const body = {}; body.user = user; body.user.password = undefined; res.json(body)'],
  ['what is added is replaced', '', 'const body = {}; body.user = user; body.user = view(body.user); res.json(body)'],
  ['what is added is removed', '', 'const body = { user }; delete body.user; res.json(body)'],
  ['what is added is cleaned', '', 'const body = {}; body.user = user; clean(body.user); res.json(body)'],
  ['another part', '', 'const body = {}; body.user = user; body.id = user._id; res.json(body.id)'],
  ['a predicate', "exports.isAdmin = (user) => user && user.role === 'admin'", 'res.json({ isAdmin: out.isAdmin(user) })'],
  ['a part of what is wrapped', 'exports.success = (data, message) => ({ data, message })', 'const { message } = out.success(user); res.json({ message })'],
  ['a function makes something else', `${sending}\nexports.ok = (user) => new Reply(200, { id: user.id })`, 'out.ok(user).send(res)'],
  ['a function returns the record', `exports.keep = (user) => user`, 'out.keep(user).send(res)'],
  ['another field is sent', 'exports.View = class { constructor(user) { this.user = user; this.id = user.id } send(res) { res.json({ id: this.id }) } }', 'new out.View(user).send(res)'],
  ['its own JSON is sent', 'exports.View = class { constructor(user) { this.user = user } toJSON() { return { name: this.user.name } } send(res) { res.json(this) } }', 'new out.View(user).send(res)'],
  ['its base is sent', `${sending}\nexports.View = class extends Reply { constructor(user) { super(200, 'ok'); this.user = user } }`, 'new out.View(user).send(res)'],
  ['methods of the response that differ', 'exports.a = (req, res) => { res.ok = (data) => res.json(data) }\nexports.b = (req, res) => { res.ok = ({ id }) => res.json({ id }) }', 'res.ok(user)'],
  ['a method of the response that leaves fields out', 'exports.a = (req, res) => { res.ok = (data) => res.json(omit(data)) }', 'res.ok(user)'],
  ['a method of the response that keeps it', 'exports.a = (req, res) => { res.remember = (user) => { res.locals.user = user } }', 'res.remember(user); res.json({ id: user.id })'],
  ['a page', '', "res.render('user', { user })"],
])('is silent about a record that is wrapped: %s', async (_, helper, handler) => {
  expect(await sent(app(helper, handler))).toBe(0)
})

it.each([
  ['(req, res) => users.show(req, res)', 1],
  ['async (req, res, next) => { try { await users.show(req, res) } catch (error) { next(error) } }', 1],
  ['(req, res, next) => users.load(req, res, next)', 0],
  ['(req, res) => users.name(req, res)', 0],
])('follows handlers that leave the response to others: %s', async (handler, expected) => {
  const users = `const { User } = require('./user')
class Base { ok(res, data) { return res.json({ data }) } }
class Users extends Base {
  async show(req, res) { const user = await User.findOne(); return super.ok(res, user) }
  async load(req, res, next) { req.user = await User.findOne(); next() }
  async name(req, res) { const { name } = await User.findOne(); return this.ok(res, { name }) }
}
exports.Users = Users`
  const texts = { 'user.js': model, 'users.js': users, 'app.js': `const { Users } = require('./users')\nconst users = new Users()\nconst app = require('express')()\napp.get('/users', ${handler})\napp.listen(80)` }
  expect(await sent(texts)).toBe(expected)
})

it('follows what services wrap, but for the part that is asked for', async () => {
  const texts = (handler: string): Texts => ({
    ...app("const { User } = require('./user')\nconst success = (data, message) => ({ data, message })\nexports.load = async () => { const user = await User.findOne(); return success(user, 'found') }", ''),
    'app.js': `const app = require('express')()\nconst out = require('./out')\napp.get('/users', async (req, res) => { ${handler} })\napp.listen(80)`,
  })
  expect(await sent(texts('res.json(await out.load())'))).toBe(1)
  expect(await sent(texts('const { message } = await out.load(); res.json({ message })'))).toBe(0)
})

it('leaves out what all clients of Prisma omit, and no more', async () => {
  const prisma = (client: string, more = ''): Promise<number> =>
    sent({
      'package.json': '{}',
      'prisma/schema.prisma': 'model User {\n  password String\n}\nmodel Admin {\n  password String\n}',
      'app.js': `const { PrismaClient } = require('@prisma/client')\n${more}\nconst prisma = new PrismaClient(${client})\nconst app = require('express')()
app.get('/users', async (req, res) => res.json(await prisma.user.findMany()))\napp.listen(80)`,
    })
  expect(await prisma('{ omit: { user: { password: true } } }')).toBe(0)
  expect(await prisma('{ omit }', 'const omit = { user: { password: true } }')).toBe(0)
  expect(await prisma('{ omit }', "const { omit } = require('./omit')")).toBe(0)
  expect(await prisma('{ omit: { ...others } }')).toBe(0)
  expect(await prisma('{ omit: { admin: { password: true } } }')).toBe(1)
  expect(await prisma('{ log: [] }', 'const names = () => prisma.admin.findMany({ omit: { password: true } })')).toBe(1)
})

it('does not take a call of toJSON for its definition', async () => {
  const sequelize = (more: string, handler: string): Promise<number> =>
    sent({ ...app('', handler), 'user.js': `const User = require('./db').define('User', { name: STRING, password: STRING })\n${more}\nexports.User = User` })
  const publicly = 'User.prototype.toPublic = function () { const { password, ...others } = this.toJSON(); return others }'
  expect(await sequelize(publicly, 'res.json(user)')).toBe(1)
  expect(await sequelize(publicly, 'res.json(user.toJSON())')).toBe(1)
  expect(await sequelize(publicly, 'res.json(user.toPublic())')).toBe(0)
  expect(await sequelize('User.prototype.toJSON = function () { return { name: this.name } }', 'res.json(user.toJSON())')).toBe(0)
})

it.each(['user.dataValues = { name: user.name }', '[user].forEach((one) => { delete one.password })', 'for (const one of [user]) delete one.password'])('sees that other values are sent, or fields removed in a list: %s', async (change) => {
  expect(await sent(app('', `${change}; res.json(user)`))).toBe(0)
})
