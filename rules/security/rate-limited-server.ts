import { defineRule } from '../../src/core/rule.ts'
import { loginMutationOf, rateLimitsOf, routesOf } from '../../src/project/services/protection.ts'
import type { CodeRoute } from '../../src/project/routing/code-route.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Applications limit how often a client may ask',
  why: 'Whoever may ask as often as they like can guess passwords and codes one after the other, and can keep everybody else from being served.',
  fix: 'Limit requests per client (express-rate-limit, @fastify/rate-limit, @nestjs/throttler, rate-limiter-flexible), and logins per account more tightly. Where a gateway does it, say so in a suppression.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['SEC-6'],
  references: ['OWASP API4:2023 Unrestricted Resource Consumption', 'CWE-307', 'CWE-770'],
  silentOn: [
    'limits of your own: whatever speaks of rate limits, throttling, attempts or captchas',
    'applications that let nobody log in, unless `withoutLogins` is set',
    'functions on a platform, workers and command lines',
    'applications of which a part could not be read',
  ],
  options: {
    withoutLogins: { type: 'boolean', description: 'Also speak of applications that have writes and no logins.', default: false },
  },
  messages: {
    logins:
      'This application starts to listen here, answers {{route}} and limits requests nowhere, so passwords and codes can be guessed as fast as it answers. Limit requests per client and logins per account.',
    writes: 'This application starts to listen here and limits requests nowhere: one client can use up all of it. Limit requests per client, or say that a gateway does it.',
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
        title: 'nobody logs in',
        code: {
          'src/server.js': `const express = require('express')

const app = express()
app.get('/stations', (req, res) => res.json({ items: [] }))
app.post('/authors', (req, res) => res.sendStatus(201))
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
      // A route called login is the best example, and among several the shortest: `/auth/login` before `/auth/apple/login` and
      // `/auth/refresh`.
      const [login] = writes.filter(isLogin).sort((a, b) => Number(signIn.test(b.path)) - Number(signIn.test(a.path)) || a.path.length - b.path.length)
      if (login !== undefined)
        report(application.location, 'logins', { route: `${login.method === 'ALL' ? 'POST' : login.method} ${login.path}` })
      else if (mutation !== undefined) report(application.location, 'logins', { route: `the mutation ${mutation}` })
      else if (options.withoutLogins) report(application.location, 'writes', {})
    },
  }),
})

const signIn = /(?:log|sign)-?_?in(?!g)/i

/** True for routes where a password or code can be guessed. */
function isLogin({ path, method }: CodeRoute): boolean {
  if (/(?:log|sign)-?_?out/i.test(path)) return false
  return (method === 'POST' || method === 'ALL') && /log-?_?in|sign-?_?in|auth(?!or(?!i[sz]))|sessions?(?:$|\/)|token|password|passwd|forgot|reset|\botp\b|register|sign-?_?up|verify/i.test(path)
}
