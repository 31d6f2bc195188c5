import { sqlBuilders } from './sql-builders.ts'
import { binding, list, passed } from './sql-library.ts'
import type { SqlLibrary } from './sql-library.ts'
import { sqlServices } from './sql-services.ts'

/** Database drivers. */
const sqlDrivers: readonly SqlLibrary[] = [
  {
    name: 'pg',
    packages: list('pg pg-pool pg-cursor pg-query-stream pg-native @electric-sql/pglite @electric-sql/pglite/ massive @fastify/postgres @db/postgres jsr:@db/postgres https://deno.land/x/postgres/'),
    sinks: [
      { names: ['query', 'exec'], property: 'text' },
      { names: ['queryObject', 'queryArray'], unmistakable: true },
      { names: ['Cursor', 'QueryStream', 'Query'], form: 'new' },
    ],
    binding: binding.dollars,
    identifier: 'client.escapeIdentifier()',
  },
  {
    name: 'pg-copy-streams',
    packages: ['pg-copy-streams'],
    sinks: [{ names: ['to', 'from', 'both'], form: 'function' }],
    binding: 'COPY takes no parameters: escape it with client.escapeLiteral()',
    identifier: 'client.escapeIdentifier()',
  },
  {
    name: 'pg-promise',
    packages: ['pg-promise'],
    sinks: [
      {
        names: list('any each many manyOrNone map multi multiResult none one oneOrNone query result stream'),
        property: 'text',
      },
      { names: ['PreparedStatement', 'ParameterizedQuery'], form: 'new', property: 'text' },
    ],
    binding: binding.dollars,
    identifier: '$1:name',
    // `$1:raw`, `$1^`, `${name:value}`, `$[name#]`.
    unbound: /\$(?:(\d{1,3})|[{([</]\s*(?:this\.)?([\w$]{1,60}))(?::raw|\^|(?<doubled>:value|#))(?:\s*[})\]>/])?/g,
  },
  {
    name: 'postgres',
    packages: ['postgres'],
    sinks: [{ names: ['unsafe'] }],
    binding: binding.tag,
    identifier: 'sql(name)',
  },
  {
    name: 'neon',
    packages: ['@neondatabase/serverless', '@vercel/postgres'],
    sinks: [
      { names: ['query', 'unsafe'], property: 'text' },
      { names: ['neon'], form: 'made' },
    ],
    binding: `${binding.dollars}, or use the sql\`…\` tag`,
  },
  {
    name: 'mysql2',
    packages: list('mysql mysql2 mysql2/ promise-mysql mariadb mariadb/ serverless-mysql @fastify/mysql'),
    sinks: [
      { names: ['query', 'execute', 'queryStream', 'batch'], property: 'sql' },
      { names: ['prepare'] },
      { names: ['raw'] },
    ],
    binding: binding.marks,
    identifier: '?? or mysql.escapeId()',
  },
  {
    name: 'sqlite3',
    packages: list('sqlite3 sqlite better-sqlite3 node:sqlite bun:sqlite sql.js @databases/sqlite expo-sqlite'),
    sinks: [
      {
        names: list('run get all each exec prepare query execAsync runAsync getAllAsync getFirstAsync getEachAsync'),
      },
      { names: ['pragma'], before: 'PRAGMA ' },
    ],
    binding: passed('?', 'as a parameter of the statement'),
  },
  {
    name: 'mssql',
    packages: ['mssql', 'mssql/', 'tedious'],
    sinks: [
      { names: ['query', 'batch', 'prepare'] },
      { names: ['Request'], form: 'new' },
    ],
    binding: passed('@name', "with request.input('name', value)"),
  },
  {
    name: 'odbc',
    packages: list('odbc ibm_db @sap/hana-client hdb node-firebird informixdb'),
    sinks: [{ names: list('query querySync exec execute prepare prepareSync'), property: 'sql' }],
    binding: binding.marks,
  },
  {
    name: 'oracledb',
    packages: ['oracledb'],
    sinks: [{ names: ['execute', 'executeMany', 'queryStream'] }],
    binding: passed('a parameter (:1, :2, …)', 'in the binds after the text'),
  },
]

/** Where raw SQL is passed to a database, by library. Tags that bind their values (`sql`…``) are left out, because they are safe. */
export const sqlLibraries: readonly SqlLibrary[] = [...sqlDrivers, ...sqlBuilders, ...sqlServices]
