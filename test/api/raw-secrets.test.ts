import { expect, it } from 'vitest'
import rule from '../../rules/security/no-secrets-in-responses.ts'
import { checkTexts } from '../support/check.ts'

/** Rows of statements and documents of the driver of MongoDB, whose tables other statements describe. */
async function sent(handler: string, other = ''): Promise<string[]> {
  const { findings } = await checkTexts(
    {
      'app.js': `const express = require('express')\nconst { pool, db, sql } = require('./db')\nconst app = express()\n${other}\napp.get('/users', async (req, res) => { ${handler} })\napp.listen(80)`,
    },
    [{ ...rule, id: 'the-rule', topic: 'test' }],
  )
  return findings.map(({ message }) => /^(?:[^']*'){3}[^']*'/.exec(message)?.[0] ?? message)
}

const created = 'pool.query(`CREATE TABLE IF NOT EXISTS "users" (id int, name text, password_hash text, created timestamp)`)'
const exposed = ["GET /users responds with 'password_hash' of 'users'"]

it.each([
  ['rows', "const { rows } = await pool.query('SELECT * FROM users'); res.json(rows)"],
  ['the first row', "const { rows } = await pool.query('select * from users where id = $1', [id]); res.json(rows[0])"],
  ['the first row of a result', "const result = await pool.query('SELECT * FROM public.users'); res.json({ user: result.rows[0] })"],
  ['a pair', "const [rows] = await pool.query('SELECT * FROM `users`'); res.json(rows[0])"],
  ['a callback', "pool.query('SELECT * FROM users', (error, rows) => res.json(rows))"],
  ['a prepared statement', "res.json(db.prepare('SELECT * FROM users WHERE id = ?').get(req.query.id))"],
  ['an alias', "res.json(await db.all('SELECT u.*, r.label FROM users u JOIN roles r ON r.id = u.role'))"],
  ['named columns', "res.json(await db.all('SELECT id, u.password_hash FROM users u'))"],
  ['what is inserted', "const { rows } = await pool.query('INSERT INTO users (name) VALUES ($1) RETURNING *', [name]); res.json(rows[0])"],
  ['a tag', 'const [user] = await sql`select * from users where id = ${id}`; res.json(user)'],
  ['the first row of D1', "res.json(await c.env.DB.prepare('SELECT * FROM users WHERE id = ?').bind(id).first())"],
  ['all rows of D1', "const { results } = await c.env.DB.prepare('SELECT * FROM users').all(); res.json(results)"],
  ['a constant', "const all = 'SELECT * FROM users'; res.json(await db.all(all))"],
])('reports rows with a password: %s', async (_, handler) => {
  expect(await sent(handler, created)).toEqual(exposed)
})

it.each([
  ['other columns', "res.json(await db.all('SELECT id, name FROM users'))"],
  ['a count', "res.json(await db.all('SELECT count(*) FROM users'))"],
  ['what is computed', "res.json(await db.all('SELECT id, (password_hash IS NOT NULL) AS invited, length(password_hash) AS size FROM users'))"],
  ['all columns of another table', "res.json(await db.all('SELECT p.*, u.name FROM users u JOIN posts p ON p.author = u.id'))"],
  ['another table', "res.json(await db.all('SELECT * FROM posts'))"],
  ['deleted', "const user = db.prepare('SELECT * FROM users').get(); delete user.password_hash; res.json(user)"],
  ['the rest', "const { rows } = await pool.query('SELECT * FROM users'); const { password_hash, ...user } = rows[0]; res.json(user)"],
  ['what is returned', "const { rows } = await pool.query('UPDATE users SET password_hash = $1 RETURNING id, name', [hash]); res.json(rows[0])"],
  ['mapped', "const { rows } = await pool.query('SELECT * FROM users'); res.json(rows.map(view))"],
])('reports no rows without one: %s', async (_, handler) => {
  expect(await sent(handler, created)).toEqual([])
})

it.each([
  ["pool.query('INSERT INTO users (name, password_hash) VALUES ($1, $2)', [name, hash])", exposed],
  ["pool.query('UPDATE users SET password_hash = $1 WHERE id = $2', [hash, id])", exposed],
  ["const { Schema, model } = require('mongoose')\nmodel('User', new Schema({ password_hash: { type: String, select: false } }))", ["GET /users responds with 'password_hash' of 'User'"]],
  // The name of a parameter is not that of a column, and a joined statement does not say whose column it is.
  ["pool.query('UPDATE users SET name = :password_hash')", []],
  ["pool.query('SELECT a.password_hash FROM users u JOIN accounts a ON a.id = u.id')", []],
  ["pool.query(\"UPDATE users SET name = 'password_hash'\")", []],
])('knows the columns of a table by %s', async (other, expected) => {
  expect(await sent("res.json(await db.all('SELECT * FROM users'))", other)).toEqual(expected)
})

it('leaves alone what a table is there for', async () => {
  expect(await sent("res.json(await db.all('SELECT owner, passphrase FROM passphrases'))")).toEqual([])
})

it('knows the documents of a collection by those that are inserted', async () => {
  const inserted = "const users = db.collection('users')\nusers.insertOne({ name, password: hash })"
  const found = ["GET /users responds with 'password' of 'users'"]
  expect(await sent("res.json(await db.collection('users').find({}).toArray())", inserted)).toEqual(found)
  expect(await sent('const user = await users.findOne({ name }); res.json({ user })', inserted)).toEqual(found)
  expect(await sent("res.json(await db.collection('users').find({}, { projection: { password: 0 } }).toArray())", inserted)).toEqual([])
  expect(await sent("res.json(await db.collection('posts').find({}).toArray())", inserted)).toEqual([])
})
