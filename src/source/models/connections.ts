import { words } from '../../core/words.ts'

const onePool = 'call createPool() once at startup'

/** Constructors and functions that open a connection, by package, with the alternative to recommend. */
export const connectionMakers: readonly {
  readonly packages: readonly string[]
  readonly names: ReadonlySet<string>
  /** Required in the text of the arguments if a connection is opened; with other arguments, one is taken from a pool. */
  readonly given?: RegExp
  readonly pool: string
}[] = [
  { packages: ['pg'], names: words('Client Pool'), pool: 'create one `new Pool()` at startup' },
  { packages: ['postgres'], names: words('default postgres *'), pool: 'call postgres() once at startup' },
  { packages: ['tedious'], names: words('Connection'), pool: 'use a pool of connections' },
  { packages: ['mongoose'], names: words('createConnection'), pool: 'create one connection at startup' },
  { packages: ['neo4j-driver'], names: words('driver'), pool: 'call driver() once at startup' },
  { packages: ['cassandra-driver'], names: words('Client'), pool: 'create one Client at startup' },
  { packages: ['pg-pool'], names: words('Pool default *'), pool: 'create one pool at startup' },
  { packages: ['mysql', 'mysql2', 'mysql2/promise', 'promise-mysql', 'mariadb'], names: words('createConnection createPool'), pool: onePool },
  { packages: ['oracledb'], names: words('getConnection'), given: /\b(?:user|connectString|connectionString)\b|^\(\w*[cC]onfig\w*\)/, pool: onePool },
  { packages: ['oracledb'], names: words('createPool'), pool: onePool },
  { packages: ['mssql'], names: words('ConnectionPool'), pool: 'create one ConnectionPool at startup' },
  { packages: ['@prisma/client', '.prisma/client'], names: words('PrismaClient'), pool: 'create one PrismaClient at startup' },
  { packages: ['sequelize', 'sequelize-typescript'], names: words('Sequelize'), pool: 'create one Sequelize at startup' },
  { packages: ['typeorm'], names: words('DataSource createConnection'), pool: 'initialise one DataSource at startup' },
  { packages: ['knex'], names: words('knex default Knex *'), pool: 'call knex() once at startup' },
  { packages: ['mongodb'], names: words('MongoClient MongoClient.connect'), pool: 'create one MongoClient at startup' },
  { packages: ['ioredis', 'redis'], names: words('Redis createClient default'), pool: 'create one client at startup' },
]
