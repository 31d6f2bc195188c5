import { defineRule } from '../../src/core/rule.ts'
import { blindHealthCheck } from '../../src/project/services/readiness.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Readiness checks query the dependencies of a service',
  why: 'A check that always succeeds keeps requests coming to an instance that has lost its database: each of them fails, and no alarm goes off.',
  fix: 'Report ready only after a cheap query to each dependency (SELECT 1, PING), and return 503 if one does not respond. Let liveness query nothing.',
  presets: { strict: 'warn' },
  checklist: ['REL-1'],
  references: ['Kubernetes: Configure Liveness, Readiness and Startup Probes'],
  silentOn: [
    'services without a database, cache or broker, and databases in the process, such as SQLite',
    'handlers that call, await or read anything: it may be the dependency',
    'health libraries',
    'a constant liveness check next to a readiness check that queries',
  ],
  messages: {
    constant:
      'This health check always returns the same, although the service depends on {{dependency}}: an instance that has lost it still gets requests. Query it in a readiness check, and return 503 if it is down.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.ts': `import express from 'express'
import { Pool } from 'pg'

const pool = new Pool()
const app = express()
app.get('/health', (request, response) => response.json({ status: 'UP' }))
app.get('/orders', async (request, response) => response.json(await pool.query('SELECT id FROM orders LIMIT 20')))
app.listen(3000)
`,
        },
      },
      {
        title: 'an answer that is tried',
        code: {
          'src/server.js': `const express = require('express')
const mongoose = require('mongoose')

mongoose.connect(process.env.MONGO_URL)
const app = express()
app.get('/health', async (_req, res) => {
  const healthCheck = { uptime: process.uptime(), message: 'OK', timestamp: Date.now() }
  try {
    res.send(healthCheck)
  } catch (error) {
    healthCheck.message = error
    res.status(503).send()
  }
})
app.listen(3000)
`,
        },
      },
      {
        title: 'a controller',
        code: {
          'src/main.ts': `import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module'

const app = await NestFactory.create(AppModule)
await app.listen(3000)
`,
          'src/app.module.ts': `import { Module } from '@nestjs/common'
import { TypeOrmModule } from '@nestjs/typeorm'
import { HealthController } from './health.controller'

@Module({ imports: [TypeOrmModule.forRoot()], controllers: [HealthController] })
export class AppModule {}
`,
          'src/health.controller.ts': `import { Controller, Get } from '@nestjs/common'

@Controller('health')
export class HealthController {
  @Get()
  check() {
    return { status: 'ok', uptime: process.uptime() }
  }
}
`,
        },
      },
      {
        title: 'a route in a list of hapi',
        code: {
          'src/server.js': `const Hapi = require('@hapi/hapi')
const mongoose = require('mongoose')

const server = Hapi.server({ port: 3000 })
server.route(require('./routes'))
mongoose.connect(process.env.MONGO_URL).then(() => server.start())
`,
          'src/routes.js': "module.exports = [{ method: 'GET', path: '/health', handler: () => ({ status: 'UP' }) }]\n",
        },
      },
      {
        title: 'a database in a plugin of a folder',
        code: {
          'src/server.js': `import { join } from 'node:path'
import autoload from '@fastify/autoload'
import fastify from 'fastify'

const app = fastify()
app.register(autoload, { dir: join(import.meta.dirname, 'plugins') })
app.register(autoload, { dir: join(import.meta.dirname, 'routes') })
app.listen({ port: 3000 })
`,
          'src/plugins/database.js': `import postgres from '@fastify/postgres'
import fp from 'fastify-plugin'

export default fp(async (app) => {
  await app.register(postgres, { connectionString: app.config.databaseUrl })
})
`,
          'src/routes/health.js': "export default async (app) => {\n  app.get('/healthz', async () => ({ status: 'UP' }))\n}\n",
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.ts': `import express from 'express'
import { Pool } from 'pg'

const pool = new Pool()
const app = express()
app.get('/livez', (request, response) => response.json({ status: 'UP' }))
app.get('/readyz', async (request, response) => {
  await pool.query('SELECT 1')
  response.json({ status: 'UP' })
})
app.listen(3000)
`,
        },
      },
      {
        title: 'no dependencies',
        code: {
          'src/server.ts': `import express from 'express'

const app = express()
app.get('/health', (request, response) => response.json({ status: 'UP' }))
app.listen(3000)
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Application(application) {
      const blind = blindHealthCheck(unit, application)
      if (blind !== undefined) report(blind.route.location, 'constant', { dependency: blind.dependency })
    },
  }),
})
