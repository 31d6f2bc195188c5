import { expect, it } from 'vitest'
import { findingsOf } from './check.ts'
import type { Texts } from './check.ts'

/** Services as teams write them, what a rule said of each that its author would not have had, and the one beside it that is meant. */
const next = { 'package.json': '{ "dependencies": { "next": "15" } }' }
const blog = (answer: string): Texts => ({
  'app.js': `const express = require('express')
const app = express()
app.get('/posts/:id', (req, res) => res.${answer === 'json' ? 'json(find(req.params.id))' : "render('post')"})
app.post('/posts/:id/delete', async (req, res, next) => {
  try {
    await remove(req.params.id)
    res.${answer === 'json' ? "json({ ok: 'removed' })" : "redirect('/posts')"}
  } catch (error) {
    next(error)
  }
})
app.listen(3000)`,
})
const worker = (more: string): Texts => ({
  'package.json': '{ "dependencies": { "express": "4.19.0" } }',
  'src/index.ts': `import express from 'express'
import { Worker } from 'bullmq'
const app = express()
app.get('/healthz', (req, res) => res.json({ ok: worker.isRunning() }))
const worker = new Worker('mail', send, { connection })
${more}
app.listen(8080)`,
})
const notes = (driver: string): Texts => ({
  'src/index.ts': `import express from 'express'
import { Database } from '${driver}'
const app = express()
app.get('/health', (req, res) => res.json({ status: 'ok' }))
app.listen(3000)`,
})

it.each([
  ['no-verbs-in-paths', 'a form that deletes', blog('page'), []],
  ['no-verbs-in-paths', 'the same for programs', blog('json'), ['app.js:4']],
  [
    'method-fits-resource',
    'a route that hands on to procedures',
    {
      ...next,
      'app/api/trpc/[trpc]/route.ts': "import { fetchRequestHandler } from '@trpc/server/adapters/fetch'\nimport { appRouter } from '../../../../router'\nconst handler = (req) => fetchRequestHandler({ endpoint: '/api/trpc', req, router: appRouter })\nexport { handler as GET, handler as POST }",
      'router.ts': "import { initTRPC } from '@trpc/server'\nconst t = initTRPC.create()\nexport const appRouter = t.router({ deleteUser: t.procedure.mutation(() => 1) })",
    },
    [],
  ],
  ['method-fits-resource', 'a route for all that is left over', { ...next, 'app/api/auth/[...nextauth]/route.ts': 'export async function GET() {}\nexport async function POST() {}' }, []],
  ['method-fits-resource', 'a route of one thing', { ...next, 'app/api/users/[id]/route.ts': 'export async function GET() {}\nexport async function POST() {}' }, ['app/api/users/[id]/route.ts:2']],
  ['no-verbs-in-paths', 'procedures', {
    'app.ts': "import { createHTTPServer } from '@trpc/server/adapters/standalone'\nimport { initTRPC } from '@trpc/server'\nconst t = initTRPC.create()\nexport const router = t.router({ deleteUser: t.procedure.mutation(() => 1), getUserById: t.procedure.query(() => 1) })\ncreateHTTPServer({ router }).listen(3000)",
  }, []],
  ['error-handler', 'a worker with a probe', worker(''), []],
  ['correlation-id', 'a worker with a probe', worker(''), []],
  ['error-handler', 'a worker that answers more', worker("app.get('/jobs', (req, res) => res.json(list()))"), ['src/index.ts:7']],
  ['correlation-id', 'a worker that answers more', worker("app.get('/jobs', (req, res) => res.json(list()))"), ['src/index.ts:7']],
  ['readiness-checks-dependencies', 'a database within the process', notes('bun:sqlite'), []],
  ['readiness-checks-dependencies', 'a database elsewhere', notes('pg'), ['src/index.ts:4']],
] as const)('%s: %s', async (rule, _, texts, expected) => {
  expect(await findingsOf(rule, texts)).toEqual(expected)
})

/** Faults that are plain to whoever reads the service, in the words of other frameworks than Express. */
const koa = (handler: string): Texts => ({
  'app.js': `const Koa = require('koa')
const Router = require('@koa/router')
const body = require('koa-bodyparser')
const db = require('./db')
const router = new Router()
router.post('/users', async (ctx) => { ${handler} })
new Koa().use(body()).use(router.routes()).listen(3000)`,
  'db.js': 'exports.insert = async () => {}',
})
const hono = (handler: string): Texts => ({
  'app.ts': `import { Hono } from 'hono'
import { serve } from '@hono/node-server'
import { db } from './db'
const app = new Hono()
app.post('/users', async (c) => { ${handler} })
serve(app)`,
  'db.ts': 'export const db = { insert: async () => {} }',
})
const webhooks = (before: string): Texts => ({
  'src/hooks.controller.ts': `import { Body, Controller, Headers, Post } from '@nestjs/common'
@Controller('webhooks')
export class Hooks {
  @Post('payments')
  async payments(@Body() event: Event) {
    ${before}
    await this.paid(event.id)
  }
}`,
})
const hookOfAws = (does: string): Texts => ({
  'serverless.yml': 'functions:\n  paid:\n    handler: src/paid.handler\n    events:\n      - httpApi: POST /webhooks/payments\n',
  'src/paid.ts': `export const handler = async (event) => ${does}`,
})
const github = (looks: string): Texts => ({
  'app.ts': `import { Hono } from 'hono'
const app = new Hono()
app.post('/webhooks/github', async (c) => { const event = await c.req.json(); if (${looks} === 'push') await deploy(event.ref); return c.body(null, 204) })
export default app`,
})
const knex = (query: string): Texts => ({
  'users.repository.js': 'exports.x = 1',
  'routes.js': `const router = require('express').Router()
const knex = require('./db')
router.get('/users', async (req, res) => res.json(${query}))
module.exports = router`,
  'db.js': "module.exports = require('knex')({ client: 'pg' })",
})

it.each([
  ['validated-input', 'Koa, behind a parser', koa('await db.insert(ctx.request.body)'), ['app.js:6']],
  ['validated-input', 'Koa, compared', koa('await db.insert(schema.parse(ctx.request.body))'), []],
  ['validated-input', 'Koa, nothing taken', koa('ctx.body = await db.insert(ctx.params.id)'), []],
  ['validated-input', 'Hono', hono('await db.insert(await c.req.json()); return c.json({}, 201)'), ['app.ts:5']],
  ['validated-input', 'Hono, compared', hono('await db.insert(user.parse(await c.req.json())); return c.json({}, 201)'), []],
  ['verified-webhooks', 'Nest', webhooks(''), ['src/hooks.controller.ts:4']],
  ['verified-webhooks', 'Nest, verified', webhooks('verifySignature(event)'), []],
  ['verified-webhooks', 'Hono, with a look at what has happened', github("c.req.header('x-github-event')"), ['app.ts:3']],
  ['verified-webhooks', 'Hono, with a look at who says so', github("c.req.header('x-hub-signature-256')"), []],
  ['verified-webhooks', 'a function of AWS', hookOfAws('paid(JSON.parse(event.body).id)'), ['src/paid.ts:1']],
  ['verified-webhooks', 'a function of AWS, verified', hookOfAws("paid(verified(event.body, event.headers['x-signature']).id)"), []],
  ['thin-controllers', 'a builder of queries', knex("await knex('users').limit(20)"), ['routes.js:3']],
  ['thin-controllers', 'a connection that is only named', knex('knex.client.config.client'), []],
] as const)('%s: %s', async (rule, _, texts, expected) => {
  expect(await findingsOf(rule, texts)).toEqual(expected)
})
