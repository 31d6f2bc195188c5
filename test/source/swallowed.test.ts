import { describe, expect, it } from 'vitest'
import rule from '../../rules/resilience/no-swallowed-errors.ts'
import { check, checkUnit, withoutTree } from './check.ts'

const found = (code: string, file?: string): string[] => check(rule, code, file === undefined ? {} : { file }).map(({ at }) => at)

describe('swallowed', () => {
  it.each([
    ['empty, without a binding', 'try { await charge(order) } catch {}', 'catch '],
    ['what is called like cleaning up and is none', 'try { await orders.cancelOrder(id) } catch {}', 'catch '],
    ['a document that is deleted', 'try { await Member.deleteOne({ id }) } catch (e) {}\nres.sendStatus(204)', 'catch (e) '],
    ['a promise that never settles', 'const f = () => new Promise((resolve, reject) => { read((err, x) => { if (err) return console.log(err)\nresolve(x) }) })', 'if (err) '],
    ['empty, with a binding', 'try { await charge(order) } catch (error) {}', 'catch (error) '],
    ['nothing but a return at the end', 'async function f() { try { await charge(order) } catch { return } }', 'catch '],
    ['work that is awaited into a variable', 'let user; try { user = await users.find(id) } catch {}', 'catch '],
    ['success in a status', 'try { await charge() } catch { res.status(200).json({}) }', 'catch '],
    [
      'success in a body',
      'async function f() { try { await charge() } catch (error) { return { success: true } } }',
      'catch (error) ',
    ],
    ['a rejection', 'charge(order).catch(() => {})', 'catch'],
    ['a rejection, awaited', 'await charge(order).catch(() => null)', 'catch'],
    ['a rejection after then', 'charge(order).then(done).catch(() => undefined)', 'catch'],
    ['a comment that says nothing', 'try { await charge() } catch {\n// ignore\n}', 'catch '],
    // The comments in these texts are part of the checked code, and are no directives for this file.
    ['a linter that is told nothing', 'try { await charge() } catch { /* eslint-disable-line no-empty */ }', 'catch '],
    ['a comment that puts it off', 'try { await charge() } catch {\n// FIXME: handle it\n}', 'catch '],
    ['a rejection in a route of Next', 'export async function POST() { charge(order).catch(() => undefined) }', 'catch'],
    ['a success of Koa', "const remove = async (ctx) => { try { await pool.query('delete from orders') } catch (e) { ctx.body = { deleted: true } } }", 'catch (e) '],
    ['a success without a status', "app.delete('/a', async (req, res) => { try { await orders.deleteOne({ a }) } catch (e) { res.json({ ok: true }) } })", 'catch (e) '],
    ['a rejection that is returned', "exports.send = (mail) => client.post('/mails', mail).catch(() => {})", 'catch'],
    ['a rejection, noop', 'charge(order).catch(noop)', 'catch'],
    ['the second function of then', 'charge(order).then(done, () => {})', 'then'],
  ])('%s', (_, code, at) => {
    expect(found(code)).toEqual([at])
  })

  it('names the call whose rejection is dropped', () => {
    expect(check(rule, 'sendReceipt(order).catch(() => {})')[0]?.message).toContain('`sendReceipt(order)`')
  })
})

describe('silent', () => {
  it.each([
    ['a field if there is one', 'try { Object.assign(user, { claims: decodeJwt(token) }) } catch {}'],
    ['a line of a log', "try { console.log(chalk.green('read ' + path)) } catch {}"],
    ['a comment in the catch', 'try { await charge() } catch {\n// the cache is optional\n}'],
    ['a rejection in a component', 'export function Orders() { charge(order).catch(() => undefined) }'],
    ['a failure that is told', "app.delete('/a', async (req, res) => { try { await orders.deleteOne({ a }) } catch (e) { res.json({ ok: false }) } })"],
    ['a failure with its status', 'const remove = async (c) => { try { await orders.deleteOne({ a }) } catch (e) { return c.json({ ok: true }, 500) } }'],
    ['a linter that is told why', 'try { await charge() } catch { /* eslint-disable-line no-empty -- the cache is optional */ }'],
    ['a comment that says more', 'try { await charge() } catch {\n// ignore: it is tried again\n}'],
    ['a fallback that is returned', "exports.load = () => client.get('/mails').catch(() => {})"],
    ['a comment behind it', 'try { await charge() } catch {} // nothing to be done'],
    ['a comment above', '// may fail when there is no cache\ntry { await charge() } catch {}'],
    ['a promise that is rejected', 'const f = () => new Promise((resolve, reject) => { read((err, x) => { if (err) { console.log(err)\nreturn reject(err) }\nresolve(x) }) })'],
    ['a promise that something else settles', 'const f = () => new Promise((resolve) => { read((err) => { if (err) return console.log(err)\ngo() }); on("end", resolve) })'],
    ['a promise that tries again', 'const f = () => new Promise((resolve) => { const timer = setInterval(() => { ask((err) => { if (err) return console.log(err)\nclearInterval(timer); resolve() }) }, 5) })'],
    ['a comment above a rejection', '// fire and forget\ncharge().catch(() => {})'],
    ['a comment in the handler', 'charge().catch(() => { /* logged by charge */ })'],
    ['a name that says so', 'try { await charge() } catch (ignored) {}'],
    ['logged', 'try { await charge() } catch (error) { logger.error(error) }'],
    ['logged without the error', "try { await charge() } catch { console.warn('no charge') }"],
    ['rethrown', 'try { await charge() } catch (error) { throw new Failure({ cause: error }) }'],
    ['an error status', 'try { await charge() } catch { res.status(500).end() }'],
    ['a value that says no', 'async function f() { try { await charge(); return true } catch { return false } }'],
    ['JSON', 'let value; try { value = JSON.parse(text) } catch {}'],
    ['a probe', 'function isUrl(text) { try { new URL(text); return true } catch { return false } }'],
    ['a file that may be missing', 'let ca; try { ca = fs.readFileSync(path) } catch {}'],
    ['an environment file that may be missing', 'try { process.loadEnvFile() } catch {}'],
    ['fs.access', 'try { await fs.access(path); found = true } catch {}'],
    ['an optional module', "let native; try { native = require('pg-native') } catch {}"],
    ['storage', "try { localStorage.setItem('a', 'b') } catch {}"],
    ['closing', 'try { await connection.close() } catch {}'],
    ['closing that may fail in two ways', 'try { writer.close().catch(() => {}) } catch {}'],
    ['unlink', 'await unlink(path).catch(() => {})'],
    ['rollback', 'try { await work() } catch (error) { try { await db.rollback() } catch {} throw error }'],
    ['success leaves', 'async function f() { try { return await cache.read() } catch {} return compute() }'],
    ['alternatives', 'for (const url of urls) { try { await load(url); break } catch { continue } }'],
    ['failure leaves', 'async function f() { try { await charge() } catch { return } await finish() }'],
    ['a fallback that is used', 'const user = await users.find(id).catch(() => null)'],
    ['a promise that is waited for elsewhere', 'const work = charge(); work.catch(() => {}); await work'],
    ['no call at all', 'try { a.b.c } catch {}'],
    ['telemetry', "telemetry.send('x').catch(() => {}); async function trackVisit() { await post('/x').catch(() => {}) }"],
  ])('%s', (_, code) => {
    expect(found(code)).toEqual([])
  })

  it('in tests', () => {
    expect(found('try { await charge() } catch {}', '/app/src/charge.test.ts')).toEqual([])
  })
})

it('leaves the tree unbuilt where no catch could be meant', () => {
  const text = 'try { a() } catch (error) { log(error); throw error }\nb().then(c).catch((error) => log(error))'
  expect(checkUnit(rule, withoutTree(text))).toEqual([])
  expect(() => checkUnit(rule, withoutTree('try { a() } catch {}'))).toThrow('the tree was built')
})

describe('only logged', () => {
  it.each([
    ['an answer that is never sent', 'app.get("/a", async (req, res) => { try { res.json(await load()) } catch (error) { console.error(error) } })'],
    ['an answer of a controller', 'exports.list = async (req, res, next) => { try { const all = await load()\nres.send(all) } catch (error) { logger.error(error) } }'],
    ['an answer in a callback', 'app.get("/a", (request, reply) => { db.all(sql, (rows) => { try { reply.send(shape(rows)) } catch (error) { request.log.error(error) } }) })'],
    ['a value that is missing', 'class Orders { async find(id) { try { return await this.rows.get(id) } catch (error) { this.logger.error(error) } } }'],
    ['a row that is not stored', 'class Orders { async place(order) { try { await this.orderRepository.save(order) } catch (error) { this.logger.error(error) } } }'],
    ['a document that is not stored', 'export async function rename(user, name) { try { user.name = name\nawait user.save() } catch (error) { console.log(error.message) } }'],
    ['a delegate of prisma', 'export const close = async (id) => { try { await prisma.order.update({ where: { id }, data }) } catch (error) { console.log(error) } }'],
  ])('loses %s', (_, code) => {
    expect(found(code)).toHaveLength(1)
  })

  it.each([
    ['an answer after it', 'app.get("/a", async (req, res) => { try { res.locals.a = await load() } catch (error) { console.error(error) }\nres.json({}) })'],
    ['work after the answer', 'app.post("/a", (req, res) => { res.sendStatus(202)\ntry { work() } catch (error) { console.error(error) } })'],
    ['passed on', 'app.get("/a", async (req, res, next) => { try { res.json(await load()) } catch (error) { console.error(error)\nnext(error) } })'],
    ['nothing, and said so', 'async function find(id): Promise<Order | undefined> { try { return await rows.get(id) } catch (error) { logger.error(error) } }'],
    ['a value that says so', 'async function find(id) { try { return await rows.get(id) } catch (error) { logger.error(error)\nreturn null } }'],
    ['a job', 'class Jobs { @Cron("0 * * * *") async expireOrders() { try { await this.orderRepository.update(a, b) } catch (error) { this.logger.error(error) } } }'],
    ['a listener', 'async function onOrder(order) { try { await Order.create(order) } catch (error) { console.error(error) } }'],
    ['a start', 'async function start() { try { await db.connect()\nreturn app.listen(3000) } catch (error) { console.error(error) } }'],
    ['a cache', 'async function remember(book) { try { await this.bookCache.save(book) } catch (error) { console.error(error) } }'],
    ['one of many', 'async function renameAll(users) { for (const user of users) { try { await user.save() } catch (error) { console.error(error) } } }'],
    ['an explanation', 'async function rename(user) { try { await user.save() } catch (error) {\n// the next import stores it\nconsole.error(error) } }'],
  ])('leaves %s alone', (_, code) => {
    expect(found(code)).toEqual([])
  })
})

it('tells a feature named tasks from background tasks', () => {
  const code = 'class Tasks { async create(title) { try { return await this.rows.add(title) } catch (error) { this.logger.error(error) } } }'
  expect(found(code, '/app/src/tasks/tasks.service.ts')).toHaveLength(1)
  expect(found(code, '/app/src/tasks/import.ts')).toEqual([])
})

describe('data that is not stored', () => {
  it.each([
    ['a query of drizzle, answered for', "app.post('/a', async (c) => { try { await db.update(rows).set({ a }).where(eq(rows.id, id)) } catch (error) { logger.error(error) }\nreturn c.body(null, 204) })"],
    ['a document, answered for', "app.put('/a', async (req, res) => { try { await order.save() } catch (error) { console.error(error) }\nres.json({ ok: true }) })"],
    ['a row of Next, answered for', 'export async function DELETE() { try { await prisma.order.delete({ where }) } catch (error) { console.error(error) }\nreturn new Response(null, { status: 204 }) }'],
    ['a row that is deleted', 'export async function DELETE() { try { await prisma.order.delete({ where }) } catch {}\nreturn new Response(null, { status: 204 }) }'],
    ['what a repository is asked by a name of its own', 'class Orders { constructor(private readonly orders: OrderRepository) {}\nasync settle(id) { try { await this.orders.markPaid(id) } catch (error) { this.logger.error(error) } } }'],
    ['a statement of SQL, answered for', "exports.end = async (request, h) => { try { await db.execute('UPDATE trips SET ended_at = NOW() WHERE id = ?', [id]) } catch (err) { console.log(err) }\nreturn h.response().code(204) }"],
    ['a status that is set', 'app.post("/a", async ({ params, set }) => { try { await db.update(rows).set({ a }).where(b) } catch (e) { console.log(e) }\nset.status = 204 })'],
    ['a promise whose rejection leaves', "app.get('/a', (req, res) => { axios.get(url).then((answer) => res.json(answer.data)).catch((err) => logger.error(err)) })"],
    ['a callback that leaves', "app.post('/a', (req, res) => { db.query(sql, (err, result) => { if (err) { console.log('no', err)\nreturn }\nres.json(result) }) })"],
    ['a callback that returns what it logs', "app.post('/a', (req, res) => { db.query(sql, (err, result) => { if (err) return console.error(err)\nres.json(result) }) })"],
  ])('finds %s', (_, code) => {
    expect(found(code)).toHaveLength(1)
  })

  it.each([
    ['a statement that reads', "exports.end = async (request, h) => { try { await db.execute('SELECT 1') } catch (err) { console.log(err) }\nreturn h.response().code(204) }"],
    ['a promise whose rejection answers', "app.get('/a', (req, res) => { axios.get(url).then((answer) => res.json(answer.data)).catch((err) => { logger.error(err)\nres.status(502).end() }) })"],
    ['a promise beside the answer', "app.get('/a', (req, res) => { track(url).catch((err) => logger.error(err))\nres.json({}) })"],
    ['a message that is sent on the side', "app.post('/a', async (req, res) => { try { await mailer.send(text) } catch (error) { console.error(error) }\nres.json({ ok: true }) })"],
    ['a cache that is emptied', "app.post('/a', async (c) => { try { await cache.delete(key) } catch (error) { logger.error(error) }\nreturn c.body(null, 204) })"],
    ['a file that is removed', 'async function drop(path) { try { await storage.delete(path) } catch {} }'],
    ['a callback that answers', "app.post('/a', (req, res) => { db.query(sql, (err, result) => { if (err) { console.log(err)\nreturn res.status(500).end() }\nres.json(result) }) })"],
    ['a callback of nobody who waits', 'db.query(sql, (err, rows) => { if (err) return console.error(err)\nrows.forEach(remind) })'],
    ['a callback after the answer', "app.post('/a', (req, res) => { res.sendStatus(202)\ndb.query(sql, (err) => { if (err) return console.error(err)\ndone() }) })"],
    ['a repository that is read', 'class Orders { constructor(private readonly orders: OrderRepository) {}\nasync warmUp(id) { try { await this.orders.findTop(id) } catch (error) { this.logger.error(error) } } }'],
  ])('leaves %s alone', (_, code) => {
    expect(found(code)).toEqual([])
  })
})

it('shows the call on one line', () => {
  const { message } = check(rule, 'await prisma.jobs\n  .update({ ...given })\n  .catch(() => null)')[0] ?? { message: '' }
  expect(message).toMatch(/^This drops the rejection of `prisma\.jobs\.update\(\{ \.\.\.given \}\)`, /)
})
