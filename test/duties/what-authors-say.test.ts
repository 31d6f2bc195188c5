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
