import { defineRule } from '../../src/core/rule.ts'
import { everyClient } from '../../src/source/facts/outbound.ts'
import { boundedClientsOf, outboundOf, requestingPrograms } from '../../src/project/services/outbound.ts'
import { project } from '../../src/project/subject.ts'
import { httpClients, httpModule } from '../../src/source/models/http-clients.ts'

export default defineRule({
  subject: project,
  title: 'Requests to other services have a timeout',
  why: 'A service that hangs never responds. A caller that waits without a limit holds connections, memory and its own callers, and hangs too.',
  fix: 'Set a timeout where the client is created, or on each request: `axios.create({ timeout })`, `signal: AbortSignal.timeout(ms)`.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-3'],
  references: ['Release It!, Timeouts', 'AWS Builders Library: Timeouts, retries, and backoff with jitter'],
  silentOn: [
    'options that are defined elsewhere or spread: they may set a timeout',
    'a timeout for all requests: `axios.defaults.timeout`, an interceptor, a global dispatcher',
    'instances created with a timeout, requests raced against a timer',
    'ky, which gives up after ten seconds by default',
    'browser code, scripts, command lines, tests, and what no application or worker reaches',
  ],
  messages: {
    endless:
      '{{name}}{{more}} waits for a response without a limit: a service that hangs makes this one hang. Set a timeout, for example `{{example}}`.',
    instance: '{{name}} creates a client that waits for responses without a limit: a service that hangs makes this one hang. Add `{{example}}`.',
    nest: 'HttpModule is imported without a timeout, so axios waits without a limit: a service that hangs makes this one hang. Use `HttpModule.register({ timeout: 5_000 })`.',
    slow: '{{name}}{{more}} gives up only after five minutes: a service that hangs makes this one hang. Set a timeout, for example `{{example}}`.',
  },
  lesser: ['slow'],
  examples: {
    bad: [
      {
        code: {
          'src/server.ts': `import axios from 'axios'
import express from 'express'

const app = express()
app.get('/rates', async (request, response) => {
  const { data } = await axios.get('https://rates.example.com/latest')
  response.json(data)
})
app.listen(3000)
`,
        },
      },
      {
        title: 'a client without one',
        code: {
          'src/server.ts': "import express from 'express'\nimport './rates'\n\nexpress().listen(3000)\n",
          'src/rates.ts': "import axios from 'axios'\n\nexport const rates = axios.create({ baseURL: 'https://rates.example.com' })\n",
        },
      },
      {
        title: 'beside a request that has one',
        code: {
          'src/server.ts': "import express from 'express'\nimport './stock'\n\nexpress().listen(3000)\n",
          'src/stock.ts': `import https from 'node:https'

export function watch(read, stop) {
  const request = https.get('https://stock.example.com/changes', read)
  request.on('timeout', stop)
}
export const warm = (read) => {
  https.get('https://stock.example.com/all', (response) => read(response))
}
`,
        },
      },
      {
        title: 'in a microservice of Nest',
        code: {
          'src/orders.controller.ts': `import { Controller } from '@nestjs/common'
import { EventPattern } from '@nestjs/microservices'
import axios from 'axios'

@Controller()
export class OrdersController {
  @EventPattern('order.placed')
  async placed(order) {
    await axios.post('https://mail.example.com/messages', order)
  }
}
`,
        },
      },
    ],
    good: [
      {
        code: {
          'src/server.ts': "import express from 'express'\nimport './rates'\n\nexpress().listen(3000)\n",
          'src/rates.ts': `import axios from 'axios'

export const rates = axios.create({ baseURL: 'https://rates.example.com', timeout: 5_000 })
export const latest = () => fetch('https://rates.example.com/latest', { signal: AbortSignal.timeout(5_000) })
`,
        },
      },
      {
        title: 'options from elsewhere',
        code: {
          'src/server.ts': "import express from 'express'\nimport './rates'\n\nexpress().listen(3000)\n",
          'src/rates.ts': "import axios from 'axios'\nimport { options } from '@shop/http'\n\nexport const rates = () => axios.get('https://rates.example.com', options)\n",
        },
      },
    ],
  },
  check: ({ unit, report }) => ({
    Project() {
      for (const part of requestingPrograms(unit)) {
        const bounded = boundedClientsOf(part)
        if (bounded.has(everyClient)) continue
        const outbound = outboundOf(part).filter(({ client }) => !bounded.has(client))
        const boundsByItself = outbound.some(({ requests }) => requests.some(({ name }) => name === httpModule.client))
        for (const { module, client, requests } of outbound) {
          const unbounded = requests.filter(({ isUnbounded }) => isUnbounded)
          const [first] = unbounded
          const library = httpClients.find(({ name }) => name === client)
          if (first === undefined || library === undefined) continue
          const { name, range } = first
          const place = { file: module.file, range }
          const { example, isEndless } = library
          if (name === httpModule.name) {
            if (!boundsByItself) report(place, 'nest', {})
          } else if (isEndless && library.makers?.some((maker) => name.endsWith(`.${maker}`)) === true) report(place, 'instance', { name, example })
          else {
            const more = unbounded.length === 1 ? '' : ` (and ${unbounded.length - 1} more ${unbounded.length === 2 ? 'request' : 'requests'} in this file)`
            report(place, isEndless ? 'endless' : 'slow', { name, more, example })
          }
        }
      }
    },
  }),
})
