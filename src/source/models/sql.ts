/** A call that sends text to a database as it is. */
export interface SqlSink {
  /** Names of the method (or function, or class with `new`). */
  readonly names: readonly string[]
  readonly form?: 'function' | 'new'
  /** Which argument holds the text, from 0. */
  readonly argument: number
  /** Where the argument may be an object: the property that holds the text. */
  readonly property?: string
  /** For calls that take a clause and not a statement: the text that comes before it. */
  readonly before?: string
  /** Nothing but this library has a call of that name: it needs no other evidence. */
  readonly unmistakable?: boolean
}

/** What the linter knows of one SQL library. */
export interface SqlLibrary {
  readonly name: string
  /** Import specifiers; one that ends with `/` covers everything below it. */
  readonly packages: readonly string[]
  readonly sinks: readonly SqlSink[]
  /** How to pass a value beside the text in this library, as the rest of a sentence that begins with a verb. */
  readonly binding: string
  /** How to put in a name (table, column) safely, where the library has a way. */
  readonly identifier?: string
}

const statement = { argument: 0 } as const

/** Where raw SQL text enters, by library. Tags that bind what they are given (`sql`…``) are not here: they are the safe way. */
export const sqlLibraries: readonly SqlLibrary[] = [
  {
    name: 'pg',
    packages: ['pg', 'pg-pool', 'pg-cursor', 'pg-query-stream', 'pg-native'],
    sinks: [
      { names: ['query'], ...statement, property: 'text' },
      { names: ['Cursor', 'QueryStream', 'Query'], form: 'new', ...statement },
    ],
    binding: 'write $1 in its place and pass it in the array after the text',
    identifier: 'client.escapeIdentifier()',
  },
  {
    name: 'pg-promise',
    packages: ['pg-promise'],
    sinks: [
      {
        names: [
          'any',
          'each',
          'many',
          'manyOrNone',
          'map',
          'multi',
          'multiResult',
          'none',
          'one',
          'oneOrNone',
          'query',
          'result',
          'stream',
        ],
        ...statement,
        property: 'text',
      },
    ],
    binding: 'write $1 in its place and pass it in the array after the text',
    identifier: '$1:name',
  },
  {
    name: 'postgres',
    packages: ['postgres'],
    sinks: [{ names: ['unsafe'], ...statement }],
    binding: 'use the sql`…` tag, which binds what stands in ${…}',
    identifier: 'sql(name)',
  },
  {
    name: 'neon',
    packages: ['@neondatabase/serverless', '@vercel/postgres'],
    sinks: [{ names: ['query', 'unsafe'], ...statement, property: 'text' }],
    binding: 'write $1 in its place and pass it in the array after the text, or use the sql`…` tag',
  },
  {
    name: 'mysql2',
    packages: ['mysql', 'mysql2', 'mysql2/', 'promise-mysql', 'mariadb', 'mariadb/', 'serverless-mysql'],
    sinks: [
      { names: ['query', 'execute', 'queryStream', 'batch'], ...statement, property: 'sql' },
      { names: ['prepare'], ...statement },
    ],
    binding: 'write ? in its place and pass it in the array after the text',
    identifier: '?? or mysql.escapeId()',
  },
  {
    name: 'sqlite3',
    packages: ['sqlite3', 'sqlite', 'better-sqlite3', 'node:sqlite', 'bun:sqlite', 'sql.js', '@databases/sqlite', 'expo-sqlite'],
    sinks: [
      {
        names: [
          'run',
          'get',
          'all',
          'each',
          'exec',
          'prepare',
          'query',
          'execAsync',
          'runAsync',
          'getAllAsync',
          'getFirstAsync',
          'getEachAsync',
        ],
        ...statement,
      },
    ],
    binding: 'write ? in its place and pass it as a parameter of the statement',
  },
  {
    name: 'mssql',
    packages: ['mssql', 'mssql/', 'tedious'],
    sinks: [
      { names: ['query', 'batch', 'prepare'], ...statement },
      { names: ['Request'], form: 'new', ...statement },
    ],
    binding: "write @name in its place and give it with request.input('name', value)",
  },
  {
    name: 'oracledb',
    packages: ['oracledb'],
    sinks: [{ names: ['execute', 'executeMany', 'queryStream'], ...statement }],
    binding: 'write :1 in its place and pass it in the binds after the text',
  },
  {
    name: 'sequelize',
    packages: ['sequelize', 'sequelize-typescript', '@sequelize/', '@nestjs/sequelize'],
    sinks: [
      { names: ['query', 'queryRaw'], ...statement, property: 'query' },
      { names: ['literal'], ...statement },
      { names: ['literal'], form: 'function', ...statement },
    ],
    binding: 'write :name in its place and pass it in { replacements: { name } }',
    identifier: 'queryInterface.quoteIdentifier()',
  },
  {
    name: 'knex',
    packages: ['knex', 'objection', '@mikro-orm/knex', 'nest-knexjs', 'nestjs-knex'],
    sinks: [
      { names: ['raw'], ...statement },
      {
        names: ['whereRaw', 'andWhereRaw', 'orWhereRaw', 'havingRaw', 'orHavingRaw'],
        ...statement,
        before: 'SELECT 1 FROM t WHERE ',
        unmistakable: true,
      },
      { names: ['orderByRaw'], ...statement, before: 'SELECT 1 FROM t ORDER BY ', unmistakable: true },
      { names: ['groupByRaw'], ...statement, before: 'SELECT 1 FROM t GROUP BY ', unmistakable: true },
      { names: ['joinRaw'], ...statement, before: 'SELECT 1 FROM t ', unmistakable: true },
      { names: ['fromRaw'], ...statement, before: 'SELECT 1 FROM ', unmistakable: true },
      { names: ['selectRaw'], ...statement, before: 'SELECT ', unmistakable: true },
    ],
    binding: 'write ? in its place and pass it in the array after the text',
    identifier: '??',
  },
  {
    name: 'typeorm',
    packages: ['typeorm', 'typeorm/', '@nestjs/typeorm'],
    sinks: [
      { names: ['query'], ...statement },
      {
        names: ['where', 'andWhere', 'orWhere', 'having', 'andHaving', 'orHaving'],
        ...statement,
        before: 'SELECT 1 FROM t WHERE ',
      },
      { names: ['select', 'addSelect'], ...statement, before: 'SELECT ' },
      { names: ['orderBy', 'addOrderBy'], ...statement, before: 'SELECT 1 FROM t ORDER BY ' },
      { names: ['groupBy', 'addGroupBy'], ...statement, before: 'SELECT 1 FROM t GROUP BY ' },
      {
        names: ['innerJoin', 'leftJoin', 'innerJoinAndSelect', 'leftJoinAndSelect'],
        argument: 2,
        before: 'SELECT 1 FROM t JOIN u ON ',
      },
      {
        names: ['innerJoinAndMapOne', 'innerJoinAndMapMany', 'leftJoinAndMapOne', 'leftJoinAndMapMany'],
        argument: 3,
        before: 'SELECT 1 FROM t JOIN u ON ',
      },
      { names: ['Raw'], form: 'function', ...statement, before: 'SELECT 1 FROM t WHERE c = ' },
    ],
    binding:
      'write a parameter in its place (:name in a query builder; $1, ? or :1 in query(), as the database has it) and pass it after the text',
  },
  {
    name: 'prisma',
    packages: ['@prisma/client', '@prisma/client/', '.prisma/client'],
    sinks: [
      { names: ['$queryRawUnsafe', '$executeRawUnsafe'], ...statement, unmistakable: true },
      { names: ['raw'], ...statement },
    ],
    binding: 'use the tag $queryRaw`…` (or $executeRaw), which binds what stands in ${…}',
  },
  {
    name: 'drizzle',
    packages: ['drizzle-orm', 'drizzle-orm/'],
    sinks: [
      { names: ['execute', 'run', 'all', 'get', 'values'], ...statement },
      { names: ['raw'], ...statement },
    ],
    binding: 'use the sql`…` tag, which binds what stands in ${…}',
    identifier: 'sql.identifier(name)',
  },
  {
    name: 'kysely',
    packages: ['kysely', 'kysely/'],
    sinks: [{ names: ['raw', 'lit'], ...statement }],
    binding: 'use the sql`…` tag, which binds what stands in ${…}',
    identifier: 'sql.ref(name) or sql.table(name)',
  },
  {
    name: 'mikro-orm',
    packages: ['@mikro-orm/'],
    sinks: [
      { names: ['execute'], ...statement },
      { names: ['raw'], ...statement },
      { names: ['raw'], form: 'function', ...statement },
    ],
    binding: 'write ? in its place and pass it in the array after the text',
    identifier: '??',
  },
  {
    name: 'libsql',
    packages: ['@libsql/client', '@libsql/client/', '@planetscale/database', '@cloudflare/workers-types', '@cloudflare/d1'],
    sinks: [{ names: ['execute', 'executeMultiple', 'batch', 'migrate', 'prepare', 'exec'], ...statement, property: 'sql' }],
    binding: 'write ? in its place and pass it in the args beside the text',
  },
  {
    name: 'clickhouse',
    packages: ['@clickhouse/client', '@clickhouse/client-web', 'clickhouse'],
    sinks: [{ names: ['query', 'command', 'exec', 'insert'], ...statement, property: 'query' }],
    binding: 'write {name:String} in its place and pass it in query_params',
  },
  {
    name: 'duckdb',
    packages: ['duckdb', 'duckdb-async', '@duckdb/node-api'],
    sinks: [
      {
        names: [
          'run',
          'all',
          'each',
          'exec',
          'stream',
          'prepare',
          'runAndRead',
          'runAndReadAll',
          'runAndReadUntil',
          'streamAndRead',
          'streamAndReadAll',
        ],
        ...statement,
      },
    ],
    binding: 'write ? in its place and pass it after the text',
  },
  {
    name: 'snowflake',
    packages: ['snowflake-sdk'],
    sinks: [{ names: ['execute'], ...statement, property: 'sqlText' }],
    binding: 'write ? in its place and pass it in binds',
  },
  {
    name: 'bigquery',
    packages: ['@google-cloud/bigquery'],
    sinks: [{ names: ['query', 'createQueryJob', 'createQueryStream'], ...statement, property: 'query' }],
    binding: 'write @name in its place and pass it in params',
  },
  {
    name: 'cassandra',
    packages: ['cassandra-driver'],
    sinks: [{ names: ['execute', 'eachRow', 'stream'], ...statement }],
    binding: 'write ? in its place and pass it in the array after the text',
  },
]
