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

describe('values in a template or a sum become parameters', () => {
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
    ['pg', "db.query(`SELECT * FROM t WHERE a ILIKE '%${req.query.a}%' OR b LIKE '${req.query.b}-_'`)", 'db.query(`SELECT * FROM t WHERE a ILIKE $1 OR b LIKE $2`, [`%${req.query.a}%`, `${req.query.b}-_`])'],
    ['pg', "db.query(`SELECT 'a', b FROM t WHERE a = '${req.query.a}' AND b = 'it''s' AND c > ${req.query.c}`)", "db.query(`SELECT 'a', b FROM t WHERE a = $1 AND b = 'it''s' AND c > $2`, [req.query.a, req.query.c])"],
    ['mysql2', `db.query("SELECT * FROM t WHERE a = " + req.query.a)`, 'db.query("SELECT * FROM t WHERE a = ?", [req.query.a])'],
    ['mysql2', `db.query("SELECT * FROM t WHERE a = '" + req.query.a + "' AND b = '" + req.query.b + "'", (e, r) => r)`, 'db.query("SELECT * FROM t WHERE a = ? AND b = ?", [req.query.a, req.query.b], (e, r) => r)'],
    ['mysql2', `db.query('SELECT * FROM t WHERE a = \\'' + req.query.a + '\\' LIMIT 1')`, "db.query('SELECT * FROM t WHERE a = ? LIMIT 1', [req.query.a])"],
    ['mysql2', `db.query("SELECT * FROM t WHERE a LIKE '%" + req.query.a + "%'")`, 'db.query("SELECT * FROM t WHERE a LIKE ?", ["%" + req.query.a + "%"])'],
    ['mysql2', `db.query('SELECT * FROM t ' +\n    'WHERE a = ' + req.query.a + " AND b = 'x' " +\n    'ORDER BY a')`, `db.query('SELECT * FROM t ' +\n    'WHERE a = ?' + " AND b = 'x' " +\n    'ORDER BY a', [req.query.a])`],
    ['pg', "(async () => {\n  const sql = `SELECT * FROM t WHERE a = '${req.query.a}'`\n  const max = 1\n  return await db.query(sql)\n})()", '(async () => {\n  const sql = `SELECT * FROM t WHERE a = $1`\n  const max = 1\n  return await db.query(sql, [req.query.a])\n})()'],
    ['sqlite', `(() => { const sql = 'SELECT * FROM t WHERE a = ' + req.query.a; return db.prepare(sql).all() })()`, `(() => { const sql = 'SELECT * FROM t WHERE a = ?'; return db.prepare(sql).all(req.query.a) })()`],
    ['pg', "db.query(`SELECT * FROM t WHERE a BETWEEN '${req.query.a}' AND '${req.query.b}'`)", 'db.query(`SELECT * FROM t WHERE a BETWEEN $1 AND $2`, [req.query.a, req.query.b])'],
    ['sequelize', "db.query(`SELECT * FROM t WHERE a = '${req.query.a}'`, {\n\t\ttype: 'SELECT'\n})", "db.query(`SELECT * FROM t WHERE a = ?`, {\n\t\treplacements: [req.query.a],\n\t\ttype: 'SELECT'\n})"],
    ['mysql2', 'db.query("SELECT * FROM t WHERE a = " + req.query.a, done)', 'db.query("SELECT * FROM t WHERE a = ?", [req.query.a], done)'],
    ['prisma', "db.$queryRawUnsafe(`SELECT * FROM t WHERE a LIKE '%${req.query.a}%'`)", 'db.$queryRaw`SELECT * FROM t WHERE a LIKE ${`%${req.query.a}%`}`'],
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
    ['a list', 'pg', "db.query(`SELECT * FROM t WHERE a IN (${req.query.a.join(',')})`)"],
    ['a column that a function is given', 'pg', "db.query(`SELECT * FROM t WHERE to_tsvector(${column}) @@ plainto_tsquery('${req.query.a}')`)"],
    ['a name beside a value', 'pg', "db.query(`SELECT * FROM t WHERE a = '${req.query.a}' ORDER BY ${req.query.b}`)"],
    ['placeholders that are there', 'pg', "db.query(`SELECT * FROM t WHERE b = $1 AND a = '${req.query.a}'`, [1])"],
    ['a pattern of two values', 'pg', "db.query(`SELECT * FROM t WHERE a LIKE '%${req.query.a} ${req.query.b}%'`)"],
    ['a pattern with an escape', 'pg', "db.query(`SELECT * FROM t WHERE a LIKE '\\\\_${req.query.a}%'`)"],
    ['text in a variable that is used twice', 'pg', "(() => { const sql = `SELECT * FROM t WHERE a = '${req.query.a}'`; log(sql); return db.query(sql) })()"],
    ['text in a variable that is added to', 'pg', "(() => { let sql = `SELECT * FROM t WHERE a = '${req.query.a}'`; sql += ' LIMIT 1'; return db.query(sql) })()"],
    ['a variable whose value changes before it is sent', 'pg', "(() => { let id = req.query.a; const sql = `SELECT * FROM t WHERE a = '${id}'`; id = 1; return db.query(sql) })()"],
    ['a variable with a call in it', 'pg', "(() => { const sql = `SELECT * FROM t WHERE a = '${req.query.a.trim()}'`; return db.query(sql) })()"],
    ['a variable that a callback sends', 'pg', "(() => { const sql = `SELECT * FROM t WHERE a = '${req.query.a}'`; return later(() => { return db.query(sql) }) })()"],
    ['a sum with a template in it', 'mysql2', 'db.query("SELECT * FROM t WHERE a = " + `${req.query.a}`)'],
    ['a sum with parentheses', 'mysql2', 'db.query("SELECT * FROM t WHERE a = " + (req.query.a || 1))'],
    ['a sum of two values', 'mysql2', 'db.query("SELECT * FROM t WHERE a = " + req.query.a + req.query.b)'],
    ['a sum with a comment', 'mysql2', 'db.query("SELECT * FROM t WHERE a = " /* why */ + req.query.a)'],
    ['a sum that starts with a value', 'mysql2', 'db.query(req.query.a + " FROM t WHERE a = " + req.query.b)'],
    ['a list in a sum', 'mysql2', 'db.query("SELECT * FROM t WHERE a IN (" + req.query.a + ")")'],
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
