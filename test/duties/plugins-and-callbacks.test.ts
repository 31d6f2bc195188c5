import { expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

const failing = (handler: string): Texts => ({ 'app.js': `const express = require('express')\nconst app = express()\napp.get('/books', (req, res) => res.json({}))\n${handler}\napp.listen(80)\n` })
const opened = (open: string): Texts => ({
  'db.js': `const { MongoClient } = require('mongodb')\nlet db\nexports.connect = (done) => {\n  ${open}\n}\n`,
  'app.js': "const express = require('express')\nconst { connect } = require('./db')\nexpress().get('/books', (req, res) => connect((error, db) => res.json(db)))\n",
})
const hapi = (handler: string): Texts => ({
  'server.js': `const Hapi = require('@hapi/hapi')\nconst server = Hapi.server()\nserver.route({ method: 'GET', path: '/books', handler: () => [] })\nserver.ext('onPreResponse', (request, h) => {\n  ${handler}\n})\n`,
})
const fastify = (sign: string): Texts => ({
  'app.js': `const app = require('fastify')()\napp.register(require('@fastify/jwt'), { secret: key })\napp.post('/a', (request) => app.jwt.sign({ id }, { expiresIn: '10m' }))\napp.post('/b', (request) => ${sign})\n`,
})
const strategy = (options: string): Texts => ({ 'auth.js': `const jwt = require('hapi-auth-jwt2')\nexports.add = (server) => server.auth.strategy('jwt', 'jwt', ${options})\n` })
const models = (options = '', more = ''): Texts => ({
  'db.js': `const { Sequelize, DataTypes } = require('sequelize')\nconst sequelize = new Sequelize(process.env.URL)\nexports.Owner = sequelize.define('Owner', { mail: DataTypes.STRING, password: DataTypes.STRING }${options})\n`,
  'app.js': `const express = require('express')\nconst { Owner } = require('./db')\nconst app = express()\napp.post('/owners', async (req, res) => {\n  await Owner.create({ mail: req.body.mail, password: req.body.password })\n  res.sendStatus(201)\n})\n${more}`,
})
const documents = (schema: string): Texts => ({
  'user.js': `const { Schema, model } = require('mongoose')\nconst schema = new Schema({ mail: String, password: String })\n${schema}module.exports = model('User', schema)\n`,
  'app.js': "const express = require('express')\nconst User = require('./user')\nexpress().post('/users', async (req, res) => {\n  const { mail, password } = req.body\n  const user = new User({ mail, password })\n  await user.save()\n  res.sendStatus(201)\n})\n",
})

it.each([
  ['an error that is sent by the environment in a call', 'no-internals-in-errors', failing("if (app.get('env') === 'development') {\n  app.use((err, req, res, next) => res.status(500).json({ error: err }))\n}"), []],
  ['an error that is sent by something else', 'no-internals-in-errors', failing("if (app.get('view') === 'json') {\n  app.use((err, req, res, next) => res.status(500).json({ error: err }))\n}"), ['app.js:5']],
  ['a connection that a callback keeps', 'pooled-connections', opened('MongoClient.connect(url, (error, client) => {\n    db = client.db()\n    done(error, db)\n  })'), []],
  ['a connection that a promise keeps', 'pooled-connections', opened('MongoClient.connect(url).then((client) => {\n    db = client\n    done(null, db)\n  })'), []],
  ['a connection that nothing keeps', 'pooled-connections', opened('MongoClient.connect(url, (error, client) => done(error, client.db()))'), ['db.js:4']],
  ['a stack in an extension of hapi', 'no-internals-in-errors', hapi('const { response } = request\n  return response.isBoom ? h.response({ stack: response.stack }).code(500) : h.continue'), ['server.js:6']],
  ['a stack in an extension of hapi, by its name', 'no-internals-in-errors', hapi('const answer = request.response\n  if (!answer.isBoom) return h.continue\n  return h.response({ trace: answer.stack })'), ['server.js:7']],
  ['a code in an extension of hapi', 'no-internals-in-errors', hapi('const { response } = request\n  if (!response.isBoom) return h.continue\n  request.log(response.stack)\n  return h.response({ code: response.output.statusCode })'), []],
  ['a token beside one that expires', 'short-lived-tokens', fastify('app.jwt.sign({ id })'), ['app.js:4']],
  ['tokens that expire', 'short-lived-tokens', fastify("app.jwt.sign({ id }, { expiresIn: '5m' })"), []],
  ['a write by a model whose failure is dropped', 'no-swallowed-errors', failing("app.delete('/books/:id', async (req, res) => {\n  try {\n    await Book.destroy({ where: { id: req.params.id } })\n  } catch (e) {}\n  res.sendStatus(204)\n})"), ['app.js:7']],
  ['no session that is ended', 'no-swallowed-errors', failing("app.delete('/session', async (req, res) => {\n  try {\n    await req.session.destroy({ all: true })\n  } catch (e) {}\n  res.sendStatus(204)\n})"), []],
  ['a password that a model stores as it is given', 'strong-password-hash', models(), ['app.js:5']],
  ['no password that a hook hashes', 'strong-password-hash', models(', { hooks: { beforeSave: change } }'), []],
  ['no password that a hook elsewhere hashes', 'strong-password-hash', models('', "Owner.addHook('beforeSave', change)\n"), []],
  ['a password in a document', 'strong-password-hash', documents(''), ['app.js:5']],
  ['no password in a document that is hashed', 'strong-password-hash', documents("schema.pre('save', change)\n"), []],
  ['a password in a statement that is held', 'strong-password-hash', failing("const sql = 'INSERT INTO users (mail, password) VALUES (?, ?)'\napp.post('/users', (req, res) => db.query(sql, [req.body.mail, req.body.password]))"), ['app.js:5']],
  ['a password of a mail server', 'no-hardcoded-secrets', { 'mail.js': "exports.options = {\n  service: 'gmail',\n  auth: { user: 'club@gmail.com', pass: 'xkqhtvbwzyplmnoa' },\n}\n" }, ['mail.js:3']],
  ['no password of a mail server that is to be filled in', 'no-hardcoded-secrets', { 'mail.js': "exports.options = {\n  service: 'gmail',\n  auth: { user: 'you@gmail.com', pass: 'your-app-password' },\n}\n" }, []],
  ['no password of a mail server that comes from elsewhere', 'no-hardcoded-secrets', { 'mail.js': "exports.options = {\n  host: 'smtp.example.com',\n  auth: { user: 'club', pass: process.env.SMTP_PASS },\n}\n" }, []],
  ['options of a strategy', 'jwt-algorithms', strategy('{ key, verifyOptions: { ignoreExpiration: true } }'), ['auth.js:2']],
  ['other options of a strategy', 'jwt-algorithms', strategy('{ key, ignoreExpiration: true, verifyOptions: { ignoreExpiration: false } }'), []],
])('finds %s', async (_, rule, texts, expected) => {
  expect(await findingsOf(rule, texts)).toEqual(expected)
})
