import { sqlBuilders } from './sql-builders.ts'
import { sqlServices } from './sql-services.ts'

/** A call that sends text to a database as it is. */
export interface SqlSink {
  /** Names of the method (or function, or class with `new`). */
  readonly names: readonly string[]
  /** `made`: a function that calling one of these names gives back, `neon(url)`. */
  readonly form?: 'function' | 'new' | 'made'
  /** Which argument holds the text, from 0. */
  readonly argument: number
  /** Where the argument may be an object: the property that holds the text. */
  readonly property?: string
  /** For calls that take a clause and not a statement: the text that comes before it. */
  readonly before?: string
  /** What is put into the clause stands for values, whatever SQL would have there. */
  readonly values?: boolean
  /** The argument may be a function that gives the text. */
  readonly callback?: boolean
  /** The text is what functions in the argument's properties give: `set({ total: () => 'total + 1' })`. */
  readonly inFunctions?: boolean
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
  /** Parameters of its texts that put a value in as it is: the number or name is what one of the groups catches, `doubled` that its quotes are doubled. */
  readonly unbound?: RegExp
}

const statement = { argument: 0 } as const

/** The drivers of databases. */
const sqlDrivers: readonly SqlLibrary[] = [
  {
    name: 'pg',
    packages: ['pg', 'pg-pool', 'pg-cursor', 'pg-query-stream', 'pg-native', '@electric-sql/pglite', '@electric-sql/pglite/', 'massive', '@fastify/postgres', '@db/postgres', 'jsr:@db/postgres', 'https://deno.land/x/postgres/'],
    sinks: [
      { names: ['query', 'exec'], ...statement, property: 'text' },
      { names: ['queryObject', 'queryArray'], ...statement, unmistakable: true },
      { names: ['Cursor', 'QueryStream', 'Query'], form: 'new', ...statement },
    ],
    binding: 'write a parameter ($1, $2, …) in its place and pass it in the array after the text',
    identifier: 'client.escapeIdentifier()',
  },
  {
    name: 'pg-copy-streams',
    packages: ['pg-copy-streams'],
    sinks: [{ names: ['to', 'from', 'both'], form: 'function', ...statement }],
    binding: 'COPY takes no parameters: escape it with client.escapeLiteral()',
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
      { names: ['PreparedStatement', 'ParameterizedQuery'], form: 'new', ...statement, property: 'text' },
    ],
    binding: 'write a parameter ($1, $2, …) in its place and pass it in the array after the text',
    identifier: '$1:name',
    // `$1:raw`, `$1^`, `${name:value}`, `$[name#]`.
    unbound: /\$(?:(\d{1,3})|[{([</]\s*(?:this\.)?([\w$]{1,60}))(?::raw|\^|(?<doubled>:value|#))(?:\s*[})\]>/])?/g,
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
    sinks: [
      { names: ['query', 'unsafe'], ...statement, property: 'text' },
      { names: ['neon'], form: 'made', ...statement },
    ],
    binding: 'write a parameter ($1, $2, …) in its place and pass it in the array after the text, or use the sql`…` tag',
  },
  {
    name: 'mysql2',
    packages: ['mysql', 'mysql2', 'mysql2/', 'promise-mysql', 'mariadb', 'mariadb/', 'serverless-mysql', '@fastify/mysql'],
    sinks: [
      { names: ['query', 'execute', 'queryStream', 'batch'], ...statement, property: 'sql' },
      { names: ['prepare'], ...statement },
      { names: ['raw'], ...statement },
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
      { names: ['pragma'], ...statement, before: 'PRAGMA ' },
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
    name: 'odbc',
    packages: ['odbc', 'ibm_db', '@sap/hana-client', 'hdb', 'node-firebird', 'informixdb'],
    sinks: [{ names: ['query', 'querySync', 'exec', 'execute', 'prepare', 'prepareSync'], ...statement, property: 'sql' }],
    binding: 'write ? in its place and pass it in the array after the text',
  },
  {
    name: 'oracledb',
    packages: ['oracledb'],
    sinks: [{ names: ['execute', 'executeMany', 'queryStream'], ...statement }],
    binding: 'write a parameter (:1, :2, …) in its place and pass it in the binds after the text',
  },
]

/** Where raw SQL text enters, by library. Tags that bind what they are given (`sql`…``) are not here: they are the safe way. */
export const sqlLibraries: readonly SqlLibrary[] = [...sqlDrivers, ...sqlBuilders, ...sqlServices]
