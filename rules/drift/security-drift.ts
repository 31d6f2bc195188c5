import { defineRule } from '../../src/core/rule.ts'
import { isOpenRoute } from '../../src/api/conventions/access/open-write.ts'
import { inContract, nameOf } from '../../src/api/drift/describe.ts'
import { drift } from '../../src/api/drift/subject.ts'

const contract = `openapi: 3.0.3
info: { title: Orders, version: 1.0.0 }
security: [{ bearer: [] }]
paths:
  /orders:
    get: { responses: { '200': { description: The orders } } }
    post: { responses: { '201': { description: The order } } }
  /products:
    get:
      security: []
      responses: { '200': { description: The products } }
components:
  securitySchemes:
    bearer: { type: http, scheme: bearer }
`
const users = 'exports.requireUser = (req, res, next) => (req.session.user ? next() : res.sendStatus(401))\n'

export default defineRule({
  subject: drift,
  title: 'Code authenticates the callers that the contract says it does',
  why: 'Whoever reads that an operation requires a token assumes that its data is protected. In the other direction, clients that follow the contract send no token, and are rejected.',
  fix: 'Put the authentication of the other routes before this one. If the route is meant to be open, or the operation protected, correct `security` in the contract.',
  presets: { recommended: 'warn', strict: 'error' },
  checklist: ['API-22', 'SEC-7'],
  references: ['OpenAPI 3.1.2, Security Requirement Object', 'OWASP API2:2023 Broken Authentication'],
  silentOn: [
    'services of which no route authenticates, or with a guard for all routes: a gateway, or the guard, decides, unless a decorator (`@Public()`) or an option (`auth: false`) exempts the route',
    'routes whose middleware or handler could not be read',
    'documented as open: middleware that has exceptions (`unless`, a list of public paths) or accepts callers without credentials, handlers and decorators that authenticate',
    'open writes, which `authenticated-routes` reports',
    'operations with optional security or with credentials among their parameters, and contracts that require no security anywhere',
    'routes that match no operation of a contract in the same check',
    'commit hooks (`--staged`), which do not read both sides',
  ],
  lesser: ['closed'],
  messages: {
    open: '{{name}} does not authenticate the caller here, although the contract requires authentication. Add the authentication of the other routes, or declare the operation open (`security: []`).',
    closed: '{{name}} authenticates the caller in the code, but not in the contract. Add the security requirement.',
  },
  examples: {
    bad: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.js': `const express = require('express')
const { requireUser } = require('./users')

const app = express()
app.get('/products', (req, res) => res.json({ items: [] }))
app.get('/orders', (req, res) => res.json({ items: [] }))
app.post('/orders', requireUser, (req, res) => res.status(201).json(req.body))
app.listen(3000)
`,
          'src/users.js': users,
        },
      },
      {
        title: 'a contract that promises access to everybody',
        code: {
          'openapi.yaml': contract,
          'src/server.js': `const express = require('express')
const { requireUser } = require('./users')

const app = express()
app.use(requireUser)
app.get('/products', (req, res) => res.json({ items: [] }))
app.get('/orders', (req, res) => res.json({ items: [] }))
app.post('/orders', (req, res) => res.status(201).json(req.body))
app.listen(3000)
`,
          'src/users.js': users,
        },
      },
      {
        title: 'a route that is exempt from the guard of all routes',
        code: {
          'openapi.yaml': contract,
          'src/main.ts': `import { Controller, Get, Module, Post, SetMetadata } from '@nestjs/common'
import { APP_GUARD, NestFactory } from '@nestjs/core'
import { JwtGuard } from './jwt.guard'

const Public = () => SetMetadata('isPublic', true)

@Controller()
class ShopController {
  @Public()
  @Get('products')
  products() {
    return { items: [] }
  }

  @Public()
  @Get('orders')
  orders() {
    return { items: [] }
  }

  @Post('orders')
  order() {
    return { id: 1 }
  }
}

@Module({ controllers: [ShopController], providers: [{ provide: APP_GUARD, useClass: JwtGuard }] })
class AppModule {}

NestFactory.create(AppModule).then((app) => app.listen(3000))
`,
          'src/jwt.guard.ts': 'export declare class JwtGuard {}\n',
        },
      },
      {
        title: 'a write that is exempt',
        code: {
          'openapi.yaml': contract,
          'src/server.js': `const Hapi = require('@hapi/hapi')

const server = Hapi.server({ port: 3000 })
server.auth.default('session')
server.route([
  { method: 'GET', path: '/products', options: { auth: false }, handler: () => ({ items: [] }) },
  { method: 'GET', path: '/orders', handler: () => ({ items: [] }) },
  { method: 'POST', path: '/orders', options: { auth: false }, handler: (request, h) => h.response(request.payload).code(201) },
])
server.start()
`,
        },
      },
    ],
    good: [
      {
        code: {
          'openapi.yaml': contract,
          'src/server.js': `const express = require('express')
const { requireUser } = require('./users')

const app = express()
app.get('/products', (req, res) => res.json({ items: [] }))
app.use(requireUser)
app.get('/orders', (req, res) => res.json({ items: [] }))
app.post('/orders', (req, res) => res.status(201).json(req.body))
app.listen(3000)
`,
          'src/users.js': users,
        },
      },
    ],
  },
  check: ({ report }) => ({
    MatchedOperation({ operation, route }) {
      const name = nameOf(operation)
      const isReported = operation.method !== 'GET' && !isOpenRoute(operation.method, route.path)
      if (operation.access === 'authenticated' && (route.access === 'exempt' || (route.access === 'open' && !isReported))) {
        report(route.at, 'open', { name }, [inContract(operation)])
      } else if (operation.access === 'open' && route.access === 'authenticated') {
        report(operation.at, 'closed', { name }, [{ place: route.at, message: 'the route' }])
      }
    },
  }),
})
