import { defineRule } from '../../src/core/rule.ts'
import { loggingOf } from '../../src/project/services/logging.ts'
import { project } from '../../src/project/subject.ts'
import { hasUnseenCode } from '../../src/project/services/used-packages.ts'

export default defineRule({
  subject: project,
  title: 'Applications log through a logger',
  why: 'Lines of console.log have no level, time or fields, so they cannot be filtered, searched or switched off, and writing them may block the process.',
  fix: 'Log through one logger that writes structured lines (pino, winston, the logger of your framework).',
  presets: { strict: 'warn' },
  checklist: ['OBS-1'],
  references: ['The Twelve-Factor App, XI. Logs'],
  silentOn: [
    'applications that have a logger: `one-logger` checks those',
    'serverless functions, command lines, tests: what does not listen',
    'the last lines of a process that exits',
  ],
  messages: {
    missing:
      'This application starts listening here and logs only to the console ({{calls}} in {{files}}): no level, no time, no fields to search for. Log through a structured logger.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.ts': `import express from 'express'

const app = express()
app.post('/orders', (request, response) => {
  console.log('order placed', request.body.id)
  response.status(201).json({ id: request.body.id })
})
app.listen(3000)
`,
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.ts': `import express from 'express'
import pino from 'pino'

const logger = pino()
const app = express()
app.post('/orders', (request, response) => {
  logger.info({ order: request.body.id }, 'order placed')
  response.status(201).json({ id: request.body.id })
})
app.listen(3000)
`,
        },
      },
      {
        title: 'the last lines of a process',
        code: {
          'src/server.ts': `import express from 'express'

const server = express().listen(3000)
process.on('SIGTERM', () => {
  console.log('bye')
  server.close(() => process.exit(0))
})
`,
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Application(application) {
      const { hasLogger, byConsole } = loggingOf(unit, application)
      if (hasLogger || byConsole.length === 0 || hasUnseenCode(application)) return
      const calls = byConsole.reduce((sum, { use }) => sum + use.count, 0)
      report(application.location, 'missing', {
        calls: calls === 1 ? 'one call' : `${calls} calls`,
        files: byConsole.length === 1 ? 'one file' : `${byConsole.length} files`,
      })
    },
  }),
})
