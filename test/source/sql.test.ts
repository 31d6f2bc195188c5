import { describe, expect, it } from 'vitest'
import rule from '../../rules/sql/no-sql-concatenation.ts'
import { noSettings } from '../../src/core/settings.ts'
import { Project } from '../../src/project/project.ts'
import { Resolver } from '../../src/project/graph/resolve.ts'
import { factsOf } from '../../src/source/facts/file-facts.ts'
import type { SourceFile } from '../../src/source/syntax/file.ts'
import { memoryFiles } from '../project/memory.ts'
import { check, withoutTree } from './check.ts'
import type { CheckOptions } from './check.ts'

/** The findings, as `severity text`. */
function found(code: string, options?: CheckOptions): string[] {
  return check(rule, code, options).map(({ severity, at }) => `${severity} ${at}`)
}

/** An Express handler with a database handle from another file, which is recognised without importing a driver. */
const handler = (body: string) => `import { db } from './db'\nexport function handler(req, res) {\n${body}\n}`

describe('ways of putting text together', () => {
  it.each([
    ['template', 'db.query(`SELECT * FROM t WHERE a = ${req.query.a}`)', 'req.query.a'],
    ['+', 'db.query("SELECT * FROM t WHERE a = \'" + req.query.a + "\'")', 'req.query.a'],
    ['variable', 'const q = `SELECT * FROM t WHERE a = ${req.query.a}`; db.query(q)', 'req.query.a'],
    ['value in a variable', 'const a = req.query.a; db.query(`SELECT * FROM t WHERE a = ${a}`)', 'a'],
    ['destructuring', 'const { a } = req.query; db.query(`SELECT * FROM t WHERE a = ${a}`)', 'a'],
    ['deep destructuring', 'const { query: { a: { b } } } = req; db.query(`SELECT * FROM t WHERE a = ${b}`)', 'b'],
    ['+=', 'let q = "SELECT * FROM t"; if (req.query.a) q += " WHERE a = \'" + req.query.a + "\'"; db.query(q)', 'req.query.a'],
    ['q = q + x', 'let q = "SELECT * FROM t"; q = q + " WHERE a = " + req.query.a; db.query(q)', 'req.query.a'],
    ['q = `${q} …`', 'let q = "SELECT * FROM t"; q = `${q} WHERE a = ${req.query.a}`; db.query(q)', 'req.query.a'],
    ['join of a list', 'db.query(["SELECT * FROM t WHERE a =", req.query.a].join(" "))', 'req.query.a'],
    [
      'pushed parts',
      'const w = []; w.push(`a = \'${req.query.a}\'`); db.query("SELECT * FROM t WHERE " + w.join(" AND "))',
      'req.query.a',
    ],
    ['map and join', 'db.query(`SELECT * FROM t WHERE a IN (${req.body.ids.map(id => `\'${id}\'`).join(",")})`)', 'id'],
    ['join of the list itself', 'db.query(`SELECT * FROM t WHERE a IN (${req.body.ids.join(",")})`)', 'req.body.ids.join(",")'],
    ['concat', 'db.query("SELECT * FROM t WHERE a = ".concat(req.query.a))', 'req.query.a'],
    ['replace', 'db.query("SELECT * FROM t WHERE a = \':a\'".replace(":a", req.query.a))', 'req.query.a'],
    [
      'util.format',
      'const util = require("util"); db.query(util.format("SELECT * FROM t WHERE a = \'%s\'", req.query.a))',
      'req.query.a',
    ],
    ['conditional', 'db.query(req.query.a ? `SELECT * FROM t WHERE a = ${req.query.a}` : "SELECT * FROM t")', 'req.query.a'],
    ['object with sql', 'db.query({ sql: `SELECT * FROM t WHERE a = ${req.query.a}` })', 'req.query.a'],
    ['object in a variable', 'const q = { text: `SELECT * FROM t WHERE a = ${req.query.a}` }; db.query(q)', 'req.query.a'],
    [
      'text added to an object',
      'const q = { text: "SELECT * FROM t" }; q.text += ` WHERE a = ${req.query.a}`; db.query(q)',
      'req.query.a',
    ],
    [
      'trimmed',
      "db.query(`SELECT * FROM t WHERE a = '${req.query.a.trim().toLowerCase()}'`)",
      'req.query.a.trim().toLowerCase()',
    ],
    ['fallback', 'db.query(`SELECT * FROM t WHERE a = \'${req.query.a || "x"}\'`)', 'req.query.a'],
    [
      'a cast proves nothing',
      'db.query(`SELECT * FROM t WHERE a = ${req.query.a as unknown as number}`)',
      'req.query.a as unknown as number',
    ],
    [
      'loop over entries',
      'let q = "SELECT * FROM t WHERE 1=1"; for (const [k, v] of Object.entries(req.query)) q += ` AND x = \'${v}\'`; db.query(q)',
      'v',
    ],
    ['the text is not the first argument', 'db.execute(connection, `SELECT * FROM t WHERE a = ${req.query.a}`)', 'req.query.a'],
    [
      'a check of what was there before',
      'let s = req.query.s; if (ALLOWED.includes(s)) { s = req.query.other } else { return } db.query(`SELECT * FROM t WHERE a = ${s}`)',
      's',
    ],
    [
      'a deny list proves nothing',
      'if (req.query.a.includes(";")) throw new Error(); db.query(`SELECT * FROM t WHERE a = ${req.query.a}`)',
      'req.query.a',
    ],
  ])('%s', (_, body, at) => {
    expect(found(handler(body))).toEqual([`error ${at}`])
  })
})

it.each([
  ['the items of a helper', "db.query('SELECT * FROM t WHERE ' + _.map(req.query, (value, name) => `a = '${value}'`).join(' AND '))", 'error value'],
  ['a text that a function replaces', "db.query(\"SELECT * FROM t WHERE a = '%s'\".replace('%s', () => req.query.a))", 'error req.query.a'],
  ['what is got by a path', "db.query(`SELECT * FROM t WHERE a = '${_.get(req, 'query.a', '')}'`)", "error _.get(req, 'query.a', '')"],
  ['a value that is escaped for quotes and has none', "const escapeText = (text) => text.replace(/'/g, \"''\"); db.query(`SELECT * FROM t WHERE a = ${escapeText(req.query.a)}`)", 'error escapeText(req.query.a)'],
])('%s', (_, code, expected) => {
  expect(found(handler(code))).toEqual([expected])
})

describe('through functions, methods and classes of the file', () => {
  it('a helper that sends what it is given', () => {
    expect(
      found(`import { db } from './db'
function run(sql) { return db.query(sql) }
export const h = (req) => run("SELECT * FROM t WHERE a = " + req.query.a)`),
    ).toEqual(['error req.query.a'])
  })
  it('a helper of a helper', () => {
    expect(
      found(`import { db } from './db'
const run = (sql, values) => db.query({ text: sql, values })
const first = async (sql) => (await run(sql)).rows[0]
export const h = (req) => first(\`SELECT * FROM t WHERE a = '\${req.query.a}'\`)`),
    ).toEqual(['error req.query.a'])
  })
  it('a helper that builds', () => {
    expect(
      found(`import { db } from './db'
const where = (a) => \` WHERE a = '\${a}'\`
export const h = (req) => db.query('SELECT * FROM t' + where(req.query.a))`),
    ).toEqual(['error a'])
  })
  it('the same helper with constants only', () => {
    expect(
      found(`import { db } from './db'
const where = (a) => \` WHERE a = '\${a}'\`
export const h = (req) => db.query('SELECT * FROM t' + where('x'))`),
    ).toEqual([])
  })
  it('a helper that sends and is called with a value', () => {
    expect(
      found(`import { db } from './db'
function byName(name) { return db.query("SELECT * FROM t WHERE a = '" + name + "'") }
export const h = (req) => byName(req.query.a)`),
    ).toEqual(['error name'])
  })
  it('methods and fields', () => {
    expect(
      found(`import { db } from './db'
export class Users {
  private sql = 'SELECT * FROM users'
  by(req) { this.sql += " WHERE a = '" + req.body.a + "'" ; return this.send(this.sql) }
  private send(sql: string) { return db.query(sql) }
}`),
    ).toEqual(['error req.body.a'])
  })
  it('a function that hands a whole statement on', () => {
    expect(
      found(`import { db } from './db'\nexport const query = (sql: string, values: unknown[]) => db.query(sql, values)`),
    ).toEqual([])
    expect(
      found(`import { Pool } from 'pg'\nconst pool = new Pool()\nexport const run = (sql) => pool.query(sql + ' LIMIT 1')`),
    ).toEqual([])
  })
})

describe('who controls the value', () => {
  it.each([
    [
      'express, named otherwise',
      `export const h = (request: Request, response) => db.query(\`SELECT * FROM t WHERE a = \${request.params.a}\`)`,
    ],
    ['express, taken apart', 'export const h = ({ body }, res) => db.query(`SELECT * FROM t WHERE a = ${body.a}`)'],
    ['koa', 'router.get("/", async (ctx) => { await db.query(`SELECT * FROM t WHERE a = ${ctx.request.body.a}`) })'],
    ['hono', 'app.get("/", async (c) => { await db.query(`SELECT * FROM t WHERE a = \'${c.req.query("a")}\'`) })'],
    [
      'hono body',
      'app.post("/", async (c) => { const { a } = await c.req.json(); await db.query(`SELECT * FROM t WHERE a = \'${a}\'`) })',
    ],
    [
      'fastify',
      'app.get("/", async (request: FastifyRequest<{ Querystring: { a: string } }>, reply) => db.query(`SELECT * FROM t WHERE a = ${request.query.a}`))',
    ],
    [
      'next app router',
      'export async function GET(request: NextRequest) { const a = request.nextUrl.searchParams.get("a"); return db.query(`SELECT * FROM t WHERE a = ${a}`) }',
    ],
    [
      'next path',
      'export async function GET(request: Request, { params }) { return db.query(`SELECT * FROM t WHERE a = ${params.id}`) }',
    ],
    [
      'url of a request',
      'export async function GET(request: Request) { const { searchParams } = new URL(request.url); return db.query(`SELECT * FROM t WHERE a = ${searchParams.get("a")}`) }',
    ],
    [
      'nest',
      'class C { constructor(private db: Db) {} @Get() find(@Query("a") a: string) { return this.db.query(`SELECT * FROM t WHERE a = ${a}`) } }',
    ],
    [
      'nest body',
      'class C { constructor(private db: Db) {} @Post() add(@Body() body: { a: string }) { return this.db.query(`SELECT * FROM t WHERE a = ${body.a}`) } }',
    ],
    [
      'lambda',
      'export const handler = async (event: APIGatewayProxyEvent) => db.query(`SELECT * FROM t WHERE a = ${event.pathParameters.a}`)',
    ],
    ['caller of an exported function', 'export const find = (a: string) => db.query(`SELECT * FROM t WHERE a = ${a}`)'],
    ['caller, CommonJS', 'module.exports.find = function (a) { return db.query("SELECT * FROM t WHERE a = " + a) }'],
    ['caller, object of functions', 'module.exports = { find(a) { return db.query("SELECT * FROM t WHERE a = " + a) } }'],
    ['caller, listed functions', 'const find = (a) => db.query("SELECT * FROM t WHERE a = " + a)\nmodule.exports = { find }'],
    [
      'caller, listed in a default export',
      'async function find(a: string) { return db.query("SELECT * FROM t WHERE a = " + a) }\nexport default { find }',
    ],
    ['caller, factory', 'export const repo = (db) => ({ find: (a) => db.query("SELECT * FROM t WHERE a = " + a) })'],
    ['caller, method', 'export class R { find(a: string) { return this.db.query("SELECT * FROM t WHERE a = " + a) } }'],
    ['caller, property', 'export const find = ({ a }: { a: string }) => db.query("SELECT * FROM t WHERE a = " + a)'],
    ['caller, list', "export const find = (ids: string[]) => db.query(`SELECT * FROM t WHERE a IN ('${ids.join(\"','\")}')`)"],
  ])('%s', (_, code) => {
    expect(found(`import { db } from './db'\n${code}`)).toEqual([expect.stringMatching(/^error /)])
  })

  it.each([
    ['a function nobody outside reaches', 'function find(a) { return db.query("SELECT * FROM t WHERE a = " + a) }\nfind("x")'],
    [
      'a private method',
      'export class R { private find(a: string) { return this.db.query("SELECT * FROM t WHERE a = " + a) } all() { return this.find("x") } }',
    ],
    [
      'configuration',
      'export class R { constructor(private table: string) {} all() { return this.db.query(`SELECT * FROM ${this.table}`) } }',
    ],
    ['the environment', 'db.query(`CREATE DATABASE ${process.env.DB_NAME}`)'],
    [
      'an imported constant',
      'import { COLUMNS } from "./columns"\nexport const all = () => db.query(`SELECT ${COLUMNS} FROM t`)',
    ],
    ['a clause that is handed on', 'export const f = (where: string) => db.query(`SELECT * FROM t WHERE ${where}`)'],
    ['a table that is handed on', 'export const f = (table: string) => db.query(`SELECT * FROM "${table}"`)'],
    ['a whole condition that is handed on', "import { SelectQueryBuilder } from 'typeorm'\nexport const f = (qb: SelectQueryBuilder<X>, where: string) => qb.where(where)"],
    ['names deep in a configuration', 'export const f = (o: { columns: { id: string } }) => db.query(`SELECT ${o.columns.id} FROM t`)'],
    ['a statement inside of one', 'export const count = (query: string) => db.query(`SELECT count(*) FROM (${query}) t`)'],
    [
      'conditions as an object',
      "import { Repository } from 'typeorm'\nexport class S { constructor(private r: Repository<X>) {} f(o: { a: string }) { return this.r.createQueryBuilder().where({ a: o.a }) } }",
    ],
    [
      'rows of another query',
      'export async function f() { for (const t of await db.query("SELECT name FROM tables")) await db.query(`DROP TABLE "${t.name}"`) }',
    ],
    ['the signed-in user', 'export const h = (req) => db.query(`SELECT * FROM t WHERE a = ${req.user.id}`)'],
    [
      'a value that another file made of it',
      'import { clean } from "./clean"\nexport const h = (req) => db.query(`SELECT * FROM t WHERE a = ${clean(req.query.a)}`)',
    ],
    [
      'a whole type from elsewhere',
      'import type { Status } from "./status"\nexport const f = (s: Status) => db.query(`SELECT * FROM t WHERE s = ${s}`)',
    ],
  ])('silent: %s', (_, code) => {
    expect(found(`import { db } from './db'\n${code}`)).toEqual([])
  })
})

describe('silent on values that cannot change a statement', () => {
  it.each([
    ['Number()', '${Number(req.query.a)}'],
    ['parseInt in a variable', '${n}', 'const n = parseInt(req.query.a, 10)'],
    ['unary plus', '${+req.query.a}'],
    ['arithmetic', 'a LIMIT ${(req.query.page - 1) * 10}'],
    ['bounded arithmetic', 'a LIMIT ${Math.min(req.query.limit, 100)}'],
    ['constant', '${A}', "const A = 'x'"],
    ['constant map', '${COLUMNS[req.query.sort]}', "const COLUMNS = { a: 'a', b: 'b' }"],
    ['constant map with fallback', "${COLUMNS[req.query.sort] ?? 'a'}", "const COLUMNS = { a: 'a', b: 'b' }"],
    ['enum', '${Status.Open}', "enum Status { Open = 'open' }"],
    ['choice of literals', "a ORDER BY b ${req.query.dir === 'desc' ? 'DESC' : 'ASC'}"],
    ['includes and throw', '${s}', "const s = req.query.s; if (!['a', 'b'].includes(s)) throw new Error()"],
    ['includes and return', '${s}', 'const { s } = req.query; if (!ALLOWED.includes(s)) return res.status(400).end()'],
    ['a flag that is asked where it is set', '${s}', "const s = req.query.s; let isKnown = false; if (!isKnown && s === 'name') isKnown = true; if (!isKnown) return"],
    ['two checks in one', '${s}', 'const { s, d } = req.query; if (!ALLOWED.includes(s) || !d) return res.status(400).end()'],
    ['optional but checked', '${s}', 'const { s } = req.query; if (s && !ALLOWED.includes(s)) return res.status(400).end()'],
    ['has', '${s}', 'const s = req.query.s; if (!ALLOWED.has(s)) return'],
    ['indexOf', '${s}', 'const s = req.query.s; if (ALLOWED.indexOf(s) === -1) return'],
    ['replaced by a default', '${s}', "let s = req.query.s; if (!ALLOWED.includes(s)) s = 'id'"],
    ['reset after something else', '${s}', "let s = req.query.s; if (!ALLOWED.includes(s)) { s = req.query.other; s = 'id' }"],
    ['a check whose branch keeps the value', '${s}', 'let s = req.query.s; if (ALLOWED.includes(s)) { s = s.toLowerCase() } else { return }'],
    ['conditional on a list', "${ALLOWED.includes(req.query.s) ? req.query.s : 'id'}"],
    ['conditional into a variable', '${s}', "const s = ALLOWED.includes(req.query.s) ? req.query.s : 'id'"],
    ['pattern', '${s}', 'const s = req.query.s; if (!/^[a-z_]+$/.test(s)) throw new Error()'],
    ['found in a list', '${s}', "const s = ['a', 'b'].find((x) => x === req.query.s)"],
    ['filtered by a list', "${req.query.f.split(',').filter((f) => ALLOWED.includes(f)).join(',')}"],
    ['zod enum', '${s}', "const { s } = z.object({ s: z.enum(['a', 'b']) }).parse(req.query)"],
    [
      'zod number in a variable',
      '${query.n}',
      'const schema = z.object({ n: z.coerce.number() }); const query = schema.parse(req.query)',
    ],
    ['escaped by the connection', '${db.escape(req.query.a)}'],
    ['escaped identifier', 'a FROM ${client.escapeIdentifier(req.query.t)}'],
    ['placeholders', "a IN (${req.body.ids.map(() => '?').join(',')})"],
    ['numbered placeholders', "a IN (${req.body.ids.map((_, i) => `$${i + 1}`).join(', ')})"],
    ['placeholders by fill', "a IN (${Array(req.body.ids.length).fill('?').join(',')})"],
    ['numbers of a list', "a IN (${req.body.ids.map(Number).join(',')})"],
    ['cleaned', "${req.query.a.replace(/[^a-z0-9]/gi, '')}"],
    ['made here', '${randomUUID()}'],
    ['date', '${new Date(req.query.d).toISOString()}'],
  ])('%s', (_, hole, before = '') => {
    expect(found(handler(`${before}\ndb.query(\`SELECT * FROM t WHERE a = ${hole}\`)`))).toEqual([])
  })

  it.each([
    ['a list given to a function', "const list = ['a', 'b']; if (!_.includes(list, req.query.s)) return; db.query(`SELECT * FROM t ORDER BY ${req.query.s}`)"],
    ['a key of an object', 'const list = { a: 1 }; if (!Object.prototype.hasOwnProperty.call(list, req.query.s)) return; db.query(`SELECT * FROM t ORDER BY ${req.query.s}`)'],
    ['keys that are picked', "const body = _.pick(req.body, ['a', 'b']); db.query(`UPDATE t SET ${Object.keys(body).map((key) => `${key} = ?`)}`, Object.values(body))"],
    ['what is got from a list', "const list = { a: 't.a' }; db.query(`SELECT * FROM t ORDER BY ${_.get(list, req.query.s, 't.id')}`)"],
  ])('%s', (_, code) => {
    expect(found(handler(code))).toEqual([])
  })

  it.each<[string, string, number]>([
    ['a pattern of zod', 'const s = z.string().regex(/^[a-z]+$/).parse(req.query.s)', 0],
    ['a pattern of zod that matches a part', 'const s = z.string().regex(/[a-z]+/).parse(req.query.s)', 1],
    ['a pattern of zod that matches a line', 'const s = z.string().regex(/^[a-z]+$/m).parse(req.query.s)', 1],
    ['a list of Joi', "const s = Joi.attempt(req.query.s, Joi.string().valid('a', 'b'))", 0],
    ['a text of Joi', 'const s = Joi.attempt(req.query.s, Joi.string().min(1))', 1],
    ['texts of TypeBox', "const s = Value.Parse(Type.Union([Type.Literal('a'), Type.Literal('b')]), req.query.s)", 0],
    ['a text of TypeBox', 'const s = Value.Parse(Type.String(), req.query.s)', 1],
    ['a function that throws', "const { s } = req.query; checkSort(s); function checkSort(s) { if (bad(s)) throw new Error('no') }", 0],
    ['a function that only warns', 'const { s } = req.query; checkSort(s); function checkSort(s) { if (bad(s)) console.warn(s) }', 1],
  ])('checked by %s', (_, code, count) => {
    expect(found(`import { Value } from '@sinclair/typebox/value'\n${handler(`${code}; db.query(\`SELECT * FROM t ORDER BY \${s}\`)`)}`)).toHaveLength(count)
  })

  it('switch', () => {
    expect(
      found(handler("switch (req.query.s) { case 'a': case 'b': db.query(`SELECT * FROM t ORDER BY ${req.query.s}`) }")),
    ).toEqual([])
  })

  it.each([
    ['number', 'export const f = (a: number) => db.query(`SELECT * FROM t WHERE a = ${a}`)'],
    ['default number', 'export const f = (a = 10) => db.query(`SELECT * FROM t LIMIT ${a}`)'],
    ['union of literals', "export const f = (d: 'asc' | 'desc') => db.query(`SELECT * FROM t ORDER BY a ${d}`)"],
    ['alias of a union', "type D = 'asc' | 'desc'\nexport const f = (d: D) => db.query(`SELECT * FROM t ORDER BY a ${d}`)"],
    ['keyof', 'interface User { id: number }\nexport const f = (k: keyof User) => db.query(`SELECT ${k} FROM t`)'],
    ['enum', "enum S { A = 'a' }\nexport const f = (s: S) => db.query(`SELECT * FROM t WHERE s = '${s}'`)"],
    ['number inside', 'export const f = (p: { page: { limit: number } }) => db.query(`SELECT * FROM t LIMIT ${p.page.limit}`)'],
    [
      'interface of the file',
      'interface P { limit: number }\nexport const f = ({ limit }: P) => db.query(`SELECT * FROM t LIMIT ${limit}`)',
    ],
    ['number list', 'export const f = (ids: number[]) => db.query(`SELECT * FROM t WHERE id IN (${ids.join(",")})`)'],
    ['Nest pipe', 'class C { find(@Param("id", ParseIntPipe) id) { return this.db.query(`SELECT * FROM t WHERE id = ${id}`) } }'],
    [
      'checked by class-validator',
      'class Q { @IsIn(["a"]) sort: string }\nclass C { find(@Query() q: Q) { return this.db.query(`SELECT * FROM t ORDER BY ${q.sort}`) } }',
    ],
    ['Nest union with a pipe', 'import { Query } from "@nestjs/common"\nclass C { find(@Query("d", new OneOf(["asc"])) d: "asc" | "desc") { return this.db.query(`SELECT * FROM t ORDER BY a ${d}`) } }'],
    ['digits in the path', "app.get('/:id{[0-9]+}', (c) => db.query(`SELECT * FROM t WHERE id = ${c.req.param('id')}`))"],
  ])('typed: %s', (_, code) => {
    expect(found(`import { db } from './db'\n${code}`)).toEqual([])
  })

  it('a union on a parameter of Nest is no check', () => {
    const controller = 'class C { find(@Query("d") d: D) { return this.db.query(`SELECT * FROM t ORDER BY a ${d}`) } }'
    expect(found(`import { Query } from '@nestjs/common'\ntype D = 'asc' | 'desc'\n${controller}`)).toEqual(['warn d'])
  })

  it.each([
    [
      'postgres.js',
      "import postgres from 'postgres'\nconst sql = postgres()\nexport const f = (req) => sql`SELECT * FROM t WHERE a = ${req.query.a}`",
    ],
    ['prisma tag', 'export const f = (req) => prisma.$queryRaw`SELECT * FROM t WHERE a = ${req.query.a}`'],
    [
      'prisma.sql',
      "import { Prisma } from '@prisma/client'\nexport const f = (req) => prisma.$queryRaw(Prisma.sql`SELECT * FROM t WHERE a = ${req.query.a}`)",
    ],
    [
      'drizzle',
      "import { sql } from 'drizzle-orm'\nexport const f = (req) => db.execute(sql`SELECT * FROM t WHERE a = ${req.query.a}`)",
    ],
    [
      'slonik',
      "import { sql } from 'slonik'\nexport const f = (req) => pool.query(sql.unsafe`SELECT * FROM t WHERE a = ${req.query.a}`)",
    ],
    ['mssql', "import sql from 'mssql'\nexport const f = (req) => sql.query`SELECT * FROM t WHERE a = ${req.query.a}`"],
    [
      'pg-format',
      "import format from 'pg-format'\nexport const f = (req) => db.query(format('SELECT * FROM %I WHERE a = %L', req.query.t, req.query.a))",
    ],
    ['beside the text', "export const f = (req) => db.query('SELECT * FROM t WHERE a = $1', [req.query.a])"],
    [
      'typeorm parameters',
      "import { Repository } from 'typeorm'\nexport class S { constructor(private r: Repository<X>) {} f(name: string) { return this.r.createQueryBuilder('u').where('u.name = :name', { name }) } }",
    ],
    ['a log line', "export const f = (req) => logger.query('SELECT * FROM t WHERE a = ' + req.query.a)"],
    ['English', "export const f = (req) => dialog.query('Select a book from ' + req.query.a)"],
    ['no SQL at all', "export const f = (req) => client.query('users/' + req.query.a)"],
  ])('%s', (_, code) => {
    expect(found(code)).toEqual([])
  })

  it.each([
    '/app/migrations/001.ts',
    '/app/src/db/seeds/users.ts',
    '/app/test/users.ts',
    '/app/src/users.test.ts',
    '/app/src/users.e2e-spec.ts',
  ])('%s', (file) => {
    const code = handler('db.query(`SELECT * FROM t WHERE a = ${req.query.a}`)')
    expect(found(code, { file })).toEqual([])
    expect(found(code, { file, options: { everywhere: true } })).toEqual(['error req.query.a'])
  })

  it('a checkout below a folder named test is no test', () => {
    const code = handler('db.query(`SELECT * FROM t WHERE a = ${req.query.a}`)')
    expect(found(code, { file: '/home/test/app/src/a.ts', host: { root: '/home/test/app' } })).toEqual(['error req.query.a'])
  })
})

it.each([
  ["SET app.tenant = '${v}'", 1],
  ['SET search_path TO ${v}', 1],
  ['SET volume TO ${v}', 0],
  ['USE ${v}', 1],
  ['use the ${v} of the house', 0],
  ["SHOW TABLES LIKE '${v}'", 1],
  ['show ${v}', 0],
  ['LISTEN ${v}', 1],
  ["NOTIFY cars, '${v}'", 1],
  ['REFRESH MATERIALIZED VIEW ${v}', 1],
  ["ATTACH DATABASE '${v}' AS x", 1],
  ["BEGIN; UPDATE t SET a = '${v}'; COMMIT", 1],
  ["EXEC find '${v}'", 1],
])('sent by a handle that is known by its name only: %s', (statement, count) => {
  expect(found(handler(`const v = req.body.v; req.app.locals.db.query(\`${statement}\`)`))).toHaveLength(count)
})

it.each([
  ['the query of uWebSockets.js', "app.get('/a', (res, req) => db.query(`SELECT * FROM t WHERE a = '${req.getQuery('a')}'`))"],
  ['the path of an event of Nitro', "export default defineEventHandler((event) => db.query(`SELECT * FROM t WHERE a = '${event.context.params.a}'`))"],
  ['messages of NATS', "const take = (msg) => db.query(`SELECT * FROM t WHERE a = '${msg.json().a}'`)"],
])('%s', (_, code) => {
  expect(found(`import { db } from './db'\n${code}`)).toHaveLength(1)
})

describe('names, limits and clauses weigh less than values', () => {
  it.each([
    ['request: column', handler('db.query(`SELECT * FROM t ORDER BY ${req.query.sort}`)'), 'warn'],
    ['request: table', handler('db.query(`SELECT * FROM ${req.params.table}`)'), 'warn'],
    ['request: direction', handler('db.query(`SELECT * FROM t ORDER BY a ${req.query.dir}`)'), 'warn'],
    ['request: quoted name', handler('db.query(`SELECT * FROM "${req.params.table}"`)'), 'warn'],
    ['request: left of an operator', handler('db.query(`SELECT * FROM t WHERE ${req.query.column} = $1`)'), 'warn'],
    ['request: limit', handler('db.query(`SELECT * FROM t LIMIT ${req.query.limit}`)'), 'error'],
    ['request: a whole condition', handler('db.query(`SELECT * FROM t WHERE ${req.query.where}`)'), 'error'],
    [
      'request: a whole statement',
      "import { Pool } from 'pg'\nconst pool = new Pool()\nexport const f = (req) => pool.query(req.body.sql)",
      'error',
    ],
    ['request: set', handler('db.query(`UPDATE t SET a = ${req.body.a}`)'), 'error'],
    ['request: values', handler('db.query(`INSERT INTO t (a, b) VALUES (1, ${req.body.a})`)'), 'error'],
    [
      'request: columns of an insert',
      handler('db.query(`INSERT INTO t (${Object.keys(req.body).join(", ")}) VALUES (1)`)'),
      'warn',
    ],
    ['request: argument of a function', handler('db.query(`SELECT * FROM t WHERE lower(a) = lower(${req.body.a})`)'), 'error'],
    ['request: MySQL string', handler('db.query(`SELECT * FROM t WHERE a = "${req.body.a}"`)'), 'error'],
    ['caller: column', "import { db } from './db'\nexport const f = (c: string) => db.query(`SELECT ${c} FROM t`)", 'warn'],
    ['caller: limit', "import { db } from './db'\nexport const f = (c) => db.query(`SELECT * FROM t LIMIT ${c}`)", 'warn'],
  ])('%s', (_, code, severity) => {
    expect(found(code).map((line) => line.split(' ')[0])).toEqual([severity])
  })
})

describe('libraries: the call is known by its receiver, the message speaks its language', () => {
  it.each([
    [
      'pg',
      "import { Pool } from 'pg'\nconst pool = new Pool()\nexport const f = (req) => pool.query('SELECT * FROM t WHERE a = ' + req.query.a)",
      '$1',
    ],
    [
      'pg client from a callback',
      "import { Pool } from 'pg'\nexport const f = (req) => new Pool().connect((e, c) => c.query('SELECT * FROM t WHERE a = ' + req.query.a))",
      '$1',
    ],
    [
      'pg by type',
      "import type { Pool } from 'pg'\nexport class R { constructor(private readonly db: Pool) {} f(req) { return this.db.query('SELECT * FROM t WHERE a = ' + req.query.a) } }",
      '$1',
    ],
    [
      'pg by a field’s type',
      "import type { PoolClient } from 'pg'\nexport class R { private c?: PoolClient; f(req) { return this.c!.query('SELECT * FROM t WHERE a = ' + req.query.a) } }",
      '$1',
    ],
    [
      'mysql, required',
      "const mysql = require('mysql')\nconst c = mysql.createConnection({})\nexports.f = (req) => c.query('SELECT * FROM t WHERE a = ' + req.query.a)",
      '?',
    ],
    [
      'mysql2 behind await',
      "import mysql from 'mysql2/promise'\nexport const f = async (req) => { const c = await mysql.createConnection({}); return c.execute('SELECT * FROM t WHERE a = ' + req.query.a) }",
      '?',
    ],
    [
      'sqlite',
      "import Database from 'better-sqlite3'\nconst db = new Database('x')\nexport const f = (req) => db.prepare('SELECT * FROM t WHERE a = ' + req.query.a).all()",
      '?',
    ],
    [
      'mssql',
      "import sql from 'mssql'\nexport const f = async (req) => (await sql.connect({})).request().query('SELECT * FROM t WHERE a = ' + req.query.a)",
      "request.input('name', value)",
    ],
    [
      'sequelize by name',
      "export const f = (req) => db.sequelize.query('SELECT * FROM t WHERE a = ' + req.query.a)",
      'replacements',
    ],
    [
      'sequelize.literal',
      "import { Sequelize } from 'sequelize'\nexport const f = (req) => Sequelize.literal('a = ' + req.query.a)",
      'replacements',
    ],
    [
      'knex',
      "import knex from 'knex'\nconst k = knex({})\nexport const f = (req) => k.raw('SELECT * FROM t WHERE a = ' + req.query.a)",
      '?',
    ],
    [
      'knex transaction',
      "import knex from 'knex'\nconst k = knex({})\nexport const f = (req) => k.transaction(async (trx) => trx.raw('SELECT * FROM t WHERE a = ' + req.query.a))",
      '?',
    ],
    ['whereRaw of anybody', "export const f = (req) => q.whereRaw(`a = '${req.query.a}'`)", '?'],
    [
      'typeorm by decorator',
      "import { InjectDataSource } from '@nestjs/typeorm'\nexport class R { constructor(@InjectDataSource() private db) {} f(req) { return this.db.query('SELECT * FROM t WHERE a = ' + req.query.a) } }",
      ':name',
    ],
    [
      'typeorm builder',
      "import { Repository } from 'typeorm'\nexport class S { constructor(private r: Repository<X>) {} f(req) { return this.r.createQueryBuilder('u').where(\"u.name = '\" + req.query.a + \"'\") } }",
      ':name',
    ],
    [
      'typeorm by inheritance',
      "import { Repository } from 'typeorm'\nexport class S extends Repository<X> { f(req) { return this.query('SELECT * FROM t WHERE a = ' + req.query.a) } }",
      ':name',
    ],
    ['prisma', 'export const f = (req) => prisma.$queryRawUnsafe(`SELECT * FROM t WHERE a = ${req.query.a}`)', '$queryRaw`'],
    [
      'drizzle',
      "import { sql } from 'drizzle-orm'\nexport const f = (req) => db.execute(sql.raw(`SELECT * FROM t WHERE a = ${req.query.a}`))",
      'sql`',
    ],
    [
      'postgres.js',
      "import postgres from 'postgres'\nconst sql = postgres()\nexport const f = (req) => sql.unsafe('SELECT * FROM t WHERE a = ' + req.query.a)",
      'sql`',
    ],
    [
      'clickhouse',
      "import { createClient } from '@clickhouse/client'\nconst c = createClient()\nexport const f = (req) => c.query({ query: 'SELECT * FROM t WHERE a = ' + req.query.a })",
      'query_params',
    ],
    [
      'bigquery',
      "import { BigQuery } from '@google-cloud/bigquery'\nconst b = new BigQuery()\nexport const f = (req) => b.query({ query: 'SELECT * FROM t WHERE a = ' + req.query.a })",
      '@name',
    ],
    [
      'oracle',
      "import oracledb from 'oracledb'\nexport const f = async (req) => { const c = await oracledb.getConnection(); return c.execute('SELECT * FROM t WHERE a = ' + req.query.a) }",
      ':1',
    ],
    ['a setting', "import { Pool } from 'pg'\nconst p = new Pool()\nexport const f = (req) => p.query(`SET app.tenant = '${req.query.a}'`)", ': since this statement accepts no parameters, use client.escapeLiteral() '],
    ['a setting in pieces', "import { Pool } from 'pg'\nconst p = new Pool()\nexport const f = (req) => p.query('SET app.tenant = \\'' + req.query.a + '\\'')", ': since this statement accepts no parameters, use client.escapeLiteral() '],
    ['d1', "export const f = (c) => c.env.DB.prepare(`SELECT * FROM t WHERE a = ${c.req.query('a')}`).all()", 'to .bind()'],
  ])('%s', (_, code, binding) => {
    const findings = check(rule, code)
    expect(findings.map(({ severity }) => severity)).toEqual(['error'])
    expect(findings[0]?.message).toContain(binding)
  })
})

it('leaves the tree unbuilt where the text mentions no SQL', () => {
  const text =
    "import { shelf } from './shelf'\nexport const find = (id: string) => shelf.books.look({ id }) // updates the list that was selected"
  const project = (unit: SourceFile): Project =>
    Project.build({ root: '/app', sources: [factsOf(unit)], resolver: new Resolver('/app', new Set(), memoryFiles({})), settings: noSettings })
  expect(project(withoutTree(text)).sql.findings(false)).toEqual([])
  expect(() => project(withoutTree("const q = 'SELECT 1'")).sql.findings(false)).toThrow('the tree was built')
})
