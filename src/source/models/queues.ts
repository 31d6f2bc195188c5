/** A job queue library, and how its jobs are retried. */
export interface QueueLibrary {
  readonly name: string
  readonly packages: readonly string[]
  /** What makes or describes a queue: constructors, or methods of an import. */
  readonly makers: readonly string[]
  /** Words in the code that show that retries were configured. */
  readonly decided: readonly string[]
  /** A configuration to recommend. */
  readonly example: string
}

/**
 * Libraries that do not retry failed jobs by default. Not listed: pg-boss, SQS and graphile-worker, which do. Sources: each library's
 * documentation, November 2026.
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

/** How a library takes the handler of its jobs. The library retries a job whose handler throws. */
export interface JobHandlers {
  readonly packages: readonly string[]
  /** Classes whose constructor takes the handler. */
  readonly constructors?: readonly string[]
  /** Methods that take the handler. */
  readonly methods?: readonly string[]
  /** Options that are the handler. */
  readonly options?: readonly string[]
  /** Base classes of handlers, with the method `process`. */
  readonly classes?: readonly string[]
  readonly decorators?: readonly string[]
}

/** Clients of AMQP brokers. */
export const brokerPackages: readonly string[] = ['amqplib', 'amqplib/callback_api', 'amqp-connection-manager']

/** How libraries take the handlers of jobs and messages. */
export const jobHandlers: readonly JobHandlers[] = [
  { packages: ['bullmq', '@nestjs/bullmq'], constructors: ['Worker'], classes: ['WorkerHost'] },
  { packages: ['bull', '@nestjs/bull', 'bee-queue'], methods: ['process'], decorators: ['Process'] },
  { packages: ['pg-boss'], methods: ['work'] },
  { packages: ['agenda'], methods: ['define'] },
  { packages: ['sqs-consumer'], options: ['handleMessage', 'handleMessageBatch'] },
  { packages: ['kafkajs'], options: ['eachMessage', 'eachBatch'] },
  { packages: brokerPackages, methods: ['consume'] },
]

/** Exports for job workers and schedules, by package: a module that imports them is not driven by requests. */
export const workerMakers: { readonly [package_: string]: readonly string[] } = {
  bullmq: ['Worker'],
  '@nestjs/bullmq': ['Processor'],
  '@nestjs/bull': ['Processor'],
  '@nestjs/microservices': ['EventPattern', 'MessagePattern', 'GrpcMethod', 'MicroserviceOptions'],
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

/** Packages of serverless functions: their types, and wrappers of their handlers. */
export const functionPackages = /^(?:aws-lambda|@middy\/core|@aws-lambda-powertools\/\w+|@types\/aws-lambda|firebase-functions(?:\/.{1,40})?|@google-cloud\/functions-framework|@azure\/functions)$/

/** Packages in which consumers must acknowledge messages themselves. */
export const acknowledged: readonly string[] = [...brokerPackages, '@aws-sdk/client-sqs', 'aws-sdk', '@google-cloud/pubsub', 'nats']
