import type { TSESTree } from '@typescript-eslint/utils'
import type { ParameterDefinition } from '../names/bindings.ts'
import type { Call } from '../names/calls.ts'
import { isFunction, returnedBy } from '../names/classes.ts'
import type { SqlLibrary } from '../models/sql-library.ts'
import { propertyIn } from '../names/links.ts'
import { addsToItself, putInto, writesTo } from './assignments.ts'
import { callbackArguments, propertyOf } from './follow.ts'
import { parameterIn, sinksOf } from './forwarders.ts'
import { itemsOf } from './lists.ts'
import type { Item } from './lists.ts'
import { looksLikeSql } from './position.ts'
import { functionsIn } from './sinks.ts'
import type { SinkCall } from './sinks.ts'
import { choice, hasConstant, placesIn, skeletonOf } from './text.ts'
import type { PlacedHole, SqlText } from './text.ts'
import { textAt } from './texts.ts'
import type { Tracker } from './tracker.ts'
import { withUnbound } from './unbound.ts'

/** A call that sends SQL to a database (or to a function that does), with what is interpolated into its text. */
export interface SqlQuery {
  readonly call: Call
  /** The argument that contains the text. */
  readonly argument: TSESTree.Node
  readonly library: SqlLibrary | undefined
  /** True if the library or the name of the receiver proves that it is a database call. */
  readonly settled: boolean
  /** True if the text is a parameter of the enclosing function: then the function's callers are checked instead. */
  readonly isForwarded: boolean
  readonly holes: readonly PlacedHole[]
  /** True if the call can take values separately: it is the library's, or a wrapper that passes them on. */
  readonly takesValues: boolean
}

/** The SQL queries of a file, sent directly or through functions of the project. */
export function queriesOf(tracker: Tracker): SqlQuery[] {
  return tracker.calls.calls.flatMap((call) =>
    sinksOf(tracker, call).flatMap((sink) => {
      const query = readQuery(tracker.ask(), sink)
      const parameter = parameterIn(tracker, sink.text, sink.properties)
      return query === undefined ? [] : [{ ...query, isForwarded: parameter !== undefined && !isCheckedHere(tracker, parameter) }]
    }),
  )
}

/**
 * True for parameters that have to be checked in the function itself: those of callbacks (`found.then((sql) => …)`), which have no call sites,
 * and those whose text the function completes.
 */
function isCheckedHere(tracker: Tracker, parameter: ParameterDefinition): boolean {
  return callbackArguments(tracker, parameter, undefined).length > 0 || isFilledIn(tracker, parameter)
}

/** `sql += value`, `sql = sql.replace(name, value)`: the function does not only pass its parameter on. */
function isFilledIn(tracker: Tracker, { node }: ParameterDefinition): boolean {
  const variable = tracker.bindings.variableOf(node)
  if (variable === undefined) return false
  return writesTo(variable).some(({ operator, value }) => {
    const put = putInto(value, variable)
    if (put !== undefined) return !isFunction(put) && tracker.origin(put, [], undefined).kind === 'request'
    return (operator === '+=' && value.type !== 'Literal') || addsToItself(value, variable)
  })
}

/** The query of a call; nothing if neither the call nor the text is clearly SQL. */
export function readQuery(tracker: Tracker, sink: SinkCall): SqlQuery | undefined {
  const text = textOfSink(tracker, sink)
  if (text === undefined) return undefined
  if (!sink.settled && !looksLikeSql(skeletonOf(text)) && !isStatementSent(text, sink)) return undefined
  return {
    call: sink.call,
    argument: sink.text,
    library: sink.library,
    settled: sink.settled || sink.named,
    isForwarded: false,
    holes: sink.holdsValues ? placesIn(text, sink).map((hole) => (hole.first ? hole : { ...hole, position: 'value' })) : placesIn(text, sink),
    takesValues: sink.takesValues,
  }
}

/** True if the whole statement is request data that is named like one: `db.query(req.body.sql)`, `pool.query(req.body.query)`. */
function isStatementSent([only, ...others]: SqlText, { named, connected }: SinkCall): boolean {
  const origin = others.length === 0 && only?.kind === 'hole' ? only.hole.origin : undefined
  return named && origin?.kind === 'request' && (connected ? /(?:^|\.)(?:sql|statement|query|command)$/i : /(?:^|\.)(?:sql|statement)$/i).test(origin.name)
}

/** The text of a sink; nothing if the argument is not text but, say, an object of conditions. */
function textOfSink(tracker: Tracker, { text, given, library, properties, inFunctions }: SinkCall): SqlText | undefined {
  if (inFunctions) return choice(functionsIn(text).flatMap(returnedBy).map((value) => tracker.text(value)))
  if (isFunction(text)) return choice(returnedBy(text).map((value) => tracker.text(value)))
  const written = tracker.text(text)
  const direct = library?.unbound === undefined ? written : withUnbound(tracker, written, library.unbound, given[given.indexOf(text) + 1], undefined)
  if (hasConstant(direct)) return direct
  for (const property of properties) {
    const held = textAt(tracker, text, [property], undefined)
    if (held !== undefined) return held
  }
  const listed = text.type === 'ArrayExpression' || text.type === 'CallExpression' ? itemsOf(tracker, text, undefined) : undefined
  if (listed !== undefined) return textOfList(tracker, listed, properties)
  const held = propertyOf(tracker, text, [], undefined)
  if (held?.value.type === 'ObjectExpression') {
    // A single value for the whole property: `list({ orderBy: req.query.order })`.
    const { value } = held
    const whole = properties.map((property) => propertyIn(value, property)).find((inside) => inside !== undefined)
    return whole === undefined || whole.type === 'ObjectExpression' || isFunction(whole) ? undefined : held.tracker.text(whole, held.frame)
  }
  return held?.value.type === 'ArrayExpression' || isFunction(held?.value) ? undefined : direct
}

/** Several statements in one call: `client.batch([{ sql }, '…'])`, `client.batch(names.map((name) => …))`. */
function textOfList(tracker: Tracker, items: readonly Item[], properties: readonly string[]): SqlText | undefined {
  const texts = items.flat().flatMap(({ value, frame }) => {
    const direct = tracker.text(value, frame)
    if (hasConstant(direct)) return [direct]
    const held = properties.map((property) => textAt(tracker, value, [property], frame)).find((text) => text !== undefined)
    return held === undefined ? [] : [held]
  })
  return texts.length === 0 ? undefined : choice(texts)
}
