/** A library of jobs that are done later, and how it is told to try a failed one again. */
export interface QueueLibrary {
  readonly name: string
  readonly packages: readonly string[]
  /** What makes or describes a queue: constructors, or methods on what is imported. */
  readonly makers: readonly string[]
  /** Words that, where one of them stands in the code, say that tries were thought of. */
  readonly decided: readonly string[]
  /** How to say it. */
  readonly example: string
}

/**
 * Libraries that try a job once unless told otherwise. Not listed: pg-boss, SQS and graphile-worker, which try again by
 * themselves. Sources: each library's documentation, November 2026.
 */
export const queueLibraries: readonly QueueLibrary[] = [
  {
    name: 'BullMQ',
    packages: ['bullmq', '@nestjs/bullmq'],
    makers: ['Queue', 'BullModule.registerQueue'],
    decided: ['attempts', 'backoff', 'maxStalledCount'],
    example: "defaultJobOptions: { attempts: 5, backoff: { type: 'exponential', delay: 1_000 } }",
  },
  {
    name: 'Bull',
    packages: ['bull', '@nestjs/bull'],
    makers: ['default', '*', 'Queue', 'BullModule.registerQueue'],
    decided: ['attempts', 'backoff'],
    example: "defaultJobOptions: { attempts: 5, backoff: { type: 'exponential', delay: 1_000 } }",
  },
  {
    name: 'Bee-Queue',
    packages: ['bee-queue'],
    makers: ['default', '*'],
    decided: ['retries', 'backoff'],
    example: "queue.createJob(data).retries(5).backoff('exponential', 1_000)",
  },
]

/** How a library is given what handles its jobs; one that throws is tried again. */
export interface JobHandlers {
  readonly packages: readonly string[]
  /** Classes whose constructor takes the handler, and methods that do. */
  readonly constructors?: readonly string[]
  readonly methods?: readonly string[]
  /** Options that are the handler. */
  readonly options?: readonly string[]
  /** Classes whose heirs handle jobs in their method `process`. */
  readonly classes?: readonly string[]
  readonly decorators?: readonly string[]
}

export const brokerPackages: readonly string[] = ['amqplib', 'amqplib/callback_api', 'amqp-connection-manager']

export const jobHandlers: readonly JobHandlers[] = [
  { packages: ['bullmq', '@nestjs/bullmq'], constructors: ['Worker'], classes: ['WorkerHost'] },
  { packages: ['bull', '@nestjs/bull', 'bee-queue'], methods: ['process'], decorators: ['Process'] },
  { packages: ['pg-boss'], methods: ['work'] },
  { packages: ['agenda'], methods: ['define'] },
  { packages: ['sqs-consumer'], options: ['handleMessage', 'handleMessageBatch'] },
  { packages: ['kafkajs'], options: ['eachMessage', 'eachBatch'] },
  { packages: brokerPackages, methods: ['consume'] },
]

/** What takes jobs or does something at set times, by package: who imports it waits for no request. */
export const workerMakers: { readonly [package_: string]: readonly string[] } = {
  bullmq: ['Worker'],
  '@nestjs/bullmq': ['Processor'],
  '@nestjs/bull': ['Processor'],
  agenda: ['Agenda', 'default'],
  'pg-boss': ['default'],
  'graphile-worker': ['run'],
  kafkajs: ['Kafka'],
  'sqs-consumer': ['Consumer'],
  amqplib: ['default', '*', 'connect'],
  'amqp-connection-manager': ['connect', 'default', '*'],
  'node-cron': ['default', '*', 'schedule'],
  cron: ['CronJob'],
  '@temporalio/worker': ['Worker'],
}

/** What functions are written with that a platform calls: their types, and what wraps their handlers. */
export const functionPackages = /^(?:aws-lambda|@middy\/core|@aws-lambda-powertools\/\w+|@types\/aws-lambda|firebase-functions(?:\/.{1,40})?|@google-cloud\/functions-framework|@azure\/functions)$/

/** Packages whose consumers take each message off its queue themselves. */
export const acknowledged: readonly string[] = [...brokerPackages, '@aws-sdk/client-sqs', 'aws-sdk', '@google-cloud/pubsub', 'nats']
