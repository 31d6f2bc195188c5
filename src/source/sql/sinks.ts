import type { TSESTree } from '@typescript-eslint/utils'
import { bindingsOf, memberName } from '../bindings.ts'
import { targetOf } from '../calls.ts'
import type { Call } from '../calls.ts'
import { isFunction } from '../classes.ts'
import type { SourceFile } from '../file.ts'
import { libraryNamed, libraryNames, libraryOf, sinkNames } from '../models/sql-names.ts'
import { sqlLibraries } from '../models/sql.ts'
import type { SqlLibrary, SqlSink } from '../models/sql.ts'
import { modulesOf } from '../origin.ts'
import { words } from '../words.ts'
import { unknownText } from './position.ts'
import { isPutTogether } from './put-together.ts'

/** A call that may send text to a database. */
export interface SinkCall {
  readonly call: Call
  readonly text: TSESTree.CallExpressionArgument
  /** Where the argument may be an object: the properties that could hold the text. */
  readonly properties: readonly string[]
  /** Text that stands before it in the statement. */
  readonly before: string
  /** True where it is a part of a statement that is written around it, and not a statement or clause of its own. */
  readonly isPart: boolean
  readonly library: SqlLibrary | undefined
  /** True where it is settled that this is a database call; otherwise the text must be evidently SQL. */
  readonly settled: boolean
  /** True where the receiver has a name that people give to databases: with SQL for an argument nobody needs to ask further. */
  readonly named: boolean
}

const names = new Set(sqlLibraries.flatMap(({ sinks }) => sinks.flatMap((sink) => sink.names)))
const unmistakable = new Map(
  sqlLibraries.flatMap((library) =>
    library.sinks
      .filter((sink) => sink.unmistakable === true)
      .flatMap((sink) => sink.names.map((name) => [name, { library, sink }] as const)),
  ),
)
const properties = ['text', 'sql', 'query', 'sqlText', 'statement']

/** Receivers that take text which reads like SQL and is none: logs, tests, consoles. */
const noDatabase = /^(?:console|logger|log|expect|cy|describe|it|test|t|screen|chalk|vi|jest)$/

const databaseName =
  /(?:db|database|pool|conn|connection|knex|sequelize|prisma|repo|repository|datasource|queryrunner|entitymanager|transaction)$/i
const shortDatabaseNames = words('client manager em orm sql pg mysql postgres sqlite mssql trx tx t stmt')

/**
 * The call as one of a SQL library, by the evidence of its receiver: the import it leads to, a name that only one library has,
 * else (unsettled) a name that some library has.
 */
export function sinkOf(file: SourceFile, call: Call): SinkCall | undefined {
  const name = calledName(call)
  if (name === undefined || !names.has(name) || !call.arguments.some(mayBeText)) return undefined
  const { callee } = call
  if (call.type === 'NewExpression' || callee.type === 'Identifier') return functionSink(file, call, name)
  if (callee.type !== 'MemberExpression' || targetOf(file, call) !== undefined) return undefined
  const own = unmistakable.get(name)
  const modules = modulesOf(file, callee.object)
  for (const { specifier } of modules) {
    const library = libraryOf(specifier)
    const sink = library?.sinks.find(({ names: known, form }) => form === undefined && known.includes(name))
    if (library !== undefined && sink !== undefined) return sinkCall(call, sink, library, true)
  }
  if (own !== undefined) return sinkCall(call, own.sink, own.library, true)
  const receiver = lastName(callee.object)
  if (!sinkNames.has(name) || (receiver !== undefined && noDatabase.test(receiver))) return undefined
  const library =
    libraryByName(callee.object, name) ??
    modules.map(({ specifier }) => libraryOf(specifier)).find((known) => known !== undefined)
  const sink = library?.sinks.find(({ names: known, form }) => form === undefined && known.includes(name))
  return sinkCall(
    call,
    sink ?? { names: [name], argument: textArgument(file, call) },
    sink === undefined ? undefined : library,
    sink !== undefined && /^(?:literal|raw)$/.test(name),
  )
}

function functionSink(file: SourceFile, call: Call, name: string): SinkCall | undefined {
  const form = call.type === 'NewExpression' ? 'new' : 'function'
  const modules = modulesOf(file, call.callee)
  for (const { specifier, imported } of modules) {
    const library = libraryOf(specifier)
    const sink = library?.sinks.find(
      (known) => known.form === form && known.names.includes(imported === '*' || imported === 'default' ? name : imported),
    )
    if (library !== undefined && sink !== undefined) return sinkCall(call, sink, library, true)
  }
  // `query('SELECT …')`, imported from a file of the project or of a package that is not known here.
  return form === 'function' && modules.length > 0 && /^(?:query|execute|raw|exec)$/.test(name)
    ? sinkCall(call, { names: [name], argument: textArgument(file, call) }, undefined, false)
    : undefined
}

/** Where the text evidently is, for calls of nobody in particular: `execute(connection, 'UPDATE …' + x)`. */
function textArgument(file: SourceFile, call: Call): number {
  return Math.max(
    0,
    call.arguments.slice(0, 3).findIndex((argument) => isPutTogether(bindingsOf(file), argument)),
  )
}

/** Literals and callbacks hold nothing that was put into text. */
function mayBeText(node: TSESTree.CallExpressionArgument): boolean {
  return node.type !== 'Literal' && !isFunction(node)
}

function sinkCall(call: Call, sink: SqlSink, library: SqlLibrary | undefined, settled: boolean): SinkCall | undefined {
  const text = call.arguments[sink.argument]
  if (text === undefined || text.type === 'SpreadElement') return undefined
  const holders = sink.property === undefined ? (settled ? [] : properties) : [sink.property]
  const receiver = call.callee.type === 'MemberExpression' ? lastName(call.callee.object) : undefined
  const named = receiver !== undefined && (databaseName.test(receiver) || shortDatabaseNames.has(receiver))
  const around = textAround(call)
  return {
    call,
    text,
    properties: holders,
    before: around ?? sink.before ?? '',
    isPart: around !== undefined,
    library,
    settled,
    named,
  }
}

/** The text before a call that stands in a template of SQL: `sql`… ORDER BY ${sql.raw(x)}``. */
function textAround(call: Call): string | undefined {
  const template = call.parent
  if (template.type !== 'TemplateLiteral' || template.parent.type !== 'TaggedTemplateExpression') return undefined
  const index = template.expressions.findIndex((expression) => expression === call)
  return template.quasis
    .slice(0, index + 1)
    .map(({ value }) => value.cooked ?? value.raw)
    .join(unknownText)
}

/** `query` in `db.query`, `Cursor` in `new pg.Cursor`. */
export function calledName({ callee }: Call): string | undefined {
  return callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : undefined
}

/** The library whose customary name stands in the receiver: `db.sequelize`. */
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
  return node.type === 'MemberExpression' ? memberName(node) : undefined
}
