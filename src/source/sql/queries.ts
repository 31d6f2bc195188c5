import type { TSESTree } from '@typescript-eslint/utils'
import { keyName } from '../bindings.ts'
import type { FunctionNode, ParameterDefinition } from '../bindings.ts'
import type { Call } from '../calls.ts'
import { isFunction, returnedBy } from '../classes.ts'
import type { SqlLibrary } from '../models/sql.ts'
import { propertyOf } from './follow.ts'
import { itemsOf } from './lists.ts'
import type { Item } from './lists.ts'
import { looksLikeSql } from './position.ts'
import { keepsToItself } from './keeps.ts'
import { sinkOf } from './sinks.ts'
import type { SinkCall } from './sinks.ts'
import { choice, hasConstant, placesIn, skeletonOf } from './text.ts'
import type { PlacedHole, SqlText } from './text.ts'
import { textAt } from './texts.ts'
import type { Tracker } from './tracker.ts'
import { withUnbound } from './unbound.ts'

/** A call that sends SQL to a database (or passes it on to one), with what is put into its text. */
export interface SqlQuery {
  readonly call: Call
  /** The argument that holds the text. */
  readonly argument: TSESTree.Node
  readonly library: SqlLibrary | undefined
  /** True where the call or its receiver's name says that a database is meant. */
  readonly settled: boolean
  /** True where a function only hands its parameter on: what is in it is judged where it is called. */
  readonly isHandedOn: boolean
  readonly text: SqlText
  readonly holes: readonly PlacedHole[]
}

/** A function that hands a parameter to a database as SQL. */
export interface Forwarder {
  readonly function: FunctionNode
  readonly parameter: number
  readonly path: readonly (string | number)[]
  /** The call by which it does. */
  readonly sink: SinkCall
}

export interface SqlUse {
  readonly queries: readonly SqlQuery[]
  readonly forwarders: readonly Forwarder[]
}

const uses = new WeakMap<Tracker, SqlUse>()

/** The SQL that a file sends, directly or through functions of the project. Worked out once a tracker. */
export function sqlUseOf(tracker: Tracker): SqlUse {
  let use = uses.get(tracker)
  if (use === undefined) {
    // Files that need each other's answer: the one that asks second gets what is known so far.
    const growing = { queries: [], forwarders: [] }
    uses.set(tracker, growing)
    uses.set(tracker, (use = readUse(tracker, growing)))
  }
  return use
}

function readUse(tracker: Tracker, { queries, forwarders }: { queries: SqlQuery[]; forwarders: Forwarder[] }): SqlUse {
  const sinks = tracker.calls.calls.flatMap((call) => forwardedSinks(tracker, call) ?? sinkOf(tracker, call) ?? [])
  const followed = new Set<string>()
  // Grows while it is gone through: a function that passes its parameter on makes sinks of the calls of it.
  for (let index = 0; index < sinks.length; index++) {
    const sink = sinks[index]
    if (sink === undefined) break
    const forwarder = forwarderOf(tracker, sink)
    if (forwarder !== undefined) {
      const key = [forwarder.function.range[0], forwarder.parameter, sink.settled, ...forwarder.path].join(' ')
      if (!followed.has(key)) {
        followed.add(key)
        forwarders.push(forwarder)
        sinks.push(...tracker.calls.sitesOf(forwarder.function).flatMap((call) => sinkThrough(forwarder, call)))
      }
    }
    const query = readQuery(tracker.ask(), sink)
    if (query !== undefined) queries.push({ ...query, isHandedOn: forwarder !== undefined })
  }
  return { queries, forwarders }
}

/**
 * The sinks that a call reaches through a function of another file; none where that keeps what it is given, nothing where it
 * cannot be told.
 */
function forwardedSinks(tracker: Tracker, call: Call): SinkCall[] | undefined {
  if (!call.arguments.some((argument) => argument.type !== 'Literal' && !isFunction(argument))) return undefined
  const target = tracker.target(call)
  if (target === undefined || target.tracker === tracker) return undefined
  const forwarders = sqlUseOf(target.tracker).forwarders.filter((one) => one.function === target.function)
  if (forwarders.length > 0) return forwarders.flatMap((forwarder) => sinkThrough(forwarder, call))
  return call.arguments.every((_, index) => keepsToItself(target.function, index)) ? [] : undefined
}

function sinkThrough({ parameter, path, sink }: Forwarder, call: Call): SinkCall[] {
  const text = call.arguments[parameter]
  if (text === undefined || text.type === 'SpreadElement' || path.length > 1) return []
  return [{ ...sink, call, given: call.arguments, text, properties: path.length === 1 ? [String(path[0])] : sink.properties }]
}

/** The query of a call; nothing where neither the call nor the text is evidently SQL. */
export function readQuery(tracker: Tracker, sink: SinkCall): SqlQuery | undefined {
  const text = textOfSink(tracker, sink)
  if (text === undefined) return undefined
  if (!sink.settled && !looksLikeSql(skeletonOf(text))) return undefined
  return {
    call: sink.call,
    argument: sink.text,
    library: sink.library,
    settled: sink.settled || sink.named,
    isHandedOn: false,
    text,
    holes: placesIn(text, sink),
  }
}

/** Nothing where the argument is no text: conditions as an object, a callback. */
function textOfSink(tracker: Tracker, { text, given, library, properties }: SinkCall): SqlText | undefined {
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
  const held = propertyOf(tracker, text, [], undefined)?.value
  return held?.type === 'ObjectExpression' || held?.type === 'ArrayExpression' || isFunction(held) ? undefined : direct
}

/** Statements that are sent together: `client.batch([{ sql }, '…'])`, `client.batch(names.map((name) => …))`. */
function textOfList(tracker: Tracker, items: readonly Item[], properties: readonly string[]): SqlText | undefined {
  const texts = items.flat().flatMap(({ value, frame }) => {
    const direct = tracker.text(value, frame)
    if (hasConstant(direct)) return [direct]
    const held = properties.map((property) => textAt(tracker, value, [property], frame)).find((text) => text !== undefined)
    return held === undefined ? [] : [held]
  })
  return texts.length === 0 ? undefined : choice(texts)
}

/** Where the text is a parameter as it is: the function passes SQL on. */
function forwarderOf(tracker: Tracker, sink: SinkCall): Forwarder | undefined {
  const definition = parameterIn(tracker, sink.text, sink.properties)
  return definition && { function: definition.function, parameter: definition.index, path: definition.path, sink }
}

function parameterIn(
  tracker: Tracker,
  node: TSESTree.Node,
  properties: readonly string[],
  steps = 0,
): ParameterDefinition | undefined {
  if (steps > 5) return undefined
  if (node.type === 'ObjectExpression') {
    const holder = node.properties.find(
      (property) => property.type === 'Property' && properties.includes(keyName(property) ?? ''),
    )
    return holder?.type === 'Property' ? parameterIn(tracker, holder.value, [], steps + 1) : undefined
  }
  if (node.type === 'TSAsExpression' || node.type === 'TSNonNullExpression')
    return parameterIn(tracker, node.expression, properties, steps + 1)
  const definition = node.type === 'Identifier' ? tracker.bindings.definitionOf(node) : undefined
  if (definition?.kind === 'variable' && definition.init !== undefined && definition.path.length === 0)
    return parameterIn(tracker, definition.init, properties, steps + 1)
  return definition?.kind === 'parameter' ? definition : undefined
}
