import { describe, expect, it } from 'vitest'
import { findingsOf } from './check.ts'

const head = "import express from 'express'\nimport { Pool } from 'pg'\nconst pool = new Pool()\nconst app = express()\n"
const with_ = (routes: string, more: { readonly [file: string]: string } = {}) => ({ 'src/a.ts': `${head}${routes}\napp.listen(3000)\n`, ...more })
const constant = "app.get('/health', (request, response) => response.json({ status: 'UP' }))"

describe('readiness-checks-dependencies', () => {
  it.each([
    ['a constant', with_(constant)],
    ['the time', with_("app.get('/healthz', (q, r) => r.json({ uptime: process.uptime(), at: new Date().toISOString(), now: Date.now() }))")],
    ['a block', with_("app.get('/health', (q, r) => {\n  r.status(200)\n  r.send('OK')\n})")],
    ['two constants', with_(`${constant}\napp.get('/readyz', (q, r) => r.end())`)],
    ['a function of another module', with_("import { health } from './health'\napp.get('/health', health)", { 'src/health.ts': "export const health = (request, response) => response.send('OK')" })],
    ['a broker', { 'src/a.js': "const express = require('express')\nrequire('amqplib')\nconst app = express()\napp.get('/health', (q, r) => r.send('OK'))\napp.listen(1)" }],
    ['hapi', { 'src/a.js': "const Hapi = require('@hapi/hapi')\nrequire('pg')\nconst server = Hapi.server({ port: 1 })\nserver.route({ method: 'GET', path: '/healthz', handler: () => 'ok' })\nserver.start()" }],
    ['a plugin of Fastify', { 'src/a.ts': "import fastify from 'fastify'\nimport postgres from '@fastify/postgres'\nconst app = fastify()\napp.register(postgres)\napp.get('/health', async () => ({ status: 'ok' }))\nawait app.listen({ port: 1 })" }],
    ['Fastify', { 'src/a.ts': "import fastify from 'fastify'\nimport 'ioredis'\nconst app = fastify()\napp.get('/health', async () => ({ status: 'ok' }))\nawait app.listen({ port: 1 })" }],
  ])('finds %s', async (_, texts) => {
    expect(await findingsOf('readiness-checks-dependencies', texts)).toHaveLength(1)
  })

  it.each([
    ['a question', with_("app.get('/health', async (q, r) => { await pool.query('SELECT 1'); r.end() })")],
    ['a call', with_("app.get('/health', (q, r) => r.json(report()))")],
    ['a flag', with_("app.get('/health', (q, r) => r.status(ready ? 200 : 503).end())")],
    ['a state', with_("import mongoose from 'mongoose'\napp.get('/health', (q, r) => r.json({ db: mongoose.connection.readyState }))")],
    ['liveness beside readiness', with_(`${constant}\napp.get('/readyz', async (q, r) => { await pool.query('SELECT 1'); r.end() })`)],
    ['both below a status', with_("app.get('/status/live', (q, r) => r.end())\napp.get('/status/ready', async (q, r) => { await pool.query('SELECT 1'); r.end() })")],
    ['a handler that nobody can follow', with_("app.get('/health', makeHealth(pool))")],
    ['a library', with_(`import { createTerminus } from '@godaddy/terminus'\n${constant}`)],
    ['nothing to depend on', { 'src/a.ts': `import express from 'express'\nconst app = express()\n${constant}\napp.listen(1)` }],
    ['a database within the process, by a library for many', { 'src/a.ts': `import express from 'express'\nimport { eq } from 'drizzle-orm'\nimport { drizzle } from 'drizzle-orm/bun-sqlite'\nconst app = express()\n${constant}\napp.listen(1)` }],
    ['types only', { 'src/a.ts': `import express from 'express'\nimport type { Pool } from 'pg'\nconst app = express()\n${constant}\napp.listen(1)` }],
    ['no health check', with_('')],
  ])('leaves %s alone', async (_, texts) => {
    expect(await findingsOf('readiness-checks-dependencies', texts)).toEqual([])
  })
})
