import { words } from '../../core/words.ts'

/** The role of a module in the architecture. */
export type Role =
  /** Handles requests: controllers, resolvers, gateways, route files. */
  | 'controller'
  /** Implements what the application does: services, use cases, command and query handlers. */
  | 'service'
  /** Reads and writes data: repositories, data access objects. */
  | 'repository'
  /** Describes a table or document. */
  | 'entity'
  /** Wires modules together, and so may depend on all of them: composition roots, framework modules, containers, factories. */
  | 'composition'
  /** Changes the database's schema, or seeds it. */
  | 'migration'
  /** Tests, mocks or examples. */
  | 'test'

/** Decorators that determine a class's role, by package. Controllers with routes are in `controllers.ts`. */
export const roleDecorators: readonly {
  readonly role: Role
  readonly packages: readonly string[]
  readonly names: readonly string[]
}[] = [
  { role: 'composition', packages: ['@nestjs/common'], names: ['Module', 'Global'] },
  { role: 'controller', packages: ['@nestjs/graphql', 'type-graphql'], names: ['Resolver'] },
  // Not `@WebSocketGateway`: services push messages through gateways too.
  { role: 'controller', packages: ['socket-controllers'], names: ['SocketController'] },
  { role: 'controller', packages: ['@nestjs/bullmq', '@nestjs/bull'], names: ['Processor'] },
  { role: 'controller', packages: ['awilix-koa', 'awilix-express'], names: ['route'] },
  { role: 'service', packages: ['@nestjs/cqrs'], names: ['CommandHandler', 'QueryHandler', 'EventsHandler', 'Saga'] },
  { role: 'repository', packages: ['typeorm', 'typeorm-typedi-extensions', '@mikro-orm/core'], names: ['EntityRepository'] },
]

/** Decorators of classes that are singletons by default in their container: Nest, TypeDI, tsyringe. */
export const providerDecorators: ReadonlySet<string> = new Set(['Injectable', 'Service', 'singleton', 'Singleton', 'Controller', 'Resolver', 'CommandHandler', 'QueryHandler'])

/** Base classes and interfaces that determine a class's role. */
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

/** Methods of Pothos that define GraphQL fields and their resolvers. */
const pothosFields = 'queryField queryFields mutationField mutationFields subscriptionField subscriptionFields objectType objectRef objectField objectFields prismaObject drizzleObject node prismaNode'

/** Classes and functions whose use makes a module an entry point, by package. Names with a dot are methods of what the export makes. */
export const entryMakers: { readonly [package_: string]: readonly string[] } = {
  bullmq: ['Worker'],
  'sqs-consumer': ['Consumer', 'Consumer.create'],
  kafkajs: ['Kafka.consumer'],
  '@pothos/core': pothosFields.split(' ').map((name) => `default.${name}`),
  nexus: ['objectType', 'queryType', 'mutationType', 'extendType', 'queryField', 'mutationField', 'subscriptionField'],
  '@effect/platform': ['HttpApiBuilder.group', 'HttpRouter.get', 'HttpRouter.post'],
  'awilix-koa': ['createController'],
  'awilix-express': ['createController'],
}

/** The GraphQL root types in an object of resolvers. */
export const resolvedTypes: readonly string[] = ['Query', 'Mutation', 'Subscription']

/** The sending side of those: a module that uses both also serves other modules. */
export const entrySenders: { readonly [package_: string]: readonly string[] } = {
  bullmq: ['Queue', 'FlowProducer'],
  kafkajs: ['Kafka.producer'],
}

/** The factory of tRPC's procedures, and the names under which a project exports what it makes. */
export const procedureMaker = { package: '@trpc/server', name: 'initTRPC', procedures: /procedure$/i, routers: /router$/i } as const

/** Endings of class and file names, used if there is no better evidence: `user.service.ts`, `UserService.ts`. */
export const roleEndings: readonly { readonly role: Role; readonly endings: readonly string[] }[] = [
  { role: 'controller', endings: ['controller', '.resolver', 'consumer', 'controlador'] },
  { role: 'service', endings: ['service', 'services', 'servicio', 'servico', 'usecase', 'use-case', 'interactor', 'facade', '.business', 'bll', 'commandhandler', 'command-handler', 'queryhandler', 'query-handler'] },
  { role: 'repository', endings: ['repository', 'repo', 'dao', 'dal', 'repositorio'] },
  { role: 'entity', endings: ['entity', '.model'] },
  { role: 'migration', endings: ['migration', 'seed', 'seeder'] },
  { role: 'composition', endings: ['.module', 'container', 'bootstrap', 'composition-root'] },
]

/** Names of folders in other languages, and other names of a folder, without accents and hyphens, by the usual name. */
export const englishFolders: ReadonlyMap<string, string> = new Map(
  Object.entries({
    controllers: 'controladores controleurs',
    services: 'servicios servicos servizi dienste diensten',
    repositories: 'repositorios depots repositorien',
    entities: 'entidades entitaten entitaeten entites',
    domain: 'dominio domaine domane domaene domein domena',
    application: 'aplicacion aplicacao anwendung applicazione aplikacja toepassing',
    infrastructure: 'infraestructura infraestrutura infrastruktur infrastruttura infrastruktura infrastructuur',
    usecases: 'casosdeuso casosuso anwendungsfalle anwendungsfaelle casiduso casdutilisation',
    persistence: 'persistencia persistenz persistenza',
    presentation: 'presentacion apresentacao prasentation praesentation presentazione',
    core: 'kern nucleo noyau coeur',
    model: 'modell modelo modele modello',
    ports: 'puertos portas',
    adapters: 'adaptadores adaptateurs adattatori',
    frameworks: 'frameworksdrivers frameworksanddrivers',
  }).flatMap(([english, names]) => names.split(' ').map((name) => [name, english])),
)

/** Words in names of technical services that every layer may use: `PrismaService`, `redis.service.ts`, `AppConfigService`. */
export const technicalWords: ReadonlySet<string> = words(`prisma orm typeorm mikroorm drizzle knex kysely sequelize mongoose mongo mongodb postgres pg mysql sqlite
  database db datasource connection pool transaction transactions redis cache caching config configuration env environment logger logging log clock time uuid
  hash hashing crypto encryption cls tracing telemetry metrics`)

/** File names of modules that start or wire an application. */
export const compositionFiles: ReadonlySet<string> = new Set([
  'main',
  'server',
  'app',
  'bootstrap',
  'bootstrapper',
  'container',
  'composition',
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

/** File names of SvelteKit's server modules for a page or layout. */
export const pageFiles: ReadonlySet<string> = new Set(['+page.server', '+layout.server'])

/** Folders whose files wire modules together. */
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

/** Folders of migrations and seeds. */
export const migrationFolders: ReadonlySet<string> = new Set([
  'migrations',
  'migration',
  'seeds',
  'seeders',
  'seed',
  'alterations',
])

/** Folders whose files are repositories if they use a database. */
export const queryFolders: ReadonlySet<string> = new Set(['queries', 'query', 'data-access', 'dataaccess', 'dal', 'persistence'])

/** Folder and file names for data access in plain functions. */
export const storingNames: ReadonlySet<string> = words('db database data store stores storage sql model models')

/** Folders for one kind of module: a file in them called `app` or `main` is of that kind, not a composition root. */
export const kindFolders: ReadonlySet<string> = new Set([
  ...['routes', 'routers', 'router', 'handlers', 'endpoints', 'controllers', 'resolvers', 'services', 'repositories'],
  ...['queries', 'models', 'entities', 'domain', 'constants', 'locales', 'errors', 'types', 'utils', 'helpers', 'config'],
])

/** Dependency injection containers: a module that registers there is a composition root. */
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
/** awilix's functions that register a factory or a value. */
export const providingCalls = { package: 'awilix', ofFunctions: 'asFunction', ofValues: 'asValue' } as const
/** Methods of containers that register something, as opposed to `get` and `resolve`. */
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

/** Folders and files that occur in every layer, and so belong to none. */
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

/** Folders, or the last part of a file name before the extension, that cut across the layers. */
export const sharedNames: ReadonlySet<string> = new Set([
  ...['middleware', 'middlewares', 'guard', 'guards', 'interceptor', 'interceptors', 'pipe', 'pipes', 'filter', 'filters'],
  ...['decorator', 'decorators', 'strategy', 'strategies', 'logger', 'logging', 'i18n', 'locales', 'templates', 'typings'],
  ...['type', 'interface', 'enum', 'error', 'exception', 'validator', 'mapper', 'mappers', 'schema', 'schemas', 'models', 'model'],
  ...['public', 'assets', 'static', 'scripts', 'script', 'tools', 'bin', 'generated', '__generated__', 'vendor'],
])

/** Configuration, which every layer may read. */
export const configurationNames: ReadonlySet<string> = new Set(['config', 'configs', 'configuration', 'settings', 'env'])

/** Folders of data types: a `GitRepository` among models is an entity, not a repository. */
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
