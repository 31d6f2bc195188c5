import { words } from '../../core/words.ts'

/** What a module is for, in the program's architecture. */
export type Role =
  /** Answers requests: controllers, resolvers, gateways, files of routes. */
  | 'controller'
  /** Holds what the application does: services, use cases, handlers of commands and queries. */
  | 'service'
  /** Fetches and stores: repositories, data access objects. */
  | 'repository'
  /** Describes a table or document. */
  | 'entity'
  /** Wires others together, and so may know them all: composition roots, framework modules, containers, factories. */
  | 'composition'
  /** Changes or fills the database's schema. */
  | 'migration'
  /** Tests, imitates or shows the program. */
  | 'test'

/** Decorators that settle a class's role, by package. Controllers with routes are in routers.ts. */
export const roleDecorators: readonly {
  readonly role: Role
  readonly packages: readonly string[]
  readonly names: readonly string[]
}[] = [
  { role: 'composition', packages: ['@nestjs/common'], names: ['Module', 'Global'] },
  { role: 'controller', packages: ['@nestjs/graphql', 'type-graphql'], names: ['Resolver'] },
  // Not `@WebSocketGateway`: it is also what services push messages through.
  { role: 'controller', packages: ['socket-controllers'], names: ['SocketController'] },
  { role: 'controller', packages: ['@nestjs/bullmq', '@nestjs/bull'], names: ['Processor'] },
  { role: 'controller', packages: ['awilix-koa', 'awilix-express'], names: ['route'] },
  { role: 'service', packages: ['@nestjs/cqrs'], names: ['CommandHandler', 'QueryHandler', 'EventsHandler', 'Saga'] },
  { role: 'repository', packages: ['typeorm', 'typeorm-typedi-extensions', '@mikro-orm/core'], names: ['EntityRepository'] },
]

/** Decorators of classes that their container makes one instance of, unless it is told otherwise: of Nest, TypeDI, tsyringe. */
export const providerDecorators: ReadonlySet<string> = new Set(['Injectable', 'Service', 'singleton', 'Singleton', 'Controller', 'Resolver', 'CommandHandler', 'QueryHandler'])

/** Base classes and interfaces that settle it. */
export const roleBases: readonly {
  readonly role: Role
  readonly packages: readonly string[]
  readonly names: readonly string[]
}[] = [
  { role: 'repository', packages: ['typeorm'], names: ['Repository', 'TreeRepository', 'AbstractRepository', 'MongoRepository'] },
  {
    role: 'repository',
    packages: ['@mikro-orm/core', '@mikro-orm/postgresql', '@mikro-orm/mysql', '@mikro-orm/mongodb', '@mikro-orm/sqlite'],
    names: ['EntityRepository'],
  },
  { role: 'service', packages: ['@nestjs/cqrs'], names: ['ICommandHandler', 'IQueryHandler', 'IEventHandler'] },
  { role: 'migration', packages: ['typeorm'], names: ['MigrationInterface'] },
  {
    role: 'migration',
    packages: ['@mikro-orm/migrations', '@mikro-orm/seeder', 'typeorm-extension'],
    names: ['Migration', 'Seeder'],
  },
]

/** How Pothos is told, field by field, what GraphQL resolves. */
const pothosFields = 'queryField queryFields mutationField mutationFields subscriptionField subscriptionFields objectType objectRef objectField objectFields prismaObject drizzleObject node prismaNode'

/** Classes and functions whose use makes a module one that is called from outside, by package; with methods of what they make. */
export const entryMakers: { readonly [package_: string]: readonly string[] } = {
  bullmq: ['Worker'],
  'sqs-consumer': ['Consumer'],
  kafkajs: ['Kafka.consumer'],
  '@pothos/core': pothosFields.split(' ').map((name) => `default.${name}`),
  nexus: ['objectType', 'queryType', 'mutationType', 'extendType', 'queryField', 'mutationField', 'subscriptionField'],
  '@effect/platform': ['HttpApiBuilder.group', 'HttpRouter.get', 'HttpRouter.post'],
  'awilix-koa': ['createController'],
  'awilix-express': ['createController'],
}

/** The types of an object that holds what GraphQL resolves. */
export const resolvedTypes: readonly string[] = ['Query', 'Mutation', 'Subscription']

/** What sends to those: a module that makes both serves its callers as well. */
export const entrySenders: { readonly [package_: string]: readonly string[] } = {
  bullmq: ['Queue', 'FlowProducer'],
  kafkajs: ['Kafka.producer'],
}

/** What makes procedures of tRPC, and the names under which a project's own module hands them on. */
export const procedureMaker = { package: '@trpc/server', name: 'initTRPC', procedures: /procedure$/i, routers: /router$/i } as const

/** Endings of class names and of file names, where nothing better is known: `user.service.ts`, `UserService.ts`. */
export const roleEndings: readonly { readonly role: Role; readonly endings: readonly string[] }[] = [
  { role: 'controller', endings: ['controller', '.resolver', 'consumer'] },
  { role: 'service', endings: ['service', 'services', 'usecase', 'use-case', 'interactor', 'commandhandler', 'command-handler', 'queryhandler', 'query-handler'] },
  { role: 'repository', endings: ['repository', 'repo', 'dao', 'dal'] },
  { role: 'entity', endings: ['entity', '.model'] },
  { role: 'migration', endings: ['migration', 'seed', 'seeder'] },
  { role: 'composition', endings: ['.module', 'container', 'bootstrap', 'composition-root'] },
]

/** What a service that every layer may use is for, as its name says: `PrismaService`, `redis.service.ts`, `AppConfigService`. */
export const technicalWords: ReadonlySet<string> = words(`prisma orm typeorm mikroorm drizzle knex kysely sequelize mongoose mongo mongodb postgres pg mysql sqlite
  database db datasource connection pool transaction transactions redis cache caching config configuration env environment logger logging log clock time uuid
  hash hashing crypto encryption cls tracing telemetry metrics`)

/** Whole names of files that start or wire a program. */
export const compositionFiles: ReadonlySet<string> = new Set([
  'main',
  'server',
  'app',
  'bootstrap',
  'bootstrapper',
  'container',
  'composition-root',
  'compositionroot',
  'ioc',
  'di',
  'injector',
  'inversify.config',
  'awilix',
  'wiring',
  'start',
  'hooks.server',
])

/** Whole names of files that SvelteKit calls for a page or all below it. */
export const pageFiles: ReadonlySet<string> = new Set(['+page.server', '+layout.server'])

/** Folders whose files wire others together. */
export const compositionFolders: ReadonlySet<string> = new Set([
  'dependency-injection',
  'dependencyinjection',
  'di',
  'ioc',
  'composition',
  'composition-root',
  'container',
  'containers',
  'bootstrap',
  'loaders',
  'main',
  'factories',
])

export const migrationFolders: ReadonlySet<string> = new Set([
  'migrations',
  'migration',
  'seeds',
  'seeders',
  'seed',
  'alterations',
])

/** Folders whose files fetch and store, where they use a database. */
export const queryFolders: ReadonlySet<string> = new Set(['queries', 'query', 'data-access', 'dataaccess', 'dal', 'persistence'])

/** Names of folders and files for what fetches and stores, where that is plain functions. */
export const storingNames: ReadonlySet<string> = words('db database data store stores storage sql model models')

/** Folders of one kind of module: a file in them that is called `app` or `main` is of that kind, and wires nothing. */
export const kindFolders: ReadonlySet<string> = new Set([
  ...['routes', 'routers', 'router', 'handlers', 'endpoints', 'controllers', 'resolvers', 'services', 'repositories'],
  ...['queries', 'models', 'entities', 'domain', 'constants', 'locales', 'errors', 'types', 'utils', 'helpers', 'config'],
])

/** Packages that hold the objects of a program by name: who registers there wires. */
export const containerPackages: readonly string[] = [
  'awilix',
  'inversify',
  'tsyringe',
  'typedi',
  'node-dependency-injection',
  'bottlejs',
  'brandi',
  'diod',
  'typed-inject',
]
/** How a container is told what makes an object. */
export const providingCalls = { package: 'awilix', ofFunctions: 'asFunction', ofValues: 'asValue' } as const
/** The methods by which one registers there, as against `get` and `resolve`. */
export const containerMethods: ReadonlySet<string> = new Set([
  'register',
  'registerSingleton',
  'registerClass',
  'registerInstance',
  'bind',
  'set',
  'load',
  'createContainer',
  'addInstance',
])

/** Folders and files that every layer has and that say nothing of it: what lies there is shared, wherever that is. */
export const neutralNames: ReadonlySet<string> = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'shared',
  'constant',
  'constants',
  'const',
  'consts',
  'types',
  'interfaces',
  'dto',
  'dtos',
  'enums',
  'errors',
  'exceptions',
  'validators',
  'validations',
])

/** What stands across the layers, as its folder or the part of its name before the extension says: it is no layer of its own. */
export const sharedNames: ReadonlySet<string> = new Set([
  ...['middleware', 'middlewares', 'guard', 'guards', 'interceptor', 'interceptors', 'pipe', 'pipes', 'filter', 'filters'],
  ...['decorator', 'decorators', 'strategy', 'strategies', 'logger', 'logging', 'i18n', 'locales', 'templates', 'typings'],
  ...['type', 'interface', 'enum', 'error', 'exception', 'validator', 'mapper', 'mappers', 'schema', 'schemas', 'models', 'model'],
  ...['public', 'assets', 'static', 'scripts', 'script', 'tools', 'bin', 'generated', '__generated__', 'vendor'],
])

/** Configuration is read by whoever needs it, wherever it lies. */
export const configurationNames: ReadonlySet<string> = new Set(['config', 'configs', 'configuration', 'settings', 'env'])

/** Folders of data: a `GitRepository` among models is a thing that is stored, and nothing that stores. */
export const dataFolders: ReadonlySet<string> = new Set([
  'dto',
  'dtos',
  'models',
  'model',
  'entities',
  'entity',
  'types',
  'interfaces',
  'objects',
  'schemas',
])
