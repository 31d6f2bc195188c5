import { describe, expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

const nest = "import { Body, Controller, Get, Injectable, Param, Post } from '@nestjs/common'\n"
const controller = (body: string): string =>
  `${nest}import { Carts } from './carts'\n@Controller('carts')\nexport class CartController {\n  constructor(private readonly carts: Carts) {}\n  @Post(':id') handle(@Param('id') id: string, @Body() body: Line) { ${body} }\n}\n`
const provider = (members: string, decorator = '@Injectable()', name = 'Carts'): string =>
  `${nest}${decorator}\nexport class ${name} {\n${members}\n}\n${name === 'Carts' ? '' : `export { ${name} as Carts }\n`}`
const inNest = (members: string, decorator?: string, name?: string): Texts => ({ 'src/carts.controller.ts': controller('return this.carts.add(id, body)'), 'src/carts.ts': provider(members, decorator, name) })
const inExpress = (helper: string, use = 'add(req.body.id, req.body)', name = 'add'): Texts => ({
  'src/routes.ts': `import { Router } from 'express'\nimport { ${name} } from './helper'\nexport const router = Router()\nrouter.post('/x', async (req, res) => { res.json(await ${use}) })\n`,
  'src/helper.ts': helper,
})

describe('in-process-state follows what handlers hand on', () => {
  it.each<[string, Texts, string[]]>([
    ['into a map of a provider', inNest('  private carts = new Map<string, Line[]>()\n  add(id: string, line: Line) { this.carts.set(id, [line]) }'), ['src/carts.ts:5']],
    ['into a list of a provider', inNest('  private lines: Line[] = []\n  add(id: string, line: Line) { this.lines.push(line) }'), ['src/carts.ts:5']],
    ['into a field of a provider', inNest('  private current?: string\n  add(id: string, line: Line) { this.current = id }'), ['src/carts.ts:5']],
    ['over a method of the same class', inNest('  private lines: Line[] = []\n  add(id: string, line: Line) { this.keep(line) }\n  private keep(line: Line) { this.lines.push(line) }'), ['src/carts.ts:6']],
    ['into a variable of another file', inExpress('const kept = []\nexport function add(id, line) { kept.push(line); return id }'), ['src/helper.ts:2']],
    ['into a record of another file', inExpress('const kept = {}\nexport const add = async (id, line) => { kept[id] = line }'), ['src/helper.ts:2']],
    ['into the constant instance of a class', inExpress('class Store {\n  kept = []\n  add(id, line) { this.kept.push(line) }\n}\nexport const store = new Store()', 'store.add(1, req.body)', 'store'), ['src/helper.ts:3']],
    ['into a function of a constant object', inExpress('const kept = new Map()\nexport const store = { add(id, line) { kept.set(id, line) } }', 'store.add(1, req.body)', 'store'), ['src/helper.ts:2']],
    [
      'with a message of a microservice',
      { 'src/a.ts': "import { Controller } from '@nestjs/common'\nimport { EventPattern, Payload } from '@nestjs/microservices'\n@Controller()\nexport class A {\n  sent = []\n  @EventPattern('x') on(@Payload() mail) { this.sent.push(mail) }\n}" },
      ['src/a.ts:6'],
    ],
    ['with a command', { 'src/a.ts': "import { CommandHandler } from '@nestjs/cqrs'\n@CommandHandler(Add)\nexport class AddHandler {\n  seen = []\n  execute(command: Add) { this.seen.push(command.id) }\n}" }, ['src/a.ts:5']],
    ['into a map of a module that only keeps it', { ...inExpress("import { jobs } from './state'\nexport const add = (id, job) => jobs.set(id, job)"), 'src/state.ts': 'export const jobs = new Map<string, Job>()' }, ['src/helper.ts:2']],
    ['into a list in an object', { ...inExpress("const store = require('./store')\nexport const add = (id, user) => store.users.push(user)"), 'src/store.js': 'module.exports = { users: [] }' }, ['src/helper.ts:2']],
    ['into a list in a constant', inExpress('const store = { users: [] }\nexport const add = (id, user) => store.users.push(user)'), ['src/helper.ts:2']],
    ['into a list of a class', inExpress('export class Votes {\n  static all = []\n  static cast(vote) { Votes.all.push(vote) }\n}', 'Votes.cast(req.body)', 'Votes'), ['src/helper.ts:3']],
    ['into a list beside the routes of a plugin', { 'src/a.ts': "export default async function notes(app) {\n  const kept = []\n  app.post('/notes', async (request) => kept.push(request.body))\n}" }, ['src/a.ts:3']],
    ['into a set in a map', inExpress('const guests = new Map()\nexport function add(id, name) {\n  let names = guests.get(id)\n  if (!names) {\n    names = new Set()\n    guests.set(id, names)\n  }\n  names.add(name)\n}'), ['src/helper.ts:3']],
    ['from a container', { 'src/a.ts': "import { container } from 'tsyringe'\nimport { Carts } from './carts'\nrouter.post('/x', (req, res) => res.json(container.resolve(Carts).add(req.body)))", 'src/carts.ts': provider('  lines = []\n  add(line) { this.lines.push(line) }', '@singleton()') }, ['src/carts.ts:5']],
    [
      'behind an interface',
      {
        'src/a.ts': "import type { Trail } from './trail'\nexport const visits = ({ trail }: { trail: Trail }) => router.post('/x', (req, res) => res.json(trail.note(req.body)))",
        'src/trail.ts': 'export interface Trail { note(visit: string): void }',
        'src/kept.ts': "import type { Trail } from './trail'\nconst visits = []\nexport class KeptTrail implements Trail {\n  note(visit) { visits.push(visit) }\n}",
      },
      ['src/kept.ts:4'],
    ],
    ['with a procedure', { 'src/a.ts': 'const votes = {}\nexport const cast = publicProcedure.input(z.string()).mutation(({ input }) => { votes[input] = (votes[input] ?? 0) + 1 })' }, ['src/a.ts:2']],
    ['with a resolver', { 'src/a.ts': 'const drafts = []\nexport const resolvers = { Mutation: { add: (_, args) => { drafts.push(args) } } }' }, ['src/a.ts:2']],
  ])('%s', async (_, texts, expected) => {
    expect(await findingsOf('in-process-state', texts)).toEqual(expected)
  })

  it.each<[string, Texts]>([
    ['a provider that is made for each request', inNest('  private lines: Line[] = []\n  add(id: string, line: Line) { this.lines.push(line) }', '@Injectable({ scope: Scope.REQUEST })')],
    ['a class that is made for each request', inExpress('export class Cart {\n  lines = []\n  add(line) { this.lines.push(line) }\n}', 'new Cart().add(req.body)', 'Cart')],
    ['a provider that says it is a cache', inNest('  private lines = new Map()\n  add(id: string, line: Line) { this.lines.set(id, line) }', '@Injectable()', 'LineCache')],
    ['what is worked out once and looked up before', inNest('  private texts = new Map<string, string>()\n  add(id: string, line: Line) {\n    let text = this.texts.get(id)\n    if (!text) {\n      text = render(id)\n      this.texts.set(id, text)\n    }\n    return text\n  }')],
    ['what a database takes', { ...inExpress("import { redis } from './redis'\nexport const add = (id, line) => redis.set(id, line)"), 'src/redis.ts': "import { Redis } from 'ioredis'\nexport const redis = new Redis()" }],
    ['connections in a map', inExpress('const rooms = new Map()\nexport function add(id, socket) {\n  const room = rooms.get(id) ?? []\n  room.push(socket)\n}')],
    ['an instance from a container that is made for each request', { 'src/a.ts': "import { container } from 'tsyringe'\nimport { Carts } from './carts'\nrouter.post('/x', (req, res) => res.json(container.resolve(Carts).add(req.body)))", 'src/carts.ts': provider('  lines = []\n  add(line) { this.lines.push(line) }', '@injectable()') }],
    ['a list of one request', { 'src/a.ts': "export function routes(app) {\n  app.use((req, res, next) => {\n    const found = []\n    app.get('/x', (r) => found.push(r.query.a))\n  })\n  app.post('/x', (req, res) => { const own = []\n    own.push(req.body)\n    res.json(own) })\n}" }],
    ['a class that says it is a registry', inExpress('export class PluginRegistry {\n  static all = []\n  static add(one) { PluginRegistry.all.push(one) }\n}', 'PluginRegistry.add(req.body)', 'PluginRegistry')],
    ['what ends by itself', inNest('  private prices = new Map()\n  add(id: string, line: Line) { this.prices.set(id, { line, expiresAt: Date.now() + 1000 }) }')],
    ['what is there only while it runs', inNest('  private running = new Set<string>()\n  async add(id: string, line: Line) { this.running.add(id); await run(line); this.running.delete(id) }')],
    ['what is made once', inNest('  private root?: string\n  add(id: string, line: Line) { if (!this.root) this.root = join(id) }')],
    ['a registration that no request brings', { 'src/a.ts': 'const plugins = []\nexport function register(plugin) { plugins.push(plugin) }', 'src/b.ts': "import { register } from './a'\nregister(import.meta)\n" }],
    ['constants', inExpress('const kept = []\nexport function add(name) { kept.push(name) }', "add('started')")],
    ['what nobody hands on', inNest('  private lines: Line[] = []\n  add(id: string, line: Line) { this.lines.push(new Date()) }')],
    ['a function that no handler calls', inExpress('const kept = []\nexport function add(id) { return id }\nexport function keep(line) { kept.push(line) }')],
    ['a query builder that is no procedure', { 'src/a.ts': 'const seen = {}\nexport const run = (db) => db.query((input) => { seen[input] = input })' }],
  ])('and says nothing of %s', async (_, texts) => {
    expect(await findingsOf('in-process-state', texts)).toEqual([])
  })
})

describe('no-blocking-handlers follows what handlers call', () => {
  it.each<[string, Texts, string[]]>([
    ['into another file', inExpress("import fs from 'fs'\nexport const add = (path) => fs.readFileSync(path)"), ['src/helper.ts:2']],
    ['by require', { 'routes.js': "const { load } = require('./load')\nexports.list = (req, res) => res.send(load(req.query.a))", 'load.js': "const fs = require('fs')\nfunction load(path) { return fs.readFileSync(path) }\nmodule.exports = { load }" }, ['load.js:2']],
    ['into a provider', inNest("  add(id: string) { return require('fs').readFileSync(id) }"), ['src/carts.ts:4']],
    ['two files on', { ...inExpress("import { load } from './load'\nexport const add = (path) => load(path)"), 'src/load.ts': "import { execSync } from 'child_process'\nexport function load(path) { return execSync(path) }" }, ['src/load.ts:2']],
  ])('%s', async (_, texts, expected) => {
    expect(await findingsOf('no-blocking-handlers', texts)).toEqual(expected)
  })

  it.each<[string, Texts]>([
    ['what is read once', inExpress("import fs from 'fs'\nlet text\nexport const add = (path) => { if (!text) text = fs.readFileSync(path)\n return text }")],
    ['what another function of the file does', inExpress("import fs from 'fs'\nexport const add = (path) => path\nexport const load = () => fs.readFileSync('a')")],
    ['what is read as the file is loaded', inExpress("import fs from 'fs'\nconst text = fs.readFileSync('a')\nexport const add = () => text")],
    ['what a script does', { ...inExpress("export { add } from './scripts/add'"), 'src/scripts/add.ts': "import fs from 'fs'\nexport const add = (path) => fs.readFileSync(path)" }],
  ])('and says nothing of %s', async (_, texts) => {
    expect(await findingsOf('no-blocking-handlers', texts)).toEqual([])
  })
})

describe('pooled-connections follows what handlers call', () => {
  const mysql = "import mysql from 'mysql2/promise'\n"
  it.each<[string, Texts, string[]]>([
    ['into another file', inExpress(`${mysql}export async function add() { return mysql.createConnection({ host: 'a' }) }`), ['src/helper.ts:2']],
    ['into a provider', inNest(`  async add() { const client = new (require('pg').Client)(); await client.connect() }`), ['src/carts.ts:4']],
  ])('%s', async (_, texts, expected) => {
    expect(await findingsOf('pooled-connections', texts)).toEqual(expected)
  })

  it.each<[string, Texts]>([
    ['what is kept by who asks', { 'src/a.ts': "import { open } from './open'\nlet db\nexport const list = async (req, res) => { db ??= await open(); res.json(await db.query('a')) }", 'src/open.ts': `${mysql}export const open = () => mysql.createConnection({})` }],
    ['what is kept there', inExpress(`${mysql}let db\nexport async function add() { db = db ?? (await mysql.createConnection({})); return db }`)],
  ])('and says nothing of %s', async (_, texts) => {
    expect(await findingsOf('pooled-connections', texts)).toEqual([])
  })
})
