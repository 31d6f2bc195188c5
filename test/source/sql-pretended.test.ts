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
    ['defaults before what is sent', "const { a } = Object.assign({ a: 'x' }, req.query)", "'${a}'"],
    ['what is sent in one of two ways', "let a = 'x'; try { a = req.query.a } catch { a = 'y' }", "'${a}'"],
  ])('reported: %s', (_, before, value) => {
    expect(found(`${before}\nawait db.query(\`SELECT * FROM t WHERE a = ${value}\`)`)).toEqual(['error a'])
  })

  it.each([
    ['both kinds of quotes are doubled', 'const a = req.query.a.replace(/\'/g, "\'\'").replace(/"/g, \'""\')', '"${a}"'],
    ['a pattern with dots', 'const a = req.query.a; if (!/^\\d+\\.{2}\\d+$/.test(a)) return', "'${a}'"],
    ['constants over what is sent', "const { a } = Object.assign({}, req.query, { a: 'x' })", "'${a}'"],
    ['replaced at the end of a try', "let a = req.query.a; try { await check() } finally { a = 'x' }", "'${a}'"],
    ['replaced in a try and after a failure', "let a = req.query.a; try { a = 'x' } catch { a = 'y' }", "'${a}'"],
  ])('silent: %s', (_, before, value) => {
    expect(found(`${before}\nawait db.query(\`SELECT * FROM t WHERE a = ${value}\`)`)).toEqual([])
  })
})

it.each([
  ['yargs', "const { argv } = require('yargs')", 'argv.a'],
  ['yargs with options', "const argv = require('yargs/yargs')(process.argv.slice(2)).option('a', {}).argv", 'argv.a'],
  ['minimist', "const given = require('minimist')(process.argv.slice(2))", 'given.a'],
  ['commander', "const { program } = require('commander')", 'program.opts().a'],
])('the command line, read by %s', (_, before, value) => {
  expect(check(rule, `const { db } = require('./db')\n${before}\ndb.query("SELECT * FROM t WHERE a = '" + ${value} + "'")`).map(({ at }) => at)).toEqual([value])
})
