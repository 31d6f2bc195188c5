import { defineRule } from '../../src/core/rule.ts'
import { someOf } from '../../src/core/some-of.ts'
import { handlerNameOf } from '../../src/api/code.ts'
import { credentialNamed } from '../../src/core/credentials.ts'
import { isOpenRoute } from '../../src/api/conventions/access/open-write.ts'
import { habitOf } from '../../src/api/habit.ts'
import { unknown } from '../../src/api/model.ts'
import { routeAuthentications } from '../../src/project/services/authentication.ts'
import type { RouteAuthentication } from '../../src/project/services/authentication.ts'
import { inline } from '../../src/project/graph/describe-value.ts'
import { handlerFunctionsOf } from '../../src/project/services/request-use.ts'
import { routeInputs } from '../../src/project/services/route-inputs.ts'
import { servedParts } from '../../src/project/services/served-parts.ts'
import { isWebhook } from '../../src/project/services/webhooks.ts'
import type { Project } from '../../src/project/project.ts'
import type { CodeRoute } from '../../src/project/routing/code-route.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Routes that change data authenticate the caller',
  why: 'A write without the middleware that all others have is open to anyone who finds it. Nothing shows it, because the route works.',
  fix: 'Put the authentication of the other routes before it. If it is open on purpose, say so in a suppression.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['SEC-7'],
  references: ['OWASP API5:2023 Broken Function Level Authorization', 'CWE-306'],
  silentOn: [
    'applications without authentication and sign-in: a gateway may do it for them',
    'routes that precede authentication or carry their own credentials: logins, registrations, password resets, webhooks',
    'handlers that check the user, session or token themselves',
    'global guards and hooks, including the middleware file of Next',
    'routes behind a prefix or middleware that could not be resolved',
  ],
  messages: {
    open: '{{route}} does not authenticate the caller, while {{others}}{{by}}. Add the same authentication, or say in a suppression why it is open.',
    nobody: '{{writes}} not authenticate the caller ({{routes}}), although users sign in with {{login}}. No route checks what is issued there: put authentication before these.',
    mostly: '{{writes}} not authenticate the caller ({{routes}}), although other routes do{{by}}. Put authentication before them.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.js': `const express = require('express')
const { requireUser } = require('./users')

const app = express()
app.post('/orders', requireUser, (req, res) => res.sendStatus(201))
app.put('/orders/:id', requireUser, (req, res) => res.sendStatus(204))
app.delete('/orders/:id', (req, res) => res.sendStatus(204))
app.listen(3000)
`,
          'src/users.js': `exports.requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))
`,
        },
      },
      {
        title: 'a way to add users beside the one to sign up',
        code: {
          'src/server.js': `const express = require('express')
const { requireUser } = require('./users')

const app = express()
app.post('/register', (req, res) => res.status(201).json({ email: req.body.email, id: sign(req.body.password) }))
app.post('/users', (req, res) => res.status(201).json({ email: req.body.email, id: sign(req.body.password) }))
app.put('/users/:id', requireUser, (req, res) => res.sendStatus(204))
app.delete('/users/:id', requireUser, (req, res) => res.sendStatus(204))
app.listen(3000)
`,
          'src/users.js': `exports.requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))
`,
        },
      },
      {
        title: 'beside middleware that protects only browsers',
        code: {
          'src/server.js': `const express = require('express')
const lusca = require('lusca')
const { requireUser } = require('./users')

const app = express()
app.use(lusca.xssProtection(true))
app.post('/orders', requireUser, (req, res) => res.sendStatus(201))
app.put('/orders/:id', requireUser, (req, res) => res.sendStatus(204))
app.delete('/orders/:id', (req, res) => res.sendStatus(204))
app.listen(3000)
`,
          'src/users.js': `exports.requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))
`,
        },
      },
      {
        title: 'beside middleware that is only named like a guard',
        code: {
          'src/server.js': `const express = require('express')
const { scopePerRequest } = require('awilix-express')
const permissionsPolicy = require('permissions-policy')
const { container } = require('./container')
const { requireUser } = require('./users')

const app = express()
const allowCrossDomain = (req, res, next) => {
  res.header('Access-Control-Allow-Origin', '*')
  next()
}
app.use(allowCrossDomain)
app.use(scopePerRequest(container))
app.use(permissionsPolicy({ features: { camera: [] } }))
app.post('/orders', requireUser, (req, res) => res.sendStatus(201))
app.put('/orders/:id', requireUser, (req, res) => res.sendStatus(204))
app.delete('/orders/:id', (req, res) => res.sendStatus(204))
app.listen(3000)
`,
          'src/container.js': "const { createContainer } = require('awilix')\n\nexports.container = createContainer()\n",
          'src/users.js': `exports.requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))
`,
        },
      },
    ],
    good: [
      {
        title: 'a function of such a name that does let nobody through',
        code: {
          'src/server.js': `const express = require('express')
const { requireUser } = require('./users')

const app = express()
const allow = (...roles) => (req, res, next) => (roles.includes(req.role) ? next() : res.sendStatus(403))
const membersOnly = async (req, res, next) => next((await isMember(req)) ? undefined : new Error('not a member'))
app.post('/orders', requireUser, (req, res) => res.sendStatus(201))
app.put('/orders/:id', allow('seller'), (req, res) => res.sendStatus(204))
app.delete('/orders/:id', membersOnly, (req, res) => res.sendStatus(204))
app.listen(3000)
`,
          'src/users.js': `exports.requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))
`,
        },
      },
      {
        title: 'by a hook of Elysia',
        code: {
          'src/index.ts': `import { Elysia } from 'elysia'
import { users } from './users'

new Elysia()
  .post('/webhooks/github', ({ headers, set }) => {
    if (headers['x-token'] !== process.env.TOKEN) set.status = 401
  })
  .get('/me', ({ cookie, set }) => {
    if (!cookie.session.value) set.status = 401
  })
  .onBeforeHandle(({ cookie, set }) => {
    if (!cookie.session.value) return (set.status = 401)
  })
  .post('/notes', ({ body }) => users.save(body))
  .listen(3000)
`,
          'src/users.ts': 'export const users = { save: (body: unknown) => body }\n',
        },
      },
      {
        title: 'signing up and in, in Spanish',
        code: {
          'src/server.js': `const express = require('express')
const { exigirUsuario } = require('./usuarios')

const app = express()
app.post('/registro', (req, res) => res.sendStatus(201))
app.post('/sesiones', (req, res) => res.sendStatus(201))
app.post('/reservas', exigirUsuario, (req, res) => res.sendStatus(201))
app.put('/reservas/:id', exigirUsuario, (req, res) => res.sendStatus(204))
app.listen(3000)
`,
          'src/usuarios.js': `exports.exigirUsuario = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))
`,
        },
      },
      {
        title: 'a handler that registers people',
        code: {
          'src/server.js': `const express = require('express')
const { requireUser } = require('./users')
const patients = require('./patients')

const app = express()
app.post('/patients', patients.register)
app.post('/visits', requireUser, (req, res) => res.sendStatus(201))
app.put('/visits/:id', requireUser, (req, res) => res.sendStatus(204))
app.listen(3000)
`,
          'src/patients.js': 'exports.register = (req, res) => res.sendStatus(201)\n',
          'src/users.js': `exports.requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))
`,
        },
      },
      {
        title: 'for all routes of a router',
        code: {
          'src/server.js': `const express = require('express')
const { requireUser } = require('./users')

const app = express()
app.post('/login', (req, res) => res.sendStatus(204))
app.use(requireUser)
app.post('/orders', (req, res) => res.sendStatus(201))
app.delete('/orders/:id', (req, res) => res.sendStatus(204))
app.listen(3000)
`,
          'src/users.js': `exports.requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))
`,
        },
      },
      {
        title: 'in the handler',
        code: {
          'src/server.js': `const express = require('express')
const { requireUser } = require('./users')

const app = express()
app.post('/orders', requireUser, (req, res) => res.sendStatus(201))
app.delete('/orders/:id', (req, res) => {
  if (!req.session.user) return res.sendStatus(401)
  res.sendStatus(204)
})
app.listen(3000)
`,
          'src/users.js': `exports.requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      for (const part of servedParts(unit)) {
        // Webhook handlers authenticate the sender, which says nothing about users.
        const routes = routeAuthentications(unit, part).filter(({ route }) => !isWebhook(route.path, route.method === 'POST' ? handlerFunctionsOf(unit, route) : []))
        const registers = routes.some(({ route }) => registration.test(route.path) && signsUp(unit, route))
        // Beside a route for signing up, and for administrators, this adds other people.
        const addsOthers = ({ path }: CodeRoute): boolean => people.test(path) && (registers || path.includes('/admin/'))
        const mayBeOpen = (route: CodeRoute): boolean => isOpenRoute(route.method, route.path, handlerNameOf(route)) || signsUp(unit, route)
        const writes = routes.filter(({ route }) => changing.has(route.method) && (addsOthers(route) || !mayBeOpen(route)))
        if (!routes.some(({ access }) => access === 'asks')) {
          const login = routes.find(({ route: { method, path } }) => method === 'POST' && signIn.test(path))
          const [first, ...others] = writes
          if (login === undefined || first === undefined || others.length === 0 || !writes.every(({ access }) => access === 'open')) continue
          report(first.route.location, 'nobody', { writes: writesText(writes.length), routes: someOf(writes.map(nameOf)), login: nameOf(login) })
          continue
        }
        const { verdict, keeping, breaking } = habitOf(writes, ({ access }) => (access === 'unknown' ? unknown : access === 'asks'))
        const by = byWhat(routes)
        const [first, ...others] = breaking
        if (first === undefined) continue
        if (verdict === 'never' || keeping.length === 0) {
          const related = others.slice(0, 5).map((one) => ({ place: one.route.location, message: `nor does ${nameOf(one)}` }))
          report(first.route.location, 'mostly', { writes: writesText(breaking.length), routes: someOf(breaking.map(nameOf)), by }, related)
        } else for (const one of breaking) report(one.route.location, 'open', { route: nameOf(one), others: othersText(keeping.length), by })
      }
    },
  }),
})

/** True for a POST that takes a password and whose it is: people sign up or in with it, whatever the path. */
function signsUp(unit: Project, route: CodeRoute): boolean {
  if (route.method !== 'POST' || route.path.endsWith('}')) return false
  const names = routeInputs(unit.graph, route, unit.answersOf(route), 'body').named.map(({ name }) => name)
  return names.some((name) => credentialNamed(name) === 'password') && names.some((name) => /mail|login|user_?name/i.test(name))
}

/** Routes by which users sign in. */
const signIn = /(?:log|sign)-?_?in$|\/(?:auth|sessions?|tokens?)$/i
const registration = /(?:register|sign-?_?up)$/i
const people = /\/(?:users?|accounts?|members?|customers?|admins?)$/
const changing: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

function writesText(count: number): string {
  return count === 1 ? 'A write of this application does' : `${count} writes of this application do`
}

function othersText(count: number): string {
  return count === 1 ? 'another write of this application does' : `${count} of the writes of this application do`
}

function nameOf({ route: { method, path } }: RouteAuthentication): string {
  return `${method} ${path}`
}

/** For messages: the most common middleware of those that authenticate. */
function byWhat(routes: readonly RouteAuthentication[]): string {
  const counts = new Map<string, number>()
  for (const { by } of routes) if (by !== undefined && by !== inline && /^[\w.]+$/.test(by)) counts.set(by, (counts.get(by) ?? 0) + 1)
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return most === undefined ? '' : ` by \`${most[0]}\``
}
