import { before, binding, list, passed } from './sql-library.ts'
import type { SqlLibrary, SqlSink } from './sql-library.ts'

/** Methods of a client of AWS, and their classes: `ExecuteStatementCommand` for `executeStatement`. */
function commands(names: string, property: string): readonly SqlSink[] {
  const methods = list(names)
  return [{ names: methods.map((name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}Command`), form: 'new', property }, { names: methods, property }]
}

/** Databases with an API of their own, embedded databases and databases for analytics. */
export const sqlServices: readonly SqlLibrary[] = [
  {
    name: 'libsql',
    packages: list('@libsql/client @libsql/client/ @planetscale/database @tursodatabase/'),
    sinks: [{ names: list('execute executeMultiple batch migrate prepare exec'), property: 'sql' }],
    binding: passed('?', 'in args'),
  },
  {
    name: 'd1',
    packages: ['@cloudflare/workers-types', '@cloudflare/d1'],
    sinks: [{ names: ['prepare', 'exec'] }],
    binding: passed('?', 'to .bind() of the prepared statement'),
  },
  {
    name: 'supabase',
    packages: list('@supabase/supabase-js @supabase/ssr @supabase/postgrest-js @supabase/auth-helpers-nextjs @nuxtjs/supabase'),
    // Not SQL, but a filter language in which commas and parentheses must be escaped as quotes must in SQL.
    sinks: [{ names: ['or'], before: before.where, values: true }],
    binding: 'give each condition a method of its own (.eq(), .ilike()), or put the value between double quotes with quotes and backslashes in it escaped',
  },
  {
    name: 'clickhouse',
    packages: ['@clickhouse/client', '@clickhouse/client-web', 'clickhouse'],
    sinks: [{ names: ['query', 'command', 'exec', 'insert'], property: 'query' }],
    binding: passed('{name:String}', 'in query_params'),
  },
  {
    name: 'duckdb',
    packages: ['duckdb', 'duckdb-async', '@duckdb/node-api'],
    sinks: [
      {
        names: list('run all each exec stream prepare runAndRead runAndReadAll runAndReadUntil streamAndRead streamAndReadAll'),
      },
    ],
    binding: passed('?', 'after the text'),
  },
  {
    name: 'snowflake',
    packages: ['snowflake-sdk'],
    sinks: [{ names: ['execute'], property: 'sqlText' }],
    binding: passed('?', 'in binds'),
  },
  {
    name: 'bigquery',
    packages: ['@google-cloud/bigquery'],
    sinks: [{ names: ['query', 'createQueryJob', 'createQueryStream'], property: 'query' }],
    binding: passed('@name', 'in params'),
  },
  {
    name: 'aws-rds-data',
    packages: ['@aws-sdk/client-rds-data'],
    sinks: commands('executeStatement batchExecuteStatement', 'sql'),
    binding: "write :name in its place and pass { name: 'name', value } in parameters",
  },
  {
    name: 'aws-redshift-data',
    packages: ['@aws-sdk/client-redshift-data'],
    sinks: commands('executeStatement', 'Sql'),
    binding: "write :name in its place and pass { name: 'name', value } in Parameters",
  },
  {
    name: 'aws-dynamodb',
    packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
    sinks: commands('executeStatement', 'Statement'),
    binding: passed('?', 'in Parameters'),
  },
  {
    name: 'aws-athena',
    packages: ['@aws-sdk/client-athena'],
    sinks: commands('startQueryExecution', 'QueryString'),
    binding: passed('?', 'in ExecutionParameters'),
  },
  {
    name: 'spanner',
    packages: ['@google-cloud/spanner'],
    sinks: [{ names: list('run runStream runUpdate batchUpdate runPartitionedUpdate executeSql executeStreamingSql'), property: 'sql' }],
    binding: passed('@name', 'in params'),
  },
  {
    name: 'websql',
    packages: list('react-native-sqlite-storage react-native-sqlite-2 react-native-quick-sqlite @op-engineering/op-sqlite @capacitor-community/sqlite'),
    sinks: [
      { names: ['executeSql'], unmistakable: true },
      { names: list('execute executeAsync executeSync query run') },
    ],
    binding: binding.marks,
  },
  {
    name: 'encore',
    packages: ['encore.dev/storage/sqldb'],
    sinks: [{ names: ['rawQuery', 'rawQueryAll', 'rawQueryRow', 'rawExec'] }],
    binding: passed('a parameter ($1, $2, …)', 'after the text'),
  },
  {
    name: 'orm',
    packages: ['orm'],
    sinks: [{ names: ['execQuery'], unmistakable: true }],
    binding: binding.marks,
  },
  {
    name: 'alasql',
    packages: ['alasql'],
    sinks: [{ names: ['alasql'], form: 'function' }, { names: ['exec', 'promise'] }],
    binding: binding.marks,
  },
  {
    name: 'cassandra',
    packages: ['cassandra-driver'],
    sinks: [{ names: ['execute', 'eachRow', 'stream'] }],
    binding: binding.marks,
  },
]
