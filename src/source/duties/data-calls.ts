import type { TSESTree } from '@typescript-eslint/utils'
import { propertyIn } from '../names/links.ts'
import { bare, bindingsOf, keyName, memberName } from '../names/bindings.ts'
import { classAround, fieldName, returnedBy, shapeOf, typeOfField } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { dynamo, queryLibraries } from '../models/queries.ts'
import { builderStarts, fetching, modelFiles, modelMethods, repositoryName, sendingMethods, sendingNames, sharedNames, statementFields } from '../models/query-names.ts'
import type { QueryLibrary, Writes } from '../models/query-library.ts'
import { isPackage, libraryOf } from '../models/sql-names.ts'
import { calledMethod, namedPackage } from '../names/named-package.ts'
import { functionOf, modulesOf } from '../names/origin.ts'
import { writtenAt } from './conditions.ts'

/** A call that queries a database. */
export interface DataCall {
  readonly node: TSESTree.CallExpression
  /** As written in messages: `this.users.findOne`. */
  readonly name: string
  readonly method: string
  /** Undefined for raw SQL and for repositories of the project. */
  readonly library: QueryLibrary | undefined
  /** The SQL that is sent, as far as it is written at the call. */
  readonly sql: string | undefined
}

const namesOfLibraries = queryLibraries
  .filter(({ isCalled }) => isCalled !== true)
  .flatMap(({ reads, lists, writes = [] }) => [...reads, ...lists, ...writes.flatMap(({ names }) => [...names])])
const readsOfLibraries = calledMethod(namesOfLibraries)
const dataPackages = namedPackage(queryLibraries.flatMap(({ packages }) => packages))
const sends = calledMethod(sendingNames)
const sendsText = new RegExp(`\\b(?:${[...sharedNames, 'get', 'run', 'first', 'prepare', 'unsafe'].join('|')})\\(\\s{0,20}['"\`]|\\bsql(?:<|\`)`)
const models = calledMethod([...modelMethods.keys()].map((name) => `.${name}`))
const definesModel = /\.(?:define|model)\(|\bextends\s(?:(?:\w+\.)?Model|BaseEntity)\b/
const modelNames = /\b(?:models?|entit(?:y|ies)|schemas?)\b/i
const repositories = /(?:Repository|Repo|Dao|\b(?:repository|repo|dao))\b/
const fetches = /\.\s*(?:find|get|fetch|load|by)\w*\s*\(/
const sqlStart = /['"`](?:\s|\\[\snrtvf])*(?:select|with|insert|delete|update)\b/i

/** False if the file certainly has no {@link DataCall}, so that its tree need not be built. */
export function mayQueryDatabase({ text }: Pick<SourceFile, 'text'>): boolean {
  if ((readsOfLibraries.test(text) || definesModel.test(text)) && (text.includes('prisma') || dataPackages.test(text))) return true
  if (builderStarts.test(text)) return true
  if ((repositories.test(text) && fetches.test(text)) || (models.test(text) && (modelNames.test(text) || text.includes('.define(')))) return true
  return (sends.test(text) || sendsText.test(text)) && sqlStart.test(text)
}

const asking = /^\s*(?:select|with|insert|delete)\b/i

/** The call as a read of a database; undefined if it is not one, or if that is uncertain. */
export function dataCallOf(file: SourceFile, node: TSESTree.Node): DataCall | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined
  const method = memberName(node.callee)
  if (method === undefined) return undefined
  const name = calledAs(node.callee)
  if (name === undefined) return undefined
  const { callee } = node
  const command = commandOf(file, node, method)
  if (command === 'scan' || command === 'get') return { node, name, method: command, library: dynamo, sql: undefined }
  const candidates = queryLibraries.filter((one) => {
    return (one.reads.has(method) || one.lists.has(method)) && (one.isCalled !== true || one.called?.test(name) === true || (file.text.includes('ollection(') && isCalledAs(file, callee, name, one)))
  })
  const isRepository = fetching.test(method) && isNamedRepository(node.callee.object)
  const sql = sendingMethods.has(method) ? textOf(file, node.arguments[0]) : undefined
  // The SQL is tested before the receiver, because resolving the receiver takes the file's scopes.
  if (candidates.length === 0 && (sql === undefined || !asking.test(sql)) && !isRepository) return undefined
  const modules = modulesOf(file, node.callee.object)
  const library =
    candidates.find(({ packages }) => modules.some(({ specifier }) => isPackage(packages, specifier))) ??
    candidates.find((one) => isCalledAs(file, node.callee, name, one)) ??
    modelOf(file, node.callee.object, method, candidates) ??
    ofModel(file, node.callee.object, method, candidates)
  if (library !== undefined || isRepository) return { node, name, method, library, sql: undefined }
  const isKnown = modules.some(({ specifier }) => libraryOf(specifier) !== undefined) || /(?:^|\.)(?:db|pool|client|connection|conn?|knex|sequelize|trx|database|pg|mysql|request|manager|dataSource|\w*runner)\.\w+$/i.test(name)
  // A query of a different table in each iteration cannot be merged into one.
  return sql !== undefined && isKnown && asking.test(sql) && !/\b(?:from|into|join)\s+["`\w.]*\?/i.test(sql)
    ? { node, name, method, library: undefined, sql }
    : undefined
}

/** What a call of DynamoDB's SDK does: `client.send(new ScanCommand(input))` or, in version 2, `documentClient.scan(input).promise()`. */
function commandOf(file: SourceFile, { arguments: [given] }: TSESTree.CallExpression, method: string): string | undefined {
  // Responses, too, have a method `send`.
  const isMeant = method === 'send' ? given?.type === 'NewExpression' || (given?.type === 'Identifier' && /command|cmd/i.test(given.name)) : /^(?:scan|get|put|delete)$/.test(method)
  const input = isMeant ? writtenAt(file, given) : undefined
  if (input?.type === 'NewExpression' && input.callee.type === 'Identifier') return /^(Scan|Get|Put|Delete)(?:Item)?Command$/.exec(input.callee.name)?.[1]?.toLowerCase()
  return input?.type === 'ObjectExpression' && propertyIn(input, 'TableName') ? method : undefined
}

/** Signs of a nested write: a record stored together with its relations cannot be part of a bulk write. */
const nested = /\b(?:create|createMany|connect|connectOrCreate|include|select)\s*:|\bdata: \{ \.\.\./

/** True for a variable that is assigned after its declaration. */
function isAssigned(file: SourceFile, node: TSESTree.Node): boolean {
  return bindingsOf(file).variableOf(node)?.references.some(({ identifier: { parent } }) => parent.type === 'AssignmentExpression' && parent.left.type === 'Identifier' && parent.operator === '=') === true
}

/** A call that inserts, updates or deletes one record where a bulk operation exists: `repository.save(item)`, `prisma.tag.create({ data })`. */
export function writeCallOf(file: SourceFile, node: TSESTree.CallExpression): WriteCall | undefined {
  if (node.callee.type !== 'MemberExpression') return undefined
  const method = memberName(node.callee) ?? ''
  const command = writesBy(dynamo?.writes, commandOf(file, node, method) ?? '')
  const possible = queryLibraries.filter(({ writes }) => writesBy(writes, method) !== undefined)
  const name = possible.length === 0 && command === undefined ? undefined : calledAs(node.callee)
  if (name !== undefined && command !== undefined) return { name, batch: command.batch }
  const candidates = possible.filter((one) => one.isCalled !== true || (name !== undefined && isCalledAs(file, node.callee, name, one)))
  if (name === undefined || nested.test(file.text.slice(...node.range))) return undefined
  const modules = modulesOf(file, node.callee.object)
  const library =
    candidates.find(({ packages }) => modules.some(({ specifier }) => isPackage(packages, specifier))) ??
    candidates.find((one) => isCalledAs(file, node.callee, name, one)) ??
    // Mongoose or Sequelize
    (/^(?:this\.m|M)odel\w?\.\w+$/.test(name) ? candidates.findLast(({ models, isChain }) => models !== undefined && isChain !== true) : undefined)
  const group = writesBy(library?.writes, method)
  return library && { name, batch: group?.batch, ...(group?.returning?.has(method) === true && { isReturned: true as const }) }
}

/** By the name of the call, also from where a variable of the file begins it: `const cursor = orders.find()`, `cursor.toArray()`. */
function isCalledAs(file: SourceFile, callee: TSESTree.Expression, name: string, { called, calledBeside, packages }: QueryLibrary): boolean {
  const held = called?.test(name) === true ? undefined : beginningOf(file, callee)
  if (beginsWithTable(file, callee) || (held !== undefined && beginsWithTable(file, held))) return packages.includes('knex')
  const full = held === undefined ? name : name.replace(/^(?:this\.)?[\w$#]+/, calledAs(held) ?? '')
  return called?.test(full) === true || (calledBeside?.test(full) === true && file.imports.some(({ specifier }) => isPackage(packages, specifier)))
}

/** True for `db('users').where({ id })` of Knex, with a handle made in another file, also in a function: `const users = () => db('users')`. */
export function beginsWithTable(file: SourceFile, chain: TSESTree.Node): boolean {
  let at = chain
  while (at.type === 'MemberExpression' || (at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && at.callee.object.type === 'CallExpression')) at = at.type === 'CallExpression' ? at.callee : at.object
  if (at.type !== 'CallExpression') return false
  const [table, more] = at.arguments
  if (table === undefined) {
    const made = beginningOf(file, at)
    return made !== undefined && beginsWithTable(file, made)
  }
  return more === undefined && /^(?:this\.)?(?:db|knex|trx|tx|database)$/.test(calledAs(at.callee) ?? '') && textOf(file, table) !== undefined
}

/** What the variable or field at the beginning of a chain holds: a call, or a part of something. */
export function beginningOf(file: SourceFile, chain: TSESTree.Node): TSESTree.CallExpression | TSESTree.MemberExpression | undefined {
  let at = chain
  while (at.type === 'CallExpression' || (at.type === 'MemberExpression' && at.object.type !== 'ThisExpression')) at = at.type === 'CallExpression' ? at.callee : at.object
  const held = at.type === 'Identifier' ? bindingsOf(file).definitionOf(at) : undefined
  const field = held === undefined ? fieldName(at) : undefined
  const around = field === undefined ? undefined : classAround(at)
  const maker = functionOf(held)
  // `const table = () => db('books')`
  const init = maker ? returnedBy(maker)[0] : held?.kind === 'variable' && held.path.length === 0 ? held.init : around && shapeOf(around).fields.get(field ?? '')?.values[0]?.value
  return init?.type === 'CallExpression' || init?.type === 'MemberExpression' ? init : undefined
}

/** A call that writes one record. */
interface WriteCall {
  readonly name: string
  /** The bulk alternative. */
  readonly batch: string | undefined
  /** The bulk alternative returns the records too. */
  readonly isReturned?: true
}

/** The group of a library's writing methods that contains this one. */
export function writesBy(writes: QueryLibrary['writes'], method: string): Writes | undefined {
  return writes?.find(({ names }) => names.has(method))
}

/** By the object's own name, or by the type of the field. */
function isNamedRepository(object: TSESTree.Expression): boolean {
  const own = object.type === 'Identifier' ? object.name : memberName(object)
  if (own === undefined || repositoryName.test(own)) return own !== undefined
  const type = typeOfField(object)
  return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && repositoryName.test(type.typeName.name)
}

/** The library of a model imported from another file: `User.findByPk()`, with `User` from `./models`, or `db.User.findByPk()` with all of them. */
function modelOf(file: SourceFile, object: TSESTree.Expression, method: string, candidates: readonly QueryLibrary[]): QueryLibrary | undefined {
  const name = modelMethods.get(method)
  const model = object.type === 'Identifier' ? object.name : memberName(object)
  if (name === undefined || model === undefined || !/^[A-Z]|[mM]odel\w?$/.test(model)) return undefined
  // `(Model) => async (req, res) => res.json(await Model.find())`
  const isHeld = object.type === 'MemberExpression' && (object.object.type === 'ThisExpression' || /(?:^|\.)(?:models|db)$/.test(calledAs(object.object) ?? ''))
  const isModel = /^model\w?$/i.test(model) || isHeld || modulesOf(file, object).some(({ specifier }) => modelFiles.test(specifier))
  // Entities with these methods are TypeORM's.
  const library = modulesOf(file, object).some(({ specifier }) => /entit/i.test(specifier)) && method === 'find' ? 'typeorm' : name
  return isModel ? candidates.find(({ packages }) => packages.includes(library)) : undefined
}

/** The library of the model that a function is added to: `schema.statics.open = function () { return this.find({ open: true }) }`. */
function ofModel({ imports, text }: SourceFile, object: TSESTree.Expression, method: string, candidates: readonly QueryLibrary[]): QueryLibrary | undefined {
  // `this.model('Book')` in a method of documents
  if (!/^this(?:\.model|\.constructor)?$/.test(calledAs(object) ?? '')) return undefined
  const around = classAround(object)
  if (around !== undefined && (around.superClass !== null || shapeOf(around).methods.has(method))) return undefined
  return candidates.find(({ models, packages }) => models?.has(method) === true && (imports.some(({ specifier }) => isPackage(packages, specifier)) || (method === 'findAll' && text.includes('.define('))))
}

/**
 * A call that is a {@link DataCall} if its receiver, from another file, turns out to be a model, or an injected repository that extends one of a
 * library.
 */
export function possibleDataCallOf(file: SourceFile, node: TSESTree.CallExpression): DataCall | undefined {
  const { callee } = node
  if (callee.type !== 'MemberExpression') return undefined
  const method = memberName(callee)
  const isField = fieldName(callee.object) !== undefined
  const library = queryLibraries.find(({ models, repositories }) => method !== undefined && (isField ? repositories : models)?.has(method) === true)
  const name = library && calledAs(callee)
  if (method === undefined || name === undefined || callee.object.type === 'CallExpression' || !(isField || /^(?:(?:db|models)\.)?\w+\.\w+$/.test(name))) return undefined
  // `User.query()` of Objection, not `pool.query(text)`.
  if (library?.isChain === true && node.arguments.length > 0) return undefined
  return modulesOf(file, callee.object).some(({ specifier }) => /^[.~@#]/.test(specifier)) ? { node, name, method, library, sql: undefined } : undefined
}

/** The dotted name of a callee, without the calls of a chain: `this.users.findOne`. */
export function calledAs(written: TSESTree.Node): string | undefined {
  const node = bare(written)
  if (node.type === 'Identifier') return node.name
  if (node.type === 'ThisExpression') return 'this'
  if (node.type === 'CallExpression') return calledAs(node.callee)
  if (node.type !== 'MemberExpression') return undefined
  const object = calledAs(node.object)
  const name = memberName(node)
  return object === undefined || name === undefined ? undefined : `${object}.${name}`
}

/**
 * The text of a string literal, template or concatenation, with `?` for each interpolated value. Follows constants, tags and the options
 * objects of drivers.
 */
export function textOf(file: SourceFile, node: TSESTree.Node | null | undefined, steps = 0): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TaggedTemplateExpression') return textOf(file, node.quasi)
  if (node?.type === 'ObjectExpression') {
    const text = node.properties.find((property) => property.type === 'Property' && statementFields.has(keyName(property) ?? ''))
    return text?.type === 'Property' ? textOf(file, text.value) : undefined
  }
  if (node?.type === 'TemplateLiteral') return node.quasis.map(({ value: { raw, cooked } }, index) => (cooked ?? raw) + markOf(file, raw, node.expressions[index])).join('')
  if (node?.type === 'BinaryExpression') return textOfSum(file, node)
  const definition = node?.type === 'Identifier' ? bindingsOf(file).definitionOf(node) : undefined
  return definition?.kind === 'variable' && definition.path.length === 0 && steps < 2
    ? textOf(file, definition.init, steps + 1)
    : undefined
}

/** What stands for an interpolated value: for the table of a repository (`FROM ${this.table}`) a name, since it is the same in each call. */
function markOf(file: SourceFile, before: string, value: TSESTree.Expression | undefined): string {
  if (value === undefined) return ''
  const text = value.type === 'Identifier' || value.type === 'ConditionalExpression' ? optionalText(file, value) : undefined
  if (text !== undefined) return text
  // `SELECT ${columns.join(', ')} FROM books`
  if (value.type === 'CallExpression' && calledAs(value.callee)?.endsWith('.join') === true && /^\s*select\s[^?]*$/i.test(before) && !/\bfrom\b/i.test(before)) return 'items'
  return fieldName(value) !== undefined && /\b(?:from|into|update|join)\s+["`[]?$/i.test(before) ? 'items' : '?'
}

/** A constant, or nothing for a clause that may be missing: `${id ? 'WHERE …' : ''}`. */
function optionalText(file: SourceFile, value: TSESTree.Expression): string | undefined {
  const definition = value.type === 'Identifier' ? bindingsOf(file).definitionOf(value) : undefined
  const written = definition?.kind === 'variable' && definition.path.length === 0 ? definition.init : value
  if (written?.type !== 'ConditionalExpression') return written === value ? undefined : textOf(file, written)
  const texts = [written.consequent, written.alternate].map((one) => textOf(file, one))
  return texts.includes('') && !/limit|offset|fetch/i.test(texts.join('')) ? '' : undefined
}

/** `'… WHERE id = ' + id`; undefined if no part is a string. What is assigned later is a value, whatever it began with. */
function textOfSum(file: SourceFile, sum: TSESTree.BinaryExpression): string | undefined {
  const parts: (string | undefined)[] = []
  let at: TSESTree.Node = sum
  // A loop instead of recursion: generated code concatenates thousands of parts.
  for (; at.type === 'BinaryExpression' && at.operator === '+'; at = at.left) parts.unshift(isAssigned(file, at.right) ? undefined : textOf(file, at.right))
  parts.unshift(at.type === 'BinaryExpression' ? undefined : textOf(file, at))
  return parts.some((part) => part !== undefined) ? parts.map((part) => part ?? '?').join('') : undefined
}
