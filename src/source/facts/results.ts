import type { TSESTree } from '@typescript-eslint/utils'
import { memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { nameOfFunction } from '../names/function-names.ts'
import { classAround, functionAround, isFunction } from '../names/classes.ts'
import { beginningOf, beginsWithTable, calledAs, dataCallOf, possibleDataCallOf, textOf } from '../duties/data-calls.ts'
import type { DataCall } from '../duties/data-calls.ts'
import type { SourceFile } from '../syntax/file.ts'
import { knex } from '../models/queries.ts'
import { handleName, sendingMethods } from '../models/query-names.ts'
import type { Range } from '../syntax/records.ts'
import { handlerAround, isRequestHandler } from '../duties/request-handlers.ts'
import { nodesOf } from '../syntax/tree.ts'
import { listedBy, tableIn } from '../duties/listed.ts'
import { isResponse, isSender, keepingRows, producerOf } from '../duties/producers.ts'
import type { Producer } from '../duties/producers.ts'
import { isOptionallyLimited, isUnlimited, isUnlimitedSql } from '../duties/unbounded.ts'
import { indexFile } from '../values/declarations.ts'
import { methodNamed } from '../values/members.ts'
import type { NamedMethod } from '../values/members.ts'
import { ValueReader } from '../values/reader.ts'
import { memberOf, pathOf, trimmed } from '../values/value.ts'
import type { Value } from '../values/value.ts'

/** A query that fetches all rows. */
export interface ResultQuery {
  /** For messages: `this.users.find`. */
  readonly name: string
  readonly range: Range
  /** How to limit it, as the rest of a sentence, if the library is known. */
  readonly bound?: string | undefined
  /** What is listed: the table, entity or collection, if it is named. */
  readonly list?: string | undefined
  /** The called function, if it takes other files to tell whether it queries a database. */
  readonly callee?: Value | undefined
  /** The function that the SQL is passed to, which has to be followed to tell whether it returns all rows. */
  readonly passedTo?: Value | undefined
  /** The SQL, if it is from another file. */
  readonly text?: Value | undefined
  /** Callers may limit it, unless they give no arguments. */
  readonly ifBare?: boolean | undefined
}

/** Where the data that a function returns or sends comes from. */
export interface ResultFact {
  /** The start offset of the function. */
  readonly at: number
  readonly method?: NamedMethod | undefined
  /** Its name; empty if it has none. */
  readonly name: string
  /** The name of the class. */
  readonly owner?: string | undefined
  readonly queries: readonly ResultQuery[]
  /** The functions that it gets the data from. */
  readonly calls: readonly Value[]
  /** The indexes of those that are given no arguments. */
  readonly bare: readonly number[]
  /** It passes its first parameter to a function as SQL, and returns all rows of the result. */
  readonly passesSqlTo?: Value | undefined
  /** It wraps the data in an object first. */
  readonly wraps: boolean
  /** It mentions pagination, or makes a file. */
  readonly mayPage: boolean
  /** It passes on the query of the request, which may ask for a page. */
  readonly passesQuery: boolean
  /** It handles requests. */
  readonly handles: boolean
}

/** Names of parameters, options and functions by which a list may be limited. */
const limitingNames = /limit|\btake\b|skip|offset|[pP]ag(?:e(?!s: 'all)|in)|cursor(?!\s*=[^=]|\.(?:toArray|sort|map|forEach|hasNext|next|close)\b)|\bafter\b|\bfirst\b|\btop\b|(?<!\$)\bsize\b|batch|slice|stream|LIMIT|nextToken|\bmax|csv|[aA]ttachment/

/** Pages of DynamoDB that are put together: `items.push(...page.Items)` */
const collecting = /\bpage(?= = await|\??\.(?:Items|Last))/g

/** Signs that the query of the request is passed on, which may page. */
const passingOn = /(?<!\}\s?=\s?\w{1,20}(?:\.\w{1,20})?)\.query\b(?!\s*[(<=]|\??\.\w)|[{,]\s?query\b(?!\s?\()|Query\b(?!\(['"]|<)|searchParams(?!\.get\()/

/** Signs of a response that is a file, which has no pages. */
const isFile = /content-disposition|text\/csv|\.attachment\(/i

/** Endings of names of functions that send SQL. */
const sendsText = /(?:query|execute|all|any|many|manyOrNone|raw|rows|sql|run|select)$/i
/** Endings of names of functions that return one row, or a part of it. */
const namesOne = /(?:one|first|single|count|scalar|value|row|get|page)(?:Or[A-Z]\w*)?$/i
/** Signs of such a function in its text. */
const isOneRow = /\[0\]|\[\s*(?:row|first|one|item)\s*\]|\.at\(|\.shift\(|\b(?:get)?(?:one|first|single|count)|limit|paginat|cursor|stream/i

/** Limit for the calls of one function. */
const maxCalls = 4

/** The facts collected for a function so far. */
interface Collected {
  readonly queries: ResultQuery[]
  readonly calls: Value[]
  readonly bare: number[]
  passesSqlTo?: Value | undefined
  wraps: boolean
  handles: boolean
}

type Found = Map<Producer['by'], Collected>

function factOf(found: Found, { by, isWrapped, how }: Producer, node: TSESTree.Node): Collected {
  const fact = found.get(by) ?? { queries: [], calls: [], bare: [], wraps: false, handles: isRequestHandler(by) }
  fact.wraps ||= isWrapped
  fact.handles ||= how === 'sent' && (by.params.some(isResponse) || handlerAround(node) !== undefined)
  found.set(by, fact)
  return fact
}

/** Where the functions of a file get the data from that they return or send. Serialisable, so that it can be cached. */
export function resultFacts(file: SourceFile): ResultFact[] {
  const found: Found = new Map()
  const reader = new ValueReader(indexFile(file.program))
  for (const node of nodesOf(file.program)) {
    if (node.type === 'TaggedTemplateExpression') tagged(file, node, found)
    if (node.type !== 'CallExpression') continue
    const sender = senderOf(file, node)
    if (sender !== undefined) factOf(found, { by: sender, isWrapped: false, how: 'returned' }, node).passesSqlTo ??= trimmed(reader.read(node.callee), 1)
    const producer = producerOf(file, node)
    // `catch (error) { return next(error) }`
    if (producer === undefined || isInCatch(node)) continue
    const fact = factOf(found, producer, node)
    const call = dataCallOf(file, node)
    const possible = isOfProject(call) ? possibleDataCallOf(file, node) : undefined
    const known = possible ?? call ?? plainList(file, node)
    const query = known ?? (namesOne.test(calledName(node) ?? '') ? undefined : passedText(file, node))
    const isWhole = query !== undefined && isUnlimited(file, query)
    const isSent = isWhole && known === undefined && sendingMethods.has(memberName(node.callee) ?? '')
    // `service.findAll()` may look like a call of a model.
    const isFollowed = isWhole ? possible !== undefined || isSent : isOfProject(call) && !isSender(node) && !keepingRows.has(calledName(node) ?? '')
    // `this.queryBus.execute(new OpenOrdersQuery())` runs the handler that is named after the query.
    const [asked] = isFollowed && /bus\.execute$/i.test(calledAs(node.callee) ?? '') ? node.arguments : []
    const made = asked?.type === 'NewExpression' ? memberOf(reader.read(asked.callee), 'execute') : undefined
    const callee = isFollowed || (isWhole && known === undefined) ? trimmed(made ?? reader.read(node.callee), 1) : undefined
    const text = query === undefined && callee && sendsText.test(calledName(node) ?? '') ? importedText(reader, node) : undefined
    if (isWhole || text !== undefined) {
      const list = query && listedBy(file, query)
      fact.queries.push({
        name: query?.name ?? calledAs(node.callee) ?? '',
        range: node.callee.range,
        bound: query?.library?.bound,
        list,
        callee: isFollowed ? callee : undefined,
        passedTo: known === undefined ? callee : undefined,
        text,
        ifBare: query && isOptionallyLimited(file, query),
      })
    }
    if (!isFollowed || callee === undefined || callee.kind === 'unknown' || callee.kind === 'global' || fact.calls.length === maxCalls) continue
    if (node.arguments.every((one) => one.type === 'ObjectExpression' && one.properties.length === 0)) fact.bare.push(fact.calls.length)
    fact.calls.push(callee)
  }
  return [...found].map(([node, { queries, calls, bare, passesSqlTo, wraps, handles }]) => {
    const method = methodNamed(node)
    const text = file.text.slice(...node.range)
    // Queries that a handler makes itself are known to be whole, whatever else it mentions.
    const isOwn = queries[0] !== undefined && queries[0].callee === undefined && queries[0].passedTo === undefined
    const owner = method === undefined ? undefined : classAround(node)?.id?.name
    return {
      at: node.range[0],
      method,
      name: nameOfFunction(node),
      owner,
      queries,
      passesSqlTo,
      calls,
      bare,
      wraps,
      mayPage: (handles && isOwn ? isFile : limitingNames).test(text.replace(collecting, '')),
      passesQuery: passingOn.test(text),
      handles,
    }
  })
}

function isInCatch(node: TSESTree.Node): boolean {
  for (let at = node.parent; at !== undefined && !isFunction(at); at = at.parent) if (at.type === 'CatchClause') return true
  return false
}

/** The function that sends a parameter as SQL: `(text, values) => pool.query(text, values).then((result) => result.rows)`. */
function senderOf(file: SourceFile, node: TSESTree.CallExpression): FunctionNode | undefined {
  const [first, second] = node.arguments
  const isText = ({ params }: FunctionNode): boolean => params.some((one) => one.type === 'Identifier' && [first, second].some((given) => given?.type === 'Identifier' && given.name === one.name && !handleName.test(one.name)))
  if (!sendsText.test(calledName(node) ?? '')) return undefined
  let around = functionAround(node)
  while (around !== undefined && !isText(around)) around = functionAround(around)
  return around === undefined || isOneRow.test(file.text.slice(...around.range)) ? undefined : around
}

/** True for calls into the project, such as a repository's, which are followed to the query. */
function isOfProject(call: DataCall | undefined): boolean {
  return call === undefined || (call.library === undefined && call.sql === undefined)
}

/**
 * Queries without a known library: `query('SELECT id FROM orders')`, `db.prepare('SELECT id FROM orders').all()` of SQLite and of D1, and
 * `db('orders')` of knex.
 */
function plainList(file: SourceFile, node: TSESTree.CallExpression): DataCall | undefined {
  const { callee } = node
  const name = calledAs(callee) ?? ''
  // `await db('orders')`
  if (callee.type === 'Identifier' && node.parent.type === 'AwaitExpression' && beginsWithTable(file, node)) return { node, name, method: 'select', library: knex, sql: undefined }
  // `const all = db.prepare('SELECT …')`
  const prepared = callee.type === 'MemberExpression' && memberName(callee) === 'all' ? [callee.object, beginningOf(file, callee.object)] : []
  const object = prepared.find((one) => one?.type === 'CallExpression' && calledName(one) === 'prepare')
  const sent = object?.type === 'CallExpression' ? object : /^(?:run|db)?query$/i.test(name) ? node : undefined
  const sql = sent && textOf(file, sent.arguments[0])
  return sql === undefined ? undefined : { node, name, method: name, library: undefined, sql }
}

/** `rows('SELECT id FROM orders')`, `rows(pool, 'SELECT id FROM orders')` */
function passedText(file: SourceFile, node: TSESTree.CallExpression): DataCall | undefined {
  const sql = textOf(file, node.arguments[0]) ?? textOf(file, node.arguments[1])
  const name = sql === undefined ? undefined : calledAs(node.callee)
  return name === undefined ? undefined : { node, name, method: name, library: undefined, sql }
}

/** `many(queries.open)`, `pool.query(queries.open)` with statements of another file. */
function importedText(reader: ValueReader, { arguments: [first, second] }: TSESTree.CallExpression): Value | undefined {
  return [first, second].flatMap((one) => {
    const value = one && !(one.type === 'Identifier' && handleName.test(one.name)) ? trimmed(reader.read(one), 1) : undefined
    return value && pathOf(value).root.kind === 'import' ? value : []
  })[0]
}

/** `` await sql`SELECT id FROM orders` `` of postgres.js and similar libraries. */
function tagged(file: SourceFile, node: TSESTree.TaggedTemplateExpression, found: Found): void {
  const sql = node.quasi.quasis.map(({ value }) => value.raw).join('?')
  // `` sql`SELECT id FROM orders`.execute(db) `` of Kysely
  const { parent } = node
  const sent = parent.type === 'MemberExpression' && memberName(parent) === 'execute' ? parent.parent : node
  const producer = /(?:^|\.)sql$/.test(calledAs(node.tag) ?? '') && isUnlimitedSql(sql) ? producerOf(file, sent) : undefined
  const list = tableIn(sql)
  if (producer !== undefined) factOf(found, producer, sent).queries.push({ name: 'sql', range: node.tag.range, list })
}
