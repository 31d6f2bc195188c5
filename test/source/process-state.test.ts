import { describe, expect, it } from 'vitest'
import inProcessState from '../../rules/layering/in-process-state.ts'
import { checkTexts } from '../support/check.ts'

const rule = { ...inProcessState, id: 'in-process-state', topic: 'layering' }

/** The texts that findings cover. */
async function found(code: string, file = 'src/app.ts'): Promise<string[]> {
  const { findings } = await checkTexts({ [file]: code }, [rule])
  const lines = code.split('\n')
  return findings.map(({ line, column, endColumn }) => (lines[line - 1] ?? '').slice(column - 1, endColumn - 1))
}

const routes = (top: string, body: string): string =>
  `import { Router } from 'express'\n${top}\nconst router = Router()\nrouter.post('/x', async (req, res) => { ${body} })`

it('is what a handler of a route that is written as an object keeps', async () => {
  const route = (handler: string): string => `const seen = []\nexport const routes = [{ method: 'GET', path: '/x', ${handler} }]`
  expect(await found(route('handler: (request) => { seen.push(request.params.id)\nreturn seen }'))).toHaveLength(1)
  expect(await found(route('other: (request) => { seen.push(request.params.id)\nreturn seen }'))).toEqual([])
})

it('is nothing that the constructor of an object for one request is given', async () => {
  const keeping = (method: string): string => `let at = 0\nexport class Exchange {\n  request = undefined\n  ${method}(req, res, next) { this.request = req }\n}`
  expect(await found(keeping('constructor'))).toEqual([])
  expect(await found(`${keeping('handle')}\nconst one = new Exchange()\nimport express from 'express'\nexpress().use(one.handle)`)).toEqual(['this.request'])
})

it('is what a middleware of Hono keeps, in a chain', async () => {
  const chain = (kept: string): string => `import { Hono } from 'hono'\nlet last\nexport const app = new Hono().use(async (c, next) => { ${kept}\nawait next() }).get('/x', (c) => c.json({}))`
  expect(await found(chain("last = c.req.header('x')"))).toHaveLength(1)
  expect(await found(chain('last ??= await connect()'))).toEqual([])
})

describe('sessions', () => {
  it.each([
    ["import session from 'express-session'\napp.use(session({ secret: 's' }))", ['session']],
    ["const session = require('express-session')\napp.use(session({ secret: 's' }))", ['session']],
    ["app.use(require('express-session')())", ["require('express-session')"]],
    ["import session from 'express-session'\nconst options = { secret: 's' }\napp.use(session(options))", ['session']],
    ["import fastifySession from '@fastify/session'\napp.register(fastifySession, { secret: 's' })", ['app.register']],
    ["import session from 'express-session'\napp.use(session({ store: new session.MemoryStore() }))", ['session.MemoryStore']],
  ])('are kept in memory: %s', async (code, expected) => {
    expect(await found(code)).toEqual(expected)
  })

  it.each([
    "import session from 'express-session'\napp.use(session({ secret: 's', store }))",
    "import session from 'express-session'\napp.use(session({ secret: 's', ...more }))",
    "import session from 'express-session'\nimport { options } from './options'\napp.use(session(options))",
    "import session from 'express-session'\nconst options = { secret: 's' }\nif (production) options.store = new RedisStore()\napp.use(session(options))",
    "import session from 'cookie-session'\napp.use(session({ secret: 's' }))",
    "import fastifySession from '@fastify/session'\napp.register(fastifySession, { secret: 's', store })",
  ])('are not, or nobody knows: %s', async (code) => {
    expect(await found(code)).toEqual([])
  })
})

describe('what a handler leaves behind', () => {
  it.each([
    [routes('let current', 'current = req.user'), ['current']],
    [routes('let current', 'const { id } = req.body\ncurrent = { id }'), ['current']],
    [routes('const state = { user: null }', 'state.user = req.user'), ['state.user']],
    [routes('const users = []', 'users.push(req.body)'), ['users']],
    [routes('', "globalThis.tenant = req.headers['x-tenant']"), ['globalThis.tenant']],
    [routes('', 'req.app.locals.user = req.user'), ['req.app.locals.user']],
    [routes('const users: User[] = []', 'const user = await parse(req.body)\nusers.push(user)'), ['users']],
    [routes('const users = {}', 'users[req.params.id] = req.body'), ['users']],
    [routes('const users = new Map<string, User>()', 'users.set(req.body.id, req.body)'), ['users']],
    [
      "import { Body, Controller, Post } from '@nestjs/common'\n@Controller()\nexport class C {\n  private readonly users = []\n  @Post() add(@Body() user) { this.users.push(user) }\n}",
      ['this.users'],
    ],
    ['const users = []\nexport const add = (req, res) => { users.push(req.body); res.end() }', ['users']],
    ["import { Hono } from 'hono'\nconst app = new Hono()\nlet last\napp.get('/x', (c) => { last = c.req.query('a')\n return c.text('') })", ['last']],
  ])('%s', async (code, expected) => {
    expect(await found(code)).toEqual(expected)
  })

  it.each([
    ['what the request holds', routes('', 'res.locals.user = req.user')],
    ['a cache for all', routes('', 'globalThis.userCache = req.app.get("cache")')],
    // A text that is checked, not run: nothing waits for its timer.
    ['what expires', routes('const limited = []', 'limited.push(req.ip)\nsetTimeout(() => limited.splice(limited.indexOf(req.ip), 1), 1000)')],
    ['what has been warned of', routes('const warned = {}', 'warned[req.query.name] = true')],
    ['what is written out when there is enough', routes('const written = []', 'written.push(req.path)\nif (written.length > 99) flush(written.splice(0))')],
    ['what a callback gives after a look', routes('const texts = {}', 'if (texts[req.params.id]) return\n readFile(req.params.id, (error, text) => { texts[req.params.id] = text })')],
    ['a cache', routes('const userCache = new Map()', 'userCache.set(req.params.id, await load(req.params.id))')],
    ['a counter', routes('let requests = 0', 'requests = requests + 1')],
    ['what is counted', routes('const counts = new Map()', 'counts.set(req.path, (counts.get(req.path) ?? 0) + 1)')],
    ['an open connection', routes('const watching = new Set()', 'watching.add(res)')],
    ['what is made once', routes('let client', 'client ??= await connect(req.app)\nif (!client) client = connect(req.app)')],
    ['a variable of the handler', routes('', 'let current\nconst users = []\ncurrent = req.user\nusers.push(req.body)')],
    ['the request itself', routes('', 'req.user = await load(req.headers.authorization)')],
    ['a list that is handed in', "import { Router } from 'express'\nexport const routes = (users) => Router().post('/x', (req, res) => { users.push(req.body) })"],
    ['something imported', routes("import { users } from './users'", 'users.push(req.body)')],
    ['no handler', 'const users = []\nexport const add = (user) => { users.push(user) }'],
    ['a header', routes('const headers = {}', "headers['x'] = req.headers['x']")],
    ['a field of a class that is no controller', 'export class C {\n  users = []\n  add(user) { this.users.push(user) }\n}'],
  ])('%s is left alone', async (_, code) => {
    expect(await found(code)).toEqual([])
  })

  it('is the tests own business', async () => {
    expect(await found(routes('const users = []', 'users.push(req.body)'), 'test/app.test.ts')).toEqual([])
  })
})
