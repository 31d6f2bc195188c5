import { defineRule } from '../../src/core/rule.ts'
import { frameworkWithoutErrorHandler, unguardedHandlers } from '../../src/project/services/error-handling.ts'
import { servedParts } from '../../src/project/services/served-parts.ts'
import { project } from '../../src/project/subject.ts'
import { plainErrors } from '../../src/source/models/error-handling.ts'

export default defineRule({
  subject: project,
  title: 'One handler answers for every error',
  why: 'What no handler catches is answered by the framework in its own way, with a page or a stack trace that no client can read; and nobody hears of what an async handler rejects with in Express 4: the request hangs and the process ends.',
  fix: 'Register one error handler behind all routes that logs the error and answers in the envelope of the API; let async handlers reach it (Express 5, express-async-errors, or a wrapper).',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-4'],
  references: ['Express: Error handling', 'Node.js: process, Event unhandledRejection'],
  silentOn: [
    'frameworks whose own handler answers in one envelope: Nest, Fastify, hapi, routing-controllers',
    'handlers that are wrapped, that catch what they wait for, or whose router waits for them',
    'versions of Express that are not written in a package.json',
    'applications part of which could not be read: the handler may be there',
    'workers that answer health checks and nobody else',
  ],
  messages: {
    missing:
      'This application starts to listen here and has no error handler: what a route throws is answered by Express with {{answer}}. Register one behind all routes: (error, request, response, next) => ….',
    plain:
      'This application starts to listen here and has no error handler: what a route throws is answered with {{answer}}, and not in the envelope of the API. Register one.',
    unguarded:
      'This async handler{{more}} may reject, and Express 4 does not wait for it: the request hangs, and the unhandled rejection ends the process. Catch the error and pass it to next(), wrap the handler, or move to Express 5.',
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
        title: 'a rejection that Express 4 does not hear of',
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
        title: 'Nest has one',
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
        const more = others.length === 0 ? '' : ` (and ${others.length} more of this application)`
        if (first !== undefined) report(first, 'unguarded', { more })
      }
    },
  }),
})
