import { words } from '../../core/words.ts'

const onePool = 'call createPool() once'

/** Constructors and functions that open a connection, by package, with the alternative to recommend, as what comes before "at startup". */
export const connectionMakers: readonly {
  readonly packages: readonly string[]
  readonly names: ReadonlySet<string>
  /** Required in the text of the arguments if a connection is opened; with other arguments, one is taken from a pool. */
  readonly given?: RegExp
  readonly pool: string
}[] = [
  { packages: ['pg'], names: words('Client Pool'), pool: 'create one `new Pool()`' },
  { packages: ['postgres'], names: words('default postgres *'), pool: 'call postgres() once' },
  { packages: ['tedious'], names: words('Connection'), pool: 'create a pool of connections' },
  { packages: ['mongoose'], names: words('createConnection'), pool: 'create one connection' },
  { packages: ['neo4j-driver'], names: words('driver'), pool: 'call driver() once' },
  { packages: ['cassandra-driver'], names: words('Client'), pool: 'create one Client' },
  { packages: ['pg-pool'], names: words('Pool default *'), pool: 'create one pool' },
  { packages: ['mysql', 'mysql2', 'mysql2/promise', 'promise-mysql', 'mariadb'], names: words('createConnection createPool'), pool: onePool },
  { packages: ['oracledb'], names: words('getConnection'), given: /\b(?:user|connectString|connectionString)\b|^\(\w*[cC]onfig\w*\)/, pool: onePool },
  { packages: ['oracledb'], names: words('createPool'), pool: onePool },
  { packages: ['mssql'], names: words('ConnectionPool'), pool: 'create one ConnectionPool' },
  { packages: ['@prisma/client', '.prisma/client'], names: words('PrismaClient'), pool: 'create one PrismaClient' },
  { packages: ['sequelize', 'sequelize-typescript'], names: words('Sequelize'), pool: 'create one Sequelize' },
  { packages: ['typeorm'], names: words('DataSource createConnection'), pool: 'initialise one DataSource' },
  { packages: ['knex'], names: words('knex default Knex *'), pool: 'call knex() once' },
  { packages: ['mongodb'], names: words('MongoClient MongoClient.connect'), pool: 'create one MongoClient' },
  { packages: ['snowflake-sdk', '@sap/hana-client', 'odbc', 'ibm_db'], names: words('createConnection connect open'), pool: 'create one pool' },
  { packages: ['amqplib', 'amqplib/callback_api'], names: words('connect'), pool: 'open one connection' },
  { packages: ['ioredis', 'redis'], names: words('Redis createClient default'), pool: 'create one client' },
]
