import { describe, expect, it } from 'vitest'
import rule from '../../rules/sql/no-sql-concatenation.ts'
import { check } from './check.ts'

/** The findings, as `severity text`, in a handler with a database handle from another file. */
const found = (body: string): string[] =>
  check(rule, `import { db } from './db'\nexport async function handler(req, res) {\n${body}\n}`).map(({ severity, at }) => `${severity} ${at}`)

describe('what only looks like escaping or checking', () => {
  it.each([
    ['double quotes are doubled', 'const a = req.query.a.replace(/"/g, \'""\')', "'${a}'"],
    ['single quotes are doubled between double quotes', 'const a = req.query.a.replace(/\'/g, "\'\'")', '"${a}"'],
    ['an own function for HTML that leaves quotes', "const a = escapeHtml(req.query.a); function escapeHtml(s) { return s.replace(/&/g, '&amp;').replace(/</g, '&lt;') }", "'${a}'"],
    ['a pattern for any text of some length', 'const a = req.query.a; if (!/^.{1,40}$/.test(a)) return', "'${a}'"],
    ['a pattern of which one alternative is open', 'const a = req.query.a; if (!/^asc|desc$/.test(a)) return', "'${a}'"],
    ['a pattern in a constant', 'const any = /^[\\s\\S]+$/; const a = req.query.a; if (!any.test(a)) return', "'${a}'"],
    ['a text is never NaN', 'const a = req.query.a; if (Number.isNaN(a)) return', "'${a}'"],
    ['an assertion that there is one', "const assert = require('http-assert'); const a = req.query.a; assert(a, 400)", "'${a}'"],
    ['the name of a file', "const path = require('path'); const a = path.basename(req.query.a)", "'${a}'"],
    ['texts of valibot', "const v = require('valibot'); const { a } = v.parse(v.object({ a: v.pipe(v.string(), v.trim()) }), req.query)", "'${a}'"],
    ['defaults before what is sent', "const { a } = Object.assign({ a: 'x' }, req.query)", "'${a}'"],
    ['what is sent in one of two ways', "let a = 'x'; try { a = req.query.a } catch { a = 'y' }", "'${a}'"],
  ])('reported: %s', (_, before, value) => {
    expect(found(`${before}\nawait db.query(\`SELECT * FROM t WHERE a = ${value}\`)`)).toEqual(['error a'])
  })

  it.each([
    ['both kinds of quotes are doubled', 'const a = req.query.a.replace(/\'/g, "\'\'").replace(/"/g, \'""\')', '"${a}"'],
    ['a pattern with dots', 'const a = req.query.a; if (!/^\\d+\\.{2}\\d+$/.test(a)) return', "'${a}'"],
    ['a pattern with alternatives', 'const a = req.query.a; if (!/^(?:asc|desc)$|^[|a]$/.test(a)) return', "'${a}'"],
    ['a pattern in a constant', "const digits = new RegExp('^[0-9]+$'); const a = req.query.a; if (!digits.test(a)) return", "'${a}'"],
    ['a pattern of what is not allowed', 'const a = req.query.a; if (/[^a-z_]/i.test(a)) return', "'${a}'"],
    ['a number is no NaN', 'const a = req.query.a; if (Number.isNaN(Number(a))) return', "'${a}'"],
    ['what is a number when read again', 'const a = req.query.a; if (String(parseInt(a, 10)) !== a) return', "'${a}'"],
    ['patterns of valibot', "const v = require('valibot'); const { a } = v.parse(v.object({ a: v.pipe(v.string(), v.regex(/^[a-z]+$/)) }), req.query)", "'${a}'"],
    ['replaced by the first run of a loop', "let a = req.query.a; do { a = 'x' } while (more())", "'${a}'"],
    ['constants over what is sent', "const { a } = Object.assign({}, req.query, { a: 'x' })", "'${a}'"],
    ['replaced at the end of a try', "let a = req.query.a; try { await check() } finally { a = 'x' }", "'${a}'"],
    ['replaced in a try and after a failure', "let a = req.query.a; try { a = 'x' } catch { a = 'y' }", "'${a}'"],
  ])('silent: %s', (_, before, value) => {
    expect(found(`${before}\nawait db.query(\`SELECT * FROM t WHERE a = ${value}\`)`)).toEqual([])
  })
})

describe('text that a function adds to its parameter', () => {
  const pool = "const { pool } = require('./pool')\n"
  it.each([
    ['+=', 'function run(sql, req) { if (req.query.a) sql += " AND a = \'" + req.query.a + "\'"; return pool.query(sql) }\nexports.h = (req, res) => run("SELECT * FROM t", req)', ['req.query.a']],
    ['+= and a return', 'function add(sql, req) { if (req.query.a) sql += ` AND a = \'${req.query.a}\'`; return sql }\nexports.h = (req, res) => pool.query(add("SELECT * FROM t", req))', ['req.query.a']],
    ['replace() in a loop', 'const bind = (sql, given) => { for (const name of Object.keys(given)) sql = sql.replace(":" + name, given[name]); return sql }\nexports.h = (req, res) => pool.query(bind("SELECT * FROM t WHERE a = \':a\'", req.query))', ['given[name]']],
    ['callers', "exports.find = (where, name) => { if (name) where += ` AND name = '${name}'`; return pool.query('SELECT * FROM t WHERE ' + where) }", ['name']],
    ['placeholders', "const add = (sql, values, req) => { if (req.query.a) { values.push(req.query.a); sql += ' AND a = $' + values.length } return sql }\nexports.h = (req, res) => { const values = []; return pool.query(add('SELECT * FROM t', values, req), values) }", []],
    ['numbers', "exports.run = (sql, limit) => { if (limit) sql += ' LIMIT ' + Number(limit); return pool.query(sql) }", []],
    ['what callers assemble, once', "const run = (sql, limit) => { if (limit) sql += ' LIMIT ' + Number(limit); return pool.query(sql) }\nexports.h = (req, res) => run('SELECT * FROM t WHERE a = ' + req.query.a)", ['req.query.a']],
  ])('%s', (_, code, expected) => {
    expect(check(rule, pool + code).map(({ at }) => at)).toEqual(expected)
  })
})

it('numbers for a method of the same class', () => {
  const load = (value: string): string => `const db = require('./db')\nclass Users { show(req, res) { return this.load(${value}) } load(id) { return db.query('SELECT * FROM t WHERE id = ' + id) } }\nmodule.exports = new Users()`
  expect(check(rule, load('Number(req.params.id)'))).toEqual([])
  expect(check(rule, load('req.params.id'))).toHaveLength(1)
})

it('arguments without quotes, unless they are numbers', () => {
  const run = (value: string): string => `const { db } = require('./db')\ndb.query('SELECT * FROM t WHERE a = ' + ${value})`
  expect(check(rule, run('process.argv[2]'))).toHaveLength(1)
  expect(check(rule, run('Number(process.argv[2])'))).toEqual([])
})

it.each([
  ['yargs', "const { argv } = require('yargs')", 'argv.a'],
  ['yargs with options', "const argv = require('yargs/yargs')(process.argv.slice(2)).option('a', {}).argv", 'argv.a'],
  ['minimist', "const given = require('minimist')(process.argv.slice(2))", 'given.a'],
  ['readline-sync', "const readline = require('readline-sync'); const a = readline.question('name')", 'a'],
  ['prompt-sync', "const prompt = require('prompt-sync')(); const a = prompt('name')", 'a'],
  ['commander', "const { program } = require('commander')", 'program.opts().a'],
])('the command line, read by %s', (_, before, value) => {
  expect(check(rule, `const { db } = require('./db')\n${before}\ndb.query("SELECT * FROM t WHERE a = '" + ${value} + "'")`).map(({ at }) => at)).toEqual([value])
})
