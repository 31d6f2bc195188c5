import { defineRule } from '../../src/core/rule.ts'
import { project } from '../../src/project/subject.ts'
import { shutdownOf } from '../../src/project/services/shutdown.ts'

export default defineRule({
  subject: project,
  title: 'Every application shuts down gracefully',
  why: 'On every deployment the orchestrator sends SIGTERM. A process that does not handle it stops in the middle of requests, transactions and jobs.',
  fix: 'On SIGTERM, stop accepting connections, finish running work within a time limit, close pools and consumers, and exit. In Nest, call app.enableShutdownHooks().',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-2'],
  references: ['The Twelve-Factor App, IX. Disposability', 'Kubernetes: Pod Lifecycle, Termination of Pods'],
  silentOn: [
    'serverless functions, command lines, tests, published libraries',
    'libraries that handle the signals, such as close-with-grace, http-terminator, stoppable, lightship',
  ],
  messages: {
    missing:
      'This application starts listening here and handles neither SIGTERM nor SIGINT: each deployment cuts off the requests in flight. Close the server on SIGTERM before exiting.',
    abrupt:
      'This application starts listening here and exits at once on a signal: each deployment cuts off the requests in flight. Close the server first, and exit when it is closed.',
    nest: 'This application starts listening here without app.enableShutdownHooks(): on SIGTERM Nest runs no shutdown hook, and each deployment cuts off the requests in flight.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.ts':
            "import express from 'express'\n\nconst app = express()\napp.get('/healthz', (request, response) => response.end())\napp.listen(3000)\n",
        },
      },
      {
        title: 'an exit that waits for nothing',
        code: {
          'src/server.js':
            "const express = require('express')\n\nexpress().listen(3000)\nprocess.on('SIGTERM', () => process.exit(0))\n",
        },
      },
      {
        title: 'Nest without its hooks',
        code: {
          'src/main.ts': `import { NestFactory } from '@nestjs/core'
import { AppModule } from './app.module'

async function bootstrap() {
  const app = await NestFactory.create(AppModule)
  await app.listen(3000)
}
void bootstrap()
`,
          'src/app.module.ts': "import { Module } from '@nestjs/common'\n\n@Module({})\nexport class AppModule {}\n",
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.ts': `import express from 'express'

const server = express().listen(3000)
process.on('SIGTERM', () => server.close())
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Application(application) {
      const handled = shutdownOf(unit, application)
      if (handled === 'missing' || handled === 'nest' || handled === 'abrupt') report(application.location, handled, {})
    },
  }),
})
