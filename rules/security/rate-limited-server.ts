import { defineRule } from '../../src/core/rule.ts'
import { loginMutationOf, rateLimitsOf, routesOf } from '../../src/project/services/protection.ts'
import type { CodeRoute } from '../../src/project/routing/code-route.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Applications limit how often clients may send requests',
  why: 'Without a limit, a client can guess passwords and codes one after the other, or keep everyone else from being served.',
  fix: 'Limit requests per client (express-rate-limit, @fastify/rate-limit, @nestjs/throttler, rate-limiter-flexible), and logins per account more tightly. If a gateway does it, say so in a suppression.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['SEC-6'],
  references: ['OWASP API4:2023 Unrestricted Resource Consumption', 'CWE-307', 'CWE-770'],
  silentOn: [
    'custom limits: code that mentions rate limits, throttling, attempts or captchas',
    'applications without login, unless `withoutLogins` is set',
    'serverless functions, workers and command lines',
    'applications that could not be read completely',
  ],
  options: {
    withoutLogins: { type: 'boolean', description: 'Also report applications that have writes but no logins.', default: false },
  },
  messages: {
    logins:
      'This application, which starts listening here, handles {{route}} without a rate limit, so passwords and codes can be guessed at full speed. Limit requests per client and logins per account.',
    writes: 'This application, which starts listening here, has no rate limit: one client can exhaust it. Limit requests per client, or say that a gateway does it.',
  },
  lesser: ['writes'],
  examples: {
    bad: [
      {
        code: {
          'src/server.js': `const express = require('express')

const app = express()
app.post('/login', (req, res) => res.sendStatus(204))
app.listen(3000)
`,
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.js': `const express = require('express')
const { rateLimit } = require('express-rate-limit')

const app = express()
app.use(rateLimit({ windowMs: 60000, limit: 100 }))
app.post('/login', (req, res) => res.sendStatus(204))
app.listen(3000)
`,
        },
      },
      {
        title: 'no login',
        code: {
          'src/server.js': `const express = require('express')

const app = express()
app.get('/stations', (req, res) => res.json({ items: [] }))
app.post('/authors', (req, res) => res.sendStatus(201))
app.post('/push/:pushToken', (req, res) => res.sendStatus(204))
app.listen(3000)
`,
        },
      },
    ],
  },
  check: ({ unit, options, report }) => ({
    Application(application) {
      const writes = routesOf(unit, application).filter(({ method }) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS')
      const mutation = loginMutationOf(unit, application)
      if ((writes.length === 0 && mutation === undefined) || rateLimitsOf(unit, application) !== 'missing') return
      const [login] = writes.filter(isLogin).sort((a, b) => rankOf(a) - rankOf(b) || a.path.length - b.path.length)
      if (login !== undefined)
        report(application.location, 'logins', { route: `${login.method === 'ALL' ? 'POST' : login.method} ${login.path}` })
      else if (mutation !== undefined) report(application.location, 'logins', { route: `the mutation ${mutation}` })
      else if (options.withoutLogins) report(application.location, 'writes', {})
    },
  }),
})

/**
 * How good an example of a login it is, 0 the best: routes that are called so, but rather not those that take another service's token, which
 * nobody guesses. Among several the shortest is told: `/auth/login` before `/auth/refresh`.
 */
function rankOf({ path }: CodeRoute): number {
  return Number(!/(?:log|sign)-?_?in(?!g)/i.test(path)) + Number(/apple|google|facebook|github/i.test(path))
}

/** True for routes where a password or code can be guessed. */
function isLogin({ path: template, method }: CodeRoute): boolean {
  // `/push/{pushToken}` and `/push-tokens` are about addresses of devices.
  const path = template.replace(/\{[^{}]*\}/g, '').replace(/(?:push|device|fcm|apns?|csrf|xsrf)[-_]?tokens?/gi, '')
  if (/(?:log|sign)-?_?out/i.test(path)) return false
  return (method === 'POST' || method === 'ALL') && /log-?_?in|sign-?_?in|auth(?!or(?!i[sz]))|sessions?(?:$|\/)|token|password|passwd|forgot|reset|\botp\b|register|sign-?_?up|verify/i.test(path)
}
