import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, keyName, memberName } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import { functionAround, isFunction } from '../names/classes.ts'
import { beginningOf, dataCallOf, textOf } from './data-calls.ts'
import type { DataCall } from './data-calls.ts'
import type { QueryLibrary } from '../models/query-library.ts'
import type { SourceFile } from '../syntax/file.ts'
import { isLooseCall, isLooseText, isNarrow, isUnderCondition, mayBeMissing, parameterAt, writtenAt } from './conditions.ts'
import { isSender } from './producers.ts'
import { walk } from '../syntax/tree.ts'

/** True if callers may limit a query, by options or a condition that they may leave out. */
export function isOptionallyLimited(file: SourceFile, { node, library }: DataCall): boolean {
  let isOptional = false
  walk(node, (inner) => {
    const { parent } = inner
    const isCondition = parent?.type === 'Property' && /^(?:where|\$match)$/.test(keyName(parent) ?? '')
    const isFirst = parent?.type === 'CallExpression' && parent.arguments[0] === inner && (parent === node ? library?.isChain === undefined : calledName(parent) === library?.condition)
    isOptional ||= ((isCondition || isFirst) && parameterAt(file, inner) !== undefined) || (parent?.type === 'CallExpression' && mayBeMissing(file, inner))
    return !isOptional
  })
  return isOptional
}

/** True for a query that fetches all rows. */
export function isUnlimited(file: SourceFile, call: DataCall): boolean {
  const { node, method, library, sql } = call
  if (library === undefined) return sql !== undefined && isUnlimitedSql(sql + (addedTo(file, node.arguments[0]) ?? ' LIMIT')) && !isChained(node)
  const [first] = node.arguments
  // `Car.query('maker')` of dynamoose, and not of Objection.
  if (!library.lists.has(method) || (method === 'query' && first !== undefined && first.type !== 'Identifier')) return false
  if (limitedInChain(file, node, library) || limitedElsewhere(file, node, library)) return false
  const aggregate = callBefore(file, node, 'aggregate')
  if (aggregate !== undefined) return keepsAll(file, aggregate.arguments[0])
  // `manager.find(Book, { order })`
  const isOfEntity = library.isChain !== true && first?.type === 'Identifier' && /^[A-Z]\w*[a-z]/.test(first.name)
  // `User.find({}, (error, users) => …)`
  const written = node.arguments.filter((argument) => !isFunction(argument))
  const [given, ...more] = isOfEntity ? written.slice(1) : written
  // `new ScanCommand(input)`
  const asked = parameterAt(file, given) ? undefined : writtenAt(file, given)
  const options = asked?.type === 'NewExpression' ? writtenAt(file, asked.arguments[0]) : asked
  if (options === undefined || (library.isChain === true && method !== 'findMany')) return library.condition === undefined || !isNarrowed(file, node, library.condition)
  // Options and conditions that are not written at the call cannot be judged.
  const isLimiting = (argument: TSESTree.Node): boolean =>
    argument.type === 'ObjectExpression'
      ? argument.properties.some((property) => property.type !== 'Property' || library.limits.has(keyName(property) ?? '?') || /^(?:take|limit|skip|offset)$/.test(keyName(property) ?? ''))
      : argument.type !== 'Literal' && !isFunction(argument)
  const isCondition = library.takesCondition?.has(method) === true
  if (more.some(isLimiting)) return false
  if (isCondition && options.type === 'ConditionalExpression') return !isNarrow(file, options)
  if (options.type !== 'ObjectExpression') return false
  if (isCondition && !options.properties.some((property) => property.type === 'Property' && findOptions.test(keyName(property) ?? ''))) return !isNarrow(file, options)
  return !isLimiting(options) && options.properties.every((property) => property.type !== 'Property' || keyName(property) !== 'where' || !isOwnAndNarrow(file, property.value))
}

/** True for a pipeline of MongoDB that neither selects a few records nor sums them up: `[{ $match: { open: true } }, { $sort: { at: 1 } }]` */
function keepsAll(file: SourceFile, pipeline: TSESTree.Node | undefined): boolean {
  return pipeline?.type === 'ArrayExpression' && pipeline.elements.every((stage) => stage?.type === 'ObjectExpression' && stage.properties.every((one) => isLooseStage(file, one)))
}

function isLooseStage(file: SourceFile, stage: TSESTree.ObjectLiteralElement): boolean {
  const name = stage.type === 'Property' ? (keyName(stage) ?? '') : ''
  if (stage.type === 'Property' && name === '$match') return !isOwnAndNarrow(file, stage.value)
  return /^.(?:lookup|unwind|addFields|set|unset|project|sort|replace\w+)$/.test(name)
}

/** What is always added to a text: `text += ' ORDER BY name'`. Undefined if that, or what is added under conditions, may limit the query. */
function addedTo(file: SourceFile, text: TSESTree.Node | undefined): string | undefined {
  const variable = text?.type === 'Identifier' ? bindingsOf(file).variableOf(text) : undefined
  const added = (variable?.references ?? []).flatMap(({ identifier: { parent } }) => {
    if (parent.type !== 'AssignmentExpression') return []
    const written = parent.operator === '+=' ? textOf(file, parent.right) : undefined
    return isUnderCondition(parent) ? (limiting.test(file.text.slice(...parent.range)) ? undefined : []) : written
  })
  return added.includes(undefined) ? undefined : added.join('')
}

/** Options of TypeORM, whose entities are called like the models of Mongoose. */
const findOptions = /^(?:take|skip|where|relations)$/

/** True if the condition in a chain selects few rows: `collection.find({ owner: id }).toArray()`. */
function isNarrowed(file: SourceFile, node: TSESTree.CallExpression, method: string): boolean {
  const condition = callBefore(file, node, method)?.arguments[0]
  return condition !== undefined && isOwnAndNarrow(file, condition)
}

/** True for a condition that selects few rows and is not the caller's, who may leave it empty. */
function isOwnAndNarrow(file: SourceFile, condition: TSESTree.Node): boolean {
  return parameterAt(file, condition) === undefined && isNarrow(file, condition)
}

/** The call of a method in a chain. */
function callBefore(file: SourceFile, node: TSESTree.CallExpression, method: string): TSESTree.CallExpression | undefined {
  return chainedBefore(file, node).find((at): at is TSESTree.CallExpression => at.type === 'CallExpression' && calledName(at) === method)
}

/** A call and what it is made on, also where a variable of the file holds that. */
function chainedBefore(file: SourceFile, node: TSESTree.CallExpression): TSESTree.Node[] {
  const found: TSESTree.Node[] = []
  for (const start of [node, beginningOf(file, node)])
    for (let at: TSESTree.Node | undefined = start; at?.type === 'MemberExpression' || at?.type === 'CallExpression'; at = at.type === 'CallExpression' ? at.callee : at.object) found.push(at)
  return found
}

/** True if a call before or after in the chain limits the query (`.limit(20)`), or if a later call in the chain is judged instead. */
function limitedInChain(file: SourceFile, node: TSESTree.CallExpression, library: QueryLibrary): boolean {
  if (chainedBefore(file, node).some((at) => (at.type === 'MemberExpression' ? isLimit(file, at, library) : at !== node && at.type === 'CallExpression' && at.arguments.some(sumsUp)))) return true
  return limitedFrom(file, node, library, node)
}

/** `select({ orders: count() })` */
function sumsUp(columns: TSESTree.Node): boolean {
  return (
    columns.type === 'ObjectExpression' &&
    columns.properties.some((one) => one.type === 'Property' && one.value.type === 'CallExpression' && /^(?:count|sum|avg|min|max)(?:Distinct)?$/.test(calledName(one.value) ?? ''))
  )
}

/** True if a later call in the chain limits the query, or only its first row is taken: `const [book] = await …`. */
function limitedFrom(file: SourceFile, node: TSESTree.Node, library: QueryLibrary, judged?: TSESTree.Node): boolean {
  let at = node
  for (; at.parent?.type === 'MemberExpression' && at.parent.object === at; at = at.parent.parent) {
    const name = memberName(at.parent) ?? ''
    // The last listing call of a chain is judged for all of it.
    if (judged !== undefined && library.isChain === true && library.lists.has(name)) return true
    if (isLimit(file, at.parent, library) || name === 'skip' || name === 'paginate') return true
  }
  const declared = at.parent?.type === 'AwaitExpression' ? at.parent.parent : undefined
  return library.isChain === true && declared?.type === 'VariableDeclarator' && declared.id.type === 'ArrayPattern'
}

function isLimit(file: SourceFile, member: TSESTree.MemberExpression, { limits, conditions }: QueryLibrary): boolean {
  const name = memberName(member) ?? ''
  return limits.has(name) || (conditions?.has(name) === true && !isLooseCall(file, member.parent))
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
  // The query is judged where it begins.
  const begun = holder === first && first.type === 'Identifier' ? bindingsOf(file).definitionOf(first) : undefined
  if (begun?.kind === 'variable' && begun.init !== undefined && begun.init !== null && dataCallOf(file, begun.init)?.library === library) return true
  // `if (from) query.where('at', '>', from)`: without it, all rows are fetched.
  const unconditioned = { ...library, conditions: none }
  return variable.references.some(
    ({ identifier }) =>
      limitedFrom(file, identifier, isUnderCondition(identifier) ? unconditioned : library) || (identifier.parent.type === 'CallExpression' && identifier.parent.callee !== identifier && !isSender(identifier.parent)),
  )
}

const none: ReadonlySet<string> = new Set()

function isChained(node: TSESTree.CallExpression): boolean {
  return node.parent.type === 'MemberExpression' && node.parent.object === node && memberName(node.parent) !== 'then'
}

const limiting = /\b(?:limit|offset|fetch\s+(?:first|next)|top|rownum)\b/i

/** True for a SELECT of all rows of a table. */
export function isUnlimitedSql(sql: string): boolean {
  // What a `?` stands for can limit the query, unless it is the name of a table.
  const text = sql.replace(/\b(?:from|join)\s+["`[]?\?/gi, 'from items')
  const [, condition] = /\bwhere\b([^]*?)(?:\border\s+by\b[^]*)?$/i.exec(text) ?? []
  return (
    /^\s*select\b/i.test(sql) &&
    !(condition === undefined ? text : text.replace(condition, '')).includes('?') &&
    !limiting.test(text) &&
    !/\b(?:group\s+by|having|distinct)\b/i.test(text) &&
    (condition === undefined || isLooseText(condition)) &&
    !/^\s*select\s+(?:count|sum|min|max|avg|exists|now|1\b|version)/i.test(sql) &&
    /\bfrom\s+[\w."`[]+/i.test(text)
  )
}
