import { describe, expect, it } from 'vitest'
import { findingsOf } from './check.ts'

const redis = "import Redis from 'ioredis'\nconst redis = new Redis()\n"

describe('cache-ttl', () => {
  it.each([
    ['a key', `${redis}await redis.set('cache:books', text)`],
    ['a function', `${redis}export async function cacheBook(book) { await redis.set(book.id, JSON.stringify(book)) }`],
    ['a client', "import { createClient } from 'redis'\nconst cache = createClient()\nawait cache.set('books', text)"],
    ['a key that has a name', `${redis}export async function find(id) { const key = \`user_cache_\${id}\`; await redis.set(key, 'x') }`],
    ['a look before', `${redis}export async function find(id) { const cached = await redis.get(id); if (cached) return cached; await redis.set(id, 'x') }`],
    ['a look before, with a type', "import { kv } from '@vercel/kv'\nexport async function POST(q) { const known = await kv.get<string>(q); if (known) return Response.json({ data: known })\nawait kv.set(q, 'x') }"],
    ['a look before, called back', `${redis}exports.all = (req, res) => redis.get('breeds', function (err, hit) { if (hit) return res.json(JSON.parse(hit))\nload((breeds) => { redis.set('breeds', JSON.stringify(breeds)) }) })`],
    ['a class', "import { Redis } from 'ioredis'\nexport class BookCache { constructor(private readonly redis: Redis) {} save(book) { return this.redis.set(book.id, book.title) } }"],
    ['node-cache', "const NodeCache = require('node-cache')\nconst cache = new NodeCache({ checkperiod: 5 })\ncache.set('a', 1)"],
    ['what is handed on', 'export const f = async ({ ctx }) => { await ctx.redis.set(`result-cache:${id}`, text) }'],
    ['KV of a worker', "export const f = async (c) => { const hit = await c.env.CACHE.get('a'); if (hit) return hit; await c.env.CACHE.put('a', 'x') }"],
    ['memory-cache', "import cache from 'memory-cache'\ncache.put('a', 1)"],
  ])('finds %s', async (_, code) => {
    expect(await findingsOf('cache-ttl', { 'src/a.ts': code })).toHaveLength(1)
  })

  it.each([
    ['an end', `${redis}await redis.set('cache:books', text, 'EX', 60)`],
    ['an end as an option', "import { createClient } from 'redis'\nconst cache = createClient()\nawait cache.set('books', text, { EX: 60 })"],
    ['setex', `${redis}await redis.setex('cache:books', 60, text)`],
    ['an end afterwards', `${redis}export async function cacheBook(book) { await redis.set(book.id, 'x'); await redis.expire(book.id, 60) }`],
    ['an end that may be left out', `${redis}export function cache(key, value, ttl) { return ttl ? redis.set(key, value, 'EX', ttl) : redis.set(key, value) }`],
    ['a session', `${redis}export async function start(id) { const old = await redis.get(id); await redis.set(id, 'x') }`],
    ['a lock', `${redis}await redis.set('lock:a', '1', 'NX', 'PX', 5)`],
    ['a store', `${redis}await redis.set('feature:new-shop', 'on')`],
    ['KV of a worker with an end', "export const f = async (c) => { await c.env.CACHE.put('a', 'x', { expirationTtl: 60 }) }"],
    ['settings in KV', "export const f = async (c) => { await c.env.KV_SETTINGS.put('theme', 'dark') }"],
    ['a default', "import NodeCache from 'node-cache'\nconst cache = new NodeCache({ stdTTL: 60 })\ncache.set('a', 1)"],
    ['options from elsewhere', "import NodeCache from 'node-cache'\nconst cache = new NodeCache(options)\ncache.set('a', 1)"],
    ['a cache made elsewhere', "import { cache } from './cache'\ncache.set('a', 1)"],
    ['what is handed on and no cache', "export const f = async ({ ctx }) => { await ctx.redis.set('flag:a', 'on') }"],
    ['a map', 'const cache = new Map()\ncache.set("a", 1)'],
  ])('leaves %s alone', async (_, code) => {
    expect(await findingsOf('cache-ttl', { 'src/a.ts': code })).toEqual([])
  })

  const remembers = (cache: string): string =>
    `export async function find(id) {\n  const hit = await ${cache}.get(id)\n  if (hit) return JSON.parse(hit)\n  const one = await load(id)\n  await ${cache}.set(id, JSON.stringify(one))\n  return one\n}`

  it.each([
    ['a client', "import { createClient } from 'redis'\nexport const client = createClient()\nclient.on('error', log)", `import { client } from './cache'\n${remembers('client')}`],
    ['what require takes', "const redis = require('redis')\nmodule.exports = redis.createClient()", `const client = require('./cache')\n${remembers('client')}`],
    ['a chain', "import { createClient } from 'redis'\nexport const client = await createClient().on('error', log).connect()", `import { client } from './cache'\n${remembers('client')}`],
    ['what a function returns', "import Redis from 'ioredis'\nconst client = new Redis()\nexport const getClient = () => client", `import { getClient } from './cache'\n${remembers('getClient()')}`],
    ['node-cache', "import NodeCache from 'node-cache'\nexport default new NodeCache()", "import cache from './cache'\nexport const keep = (a) => cache.set('a', a)"],
  ])('finds an entry in a cache of another file: %s', async (_, cache, uses) => {
    expect((await findingsOf('cache-ttl', { 'src/cache.js': cache, 'src/a.js': uses })).map((at) => at.split(':')[0])).toEqual(['src/a.js'])
  })

  it.each([
    ['a default', "import NodeCache from 'node-cache'\nexport default new NodeCache({ stdTTL: 60 })", "import cache from './cache'\nexport const keep = (a) => cache.set('a', a)"],
    ['options from elsewhere', "import NodeCache from 'node-cache'\nexport default new NodeCache(options)", "import cache from './cache'\nexport const keep = (a) => cache.set('a', a)"],
    ['a class that sets an end', "import Redis from 'ioredis'\nclass Cache { redis = new Redis()\nset(key, value) { return this.redis.set(key, value, 'EX', 60) } }\nexport default new Cache()", `import cache from './cache'\n${remembers('cache')}`],
    ['a map', 'export const cache = new Map()', `import { cache } from './cache'\n${remembers('cache')}`],
    ['a store', "import Redis from 'ioredis'\nexport const redis = new Redis()", "import { redis } from './cache'\nexport const switchOn = (name) => redis.set(`feature:${name}`, 'on')"],
    ['an end', "import Redis from 'ioredis'\nexport const redis = new Redis()", `import { redis } from './cache'\n${remembers('redis').replace('(one))', "(one), 'EX', 60)")}`],
  ])('leaves alone what another file makes: %s', async (_, cache, uses) => {
    expect(await findingsOf('cache-ttl', { 'src/cache.js': cache, 'src/a.js': uses })).toEqual([])
  })
})

describe('bounded-retries', () => {
  const loop = (head: string, inTry: string, inCatch: string): string => `async function withRetry() {\n${head} { try { ${inTry} } catch (error) { ${inCatch} } }\n}`

  it.each([
    ['for ever', "import retry from 'async-retry'\nretry(work, { forever: true })"],
    ['infinitely often', "import pRetry from 'p-retry'\npRetry(work, { retries: Infinity })"],
    ['a client that is called', `import { ofetch } from 'ofetch'\nconst api = ofetch.create({})\n${loop('while (true)', "await api('/health'); return", 'continue')}`],
    ['at once by default', "import axiosRetry from 'axios-retry'\naxiosRetry(client)"],
    ['at once', "import axiosRetry from 'axios-retry'\naxiosRetry(client, { retries: 3, shouldResetTimeout: true })"],
    ['rxjs without a count', "import { retry } from 'rxjs'\nsource.pipe(retry())"],
    ['rxjs at once', "import { retry } from 'rxjs/operators'\nsource.pipe(retry(5))"],
    ['a loop without an end', loop('while (true)', 'return await fetch(url)', 'await sleep(5)')],
    ['a loop until it was done', `import axios from 'axios'\nlet sent = false\n${loop('while (!sent)', 'await axios.post(url); sent = true', 'log(error)')}`],
    ['for without a condition', loop('for (;;)', 'const r = await fetch(url); break', 'log(error)')],
    ["a loop over Nest's client", "import { HttpService } from '@nestjs/axios'\nexport class S { constructor(private http: HttpService) {}\nasync f() { while (true) { try { return await firstValueFrom(this.http.post(url)) } catch (error) { log(error) } } } }"],
    ['a connection that is tried for ever', loop('while (true)', 'await mongoose.connect(url); return', 'console.log(error)')],
    ['a connection that begins anew', "import amqp from 'amqplib'\nasync function open() { try { channel = await amqp.connect(url) } catch (error) { log(error)\nreturn open() } }"],
    ['a connection that is tried for ever with a pause', loop('for (;;)', 'await dataSource.initialize(); break', 'await sleep(5000)')],
    ['a loop over a client of the file', `import axios from 'axios'\nconst http = axios.create({ timeout: 5 })\n${loop('for (;;)', 'return await http.get(url)', 'log(error)')}`],
    ['a loop over a client of the class', `import axios, { AxiosInstance } from 'axios'\nclass Bank { private readonly http: AxiosInstance\nasync all() { for (;;) { try { return await this.http.get(url) } catch (error) { log(error) } } } }`],
    ['a counted loop that is not called retrying', 'async function announce(id) { for (let i = 0; i < 3; i++) { try { await fetch(id)\nreturn } catch (error) { log(error) } } }'],
    ['a method that begins anew', 'class Rates { async ratesWithRetry(id) { try { return await fetch(id) } catch (error) { log(error)\nreturn this.ratesWithRetry(id) } } }'],
    ['a count that nobody looks at', 'async function open(id, attempt = 1) { try { return await fetch(id) } catch (error) { log(error, attempt)\nreturn open(id, attempt + 1) } }'],
    ['a counted loop at once', `import axios from 'axios'\n${loop('for (let i = 0; i < 3; i++)', 'return await axios.get(url)', 'last = error')}`],
  ])('finds %s', async (_, code) => {
    expect(await findingsOf('bounded-retries', { 'src/a.ts': code })).toHaveLength(1)
  })

  it.each([
    ['a count', "import pRetry from 'p-retry'\npRetry(work, { retries: 5 })"],
    ['no options, which means a few', "import pRetry from 'p-retry'\npRetry(work)"],
    ['a delay', "import axiosRetry from 'axios-retry'\naxiosRetry(client, { retries: 3, retryDelay: axiosRetry.exponentialDelay })"],
    ['options that are spread', "import axiosRetry from 'axios-retry'\naxiosRetry(client, { ...options, retries: 3 })"],
    ['options from elsewhere', "import axiosRetry from 'axios-retry'\naxiosRetry(client, options)"],
    ['rxjs with both', "import { retry } from 'rxjs'\nsource.pipe(retry({ count: 3, delay: 100 }))"],
    ['a counted loop with a pause', loop('for (let i = 0; i < 3; i++)', 'return await fetch(url)', 'await sleep(2 ** i)')],
    ['an endless loop that gives up', loop('while (true)', 'return await fetch(url)', 'if (++tries > 3) throw error; await sleep(5)')],
    ['a loop that works', loop('while (true)', 'await fetch(await next())', 'log(error)')],
    ['a loop until it was done or given up', `let sent = false\n${loop('while (!sent)', 'await fetch(url); sent = true', 'if (++tries > 3) throw error; await sleep(5)')}`],
    ['a loop that ends when told to', `let stopped = false\n${loop('while (!stopped)', 'await fetch(await next())', 'log(error)')}`],
    ['the next one of a list', loop('for (let i = 0; i < hosts.length; i++)', 'return await fetch(hosts[i])', 'log(error)')],
    ['a connection that is given up', loop('while (true)', 'await mongoose.connect(url); return', 'if (++tries > 5) throw error; await sleep(1000 * tries)')],
    ['a connection that begins anew a few times', "import amqp from 'amqplib'\nasync function open(tries) { try { channel = await amqp.connect(url) } catch (error) { if (tries === 0) throw error\nreturn open(tries - 1) } }"],
    ['a count that is looked at', "async function open(id, attempt = 1) { if (attempt > 3) throw new Error('gave up')\ntry { return await fetch(id) } catch (error) { return open(id, attempt + 1) } }"],
    ['a count that is looked at in the try', 'async function open(id, left = 3) { try { return await fetch(id, { last: left === 0 }) } catch (error) { return open(id, left - 1) } }'],
    ['a connection for each turn', loop('while (true)', 'await client.connect()', 'log(error)')],
    ['what asks nobody', loop('for (let i = 0; i < 3; i++)', 'return await orders.insert(code())', 'log(error)')],
    ['a function of the same name', "import { retry } from './retry'\nretry(work, { forever: true })"],
  ])('leaves %s alone', async (_, code) => {
    expect(await findingsOf('bounded-retries', { 'src/a.ts': code })).toEqual([])
  })
})

describe('reliable-jobs', () => {
  const channel = "import amqp from 'amqplib'\n"

  it.each([
    ['a queue', { 'a.ts': "import { Queue } from 'bullmq'\nexport const q = new Queue('a')" }],
    ['by require', { 'a.js': "const Queue = require('bull')\nmodule.exports = new Queue('a', 'redis://x')" }],
    ['in a module of Nest', { 'a.ts': "import { BullModule } from '@nestjs/bullmq'\nexport const imports = [BullModule.registerQueue({ name: 'a' })]" }],
    ['two of one package once', { 'a.ts': "import { Queue } from 'bullmq'\nexport const q = new Queue('a')\nexport const r = new Queue('b')" }],
    ['messages without acknowledgement', { 'a.ts': `${channel}await channel.consume('a', work, { noAck: true })` }],
    ['a worker that only logs', { 'a.ts': "import { Worker } from 'bullmq'\nnew Worker('a', async (job) => { try { await work(job) } catch (e) { logger.error(e) } })" }],
    ['a worker that leaves early or logs', { 'a.ts': "import { Worker } from 'bullmq'\nnew Worker('a', async (job) => { try { await work(job) } catch (e) { if (e instanceof Gone) return\nlogger.error(e) } })" }],
    ['a host of Nest that only logs', { 'a.ts': "import { Processor, WorkerHost } from '@nestjs/bullmq'\n@Processor('a') export class A extends WorkerHost { async process(job) { try { await work(job) } catch (e) { this.logger.error(e) } } }" }],
    ['a processor of Bull that only logs', { 'a.js': "const Queue = require('bull')\nconst a = new Queue('a', { defaultJobOptions: { attempts: 3 } })\na.process(5, async (job) => { try { await work(job) } catch (e) { console.error(e) } })" }],
    ['a job of Agenda that only logs', { 'a.ts': "import { Agenda } from 'agenda'\nagenda.define('a', async () => { try { await work() } catch (e) { log.error(e) } })" }],
    ['a consumer of SQS that only logs', { 'a.ts': "import { Consumer } from 'sqs-consumer'\nConsumer.create({ handleMessage: async (m) => { try { await work(m) } catch (e) { log.error(e) } } }).start()" }],
    ['a consumer of Kafka that only logs', { 'a.ts': "import { Kafka } from 'kafkajs'\nawait consumer.run({ eachMessage: async ({ message }) => { try { await work(message) } catch (e) { log.error(e) } } })" }],
    ['records of SQS, one after the other', { 'a.ts': "import type { SQSHandler } from 'aws-lambda'\nexport const handler: SQSHandler = async (event) => { for (const record of event.Records) { try { await work(record) } catch (e) { log.error(e) } } }" }],
    ['records of SQS, at once', { 'a.ts': "import type { SQSEvent } from 'aws-lambda'\nexport const handler = async (event: SQSEvent) => { await Promise.all(event.Records.map(async (record) => { try { await work(record) } catch (e) { log.error(e) } })) }" }],
    ['records of SQS in JavaScript', { 'a.js': "const aws = require('aws-sdk')\nexports.handler = async (event) => { for (const record of event.Records) { try { await work(JSON.parse(record.body)) } catch (e) { console.error(e) } } }" }],
    ['messages that come back', { 'a.ts': `${channel}channel.nack(message, false, true)` }],
    ['messages that are acknowledged first', { 'a.ts': `${channel}await channel.consume('a', async (message) => { const order = JSON.parse(message.content)\nchannel.ack(message)\nawait place(order) })` }],
    ['messages of SQS that are deleted first', { 'a.ts': "import { SQSClient, DeleteMessageCommand } from '@aws-sdk/client-sqs'\nfor (const m of messages) { await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: m.ReceiptHandle }))\nawait work(m.Body) }" }],
    ['messages whose parts are worked on later', { 'a.ts': `${channel}await channel.consume('a', async (message) => { const { id } = JSON.parse(message.content)\nchannel.ack(message)\nawait place(id) })` }],
  ])('finds %s', async (_, texts) => {
    expect(await findingsOf('reliable-jobs', texts)).toHaveLength(1)
  })

  it.each([
    ['attempts', { 'a.ts': "import { Queue } from 'bullmq'\nexport const q = new Queue('a', { defaultJobOptions: { attempts: 3 } })" }],
    ['attempts elsewhere', { 'a.ts': "import { Queue } from 'bullmq'\nexport const q = new Queue('a')", 'b.ts': "import { q } from './a'\nq.add('x', {}, { attempts: 3 })" }],
    ['attempts where the same queue is made again', { 'a.ts': "import { Queue } from 'bullmq'\nnew Queue('a')\nnew Queue('a', { defaultJobOptions: { attempts: 3 } })" }],
    ['attempts of a queue whose name is elsewhere', { 'a.ts': "import { Queue } from 'bullmq'\nnew Queue('a')\nnew Queue(MAILS, { defaultJobOptions: { attempts: 3 } })" }],
    ['a queue beside it with options from elsewhere', { 'a.ts': "import { Queue } from 'bullmq'\nnew Queue('a', { ...shared })\nnew Queue('b', { defaultJobOptions: { attempts: 3 } })" }],
    ['attempts for all queues', { 'a.ts': "import { BullModule } from '@nestjs/bullmq'\nBullModule.forRoot({ defaultJobOptions: { attempts: 3 } })\nBullModule.registerQueue({ name: 'a' })\nBullModule.registerQueue({ name: 'b', defaultJobOptions: { attempts: 3 } })" }],
    ['a worker', { 'a.ts': "import { Worker } from 'bullmq'\nnew Worker('a', work)" }],
    ['types', { 'a.ts': "import type { Queue } from 'bullmq'\nexport const f = (q: Queue) => q.add('x', {})" }],
    ['a test', { 'a.test.ts': "import { Queue } from 'bullmq'\nexport const q = new Queue('a')" }],
    ['another queue', { 'a.ts': "import { Queue } from './queue'\nexport const q = new Queue('a')" }],
    ['acknowledged messages', { 'a.ts': `${channel}await channel.consume('a', work, { noAck: false })\nawait channel.consume('b', work)` }],
    ['answers', { 'a.ts': `${channel}await channel.consume(replyQueue, work, { noAck: true })` }],
    ['a worker that rethrows', { 'a.ts': "import { Worker } from 'bullmq'\nnew Worker('a', async (job) => { try { await work(job) } catch (e) { logger.error(e); throw e } })" }],
    ['a worker that goes on', { 'a.ts': "import { Worker } from 'bullmq'\nnew Worker('a', async (job) => { try { await warm(job) } catch (e) { logger.error(e) }\nawait work(job) })" }],
    ['a worker that says why', { 'a.ts': "import { Worker } from 'bullmq'\nnew Worker('a', async (job) => { try { await work(job) } catch (e) { logger.error(e) /* the next run takes it up */ } })" }],
    ['what a job does on the side', { 'a.ts': "import { Worker } from 'bullmq'\nnew Worker('a', work)\nexport const onReady = async () => { try { await warm() } catch (e) { logger.error(e) } }" }],
    ['records that are told to have failed', { 'a.ts': "import type { SQSHandler } from 'aws-lambda'\nexport const handler: SQSHandler = async (event) => { const batchItemFailures = []\nfor (const record of event.Records) { try { await work(record) } catch (e) { log.error(e) } }\nreturn { batchItemFailures } }" }],
    ['events of S3', { 'a.ts': "import type { S3Handler } from 'aws-lambda'\nexport const handler: S3Handler = async (event) => { for (const record of event.Records) { try { await work(record) } catch (e) { log.error(e) } } }" }],
    ['a dead letter', { 'a.ts': `${channel}channel.nack(message, false, false)` }],
    ['messages that are acknowledged last', { 'a.ts': `${channel}await channel.consume('a', async (message) => { const order = JSON.parse(message.content)\nawait place(order)\nchannel.ack(message)\nawait counter.up() })` }],
    ['messages that are acknowledged unread', { 'a.ts': `${channel}await channel.consume('a', async (message) => { if (!message.content) { channel.ack(message); return }\nawait place(message)\nchannel.ack(message) })` }],
    ['messages of SQS that are deleted last', { 'a.ts': "import { SQSClient, DeleteMessageCommand } from '@aws-sdk/client-sqs'\nfor (const m of messages) { await work(m.Body)\nawait sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: m.ReceiptHandle })) }" }],
    ['a look at how often', { 'a.ts': `${channel}channel.nack(message, false, !message.fields.redelivered)` }],
  ])('leaves %s alone', async (_, texts) => {
    expect(await findingsOf('reliable-jobs', texts)).toEqual([])
  })
})
