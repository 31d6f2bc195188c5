import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import { dataCallOf } from './data-calls.ts'
import type { DataCall } from './data-calls.ts'
import type { QueryLibrary } from '../models/queries.ts'
import type { SourceFile } from '../syntax/file.ts'
import { handlerAround, isRequestHandler } from './request-handlers.ts'
import { nodesOf } from '../syntax/tree.ts'
import { words } from '../../core/words.ts'

/** Methods of responses that send their argument. */
const answers = words('json send jsonp render')
/** Properties of a driver's result that hold the rows; D1 calls them results. */
const rowFields = words('rows recordset results')
/** Methods that return the whole list, or the query for it. */
export const keepingRows = words('map filter sort toSorted reverse then catch finally lean exec populate select from where andWhere orderBy join innerJoin leftJoin')

/** Queries that fetch all rows and whose result becomes the response of a handler. */
export function unboundedQueries(file: SourceFile): readonly DataCall[] {
  const found: DataCall[] = []
  for (const node of nodesOf(file.program)) {
    const call = dataCallOf(file, node)
    if (call !== undefined && isUnlimited(file, call) && handlerAround(call.node) !== undefined && isSentToClient(file, call.node)) found.push(call)
  }
  return found
}

/** True for a query that fetches all rows. */
export function isUnlimited(file: SourceFile, call: DataCall): boolean {
  const { node, method, library, sql } = call
  if (library === undefined) return sql !== undefined && isUnlimitedSql(sql) && !isChained(node) && !isAddedTo(file, node.arguments[0])
  if (!library.lists.has(method)) return false
  if (limitedInChain(node, library) || limitedElsewhere(file, node, library)) return false
  const [first] = node.arguments
  // `manager.find(Book, { order })`
  const isOfEntity = library.isChain !== true && first?.type === 'Identifier' && /^[A-Z]\w*[a-z]/.test(first.name)
  // `User.find({}, (error, users) => …)`
  const written = node.arguments.filter((argument) => !isFunction(argument))
  const [given, ...more] = isOfEntity ? written.slice(1) : written
  const options = writtenAt(file, given)
  if (options === undefined || (library.isChain === true && method !== 'findMany')) return library.condition === undefined || !isNarrowed(node, library.condition)
  // Options and conditions that are not written at the call cannot be judged.
  const isLimiting = (argument: TSESTree.Node): boolean =>
    argument.type === 'ObjectExpression'
      ? argument.properties.some((property) => property.type !== 'Property' || library.limits.has(keyName(property) ?? '?'))
      : argument.type !== 'Literal' && !isFunction(argument)
  if (options.type !== 'ObjectExpression' || more.some(isLimiting)) return false
  if (library.takesCondition?.has(method) === true) return !isNarrow(options)
  return !isLimiting(options) && options.properties.every((property) => property.type !== 'Property' || keyName(property) !== 'where' || !isNarrow(property.value))
}

/** `let text = 'SELECT …'; text += ' LIMIT 50'`: the statement is changed later. */
function isAddedTo(file: SourceFile, text: TSESTree.Node | undefined): boolean {
  const variable = text?.type === 'Identifier' ? bindingsOf(file).variableOf(text) : undefined
  return variable?.references.some(({ identifier: { parent } }) => parent.type === 'AssignmentExpression') === true
}

/** The argument or, for a variable used only here, the object literal that it is initialized with. */
function writtenAt(file: SourceFile, given: TSESTree.Node | undefined): TSESTree.Node | undefined {
  const definition = given?.type === 'Identifier' ? bindingsOf(file).definitionOf(given) : undefined
  const isOnly = given !== undefined && definition?.kind === 'variable' && definition.path.length === 0 && (bindingsOf(file).variableOf(given)?.references.length ?? 9) <= 2
  return isOnly && definition.init?.type === 'ObjectExpression' ? definition.init : given
}

/** Columns that identify one record, or its owner. */
const naming = /^id$|Id$|^(?:email|username|slug|token)$/

/** True for a condition that selects few rows, or that cannot be read. */
function isNarrow(where: TSESTree.Node): boolean {
  if (where.type !== 'ObjectExpression') return true
  return where.properties.some((property) => {
    if (property.type !== 'Property' || naming.test(keyName(property) ?? '')) return true
    const { value } = property
    // `{ not: null }` excludes little.
    if (value.type === 'ObjectExpression') return !value.properties.every((part) => part.type === 'Property' && keyName(part) === 'not' && part.value.type === 'Literal')
    return value.type === 'ArrayExpression' || isNaming(value)
  })
}

/** True for values that identify something: `owner: req.user.id`. */
function isNaming(value: TSESTree.Node): boolean {
  const name = value.type === 'Identifier' ? value.name : value.type === 'MemberExpression' ? memberName(value) : undefined
  return name !== undefined && (name === '_id' || naming.test(name))
}

/** True if the condition in a chain selects few rows: `collection.find({ owner: id }).toArray()`. */
function isNarrowed({ callee }: TSESTree.CallExpression, method: string): boolean {
  for (let at: TSESTree.Node = callee; at.type === 'MemberExpression' || at.type === 'CallExpression'; at = at.type === 'CallExpression' ? at.callee : at.object) {
    const [condition] = at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && memberName(at.callee) === method ? at.arguments : []
    if (condition !== undefined) return isNarrow(condition)
  }
  return false
}

/** True if a call before or after in the chain limits the query (`.limit(20)`), or if a later call in the chain is judged instead. */
function limitedInChain(node: TSESTree.CallExpression, library: QueryLibrary): boolean {
  for (let at: TSESTree.Node = node.callee; at.type === 'MemberExpression' || at.type === 'CallExpression'; at = at.type === 'MemberExpression' ? at.object : at.callee)
    if (at.type === 'MemberExpression' ? isLimit(at, library) : at.arguments.some(sumsUp)) return true
  return limitedFrom(node, library, node)
}

/** `select({ orders: count() })` */
function sumsUp(columns: TSESTree.Node): boolean {
  return (
    columns.type === 'ObjectExpression' &&
    columns.properties.some((one) => one.type === 'Property' && one.value.type === 'CallExpression' && /^(?:count|sum|avg|min|max)(?:Distinct)?$/.test(calledName(one.value) ?? ''))
  )
}

/** True if a later call in the chain limits the query, or only its first row is taken: `const [book] = await …`. */
function limitedFrom(node: TSESTree.Node, library: QueryLibrary, judged?: TSESTree.Node): boolean {
  let at = node
  for (; at.parent?.type === 'MemberExpression' && at.parent.object === at; at = at.parent.parent) {
    const name = memberName(at.parent) ?? ''
    // The last listing call of a chain is judged for all of it.
    if (judged !== undefined && library.isChain === true && library.lists.has(name)) return true
    if (isLimit(at.parent, library) || name === 'skip' || name === 'paginate') return true
  }
  const declared = at.parent?.type === 'AwaitExpression' ? at.parent.parent : undefined
  return library.isChain === true && declared?.type === 'VariableDeclarator' && declared.id.type === 'ArrayPattern'
}

function isLimit(member: TSESTree.MemberExpression, { limits, conditions }: QueryLibrary): boolean {
  const name = memberName(member) ?? ''
  return limits.has(name) || (conditions?.has(name) === true && !isWrittenDown(member.parent))
}

/** True for a condition on constants, such as `where('level', 'error')`: the result still grows with the table. */
function isWrittenDown(call: TSESTree.Node): boolean {
  if (call.type !== 'CallExpression') return false
  return call.arguments.every((argument, index) =>
    argument.type === 'ObjectExpression'
      ? argument.properties.every((property) => property.type === 'Property' && property.value.type === 'Literal' && !naming.test(keyName(property) ?? 'id'))
      : argument.type === 'Literal' && !(index === 0 && naming.test(String(argument.value))),
  )
}

/** True if the query is built step by step (`const query = knex('logs').select(); query.limit(100)`), or passed to a function that may limit it. */
function limitedElsewhere(file: SourceFile, node: TSESTree.CallExpression, library: QueryLibrary): boolean {
  let last: TSESTree.Node = node
  while (last.parent?.type === 'MemberExpression' && last.parent.object === last && last.parent.parent.type === 'CallExpression') last = last.parent.parent
  let first: TSESTree.Node = node
  while (first.type === 'CallExpression' && first.callee.type === 'MemberExpression') first = first.callee.object
  const holder = last.parent?.type === 'VariableDeclarator' ? last.parent.id : first
  const variable = holder.type === 'Identifier' ? bindingsOf(file).variableOf(holder) : undefined
  const declared = variable?.declarations[0]?.name
  // A handle of the file, which other functions use for queries of their own, is not what is limited.
  if (variable === undefined || (holder === first && (declared === undefined || functionAround(declared) !== functionAround(node)))) return false
  return variable.references.some(
    ({ identifier }) =>
      limitedFrom(identifier, library) || (identifier.parent.type === 'CallExpression' && identifier.parent.callee !== identifier && !isSender(identifier.parent)),
  )
}

function isChained(node: TSESTree.CallExpression): boolean {
  return node.parent.type === 'MemberExpression' && node.parent.object === node && memberName(node.parent) !== 'then'
}

/** `WHERE deleted_at IS NULL`, `WHERE state = 'active'`: what grows with the table, unless the column identifies something. */
const constantCondition = /\bwhere\s+(?!\w*id\b)[\w."]+\s+(?:is(?:\s+not)?\s+null|(?:=|<>|!=)\s*(?:'\w*'|true|false))(?!\s*(?:and|or)\b)/i

/** True for a SELECT of all rows of a table. */
export function isUnlimitedSql(sql: string): boolean {
  // What a `?` stands for can limit the query, unless it is the name of a table.
  return (
    /^\s*select\b/i.test(sql) &&
    !sql.replace(/\b(?:from|join)\s+["`[]?\?/gi, '').includes('?') &&
    !/\b(?:limit|fetch\s+(?:first|next)|top|where|group\s+by|having)\b/i.test(sql.replace(constantCondition, '')) &&
    !/^\s*select\s+(?:count|sum|min|max|avg|exists|now|1\b|version)/i.test(sql) &&
    /\bfrom\s+[\w."`[?]+/i.test(sql)
  )
}

function isSentToClient(file: SourceFile, node: TSESTree.Node): boolean {
  const producer = producerOf(file, node)
  return producer !== undefined && (producer.how === 'sent' || isRequestHandler(producer.by))
}

/** The function that returns or sends the value of an expression. */
export interface Producer {
  readonly by: FunctionNode
  /** Returned to the caller, or passed to `res.json()` and its like. */
  readonly how: 'returned' | 'sent'
  /** Set if the value is a property of an object that is returned or sent. */
  readonly isWrapped: boolean
}

/** Follows the value of an expression to where it is returned or sent. Undefined if something else happens to it. */
export function producerOf(file: SourceFile, node: TSESTree.Node, steps = 0): Producer | undefined {
  let at: TSESTree.Node = node
  let isWrapped = false
  for (;;) {
    const parent: TSESTree.Node | undefined = at.parent
    if (parent === undefined || steps > 3) return undefined
    switch (parent.type) {
      case 'ObjectExpression':
        isWrapped = true
        at = parent
        break
      case 'AwaitExpression':
      case 'LogicalExpression':
      case 'Property':
      case 'TSAsExpression':
      case 'ChainExpression':
        at = parent
        break
      case 'MemberExpression': {
        const name = memberName(parent) ?? ''
        if (parent.object !== at || (!rowFields.has(name) && !keepingRows.has(name))) return undefined
        const sent = name === 'then' && parent.parent.type === 'CallExpression' ? producerOfCallback(file, parent.parent, 0, steps) : undefined
        if (sent !== undefined) return sent
        if (name === 'then' && parent.parent.type === 'CallExpression' && !returnsRows(file, parent.parent.arguments[0], steps)) return undefined
        at = parent.parent.type === 'CallExpression' && parent.parent.callee === parent ? parent.parent : parent
        break
      }
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
        return by(ownerOf(parent), 'returned', isWrapped)
      case 'CallExpression': {
        return parent.callee !== at && isSender(parent) ? by(ownerOf(parent), 'sent', isWrapped) : undefined
      }
      case 'AssignmentExpression': {
        const isBody = parent.left.type === 'MemberExpression' && memberName(parent.left) === 'body'
        return isBody ? by(ownerOf(parent), 'sent', isWrapped) : undefined
      }
      case 'ExpressionStatement':
        return producerOfCallback(file, at, 1, steps)
      case 'ArrayExpression': {
        // `const [posts, users] = await Promise.all([Post.find(), User.find()])`
        const all = parent.parent.type === 'CallExpression' && calledName(parent.parent) === 'all' ? parent.parent.parent : undefined
        const declared = all?.type === 'AwaitExpression' && all.parent.type === 'VariableDeclarator' ? all.parent.id : undefined
        return declared?.type === 'ArrayPattern' ? producerOfName(file, declared.elements[parent.elements.findIndex((one) => one === at)], steps, isWrapped) : undefined
      }
      case 'VariableDeclarator':
        return producerOfName(file, parent.id.type === 'ArrayPattern' ? parent.id.elements[0] : parent.id, steps, isWrapped)
      default:
        return undefined
    }
  }
}

/** True for calls that send their argument as the response: `res.json(users)`. */
export function isSender({ callee }: TSESTree.CallExpression): boolean {
  return callee.type === 'MemberExpression' && answers.has(memberName(callee) ?? '')
}

function by(owner: FunctionNode | undefined, how: Producer['how'], isWrapped: boolean): Producer | undefined {
  return owner && { by: owner, how, isWrapped }
}

/** The function that contains a statement, or the arrow function itself. */
function ownerOf(node: TSESTree.Node): FunctionNode | undefined {
  return isFunction(node) ? node : functionAround(node)
}

/** `const users = await …; res.json(users)`, `const [rows] = …`, `const { rows } = …`. */
function producerOfName(file: SourceFile, id: TSESTree.Node | null | undefined, steps: number, isWrapped: boolean): Producer | undefined {
  const taken = id?.type === 'ObjectPattern' ? rowsIn(id) : id
  const variable = taken?.type === 'Identifier' ? bindingsOf(file).variableOf(taken) : undefined
  const uses = variable?.references.filter((reference) => reference.isRead) ?? []
  for (const { identifier } of uses) {
    const producer = producerOf(file, identifier, steps + 1)
    if (producer !== undefined) return isWrapped ? { ...producer, isWrapped } : producer
  }
  return undefined
}

/** `db.query(text, (error, rows) => res.json(rows))`, `users.find().then((found) => res.json(found))` */
function producerOfCallback(file: SourceFile, call: TSESTree.Node, index: number, steps: number): Producer | undefined {
  const callback = call.type === 'CallExpression' ? call.arguments.at(-1) : undefined
  const rows = callback !== undefined && isFunction(callback) ? callback.params[index] : undefined
  const uses = rows?.type === 'Identifier' ? (bindingsOf(file).variableOf(rows)?.references ?? []) : []
  for (const { identifier } of uses) {
    const producer = producerOf(file, identifier, steps + 1)
    const owner = functionAround(call)
    if (producer?.how === 'sent' && owner !== undefined) return { ...producer, by: owner }
  }
  return undefined
}

/** True for `.then(({ rows }) => rows)` and `.then((rows) => rows.map(…))`, and for functions that are not written there. */
function returnsRows(file: SourceFile, callback: TSESTree.Node | undefined, steps: number): boolean {
  if (!isFunction(callback)) return true
  const [first] = callback.params
  const rows = first?.type === 'ObjectPattern' ? rowsIn(first) : first?.type === 'ArrayPattern' ? first.elements[0] : first
  const uses = rows?.type === 'Identifier' ? (bindingsOf(file).variableOf(rows)?.references ?? []) : []
  return uses.some(({ identifier }) => producerOf(file, identifier, steps + 1)?.by === callback)
}

function rowsIn({ properties }: TSESTree.ObjectPattern): TSESTree.Node | undefined {
  const taken = properties.find((property) => property.type === 'Property' && rowFields.has(keyName(property) ?? ''))
  return taken?.type === 'Property' ? taken.value : undefined
}
