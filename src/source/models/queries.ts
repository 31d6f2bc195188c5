import { words } from '../../core/words.ts'

/** Methods that write one record, and the bulk alternative. */
export interface Writes {
  readonly names: ReadonlySet<string>
  readonly batch: string
  /** Those whose bulk alternative returns the records too, in the same order. */
  readonly returning?: ReadonlySet<string>
}

/** How a library queries a database, for rules on the number, size and connections of queries. */
export interface QueryLibrary {
  readonly packages: readonly string[]
  /** The dotted name of calls on a handle that comes from another file: `prisma.user.findMany`. */
  readonly called?: RegExp
  /** The same for any handle in files that import the library. */
  readonly calledBeside?: RegExp
  /** Only calls that match `called` count, because other objects have methods of these names too. */
  readonly isCalled?: true
  /** Methods that read one or several records. */
  readonly reads: ReadonlySet<string>
  /** Those that return all records unless limited. */
  readonly lists: ReadonlySet<string>
  /** Those that are called on a model, which is usually defined in another file. */
  readonly models?: ReadonlySet<string>
  /** Those of repositories that classes of the project extend. */
  readonly repositories?: ReadonlySet<string>
  /** Methods whose first argument is the condition itself, not an options object. */
  readonly takesCondition?: ReadonlySet<string>
  /** The method in a chain that takes the condition. */
  readonly condition?: string
  /** What limits the result: properties of the argument, and methods in the chain. */
  readonly limits: ReadonlySet<string>
  /** Methods in a chain that limit the result if they are given a variable, as in `where({ owner: id })`, but not with constants only. */
  readonly conditions?: ReadonlySet<string>
  /** Only methods in the chain limit the result; arguments are columns and tables. */
  readonly isChain?: boolean
  /** Methods that write one record, each with a bulk alternative. */
  readonly writes?: readonly Writes[]
  /** Methods of a fetched record that save or delete it. */
  readonly records?: ReadonlySet<string>
  /** Methods of a record that fetch its relations. */
  readonly related?: RegExp
  /** The bulk alternative for reads, as the rest of a sentence. */
  readonly batch: string
  /** How to limit a list, as the rest of a sentence. */
  readonly bound: string
}

/** For updates that cannot share one set of values. */
const eachItsOwn = 'for values that differ, one UPDATE … FROM (VALUES …)'
const fetches = 'findOne findOneBy findOneByOrFail findOneOrFail findBy findById findByPk findAndCountBy'

/** Database libraries with their queries and the bulk alternatives. */
export const queryLibraries: readonly QueryLibrary[] = [
  {
    packages: ['@prisma/client', '.prisma/client'],
    // Handles of transactions are called `tx`, `trx` or `db`. On those, only methods count that are distinctive of Prisma.
    called: /^(?:\w+\.){0,4}(?:(?:prisma\w*|\w+Prisma)\.(?:client\.)?\w+\.\w+|(?:tx|trx|db)\.\w+\.(?:find(?:Unique|First|Many)(?:OrThrow)?|create|update|upsert|delete)|(?:tx|trx|db)\.[a-z]\w*\.count)$/,
    reads: words('findUnique findUniqueOrThrow findFirst findFirstOrThrow findMany count aggregate groupBy'),
    lists: words('findMany'),
    limits: words('take cursor'),
    writes: [
      { names: words('create'), batch: 'one createMany() of the list' },
      { names: words('update upsert updateMany'), batch: `one updateMany() with { where: { …: { in: ids } } }, or ${eachItsOwn}` },
      { names: words('delete deleteMany'), batch: 'one deleteMany() with { where: { …: { in: ids } } }' },
    ],
    batch: 'one findMany() or groupBy() with { where: { …: { in: ids } } }',
    bound: 'set take, and a cursor or skip for the pages after the first',
  },
  {
    packages: ['typeorm', '@nestjs/typeorm', 'typeorm-transactional'],
    called: /(?<!\bem\.)\bgetRepository\.\w+$|\.get(?:Raw)?(?:Many|One)$/,
    reads: words(`${fetches} find count countBy exists exist existsBy getOne getOneOrFail getRawOne getCount`),
    lists: words('find findBy findAndCount getMany getManyAndCount getRawMany'),
    repositories: words('find'),
    takesCondition: words('findBy'),
    limits: words('take limit'),
    conditions: words('where andWhere orWhere whereInIds'),
    writes: [
      { names: words('save insert remove softRemove upsert'), batch: 'one save(), insert() or remove() of the list', returning: words('save') },
      { names: words('update delete softDelete restore increment decrement'), batch: 'one update() or delete() with In(ids), or save() of the list' },
    ],
    records: words('save remove softRemove'),
    batch: 'one find() with { where: { …: In(ids) } }, or a relation that is loaded with its owner',
    bound: 'set take (and skip for the pages after the first)',
  },
  {
    packages: ['sequelize', 'sequelize-typescript', '@sequelize/core', '@nestjs/sequelize'],
    reads: words(`${fetches} findAll findAndCountAll count`),
    lists: words('findAll findAndCountAll'),
    models: words('findAll findAndCountAll'),
    limits: words('limit'),
    writes: [
      { names: words('create findOrCreate'), batch: 'one bulkCreate() of the list', returning: words('create') },
      {
        names: words('update destroy upsert increment decrement save'),
        batch: 'one update() or destroy() with { where: { …: ids } }, or bulkCreate() with updateOnDuplicate for values that differ',
      },
    ],
    records: words('save update destroy increment decrement'),
    related: /^(?:get|count)[A-Z]/,
    batch: 'one findAll() with { where: { …: ids } }, or include',
    bound: 'set limit (and offset for the pages after the first)',
  },
  {
    packages: ['mongoose', '@nestjs/mongoose'],
    reads: words(`${fetches} find exists countDocuments`),
    lists: words('find'),
    models: words('find'),
    takesCondition: words('find'),
    limits: words('limit cursor'),
    writes: [
      { names: words('create'), batch: 'one insertMany() of the list', returning: words('create') },
      {
        names: words('updateOne updateMany replaceOne deleteOne deleteMany findByIdAndUpdate findByIdAndDelete findByIdAndRemove findOneAndUpdate findOneAndDelete save remove'),
        batch: 'one updateMany() or deleteMany() with { …: { $in: ids } }, or bulkWrite() of the list',
      },
    ],
    records: words('save deleteOne updateOne remove'),
    related: /^populate$/,
    batch: 'one find() with { …: { $in: ids } }, or populate()',
    bound: 'add limit() (and skip() for the pages after the first)',
  },
  {
    packages: ['knex', 'nest-knexjs'],
    called: /^(?:\w+\.){0,4}(?:knex|getKnex|\w+Knex)\./,
    reads: words('select first pluck where andWhere whereIn join innerJoin leftJoin orderBy limit count del delete'),
    lists: words('select orderBy where andWhere whereNull whereNotNull whereILike whereLike join innerJoin leftJoin from'),
    limits: words('limit first paginate count countDistinct sum max min avg groupBy distinct whereIn whereRaw whereBetween whereExists del delete insert update raw'),
    conditions: words('where andWhere'),
    isChain: true,
    writes: [
      { names: words('insert merge ignore returning'), batch: 'one insert() of the list' },
      { names: words('update increment decrement del delete'), batch: `one statement with whereIn(column, ids), or ${eachItsOwn}` },
    ],
    batch: 'one query with whereIn(column, ids)',
    bound: 'add limit() (and offset() for the pages after the first)',
  },
  {
    packages: ['drizzle-orm', 'drizzle-orm/'],
    called: /^(?:\w+\.){0,4}(?:db|tx|trx|database|drizzle|getDb|\w+D[bB]|get)\.(?:select\.from\b|(?:insert\.values|update\.set|delete\.where|query\.\w+\.\w+)$)/,
    calledBeside: /\.(?:select(?:Distinct)?\.from\b|(?:insert\.values|update\.set|delete\.where|query\.\w+\.\w+)$)/,
    reads: words('from where limit orderBy innerJoin leftJoin findFirst findMany'),
    lists: words('from orderBy innerJoin leftJoin where findMany'),
    limits: words('limit groupBy having'),
    conditions: words('where having'),
    isChain: true,
    writes: [
      { names: words('values'), batch: 'one insert() with a list of values()' },
      { names: words('set'), batch: `one update() with inArray(column, ids), or ${eachItsOwn}` },
    ],
    batch: 'one select() with inArray(column, ids)',
    bound: 'add a limit (and an offset for the pages after the first)',
  },
  {
    packages: ['kysely'],
    called: /\.(?:selectFrom|insertInto|deleteFrom|updateTable)\b/,
    reads: words('execute executeTakeFirst executeTakeFirstOrThrow'),
    lists: words('execute'),
    limits: words('limit top fetch groupBy insertInto updateTable deleteFrom raw'),
    conditions: words('where'),
    isChain: true,
    batch: "one query with where(column, 'in', ids), or one insertInto() with a list of values()",
    bound: 'add a limit (and an offset for the pages after the first)',
  },
  {
    packages: ['mongodb'],
    called: /\bcollection\.(?:find|findOne|countDocuments|aggregate\.[\w.]{0,200}toArray)$|\.(?:insertOne|updateOne|replaceOne|deleteOne|find\.[\w.]{0,200}toArray)$/,
    reads: words('toArray findOne countDocuments'),
    lists: words('toArray find'),
    condition: 'find',
    limits: words('limit aggregate distinct listIndexes listCollections'),
    isChain: true,
    writes: [{ names: words('insertOne updateOne replaceOne deleteOne findOneAndUpdate findOneAndDelete'), batch: 'one insertMany(), deleteMany() or bulkWrite()' }],
    batch: 'one find() with { …: { $in: ids } }',
    bound: 'add limit() (and skip() for the pages after the first)',
  },
  {
    packages: ['@mikro-orm/'],
    called: /(?:^|\.)em\.(?:find|getRepository\.\w+)$|\.getResult(?:List)?$|^DI\.\w+\.(?:find(?:All|One|OneOrFail|AndCount)?|count)$|(?:^|\.)(?:em|entityManager)\.(?:findOne|findOneOrFail|findAndCount|native(?:Insert|Update|Delete)|persistAndFlush|removeAndFlush)$/,
    reads: words('findOne findOneOrFail find findAll findAndCount count'),
    lists: words('find findAll findAndCount getResult getResultList'),
    takesCondition: words('find findAndCount'),
    limits: words('limit'),
    conditions: words('where andWhere'),
    writes: [
      { names: words('nativeInsert insert upsert persistAndFlush removeAndFlush'), batch: 'one flush() after the loop' },
      { names: words('nativeUpdate nativeDelete'), batch: 'one nativeUpdate() or nativeDelete() with { $in: ids }' },
    ],
    batch: 'one find() with { …: { $in: ids } }, or populate',
    bound: 'set limit (and offset for the pages after the first)',
  },
  {
    packages: ['objection'],
    called: /\.\$(?:relatedQuery|fetchGraph)$|(?:^|\.)[A-Z]\w+\.query$/,
    reads: words('findById findOne findByIds where first select $relatedQuery $fetchGraph resultSize'),
    lists: words('query'),
    models: words('query'),
    limits: words('limit page range first find findById findOne findByIds whereIn groupBy resultSize count insert insertGraph patch update delete deleteById'),
    conditions: words('where andWhere'),
    isChain: true,
    writes: [
      { names: words('insert insertGraph insertAndFetch'), batch: 'one insert() of the list' },
      { names: words('patch update deleteById delete patchAndFetchById'), batch: 'one patch() or delete() with whereIn(column, ids)' },
    ],
    batch: 'one query with findByIds(ids) or whereIn(column, ids), or withGraphFetched()',
    bound: 'add page() or limit()',
  },
  {
    packages: ['bookshelf'],
    called: /\.fetchAll$|\.where\.fetch$/,
    isCalled: true,
    reads: words('fetch fetchAll'),
    lists: words('fetchAll'),
    limits: words('query where'),
    isChain: true,
    batch: 'one fetchAll() with where(column, "in", ids), or withRelated',
    bound: 'use fetchPage()',
  },
  {
    packages: ['neo4j-driver'],
    called: /(?:^|\.)(?:session|tx)\.run$/,
    reads: words('run executeQuery'),
    lists: words(''),
    limits: words(''),
    batch: 'one statement with UNWIND $rows',
    bound: 'add LIMIT',
  },
  {
    packages: ['firebase-admin/firestore', '@google-cloud/firestore'],
    called: /\bcollection(?:\.\w{1,40}){0,6}\.doc\.(?:get|set|update|delete|create)$|\bcollection(?:\.(?:where|orderBy|limit|select)){1,6}\.get$|(?:\bdb|[fF]irestore)\.collection(?:Group)?\.get$/,
    isCalled: true,
    reads: words('get'),
    lists: words('get'),
    limits: words('limit limitToLast doc count findNearest startAt endAt startAfter'),
    conditions: words('where'),
    isChain: true,
    writes: [{ names: words('set update delete create'), batch: 'one WriteBatch or BulkWriter' }],
    batch: 'one getAll() of the references, or where(field, "in", keys) for 30 of them',
    bound: 'add limit()',
  },
  {
    packages: ['@elastic/elasticsearch', '@opensearch-project/opensearch'],
    reads: words('get search count exists'),
    lists: words(''),
    limits: words(''),
    writes: [{ names: words('index create update delete'), batch: 'one bulk() of the list' }],
    batch: 'one mget() or msearch()',
    bound: 'set size', // The server limits every response.
  },
  {
    packages: ['@supabase/supabase-js'],
    called: /(?:^|\.)supabase\w*\.from\.(?:select|delete)\b/i,
    reads: words('select eq match single maybeSingle limit order'),
    lists: words(''), // The server limits every response.
    limits: words('limit range single maybeSingle'),
    isChain: true,
    batch: 'one select() with in(column, ids)',
    bound: 'add range()',
  },
]

/** Libraries in which models are classes, usually defined in another file. */
export const modelLibraries: readonly QueryLibrary[] = queryLibraries.filter(({ models }) => models !== undefined)

/** Signs in the text of a file that it queries a database, where no package is named. */
export const builderStarts = /\.get(?:Raw)?(?:Many|One)\(|\b[A-Z]\w+\.query\(\)|\.where\([^)]{0,40}\)\.fetch\(|\b(?:db|tx|trx)\.\w+\.find(?:Unique|First|Many)|\bsession\.run\(|\b(?:db|knex|trx|tx|database)\((?:['"]|\w{1,30}\)\.)|\.(?:selectFrom|insertInto|deleteFrom|updateTable)\(|\bcollection(?:<\w+>)?\(|\.send\(\s*new (?:Get|Put|Delete)(?:Item)?Command\(|\bsupabase\w{0,20}\s{0,20}\.from\(/

/** Import specifiers of models, by their folder or file name. */
export const modelFiles = /^[./@~].*(?:models?|entit(?:y|ies)|schemas?)(?:\/|\.|$)/i

/** Methods that are distinctive of a model, with the library that they belong to. */
export const modelMethods: ReadonlyMap<string, string> = new Map([
  ['findByPk', 'sequelize'],
  ['findAll', 'sequelize'],
  ['findAndCountAll', 'sequelize'],
  ['findById', 'mongoose'],
  ['find', 'mongoose'],
])

/** Names of methods that fetch, for repositories of the project (see {@link repositoryName}). */
export const fetching = /^(?:find|get|fetch|load|by)(?:[A-Z]\w*)?$/
/** The same for functions in other files, where the name is the only evidence. */
export const fetchingElsewhere = /^(?:find|load|one|exists|count|(?:find|get|fetch|load|by|read|count|exists|list|query|search|is|has|check|resolve|lookup|retrieve)[A-Z]\w*)$/
/** Names of handles that helpers are given beside a statement: `rowsOf(pool, text)`. */
export const handleName = /^(?:db|pool|client|conn(?:ection)?|tx|trx)$/i
/** Names of repositories: `userRepository`, `ordersDao`. */
export const repositoryName = /(?:Repository|Repo|Dao)$|^(?:repository|repo|dao)$/

/** Methods that send SQL. */
export const sendingNames: ReadonlySet<string> = words('query execute queryRawUnsafe $queryRawUnsafe $queryRaw raw')
/** Methods that send SQL, but are common names of other methods too. */
export const sharedNames: ReadonlySet<string> = words('one oneOrNone any many manyOrNone none all')
/** Both kinds of methods that send SQL. */
export const sendingMethods: ReadonlySet<string> = new Set([...sendingNames, ...sharedNames])

/** Properties of objects that are passed to a driver with the statement: `{ text, values }`, `{ sql, args }`. */
export const statementFields: ReadonlySet<string> = words('text sql query sqlText')
