import { words } from '../../core/words.ts'

/** How a library asks a database, for rules on how often, how much and over which connection. */
export interface QueryLibrary {
  readonly packages: readonly string[]
  /** What calls look like whose handle is made in another file, without the arguments: `prisma.user.findMany`. */
  readonly called?: RegExp
  /** Methods that fetch one thing or some. */
  readonly reads: ReadonlySet<string>
  /** Those of them that fetch everything there is, where nothing limits them. */
  readonly lists: ReadonlySet<string>
  /** Those of them that are called on a model, which a file of its own defines. */
  readonly models?: ReadonlySet<string>
  /** The first argument is the condition, and no options. */
  readonly takesCondition?: true
  /** The method of the chain that takes the condition. */
  readonly condition?: string
  /** What limits them: fields of their argument, and methods of a chain. */
  readonly limits: ReadonlySet<string>
  /** Limits are methods of the chain only: arguments are columns and tables. */
  readonly isChain?: boolean
  /** Methods that store one thing, and how to store many at once, as the rest of a sentence. */
  readonly writes?: { readonly names: ReadonlySet<string>; readonly batch: string }
  /** How to fetch for many at once, as the rest of a sentence. */
  readonly batch: string
  /** What bounds a list, as the rest of a sentence. */
  readonly bound: string
}

const fetches = 'findOne findOneBy findOneByOrFail findOneOrFail findBy findById findByPk findAndCountBy'

/** Libraries whose calls each ask the database, with the call that asks for many at once. */
export const queryLibraries: readonly QueryLibrary[] = [
  {
    packages: ['@prisma/client', '.prisma/client'],
    // Handles of transactions go by these names; methods that others have as well are told by the client's own name.
    called: /^(?:(?:this|ctx|context)\.)?(?:(?:prisma\w*|\w+Prisma)\.\w+\.\w+|(?:tx|trx|db)\.\w+\.(?:find(?:Unique|First|Many)(?:OrThrow)?|create))$/,
    reads: words('findUnique findUniqueOrThrow findFirst findFirstOrThrow findMany count aggregate'),
    lists: words('findMany'),
    limits: words('take cursor'),
    writes: { names: words('create'), batch: 'one createMany() of the list' },
    batch: 'one findMany() with { where: { …: { in: ids } } }',
    bound: 'give it take, and a cursor or skip for the pages after the first',
  },
  {
    packages: ['typeorm', '@nestjs/typeorm', 'typeorm-transactional'],
    called: /\bgetRepository\.\w+$/,
    reads: words(`${fetches} find count countBy exists exist existsBy`),
    lists: words('find findBy getMany getRawMany'),
    limits: words('take limit'),
    writes: { names: words('save insert'), batch: 'one save() or insert() of the list' },
    batch: 'one find() with { where: { …: In(ids) } }, or a relation that is loaded with its owner',
    bound: 'give it take (and skip for the pages after the first)',
  },
  {
    packages: ['sequelize', 'sequelize-typescript', '@sequelize/core', '@nestjs/sequelize'],
    reads: words(`${fetches} findAll findAndCountAll count`),
    lists: words('findAll'),
    models: words('findAll'),
    limits: words('limit'),
    writes: { names: words('create'), batch: 'one bulkCreate() of the list' },
    batch: 'one findAll() with { where: { …: ids } }, or include',
    bound: 'give it limit (and offset for the pages after the first)',
  },
  {
    packages: ['mongoose', '@nestjs/mongoose'],
    reads: words(`${fetches} find exists countDocuments`),
    lists: words('find'),
    models: words('find'),
    takesCondition: true,
    limits: words('limit cursor'),
    writes: { names: words('create'), batch: 'one insertMany() of the list' },
    batch: 'one find() with { …: { $in: ids } }, or populate()',
    bound: 'end it with limit() (and skip() for the pages after the first)',
  },
  {
    packages: ['knex', 'nest-knexjs'],
    called: /^(?:this\.)?knex\./,
    reads: words('select first pluck where andWhere whereIn join innerJoin leftJoin orderBy limit count del delete'),
    lists: words('select orderBy'),
    limits: words('limit first paginate count countDistinct sum max min avg groupBy distinct where andWhere whereIn whereRaw del delete'),
    isChain: true,
    batch: 'one query with whereIn(column, ids)',
    bound: 'end it with limit() (and offset() for the pages after the first)',
  },
  {
    packages: ['drizzle-orm', 'drizzle-orm/'],
    called: /^(?:this\.)?(?:db|tx|trx|database|drizzle)\.(?:select|selectDistinct)\.from\b|^(?:this\.)?(?:db|tx)\.query\.\w+\.\w+$/,
    reads: words('from where limit orderBy innerJoin leftJoin findFirst findMany'),
    lists: words('from orderBy innerJoin leftJoin findMany'),
    limits: words('limit where groupBy having'),
    isChain: true,
    batch: 'one select() with inArray(column, ids)',
    bound: 'give it a limit (and an offset for the pages after the first)',
  },
  {
    packages: ['kysely'],
    called: /(?:^|\.)(?:db|tx|trx|kysely|database)\.(?:selectFrom|insertInto|deleteFrom|updateTable)\b/,
    reads: words('execute executeTakeFirst executeTakeFirstOrThrow'),
    lists: words('execute'),
    limits: words('limit top fetch where groupBy insertInto updateTable deleteFrom'),
    isChain: true,
    batch: "one query with where(column, 'in', ids), or one insertInto() with a list of values()",
    bound: 'give it a limit (and an offset for the pages after the first)',
  },
  {
    packages: ['mongodb'],
    called: /\bcollection\.(?:findOne|countDocuments|(?:find|aggregate)\.[\w.]{0,200}toArray)$/,
    reads: words('toArray findOne countDocuments'),
    lists: words('toArray'),
    condition: 'find',
    limits: words('limit aggregate distinct listIndexes listCollections'),
    isChain: true,
    batch: 'one find() with { …: { $in: ids } }',
    bound: 'end it with limit() (and skip() for the pages after the first)',
  },
  {
    packages: ['@mikro-orm/'],
    called: /(?:^|\.)(?:em|entityManager)\.(?:findOne|findOneOrFail|findAndCount)$/,
    reads: words('findOne findOneOrFail find findAll findAndCount count'),
    lists: words('findAll'),
    limits: words('limit'),
    batch: 'one find() with { …: { $in: ids } }, or populate',
    bound: 'give it limit (and offset for the pages after the first)',
  },
  {
    packages: ['@supabase/supabase-js'],
    called: /(?:^|\.)supabase\w*\.from\.(?:select|delete)\b/i,
    reads: words('select eq match single maybeSingle limit order'),
    // The server never answers with more than it is set to.
    lists: words(''),
    limits: words('limit range single maybeSingle'),
    isChain: true,
    batch: 'one select() with in(column, ids)',
    bound: 'give it range()',
  },
]

/** Words of a query builder or driver that show a file to ask a database where no package is named. */
export const builderStarts = /\.(?:selectFrom|insertInto|deleteFrom|updateTable)\(|\bcollection(?:<\w+>)?\(|\bsupabase\w{0,20}\s{0,20}\.from\(/

/** Directories in which models are declared, as imports name them. */
export const modelFiles = /^[./@~].*(?:models?|entit(?:y|ies)|schemas?)(?:\/|\.|$)/i

/** Methods of a model that no other class has by accident, with the library whose words they are. */
export const modelMethods: ReadonlyMap<string, string> = new Map([
  ['findByPk', 'sequelize'],
  ['findAll', 'sequelize'],
  ['findAndCountAll', 'sequelize'],
  ['findById', 'mongoose'],
  ['find', 'mongoose'],
])

/** Methods that fetch, and what the objects and types are called that have them: repositories of the project. */
export const fetching = /^(?:find|get|fetch|load|by)(?:[A-Z]\w*)?$/
/** The same for functions of other files, of which these say what they do. */
export const fetchingElsewhere = /^(?:find|load|one|(?:find|get|fetch|load|by|read|count|exists|list|query|search)[A-Z]\w*)$/
/** Names of what queries are asked of: `userRepository`, `ordersDao`. */
export const repositoryName = /(?:Repository|Repo|Dao)$|^(?:repository|repo|dao)$/

/** Methods by which SQL itself is sent, and those of them whose names others have as well. */
export const sendingNames: ReadonlySet<string> = words('query execute queryRawUnsafe $queryRawUnsafe $queryRaw raw')
export const sharedNames: ReadonlySet<string> = words('one oneOrNone any many manyOrNone none all')
export const sendingMethods: ReadonlySet<string> = new Set([...sendingNames, ...sharedNames])

/** What opens a connection of its own, by package: constructors and functions. */
export const connectionMakers: readonly { readonly packages: readonly string[]; readonly names: ReadonlySet<string>; readonly pool: string }[] = [
  { packages: ['pg'], names: words('Client Pool'), pool: 'make one `new Pool()` when the program starts' },
  { packages: ['pg-pool'], names: words('Pool default *'), pool: 'make one pool when the program starts' },
  {
    packages: ['mysql', 'mysql2', 'mysql2/promise', 'promise-mysql', 'mariadb'],
    names: words('createConnection createPool'),
    pool: 'make one createPool() when the program starts',
  },
  { packages: ['oracledb'], names: words('createPool'), pool: 'make one createPool() when the program starts' },
  { packages: ['mssql'], names: words('ConnectionPool'), pool: 'make one ConnectionPool when the program starts' },
  { packages: ['@prisma/client', '.prisma/client'], names: words('PrismaClient'), pool: 'make one PrismaClient when the program starts' },
  { packages: ['sequelize', 'sequelize-typescript'], names: words('Sequelize'), pool: 'make one Sequelize when the program starts' },
  { packages: ['typeorm'], names: words('DataSource createConnection'), pool: 'initialise one DataSource when the program starts' },
  { packages: ['knex'], names: words('knex default Knex *'), pool: 'make one knex() when the program starts' },
  { packages: ['mongodb'], names: words('MongoClient MongoClient.connect'), pool: 'make one MongoClient when the program starts' },
  { packages: ['ioredis', 'redis'], names: words('Redis createClient default'), pool: 'make one client when the program starts' },
]
