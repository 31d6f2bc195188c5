import { describe, expect, it } from 'vitest'
import { findingsOf } from './check.ts'

const fs = "import fs from 'node:fs'\n"
const in_ = (code: string, file = 'src/a.ts') => findingsOf('no-blocking-handlers', { [file]: code })

describe('no-blocking-handlers finds', () => {
  it.each([
    ['a file in a route', `${fs}app.get('/a', (req, res) => res.send(fs.readFileSync('a')))`],
    ['by its own name', "import { readFileSync } from 'fs'\napp.get('/a', (req, res) => res.send(readFileSync('a')))"],
    ['by require', "const { execSync } = require('child_process')\nexports.a = (req, res) => res.send(execSync('ls'))"],
    ['at once', "exports.a = (req, res) => res.send(require('fs').readFileSync('a'))"],
    ['in a middleware', `${fs}export function log(request, response, next) { fs.appendFileSync('log', request.url); next() }`],
    ['in what Koa uses', `${fs}app.use(async (ctx) => { ctx.body = fs.readFileSync('a') })`],
    ['in a callback of a handler', `${fs}app.get('/a', (req, res) => find().then(() => res.send(fs.readFileSync('a'))))`],
    ['by types', `${fs}export const a = async (r: FastifyRequest, s: FastifyReply) => s.send(fs.readFileSync('a'))`],
    ["in Nest's controller", `${fs}import { Controller, Get } from '@nestjs/common'\n@Controller()\nexport class A { @Get() a() { return fs.readFileSync('a') } }`],
    ['in a route of Next', `${fs}export async function GET(request) { return new Response(fs.readFileSync('a')) }`],
    ['in what a handler calls', `${fs}const load = () => fs.readFileSync('a')\napp.get('/a', (req, res) => res.send(load()))`],
    ['a key', "import crypto from 'crypto'\napp.post('/a', (req, res) => res.send(crypto.pbkdf2Sync(req.body.p, 's', 100000, 64, 'sha512')))"],
    ['a hash anywhere', "import bcrypt from 'bcryptjs'\nexport const check = (a, b) => bcrypt.compareSync(a, b)"],
    ['an alternative to something else', `${fs}let page\napp.get('/a', (req, res) => res.send((page = req.query.b || fs.readFileSync('a'))))`],
    ['inside a condition on the request', `${fs}app.get('/a', (req, res) => { if (!req.query.b) res.send(fs.readFileSync('a')) })`],
  ])('%s', async (_, code) => {
    expect(await in_(code)).toHaveLength(1)
  })
})

describe('no-blocking-handlers leaves alone', () => {
  it.each([
    ['the start', `${fs}const page = fs.readFileSync('a')\napp.get('/a', (req, res) => res.send(page))`],
    ['a function that no handler calls', `${fs}export function load() { return fs.readFileSync('a') }`],
    ['what is kept', `${fs}let page\napp.get('/a', (req, res) => res.send((page ??= fs.readFileSync('a'))))`],
    ['what is kept by an alternative', `${fs}let page\napp.get('/a', (req, res) => res.send((page = page || fs.readFileSync('a'))))`],
    ['what is kept under a condition', `${fs}let page\napp.get('/a', (req, res) => { if (page === undefined) page = fs.readFileSync('a'); res.send(page) })`],
    ['a development server', `${fs}app.get('/a', (req, res) => { let page = built; if (!isProd) page = fs.readFileSync('a'); res.send(page) })`],
    ['a look', `${fs}app.get('/a', (req, res) => res.send(fs.existsSync('a')))`],
    ['a database', "import Database from 'better-sqlite3'\nconst db = new Database('a')\napp.get('/a', (req, res) => res.send(db.prepare('SELECT 1').all()))"],
    ["a method of one's own", 'app.get("/a", (req, res) => res.send(store.readFileSync("a")))'],
    ['the asynchronous form', "import { readFile } from 'fs/promises'\napp.get('/a', async (req, res) => res.send(await readFile('a')))"],
    ['a hash at the top', "import bcrypt from 'bcrypt'\nexport const hash = bcrypt.hashSync('x', 4)"],
    ['a function that answers one request at a time', `${fs}export const handler = async (event) => ({ statusCode: 200, body: load() })\nconst load = () => fs.readFileSync('a', 'utf8')`],
    ['the same by its type', `${fs}export const list: APIGatewayProxyHandlerV2 = async () => fs.readFileSync('a', 'utf8')`],
    ['a callback that is no handler', `${fs}names.map((name, index) => fs.readFileSync(name))`],
    ['a shell that does not wait', "import shell from 'shelljs'\napp.get('/a', (req, res) => shell.exec('ls', (code) => res.send(code)))"],
  ])('%s', async (_, code) => {
    expect(await in_(code)).toEqual([])
  })

  it('a command that shows something in the browser', async () => {
    const texts = { 'src/a.ts': `${fs}export const show = createServer((req, res) => res.end(fs.readFileSync('a')))` }
    expect(await findingsOf('no-blocking-handlers', texts)).toHaveLength(1)
    expect(await findingsOf('no-blocking-handlers', { ...texts, 'package.json': '{ "bin": "dist/a.js" }' })).toEqual([])
  })

  it.each(['src/a.test.ts', 'scripts/a.ts', 'prisma/seed.ts', 'src/cli/a.ts', 'migrations/1.ts'])('%s', async (file) => {
    expect(await in_("import bcrypt from 'bcrypt'\nexport const a = (req, res) => bcrypt.hashSync('x', 4)", file)).toEqual([])
  })
})
