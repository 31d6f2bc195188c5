import type { ImportRecord } from '../syntax/records.ts'
import { words } from '../../core/words.ts'

/** True for `app.pg` of a Fastify plugin, where the parameter `app` has no type. */
export function isDecoratedInstance(name: string, [field = '', ...further]: readonly string[]): boolean {
  return /^(?:fastify|app|server|instance)$/.test(name) && further.length > 0 && field !== 'db' && decoratedHandles.some(({ fields }) => fields.has(field))
}

/** Names under which a context, or an object of injected dependencies, holds a database client. */
const heldClients = words('prisma knex db drizzle orm sequelize mongo pg')
const contextNames = words('ctx context')

/**
 * The field and method of a query through a client in a context or in injected dependencies: `ctx.prisma.user.findMany()`, `({ knex }) =>
 * knex('users')`. A `db` may be the project's own object, so there only methods count that are distinctive of a client.
 * @param name the name of the parameter; empty if it is destructured
 */
export function heldClient(name: string, names: readonly string[]): { readonly field: string; readonly method: string } | undefined {
  const path = name === '' && contextNames.has(names[0] ?? '') ? names.slice(1) : names
  const [field = '', ...further] = path
  if ((name !== '' && !contextNames.has(name)) || !heldClients.has(field)) return undefined
  const method = further.at(-1)
  if (method === undefined) return /^(?:db|knex)$/.test(field) ? { field, method: 'query' } : undefined
  return field !== 'db' || clientMethods.test(method) ? { field, method } : undefined
}
const clientMethods = /^(?:select|insert|query|execute|transaction|\$\w+|find(?:Many|Unique|First)\w*|(?:create|update|delete)Many|upsert|groupBy|aggregate|collection)$/

/** A driver, query builder or ORM, and how code obtains access to a database with it. */
export interface DataLibrary {
  readonly packages: readonly string[]
  /** Exports that, called or constructed, return access to the database. */
  readonly handles: readonly string[]
  /** Types of parameters and fields that give such access. */
  readonly types: readonly string[]
  /** Decorators that inject it. */
  readonly decorators?: readonly string[]
  /** Base classes of the active record pattern: subclasses query their own table. */
  readonly records?: readonly string[]
  /** Functions and methods that define a model and query nothing. */
  readonly models?: readonly string[]
}

/**
 * Exports that are not listed do not access a database: types, operators, error classes, column decorators, `mongoose.Types.ObjectId`.
 * Sources: each library's documentation, November 2026.
 */
export const dataLibraries: readonly DataLibrary[] = [
  {
    packages: ['typeorm'],
    handles: [
      'DataSource',
      'getRepository',
      'getTreeRepository',
      'getMongoRepository',
      'getConnection',
      'getManager',
      'getMongoManager',
      'createConnection',
      'createQueryBuilder',
    ],
    types: [
      'Repository',
      'TreeRepository',
      'MongoRepository',
      'EntityManager',
      'MongoEntityManager',
      'DataSource',
      'Connection',
      'QueryRunner',
    ],
    records: ['BaseEntity'],
  },
  {
    packages: ['@nestjs/typeorm'],
    handles: [],
    types: [],
    decorators: ['InjectRepository', 'InjectDataSource', 'InjectConnection', 'InjectEntityManager'],
  },
  {
    packages: ['typeorm-typedi-extensions', 'typeorm-extension'],
    handles: [],
    types: [],
    decorators: ['InjectConnection', 'InjectManager'],
  },
  {
    packages: ['mongoose'],
    handles: ['connect', 'createConnection', 'connection', 'startSession'],
    types: ['Model', 'Connection', 'PaginateModel'],
    models: ['model'],
  },
  { packages: ['@nestjs/mongoose'], handles: [], types: [], decorators: ['InjectModel', 'InjectConnection'] },
  { packages: ['mongodb'], handles: ['MongoClient'], types: ['MongoClient', 'Db', 'Collection'] },
  {
    packages: ['sequelize', '@sequelize/core'],
    handles: ['Sequelize', 'default'],
    types: ['Sequelize'],
    records: ['Model'],
    models: ['define', 'import'],
  },
  { packages: ['sequelize-typescript'], handles: ['Sequelize'], types: ['Sequelize', 'Repository'], records: ['Model'] },
  { packages: ['@nestjs/sequelize'], handles: [], types: [], decorators: ['InjectModel', 'InjectConnection'] },
  { packages: ['@prisma/client'], handles: ['PrismaClient'], types: ['PrismaClient'] },
  {
    packages: ['knex', 'nestjs-knex', 'nest-knexjs'],
    handles: ['default', 'knex', 'Knex'],
    types: ['Knex', 'default'],
    decorators: ['InjectKnex', 'InjectConnection', 'InjectModel'],
  },
  { packages: ['objection'], handles: ['transaction'], types: [], records: ['Model'] },
  { packages: ['bookshelf'], handles: ['default'], types: [], records: [] },
  {
    packages: [
      '@mikro-orm/core',
      '@mikro-orm/postgresql',
      '@mikro-orm/mysql',
      '@mikro-orm/mongodb',
      '@mikro-orm/sqlite',
      '@mikro-orm/knex',
    ],
    handles: ['MikroORM'],
    types: ['EntityManager', 'EntityRepository', 'MikroORM', 'SqlEntityManager'],
  },
  {
    packages: ['@mikro-orm/nestjs'],
    handles: [],
    types: [],
    decorators: ['InjectRepository', 'InjectEntityManager', 'InjectMikroORM'],
  },
  {
    packages: [
      'drizzle-orm',
      'drizzle-orm/node-postgres',
      'drizzle-orm/postgres-js',
      'drizzle-orm/mysql2',
      'drizzle-orm/better-sqlite3',
      'drizzle-orm/libsql',
      'drizzle-orm/neon-http',
      'drizzle-orm/neon-serverless',
      'drizzle-orm/d1',
      'drizzle-orm/bun-sqlite',
      'drizzle-orm/pglite',
      'drizzle-orm/vercel-postgres',
      'drizzle-orm/planetscale-serverless',
    ],
    handles: ['drizzle'],
    types: [
      'NodePgDatabase',
      'PostgresJsDatabase',
      'MySql2Database',
      'BetterSQLite3Database',
      'LibSQLDatabase',
      'NeonHttpDatabase',
      'DrizzleD1Database',
    ],
  },
  { packages: ['kysely'], handles: ['Kysely'], types: ['Kysely', 'Transaction'] },
  {
    packages: ['pg', 'pg-pool', '@neondatabase/serverless', '@vercel/postgres'],
    handles: ['Pool', 'Client', 'default', 'neon', 'sql', 'createPool', 'createClient'],
    types: ['Pool', 'PoolClient', 'Client'],
  },
  { packages: ['pg-promise'], handles: ['default'], types: ['IDatabase'] },
  { packages: ['postgres'], handles: ['default'], types: ['Sql'] },
  {
    packages: ['slonik', '@silverhand/slonik'],
    handles: ['createPool'],
    types: ['DatabasePool', 'CommonQueryMethods', 'DatabaseConnection', 'DatabaseTransactionConnection'],
  },
  {
    packages: ['mysql', 'mysql2', 'mysql2/promise', 'promise-mysql', 'mariadb'],
    handles: ['createPool', 'createConnection', 'createPoolCluster'],
    types: ['Pool', 'Connection', 'PoolConnection'],
  },
  {
    packages: ['sqlite3', 'better-sqlite3', 'sqlite', 'bun:sqlite', 'node:sqlite'],
    handles: ['Database', 'default', 'open', 'DatabaseSync', 'verbose'],
    types: ['Database', 'default', 'DatabaseSync'],
  },
  {
    packages: ['mssql', 'tedious'],
    handles: ['ConnectionPool', 'connect', 'query', 'Request', 'Connection'],
    types: ['ConnectionPool', 'Connection'],
  },
  { packages: ['oracledb'], handles: ['getConnection', 'createPool'], types: ['Connection', 'Pool'] },
  {
    packages: ['@libsql/client', '@planetscale/database', '@clickhouse/client'],
    handles: ['createClient', 'connect', 'Client'],
    types: ['Client', 'Connection', 'ClickHouseClient'],
  },
  { packages: ['@effect/sql', '@effect/sql-pg', '@effect/sql-mysql2', '@effect/sql-sqlite-node'], handles: [], types: ['SqlClient', 'PgClient', 'MysqlClient', 'SqliteClient'] },
  { packages: ['massive', 'waterline', 'nedb', 'lowdb'], handles: ['default', 'Low', 'JSONFilePreset'], types: [] },
  {
    packages: ['cassandra-driver', 'neo4j-driver', 'arangojs'],
    handles: ['Client', 'driver', 'Database'],
    types: ['Client', 'Driver', 'Session', 'Database'],
  },
  {
    packages: ['@google-cloud/firestore', '@google-cloud/bigquery', '@google-cloud/spanner'],
    handles: ['Firestore', 'BigQuery', 'Spanner'],
    types: ['Firestore', 'BigQuery', 'Spanner'],
  },
  { packages: ['@adonisjs/lucid/orm', '@ioc:Adonis/Lucid/Orm'], handles: [], types: [], records: ['BaseModel'] },
  {
    packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
    handles: ['DynamoDBClient', 'DynamoDB', 'DynamoDBDocumentClient', 'DynamoDBDocument'],
    types: ['DynamoDBClient', 'DynamoDB', 'DynamoDBDocumentClient', 'DynamoDBDocument'],
  },
  { packages: ['@supabase/supabase-js'], handles: ['createClient'], types: ['SupabaseClient'] },
  { packages: ['firebase-admin/firestore'], handles: ['getFirestore'], types: ['Firestore'] },
  { packages: ['dynamoose'], handles: [], types: [], models: ['model'] },
  { packages: ['@typegoose/typegoose'], handles: [], types: ['ReturnModelType'], models: ['getModelForClass'] },
]

/** Prisma generates its client at a path of the project's choice, so the class is recognized by its name too. */
export const generatedClient = 'PrismaClient'

/** Decorators of classes that describe a table or document. */
export const entityDecorators: { readonly [package_: string]: readonly string[] } = {
  typeorm: ['Entity', 'ViewEntity', 'ChildEntity'],
  '@nestjs/mongoose': ['Schema'],
  'sequelize-typescript': ['Table'],
  '@mikro-orm/core': ['Entity', 'Embeddable'],
  '@mikro-orm/decorators': ['Entity', 'Embeddable'],
  '@typegoose/typegoose': ['modelOptions', 'pre', 'post', 'index'],
}

/** Functions that describe a table or document. */
export const tableCalls: { readonly [package_: string]: readonly string[] } = {
  'drizzle-orm/pg-core': ['pgTable', 'pgView', 'pgSchema'],
  'drizzle-orm/mysql-core': ['mysqlTable', 'mysqlView'],
  'drizzle-orm/sqlite-core': ['sqliteTable', 'sqliteView'],
  mongoose: ['Schema', 'model'],
}

/** True for a base class of the active record pattern. */
export function isRecordBase({ specifier, name }: { readonly specifier: string; readonly name: string }): boolean {
  return dataLibraries.some(({ packages, records = [] }) => packages.includes(specifier) && records.includes(name))
}

/** True if an import includes something that accesses a database, or the type of it. */
export function takesDataAccess({ specifier, names }: Pick<ImportRecord, 'specifier' | 'names'>): boolean {
  const library = dataLibraries.find(({ packages }) => packages.includes(specifier))
  return (
    library !== undefined &&
    names.some(({ imported }) => [...library.handles, ...library.types, ...(library.decorators ?? [])].includes(imported))
  )
}

/**
 * Properties in which plugins put a database on the application, by the application's type: `fastify.pg.query()`. Sources: the plugins'
 * documentation, November 2026.
 */
export const decoratedHandles: readonly { readonly package: string; readonly type: string; readonly fields: ReadonlySet<string> }[] = [
  { package: 'fastify', type: 'FastifyInstance', fields: words('pg mysql mongo knex prisma sequelize objection orm typeorm drizzle db') },
]
