import type { ImportRecord } from '../syntax/records.ts'
import { list, words } from '../../core/words.ts'

/** True for `app.pg` of a Fastify plugin, where the parameter `app` has no type. */
export function isDecoratedInstance(name: string, [field = '', ...further]: readonly string[]): boolean {
  return /^(?:fastify|app|server|instance)$/.test(name) && further.length > 0 && field !== 'db' && decoratedHandles.some(({ fields }) => fields.has(field))
}

/** Names under which a context, or an object of injected dependencies, holds a database client. */
const heldClients = words('prisma knex db drizzle orm sequelize mongo pg')
const contextNames = words('ctx context')

interface HeldClient {
  readonly field: string
  readonly method: string
  /** It is a query only if the client is generated. */
  readonly isGenerated?: true
}

/**
 * The field and method of a query through a client in a context or in injected dependencies: `ctx.prisma.user.findMany()`, `({ knex }) =>
 * knex('users')`. A `db` may be the project's own object, so there only methods count that are distinctive of a client, or those of a model if the
 * project has a generated client: `ctx.db.card.update()`. Hono keeps them in `c.var` and `c.env`.
 * @param name the name of the parameter; empty if it is destructured
 */
export function heldClient(name: string, names: readonly string[]): HeldClient | undefined {
  const [holder, binding = '', called = '', ...rest] = names
  if (name === 'c' && holder === 'env' && rest.length === 0 && /^(?:prepare|batch)$/.test(called)) return { field: binding, method: called }
  if (/^(?:c|ctx|context)$/.test(name) && holder === 'var') return heldClient('ctx', names.slice(1))
  const path = name === '' && contextNames.has(names[0] ?? '') ? names.slice(1) : names
  const [field = '', ...further] = path
  if ((name !== '' && !contextNames.has(name)) || !heldClients.has(field)) return undefined
  const method = further.at(-1)
  if (method === undefined) return /^(?:db|knex)$/.test(field) ? { field, method: 'query' } : undefined
  if (field !== 'db' || clientMethods.test(method)) return { field, method }
  return further.length === 2 && /^(?:create|update|delete|count)$/.test(method) ? { field, method, isGenerated: true } : undefined
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

/** A row of the table below. */
function library(packages: string, handles = '', types = '', more: Pick<DataLibrary, 'decorators' | 'records' | 'models'> = {}): DataLibrary {
  return { packages: list(packages), handles: list(handles), types: list(types), ...more }
}

/**
 * Exports that are not listed do not access a database: types, operators, error classes, column decorators, `mongoose.Types.ObjectId`.
 * Sources: each library's documentation, November 2026.
 */
export const dataLibraries: readonly DataLibrary[] = [
  library(
    'typeorm',
    'DataSource getRepository getTreeRepository getMongoRepository getConnection getManager getMongoManager createConnection createQueryBuilder',
    'Repository TreeRepository MongoRepository EntityManager MongoEntityManager DataSource Connection QueryRunner',
    { records: list('BaseEntity') },
  ),
  library('@nestjs/typeorm', '', '', { decorators: list('InjectRepository InjectDataSource InjectConnection InjectEntityManager') }),
  library('typeorm-typedi-extensions typeorm-extension', '', '', { decorators: list('InjectConnection InjectManager') }),
  library('mongoose', 'connect createConnection connection startSession', 'Model Connection PaginateModel', { models: list('model') }),
  library('@nestjs/mongoose', '', '', { decorators: list('InjectModel InjectConnection') }),
  library('mongodb', 'MongoClient', 'MongoClient Db Collection'),
  library('sequelize @sequelize/core', 'Sequelize default', 'Sequelize', { records: list('Model'), models: list('define import') }),
  library('sequelize-typescript', 'Sequelize', 'Sequelize Repository', { records: list('Model') }),
  library('@nestjs/sequelize', '', '', { decorators: list('InjectModel InjectConnection') }),
  library('@prisma/client', 'PrismaClient', 'PrismaClient'),
  library('knex nestjs-knex nest-knexjs', 'default knex Knex', 'Knex default', { decorators: list('InjectKnex InjectConnection InjectModel') }),
  library('objection', 'transaction', '', { records: list('Model') }),
  library('bookshelf', 'default'),
  library(
    '@mikro-orm/core @mikro-orm/postgresql @mikro-orm/mysql @mikro-orm/mongodb @mikro-orm/sqlite @mikro-orm/knex',
    'MikroORM',
    'EntityManager EntityRepository MikroORM SqlEntityManager',
  ),
  library('@mikro-orm/nestjs', '', '', { decorators: list('InjectRepository InjectEntityManager InjectMikroORM') }),
  library(
    'drizzle-orm drizzle-orm/node-postgres drizzle-orm/postgres-js drizzle-orm/mysql2 drizzle-orm/better-sqlite3 drizzle-orm/libsql drizzle-orm/neon-http drizzle-orm/neon-serverless drizzle-orm/d1 drizzle-orm/bun-sqlite drizzle-orm/pglite drizzle-orm/vercel-postgres drizzle-orm/planetscale-serverless',
    'drizzle',
    'NodePgDatabase PostgresJsDatabase MySql2Database BetterSQLite3Database LibSQLDatabase NeonHttpDatabase DrizzleD1Database',
  ),
  library('kysely', 'Kysely', 'Kysely Transaction'),
  library('pg pg-pool @neondatabase/serverless @vercel/postgres', 'Pool Client default neon sql createPool createClient', 'Pool PoolClient Client'),
  library('pg-promise', 'default', 'IDatabase'),
  library('postgres', 'default', 'Sql'),
  library('slonik @silverhand/slonik', 'createPool', 'DatabasePool CommonQueryMethods DatabaseConnection DatabaseTransactionConnection'),
  library('mysql mysql2 mysql2/promise promise-mysql mariadb', 'createPool createConnection createPoolCluster', 'Pool Connection PoolConnection'),
  library('sqlite3 better-sqlite3 sqlite bun:sqlite node:sqlite', 'Database default open DatabaseSync verbose', 'Database default DatabaseSync'),
  library('mssql tedious', 'ConnectionPool connect query Request Connection', 'ConnectionPool Connection'),
  library('oracledb', 'getConnection createPool', 'Connection Pool'),
  library('@libsql/client @planetscale/database @clickhouse/client', 'createClient connect Client', 'Client Connection ClickHouseClient'),
  library('@effect/sql @effect/sql-pg @effect/sql-mysql2 @effect/sql-sqlite-node', '', 'SqlClient PgClient MysqlClient SqliteClient'),
  library('massive waterline nedb lowdb', 'default Low JSONFilePreset'),
  library('cassandra-driver neo4j-driver arangojs', 'Client driver Database', 'Client Driver Session Database'),
  library('@google-cloud/firestore @google-cloud/bigquery @google-cloud/spanner', 'Firestore BigQuery Spanner', 'Firestore BigQuery Spanner'),
  library('@adonisjs/lucid/orm @ioc:Adonis/Lucid/Orm', '', '', { records: list('BaseModel') }),
  library(
    '@aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb',
    'DynamoDBClient DynamoDB DynamoDBDocumentClient DynamoDBDocument',
    'DynamoDBClient DynamoDB DynamoDBDocumentClient DynamoDBDocument',
  ),
  library('@supabase/supabase-js', 'createClient', 'SupabaseClient'),
  library('firebase-admin/firestore', 'getFirestore', 'Firestore'),
  library('dynamoose', '', '', { models: list('model') }),
  library('@typegoose/typegoose', '', 'ReturnModelType', { models: list('getModelForClass') }),
]

/** The packages of all of them. */
export const dataPackages: ReadonlySet<string> = new Set(dataLibraries.flatMap(({ packages }) => packages))

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
