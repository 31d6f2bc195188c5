import { defineRule } from '../../src/core/rule.ts'
import { handledWork } from '../../src/project/services/handled-work.ts'
import { project } from '../../src/project/subject.ts'
import { outsideStores } from '../../src/source/models/sessions.ts'

export default defineRule({
  subject: project,
  title: 'State from requests is stored outside the process',
  why: 'A second instance does not see what the first one has in memory, a restart loses it, and concurrent requests overwrite each other.',
  fix: 'Store sessions and what clients send in a database or a cache that all instances share. Pass on what belongs to one request, or use AsyncLocalStorage.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['ARC-9'],
  references: ['The Twelve-Factor App, VI. Processes', 'express-session: MemoryStore is not designed for a production environment'],
  silentOn: [
    'caches, counters, metrics and locks, by their names: they may be lost',
    'open connections, which only this process can hold: `clients.add(response)`',
    'what is created once for all requests: `client ??= await connect()`',
    'what expires, or what the same function looks up first or removes again: a cache or a lock, whatever its name',
    'classes created for each request, and those meant to hold state, by their names: caches, registries, fakes for tests',
    'session options that are defined elsewhere, or get a store somewhere',
    'tests',
  ],
  messages: {
    sessions: `No store is set, so these sessions are in the memory of this process: a restart signs everybody out, other instances do not know them, and expired ones stay there. Set a store (${outsideStores}).`,
    store: `This stores sessions in the memory of this process: a restart signs everybody out, and other instances do not know them. Use an external store (${outsideStores}).`,
    overwritten:
      "'{{name}}' is one variable for all requests: the next request overwrites its value, possibly before this one has finished. Pass the value on, or store it on the request.",
    kept: "'{{name}}' stores data of requests in the memory of this process: a restart loses it, other instances do not see it, and it only grows. Store it in a database or a cache that all instances share.",
  },
  examples: {
    bad: [
      {
        title: 'sessions without a store',
        code: `import express from 'express'
import session from 'express-session'

express().use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }))
`,
      },
      {
        title: 'the user of the last request',
        code: `import { Router } from 'express'

let currentUser
export const router = Router()
router.use((req, res, next) => {
  currentUser = req.user
  next()
})
`,
      },
      {
        title: 'a list instead of a table',
        code: `import { Router } from 'express'

const orders = []
export const router = Router()
router.post('/orders', (req, res) => {
  orders.push(req.body)
  res.status(201).json(req.body)
})
`,
      },
      {
        title: 'a collection in another module',
        code: {
          'src/state.ts': 'export const jobs = new Map()\n',
          'src/routes.ts': `import { Router } from 'express'
import { jobs } from './state'

export const router = Router()
router.post('/jobs', (req, res) => res.json(jobs.set(req.body.id, req.body).size))
`,
        },
      },
    ],
    good: [
      {
        title: 'an external store, the user on the request',
        code: `import { RedisStore } from 'connect-redis'
import express from 'express'
import session from 'express-session'

const app = express()
app.use(session({ secret: process.env.SESSION_SECRET, store: new RedisStore({ client: redis }) }))
app.use((req, res, next) => {
  res.locals.user = req.user
  next()
})
`,
      },
      {
        title: 'an example',
        code: {
          'examples/memory.js': `const app = require('fastify')()\nconst posts = []\napp.post('/posts', async (request) => posts.push(request.body))\n`,
        },
      },
      {
        title: 'a cache, open connections, and a client created once',
        code: `import { Router } from 'express'

const priceCache = new Map()
const streams = new Set()
let client
export const router = Router()
router.get('/prices/:id', async (req, res) => {
  client ??= await connect()
  if (!priceCache.has(req.params.id)) priceCache.set(req.params.id, await client.priceOf(req.params.id))
  res.json(priceCache.get(req.params.id))
})
router.get('/events', (req, res) => streams.add(res))
`,
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      const { sessions, retained } = handledWork(unit)
      for (const { kind, location } of sessions) report(location, kind, {})
      for (const { fact, location } of retained) report(location, fact.kind, { name: fact.name })
    },
  }),
})
