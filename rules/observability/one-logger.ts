import { defineRule } from '../../src/core/rule.ts'
import { loggingOf } from '../../src/project/services/logging.ts'
import { workersBeside } from '../../src/project/services/outbound.ts'
import { importsOne } from '../../src/project/services/used-packages.ts'
import { project } from '../../src/project/subject.ts'
import { platformAdapters } from '../../src/source/models/servers.ts'

export default defineRule({
  subject: project,
  title: 'A service that has a logger uses it everywhere',
  why: 'Lines that bypass the logger have no level and no request id, reach no transport, and break the format by which the log is searched.',
  fix: 'Use the logger that the rest of the service uses.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['OBS-1'],
  silentOn: [
    'the logger itself, what it is built on, and configuration, which is read before there is a logger',
    'the last lines of a process that exits',
    'lines for development only, and those where an ESLint comment allows the console',
    'serverless functions, whose platform logs the console',
    'scripts, command lines, migrations, tests, browser code',
    'applications that mostly use the console: one finding, where they start listening',
  ],
  messages: {
    beside:
      'console.{{method}}{{more}} bypasses the logger of this service: no level, no request id, another format. Use the logger.',
    mostly:
      '{{files}} files of this application log to the console, and {{logged}} through its logger: console lines have no level, no request id and another format. Use the logger everywhere.',
  },
  examples: {
    bad: [
      {
        code: {
          'src/server.ts': `import express from 'express'
import { logger } from './logger'
import { place } from './orders'

const app = express()
app.post('/orders', place)
app.listen(3000, () => logger.info('listening'))
`,
          'src/logger.ts': "import pino from 'pino'\n\nexport const logger = pino()\n",
          'src/orders.ts': `export function place(request, response) {
  console.log('placing', request.body)
  response.status(201).end()
}
`,
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.ts': `import express from 'express'
import { logger } from './logger'

const app = express()
app.listen(3000, () => logger.info('listening'))
process.on('uncaughtException', (error) => {
  console.error(error)
  process.exit(1)
})
`,
          'src/logger.ts': `import pino from 'pino'

if (process.env.LOG_LEVEL === undefined) console.warn('LOG_LEVEL is not set')
export const logger = pino()
`,
        },
      },
      {
        title: 'no logger at all: `structured-logging` checks that',
        code: { 'src/server.ts': "import express from 'express'\n\nexpress().listen(3000, () => console.log('listening'))\n" },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      for (const application of [...unit.applications, ...workersBeside(unit, unit.applications)]) {
        const { byLogger, byConsole } = loggingOf(unit, application)
        // Serverless platforms write console output to their log.
        if (byLogger.length === 0 || [...application.modules].some((module) => importsOne(module, platformAdapters))) continue
        if (byConsole.length > byLogger.length) {
          report(application.location, 'mostly', { files: byConsole.length, logged: byLogger.length })
          continue
        }
        for (const { module, use } of byConsole) {
          const more = use.count === 1 ? '' : ` (and ${use.count - 1} more ${use.count === 2 ? 'call' : 'calls'} in this file)`
          report({ file: module.file, range: use.range }, 'beside', { method: use.method, more })
        }
      }
    },
  }),
})
