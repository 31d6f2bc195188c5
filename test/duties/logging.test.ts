import { describe, expect, it } from 'vitest'
import { findingsOf, service } from './check.ts'
import type { Texts } from './check.ts'

const logger = { 'src/logger.ts': "import pino from 'pino'\nexport const logger = pino()\n" }
const logs = "import { logger } from './logger'\nlogger.info('x')\n"

/** A service that uses a logger, plus one module. */
function logging(module: string, more: Texts = {}): Texts {
  return { ...service(`${logs}${module}`), ...logger, ...more }
}

describe('one-logger finds', () => {
  it.each<[string, Texts]>([
    ['a call beside the logger', logging("console.log('y')")],
    ['one in production only', logging("if (process.env.NODE_ENV === 'production') console.log('y')")],
    ['an error', logging('export const f = (e) => { console.error(e) }')],
    ['in another module of the service', logging("import './other'", { 'src/other.js': "exports.f = () => console.warn('y')" })],
    ['a logger that is injected', service('export const f = (logger) => logger.info("x")\nconsole.log("y")')],
    ["Fastify's", { 'src/server.ts': "import fastify from 'fastify'\nconst app = fastify({ logger: true })\napp.get('/', async (request) => { request.log.info('x'); console.log('y') })\nawait app.listen({ port: 1 })" }],
    ["Nest's logger", service("import { Logger } from '@nestjs/common'\nnew Logger('a').log('x')\nconsole.debug('y')")],
    ['a winston logger in the module itself', service("const winston = require('winston')\nwinston.info('x')\nconsole.log('y')")],
    ['in a worker', { 'src/worker.ts': `import { Worker } from 'bullmq'\n${logs}new Worker('a', async () => { console.log('y') })`, ...logger }],
    ['in what starts a worker', { 'src/worker.ts': `import { Worker } from 'bullmq'\n${logs}export const worker = new Worker('a', work)`, 'src/main.ts': "import './worker'\nconsole.log('y')", ...logger }],
  ])('%s', async (_, texts) => {
    expect(await findingsOf('one-logger', texts)).toHaveLength(1)
  })

  it('counts what only prints requests as no logger', async () => {
    expect(await findingsOf('one-logger', service("import logger from 'koa-logger'\nconsole.log('y')"))).toEqual([])
    expect(await findingsOf('one-logger', service("import logger from 'some-logger'\nlogger.info('x')\nconsole.log('y')"))).toHaveLength(1)
  })

  it('is said once where most of it goes to the console', async () => {
    const texts = logging("import './a'\nimport './b'", { 'src/a.ts': "console.log('y')", 'src/b.ts': "console.log('y')" })
    expect(await findingsOf('one-logger', texts)).toEqual(['src/server.ts:4'])
  })
})

describe('one-logger leaves alone', () => {
  it.each<[string, Texts]>([
    ['no logger', service("console.log('y')")],
    ['what only ends like one', service("export const f = (catalog) => catalog.info('x')\nconsole.log('y')")],
    ['the logger itself', { ...service(logs), 'src/logger.ts': "import pino from 'pino'\nconsole.log('y')\nexport const logger = pino()" }],
    ['a logger of its own', { ...service(logs), 'src/logger.ts': 'export const logger = { info: (text) => console.log(JSON.stringify({ text })) }' }],
    ['what the logger is built on', { ...service(logs), 'src/logger.ts': "import './colours'\nimport pino from 'pino'\nexport const logger = pino()", 'src/colours.ts': "console.log('y')" }],
    ['the last words', logging("process.on('uncaughtException', (e) => {\n  console.error(e)\n  process.exit(1)\n})")],
    ['what is written in development only', logging("if (process.env.NODE_ENV !== 'production') console.log('y')\nif (isDev) { console.log('y') }")],
    ['what ESLint is told', logging("// eslint-disable-next-line no-console\nconsole.log('y')")],
    ['a configuration', logging("import './config'", { 'src/config.ts': "console.warn('y')" })],
    ['a script', logging("import '../scripts/a'", { 'scripts/a.ts': "console.log('y')" })],
    ['a package that others use', {
      ...logging("import { f } from '@shop/shared'\nf()"),
      'package.json': JSON.stringify({ name: 'shop', workspaces: ['packages/*'] }),
      'packages/shared/package.json': JSON.stringify({ name: '@shop/shared', main: 'src/index.ts' }),
      'packages/shared/src/index.ts': "export const f = () => console.log('y')",
    }],
    ['a table for people', logging('console.table([])')],
    ['a worker without a logger', { 'src/worker.ts': "import { Worker } from 'bullmq'\nnew Worker('a', async () => { console.log('y') })" }],
    ['a library with a logger', { 'src/a.ts': `${logs}export const f = () => console.log('y')`, ...logger }],
    ['what answers requests beside a worker', { 'src/worker.ts': `import { Worker } from 'bullmq'\n${logs}export const worker = new Worker('a', work)`, 'src/routes.ts': "import { Hono } from 'hono'\nimport './worker'\nnew Hono().get('/', () => console.log('y'))", ...logger }],
  ])('%s', async (_, texts) => {
    expect(await findingsOf('one-logger', texts)).toEqual([])
  })
})

describe('structured-logging', () => {
  it.each<[string, Texts]>([
    ['the console alone', service("console.log('y')")],
    ['the console in the root', { 'src/server.js': "require('express')().listen(3000, () => console.log('y'))" }],
    ['a logger nobody uses', { ...service("console.log('y')"), 'package.json': '{ "dependencies": { "winston": "3" } }' }],
  ])('finds %s', async (_, texts) => {
    expect(await findingsOf('structured-logging', texts)).toHaveLength(1)
  })

  it.each<[string, Texts]>([
    ['a logger', logging("console.log('y')")],
    ['nothing to log', service('')],
    ['a lambda', { 'src/a.ts': "import serverless from 'serverless-http'\nconsole.log('y')" }],
    ['the logger of a request', service('export const f = (request) => { request.log.info("x"); console.log("y") }')],
    ['a logger that is injected', { ...service("console.log('y')"), 'src/shared/Logger.ts': 'export interface Logger { info(text: string): void }' }],
    ['code that was not read', service("import './missing'\nconsole.log('y')")],
  ])('leaves %s alone', async (_, texts) => {
    expect(await findingsOf('structured-logging', texts)).toEqual([])
  })
})

describe('correlation-id, telemetry and circuit-breaker', () => {
  const rules = ['correlation-id', 'telemetry', 'circuit-breaker'] as const
  const bare = service("export const f = () => fetch('https://a.example')")
  const say = async (texts: Texts): Promise<string[]> => {
    const said = await Promise.all(rules.map(async (rule) => ((await findingsOf(rule, texts)).length > 0 ? [rule] : [])))
    return said.flat()
  }

  it.each<[string, Texts, readonly string[]]>([
    ['nothing', bare, rules],
    ['a header', { ...bare, 'src/module.ts': "export const f = (req) => fetch('https://a.example', { headers: { 'X-Request-ID': req.id } })" }, ['telemetry', 'circuit-breaker']],
    ['an id on the request', { ...bare, 'src/module.ts': "export const f = (req, res, next) => { req.id = randomUUID(); next() }\nexport const g = () => fetch('https://a.example')" }, ['telemetry', 'circuit-breaker']],
    ['a storage', { ...bare, 'src/module.ts': "import { AsyncLocalStorage } from 'async_hooks'\nexport const f = () => fetch('https://a.example')" }, ['telemetry', 'circuit-breaker']],
    ['tracing', { ...bare, 'package.json': '{ "dependencies": { "@opentelemetry/sdk-node": "1" } }' }, ['circuit-breaker']],
    ['metrics', { ...bare, 'src/module.ts': "import client from 'prom-client'\nexport const f = () => fetch('https://a.example')" }, ['correlation-id', 'circuit-breaker']],
    ['a breaker', { ...bare, 'src/module.ts': "import { circuitBreaker } from 'cockatiel'\nexport const f = () => fetch('https://a.example')" }, ['correlation-id', 'telemetry']],
    ['a breaker of its own', { ...bare, 'src/module.ts': "import './circuit-breaker'\nexport const f = () => fetch('https://a.example')", 'src/circuit-breaker.ts': '' }, ['correlation-id', 'telemetry']],
    ['no calls', service(''), ['correlation-id', 'telemetry']],
    ['nothing that listens', { 'src/module.ts': "fetch('https://a.example')" }, []],
    ['code that was not read', service("import './missing'\nexport const f = () => fetch('https://a.example')"), []],
  ])('%s', async (_, texts, expected) => {
    expect(await say(texts)).toEqual([...expected])
  })
})
