import { defineRule } from '../../src/core/rule.ts'
import { handledWork } from '../../src/project/services/handled-work.ts'
import { project } from '../../src/project/subject.ts'
import { outsideStores } from '../../src/source/models/sessions.ts'

export default defineRule({
  subject: project,
  title: 'What requests leave behind is kept outside the process',
  why: 'A second instance does not know what the first one keeps in memory, a restart loses it, and two requests at a time overwrite each other.',
  fix: 'Keep sessions and what clients send in a database or a cache that all instances share. What belongs to one request goes along with it, or into AsyncLocalStorage.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['ARC-9'],
  references: ['The Twelve-Factor App, VI. Processes', 'express-session: MemoryStore is not designed for a production environment'],
  silentOn: [
    'caches, counters, metrics and locks, as their names say: they may be lost',
    'open connections, which only the process that has them can hold: `clients.add(response)`',
    'what is made once and for all requests: `client ??= await connect()`',
    'what is worked out and looked up before, ends by itself, or is taken away again by the same function: a cache, a lock, whatever it is called',
    'classes that are made for each request, and those that say they keep things: caches, registries, what tests are given',
    'session options that cannot be seen in the file, or that are given a store somewhere',
    'tests',
  ],
  messages: {
    sessions: `These sessions are kept in the memory of this process, since no store is given: a restart signs everybody out, another instance knows none of them, and what has expired is never removed. Give it a store (${outsideStores}).`,
    store: `This keeps sessions in the memory of this process: a restart signs everybody out, and another instance knows none of them. Use a store outside (${outsideStores}).`,
    overwritten:
      "'{{name}}' is one variable for all requests: the next one overwrites what this one has put there, possibly before this one has been answered. Pass the value on, or keep it on the request.",
    kept: "'{{name}}' keeps what requests bring in the memory of this process: a restart loses it, another instance does not know it, and it only grows. Keep it in a database or a cache that all instances share.",
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
    ],
    good: [
      {
        title: 'a store outside, the user on the request',
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
        title: 'a cache, open connections, and what is made once',
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
