import { defineRule } from '../../src/core/rule.ts'
import { flawedConsumers, untriedQueues } from '../../src/project/services/jobs.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Jobs that fail are retried, and set aside if they keep failing',
  why: 'A job that is attempted once, or acknowledged before it is done, is lost when its worker or a service is down for a moment. One that can never succeed blocks the queue if it always comes back.',
  fix: 'Acknowledge when the work is done, retry a few times with growing delays, and move what still fails to a dead-letter queue. Make handlers idempotent, since a job may arrive twice.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-5'],
  references: ['BullMQ: Retrying failing jobs', 'RabbitMQ: Consumer Acknowledgements, Dead Letter Exchanges'],
  silentOn: [
    'packages that set attempts or backoff elsewhere than where queues are made, and queues that do so there',
    'pg-boss, SQS, graphile-worker, which retry by default',
    'replies to requests of this process, on a queue of its own',
    'consumers that check how often a message was delivered',
    'handlers that do more than log a failure, or say in a comment why they do not',
    'tests',
  ],
  messages: {
    once: '{{library}} attempts a job once by default, and nothing changes that for this queue: a temporary failure loses the job. Set `{{example}}`.',
    unacknowledged:
      'noAck makes the broker forget a message when it is sent: what this consumer fails to do, or has not done when it stops, is lost. Acknowledge when the work is done.',
    early:
      'This message is removed from its queue before its work is done: what fails after that, or is unfinished when the process stops, is lost. Acknowledge it when the work is done.',
    requeued:
      'nack requeues the message at once, to fail again: one that can never succeed comes back forever. Pass requeue as false, and use a dead-letter exchange.',
    swallowed:
      'This catch only logs, so the queue considers the job done: it is neither retried nor set aside. Rethrow the error, or mark the job as failed.',
  },
  lesser: ['once'],
  examples: {
    bad: [
      {
        code: {
          'src/mails.ts': `import { Queue } from 'bullmq'

export const mails = new Queue('mails', { connection: { host: 'localhost' } })
export const send = (to: string) => mails.add('send', { to })
`,
        },
      },
      {
        title: 'beside a queue whose jobs are retried, and attempts of something else',
        code: {
          'src/queues.ts': `import { Queue } from 'bullmq'

export const mails = new Queue('mails', { defaultJobOptions: { attempts: 5, backoff: 1_000 } })
export const reports = new Queue('reports', { connection: { host: 'localhost' } })
`,
          'src/login.ts': 'export const isLocked = (user: { attempts: number }) => user.attempts > 5\n',
        },
      },
      {
        title: 'beside the retries of another library',
        code: {
          'src/mails.js': "const Queue = require('bull')\n\nmodule.exports = new Queue('mails')\n",
          'src/client.js': "const axios = require('axios')\nconst axiosRetry = require('axios-retry')\n\naxiosRetry(axios, { retries: 3, retryDelay: axiosRetry.exponentialDelay })\n",
        },
      },
      {
        title: 'messages that are lost, and those that come back forever',
        code: {
          'src/consumer.js': `const amqp = require('amqplib')

async function main() {
  const connection = await amqp.connect('amqp://localhost')
  const channel = await connection.createChannel()
  await channel.consume('mails', (message) => send(message), { noAck: true })
  await channel.consume('orders', async (message) => {
    try {
      await place(message)
      channel.ack(message)
    } catch (error) {
      channel.nack(message)
    }
  })
}
`,
        },
      },
    ],
    good: [
      {
        code: {
          'src/queue.ts': `import { Queue } from 'bullmq'

export const mails = new Queue('mails', {
  connection: { host: 'localhost' },
  defaultJobOptions: { attempts: 5, backoff: { type: 'exponential', delay: 1_000 } },
})
`,
          'src/consumer.ts': `import amqp from 'amqplib'

const connection = await amqp.connect('amqp://localhost')
const channel = await connection.createChannel()
await channel.consume('orders', async (message) => {
  try {
    await place(message)
    channel.ack(message)
  } catch (error) {
    channel.nack(message, false, false)
  }
})
`,
        },
      },
      {
        title: 'attempts are set where jobs are added',
        code: {
          'src/queue.js': "const Queue = require('bull')\nconst { options } = require('./options')\n\nmodule.exports = new Queue('mails')\nnew Queue('others', { defaultJobOptions: { attempts: 2 } })\nnew Queue('more', options)\n",
          'src/send.js': "const mails = require('./queue')\n\nexports.send = (to) => mails.add({ to }, { attempts: 5 })\n",
        },
      },
    ],
  },
  check: ({ report }) => ({
    Project(whole) {
      for (const { library, location } of untriedQueues(whole)) report(location, 'once', { library: library.name, example: library.example })
      for (const { flaw, location } of flawedConsumers(whole)) report(location, flaw, {})
    },
  }),
})
