import { defineRule } from '../../src/core/rule.ts'
import { healthOf } from '../../src/project/services/health.ts'
import { importsOne } from '../../src/project/services/used-packages.ts'
import { project } from '../../src/project/subject.ts'
import { grpcPackages } from '../../src/source/models/servers.ts'

export default defineRule({
  subject: project,
  title: 'Every application answers a health check',
  why: 'Without one, an orchestrator can only see that the process is there: it keeps sending requests to a service that has lost its database, and restarts none that hangs.',
  fix: 'Answer a path such as /healthz (alive) and /readyz (ready: dependencies answer), open and cheap, or use a health library of your framework.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-1'],
  references: ['Kubernetes: Configure Liveness, Readiness and Startup Probes', 'draft-inadarei-api-health-check'],
  silentOn: [
    'functions on a platform, workers, command lines, tests: what does not listen cannot be asked',
    'health libraries such as @nestjs/terminus and lightship, and under-pressure with exposeStatusRoute',
    'servers that have a health path without being told, such as GraphQL Yoga and Strapi',
    'applications that load routes by names only the running program knows: a health check may be among them',
  ],
  options: {
    paths: {
      type: 'array',
      description: 'Last segments of paths that count as a health check, beside the usual ones: `diagnostics`.',
      items: { type: 'string' },
      default: [],
    },
  },
  messages: {
    missing:
      'This application starts to listen here and answers no health check: an orchestrator cannot tell whether it is well. Add a route such as GET /healthz.',
    grpc: 'This gRPC server starts here and answers no health check: an orchestrator cannot tell whether it is well. Add the service grpc.health.v1.Health (grpc-health-check).',
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
        title: 'by a library',
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
