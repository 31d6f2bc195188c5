import { defineRule } from '../../src/core/rule.ts'
import { blindHealthCheck } from '../../src/project/services/readiness.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Readiness asks what the service depends on',
  why: 'A check that always says yes keeps requests coming to an instance that has lost its database: every one of them fails, and no alarm goes off.',
  fix: 'Answer readiness only after a cheap question to each dependency (SELECT 1, PING), with 503 where one does not answer; let liveness ask nothing.',
  presets: { strict: 'warn' },
  checklist: ['REL-1'],
  references: ['Kubernetes: Configure Liveness, Readiness and Startup Probes'],
  silentOn: [
    'services without a database, cache or broker, and databases that run within the process, such as SQLite',
    'handlers that call, await or look at anything: it may be the dependency',
    'health libraries',
    'a constant liveness check beside a readiness check that asks',
  ],
  messages: {
    constant:
      'This health check says the same whatever happens, though the service depends on {{dependency}}: an instance that has lost it still gets requests. Let a readiness check ask for it, and answer 503 where it is gone.',
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
        title: 'nothing to depend on',
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
