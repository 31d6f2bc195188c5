import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { checkTexts, fixedTexts } from '../support/check.ts'

const used = rules.filter(({ id }) => id === 'no-sql-concatenation')

async function fixed(code: string): Promise<string> {
  const texts = await fixedTexts({ 'src/a.ts': code }, used)
  return texts['src/a.ts'] ?? ''
}

const heads = {
  pg: "import { Pool } from 'pg'\nconst db = new Pool()\n",
  mysql2: "import mysql from 'mysql2/promise'\nconst db = mysql.createPool({})\n",
  sqlite: "import Database from 'better-sqlite3'\nconst db = new Database('x')\n",
  knex: "import knex from 'knex'\nconst db = knex({})\n",
  sequelize: "import { Sequelize } from 'sequelize'\nconst db = new Sequelize('x')\n",
  prisma: "import { PrismaClient } from '@prisma/client'\nconst db = new PrismaClient()\n",
} as const

describe('a template with values becomes a query with parameters', () => {
  it.each<[keyof typeof heads, string, string]>([
    ['pg', "db.query(`SELECT * FROM t WHERE a = '${req.query.a}' AND b = ${req.query.b}`)", 'db.query(`SELECT * FROM t WHERE a = $1 AND b = $2`, [req.query.a, req.query.b])'],
    ['mysql2', 'db.execute(`SELECT * FROM t WHERE a = ${req.query.a} -- all\n`)', 'db.execute(`SELECT * FROM t WHERE a = ? -- all\n`, [req.query.a])'],
    ['mysql2', "db.query(`DELETE FROM t WHERE a = '${ req.body.a }'`, (e, r) => r /* kept */)", 'db.query(`DELETE FROM t WHERE a = ?`, [req.body.a], (e, r) => r /* kept */)'],
    ['sqlite', "db.prepare(`SELECT * FROM t WHERE a = '${req.query.a}'`).get()", 'db.prepare(`SELECT * FROM t WHERE a = ?`).get(req.query.a)'],
    ['knex', 'db.raw(`SELECT * FROM t WHERE a = ${req.query.a}`)', 'db.raw(`SELECT * FROM t WHERE a = ?`, [req.query.a])'],
    ['sequelize', "db.query(`SELECT * FROM t WHERE a = '${req.query.a}'`, { type: 'SELECT' })", "db.query(`SELECT * FROM t WHERE a = ?`, { replacements: [req.query.a], type: 'SELECT' })"],
    ['sequelize', "db.query(`SELECT * FROM t WHERE a = '${req.query.a}'`)", 'db.query(`SELECT * FROM t WHERE a = ?`, { replacements: [req.query.a] })'],
    ['pg', "db.query(`INSERT INTO t (a, b) VALUES ('${req.body.a}', '${req.body.b}')`)", 'db.query(`INSERT INTO t (a, b) VALUES ($1, $2)`, [req.body.a, req.body.b])'],
    ['pg', "db.query(`UPDATE t SET a = '${req.body.a}' WHERE b <> '${req.body.b}';`)", 'db.query(`UPDATE t SET a = $1 WHERE b <> $2;`, [req.body.a, req.body.b])'],
    ['prisma', "db.$queryRawUnsafe<Row[]>(`SELECT * FROM t WHERE a = '${req.query.a}'`)", 'db.$queryRaw<Row[]>`SELECT * FROM t WHERE a = ${req.query.a}`'],
  ])('%s: %s', async (library, before, after) => {
    const around = (call: string): string => `${heads[library]}// first\nexport const f = async (req) => {\n  return ${call} // last\n}\n`
    const result = await fixed(around(before))
    expect(result).toBe(around(after))
    expect(await fixed(result)).toBe(result)
    expect((await checkTexts({ 'src/a.ts': result }, used)).findings).toEqual([])
  })
})

describe('what would take a decision is left alone', () => {
  it.each<[string, keyof typeof heads, string]>([
    ['a pattern', 'pg', "db.query(`SELECT * FROM t WHERE a LIKE '%${req.query.a}%'`)"],
    ['a list', 'pg', "db.query(`SELECT * FROM t WHERE a IN (${req.query.a.join(',')})`)"],
    ['a name beside a value', 'pg', "db.query(`SELECT * FROM t WHERE a = '${req.query.a}' ORDER BY ${req.query.b}`)"],
    ['placeholders that are there', 'pg', "db.query(`SELECT * FROM t WHERE b = $1 AND a = '${req.query.a}'`, [1])"],
    ['text in a variable', 'pg', "(() => { const sql = `SELECT * FROM t WHERE a = '${req.query.a}'`; return db.query(sql) })()"],
    ['a sum', 'mysql2', 'db.query("SELECT * FROM t WHERE a = " + req.query.a)'],
    ['a statement that is run elsewhere', 'sqlite', "db.prepare(`SELECT * FROM t WHERE a = '${req.query.a}'`)"],
    ['a setting', 'pg', "db.query(`SET app.tenant = '${req.query.a}'`)"],
    ['a definition', 'pg', "db.query(`ALTER USER app WITH PASSWORD = '${req.query.a}'`)"],
    ['a block of code', 'pg', "db.query(`DO $$ BEGIN UPDATE t SET a = '${req.query.a}'; END $$`)"],
    ['two statements', 'pg', "db.query(`SELECT 1; DELETE FROM t WHERE a = '${req.query.a}'`)"],
    ['an operator of JSON', 'pg', "db.query(`SELECT a->'${req.query.a}' FROM t`)"],
    ['a list between quotes', 'pg', "db.query(`INSERT INTO t VALUES ('${req.body.all.join(\"','\")}')`)"],
    ['what Prisma would send as a text', 'prisma', 'db.$queryRawUnsafe(`SELECT * FROM t WHERE a = ${req.query.a}`)'],
    ['a value whose quotes were doubled', 'pg', `db.query(\`SELECT * FROM t WHERE a = '\${req.query.a.replace("'", "''")}'\`)`],
    ['a comment in the gap', 'pg', "db.query(`SELECT * FROM t WHERE a = '${/* why */ req.query.a}'`)"],
  ])('%s', async (_, library, call) => {
    const code = `${heads[library]}export const f = (req) => ${call}\n`
    expect(await fixed(code)).toBe(code)
  })
})

describe('a function in between', () => {
  const call = "all.query(`SELECT * FROM t WHERE a = '${req.query.a}'`)"
  const holder = (method: string): string => `${heads.mysql2}const all = { ${method} }\nexport const f = (req) => ${call}\n`

  it('that hands values on gets them', async () => {
    const code = holder('query(sql, values) { return db.query(sql, values) }')
    expect(await fixed(code)).toBe(code.replace("'${req.query.a}'`)", '?`, [req.query.a])'))
  })

  it.each(['query(sql) { return db.query(sql) }', 'query(sql, done) { return db.query(sql, [], done) }', 'query(sql, { name }) { return db.query(sql, name) }'])(
    'that does not is left alone: %s',
    async (method) => {
      expect(await fixed(holder(method))).toBe(holder(method))
    },
  )

  it('that takes a callback in their place is left alone', async () => {
    const code = holder('query(sql, done) { return db.query(sql, done) }').replace('`)', '`, () => {})')
    expect(await fixed(code)).toBe(code)
  })
})
