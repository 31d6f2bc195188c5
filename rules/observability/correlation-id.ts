import { defineRule } from '../../src/core/rule.ts'
import { answersProbesOnly } from '../../src/project/services/protection.ts'
import { project } from '../../src/project/subject.ts'
import { hasUnseenCode, usesOne } from '../../src/project/services/used-packages.ts'
import { correlationLike, correlationPackages, tracingLike } from '../../src/source/models/observability.ts'

export default defineRule({
  subject: project,
  title: 'Every request carries a correlation id',
  why: 'The log lines of one request are mixed with those of a hundred others, in this service and in those that it calls. Without a shared id nobody can put them together again.',
  fix: 'Take X-Request-Id (or traceparent) from the request or generate one, add it to every log line and outbound call, and return it. pino-http, nestjs-cls and OpenTelemetry do so.',
  presets: { strict: 'warn' },
  checklist: ['OBS-2'],
  references: ['W3C Trace Context'],
  silentOn: [
    'Fastify, whose logger writes an id for each request',
    'tracing libraries, which pass on a trace id',
    'any code that names a request, correlation or trace id, or uses AsyncLocalStorage',
    'serverless functions, command lines, tests: what does not listen',
    'workers that serve only health checks',
  ],
  messages: {
    missing:
      'This application starts listening here and gives its requests no id: their log lines, here and in the services it calls, cannot be put together. Take X-Request-Id or generate one, log it, pass it on and return it.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.ts':
            "import express from 'express'\n\nconst app = express()\napp.get('/orders', (request, response) => response.json({ items: [] }))\napp.listen(3000)\n",
        },
      },
      {
        title: 'GraphQL beside a health check',
        code: {
          'src/main.ts': `import { Controller, Get, Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { GraphQLModule, Query, Resolver } from '@nestjs/graphql'

@Controller()
class HealthController {
  @Get('healthz')
  check() {
    return { status: 'UP' }
  }
}

@Resolver()
class OrdersResolver {
  @Query(() => [String])
  orders() {
    return []
  }
}

@Module({ imports: [GraphQLModule.forRoot({ autoSchemaFile: true })], controllers: [HealthController], providers: [OrdersResolver] })
class AppModule {}

const app = await NestFactory.create(AppModule)
await app.listen(3000)
`,
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.ts': `import { randomUUID } from 'node:crypto'
import express from 'express'

const app = express()
app.use((request, response, next) => {
  response.locals.id = request.get('x-request-id') ?? randomUUID()
  response.set('x-request-id', response.locals.id)
  next()
})
app.listen(3000)
`,
        },
      },
      {
        title: 'from a library',
        code: {
          'src/books.js': `const Hapi = require('@hapi/hapi')

const server = Hapi.server({ port: 3001 })
server.register(require('hapi-pino')).then(() => server.start())
`,
          'src/server.ts': "import express from 'express'\nimport pinoHttp from 'pino-http'\n\nconst app = express()\napp.use(pinoHttp())\napp.listen(3000)\n",
        },
      },
      {
        title: 'Fastify has one',
        code: { 'src/server.ts': "import Fastify from 'fastify'\n\nconst app = Fastify({ logger: true })\nawait app.listen({ port: 3000 })\n" },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Application(application) {
      if (usesOne(unit, application, correlationPackages, correlationLike) || usesOne(unit, application, [], tracingLike)) return
      const isNamed = [...application.modules].some(({ late }) => late.service('namesRequestIds'))
      if (!isNamed && !hasUnseenCode(application) && !answersProbesOnly(unit, application)) report(application.location, 'missing', {})
    },
  }),
})
