import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName } from '../names/bindings.ts'
import type { FunctionNode } from '../names/bindings.ts'
import { calledName } from '../names/calls.ts'
import type { Call } from '../names/calls.ts'
import { classAround, fieldName, isFunction, shapeOf } from '../names/classes.ts'
import type { SourceFile } from '../syntax/file.ts'
import { libraryNamed, libraryNames, libraryOf, sinkNames } from '../models/sql-names.ts'
import { sqlLibraries } from '../models/sql.ts'
import type { SqlLibrary, SqlSink } from '../models/sql-library.ts'
import { words } from '../../core/words.ts'
import { givenTo, isIndirect } from './arguments.ts'
import type { Given } from './arguments.ts'
import { unknownText } from './position.ts'
import { isBuiltIn, isMadeBy, isPrepared } from './receivers.ts'
import { isConcatenatedSql } from './concatenated.ts'
import { constantOf } from './text.ts'
import type { Tracker } from './tracker.ts'

/** A call that may send text to a database. */
export interface SinkCall {
  readonly call: Call
  /** The arguments that the function receives, also if they are passed by `apply()` or a spread. */
  readonly given: Given
  readonly text: TSESTree.CallExpressionArgument
  /** If the argument may be an object: the properties that can contain the text. */
  readonly properties: readonly string[]
  /** The part of the statement before it. */
  readonly before: string
  /** True if the text is interpolated into a surrounding statement, and is not a statement or clause of its own. */
  readonly isPart: boolean
  readonly library: SqlLibrary | undefined
  /** True if it certainly is a database call; otherwise the text must clearly be SQL. */
  readonly settled: boolean
  /** True if the receiver has a typical name of a database object, which is enough if the argument is SQL. */
  readonly named: boolean
  /** True if the receiver has a name that only connections to SQL databases have. */
  readonly connected: boolean
  /** True if everything that is interpolated is a value, which the SQL alone does not show. */
  readonly holdsValues: boolean
  /** True if the text is the result of functions in the argument's properties. */
  readonly inFunctions: boolean
  /** True if values that are passed next to the text reach the library. */
  readonly takesValues: boolean
}

const names = new Set(sqlLibraries.flatMap(({ sinks }) => sinks.flatMap((sink) => sink.names)))
const unmistakable = new Map(
  sqlLibraries.flatMap((library) =>
    library.sinks
      .filter((sink) => sink.unmistakable === true)
      .flatMap((sink) => sink.names.map((name) => [name, { library, sink }] as const)),
  ),
)
const properties = [
  ...new Set(['text', 'sql', 'query', 'statement', ...sqlLibraries.flatMap(({ sinks }) => sinks.flatMap(({ property }) => property ?? []))]),
]

/** Methods that take a clause, and those that create the builders which have them: such a receiver can only be an SQL builder. */
const clauses = new Set(sqlLibraries.flatMap(({ sinks }) => sinks.flatMap((sink) => (sink.before === undefined || sink.form !== undefined ? [] : sink.names))))
const builderMakers = new Set(['createQueryBuilder'])
const insertMakers = new Set(['insert'])

/** Receivers whose arguments may read like SQL but are not: loggers, tests, consoles. */
const noDatabase = /^(?:Promise|console|logger|log|expect|cy|describe|it|test|t|screen|chalk|vi|jest)$|(?:cache|redis|memcached?)$/i

const databaseName =
  /(?:db|database|pool|conn|connection|knex|sequelize|prisma|repo|repository|datasource|queryrunner|entitymanager|transaction)$/i
const connectionName = /(?:pool|conn|connection)$/i
const shortDatabaseNames = words('client manager em orm sql pg mysql postgres sqlite mssql trx tx t stmt')

/**
 * The call as one of an SQL library. The evidence is, in this order: the import of the receiver, a method name that only one library has, or
 * (unsettled) one that some library has. The project's own functions are not included, unless they are named like one and cannot be resolved.
 */
export function sinkOf(tracker: Tracker, call: Call): SinkCall | undefined {
  const given = givenTo(tracker, call)
  return given.some(mayBeText) || takesCallback(call) ? databaseCallOf(tracker, call, given) : undefined
}

/** The same, including calls with only constant text. */
export function databaseCallOf(tracker: Tracker, call: Call, given: Given = givenTo(tracker, call)): SinkCall | undefined {
  const called = calledMember(tracker, call)
  if (called === undefined) return functionSink(tracker, call)
  const { object, tracker: by } = called
  // `Promise.promisifyAll(require('mysql'))` adds an async variant of each method.
  const name = names.has(called.name) ? called.name : called.name.replace(/Async$/, '')
  if (!names.has(name) || (inFunctions.has(name) && functionsIn(given[0]).length === 0)) return undefined
  const target = tracker.target(call)
  if (target?.tracker === tracker) return undefined
  if (isPrepared(by, object) || isBuiltIn(by, object)) return undefined
  // `db.insert(books).values(book)` of Drizzle takes a row; only `db.values(sql)` takes a statement.
  if (name === 'values' && isMadeBy(by, object, insertMakers)) return undefined
  const own = unmistakable.get(name)
  const modules = by.modules(object)
  if (target === undefined) {
    for (const { specifier } of modules) {
      const library = libraryOf(specifier)
      const sink = library?.sinks.find(({ names: known, form }) => form === undefined && known.includes(name))
      if (library !== undefined && sink !== undefined) return sinkCall(call, given, sink, library, true)
    }
  }
  if (own !== undefined) return sinkCall(call, given, own.sink, own.library, true)
  if (target === undefined && clauses.has(name) && isMadeBy(by, object, builderMakers)) {
    const library = libraryNamed('typeorm')
    const sink = library?.sinks.find(({ names: known }) => known.includes(name))
    if (library !== undefined && sink !== undefined) return sinkCall(call, given, sink, library, true)
  }
  const receiver = lastName(object)
  if (!sinkNames.has(name) || (receiver !== undefined && noDatabase.test(receiver))) return undefined
  const library =
    libraryByName(object, name) ?? modules.map(({ specifier }) => libraryOf(specifier)).find((known) => known !== undefined)
  const sink = library?.sinks.find(({ names: known, form }) => form === undefined && known.includes(name))
  return sinkCall(
    call,
    given,
    sink ?? { names: [name], argument: textArgument(tracker.file, given) },
    sink === undefined ? undefined : library,
    sink !== undefined && /^(?:literal|raw)$/.test(name),
  )
}

interface CalledMember {
  /** The tracker of the file that contains `object`. */
  readonly tracker: Tracker
  readonly object: TSESTree.Expression
  readonly name: string
}

/** The method that a call runs and its receiver, also if it was put into a variable, bound or promisified before. */
function calledMember(tracker: Tracker, call: Call): CalledMember | undefined {
  const { callee, type } = call
  if (type === 'NewExpression') return undefined
  return memberIn(tracker, callee.type === 'MemberExpression' && isIndirect(call) ? callee.object : callee, 0)
}

function memberIn(tracker: Tracker, node: TSESTree.Node, steps: number): CalledMember | undefined {
  if (steps > 5) return undefined
  switch (node.type) {
    case 'MemberExpression': {
      const name = memberName(node) ?? (node.computed ? constantOf(tracker.text(node.property)) : undefined)
      if (name === undefined) return undefined
      const field = fieldName(node)
      const around = field === undefined ? undefined : classAround(node)
      const [only, ...others] = around === undefined ? [] : (shapeOf(around).fields.get(name)?.values ?? [])
      const held = only === undefined || others.length > 0 ? undefined : memberIn(tracker, only.value, steps + 1)
      return held ?? { tracker, object: node.object, name }
    }
    case 'Identifier': {
      const definition = tracker.bindings.definitionOf(node)
      if (definition?.kind === 'import') {
        const place = tracker.imported(definition.specifier, definition.imported)
        return place?.path.length === 0 ? memberIn(place.tracker, place.node, steps + 1) : undefined
      }
      if (definition?.kind !== 'variable' || definition.init === undefined) return undefined
      const [name, ...rest] = definition.path
      if (typeof name === 'string' && rest.length === 0) return { tracker, object: definition.init, name }
      return name === undefined ? memberIn(tracker, definition.init, steps + 1) : undefined
    }
    case 'CallExpression': {
      const { callee, arguments: given } = node
      const isBound = callee.type === 'MemberExpression' && memberName(callee) === 'bind'
      if (isBound) return memberIn(tracker, callee.object, steps + 1)
      const [first] = given
      return first !== undefined && /^promisify/.test(calledName(node) ?? '') ? memberIn(tracker, first, steps + 1) : undefined
    }
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'ChainExpression':
      return memberIn(tracker, node.expression, steps + 1)
    default:
      return undefined
  }
}

function functionSink(tracker: Tracker, call: Call): SinkCall | undefined {
  const name = calledName(call)
  if (name === undefined) return undefined
  const form = call.type === 'NewExpression' ? 'new' : 'function'
  const isNamed = names.has(name)
  const target = isNamed ? tracker.target(call) : undefined
  if (target?.tracker === tracker) return undefined
  const modules = tracker.modules(call.callee)
  for (const { specifier, imported } of modules) {
    const library = libraryOf(specifier)
    const sink = library?.sinks.find(
      (known) =>
        (known.form === form || (known.form === 'made' && isMade(tracker, call))) &&
        known.names.includes(imported === '*' || imported === 'default' ? name : imported),
    )
    if (library !== undefined && sink !== undefined) return sinkCall(call, call.arguments, sink, library, true)
  }
  // `query('SELECT …')`, imported from the project or from an unknown package, or declared nowhere.
  return form === 'function' && (modules.length > 0 || tracker.bindings.definitionOf(call.callee) === undefined) && /^(?:query|execute|raw|exec|runQuery|executeQuery|dbQuery)$/.test(name)
    ? sinkCall(call, call.arguments, { names: [name], argument: textArgument(tracker.file, call.arguments) }, undefined, false)
    : undefined
}

/** `sql(text)` after `const sql = neon(url)`, but not `neon(url)` itself. */
function isMade(tracker: Tracker, { callee }: Call): boolean {
  const definition = callee.type === 'Identifier' ? tracker.bindings.definitionOf(callee) : undefined
  return definition?.kind === 'variable' || (definition?.kind === 'import' && libraryOf(definition.specifier) === undefined)
}

/** The index of the argument that is evidently SQL, for unknown functions: `execute(connection, 'UPDATE …' + x)`. */
function textArgument(file: SourceFile, given: Given): number {
  return Math.max(
    0,
    given.slice(0, 3).findIndex((argument) => isConcatenatedSql(bindingsOf(file), argument)),
  )
}

const callbackNames = new Set(sqlLibraries.flatMap(({ sinks }) => sinks.flatMap(({ names: ofSink, callback }) => (callback === true ? ofSink : []))))

const inFunctions = new Set(sqlLibraries.flatMap(({ sinks }) => sinks.flatMap((sink) => (sink.inFunctions === true ? sink.names : []))))

/** The functions in an object literal: `{ total: () => 'total + 1' }`. */
export function functionsIn(object: TSESTree.Node | undefined): FunctionNode[] {
  if (object?.type !== 'ObjectExpression') return []
  return object.properties.flatMap((property) => (property.type === 'Property' && isFunction(property.value) ? [property.value] : []))
}

/** True for sinks that take the text from a callback: `` Raw((alias) => `…`) ``. */
export function takesCallback({ callee }: Call): boolean {
  return callee.type === 'Identifier' && callbackNames.has(callee.name)
}

/** False for literals and callbacks: nothing is interpolated into these. */
export function mayBeText(node: TSESTree.CallExpressionArgument): boolean {
  return node.type !== 'Literal' && !isFunction(node)
}

function sinkCall(
  call: Call,
  given: Given,
  sink: SqlSink,
  library: SqlLibrary | undefined,
  settled: boolean,
): SinkCall | undefined {
  const text = given[sink.argument ?? 0]
  if (text === undefined || text.type === 'SpreadElement') return undefined
  const holders = sink.property === undefined ? (settled ? [] : properties) : [sink.property]
  const receiver = call.callee.type === 'MemberExpression' ? lastName(call.callee.object) : undefined
  const named = receiver !== undefined && (databaseName.test(receiver) || shortDatabaseNames.has(receiver))
  const around = textAround(call)
  return {
    call,
    given,
    text,
    properties: holders,
    before: around ?? sink.before ?? '',
    isPart: around !== undefined,
    library,
    settled,
    named,
    connected: receiver !== undefined && connectionName.test(receiver),
    holdsValues: sink.values === true,
    inFunctions: sink.inFunctions === true,
    takesValues: true,
  }
}

/** The text before a call in a tagged template: `` sql`… ORDER BY ${sql.raw(x)}` ``. */
function textAround(call: Call): string | undefined {
  const template = call.parent
  if (template.type !== 'TemplateLiteral' || template.parent.type !== 'TaggedTemplateExpression') return undefined
  const index = template.expressions.findIndex((expression) => expression === call)
  return template.quasis
    .slice(0, index + 1)
    .map(({ value }) => value.cooked ?? value.raw)
    .join(unknownText)
}

/** The library that a part of the receiver is customarily named after: `db.sequelize`. */
function libraryByName(receiver: TSESTree.Expression, method: string): SqlLibrary | undefined {
  for (let at: TSESTree.Node = receiver; ;) {
    const name = lastName(at)
    const library =
      name === undefined
        ? undefined
        : libraryNamed(libraryNames.get(name) ?? libraryNames.get(name.charAt(0).toLowerCase() + name.slice(1)) ?? '')
    if (library?.sinks.some(({ names: known }) => known.includes(method))) return library
    if (at.type === 'MemberExpression') at = at.object
    else if (at.type === 'CallExpression') at = at.callee
    else return undefined
  }
}

function lastName(node: TSESTree.Node): string | undefined {
  if (node.type === 'Identifier') return node.name
  return memberName(node)
}
