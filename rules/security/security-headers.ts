import { defineRule } from '../../src/core/rule.ts'
import { answeringFrameworks, securityHeadersOf, servesPages } from '../../src/project/services/protection.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Every application sets security headers',
  why: 'Without them browsers guess the type of answers, show pages inside others and go back to plain HTTP: each is a way to the users that one line closes.',
  fix: 'Use helmet (or @fastify/helmet, koa-helmet, secureHeaders of Hono) before the first route.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['SEC-5'],
  references: ['OWASP HTTP Security Response Headers Cheat Sheet', 'CWE-693'],
  silentOn: [
    'headers that are set by hand, here or for a proxy',
    'functions on a platform, workers, command lines, and servers for health checks and metrics alone',
    'applications of which a part could not be read',
  ],
  messages: {
    pages:
      'This application serves pages or cookies, starts to listen here and sets no security headers: browsers guess types, let other pages frame it and go back to plain HTTP. Use {{library}} before the first route.',
    api: 'This application starts to listen here and sets no security headers: browsers that open its answers guess types and go back to plain HTTP. Use {{library}} before the first route.',
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
  hono: 'secureHeaders() of hono/secure-headers',
  hapi: 'the route option `security: true`',
}
