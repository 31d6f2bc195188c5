import { expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

const schema = "const mongoose = require('mongoose')\nconst schema = new mongoose.Schema({ code: String })\n"
const model = "module.exports = mongoose.model('Coupon', schema)\n"
const use = "const Coupon = require('./coupon')\nexports.redeem = async (req, res) => res.json(await Coupon.byCode(req.body.code))\n"
const coupons = (methods: string): Texts => ({ 'coupon.js': `${schema}${methods}\n${model}`, 'use.js': use })
const inModel = (body: string): Texts => ({ 'coupon.js': `${schema}const Coupon = mongoose.model('Coupon', schema)\nexports.find = async (req, res) => res.json(${body})\n` })
const filters = 'no-operators-in-filters'
const hosts = 'no-client-chosen-hosts'
const sql = 'no-sql-concatenation'
const byRole = (check: string): Texts => ({
  'users.js': `const { Pool } = require('pg')\nconst pool = new Pool()\nconst roles = ['admin', 'editor']\nexports.find = async (req, res) => {\n  const role = req.query.role\n  ${check}\n}\n`,
})
const load = (before: string): Texts => ({ 'use.js': `exports.load = async (req, res) => {\n  const { url } = req.query\n  let flag = false\n  ${before}\n  res.send(await fetch(url))\n}\n` })
const hono = (schema: string): Texts => ({ 'use.ts': `import { Hono } from 'hono'\nimport { zValidator } from '@hono/zod-validator'\nimport { z } from 'zod'\nconst app = new Hono()\napp.post('/a', zValidator('json', z.object({ url: ${schema} })), async (c) => c.text(await (await fetch(c.req.valid('json').url)).text()))\n` })
const query = "await pool.query(`SELECT id FROM users WHERE role = '${role}' LIMIT 10`)"

it.each<[string, string, Texts, string[]]>([
  ['static methods of a schema', filters, coupons('schema.statics.byCode = function (code) { return this.findOne({ code }) }'), ['coupon.js:3']],
  ['static methods by their name', filters, coupons("schema.static('byCode', function (code) { const Model = this; return Model.findOne({ code }) })"), ['coupon.js:3']],
  ['static methods among others', filters, coupons('schema.statics = { byCode(code) { return this.findOne({ code }) } }'), ['coupon.js:3']],
  ['static methods of a class', filters, coupons('class Of { static byCode(code) { return this.findOne({ code }) } }\nschema.loadClass(Of)'), ['coupon.js:3']],
  ['no static methods that make texts', filters, coupons('schema.statics.byCode = function (code) { return this.findOne({ code: String(code) }) }'), []],
  ['no other functions of the same name', filters, { ...coupons('schema.statics.byCode = function (code) { return this.findOne({ code }) }'), 'use.js': "require('./coupon')\nconst { codes } = require('./codes')\nexports.find = (req) => codes.byCode(req.body.code)\n" }, []],
  ['static methods after `this`', filters, { 'coupon.ts': "import { Schema, model, type Model } from 'mongoose'\nconst schema = new Schema({ code: String })\nschema.statics.byCode = function (this: Model<unknown>, code: string) { return this.findOne({ code }) }\nexport const Coupon = model('Coupon', schema)\n", 'use.ts': "import { Coupon } from './coupon'\nexport const redeem = async (req, res) => res.json(await Coupon.byCode(req.body.code))\n" }, ['coupon.ts:3']],
  ['the first stages of pipelines', filters, inModel('await Coupon.aggregate([{ $match: { code: req.body.code } }, { $count: "n" }])'), ['coupon.js:4']],
  ['no other stages', filters, inModel('await Coupon.aggregate([{ $match: { code: "A" } }, { $limit: req.body.limit }])'), []],
  ['the filters of distinct()', filters, inModel('await Coupon.distinct("code", { code: req.body.code })'), ['coupon.js:4']],
  ['code in $where()', filters, inModel("await Coupon.find().$where('this.code == ' + req.params.code)"), ['coupon.js:4']],
  ['code made of a query string', filters, inModel('await Coupon.find({ $where: `this.code == "${req.query.code}"` })'), ['coupon.js:4']],
  ['JSON in a query string', filters, inModel('await Coupon.find(JSON.parse(req.query.filter))'), ['coupon.js:4']],
  ['either of two filters', filters, inModel('await Coupon.find(req.query.all ? { isOpen: true } : { code: req.body.code })'), ['coupon.js:4']],
  ['alternatives', filters, inModel('await Coupon.find().or([{ code: req.body.code }, { code: "A" }])'), ['coupon.js:4']],
  ['no names of fields', filters, inModel('await Coupon.find().where("code").sort(req.body.order)'), []],
  ['what is assigned to a filter', filters, { 'coupon.js': `${schema}const Coupon = mongoose.model('Coupon', schema)\nexports.find = async (req) => {\n  const filter = { isOpen: true }\n  Object.assign(filter, req.body.filter)\n  await Coupon.count(filter)\n  return Coupon.find(filter)\n}\n` }, ['coupon.js:6']],
  ['what stands beside a checked field', filters, inModel('validator.isEmail(req.body.email) && (await Coupon.findOne({ email: req.body.email, code: req.body.code }))'), ['coupon.js:4']],
  ['no checked fields', filters, inModel('validator.isEmail(req.body.email) && (await Coupon.findOne({ email: req.body.email }))'), []],
  ['no texts of a list', filters, inModel('await Coupon.findOne({ code: req.body.codes.map(String)[0] })'), []],
  ['databases with the same queries', filters, { 'users.js': "const users = require('monk')(process.env.DB).get('users')\nexports.find = (req, res) => users.findOne({ name: req.body.name }).then((user) => res.json(user))\n" }, ['users.js:2']],
  ['filters that a function makes', filters, { 'users.js': "exports.Users = function (db) {\n  const users = db.collection('users')\n  this.find = (req) => {\n    const { name } = req.body\n    const filter = () => {\n      if (name) return { name }\n      return {}\n    }\n    return users.find(filter()).toArray()\n  }\n}\n", 'db.js': "exports.client = require('mongodb')\n" }, ['users.js:6']],
  ['what a check of a password compares', filters, { 'users.js': "const { users } = require('./db')\nexports.login = (req) => validateUser(req.body.name, req.body.password)\nconst validateUser = (name, password) => users.findOne({ name })\n", 'db.js': "exports.users = require('monk')(process.env.DB).get('users')\n" }, ['users.js:3']],
  ['no bodies that are validated', filters, { 'users.js': "const { users } = require('./db')\nexports.login = (req) => {\n  validateUser(req.body)\n  return users.findOne({ name: req.body.name })\n}\n", 'db.js': "exports.users = require('monk')(process.env.DB).get('users')\n" }, []],
  ['an instance of a client in another file', hosts, { 'http.js': "module.exports = require('axios').create({ timeout: 5000 })\n", 'use.js': "const http = require('./http')\nexports.load = (req) => http.get(req.body.url)\n" }, ['use.js:2']],
  ['an instance of a class', hosts, { 'pages.ts': "import got from 'got'\nexport class Pages {\n  readonly #http = got.extend({ retry: { limit: 0 } })\n  load = (req) => this.#http.get(req.query.url)\n}\n" }, ['pages.ts:4']],
  ['no instances with an address', hosts, { 'http.js': "module.exports = require('axios').create({ baseURL: process.env.API })\n", 'use.js': "const http = require('./http')\nexports.load = (req) => http.get(req.body.path)\n" }, []],
  ['an instance beside one with an address', hosts, { 'use.js': "const axios = require('axios')\nconst api = axios.create({ baseURL: process.env.API })\nconst http = axios.create()\nexports.load = (req) => api.get(req.body.path)\nexports.fetch = (req) => http.get(req.body.url)\n" }, ['use.js:5']],
  ['no instances that get an address later', hosts, { 'use.js': "const http = require('axios').create()\nhttp.defaults.baseURL = process.env.API\nexports.load = (req) => http.get(req.body.path)\n" }, []],
  ['no instances whose options are elsewhere', hosts, { 'http.js': "module.exports = require('axios').create(require('./options'))\n", 'use.js': "const http = require('./http')\nexports.load = (req) => http.get(req.body.path)\n" }, []],
  ['pages of browsers', hosts, { 'shot.js': "const puppeteer = require('puppeteer')\nexports.take = async (req, res) => {\n  const browser = await puppeteer.launch()\n  const page = await browser.newPage()\n  await page.goto(req.query.url)\n  res.send(await page.screenshot())\n}\n" }, ['shot.js:5']],
  ['arguments of resolvers', hosts, { 'resolvers/query.js': 'module.exports = { health: async (_, { host }) => (await fetch(`http://${host}/health`)).text() }\n' }, ['resolvers/query.js:1']],
  ['the query string of node:http', hosts, { 'server.js': "const http = require('http')\nconst url = require('url')\nhttp.createServer((req, res) => {\n  const { host } = url.parse(req.url, true).query\n  http.get('http://' + host + '/', (found) => found.pipe(res))\n}).listen(80)\n" }, ['server.js:5']],
  ['what is only matched to set something', hosts, load('if (url.match(/\\.png$/)) flag = true'), ['use.js:5']],
  ['what sets something in a block', hosts, load("if (/\\.png$/.test(url)) {\n    flag = 'image'\n  }"), ['use.js:7']],
  ['none whose flag decides', hosts, load('if (url.match(/^https:\\/\\/cdn\\.example\\.com\\//)) flag = true\n  if (!flag) return res.sendStatus(400)'), []],
  ['what is matched for a constant', hosts, load("const isImage = url.endsWith('.png')"), ['use.js:5']],
  ['none whose constant decides', hosts, load('const isKnown = known.includes(url)\n  if (!isKnown) return res.sendStatus(400)'), []],
  ['none whose constant is passed on', hosts, load('const isKnown = known.includes(url)\n  must(isKnown)'), []],
  ['none in one line', hosts, load('const isKnown = known.includes(url); if (!isKnown) return res.sendStatus(400)'), []],
  ['none that is replaced', hosts, load("if (!url.match(known)) url = 'https://cdn.example.com/'"), []],
  ['what has only its protocol checked', hosts, load("if (!url.startsWith('https://')) return res.sendStatus(400)"), ['use.js:5']],
  ['what a pattern of protocols matches', hosts, load('if (!/^https?:\\/\\//i.test(url)) return res.sendStatus(400)'), ['use.js:5']],
  ['none with a prefix', hosts, load("if (!url.startsWith('https://cdn.example.com/')) return res.sendStatus(400)"), []],
  ['what a validator of Hono only calls an address', hosts, hono('z.string().url()'), ['use.ts:5']],
  ['none of a list of Hono', hosts, hono("z.enum(['https://a.example'])"), []],
  ['what is only matched later', hosts, { 'use.js': 'exports.load = async (req, res) => {\n  const page = await fetch(req.query.url)\n  res.send((await page.text()).match(/<title>(.*)</)[1])\n}\n' }, ['use.js:2']],
  ['a function that is declared nowhere', sql, { 'users.js': "exports.find = (req, res) => executeQuery('SELECT id FROM users WHERE role = ' + req.query.role)\n" }, ['users.js:1']],
  ['no items of a list', sql, byRole(`for (const one of roles) if (one === role) return res.json(${query})`), []],
  ['none that is found in a list', sql, byRole(`let isKnown = false\n  for (let i = 0; i < roles.length; i++) { if (roles[i] === role) isKnown = true }\n  if (!isKnown) return res.sendStatus(400)\n  res.json(${query})`), []],
  ['none that forEach() finds', sql, byRole(`let isKnown = false\n  roles.forEach((one) => { if (one === role) isKnown = true })\n  if (!isKnown) return res.sendStatus(400)\n  res.json(${query})`), []],
  ['what only differs from a list', sql, byRole(`for (const one of roles) if (one !== role) return res.json(${query})`), ['users.js:6']],
  ['what is compared with a list of the client', sql, byRole(`for (const one of req.body.roles) if (one === role) return res.json(${query})`), ['users.js:6']],
  ['hashes of the time', 'unpredictable-tokens', { 'token.js': "const md5 = require('md5')\nexports.make = (email) => {\n  const token = md5(email + new Date().getTime())\n  return token\n}\n" }, ['token.js:3']],
  ['texts of random numbers', 'unpredictable-tokens', { 'otp.js': 'exports.make = () => ({ otp: String(Math.random()).slice(2, 8) })\n' }, ['otp.js:1']],
])('finds %s', async (_, rule, texts, expected) => {
  expect(await findingsOf(rule, texts)).toEqual(expected)
})
