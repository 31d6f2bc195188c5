import { defineRule } from '../../src/core/rule.ts'
import { healthOf } from '../../src/project/services/health.ts'
import { importsOne } from '../../src/project/services/used-packages.ts'
import { project } from '../../src/project/subject.ts'
import { grpcPackages } from '../../src/source/models/servers.ts'

export default defineRule({
  subject: project,
  title: 'Every application has a health check',
  why: 'Without one, an orchestrator sees only that the process runs: it keeps sending requests to a service that has lost its database, and does not restart one that hangs.',
  fix: 'Add routes such as /healthz (alive) and /readyz (ready: dependencies respond), open and cheap, or use a health library of your framework.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-1'],
  references: ['Kubernetes: Configure Liveness, Readiness and Startup Probes', 'draft-inadarei-api-health-check'],
  silentOn: [
    'serverless functions, workers, command lines, tests: what does not listen cannot be probed',
    'published libraries that listen for their callers',
    'health libraries such as @nestjs/terminus and lightship, and under-pressure with exposeStatusRoute',
    'servers with a built-in health path, such as GraphQL Yoga and Strapi',
    'applications that load routes by names known only at run time: one may be a health check',
  ],
  options: {
    paths: {
      type: 'array',
      description: 'Last segments of paths that count as a health check, besides the usual ones: `diagnostics`.',
      items: { type: 'string' },
      default: [],
    },
  },
  messages: {
    missing:
      'This application starts listening here and has no health check: an orchestrator cannot tell whether it is healthy. Add a route such as GET /healthz.',
    grpc: 'This gRPC server starts here and has no health check: an orchestrator cannot tell whether it is healthy. Add the service grpc.health.v1.Health (grpc-health-check).',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.ts': `import express from 'express'

const app = express()
app.get('/orders', (request, response) => response.json({ items: [] }))
app.listen(3000)
`,
        },
      },
      {
        title: 'beside calls of Redis with a callback',
        code: {
          'src/server.js': `const express = require('express')
const redis = require('redis')

const client = redis.createClient()
const app = express()
app.get('/weather', (req, res) => client.get('weather', (error, text) => res.send(text)))
app.listen(3000)
`,
        },
      },
    ],
    good: [
      {
        title: 'behind the prefix of a router',
        code: {
          'src/server.ts': `import express from 'express'
import { operations } from './operations'

const app = express()
app.use('/internal', operations)
app.listen(3000)
`,
          'src/operations.ts': `import { Router } from 'express'

export const operations = Router()
operations.get('/healthz', (request, response) => response.json({ status: 'UP' }))
`,
        },
      },
      {
        title: 'behind a prefix that no resource has',
        code: {
          'src/server.ts': `import express from 'express'

const app = express()
app.get('/-/ready', (request, response) => response.sendStatus(204))
app.get('/orders', (request, response) => response.json({ items: [] }))
app.listen(3000)
`,
        },
      },
      {
        title: 'of Apollo, and in Spanish',
        code: {
          'src/server.ts': `import express from 'express'

const app = express()
app.get('/.well-known/apollo/server-health', (request, response) => response.json({ status: 'pass' }))
app.get('/orders', (request, response) => response.json({ items: [] }))
app.listen(3000)
`,
          'src/reservas.js': `const express = require('express')

const app = express()
app.get('/salud', (req, res) => res.json({ estado: 'ok' }))
app.get('/reservas', (req, res) => res.json({ datos: [] }))
app.listen(3001)
`,
        },
      },
      {
        title: 'from a library',
        code: {
          'src/main.ts': `import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module'

const app = await NestFactory.create(AppModule)
await app.listen(3000)
`,
          'src/app.module.ts': `import { Module } from '@nestjs/common'
import { TerminusModule } from '@nestjs/terminus'

@Module({ imports: [TerminusModule] })
export class AppModule {}
`,
        },
      },
    ],
  },
  check: ({ unit, options, report }) => ({
    Application(application) {
      if (healthOf(unit, application, options.paths) === 'missing') report(application.location, importsOne(application.root, grpcPackages) ? 'grpc' : 'missing', {})
    },
  }),
})
