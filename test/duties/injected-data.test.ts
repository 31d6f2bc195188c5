import { expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

const find = "await pool.query(`SELECT id FROM users WHERE name = '${name}' LIMIT 10`)"
const loop = (update: string): Texts => ({
  'src/users.js': `const { User } = require('./models/user')\nexports.all = async (ids) => {\n  for (let i = 0; i < ids.length; ${update}) {\n    const user = await User.findByPk(ids[i])\n    use(user)\n  }\n}`,
})

it.each<[string, string, Texts, string[]]>([
  ['functions that an exported function returns by their names', 'no-sql-concatenation', { 'src/users.js': `const make = ({ pool }) => {\n  const find = async (name) => ${find}\n  return { find }\n}\nmodule.exports = make` }, ['src/users.js:2']],
  ['declarations that an exported function returns', 'no-sql-concatenation', { 'src/users.js': `module.exports = ({ pool }) => {\n  return Object.freeze({ by: find })\n  async function find(name) { return ${find} }\n}` }, ['src/users.js:3']],
  ['none that are not returned', 'no-sql-concatenation', { 'src/users.js': `module.exports = ({ pool }) => {\n  const find = async (name) => ${find}\n  return { all: () => find('Ada') }\n}` }, []],
  ['what a plugin decorates a server with', 'no-sql-concatenation', { 'src/users.ts': `import fp from 'fastify-plugin'\nexport default fp(async (app) => {\n  const { pool } = app\n  app.decorate('users', { async find(name) { return ${find} } })\n})` }, ['src/users.ts:4']],
  ['counters that add one', 'no-query-in-loop', loop('i += 1'), ['src/users.js:4']],
  ['no counters that add a page', 'no-query-in-loop', loop('i += 50'), []],
  ['models of Objection that are held by the server', 'no-query-in-loop', { 'src/users.js': 'module.exports = async ({ models: { User } }) => async (names) => {\n  const found = []\n  for (const name of names) found.push(await User.query().findOne({ name }))\n  return found\n}' }, ['src/users.js:3']],
  ['models of Bookshelf', 'no-query-in-loop', { 'src/users.js': "require('bookshelf')\nmodule.exports = (db) => (ids) => Promise.all(ids.map(async (id) => (await db.User.where({ id }).fetch()).get('name')))" }, ['src/users.js:2']],
  ['methods behind a container', 'no-query-in-loop', { 'src/app.js': "const { container } = require('./container')\nmodule.exports = async (ids) => {\n  const users = container.resolve('users')\n  for (const id of ids) use(await users.findById(id))\n}", 'src/container.js': 'exports.container = make()', 'src/users.js': "const { pool } = require('./pool')\nmodule.exports = class Users { async findById(id) { return pool.query('SELECT name FROM users WHERE id = $1', [id]) } }", 'src/pool.js': "const { Pool } = require('pg')\nexports.pool = new Pool()" }, ['src/app.js:4']],
])('finds %s', async (_, rule, texts, expected) => {
  expect(await findingsOf(rule, texts)).toEqual(expected)
})
