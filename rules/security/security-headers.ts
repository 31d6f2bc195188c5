import { defineRule } from '../../src/core/rule.ts'
import { answeringFrameworks, securityHeadersOf, servesPages } from '../../src/project/services/protection.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Every application sets security headers',
  why: 'Without them, browsers guess the type of responses, display pages inside others and fall back to plain HTTP. One line prevents all of these.',
  fix: 'Use helmet (or @fastify/helmet, koa-helmet, secureHeaders of Hono) before the first route.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['SEC-5'],
  references: ['OWASP HTTP Security Response Headers Cheat Sheet', 'CWE-693'],
  silentOn: [
    'headers that are set by hand, here or for a proxy',
    'serverless functions, workers, command lines, and servers only for health checks and metrics',
    'applications that could not be read completely',
  ],
  messages: {
    pages:
      'This application, which starts listening here, serves pages or cookies without security headers: browsers guess types, let other pages frame it and fall back to plain HTTP. Use {{library}} before the first route.',
    api: 'This application, which starts listening here, sets no security headers: browsers that open its responses guess types and fall back to plain HTTP. Use {{library}} before the first route.',
  },
  lesser: ['api'],
  examples: {
    bad: [
      {
        code: {
          'src/server.js': `const express = require('express')

const app = express()
app.get('/orders', (req, res) => res.json({ items: [] }))
app.listen(3000)
`,
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.js': `const express = require('express')
const helmet = require('helmet')

const app = express()
app.use(helmet())
app.get('/orders', (req, res) => res.json({ items: [] }))
app.listen(3000)
`,
        },
      },
      {
        title: 'by hand, in another file',
        code: {
          'src/server.js': `const express = require('express')
const protect = require('./protect')

const app = express()
app.use(protect)
app.get('/orders', (req, res) => res.json({ items: [] }))
app.listen(3000)
`,
          'src/protect.js': `module.exports = (req, res, next) => {
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('Content-Security-Policy', "default-src 'none'")
  next()
}
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Application(application) {
      const [framework] = answeringFrameworks(unit, application)
      if (framework !== undefined && securityHeadersOf(unit, application) === 'missing')
        report(application.location, servesPages(application) ? 'pages' : 'api', { library: libraries[framework] ?? 'helmet' })
    },
  }),
})

/** The library for each framework. */
const libraries: { readonly [framework: string]: string } = {
  fastify: '@fastify/helmet',
  koa: 'koa-helmet',
  hono: 'secureHeaders() from hono/secure-headers',
  hapi: 'the route option `security: true`',
}
