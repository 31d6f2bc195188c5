import { words } from '../../core/words.ts'

/** Signs in the text of a file that it queries a database, where no package is named. */
export const builderStarts = /\.get(?:Raw)?(?:Many|One)\(|\b[A-Z]\w+\.query\(\)|\.where\([^)]{0,40}\)\.fetch\(|\b(?:db|tx|trx)\.\w+\.find(?:Unique|First|Many)|\bsession\.run\(|\b(?:db|knex|trx|tx|database)\((?:['"]|\w{1,30}\)\.)|\.(?:selectFrom|insertInto|deleteFrom|updateTable)\(|\bcollection(?:<\w+>)?\(|\.send\(\s*new (?:Get|Put|Delete|Scan)(?:Item)?Command\(|\bsupabase\w{0,20}\s{0,20}\.from\(|\.scan(?:\(\)|\(\{|\.|\(\w{1,20}(?:\)|, \())/

/** Import specifiers of models, by their folder or file name. */
export const modelFiles = /^[./@~#].*(?:models?|entit(?:y|ies)|schemas?)(?:\/|\.|$)/i

/** Methods that are distinctive of a model, with the library that they belong to. */
export const modelMethods: ReadonlyMap<string, string> = new Map([
  ['findByPk', 'sequelize'],
  ['findAll', 'sequelize'],
  ['findAndCountAll', 'sequelize'],
  ['findById', 'mongoose'],
  ['find', 'mongoose'],
  ['aggregate', 'mongoose'],
  ['scan', 'dynamoose'],
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
