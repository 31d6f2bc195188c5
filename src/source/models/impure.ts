import { controllerLibraries } from './controllers.ts'
import { routerLibraries } from './routers.ts'
import { dataLibraries, entityDecorators, tableCalls } from './data-access.ts'
import { packageOf, withoutScheme } from './lookup.ts'
import { containerPackages } from './roles.ts'

/** What an import from a package couples a module to, as the noun in a message. */
export type Tie = 'a framework' | 'a database library' | 'an HTTP client' | 'a message broker' | 'an outside service' | 'the operating system'

interface TiedPackages {
  readonly tie: Tie
  readonly packages: readonly string[]
  /** Scopes whose packages all count. */
  readonly scopes?: readonly string[]
}

/**
 * Packages that a domain layer should not depend on. Deliberately left out: packages that compute (dates, ids, decimals, hashes, collections)
 * or describe values (zod, class-validator, class-transformer). Sources: the packages' documentation.
 */
const tied: readonly TiedPackages[] = [
  {
    tie: 'a framework',
    packages: [
      ...routerLibraries.flatMap(({ packages }) => packages),
      ...controllerLibraries.flatMap(({ packages }) => packages),
      ...['next', 'nuxt', 'h3', 'elysia', 'socket.io', 'ws', 'graphql-yoga', 'apollo-server', 'apollo-server-express', 'type-graphql'],
      ...[...containerPackages, 'express-validator', 'multer', 'passport', 'cookie-parser', 'http-errors', '@hapi/boom', 'routing-controllers-openapi'],
    ],
    scopes: ['@nestjs', '@fastify', '@hapi', '@koa', '@apollo', '@trpc', '@hono', '@remix-run', '@sveltejs'],
  },
  {
    tie: 'a database library',
    packages: [
      ...dataLibraries.flatMap(({ packages }) => packages),
      ...[...Object.keys(entityDecorators), ...Object.keys(tableCalls)].map(packageOf),
      ...['redis', 'ioredis', 'elasticsearch', 'mongoose-paginate-v2', 'typeorm-transactional', 'prisma', 'level', 'firebase-admin'],
    ],
    scopes: ['@prisma', '@mikro-orm', '@elastic', '@sequelize', '@typegoose', '@opensearch-project', '@supabase', '@redis', '@upstash'],
  },
  {
    tie: 'an HTTP client',
    packages: [
      ...['axios', 'got', 'node-fetch', 'undici', 'ky', 'superagent', 'request', 'request-promise', 'needle', 'cross-fetch', 'wretch'],
      ...['ofetch', 'isomorphic-fetch', 'axios-retry', 'http', 'https', 'http2', 'graphql-request', 'soap'],
    ],
  },
  {
    tie: 'a message broker',
    packages: ['amqplib', 'amqp-connection-manager', 'kafkajs', 'bull', 'bullmq', 'mqtt', 'nats', 'agenda', 'bee-queue', 'pg-boss', 'sqs-consumer'],
    scopes: ['@confluentinc'],
  },
  {
    tie: 'an outside service',
    packages: ['aws-sdk', 'firebase', 'minio', 'nodemailer', 'stripe', 'twilio', 'mailgun.js', 'openai'],
    scopes: ['@aws-sdk', '@google-cloud', '@azure', '@firebase', '@sendgrid', '@slack', '@octokit'],
  },
  {
    tie: 'the operating system',
    packages: ['fs', 'fs/promises', 'fs-extra', 'net', 'tls', 'dgram', 'dns', 'child_process', 'cluster', 'worker_threads', 'os', 'readline'],
  },
]

const byPackage = new Map(tied.flatMap(({ tie, packages }) => packages.map((name) => [name, tie] as const)))
const byScope = new Map(tied.flatMap(({ tie, scopes = [] }) => scopes.map((name) => [name, tie] as const)))

/** What an import from this package couples a module to; undefined for packages that compute or describe values. */
export function tieOf(specifier: string): Tie | undefined {
  const module = withoutScheme(specifier)
  const name = packageOf(module)
  const scope = name.startsWith('@') ? name.split('/', 1)[0] : undefined
  return byPackage.get(module) ?? byPackage.get(name) ?? (scope === undefined ? undefined : byScope.get(scope))
}

const injected = ['injectable', 'inject', 'singleton', 'Service', 'Inject']

/**
 * Names by package that only mark a class for the framework's container or documentation: to remove the framework, these lines would simply
 * be deleted.
 */
const marking: { readonly [package_: string]: readonly string[] } = {
  '@nestjs/common': ['Injectable', 'Inject', 'Optional', 'Scope', 'Logger'],
  '@nestjs/cqrs': ['AggregateRoot', 'EventPublisher', 'IEvent', 'ICommand', 'IQuery', 'IEventHandler', 'ICommandHandler', 'IQueryHandler'],
  '@nestjs/swagger': ['*'],
  tsyringe: injected,
  inversify: injected,
  typedi: injected,
}

/** Packages whose marks are base classes and interfaces, which a domain could define itself. */
const extended: ReadonlySet<string> = new Set(['@nestjs/cqrs'])

/** For imports that consist only of names in {@link marking}: whether they mark a class or are what it extends. */
export function smallTie(specifier: string, names: readonly string[]): 'marks' | 'bases' | undefined {
  const known = Object.hasOwn(marking, specifier) ? (marking[specifier] ?? []) : []
  if (names.length === 0 || !names.every((name) => known.includes(name) || known.includes('*'))) return undefined
  return extended.has(specifier) ? 'bases' : 'marks'
}
