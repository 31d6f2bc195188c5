import { defineRule } from '../../src/core/rule.ts'
import { flawedConsumers, untriedQueues } from '../../src/project/services/jobs.ts'
import { project } from '../../src/project/subject.ts'

export default defineRule({
  subject: project,
  title: 'Jobs that fail are tried again, and set aside when that does not help',
  why: 'A job whose worker dies or whose service is down for a moment is lost when it is tried once or acknowledged before it is done; one that can never succeed blocks the queue when it always comes back.',
  fix: 'Acknowledge when the work is done, try again a few times and more slowly each time, and let what still fails go to a dead-letter queue. Make handlers idempotent, since a job may come twice.',
  presets: { recommended: 'warn', strict: 'warn' },
  checklist: ['REL-5'],
  references: ['BullMQ: Retrying failing jobs', 'RabbitMQ: Consumer Acknowledgements, Dead Letter Exchanges'],
  silentOn: [
    'packages in which anybody sets attempts or backoff: they have thought of it',
    'pg-boss, SQS, graphile-worker, which try again by themselves',
    'answers to own questions, which come by a queue of this process',
    'consumers that look at how often a message has come',
    'handlers that do more about a failure than log it, or say in a comment why they do not',
    'tests',
  ],
  messages: {
    once: '{{library}} tries a job once unless told otherwise, and nothing in this package tells it: what fails for a moment is not done at all. Set `{{example}}`.',
    unacknowledged:
      'noAck lets the broker forget a message when it is sent: whatever this consumer fails to do, or was about to do when it stopped, is lost. Acknowledge when the work is done.',
    early:
      'This message is taken off its queue before its work is done: what fails after that, or is under way when the process stops, is lost. Acknowledge it when the work is done.',
    requeued:
      'nack puts the message back at once, to fail again: one that can never succeed comes back for ever. Pass requeue as false, and let a dead-letter exchange take it.',
    swallowed:
      'This catch only logs, and the queue takes the job for done: it is neither tried again nor set aside. Rethrow the error, or tell the queue that the job has failed.',
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
        title: 'messages that are lost, and those that come back for ever',
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
        title: 'tries are set where jobs are added',
        code: {
          'src/queue.js': "const Queue = require('bull')\n\nmodule.exports = new Queue('mails')\n",
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
