import { describe, expect, it } from 'vitest'
import rule from '../../rules/sql/no-sql-concatenation.ts'
import { checkProject } from './check.ts'

/** The findings in these files (paths below `src`), as `file severity text`. */
function found(texts: { readonly [file: string]: string }): string[] {
  const byPath = Object.fromEntries(Object.entries(texts).map(([file, text]) => [`/app/src/${file}`, text]))
  return checkProject(rule, byPath).map(({ file, severity, at }) => `${file.slice('/app/src/'.length)} ${severity} ${at}`)
}

const route = (body: string, head = '') => `${head}
router.get('/users', async (req, res) => { ${body} })`

const pool = "import { Pool } from 'pg'\nexport const pool = new Pool()"
const wrapper = "import { pool } from './pool'\nexport const run = (text, values) => pool.query(text, values)"

describe('a wrapper of another file sends what it is given', () => {
  const text = "'SELECT * FROM users WHERE name = ' + req.query.name"
  it.each<[string, { [file: string]: string }]>([
    ['named import', { 'pool.ts': pool, 'db.ts': wrapper, 'a.ts': route(`await run(${text})`, "import { run } from './db'") }],
    ['renamed import', { 'pool.ts': pool, 'db.ts': wrapper, 'a.ts': route(`await go(${text})`, "import { run as go } from './db'") }],
    ['namespace', { 'pool.ts': pool, 'db.ts': wrapper, 'a.ts': route(`await helper.run(${text})`, "import * as helper from './db'") }],
    [
      'barrel',
      { 'pool.ts': pool, 'db.ts': wrapper, 'index.ts': "export * from './db'", 'a.ts': route(`await run(${text})`, "import { run } from './index'") },
    ],
    [
      'barrel under another name',
      { 'pool.ts': pool, 'db.ts': wrapper, 'index.ts': "export { run as send } from './db'", 'a.ts': route(`await send(${text})`, "import { send } from '.'") },
    ],
    [
      'default export',
      { 'pool.ts': pool, 'db.ts': "import { pool } from './pool'\nexport default function (text) { return pool.query(text) }", 'a.ts': route(`await send(${text})`, "import send from './db'") },
    ],
    [
      'CommonJS object',
      {
        'db.js': "const mysql = require('mysql')\nconst c = mysql.createConnection({})\nmodule.exports = { send(text, done) { c.query(text, done) } }",
        'a.js': route(`db.send(${text}, () => {})`, "const db = require('./db')"),
      },
    ],
    [
      'CommonJS name',
      {
        'db.js': "const mysql = require('mysql')\nconst c = mysql.createConnection({})\nexports.send = (text) => new Promise((ok, no) => c.query(text, (e, r) => e ? no(e) : ok(r)))",
        'a.js': route(`await send(${text})`, "const { send } = require('./db')"),
      },
    ],
    [
      'CommonJS, by way of its own exports',
      {
        'db.js': "const mysql = require('mysql')\nconst c = mysql.createConnection({})\nexports.query = (text) => c.query(text)\nexports.send = async (text) => (await exports.query(text))[0]",
        'a.js': route(`await send(${text})`, "const { send } = require('./db')"),
      },
    ],
    [
      'CommonJS barrel',
      {
        'db.js': "const mysql = require('mysql')\nconst c = mysql.createConnection({})\nexports.send = (text) => c.query(text)",
        'lib.js': "module.exports = { store: require('./db') }",
        'a.js': route(`await lib.store.send(${text})`, "const lib = require('./lib')"),
      },
    ],
    [
      'method of an instance',
      {
        'pool.ts': pool,
        'db.ts': "import { pool } from './pool'\nexport class Store { rows(text: string) { return pool.query(text) } }",
        'stores.ts': "import { Store } from './db'\nexport const store = new Store()",
        'a.ts': route(`await store.rows(${text})`, "import { store } from './stores'"),
      },
    ],
    [
      'injected class',
      {
        'pool.ts': pool,
        'db.ts': "import { pool } from './pool'\nexport class Store { rows(text: string) { return pool.query(text) } }",
        'a.ts': `import { Store } from './db'
@Controller() export class C { constructor(private readonly store: Store) {} @Get() list(@Query('name') name: string) { return this.store.rows(\`SELECT * FROM users WHERE name = '\${name}'\`) } }`,
      },
    ],
    [
      'inherited method',
      {
        'pool.ts': pool,
        'base.ts': "import { pool } from './pool'\nexport abstract class Base { protected rows(text: string) { return pool.query(text) } }",
        'a.ts': `import { Base } from './base'
export class Users extends Base { list(req) { return this.rows(${text}) } }`,
      },
    ],
    [
      'object with the text',
      {
        'pool.ts': pool,
        'db.ts': "import { pool } from './pool'\nexport const run = ({ sql, values }) => pool.query(sql, values)",
        'a.ts': route(`await run({ sql: ${text} })`, "import { run } from './db'"),
      },
    ],
    [
      'a wrapper of a wrapper',
      {
        'pool.ts': pool,
        'db.ts': wrapper,
        'first.ts': "import { run } from './db'\nexport const first = async (text) => (await run(text)).rows[0]",
        'a.ts': route(`await first(${text})`, "import { first } from './first'"),
      },
    ],
    [
      'a method chosen by a constant',
      {
        'db.ts': "import sqlite3 from 'sqlite3'\nconst db = new sqlite3.Database(':memory:')\nconst method = 'all'\nexport const rows = (text) => db[method](text)",
        'a.ts': route(`rows(${text})`, "import { rows } from './db'"),
      },
    ],
    [
      'promisified',
      {
        'db.js': "const mysql = require('mysql')\nconst util = require('util')\nconst c = mysql.createConnection({})\nmodule.exports = util.promisify(c.query).bind(c)",
        'a.js': route(`await send(${text})`, "const send = require('./db')"),
      },
    ],
  ])('%s', (_, texts) => {
    expect(found(texts)).toEqual([expect.stringMatching(/^a\.[jt]s error (?:req\.query\.name|name)$/)])
  })

  it('nothing is sent by a function that keeps what it is given', () => {
    const search = 'export class Search { query(text: string) { return this.lines.filter((line) => line.includes(text)) } }'
    expect(
      found({ 'search.ts': search, 'all.ts': "import { Search } from './search'\nexport const search = new Search()", 'a.ts': route(`search.query(${text})`, "import { search } from './all'") }),
    ).toEqual([])
  })
})

describe('text that another file builds', () => {
  it('with a value of the request: where it is put in', () => {
    const texts = {
      'sql.ts': "export const byName = (name) => `SELECT * FROM users WHERE name = '${name}'`",
      'pool.ts': pool,
      'a.ts': route('await pool.query(byName(req.query.name))', "import { byName } from './sql'\nimport { pool } from './pool'"),
    }
    expect(found(texts)).toEqual(['sql.ts error name'])
  })
  it('with constants', () => {
    const texts = {
      'sql.ts': "export const byName = (name) => `SELECT * FROM users WHERE name = '${name}'`\nexport const all = 'SELECT * FROM users'",
      'pool.ts': pool,
      'a.ts': route("await pool.query(byName('root')); await pool.query(all + ' ORDER BY name')", "import { all, byName } from './sql'\nimport { pool } from './pool'"),
    }
    expect(found(texts)).toEqual([])
  })
  it('a constant to which a value is added', () => {
    const texts = {
      'sql.ts': "export const queries = { users: 'SELECT * FROM users' }",
      'pool.ts': pool,
      'a.ts': route("await pool.query(queries.users + ' WHERE name = ' + req.query.name)", "import { queries } from './sql'\nimport { pool } from './pool'"),
    }
    expect(found(texts)).toEqual(['a.ts error req.query.name'])
  })
})

describe('what callers in other files give', () => {
  const repository = "import { pool } from './pool'\nexport const find = (name) => pool.query(`SELECT * FROM users WHERE name = '${name}'`)"
  const byRoute = (argument: string, head = '') => route(`res.json(await find(${argument}))`, `import { find } from './users'\n${head}`)

  it('a value of the request, with the way it takes', () => {
    const [finding, ...others] = checkProject(rule, {
      '/app/src/pool.ts': pool,
      '/app/src/users.ts': repository,
      '/app/src/service.ts': "import { find } from './users'\nexport const search = (text) => find(text.trim())",
      '/app/src/a.ts': route('res.json(await search(req.query.name))', "import { search } from './service'"),
    })
    expect(others).toEqual([])
    expect(finding).toMatchObject({ file: '/app/src/users.ts', severity: 'error', at: 'name' })
    expect(finding?.message).toContain('`req.query.name` comes from the request')
    expect(finding?.related).toEqual(['it is passed on here: /app/src/a.ts req.query.name', 'it is passed on here: /app/src/service.ts text.trim()'])
  })

  it.each([
    ['a constant', "'root'"],
    ['a number', 'Number(req.query.id)'],
    ['one of a list', 'allowed', "const allowed = ['a', 'b'].includes(name) ? name : 'a'"],
    ['a constant of another file', 'ROOT', "import { ROOT } from './names'"],
    ['a constant, in a file that has a route of the same name', "'root'", "router.get('/find', (req, res) => res.end()) // find"],
  ])('silent where all of them give %s', (_, argument, head = '') => {
    expect(found({ 'pool.ts': pool, 'names.ts': "export const ROOT = 'root'", 'users.ts': repository, 'a.ts': byRoute(argument, head) })).toEqual([])
  })

  it.each([
    ['nobody calls it', {}],
    ['somebody gives what is not known', { 'a.ts': byRoute('await load()') }],
    ['it is handed on', { 'a.ts': byRoute("'root'"), 'b.ts': "import { find } from './users'\nexport const handlers = [find]" }],
    ['only a test calls it', { 'a.test.ts': byRoute("'root'") }],
  ])('an unknown caller where %s', (_, texts) => {
    expect(found({ 'pool.ts': pool, 'users.ts': repository, ...texts })).toEqual(['users.ts error name'])
  })

  it('protected methods are called by subclasses only', () => {
    const base = (access: string) =>
      `import type { Pool } from 'pg'\nexport class Base { constructor(protected db: Pool) {} ${access} by(name: string) { return this.db.query(\`SELECT * FROM users WHERE name = '\${name}'\`) } }`
    const users = (name: string) => `import { Base } from './base'\nexport class Users extends Base { find() { return this.by(${name}) } search(req: Request) { return this.by(req.query.name) } }`
    expect(found({ 'base.ts': base('protected'), 'users.ts': users("'root'") })).toEqual(['base.ts error name'])
    expect(found({ 'base.ts': base('protected'), 'users.ts': users("'root'").replace('req.query.name', "'a'") })).toEqual([])
    expect(found({ 'base.ts': base('protected') })).toEqual([])
    expect(found({ 'base.ts': base('') })).toEqual(['base.ts error name'])
  })

  it('what middleware keeps for the handler', () => {
    const app = (value: string) =>
      `import { pool } from './pool'\nimport express from 'express'\nconst app = express()\napp.use((req, res, next) => { res.locals.tenant = ${value}; next() })\napp.get('/a', (req, res) => pool.query(\`SELECT * FROM \${res.locals.tenant}.users\`))`
    expect(found({ 'pool.ts': pool, 'a.ts': app("req.get('x-tenant')") })).toEqual(['a.ts warn res.locals.tenant'])
    expect(found({ 'pool.ts': pool, 'a.ts': app("'public'") })).toEqual([])
  })

  it('what is read from a request by an instance that holds it, and by a method of an instance that is injected in the same file', () => {
    const app = (head: string, value: string) => `import { pool } from './pool'\nimport express from 'express'\n${head}\nconst app = express()\napp.get('/a', (req, res) => pool.query(\`SELECT * FROM users WHERE name = '\${${value}}'\`))`
    const holder = (body: string) => `class Input {\n  constructor(private readonly req: Request) {}\n  ${body}\n}`
    expect(found({ 'pool.ts': pool, 'a.ts': app(holder('get name(): string { return this.req.query.name.trim() }'), 'new Input(req).name') })).toEqual(['a.ts error new Input(req).name'])
    expect(found({ 'pool.ts': pool, 'a.ts': app(holder('get page(): number { return Number(this.req.query.page) }'), 'new Input(req).page') })).toEqual([])
    expect(found({ 'pool.ts': pool, 'a.ts': app('class Input {\n  readonly name: string\n  constructor(req) { this.name = req.query.name }\n}', 'new Input(req).name') })).toEqual(['a.ts error new Input(req).name'])
    const service = (value: string) => `import { DataSource } from 'typeorm'\nexport class Sums {\n  constructor(private readonly source: DataSource) {}\n  by(group: string) { return this.source.query(\`SELECT \${group}, sum(n) FROM bills GROUP BY 1\`) }\n}\n@Controller()\nexport class Bills {\n  constructor(private readonly sums: Sums) {}\n  @Get() all(@Query('group') group: string) { return this.sums.by(${value}) }\n}`
    expect(found({ 'a.ts': service('group') })).toEqual(['a.ts warn group'])
    expect(found({ 'a.ts': service("group === 'day' ? 'day' : 'month'") })).toEqual([])
  })

  it('helpers that are curried in an object, and those that cut or wrap a text, in which no SQL is written', () => {
    const helpers = (quotes: string) => `import { pool } from './pool'\nconst queries = { by: (column) => (value) => pool.query(\`SELECT * FROM users WHERE \${column} = ${quotes}\`) }\nexport const list = (req, res) => queries.by('name')(req.query.name)`
    expect(found({ 'pool.ts': pool, 'a.ts': helpers("'${value}'") })).toEqual(['a.ts error value'])
    expect(found({ 'pool.ts': pool, 'a.ts': helpers('${Number(value)}') })).toEqual([])
    const cut = "export const cut = (text, n) => text.length > n ? text.slice(0, n) + '...' : text"
    expect(found({ 'pool.ts': pool, 'cut.ts': cut, 'a.ts': route("await pool.query(`SELECT * FROM users WHERE name = '${cut(req.query.name, 9)}'`)", "import { cut } from './cut'\nimport { pool } from './pool'") })).toEqual(['a.ts error cut(req.query.name, 9)'])
  })

  it('classes of which only a function that makes them is exported', () => {
    const users = (value: string) => `class Users {\n  constructor(db) { this.db = db }\n  find(name) { return this.db.query(\`SELECT * FROM users WHERE name = '\${${value}}'\`) }\n}\nmodule.exports = (db) => new Users(db)`
    expect(found({ 'users.js': users('name') })).toEqual(['users.js error name'])
    expect(found({ 'users.js': users('name').replace('module.exports = (db) =>', 'const users = ') })).toEqual([])
    const route = (value: string) => `const users = require('./users')(require('./db'))\nexports.list = (req, res) => users.find(${value})`
    expect(found({ 'users.js': users('name'), 'a.js': route("'root'") })).toEqual([])
    expect(found({ 'users.js': users('name'), 'a.js': route('req.query.name') })).toEqual(['users.js error name'])
  })

  it('headers of Koa', () => {
    const app = "import { pool } from './pool'\nrouter.get('/a', async (ctx) => { await pool.query('SELECT * FROM ' + ctx.get('x-tenant') + '.users'); await pool.query(`SELECT * FROM [${ctx.get('x-tenant').replace(/]/g, ']]')}].users`) })"
    expect(found({ 'pool.ts': pool, 'a.ts': app })).toEqual(["a.ts warn ctx.get('x-tenant')"])
  })

  it('methods of injected classes, models of CommonJS', () => {
    expect(
      found({
        'users.ts': "import type { Pool } from 'pg'\nexport class Users { constructor(private db: Pool) {} find(name: string) { return this.db.query(`SELECT * FROM users WHERE name = '${name}'`) } }",
        'a.ts': "import { Users } from './users'\nexport class Service { constructor(private readonly users: Users) {} root() { return this.users.find('root') } }",
      }),
    ).toEqual([])
    const model = "const db = require('./db')\nconst User = function (user) { this.name = user.name }\nUser.find = (name, done) => { db.query(`SELECT * FROM users WHERE name = '${name}'`, done) }\nmodule.exports = User"
    const db = "const mysql = require('mysql')\nmodule.exports = mysql.createPool({})"
    expect(found({ 'db.js': db, 'user.js': model, 'a.js': route('User.find(req.query.name, () => {})', "const User = require('./user')") })).toEqual(['user.js error name'])
    expect(found({ 'db.js': db, 'user.js': model, 'a.js': route("User.find('root', () => {})", "const User = require('./user')") })).toEqual([])
  })
})

it('a handle of another file is known by what it is there, and its library speaks', () => {
  const [finding] = checkProject(rule, {
    '/app/src/db.js': "const { Client } = require('pg')\nconst client = new Client()\nmodule.exports = { client }",
    '/app/src/a.js': "const { client } = require('./db')\nexports.f = (req) => client.query('SELECT * FROM t WHERE a = ' + req.body.a)",
  })
  expect(finding?.message).toContain('$1')
})

it('a handle that a function of the project hands to a callback is known by its type', () => {
  const [finding] = checkProject(rule, {
    '/app/src/db.ts': "import { Pool, PoolClient } from 'pg'\nconst pool = new Pool()\nexport async function inTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> { return work(await pool.connect()) }",
    '/app/src/a.ts': "import { inTransaction } from './db'\nexport const f = (req) => inTransaction(async (client) => client.query('SELECT * FROM t WHERE a = ' + req.body.a))",
  })
  expect(finding?.message).toContain('($1, $2, …) in its place')
})

describe('layers whose functions have the same names', () => {
  const repository = "import { Pool } from 'pg'\nconst pool = new Pool()\nexport async function search(q: string) { return pool.query(\"SELECT * FROM users WHERE name = '\" + q + \"'\") }"
  const service = "import * as repo from './repo'\nexport const search = (q: string) => repo.search(q)"
  const classes = "import * as repo from './repo'\nexport class Users {\n  search(q: string) { return repo.search(q) }\n}"
  const app = (call: string, head: string): string => `import express from 'express'\n${head}\nconst app = express()\napp.get('/a', async (req, res) => { res.json(await ${call}) })`

  it.each<[string, string, string, string, number]>([
    ['a constant', service, 'service.search("x")', "import * as service from './service'", 0],
    ['what a client sends', service, 'service.search(req.query.q)', "import * as service from './service'", 1],
    ['a constant, by way of a method', classes, 'new Users().search("x")', "import { Users } from './service'", 0],
    ['what a client sends, by way of a method', classes, 'new Users().search(req.query.q)', "import { Users } from './service'", 1],
    ['a function that is handed on as well', `${service}\nexport const all = [repo.search]`, 'service.search("x")', "import * as service from './service'", 1],
  ])('%s', (_, layer, call, head, count) => {
    expect(found({ 'repo.ts': repository, 'service.ts': layer, 'main.ts': app(call, head) })).toHaveLength(count)
  })
})
