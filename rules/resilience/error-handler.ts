import { defineRule } from '../../src/core/rule.ts'
import { frameworkWithoutErrorHandler, unguardedHandlers } from '../../src/project/services/error-handling.ts'
import { servedParts } from '../../src/project/services/served-parts.ts'
import { project } from '../../src/project/subject.ts'
import { plainErrors } from '../../src/source/models/error-handling.ts'

export default defineRule({
  subject: project,
  title: 'One error handler responds to every error',
  why: 'The framework responds to uncaught errors in its own way, with a page or a stack trace that no client can parse. In Express 4, nothing catches the rejection of an async handler: the request hangs and the process ends.',
  fix: 'Register one error handler after all routes that logs the error and responds in the error envelope of the API; let async handlers reach it (Express 5, express-async-errors, or a wrapper).',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-4'],
  references: ['Express: Error handling', 'Node.js: process, Event unhandledRejection'],
  silentOn: [
    'frameworks whose own handler returns one envelope: Nest, Fastify, hapi, routing-controllers',
    'handlers that are wrapped, that catch what they await, or whose router awaits them, and functions of the file that catch everything',
    'versions of Express that no package.json states',
    'applications part of which could not be read: the handler may be there',
    'workers that serve only health checks',
  ],
  messages: {
    missing:
      'This application starts listening here and has no error handler: Express responds to errors in routes with {{answer}}. Register one after all routes: (error, request, response, next) => ….',
    plain:
      'This application starts listening here and has no error handler: the response to errors in routes is {{answer}}, not the error envelope of the API. Register one.',
    unguarded:
      'This async handler{{more}} may reject, and Express 4 does not await it: the request hangs, and the unhandled rejection ends the process. Catch the error and pass it to next(), wrap the handler, or upgrade to Express 5.',
  },
  lesser: ['plain'],
  examples: {
    bad: [
      {
        code: {
          'src/server.ts': `import express from 'express'
import { orders } from './orders'

const app = express()
app.get('/orders', (request, response) => response.json({ items: orders.all() }))
app.listen(3000)
`,
          'src/orders.ts': 'export const orders = { all: () => [] }\n',
        },
      },
      {
        title: 'a rejection that Express 4 does not catch',
        code: {
          'package.json': '{ "name": "shop", "dependencies": { "express": "^4.19.2" } }',
          'src/server.js': `const express = require('express')
const { findOrder } = require('./orders')

const app = express()
app.get('/orders/:id', async (req, res) => {
  res.json(await findOrder(req.params.id))
})
app.use((error, req, res, next) => {
  res.status(500).json({ error: { code: 'INTERNAL', message: 'Something went wrong' } })
})
app.listen(3000)
`,
          'src/orders.js': 'exports.findOrder = async (id) => ({ id })\n',
        },
      },
      {
        title: 'an event of Koa, which only logs',
        code: {
          'src/server.ts': `import Koa from 'koa'
import Router from '@koa/router'

const router = new Router()
router.get('/orders', (ctx) => { ctx.body = { items: [] } })
const app = new Koa()
app.use(router.routes())
app.on('error', (error) => logger.error(error))
app.listen(3000)
`,
        },
      },
    ],
    good: [
      {
        code: {
          'package.json': '{ "name": "shop", "dependencies": { "express": "^5.1.0" } }',
          'src/server.ts': `import express from 'express'
import { failed } from './failed'
import { findOrder } from './orders'

const app = express()
app.get('/orders/:id', async (request, response) => response.json(await findOrder(request.params.id)))
app.use(failed)
app.listen(3000)
`,
          'src/orders.ts': 'export const findOrder = async (id: string) => ({ id })\n',
          'src/failed.ts': `export function failed(error: Error, request: Request, response: Response, next: NextFunction) {
  response.status(500).json({ error: { code: 'INTERNAL', message: 'Something went wrong' } })
}
`,
        },
      },
      {
        title: 'built into Nest',
        code: {
          'src/main.ts': `import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module'

const app = await NestFactory.create(AppModule)
await app.listen(3000)
`,
          'src/app.module.ts': "import { Controller, Get, Module } from '@nestjs/common'\n\n@Controller('orders')\nclass Orders {\n  @Get()\n  list() { return [] }\n}\n\n@Module({ controllers: [Orders] })\nexport class AppModule {}\n",
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      for (const part of servedParts(unit)) {
        // Serverless platforms handle uncaught errors themselves.
        const framework = unit.applications.includes(part) ? frameworkWithoutErrorHandler(unit, part) : undefined
        if (framework !== undefined && framework !== 'unknown') report(part.location, framework === 'express' ? 'missing' : 'plain', { answer: plainErrors[framework] ?? '' })
        const [first, ...others] = unguardedHandlers(unit, part)
        const more = others.length === 0 ? '' : ` (and ${others.length} more in this application)`
        if (first !== undefined) report(first, 'unguarded', { more })
      }
    },
  }),
})
